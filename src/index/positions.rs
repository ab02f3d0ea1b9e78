//! The positions of each term, packed: two bytes each and four for each stretch
//! of 65,536 words in which the term occurs, where plain numbers take four.
//! On 33 MB of novels that is 2.5 bytes a word.
//!
//! ```text
//! of a term:  { u16 stretch  u16 positions - 1  { u16 position in the stretch }* }*
//! ```
//!
//! Lists are made by counting sort. A first pass counts words and stretches of
//! each spelling ([`Tally`]); that bounds the room of each term, for spellings of
//! a term may share a stretch.

use std::ops::Range;

/// Bits of a position within its stretch.
const STRETCH: u32 = 16;

/// The positions of each term, ascending.
#[derive(Debug, Default)]
pub(super) struct PositionLists {
    /// Where the list of each term begins in `values`.
    starts: Vec<u32>,
    /// How many positions each term has.
    counts: Vec<u32>,
    values: Vec<u16>,
}

impl PositionLists {
    /// The positions of a term.
    pub(super) fn of(&self, term: u32) -> Positions<'_> {
        let start = self.starts.get(term as usize).copied().unwrap_or(0);
        let values = self.values.get(start as usize..).unwrap_or_default();
        Positions { values, left: self.count(term), group: 0, base: 0, end: u32::MAX }
    }

    /// How many positions a term has.
    pub(super) fn count(&self, term: u32) -> u32 {
        self.counts.get(term as usize).copied().unwrap_or(0)
    }
}

/// Ascending positions.
#[derive(Clone, Debug)]
pub(crate) struct Positions<'a> {
    values: &'a [u16],
    left: u32,
    /// Positions that are left of the stretch at hand, and its first one.
    group: u32,
    base: u32,
    /// Stretches from here on do not count.
    end: u32,
}

impl<'a> Positions<'a> {
    /// Those in a range, from the beginning.
    pub(crate) fn within(mut self, range: &Range<u32>) -> impl Iterator<Item = u32> + 'a {
        let Range { start, end } = *range;
        while let [stretch, more, rest @ ..] = self.values
            && self.left > 0
            && u32::from(*stretch) < start >> STRETCH
        {
            let count = u32::from(*more) + 1;
            self.left = self.left.saturating_sub(count);
            self.values = rest.get(count as usize..).unwrap_or_default();
        }
        self.end = end.div_ceil(1 << STRETCH);
        self.filter(move |position| (start..end).contains(position))
    }

    /// Goes to the next stretch.
    fn begin(&mut self) {
        if let [stretch, more, rest @ ..] = self.values {
            if u32::from(*stretch) >= self.end {
                (self.left, self.values) = (0, &[]);
                return;
            }
            self.base = u32::from(*stretch) << STRETCH;
            self.group = u32::from(*more) + 1;
            self.values = rest;
        }
    }
}

impl Iterator for Positions<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        self.left = self.left.checked_sub(1)?;
        if self.group == 0 {
            self.begin();
        }
        self.group = self.group.saturating_sub(1);
        let (&low, rest) = self.values.split_first()?;
        self.values = rest;
        Some(self.base | u32::from(low))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left as usize, Some(self.left as usize))
    }

    /// A stretch at a time.
    #[inline]
    fn fold<B, F: FnMut(B, u32) -> B>(mut self, init: B, mut take: F) -> B {
        let mut sum = init;
        while self.left > 0 {
            if self.group == 0 {
                self.begin();
            }
            let count = self.values.len().min(self.group as usize);
            if count == 0 {
                break;
            }
            let (own, rest) = self.values.split_at(count);
            for &low in own {
                sum = take(sum, self.base | u32::from(low));
            }
            self.values = rest;
            self.left = self.left.saturating_sub(self.group);
            self.group = 0;
        }
        sum
    }
}

impl ExactSizeIterator for Positions<'_> {}

/// Occurrences of a spelling, and the stretches that they are in.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub(super) count: u32,
    stretches: u16,
    /// The last of them plus one.
    last: u16,
}

impl Tally {
    /// Takes in an occurrence at a position.
    #[inline]
    pub(super) fn add(&mut self, position: u32) {
        let [.., low, high] = position.to_le_bytes();
        let stretch = u16::from_le_bytes([low, high]).wrapping_add(1);
        self.count += 1;
        self.stretches += u16::from(self.last != stretch);
        self.last = stretch;
    }
}

/// Makes the lists.
#[derive(Debug, Default)]
pub(super) struct Placing {
    lists: PositionLists,
    /// For each term where its next position goes, and where its stretch begins.
    ends: Vec<(u32, u32)>,
}

impl Placing {
    /// Makes room for spellings with these tallies, the terms of which are given
    /// and below `terms`.
    pub(super) fn new(tallies: &[Tally], term_of: &[u32], terms: usize) -> Self {
        let mut lists = PositionLists { counts: vec![0; terms], ..PositionLists::default() };
        lists.starts = vec![0; terms];
        for (tally, &term) in tallies.iter().zip(term_of) {
            lists.counts[term as usize] += tally.count;
            lists.starts[term as usize] += tally.count + 2 * u32::from(tally.stretches);
        }
        let mut sum = 0_u32;
        for start in &mut lists.starts {
            sum += std::mem::replace(start, sum);
        }
        lists.values = vec![0; sum as usize];
        let ends = lists.starts.iter().map(|&start| (start, start)).collect();
        Self { lists, ends }
    }

    /// Places the next position of a term.
    #[inline]
    pub(super) fn place(&mut self, term: u32, position: u32) {
        let [one, two, three, four] = position.to_le_bytes();
        let (low, stretch) =
            (u16::from_le_bytes([one, two]), u16::from_le_bytes([three, four]));
        let (end, begin) = &mut self.ends[term as usize];
        let at = *begin as usize;
        if *end > *begin && self.lists.values[at] == stretch {
            self.lists.values[at + 1] += 1;
        } else {
            *begin = *end;
            self.lists.values[*end as usize] = stretch;
            *end += 2;
        }
        self.lists.values[*end as usize] = low;
        *end += 1;
    }

    pub(super) fn finish(&mut self) -> PositionLists {
        self.ends = Vec::new();
        std::mem::take(&mut self.lists)
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_position_comes_back(
            words in proptest::collection::vec((0_u32..7, 1_u32..60_000), 0..400),
            taken in 0_usize..50,
        ) {
            // Spellings 0 to 6 of terms 0 to 3, with leaps between them.
            let term_of = [0, 0, 1, 1, 2, 2, 3];
            let words: Vec<(u32, u32)> = words
                .iter()
                .scan(0, |position, &(spelling, leap)| {
                    *position += leap;
                    Some((spelling, *position))
                })
                .collect();
            let mut tallies = vec![Tally::default(); 7];
            for &(spelling, position) in &words {
                tallies[spelling as usize].add(position);
            }
            let mut placing = Placing::new(&tallies, &term_of, 5);
            for &(spelling, position) in &words {
                placing.place(term_of[spelling as usize], position);
            }
            let lists = placing.finish();
            for term in 0..6 {
                let expected: Vec<u32> = words
                    .iter()
                    .filter(|(spelling, _)| term_of[*spelling as usize] == term)
                    .map(|(_, position)| *position)
                    .collect();
                prop_assert_eq!(lists.count(term) as usize, expected.len());
                prop_assert_eq!(lists.of(term).collect::<Vec<_>>(), &*expected);
                let mut rest = lists.of(term);
                rest.by_ref().take(taken).for_each(drop);
                let mut folded = Vec::new();
                rest.for_each(|position| folded.push(position));
                prop_assert_eq!(&folded, &expected[taken.min(expected.len())..]);
            }
        }
    }
}
