//! Search: a request goes in, found documents with facets come out.

use std::cell::OnceCell;
use std::ops::Range;

use super::docset::DocSet;
use super::matching::{self, Matches};
use super::passages;
use super::plan::{Condition, Plan};
use super::ranking::{self, Counted, Scores};
use super::running::Asked;
use super::{Corpus, broader, cql, facets, filters, metadata};
use crate::document::PartialDate;
use crate::request::{SearchRequest, Sort};
use crate::response::{Expansion, FieldValues, FoundDocument, Mark, Run, SearchResponse};
use crate::sorting;

/// A query that was run: everything about it but the metadata.
#[derive(Debug)]
pub(crate) struct Ran<'a> {
    pub(crate) plan: Plan,
    /// Hits of the groups that count.
    pub(crate) hits: Vec<Matches<'a>>,
    /// How many those are, by group and document.
    pub(crate) counted: Vec<Counted>,
    /// The same of all groups together, where they are asked for.
    pub(crate) merged: OnceCell<Matches<'static>>,
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
    counted: Vec<Counted>,
) -> Ran<'a> {
    let watched = asked.watched;
    let documents = corpus.postings.documents();
    let mut scores = ranking::scores(corpus, &plan, &counted, &hits, watched);
    let mut found = combine(corpus, &plan.condition, &counted, documents, None);
    if let Some(without) = &asked.broader {
        let score = |document: u32| scores.of[document as usize];
        let with_score = found.iter().filter(|&document| score(document) > 0.0);
        let mut keys: Vec<u64> = with_score.map(|d| ranking::best_first(d, score(d))).collect();
        let best = sorting::window(&mut keys, 0..broader::DOCUMENTS);
        let best: Vec<(u32, f32)> = best
            .iter()
            .map(|&key| sorting::halves(key).1)
            .map(|document| (document, score(document)))
            .collect();
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
        found = combine(corpus, &plan.condition, &counted, documents, Some(&more));
    }
    let positive = plan.groups.iter().map(|group| group.positive);
    let counted = positive.zip(counted).filter(|it| it.0).map(|it| it.1).collect();
    let (documents, merged) = (found, OnceCell::new());
    Ran { plan, hits, counted, merged, documents, scores, matches: None }
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
    let first = request.offset as usize;
    let wanted = first..first.saturating_add(request.limit as usize);
    let shown = order(corpus, &passed.all, &ran.scores.of, request.sort, wanted);
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
        documents: shown
            .into_iter()
            .map(|document| found(corpus, ran, document, request.with_hits))
            .collect(),
        facets,
        dates,
    }
}

pub(crate) fn total_hits(documents: &DocSet, corpus: Corpus<'_>, ran: &Ran<'_>) -> u64 {
    // Hits of one word each can only coincide if the words share a term.
    if ran.hits.len() <= 1 || are_disjoint_words(&ran.plan) {
        return ran.counted.iter().map(|counted| counted.hits_in(documents)).sum();
    }
    let mut rest: &[u32] = &ran.merged().starts;
    let mut total = 0;
    for document in documents.iter() {
        let range = corpus.postings.document(document);
        rest = &rest[ranking::before(rest, range.start)..];
        let own = ranking::before(rest, range.end);
        rest = &rest[own..];
        total += own as u64;
    }
    total
}

impl Ran<'_> {
    /// The same without a loan of the corpus, to be kept until the next slice.
    pub(crate) fn kept(self) -> Ran<'static> {
        Ran { hits: self.hits.into_iter().map(Matches::kept).collect(), ..self }
    }

    /// The hits of all groups, each that lies within another left out.
    pub(crate) fn merged(&self) -> &Matches<'_> {
        match &self.hits[..] {
            [only] => only,
            groups => self.merged.get_or_init(|| matching::merged(groups)),
        }
    }
}

fn are_disjoint_words(plan: &Plan) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    plan.groups.iter().filter(|group| group.positive).all(|group| {
        group
            .only_word()
            .is_some_and(|word| word.terms.iter().all(|&(term, _)| seen.insert(term)))
    })
}

/// The documents at some places of the list in order.
fn order(
    corpus: Corpus<'_>,
    documents: &DocSet,
    scores: &[f32],
    sort: Sort,
    wanted: Range<usize>,
) -> Vec<u32> {
    if sort == Sort::Title {
        let mut order: Vec<u32> = documents.iter().collect();
        sorting::sort_by_cached_key(&mut order, |&document| {
            let title = title_of(corpus, document);
            (title.is_none(), title.map(|title| corpus.index.chars.fold(&title)))
        });
        return order.into_iter().skip(wanted.start).take(wanted.len()).collect();
    }
    let key = |document: u32| {
        let date = corpus.index.documents[document as usize].date;
        let date = date.map(PartialDate::as_number);
        let rank = match sort {
            Sort::Relevance => return ranking::best_first(document, scores[document as usize]),
            // Documents without a date come last.
            Sort::Newest => date.map_or(u32::MAX, |date| u32::MAX - 1 - date),
            Sort::Oldest => date.unwrap_or(u32::MAX),
            Sort::Path | Sort::Title => 0,
        };
        u64::from(rank) << 32 | u64::from(document)
    };
    let mut keys: Vec<u64> = documents.iter().map(key).collect();
    sorting::window(&mut keys, wanted).iter().map(|&key| sorting::halves(key).1).collect()
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
