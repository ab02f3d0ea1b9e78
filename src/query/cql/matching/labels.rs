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
use super::{Found, GaveUp, Matcher, Paused, choose};

/// Ways to come to the row at hand: each is an atom that matched there, and the
/// row of each label. Sorted, none twice.
struct Ways {
    /// Numbers of each.
    width: usize,
    all: Vec<u32>,
}

impl Ways {
    fn new(labels: usize) -> Self {
        Self { width: labels + 1, all: Vec::new() }
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
        self.all[low * self.width..].rotate_right(self.width);
    }
}

pub(super) fn run(
    matcher: &mut Matcher<'_, '_>,
    paused: Option<Paused>,
) -> Result<Found, GaveUp> {
    let query = matcher.query;
    let farthest = matcher.ends(&query.spans, true)?;
    let bounds = matcher.bounds(&query.spans)?;
    let longest = query.strategy == Strategy::Longest;
    let (first, mut ends) = match paused {
        Some(paused) => (paused.start, paused.ends),
        None => (0, vec![0; farthest.len()]),
    };
    let mut taken = ends.iter().copied().max().unwrap_or(0);
    for (start, &far) in (0_u32..).zip(&farthest).skip(first as usize) {
        if far == 0 || (longest && start < taken) {
            continue;
        }
        // At least one start each time.
        if start > first && !matcher.has_time() {
            let paused = Paused { start, ends, steps: matcher.budget.steps };
            return Ok(Found { paused: Some(paused), ..Found::default() });
        }
        let at = start as usize;
        let low = bounds.low.as_ref().map_or(0, |low| low[at]);
        let end = follow(matcher, start, low..far, longest)?;
        ends[at] = end;
        taken = taken.max(end);
    }
    Ok(Found { matches: choose(&ends, query.strategy), ..Found::default() })
}

/// The nearest or farthest end of a match that holds; ends are from the start
/// of the range to its end, both included.
fn follow(
    matcher: &mut Matcher<'_, '_>,
    start: u32,
    ends: Range<u32>,
    longest: bool,
) -> Result<u32, GaveUp> {
    let automaton = &matcher.query.spans.automaton;
    let mut best = 0;
    let mut row = start;
    let mut at = matcher.guards_at(row);
    let unset = vec![NOWHERE; matcher.query.labels];
    let mut ways = Ways::new(matcher.query.labels);
    let mut next = Ways::new(matcher.query.labels);
    for step in &automaton.first {
        if step.guards & !at == 0 {
            take(matcher, automaton, step.atom, (row, &unset), &mut ways);
        }
    }
    matcher.spend(automaton.first.len() as u64 + 1)?;
    while !ways.all.is_empty() && row < ends.end {
        let end = row + 1;
        at = matcher.guards_at(end);
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
        matcher.spend(steps)?;
        std::mem::swap(&mut ways, &mut next);
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
