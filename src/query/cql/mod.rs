//! The corpus query language: the text of a query and a document go in, the
//! matches come out.
//!
//! 1. [`parse()`] reads the text into a [`tree`]; what it can not read it points
//!    at and leaves out (`lexer`, `parse`).
//! 2. [`mod@compile`] looks every condition up in a `Vocabulary`: a test of a
//!    token becomes a set of keys (`keys`, `test`), the pattern an automaton
//!    without empty steps (`automaton`).
//! 3. [`Compiled::match_document`] finds the matches in one document's
//!    `Rows`, in time linear in rows and in the atoms that are alive
//!    (`matching`).
//! 4. `IndexVocabulary` is an open index so; its `candidates` says which
//!    documents need be looked at, its `find` looks at one.
//! 5. [`Search`] does it all, over all documents, in slices.
//!
//! The language is that of CWB, Sketch Engine and BlackLab where they agree;
//! `docs/QUERIES.md` says what there is. Values are regular expressions over
//! the whole attribute (see `regex`). What a match is:
//!
//! - Rows are words and marks; a match has at least one.
//! - A match satisfies the pattern, every filter behind it and the condition
//!   behind `::`; only then does the strategy choose among matches.
//! - *traditional*: the shortest from each start; *standard*, which is the
//!   default: those, less any that ends where an earlier-starting one ends;
//!   *shortest*: those without another inside; *longest*: from left to right
//!   the longest, none overlapping.
//!
//! Everything is bounded: the depth and length of a query, its atoms and
//! steps, the patterns that are tried on all values, the steps that a document
//! may take ([`Budget`]). A budget that runs out is told, never hidden.

mod automaton;
mod compile;
mod keys;
mod lexer;
mod matching;
mod parse;
mod rows;
mod search;
mod test;
#[cfg(all(test, feature = "cli"))]
mod tests;
pub(crate) mod tree;
mod vocabulary;

pub(crate) use rows::Match;
pub(crate) use search::Search;

use compile::{Compiled, LookedUp, compile_on};
use matching::{Budget, Paused, SLICE, STEPS};
use parse::parse;
#[cfg(all(test, feature = "cli"))]
use {
    compile::compile,
    keys::Keys,
    matching::Found,
    rows::IndexVocabulary,
    vocabulary::{Attribute, Rows, ValueTest, Vocabulary},
};
