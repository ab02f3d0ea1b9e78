//! Conditions between labelled tokens: each possible start is followed by
//! itself, row by row, with every different way to set the labels.
//!
//! Starts and farthest ends are known before, from the walk without regard to
//! labels. What is left is as many ways as there are rows for each label, so
//! the budget decides; it is spent by what is looked at.

use std::ops::Range;

use super::super::automaton::{Automaton, Guards};
use super::super::test::{Labelled, NOWHERE};
use super::super::tree::Strategy;
use super::{Matcher, Stop, choose};

/// Numbers that are moved in the time of a step.
const MOVED: u64 = 32;

/// Ways to come to the row at hand: each is an atom that matched there, and the
/// row of each label. Sorted, none twice.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Ways {
    /// Numbers of each.
    width: usize,
    all: Vec<u32>,
    /// Numbers that were moved to make room.
    moved: u64,
}

impl Ways {
    fn new(labels: usize) -> Self {
        Self { width: labels + 1, all: Vec::new(), moved: 0 }
    }

    fn iter(&self) -> impl Iterator<Item = (u32, &[u32])> {
        self.all.chunks_exact(self.width).filter_map(|way| {
            let (atom, labels) = way.split_first()?;
            Some((*atom, labels))
        })
    }

    /// Adds an atom with labels of which one may stand at another row.
    fn add(&mut self, atom: u32, labels: &[u32], set: Option<(u32, u32)>) {
        let end = self.all.len();
        self.all.push(atom);
        self.all.extend_from_slice(labels);
        if let Some((label, row)) = set
            && let Some(place) = self.all.get_mut(end + 1 + label as usize)
        {
            *place = row;
        }
        let (before, way) = self.all.split_at(end);
        // Places of ways, and of the numbers they are made of.
        let (mut low, mut high) = (0, end / self.width);
        while low < high {
            let middle = low + (high - low) / 2;
            let other = &before[middle * self.width..(middle + 1) * self.width];
            match other.cmp(way) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return self.all.truncate(end),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        let later = &mut self.all[low * self.width..];
        later.rotate_right(self.width);
        self.moved += later.len() as u64;
    }
}

/// A start that is followed, as far as it is come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Following {
    row: u32,
    best: u32,
    ways: Ways,
}

pub(super) fn run(matcher: &mut Matcher<'_, '_>) -> Result<Vec<Range<u32>>, Stop> {
    let query = matcher.query;
    let farthest = matcher.ends(&query.spans, true)?;
    let bounds = matcher.bounds(&query.spans)?;
    matcher.again = false;
    let longest = query.strategy == Strategy::Longest;
    let first = matcher.paused.start;
    let mut ends = std::mem::take(&mut matcher.paused.ends);
    ends.resize(farthest.len(), 0);
    let mut taken = ends.iter().copied().max().unwrap_or(0);
    for (start, &far) in (0_u32..).zip(&farthest).skip(first as usize) {
        if far == 0 || (longest && start < taken) {
            continue;
        }
        let at = start as usize;
        let low = bounds.low.as_ref().map_or(0, |low| low[at]);
        match follow(matcher, start, low..far, longest) {
            Ok(end) => ends[at] = end,
            Err(stop) => {
                (matcher.paused.start, matcher.paused.ends) = (start, ends);
                return Err(stop);
            }
        }
        taken = taken.max(ends[at]);
    }
    Ok(choose(&ends, query.strategy))
}

/// The nearest or farthest end of a match that holds; ends are from the start
/// of the range to its end, both included.
fn follow(
    matcher: &mut Matcher<'_, '_>,
    start: u32,
    ends: Range<u32>,
    longest: bool,
) -> Result<u32, Stop> {
    let automaton = &matcher.query.spans.automaton;
    let following = match matcher.paused.following.take() {
        Some(following) => following,
        None => {
            let at = matcher.guards_at(start);
            let unset = vec![NOWHERE; matcher.query.labels];
            let mut ways = Ways::new(matcher.query.labels);
            for step in &automaton.first {
                if step.guards & !at == 0 {
                    take(matcher, automaton, step.atom, (start, &unset), &mut ways);
                }
            }
            matcher.spend(automaton.first.len() as u64 + 1)?;
            Following { row: start, best: 0, ways }
        }
    };
    let Following { mut row, mut best, mut ways } = following;
    let mut next = Ways::new(matcher.query.labels);
    while !ways.all.is_empty() && row < ends.end {
        let end = row + 1;
        let at = matcher.guards_at(end);
        if end >= ends.start
            && ways.iter().any(|way| holds(matcher, automaton, way, (start, end), at))
        {
            best = end;
            if !longest {
                return Ok(best);
            }
        }
        row = end;
        if row >= ends.end || row >= matcher.sheet.len {
            break;
        }
        next.all.clear();
        next.moved = 0;
        let mut steps = 4;
        for (atom, labels) in ways.iter() {
            let after = &automaton.after[atom as usize];
            steps += 2 + after.len() as u64 * 4;
            for step in after {
                if step.guards & !at == 0 {
                    take(matcher, automaton, step.atom, (row, labels), &mut next);
                }
            }
        }
        matcher.spend(steps + next.moved / MOVED)?;
        std::mem::swap(&mut ways, &mut next);
        if !matcher.has_time() {
            matcher.paused.following = Some(Following { row, best, ways });
            return Err(Stop::Paused);
        }
    }
    Ok(best)
}

/// Adds an atom at a row, if it matches with the labels so far.
fn take(
    matcher: &Matcher<'_, '_>,
    automaton: &Automaton,
    number: u32,
    (row, labels): (u32, &[u32]),
    ways: &mut Ways,
) {
    let atom = automaton.atoms[number as usize];
    let query = matcher.query;
    if !matcher.sheet.holds(&query.tests[atom.test as usize], row) {
        return;
    }
    if let Some(check) = atom.check {
        let tokens = Labelled { here: Some(row), labels, span: None };
        if !query.checks[check as usize].holds(matcher.sheet, tokens) {
            return;
        }
    }
    ways.add(number, labels, atom.label.map(|label| (label, row)));
}

/// Whether a match may end here, and holds.
fn holds(
    matcher: &Matcher<'_, '_>,
    automaton: &Automaton,
    (atom, labels): (u32, &[u32]),
    span: (u32, u32),
    at: Guards,
) -> bool {
    let ends = automaton.ends[atom as usize].iter().any(|guards| guards & !at == 0);
    let tokens = Labelled { here: None, labels, span: Some(span) };
    ends && matcher
        .query
        .constraint
        .as_ref()
        .is_none_or(|constraint| constraint.holds(matcher.sheet, tokens))
}
