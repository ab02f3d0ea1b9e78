//! The order of lines: lines and up to three keys go in, the places of the lines
//! that come to some places of the ordered list come out.
//!
//! Only those are put in order. The first key splits off the lines that come
//! before and behind; the lines that share a value are ordered by the next key,
//! and so on, as far as the places wanted reach into them. Keys are numbers
//! without gaps, so that a list is put in order by counting: its lines are looked
//! at in slices, and then each goes to its place. Lines that are equal in every
//! key stay as they stand.

use std::ops::Range;

use super::keys::Ranks;
use super::{Line, SLICE};
use crate::query::Corpus;
use crate::request::SortKey;
use crate::sorting;

/// Sort keys that are looked at.
const MOST_KEYS: usize = 3;

/// To count takes time for each value there is, so that lists up to this long are
/// sorted.
const SHORT: usize = 1 << 12;

/// Lines that are put in order.
#[derive(Debug, Default)]
pub(super) struct Ordering {
    /// Lists that are still to be put in order, that which comes first last.
    left: Vec<List>,
    /// The key of each line of the list at hand, as far as it is known, and how
    /// many lines have each.
    numbers: Vec<u32>,
    counts: Vec<u32>,
    /// The places of the lines that are wanted, as far as they are in order.
    pub(super) order: Vec<u32>,
    /// Lists up to this long are sorted.
    short: usize,
}

/// Lines that are equal in the keys before one.
#[derive(Debug)]
struct List {
    /// Their places, ascending.
    places: Vec<u32>,
    key: usize,
    /// Which of them are wanted, in order.
    wanted: Range<usize>,
}

impl Ordering {
    /// Begins with some lines, of which those at some places of the ordered list
    /// are wanted.
    pub(super) fn new(lines: usize, wanted: Range<usize>) -> Self {
        let end = wanted.end.min(lines);
        let wanted = wanted.start.min(end)..end;
        let places = (0..u32::try_from(lines).unwrap_or(u32::MAX)).collect();
        let left = vec![List { places, key: 0, wanted }];
        Self { left, short: SHORT, ..Self::default() }
    }

    /// Works while `go_on` says so, at least one slice. Whether all is in order.
    pub(super) fn step(
        &mut self,
        corpus: Corpus<'_>,
        lines: &[Line],
        keys: &[SortKey],
        go_on: &mut dyn FnMut() -> bool,
    ) -> bool {
        let mut ranks: Vec<Option<Key<'_>>> = Vec::new();
        ranks.resize_with(keys.len().min(MOST_KEYS), || None);
        while let Some(list) = self.left.last() {
            let Some(key) = ranks.get_mut(list.key).filter(|_| !list.wanted.is_empty()) else {
                self.order.extend_from_slice(&list.places[list.wanted.clone()]);
                self.left.pop();
                continue;
            };
            let by = &keys[list.key];
            let key = key.get_or_insert_with(|| Key {
                ranks: Ranks::new(corpus, &by.by),
                descending: by.descending,
            });
            let count = key.ranks.count() as usize + 1;
            let is_short = list.places.len() <= self.short;
            if !is_short {
                self.counts.resize(count, 0);
            }
            while self.numbers.len() < list.places.len() {
                let from = self.numbers.len();
                let to = list.places.len().min(from + SLICE);
                for &place in &list.places[from..to] {
                    let number = key.number(lines[place as usize]);
                    self.numbers.push(number);
                    if !is_short {
                        self.counts[number as usize] += 1;
                    }
                }
                if !is_short && !go_on() {
                    return false;
                }
            }
            self.split(is_short);
        }
        true
    }

    /// Splits the list at hand into lists of lines with the same number, as far
    /// as they are wanted.
    fn split(&mut self, is_short: bool) {
        let Some(List { places, key, wanted }) = self.left.pop() else { return };
        let numbers = std::mem::take(&mut self.numbers);
        let counts = std::mem::take(&mut self.counts);
        let mut lists: Vec<List> = Vec::new();
        let mut add = |at: usize, places: Vec<u32>| {
            let own = at..at + places.len();
            let from = wanted.start.max(own.start);
            let to = wanted.end.min(own.end);
            if from < to {
                lists.push(List { places, key: key + 1, wanted: from - at..to - at });
            }
        };
        if is_short {
            let pairs = numbers.iter().zip(&places);
            let mut pairs: Vec<u64> = pairs
                .map(|(&number, &place)| u64::from(number) << 32 | u64::from(place))
                .collect();
            pairs.sort_unstable();
            let mut at = 0;
            for same in pairs.chunk_by(|a, b| sorting::halves(*a).0 == sorting::halves(*b).0) {
                add(at, same.iter().map(|pair| sorting::halves(*pair).1).collect());
                at += same.len();
            }
        } else {
            // Numbers whose lines are wanted, and where those of each begin.
            let mut starts = Vec::new();
            let mut first = 0;
            let mut at = 0;
            for (number, &count) in counts.iter().enumerate() {
                let end = at + count as usize;
                if end <= wanted.start {
                    first = number + 1;
                } else if at < wanted.end {
                    starts.push((at, Vec::with_capacity(count as usize)));
                }
                at = end;
            }
            for (&number, &place) in numbers.iter().zip(&places) {
                let list = (number as usize).checked_sub(first);
                if let Some((_, list)) = list.and_then(|list| starts.get_mut(list)) {
                    list.push(place);
                }
            }
            starts.into_iter().for_each(|(at, places)| add(at, places));
        }
        self.left.extend(lists.into_iter().rev());
    }
}

struct Key<'a> {
    ranks: Ranks<'a>,
    descending: bool,
}

impl Key<'_> {
    /// Numbers are as many as there are ranks, and one for lines without.
    fn number(&mut self, line: Line) -> u32 {
        let count = self.ranks.count();
        match self.ranks.of(line) {
            // What is not known comes last either way.
            rank if rank >= count => count,
            rank if self.descending => count - 1 - rank,
            rank => rank,
        }
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{self, Document};
    use crate::index::{CompileOptions, Index, Loader, compile};
    use crate::query::passages::Hit;
    use crate::request::ConcordanceKey;

    /// The order of all words of some texts, by sorting all and by parts.
    fn check(texts: &[String], keys: &[SortKey], wanted: &Range<usize>) {
        let documents = texts.iter().enumerate().map(|(number, text)| Document {
            path: format!("{number:03}"),
            text: text.clone(),
            date: crate::document::PartialDate::parse(["2025", "2024", "x"][number % 3]),
            ..Document::default()
        });
        let corpus =
            document::Corpus { documents: documents.collect(), ..document::Corpus::default() };
        let bytes = compile(&corpus, &[], &CompileOptions::default()).expect("small");
        let index = Index::open(&bytes).expect("well formed");
        let mut loader = Loader::new(&index);
        while loader.step(&index, &mut || true) < 1.0 {}
        let postings = loader.take_finished().expect("loaded");
        let corpus = Corpus { index: &index, postings: &postings };
        let mut lines: Vec<Line> = Vec::new();
        for document in 0..postings.documents() {
            lines.extend(postings.document(document).map(|start| Line {
                document,
                hit: Hit { start, end: start + 1, tokens: None },
            }));
        }
        let mut numbers: Vec<Vec<u32>> = vec![Vec::new(); lines.len()];
        for key in keys {
            let mut key =
                Key { ranks: Ranks::new(corpus, &key.by), descending: key.descending };
            numbers.iter_mut().zip(&lines).for_each(|(all, &line)| all.push(key.number(line)));
        }
        let mut expected: Vec<u32> = (0..).take(lines.len()).collect();
        expected.sort_by_key(|&place| &numbers[place as usize]);
        let end = wanted.end.min(lines.len());
        let expected = &expected[wanted.start.min(end)..end];
        for short in [0, 3, SHORT] {
            let mut ordering = Ordering::new(lines.len(), wanted.clone());
            ordering.short = short;
            while !ordering.step(corpus, &lines, keys, &mut || false) {}
            assert_eq!(ordering.order, expected, "{texts:?} by {keys:?}, {wanted:?}, {short}");
        }
    }

    fn any_key() -> impl Strategy<Value = SortKey> {
        let by = prop_oneof![
            4 => (-3_i8..4).prop_map(ConcordanceKey::Position),
            1 => Just(ConcordanceKey::Document),
            1 => Just(ConcordanceKey::Date),
            1 => Just(ConcordanceKey::Field("none".into())),
        ];
        (by, any::<bool>()).prop_map(|(by, descending)| SortKey { by, descending })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(120))]

        #[test]
        fn as_sorted(
            texts in proptest::collection::vec("([abc] ){0,12}", 1..7),
            keys in proptest::collection::vec(any_key(), 0..4),
            from in 0_usize..40,
            count in 0_usize..60,
        ) {
            check(&texts, &keys, &(from..from + count));
        }
    }
}
