//! The concordance: hits of a query go in, lines of key words in context come
//! out.
//!
//! 1. Collect the hits of the documents that pass the filters.
//! 2. Leave those out that are named; keep those of one group, if asked for;
//!    draw a sample, if asked for.
//! 3. Order them by up to three keys (`order`), as far as the window needs it: a
//!    key is a number (a term's place in the dictionary is its place in the
//!    alphabet), so that 350,000 lines take some milliseconds and no word is
//!    decoded.
//! 4. Decode the lines of the window asked for.
//!
//! Each is done in slices of [`SLICE`] lines ([`Lines::step`]).
//!
//! Contexts never reach over the end of a title or a text. A sample is drawn by
//! SplitMix64 (Steele, Lea and Flood 2014) from the seed given, and is the same
//! on every machine.

mod keys;
mod order;

use super::dispersion;
use crate::analyse::layout;
use crate::query::docset::DocSet;
use crate::query::passages::{self, Hit};
use crate::query::search::Ran;
use crate::query::{Corpus, filters, terms};
use crate::request::{ConcordanceKey, ConcordanceRequest, ContextUnit, LineId};
use crate::response::{ConcordanceGroup, ConcordanceLine, ConcordanceResponse, Problem};
use crate::sorting;
use keys::Ranks;
use order::Ordering;

/// A hit and its document.
#[derive(Clone, Copy, Debug)]
struct Line {
    document: u32,
    hit: Hit,
}

/// Lines that are worked on between two looks at the clock.
const SLICE: usize = 1 << 16;

/// A concordance under way.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    stage: Stage,
    /// Documents that pass.
    documents: Option<DocSet>,
    lines: Vec<Line>,
    /// How many of the lines the stage has come to, and kept of those.
    at: usize,
    kept: usize,
    /// How many lines each rank has; the last place is of lines without.
    counts: Vec<u32>,
    ordering: Ordering,
    response: ConcordanceResponse,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Collecting,
    Choosing,
    Grouping,
    Dispersing,
    Ordering,
    Showing,
}

impl Lines {
    /// Works on a request while `go_on` says so, at least one slice. The answer,
    /// once it is there.
    pub(crate) fn step(
        &mut self,
        corpus: Corpus<'_>,
        request: &ConcordanceRequest,
        ran: &Ran<'_>,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Option<ConcordanceResponse> {
        loop {
            let next = match self.stage {
                Stage::Collecting => self.collect(corpus, request, ran),
                Stage::Choosing => self.choose(corpus, request),
                Stage::Grouping => self.group(corpus, request),
                Stage::Dispersing => Some(self.disperse(corpus, request)),
                Stage::Ordering => {
                    let is_done = self.ordering.step(corpus, &self.lines, &request.sort, go_on);
                    is_done.then_some(Stage::Showing)
                }
                Stage::Showing => {
                    let order = &self.ordering.order;
                    for &place in order.iter().skip(self.response.lines.len()) {
                        let line = self.lines[place as usize];
                        self.response.lines.push(show(corpus, line, request));
                        if self.response.lines.len() < order.len() && !go_on() {
                            return None;
                        }
                    }
                    return Some(std::mem::take(&mut self.response));
                }
            };
            if let Some(next) = next {
                (self.stage, self.at) = (next, 0);
            }
            if !go_on() {
                return None;
            }
        }
    }

    /// Collects the hits of some documents.
    fn collect(
        &mut self,
        corpus: Corpus<'_>,
        request: &ConcordanceRequest,
        ran: &Ran<'_>,
    ) -> Option<Stage> {
        let response = &mut self.response;
        let Some(documents) = &self.documents else {
            response.query = ran.plan.echo.clone();
            let problems = &mut response.query.problems;
            let passed = filters::apply(corpus, &ran.documents, &request.filters, problems);
            response.total_documents = passed.all.len();
            self.documents = Some(passed.all);
            if ran.matches.is_none() {
                ran.merged();
            }
            return None;
        };
        let lines = &mut self.lines;
        let enough = MOST_LINES.min(lines.len() + SLICE);
        let first = u32::try_from(self.at).unwrap_or(u32::MAX);
        let mut own = documents.iter().skip_while(|&document| document < first);
        while lines.len() < enough
            && let Some(document) = own.next()
        {
            self.at = document as usize + 1;
            if ran.matches.is_some() {
                let hits = ran.hits_in(corpus, document).into_iter();
                lines.extend(hits.map(|hit| Line { document, hit }));
            } else {
                let all = ran.merged();
                lines.extend(all.within(&corpus.postings.document(document)).map(|place| {
                    let (start, end) = all.span(place);
                    Line { document, hit: Hit { start, end, tokens: None } }
                }));
            }
        }
        if lines.len() < MOST_LINES && own.next().is_some() {
            return None;
        }
        lines.truncate(MOST_LINES);
        response.total_hits = match lines.len() {
            MOST_LINES.. => ran.total_hits(corpus, documents),
            all => all as u64,
        };
        if response.total_hits > lines.len() as u64 {
            response.query.problems.push(cut(lines.len(), response.total_hits));
        }
        exclude(corpus, lines, &request.exclude);
        Some(Stage::Choosing)
    }

    /// Keeps the lines that have the value asked for.
    fn choose(&mut self, corpus: Corpus<'_>, request: &ConcordanceRequest) -> Option<Stage> {
        if let Some((key, value)) = &request.only {
            let mut ranks = Ranks::new(corpus, key);
            let wanted = ranks.rank_of_value(value);
            let end = self.lines.len().min(self.at + SLICE);
            for at in self.at..end {
                let line = self.lines[at];
                if wanted.is_some_and(|wanted| ranks.of(line) == wanted) {
                    self.lines[self.kept] = line;
                    self.kept += 1;
                }
            }
            self.at = end;
            if end < self.lines.len() {
                return None;
            }
            self.lines.truncate(self.kept);
        }
        Some(Stage::Grouping)
    }

    /// Counts lines by the key asked for.
    fn group(&mut self, corpus: Corpus<'_>, request: &ConcordanceRequest) -> Option<Stage> {
        if let Some(key) = &request.group {
            let mut ranks = Ranks::new(corpus, key);
            self.counts.resize(ranks.count() as usize + 1, 0);
            let last = self.counts.len() - 1;
            let end = self.lines.len().min(self.at + SLICE);
            for &line in &self.lines[self.at..end] {
                self.counts[(ranks.of(line) as usize).min(last)] += 1;
            }
            self.at = end;
            if end < self.lines.len() {
                return None;
            }
            let (groups, total) = groups(corpus, &ranks, &self.counts, key);
            (self.response.groups, self.response.total_groups) = (groups, total);
        }
        Some(Stage::Dispersing)
    }

    /// Tells where the lines are, and draws a sample of them.
    fn disperse(&mut self, corpus: Corpus<'_>, request: &ConcordanceRequest) -> Stage {
        if request.dispersion {
            let places = self.lines.iter().map(|line| (line.document, line.hit.start));
            let found = dispersion::dispersion(corpus, places, &request.filters);
            self.response.dispersion = Some(found);
        }
        if let Some(sample) = request.sample {
            draw(&mut self.lines, sample, request.seed);
        }
        let lines = self.lines.len();
        self.response.total_lines = u32::try_from(lines).unwrap_or(u32::MAX);
        let first = request.offset as usize;
        let wanted = first..first.saturating_add(request.limit as usize);
        self.ordering = Ordering::new(lines, wanted);
        Stage::Ordering
    }
}

/// Leaves lines out that are named.
fn exclude(corpus: Corpus<'_>, lines: &mut Vec<Line>, names: &[LineId]) {
    let named =
        names.iter().filter_map(|name| Some((corpus.index.document_at(&name.path)?, name.hit)));
    let key = |(document, hit): (u32, u32)| u64::from(document) << 32 | u64::from(hit);
    let mut named: Vec<u64> = named.map(key).collect();
    named.sort_unstable();
    if !named.is_empty() {
        lines.retain(|&line| {
            let name = key((line.document, number_in_document(corpus, line)));
            named.binary_search(&name).is_err()
        });
    }
}

/// Lines that are sorted and counted; the hits of a query may be more.
const MOST_LINES: usize = 1 << 21;

fn cut(lines: usize, hits: u64) -> Problem {
    Problem {
        start: 0,
        end: 0,
        message: format!("the lines are of the first {lines} of {hits} hits"),
        suggestion: None,
    }
}

/// Keeps `size` lines, each as likely as any other, in their order.
fn draw(lines: &mut Vec<Line>, size: u32, seed: u64) {
    let size = size as usize;
    if size >= lines.len() {
        return;
    }
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    };
    // Fisher and Yates, as far as the sample goes.
    let mut places: Vec<u64> = (0..lines.len() as u64).collect();
    for at in 0..size {
        let rest = (places.len() - at) as u64;
        let chosen = at + usize::try_from(next() % rest).unwrap_or(0);
        places.swap(at, chosen);
    }
    places.truncate(size);
    places.sort_unstable();
    let place = |place: u64| usize::try_from(place).unwrap_or(0);
    *lines = places.into_iter().map(|it| lines[place(it)]).collect();
}

/// Positions of the title or text that a line is in.
fn unit_of(corpus: Corpus<'_>, line: Line) -> std::ops::Range<u32> {
    if line.hit.tokens.is_some() {
        return passages::text_of(corpus, line.document);
    }
    let units = corpus.postings.units_of(line.document);
    let unit =
        units.map(|unit| corpus.postings.unit(unit)).find(|u| u.contains(&line.hit.start));
    unit.unwrap_or(0..0)
}

/// Groups that are listed.
const MOST_GROUPS: usize = 1_000;

fn groups(
    corpus: Corpus<'_>,
    ranks: &Ranks<'_>,
    counts: &[u32],
    key: &ConcordanceKey,
) -> (Vec<ConcordanceGroup>, u32) {
    let counts = (0_u64..).zip(counts).filter(|(_, count)| **count > 0);
    let mut groups: Vec<u64> =
        counts.map(|(rank, &count)| u64::from(!count) << 32 | rank).collect();
    let total = u32::try_from(groups.len()).unwrap_or(u32::MAX);
    let groups = sorting::window(&mut groups, 0..MOST_GROUPS).iter();
    let groups = groups.map(|&group| sorting::halves(group));
    let listed = groups.map(|(count, rank)| (rank, !count)).map(|(rank, lines)| {
        let value = ranks.value_of_rank(rank);
        let label = match key {
            ConcordanceKey::Position(_) if !value.is_empty() => {
                terms::spelling_of(corpus, rank)
            }
            _ => value.clone(),
        };
        ConcordanceGroup { value, label, lines }
    });
    (listed.collect(), total)
}

fn show(corpus: Corpus<'_>, line: Line, request: &ConcordanceRequest) -> ConcordanceLine {
    let record = &corpus.index.documents[line.document as usize];
    let unit = unit_of(corpus, line);
    let context = match request.unit {
        ContextUnit::Words => request.context.clamp(1, MOST_CONTEXT),
        ContextUnit::Sentence | ContextUnit::Paragraph => WIDEST,
    };
    let from = line.hit.start.saturating_sub(context).max(unit.start);
    let to = line.hit.end.saturating_add(context).min(unit.end);
    let part = passages::decode_words(corpus, line.document, &(from..to), Some(line.hit));
    let parts = match request.unit {
        ContextUnit::Words => None,
        ContextUnit::Sentence => Some(part.parts(corpus, layout::sentence_ends)),
        ContextUnit::Paragraph => Some(part.parts(corpus, layout::paragraph_ends)),
    };
    let (left, matched, right) = part.around(line.hit, parts.as_deref());
    let (place, tokens) = match request.with_places {
        true => {
            let decoded = passages::decode(corpus, line.document);
            let place = passages::hit_places(&decoded, &[line.hit]).into_iter().next();
            (place, passages::hit_tokens(&decoded, line.hit))
        }
        false => (None, 0..0),
    };
    let field = request.field.as_ref().and_then(|name| {
        let column = corpus.index.columns.columns.iter().find(|c| c.name == *name)?;
        Some(column.values_of(line.document).collect::<Vec<_>>().join(", "))
    });
    ConcordanceLine {
        path: record.path.clone(),
        date: record.date.map(|date| date.to_string()),
        language: corpus.index.language_of(line.document).map(str::to_owned),
        field: field.unwrap_or_default(),
        left,
        matched,
        right,
        hit: number_in_document(corpus, line),
        place,
        token_start: tokens.start,
        token_end: tokens.end,
        depth: dispersion::depth(corpus, line.document, line.hit.start),
    }
}

/// Words on either side at most.
const MOST_CONTEXT: u32 = 200;
/// Words on either side of which a sentence or paragraph is found.
const WIDEST: u32 = 1_000;

/// With the path it names the line.
fn number_in_document(corpus: Corpus<'_>, line: Line) -> u32 {
    match line.hit.tokens {
        Some((first, _)) => first,
        None => line.hit.start - corpus.postings.document(line.document).start,
    }
}
