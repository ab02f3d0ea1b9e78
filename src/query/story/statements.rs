//! Statements.

use std::collections::BTreeMap;

use super::names::counted;
use super::{Pages, Scope, count, window};
use crate::analyse::story::facts::{Span, Statement, StatementKind};
use crate::query::Corpus;
use crate::query::search::Ran;
use crate::request::StatementsRequest;
use crate::response::{StatementRow, StatementsResponse};

/// Speakers that are listed.
const MOST_SPEAKERS: usize = 100;

/// Answers a request for statements.
pub(crate) fn statements(
    corpus: Corpus<'_>,
    request: &StatementsRequest,
    ran: &Ran<'_>,
) -> StatementsResponse {
    let scope = Scope::new(corpus, &request.scope, ran);
    let wanted = |name: &Option<String>| name.as_ref().map(|name| scope.number(name));
    let (speaker, about) = (wanted(&request.speaker), wanted(&request.about));
    let containing = request.containing.to_lowercase();
    let mut pages = Pages::new(corpus);
    let mut found: Vec<(u32, Statement)> = Vec::new();
    for (document, facts) in scope.facts() {
        for statement in facts.statements {
            let kind = match request.kind.is_empty() {
                true => statement.kind != StatementKind::Label,
                false => statement.kind.label() == request.kind,
            };
            // A name that there is not has said nothing.
            let by = speaker.is_none_or(|name| name.is_some() && statement.speaker == name);
            let of =
                about.is_none_or(|name| name.is_some_and(|n| statement.about.contains(&n)));
            let same = request.cluster.is_none_or(|it| statement.cluster == Some(it));
            let words = containing.is_empty()
                || pages.text(document, &statement.span).to_lowercase().contains(&containing);
            if kind && by && of && same && words {
                found.push((document, statement));
            }
        }
    }
    let mut speakers: BTreeMap<String, u32> = BTreeMap::new();
    for name in found.iter().filter_map(|(_, statement)| statement.speaker) {
        *speakers.entry(scope.name(name)).or_default() += 1;
    }
    let mut speakers = counted(speakers);
    speakers.truncate(MOST_SPEAKERS);
    let total = count(found.len());
    let rows = window(found, &request.scope)
        .into_iter()
        .map(|(document, statement)| row(&scope, &mut pages, document, &statement))
        .collect();
    StatementsResponse {
        analysed: scope.story.is_some(),
        query: scope.echo,
        total,
        speakers,
        statements: rows,
    }
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
    }
}
