//! From a folder of documents to an index in memory: what `build` and `serve`
//! do, and every command whose target is such a folder.

use std::path::PathBuf;

use super::failure::{Failure, Outcome};
use super::notice::{self, Progress};
use crate::document::{Corpus, Warning};
use crate::embed::PageInfo;
use crate::index::{CompileOptions, compile};
use crate::read::{ReadError, Source, read_corpus_watched};

/// A compiled corpus.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) index: Vec<u8>,
    pub(crate) info: PageInfo,
    pub(crate) documents: usize,
    pub(crate) warnings: Vec<Warning>,
}

/// What to say while reading.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Talk {
    pub(crate) quiet: bool,
    pub(crate) all_warnings: bool,
}

/// Reads and compiles a source; its warnings go to standard error unless
/// `quiet`, also when there is no document after all.
pub(crate) fn compile_source(
    source: &Source,
    options: &CompileOptions,
    talk: Talk,
) -> Outcome<Compiled> {
    let read = {
        let progress = Progress::new("reading", talk.quiet);
        read_corpus_watched(source, &|done, all| progress.at(done, all))
    };
    let (corpus, warnings) = match read {
        Ok(read) => read,
        Err(error) => {
            return Err(unread(&error, talk));
        }
    };
    if !talk.quiet {
        notice::warn(&warnings, talk.all_warnings);
    }
    let index = {
        let _progress = Progress::new("compiling", talk.quiet);
        compile(&corpus, &warnings, options)?
    };
    let Corpus { title, description, documents, .. } = corpus;
    Ok(Compiled {
        index,
        info: PageInfo { title, description, language: None },
        documents: documents.len(),
        warnings,
    })
}

/// Why there is nothing; whoever sees no warnings is told the first one here.
fn unread(error: &ReadError, talk: Talk) -> Failure {
    let ReadError::NoDocuments { warnings, .. } = error else {
        return Failure::new(error.to_string());
    };
    if !talk.quiet {
        notice::warn(warnings, talk.all_warnings);
        return Failure::new(error.to_string());
    }
    Failure::new(match warnings.as_slice() {
        [] => error.to_string(),
        [only] => format!("{error} ({only})"),
        [first, rest @ ..] => format!("{error} ({first}; and {} more)", rest.len()),
    })
}

/// Runs `work` on so many threads; on as many as the machine has without a
/// number.
pub(crate) fn on_threads<T: Send>(
    threads: Option<usize>,
    work: impl FnOnce() -> Outcome<T> + Send,
) -> Outcome<T> {
    let Some(threads) = threads else {
        return work();
    };
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| Failure::new(format!("{threads} threads cannot be started: {error}")))?
        .install(work)
}

/// Bytes for people: `812 B`, `61.5 kB`, `1.2 MB`.
pub(crate) fn size(bytes: u64) -> String {
    let units = ["B", "kB", "MB", "GB"];
    let mut scaled = bytes as f64;
    let mut unit = 0;
    while scaled >= 999.95 && unit + 1 < units.len() {
        scaled /= 1000.0;
        unit += 1;
    }
    if unit == 0 { format!("{bytes} B") } else { format!("{scaled:.1} {}", units[unit]) }
}

/// A number with its noun: `1 document`, `12 documents`.
pub(crate) fn counted(n: u64, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{} {noun}s", grouped(n)) }
}

/// Thousands apart: `12,345`.
pub(crate) fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The source that a command line names.
pub(crate) fn source_of(
    paths: Vec<PathBuf>,
    config: Option<PathBuf>,
    title: Option<String>,
    exclude: Vec<PathBuf>,
) -> Source {
    Source { paths, config, title, exclude }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_for_people() {
        assert_eq!(size(0), "0 B");
        assert_eq!(size(999), "999 B");
        assert_eq!(size(1_000), "1.0 kB");
        assert_eq!(size(61_540), "61.5 kB");
        assert_eq!(size(999_960), "1.0 MB");
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(counted(1, "hit"), "1 hit");
        assert_eq!(counted(2, "hit"), "2 hits");
    }
}
