//! The order of lines: lines and up to three keys go in, the lines at some places
//! of the ordered list come out.
//!
//! Only those are put in order. The first key splits off the lines that come
//! before and behind; the lines that share a value are ordered by the next key,
//! and so on, as far as the places wanted reach into them. Lines that are equal
//! in every key stay as they stand.

use std::ops::Range;

use super::Line;
use super::keys::{NONE, Ranks};
use crate::query::Corpus;
use crate::request::SortKey;
use crate::sorting;

/// Sort keys that are looked at.
const MOST_KEYS: usize = 3;

/// The lines at some places of the ordered list.
pub(super) fn window(
    corpus: Corpus<'_>,
    lines: &[Line],
    keys: &[SortKey],
    wanted: Range<usize>,
) -> Vec<Line> {
    let end = wanted.end.min(lines.len());
    let wanted = wanted.start.min(end)..end;
    let mut keys: Vec<Key<'_>> = keys
        .iter()
        .take(MOST_KEYS)
        .map(|key| Key { ranks: Ranks::new(corpus, &key.by), descending: key.descending })
        .collect();
    if keys.is_empty() {
        return lines[wanted].to_vec();
    }
    let all = (0..u32::try_from(lines.len()).unwrap_or(u32::MAX)).collect();
    let mut order = Vec::with_capacity(wanted.len());
    arrange(lines, all, &mut keys, wanted, &mut order);
    order.into_iter().map(|place| lines[place as usize]).collect()
}

struct Key<'a> {
    ranks: Ranks<'a>,
    descending: bool,
}

impl Key<'_> {
    fn number(&mut self, line: Line) -> u32 {
        match self.ranks.of(line) {
            rank if self.descending && rank != NONE => NONE - 1 - rank,
            // What is not known comes last either way.
            rank => rank,
        }
    }
}

/// Appends the places among `lines` of those that come to `wanted` when some of
/// them, which ascend, are put in order.
fn arrange(
    lines: &[Line],
    some: Vec<u32>,
    keys: &mut [Key<'_>],
    wanted: Range<usize>,
    order: &mut Vec<u32>,
) {
    let Some((key, rest)) = keys.split_first_mut() else {
        order.extend_from_slice(&some[wanted]);
        return;
    };
    if wanted.is_empty() {
        return;
    }
    let number =
        |&place: &u32| u64::from(key.number(lines[place as usize])) << 32 | u64::from(place);
    let mut numbers: Vec<u64> = some.iter().map(number).collect();
    drop(some);
    let rank = |number: &u64| sorting::halves(*number).0;
    let mut at = 0;
    // Each with those of its value, which ascend.
    let mut groups: Vec<Vec<u64>> = Vec::new();
    if wanted.len() == numbers.len() {
        numbers.sort_unstable();
        groups.push(numbers);
    } else {
        // The values at both ends of what is wanted; both may be of many lines,
        // those between are few.
        let mut copy = numbers.clone();
        let first = rank(copy.select_nth_unstable(wanted.start).1);
        let last = rank(copy.select_nth_unstable(wanted.end - 1).1);
        at = numbers.iter().filter(|number| rank(number) < first).count();
        let those = |wanted: &dyn Fn(u32) -> bool| -> Vec<u64> {
            numbers.iter().copied().filter(|number| wanted(rank(number))).collect()
        };
        groups.push(those(&|rank| rank == first));
        if first < last {
            let mut between = those(&|rank| first < rank && rank < last);
            between.sort_unstable();
            groups.push(between);
            groups.push(those(&|rank| rank == last));
        }
    }
    for same in groups.iter().flat_map(|group| group.chunk_by(|a, b| rank(a) == rank(b))) {
        let own = at..at + same.len();
        at = own.end;
        let from = wanted.start.max(own.start);
        let to = wanted.end.min(own.end);
        if from < to {
            let places = same.iter().map(|number| sorting::halves(*number).1).collect();
            arrange(lines, places, rest, from - own.start..to - own.start, order);
        }
    }
}
