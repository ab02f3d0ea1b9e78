//! Passages: a document and the hits in it go in, runs of marked text come out.

use std::ops::Range;

use super::Corpus;
use super::matching::{self, Matches};
use crate::analyse::layout::{self, Piece};
use crate::analyse::tokens::Kind;
use crate::index::DocumentText;
use crate::response::{HitPlace, Mark, Run};

/// A decoded document: its title, if that stands apart, and its text.
pub(crate) struct Decoded {
    pub(crate) title: Option<Unit>,
    pub(crate) text: Unit,
    /// Tokens of the text that are its title.
    pub(crate) title_in_text: Range<u32>,
}

/// A decoded unit with the positions of its words.
pub(crate) struct Unit {
    pub(crate) content: DocumentText,
    /// Position of the first word that can be found.
    first: u32,
    /// Token of each position, from `first` on.
    words: Vec<u32>,
    /// Tokens that are not the document's own words.
    boilerplate: Vec<Range<u32>>,
}

/// A hit as positions, with the group that it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// The hits of all groups in a document, in order of place.
pub(crate) fn hits_in(corpus: Corpus<'_>, document: u32, groups: &[Matches<'_>]) -> Vec<Hit> {
    let range = corpus.postings.document(document);
    let mut spans: Vec<(u32, u32)> = groups
        .iter()
        .flat_map(|group| {
            let starts = matching::within(&group.starts, &range).iter();
            starts.map(|&start| (start, start + group.length))
        })
        .collect();
    matching::merge(&mut spans);
    spans.into_iter().map(|(start, end)| Hit { start, end }).collect()
}

/// Decodes a document.
pub(crate) fn decode(corpus: Corpus<'_>, document: u32) -> Decoded {
    let record = &corpus.index.documents[document as usize];
    let mut place = corpus.postings.place(document);
    let mut units = corpus.postings.units_of(document);
    let mut unit = |boilerplate: &[Range<u32>]| {
        let content = corpus.index.decode(&mut place);
        let first = units.next().map_or(0, |unit| corpus.postings.unit(unit).start);
        let words = (0_u32..)
            .zip(&content.tokens)
            .filter(|(at, token)| {
                corpus.index.kind(token.number) == Kind::Word && !covers(boilerplate, *at)
            })
            .map(|(at, _)| at)
            .collect();
        Unit { content, first, words, boilerplate: boilerplate.to_vec() }
    };
    let title = record.separate_title.then(|| unit(&[]));
    let text = unit(&record.boilerplate);
    Decoded { title, text, title_in_text: record.title_in_text.clone() }
}

fn covers(ranges: &[Range<u32>], at: u32) -> bool {
    let next = ranges.partition_point(|range| range.end <= at);
    ranges.get(next).is_some_and(|range| range.start <= at)
}

impl Unit {
    /// The bytes of a hit, if it is in this unit.
    pub(crate) fn bytes(&self, hit: Hit) -> Option<Range<usize>> {
        let token = |position: u32| {
            let at = position.checked_sub(self.first)?;
            self.content.tokens.get(*self.words.get(at as usize)? as usize)
        };
        Some(token(hit.start)?.start as usize..token(hit.end.checked_sub(1)?)?.end as usize)
    }

    /// Whether a position is in this unit.
    fn has(&self, position: u32) -> bool {
        position.checked_sub(self.first).is_some_and(|at| (at as usize) < self.words.len())
    }

    /// A byte range of the text as runs, with hits and boilerplate marked.
    pub(crate) fn runs(&self, range: Range<usize>, hits: &[Hit]) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut at = range.start;
        let mut push = |until: usize, mark: Mark| {
            let until = until.clamp(at, range.end);
            if let Some(text) = self.content.text.get(at..until).filter(|text| !text.is_empty())
            {
                runs.push(Run { text: text.to_owned(), mark });
            }
            at = until;
        };
        let grey = self.boilerplate.iter().filter_map(|tokens| {
            let first = self.content.tokens.get(tokens.start as usize)?;
            let last = self.content.tokens.get(tokens.end.checked_sub(1)? as usize)?;
            Some((first.start as usize..last.end as usize, Mark::Boilerplate))
        });
        let marked = (0_u32..)
            .zip(hits)
            .filter_map(|(number, &hit)| Some((self.bytes(hit)?, Mark::Hit(number))));
        let mut places: Vec<(Range<usize>, Mark)> = marked.chain(grey).collect();
        places.sort_by_key(|(range, _)| range.start);
        for (place, mark) in places {
            if place.end <= range.start || place.start >= range.end {
                continue;
            }
            push(place.start, Mark::Plain);
            push(place.end, mark);
        }
        push(range.end, Mark::Plain);
        runs
    }

    /// The bytes from one token to another.
    fn token_bytes(&self, tokens: Range<u32>) -> Range<usize> {
        let first = self.content.tokens.get(tokens.start as usize);
        let last = tokens.end.checked_sub(1).and_then(|t| self.content.tokens.get(t as usize));
        match (first, last) {
            (Some(first), Some(last)) => first.start as usize..last.end as usize,
            _ => 0..0,
        }
    }
}

/// The title with its hits; `None` where there is no title.
pub(crate) fn title_runs(decoded: &Decoded, hits: &[Hit]) -> Option<Vec<Run>> {
    if let Some(title) = &decoded.title {
        let runs = title.runs(0..title.content.text.len(), hits);
        return (!title.content.text.trim().is_empty()).then_some(runs);
    }
    let bytes = decoded.text.token_bytes(decoded.title_in_text.clone());
    (!bytes.is_empty()).then(|| decoded.text.runs(bytes, hits))
}

/// Where each hit is, in Unicode scalar values.
pub(crate) fn hit_places(decoded: &Decoded, hits: &[Hit]) -> Vec<HitPlace> {
    let place = |unit: &Unit, in_title: bool, hit: Hit| {
        let bytes = unit.bytes(hit)?;
        let text = unit.content.text.get(bytes.clone())?.to_owned();
        let start = unit.content.text[..bytes.start].chars().count();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let end = start + text.chars().count();
        Some(HitPlace { in_title, start: count(start), end: count(end), text })
    };
    hits.iter()
        .filter_map(|&hit| match &decoded.title {
            Some(title) if title.has(hit.start) => place(title, true, hit),
            _ => place(&decoded.text, false, hit),
        })
        .collect()
}

/// Words that a snippet has at most, and how many of them may precede its
/// first hit.
const SNIPPET_WORDS: u32 = 36;
const WORDS_BEFORE: u32 = 12;

/// The passage that shows the most different hits, the first of equals; the
/// beginning of the text where it has no hit.
pub(crate) fn snippet(
    corpus: Corpus<'_>,
    decoded: &Decoded,
    hits: &[Hit],
    groups: &[Matches<'_>],
) -> Vec<Run> {
    let unit = &decoded.text;
    let words = u32::try_from(unit.words.len()).unwrap_or(u32::MAX);
    if words == 0 {
        return Vec::new();
    }
    let of_text: Vec<Hit> = hits.iter().copied().filter(|hit| unit.has(hit.start)).collect();
    // A title is shown above the snippet already.
    let after_title = unit.words.partition_point(|&token| token < decoded.title_in_text.end);
    let after_title = u32::try_from(after_title).unwrap_or(0);
    let best = best_hit(&of_text, unit.first + after_title, groups);
    let start = match best {
        Some(hit) => sentence_start(corpus, unit, hit.start - unit.first),
        None if after_title < words => after_title,
        None => 0,
    };
    let end = (start + SNIPPET_WORDS).min(words);
    let first = unit.words[start as usize];
    let last = unit.words[end as usize - 1];
    let tokens = u32::try_from(unit.content.tokens.len()).unwrap_or(u32::MAX);
    let mut after = last + 1;
    while after < tokens && is_closing(unit, after) {
        after += 1;
    }
    let mut runs = unit.runs(unit.token_bytes(first..after), hits);
    runs.retain(|run| run.mark != Mark::Boilerplate);
    for run in &mut runs {
        run.text = one_line(&run.text);
    }
    if start > 0 && !(best.is_none() && start == after_title) {
        runs.insert(0, Run { text: "… ".into(), mark: Mark::Plain });
    }
    if end < words {
        runs.push(Run { text: " …".into(), mark: Mark::Plain });
    }
    runs
}

/// White space shows as one space in a snippet.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        let character = if character.is_whitespace() { ' ' } else { character };
        if !(character == ' ' && line.ends_with(' ')) {
            line.push(character);
        }
    }
    line
}

/// Whether a token is punctuation that directly follows the one before it.
fn is_closing(unit: &Unit, token: u32) -> bool {
    let at = token as usize;
    let (before, token) = (unit.content.tokens[at - 1], unit.content.tokens[at]);
    let text = &unit.content.text[token.range()];
    before.end == token.start && !text.chars().any(char::is_alphanumeric)
}

/// The first hit of the window that has the most different groups, then the
/// most hits; windows that begin in the title only where there is no other.
fn best_hit(hits: &[Hit], after_title: u32, groups: &[Matches<'_>]) -> Option<Hit> {
    let group_of = |hit: Hit| {
        groups.iter().position(|group| {
            group.length == hit.end - hit.start
                && group.starts.binary_search(&hit.start).is_ok()
        })
    };
    let mut best: Option<((bool, u32, usize), Hit)> = None;
    // The first few hundred hits are enough to find a good passage.
    for (at, &hit) in hits.iter().enumerate().take(300) {
        let window: Vec<Hit> = hits[at..]
            .iter()
            .copied()
            .take_while(|other| other.start < hit.start + SNIPPET_WORDS - WORDS_BEFORE)
            .collect();
        let mut seen = 0_u64;
        for &other in window.iter().take(64) {
            seen |= group_of(other).map_or(0, |group| 1 << (group % 64));
        }
        let score = (hit.start >= after_title, seen.count_ones(), window.len());
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, hit));
        }
    }
    best.map(|(_, hit)| hit)
}

/// The word at which a snippet begins that shows the word `at`: the beginning
/// of its sentence, or some words before it where that is too far away.
fn sentence_start(corpus: Corpus<'_>, unit: &Unit, at: u32) -> u32 {
    let earliest = at.saturating_sub(WORDS_BEFORE);
    let first_token = unit.words[earliest as usize];
    let last_token = unit.words[at as usize];
    let mut pieces = Vec::new();
    let mut tokens = Vec::new();
    let before = first_token.checked_sub(1).map_or(0, |t| unit.content.tokens[t as usize].end);
    let mut end = before;
    for number in first_token..=last_token {
        let token = unit.content.tokens[number as usize];
        if token.start > end {
            let gap = &unit.content.text[end as usize..token.start as usize];
            pieces.push(Piece { kind: Kind::Gap, text: gap });
            tokens.push(number);
        }
        let kind = corpus.index.kind(token.number);
        pieces.push(Piece { kind, text: &unit.content.text[token.range()] });
        tokens.push(number + 1);
        end = token.end;
    }
    let ends = layout::sentence_ends(&pieces);
    let sentence =
        ends[..ends.len() - 1].iter().rposition(|&end| end).map(|place| tokens[place]);
    match sentence {
        Some(token) => {
            let word = unit.words.partition_point(|&word| word < token);
            u32::try_from(word).unwrap_or(at).min(at)
        }
        None if earliest == 0 => 0,
        None => at.saturating_sub(WORDS_BEFORE / 2),
    }
}
