//! Figures.

use std::collections::BTreeMap;

use super::names::counted;
use super::{Pages, Scope, count, window};
use crate::analyse::story::facts::Figure;
use crate::query::Corpus;
use crate::query::search::Ran;
use crate::request::FiguresRequest;
use crate::response::{FigureRow, FiguresResponse};
use crate::sorting;

/// Units that are listed.
const MOST_UNITS: usize = 100;

/// Answers a request for figures.
pub(crate) fn figures(
    corpus: Corpus<'_>,
    request: &FiguresRequest,
    ran: &Ran<'_>,
) -> FiguresResponse {
    let scope = Scope::new(corpus, &request.scope, ran);
    let mut found: Vec<(u32, Figure)> = Vec::new();
    for (document, story) in scope.each() {
        let fits = |figure: &Figure| {
            (request.kind.is_empty() || figure.kind.label() == request.kind)
                && request.unit.as_ref().is_none_or(|unit| *unit == figure.unit)
                && request.least.is_none_or(|least| figure.value >= least)
                && request.most.is_none_or(|most| figure.value <= most)
        };
        let figures = story.figures(document).into_iter();
        found.extend(figures.filter(fits).map(|figure| (document, figure)));
    }
    let mut units: BTreeMap<String, u32> = BTreeMap::new();
    for (_, figure) in &found {
        *units.entry(figure.unit.clone()).or_default() += 1;
    }
    let mut units = counted(units);
    units.truncate(MOST_UNITS);
    // What counts the same thing stands side by side.
    sorting::sort_by(&mut found, |(a_document, a), (b_document, b)| {
        (a.kind, &a.unit)
            .cmp(&(b.kind, &b.unit))
            .then(a.value.total_cmp(&b.value))
            .then((a_document, a.span.start).cmp(&(b_document, b.span.start)))
    });
    let total = count(found.len());
    let mut pages = Pages::new(corpus);
    let figures = window(found, &request.scope)
        .into_iter()
        .map(|(document, figure)| FigureRow {
            evidence: pages.evidence(document, &figure.span, figure.rule),
            text: pages.text(document, &figure.span),
            kind: figure.kind.label().to_owned(),
            value: figure.value,
            unit: figure.unit.clone(),
            qualifier: figure.qualifier.as_ref().map(|span| pages.text(document, span)),
            claimant: scope
                .story
                .and_then(|story| story.claimant(document, &figure))
                .map(|name| scope.name(name)),
        })
        .collect();
    FiguresResponse {
        analysed: scope.story.is_some(),
        query: scope.echo,
        total,
        units,
        figures,
    }
}
