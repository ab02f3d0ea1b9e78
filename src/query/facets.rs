//! Facets: the documents that pass go in, counted values and bars come out.

use std::cmp::Reverse;

use super::Corpus;
use super::docset::DocSet;
use super::filters::{DATE, LANGUAGE, Passed};
use super::timeline::Timeline;
use crate::request::{Filter, FilterTest};
use crate::response::{Bar, Facet, FacetState, FacetValue, Histogram};
use crate::sorting;

/// Counts the values of every facet, at most `limit` of each listed.
pub(crate) fn facets(
    corpus: Corpus<'_>,
    passed: &Passed,
    filters: &[Filter],
    limit: usize,
) -> Vec<Facet> {
    let columns = corpus.index.columns.columns.iter().filter(|column| column.facet);
    let mut facets: Vec<Facet> = columns
        .map(|column| {
            let mut counts = vec![0_u32; column.values.len()];
            let mut missing = 0;
            for document in passed.but(&column.name).iter() {
                let places = column.of(document);
                missing += u32::from(places.is_empty());
                for &place in places {
                    counts[place as usize] += 1;
                }
            }
            let values = column.values.iter().cloned().zip(counts).collect();
            facet(&column.name, &column.label, values, missing, filters, limit)
        })
        .collect();
    if corpus.index.languages.len() > 1 || filters.iter().any(|f| f.field == LANGUAGE) {
        let mut counts = vec![0_u32; corpus.index.languages.len()];
        let mut missing = 0;
        for document in passed.but(LANGUAGE).iter() {
            match corpus.index.documents[document as usize].language {
                Some(language) => counts[language as usize] += 1,
                None => missing += 1,
            }
        }
        let values = corpus.index.languages.iter().cloned().zip(counts).collect();
        facets.push(facet(LANGUAGE, "Language", values, missing, filters, limit));
    }
    facets
}

fn facet(
    field: &str,
    label: &str,
    values: Vec<(String, u32)>,
    missing: u32,
    filters: &[Filter],
    limit: usize,
) -> Facet {
    let mut values: Vec<FacetValue> = values
        .into_iter()
        .map(|(value, documents)| (Some(value), documents))
        .chain([(None, missing)])
        .map(|(value, documents)| {
            let state = state_of(field, value.as_ref(), filters);
            FacetValue { value, documents, state }
        })
        .filter(|value| value.documents > 0 || value.state != FacetState::Free)
        .collect();
    let total_values = values.iter().filter(|value| value.documents > 0).count();
    // Most frequent first, then by name; documents without a value last.
    sorting::sort_by(&mut values, |a, b| {
        (a.value.is_none(), Reverse(a.documents), &a.value).cmp(&(
            b.value.is_none(),
            Reverse(b.documents),
            &b.value,
        ))
    });
    let mut kept = 0;
    values.retain(|value| {
        kept += 1;
        kept <= limit || value.state != FacetState::Free || value.value.is_none()
    });
    Facet {
        field: field.to_owned(),
        label: label.to_owned(),
        values,
        total_values: u32::try_from(total_values).unwrap_or(u32::MAX),
    }
}

fn state_of(field: &str, value: Option<&String>, filters: &[Filter]) -> FacetState {
    for filter in filters.iter().filter(|filter| filter.field == field) {
        let has = |values: &[Option<String>]| values.iter().any(|v| v.as_ref() == value);
        match &filter.test {
            FilterTest::Include(values) if has(values) => return FacetState::Included,
            FilterTest::Exclude(values) if has(values) => return FacetState::Excluded,
            _ => {}
        }
    }
    FacetState::Free
}

/// Counts documents over time.
pub(crate) fn histogram(corpus: Corpus<'_>, passed: &Passed) -> Option<Histogram> {
    let timeline = Timeline::of(corpus)?;
    let bars = timeline.bars().into_iter();
    let mut bars: Vec<Bar> =
        bars.map(|(from, to)| Bar { from, to, documents: 0, all: 0 }).collect();
    let (mut undated, mut partial) = (0, 0);
    let matching: &DocSet = passed.but(DATE);
    for (document, record) in (0_u32..).zip(&corpus.index.documents) {
        let matches = u32::from(matching.contains(document));
        let Some(date) = record.date else {
            undated += matches;
            continue;
        };
        partial += if timeline.is_exact(date) { 0 } else { matches };
        if let Some(bar) = bars.get_mut(timeline.bar_of(date)) {
            bar.documents += matches;
            bar.all += 1;
        }
    }
    let step = u32::try_from(timeline.step).unwrap_or(u32::MAX);
    Some(Histogram { unit: timeline.unit, bars, step, undated, partial })
}
