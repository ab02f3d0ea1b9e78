//! Entries for the fuzz targets in `fuzz/`; compiled for them alone.

use super::cql::Search;
use super::regex::{Options, Pattern};
use super::running::{Asked, Running};
use super::{Corpus, search};
use crate::index::story::Reading;
use crate::index::{Index, Loader, Postings};
use crate::request::{Mode, SearchRequest, Syntax};
use crate::response::Problem;

/// An index to try queries on.
#[derive(Debug)]
pub struct Tried {
    index: Index<'static>,
    postings: Postings,
}

impl Tried {
    /// Opens and loads an index, which is a good one.
    pub fn open(bytes: &'static [u8]) -> Self {
        let index = Index::open(bytes).expect("the index is a good one");
        let mut loader = Loader::new(&index);
        while loader.step(&index, &mut || true) < 1.0 {}
        let mut postings = loader.take_finished().expect("loading has ended");
        if let Some(bytes) = index.story {
            postings.story = Reading::new(&index, bytes).step(&index, &mut || true);
        }
        Self { index, postings }
    }

    fn corpus(&self) -> Corpus<'_> {
        Corpus { index: &self.index, postings: &self.postings }
    }

    /// Runs a query of the corpus query language.
    pub fn cql(&self, query: &str) {
        let mut search = Search::new(self.corpus(), query, None);
        while !search.step(self.corpus(), &mut || false) {}
        check(query, search.problems());
        for count in search.counts() {
            let found = search.matches_in(self.corpus(), count.document);
            assert_eq!(found.len(), count.matches as usize);
            for found in found.iter() {
                let tokens = self.postings.tokens[found.document as usize];
                assert!(found.tokens.start < found.tokens.end && found.tokens.end <= tokens);
                let own = self.postings.document(found.document);
                assert!(own.start <= found.positions.start && found.positions.end <= own.end);
            }
        }
    }

    /// Runs a simple query.
    pub fn simple(&self, query: &str) {
        for mode in [Mode::All, Mode::Any] {
            let request = SearchRequest {
                query: query.to_owned(),
                mode,
                with_hits: true,
                ..SearchRequest::default()
            };
            let mut running =
                Running::new(self.corpus(), Asked::new(Syntax::Simple, query, mode));
            while !running.step(self.corpus(), &mut || false) {}
            let ran = running.finish(self.corpus());
            let response = search::search(self.corpus(), &request, &ran);
            check(query, &response.query.problems);
        }
    }
}

fn check(query: &str, problems: &[Problem]) {
    let letters = u32::try_from(query.chars().count()).unwrap_or(u32::MAX);
    for problem in problems {
        assert!(problem.start <= problem.end && problem.end <= letters, "{problem:?}");
        assert!(!problem.message.is_empty(), "{problem:?}");
    }
}

/// Reads a regular expression and tries it.
pub fn pattern(text: &str, value: &str) {
    match Pattern::compile(text, &Options::default()) {
        Ok(mut pattern) => {
            let found = pattern.is_match(value);
            assert!(
                !found || value.starts_with(pattern.literal_prefix()) || pattern.ignores_case()
            );
            assert!(pattern.is_exhausted() || found == pattern.is_match(value));
        }
        Err(error) => {
            let letters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
            assert!(error.start <= error.end && error.end <= letters, "{error:?}");
        }
    }
}
