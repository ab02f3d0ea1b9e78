//! Keys that lines are ordered, grouped and chosen by: a line goes in, a number
//! comes out that stands for its value; and back again.
//!
//! Numbers of words, documents, fields and layers are those of the index. Dates
//! are numbered in order, so that every kind of number is dense.

use super::{Line, unit_of};
use crate::index::Layer;
use crate::query::Corpus;
use crate::query::passages;
use crate::request::ConcordanceKey;

/// The rank of a line that has no value.
const NONE: u32 = u32::MAX;

/// What lines have under a key, as numbers.
pub(super) struct Ranks<'a> {
    corpus: Corpus<'a>,
    by: By<'a>,
    /// Every rank but [`NONE`] is below.
    count: u32,
}

enum By<'a> {
    /// The term so many words to the left (negative) or right of the hit; 0 is
    /// the hit's first word.
    Position(i8),
    /// The rank of each document; the values of the ranks.
    Document(Vec<u32>, Vec<String>),
    Layer {
        layer: &'a Layer<'a>,
        place: usize,
        offset: i8,
        /// The tokens of the words of the document that was last asked for:
        /// lines come document after document.
        tokens: Option<(u32, Vec<u32>)>,
    },
    Nothing,
}

impl<'a> Ranks<'a> {
    pub(super) fn new(corpus: Corpus<'a>, key: &ConcordanceKey) -> Self {
        let documents = &corpus.index.documents;
        let (by, count) = match key {
            ConcordanceKey::Position(offset) => {
                (By::Position(*offset), corpus.index.terms.len())
            }
            ConcordanceKey::Document => {
                let ranks = (0..corpus.postings.documents()).collect();
                let paths = documents.iter().map(|record| record.path.clone());
                (By::Document(ranks, paths.collect()), documents.len())
            }
            ConcordanceKey::Date => {
                let dates = documents.iter().filter_map(|record| record.date);
                let mut numbers: Vec<u64> =
                    dates.map(|date| u64::from(date.as_number())).collect();
                numbers.sort_unstable();
                numbers.dedup();
                let mut values = vec![String::new(); numbers.len()];
                let ranks = documents.iter().map(|record| {
                    let date = record.date?;
                    let number = u64::from(date.as_number());
                    let rank = numbers.binary_search(&number).ok()?;
                    if values[rank].is_empty() {
                        values[rank] = date.to_string();
                    }
                    u32::try_from(rank).ok()
                });
                let ranks = ranks.map(|rank| rank.unwrap_or(NONE)).collect();
                (By::Document(ranks, values), numbers.len())
            }
            ConcordanceKey::Field(name) => {
                match corpus.index.columns.columns.iter().find(|c| c.name == *name) {
                    Some(column) => {
                        let all = 0..corpus.postings.documents();
                        let first = |document| column.of(document).first().copied();
                        let ranks = all.map(|document| first(document).unwrap_or(NONE));
                        let by = By::Document(ranks.collect(), column.values.clone());
                        (by, column.values.len())
                    }
                    None => (By::Nothing, 0),
                }
            }
            ConcordanceKey::Layer(name, offset) => {
                let layers = &corpus.index.annotations.layers;
                match layers.iter().position(|layer| layer.name == *name) {
                    Some(place) => {
                        let layer = &layers[place];
                        let by = By::Layer { layer, place, offset: *offset, tokens: None };
                        (by, layer.values.len())
                    }
                    None => (By::Nothing, 0),
                }
            }
        };
        Self { corpus, by, count: u32::try_from(count).unwrap_or(NONE) }
    }

    /// Ranks are below this, but for that of lines without a value.
    pub(super) fn count(&self) -> u32 {
        self.count
    }

    /// The rank of a line: it orders lines by their values.
    #[inline]
    pub(super) fn of(&mut self, line: Line) -> u32 {
        let rank = match &mut self.by {
            By::Position(offset) => term_at(self.corpus, line, *offset),
            By::Document(ranks, _) => ranks.get(line.document as usize).copied(),
            By::Layer { layer, place, offset, tokens } => {
                let value = layer_at(self.corpus, line, *place, *offset, tokens);
                // Nothing is no value.
                value.filter(|&value| {
                    layer.values.get(value as usize).is_some_and(|it| !it.is_empty())
                })
            }
            By::Nothing => None,
        };
        rank.unwrap_or(NONE)
    }

    /// The value of a rank, as a request names it; empty where there is none.
    pub(super) fn value_of_rank(&self, rank: u32) -> String {
        let value = match &self.by {
            By::Position(_) if rank < self.count => Some(self.corpus.index.terms.word(rank)),
            By::Document(_, values) => values.get(rank as usize).map(String::as_str),
            By::Layer { layer, .. } => layer.values.get(rank as usize).map(String::as_str),
            _ => None,
        };
        value.unwrap_or_default().to_owned()
    }

    /// The rank of a value; `None` for one that no line has.
    pub(super) fn rank_of_value(&self, value: &str) -> Option<u32> {
        if value.is_empty() {
            return Some(NONE);
        }
        let place = |values: &[String]| values.iter().position(|other| other == value);
        let rank = match &self.by {
            By::Position(_) => return self.corpus.index.terms.find(value),
            By::Document(_, values) => place(values),
            By::Layer { layer, .. } => place(&layer.values),
            By::Nothing => None,
        };
        u32::try_from(rank?).ok()
    }
}

#[inline]
fn term_at(corpus: Corpus<'_>, line: Line, offset: i8) -> Option<u32> {
    let position = position_at(corpus, line, offset)?;
    let word = *corpus.postings.words.get(position as usize)?;
    corpus.index.forms.term_of.get(word as usize).copied()
}

#[inline]
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

fn layer_at(
    corpus: Corpus<'_>,
    line: Line,
    place: usize,
    offset: i8,
    tokens: &mut Option<(u32, Vec<u32>)>,
) -> Option<u32> {
    let first = corpus.postings.first_token(line.document)?;
    let token = match (offset, line.hit.tokens) {
        (0, Some((start, _))) => start,
        _ => {
            let text = passages::text_of(corpus, line.document);
            let word = position_at(corpus, line, offset)?.checked_sub(text.start)?;
            if tokens.as_ref().is_none_or(|(known, _)| *known != line.document) {
                *tokens = Some((line.document, passages::word_tokens(corpus, line.document)));
            }
            *tokens.as_ref()?.1.get(word as usize)?
        }
    };
    corpus.postings.layers.get(place)?.of(first.checked_add(token)?)
}
