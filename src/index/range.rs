//! Adaptive binary range coding: bits with a context go in, about as many bits
//! as they are surprising come out.
//!
//! The coder is LZMA's: a 32-bit range, split at each bit by the probability
//! of a zero, a byte shifted out whenever the range falls below 2^24. Each
//! context is a [`Bit`]: a probability of 16 bits that moves by 1 / (n + 1.5)
//! of its error at the n-th use, at least by 1/128. Numbers are [`Tree`]s of
//! bits. It codes tables and word lists, some 10 ns a bit; running text has a
//! static coder of its own (`text::class`).
//!
//! Reading goes on with zeroes behind the end of the bytes: damaged bytes give
//! other values, never a panic, and [`Decoder::is_intact`] tells when there
//! were too few.

/// Bits of a probability.
const PRECISION: u32 = 16;
const HALF: u16 = 1 << (PRECISION - 1);
/// No bit is ever certain: probabilities keep this distance from 0 and 1.
const LEAST: u32 = 48;
/// A range below this takes in the next byte.
const TOP: u32 = 1 << 24;
/// Uses of a context after which it adapts at the same rate.
const SETTLED: u8 = 126;

/// What is known of a bit in one context.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bit {
    zero: u16,
    uses: u8,
}

/// Of a count of uses, 2^32 / (2 · uses + 3), rounded up.
static RATES: [u32; 128] = {
    let mut rates = [0; 128];
    let mut divisor = 3;
    while divisor < 2 * 128 + 3 {
        rates[(divisor as usize - 3) / 2] = u32::MAX / divisor + 1;
        divisor += 2;
    }
    rates
};

impl Default for Bit {
    fn default() -> Self {
        Self { zero: HALF, uses: 0 }
    }
}

impl Bit {
    /// In how many of 65,536 cases it is a zero.
    #[inline(always)]
    fn zero(self) -> u32 {
        u32::from(self.zero).clamp(LEAST, (1 << PRECISION) - LEAST)
    }

    #[inline(always)]
    fn update(&mut self, bit: bool) {
        let rate = RATES[usize::from(self.uses & 0x7f)];
        let far = if bit { self.zero } else { u16::MAX - self.zero };
        // 2 · far / (2 · uses + 3), exactly: far is below 2^16, the divisor below 2^8.
        let moved = (u64::from(far) * 2 * u64::from(rate)) >> u32::BITS;
        let moved = u16::try_from(moved).unwrap_or(0);
        self.zero = if bit { self.zero - moved } else { self.zero + moved };
        self.uses += u8::from(self.uses < SETTLED);
    }
}

/// Contexts for a number of a fixed count of bits, the highest first.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    bits: Vec<Bit>,
}

impl Tree {
    pub(crate) fn new(bits: u32) -> Self {
        Self { bits: vec![Bit::default(); 1 << bits] }
    }
}

/// Contexts for a number of any size: its length in bits, its two highest bits
/// below the leading one, and the rest as it is.
#[derive(Clone, Debug)]
pub(crate) struct Number {
    length: Tree,
    high: Vec<Tree>,
}

impl Default for Number {
    fn default() -> Self {
        Self { length: Tree::new(LENGTH_BITS), high: vec![Tree::new(HIGH_BITS); 33] }
    }
}

/// Lengths are 0 to 32.
const LENGTH_BITS: u32 = 6;
const HIGH_BITS: u32 = 2;

/// Writes bits.
#[cfg(feature = "cli")]
pub(crate) struct Encoder {
    low: u64,
    range: u32,
    /// The last byte that a carry may still raise, and how many 0xff follow.
    held: u8,
    pending: u64,
    started: bool,
    bytes: Vec<u8>,
}

#[cfg(feature = "cli")]
impl Default for Encoder {
    fn default() -> Self {
        Self { low: 0, range: u32::MAX, held: 0, pending: 0, started: false, bytes: Vec::new() }
    }
}

#[cfg(feature = "cli")]
impl Encoder {
    pub(crate) fn bit(&mut self, context: &mut Bit, bit: bool) {
        self.bit_as(context.zero(), bit);
        context.update(bit);
    }

    /// A bit that is a zero in so many of 65,536 cases: neither none nor all.
    pub(crate) fn bit_as(&mut self, zero: u32, bit: bool) {
        let bound = (self.range >> PRECISION) * zero;
        if bit {
            self.low += u64::from(bound);
            self.range -= bound;
        } else {
            self.range = bound;
        }
        while self.range < TOP {
            self.range <<= 8;
            self.shift();
        }
    }

    pub(crate) fn tree(&mut self, tree: &mut Tree, value: u32) {
        let mut node = 1;
        for place in (0..tree.bits.len().ilog2()).rev() {
            let bit = value >> place & 1;
            self.bit(&mut tree.bits[node], bit == 1);
            node = node << 1 | bit as usize;
        }
    }

    /// A number below `1 << bits` whose bits are all as likely.
    pub(crate) fn raw(&mut self, value: u32, bits: u32) {
        for place in (0..bits).rev() {
            self.bit(&mut Bit::default(), value >> place & 1 == 1);
        }
    }

    pub(crate) fn number(&mut self, contexts: &mut Number, value: u32) {
        let length = u32::BITS - value.leading_zeros();
        self.tree(&mut contexts.length, length);
        let rest = length.saturating_sub(1);
        let high = rest.min(HIGH_BITS);
        let below = rest - high;
        if high == HIGH_BITS {
            let top = value >> below & ((1 << HIGH_BITS) - 1);
            self.tree(&mut contexts.high[length as usize], top);
        } else {
            self.raw(value & ((1 << high) - 1), high);
        }
        self.raw(value & low_bits(below), below);
    }

    /// The bytes of everything that was written.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        for _ in 0..5 {
            self.shift();
        }
        // The decoder reads zeroes behind the end.
        for _ in 0..4 {
            if self.bytes.last() == Some(&0) {
                self.bytes.pop();
            }
        }
        self.bytes
    }

    fn shift(&mut self) {
        let carry = self.low >> 32 != 0;
        if carry || self.low < 0xff00_0000 {
            let raised = u8::from(carry);
            if self.started {
                self.bytes.push(self.held.wrapping_add(raised));
            }
            self.started = true;
            for _ in 0..self.pending {
                self.bytes.push(0xff_u8.wrapping_add(raised));
            }
            self.pending = 0;
            self.held = self.low.to_le_bytes()[3];
        } else {
            self.pending += 1;
        }
        self.low = (self.low & 0x00ff_ffff) << 8;
    }
}

#[cfg(feature = "cli")]
fn low_bits(count: u32) -> u32 {
    if count == 0 { 0 } else { u32::MAX >> (u32::BITS - count) }
}

/// Reads what [`Encoder`] wrote.
#[derive(Debug)]
pub(crate) struct Decoder<'a> {
    range: u32,
    code: u32,
    rest: &'a [u8],
    /// Bytes that were read behind the end.
    missing: u32,
}

impl<'a> Decoder<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        let mut decoder = Self { range: u32::MAX, code: 0, rest: bytes, missing: 0 };
        for _ in 0..4 {
            decoder.code = decoder.code << 8 | u32::from(decoder.byte());
        }
        decoder
    }

    /// Whether no more bytes were needed than an encoder leaves out.
    pub(crate) fn is_intact(&self) -> bool {
        self.missing <= 8
    }

    #[inline(always)]
    pub(crate) fn bit(&mut self, context: &mut Bit) -> bool {
        let bit = self.bit_as(context.zero());
        context.update(bit);
        bit
    }

    pub(crate) fn bit_as(&mut self, zero: u32) -> bool {
        let bound = (self.range >> PRECISION) * zero;
        let bit = self.code >= bound;
        if bit {
            self.code -= bound;
            self.range -= bound;
        } else {
            self.range = bound;
        }
        while self.range < TOP {
            self.range <<= 8;
            self.code = self.code << 8 | u32::from(self.byte());
        }
        bit
    }

    /// Called again and again, so that browsers soon run its optimised code.
    #[inline(never)]
    pub(crate) fn tree(&mut self, tree: &mut Tree) -> u32 {
        let mut node = 1;
        for _ in 0..tree.bits.len().ilog2() {
            let bit = self.bit(&mut tree.bits[node as usize]);
            node = node << 1 | u32::from(bit);
        }
        node & !(1 << tree.bits.len().ilog2())
    }

    pub(crate) fn raw(&mut self, bits: u32) -> u32 {
        (0..bits).fold(0, |value, _| value << 1 | u32::from(self.bit(&mut Bit::default())))
    }

    pub(crate) fn number(&mut self, contexts: &mut Number) -> u32 {
        let length = self.tree(&mut contexts.length).min(32);
        let Some(rest) = length.checked_sub(1) else { return 0 };
        let high = rest.min(HIGH_BITS);
        let top = if high == HIGH_BITS {
            self.tree(&mut contexts.high[length as usize])
        } else {
            self.raw(high)
        };
        let below = rest - high;
        (1 << high | top) << below | self.raw(below)
    }

    fn byte(&mut self) -> u8 {
        if let Some((&first, rest)) = self.rest.split_first() {
            self.rest = rest;
            return first;
        }
        self.missing = self.missing.saturating_add(1);
        0
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn round_trip(values in proptest::collection::vec((any::<u32>(), 0_u32..33), 0..300)) {
            let mut encoder = Encoder::default();
            let (mut number, mut tree, mut bit) = (Number::default(), Tree::new(5), Bit::default());
            let values: Vec<u32> =
                values.iter().map(|&(value, bits)| value & low_bits(bits)).collect();
            for &value in &values {
                encoder.number(&mut number, value);
                encoder.tree(&mut tree, value % 32);
                encoder.bit(&mut bit, value % 7 == 0);
                encoder.raw(value, 32);
            }
            let bytes = encoder.finish();
            let mut decoder = Decoder::new(&bytes);
            let (mut number, mut tree, mut bit) = (Number::default(), Tree::new(5), Bit::default());
            for &value in &values {
                prop_assert_eq!(decoder.number(&mut number), value);
                prop_assert_eq!(decoder.tree(&mut tree), value % 32);
                prop_assert_eq!(decoder.bit(&mut bit), value % 7 == 0);
                prop_assert_eq!(decoder.raw(32), value);
            }
            prop_assert!(decoder.is_intact());
        }

        #[test]
        fn any_bytes_are_read(bytes in any::<Vec<u8>>()) {
            let mut decoder = Decoder::new(&bytes);
            let (mut number, mut tree) = (Number::default(), Tree::new(3));
            for _ in 0..200 {
                decoder.number(&mut number);
                prop_assert!(decoder.tree(&mut tree) < 8);
            }
        }
    }

    #[test]
    fn likely_bits_take_little() {
        let mut encoder = Encoder::default();
        let mut bit = Bit::default();
        for n in 0..10_000 {
            encoder.bit(&mut bit, n % 100 == 0);
        }
        // The entropy of one in a hundred is 0.081 bits, 101 bytes.
        assert!(encoder.finish().len() < 112);
    }
}
