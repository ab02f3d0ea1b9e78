//! A document as the reader shows it: a request goes in, paragraphs with marked
//! hits come out.

use super::Corpus;
use super::docset::DocSet;
use super::passages::{self, Unit};
use super::search::{fields_of, path_as_title};
use super::token_hits;
use crate::analyse::layout::{self, Piece};
use crate::analyse::tokens::Kind;
use crate::request::DocumentRequest;
use crate::response::{DocumentResponse, Paragraph};

/// Shows a document, or `None` where the corpus has none of that path.
pub(crate) fn document(
    corpus: Corpus<'_>,
    request: &DocumentRequest,
) -> Option<DocumentResponse> {
    let document = corpus.index.document_at(&request.path)?;
    let record = &corpus.index.documents[document as usize];
    let mut only = DocSet::empty(corpus.postings.documents());
    only.insert(document);
    let ran =
        token_hits::run(corpus, request.syntax, &request.query, request.mode, Some(&only));
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
    let paragraphs = bounds[first..first + wanted]
        .iter()
        .map(|range| {
            let paragraph = Paragraph {
                start: count(start),
                runs: decoded.text.runs(range.clone(), &hits),
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
    let neighbour = |document: Option<u32>| {
        let record = corpus.index.documents.get(document? as usize)?;
        Some(record.path.clone())
    };
    Some(DocumentResponse {
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
    })
}

/// The paragraphs of a text as byte ranges without anything between them.
fn paragraphs(corpus: Corpus<'_>, unit: &Unit) -> Vec<std::ops::Range<usize>> {
    let text = &unit.content.text;
    let mut pieces = Vec::with_capacity(unit.content.tokens.len() * 2);
    let mut ends = Vec::with_capacity(unit.content.tokens.len() * 2);
    let mut at = 0;
    for token in &unit.content.tokens {
        let range = token.range();
        if range.start > at {
            pieces.push(Piece { kind: Kind::Gap, text: &text[at..range.start] });
            ends.push(range.start);
        }
        let kind = corpus.index.kind(token.number);
        pieces.push(Piece { kind, text: &text[range.clone()] });
        ends.push(range.end);
        at = range.end;
    }
    if at < text.len() {
        pieces.push(Piece { kind: Kind::Gap, text: &text[at..] });
        ends.push(text.len());
    }
    let mut start = 0;
    let mut paragraphs = Vec::new();
    for (closes, end) in layout::paragraph_ends(&pieces).into_iter().zip(ends) {
        if closes || end == text.len() {
            paragraphs.push(start..end);
            start = end;
        }
    }
    paragraphs
}
