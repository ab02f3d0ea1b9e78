//! An open index: bytes go in, checked once; words, documents and their texts
//! come out, without failing from then on.

use std::borrow::Cow;
use std::ops::Range;

use super::columns::{self, Columns};
use super::common;
use super::container::{self, Section};
use super::documents::{self, DocumentRecord};
use super::error::IndexError;
use super::event_words;
use super::forms::{self, Forms};
use super::layers::{self, Annotations};
use super::meta::{self, Meta};
use super::postings::Waypoint;
use super::stems::{self, LanguageStems};
use super::terms::{self, Terms};
use super::text::{self, Place, Stream};
use super::{alphabet, bytes::Malformed, packed};
use crate::analyse::chars::CharTable;
use crate::analyse::tokens::Kind;
use crate::response::SectionInfo;

/// Codecs of the sections but `TERM` and `TEXT`.
pub(super) const PLAIN: u16 = 0;
pub(super) const PACKED: u16 = 1;
/// Codec of `STRY`.
pub(super) const MIXED: u16 = 2;

/// An index that was read and checked. It borrows the bytes.
#[derive(Debug)]
pub struct Index<'a> {
    pub(crate) meta: Meta,
    pub(crate) chars: CharTable,
    pub(crate) terms: Terms,
    pub(crate) forms: Forms,
    pub(crate) stream: Stream<'a>,
    /// Languages of the documents.
    pub(crate) languages: Vec<String>,
    /// In order of path.
    pub(crate) documents: Vec<DocumentRecord>,
    pub(crate) columns: Columns,
    /// Terms that are function words, ascending.
    pub(crate) common: Vec<u32>,
    /// How words are stemmed in documents of some languages.
    pub(crate) stems: Vec<LanguageStems>,
    /// What is said of tokens.
    pub(crate) annotations: Annotations<'a>,
    /// What was found of the story, coded: `story::Reading` reads it.
    pub(crate) story: Option<&'a [u8]>,
    /// Terms that are words for events, by `EventWord`.
    pub(crate) event_words: Vec<Vec<u32>>,
    pub(crate) sections: Vec<SectionInfo>,
    /// Bytes of the whole index.
    pub(crate) length: u64,
}

impl<'a> Index<'a> {
    /// Opens an index.
    ///
    /// # Errors
    /// The first thing that is wrong with the bytes.
    pub fn open(bytes: &'a [u8]) -> Result<Self, IndexError> {
        let mut sections = container::read(bytes)?;
        let infos = sections.iter().map(info).collect();
        let mut coded = |name: &[u8; 4]| -> Result<(u16, &'a [u8]), IndexError> {
            let place = sections.iter().position(|section| section.name == *name);
            let section = place.map(|place| sections.swap_remove(place));
            match section.map(|section| (section.codec, section.bytes)) {
                Some((codec, Cow::Borrowed(bytes))) => Ok((codec, bytes)),
                _ => Err(IndexError::Missing { section: letters(name) }),
            }
        };
        let (codec, text) = coded(b"TEXT")?;
        let (term_codec, term_bytes) = coded(b"TERM")?;
        let layer_bytes = coded(b"LAYR");
        let story_bytes = coded(b"STRY");
        let mut take = |name: &'static [u8; 4]| -> Result<Cow<'a, [u8]>, IndexError> {
            match coded(name)? {
                (PLAIN, bytes) => Ok(bytes.into()),
                (PACKED, bytes) => {
                    packed::unpack(bytes).map(Cow::Owned).map_err(malformed(name))
                }
                (codec, _) => Err(IndexError::Codec { section: letters(name), codec }),
            }
        };
        let meta = meta::read(&take(b"META")?).map_err(malformed(b"META"))?;
        let chars = alphabet::read(&take(b"CHAR")?).map_err(malformed(b"CHAR"))?;
        let terms = match term_codec {
            terms::FST | terms::SHARED => terms::read(term_bytes, term_codec),
            codec => return Err(IndexError::Codec { section: letters(b"TERM"), codec }),
        };
        let terms = terms.map_err(malformed(b"TERM"))?;
        let forms = forms::read(&take(b"FORM")?, meta.word_types, &terms, &chars)
            .map_err(malformed(b"FORM"))?;
        let symbols = forms.end().saturating_add(1);
        let stream = match codec {
            text::DENSE | text::CLASS => text::read(text, symbols, codec),
            text::EARLIER_CLASS => {
                return Err(IndexError::Version { found: 2, supported: container::MAJOR });
            }
            _ => return Err(IndexError::Codec { section: letters(b"TEXT"), codec }),
        };
        let stream = stream.map_err(malformed(b"TEXT"))?;
        let (languages, documents) =
            documents::read(&take(b"DOCS")?).map_err(malformed(b"DOCS"))?;
        let columns =
            columns::read(&take(b"COLS")?, documents.len()).map_err(malformed(b"COLS"))?;
        // New in 1.1: without it every word has its weight.
        let common = match take(b"STOP") {
            Ok(bytes) => common::read(&bytes, terms.len()).map_err(malformed(b"STOP"))?,
            Err(IndexError::Missing { .. }) => Vec::new(),
            Err(error) => return Err(error),
        };
        // New in 1.2: without it words match by their folded forms.
        let stems = match take(b"STEM") {
            Ok(bytes) => stems::read(&bytes).map_err(malformed(b"STEM"))?,
            Err(IndexError::Missing { .. }) => Vec::new(),
            Err(error) => return Err(error),
        };
        // New in 1.3, and only where documents are annotated.
        let annotations = match layer_bytes {
            Ok((_, bytes)) => layers::read(bytes, documents.len(), forms.tokens(), &terms)
                .map_err(malformed(b"LAYR"))?,
            Err(_) => Annotations::default(),
        };
        // New in 2.1; a build can leave it out.
        let story = match story_bytes {
            Ok((MIXED, bytes)) => Some(bytes),
            // That of 2.1 was of another code: as if it was left out.
            Ok(_) | Err(_) => None,
        };
        // New in 3.1.
        let event_words = match take(b"EVNT") {
            Ok(bytes) => event_words::read(&bytes, terms.len()).map_err(malformed(b"EVNT"))?,
            Err(IndexError::Missing { .. }) => Vec::new(),
            Err(error) => return Err(error),
        };
        let length = bytes.len() as u64;
        Ok(Self {
            meta,
            chars,
            terms,
            forms,
            stream,
            languages,
            documents,
            columns,
            common,
            stems,
            annotations,
            story,
            event_words,
            sections: infos,
            length,
        })
    }

    /// Version of the format that this program writes, `major.minor`.
    pub fn format() -> String {
        format!("{}.{}", container::MAJOR, container::MINOR)
    }

    /// The number of a document, by its path.
    pub(crate) fn document_at(&self, path: &str) -> Option<u32> {
        let place = self.documents.binary_search_by(|record| record.path.as_str().cmp(path));
        u32::try_from(place.ok()?).ok()
    }

    /// The language of a document.
    pub(crate) fn language_of(&self, document: u32) -> Option<&str> {
        let language = self.documents.get(document as usize)?.language?;
        self.languages.get(language as usize).map(String::as_str)
    }

    /// Which of the stems are for documents in a language.
    pub(crate) fn stems_for(&self, language: &str) -> Option<usize> {
        self.stems.iter().position(|stems| stems.codes.iter().any(|code| code == language))
    }

    /// Decodes tokens of one unit of text; the first one at `place` is number 0.
    /// The gap before the first and behind the last token of the unit belong
    /// to it, if the range has them. The place moves behind what was read.
    pub(crate) fn decode(&self, place: &mut Place, tokens: Range<u32>) -> DocumentText {
        let mut unit = DocumentText::default();
        let mut gap: Option<u32> = None;
        let mut last: Option<u32> = None;
        let mut number = 0;
        while number < tokens.end {
            let Some(symbol) = self.stream.next(place) else { break };
            if symbol >= self.forms.tokens() {
                if symbol == self.forms.end() {
                    break;
                }
                gap = Some(symbol);
                continue;
            }
            if number >= tokens.start {
                match (gap, last) {
                    (Some(gap), _) => self.forms.push(gap, &self.terms, &mut unit.text),
                    (None, Some(last)) if self.forms.space_between(last, symbol) => {
                        unit.text.push(' ');
                    }
                    _ => {}
                }
                last = Some(symbol);
                let start = offset(&unit.text);
                self.forms.push(symbol, &self.terms, &mut unit.text);
                unit.tokens.push(Token { number: symbol, start, end: offset(&unit.text) });
            }
            gap = None;
            number += 1;
        }
        if let Some(gap) = gap {
            self.forms.push(gap, &self.terms, &mut unit.text);
        }
        unit
    }

    /// Finds words in a unit of text without decoding it, from a place before
    /// them: of the words that are not boilerplate, those with the wanted
    /// numbers, and the tokens `also` around or beside them. Returns the place
    /// and the number of the first one's token, and the end of the last one's
    /// with the marks that directly follow it.
    pub(crate) fn locate(
        &self,
        from: Waypoint,
        boilerplate: &[Range<u32>],
        wanted: &Range<u32>,
        also: &Range<u32>,
    ) -> (Place, Range<u32>) {
        let mut skipped = boilerplate.iter().peekable();
        let Waypoint { mut place, mut token, mut word } = from;
        let (mut first, mut end) = (None, 0);
        let mut follows = false;
        let mut last = None;
        let mut before = place;
        while let Some(symbol) = self.stream.next(&mut place) {
            if symbol >= self.forms.tokens() {
                if symbol == self.forms.end() {
                    break;
                }
                follows = self.forms.is_empty_gap(symbol);
                last = None;
                before = place;
                continue;
            }
            while skipped.next_if(|range| range.end <= token).is_some() {}
            let own = skipped.peek().is_none_or(|range| range.start > token);
            if own && also.contains(&token) {
                first.get_or_insert((before, token));
                end = token + 1;
                word += u32::from(symbol < self.forms.words());
            } else if symbol < self.forms.words() {
                if word >= wanted.end && token >= also.end {
                    break;
                }
                if own && word >= wanted.start && word < wanted.end {
                    first.get_or_insert((before, token));
                    end = token + 1;
                }
                word += u32::from(own);
            } else if word >= wanted.end && token >= also.end {
                follows |= last.is_some_and(|last| !self.forms.space_between(last, symbol));
                if !follows || end != token {
                    break;
                }
                end = token + 1;
            } else if own && word == 0 && wanted.start == 0 {
                // Marks before the first word of the unit.
                first.get_or_insert((before, token));
            }
            (last, follows) = (Some(symbol), false);
            before = place;
            token += 1;
        }
        let (place, start) = first.unwrap_or((place, end));
        (place, start..end)
    }

    /// Whether a type is a word, a mark or a gap.
    pub(crate) fn kind(&self, number: u32) -> Kind {
        if number < self.forms.words() {
            Kind::Word
        } else if number < self.forms.tokens() {
            Kind::Mark
        } else {
            Kind::Gap
        }
    }
}

fn offset(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

/// One unit of text: a title that stands apart, or a document's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DocumentText {
    pub(crate) text: String,
    pub(crate) tokens: Vec<Token>,
}

/// A token in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Its type.
    pub(crate) number: u32,
    /// Bytes of the text.
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Token {
    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

fn malformed(name: &'static [u8; 4]) -> impl Fn(Malformed) -> IndexError {
    move |Malformed| IndexError::Malformed { section: letters(name) }
}

fn letters(name: &[u8; 4]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

fn info(section: &Section<'_>) -> SectionInfo {
    let about = match &section.name {
        b"META" => "title, counts, warnings",
        b"CHAR" => "class and folded form of each character",
        b"TERM" => "dictionary of folded words",
        b"FORM" => "spellings, marks and gaps",
        b"TEXT" => "the text, token by token",
        b"STEM" => "rules from words to stems",
        b"STRY" => "names, statements, figures, dates",
        b"STOP" => "function words",
        b"EVNT" => "words for events",
        b"DOCS" => "paths, dates, languages",
        b"COLS" => "metadata fields",
        b"LAYR" => "layers and structures of annotated documents",
        _ => "unknown to this version",
    };
    let codec = match (&section.name, section.codec) {
        (b"TEXT", text::DENSE) => "dense byte code".to_owned(),
        (b"TEXT", text::CLASS) => "word classes".to_owned(),
        (b"TERM", terms::FST) => "fst".to_owned(),
        (b"TERM", terms::SHARED) => "what is shared with the word before".to_owned(),
        (b"STRY", MIXED) => "against the text".to_owned(),
        (_, PLAIN) => "plain".to_owned(),
        (_, PACKED) => "packed".to_owned(),
        (_, codec) => format!("codec {codec}"),
    };
    SectionInfo {
        name: letters(&section.name),
        about: about.to_owned(),
        codec,
        bytes: section.bytes.len() as u64,
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;
    use crate::document::{Corpus, Document};
    use crate::index::{CompileOptions, Loader, compile};

    /// Words of a small vocabulary, with marks and gaps of their own.
    fn text(words: u32) -> String {
        let mut state = 7_u32;
        let pieces = (0..words).map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = (state >> 20) as usize;
            let word = ["peace", "Talks", "begin", "in", "the", "old", "harbour"][at % 7];
            let end = [" ", " ", " ", ", ", ". ", " (", "\n\n", "—", "... "][at / 7 % 9];
            format!("{word}{end}")
        });
        pieces.collect()
    }

    #[test]
    fn what_is_found_from_a_waypoint_is_found_from_the_beginning() {
        let documents = [40, 9_000, 25_000].map(|words| Document {
            path: format!("{words:06}"),
            text: text(words),
            boilerplate: if words > 99 { vec![0..400, 9_000..9_900] } else { Vec::new() },
            ..Document::default()
        });
        let corpus = Corpus { documents: documents.into(), ..Corpus::default() };
        let bytes = compile(&corpus, &[], &CompileOptions::default()).expect("a corpus");
        let index = Index::open(&bytes).expect("well formed");
        assert!(matches!(index.stream, Stream::Class(_)));
        let mut loader = Loader::new(&index);
        while loader.step(&index, &mut || true) < 1.0 {}
        let postings = loader.take_finished().expect("loaded");
        let mut far = 0;
        for document in 0..postings.documents() {
            let boilerplate = &index.documents[document as usize].boilerplate;
            let words = u32::try_from(postings.document(document).len()).expect("few");
            let place = postings.place(document);
            let begin = Waypoint { place, token: 0, word: 0 };
            for word in (0..words).step_by(211) {
                for also in [0..0, word + 3..word + 5, word.saturating_sub(9)..word + 1] {
                    let wanted = word..word + 4;
                    let from = postings.waypoint(document, place, word, &also);
                    far += u32::from(from.word > 1_000);
                    assert_eq!(
                        index.locate(from, boilerplate, &wanted, &also),
                        index.locate(begin, boilerplate, &wanted, &also),
                        "document {document}, word {word}, tokens {also:?}"
                    );
                }
            }
        }
        assert!(far > 100, "{far} words were found from far on");
    }
}
