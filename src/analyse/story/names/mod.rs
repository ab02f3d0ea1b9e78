//! Names: texts go in; people, organisations, places and other things with
//! their mentions and roles come out.
//!
//! 1. [`evidence`]: what the corpus tells of a word's capital.
//! 2. [`candidates`]: stretches of capitals that look like names.
//! 3. [`kinds`]: what the words around them tell of their kind.
//! 4. [`merge`]: one entry for each person over all documents, by
//!    [`spelling`], surname and role; [`settings`] of the corpus come first.
//! 5. `roles`: the titles and descriptions that the texts give.

pub(crate) mod candidates;
pub(crate) mod evidence;
mod joins;
pub(crate) mod kinds;
pub(crate) mod merge;
pub(crate) mod roles;
pub(crate) mod settings;
pub(crate) mod spelling;

use std::ops::Range;

use super::facts::{NameKind, Rule, Span};
use super::language::flag;
use super::text::{Shape, Text};
use candidates::Candidate;
use evidence::Evidence;
use kinds::Vote;
use settings::NameSettings;

/// What one document tells of names.
#[derive(Clone, Debug, Default)]
pub(crate) struct LocalNames {
    pub(crate) mentions: Vec<LocalMention>,
    /// An abbreviation and the name before it, by their places in `mentions`.
    pub(crate) explained: Vec<(usize, usize)>,
    pub(crate) language: Option<String>,
}

/// A mention before it is known whose it is.
#[derive(Clone, Debug)]
pub(crate) struct LocalMention {
    pub(crate) tokens: Range<usize>,
    pub(crate) span: Span,
    /// As written, with single spaces.
    pub(crate) form: String,
    pub(crate) canonical: Option<&'static str>,
    pub(crate) vote: Option<Vote>,
    /// The word for a role directly before it, in small letters.
    pub(crate) role: Option<String>,
    /// A single given name.
    pub(crate) given: bool,
    /// Behind a preposition of place.
    pub(crate) in_place: bool,
}

/// A mention whose name is known, as the rules for statements see it.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) tokens: Range<usize>,
    pub(crate) name: u32,
    pub(crate) kind: NameKind,
}

/// Finds the names of one document.
pub(crate) fn local(
    text: &Text<'_>,
    evidence: &Evidence,
    settings: &NameSettings,
    language: Option<&str>,
) -> LocalNames {
    let candidates = settings.apply(text, candidates::find(text, evidence));
    let explained = explained(text, &candidates);
    let mentions = candidates
        .iter()
        .map(|candidate| {
            let span = text.span(&candidate.tokens);
            let written = text.slice(&span);
            let before = candidate.tokens.start.checked_sub(1);
            let role = before
                .filter(|&b| text.flags(b) & flag::ROLE != 0)
                .map(|b| text.word(b).to_lowercase());
            LocalMention {
                form: one_line(written),
                canonical: canonical(text, written),
                vote: kinds::vote(text, candidate, evidence),
                role,
                given: candidate.tokens.len() == 1
                    && text.flags(candidate.tokens.start) & flag::GIVEN != 0,
                in_place: before.is_some_and(|b| text.flags(b) & flag::LOCATIVE != 0),
                tokens: candidate.tokens.clone(),
                span,
            }
        })
        .collect();
    LocalNames { mentions, explained, language: language.map(str::to_owned) }
}

/// The listed form of a name, also where it is in capitals only.
fn canonical(text: &Text<'_>, written: &str) -> Option<&'static str> {
    let listed = text.lexicon.name(written).or_else(|| {
        let shouted = written.len() > 3 && !written.chars().any(char::is_lowercase);
        shouted.then(|| candidates::titled(written)).and_then(|it| text.lexicon.name(&it))
    });
    listed.map(|(_, canonical)| canonical)
}

fn one_line(written: &str) -> String {
    if written.contains(['\n', '\t', '\u{a0}']) || written.contains("  ") {
        written.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        written.to_owned()
    }
}

/// `National Security Council (NSC)`: pairs of abbreviation and name.
fn explained(text: &Text<'_>, candidates: &[Candidate]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (at, pair) in candidates.windows(2).enumerate() {
        let (long, short) = (&pair[0].tokens, &pair[1].tokens);
        let bracketed = short.len() == 1
            && short.start == long.end + 1
            && text.word(long.end) == "("
            && text.word(short.end) == ")"
            && text.tokens[short.start].shape == Shape::AllCapitals;
        if bracketed && long.len() > 1 && initials_fit(text, long, text.word(short.start)) {
            pairs.push((at + 1, at));
        }
    }
    pairs
}

fn initials_fit(text: &Text<'_>, long: &Range<usize>, short: &str) -> bool {
    let initials: String = long
        .clone()
        .filter(|&t| text.tokens[t].has_capital())
        .filter_map(|t| text.word(t).chars().next())
        .collect();
    let letters: String = short.chars().filter(|c| c.is_alphabetic()).collect();
    initials == letters
}

/// Roles of a document's people: name and place.
pub(crate) fn roles(text: &Text<'_>, named: &[Named]) -> Vec<(Span, u32, Rule)> {
    let people: Vec<Range<usize>> = named
        .iter()
        .filter(|it| it.kind == NameKind::Person)
        .map(|it| it.tokens.clone())
        .collect();
    let all: Vec<Range<usize>> = named.iter().map(|it| it.tokens.clone()).collect();
    let around = roles::Around { people: &people, all: &all };
    let mut found: Vec<(Span, u32, Rule)> = Vec::new();
    for person in named.iter().filter(|it| it.kind == NameKind::Person) {
        for role in roles::of(text, &person.tokens, &around) {
            found.push((text.span(&role.tokens), person.name, role.rule));
        }
    }
    found.sort_by_key(|(span, name, _)| (span.start, span.end, *name));
    found.dedup_by(|a, b| a.0 == b.0 && a.1 == b.1);
    found
}
