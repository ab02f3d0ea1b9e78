//! `TARGET`: whatever holds a corpus. A path goes in, an index comes out.
//!
//! A built folder, an engine module and a single-file page carry their index;
//! a folder of documents (or one document) is read and compiled on the spot,
//! which costs the time of a build each time.

use std::path::Path;

use super::failure::{Failure, Outcome};
use super::notice;
use super::source::{Talk, compile_source, source_of};
use crate::embed::read_index;
use crate::index::CompileOptions;

/// The index of a target.
pub(crate) fn index_of(path: &Path, quiet: bool) -> Outcome<Vec<u8>> {
    if !path.exists() {
        return Err(Failure::new(format!(
            "{}: there is no such file or folder",
            path.display()
        )));
    }
    if let Some(index) = read_index(path).map_err(|error| Failure::from(error).of(path))? {
        return Ok(index);
    }
    let source = source_of(vec![path.to_owned()], None, None, Vec::new());
    let talk = Talk { quiet: true, all_warnings: false };
    let compiled = compile_source(&source, &CompileOptions::default(), talk)?;
    if !quiet && !compiled.warnings.is_empty() {
        notice::say(&format!(
            "warning: {} while reading; `corpuscope build` shows them",
            match compiled.warnings.len() {
                1 => "one warning".to_owned(),
                n => format!("{n} warnings"),
            }
        ));
    }
    Ok(compiled.index)
}
