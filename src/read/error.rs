//! Why nothing at all could be read, and sentences for what could not.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::document::Warning;

/// Why nothing at all could be read.
#[derive(Debug)]
pub enum ReadError {
    /// No source was given.
    NoSource,
    /// A source is not there, or may not be looked at.
    Missing {
        /// The source as given.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// There is no document in any source.
    NoDocuments {
        /// The sources as given.
        paths: Vec<PathBuf>,
        /// Why files that are there are no documents.
        warnings: Vec<Warning>,
    },
    /// `corpus.toml` cannot be obeyed.
    Config {
        /// The file.
        path: PathBuf,
        /// 1-based line, where there is one.
        line: Option<u32>,
        /// What is wrong and how to mend it.
        message: String,
    },
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSource => f.write_str("no source given: name a folder or a file"),
            Self::Missing { path, error } => {
                write!(f, "{}: {}", path.display(), unreadable(error))
            }
            Self::NoDocuments { paths, .. } => {
                let names: Vec<String> =
                    paths.iter().map(|path| path.display().to_string()).collect();
                write!(
                    f,
                    "{}: no document found: .txt, .md, .html, .csv, .tsv, .json and .jsonl \
                     files are read",
                    names.join(", ")
                )
            }
            Self::Config { path, line: Some(line), message } => {
                write!(f, "{}:{line}: {message}", path.display())
            }
            Self::Config { path, line: None, message } => {
                write!(f, "{}: {message}", path.display())
            }
        }
    }
}

impl std::error::Error for ReadError {}

/// What an error of the system means for a file, without the number that
/// differs between systems.
pub(crate) fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".into(),
        io::ErrorKind::PermissionDenied => {
            "it may not be read: permission denied; check who may read it".into()
        }
        _ => {
            let text = error.to_string();
            let plain = text.split(" (os error").next().unwrap_or(&text);
            format!("it cannot be read: {}", plain.to_lowercase())
        }
    }
}

/// 1-based line of a byte offset.
pub(crate) fn line_of(text: &str, offset: usize) -> u32 {
    let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
    u32::try_from(memchr::memchr_iter(b'\n', before).count() + 1).unwrap_or(u32::MAX)
}
