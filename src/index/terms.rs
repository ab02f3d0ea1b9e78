//! `TERM`: the folded words, written and read.
//!
//! An fst map from each folded word to its number, in byte order: term n is
//! the n-th word. The reader also lays the words out flat, which makes term to
//! word a slice and patterns with a leading wildcard five times as fast as the
//! fst; that costs 8 bytes and the word in memory and 70 ns a term at load.

use fst::{IntoStreamer, Map, Streamer};

use super::bytes::Malformed;

/// The dictionary of folded words.
#[derive(Debug)]
pub(crate) struct Terms<'a> {
    map: Map<&'a [u8]>,
    flat: String,
    /// Where each term ends in `flat`.
    ends: Vec<u32>,
}

/// Writes the words, which are sorted by bytes and distinct.
#[cfg(feature = "cli")]
pub(crate) fn write<'a>(words: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let mut builder = fst::MapBuilder::memory();
    for (number, word) in words.into_iter().enumerate() {
        builder.insert(word, number as u64).expect("the caller sorts the words");
    }
    builder.into_inner().expect("writing to memory does not fail")
}

pub(crate) fn read(bytes: &[u8]) -> Result<Terms<'_>, Malformed> {
    let map = Map::new(bytes).map_err(|_| Malformed)?;
    let mut flat = String::new();
    let mut ends = Vec::new();
    let mut stream = map.stream();
    while let Some((word, number)) = stream.next() {
        if number != ends.len() as u64 {
            return Err(Malformed);
        }
        flat.push_str(std::str::from_utf8(word).map_err(|_| Malformed)?);
        ends.push(u32::try_from(flat.len()).map_err(|_| Malformed)?);
    }
    Ok(Terms { map, flat, ends })
}

impl Terms<'_> {
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
        self.map.get(word).and_then(|number| u32::try_from(number).ok())
    }

    /// The terms that begin with `prefix`.
    pub(crate) fn with_prefix(&self, prefix: &str) -> std::ops::Range<u32> {
        let first = self.partition(|word| word < prefix);
        let end = self.partition(|word| word < prefix || word.starts_with(prefix));
        first..end
    }

    /// The terms that an automaton accepts, in order.
    pub(crate) fn accepted(&self, automaton: impl fst::Automaton) -> Vec<u32> {
        let mut stream = self.map.search(automaton).into_stream();
        let mut terms = Vec::new();
        while let Some((_, number)) = stream.next() {
            terms.extend(u32::try_from(number));
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
            let terms = read(&bytes).expect("well formed");
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
        fn any_bytes(bytes in any::<Vec<u8>>()) {
            prop_assert!(read(&bytes).is_err());
        }
    }
}
