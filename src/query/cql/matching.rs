//! A compiled query and one document go in, the matches come out.
//!
//! The document is walked from right to left, once: for each atom that matches
//! at a row, the nearest (or farthest) end of a match from there is known from
//! the row after. So all matches cost rows times *live* atoms, those from which
//! an end can be reached, and no pattern makes it worse: `[]* "x" []*` takes
//! three look-ups a row.
//!
//! Every filter comes to bounds on where a match may end, which only grow with
//! where it starts: `within X` and `!containing X` say "not behind", `containing
//! X` and `!within X` "not before". Where a bound cuts into the walk, the part
//! up to it is walked again, once for each different bound.
//!
//! Conditions between labels can not be answered so: there each possible start
//! is followed by itself (`labels`), within the same budget.

use std::ops::Range;

use super::automaton::{Automaton, Guards};
use super::compile::{Compiled, CompiledFilter, CompiledSpans, Guard, Source};
use super::keys;
use super::test::{Sheet, Test};
use super::tree::Strategy;
use super::vocabulary::Rows;

mod labels;
mod sets;

/// What matching may cost. A step is a look at an atom at a row: about 5 ns.
pub(crate) struct Budget<'a> {
    /// Steps that one document may take.
    pub(crate) steps: u64,
    /// Asked about every half million steps where labels are compared, which may
    /// take the longest; `false` pauses the matching.
    pub(crate) go_on: &'a mut dyn FnMut() -> bool,
}

/// Steps for one document unless told otherwise.
pub(crate) const STEPS: u64 = 50_000_000;
/// Steps between two looks at whether to go on.
const SLICE: u64 = 1 << 19;

/// The matches in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// Rows of each match, ascending.
    pub(crate) matches: Vec<Range<u32>>,
    /// Whether the budget ended before all were found.
    pub(crate) gave_up: bool,
    /// Where to go on, if it was paused; there are no matches yet then.
    pub(crate) paused: Option<Paused>,
}

/// A document whose matching is paused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paused {
    /// The first start that was not tried.
    start: u32,
    /// The end of the match from each start so far, 0 for none.
    ends: Vec<u32>,
    /// Steps that are left.
    pub(crate) steps: u64,
}

/// The budget ran out.
#[derive(Debug)]
struct GaveUp;

impl Compiled {
    /// Finds the matches in one document, or goes on with it.
    pub(crate) fn match_document(
        &mut self,
        rows: &dyn Rows,
        budget: &mut Budget<'_>,
        paused: Option<Paused>,
    ) -> Found {
        let cost = (self.sets.len() as u64 + 1) * u64::from(rows.len());
        let Some(rest) = budget.steps.checked_sub(cost) else {
            return Found { gave_up: true, ..Found::default() };
        };
        budget.steps = rest;
        let mut row_sets = std::mem::take(&mut self.sets);
        let found = {
            let sheet = sets::sheet(self, &mut row_sets, rows);
            let mut matcher = Matcher::new(self, &sheet, budget);
            matcher.run(paused)
        };
        self.sets = row_sets;
        found.unwrap_or_else(|GaveUp| Found { gave_up: true, ..Found::default() })
    }
}

struct Matcher<'a, 'b> {
    query: &'a Compiled,
    sheet: &'a Sheet<'a>,
    /// First and last places of the regions of each structure in use, as bits.
    starts: Vec<(u32, Vec<u64>)>,
    ends: Vec<(u32, Vec<u64>)>,
    budget: &'a mut Budget<'b>,
    until_look: u64,
}

/// Bounds on where a match may end, for each start: not before, not behind.
struct Bounds {
    low: Option<Vec<u32>>,
    high: Option<Vec<u32>>,
}

impl<'a, 'b> Matcher<'a, 'b> {
    fn new(query: &'a Compiled, sheet: &'a Sheet<'a>, budget: &'a mut Budget<'b>) -> Self {
        let places = |take: fn(&Range<u32>) -> u32| {
            let bits_of = |&structure: &u32| {
                let mut bits = vec![0; sheet.len as usize / 64 + 1];
                for region in sheet.rows.regions(structure) {
                    keys::set(&mut bits, take(region));
                }
                (structure, bits)
            };
            query.structures.iter().map(bits_of).collect()
        };
        let (starts, ends) = (places(|region| region.start), places(|region| region.end));
        Self { query, sheet, starts, ends, budget, until_look: SLICE }
    }

    fn run(&mut self, paused: Option<Paused>) -> Result<Found, GaveUp> {
        let query = self.query;
        let depends = query.constraint.is_some() || !query.checks.is_empty();
        if depends {
            return labels::run(self, paused);
        }
        let longest = query.strategy == Strategy::Longest;
        let ends = self.ends(&query.spans, longest)?;
        Ok(Found { matches: choose(&ends, query.strategy), ..Found::default() })
    }

    /// Whether there is time left; asked for at every start.
    fn has_time(&mut self) -> bool {
        if self.until_look > 0 {
            return true;
        }
        self.until_look = SLICE;
        (self.budget.go_on)()
    }

    fn spend(&mut self, steps: u64) -> Result<(), GaveUp> {
        self.until_look = self.until_look.saturating_sub(steps);
        match self.budget.steps.checked_sub(steps) {
            Some(rest) => {
                self.budget.steps = rest;
                Ok(())
            }
            None => Err(GaveUp),
        }
    }

    /// The guards that hold at a place.
    fn guards_at(&self, place: u32) -> Guards {
        let has = |all: &[(u32, Vec<u64>)], structure: u32| {
            let bits = all.iter().find(|(other, _)| *other == structure);
            bits.is_some_and(|(_, bits)| keys::has(bits, place))
        };
        let mut guards = 0;
        for (number, guard) in self.query.guards.iter().enumerate() {
            let holds = match guard {
                Guard::Starts(structure) => has(&self.starts, *structure),
                Guard::Ends(structure) => has(&self.ends, *structure),
                Guard::Unbroken(structure) => {
                    !has(&self.starts, *structure) && !has(&self.ends, *structure)
                }
                Guard::Next(test) => {
                    place < self.sheet.len && self.sheet.holds(&self.query.tests[*test], place)
                }
            };
            guards |= Guards::from(holds) << number;
        }
        guards
    }

    /// For each start the nearest or farthest end of a match, 0 for none.
    fn ends(&mut self, spans: &CompiledSpans, farthest: bool) -> Result<Vec<u32>, GaveUp> {
        let bounds = self.bounds(spans)?;
        let len = self.sheet.len;
        let mut ends = vec![0; len as usize];
        let mut walk = Walk::new(spans, farthest);
        match (&bounds, farthest) {
            (Bounds { high: Some(high), .. }, true) => {
                for (starts, bound) in groups(high) {
                    if bound > starts.start {
                        walk.clear();
                        walk.run(self, starts.start..bound, 0, &mut |row, end, _| {
                            if starts.contains(&row) {
                                ends[row as usize] = end;
                            }
                        })?;
                    }
                }
            }
            (Bounds { low: Some(low), .. }, false) => {
                self.nearest_behind(&mut walk, low, &mut ends)?;
            }
            _ => {
                walk.run(self, 0..len, 0, &mut |row, end, _| ends[row as usize] = end)?;
            }
        }
        for (start, end) in ends.iter_mut().enumerate() {
            let misses = |bound: &Option<Vec<u32>>, beyond: fn(u32, u32) -> bool| {
                bound.as_ref().is_some_and(|bound| beyond(*end, bound[start]))
            };
            if misses(&bounds.low, |end, low| end < low)
                || misses(&bounds.high, |end, high| end > high)
            {
                *end = 0;
            }
        }
        Ok(ends)
    }

    /// The nearest ends that are not before the bounds: one walk over all, and
    /// for each bound one from there to the first start that it is for.
    fn nearest_behind(
        &mut self,
        walk: &mut Walk<'_>,
        low: &[u32],
        ends: &mut [u32],
    ) -> Result<(), GaveUp> {
        let len = self.sheet.len;
        let wanted: Vec<(Range<u32>, u32)> = groups(low)
            .filter(|(starts, bound)| *bound > starts.start + 1 && *bound <= len)
            .collect();
        // What is live at each of the bounds.
        let mut saved: Vec<Vec<(u32, u32)>> = vec![Vec::new(); wanted.len()];
        let mut next = wanted.len();
        let mut kept = 0;
        walk.run(self, 0..len, 0, &mut |row, end, live| {
            ends[row as usize] = end;
            while let Some(at) = next.checked_sub(1) {
                let (_, bound) = wanted[at];
                if bound > row {
                    if bound < len {
                        // Already passed: nothing is live here.
                        saved[at].clear();
                    }
                    next = at;
                    continue;
                }
                if bound == row {
                    saved[at] = live.to_vec();
                    kept += live.len();
                    next = at;
                }
                break;
            }
        })?;
        self.spend(kept as u64)?;
        for ((starts, bound), live) in wanted.into_iter().zip(saved) {
            walk.clear();
            walk.seed(&live);
            walk.run(self, starts.start..bound, bound, &mut |row, end, _| {
                if starts.contains(&row) {
                    ends[row as usize] = end;
                }
            })?;
        }
        Ok(())
    }

    fn bounds(&mut self, spans: &CompiledSpans) -> Result<Bounds, GaveUp> {
        let mut bounds = Bounds { low: None, high: None };
        for filter in &spans.filters {
            let limit = self.limit(filter)?;
            let (kept, narrower): (_, fn(u32, u32) -> u32) =
                if filter.containing == filter.negated {
                    (&mut bounds.high, u32::min)
                } else {
                    (&mut bounds.low, u32::max)
                };
            match kept {
                Some(kept) => {
                    kept.iter_mut()
                        .zip(limit)
                        .for_each(|(one, other)| *one = narrower(*one, other));
                }
                None => *kept = Some(limit),
            }
        }
        if let Some(high) = &mut bounds.high {
            high.iter_mut().for_each(|bound| *bound = (*bound).min(self.sheet.len));
        }
        Ok(bounds)
    }

    /// The bound that a filter sets for each start; it never falls.
    fn limit(&mut self, filter: &CompiledFilter) -> Result<Vec<u32>, GaveUp> {
        let len = self.sheet.len;
        self.spend(u64::from(len))?;
        let after = u32::from(filter.negated);
        if let Source::Tokens(count) = filter.of {
            let ends = (0..len).map(|start| start.saturating_add(count));
            return Ok(ends.map(|end| end.saturating_add(after)).collect());
        }
        let mut ends = self.source_ends(&filter.of, !filter.containing)?;
        if filter.containing {
            // The first end of what begins here or later.
            let mut least = u32::MAX;
            for end in ends.iter_mut().rev() {
                if *end > 0 {
                    least = least.min(*end);
                }
                *end = least.saturating_sub(if least == u32::MAX { 0 } else { after });
            }
        } else {
            // The last end of what begins here or before.
            let mut most = 0;
            for end in &mut ends {
                most = most.max(*end);
                *end = most + after;
            }
        }
        Ok(ends)
    }

    /// For each row the nearest or farthest end of what begins there.
    fn source_ends(&mut self, source: &Source, farthest: bool) -> Result<Vec<u32>, GaveUp> {
        let mut ends = vec![0; self.sheet.len as usize];
        match source {
            Source::Tokens(_) => {}
            Source::Spans(spans) => return self.ends(spans, farthest),
            Source::Regions { structure, count, rows } => {
                let regions = self.sheet.rows.regions(*structure);
                for (at, region) in regions.iter().enumerate() {
                    let passes = rows.is_none_or(|set| {
                        self.sheet.sets.get(set).is_some_and(|set| keys::has(set, region.start))
                    });
                    let last = (at + (*count as usize).max(1)).min(regions.len()) - 1;
                    if passes {
                        ends[region.start as usize] = regions[last].end;
                    }
                }
            }
        }
        Ok(ends)
    }
}

/// Starts that share a bound, and the bound.
fn groups(bounds: &[u32]) -> impl Iterator<Item = (Range<u32>, u32)> {
    let mut start = 0_u32;
    bounds.chunk_by(|one, other| one == other).map(move |same| {
        let from = start;
        start += u32::try_from(same.len()).unwrap_or(0);
        (from..start, same[0])
    })
}

/// Is told each row, with its end and what is live there.
type Tell<'a> = &'a mut dyn FnMut(u32, u32, &[(u32, u32)]);

/// A walk from right to left.
struct Walk<'a> {
    automaton: &'a Automaton,
    /// Holds wherever a match may end.
    ending: &'a Test,
    farthest: bool,
    /// Atoms that match at the row at hand, each with its end.
    live: Vec<(u32, u32)>,
    next: Vec<(u32, u32)>,
    /// For each atom the last row it was tried at, by running number, and its
    /// place in `next` plus one, 0 if it does not match.
    tried: Vec<(u64, u32)>,
    round: u64,
}

impl<'a> Walk<'a> {
    fn new(spans: &'a CompiledSpans, farthest: bool) -> Self {
        let automaton = &spans.automaton;
        Self {
            automaton,
            ending: &spans.ending,
            farthest,
            live: Vec::new(),
            next: Vec::new(),
            tried: vec![(0, 0); automaton.atoms.len()],
            round: 0,
        }
    }

    fn clear(&mut self) {
        self.live.clear();
    }

    fn seed(&mut self, live: &[(u32, u32)]) {
        self.live.extend_from_slice(live);
    }

    /// Walks over rows, the last first, with what is live behind them. Matches
    /// end at `ends_from` or behind. Rows at which something is live are told
    /// with their end, 0 for none, and with what is live; others may be.
    fn run(
        &mut self,
        matcher: &mut Matcher<'_, '_>,
        rows: Range<u32>,
        ends_from: u32,
        tell: Tell<'_>,
    ) -> Result<(), GaveUp> {
        let automaton = self.automaton;
        let has_guards = !matcher.query.guards.is_empty();
        let mut behind = matcher.guards_at(rows.end);
        let mut row = rows.end;
        while row > rows.start {
            if self.live.is_empty() {
                // Nothing before the last row at which a match may end counts.
                let last = match row >= ends_from {
                    true => matcher.sheet.last_row(self.ending, rows.start..row),
                    false => None,
                };
                matcher.spend(u64::from(row - last.unwrap_or(rows.start)) / 8)?;
                let Some(last) = last else { break };
                if has_guards && last + 1 < row {
                    behind = matcher.guards_at(last + 1);
                }
                row = last + 1;
            }
            row -= 1;
            self.round += 1;
            self.next.clear();
            let mut steps = 1 + self.live.len() as u64;
            if row + 1 >= ends_from {
                steps += automaton.last.len() as u64;
                for step in &automaton.last {
                    if step.guards & !behind == 0 {
                        self.meet(matcher, step.atom, row, row + 1);
                    }
                }
            }
            let live = std::mem::take(&mut self.live);
            for &(atom, end) in &live {
                let before = &automaton.before[atom as usize];
                steps += before.len() as u64;
                for step in before {
                    if step.guards & !behind == 0 {
                        self.meet(matcher, step.atom, row, end);
                    }
                }
            }
            self.live = live;
            std::mem::swap(&mut self.live, &mut self.next);
            if has_guards {
                behind = matcher.guards_at(row);
            }
            let mut best = 0;
            for &(atom, end) in &self.live {
                let begins = &automaton.begins[atom as usize];
                if begins.iter().any(|guards| guards & !behind == 0) {
                    best = if best == 0 { end } else { self.better(best, end) };
                }
            }
            tell(row, best, &self.live);
            matcher.spend(steps)?;
        }
        Ok(())
    }

    fn better(&self, one: u32, other: u32) -> u32 {
        if self.farthest { one.max(other) } else { one.min(other) }
    }

    /// An atom at a row from which an end can be reached, if it matches.
    #[inline]
    fn meet(&mut self, matcher: &Matcher<'_, '_>, atom: u32, row: u32, end: u32) {
        let tried = self.tried[atom as usize];
        if tried.0 == self.round {
            if let Some(place) = tried.1.checked_sub(1) {
                let known = self.next[place as usize].1;
                self.next[place as usize].1 = self.better(known, end);
            }
            return;
        }
        let test = self.automaton.atoms[atom as usize].test;
        let mut place = 0;
        if matcher.sheet.holds(&matcher.query.tests[test as usize], row) {
            self.next.push((atom, end));
            place = u32::try_from(self.next.len()).unwrap_or(0);
        }
        self.tried[atom as usize] = (self.round, place);
    }
}

/// Picks matches by the strategy, from the end of each start.
fn choose(ends: &[u32], strategy: Strategy) -> Vec<Range<u32>> {
    let all = (0_u32..).zip(ends).filter(|(_, end)| **end > 0).map(|(start, &end)| start..end);
    match strategy {
        Strategy::Traditional => all.collect(),
        Strategy::Standard => {
            let mut taken = vec![0_u64; ends.len() / 64 + 1];
            let is_new = |found: &Range<u32>| {
                let is_new = !keys::has(&taken, found.end);
                keys::set(&mut taken, found.end);
                is_new
            };
            all.filter(is_new).collect()
        }
        Strategy::Shortest => {
            let mut least = u32::MAX;
            let mut kept: Vec<Range<u32>> = Vec::new();
            for found in all.collect::<Vec<_>>().into_iter().rev() {
                if found.end < least {
                    least = found.end;
                    kept.push(found);
                }
            }
            kept.reverse();
            kept
        }
        Strategy::Longest => {
            let mut end = 0;
            all.filter(|found| {
                let is_free = found.start >= end;
                if is_free {
                    end = found.end;
                }
                is_free
            })
            .collect()
        }
    }
}
