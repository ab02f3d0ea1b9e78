//! Codes of the class codec: a [`Model`] goes in, the tables that coder and
//! decoder share come out.
//!
//! Everything is a canonical Huffman code, the frequent ones first: the classes
//! behind each context, and the types of each class. A class is mostly found at
//! once, by the first bits of its code in a table of 2^8 for each context. A
//! type, or a rare class, is found by the shortest length that its first bits
//! leave, and seldom a step more.
//!
//! What is looked at often must stay in a small cache: the alias method for
//! classes, which takes one look and one comparison in tables of megabytes, was
//! slower than the search through ranges that it replaced.

use super::level;
use super::model::{MOST_CLASSES, Model};

/// First bits of a code that are looked up: of classes, of types.
const CLASS_BITS: u32 = 8;
const TYPE_BITS: u32 = 7;
/// Codes are no longer: of classes, of types.
const LONGEST_CLASS: usize = 16;
const LONGEST_TYPE: usize = 24;

/// The classes that follow each context.
#[derive(Debug)]
pub(super) struct Classes {
    /// Context of two classes: the last one times 256 plus the one before.
    context_of: Box<[u16]>,
    /// For each context and first bits of a code, its class times 256 plus its
    /// length; [`LONG`] where it is longer.
    short: Vec<u16>,
    /// For each context the first of its lengths that are longer.
    long: Vec<u32>,
    lengths: Vec<Length>,
    classes: Vec<u8>,
}

/// No class and length.
const LONG: u16 = u16::MAX;

impl Classes {
    pub(super) fn new(model: &Model) -> Self {
        let mut context_of = vec![0; MOST_CLASSES * MOST_CLASSES];
        let rows = model.context_of.chunks(model.classes);
        for (wide, row) in context_of.chunks_mut(MOST_CLASSES).zip(rows) {
            wide[..row.len()].copy_from_slice(row);
        }
        let mut all = Self {
            context_of: context_of.into(),
            short: Vec::with_capacity(model.contexts << CLASS_BITS),
            long: Vec::with_capacity(model.contexts),
            lengths: Vec::new(),
            classes: Vec::new(),
        };
        for levels in model.follows.chunks(model.classes) {
            let (order, numbers) = following(levels);
            let first = all.lengths.len();
            lengths_of(&numbers, all.classes.len(), &mut all.lengths);
            let end = all.short.len() + (1 << CLASS_BITS);
            let mut of_code = order.iter();
            for (length, &count) in (0_u16..).zip(&numbers).take(CLASS_BITS as usize + 1) {
                for &class in of_code.by_ref().take(count as usize) {
                    let more = all.short.len() + (1 << (CLASS_BITS - u32::from(length)));
                    all.short.resize(more.min(end), u16::from(class) << 8 | length);
                }
            }
            all.short.resize(end, LONG);
            let own = all.lengths[first..].iter();
            let short = own.take_while(|it| it.length() <= CLASS_BITS).count();
            all.long.push(number(first + short));
            all.classes.extend(order);
        }
        all
    }

    /// The context that two classes make.
    #[inline(always)]
    pub(super) fn context(&self, last: u8, before: u8) -> u16 {
        self.context_of[usize::from(last) << 8 | usize::from(before)]
    }

    /// The class in a context, and the length of its code.
    #[inline(always)]
    pub(super) fn find(&self, context: u16, window: u64) -> (u8, u32) {
        let context = usize::from(context);
        let first = (window >> (u64::BITS - CLASS_BITS)) as usize;
        let short = self.short[context << CLASS_BITS | first];
        if short == LONG {
            return self.find_long(context, window);
        }
        let [length, class] = short.to_le_bytes();
        (class, length.into())
    }

    #[inline(never)]
    fn find_long(&self, context: usize, window: u64) -> (u8, u32) {
        let (place, length) = find(&self.lengths, self.long[context] as usize, window);
        (self.classes[place], length)
    }
}

/// The types of each class.
#[derive(Debug)]
pub(super) struct Types {
    /// By class and first bits of a code: the shortest length that it can have,
    /// as a place in `lengths`.
    first: Box<[u16]>,
    lengths: Vec<Length>,
    /// Type numbers, by class and code.
    types: Vec<u32>,
}

impl Types {
    pub(super) fn new(model: &Model) -> Self {
        let mut all = Self {
            first: vec![0; MOST_CLASSES << TYPE_BITS].into(),
            lengths: Vec::new(),
            types: Vec::with_capacity(model.class_of.len()),
        };
        let classes = by_class(model);
        for (own, firsts) in classes.iter().zip(all.first.chunks_mut(1 << TYPE_BITS)) {
            // Damaged bytes alone lead to a class without types: any will do.
            let own = if own.is_empty() { &[0][..] } else { own };
            let begin = all.lengths.len();
            lengths_of(&lengths_in_class(model, own), all.types.len(), &mut all.lengths);
            all.types.extend(own);
            let lengths = &all.lengths[begin..];
            for (bits, first) in (0_u64..).zip(firsts) {
                let least = bits << (u64::BITS - TYPE_BITS);
                let place = lengths.partition_point(|it| it.last < least);
                *first = u16::try_from(begin + place).unwrap_or(u16::MAX);
            }
        }
        all
    }

    /// The type whose code comes next, and its length.
    #[inline(always)]
    pub(super) fn find(&self, class: u8, window: u64) -> (u32, u32) {
        let first = (window >> (u64::BITS - TYPE_BITS)) as usize;
        let first = self.first[usize::from(class) << TYPE_BITS | first];
        let (place, length) = find(&self.lengths, first.into(), window);
        (self.types[place], length)
    }
}

/// The codes of one length.
#[derive(Clone, Copy, Debug)]
struct Length {
    /// The last one, ones behind it.
    last: u64,
    /// What a code lacks to be the place of what it stands for.
    base: u32,
    /// 63 less the length.
    shift: u32,
}

impl Length {
    #[inline(always)]
    fn length(&self) -> u32 {
        63 - self.shift
    }
}

/// Place and length of the code that a window of bits begins with. The last
/// length of a code takes in every window.
#[inline(always)]
fn find(lengths: &[Length], first: usize, window: u64) -> (usize, u32) {
    let mut length = &lengths[first];
    if window > length.last {
        length = find_longer(lengths, first, window);
    }
    let [low, high, more, most, ..] = (window >> 1 >> length.shift).to_le_bytes();
    let code = u32::from_le_bytes([low, high, more, most]);
    (length.base.wrapping_add(code) as usize, length.length())
}

#[inline(never)]
fn find_longer(lengths: &[Length], first: usize, window: u64) -> &Length {
    let longer = lengths[first..].iter().position(|it| window <= it.last);
    &lengths[first + longer.unwrap_or(0)]
}

/// Adds the lengths of one code, which begins at a place: its numbers of codes of
/// each length.
fn lengths_of(numbers: &[u32], place: usize, lengths: &mut Vec<Length>) {
    let (mut code, mut place) = (0_u32, number(place));
    for (length, &count) in (0_u32..).zip(numbers) {
        if count > 0 {
            let base = place.wrapping_sub(code);
            code += count;
            place += count;
            let last = match length {
                0 => u64::MAX,
                _ => (u64::from(code) << (u64::BITS - length)).wrapping_sub(1),
            };
            lengths.push(Length { last, base, shift: 63 - length });
        }
        code <<= 1;
    }
}

/// The classes that follow a context in order of their codes, and how many have
/// each length.
fn following(levels: &[u8]) -> (Vec<u8>, Vec<u32>) {
    let mut order = Vec::new();
    by_level(levels, |class| order.push(u8::try_from(class).unwrap_or(u8::MAX)));
    if order.is_empty() {
        order.push(0);
    }
    let counts = order.iter().map(|&class| level::count(levels[usize::from(class)]));
    let numbers = code_lengths(counts.collect(), LONGEST_CLASS);
    (order, numbers)
}

/// The types of each class in order of their codes.
fn by_class(model: &Model) -> Vec<Vec<u32>> {
    let mut classes = vec![Vec::new(); model.classes];
    by_level(&model.level_of, |it| {
        classes[usize::from(model.class_of[it])].push(number(it));
    });
    classes
}

/// How many of a class's types have codes of each length.
fn lengths_in_class(model: &Model, own: &[u32]) -> Vec<u32> {
    let counts = own.iter().map(|&it| level::count(model.level_of[it as usize]));
    code_lengths(counts.collect(), LONGEST_TYPE)
}

/// Visits what has a level above 0, the highest first, then the lowest place.
fn by_level(levels: &[u8], mut visit: impl FnMut(usize)) {
    let mut starts = [0; 1 << u8::BITS];
    for &level in levels {
        starts[usize::from(level)] += 1;
    }
    let mut sum = 0;
    for start in starts[1..].iter_mut().rev() {
        sum += std::mem::replace(start, sum);
    }
    let mut order = vec![0; sum];
    for (place, &level) in levels.iter().enumerate().filter(|(_, level)| **level > 0) {
        let start = &mut starts[usize::from(level)];
        order[*start] = place;
        *start += 1;
    }
    order.into_iter().for_each(&mut visit);
}

/// How many codes of each length there are for counts that descend. Where one is
/// longer than may be, counts are halved, rounded up, until none is.
fn code_lengths(mut counts: Vec<u32>, longest: usize) -> Vec<u32> {
    loop {
        let numbers = huffman(&counts);
        if numbers.len() <= longest + 1 {
            return numbers;
        }
        counts.iter_mut().for_each(|count| *count = count.div_ceil(2));
    }
}

/// Huffman's code by two queues (van Leeuwen 1976): counts from the last to the
/// first, and pairs in the order in which they are made. The two least become a
/// pair, of equals a count before a pair.
fn huffman(counts: &[u32]) -> Vec<u32> {
    let leaves = counts.len();
    let mut weights: Vec<u64> = counts.iter().rev().map(|&count| u64::from(count)).collect();
    let mut parents = vec![0; leaves];
    let (mut leaf, mut pair) = (0, leaves);
    while leaves - leaf + weights.len() - pair > 1 {
        let made = weights.len();
        let mut weight = 0;
        for _ in 0..2 {
            let is_leaf = leaf < leaves && (pair >= made || weights[leaf] <= weights[pair]);
            let least = if is_leaf { &mut leaf } else { &mut pair };
            weight += weights[*least];
            parents[*least] = made;
            *least += 1;
        }
        weights.push(weight);
        parents.push(0);
    }
    let mut depths = vec![0; weights.len()];
    let mut numbers = Vec::new();
    for node in (0..weights.len()).rev() {
        if node + 1 < weights.len() {
            depths[node] = depths[parents[node]] + 1;
        }
        if node < leaves {
            let depth: usize = depths[node];
            numbers.resize(numbers.len().max(depth + 1), 0);
            numbers[depth] += 1;
        }
    }
    numbers
}

/// A code: so many bits, the highest first.
#[cfg(feature = "cli")]
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Code {
    pub(super) bits: u32,
    pub(super) length: u32,
}

/// The code of each type, none where it does not occur.
#[cfg(feature = "cli")]
pub(super) fn type_codes(model: &Model) -> Vec<Code> {
    let mut codes = vec![Code::default(); model.class_of.len()];
    for own in by_class(model) {
        for (&it, code) in own.iter().zip(canonical(&lengths_in_class(model, &own))) {
            codes[it as usize] = code;
        }
    }
    codes
}

/// The code of each class in each context: context times classes plus class.
#[cfg(feature = "cli")]
pub(super) fn class_codes(model: &Model) -> Vec<Code> {
    let mut codes = vec![Code::default(); model.contexts * model.classes];
    let rows = codes.chunks_mut(model.classes);
    for (row, levels) in rows.zip(model.follows.chunks(model.classes)) {
        let (order, numbers) = following(levels);
        for (&class, code) in order.iter().zip(canonical(&numbers)) {
            row[usize::from(class)] = code;
        }
    }
    codes
}

/// The codes themselves, in order.
#[cfg(feature = "cli")]
fn canonical(numbers: &[u32]) -> Vec<Code> {
    let mut codes = Vec::new();
    let mut bits = 0;
    for (length, &count) in (0..).zip(numbers) {
        codes.extend((bits..bits + count).map(|bits| Code { bits, length }));
        bits = (bits + count) << 1;
    }
    codes
}

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn codes_are_complete_and_as_short_as_their_counts_allow(
            counts in proptest::collection::vec(1_u32..100_000, 1..300),
        ) {
            let mut counts = counts;
            counts.sort_unstable_by(|a, b| b.cmp(a));
            let codes = canonical(&code_lengths(counts.clone(), 40));
            prop_assert_eq!(codes.len(), counts.len());
            let space: f64 = codes.iter().map(|code| (-f64::from(code.length)).exp2()).sum();
            prop_assert!((space - 1.0).abs() < 1e-9);
            let all = f64::from(counts.iter().sum::<u32>());
            let entropy: f64 = counts.iter().map(|&n| -f64::from(n) * (f64::from(n) / all).log2()).sum();
            let bits: f64 = counts.iter().zip(&codes).map(|(&n, code)| f64::from(n) * f64::from(code.length)).sum();
            prop_assert!(entropy <= bits + 1e-6 && bits <= entropy + all);
        }
    }

    #[test]
    fn no_code_is_too_long() {
        let fibonacci = (0..40).scan([1, 1], |[a, b], _| {
            (*a, *b) = (*b, *a + *b);
            Some(*a)
        });
        let mut counts: Vec<u32> = fibonacci.collect();
        counts.reverse();
        assert_eq!(huffman(&counts).len(), 40);
        for longest in [8, 16, 24] {
            let numbers = code_lengths(counts.clone(), longest);
            assert!(numbers.len() <= longest + 1);
            assert_eq!(numbers.iter().sum::<u32>(), 40);
        }
    }

    #[test]
    fn one_thing_takes_no_bits() {
        assert_eq!(code_lengths(vec![9], 16), [1]);
        assert_eq!(code_lengths(vec![9, 1], 16), [0, 2]);
    }
}
