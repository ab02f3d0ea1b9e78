//! What happened when: sentences with a word for an event go in, events with
//! who, where and when come out, in order of time.
//!
//! The words are the index's lists. A verb in the past (`met`) tells an event
//! where somebody or a place is named with it; a noun (`talks`) where a date, or
//! a verb that says it was held, stands with a name. What is denied, wished or
//! only possible is left out, and so are questions; what is to come (`will`,
//! `due`, `is to meet`) is told as planned.
//!
//! Who, where and when are looked for in the clause of the word: up to the next
//! word that begins another (`after`, `while`, `that`) or a mark stronger than a
//! comma. The date is one that the clause names, or the date that stands alone
//! above or before the paragraph: the document's date is not the event's.

mod clause;

use std::collections::BTreeMap;

use self::clause::{Told, Words};
use super::names::counted;
use super::{Pages, Scope, count, window};
use crate::analyse::story::facts::{DateMention, DocumentFacts, EventKind, EventSign, Span};
use crate::index::story::Facts;
use crate::query::Corpus;
use crate::query::own_tokens::OwnTokens;
use crate::query::passages::text_of;
use crate::query::search::Ran;
use crate::request::EventsRequest;
use crate::response::{EventRow, EventsResponse};
use crate::sorting;

/// Tokens of the longest sentence.
const LONGEST: usize = 200;
/// Words of the longest heading.
const HEADING: usize = 8;

/// An event.
struct Event {
    document: u32,
    /// The word for it.
    token: u32,
    sentence: Span,
    kind: EventKind,
    planned: bool,
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
    let words = Words::new(corpus);
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
                text: words_around(&mut pages, &event),
                who: event.who.iter().map(|&name| scope.name(name)).collect(),
                place: event.place.map(|name| scope.name(name)),
                date: date.and_then(|it| it.date).map(|date| date.to_string()),
                anchor: date.map_or("none", |it| it.anchor.label()).to_owned(),
                date_text: date.map(|it| pages.name(event.document, &it.span)),
                planned: event.planned,
            }
        })
        .collect();
    EventsResponse { analysed: true, query: scope.echo, total, kinds: counted(kinds), events }
}

/// The part of the sentence around the word, up to the marks around it.
fn words_around(pages: &mut Pages<'_>, event: &Event) -> String {
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

/// The events of one document.
fn in_document(
    corpus: Corpus<'_>,
    story: &Facts,
    words: &Words,
    document: u32,
    facts: &DocumentFacts,
    found: &mut Vec<Event>,
) {
    let rows = &corpus.postings.rows;
    let own = OwnTokens::new(&corpus.index.documents[document as usize].boilerplate);
    let text = text_of(corpus, document);
    let all = corpus.postings.words.get(text.start as usize..text.end as usize);
    let mut types = Vec::new();
    rows.types(document, all.unwrap_or(&[]), corpus.index.forms.words(), 0, &mut types);
    let paragraphs = rows.paragraphs(document);
    let mut paragraph = 0;
    // A date that stands alone, and whether a paragraph of its own does it.
    let mut heading: Option<(&DateMention, bool)> = None;
    for rows in rows.sentences(document) {
        while paragraphs.get(paragraph).is_some_and(|it| it.end <= rows.start) {
            paragraph += 1;
        }
        let told: Vec<Told> = (rows.start..rows.end)
            .filter_map(|row| {
                Some(words.told(own.token(row), *types.get(row as usize)? as usize))
            })
            .collect();
        let (Some(first), Some(last)) = (told.first(), told.last()) else { continue };
        let sentence = first.token..last.token.saturating_add(1);
        let ours = paragraphs.get(paragraph);
        if ours.is_some_and(|it| it.start == rows.start) {
            let alone = ours.is_some_and(|it| it.end == rows.end);
            let of_words = told.iter().filter(|it| it.is_word()).count();
            let dates = facts.dates.iter().filter(|it| clause::inside(&it.span, &sentence));
            let words: usize = dates.clone().map(|it| it.span.len() + 1).sum();
            let bound = first.is(EventSign::Bound);
            let date = dates.min_by_key(|it| it.span.start);
            match date.filter(|it| words >= of_words && !bound && it.date.is_some()) {
                Some(date) => heading = Some((date, alone)),
                // Another heading, or a paragraph without a date before it.
                None if heading.is_some_and(|(_, above)| {
                    !above || alone && of_words < HEADING && last.is_word()
                }) =>
                {
                    heading = None;
                }
                None => {}
            }
        }
        if told.len() > LONGEST || !told.iter().any(Told::tells) || told.iter().any(Told::asks)
        {
            continue;
        }
        let heading = heading.map(|(date, _)| date);
        let from = found.len();
        clause::in_sentence(story, facts, &told, heading, &mut |token, kind, planned, has| {
            found.push(Event {
                document,
                token,
                sentence: sentence.clone(),
                kind,
                planned,
                who: has.who,
                place: has.place,
                date: has.date,
            });
        });
        keep_one_of_each(found, from);
    }
}

/// One event of a kind in a sentence; what was announced before that it was,
/// when it was.
fn keep_one_of_each(found: &mut Vec<Event>, from: usize) {
    let announced = |event: &&Event| event.kind == EventKind::Announcement;
    let other = found[from..].iter().any(|event| !announced(&event));
    let date = found[from..].iter().find(announced).and_then(|event| event.date.clone());
    for event in found[from..].iter_mut().filter(|event| !event.planned) {
        event.date = event.date.take().or_else(|| date.clone());
    }
    let mut seen: Vec<(EventKind, bool)> = Vec::new();
    let mut rest = found.split_off(from);
    rest.retain(|event| {
        let what = (event.kind, event.planned);
        let first = !seen.contains(&what);
        seen.push(what);
        first && !(other && event.kind == EventKind::Announcement)
    });
    found.extend(rest);
}
