//! Near-duplicates: the documents of a scope go in, groups of those that are
//! nearly one text come out.
//!
//! Two documents are nearly one where they share half of the larger one's runs of
//! five words. Which may be so is seen from a quarter of all runs, those whose
//! number ends in two zeros; then all runs are counted. Runs that many documents
//! have (a boilerplate that nobody named) find nobody.

use std::cmp::Reverse;

use super::passages::runs;
use super::{Scope, count, window};
use crate::query::Corpus;
use crate::query::search::Ran;
use crate::request::DuplicatesRequest;
use crate::response::{DuplicateGroup, DuplicatesResponse};
use crate::sorting;

/// Documents of a run through which others are found.
const FREQUENT: usize = 40;
/// Documents that one is held against.
const COUNTED: usize = 20;

/// Answers a request for near-duplicates.
pub(crate) fn duplicates(
    corpus: Corpus<'_>,
    request: &DuplicatesRequest,
    ran: &Ran<'_>,
) -> DuplicatesResponse {
    let scope = Scope::new(corpus, &request.scope, ran);
    // A quarter of the runs, with the places of their documents.
    let documents: Vec<u32> = scope.documents.iter().collect();
    let mut sample: Vec<(u64, u32)> = Vec::new();
    for (place, &document) in (0..).zip(&documents) {
        let some = runs(corpus, document).into_iter().filter(|run| run % 4 == 0);
        sample.extend(some.map(|run| (run, place)));
    }
    sample.sort_unstable();
    // Pairs of documents, one for each run that they share.
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for alike in sample.chunk_by(|a, b| a.0 == b.0).filter(|it| it.len() <= FREQUENT) {
        for (at, &(_, a)) in alike.iter().enumerate() {
            pairs.extend(alike[at + 1..].iter().map(|&(_, b)| (b, a)));
        }
    }
    drop(sample);
    pairs.sort_unstable();
    // The first document of each one's group.
    let mut first: Vec<u32> = (0..count(documents.len())).collect();
    let mut shares = vec![1.0; documents.len()];
    for of_one in pairs.chunk_by(|x, y| x.0 == y.0) {
        let later = of_one[0].0;
        let mut others: Vec<(usize, u32)> =
            of_one.chunk_by(|x, y| x.1 == y.1).map(|it| (it.len(), it[0].1)).collect();
        sorting::sort_by_key(&mut others, |&(shared, other)| (Reverse(shared), other));
        let own = runs(corpus, documents[later as usize]);
        for (shared, other) in others.into_iter().take(COUNTED) {
            // A fifth of all runs where half is asked for: a sample errs.
            if shared * 20 < own.len() {
                break;
            }
            let share = share(&own, &runs(corpus, documents[other as usize]));
            if share >= 0.5 {
                first[later as usize] = first[other as usize];
                shares[later as usize] = share;
                break;
            }
        }
    }
    let mut members: Vec<(u32, u32)> = first.into_iter().zip(0..).collect();
    members.sort_unstable();
    let path =
        |place: u32| corpus.index.documents[documents[place as usize] as usize].path.clone();
    let groups: Vec<DuplicateGroup> = members
        .chunk_by(|x, y| x.0 == y.0)
        .filter(|it| it.len() > 1)
        .map(|it| DuplicateGroup {
            documents: it.iter().map(|&(_, place)| path(place)).collect(),
            shares: it.iter().map(|&(_, place)| shares[place as usize]).collect(),
        })
        .collect();
    let total = count(groups.len());
    DuplicatesResponse { query: scope.echo, total, groups: window(groups, &request.scope) }
}

/// How many of the larger one's runs two documents share.
fn share(a: &[u64], b: &[u64]) -> f64 {
    let same = a.iter().filter(|run| b.binary_search(run).is_ok()).count();
    f64::from(count(same)) / f64::from(count(a.len().max(b.len()).max(1)))
}
