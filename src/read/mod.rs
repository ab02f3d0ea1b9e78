//! Reading: folders and files go in, a [`Corpus`] and its [`Warning`]s come
//! out. This is the only stage that touches the author's files.
//!
//! 1. `config`: finds and checks `corpus.toml`, which becomes the `Rules`.
//! 2. `walk`: lists the files of every source, sorted by name, without what is
//!    excluded; decides each file's format by its extension.
//! 3. `encoding`: bytes become text: byte order marks, UTF-16, legacy code
//!    pages, line ends; files that are not text are left out.
//! 4. One module a format (`plain`, `markdown`, `html`, `table`, `json`,
//!    `vertical`, `conllu`) makes
//!    `Draft`s: a text and the metadata as the file writes it.
//! 5. `catalogue`: rows of a `metadata.csv` join the drafts on their path.
//! 6. `settle`: drafts become documents: names of fields, dates, title,
//!    boilerplate.
//! 7. `language`: a language for every document; duplicate names are parted.
//!
//! Bad input never stops a build: what cannot be read is left out and said so
//! in a warning that names the file, the line where there is one, and the
//! mend. Files are read on all threads, and their results are taken in the
//! order of their names, so the corpus is the same with one thread or many.
//!
//! Everything is held in memory at once: while a file is read, two to five
//! times its size, afterwards its text (a line of 200 MB: 0.2 GB as plain
//! text, 1 GB as a table). The index's ceiling of 30 million words, some
//! 200 MB, is reached long before memory is.

mod analysis;
mod annotated;
mod boilerplate;
mod catalogue;
mod config;
mod conllu;
mod dates;
mod draft;
mod encoding;
mod error;
mod fields;
mod front_matter;
mod html;
mod json;
mod language;
mod markdown;
mod pattern;
mod plain;
mod rows;
mod settle;
mod table;
mod title;
mod unique;
mod vertical;
mod walk;

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::document::{Corpus, Document, Warning};
use catalogue::Catalogue;
use config::Rules;
use draft::Reading;
use walk::Found;

pub use error::ReadError;

/// Where a corpus comes from.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Folders and files, at least one.
    pub paths: Vec<PathBuf>,
    /// A `corpus.toml`; without it, the one in or beside the first folder.
    pub config: Option<PathBuf>,
    /// Title that wins over the one in `corpus.toml`.
    pub title: Option<String>,
    /// Folders and files to leave out, such as the build's own output.
    pub exclude: Vec<PathBuf>,
}

/// Reads every document below `source`.
///
/// # Errors
/// Only where there is nothing to go on with; all else is a warning.
pub fn read_corpus(source: &Source) -> Result<(Corpus, Vec<Warning>), ReadError> {
    read_corpus_watched(source, &|_, _| {})
}

/// As [`read_corpus`], and calls `progress(files read, files in all)` after
/// every file, from any thread.
///
/// # Errors
/// As [`read_corpus`].
pub fn read_corpus_watched(
    source: &Source,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<(Corpus, Vec<Warning>), ReadError> {
    let rules = config::load(source)?;
    let (listing, mut warnings) = walk::list(source, &rules)?;
    let read = AtomicUsize::new(0);
    let readings: Vec<Reading> = listing
        .documents
        .par_iter()
        .map(|found| {
            let reading = read_file(found, &rules);
            let done = read.fetch_add(1, Ordering::Relaxed) + 1;
            progress(done, listing.documents.len());
            reading
        })
        .collect();
    let catalogue = Catalogue::read(&listing.catalogues, &rules, &mut warnings);
    warnings.extend(catalogue.unmatched(&listing.documents));
    warnings.extend(encoding::guesses(&readings));
    warnings.extend(rules.unused_patterns(&listing.documents));
    let mut documents = Vec::new();
    let settled: Vec<(Vec<Document>, Vec<Warning>)> = readings
        .into_par_iter()
        .map(|reading| settle::settle(reading, &catalogue, &rules))
        .collect();
    for (of_one_file, its_warnings) in settled {
        documents.extend(of_one_file);
        warnings.extend(its_warnings);
    }
    unique::part_names(&mut documents, &mut warnings);
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    warnings.sort();
    if documents.is_empty() {
        return Err(ReadError::NoDocuments { paths: source.paths.clone(), warnings });
    }
    language::assign(&mut documents);
    let corpus = Corpus {
        title: rules.title,
        description: rules.description,
        fields: rules.field_rules,
        documents,
        analysis: rules.analysis,
    };
    Ok((corpus, warnings))
}

/// The file `corpus.toml` that [`read_corpus`] would obey, if there is one.
///
/// # Errors
/// Where `source.config` names a file that is not there.
pub fn config_file(source: &Source) -> Result<Option<PathBuf>, ReadError> {
    config::locate(source)
}

/// Reads one file; whatever is wrong with it is in the warnings.
fn read_file(found: &Found, rules: &Rules) -> Reading {
    let mut reading = Reading::of(found);
    let bytes = match std::fs::read(&found.file) {
        Ok(bytes) => bytes,
        Err(error) => {
            reading.warn(None, error::unreadable(&error));
            return reading;
        }
    };
    let Some(text) = encoding::decode(bytes, found.format, &mut reading) else {
        return reading;
    };
    if text.trim().is_empty() {
        reading.warn(None, "the file is empty; skipped".into());
        return reading;
    }
    match found.format {
        walk::Format::Text => plain::read(text, &mut reading),
        walk::Format::Markdown => markdown::read(&text, &mut reading),
        walk::Format::Html => html::read(&text, &mut reading),
        walk::Format::Table => {
            let records = table::records(&text, &found.name, &mut reading.warnings);
            rows::read(records, rules, &mut reading);
        }
        walk::Format::Json => {
            let records = json::records(&text, &mut reading);
            rows::read(records, rules, &mut reading);
        }
        walk::Format::JsonLines => {
            let records = json::line_records(&text, &mut reading);
            rows::read(records, rules, &mut reading);
        }
        walk::Format::Vertical => vertical::read(&text, rules, &mut reading),
        walk::Format::Conllu => conllu::read(&text, &mut reading),
    }
    reading
}
