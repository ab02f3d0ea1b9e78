//! Filters: conditions on metadata go in, the documents that fail each field's
//! conditions come out.
//!
//! Facets need more than the documents that pass: the counts of a field follow
//! every filter but its own. So each document's failed fields are kept, and
//! documents that fail one field only still count for that one.

use std::collections::BTreeSet;

use super::Corpus;
use super::docset::DocSet;
use crate::document::PartialDate;
use crate::request::{Filter, FilterTest};
use crate::response::Problem;

/// Fields that every corpus has besides its metadata columns.
pub(crate) const DATE: &str = "date";
pub(crate) const LANGUAGE: &str = "language";

/// Which documents pass.
pub(crate) struct Passed {
    /// Documents that pass every filter.
    pub(crate) all: DocSet,
    /// For each field with filters: documents that pass those of every other.
    but_field: Vec<(String, DocSet)>,
}

impl Passed {
    /// Documents that pass every filter but those on `field`.
    pub(crate) fn but(&self, field: &str) -> &DocSet {
        let own = self.but_field.iter().find(|(name, _)| name == field);
        own.map_or(&self.all, |(_, documents)| documents)
    }
}

/// Applies filters to the documents of a query. What can not be used is
/// reported and left out.
pub(crate) fn apply(
    corpus: Corpus<'_>,
    documents: &DocSet,
    filters: &[Filter],
    problems: &mut Vec<Problem>,
) -> Passed {
    let count = corpus.postings.documents();
    let mut by_field: Vec<(String, DocSet)> = Vec::new();
    for filter in filters {
        let passing = match passing(corpus, filter, count) {
            Ok(passing) => passing,
            Err(message) => {
                problems.push(Problem { start: 0, end: 0, message, suggestion: None });
                continue;
            }
        };
        match by_field.iter_mut().find(|(name, _)| *name == filter.field) {
            Some((_, set)) => set.intersect(&passing),
            None => by_field.push((filter.field.clone(), passing)),
        }
    }
    let mut all = documents.clone();
    for (_, set) in &by_field {
        all.intersect(set);
    }
    let but_field = by_field
        .iter()
        .map(|(field, _)| {
            let mut rest = documents.clone();
            for (_, set) in by_field.iter().filter(|(other, _)| other != field) {
                rest.intersect(set);
            }
            (field.clone(), rest)
        })
        .collect();
    Passed { all, but_field }
}

fn passing(corpus: Corpus<'_>, filter: &Filter, count: u32) -> Result<DocSet, String> {
    let mut set = DocSet::empty(count);
    let values = match &filter.test {
        FilterTest::Include(values) | FilterTest::Exclude(values) => values,
        FilterTest::Between { from, to } => {
            let (from, to) = (bound(from.as_ref())?, bound(to.as_ref())?);
            if filter.field != DATE {
                return Err(format!("“{}” is no date; its filter is left out", filter.field));
            }
            for (document, record) in (0..count).zip(&corpus.index.documents) {
                let overlaps = record.date.is_some_and(|date| {
                    from.is_none_or(|from| date.last_day() >= from.first_day())
                        && to.is_none_or(|to| date.first_day() <= to.last_day())
                });
                if overlaps {
                    set.insert(document);
                }
            }
            return Ok(set);
        }
    };
    let wanted: BTreeSet<Option<&str>> = values.iter().map(Option::as_deref).collect();
    if filter.field == DATE || filter.field == LANGUAGE {
        for document in 0..count {
            let value = built_in(corpus, &filter.field, document);
            if wanted.contains(&value.as_deref()) {
                set.insert(document);
            }
        }
    } else {
        let Some(column) = corpus.index.columns.columns.iter().find(|c| c.name == filter.field)
        else {
            return Err(format!(
                "this corpus has no field “{}”; its filter is left out",
                filter.field
            ));
        };
        let has: Vec<bool> =
            column.values.iter().map(|value| wanted.contains(&Some(value.as_str()))).collect();
        let missing = wanted.contains(&None);
        for document in 0..count {
            let places = column.of(document);
            if places.iter().any(|&place| has[place as usize]) || missing && places.is_empty() {
                set.insert(document);
            }
        }
    }
    if matches!(filter.test, FilterTest::Exclude(_)) {
        set.complement();
    }
    Ok(set)
}

/// The value of a field that is no metadata column.
pub(crate) fn built_in(corpus: Corpus<'_>, field: &str, document: u32) -> Option<String> {
    match field {
        DATE => corpus.index.documents.get(document as usize)?.date.map(|d| d.to_string()),
        _ => corpus.index.language_of(document).map(str::to_owned),
    }
}

fn bound(text: Option<&String>) -> Result<Option<PartialDate>, String> {
    let Some(text) = text else { return Ok(None) };
    PartialDate::parse(text).map(Some).ok_or_else(|| {
        format!("“{text}” is no date (YYYY, YYYY-MM or YYYY-MM-DD); its filter is left out")
    })
}
