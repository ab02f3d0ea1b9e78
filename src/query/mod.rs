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
//! A query of the corpus query language ([`cql`]) is grammar, plan and matching
//! in one; [`token_hits`] makes its matches hits like any other. `as_cql` goes
//! the other way and writes a simple query in that language.
//!
//! Everything is computed from the whole postings, so counts are exact. The
//! dearest word of 11 million costs about 3 ms; see `docs/FORMAT.md` for what
//! is in memory.

pub(crate) mod about;
mod as_cql;
mod broader;
mod cql;
pub(crate) mod docset;
pub(crate) mod explain;
mod facets;
pub(crate) mod facts;
pub(crate) mod filters;
#[cfg(fuzzing)]
pub mod fuzzing;
mod grammar;
mod matching;
mod meaning;
mod metadata;
mod near;
mod own_tokens;
pub(crate) mod passages;
mod plan;
pub(crate) mod ranking;
mod regex;
pub(crate) mod running;
pub(crate) mod search;
pub(crate) mod story;
pub(crate) mod suggest;
pub(crate) mod terms;
pub(crate) mod timeline;
pub(crate) mod token_hits;
mod tree;
pub(crate) mod view;

use crate::index::{Index, Postings};

/// An index with everything that is derived from it.
#[derive(Clone, Copy)]
pub(crate) struct Corpus<'a> {
    pub(crate) index: &'a Index<'a>,
    pub(crate) postings: &'a Postings,
}
