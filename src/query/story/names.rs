//! Names and one name.

use crate::analyse::cases;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Pages, Scope, count, window};
use crate::analyse::story::facts::{Mention, NameKind, Span};
use crate::index::story::Facts;
use crate::query::Corpus;
use crate::query::search::Ran;
use crate::request::{NameRequest, NamesRequest};
use crate::response::{Appearance, Counted, NameResponse, NameRow, NamesResponse, RoleRow};
use crate::sorting;

/// Answers a request for names.
pub(crate) fn names(
    corpus: Corpus<'_>,
    request: &NamesRequest,
    ran: &Ran<'_>,
) -> NamesResponse {
    let scope = Scope::new(corpus, &request.scope, ran);
    let wanted = cases::lower(&request.containing);
    let mut rows = match scope.story {
        Some(story) => rows(story, &scope),
        None => Vec::new(),
    };
    rows.retain(|row| {
        row.mentions > 0
            && (request.kind.is_empty() || row.kind == request.kind)
            && (wanted.is_empty() || cases::lower(&row.name).contains(&wanted))
    });
    sorting::sort_by(&mut rows, |a, b| {
        (Reverse(a.mentions), &a.name).cmp(&(Reverse(b.mentions), &b.name))
    });
    NamesResponse {
        analysed: scope.story.is_some(),
        query: scope.echo,
        total: count(rows.len()),
        names: window(rows, &request.scope),
    }
}

/// A row for each name, in the story's order.
pub(super) fn rows(story: &Facts, scope: &Scope<'_>) -> Vec<NameRow> {
    let mut rows: Vec<NameRow> = story
        .names
        .iter()
        .map(|name| NameRow {
            name: name.name.clone(),
            kind: name.kind.label().to_owned(),
            ..NameRow::default()
        })
        .collect();
    let mut last = vec![u32::MAX; rows.len()];
    for (document, story) in scope.each() {
        for mention in story.mentions(document) {
            let row = &mut rows[mention.name as usize];
            row.mentions += 1;
            if last[mention.name as usize] != document {
                last[mention.name as usize] = document;
                row.documents += 1;
            }
        }
        for speaker in story.statements(document).iter().filter_map(|it| it.speaker) {
            rows[speaker as usize].statements += 1;
        }
    }
    rows
}

/// Companions and appearances that are listed.
const MOST_COMPANIONS: usize = 40;
const MOST_APPEARANCES: usize = 1_000;

/// Answers a request for one name.
pub(crate) fn name(
    corpus: Corpus<'_>,
    request: &NameRequest,
    ran: &Ran<'_>,
) -> Option<NameResponse> {
    let scope = Scope::new(corpus, &request.scope, ran);
    let story = scope.story?;
    let number = scope.number(&request.name)?;
    let all = rows(story, &scope);
    let mut mentions: Vec<(u32, Span, _)> = Vec::new();
    let mut spellings: BTreeMap<String, u32> = BTreeMap::new();
    let mut roles: BTreeMap<String, Vec<_>> = BTreeMap::new();
    let mut together: BTreeMap<u32, u32> = BTreeMap::new();
    let mut appearances = Vec::new();
    let mut pages = Pages::new(corpus);
    for (document, story) in scope.each() {
        let all = story.mentions(document);
        let own = all.iter().filter(|mention| mention.name == number);
        let before = mentions.len();
        for mention in own {
            mentions.push((document, mention.span.clone(), mention.rule));
            *spellings.entry(pages.name(document, &mention.span)).or_default() += 1;
        }
        if mentions.len() == before {
            continue;
        }
        for role in story.roles(document).iter().filter(|role| role.name == number) {
            let text = pages.text(document, &role.span);
            let evidence = pages.evidence(document, &role.span, role.rule);
            roles.entry(text).or_default().push(evidence);
        }
        for other in others(&all, number) {
            *together.entry(other).or_default() += 1;
        }
        let record = &corpus.index.documents[document as usize];
        appearances.push((
            record.date,
            Appearance {
                path: record.path.clone(),
                date: record.date.map(|date| date.to_string()),
                mentions: count(mentions.len() - before),
            },
        ));
    }
    sorting::sort_by_key(&mut appearances, |(date, _)| (date.is_none(), *date));
    let mut companions: Vec<NameRow> = together
        .into_iter()
        .filter(|(other, _)| story.names[*other as usize].kind != NameKind::Other)
        .map(|(other, documents)| NameRow { documents, ..all[other as usize].clone() })
        .collect();
    sorting::sort_by(&mut companions, |a, b| {
        (Reverse(a.documents), Reverse(a.mentions), &a.name).cmp(&(
            Reverse(b.documents),
            Reverse(b.mentions),
            &b.name,
        ))
    });
    companions.truncate(MOST_COMPANIONS);
    let perhaps = story.suggestions.iter().filter_map(|pair| match (pair.first, pair.second) {
        (first, second) if first == number => Some(scope.name(second)),
        (first, second) if second == number => Some(scope.name(first)),
        _ => None,
    });
    Some(NameResponse {
        row: all[number as usize].clone(),
        spellings: counted(spellings),
        roles: roles.into_iter().map(|(text, evidence)| RoleRow { text, evidence }).collect(),
        companions,
        perhaps: perhaps.collect(),
        appearances: appearances.into_iter().map(|(_, it)| it).take(MOST_APPEARANCES).collect(),
        mentions: window(mentions, &request.scope)
            .into_iter()
            .map(|(document, span, rule)| pages.evidence(document, &span, rule))
            .collect(),
    })
}

/// Other names of a document, each once.
fn others(mentions: &[Mention], number: u32) -> Vec<u32> {
    let mut others: Vec<u32> =
        mentions.iter().map(|m| m.name).filter(|&name| name != number).collect();
    others.sort_unstable();
    others.dedup();
    others
}

/// Texts with their counts, the most frequent first.
pub(super) fn counted(counts: BTreeMap<String, u32>) -> Vec<Counted> {
    let mut list: Vec<Counted> =
        counts.into_iter().map(|(text, count)| Counted { text, count }).collect();
    sorting::sort_by(&mut list, |a, b| {
        (Reverse(a.count), &a.text).cmp(&(Reverse(b.count), &b.text))
    });
    list
}
