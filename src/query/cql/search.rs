//! A query over all documents, in slices: documents that can not match are
//! passed over, the others are looked at one by one.

use super::rows::{IndexVocabulary, Match};
use super::{Budget, Compiled, STEPS, compile, parse};
use crate::query::Corpus;
use crate::query::docset::DocSet;
use crate::response::Problem;

/// Matches that are kept; all are counted. Those of a document are found again
/// by [`IndexVocabulary::find`] in some 50 µs.
const MOST_KEPT: usize = 1 << 20;

/// A query under way.
#[derive(Clone, Debug)]
pub(crate) struct Search {
    compiled: Option<Compiled>,
    problems: Vec<Problem>,
    candidates: DocSet,
    /// Documents before this one are done.
    next: u32,
    documents: DocSet,
    matches: Vec<Match>,
    total: u64,
    left_out: Vec<u32>,
}

impl Search {
    /// Reads a query and looks it up, which takes some milliseconds for
    /// patterns that are no plain words. Only `among` these documents, or all.
    pub(crate) fn new(corpus: Corpus<'_>, query: &str, among: Option<&DocSet>) -> Self {
        let count = corpus.postings.documents();
        let (parsed, mut problems) = parse(query);
        let vocabulary = IndexVocabulary::new(corpus);
        let compiled = parsed.and_then(|parsed| {
            let (compiled, more) = compile(&parsed, &vocabulary);
            problems.extend(more);
            compiled
        });
        let mut candidates = match &compiled {
            Some(compiled) => {
                vocabulary.candidates(compiled).unwrap_or_else(|| DocSet::full(count))
            }
            None => DocSet::empty(count),
        };
        if let Some(among) = among {
            candidates.intersect(among);
        }
        Self {
            compiled,
            problems,
            candidates,
            next: 0,
            documents: DocSet::empty(count),
            matches: Vec::new(),
            total: 0,
            left_out: Vec::new(),
        }
    }

    /// Looks at documents while `go_on` says so, at least at one. Whether all
    /// are done.
    pub(crate) fn step(&mut self, corpus: Corpus<'_>, go_on: &mut dyn FnMut() -> bool) -> bool {
        let vocabulary = IndexVocabulary::new(corpus);
        let Some(compiled) = &mut self.compiled else { return true };
        let count = corpus.postings.documents();
        let upcoming = |from: u32, candidates: &DocSet| {
            (from..count).find(|&document| candidates.contains(document))
        };
        while let Some(document) = upcoming(self.next, &self.candidates) {
            let mut budget = Budget { steps: STEPS, go_on: &mut || true };
            let (found, gave_up) = vocabulary.find(compiled, document, &mut budget);
            if gave_up {
                self.left_out.push(document);
            }
            if !found.is_empty() {
                self.documents.insert(document);
                self.total += found.len() as u64;
                if self.matches.len() < MOST_KEPT {
                    self.matches.extend(found);
                }
            }
            self.next = document + 1;
            if !go_on() {
                break;
            }
        }
        upcoming(self.next, &self.candidates).is_none()
    }

    /// The part that is done, 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "a progress bar needs no precision")]
    pub(crate) fn fraction(&self, corpus: Corpus<'_>) -> f32 {
        self.next as f32 / corpus.postings.documents().max(1) as f32
    }

    /// What could not be understood.
    pub(crate) fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Documents with a match.
    pub(crate) fn documents(&self) -> &DocSet {
        &self.documents
    }

    /// The matches, in order of document and place; at most about a million.
    pub(crate) fn matches(&self) -> &[Match] {
        &self.matches
    }

    /// How many matches there are.
    pub(crate) fn total(&self) -> u64 {
        self.total
    }

    /// Documents that would have taken too long.
    pub(crate) fn left_out(&self) -> &[u32] {
        &self.left_out
    }
}
