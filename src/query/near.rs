//! Words near to each other: positions or spans of each part go in, the
//! shortest spans that hold all parts come out, ascending.
//!
//! A span counts if no shorter one lies within it (Clarke, Cormack and
//! Burkowski 1995, "An algebra for structured text search": minimal intervals),
//! so that hits are as many as there are places to look at.

use super::Corpus;
use crate::sorting;

/// Spans in which a different word can be found for each part, with first and
/// last position at most `within` apart.
pub(super) fn together(corpus: Corpus<'_>, parts: &[Vec<u32>], within: u32) -> Vec<(u32, u32)> {
    // Every position with the parts that it can stand for, as bits.
    let keys = |(part, positions): (u64, &Vec<u32>)| -> Vec<u64> {
        positions.iter().map(|&position| u64::from(position) << 32 | part).collect()
    };
    let keys = sorting::merged((0..).zip(parts).take(64).map(keys).collect());
    let mut places: Vec<(u32, u64)> = Vec::with_capacity(keys.len());
    for key in keys {
        let (position, part) = sorting::halves(key);
        match places.last_mut() {
            Some((last, bits)) if *last == position => *bits |= 1 << part,
            _ => places.push((position, 1 << part)),
        }
    }
    let mut walk = corpus.postings.walk();
    let mut spans = Vec::new();
    let mut window = 0;
    let mut last_start = None;
    let mut unit_start = 0;
    for last in 0..places.len() {
        let (end, _) = places[last];
        if end >= walk.unit_end {
            walk.end_of_unit(end);
            unit_start = walk.unit_start();
        }
        let earliest = end.saturating_sub(within).max(unit_start);
        while places[window].0 < earliest {
            window += 1;
        }
        let start = latest_start(&places[window..=last], parts.len().min(64));
        if let Some(start) = start.filter(|start| last_start.is_none_or(|last| *start > last)) {
            last_start = Some(start);
            spans.push((start, end + 1));
        }
    }
    spans
}

/// The latest place from which a window has a word for each part; its last
/// place is one of them.
fn latest_start(window: &[(u32, u64)], parts: usize) -> Option<u32> {
    let all = window.iter().fold(0, |all, (_, bits)| all | bits);
    if all.count_ones() as usize != parts || window.len() < parts {
        return None;
    }
    // Grow the window backwards, giving each new place to a part (Kuhn's
    // matching); at most `parts` places are ever in use.
    let mut holder: Vec<Option<usize>> = vec![None; parts];
    let mut matched = 0;
    for place in (0..window.len()).rev() {
        let mut tried = 0_u64;
        matched += usize::from(give(window, place, &mut holder, &mut tried));
        if matched == parts {
            return Some(window[place].0);
        }
    }
    None
}

fn give(
    window: &[(u32, u64)],
    place: usize,
    holder: &mut [Option<usize>],
    tried: &mut u64,
) -> bool {
    for part in 0..holder.len() {
        let bit = 1 << part;
        if window[place].1 & bit == 0 || *tried & bit != 0 {
            continue;
        }
        *tried |= bit;
        let free = match holder[part] {
            None => true,
            Some(other) => give(window, other, holder, tried),
        };
        if free {
            holder[part] = Some(place);
            return true;
        }
    }
    false
}

/// Spans of one left and one right part that do not overlap, with at most
/// `within` from the last word of the first to the first word of the second.
pub(super) fn near(
    corpus: Corpus<'_>,
    left: &[(u32, u32)],
    right: &[(u32, u32)],
    within: u32,
    ordered: bool,
) -> Vec<(u32, u32)> {
    let mut spans = follow(left, right, within);
    if !ordered {
        spans = sorting::merged(vec![spans, follow(right, left, within)]);
    }
    let mut walk = corpus.postings.walk();
    let spans = spans.into_iter().map(sorting::halves);
    minimal(spans.filter(|&(start, end)| end <= walk.end_of_unit(start)).collect())
}

/// For each first span the second spans after it that are near: ascending, in
/// halves of a number.
fn follow(first: &[(u32, u32)], second: &[(u32, u32)], within: u32) -> Vec<u64> {
    let mut spans = Vec::new();
    let (mut from, mut behind) = (0, 0);
    for &(start, end) in first {
        // Ends fall where spans lie in one another.
        if end < behind {
            from = second.partition_point(|&(other, _)| other < end);
        }
        behind = end;
        while second.get(from).is_some_and(|&(other, _)| other < end) {
            from += 1;
        }
        // Among those that are near, the one that ends first makes the
        // shortest span; all that begin there are looked at.
        let near = second[from..].iter().take_while(|(other, _)| *other - (end - 1) <= within);
        if let Some(shortest) = near.map(|&(_, other_end)| other_end).min() {
            spans.push(u64::from(start) << 32 | u64::from(shortest));
        }
    }
    if !spans.is_sorted() {
        spans.sort_unstable();
    }
    spans
}

/// Drops every span that holds another; sorted in, sorted out.
fn minimal(spans: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    let mut kept: Vec<(u32, u32)> = Vec::with_capacity(spans.len());
    let mut earliest_end = u32::MAX;
    for &(start, end) in spans.iter().rev() {
        if end < earliest_end {
            // A span of the same start that was kept is longer, and goes.
            if kept.last().is_some_and(|&(last, _)| last == start) {
                kept.pop();
            }
            kept.push((start, end));
            earliest_end = end;
        }
    }
    kept.reverse();
    kept
}
