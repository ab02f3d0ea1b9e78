//! From a corpus to its section `STRY`: documents go in, the facts of their
//! story come out as bytes, with places in tokens.

use std::ops::Range;

use rayon::prelude::*;

use super::compile::CompileError;
use super::open::Index;
use super::{compile, story};
use crate::analyse::story::facts::{DocumentFacts, Span, Story};
use crate::analyse::story::names::settings::NameSettings;
use crate::analyse::story::{analyse, text::Source};
use crate::analyse::tokens::{Kind, Segment};
use crate::document::{Corpus, Document, Title};

/// Analyses the documents and writes the section, against the index of the rest.
pub(super) fn section(corpus: &Corpus, rest: &[u8]) -> Result<Vec<u8>, CompileError> {
    let index = Index::open(rest).map_err(|_| compile::verify::lost("the corpus"))?;
    Ok(story::write(&index, &story_of(corpus, &index)))
}

/// The facts of the documents in tokens, in the section's order.
pub(super) fn story_of(corpus: &Corpus, index: &Index<'_>) -> Story {
    let cut: Vec<Vec<(Kind, Range<usize>)>> = corpus
        .documents
        .par_iter()
        .map(|document| {
            let mut segments = Vec::new();
            let annotation = document.annotation.as_deref();
            compile::cut(&document.text, annotation, &index.chars, &mut |s: Segment| {
                segments.push((s.kind, s.range));
            });
            segments
        })
        .collect();
    let sources: Vec<Source<'_>> = corpus
        .documents
        .iter()
        .zip(&cut)
        .map(|(document, segments)| Source {
            text: &document.text,
            segments,
            boilerplate: &document.boilerplate,
            title: title_of(document),
            heading: match &document.title {
                Some(Title::Separate(title)) => title,
                _ => "",
            },
            language: document.language.as_deref(),
            date: document.date,
        })
        .collect();
    let mut story = analyse(&sources, &NameSettings::of(&corpus.analysis.names));
    story
        .documents
        .par_iter_mut()
        .zip(&cut)
        .for_each(|(facts, segments)| in_tokens(facts, segments));
    story::in_order(&mut story);
    story
}

fn title_of(document: &Document) -> &Range<usize> {
    const NONE: &Range<usize> = &(0..0);
    match &document.title {
        Some(Title::InText(range)) => range,
        _ => NONE,
    }
}

/// Bytes become numbers of tokens.
fn in_tokens(facts: &mut DocumentFacts, segments: &[(Kind, Range<usize>)]) {
    let ends: Vec<usize> = segments
        .iter()
        .filter(|(kind, _)| *kind != Kind::Gap)
        .map(|(_, range)| range.end)
        .collect();
    let token = |byte: u32| ends.partition_point(|&end| end <= byte as usize);
    let narrow = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let change = |span: &mut Span| {
        let start = token(span.start);
        let end = token(span.end.saturating_sub(1)) + 1;
        *span = narrow(start)..narrow(end.max(start));
    };
    facts.each_span(change);
    facts.figures.iter_mut().for_each(|figure| change(&mut figure.sentence));
}
