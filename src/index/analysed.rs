//! From a corpus to its section `STRY`: documents go in, the facts of their
//! story come out as bytes, with places in tokens.

use std::ops::Range;

use rayon::prelude::*;

use super::{compile, story};
use crate::analyse::chars::CharTable;
use crate::analyse::story::facts::{DocumentFacts, Span, Story};
use crate::analyse::story::names::settings::NameSettings;
use crate::analyse::story::{analyse, text::Source};
use crate::analyse::tokens::{Kind, Segment};
use crate::document::{Corpus, Document, Title};

/// Analyses the documents and writes the section.
pub(super) fn section(corpus: &Corpus, chars: &CharTable) -> Vec<u8> {
    let cut: Vec<Vec<(Kind, Range<usize>)>> = corpus
        .documents
        .par_iter()
        .map(|document| {
            let mut segments = Vec::new();
            let annotation = document.annotation.as_deref();
            compile::cut(&document.text, annotation, chars, &mut |s: Segment| {
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
    by_first_use(&mut story);
    story::write(&story)
}

/// Numbers the names in the order in which the section uses them, as its ranks
/// need it.
fn by_first_use(story: &mut Story) {
    let mut number_of: Vec<Option<u32>> = vec![None; story.names.len()];
    let mut order: Vec<usize> = Vec::with_capacity(story.names.len());
    let mut give = |name: &mut u32| {
        let number = &mut number_of[*name as usize];
        *name = *number.get_or_insert_with(|| {
            order.push(*name as usize);
            u32::try_from(order.len() - 1).unwrap_or(u32::MAX)
        });
    };
    for facts in &mut story.documents {
        facts.mentions.iter_mut().for_each(|mention| give(&mut mention.name));
        facts.roles.iter_mut().for_each(|role| give(&mut role.name));
        for statement in &mut facts.statements {
            statement.speaker.iter_mut().for_each(&mut give);
        }
    }
    // Whom statements are about and claimants are read off the rest.
    for pair in &mut story.suggestions {
        give(&mut pair.first);
        give(&mut pair.second);
    }
    for name in 0..story.names.len() {
        let mut name = u32::try_from(name).unwrap_or(u32::MAX);
        give(&mut name);
    }
    story.names = order.iter().map(|&name| story.names[name].clone()).collect();
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
