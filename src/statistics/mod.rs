//! Corpus statistics: a query's hits go in, tables come out.
//!
//! - [`concordance`]: every hit in its context, sorted, sampled, counted.
//!
//! Tables are computed from positions and term numbers alone; text is decoded
//! for the lines that are shown, and for no other.

pub(crate) mod concordance;
