//! Names, statements and figures as structures of queries: `<person/>`,
//! `<statement speaker="…"/>`, `<figure/>`.
//!
//! A structure of the same name that an annotated corpus has goes first. Regions
//! are disjoint, so that of statements that lie in one another the one that
//! begins first counts. Labels are no statements.

use std::ops::Range;

use super::{DocumentRows, IndexVocabulary};
use crate::analyse::story::facts::{NameKind, Span, StatementKind};
use crate::query::facts::Places;

/// Structures from here on are those of the story.
pub(super) const FIRST: u32 = 1 << 16;

/// What they are called, and their attributes.
pub(super) const STRUCTURES: [(&str, &[&str]); 6] = [
    ("statement", &["speaker", "kind", "venue", "cue", "addressee", "about"]),
    ("person", &["name"]),
    ("org", &["name"]),
    ("place", &["name"]),
    ("name", &["name", "kind"]),
    ("figure", &["value", "unit", "kind"]),
];
const STATEMENT: u32 = FIRST;
const PERSON: u32 = FIRST + 1;
const ORGANISATION: u32 = FIRST + 2;
const PLACE: u32 = FIRST + 3;
const FIGURE: u32 = FIRST + 5;

impl IndexVocabulary<'_> {
    /// The structures of the story, where the corpus has one.
    pub(super) fn story_structures(
        &self,
    ) -> &'static [(&'static str, &'static [&'static str])] {
        if self.corpus.index.story.is_some() { &STRUCTURES } else { &[] }
    }
}

impl DocumentRows<'_> {
    /// The regions of a structure as rows, each with its number in the list of
    /// its kind.
    pub(super) fn story_regions(&self, structure: u32) -> Vec<(Range<u32>, u32)> {
        let corpus = self.vocabulary.corpus;
        let (Some(story), Some(facts)) = (&corpus.postings.story, &self.laid.facts) else {
            return Vec::new();
        };
        let wanted = |kind: NameKind| match structure {
            PERSON => kind == NameKind::Person,
            ORGANISATION => kind == NameKind::Organisation,
            PLACE => kind == NameKind::Place,
            _ => true,
        };
        let spans: Vec<(&Span, u32)> = match structure {
            STATEMENT => {
                let said = facts.statements.iter().zip(0..);
                let said = said.filter(|(it, _)| it.kind != StatementKind::Label);
                said.map(|(it, number)| (&it.span, number)).collect()
            }
            FIGURE => facts.figures.iter().zip(0..).map(|(it, n)| (&it.span, n)).collect(),
            _ => {
                let kind = |name: u32| story.names.get(name as usize).map(|name| name.kind);
                let named = facts.mentions.iter().zip(0..);
                let named = named.filter(|(it, _)| kind(it.name).is_some_and(wanted));
                named.map(|(it, number)| (&it.span, number)).collect()
            }
        };
        let places = Places::new(corpus, self.document);
        let mut end = 0;
        let regions = spans.into_iter().map(|(span, number)| (places.rows(span), number));
        regions
            .filter(|(rows, _)| {
                let is_free = !rows.is_empty() && rows.start >= end;
                if is_free {
                    end = rows.end;
                }
                is_free
            })
            .collect()
    }

    /// Hands over the values of an attribute of an item.
    pub(super) fn story_values(
        &self,
        structure: u32,
        number: u32,
        attribute: &str,
        take: &mut dyn FnMut(&str),
    ) {
        let corpus = self.vocabulary.corpus;
        let (Some(story), Some(facts)) = (&corpus.postings.story, &self.laid.facts) else {
            return;
        };
        let name = |number: u32| story.names.get(number as usize);
        let number = number as usize;
        match structure {
            STATEMENT => {
                let Some(said) = facts.statements.get(number) else { return };
                let part = match attribute {
                    "speaker" => match said.speaker.and_then(name) {
                        Some(speaker) => return take(&speaker.name),
                        None => &said.speaker_mention,
                    },
                    "kind" => return take(said.kind.label()),
                    "about" => {
                        let names = said.about.iter().filter_map(|&number| name(number));
                        return names.for_each(|name| take(&name.name));
                    }
                    "venue" => &said.venue,
                    "cue" => &said.cue,
                    _ => &said.addressee,
                };
                part.iter().for_each(|span| take(&self.text(span)));
            }
            FIGURE => {
                let Some(figure) = facts.figures.get(number) else { return };
                match attribute {
                    "value" => take(&figure.value.to_string()),
                    "unit" => take(&figure.unit),
                    _ => take(figure.kind.label()),
                }
            }
            _ => {
                let mention = facts.mentions.get(number);
                let Some(name) = mention.and_then(|it| name(it.name)) else { return };
                take(if attribute == "kind" { name.kind.label() } else { &name.name });
            }
        }
    }

    /// The tokens of a span, with the spaces that they usually have.
    fn text(&self, span: &Span) -> String {
        let forms = &self.vocabulary.corpus.index.forms;
        let rows = Places::new(self.vocabulary.corpus, self.document).rows(span);
        let keys = self.laid.keys.get(rows.start as usize..rows.end as usize).unwrap_or(&[]);
        let mut text = String::new();
        let mut last = None;
        for key in keys {
            let number = key % self.vocabulary.types().max(1);
            if last.is_some_and(|last| forms.space_between(last, number)) {
                text.push(' ');
            }
            forms.push(number, &self.vocabulary.corpus.index.terms, &mut text);
            last = Some(number);
        }
        text
    }
}
