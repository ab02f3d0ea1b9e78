//! The concordance: hits of a query go in, lines of key words in context come
//! out.
//!
//! 1. Collect the hits of the documents that pass the filters.
//! 2. Leave those out that are named; keep those of one group, if asked for;
//!    draw a sample, if asked for.
//! 3. Sort by up to three keys. A key is a number (a term's place in the
//!    dictionary is its place in the alphabet), so that 100,000 lines are sorted
//!    in about 10 ms without decoding a word.
//! 4. Decode the lines of the window asked for.
//!
//! Contexts never reach over the end of a title or a text. A sample is drawn by
//! SplitMix64 (Steele, Lea and Flood 2014) from the seed given, and is the same
//! on every machine.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::dispersion;
use crate::analyse::layout;
use crate::query::docset::DocSet;
use crate::query::passages::{self, Hit};
use crate::query::search::Ran;
use crate::query::{Corpus, filters, terms};
use crate::request::{ConcordanceKey, ConcordanceRequest, ContextUnit, LineId, SortKey};
use crate::response::{ConcordanceGroup, ConcordanceLine, ConcordanceResponse, Problem};
use crate::sorting;

/// A hit and its document.
#[derive(Clone, Copy)]
struct Line {
    document: u32,
    hit: Hit,
}

/// Answers a request for a concordance.
pub(crate) fn concordance(
    corpus: Corpus<'_>,
    request: &ConcordanceRequest,
    ran: &Ran<'_>,
) -> ConcordanceResponse {
    let mut echo = ran.plan.echo.clone();
    let passed = filters::apply(corpus, &ran.documents, &request.filters, &mut echo.problems);
    let mut lines = collect(corpus, ran, &passed.all);
    let total_hits = ran.total_hits(corpus, &passed.all);
    if total_hits > lines.len() as u64 {
        echo.problems.push(cut(lines.len(), total_hits));
    }
    exclude(corpus, &mut lines, &request.exclude);
    if let Some((key, value)) = &request.only {
        let tokens = WordTokens::default();
        lines.retain(|line| value_of(corpus, *line, key, &tokens) == *value);
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
    sort(corpus, &mut lines, &request.sort);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    ConcordanceResponse {
        query: echo,
        total_hits,
        total_documents: passed.all.len(),
        total_lines: count(lines.len()),
        lines: lines
            .iter()
            .skip(request.offset as usize)
            .take(request.limit as usize)
            .map(|&line| show(corpus, line, request))
            .collect(),
        groups,
        total_groups,
        dispersion,
    }
}

/// Leaves lines out that are named.
fn exclude(corpus: Corpus<'_>, lines: &mut Vec<Line>, names: &[LineId]) {
    let named =
        names.iter().filter_map(|name| Some((corpus.index.document_at(&name.path)?, name.hit)));
    let named: BTreeSet<(u32, u32)> = named.collect();
    if !named.is_empty() {
        lines.retain(|&line| {
            !named.contains(&(line.document, number_in_document(corpus, line)))
        });
    }
}

fn collect(corpus: Corpus<'_>, ran: &Ran<'_>, documents: &DocSet) -> Vec<Line> {
    let lines = documents.iter().flat_map(|document| {
        let hits = ran.hits_in(corpus, document);
        hits.into_iter().map(move |hit| Line { document, hit })
    });
    lines.take(MOST_LINES).collect()
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
    let mut places: Vec<usize> = (0..lines.len()).collect();
    for at in 0..size {
        let rest = (places.len() - at) as u64;
        let chosen = at + usize::try_from(next() % rest).unwrap_or(0);
        places.swap(at, chosen);
    }
    places.truncate(size);
    sorting::sort(&mut places);
    *lines = places.into_iter().map(|place| lines[place]).collect();
}

/// Sort keys that are looked at.
const MOST_KEYS: usize = 3;

/// Sorts by the last key first: each pass keeps what the one before it did. A
/// key and the line's place are one number, which is what sorts fastest.
fn sort(corpus: Corpus<'_>, lines: &mut Vec<Line>, keys: &[SortKey]) {
    let tokens = WordTokens::default();
    for key in keys.iter().take(MOST_KEYS).rev() {
        let number = |line: &Line| match rank_of(corpus, *line, &key.by, &tokens) {
            rank if key.descending && rank != u32::MAX => u32::MAX - 1 - rank,
            // What is not known comes last either way.
            rank => rank,
        };
        let places = lines.iter().zip(0_u64..);
        let mut order: Vec<u64> =
            places.map(|(line, place)| u64::from(number(line)) << 32 | place).collect();
        order.sort_unstable();
        let place = |number: &u64| usize::try_from(number & u64::from(u32::MAX)).unwrap_or(0);
        *lines = order.iter().map(|number| lines[place(number)]).collect();
    }
}

/// A number that orders lines by a key; `u32::MAX` where there is no value.
fn rank_of(corpus: Corpus<'_>, line: Line, key: &ConcordanceKey, tokens: &WordTokens) -> u32 {
    match key {
        ConcordanceKey::Position(offset) => term_at(corpus, line, *offset).unwrap_or(u32::MAX),
        ConcordanceKey::Document => line.document,
        ConcordanceKey::Date => {
            let date = corpus.index.documents[line.document as usize].date;
            date.map_or(u32::MAX, |date| {
                let (year, month, day) = date.first_day();
                let year = u32::from(year.abs_diff(i16::MIN));
                year * 512 + u32::from(month) * 32 + u32::from(day)
            })
        }
        ConcordanceKey::Field(name) => {
            let column = corpus.index.columns.columns.iter().find(|c| c.name == *name);
            let place = column.and_then(|column| column.of(line.document).first().copied());
            place.unwrap_or(u32::MAX)
        }
        ConcordanceKey::Layer(name, offset) => {
            layer_at(corpus, line, name, *offset, tokens).map_or(u32::MAX, |(place, _)| place)
        }
    }
}

/// The term so many words to the left (negative) or right of the hit; 0 is the
/// hit's first word.
fn term_at(corpus: Corpus<'_>, line: Line, offset: i8) -> Option<u32> {
    let position = position_at(corpus, line, offset)?;
    let word = *corpus.postings.words.get(position as usize)?;
    corpus.index.forms.term_of.get(word as usize).copied()
}

fn position_at(corpus: Corpus<'_>, line: Line, offset: i8) -> Option<u32> {
    let position = match offset {
        ..0 => line.hit.start.checked_sub(u32::from(offset.unsigned_abs()))?,
        // A hit of punctuation alone has no word.
        0 if line.hit.start == line.hit.end => return None,
        0 => line.hit.start,
        1.. => line.hit.end.checked_add(u32::from(offset.unsigned_abs()) - 1)?,
    };
    Some(position).filter(|position| unit_of(corpus, line).contains(position))
}

/// What a layer says there: the place of the value, and the value. Nothing is
/// no value.
fn layer_at<'a>(
    corpus: Corpus<'a>,
    line: Line,
    name: &str,
    offset: i8,
    tokens: &WordTokens,
) -> Option<(u32, &'a str)> {
    let place = corpus.index.annotations.layers.iter().position(|layer| layer.name == name)?;
    let first = corpus.postings.first_token(line.document)?;
    let token = match (offset, line.hit.tokens) {
        (0, Some((start, _))) => start,
        _ => {
            let text = corpus.postings.units_of(line.document).end.saturating_sub(1);
            let text = corpus.postings.unit(text);
            let word = position_at(corpus, line, offset)?.checked_sub(text.start)?;
            tokens.token_of(corpus, line.document, word)?
        }
    };
    let value = corpus.postings.layers.get(place)?.of(first.checked_add(token)?)?;
    let text = corpus.index.annotations.layers[place].values.get(value as usize)?;
    (!text.is_empty()).then_some((value, text))
}

/// The tokens of the words of the document that was last asked for. Lines come
/// document after document, so each is decoded once.
#[derive(Default)]
struct WordTokens {
    last: RefCell<Option<(u32, Vec<u32>)>>,
}

impl WordTokens {
    fn token_of(&self, corpus: Corpus<'_>, document: u32, word: u32) -> Option<u32> {
        let mut last = self.last.borrow_mut();
        if last.as_ref().is_none_or(|(known, _)| *known != document) {
            *last = Some((document, passages::word_tokens(corpus, document)));
        }
        last.as_ref()?.1.get(word as usize).copied()
    }
}

/// Positions of the title or text that a line is in.
fn unit_of(corpus: Corpus<'_>, line: Line) -> std::ops::Range<u32> {
    let units = corpus.postings.units_of(line.document);
    if line.hit.tokens.is_some() {
        return corpus.postings.unit(units.end.saturating_sub(1));
    }
    let unit =
        units.map(|unit| corpus.postings.unit(unit)).find(|u| u.contains(&line.hit.start));
    unit.unwrap_or(0..0)
}

/// What a line has under a key, for people; empty where there is nothing.
fn value_of(
    corpus: Corpus<'_>,
    line: Line,
    key: &ConcordanceKey,
    tokens: &WordTokens,
) -> String {
    let record = &corpus.index.documents[line.document as usize];
    match key {
        ConcordanceKey::Position(offset) => term_at(corpus, line, *offset)
            .map(|term| corpus.index.terms.word(term).to_owned())
            .unwrap_or_default(),
        ConcordanceKey::Document => record.path.clone(),
        ConcordanceKey::Date => record.date.map(|date| date.to_string()).unwrap_or_default(),
        ConcordanceKey::Field(name) => {
            let column = corpus.index.columns.columns.iter().find(|c| c.name == *name);
            let value = column.and_then(|column| column.values_of(line.document).next());
            value.unwrap_or_default().to_owned()
        }
        ConcordanceKey::Layer(name, offset) => layer_at(corpus, line, name, *offset, tokens)
            .map(|(_, value)| value.to_owned())
            .unwrap_or_default(),
    }
}

/// Groups that are listed.
const MOST_GROUPS: usize = 1_000;

fn groups(
    corpus: Corpus<'_>,
    lines: &[Line],
    key: &ConcordanceKey,
) -> (Vec<ConcordanceGroup>, u32) {
    let tokens = WordTokens::default();
    let mut counts: BTreeMap<u32, (u32, Line)> = BTreeMap::new();
    for &line in lines {
        counts.entry(rank_of(corpus, line, key, &tokens)).or_insert((0, line)).0 += 1;
    }
    let total = u32::try_from(counts.len()).unwrap_or(u32::MAX);
    let mut groups: Vec<(u32, (u32, Line))> = counts.into_iter().collect();
    sorting::sort_by_key(&mut groups, |&(rank, (count, _))| (Reverse(count), rank));
    let listed = groups.into_iter().take(MOST_GROUPS).map(|(_, (lines, example))| {
        let value = value_of(corpus, example, key, &tokens);
        let label = match key {
            ConcordanceKey::Position(offset) => term_at(corpus, example, *offset)
                .map(|term| terms::spelling_of(corpus, term))
                .unwrap_or_default(),
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
