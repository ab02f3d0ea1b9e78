//! The rows of each text: which of its tokens are marks, and where sentences and
//! paragraphs begin. Derived when an index is loaded.
//!
//! A *row* is a token of a text that is no boilerplate, a word or a mark. The
//! words are in the row of all words already, so that a bit a row, the kind of
//! each mark, a bit a row for sentences and 4 bytes a paragraph are enough to
//! have a text as tokens without decoding it.

use std::ops::Range;

use super::open::Index;
use super::token_values::TokenValues;
use crate::analyse::layout::breaks::{Breaks, Traits};

/// The rows of all texts.
#[derive(Debug, Default)]
pub(crate) struct TextRows {
    /// A bit a row: it is a mark.
    marks: Bits,
    /// The types of the marks, counted from the first one that is a mark.
    kinds: TokenValues,
    /// A bit a row: a sentence begins with it.
    sentences: Bits,
    /// Rows that paragraphs begin with.
    paragraphs: Vec<u32>,
    /// The first row of each text, and the marks before it; and one more.
    texts: Vec<(u32, u32)>,
}

impl TextRows {
    /// The rows of a document's text.
    pub(crate) fn of(&self, document: u32) -> Range<u32> {
        let first = |document: usize| self.texts.get(document).map_or(0, |text| text.0);
        first(document as usize)..first(document as usize + 1)
    }

    /// Appends the type of each row of a text that has these words, plus
    /// `offset`; the first mark type is `first_mark`.
    pub(crate) fn types(
        &self,
        document: u32,
        mut words: &[u32],
        first_mark: u32,
        offset: u32,
        out: &mut Vec<u32>,
    ) {
        let rows = self.of(document);
        out.reserve(rows.len());
        let mut mark = self.texts.get(document as usize).map_or(0, |text| text.1);
        let mut row = rows.start;
        while row < rows.end {
            let next = self.marks.next(row, rows.end);
            let (before, rest) = words.split_at(words.len().min((next - row) as usize));
            out.extend(before.iter().map(|word| word + offset));
            words = rest;
            if next < rows.end {
                out.push(self.kinds.of(mark).unwrap_or(0) + first_mark + offset);
                mark += 1;
            }
            row = next + 1;
        }
    }

    /// Whether a row is a mark.
    pub(crate) fn is_mark(&self, row: u32) -> bool {
        self.marks.has(row)
    }

    /// Marks among some rows.
    pub(crate) fn marks_in(&self, rows: Range<u32>) -> u32 {
        self.marks.count(rows)
    }

    /// The sentences of a text, counted from its first row.
    pub(crate) fn sentences(&self, document: u32) -> Vec<Range<u32>> {
        let rows = self.of(document);
        let mut regions = Vec::new();
        let mut start = rows.start;
        while start < rows.end {
            let end = self.sentences.next(start + 1, rows.end);
            regions.push(start - rows.start..end - rows.start);
            start = end;
        }
        regions
    }

    /// The paragraphs of a text, counted from its first row.
    pub(crate) fn paragraphs(&self, document: u32) -> Vec<Range<u32>> {
        let rows = self.of(document);
        let first = self.paragraphs.partition_point(|&row| row <= rows.start);
        let rest = self.paragraphs[first..].iter().copied();
        let mut start = rows.start;
        let ends = rest.take_while(|&row| row < rows.end).chain([rows.end]);
        ends.filter(|&end| end > rows.start)
            .map(|end| {
                let region = start - rows.start..end - rows.start;
                start = end;
                region
            })
            .collect()
    }
}

/// A row of bits.
#[derive(Debug, Default)]
struct Bits {
    words: Vec<u64>,
}

impl Bits {
    fn set(&mut self, at: u32) {
        let word = at as usize / 64;
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= 1 << (at % 64);
    }

    fn has(&self, at: u32) -> bool {
        self.words.get(at as usize / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// The first bit that is set from a place on; `end` where there is none
    /// before it.
    fn next(&self, from: u32, end: u32) -> u32 {
        if from >= end {
            return end;
        }
        let mut at = from as usize / 64;
        let mut mask = u64::MAX << (from % 64);
        while let Some(word) = self.words.get(at).filter(|_| at <= end as usize / 64) {
            let rest = word & mask;
            if rest != 0 {
                let place = u32::try_from(at).unwrap_or(u32::MAX) * 64 + rest.trailing_zeros();
                return place.min(end);
            }
            mask = u64::MAX;
            at += 1;
        }
        end
    }

    /// How many of some bits are set.
    fn count(&self, range: Range<u32>) -> u32 {
        let upto = |end: u32, from: usize| {
            let whole = end as usize / 64;
            let full = self.words.get(from..whole).unwrap_or(&[]);
            let part = self.words.get(whole).map_or(0, |word| word & !(u64::MAX << (end % 64)));
            full.iter().map(|word| word.count_ones()).sum::<u32>() + part.count_ones()
        };
        if range.is_empty() {
            return 0;
        }
        let from = range.start as usize / 64;
        upto(range.end, from) - upto(range.start, from)
    }
}

/// Finds the rows while texts are decoded.
#[derive(Debug)]
pub(super) struct RowsLoader {
    rows: TextRows,
    breaks: Breaks,
    /// By type, gaps too.
    traits: Vec<Traits>,
    /// Rows of all texts so far, and marks among them.
    count: u32,
    marks: u32,
    /// The first row of the text at hand.
    first: u32,
    last: Option<u32>,
    buffer: String,
}

impl RowsLoader {
    pub(super) fn new(index: &Index<'_>) -> Self {
        let marks = index.forms.tokens() - index.forms.words();
        let rows = TextRows { kinds: TokenValues::below(marks), ..TextRows::default() };
        Self {
            rows,
            breaks: Breaks::default(),
            traits: vec![Traits::default(); index.forms.end() as usize],
            count: 0,
            marks: 0,
            first: 0,
            last: None,
            buffer: String::new(),
        }
    }

    /// A text begins.
    pub(super) fn begin(&mut self) {
        self.rows.texts.push((self.count, self.marks));
        self.first = self.count;
        self.last = None;
    }

    /// The next gap of the text, as it is written.
    pub(super) fn gap(&mut self, index: &Index<'_>, symbol: u32) {
        self.last = None;
        if !index.forms.is_empty_gap(symbol) {
            let traits = self.traits_of(index, symbol);
            self.breaks.gap(traits);
        }
    }

    /// The next token of the text.
    #[inline]
    pub(super) fn token(&mut self, index: &Index<'_>, symbol: u32, is_row: bool) {
        if self.last.is_some_and(|last| index.forms.space_between(last, symbol)) {
            self.breaks.gap(Traits::SPACE);
        }
        self.last = Some(symbol);
        let traits = self.traits_of(index, symbol);
        self.breaks.token(traits, is_row);
        if is_row {
            if let Some(kind) = symbol.checked_sub(index.forms.words()) {
                self.rows.marks.set(self.count);
                self.rows.kinds.push(kind);
                self.marks += 1;
            }
            self.count += 1;
        }
    }

    /// The text ends.
    pub(super) fn end(&mut self) {
        let Self { rows, breaks, first, .. } = self;
        rows.paragraphs.push(*first);
        rows.sentences.set(*first);
        let (paragraphs, sentences) = breaks.finish();
        for row in paragraphs {
            rows.sentences.set(*first + row);
            if rows.paragraphs.last() != Some(&(*first + row)) {
                rows.paragraphs.push(*first + row);
            }
        }
        sentences.into_iter().for_each(|row| rows.sentences.set(*first + row));
    }

    pub(super) fn finish(&mut self) -> TextRows {
        self.rows.texts.push((self.count, self.marks));
        self.traits = Vec::new();
        std::mem::take(&mut self.rows)
    }

    #[inline]
    fn traits_of(&mut self, index: &Index<'_>, symbol: u32) -> Traits {
        let known = self.traits.get(symbol as usize).copied().unwrap_or_default();
        if known.is_known() { known } else { self.find_out(index, symbol) }
    }

    #[cold]
    fn find_out(&mut self, index: &Index<'_>, symbol: u32) -> Traits {
        self.buffer.clear();
        index.forms.push(symbol, &index.terms, &mut self.buffer);
        let traits = Traits::of(index.kind(symbol), &self.buffer);
        if let Some(place) = self.traits.get_mut(symbol as usize) {
            *place = traits;
        }
        traits
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use proptest::prelude::*;

    use super::super::{CompileOptions, Loader, compile};
    use super::*;
    use crate::analyse::layout::{self, Piece};
    use crate::analyse::tokens::{self, Kind};
    use crate::analyse::unicode::table_for;
    use crate::document::{Corpus, Document, Title};

    /// Rows as words and marks, sentences and paragraphs, from the text itself.
    fn naive(
        text: &str,
        boilerplate: &Range<usize>,
    ) -> (Vec<String>, Vec<Range<u32>>, Vec<Range<u32>>) {
        let mut pieces = Vec::new();
        let mut own = Vec::new();
        tokens::cut(text, &table_for(text.chars()), |segment| {
            own.push(
                segment.kind != Kind::Gap
                    && (segment.range.end <= boilerplate.start
                        || segment.range.start >= boilerplate.end),
            );
            pieces.push(Piece { kind: segment.kind, text: &text[segment.range] });
        });
        let rows: Vec<String> = pieces
            .iter()
            .zip(&own)
            .filter(|(_, own)| **own)
            .map(|(piece, _)| piece.text.to_owned())
            .collect();
        let regions = |ends: Vec<bool>| {
            let (mut start, mut row) = (0, 0);
            let mut regions = Vec::new();
            for (ends, own) in ends.into_iter().zip(&own).chain([(true, &false)]) {
                row += u32::from(*own);
                if ends && row > start {
                    regions.push(start..row);
                    start = row;
                }
            }
            regions
        };
        let sentences = regions(layout::sentence_ends(&pieces));
        (rows, sentences, regions(layout::paragraph_ends(&pieces)))
    }

    fn check(texts: &[String]) {
        let documents = texts.iter().enumerate().map(|(number, text)| {
            let start = text.find("menu").unwrap_or(0);
            let end = text.rfind("menu").map_or(0, |at| at + 4);
            Document {
                path: format!("{number:03}"),
                text: text.clone(),
                title: (number % 3 == 1).then(|| Title::Separate("A title. Of it!".into())),
                boilerplate: if start < end { vec![start..end] } else { Vec::new() },
                ..Document::default()
            }
        });
        let corpus = Corpus { documents: documents.collect(), ..Corpus::default() };
        let bytes = compile(&corpus, &[], &CompileOptions::default()).expect("small");
        let index = Index::open(&bytes).expect("well formed");
        let mut loader = Loader::new(&index);
        while loader.step(&index, &mut || true) < 1.0 {}
        let postings = loader.take_finished().expect("loaded");
        for (document, source) in (0..).zip(&corpus.documents) {
            let whole = 0..0;
            let boilerplate = source.boilerplate.first().unwrap_or(&whole);
            let (rows, sentences, paragraphs) = naive(&source.text, boilerplate);
            let text = postings.unit(postings.units_of(document).end - 1);
            let words = &postings.words[text.start as usize..text.end as usize];
            let mut types = Vec::new();
            postings.rows.types(document, words, index.forms.words(), 0, &mut types);
            let spelled = types.iter().map(|&number| {
                let mut spelling = String::new();
                index.forms.push(number, &index.terms, &mut spelling);
                spelling
            });
            assert_eq!(spelled.collect::<Vec<_>>(), rows, "{source:?}");
            assert_eq!(postings.rows.sentences(document), sentences, "{source:?}");
            assert_eq!(postings.rows.paragraphs(document), paragraphs, "{source:?}");
            let all = postings.rows.of(document);
            let marks = all.clone().filter(|row| postings.rows.is_mark(*row)).count();
            assert_eq!(postings.rows.marks_in(all) as usize, marks);
            assert_eq!(rows.len() - words.len(), marks);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn as_in_the_text(
            texts in proptest::collection::vec(
                proptest::collection::vec(
                    prop_oneof![
                        Just(" "), Just("\n"), Just("\n\n"), Just(". "), Just("."), Just("!"),
                        Just("” "), Just("\" "), Just("Mr. "), Just("U.S. "), Just("J. "),
                        Just("。"), Just("和"), Just("one "), Just("Two"), Just("menu"),
                        Just(", three"), Just("…"), Just("? "), Just(" - "), Just("4.5 "),
                        Just("5. "), Just("12."), Just("November "), Just("Mai"),
                    ],
                    0..40,
                ).prop_map(|parts| parts.concat()),
                1..6,
            ),
        ) {
            check(&texts);
        }
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let line = "a line of the usual length of wrapped prose, more or less so.\n";
        check(&[format!("{}\n{}", line.repeat(4), line.repeat(3)), line.repeat(3)]);
        check(&[String::new(), "menu".into(), ". . .".into(), "\n\n\n".into(), "One".into()]);
    }
}
