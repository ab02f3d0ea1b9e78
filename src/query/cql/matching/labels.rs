//! Conditions between labelled tokens: each possible start is followed by
//! itself, row by row, with every different way to set the labels.
//!
//! Starts and farthest ends are known before, from the walk without regard to
//! labels. What is left is as many ways as there are rows for each label, so
//! the budget decides; it is spent by what is looked at.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::automaton::{Automaton, Guards};
use super::super::test::{Labelled, NOWHERE};
use super::super::tree::Strategy;
use super::{GaveUp, Matcher, choose};

/// An atom that matched at the row at hand, and the row of each label.
type Way = (u32, Vec<u32>);

pub(super) fn run(matcher: &mut Matcher<'_, '_>) -> Result<Vec<Range<u32>>, GaveUp> {
    let query = matcher.query;
    let farthest = matcher.ends(&query.spans, true)?;
    let bounds = matcher.bounds(&query.spans)?;
    let longest = query.strategy == Strategy::Longest;
    let mut ends = vec![0; farthest.len()];
    let mut taken = 0;
    for (start, &far) in (0_u32..).zip(&farthest) {
        if far == 0 || (longest && start < taken) {
            continue;
        }
        let at = start as usize;
        let low = bounds.low.as_ref().map_or(0, |low| low[at]);
        let end = follow(matcher, start, low..far, longest)?;
        ends[at] = end;
        taken = taken.max(end);
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
) -> Result<u32, GaveUp> {
    let automaton = &matcher.query.spans.automaton;
    let mut best = 0;
    let mut row = start;
    let mut at = matcher.guards_at(row);
    let unset = vec![NOWHERE; matcher.query.labels];
    let mut ways: BTreeSet<Way> = BTreeSet::new();
    for step in &automaton.first {
        if step.guards & !at == 0 {
            ways.extend(take(matcher, automaton, step.atom, row, &unset));
        }
    }
    matcher.spend(automaton.first.len() as u64 + 1)?;
    while !ways.is_empty() && row < ends.end {
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
        let mut next = BTreeSet::new();
        let mut steps = ways.len() as u64;
        for (atom, labels) in &ways {
            let after = &automaton.after[*atom as usize];
            steps += after.len() as u64 * 4;
            for step in after {
                if step.guards & !at == 0 {
                    next.extend(take(matcher, automaton, step.atom, row, labels));
                }
            }
        }
        matcher.spend(steps)?;
        ways = next;
    }
    Ok(best)
}

/// An atom at a row, if it matches with the labels so far.
fn take(
    matcher: &Matcher<'_, '_>,
    automaton: &Automaton,
    number: u32,
    row: u32,
    labels: &[u32],
) -> Option<Way> {
    let atom = automaton.atoms[number as usize];
    let query = matcher.query;
    if !matcher.sheet.holds(&query.tests[atom.test as usize], row) {
        return None;
    }
    if let Some(check) = atom.check {
        let tokens = Labelled { here: Some(row), labels, span: None };
        if !query.checks[check as usize].holds(matcher.sheet, tokens) {
            return None;
        }
    }
    let mut labels = labels.to_vec();
    if let Some(label) = atom.label {
        labels[label as usize] = row;
    }
    Some((number, labels))
}

/// Whether a match may end here, and holds.
fn holds(
    matcher: &Matcher<'_, '_>,
    automaton: &Automaton,
    (atom, labels): &Way,
    span: (u32, u32),
    at: Guards,
) -> bool {
    let ends = automaton.ends[*atom as usize].iter().any(|guards| guards & !at == 0);
    let tokens = Labelled { here: None, labels, span: Some(span) };
    ends && matcher
        .query
        .constraint
        .as_ref()
        .is_none_or(|constraint| constraint.holds(matcher.sheet, tokens))
}
