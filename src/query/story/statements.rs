//! Statements.

use crate::analyse::cases;
use std::collections::BTreeMap;

use super::names::counted;
use super::{Pages, Scope, count, window};
use crate::analyse::story::facts::{Span, Statement, StatementKind};
use crate::query::Corpus;
use crate::query::search::Ran;
use crate::request::StatementsRequest;
use crate::response::{Counted, StatementRow, StatementsResponse};
use crate::sorting;

/// Speakers, and names in statements, that are listed.
const MOST_NAMES: usize = 100;

/// Answers a request for statements.
pub(crate) fn statements(
    corpus: Corpus<'_>,
    request: &StatementsRequest,
    ran: &Ran<'_>,
) -> StatementsResponse {
    let scope = Scope::new(corpus, &request.scope, ran);
    let wanted = |name: &Option<String>| name.as_ref().map(|name| scope.number(name));
    let (speaker, about) = (wanted(&request.speaker), wanted(&request.about));
    let containing = cases::lower(&request.containing);
    let mut pages = Pages::new(corpus);
    let mut found: Vec<(u32, Statement)> = Vec::new();
    // How many statements each cluster has, whatever else is asked for.
    let mut alike: BTreeMap<u32, u32> = BTreeMap::new();
    for (document, story) in scope.each() {
        for statement in story.document(document).statements {
            let speech = statement.kind != StatementKind::Label;
            if let Some(cluster) = statement.cluster.filter(|_| speech) {
                *alike.entry(cluster).or_default() += 1;
            }
            let kind = match request.kind.is_empty() {
                true => speech,
                false => statement.kind.label() == request.kind,
            };
            // A name that there is not has said nothing.
            let by = speaker.is_none_or(|name| name.is_some() && statement.speaker == name);
            let of =
                about.is_none_or(|name| name.is_some_and(|n| statement.about.contains(&n)));
            let same = request.cluster.is_none_or(|it| statement.cluster == Some(it));
            let words = containing.is_empty()
                || cases::lower(&pages.text(document, &statement.span)).contains(&containing);
            let there = request.venue.as_ref().is_none_or(|venue| {
                let at = statement.venue.as_ref();
                at.is_some_and(|span| pages.name(document, span) == *venue)
            });
            if kind && by && of && same && there && words {
                found.push((document, statement));
            }
        }
    }
    let speakers = frequent(&scope, found.iter().filter_map(|(_, it)| it.speaker));
    let abouts = frequent(&scope, found.iter().flat_map(|(_, it)| it.about.iter().copied()));
    if request.by_time {
        let date = |document: u32| corpus.index.documents[document as usize].date;
        sorting::sort_by_key(&mut found, |(document, statement)| {
            (date(*document).is_none(), date(*document), *document, statement.span.start)
        });
    }
    let total = count(found.len());
    let rows = window(found, &request.scope)
        .into_iter()
        .map(|(document, statement)| StatementRow {
            alike: statement.cluster.and_then(|it| alike.get(&it).copied()).unwrap_or(0),
            ..row(&scope, &mut pages, document, &statement)
        })
        .collect();
    StatementsResponse {
        analysed: scope.story.is_some(),
        query: scope.echo,
        total,
        speakers,
        abouts,
        statements: rows,
    }
}

/// The most frequent names, each with its count.
fn frequent(scope: &Scope<'_>, names: impl Iterator<Item = u32>) -> Vec<Counted> {
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    // Two names may be written alike.
    let mut by_name: BTreeMap<String, u32> = BTreeMap::new();
    for (name, count) in counts {
        *by_name.entry(scope.name(name)).or_default() += count;
    }
    let mut names = counted(by_name);
    names.truncate(MOST_NAMES);
    names
}

fn row(
    scope: &Scope<'_>,
    pages: &mut Pages<'_>,
    document: u32,
    statement: &Statement,
) -> StatementRow {
    let mut part = |span: &Option<Span>| span.as_ref().map(|span| pages.name(document, span));
    let (speaker_as, cue) = (part(&statement.speaker_mention), part(&statement.cue));
    let (venue, addressee) = (part(&statement.venue), part(&statement.addressee));
    StatementRow {
        evidence: pages.evidence(document, &statement.span, statement.rule),
        text: pages.text(document, &statement.span),
        kind: statement.kind.label().to_owned(),
        speaker: statement.speaker.map(|name| scope.name(name)),
        speaker_as,
        cue,
        venue,
        addressee,
        about: statement.about.iter().map(|&name| scope.name(name)).collect(),
        cluster: statement.cluster,
        alike: 0,
    }
}
