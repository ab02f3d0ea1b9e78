//! Metadata fields: the fields of documents go in, columns come out, with the
//! guess which of them are facets.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::Corpus;
use crate::index::columns::{Column, Columns};

/// The columns of a corpus.
pub(super) fn columns_of(corpus: &Corpus) -> Columns {
    let mut values: BTreeMap<&str, Vec<&[String]>> = BTreeMap::new();
    for (number, document) in corpus.documents.iter().enumerate() {
        for (name, list) in &document.fields {
            let column = values.entry(name).or_default();
            column.resize(number, &[]);
            column.push(list);
        }
    }
    let order = |name: &str| {
        let ruled = corpus.fields.iter().position(|rule| rule.name == name);
        let usual = ["source", "author", "place", "kind", "tags"]
            .iter()
            .position(|usual| *usual == name);
        (ruled.unwrap_or(usize::MAX), usual.unwrap_or(usize::MAX), name.to_owned())
    };
    let mut names: Vec<&str> = values.keys().copied().collect();
    names.sort_by_key(|name| order(name));
    let columns = names
        .into_iter()
        .map(|name| {
            let mut documents = values.remove(name).unwrap_or_default();
            documents.resize(corpus.documents.len(), &[]);
            let rule = corpus.fields.iter().find(|rule| rule.name == name);
            let label = rule.and_then(|r| r.label.clone()).unwrap_or_else(|| label_of(name));
            let facet = rule
                .and_then(|rule| rule.facet)
                .unwrap_or_else(|| looks_like_a_facet(name, &documents));
            Column::new(name, &label, facet, &documents)
        })
        .collect();
    Columns { columns }
}

fn label_of(name: &str) -> String {
    let mut chars = name.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars.map(|c| if c == '_' { ' ' } else { c })).collect()
}

fn looks_like_a_facet(name: &str, documents: &[&[String]]) -> bool {
    let distinct: BTreeSet<&String> =
        documents.iter().flat_map(|values| values.iter()).collect();
    let uses: usize = documents.iter().map(|values| values.len()).sum();
    let short = distinct.iter().all(|value| value.chars().count() <= LONGEST_FACET_VALUE);
    let link = distinct.iter().any(|value| value.contains("://"));
    let repeated = distinct.len() <= FEW_VALUES || distinct.len() * 2 <= uses;
    !NOT_FACETS.contains(&name) && short && !link && repeated
}

/// Names that are never facets: their values are of one document each.
const NOT_FACETS: [&str; 8] =
    ["url", "id", "summary", "description", "subtitle", "abstract", "link", "uuid"];
/// A facet's values are short, and few unless they come back often.
const LONGEST_FACET_VALUE: usize = 80;
const FEW_VALUES: usize = 50;
