//! Reading: a folder goes in, a [`Corpus`] and its [`Warning`]s come out.

use std::path::PathBuf;

use crate::document::{Corpus, Warning};

/// Where a corpus comes from.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Folders and files, at least one.
    pub paths: Vec<PathBuf>,
    /// A `corpus.toml`; without it, the one in or beside the first folder.
    pub config: Option<PathBuf>,
    /// Title that wins over the one in `corpus.toml`.
    pub title: Option<String>,
}

/// Why nothing at all could be read.
#[derive(Debug)]
pub enum ReadError {}

/// Reads every document below `source`.
///
/// # Errors
/// Only where there is nothing to go on with; all else is a warning.
pub fn read_corpus(source: &Source) -> Result<(Corpus, Vec<Warning>), ReadError> {
    let _ = source;
    Ok((Corpus::default(), Vec::new()))
}
