//! Facts in tokens as bytes: a story goes in, put in the order in which the
//! section tells it; the section comes out.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::figures::{anchor, unit_place};
use super::names::LONGEST;
use super::tokens::{Tokens, Words, shape, spelled};
use super::{Shared, Walk, derived, roles, statements};
use crate::analyse::story::dates::{days_away, month_number, weekday_number};
use crate::analyse::story::facts::{DocumentFacts, Statement, Story, Suggestion};
use crate::analyse::story::figures::word_value;
use crate::index::open::Index;
use crate::index::range::Encoder;
use crate::index::text::Place;

/// Puts a story in order: names by first mention, facts by place, clusters by
/// first use; what no text gives (spans without tokens, one in another) is left
/// out.
pub(crate) fn in_order(story: &mut Story) {
    for facts in &mut story.documents {
        order_of_facts(facts);
    }
    by_first_mention(story);
    let (mut numbers, mut next) = (Vec::new(), 0);
    for facts in &mut story.documents {
        derived::renumber(&mut facts.statements, &mut numbers, &mut next);
    }
    for facts in &mut story.documents {
        roles::in_order(&mut facts.roles);
        derive(facts);
    }
}

/// What follows from the rest.
pub(super) fn derive(facts: &mut DocumentFacts) {
    for statement in &mut facts.statements {
        statement.about = derived::about(statement, &facts.mentions);
    }
    for figure in &mut facts.figures {
        figure.claimant = derived::claimant(&facts.statements, &figure.span);
        figure.sentence = figure.span.clone();
    }
}

fn order_of_facts(facts: &mut DocumentFacts) {
    facts.mentions.retain(|it| it.span.len() <= LONGEST as usize);
    keep_disjoint(&mut facts.mentions, 0, |it| it.span.clone());
    facts.roles.retain(|it| it.span.start < it.span.end);
    facts.statements.retain(|it| it.span.start < it.span.end);
    for statement in &mut facts.statements {
        order_of_parts(statement);
    }
    derived::in_order(&mut facts.statements);
    derived::few_at_one_place(&mut facts.statements);
    for figure in &mut facts.figures {
        let start = figure.span.start;
        figure.qualifier = figure
            .qualifier
            .take()
            .filter(|it| it.start == start && it.start < it.end && it.end < figure.span.end);
    }
    facts.figures.sort_by_key(anchor);
    keep_disjoint(&mut facts.figures, 0, |it| anchor(it)..it.span.end);
    facts.dates.sort_by_key(|it| it.span.start);
    keep_disjoint(&mut facts.dates, 0, |it| it.span.clone());
}

/// Leaves out what is empty or begins before the end of what is kept before it.
fn keep_disjoint<T>(list: &mut Vec<T>, mut end: u32, span: impl Fn(&T) -> Range<u32>) {
    list.retain(|it| {
        let span = span(it);
        let fits = span.start >= end && span.start < span.end;
        end = if fits { span.end } else { end };
        fits
    });
}

fn order_of_parts(statement: &mut Statement) {
    statement.quotes.sort_by_key(|it| (it.start, it.end));
    keep_disjoint(&mut statement.quotes, statement.span.start, Range::clone);
    statement.quotes.truncate(statements::MOST_QUOTES);
    let parts = [
        &mut statement.speaker_mention,
        &mut statement.cue,
        &mut statement.venue,
        &mut statement.addressee,
    ];
    for part in parts {
        if part.as_ref().is_some_and(|it| it.start >= it.end) {
            *part = None;
        }
    }
}

/// Numbers the names in the order in which they are first mentioned.
fn by_first_mention(story: &mut Story) {
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
    }
    for facts in &mut story.documents {
        facts.roles.iter_mut().for_each(|role| give(&mut role.name));
        for statement in &mut facts.statements {
            statement.speaker.iter_mut().for_each(&mut give);
        }
    }
    for pair in &mut story.suggestions {
        give(&mut pair.first);
        give(&mut pair.second);
    }
    for name in 0..story.names.len() {
        let mut name = u32::try_from(name).unwrap_or(u32::MAX);
        give(&mut name);
    }
    story.names = order.iter().map(|&name| story.names[name].clone()).collect();
    for pair in &mut story.suggestions {
        let Suggestion { first, second } = *pair;
        *pair = Suggestion { first: first.min(second), second: first.max(second) };
    }
    story.suggestions.sort_unstable();
    story.suggestions.dedup();
}

/// The section; the spans of the story count tokens of the index's texts.
pub(crate) fn write(index: &Index<'_>, story: &Story) -> Vec<u8> {
    let shared = shared(index, story);
    let mut walk = Walk::new(index, Encoder::default(), shared);
    for facts in &story.documents {
        walk.document(index, facts);
    }
    walk.end(index, (&story.names, &story.suggestions));
    walk.mixer.side.finish()
}

/// What is told before the documents.
fn shared(index: &Index<'_>, story: &Story) -> Shared {
    let words = Words::new(index);
    let types = index.forms.tokens() as usize;
    let mut shared = Shared {
        listed: std::array::from_fn(|_| vec![false; types]),
        kinds: story.names.iter().map(|name| name.kind as u8).collect(),
        names: u32::try_from(story.names.len()).unwrap_or(u32::MAX),
        ..Shared::default()
    };
    let mut units: BTreeSet<String> = BTreeSet::new();
    let mut values: BTreeMap<u32, u64> = BTreeMap::new();
    let mut meanings: BTreeMap<u32, u64> = BTreeMap::new();
    let mut tokens = Tokens::default();
    let mut place = Place::default();
    for (facts, record) in story.documents.iter().zip(&index.documents) {
        tokens.read(index, &words, &mut place, record.separate_title);
        let [names, statements, figures, dates] = &mut shared.listed;
        let list = |listed: &mut Vec<bool>, token: u32, plain: &[u8]| {
            if !plain.contains(&tokens.shape(token))
                && let Some(flag) = listed.get_mut(tokens.at(token) as usize)
            {
                *flag = true;
            }
        };
        for mention in &facts.mentions {
            list(names, mention.span.start, &[shape::CAPITAL, shape::CAPITALS]);
        }
        for statement in &facts.statements {
            list(statements, derived::anchor(statement), &[]);
        }
        for figure in &facts.figures {
            list(figures, anchor(figure), &[shape::DIGIT]);
            if !figure.unit.is_empty() && unit_place(index, &tokens, figure).is_none() {
                units.insert(figure.unit.clone());
            }
            let span = anchor(figure)..figure.span.end;
            note(index, &tokens, span, &mut values, value_of);
        }
        for date in &facts.dates {
            list(dates, date.span.start, &[shape::DIGIT]);
            note(index, &tokens, date.span.clone(), &mut meanings, meaning_of);
        }
    }
    shared.units = units.into_iter().collect();
    shared.values = values.into_iter().collect();
    shared.meanings = meanings.into_iter().collect();
    shared
}

/// Notes the words of a span that have a meaning.
fn note(
    index: &Index<'_>,
    tokens: &Tokens,
    span: Range<u32>,
    known: &mut BTreeMap<u32, u64>,
    meaning: fn(&str) -> Option<u64>,
) {
    for token in span {
        let number = tokens.at(token);
        let mut text = String::new();
        spelled(index, number, &mut text);
        if tokens.shape(token) != shape::DIGIT
            && let Some(meaning) = meaning(&text)
        {
            known.insert(number, meaning);
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole numbers")]
fn value_of(word: &str) -> Option<u64> {
    word_value(word).map(|value| value as u64)
}

fn meaning_of(word: &str) -> Option<u64> {
    let month = month_number(word).map(u64::from);
    let weekday = weekday_number(word).and_then(|it| u64::try_from(it + 13).ok());
    let day = days_away(word).and_then(|it| u64::try_from(it + 21).ok());
    month.or(weekday).or(day)
}
