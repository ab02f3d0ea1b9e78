//! Near-duplicates: the documents of a scope go in, groups of those that are
//! nearly one text come out.
//!
//! Two documents are nearly one where they share half of the larger one's runs of
//! five words. Which may be so is seen from a quarter of all runs, those whose
//! number ends in two zeros; then all runs are counted. Runs that many documents
//! have (a boilerplate that nobody named) find nobody.

use super::passages::runs;
use super::{Scope, count, window};
use crate::query::Corpus;
use crate::query::search::Ran;
use crate::request::DuplicatesRequest;
use crate::response::{DuplicateGroup, DuplicatesResponse};

/// Bits of the place of a document.
const PLACE: u32 = 26;
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
    // A quarter of the runs, each with the place of its document: numbers in
    // one, so that one sort serves all.
    let documents: Vec<u32> = scope.documents.iter().collect();
    let mut sample: Vec<u64> = Vec::new();
    for (place, &document) in (0..).zip(&documents) {
        let some = runs(corpus, document).into_iter().filter(|run| run % 4 == 0);
        sample.extend(some.map(|run| run >> PLACE << PLACE | place));
    }
    sample.sort_unstable();
    // Pairs of documents, one for each run that they share.
    let mut pairs: Vec<u64> = Vec::new();
    for alike in sample.chunk_by(|a, b| a >> PLACE == b >> PLACE) {
        if alike.len() > FREQUENT {
            continue;
        }
        for (at, a) in alike.iter().enumerate() {
            let place = |it: &u64| it & ((1 << PLACE) - 1);
            pairs.extend(alike[at + 1..].iter().map(|b| place(b) << 32 | place(a)));
        }
    }
    drop(sample);
    pairs.sort_unstable();
    let (high, low) = (|it: u64| (it >> 32) as usize, |it: u64| (it & 0xffff_ffff) as usize);
    // The first document of each one's group.
    let mut first: Vec<usize> = (0..documents.len()).collect();
    let mut shares = vec![1.0; documents.len()];
    for of_one in pairs.chunk_by(|x, y| x >> 32 == y >> 32) {
        let later = high(of_one[0]);
        // Those that share most first.
        let mut others: Vec<u64> = of_one
            .chunk_by(|x, y| x == y)
            .map(|it| u64::from(u32::MAX - count(it.len())) << 32 | it[0] & u64::from(u32::MAX))
            .collect();
        others.sort_unstable();
        let own = runs(corpus, documents[later]);
        for other in others.into_iter().map(low).take(COUNTED) {
            let share = share(&own, &runs(corpus, documents[other]));
            if share >= 0.5 {
                first[later] = first[other];
                shares[later] = share;
                break;
            }
        }
    }
    let mut groups: Vec<DuplicateGroup> = Vec::new();
    let mut group_of = vec![usize::MAX; documents.len()];
    let path = |place: usize| corpus.index.documents[documents[place] as usize].path.clone();
    for (place, &lead) in first.iter().enumerate() {
        // A group begins with its second document.
        if lead == place {
            continue;
        }
        let group = &mut group_of[lead];
        if *group == usize::MAX {
            *group = groups.len();
            groups.push(DuplicateGroup::default());
            groups[*group].documents.push(path(lead));
            groups[*group].shares.push(1.0);
        }
        groups[*group].documents.push(path(place));
        groups[*group].shares.push(shares[place]);
    }
    let total = count(groups.len());
    DuplicatesResponse { query: scope.echo, total, groups: window(groups, &request.scope) }
}

/// How many of the larger one's runs two documents share.
fn share(a: &[u64], b: &[u64]) -> f64 {
    let same = a.iter().filter(|run| b.binary_search(run).is_ok()).count();
    f64::from(count(same)) / f64::from(count(a.len().max(b.len()).max(1)))
}
