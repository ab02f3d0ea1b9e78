//! Search: a request goes in, found documents with facets come out.

use std::cmp::Reverse;

use super::docset::DocSet;
use super::matching::{self, Matches};
use super::passages;
use super::plan::{Condition, Plan};
use super::ranking::{self, Counted, Scores};
use super::running::Asked;
use super::{Corpus, broader, cql, facets, filters, metadata};
use crate::request::{SearchRequest, Sort};
use crate::response::{Expansion, FieldValues, FoundDocument, Mark, Run, SearchResponse};
use crate::sorting;

/// A query that was run: everything about it but the metadata.
pub(crate) struct Ran<'a> {
    pub(crate) plan: Plan,
    /// Hits of the groups that count.
    pub(crate) hits: Vec<Matches<'a>>,
    pub(crate) documents: DocSet,
    pub(crate) scores: Scores,
    /// Matches of the corpus query language, which then stand for the hits.
    pub(crate) matches: Option<cql::Search>,
}

/// The result of a simple query whose groups are all found.
pub(crate) fn finish<'a>(
    corpus: Corpus<'a>,
    asked: &Asked,
    mut plan: Plan,
    hits: Vec<Matches<'a>>,
    counted: &[Counted],
) -> Ran<'a> {
    let watched = asked.watched;
    let documents = corpus.postings.documents();
    let mut scores = ranking::scores(corpus, &plan, counted, &hits, watched);
    let mut found = combine(corpus, &plan.condition, counted, documents, None);
    if let Some(without) = &asked.broader {
        let mut best: Vec<(u32, f32)> = found
            .iter()
            .map(|d| (d, scores.of[d as usize]))
            .filter(|(_, s)| *s > 0.0)
            .collect();
        sorting::sort_by(&mut best, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut more = DocSet::empty(documents);
        for added in broader::added(corpus, &plan, &best, without) {
            ranking::add(
                corpus,
                &mut scores,
                (&added.word, added.share),
                &added.counted,
                watched,
            );
            more.unite(&added.counted.documents);
            plan.echo.expansions.push(Expansion { word: added.word, weight: added.share });
        }
        found = combine(corpus, &plan.condition, counted, documents, Some(&more));
    }
    let documents = found;
    Ran { plan, hits, documents, scores, matches: None }
}

/// The documents that a condition holds for; those of `more` have every group
/// that is not negated.
fn combine(
    corpus: Corpus<'_>,
    condition: &Condition,
    groups: &[Counted],
    count: u32,
    more: Option<&DocSet>,
) -> DocSet {
    match condition {
        Condition::Everything => DocSet::full(count),
        Condition::Group(place) => {
            let mut set = groups[*place].documents.clone();
            more.into_iter().for_each(|more| set.unite(more));
            set
        }
        Condition::Field(test) => metadata::documents(corpus, test),
        Condition::All(all) => {
            let mut set = DocSet::full(count);
            for condition in all {
                set.intersect(&combine(corpus, condition, groups, count, more));
            }
            set
        }
        Condition::Any(any) => {
            let mut set = DocSet::empty(count);
            for condition in any {
                set.unite(&combine(corpus, condition, groups, count, more));
            }
            set
        }
        Condition::Not(condition) => {
            let mut set = combine(corpus, condition, groups, count, None);
            set.complement();
            set
        }
    }
}

/// Answers a search.
pub(crate) fn search(
    corpus: Corpus<'_>,
    request: &SearchRequest,
    ran: &Ran<'_>,
) -> SearchResponse {
    let mut echo = ran.plan.echo.clone();
    let passed = filters::apply(corpus, &ran.documents, &request.filters, &mut echo.problems);
    let order = order(corpus, &passed.all, &ran.scores.of, request.sort);
    let limit = request.facet_limit as usize;
    let (facets, dates) = match limit {
        0 => (Vec::new(), None),
        limit => (
            facets::facets(corpus, &passed, &request.filters, limit),
            facets::histogram(corpus, &passed),
        ),
    };
    SearchResponse {
        query: echo,
        total_documents: passed.all.len(),
        total_hits: ran.total_hits(corpus, &passed.all),
        corpus_documents: corpus.postings.documents(),
        documents: order
            .into_iter()
            .skip(request.offset as usize)
            .take(request.limit as usize)
            .map(|document| found(corpus, ran, document, request.with_hits))
            .collect(),
        facets,
        dates,
    }
}

pub(crate) fn total_hits(corpus: Corpus<'_>, documents: &DocSet, ran: &Ran<'_>) -> u64 {
    let groups = &ran.hits;
    // Hits of one word each can only coincide if the words share a term.
    let apart = groups.len() <= 1 || are_disjoint_words(&ran.plan);
    let mut next = vec![0; groups.len()];
    let mut total = 0;
    let mut spans = Vec::new();
    for document in documents.iter() {
        let range = corpus.postings.document(document);
        spans.clear();
        for (next, group) in next.iter_mut().zip(groups) {
            let rest = &group.starts[*next..];
            let first = *next + rest.partition_point(|&start| start < range.start);
            let rest = &group.starts[first..];
            let end = first + rest.partition_point(|&start| start < range.end);
            *next = end;
            if apart {
                total += (end - first) as u64;
            } else {
                spans.extend((first..end).map(|place| group.span(place)));
            }
        }
        matching::merge(&mut spans);
        total += spans.len() as u64;
    }
    total
}

fn are_disjoint_words(plan: &Plan) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    plan.groups.iter().filter(|group| group.positive).all(|group| {
        group
            .only_word()
            .is_some_and(|word| word.terms.iter().all(|&(term, _)| seen.insert(term)))
    })
}

fn order(corpus: Corpus<'_>, documents: &DocSet, scores: &[f32], sort: Sort) -> Vec<u32> {
    let mut order: Vec<u32> = documents.iter().collect();
    let date = |&document: &u32| corpus.index.documents[document as usize].date;
    match sort {
        Sort::Path => {}
        Sort::Relevance => {
            sorting::sort_by(&mut order, |&a, &b| {
                scores[b as usize].total_cmp(&scores[a as usize])
            });
        }
        Sort::Newest => {
            sorting::sort_by_key(&mut order, |d| (date(d).is_none(), Reverse(date(d))));
        }
        Sort::Oldest => sorting::sort_by_key(&mut order, |d| (date(d).is_none(), date(d))),
        Sort::Title => sorting::sort_by_cached_key(&mut order, |&document| {
            let title = title_of(corpus, document);
            (title.is_none(), title.map(|title| corpus.index.chars.fold(&title)))
        }),
    }
    order
}

/// The title of a document, if it has one.
pub(crate) fn title_of(corpus: Corpus<'_>, document: u32) -> Option<String> {
    let runs = passages::title_runs(passages::decode_title(corpus, document).as_ref(), &[])?;
    Some(runs.into_iter().map(|run| run.text).collect())
}

fn found(corpus: Corpus<'_>, ran: &Ran<'_>, document: u32, with_hits: bool) -> FoundDocument {
    let record = &corpus.index.documents[document as usize];
    let hits = ran.hits_in(corpus, document);
    let title = passages::decode_title(corpus, document);
    let title = passages::title_runs(title.as_ref(), &hits);
    let hit_places = match with_hits {
        true => passages::hit_places(&passages::decode(corpus, document), &hits),
        false => Vec::new(),
    };
    FoundDocument {
        path: record.path.clone(),
        id: record.id.clone(),
        titled: title.is_some(),
        title: title.unwrap_or_else(|| path_as_title(&record.path)),
        date: record.date.map(|date| date.to_string()),
        language: corpus.index.language_of(document).map(str::to_owned),
        fields: fields_of(corpus, document),
        score: ran.scores.of[document as usize],
        hits: u32::try_from(hits.len()).unwrap_or(u32::MAX),
        snippet: passages::snippet(corpus, document, &hits, &ran.hits),
        hit_places,
    }
}

pub(crate) fn path_as_title(path: &str) -> Vec<Run> {
    vec![Run { text: path.to_owned(), mark: Mark::Plain }]
}

/// The metadata of a document.
pub(crate) fn fields_of(corpus: Corpus<'_>, document: u32) -> Vec<FieldValues> {
    let columns = corpus.index.columns.columns.iter();
    columns
        .map(|column| FieldValues {
            name: column.name.clone(),
            label: column.label.clone(),
            values: column.values_of(document).map(str::to_owned).collect(),
        })
        .filter(|field| !field.values.is_empty())
        .collect()
}
