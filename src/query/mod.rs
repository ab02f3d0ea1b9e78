//! Queries: an index, its postings and a request go in, a response comes out.
//!
//! 1. [`grammar`] reads what was typed into a [`tree`]; what it can not read it
//!    reports and leaves out.
//! 2. [`terms`] looks each word test up in the dictionary.
//! 3. [`matching`] finds the hits of each group of words, rarest word first.
//! 4. [`docset`] combines documents; [`ranking`] scores them.
//! 5. [`filters`] narrows by metadata, [`facets`] counts values and dates.
//! 6. [`passages`] cuts snippets, [`view`] shows a document with its hits.
//!
//! Everything is computed from the whole postings, so counts are exact. The
//! dearest word of 11 million costs about 3 ms; see `docs/FORMAT.md` for what
//! is in memory.

mod about;
#[cfg_attr(
    not(test),
    expect(dead_code, unused_imports, reason = "the planner is about to use it")
)]
mod cql;
mod docset;
mod facets;
mod filters;
mod grammar;
mod matching;
mod meaning;
mod metadata;
mod near;
mod passages;
mod plan;
mod ranking;
mod regex;
mod search;
mod terms;
mod tree;
mod view;

use crate::index::{Index, Postings};
use crate::request::Request;
use crate::response::Response;

/// An index with everything that is derived from it.
#[derive(Clone, Copy)]
pub(crate) struct Corpus<'a> {
    pub(crate) index: &'a Index<'a>,
    pub(crate) postings: &'a Postings,
}

/// Answers a request.
pub(crate) fn answer(corpus: Corpus<'_>, request: &Request) -> Response {
    match request {
        Request::About => Response::About(about::about(corpus)),
        Request::Search(request) => Response::Search(search::search(corpus, request)),
        Request::Document(request) => match view::document(corpus, request) {
            Some(document) => Response::Document(document),
            None => Response::Failed(format!(
                "There is no document “{}” in this corpus. It may have been renamed or left \
                 out when the page was built again.",
                request.path
            )),
        },
    }
}
