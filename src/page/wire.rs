//! Answers of the engine, read from postcard bytes.
//!
//! In: the bytes of a [`Response`] in postcard's form: numbers in groups of
//! seven bits, texts and lists after their length, fields in their order. Out:
//! the response; `None` where the bytes are none.
//!
//! Serde's own way stops at the first fault, in each of two hundred fields, and
//! lets go of the fields before it: a tenth of the module. Here a fault is
//! noted and reading goes on with nothing, to be told at the end. A struct with
//! another field does not compile before the field is named here, and a test
//! holds the order to serde's.

use crate::document::Warning;
use crate::response::{
    About, Appearance, Bar, CompareResponse, ComparedDocument, ConcordanceGroup,
    ConcordanceLine, ConcordanceResponse, Counted, DateRow, DateUnit, DatesResponse,
    Difference, Dispersion, DispersionBar, DispersionDocument, DispersionTime,
    DocumentResponse, Evidence, Expansion, ExplainResponse, Facet, FacetState, FacetValue,
    FieldInfo, FieldMeaning, FieldValues, FigureRow, FiguresResponse, FoundDocument, Histogram,
    HitPlace, LanguageCount, LayerInfo, Link, Mark, Meaning, NameResponse, NameRow,
    NamesResponse, NetworkResponse, OnlyIn, Paragraph, PassagesResponse, Problem, QueryEcho,
    Response, RoleRow, Run, ScoreKind, ScorePart, SearchResponse, SectionInfo, Side,
    StatementRow, StatementsResponse, StructureInfo, Substitution, SuggestResponse, Suggestion,
    SuggestionKind, Telling, Told, WordEcho, WordMeaning,
};

/// Reads a response.
pub(crate) fn read(bytes: &[u8]) -> Option<Response> {
    let mut bytes = Bytes { rest: bytes, broken: false };
    let response = Response::read(&mut bytes);
    (!bytes.broken && bytes.rest.is_empty()).then_some(response)
}

/// What is left, and whether something was amiss.
struct Bytes<'a> {
    rest: &'a [u8],
    broken: bool,
}

impl Bytes<'_> {
    fn byte(&mut self) -> u8 {
        if let Some((first, rest)) = self.rest.split_first() {
            self.rest = rest;
            return *first;
        }
        self.broken = true;
        0
    }

    #[inline(never)]
    fn number(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return number;
            }
        }
        self.broken = true;
        0
    }

    /// A length, of which each item takes a byte at least.
    fn length(&mut self) -> usize {
        let length = usize::try_from(self.number()).unwrap_or(usize::MAX);
        if length > self.rest.len() {
            self.broken = true;
            return 0;
        }
        length
    }

    fn take<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.byte())
    }

    /// The number of a variant that there is not.
    #[cold]
    fn refuse<T>(&mut self, instead: T) -> T {
        self.broken = true;
        instead
    }
}

trait Read: Sized {
    fn read(bytes: &mut Bytes<'_>) -> Self;

    /// A value that differs from all before it; lists and options are full or
    /// empty by turns of a whole sample.
    #[cfg(test)]
    fn sample(seed: &mut Seed) -> Self;
}

macro_rules! structs {
    ($($name:ident { $($field:ident),* $(,)? })*) => {
        $(impl Read for $name {
            #[inline(never)]
            fn read(bytes: &mut Bytes<'_>) -> Self {
                Self { $($field: Read::read(bytes)),* }
            }

            #[cfg(test)]
            fn sample(seed: &mut Seed) -> Self {
                Self { $($field: Read::sample(seed)),* }
            }
        })*
    };
}

/// Variants by their numbers: of nothing, of one value, of named ones.
macro_rules! enums {
    ($($name:ident, else $other:expr, {
        $($number:literal: $variant:ident
            $(($($one:ident),*))? $({ $($field:ident),* })?,)*
    })*) => {
        $(impl Read for $name {
            #[inline(never)]
            fn read(bytes: &mut Bytes<'_>) -> Self {
                match bytes.number() {
                    $($number => Self::$variant
                        $(($({ let $one = Read::read(bytes); $one }),*))?
                        $({ $($field: Read::read(bytes)),* })?,)*
                    _ => bytes.refuse($other),
                }
            }

            #[cfg(test)]
            fn sample(seed: &mut Seed) -> Self {
                let variants = [$($number),*];
                match seed.variant(&variants) {
                    $($number => Self::$variant
                        $(($({ let $one = Read::sample(seed); $one }),*))?
                        $({ $($field: Read::sample(seed)),* })?,)*
                    _ => $other,
                }
            }
        })*
    };
}

structs! {
    Run { text, mark }
    SearchResponse { query, total_documents, total_hits, corpus_documents, documents, facets, dates }
    QueryEcho { text, meaning, problems, substitutions, words, cql, expansions }
    Expansion { word, weight }
    Problem { start, end, message, suggestion }
    Substitution { typed, used }
    WordEcho { typed, forms, total_forms, occurrences }
    FoundDocument { path, id, title, titled, date, language, fields, score, hits, snippet, hit_places }
    FieldValues { name, label, values }
    HitPlace { in_title, start, end, text }
    Facet { field, label, values, total_values }
    FacetValue { value, documents, state }
    Histogram { unit, bars, step, undated, partial }
    Bar { from, to, documents, all }
    DocumentResponse { path, id, title, titled, title_in_text, date, language, fields, words, total_paragraphs, first_paragraph, paragraphs, hit_paragraphs, query, previous, next, at_paragraph }
    Paragraph { start, runs }
    About { title, description, documents, words, tokens, types, text_bytes, index_bytes, dates, undated, languages, fields, layers, structures, sections, warnings, total_warnings, analysis, generator, format, built, analysed }
    LanguageCount { language, documents, stemmed }
    FieldInfo { name, label, facet, documents, values }
    LayerInfo { name, values, tokens }
    StructureInfo { name, attributes, regions }
    SectionInfo { name, about, codec, bytes }
    ConcordanceResponse { query, total_hits, total_documents, total_lines, lines, groups, total_groups, dispersion }
    ConcordanceLine { path, date, language, field, left, matched, right, hit, place, token_start, token_end, depth }
    ConcordanceGroup { value, label, lines }
    Dispersion { documents, total_documents, time }
    DispersionDocument { path, title, date, words, hits, depths }
    DispersionTime { unit, step, bars, undated }
    DispersionBar { from, to, hits, words }
    ExplainResponse { path, score, rank, parts, words, mean_words, weightless, pairs }
    ScorePart { kind, label, score, occurrences, in_title, documents, weight, saturation }
    Evidence { path, date, start, end, sentence, why }
    NamesResponse { query, analysed, total, names }
    NameRow { name, kind, mentions, documents, statements }
    NameResponse { row, spellings, roles, companions, perhaps, appearances, mentions }
    Counted { text, count }
    RoleRow { text, evidence }
    Appearance { path, date, mentions }
    StatementsResponse { query, analysed, total, speakers, abouts, statements }
    StatementRow { evidence, text, kind, speaker, speaker_as, cue, venue, addressee, about, cluster, alike }
    FiguresResponse { query, analysed, total, units, figures }
    FigureRow { evidence, text, kind, value, unit, qualifier, claimant }
    DatesResponse { query, analysed, total, days, mentions }
    DateRow { evidence, text, named, anchor, with }
    CompareResponse { documents, missing, both, differs, only, totals }
    ComparedDocument { path, title, date }
    Told { passages, shared }
    Difference { kind, about, sides }
    Side { evidence, text, who }
    OnlyIn { path, passages }
    PassagesResponse { path, passages, duplicates, shares }
    Telling { start, end, others, shared }
    NetworkResponse { query, analysed, names, links }
    Link { a, b, documents, sentences }
    SuggestResponse { start, end, suggestions }
    Suggestion { kind, insert, label, count, path, field }
    Warning { path, line, message }
}

enums! {
    Mark, else Self::Plain, { 0: Plain, 1: Hit(number), 2: Boilerplate, }
    FacetState, else Self::Free, { 0: Free, 1: Included, 2: Excluded, }
    DateUnit, else Self::Day, { 0: Day, 1: Month, 2: Year, }
    ScoreKind, else Self::Word, { 0: Word, 1: Group, 2: Pair, 3: Expansion, }
    SuggestionKind, else Self::Word, { 0: Word, 1: Title, 2: Value, 3: Field, 4: Correction, }
    WordMeaning, else Self::Forms(String::new()), {
        0: Forms(word), 1: Folded(word), 2: Exact(word), 3: Pattern(word),
        4: Similar { word, errors }, 5: Regex(word),
    }
    FieldMeaning, else Self::Present, {
        0: Contains(text), 1: Equals(text), 2: Present, 3: MoreThan(text), 4: LessThan(text),
        5: Between { from, to },
    }
    Meaning, else Self::Everything, {
        0: Everything, 1: Word(word), 2: Phrase(words), 3: Together { words, within },
        4: Near { left, right, within, ordered }, 5: InTitle(inner), 6: Field { label, test },
        7: All(parts), 8: Any(parts), 9: Not(inner), 10: Tokens,
    }
    Response, else Self::Failed(String::new()), {
        0: About(it), 1: Search(it), 2: Document(it), 3: Concordance(it), 4: Failed(it),
        5: Suggest(it), 6: Explain(it), 7: Names(it), 8: Name(it), 9: Statements(it),
        10: Figures(it), 11: Dates(it), 13: Compare(it), 14: Passages(it), 15: Network(it),
    }
}

/// Numbers in groups of seven bits; one that is too large for its kind is a
/// fault.
macro_rules! numbers {
    ($($kind:ident)*) => {
        $(impl Read for $kind {
            fn read(bytes: &mut Bytes<'_>) -> Self {
                let number = bytes.number();
                Self::try_from(number).unwrap_or_else(|_| bytes.refuse(0))
            }

            #[cfg(test)]
            fn sample(seed: &mut Seed) -> Self {
                Self::try_from(seed.next() * 37).unwrap_or(Self::MAX)
            }
        })*
    };
}

numbers! { u16 u32 u64 }

impl Read for u8 {
    fn read(bytes: &mut Bytes<'_>) -> Self {
        bytes.byte()
    }

    #[cfg(test)]
    fn sample(seed: &mut Seed) -> Self {
        Self::try_from(seed.next() % 256).unwrap_or(Self::MAX)
    }
}

impl Read for bool {
    fn read(bytes: &mut Bytes<'_>) -> Self {
        match bytes.byte() {
            0 => false,
            1 => true,
            _ => bytes.refuse(false),
        }
    }

    #[cfg(test)]
    fn sample(seed: &mut Seed) -> Self {
        seed.next().is_multiple_of(2)
    }
}

impl Read for f32 {
    fn read(bytes: &mut Bytes<'_>) -> Self {
        Self::from_le_bytes(bytes.take())
    }

    #[cfg(test)]
    fn sample(seed: &mut Seed) -> Self {
        seed.next() as Self / 8.0
    }
}

impl Read for f64 {
    fn read(bytes: &mut Bytes<'_>) -> Self {
        Self::from_le_bytes(bytes.take())
    }

    #[cfg(test)]
    fn sample(seed: &mut Seed) -> Self {
        seed.next() as Self / 8.0
    }
}

impl<T: Read, const N: usize> Read for [T; N] {
    fn read(bytes: &mut Bytes<'_>) -> Self {
        std::array::from_fn(|_| T::read(bytes))
    }

    #[cfg(test)]
    fn sample(seed: &mut Seed) -> Self {
        std::array::from_fn(|_| T::sample(seed))
    }
}

impl Read for String {
    #[inline(never)]
    fn read(bytes: &mut Bytes<'_>) -> Self {
        let length = bytes.length();
        let (text, rest) = bytes.rest.split_at(length);
        bytes.rest = rest;
        match std::str::from_utf8(text) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.refuse(Self::new()),
        }
    }

    #[cfg(test)]
    fn sample(seed: &mut Seed) -> Self {
        format!("№ {}", seed.next())
    }
}

impl<T: Read> Read for Option<T> {
    fn read(bytes: &mut Bytes<'_>) -> Self {
        bool::read(bytes).then(|| T::read(bytes))
    }

    #[cfg(test)]
    fn sample(seed: &mut Seed) -> Self {
        seed.full.then(|| T::sample(seed))
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(bytes: &mut Bytes<'_>) -> Self {
        (0..bytes.length()).map(|_| T::read(bytes)).collect()
    }

    #[cfg(test)]
    fn sample(seed: &mut Seed) -> Self {
        if seed.full && seed.deeper() {
            (0..3).map(|_| T::sample(seed)).collect()
        } else {
            Self::new()
        }
    }
}

impl<T: Read> Read for Box<T> {
    fn read(bytes: &mut Bytes<'_>) -> Self {
        Self::new(T::read(bytes))
    }

    #[cfg(test)]
    fn sample(seed: &mut Seed) -> Self {
        Self::new(T::sample(seed))
    }
}

impl<A: Read, B: Read> Read for (A, B) {
    fn read(bytes: &mut Bytes<'_>) -> Self {
        (A::read(bytes), B::read(bytes))
    }

    #[cfg(test)]
    fn sample(seed: &mut Seed) -> Self {
        (A::sample(seed), B::sample(seed))
    }
}

/// What samples are made from.
#[cfg(test)]
struct Seed {
    count: u64,
    full: bool,
    /// Lists that may still be filled: meanings hold meanings.
    lists: u32,
}

#[cfg(test)]
impl Seed {
    fn next(&mut self) -> u64 {
        self.count += 1;
        self.count
    }

    fn deeper(&mut self) -> bool {
        self.lists = self.lists.saturating_sub(1);
        self.lists > 0
    }

    /// One of the variants; without lists left, one that holds no other.
    fn variant(&mut self, variants: &[u64]) -> u64 {
        let count = self.next();
        match self.lists {
            0 => variants[0],
            _ => variants[usize::try_from(count % variants.len() as u64).unwrap_or(0)],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(response: &Response) {
        let bytes = postcard::to_allocvec(response).expect("it can be written");
        let found = read(&bytes);
        assert!(found.as_ref() == Some(response), "{found:#?}\nis not\n{response:#?}");
        let half = &bytes[..bytes.len() / 2];
        assert_eq!(read(half), None, "half of {response:?}");
        assert_eq!(read(&[&bytes[..], &[0]].concat()), None, "more than {response:?}");
    }

    #[test]
    fn every_response_is_read_as_serde_would() {
        let mut variants = std::collections::BTreeSet::new();
        for count in 0..600 {
            for full in [true, false] {
                let response = Response::sample(&mut Seed { count, full, lists: 40 });
                variants
                    .insert(postcard::to_allocvec(&response).expect("it can be written")[0]);
                check(&response);
            }
        }
        assert_eq!(variants.len(), 15, "all variants were there");
    }

    #[test]
    fn bytes_that_are_no_response_are_refused() {
        for bytes in [&[][..], &[99], &[4, 200], &[4, 2, 0xff, 0xfe], &[0xff; 20]] {
            assert_eq!(read(bytes), None, "{bytes:?}");
            assert!(postcard::from_bytes::<Response>(bytes).is_err());
        }
    }
}
