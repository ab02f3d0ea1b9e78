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
//! Contexts never reach over the end of a title or a text. A sample is drawn by
//! SplitMix64 (Steele, Lea and Flood 2014) from the seed given, and is the same
//! on every machine.

mod keys;
mod order;

use std::cmp::Reverse;

use super::dispersion;
use crate::analyse::layout;
use crate::query::docset::DocSet;
use crate::query::passages::{self, Hit};
use crate::query::ranking;
use crate::query::search::Ran;
use crate::query::{Corpus, filters, terms};
use crate::request::{ConcordanceKey, ConcordanceRequest, ContextUnit, LineId};
use crate::response::{ConcordanceGroup, ConcordanceLine, ConcordanceResponse, Problem};
use crate::sorting;
use keys::Ranks;

/// A hit and its document.
#[derive(Clone, Copy, Debug)]
struct Line {
    document: u32,
    hit: Hit,
}

/// All lines of a concordance, not yet in order, with what is counted of them.
#[derive(Debug)]
pub(crate) struct Gathered {
    lines: Vec<Line>,
    /// The response but for its lines.
    response: ConcordanceResponse,
}

/// Gathers and counts the lines of a concordance: a slice of its own, some
/// milliseconds for 350,000 lines.
pub(crate) fn gather(
    corpus: Corpus<'_>,
    request: &ConcordanceRequest,
    ran: &Ran<'_>,
) -> Gathered {
    let mut echo = ran.plan.echo.clone();
    let passed = filters::apply(corpus, &ran.documents, &request.filters, &mut echo.problems);
    let mut lines = collect(corpus, ran, &passed.all);
    let total_hits = match lines.len() {
        MOST_LINES.. => ran.total_hits(corpus, &passed.all),
        all => all as u64,
    };
    if total_hits > lines.len() as u64 {
        echo.problems.push(cut(lines.len(), total_hits));
    }
    exclude(corpus, &mut lines, &request.exclude);
    if let Some((key, value)) = &request.only {
        let mut ranks = Ranks::new(corpus, key);
        match ranks.rank_of_value(value) {
            Some(wanted) => lines.retain(|line| ranks.of(*line) == wanted),
            None => lines.clear(),
        }
    }
    let (groups, total_groups) = match &request.group {
        Some(key) => groups(corpus, &lines, key),
        None => (Vec::new(), 0),
    };
    let dispersion = request.dispersion.then(|| {
        let places = lines.iter().map(|line| (line.document, depth(corpus, *line)));
        dispersion::dispersion(corpus, places.collect(), &request.filters)
    });
    if let Some(sample) = request.sample {
        draw(&mut lines, sample, request.seed);
    }
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let response = ConcordanceResponse {
        query: echo,
        total_hits,
        total_documents: passed.all.len(),
        total_lines: count(lines.len()),
        lines: Vec::new(),
        groups,
        total_groups,
        dispersion,
    };
    Gathered { lines, response }
}

/// Answers a request for a concordance whose lines are gathered.
pub(crate) fn concordance(
    corpus: Corpus<'_>,
    request: &ConcordanceRequest,
    gathered: Gathered,
) -> ConcordanceResponse {
    let Gathered { lines, mut response } = gathered;
    let first = request.offset as usize;
    let wanted = first..first.saturating_add(request.limit as usize);
    response.lines = order::window(corpus, &lines, &request.sort, wanted)
        .into_iter()
        .map(|line| show(corpus, line, request))
        .collect();
    response
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

fn collect(corpus: Corpus<'_>, ran: &Ran<'_>, documents: &DocSet) -> Vec<Line> {
    let mut lines = Vec::new();
    if ran.matches.is_some() {
        for document in documents.iter() {
            let hits = ran.hits_in(corpus, document).into_iter();
            lines.extend(hits.map(|hit| Line { document, hit }));
            if lines.len() >= MOST_LINES {
                break;
            }
        }
    } else {
        let all = ran.merged();
        let mut next = 0;
        for document in documents.iter() {
            let range = corpus.postings.document(document);
            next += ranking::before(&all.starts[next..], range.start);
            let own = next..next + ranking::before(&all.starts[next..], range.end);
            next = own.end;
            lines.extend(own.map(|place| {
                let (start, end) = all.span(place);
                Line { document, hit: Hit { start, end, tokens: None } }
            }));
            if lines.len() >= MOST_LINES {
                break;
            }
        }
    }
    lines.truncate(MOST_LINES);
    lines
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
    lines: &[Line],
    key: &ConcordanceKey,
) -> (Vec<ConcordanceGroup>, u32) {
    let mut ranks = Ranks::new(corpus, key);
    // How many lines each rank has; the last place is of lines without.
    let mut counts = vec![0_u32; ranks.count() as usize + 1];
    for &line in lines {
        let rank = (ranks.of(line) as usize).min(counts.len() - 1);
        counts[rank] += 1;
    }
    let mut groups: Vec<(u32, u32)> =
        (0..).zip(counts).filter(|(_, count)| *count > 0).collect();
    let total = u32::try_from(groups.len()).unwrap_or(u32::MAX);
    sorting::sort_by_key(&mut groups, |&(rank, count)| (Reverse(count), rank));
    let listed = groups.into_iter().take(MOST_GROUPS).map(|(rank, lines)| {
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
        depth: depth(corpus, line),
    }
}

/// Words on either side at most.
const MOST_CONTEXT: u32 = 200;
/// Words on either side of which a sentence or paragraph is found.
const WIDEST: u32 = 1_000;

/// Position of the hit in its document, 0 to 1000.
fn depth(corpus: Corpus<'_>, line: Line) -> u16 {
    let range = corpus.postings.document(line.document);
    let words = u64::from(range.end - range.start).max(1);
    let before = u64::from(line.hit.start.saturating_sub(range.start));
    u16::try_from(before * 1000 / words).unwrap_or(1000)
}

/// With the path it names the line.
fn number_in_document(corpus: Corpus<'_>, line: Line) -> u32 {
    match line.hit.tokens {
        Some((first, _)) => first,
        None => line.hit.start - corpus.postings.document(line.document).start,
    }
}
