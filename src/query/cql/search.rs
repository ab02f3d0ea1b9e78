//! A query over all documents, in slices: its patterns are looked up one by one,
//! documents that can not match are passed over, the others are looked at one by
//! one, and in parts where they are long.

use std::borrow::Cow;

use super::rows::{Halted, IndexVocabulary, Match};
use super::tree::Query;
use super::{Budget, Compiled, LookedUp, SLICE, STEPS, compile_on, parse};
use crate::query::Corpus;
use crate::query::docset::DocSet;
use crate::response::Problem;

/// Matches that are kept; all are counted. Those of a document are found again
/// by [`IndexVocabulary::find`] in some 50 µs.
const MOST_KEPT: usize = 1 << 20;

/// Steps for all documents together, 10 to 20 seconds: queries without conditions
/// between labels take a tenth of it on 30 million words. What is left when they
/// are used up is left out, and told.
const ALL_STEPS: u64 = 2_000_000_000;

/// A query under way.
#[derive(Clone, Debug)]
pub(crate) struct Search {
    /// What is still to be looked up.
    looking: Option<Box<(Query, LookedUp)>>,
    compiled: Option<Compiled>,
    among: Option<DocSet>,
    problems: Vec<Problem>,
    candidates: DocSet,
    /// Steps that are left for all documents.
    steps: u64,
    /// Documents before this one are done.
    next: u32,
    /// How far it is come with that.
    halted: Option<Box<Halted>>,
    documents: DocSet,
    matches: Vec<Match>,
    /// The first document whose matches are not kept, where there is one.
    cut: Option<u32>,
    counts: Vec<DocumentCount>,
    left_out: Vec<u32>,
}

/// How many matches a document has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DocumentCount {
    pub(crate) document: u32,
    pub(crate) matches: u32,
    /// Those that begin in the title, where that is part of the text.
    pub(crate) in_title: u32,
}

impl Search {
    /// Reads a query. Only `among` these documents, or all.
    pub(crate) fn new(corpus: Corpus<'_>, query: &str, among: Option<&DocSet>) -> Self {
        let count = corpus.postings.documents();
        let (parsed, problems) = parse(query);
        Self {
            looking: parsed.map(|parsed| Box::new((parsed, LookedUp::default()))),
            compiled: None,
            among: among.cloned(),
            problems,
            candidates: DocSet::empty(count),
            steps: ALL_STEPS,
            next: 0,
            halted: None,
            documents: DocSet::empty(count),
            matches: Vec::new(),
            cut: None,
            counts: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// Looks patterns up. Whether all are; they take some milliseconds each.
    fn look_up(&mut self, corpus: Corpus<'_>, go_on: &mut dyn FnMut() -> bool) -> bool {
        let vocabulary = IndexVocabulary::new(corpus);
        let Some(looking) = &mut self.looking else { return true };
        let (query, looked_up) = &mut **looking;
        let Some((compiled, more)) = compile_on(query, &vocabulary, looked_up, go_on) else {
            return false;
        };
        self.looking = None;
        self.problems.extend(more);
        if let Some(compiled) = &compiled {
            let all = || DocSet::full(corpus.postings.documents());
            self.candidates = vocabulary.candidates(compiled).unwrap_or_else(all);
        }
        if let Some(among) = &self.among {
            self.candidates.intersect(among);
        }
        self.compiled = compiled;
        true
    }

    /// Looks patterns up, then at documents, while `go_on` says so, at least at
    /// one. Whether all are done.
    pub(crate) fn step(&mut self, corpus: Corpus<'_>, go_on: &mut dyn FnMut() -> bool) -> bool {
        let vocabulary = IndexVocabulary::new(corpus);
        if self.looking.is_some() && !(self.look_up(corpus, go_on) && go_on()) {
            return false;
        }
        let Some(compiled) = &mut self.compiled else { return true };
        let count = corpus.postings.documents();
        let upcoming = |from: u32, candidates: &DocSet| {
            (from..count).find(|&document| candidates.contains(document))
        };
        while let Some(document) = upcoming(self.next, &self.candidates) {
            let halted = self.halted.take();
            let steps = halted.as_ref().map_or(STEPS, |it| it.paused.steps).min(self.steps);
            let mut budget = Budget { steps, slice: SLICE, go_on };
            let (found, gave_up) = match steps {
                0 => (Vec::new(), true),
                _ => {
                    let (found, gave_up, halted) =
                        vocabulary.find(compiled, document, &mut budget, halted);
                    self.halted = halted;
                    (found, gave_up)
                }
            };
            self.steps -= steps - budget.steps;
            if self.halted.is_some() {
                return false;
            }
            if gave_up {
                self.left_out.push(document);
            }
            if !found.is_empty() {
                self.documents.insert(document);
                let title = corpus.postings.title(document);
                let in_title = found.iter().filter(|it| title.contains(&it.positions.start));
                let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                self.counts.push(DocumentCount {
                    document,
                    matches: count(found.len()),
                    in_title: count(in_title.count()),
                });
                if self.cut.is_none() && self.matches.len() + found.len() <= MOST_KEPT {
                    self.matches.extend(found);
                } else {
                    self.cut.get_or_insert(document);
                }
            }
            self.next = document + 1;
            if !go_on() {
                break;
            }
        }
        upcoming(self.next, &self.candidates).is_none()
    }

    /// With fewer steps for all documents.
    #[cfg(test)]
    pub(crate) fn with_steps(self, steps: u64) -> Self {
        Self { steps, ..self }
    }

    /// What could not be understood.
    pub(crate) fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Documents with a match.
    pub(crate) fn documents(&self) -> &DocSet {
        &self.documents
    }

    /// The matches of a document, in order of place.
    pub(crate) fn matches_in(&self, corpus: Corpus<'_>, document: u32) -> Cow<'_, [Match]> {
        if self.cut.is_some_and(|cut| document >= cut)
            && let Some(compiled) = &self.compiled
            && self.documents.contains(document)
        {
            let mut budget = Budget { steps: STEPS, slice: SLICE, go_on: &mut || true };
            let vocabulary = IndexVocabulary::new(corpus);
            let mut compiled = compiled.clone();
            return Cow::Owned(vocabulary.find(&mut compiled, document, &mut budget, None).0);
        }
        let first = self.matches.partition_point(|found| found.document < document);
        let own = &self.matches[first..];
        Cow::Borrowed(&own[..own.partition_point(|found| found.document == document)])
    }

    /// How many matches each document has, for those that have any.
    pub(crate) fn counts(&self) -> &[DocumentCount] {
        &self.counts
    }

    /// Documents that would have taken too long.
    pub(crate) fn left_out(&self) -> &[u32] {
        &self.left_out
    }
}
