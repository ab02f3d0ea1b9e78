//! Hits of the corpus query language: its matches go in, the same comes out as
//! of a simple query.
//!
//! Its matches are token ranges and may be, begin or end with punctuation, so
//! their hits carry tokens beside positions. Every match is a hit, those that
//! lie in others too. Documents are scored by BM25 as for a single word whose
//! occurrences are the matches; see `ranking`.

use std::cell::OnceCell;

use super::Corpus;
use super::cql::{self, Match};
use super::docset::DocSet;
use super::passages::{self, Hit};
use super::plan::{Condition, Plan};
use super::ranking;
use super::running::Asked;
use super::search::{self, Ran};
use crate::response::{Meaning, Problem, QueryEcho};

/// The result of a query whose matches are all found.
pub(crate) fn finish<'a>(corpus: Corpus<'a>, asked: &Asked, search: cql::Search) -> Ran<'a> {
    let mut echo = QueryEcho {
        text: asked.query.clone(),
        meaning: Meaning::Tokens,
        problems: search.problems().to_vec(),
        ..QueryEcho::default()
    };
    echo.problems.extend(left_out(corpus, search.left_out()));
    let counts = search.counts().iter();
    let counts = counts.map(|count| (count.document, count.matches, count.in_title)).collect();
    Ran {
        plan: Plan { condition: Condition::Everything, groups: Vec::new(), echo },
        hits: Vec::new(),
        counted: Vec::new(),
        merged: OnceCell::new(),
        documents: search.documents().clone(),
        scores: ranking::scores_of(corpus, &asked.query, counts, asked.watched),
        matches: Some(search),
    }
}

/// Documents that are named to the person.
const MOST_NAMED: usize = 5;

/// What is said of documents that would have taken too long.
fn left_out(corpus: Corpus<'_>, documents: &[u32]) -> Option<Problem> {
    let named = documents.iter().take(MOST_NAMED);
    let mut named: Vec<&str> = named
        .filter_map(|&document| corpus.index.documents.get(document as usize))
        .map(|record| record.path.as_str())
        .collect();
    if documents.len() > MOST_NAMED {
        named.push("…");
    }
    (!documents.is_empty()).then(|| Problem {
        start: 0,
        end: 0,
        message: format!(
            "documents that would take too long are searched in part: {} ({})",
            documents.len(),
            named.join(", ")
        ),
        suggestion: None,
    })
}

impl Ran<'_> {
    /// The hits in a document, in order of place.
    pub(crate) fn hits_in(&self, corpus: Corpus<'_>, document: u32) -> Vec<Hit> {
        let Some(search) = &self.matches else {
            return passages::hits_in(corpus, document, &self.hits);
        };
        let found = search.matches_in(corpus, document);
        found
            .iter()
            .map(|Match { tokens, positions, .. }| Hit {
                start: positions.start,
                end: positions.end,
                tokens: Some((tokens.start, tokens.end)),
            })
            .collect()
    }

    /// How many hits there are in some documents.
    pub(crate) fn total_hits(&self, corpus: Corpus<'_>, documents: &DocSet) -> u64 {
        let Some(search) = &self.matches else {
            return search::total_hits(documents, corpus, self);
        };
        let counted = search.counts().iter().filter(|it| documents.contains(it.document));
        counted.map(|it| u64::from(it.matches)).sum()
    }
}
