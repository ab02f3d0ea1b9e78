//! `TERM`: the folded words, written and read.
//!
//! Term n is the n-th word in byte order. A word is written as what it shares
//! with the one before it and the rest.
//!
//! ```text
//! varint terms  varint bytes of all rests  adaptive bits (`range`):
//! { bytes shared, at most 63: a tree of 6 bits by the number before, at most 15
//!   rest of the word and 0xff (`packed::Pairs`, beginning with what is shared) }*
//! ```
//!
//! 1.7 bytes a term of 70,000, against 5.4 as an fst map, the code of indexes
//! before 2.0. The reader lays the words out flat, with what each shares with
//! the one before: an automaton steps along the rest of a word and leaps over
//! words that share what can not match, so that an fst is not missed.

use fst::{Automaton, Map, Streamer};

use super::bytes::{Malformed, Reader};
use super::packed::{self, Pairs};
use super::range::{Decoder, Tree};

/// Numbers of the codecs.
pub(crate) const FST: u16 = 0;
pub(crate) const SHARED: u16 = 1;

/// The dictionary of folded words.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    flat: String,
    /// Where each term ends in `flat`.
    ends: Vec<u32>,
    /// Bytes that each term shares with the one before it, at most 255.
    shared: Vec<u8>,
}

/// Bits of a number of shared bytes, and the numbers before that count.
const SHARED_BITS: u32 = 6;
#[cfg(feature = "cli")]
const MOST_SHARED: usize = (1 << SHARED_BITS) - 1;
const KINDS: usize = 16;
/// Ends a word: no byte of UTF-8.
const END: u8 = 0xff;

/// Writes the words, which are sorted by bytes and distinct.
#[cfg(feature = "cli")]
pub(crate) fn write<'a>(words: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let words: Vec<&str> = words.into_iter().collect();
    let before = std::iter::once("").chain(words.iter().copied());
    let parts: Vec<(&[u8], &[u8])> = before
        .zip(&words)
        .map(|(before, word)| {
            word.as_bytes().split_at(shared(before.as_bytes(), word.as_bytes(), MOST_SHARED))
        })
        .collect();
    let bytes = parts.iter().map(|(_, rest)| rest.len() + 1).sum();
    let mut writer = super::bytes::Writer::default();
    writer.count(words.len());
    writer.count(bytes);
    let mut encoder = super::range::Encoder::default();
    let mut trees = vec![Tree::new(SHARED_BITS); KINDS];
    let mut pairs = Pairs::new(bytes);
    let mut kind = 0;
    for (same, rest) in parts {
        encoder.tree(&mut trees[kind], u32::try_from(same.len()).unwrap_or(0));
        kind = same.len().min(KINDS - 1);
        pairs.restart();
        same.iter().for_each(|&byte| pairs.pass(byte));
        for &byte in rest.iter().chain([&END]) {
            pairs.write(&mut encoder, byte);
        }
    }
    writer.bytes.extend(encoder.finish());
    writer.bytes
}

/// How many bytes two words begin with alike.
fn shared(one: &[u8], other: &[u8], most: usize) -> usize {
    one.iter().zip(other).take(most).take_while(|(a, b)| a == b).count()
}

pub(crate) fn read(bytes: &[u8], codec: u16) -> Result<Terms, Malformed> {
    let mut words = Words::default();
    match codec {
        FST => {
            let map = Map::new(bytes).map_err(|_| Malformed)?;
            let mut stream = map.stream();
            while let Some((word, number)) = stream.next() {
                if number != words.ends.len() as u64 {
                    return Err(Malformed);
                }
                let same = shared(words.last(), word, usize::MAX);
                words.push(same, &word[same..])?;
            }
        }
        SHARED => read_shared(bytes, &mut words)?,
        _ => return Err(Malformed),
    }
    let Words { flat, ends, shared } = words;
    let flat = String::from_utf8(flat).map_err(|_| Malformed)?;
    let whole = ends.iter().all(|&end| flat.is_char_boundary(end as usize));
    if whole { Ok(Terms { flat, ends, shared }) } else { Err(Malformed) }
}

fn read_shared(bytes: &[u8], words: &mut Words) -> Result<(), Malformed> {
    let mut reader = Reader::new(bytes);
    let count = packed::bounded(reader.u32()?, bytes)?;
    let length = packed::bounded(reader.u32()?, bytes)?;
    let mut decoder = Decoder::new(reader.rest());
    let mut trees = vec![Tree::new(SHARED_BITS); KINDS];
    let mut pairs = Pairs::new(length);
    let mut kind = 0;
    let mut rest = Vec::new();
    let mut left = length;
    for _ in 0..count {
        let same = decoder.tree(&mut trees[kind]) as usize;
        kind = same.min(KINDS - 1);
        pairs.restart();
        let before = words.last().get(..same).ok_or(Malformed)?;
        before.iter().for_each(|&byte| pairs.pass(byte));
        rest.clear();
        loop {
            left = left.checked_sub(1).ok_or(Malformed)?;
            match pairs.read(&mut decoder) {
                END => break,
                byte => rest.push(byte),
            }
        }
        words.push(same, &rest)?;
    }
    if decoder.is_intact() { Ok(()) } else { Err(Malformed) }
}

/// The words while they are read.
#[derive(Default)]
struct Words {
    flat: Vec<u8>,
    ends: Vec<u32>,
    shared: Vec<u8>,
}

impl Words {
    fn last(&self) -> &[u8] {
        let start = self.ends.len().checked_sub(2).and_then(|at| self.ends.get(at));
        self.flat.get(start.map_or(0, |&start| start as usize)..).unwrap_or(&[])
    }

    /// Adds a word: what it shares with the last one, and the rest, which must
    /// be behind what the last one has there.
    fn push(&mut self, same: usize, rest: &[u8]) -> Result<(), Malformed> {
        let last = self.last();
        let begin = self.flat.len() - last.len();
        if rest <= last.get(same..).ok_or(Malformed)? && !self.ends.is_empty() {
            return Err(Malformed);
        }
        let again = shared(&last[same..], rest, usize::MAX) + same;
        self.flat.extend_from_within(begin..begin + same);
        self.flat.extend_from_slice(rest);
        self.ends.push(u32::try_from(self.flat.len()).map_err(|_| Malformed)?);
        self.shared.push(u8::try_from(again).unwrap_or(u8::MAX));
        Ok(())
    }
}

impl Terms {
    /// How many terms there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word of a term; empty for a number that is none.
    pub(crate) fn word(&self, term: u32) -> &str {
        let term = term as usize;
        let start = term.checked_sub(1).and_then(|t| self.ends.get(t)).copied().unwrap_or(0);
        let Some(&end) = self.ends.get(term) else { return "" };
        self.flat.get(start as usize..end as usize).unwrap_or("")
    }

    /// The term of a word.
    pub(crate) fn find(&self, word: &str) -> Option<u32> {
        let place = self.partition(|other| other < word);
        (self.word(place) == word && (place as usize) < self.len()).then_some(place)
    }

    /// The terms that begin with `prefix`.
    pub(crate) fn with_prefix(&self, prefix: &str) -> std::ops::Range<u32> {
        let first = self.partition(|word| word < prefix);
        let end = self.partition(|word| word < prefix || word.starts_with(prefix));
        first..end
    }

    /// The terms that an automaton accepts, in order.
    pub(crate) fn accepted(&self, automaton: impl Automaton) -> Vec<u32> {
        let mut terms = Vec::new();
        // The states behind each byte of the last word, as far as it can match.
        let mut states = vec![automaton.start()];
        let mut dead = false;
        for (term, &shared) in (0_u32..).zip(&self.shared) {
            let shared = usize::from(shared);
            if dead && shared >= states.len() {
                continue;
            }
            states.truncate(shared + 1);
            let word = self.word(term).as_bytes();
            dead = false;
            for &byte in &word[states.len() - 1..] {
                let Some(last) = states.last() else { break };
                let next = automaton.accept(last, byte);
                if !automaton.can_match(&next) {
                    dead = true;
                    break;
                }
                states.push(next);
            }
            if !dead && states.last().is_some_and(|last| automaton.is_match(last)) {
                terms.push(term);
            }
        }
        terms
    }

    fn partition(&self, before: impl Fn(&str) -> bool) -> u32 {
        let (mut low, mut high) = (0, u32::try_from(self.len()).unwrap_or(u32::MAX));
        while low < high {
            let middle = low + (high - low) / 2;
            if before(self.word(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn round_trip(words in proptest::collection::btree_set("[a-cé字]{1,4}", 0..40), prefix in "[a-cé]{0,2}") {
            let words: BTreeSet<String> = words;
            let bytes = write(words.iter().map(String::as_str));
            let terms = read(&bytes, SHARED).expect("well formed");
            prop_assert_eq!(terms.len(), words.len());
            for (number, word) in (0_u32..).zip(&words) {
                prop_assert_eq!(terms.word(number), word);
                prop_assert_eq!(terms.find(word), Some(number));
            }
            let found: Vec<&str> = terms.with_prefix(&prefix).map(|t| terms.word(t)).collect();
            let expected: Vec<&str> =
                words.iter().map(String::as_str).filter(|w| w.starts_with(&prefix)).collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn any_bytes(bytes in any::<Vec<u8>>(), codec in 0_u16..3) {
            if let Ok(terms) = read(&bytes, codec) {
                let words = (0..u32::try_from(terms.len()).expect("few")).map(|t| terms.word(t));
                prop_assert!(words.is_sorted());
            }
        }

        #[test]
        fn an_automaton_accepts_what_it_should(words in proptest::collection::btree_set("[a-c]{1,5}", 0..60), prefix in "[a-c]{0,3}") {
            let bytes = write(words.iter().map(String::as_str));
            let terms = read(&bytes, SHARED).expect("well formed");
            let automaton = fst::automaton::Subsequence::new(&prefix);
            let found: Vec<&str> = terms.accepted(automaton).iter().map(|&t| terms.word(t)).collect();
            let has = |word: &str| {
                let mut letters = word.chars();
                prefix.chars().all(|wanted| letters.any(|letter| letter == wanted))
            };
            let expected: Vec<&str> = words.iter().map(String::as_str).filter(|w| has(w)).collect();
            prop_assert_eq!(found, expected);
            let beginning = fst::Automaton::starts_with(fst::automaton::Str::new(&prefix));
            let found: Vec<u32> = terms.accepted(beginning);
            prop_assert_eq!(found, terms.with_prefix(&prefix).collect::<Vec<u32>>());
        }
    }
}
