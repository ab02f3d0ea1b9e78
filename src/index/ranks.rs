//! The values of tokens, coded: the type and the value of each token go in, few
//! bits come out, and the other way round.
//!
//! The *rank* of a value is its place among the values of a type, the most
//! frequent first. A token whose type has one value costs nothing. Of the others
//! the rank is coded in binary decisions (is it the first? the second? …) by an
//! adaptive range coder, which knows how often the decision fell so for the type,
//! and for the type in this *context*: the value of the token before, or, in a
//! layer after the first, that of the token itself in the first. Ranks from
//! [`UNARY`] on are written out, so that a token takes a bounded number of steps.
//!
//! A bit for each token to say whether it is as usual would be 0.125 bytes
//! alone; `docs/FORMAT.md` has what this comes to, which is less for both parts
//! of speech and lemmas. Any bytes decode to something: a damaged section is
//! found by its check.

/// Ranks that are coded one decision after the other.
const UNARY: u32 = 12;
/// Slots of the table for types in context; two that share one disturb each
/// other's counts, no more.
const SLOTS: usize = 1 << 18;
/// Where no token was before.
const NOTHING: u32 = u32::MAX;

/// How likely a decision is to be "yes", of 65,536, and after how many.
#[derive(Clone, Copy, Debug)]
struct Odds {
    yes: u16,
    seen: u16,
}

impl Odds {
    /// At first the more frequent of the rest is taken for likely.
    const NEW: Self = Self { yes: 49_152, seen: 0 };

    fn note(&mut self, yes: bool) {
        // The mean of what was seen, and after a while of the last 255.
        let wanted = if yes { 65_535 } else { 0 };
        let step = (wanted - i32::from(self.yes)) * 2 / (2 * i32::from(self.seen) + 3);
        self.yes = u16::try_from(i32::from(self.yes) + step).unwrap_or(u16::MAX);
        self.seen = (self.seen + 1).min(255);
    }
}

/// What was seen of decisions.
#[derive(Debug)]
struct Model {
    /// First slot of each type, in `plain`.
    first: Vec<u32>,
    /// By type and decision.
    plain: Vec<Odds>,
    /// By type, decision and context.
    fine: Vec<Odds>,
}

impl Model {
    /// `values` is the number of values of each type.
    fn new(values: impl Iterator<Item = usize>) -> Self {
        let mut first = Vec::new();
        let mut slots = 0_u32;
        for values in values {
            first.push(slots);
            let decisions = u32::try_from(values.saturating_sub(1)).unwrap_or(u32::MAX);
            slots = slots.saturating_add(decisions.min(UNARY));
        }
        let fine = if slots == 0 { 0 } else { SLOTS };
        Self { first, plain: vec![Odds::NEW; slots as usize], fine: vec![Odds::NEW; fine] }
    }

    /// The slots of a decision.
    fn slots(&self, number: u32, decision: u32, context: u32) -> (usize, usize) {
        let plain = self.first.get(number as usize).copied().unwrap_or(0) + decision;
        let mut mixed = u64::from(plain).wrapping_mul(0x9e37_79b9_7f4a_7c15)
            ^ u64::from(context).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
        mixed ^= mixed >> 29;
        mixed = mixed.wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (plain as usize, usize::try_from(mixed >> 40).unwrap_or(0) % SLOTS)
    }

    /// How likely "yes" is, of 32,768.
    fn likelihood(&self, (plain, fine): (usize, usize)) -> u32 {
        let (Some(plain), Some(fine)) = (self.plain.get(plain), self.fine.get(fine)) else {
            return 1 << 14;
        };
        // The context counts the more the oftener it was seen.
        let weight = u32::from(fine.seen.min(30)) * 2;
        let mean = (u32::from(plain.yes) * 3 + u32::from(fine.yes) * weight) / (3 + weight);
        (mean / 2).clamp(24, (1 << 15) - 24)
    }

    fn note(&mut self, (plain, fine): (usize, usize), yes: bool) {
        if let Some(odds) = self.plain.get_mut(plain) {
            odds.note(yes);
        }
        if let Some(odds) = self.fine.get_mut(fine) {
            odds.note(yes);
        }
    }
}

/// The values of each type, the most frequent first.
#[cfg(feature = "cli")]
pub(crate) fn rank(types: &[u32], values: &[u32], count: u32) -> Vec<Vec<u32>> {
    let mut pairs: Vec<(u32, u32)> =
        types.iter().copied().zip(values.iter().copied()).collect();
    pairs.sort_unstable();
    let mut counted: Vec<Vec<(usize, u32)>> = vec![Vec::new(); count as usize];
    for same in pairs.chunk_by(|a, b| a == b) {
        let (number, value) = same[0];
        counted[number as usize].push((same.len(), value));
    }
    let ranked = counted.into_iter().map(|mut values| {
        values.sort_unstable_by_key(|&(count, value)| (std::cmp::Reverse(count), value));
        values.into_iter().map(|(_, value)| value).collect()
    });
    ranked.collect()
}

/// Codes the values of tokens; `context` are those of the first layer.
#[cfg(feature = "cli")]
pub(crate) fn write(
    types: &[u32],
    values: &[u32],
    ranked: &[Vec<u32>],
    context: Option<&[u32]>,
) -> Vec<u8> {
    let mut model = Model::new(ranked.iter().map(Vec::len));
    let mut coder = Coder { low: 0, range: u32::MAX, held: 0, cache: 0, bytes: Vec::new() };
    let mut before = NOTHING;
    for (at, (&number, &value)) in types.iter().zip(values).enumerate() {
        let of_type = &ranked[number as usize];
        let last = u32::try_from(of_type.len()).unwrap_or(u32::MAX) - 1;
        let rank = of_type.iter().position(|other| *other == value).unwrap_or(0);
        let rank = u32::try_from(rank).unwrap_or(0);
        let seen = context.map_or(before, |context| context[at]);
        for decision in 0..last.min(UNARY) {
            let slots = model.slots(number, decision, seen);
            let yes = rank == decision;
            coder.code(model.likelihood(slots), yes);
            model.note(slots, yes);
            if yes {
                break;
            }
        }
        if rank >= UNARY && last > UNARY {
            for bit in (0..bits(last - UNARY)).rev() {
                coder.code(1 << 14, (rank - UNARY) >> bit & 1 == 1);
            }
        }
        before = value;
    }
    coder.finish()
}

/// Bits of the numbers up to this.
fn bits(most: u32) -> u32 {
    u32::BITS - most.leading_zeros()
}

/// Writes decisions: the coder of LZMA (Igor Pavlov), with 15-bit odds.
#[cfg(feature = "cli")]
struct Coder {
    low: u64,
    range: u32,
    /// Bytes of 255 that a carry may still change, and the one before them.
    held: u64,
    cache: u8,
    bytes: Vec<u8>,
}

#[cfg(feature = "cli")]
impl Coder {
    fn code(&mut self, likelihood: u32, yes: bool) {
        let bound = (self.range >> 15) * likelihood;
        if yes {
            self.range = bound;
        } else {
            self.low += u64::from(bound);
            self.range -= bound;
        }
        while self.range < 1 << 24 {
            self.range <<= 8;
            self.shift();
        }
    }

    fn shift(&mut self) {
        if self.low < 0xff00_0000 || self.low > 0xffff_ffff {
            let carry = u8::from(self.low > 0xffff_ffff);
            self.bytes.push(self.cache.wrapping_add(carry));
            for _ in 0..self.held {
                self.bytes.push(0xff_u8.wrapping_add(carry));
            }
            self.held = 0;
            self.cache = u8::try_from(self.low >> 24 & 0xff).unwrap_or(0);
        } else {
            self.held += 1;
        }
        self.low = (self.low & 0x00ff_ffff) << 8;
    }

    fn finish(mut self) -> Vec<u8> {
        for _ in 0..5 {
            self.shift();
        }
        // The first byte is always 0; the reader takes zeroes for what is gone.
        self.bytes.remove(0);
        while self.bytes.last() == Some(&0) {
            self.bytes.pop();
        }
        self.bytes
    }
}

/// Decodes the values of tokens, one after the other.
#[derive(Debug)]
pub(crate) struct Decoder {
    model: Model,
    range: u32,
    code: u32,
    /// Bytes that were read.
    at: usize,
    before: u32,
}

impl Decoder {
    /// `values` is the number of values of each type.
    pub(crate) fn new(coded: &[u8], values: impl Iterator<Item = usize>) -> Self {
        let mut decoder = Self {
            model: Model::new(values),
            range: u32::MAX,
            code: 0,
            at: 0,
            before: NOTHING,
        };
        for _ in 0..4 {
            decoder.code = decoder.code << 8 | decoder.byte(coded);
        }
        decoder
    }

    /// The value of the next token, which is of a type with these values; none
    /// where there are none.
    pub(crate) fn next(
        &mut self,
        coded: &[u8],
        number: u32,
        of_type: &[u32],
        context: Option<u32>,
    ) -> Option<u32> {
        let last = u32::try_from(of_type.len().saturating_sub(1)).unwrap_or(u32::MAX);
        let seen = context.unwrap_or(self.before);
        let mut rank = 0;
        while rank < last.min(UNARY) {
            let slots = self.model.slots(number, rank, seen);
            let yes = self.decide(coded, self.model.likelihood(slots));
            self.model.note(slots, yes);
            if yes {
                break;
            }
            rank += 1;
        }
        if rank == UNARY && last > UNARY {
            let mut rest = 0;
            for _ in 0..bits(last - UNARY) {
                rest = rest << 1 | u32::from(self.decide(coded, 1 << 14));
            }
            rank += rest.min(last - UNARY);
        }
        let value = of_type.get(rank as usize).copied();
        self.before = value.unwrap_or(NOTHING);
        value
    }

    fn decide(&mut self, coded: &[u8], likelihood: u32) -> bool {
        let bound = (self.range >> 15) * likelihood;
        let yes = self.code < bound;
        if yes {
            self.range = bound;
        } else {
            self.code -= bound;
            self.range -= bound;
        }
        while self.range < 1 << 24 {
            self.range <<= 8;
            self.code = self.code << 8 | self.byte(coded);
        }
        yes
    }

    fn byte(&mut self, coded: &[u8]) -> u32 {
        let byte = coded.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        byte.into()
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn round_trip(tokens: &[(u32, u32)], context: Option<&[u32]>) -> usize {
        let types: Vec<u32> = tokens.iter().map(|(number, _)| *number).collect();
        let values: Vec<u32> = tokens.iter().map(|(_, value)| *value).collect();
        let count = types.iter().max().map_or(0, |most| most + 1);
        let ranked = rank(&types, &values, count);
        let coded = write(&types, &values, &ranked, context);
        let mut decoder = Decoder::new(&coded, ranked.iter().map(Vec::len));
        for (at, (number, value)) in tokens.iter().enumerate() {
            let context = context.map(|context| context[at]);
            let of_type = &ranked[*number as usize];
            let found = decoder.next(&coded, *number, of_type, context);
            assert_eq!(found, Some(*value), "token {at}");
        }
        coded.len()
    }

    #[test]
    fn what_is_certain_costs_nothing() {
        let tokens: Vec<(u32, u32)> = (0..10_000).map(|n| (n % 97, n % 97 / 3)).collect();
        assert_eq!(round_trip(&tokens, None), 0);
    }

    #[test]
    fn what_follows_from_the_context_costs_little() {
        let tokens: Vec<(u32, u32)> = (0..40_000).map(|n| (n % 5, n / 2 % 2)).collect();
        let context: Vec<u32> = tokens.iter().map(|(_, value)| *value).collect();
        let cost = round_trip(&tokens, Some(&context));
        assert!(cost < 300, "{cost} bytes");
        let even: Vec<(u32, u32)> = tokens.iter().map(|(_, value)| (0, *value)).collect();
        let cost = round_trip(&even, None);
        assert!(cost < 6_000, "{cost} bytes");
    }

    proptest! {
        #[test]
        fn values_come_back(
            tokens in proptest::collection::vec((0..6_u32, 0..40_u32), 0..400),
            context in proptest::collection::vec(0..4_u32, 400),
            with_context in any::<bool>(),
        ) {
            round_trip(&tokens, with_context.then_some(&context[..]));
        }

        #[test]
        fn any_bytes_decode_to_something(coded in proptest::collection::vec(any::<u8>(), 0..40)) {
            let of_type: Vec<u32> = (0..30).collect();
            let mut decoder = Decoder::new(&coded, [30].into_iter());
            for _ in 0..100 {
                let value = decoder.next(&coded, 0, &of_type, None);
                prop_assert!(value.is_some_and(|value| value < 30));
            }
        }
    }
}
