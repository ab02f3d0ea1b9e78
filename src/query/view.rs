//! A document as the reader shows it: a request goes in, paragraphs with marked
//! hits come out.

use std::ops::Range;

use super::Corpus;
use super::passages::{self, Hit, Unit};
use super::search::{Ran, fields_of, path_as_title};
use crate::analyse::layout;
use crate::request::DocumentRequest;
use crate::response::{DocumentResponse, Paragraph};

/// Shows a document.
pub(crate) fn document(
    corpus: Corpus<'_>,
    request: &DocumentRequest,
    document: u32,
    ran: Ran<'_>,
) -> DocumentResponse {
    let record = &corpus.index.documents[document as usize];
    let hits = ran.hits_in(corpus, document);
    let decoded = passages::decode(corpus, document);
    let title = passages::decode_title(corpus, document);
    let title = passages::title_runs(title.as_ref(), &hits);
    let bounds = paragraphs(corpus, &decoded.text);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let first = (request.first_paragraph as usize).min(bounds.len());
    let wanted = match request.paragraphs {
        0 => bounds.len() - first,
        some => (some as usize).min(bounds.len() - first),
    };
    let text = &decoded.text.content.text;
    let begin = bounds.get(first).map_or(0, |range| range.start);
    let mut start = text[..begin].chars().count();
    let walk = HitWalk::new(&decoded.text, &hits);
    let paragraphs = bounds[first..first + wanted]
        .iter()
        .map(|range| {
            let paragraph = Paragraph {
                start: count(start),
                runs: {
                    let (hits, first) = walk.within(range);
                    decoded.text.numbered_runs(range.clone(), hits, first)
                },
            };
            start += text[range.clone()].chars().count();
            paragraph
        })
        .collect();
    let hit_paragraphs = hits
        .iter()
        .map(|&hit| {
            let bytes = decoded.text.bytes(hit)?;
            Some(count(bounds.partition_point(|range| range.end <= bytes.start)))
        })
        .collect();
    let at_paragraph = request.at.map(|at| {
        let byte = text.char_indices().nth(at as usize).map_or(text.len(), |(byte, _)| byte);
        let paragraph = bounds.partition_point(|range| range.end <= byte);
        count(paragraph.min(bounds.len().saturating_sub(1)))
    });
    let neighbour = |document: Option<u32>| {
        let record = corpus.index.documents.get(document? as usize)?;
        Some(record.path.clone())
    };
    DocumentResponse {
        path: record.path.clone(),
        id: record.id.clone(),
        titled: title.is_some(),
        title_in_text: decoded.title.is_none() && title.is_some(),
        title: title.unwrap_or_else(|| path_as_title(&record.path)),
        date: record.date.map(|date| date.to_string()),
        language: corpus.index.language_of(document).map(str::to_owned),
        fields: fields_of(corpus, document),
        words: count(corpus.postings.document(document).len()),
        total_paragraphs: count(bounds.len()),
        first_paragraph: count(first),
        paragraphs,
        hit_paragraphs,
        query: ran.plan.echo,
        previous: neighbour(document.checked_sub(1)),
        next: neighbour(document.checked_add(1)),
        at_paragraph,
    }
}

/// Longest paragraph, in bytes: a longer one is shown in several, so that the
/// page is never asked to lay out megabytes at once.
const LONGEST_PARAGRAPH: usize = 6_000;

/// The paragraphs of a text as byte ranges without anything between them.
fn paragraphs(corpus: Corpus<'_>, unit: &Unit) -> Vec<Range<usize>> {
    let paragraphs = unit.parts(corpus, layout::paragraph_ends);
    let is_long = |range: &Range<usize>| range.len() > LONGEST_PARAGRAPH;
    if !paragraphs.iter().any(is_long) {
        return paragraphs;
    }
    let sentences = unit.parts(corpus, layout::sentence_ends);
    let tokens = &unit.content.tokens;
    let mut shown = Vec::new();
    for Range { mut start, end } in paragraphs {
        while end - start > LONGEST_PARAGRAPH {
            let most = start + LONGEST_PARAGRAPH;
            // At the end of a sentence, or else before a token; a token that
            // is longer stays whole.
            let at = sentences.partition_point(|sentence| sentence.end <= most);
            let sentence = at.checked_sub(1).map_or(0, |at| sentences[at].end);
            let next = tokens.partition_point(|token| token.start as usize <= most);
            let token = |at: usize| tokens.get(at).map_or(end, |token| token.start as usize);
            let before = next.checked_sub(1).map_or(start, token);
            let cut = [sentence, before, token(next)].into_iter().find(|cut| *cut > start);
            let cut = cut.unwrap_or(end).min(end);
            shown.push(start..cut);
            start = cut;
        }
        if start < end {
            shown.push(start..end);
        }
    }
    shown
}

/// The hits that may stand in a range of bytes, for ranges that ascend.
struct HitWalk<'h> {
    hits: &'h [Hit],
    /// Where each begins, and the furthest end of those up to it.
    bytes: Vec<(usize, usize)>,
}

impl<'h> HitWalk<'h> {
    fn new(unit: &Unit, hits: &'h [Hit]) -> Self {
        let mut furthest = 0;
        let places = hits.iter().map(|&hit| {
            let place = unit.bytes(hit).unwrap_or(0..0);
            furthest = furthest.max(place.end);
            (place.start, furthest)
        });
        Self { bytes: places.collect(), hits }
    }

    /// They and the number of the first.
    fn within(&self, range: &Range<usize>) -> (&'h [Hit], u32) {
        let first = self.bytes.partition_point(|(_, furthest)| *furthest <= range.start);
        let rest = self.bytes[first..].partition_point(|(start, _)| *start < range.end);
        (&self.hits[first..first + rest], u32::try_from(first).unwrap_or(u32::MAX))
    }
}
