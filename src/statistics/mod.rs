//! Corpus statistics: a query's hits go in, tables come out.
//!
//! - [`concordance`]: every hit in its context, sorted, sampled, counted.
//! - [`dispersion`]: where in documents and time hits are.
//!
//! Tables are computed from positions and term numbers alone; text is decoded
//! for the lines that are shown, and for no other.

pub(crate) mod concordance;
mod dispersion;
