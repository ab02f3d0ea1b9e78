//! Decisions as bits: each with what is known where it is made, mixed into one
//! probability; adaptive bits (`range`) come out, or go in.
//!
//! A decision is of a kind and has up to five contexts: numbers of the tokens
//! around, of what was decided before. Each context, and the kind alone, keeps a
//! probability in a table found by a hash; the mixer adds them up in the domain
//! of log odds, by weights of the kind that follow what turns out. So no rule
//! of the analysis is told twice: that a name after “Mr” is a person is learned
//! from the first dozen. About 60 ns a decision.
//!
//! Reader and writer run the same code: a [`Side`] takes or gives the bit. All
//! arithmetic is in whole numbers, so that it is the same everywhere.

use crate::index::range::Decoder;

/// Where bits go to or come from.
pub(super) trait Side {
    /// Whether facts are given.
    const WRITES: bool;

    /// A bit that is a zero in so many of 65,536 cases.
    fn bit(&mut self, zero: u32, bit: bool) -> bool;

    /// Whether it can go on.
    fn is_sound(&self) -> bool;

    /// What the facts say; what they would say is not computed where they are
    /// read.
    fn told<T: Default>(tell: impl FnOnce() -> T) -> T {
        if Self::WRITES { tell() } else { T::default() }
    }
}

impl Side for Decoder<'_> {
    const WRITES: bool = false;

    fn bit(&mut self, zero: u32, _: bool) -> bool {
        self.bit_as(zero)
    }

    fn is_sound(&self) -> bool {
        self.is_intact()
    }
}

#[cfg(feature = "cli")]
impl Side for crate::index::range::Encoder {
    const WRITES: bool = true;

    fn bit(&mut self, zero: u32, bit: bool) -> bool {
        self.bit_as(zero, bit);
        bit
    }

    fn is_sound(&self) -> bool {
        true
    }
}

/// Contexts of a decision at most, the kind itself among them.
const INPUTS: usize = 6;
/// Weights of an input by how often its context was used.
const LEVELS: usize = 8;
/// Kinds of decisions.
const KINDS: usize = 128;
/// Bits of the number of places in the table: two to four places a token, within these.
const LEAST_BITS: u32 = 14;
const MOST_BITS: u32 = 18;
/// Bits of places for the last symbols.
const SYMBOL_BITS: u32 = 12;
/// Uses after which a context adapts at the same rate.
const SETTLED: u8 = 250;
/// Log odds are kept within these, in units of 1/256.
const MOST_ODDS: i32 = 2047;
/// No bit is ever certain.
const LEAST: i32 = 24;

/// A probability of a one in 65,536 cases.
#[derive(Clone, Copy, Debug)]
struct Slot {
    one: u16,
    uses: u8,
    /// Of the context, so that others notice that it is not theirs.
    check: u8,
}

const NEW: Slot = Slot { one: 1 << 15, uses: 0, check: 0 };

/// Mixes and codes decisions.
#[derive(Debug)]
pub(super) struct Mixer<S> {
    pub(super) side: S,
    slots: Vec<Slot>,
    shift: u32,
    weights: Vec<[[i32; LEVELS]; INPUTS]>,
    uses: Vec<u32>,
    /// Log odds of probabilities in steps of 16.
    odds: Vec<i16>,
    /// By how much a context adapts after so many uses, of 2^14.
    rates: Vec<i32>,
    /// The last symbols by kind and context.
    symbols: Vec<u8>,
}

impl<S: Side> Mixer<S> {
    /// For a text of so many tokens.
    pub(super) fn new(side: S, tokens: u32) -> Self {
        let bits = (tokens.max(1).ilog2() + 2).clamp(LEAST_BITS, MOST_BITS);
        let mut odds = vec![0_i16; 1 << 12];
        let mut next = 0;
        for x in -MOST_ODDS..=MOST_ODDS {
            let probability = probability(x) >> 4;
            while next <= probability {
                odds[next as usize] = i16::try_from(x).unwrap_or(0);
                next += 1;
            }
        }
        odds[next as usize..].fill(2047);
        Self {
            side,
            slots: vec![NEW; 1 << bits],
            shift: u32::BITS - bits,
            weights: vec![[FIRST_WEIGHTS; INPUTS]; KINDS],
            uses: vec![0; KINDS],
            odds,
            rates: (0..256).map(|uses| (1 << 15) / (2 * uses + 3)).collect(),
            symbols: vec![0; 1 << SYMBOL_BITS],
        }
    }

    /// A decision of a kind with at most five contexts.
    pub(super) fn bit(&mut self, kind: u32, contexts: &[u32], bit: bool) -> bool {
        self.node(kind, 1, contexts, bit)
    }

    /// The same as one of several on the way to a number.
    fn node(&mut self, kind: u32, node: u32, contexts: &[u32], bit: bool) -> bool {
        let mut places = [0_usize; INPUTS];
        let mut inputs = [0_i32; INPUTS];
        let mut levels = [0_usize; INPUTS];
        let own = mixed(&[kind, node]);
        let kind = kind as usize % KINDS;
        debug_assert!(contexts.len() < INPUTS, "{} contexts are too many", contexts.len());
        let used = INPUTS.min(contexts.len() + 1);
        let mut sum = 0_i64;
        for input in 0..used {
            let context = match input.checked_sub(1) {
                Some(place) => (own ^ contexts[place]).wrapping_mul(0x9e37_79b1),
                None => own,
            };
            let hash = (context ^ context >> 15).wrapping_mul(0x85eb_ca6b);
            let place = (hash >> self.shift) as usize;
            let [check, ..] = context.to_le_bytes();
            let slot = &mut self.slots[place];
            if slot.check != check {
                *slot = Slot { check, ..NEW };
            }
            places[input] = place;
            levels[input] = level(slot.uses);
            inputs[input] = i32::from(self.odds[usize::from(slot.one >> 4)]);
            sum +=
                i64::from(inputs[input]) * i64::from(self.weights[kind][input][levels[input]]);
        }
        let odds = (sum >> 16).clamp(-i64::from(MOST_ODDS), i64::from(MOST_ODDS));
        let one = probability(i32::try_from(odds).unwrap_or(0)).clamp(LEAST, 65_536 - LEAST);
        let bit = self.side.bit((65_536 - one).unsigned_abs(), bit);
        let target = if bit { 65_535 } else { 0 };
        let error = i64::from(target - one);
        let rate = 4 + 240 / (i64::from(self.uses[kind]) / 4 + 12);
        self.uses[kind] = self.uses[kind].saturating_add(1);
        for input in 0..used {
            let change = (i64::from(inputs[input]) * error * rate + (1 << 19)) >> 20;
            let weight = &mut self.weights[kind][input][levels[input]];
            *weight = (*weight + i32::try_from(change).unwrap_or(0)).clamp(-1 << 20, 1 << 20);
            let slot = &mut self.slots[places[input]];
            let moved = (target - i32::from(slot.one)) * self.rates[usize::from(slot.uses)];
            slot.one = u16::try_from(i32::from(slot.one) + (moved >> 14)).unwrap_or(1 << 15);
            slot.uses += u8::from(slot.uses < SETTLED);
        }
        bit
    }

    /// A number below `1 << bits`.
    pub(super) fn tree(&mut self, kind: u32, bits: u32, contexts: &[u32], value: u32) -> u32 {
        let mut node = 1;
        for place in (0..bits).rev() {
            let bit = self.node(kind, node, contexts, value >> place & 1 == 1);
            node = node << 1 | u32::from(bit);
        }
        node & !(1 << bits)
    }

    /// One of at most 64 symbols: whether it is the one that the first context had
    /// last, and if not, which.
    pub(super) fn symbol(&mut self, kind: u32, contexts: &[u32], value: u32) -> u32 {
        let first = contexts.first().copied().unwrap_or(0);
        let place = (mixed(&[kind, first]) >> (u32::BITS - SYMBOL_BITS)) as usize;
        let last = u32::from(self.symbols[place]);
        let mut with_last = [0; INPUTS];
        let used = contexts.len().min(INPUTS);
        for (own, context) in with_last.iter_mut().zip(contexts) {
            *own = mixed(&[last, *context]);
        }
        if self.node(kind, 1 << 7, &with_last[..used], value == last) {
            return last;
        }
        let value = self.tree(kind, 6, contexts, value);
        self.symbols[place] = u8::try_from(value).unwrap_or(0);
        value
    }

    /// A number of any size, small ones in few bits: how many bits it has more
    /// than one, one by one, then those below the first.
    pub(super) fn number(&mut self, kind: u32, contexts: &[u32], value: u32) -> u32 {
        let value = u64::from(value) + 1;
        let length = value.ilog2();
        let mut known = 0;
        while known < 32 && self.node(kind, known + 1, contexts, known < length) {
            known += 1;
        }
        let mut read = 1_u64;
        for place in (0..known).rev() {
            let bit = value >> place & 1 == 1;
            // The two highest are told by what is around, the rest hardly.
            let bit = if read < 4 {
                let node = 64 + known * 4 + u32::try_from(read).unwrap_or(0);
                self.node(kind, node, contexts, bit)
            } else {
                self.side.bit(1 << 15, bit)
            };
            read = read << 1 | u64::from(bit);
        }
        u32::try_from(read - 1).unwrap_or(u32::MAX)
    }

    /// The same for numbers below zero as well.
    pub(super) fn signed(&mut self, kind: u32, contexts: &[u32], value: i32) -> i32 {
        let folded = ((value << 1) ^ (value >> 31)).cast_unsigned();
        let folded = self.number(kind, contexts, folded);
        (folded >> 1).cast_signed() ^ -(folded & 1).cast_signed()
    }
}

const FIRST_WEIGHTS: [i32; LEVELS] =
    [0, 13_000, 16_000, 19_000, 22_000, 24_000, 26_000, 28_000];

fn level(uses: u8) -> usize {
    match uses {
        0 => 0,
        1 => 1,
        2 => 2,
        3..=4 => 3,
        5..=9 => 4,
        10..=24 => 5,
        25..=99 => 6,
        _ => 7,
    }
}

/// A number for several.
pub(super) fn mixed(values: &[u32]) -> u32 {
    let mut hash = 0x2545_f491_u32;
    for &value in values {
        hash = (hash ^ value).wrapping_mul(0x9e37_79b1);
        hash ^= hash >> 15;
    }
    hash
}

/// The probability (of 65,536) that log odds in units of 1/256 mean.
fn probability(odds: i32) -> i32 {
    const STEPS: [i32; 33] = [
        22, 36, 60, 98, 162, 267, 439, 720, 1_179, 1_921, 3_108, 4_971, 7_812, 11_955, 17_625,
        24_743, 32_768, 40_793, 47_911, 53_581, 57_724, 60_565, 62_428, 63_615, 64_357, 64_816,
        65_097, 65_269, 65_374, 65_438, 65_476, 65_500, 65_514,
    ];
    let shifted = (odds + 2048).clamp(0, 4095);
    let step = (shifted >> 7) as usize;
    let part = shifted & 127;
    (STEPS[step] * (128 - part) + STEPS[step + 1] * part + 64) >> 7
}
