//! An open index as a [`Vocabulary`], and its documents as [`Rows`].
//!
//! Attributes of tokens: `word` is the spelling, `lower` (also `lc`) in lower
//! case, `folded` also without accents, `stem` the stem in the language of the
//! document. All follow from the type of the token and the document's stemmer,
//! so they share one space: the key of a token is its type, plus the number of
//! types for each stemmer before the document's.
//!
//! Structures: `doc` with the metadata fields and `path`, `title`, `id`,
//! `date` and `language`; `p` and `s` from the layout of the text. Rows are
//! the tokens of the text that are not boilerplate; a title that stands apart
//! is an attribute of `doc`, not rows.

use std::ops::Range;

use super::keys::Keys;
use super::vocabulary::{Attribute, Rows, ValueTest, Vocabulary};
use super::{Budget, Compiled, Found};
use crate::analyse::layout::{self, Piece};
use crate::analyse::stems::{Stemmer, stemmable};
use crate::query::Corpus;
use crate::query::docset::DocSet;
use crate::query::passages;

mod select;
#[cfg(all(test, feature = "cli"))]
mod tests;

const WORD: u32 = 0;
const LOWER: u32 = 1;
const FOLDED: u32 = 2;
const STEM: u32 = 3;

const SENTENCE: u32 = 0;
const PARAGRAPH: u32 = 1;
const DOCUMENT: u32 = 2;

/// What may be asked of the attributes of `doc` besides the metadata fields.
const OWN_FIELDS: [&str; 5] = ["path", "title", "id", "date", "language"];

/// A corpus as queries see it.
#[derive(Clone)]
pub(crate) struct IndexVocabulary<'a> {
    corpus: Corpus<'a>,
    /// Those of the corpus's languages; documents of other languages come
    /// behind them.
    stemmers: Vec<Stemmer>,
    /// Whether folding is blind to case for all characters of the corpus.
    folds_case: bool,
}

impl<'a> IndexVocabulary<'a> {
    pub(crate) fn new(corpus: Corpus<'a>) -> Self {
        let chars = &corpus.index.chars;
        let folds_case = chars.entries().iter().all(|entry| {
            let lower: String = entry.character.to_lowercase().collect();
            chars.fold(&lower) == entry.fold
        });
        Self { corpus, stemmers: corpus.postings.stemmers().collect(), folds_case }
    }

    /// Types of tokens.
    fn types(&self) -> u32 {
        self.corpus.index.forms.tokens()
    }

    /// Added to a type in documents of a language.
    fn offset(&self, document: u32) -> u32 {
        let bits = &self.corpus.postings.stemmer_bits;
        let bit = bits.get(document as usize).copied().unwrap_or(0);
        let slot = self.stemmers.iter().position(|stemmer| stemmer.bit() == bit);
        let slot = slot.unwrap_or(self.stemmers.len());
        u32::try_from(slot).unwrap_or(0) * self.types()
    }

    /// Appends the value of an attribute for a key.
    fn push_value(&self, attribute: u32, key: u32, out: &mut String) {
        let index = self.corpus.index;
        let (slot, number) = (key / self.types().max(1), key % self.types().max(1));
        let mut word = String::new();
        index.forms.push(number, &index.terms, &mut word);
        match attribute {
            WORD => out.push_str(&word),
            LOWER => out.push_str(&word.to_lowercase()),
            FOLDED => out.push_str(&index.chars.fold_word(&word)),
            _ => {
                let lower = stemmable(&word);
                match self.stemmers.get(slot as usize).filter(|_| number < index.forms.words())
                {
                    Some(stemmer) => out.push_str(&stemmer.stem(&lower)),
                    None => out.push_str(&lower),
                }
            }
        }
    }

    /// Documents that may have a match: those with the rarest words that every
    /// match needs. `None` where nothing rules a document out.
    pub(crate) fn candidates(&self, compiled: &Compiled) -> Option<DocSet> {
        let postings = self.corpus.postings;
        // Beyond a quarter of all words it is quicker to look at all.
        let most = postings.words.len() as u64 / 4;
        let cost = |_: u32, keys: &Keys| {
            let mut sum = 0;
            for term in self.terms(keys)? {
                sum += u64::from(postings.frequency(term));
                if sum > most {
                    return None;
                }
            }
            Some(sum)
        };
        let anchors = compiled.anchors(&cost)?;
        let mut documents = DocSet::empty(postings.documents());
        for (_, keys) in anchors {
            for term in self.terms(keys)? {
                let mut walk = postings.walk();
                let mut end = 0;
                for &position in postings.of(term) {
                    if position >= end {
                        let document = walk.document(position);
                        documents.insert(document);
                        end = postings.document(document).end;
                    }
                }
            }
        }
        Some(documents)
    }

    /// The terms of keys; `None` where a mark is among them, which has no
    /// postings.
    fn terms(&self, keys: &Keys) -> Option<Vec<u32>> {
        let forms = &self.corpus.index.forms;
        let mut terms = Vec::new();
        for key in keys.iter() {
            let term = forms.term_of.get((key % self.types()) as usize)?;
            if terms.last() != Some(term) {
                terms.push(*term);
            }
        }
        terms.sort_unstable();
        terms.dedup();
        Some(terms)
    }

    /// Finds the matches in a document: tokens of its text, ascending.
    pub(crate) fn find(
        &self,
        compiled: &mut Compiled,
        document: u32,
        budget: &mut Budget<'_>,
    ) -> Found {
        let rows = DocumentRows::new(self, document, compiled);
        let mut found = compiled.match_document(&rows, budget);
        for rows_of in &mut found.matches {
            *rows_of = rows.tokens(rows_of);
        }
        found
    }
}

impl Vocabulary for IndexVocabulary<'_> {
    fn attributes(&self) -> Vec<String> {
        ["word", "lower", "folded", "stem"].map(str::to_owned).to_vec()
    }

    fn attribute(&self, name: &str) -> Option<Attribute> {
        let number = match name {
            "word" => WORD,
            "lower" | "lc" => LOWER,
            "folded" => FOLDED,
            "stem" => STEM,
            _ => return None,
        };
        Some(Attribute { number, space: 0 })
    }

    fn structures(&self) -> Vec<String> {
        ["s", "p", "doc"].map(str::to_owned).to_vec()
    }

    fn structure(&self, name: &str) -> Option<u32> {
        match name {
            "s" => Some(SENTENCE),
            "p" => Some(PARAGRAPH),
            "doc" => Some(DOCUMENT),
            _ => None,
        }
    }

    fn region_attributes(&self, structure: u32) -> Vec<String> {
        if structure != DOCUMENT {
            return Vec::new();
        }
        let columns = self.corpus.index.columns.columns.iter();
        let fields = columns.map(|column| column.name.clone());
        fields.chain(OWN_FIELDS.map(str::to_owned)).collect()
    }

    fn keys(&self, _space: u32) -> u32 {
        let slots = u32::try_from(self.stemmers.len()).unwrap_or(0) + 1;
        self.types().saturating_mul(slots)
    }

    fn select(&self, attribute: Attribute, test: &mut ValueTest) -> Keys {
        select::select(self, attribute.number, test)
    }

    /// Folding also lowers case; this keeps it.
    fn strip(&self, letter: char, out: &mut String) {
        let mut buffer = [0; 4];
        let folded = self.corpus.index.chars.fold(letter.encode_utf8(&mut buffer));
        let is_accent = folded.is_empty();
        if !letter.is_alphabetic() && !is_accent {
            out.push(letter);
        } else if letter.is_uppercase() {
            out.push_str(&folded.to_uppercase());
        } else {
            out.push_str(&folded);
        }
    }
}

/// A document as rows.
pub(crate) struct DocumentRows<'a> {
    vocabulary: &'a IndexVocabulary<'a>,
    document: u32,
    /// Key of each row.
    keys: Vec<u32>,
    /// Token of each row.
    tokens: Vec<u32>,
    sentences: Vec<Range<u32>>,
    paragraphs: Vec<Range<u32>>,
    whole: Vec<Range<u32>>,
}

impl<'a> DocumentRows<'a> {
    /// Decodes a document, with the structures that the query asks for.
    pub(crate) fn new(
        vocabulary: &'a IndexVocabulary<'a>,
        document: u32,
        compiled: &Compiled,
    ) -> Self {
        let mut rows = Self {
            vocabulary,
            document,
            keys: Vec::new(),
            tokens: Vec::new(),
            sentences: Vec::new(),
            paragraphs: Vec::new(),
            whole: Vec::new(),
        };
        if compiled.asks_for(SENTENCE) || compiled.asks_for(PARAGRAPH) {
            rows.decode_with_layout();
        } else {
            rows.decode();
        }
        let len = u32::try_from(rows.keys.len()).unwrap_or(u32::MAX);
        if len > 0 {
            rows.whole.push(0..len);
        }
        rows
    }

    /// The tokens from the first row of a range to its last.
    pub(crate) fn tokens(&self, rows: &Range<u32>) -> Range<u32> {
        let token = |row: u32| self.tokens.get(row as usize).copied().unwrap_or(0);
        token(rows.start)..rows.end.checked_sub(1).map_or(0, token) + 1
    }

    /// Symbols alone: a sixth of the time that the text takes.
    fn decode(&mut self) {
        let index = self.vocabulary.corpus.index;
        let record = &index.documents[self.document as usize];
        let offset = self.vocabulary.offset(self.document);
        let (end, types) = (index.forms.end(), index.forms.tokens());
        let mut place = self.vocabulary.corpus.postings.place(self.document);
        if record.separate_title {
            while index.stream.next(&mut place).is_some_and(|symbol| symbol != end) {}
        }
        let mut skipped = record.boilerplate.iter().peekable();
        let mut token = 0;
        while let Some(symbol) = index.stream.next(&mut place).filter(|symbol| *symbol != end) {
            if symbol >= types {
                continue;
            }
            while skipped.next_if(|range| range.end <= token).is_some() {}
            if skipped.peek().is_none_or(|range| range.start > token) {
                self.keys.push(symbol + offset);
                self.tokens.push(token);
            }
            token += 1;
        }
    }

    fn decode_with_layout(&mut self) {
        self.decode();
        let corpus = self.vocabulary.corpus;
        let text = passages::decode(corpus, self.document).text.content;
        let mut pieces = Vec::with_capacity(text.tokens.len() * 2);
        // Tokens before the end of each piece.
        let mut tokens = Vec::with_capacity(text.tokens.len() * 2);
        let (mut at, mut token) = (0, 0);
        let gap = |range: Range<usize>| Piece {
            kind: crate::analyse::tokens::Kind::Gap,
            text: text.text.get(range).unwrap_or(""),
        };
        for found in &text.tokens {
            let range = found.range();
            if range.start > at {
                pieces.push(gap(at..range.start));
                tokens.push(token);
            }
            at = range.end;
            token += 1;
            let kind = corpus.index.kind(found.number);
            pieces.push(Piece { kind, text: text.text.get(range).unwrap_or("") });
            tokens.push(token);
        }
        if at < text.text.len() {
            pieces.push(gap(at..text.text.len()));
            tokens.push(token);
        }
        let regions = |ends: Vec<bool>| {
            let last = tokens.last().copied();
            let ends = ends.into_iter().zip(&tokens).filter(|(ends, _)| *ends);
            let ends = ends.map(|(_, &token)| token).chain(last);
            let mut start = 0;
            let row = |token: u32| {
                let row = self.tokens.partition_point(|&other| other < token);
                u32::try_from(row).unwrap_or(u32::MAX)
            };
            ends.filter_map(move |token| {
                let region = start..row(token);
                start = region.end;
                (!region.is_empty()).then_some(region)
            })
            .collect::<Vec<_>>()
        };
        let (sentences, paragraphs) =
            (regions(layout::sentence_ends(&pieces)), regions(layout::paragraph_ends(&pieces)));
        (self.sentences, self.paragraphs) = (sentences, paragraphs);
    }
}

impl Rows for DocumentRows<'_> {
    fn len(&self) -> u32 {
        u32::try_from(self.keys.len()).unwrap_or(u32::MAX)
    }

    fn keys(&self, _space: u32) -> &[u32] {
        &self.keys
    }

    fn regions(&self, structure: u32) -> &[Range<u32>] {
        match structure {
            SENTENCE => &self.sentences,
            PARAGRAPH => &self.paragraphs,
            _ => &self.whole,
        }
    }

    fn region_values(
        &self,
        structure: u32,
        _region: usize,
        attribute: &str,
        take: &mut dyn FnMut(&str),
    ) {
        if structure != DOCUMENT {
            return;
        }
        let corpus = self.vocabulary.corpus;
        let record = &corpus.index.documents[self.document as usize];
        let mut columns = corpus.index.columns.columns.iter();
        if let Some(column) = columns.find(|column| column.name == attribute) {
            column.values_of(self.document).for_each(take);
            return;
        }
        match attribute {
            "path" => take(&record.path),
            "id" => record.id.iter().for_each(|id| take(id)),
            "date" => record.date.iter().for_each(|date| take(&date.to_string())),
            "language" => corpus.index.language_of(self.document).into_iter().for_each(take),
            "title" => {
                let title = passages::decode_title(corpus, self.document);
                for run in passages::title_runs(title.as_ref(), &[]).into_iter().flatten() {
                    take(&run.text);
                }
            }
            _ => {}
        }
    }

    fn value(&self, row: u32, attribute: Attribute, out: &mut String) {
        if let Some(&key) = self.keys.get(row as usize) {
            self.vocabulary.push_value(attribute.number, key, out);
        }
    }

    fn strip(&self, letter: char, out: &mut String) {
        self.vocabulary.strip(letter, out);
    }
}
