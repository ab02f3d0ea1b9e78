//! What happened when: sentences with a word for an event go in, events with
//! who, where and when come out, in order of time.
//!
//! The words are the index's lists. A verb in the past (`met`) tells an event
//! where somebody is named with it; a noun (`talks`) only where a date and a
//! name or place stand with it. What is denied or only possible is left out.
//! The date is one that the sentence itself names: the document's date is not
//! the event's, and without a date an event stays undated.

use std::collections::BTreeMap;

use super::names::counted;
use super::{Pages, Scope, count, each_sentence, window};
use crate::analyse::story::facts::{
    DateMention, DocumentFacts, EventKind, EventWord, NameKind, Span, StatementKind,
};
use crate::index::story::Facts;
use crate::query::Corpus;
use crate::query::own_tokens::OwnTokens;
use crate::query::search::Ran;
use crate::request::EventsRequest;
use crate::response::{EventRow, EventsResponse};
use crate::sorting;

/// Tokens around the word in which who, where and when may stand.
const REACH: u32 = 30;
/// Words before the word in which a denial counts.
const DENIED: usize = 4;
/// Tokens of the longest sentence.
const LONGEST: u32 = 200;

/// An event.
struct Event {
    document: u32,
    /// The word for it.
    token: u32,
    sentence: Span,
    kind: EventKind,
    who: Vec<u32>,
    place: Option<u32>,
    date: Option<DateMention>,
}

/// Answers a request for events.
pub(crate) fn events(
    corpus: Corpus<'_>,
    request: &EventsRequest,
    ran: &Ran<'_>,
) -> EventsResponse {
    let scope = Scope::new(corpus, &request.scope, ran);
    if scope.story.is_none() {
        return EventsResponse { query: scope.echo, ..EventsResponse::default() };
    }
    let words = Words::new(&corpus.index.event_words, corpus.index.terms.len());
    let wanted = |name: &Option<String>| name.as_ref().map(|name| scope.number(name));
    let (who, place) = (wanted(&request.who), wanted(&request.place));
    let mut found: Vec<Event> = Vec::new();
    for (document, story) in scope.each() {
        let facts = story.document(document);
        in_document(corpus, story, &words, document, &facts, &mut found);
    }
    found.retain(|event| {
        who.is_none_or(|name| name.is_some_and(|name| event.who.contains(&name)))
            && place.is_none_or(|name| name.is_some() && event.place == name)
    });
    let mut kinds: BTreeMap<String, u32> = BTreeMap::new();
    for event in &found {
        *kinds.entry(event.kind.label().to_owned()).or_default() += 1;
    }
    found.retain(|event| request.kind.is_empty() || event.kind.label() == request.kind);
    sorting::sort_by_key(&mut found, |event| {
        let date = event.date.as_ref().and_then(|it| it.date);
        (date.is_none(), date, event.document, event.token)
    });
    let total = count(found.len());
    let mut pages = Pages::new(corpus);
    let events = window(found, &request.scope)
        .into_iter()
        .map(|event| {
            let date = event.date.as_ref();
            let word = event.token..event.token + 1;
            EventRow {
                evidence: pages.passage(event.document, &word, "word for an event"),
                kind: event.kind.label().to_owned(),
                text: clause(&mut pages, &event),
                who: event.who.iter().map(|&name| scope.name(name)).collect(),
                place: event.place.map(|name| scope.name(name)),
                date: date.and_then(|it| it.date).map(|date| date.to_string()),
                anchor: date.map_or("none", |it| it.anchor.label()).to_owned(),
                date_text: date.map(|it| pages.name(event.document, &it.span)),
            }
        })
        .collect();
    EventsResponse { analysed: true, query: scope.echo, total, kinds: counted(kinds), events }
}

/// The part of the sentence around the word, up to the marks around it.
fn clause(pages: &mut Pages<'_>, event: &Event) -> String {
    let before = pages.text(event.document, &(event.sentence.start..event.token));
    let after = pages.text(event.document, &(event.token..event.sentence.end));
    let mark = |c: char| {
        matches!(
            c,
            ',' | ';' | ':' | '—' | '–' | '“' | '”' | '"' | '(' | ')' | '«' | '»' | '\n'
        )
    };
    let from = before
        .rfind(mark)
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let to = after.find(mark).unwrap_or(after.len());
    let space =
        if before.ends_with(char::is_whitespace) || before.is_empty() { "" } else { " " };
    let text = format!("{}{space}{}", &before[from..], &after[..to]);
    text.trim().trim_end_matches('.').to_owned()
}

/// What each term tells of events.
struct Words {
    /// The number of an [`EventWord`] for a kind, plus one.
    kinds: Vec<u8>,
    denies: Vec<bool>,
    /// A place follows.
    at: Vec<bool>,
}

impl Words {
    fn new(lists: &[Vec<u32>], terms: usize) -> Self {
        let mut words =
            Self { kinds: vec![0; terms], denies: vec![false; terms], at: vec![false; terms] };
        for (number, list) in lists.iter().enumerate() {
            for &term in list {
                let term = term as usize;
                if number == EventWord::Deny.number() {
                    words.denies[term] = true;
                } else if number == EventWord::At.number() {
                    words.at[term] = true;
                } else {
                    words.kinds[term] = u8::try_from(number + 1).unwrap_or(0);
                }
            }
        }
        words
    }

    /// The kind a term tells, and whether it is a verb.
    fn kind(&self, term: u32) -> Option<(EventKind, bool)> {
        let number = usize::from(*self.kinds.get(term as usize)?).checked_sub(1)?;
        Some((*EventKind::ALL.get(number / 2)?, number % 2 == 0))
    }
}

fn has(list: &[bool], term: u32) -> bool {
    list.get(term as usize).copied().unwrap_or(false)
}

/// The events of one document.
fn in_document(
    corpus: Corpus<'_>,
    story: &Facts,
    words: &Words,
    document: u32,
    facts: &DocumentFacts,
    found: &mut Vec<Event>,
) {
    let own = OwnTokens::new(&corpus.index.documents[document as usize].boilerplate);
    each_sentence(corpus, document, &mut |rows, told| {
        let any = told.iter().any(|(_, term)| words.kind(*term).is_some());
        if !any || rows.end - rows.start > LONGEST {
            return;
        }
        let told: Vec<(u32, u32)> =
            told.iter().map(|&(row, term)| (own.token(row), term)).collect();
        let sentence = own.token(rows.start)..own.token(rows.end - 1).saturating_add(1);
        in_sentence(story, words, (document, facts), (&sentence, &told), found);
    });
}

/// The events of a sentence: its tokens, and token and term of each of its words.
fn in_sentence(
    story: &Facts,
    words: &Words,
    (document, facts): (u32, &DocumentFacts),
    (sentence, told): (&Span, &[(u32, u32)]),
    found: &mut Vec<Event>,
) {
    let from = found.len();
    for (place, &(token, term)) in told.iter().enumerate() {
        let Some((kind, verb)) = words.kind(term) else { continue };
        let before = &told[place.saturating_sub(DENIED)..place];
        // To a meeting: no denial; to meet: one.
        let denied = before
            .iter()
            .any(|(_, term)| has(&words.denies, *term) && (verb || !has(&words.at, *term)));
        if denied || in_name(facts, token) {
            continue;
        }
        let near = token.saturating_sub(REACH).max(sentence.start)
            ..token.saturating_add(REACH).min(sentence.end);
        let (who, place) = who_and_where(story, words, facts, told, token, &near);
        let date = date_near(facts, token, &near);
        let enough = match verb {
            true => !who.is_empty(),
            false => date.is_some() && (!who.is_empty() || place.is_some()),
        };
        if enough {
            let sentence = sentence.clone();
            found.push(Event { document, token, sentence, kind, who, place, date });
        }
    }
    // One event of a kind in a sentence, the verb's first; what was announced
    // comes before that it was.
    let other = found[from..].iter().any(|event| event.kind != EventKind::Announcement);
    let mut seen: Vec<EventKind> = Vec::new();
    let mut rest = found.split_off(from);
    rest.retain(|event| {
        let first = !seen.contains(&event.kind);
        seen.push(event.kind);
        first && !(other && event.kind == EventKind::Announcement)
    });
    found.extend(rest);
}

/// Whether a word is part of a name or stands in marks that are no speech.
fn in_name(facts: &DocumentFacts, token: u32) -> bool {
    facts.mentions.iter().any(|it| it.span.contains(&token))
        || facts
            .statements
            .iter()
            .any(|it| it.kind == StatementKind::Label && it.span.contains(&token))
}

/// People and bodies in a stretch, and the place after a word for one.
fn who_and_where(
    story: &Facts,
    words: &Words,
    facts: &DocumentFacts,
    told: &[(u32, u32)],
    token: u32,
    near: &Span,
) -> (Vec<u32>, Option<u32>) {
    let (mut who, mut place): (Vec<u32>, Option<(u32, u32)>) = (Vec::new(), None);
    let said = facts.statements.iter().find(|it| it.span.contains(&token));
    let first = facts.mentions.partition_point(|it| it.span.start < near.start);
    for mention in facts.mentions[first..].iter().take_while(|it| it.span.end <= near.end) {
        let Some(name) = story.names.get(mention.name as usize) else { continue };
        // Who says so need not have been there.
        if said.is_some_and(|it| it.speaker_mention.as_ref() == Some(&mention.span)) {
            continue;
        }
        let before = told.partition_point(|(it, _)| *it < mention.span.start).checked_sub(1);
        let at = before.is_some_and(|at| has(&words.at, told[at].1));
        match name.kind {
            NameKind::Person | NameKind::Organisation if !who.contains(&mention.name) => {
                who.push(mention.name);
            }
            NameKind::Place if at => {
                let distance = token.abs_diff(mention.span.start);
                if place.is_none_or(|(nearest, _)| distance < nearest) {
                    place = Some((distance, mention.name));
                }
            }
            // Russia attacked …
            NameKind::Place if mention.span.end == token && !who.contains(&mention.name) => {
                who.push(mention.name);
            }
            _ => {}
        }
    }
    (who, place.map(|(_, name)| name))
}

/// The date nearest to a word.
fn date_near(facts: &DocumentFacts, token: u32, near: &Span) -> Option<DateMention> {
    let inside =
        |date: &DateMention| date.span.start >= near.start && date.span.end <= near.end;
    let dates = facts.dates.iter().filter(|date| inside(date));
    dates.min_by_key(|date| date.span.start.abs_diff(token)).cloned()
}
