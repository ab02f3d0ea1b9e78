//! Passages: a document and the hits in it go in, runs of marked text come out.

use std::ops::Range;

use super::Corpus;
use super::matching::{self, Matches};
use super::own_tokens::OwnTokens;
use crate::analyse::layout::{self, Piece};
use crate::analyse::tokens::Kind;
use crate::index::{DocumentText, Place};
use crate::response::{HitPlace, Mark, Run};
use crate::sorting;

/// A decoded document: its title, if that stands apart, and its text.
pub(crate) struct Decoded {
    pub(crate) title: Option<Unit>,
    pub(crate) text: Unit,
}

/// A decoded unit, or a part of one, with the positions of its words.
pub(crate) struct Unit {
    pub(crate) content: DocumentText,
    /// Whether it is a title that stands apart from the text.
    separate: bool,
    /// Number of the first token of `content` in the unit.
    first_token: u32,
    /// Position of the first word that can be found.
    first: u32,
    /// Place in `content` of the token at each position, from `first` on.
    words: Vec<u32>,
    /// Tokens of the unit that are not the document's own words.
    boilerplate: Vec<Range<u32>>,
}

/// A hit as positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The tokens of the text that it is, where it may begin or end with a mark;
    /// the positions are then those of the words among them, if there are any.
    pub(crate) tokens: Option<(u32, u32)>,
}

/// The hits of all groups in a document, in order of place.
pub(crate) fn hits_in(corpus: Corpus<'_>, document: u32, groups: &[Matches<'_>]) -> Vec<Hit> {
    let range = corpus.postings.document(document);
    let mut spans: Vec<(u32, u32)> = groups
        .iter()
        .flat_map(|group| group.within(&range).map(|place| group.span(place)))
        .collect();
    matching::merge(&mut spans);
    spans.into_iter().map(|(start, end)| Hit { start, end, tokens: None }).collect()
}

/// Decodes a document whole.
pub(crate) fn decode(corpus: Corpus<'_>, document: u32) -> Decoded {
    let record = &corpus.index.documents[document as usize];
    let (title, mut place) = separate_title(corpus, document);
    let content = corpus.index.decode(&mut place, 0..u32::MAX);
    let first = text_of(corpus, document).start;
    let text = Unit::new(corpus, content, 0, first, &record.boilerplate);
    Decoded { title, text }
}

/// The title of a document, if it has one, as a unit.
pub(crate) fn decode_title(corpus: Corpus<'_>, document: u32) -> Option<Unit> {
    let record = &corpus.index.documents[document as usize];
    let (title, mut place) = separate_title(corpus, document);
    let in_text = &record.title_in_text;
    if title.is_some() || in_text.is_empty() {
        return title;
    }
    let content = corpus.index.decode(&mut place, in_text.clone());
    let first = corpus.postings.title(document).start;
    Some(Unit::new(corpus, content, in_text.start, first, &record.boilerplate))
}

/// Some positions of a document's text as a unit, with the tokens of a hit: the
/// rest is skipped, which costs a tenth of decoding it.
pub(crate) fn decode_words(
    corpus: Corpus<'_>,
    document: u32,
    wanted: &Range<u32>,
    hit: Option<Hit>,
) -> Unit {
    let record = &corpus.index.documents[document as usize];
    let (title, place) = separate_title(corpus, document);
    // A title that stands apart is short, and decoded already.
    if let Some(title) = title.filter(|title| title.has(wanted.start)) {
        return title;
    }
    let text = text_of(corpus, document).start;
    let words = wanted.start.saturating_sub(text)..wanted.end.saturating_sub(text);
    let also = hit.and_then(|hit| hit.tokens).map_or(0..0, |(start, end)| start..end);
    let from = corpus.postings.waypoint(document, place, words.start, &also);
    let (mut place, tokens) = corpus.index.locate(from, &record.boilerplate, &words, &also);
    let content = corpus.index.decode(&mut place, 0..tokens.len().try_into().unwrap_or(0));
    Unit::new(corpus, content, tokens.start, wanted.start.max(text), &record.boilerplate)
}

/// The token of each word of a document's text that can be found.
pub(crate) fn word_tokens(corpus: Corpus<'_>, document: u32) -> Vec<u32> {
    let rows = corpus.postings.rows.of(document);
    let tokens = OwnTokens::new(&corpus.index.documents[document as usize].boilerplate);
    let words = rows.clone().filter(|row| !corpus.postings.rows.is_mark(*row));
    words.map(|row| tokens.token(row - rows.start)).collect()
}

/// Positions of a document's text.
pub(crate) fn text_of(corpus: Corpus<'_>, document: u32) -> Range<u32> {
    corpus.postings.unit(corpus.postings.units_of(document).end.saturating_sub(1))
}

/// The title that stands apart, and the place where the text begins.
fn separate_title(corpus: Corpus<'_>, document: u32) -> (Option<Unit>, Place) {
    let mut place = corpus.postings.place(document);
    let record = &corpus.index.documents[document as usize];
    let title = record.separate_title.then(|| {
        let content = corpus.index.decode(&mut place, 0..u32::MAX);
        let first = corpus.postings.document(document).start;
        Unit { separate: true, ..Unit::new(corpus, content, 0, first, &[]) }
    });
    (title, place)
}

fn covers(ranges: &[Range<u32>], at: u32) -> bool {
    let next = ranges.partition_point(|range| range.end <= at);
    ranges.get(next).is_some_and(|range| range.start <= at)
}

impl Unit {
    fn new(
        corpus: Corpus<'_>,
        content: DocumentText,
        first_token: u32,
        first: u32,
        boilerplate: &[Range<u32>],
    ) -> Self {
        let words = (0_u32..)
            .zip(&content.tokens)
            .filter(|(at, token)| {
                corpus.index.kind(token.number) == Kind::Word
                    && !covers(boilerplate, first_token + at)
            })
            .map(|(at, _)| at)
            .collect();
        let boilerplate = boilerplate.to_vec();
        Self { content, separate: false, first_token, first, words, boilerplate }
    }

    /// The bytes of a hit, if it is in this unit, or of the part that is.
    pub(crate) fn bytes(&self, hit: Hit) -> Option<Range<usize>> {
        if let Some((start, end)) = hit.tokens {
            let at = |token: u32| token.saturating_sub(self.first_token);
            let bytes = self.token_bytes(at(start)..at(end));
            return Some(bytes).filter(|bytes| !bytes.is_empty() && !self.separate);
        }
        let token = |position: u32| {
            let at = position.checked_sub(self.first)?;
            self.content.tokens.get(*self.words.get(at as usize)? as usize)
        };
        Some(token(hit.start)?.start as usize..token(hit.end.checked_sub(1)?)?.end as usize)
    }

    /// The text before a hit, of a hit, and after it, each on one line, from
    /// the part (a sentence, say) that it begins in to the part it ends in;
    /// words that are not the document's own are left out.
    pub(crate) fn around(
        &self,
        hit: Hit,
        parts: Option<&[Range<usize>]>,
    ) -> (String, String, String) {
        let Some(place) = self.bytes(hit) else { return Default::default() };
        let join = |range: Range<usize>| {
            let own = self.runs(range, &[]).into_iter().filter(|r| r.mark == Mark::Plain);
            one_line(&own.map(|run| run.text).collect::<String>())
        };
        let part_at = |byte: usize| {
            let parts = parts?;
            parts.get(parts.partition_point(|part| part.end <= byte))
        };
        let start = part_at(place.start).map_or(0, |part| part.start);
        let last = part_at(place.end.saturating_sub(1));
        let end = last.map_or(self.content.text.len(), |part| part.end);
        let (before, after) = (start..place.start, place.end..end.max(place.end));
        (join(before), join(place), join(after))
    }

    /// The text in parts, as byte ranges without anything between them; `ends`
    /// tells of each piece whether it ends one.
    pub(crate) fn parts(
        &self,
        corpus: Corpus<'_>,
        ends: fn(&[Piece<'_>]) -> Vec<bool>,
    ) -> Vec<Range<usize>> {
        let text = &self.content.text;
        let mut pieces = Vec::with_capacity(self.content.tokens.len() * 2);
        let mut bounds = Vec::with_capacity(self.content.tokens.len() * 2);
        let mut at = 0;
        for token in &self.content.tokens {
            let range = token.range();
            if range.start > at {
                pieces.push(Piece { kind: Kind::Gap, text: &text[at..range.start] });
                bounds.push(range.start);
            }
            let kind = corpus.index.kind(token.number);
            pieces.push(Piece { kind, text: &text[range.clone()] });
            bounds.push(range.end);
            at = range.end;
        }
        if at < text.len() {
            pieces.push(Piece { kind: Kind::Gap, text: &text[at..] });
            bounds.push(text.len());
        }
        let mut start = 0;
        let mut parts = Vec::new();
        for (ends, bound) in ends(&pieces).into_iter().zip(bounds) {
            if ends || bound == text.len() {
                parts.push(start..bound);
                start = bound;
            }
        }
        parts
    }

    /// The tokens of a hit in the unit, if it is in it.
    fn tokens(&self, hit: Hit) -> Option<Range<u32>> {
        if let Some((start, end)) = hit.tokens {
            return (!self.separate).then_some(start..end);
        }
        let token = |position: u32| {
            let at = position.checked_sub(self.first)?;
            Some(self.first_token + self.words.get(at as usize)?)
        };
        Some(token(hit.start)?..token(hit.end.checked_sub(1)?)? + 1)
    }

    /// Tokens of the content, widened where a hit begins or ends beside them
    /// with marks.
    fn around_marks(&self, hit: Option<Hit>, first: u32, after: u32) -> (u32, u32) {
        let Some((start, end)) = hit.and_then(|hit| hit.tokens) else { return (first, after) };
        let (start, end) =
            (start.saturating_sub(self.first_token), end.saturating_sub(self.first_token));
        let is_word = |token: &u32| self.words.binary_search(token).is_ok();
        let begins = start < first && !(start..first).any(|token| is_word(&token));
        let ends = end > after && !(after..end).any(|token| is_word(&token));
        (if begins { start } else { first }, if ends { end } else { after })
    }

    /// Whether a position is in this unit.
    fn has(&self, position: u32) -> bool {
        position.checked_sub(self.first).is_some_and(|at| (at as usize) < self.words.len())
    }

    /// A byte range of the text as runs, with hits and boilerplate marked.
    pub(crate) fn runs(&self, range: Range<usize>, hits: &[Hit]) -> Vec<Run> {
        self.numbered_runs(range, hits, 0)
    }

    /// The same with hits whose numbers begin at `first`.
    pub(crate) fn numbered_runs(
        &self,
        range: Range<usize>,
        hits: &[Hit],
        first: u32,
    ) -> Vec<Run> {
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
            let start = tokens.start.max(self.first_token) - self.first_token;
            let end = tokens.end.checked_sub(self.first_token)?;
            let range = self.token_bytes(start..end);
            (!range.is_empty()).then_some((range, Mark::Boilerplate))
        });
        let marked = (first..)
            .zip(hits)
            .filter_map(|(number, &hit)| Some((self.bytes(hit)?, Mark::Hit(number))));
        let mut places: Vec<(Range<usize>, Mark)> = marked.chain(grey).collect();
        places.retain(|(place, _)| place.end > range.start && place.start < range.end);
        sorting::sort_by_key(&mut places, |(place, _)| place.start);
        // Hits may lie in one another: a place is of the one that began last.
        let mut open: Vec<(usize, Mark)> = Vec::new();
        for (place, mark) in places {
            close(&mut open, place.start, &mut push);
            push(place.start, open.last().map_or(Mark::Plain, |(_, mark)| *mark));
            open.push((place.end, mark));
        }
        close(&mut open, usize::MAX, &mut push);
        push(range.end, Mark::Plain);
        runs
    }

    /// The bytes from one token of the content to another, as far as it goes.
    fn token_bytes(&self, tokens: Range<u32>) -> Range<usize> {
        let all = &self.content.tokens;
        let end = (tokens.end as usize).min(all.len());
        match all.get(tokens.start as usize..end) {
            Some([first, .., last]) => first.start as usize..last.end as usize,
            Some([only]) => only.range(),
            _ => 0..0,
        }
    }
}

/// Hands over what is open up to a place and ends before it.
fn close(open: &mut Vec<(usize, Mark)>, until: usize, push: &mut impl FnMut(usize, Mark)) {
    while let Some((end, mark)) = open.pop_if(|(end, _)| *end <= until) {
        push(end, mark);
    }
}

/// The title with its hits; `None` where there is no title.
pub(crate) fn title_runs(title: Option<&Unit>, hits: &[Hit]) -> Option<Vec<Run>> {
    let title = title.filter(|title| !title.content.tokens.is_empty())?;
    Some(title.runs(title.token_bytes(0..u32::MAX), hits))
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
            Some(title) if hit.tokens.is_none() && title.has(hit.start) => {
                place(title, true, hit)
            }
            _ => place(&decoded.text, false, hit),
        })
        .collect()
}

/// The tokens of a hit in its title or text.
pub(crate) fn hit_tokens(decoded: &Decoded, hit: Hit) -> Range<u32> {
    let in_title = decoded.title.as_ref().and_then(|title| title.tokens(hit));
    in_title.or_else(|| decoded.text.tokens(hit)).unwrap_or(0..0)
}

/// Words that a snippet has at most, and how many of them may precede its
/// first hit.
const SNIPPET_WORDS: u32 = 36;
const WORDS_BEFORE: u32 = 12;

/// The passage that shows the most different hits, the first of equals; the
/// beginning of the text where it has no hit.
pub(crate) fn snippet(
    corpus: Corpus<'_>,
    document: u32,
    hits: &[Hit],
    groups: &[Matches<'_>],
) -> Vec<Run> {
    let text = text_of(corpus, document);
    // A title is shown above the snippet already.
    let title = corpus.postings.title(document);
    let own = if title.start < text.start { text.start } else { title.end.max(text.start) };
    let own = if own < text.end { own } else { text.start };
    let best = best_hit(hits, &text, own, groups);
    // A mark belongs to the word before it.
    let word = best.map(|hit| match hit.start == hit.end {
        true => hit.start.saturating_sub(1).max(text.start),
        false => hit.start,
    });
    let earliest = word.map_or(own, |word| word.saturating_sub(WORDS_BEFORE).max(text.start));
    let latest = (word.unwrap_or(own) + SNIPPET_WORDS).min(text.end);
    let unit = decode_words(corpus, document, &(earliest..latest), best);
    let start = match word {
        Some(word) => {
            earliest + sentence_start(corpus, &unit, word - earliest, earliest == text.start)
        }
        None => own,
    };
    let end = (start + SNIPPET_WORDS).min(latest);
    let at = |position: u32| unit.words.get(position.checked_sub(earliest)? as usize).copied();
    let (Some(first), Some(last)) = (at(start), end.checked_sub(1).and_then(at)) else {
        return Vec::new();
    };
    let (first, mut after) = unit.around_marks(best, first, last + 1);
    while is_closing(&unit, after) {
        after += 1;
    }
    let mut runs = unit.runs(unit.token_bytes(first..after), hits);
    runs.retain(|run| run.mark != Mark::Boilerplate);
    for run in &mut runs {
        run.text = one_line(&run.text);
    }
    if start > own {
        runs.insert(0, Run { text: "… ".into(), mark: Mark::Plain });
    }
    if end < text.end {
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
    let Some([before, token]) = unit.content.tokens.get(at - 1..=at) else { return false };
    let text = &unit.content.text[token.range()];
    before.end == token.start && !text.chars().any(char::is_alphanumeric)
}

/// Hits that are looked at for the best passage.
const MOST_TRIED: usize = 300;

/// The first hit of the window that has the most different groups, then the
/// most hits; windows that begin in the title only where there is no other.
fn best_hit(hits: &[Hit], text: &Range<u32>, own: u32, groups: &[Matches<'_>]) -> Option<Hit> {
    let hits: Vec<(Hit, u64)> = hits
        .iter()
        .filter(|hit| hit.tokens.is_some() || text.contains(&hit.start))
        .take(MOST_TRIED)
        .map(|&hit| {
            let group = groups.iter().position(|group| {
                let place = group.starts.binary_search(&hit.start);
                place.is_ok_and(|place| group.span(place) == (hit.start, hit.end))
            });
            (hit, group.map_or(0, |group| 1 << (group % 64)))
        })
        .collect();
    let mut best: Option<((bool, u32, usize), Hit)> = None;
    for (at, &(hit, _)) in hits.iter().enumerate() {
        let window = hits[at..]
            .iter()
            .take_while(|(other, _)| other.start < hit.start + SNIPPET_WORDS - WORDS_BEFORE);
        let (count, seen) = window.fold((0, 0), |(n, seen), (_, group)| (n + 1, seen | group));
        let score = (hit.start >= own, seen.count_ones(), count);
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, hit));
        }
    }
    best.map(|(_, hit)| hit)
}

/// The word of a unit at which a snippet begins that shows the word `at`: the
/// beginning of its sentence, or some words before it where that is farther
/// away than the unit goes.
fn sentence_start(corpus: Corpus<'_>, unit: &Unit, at: u32, is_text_start: bool) -> u32 {
    let Some(&last) = unit.words.get(at as usize) else { return 0 };
    let mut pieces = Vec::new();
    let mut tokens = Vec::new();
    let mut end = 0;
    for (number, token) in (0_u32..=last).zip(&unit.content.tokens) {
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
    let before = &ends[..ends.len().saturating_sub(1)];
    match before.iter().rposition(|&end| end) {
        Some(place) => {
            let word = unit.words.partition_point(|&word| word < tokens[place]);
            u32::try_from(word).unwrap_or(at).min(at)
        }
        None if is_text_start => 0,
        None => at.saturating_sub(WORDS_BEFORE / 2),
    }
}
