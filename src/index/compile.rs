//! Compiling: a corpus goes in, the bytes of its index come out.
//!
//! 1. Collect the characters, make the table of classes and folded forms.
//! 2. Cut every document; number each distinct spelling, mark and gap.
//! 3. Sort them: words by folded form and spelling, then marks, then gaps.
//! 4. Learn where spaces usually stand around each mark, and drop the gaps
//!    that this already tells.
//! 5. Write each section, then the frame.
//! 6. Read it all again: every text must come back byte for byte.
//!
//! The same corpus gives the same bytes: nothing here depends on threads,
//! clock or hashing order.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::ops::Range;

use super::container::{self, Section};
use super::documents::DocumentRecord;
use super::forms::{FormsInput, Spacing};
use super::open::{MIXED, PACKED, PLAIN};
use super::{
    alphabet, analysed, columns, common, documents, event_words, forms, layers, meta, packed,
    stems, terms, text,
};
use crate::analyse::chars::CharTable;
use crate::analyse::tokens::{self, Kind, Segment};
use crate::analyse::unicode::table_for;
use crate::document::{Annotation, Corpus, Document, Title, Warning};

mod annotated;
mod fields;
mod stemmed;
pub(super) mod verify;

use stemmed::Stemmed;

/// What a build may ask for.
#[derive(Clone, Debug, Default)]
pub struct CompileOptions {
    /// A date to record; without it the index has none.
    pub built: Option<String>,
}

/// Why a corpus can not become an index.
#[derive(Debug, PartialEq, Eq)]
pub enum CompileError {
    /// More tokens than positions can count.
    TooLarge {
        /// Tokens and gaps of the corpus.
        tokens: u64,
        /// The most there may be.
        most: u64,
    },
    /// Documents that are not sorted by path, or two of one path.
    OutOfOrder {
        /// The path that is not behind the one before it.
        path: String,
    },
    /// A text that did not come back from the finished index: a fault of this
    /// program.
    NotRestored {
        /// The document.
        path: String,
    },
    /// A document with an annotation that is not of its text.
    Annotation {
        /// Its path.
        path: String,
    },
}

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { tokens, most } => write!(
                f,
                "the corpus has {tokens} tokens and a page holds at most {most}; \
                 build several pages, for instance one for each year"
            ),
            Self::OutOfOrder { path } => write!(
                f,
                "{path} is not behind the document before it; sort the documents by path \
                 and give each a path of its own"
            ),
            Self::NotRestored { path } => write!(
                f,
                "{path} can not be read back from the index as it was; please report it, \
                 and leave the document out until it is mended"
            ),
            Self::Annotation { path } => write!(
                f,
                "the annotation of {path} is not of its text; tokens must be ranges of the \
                 text in ascending order, and every layer must have a value for each"
            ),
        }
    }
}

impl std::error::Error for CompileError {}

/// Tokens and gaps that a page can hold: their bytes must fit 32 bits.
const MOST_SYMBOLS: u64 = 1 << 30;
/// Warnings that travel in the index.
const MOST_WARNINGS: usize = 1_000;

/// Compiles a corpus.
///
/// # Errors
/// Where the corpus is too large for one page or not in order.
pub fn compile(
    corpus: &Corpus,
    warnings: &[Warning],
    options: &CompileOptions,
) -> Result<Vec<u8>, CompileError> {
    let pairs = corpus.documents.windows(2);
    if let Some(pair) = pairs.into_iter().find(|pair| pair[0].path >= pair[1].path) {
        return Err(CompileError::OutOfOrder { path: pair[1].path.clone() });
    }
    if let Some(unsound) = corpus.documents.iter().find(|it| !annotated::is_sound(it)) {
        return Err(CompileError::Annotation { path: unsound.path.clone() });
    }
    let chars = table_for(characters(corpus));
    let mut types = Types::default();
    let mut stream: Vec<u32> = Vec::new();
    let mut records = Vec::with_capacity(corpus.documents.len());
    let languages: BTreeSet<&str> =
        corpus.documents.iter().filter_map(|d| d.language.as_deref()).collect();
    let languages: Vec<String> = languages.into_iter().map(str::to_owned).collect();
    let mut counts = Counts::default();
    let mut stemmed = Stemmed::default();
    for document in &corpus.documents {
        let mut record = record_of(document, &languages);
        let start = stream.len();
        if let Some(Title::Separate(title)) = &document.title {
            counts.words +=
                cut_unit(title, &[], 0..0, None, &chars, &mut types, &mut stream).words;
        }
        let in_text = match &document.title {
            Some(Title::InText(range)) => range.clone(),
            _ => 0..0,
        };
        let unit = cut_unit(
            &document.text,
            &document.boilerplate,
            in_text,
            document.annotation.as_deref(),
            &chars,
            &mut types,
            &mut stream,
        );
        counts.words += unit.words;
        counts.tokens += u64::from(unit.tokens);
        if let Some(language) = &document.language {
            stemmed.note(language, &stream[start..], types.list.len());
        }
        record.boilerplate = unit.boilerplate;
        record.title_in_text = unit.title;
        records.push(record);
        if stream.len() as u64 > MOST_SYMBOLS {
            return Err(CompileError::TooLarge {
                tokens: stream.len() as u64,
                most: MOST_SYMBOLS,
            });
        }
    }
    let stems = stemmed.learn(&types.list, &chars);
    let (sorted, stream) = sort_types(&types, &stream, &chars);
    let meta = meta::Meta {
        title: corpus.title.clone(),
        description: corpus.description.clone(),
        generator: concat!("corpuscope ", env!("CARGO_PKG_VERSION")).to_owned(),
        built: options.built.clone(),
        text_bytes: corpus.documents.iter().map(|d| d.text.len() as u64).sum(),
        word_types: u32::try_from(sorted.words.len()).unwrap_or(u32::MAX),
        tokens: counts.tokens,
        words: counts.words,
        warnings: warnings.iter().take(MOST_WARNINGS).cloned().collect(),
        total_warnings: u32::try_from(warnings.len()).unwrap_or(u32::MAX),
    };
    let columns = fields::columns_of(corpus);
    let folded: BTreeSet<&str> =
        sorted.words.iter().map(|(folded, _)| folded.as_str()).collect();
    let common = function_words(&languages, &folded, &chars);
    let words: Vec<(&str, &str)> =
        sorted.words.iter().map(|(f, s)| (f.as_str(), s.as_str())).collect();
    let marks: Vec<(&str, Spacing)> =
        sorted.marks.iter().map(|(mark, spacing)| (mark.as_str(), *spacing)).collect();
    let gaps: Vec<&str> = sorted.gaps.iter().map(String::as_str).collect();
    let end = words.len() + marks.len() + gaps.len();
    let symbols = u32::try_from(end + 1).unwrap_or(u32::MAX);
    let raw_text = meta.text_bytes;
    let (codec, text_bytes) = text::write(&stream, symbols);
    let section = |name: &[u8; 4], codec: u16, raw_length: u64, bytes: Vec<u8>| Section {
        name: *name,
        codec,
        raw_length,
        bytes: bytes.into(),
    };
    let table = |name: &[u8; 4], bytes: Vec<u8>| {
        let packed = packed::pack(&bytes);
        let raw = bytes.len() as u64;
        if packed.len() < bytes.len() {
            section(name, PACKED, raw, packed)
        } else {
            section(name, PLAIN, raw, bytes)
        }
    };
    let raw_terms = folded.iter().map(|word| word.len() as u64).sum();
    let term_bytes = terms::write(folded.iter().copied());
    let mut sections = vec![
        table(b"META", meta::write(&meta)),
        table(b"CHAR", alphabet::write(&chars)),
        section(b"TERM", terms::SHARED, raw_terms, term_bytes),
        table(b"FORM", forms::write(&FormsInput { words: &words, marks: &marks, gaps: &gaps })),
        table(b"STEM", stems::write(&stems)),
        table(b"STOP", common::write(&common)),
        table(b"DOCS", documents::write(&languages, &records)),
        table(b"COLS", columns::write(&columns)),
        section(b"TEXT", codec, raw_text, text_bytes),
    ];
    let first_gap = symbols - 1 - u32::try_from(gaps.len()).unwrap_or(0);
    let of_text = annotated::Stream { symbols: &stream, tokens: first_gap, end: symbols - 1 };
    if let Some(input) = annotated::annotations(corpus, &of_text, &chars) {
        let bytes = layers::write(&input, first_gap, &folded);
        sections.push(section(b"LAYR", PLAIN, bytes.len() as u64, bytes));
    }
    if !corpus.analysis.without_story {
        let story = analysed::section(corpus, &container::write(&sections))?;
        sections.push(section(b"STRY", MIXED, story.len() as u64, story));
        sections.push(table(b"EVNT", event_words::section(&languages, &folded, &chars)));
    }
    let bytes = container::write(&sections);
    verify::verify(&bytes, corpus)?;
    Ok(bytes)
}

fn characters(corpus: &Corpus) -> BTreeSet<char> {
    let mut seen = vec![false; char::MAX as usize + 1];
    for document in &corpus.documents {
        let separate = match &document.title {
            Some(Title::Separate(title)) => title.as_str(),
            _ => "",
        };
        for character in document.text.chars().chain(separate.chars()) {
            seen[character as usize] = true;
        }
    }
    ('\0'..=char::MAX).filter(|&c| seen[c as usize]).collect()
}

fn record_of(document: &Document, languages: &[String]) -> DocumentRecord {
    let language = document
        .language
        .as_ref()
        .and_then(|language| languages.binary_search(language).ok())
        .and_then(|place| u32::try_from(place).ok());
    DocumentRecord {
        path: document.path.clone(),
        id: document.id.clone(),
        separate_title: matches!(document.title, Some(Title::Separate(_))),
        date: document.date,
        language,
        ..DocumentRecord::default()
    }
}

#[derive(Default)]
struct Counts {
    words: u64,
    tokens: u64,
}

/// Distinct spellings, marks and gaps in order of first use.
#[derive(Default)]
struct Types {
    number_of: HashMap<String, u32>,
    list: Vec<(Kind, String)>,
}

impl Types {
    fn number(&mut self, kind: Kind, spelling: &str) -> u32 {
        // One spelling is always of one kind: kinds differ in their characters.
        if let Some(&number) = self.number_of.get(spelling) {
            return number;
        }
        let number = u32::try_from(self.list.len()).unwrap_or(UNIT_END - 1);
        self.number_of.insert(spelling.to_owned(), number);
        self.list.push((kind, spelling.to_owned()));
        number
    }
}

/// Ends a unit in the stream while types are numbered by first use.
const UNIT_END: u32 = u32::MAX;

/// What cutting a unit tells of it, in tokens.
#[derive(Default)]
struct Unit {
    words: u64,
    tokens: u32,
    boilerplate: Vec<Range<u32>>,
    title: Range<u32>,
}

fn cut_unit(
    content: &str,
    boilerplate: &[Range<usize>],
    title: Range<usize>,
    annotation: Option<&Annotation>,
    chars: &CharTable,
    types: &mut Types,
    stream: &mut Vec<u32>,
) -> Unit {
    let mut unit = Unit::default();
    let mut skipped = boilerplate.iter().peekable();
    let mut take = |segment: Segment| {
        stream.push(types.number(segment.kind, &content[segment.range.clone()]));
        if segment.kind == Kind::Gap {
            return;
        }
        let token = unit.tokens;
        unit.tokens += 1;
        if segment.range.start < title.end && segment.range.end > title.start {
            if unit.title.is_empty() {
                unit.title = token..token;
            }
            unit.title.end = token + 1;
        }
        while skipped.next_if(|range| range.end <= segment.range.start).is_some() {}
        if skipped.peek().is_some_and(|range| range.start < segment.range.end) {
            match unit.boilerplate.last_mut() {
                Some(last) if last.end == token => last.end = token + 1,
                _ => unit.boilerplate.push(token..token + 1),
            }
        } else if segment.kind == Kind::Word {
            unit.words += 1;
        }
    };
    cut(content, annotation, chars, &mut take);
    stream.push(UNIT_END);
    unit
}

/// Cuts a text, as it was annotated if it was.
pub(super) fn cut(
    content: &str,
    annotation: Option<&Annotation>,
    chars: &CharTable,
    take: &mut impl FnMut(Segment),
) {
    match annotation {
        Some(annotation) => tokens::cut_as_given(content, &annotation.tokens, chars, take),
        None => tokens::cut(content, chars, take),
    }
}

/// Types in their final order.
struct Sorted {
    words: Vec<(String, String)>,
    marks: Vec<(String, Spacing)>,
    gaps: Vec<String>,
}

/// Sorts the types, and rewrites the stream with their final numbers, without
/// the gaps that are as expected and with those that are unexpectedly absent.
fn sort_types(types: &Types, stream: &[u32], chars: &CharTable) -> (Sorted, Vec<u32>) {
    let mut words = Vec::new();
    let mut marks = Vec::new();
    let mut gaps = BTreeSet::from([""]);
    for (kind, spelling) in &types.list {
        match kind {
            Kind::Word => words.push((chars.fold_word(spelling), spelling.clone())),
            Kind::Mark => marks.push(spelling.as_str()),
            Kind::Gap => {
                gaps.insert(spelling);
            }
        }
    }
    words.sort_unstable();
    marks.sort_unstable();
    let gaps: Vec<&str> = gaps.into_iter().collect();
    let mut final_of: HashMap<&str, u32> = HashMap::new();
    let spellings = words
        .iter()
        .map(|(_, spelling)| spelling.as_str())
        .chain(marks.iter().copied())
        .chain(gaps.iter().copied());
    for (number, spelling) in (0_u32..).zip(spellings) {
        final_of.insert(spelling, number);
    }
    let map: Vec<u32> = types.list.iter().map(|(_, s)| final_of[s.as_str()]).collect();
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let first_mark = count(words.len());
    let first_gap = first_mark + count(marks.len());
    let end = first_gap + count(gaps.len());
    let numbered: Vec<u32> =
        stream.iter().map(|&n| if n == UNIT_END { end } else { map[n as usize] }).collect();

    let mut spacing: Vec<Spacing> =
        words.iter().map(|(_, spelling)| Spacing::of_word(spelling, chars)).collect();
    let space = final_of.get(" ").copied();
    let is_word = |n: Option<&u32>| n.is_some_and(|&n| n < first_mark);
    let mut votes = vec![(0_i64, 0_i64); marks.len()];
    for (at, &number) in numbered.iter().enumerate() {
        if !(first_mark..first_gap).contains(&number) {
            continue;
        }
        let (before, after) = &mut votes[(number - first_mark) as usize];
        let neighbour = |step: &dyn Fn(usize) -> Option<usize>| {
            let next = step(at).and_then(|place| numbered.get(place).map(|n| (place, n)));
            match next {
                Some((place, &n)) if Some(n) == space => {
                    is_word(step(place).and_then(|p| numbered.get(p))).then_some(1)
                }
                Some((_, n)) if is_word(Some(n)) => Some(-1),
                _ => None,
            }
        };
        *before += neighbour(&|at| at.checked_sub(1)).unwrap_or(0);
        *after += neighbour(&|at| at.checked_add(1)).unwrap_or(0);
    }
    spacing.extend(votes.iter().map(|v| Spacing { before: v.0 > 0, after: v.1 > 0 }));

    let empty = final_of[""];
    let mut shortened = Vec::with_capacity(numbered.len());
    let (mut gap, mut last) = (None, None);
    for number in numbered {
        if (first_gap..end).contains(&number) {
            gap = Some(number);
            continue;
        }
        let expected = match last {
            Some(last) if number != end => {
                let left: Spacing = spacing[last as usize];
                left.after && spacing[number as usize].before
            }
            _ => false,
        };
        match gap.take() {
            None if expected => shortened.push(empty),
            Some(gap) if !(expected && Some(gap) == space) => shortened.push(gap),
            _ => {}
        }
        shortened.push(number);
        last = (number != end).then_some(number);
    }
    let sorted = Sorted {
        marks: marks
            .iter()
            .map(|&mark| mark.to_owned())
            .zip(spacing.drain(words.len()..))
            .collect(),
        gaps: gaps.iter().map(|&gap| gap.to_owned()).collect(),
        words,
    };
    (sorted, shortened)
}

/// The terms that are function words of a language of the corpus.
fn function_words(
    languages: &[String],
    folded: &BTreeSet<&str>,
    chars: &CharTable,
) -> Vec<u32> {
    let lists = languages.iter().filter_map(|language| stop_words::lookup(language));
    let listed: BTreeSet<String> =
        lists.flat_map(|words| words.iter().map(|word| chars.fold_word(word))).collect();
    let terms = (0_u32..).zip(folded).filter(|(_, word)| listed.contains(**word));
    terms.map(|(term, _)| term).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::index::text::Place;
    use crate::index::{Index, Loader};

    fn corpus(texts: &[&str]) -> Corpus {
        let documents = texts
            .iter()
            .enumerate()
            .map(|(number, text)| Document {
                path: format!("{number:04}.txt"),
                text: (*text).to_owned(),
                ..Document::default()
            })
            .collect();
        Corpus { documents, ..Corpus::default() }
    }

    fn bytes_of(corpus: &Corpus) -> Vec<u8> {
        compile(corpus, &[], &CompileOptions::default()).expect("a small corpus")
    }

    fn check_round_trip(texts: &[&str]) {
        let bytes = bytes_of(&corpus(texts));
        let index = Index::open(&bytes).expect("a good index");
        let mut place = Place::default();
        for text in texts {
            let unit = index.decode(&mut place, 0..u32::MAX);
            assert_eq!(unit.text, *text);
            for token in unit.tokens {
                let mut spelling = String::new();
                index.forms.push(token.number, &index.terms, &mut spelling);
                assert_eq!(&unit.text[token.range()], spelling);
            }
        }
    }

    #[test]
    fn hostile_texts_come_back() {
        let every_block: String =
            (0..0x110).filter_map(|block| char::from_u32(block * 0x100 + 0x41)).collect();
        let long_word = "x".repeat(1_000_000);
        check_round_trip(&[
            "",
            " ",
            "   \n\n ",
            "no trouble at all, she said.",
            "ends in a space ",
            "\u{feff}mark",
            "a\0b\u{1}c",
            "nospaces,at.all(here)",
            "“a” ( b ) , c",
            "\u{301}alone",
            &every_block,
            &long_word,
            "和平计划 和平 plan计划",
            "İ ı ẞ ß ﬁ Ǆ ǅ ǆ",
        ]);
    }

    #[test]
    fn the_same_corpus_gives_the_same_bytes() {
        let corpus = corpus(&["one two, three", "two (three) four"]);
        assert_eq!(bytes_of(&corpus), bytes_of(&corpus));
    }

    #[test]
    fn boilerplate_is_in_the_text_and_not_among_the_words() {
        let mut corpus = corpus(&["Back to News. Peace talks. Jo Example / Corpuscope"]);
        corpus.documents[0].boilerplate = vec![0..13, 26..50];
        let bytes = bytes_of(&corpus);
        let index = Index::open(&bytes).expect("a good index");
        assert_eq!(index.meta.words, 2);
        let mut loader = Loader::new(&index);
        assert!(loader.step(&index, &mut || true) >= 1.0);
        let postings = loader.take_finished().expect("done");
        let words: Vec<&str> = postings
            .words
            .iter()
            .map(|&w| index.terms.word(index.forms.term_of[w as usize]))
            .collect();
        assert_eq!(words, ["peace", "talks"]);
        assert_eq!(postings.tokens, [11]);
    }

    proptest! {
        #[test]
        fn texts_come_back(texts in proptest::collection::vec("\\PC{0,30}|[ab .,\n\"(-]{0,20}", 0..6)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            check_round_trip(&texts);
        }

        #[test]
        fn positions_are_those_of_a_scan(texts in proptest::collection::vec("[abC .,]{0,30}", 1..6)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let bytes = bytes_of(&corpus(&texts));
            let index = Index::open(&bytes).expect("a good index");
            let mut loader = Loader::new(&index);
            while loader.step(&index, &mut || false) < 1.0 {}
            let postings = loader.take_finished().expect("done");
            let expected: Vec<String> = texts
                .iter()
                .flat_map(|text| text.split([' ', ',']))
                .flat_map(|piece| piece.split("..").map(|p| p.trim_matches('.')))
                .filter(|word| !word.is_empty())
                .map(str::to_lowercase)
                .collect();
            let words: Vec<&str> = postings
            .words
            .iter()
            .map(|&w| index.terms.word(index.forms.term_of[w as usize]))
            .collect();
            prop_assert_eq!(words, expected);
            for term in 0..u32::try_from(index.terms.len()).expect("few") {
                for position in postings.of(term) {
                    let word = postings.words[position as usize];
                    prop_assert_eq!(index.forms.term_of[word as usize], term);
                }
            }
            let total: u32 = (0..u32::try_from(index.terms.len()).expect("few"))
                .map(|t| postings.frequency(t)).sum();
            prop_assert_eq!(total as usize, postings.words.len());
        }
    }
}
