//! From a target to the facts of its documents.

use std::ops::Range;
use std::path::Path;

use rayon::prelude::*;

use crate::analyse::story::analyse;
use crate::analyse::story::facts::{Span, Story};
use crate::analyse::story::language::Lexicon;
use crate::analyse::story::names::settings::NameSettings;
use crate::analyse::story::text::{Source, Text};
use crate::analyse::tokens::Kind;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::target;
use crate::document::PartialDate;
use crate::index::{Index, Place, story};

/// A corpus with its facts.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) documents: Vec<ReadDocument>,
    pub(crate) story: Story,
}

/// A document as it was analysed.
#[derive(Debug)]
pub(crate) struct ReadDocument {
    pub(crate) path: String,
    pub(crate) text: String,
    segments: Vec<(Kind, Range<usize>)>,
    boilerplate: Vec<Range<usize>>,
    title: Range<usize>,
    heading: String,
    language: Option<String>,
    date: Option<PartialDate>,
    /// Scalar values before each byte; empty for ASCII.
    scalars: Vec<u32>,
}

impl ReadDocument {
    /// A place in scalar values and its text.
    pub(crate) fn piece(&self, span: &Span) -> Piece<'_> {
        let scalar = |byte: u32| match self.scalars.is_empty() {
            true => byte,
            false => self.scalars.get(byte as usize).copied().unwrap_or(byte),
        };
        Piece { start: scalar(span.start), end: scalar(span.end), text: self.slice(span) }
    }

    /// The same with the document's name.
    pub(super) fn place(&self, span: &Span) -> super::rows::Place<'_> {
        super::rows::Place { document: &self.path, piece: self.piece(span) }
    }

    pub(crate) fn slice(&self, span: &Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }
}

/// A piece of a text for a table.
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub(crate) struct Piece<'a> {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) text: &'a str,
}

/// Reads and analyses a target.
pub(crate) fn read(path: &Path, quiet: bool) -> Outcome<Read> {
    let bytes = target::index_of(path, quiet)?;
    let index = Index::open(&bytes).map_err(|error| Failure::from(error).of(path))?;
    let mut place = Place::default();
    let documents: Vec<ReadDocument> = (0..index.documents.len())
        .map(|number| read_document(&index, number, &mut place))
        .collect();
    let sources: Vec<Source<'_>> = documents
        .iter()
        .map(|document| Source {
            text: &document.text,
            segments: &document.segments,
            boilerplate: &document.boilerplate,
            title: &document.title,
            heading: &document.heading,
            language: document.language.as_deref(),
            date: document.date,
        })
        .collect();
    let story = match story::read(&index) {
        Some(story) => in_bytes(story, &sources, &documents),
        // Left out when the page was built, or built before there was one.
        None => analyse(&sources, &NameSettings::default()),
    };
    Ok(Read { documents, story })
}

/// The story of an index, whose places are tokens, with places in bytes.
fn in_bytes(mut story: Story, sources: &[Source<'_>], documents: &[ReadDocument]) -> Story {
    story.documents.par_iter_mut().zip(sources).zip(documents).for_each(
        |((facts, source), document)| {
            let lexicon = Lexicon::of(source.language);
            let tokens: Vec<Range<usize>> = document
                .segments
                .iter()
                .filter(|(kind, _)| *kind != Kind::Gap)
                .map(|(_, range)| range.clone())
                .collect();
            let narrow = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
            let change = |span: &mut Span| {
                let start = tokens.get(span.start as usize).map_or(0, |token| token.start);
                let last = span.end.checked_sub(1).and_then(|last| tokens.get(last as usize));
                // A possessive is not part of a piece.
                let end = last.map_or(start, |token| {
                    let word = document.text.get(token.clone()).unwrap_or_default();
                    token.end - lexicon.possessive(word)
                });
                *span = narrow(start)..narrow(end.max(start));
            };
            facts.each_span(change);
            let text = Text::new(source);
            for figure in &mut facts.figures {
                let sentence = text.sentence_of(text.token_at(figure.span.start));
                figure.sentence = text.span(&sentence);
            }
        },
    );
    story
}

fn read_document(index: &Index<'_>, number: usize, place: &mut Place) -> ReadDocument {
    let record = &index.documents[number];
    let heading = match record.separate_title {
        true => index.decode(place, 0..u32::MAX).text,
        false => String::new(),
    };
    let unit = index.decode(place, 0..u32::MAX);
    let mut segments = Vec::with_capacity(unit.tokens.len() * 2);
    let mut at = 0;
    for token in &unit.tokens {
        let range = token.range();
        if range.start > at {
            segments.push((Kind::Gap, at..range.start));
        }
        at = range.end;
        segments.push((index.kind(token.number), range));
    }
    if at < unit.text.len() {
        segments.push((Kind::Gap, at..unit.text.len()));
    }
    let bytes = |tokens: &Range<u32>| {
        let first = unit.tokens.get(tokens.start as usize).map_or(0, |t| t.range().start);
        let last = tokens.end.checked_sub(1).and_then(|last| unit.tokens.get(last as usize));
        first..last.map_or(first, |t| t.range().end).max(first)
    };
    let title = match record.title_in_text.is_empty() {
        true => 0..0,
        false => bytes(&record.title_in_text),
    };
    let scalars = if unit.text.is_ascii() {
        Vec::new()
    } else {
        let mut scalars = vec![0_u32; unit.text.len() + 1];
        let mut count = 0_u32;
        for (byte, slot) in scalars.iter_mut().enumerate() {
            *slot = count;
            // A scalar value ends where the next begins.
            count += u32::from(unit.text.is_char_boundary(byte + 1));
        }
        scalars
    };
    ReadDocument {
        path: record.path.clone(),
        segments,
        boilerplate: record.boilerplate.iter().map(bytes).collect(),
        title,
        heading,
        language: record
            .language
            .and_then(|language| index.languages.get(language as usize))
            .cloned(),
        date: record.date,
        scalars,
        text: unit.text,
    }
}
