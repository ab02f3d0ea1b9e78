//! The index: a corpus goes in, one byte string comes out; the byte string
//! goes in again, an [`Index`] comes out.
//!
//! Writer and reader of each section stand side by side in one file:
//!
//! | section | file | holds |
//! |---|---|---|
//! | (frame) | `container` | magic, version, section table, checksums |
//! | `META` | `meta` | title, counts, field names, warnings |
//! | `CHAR` | `alphabet` | class and folded form of each character |
//! | `TERM` | `terms` | the folded words |
//! | `FORM` | `forms` | the spellings of each folded word; marks and gaps |
//! | `TEXT` | `text` | every token of every document, losslessly |
//! | `STRY` | `story` | names, roles, statements, figures, dates |
//! | `EVNT` | `event_words` | words for events |
//! | `STEM` | `stems` | rules from words to stems, by language |
//! | `STOP` | `common` | function words, which carry no weight in ranking |
//! | `DOCS` | `documents` | path, title, date, language, boilerplate |
//! | `COLS` | `columns` | metadata fields |
//! | `LAYR` | `layers`, `ranks` | what is said of tokens, and structures |
//!
//! [`compile()`] writes them, [`Index::open`] checks and reads them.
//! Positional postings are not stored: they would double the index and are
//! derived from the text (`postings`), with the marks, sentences and paragraphs
//! between them (`text_rows`), and layers are unpacked (`token_values`).
//! `docs/FORMAT.md` gives the bytes.

mod alphabet;
#[cfg(feature = "cli")]
mod analysed;
mod bytes;
mod columns;
mod common;
#[cfg(feature = "cli")]
mod compile;
mod container;
mod documents;
mod error;
mod event_words;
mod forms;
pub(crate) mod layers;
mod meta;
mod open;
mod packed;
mod positions;
mod postings;
mod range;
mod ranks;
pub(crate) mod stems;
pub(crate) mod story;
mod terms;
mod text;
mod text_rows;
mod token_values;

#[cfg(feature = "cli")]
pub use compile::{CompileError, CompileOptions, compile};
pub use error::IndexError;
pub(crate) use layers::Layer;
pub(crate) use open::DocumentText;
pub use open::Index;
pub(crate) use postings::{Loader, Postings};
pub(crate) use text::Place;
