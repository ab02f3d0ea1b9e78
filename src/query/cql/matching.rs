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
//!
//! Matching can pause at any row. A walk that is under way is kept as it is; what
//! was found before it is found in the same order again and taken from a list, so
//! that nothing needs to know where in the query it was.

use std::ops::Range;

use super::automaton::{Automaton, Guards};
use super::compile::{Compiled, CompiledFilter, CompiledSpans, Guard, Source};
use super::keys;
use super::test::{Sheet, Test};
use super::tree::Strategy;
use super::vocabulary::Rows;

mod choice;
mod labels;
mod sets;

use choice::choose;

/// What matching may cost. A step is a look at an atom at a row: about 5 ns.
pub(crate) struct Budget<'a> {
    /// Steps that one document may take.
    pub(crate) steps: u64,
    /// Steps between two questions whether to go on.
    pub(crate) slice: u64,
    /// `false` pauses the matching.
    pub(crate) go_on: &'a mut dyn FnMut() -> bool,
}

/// Steps for one document unless told otherwise.
pub(crate) const STEPS: u64 = 50_000_000;
/// Steps between two questions whether to go on, unless told otherwise.
pub(crate) const SLICE: u64 = 1 << 19;

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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Paused {
    /// Steps that are left.
    pub(crate) steps: u64,
    /// The sets of rows that the query asks for.
    sets: Vec<Vec<u64>>,
    /// Ends that are found, in the order in which they are asked for.
    done: Vec<Vec<u32>>,
    /// The walk under way.
    walking: Option<Walking>,
    /// The start under way where labels are compared.
    following: Option<labels::Following>,
    /// The first start that was not tried with labels, and the end of the match
    /// from each before it, 0 for none.
    start: u32,
    ends: Vec<u32>,
}

/// A walk that is paused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Walking {
    /// The end from each start so far, 0 for none.
    ends: Vec<u32>,
    /// The part that is walked over, and the last row that was.
    part: usize,
    row: u32,
    /// What is live there.
    live: Vec<(u32, u32)>,
    /// What is live at the end of each part but the first, as far as that has
    /// come, and how many of those are still before it.
    saved: Vec<Vec<(u32, u32)>>,
    left: usize,
}

/// Why matching ends before all matches are found.
#[derive(Debug)]
enum Stop {
    /// The budget ran out.
    GaveUp,
    Paused,
}

impl Compiled {
    /// Finds the matches in one document, or goes on with it.
    pub(crate) fn match_document(
        &mut self,
        rows: &dyn Rows,
        budget: &mut Budget<'_>,
        paused: Option<Paused>,
    ) -> Found {
        let is_new = paused.is_none();
        let mut paused = paused.unwrap_or_default();
        if is_new {
            let cost = (self.sets.len() as u64 + 1) * u64::from(rows.len());
            let Some(rest) = budget.steps.checked_sub(cost) else {
                return Found { gave_up: true, ..Found::default() };
            };
            budget.steps = rest;
        }
        let mut row_sets = std::mem::take(&mut self.sets);
        let known = (!is_new).then(|| std::mem::take(&mut paused.sets));
        let mut sheet = sets::sheet(self, &mut row_sets, rows, known);
        let mut matcher = Matcher::new(self, &sheet, budget, paused);
        let found = matcher.run();
        let steps = matcher.budget.steps;
        let mut paused = matcher.paused;
        self.sets = row_sets;
        match found {
            Ok(matches) => Found { matches, ..Found::default() },
            Err(Stop::GaveUp) => Found { gave_up: true, ..Found::default() },
            Err(Stop::Paused) => {
                (paused.steps, paused.sets) = (steps, std::mem::take(&mut sheet.sets));
                Found { paused: Some(paused), ..Found::default() }
            }
        }
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
    paused: Paused,
    /// Ends that were asked for since the matching goes on.
    asked: usize,
    /// Whether what is done was done, and paid, before the pause.
    again: bool,
}

/// Bounds on where a match may end, for each start: not before, not behind.
struct Bounds {
    low: Option<Vec<u32>>,
    high: Option<Vec<u32>>,
}

impl<'a, 'b> Matcher<'a, 'b> {
    fn new(
        query: &'a Compiled,
        sheet: &'a Sheet<'a>,
        budget: &'a mut Budget<'b>,
        paused: Paused,
    ) -> Self {
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
        let until_look = budget.slice;
        let again = paused.walking.is_some() || !paused.done.is_empty();
        Self { query, sheet, starts, ends, budget, until_look, paused, asked: 0, again }
    }

    fn run(&mut self) -> Result<Vec<Range<u32>>, Stop> {
        let query = self.query;
        let depends = query.constraint.is_some() || !query.checks.is_empty();
        if depends {
            return labels::run(self);
        }
        let longest = query.strategy == Strategy::Longest;
        let ends = self.ends(&query.spans, longest)?;
        Ok(choose(&ends, query.strategy))
    }

    /// Whether there is time left; asked for at every row.
    #[inline]
    fn has_time(&mut self) -> bool {
        if self.until_look > 0 {
            return true;
        }
        self.until_look = self.budget.slice;
        (self.budget.go_on)()
    }

    #[inline]
    fn spend(&mut self, steps: u64) -> Result<(), Stop> {
        if self.again {
            return Ok(());
        }
        self.until_look = self.until_look.saturating_sub(steps);
        match self.budget.steps.checked_sub(steps) {
            Some(rest) => {
                self.budget.steps = rest;
                Ok(())
            }
            None => Err(Stop::GaveUp),
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
    fn ends(&mut self, spans: &CompiledSpans, farthest: bool) -> Result<Vec<u32>, Stop> {
        let bounds = self.bounds(spans)?;
        let number = self.asked;
        self.asked += 1;
        if let Some(done) = self.paused.done.get(number) {
            return Ok(done.clone());
        }
        let len = self.sheet.len;
        let whole = Part::new(0..len, len, 0);
        let parts = match (&bounds, farthest) {
            (Bounds { high: Some(high), .. }, true) => {
                let parts = groups(high).filter(|(starts, bound)| *bound > starts.start);
                parts.map(|(starts, bound)| Part::new(starts, bound, 0)).collect()
            }
            // One walk over all, and for each bound one from there to the first
            // start that it is for.
            (Bounds { low: Some(low), .. }, false) => {
                let parts = groups(low)
                    .filter(|(starts, bound)| *bound > starts.start + 1 && *bound <= len);
                let parts = parts.map(|(starts, bound)| Part::new(starts, bound, bound));
                std::iter::once(whole).chain(parts).collect()
            }
            _ => vec![whole],
        };
        let mut ends = self.walk(spans, farthest, &parts)?;
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
        self.paused.done.push(ends.clone());
        Ok(ends)
    }

    /// Walks over parts, or goes on with it; the end from each start.
    fn walk(
        &mut self,
        spans: &CompiledSpans,
        farthest: bool,
        parts: &[Part],
    ) -> Result<Vec<u32>, Stop> {
        let mut walk = Walk::new(spans, farthest);
        let going_on = self.paused.walking.take();
        let mut from = going_on.as_ref().map(|walking| walking.row);
        self.again = false;
        let mut walking = going_on.unwrap_or_else(|| Walking {
            ends: vec![0; self.sheet.len as usize],
            saved: vec![Vec::new(); parts.len()],
            left: parts.len(),
            ..Walking::default()
        });
        walk.live = std::mem::take(&mut walking.live);
        let len = self.sheet.len;
        while let Some(part) = parts.get(walking.part) {
            let Walking { ends, saved, left, part: number, .. } = &mut walking;
            // What later parts begin with is seen in the first.
            let saves = *number == 0 && parts.len() > 1 && parts[1].ends_from > 0;
            let mut kept = 0;
            let mut tell = |row: u32, end: u32, live: &[(u32, u32)]| {
                if part.starts.contains(&row) {
                    ends[row as usize] = end;
                }
                while saves && *left > 1 {
                    let bound = parts[*left - 1].ends_from;
                    if bound < row {
                        break;
                    }
                    // Where it is passed already, nothing is live.
                    if bound == row && bound < len {
                        saved[*left - 1] = live.to_vec();
                        kept += live.len() as u64;
                    }
                    *left -= 1;
                }
            };
            let rows = part.rows.start..from.take().unwrap_or(part.rows.end);
            let walked = walk.run(self, rows, part.ends_from, &mut tell);
            self.spend(kept)?;
            if let Err(stop) = walked {
                (walking.row, walking.live) = (walk.row, walk.live);
                self.paused.walking = Some(walking);
                return Err(stop);
            }
            walking.part += 1;
            walk.live.clear();
            if let Some(live) = walking.saved.get_mut(walking.part) {
                walk.live.append(live);
            }
        }
        Ok(walking.ends)
    }

    fn bounds(&mut self, spans: &CompiledSpans) -> Result<Bounds, Stop> {
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
    fn limit(&mut self, filter: &CompiledFilter) -> Result<Vec<u32>, Stop> {
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
    fn source_ends(&mut self, source: &Source, farthest: bool) -> Result<Vec<u32>, Stop> {
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

/// Rows that are walked over: starts that share a bound, and where matches end at
/// first.
struct Part {
    rows: Range<u32>,
    starts: Range<u32>,
    ends_from: u32,
}

impl Part {
    fn new(starts: Range<u32>, bound: u32, ends_from: u32) -> Self {
        Self { rows: starts.start..bound, starts, ends_from }
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
    /// The last row that was walked over.
    row: u32,
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
            row: 0,
        }
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
    ) -> Result<(), Stop> {
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
            if !matcher.has_time() {
                self.row = row;
                return Err(Stop::Paused);
            }
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
