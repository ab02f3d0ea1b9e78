//! Analysis: text goes in, tokens with their folded forms come out.
//!
//! 1. [`chars`] gives every character a word-break class and a folded form.
//!    The table holds the characters of one corpus and travels in its index, so
//!    that the engine carries no Unicode tables (the full ones weigh more than
//!    the rest of the engine) and cuts a query exactly as the text was cut.
//! 2. [`tokens`] cuts text into words, marks and gaps by the rules of UAX #29.
//! 3. [`stems`] maps the spellings of a word to one stem, by language: by
//!    rules that a corpus brings, which Snowball's stemmers have taught it.
//! 4. [`layout`] finds paragraphs and sentences in a document's tokens.
//! 5. [`story`] finds names, statements, figures and dates: its rules are in the
//!    command only, its facts everywhere.
//!
//! The same functions run when an index is made and when a query is read.

pub(crate) mod cases;
pub(crate) mod chars;
pub(crate) mod layout;
pub(crate) mod stems;
pub(crate) mod story;
pub(crate) mod tokens;
#[cfg(feature = "cli")]
pub(crate) mod unicode;
