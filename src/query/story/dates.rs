//! Dates that the texts name, in order of time.

use super::{Pages, Scope, count, window};
use crate::analyse::story::facts::{DateMention, NameKind};
use crate::document::PartialDate;
use crate::query::Corpus;
use crate::query::search::Ran;
use crate::request::DatesRequest;
use crate::response::{Counted, DateRow, DatesResponse};
use crate::sorting;

/// Tokens around a date in which others may be named with it.
const NEAR: u32 = 20;

/// Answers a request for dates.
pub(crate) fn dates(
    corpus: Corpus<'_>,
    request: &DatesRequest,
    ran: &Ran<'_>,
) -> DatesResponse {
    let scope = Scope::new(corpus, &request.scope, ran);
    let mut found: Vec<(u32, DateMention)> = Vec::new();
    for (document, story) in scope.each() {
        found.extend(story.dates(document).into_iter().map(|date| (document, date)));
    }
    sorting::sort_by_key(&mut found, |(document, date)| {
        (date.date.is_none(), date.date, *document, date.span.start)
    });
    let total = count(found.len());
    let days = days(found.iter().filter_map(|(_, date)| date.date));
    let mut pages = Pages::new(corpus);
    let mentions = window(found, &request.scope)
        .into_iter()
        .map(|(document, date)| DateRow {
            evidence: pages.evidence(document, &date.span, date.rule),
            text: pages.name(document, &date.span),
            named: date.date.map(|date| date.to_string()),
            anchor: date.anchor.label().to_owned(),
            with: near(&scope, document, &date),
        })
        .collect();
    DatesResponse { analysed: scope.story.is_some(), query: scope.echo, total, days, mentions }
}

/// How often each date is there; they come in order.
pub(super) fn days(dates: impl Iterator<Item = PartialDate>) -> Vec<Counted> {
    let mut days: Vec<(PartialDate, u32)> = Vec::new();
    for date in dates {
        match days.last_mut() {
            Some((last, count)) if *last == date => *count += 1,
            _ => days.push((date, 1)),
        }
    }
    days.into_iter().map(|(date, count)| Counted { text: date.to_string(), count }).collect()
}

/// People and bodies named near a date, each once.
fn near(scope: &Scope<'_>, document: u32, date: &DateMention) -> Vec<String> {
    let mentions = scope.story.map(|story| story.mentions(document)).unwrap_or_default();
    let from = date.span.start.saturating_sub(NEAR);
    let first = mentions.partition_point(|mention| mention.span.start < from);
    let mut names = Vec::new();
    for mention in &mentions[first..] {
        if mention.span.start > date.span.end + NEAR {
            break;
        }
        let kind = scope.story.and_then(|story| story.names.get(mention.name as usize));
        let acts = kind
            .is_some_and(|name| matches!(name.kind, NameKind::Person | NameKind::Organisation));
        let name = scope.name(mention.name);
        if acts && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
