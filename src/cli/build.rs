//! `corpuscope build`: documents go in, a page comes out, as a folder for any
//! static host, as one file, or as both.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::{Failure, Outcome};
use super::notice::{self, Progress};
use super::source::{Talk, compile_source, counted, on_threads, size, source_of};
use crate::document::PartialDate;
use crate::embed::{Form, Shell, single_file, write_site};
use crate::index::CompileOptions;

/// Builds the page of a corpus
///
/// The same documents give the same bytes, whatever the machine, its threads
/// and its clock.
#[derive(Debug, Args)]
pub(crate) struct Build {
    /// Folders and files with documents
    #[arg(required = true, value_name = "SOURCE")]
    pub(crate) sources: Vec<PathBuf>,
    /// Folder for a static host; it is made where needed
    #[arg(long, value_name = "DIR", required_unless_present = "single_file")]
    output: Option<PathBuf>,
    /// Lay a `.br` and a `.gz` beside each file of the folder, for hosts that
    /// send such files as they are
    #[arg(long, requires = "output")]
    compressed: bool,
    /// The whole page as one file that needs no host
    #[arg(long, value_name = "FILE.html")]
    single_file: Option<PathBuf>,
    /// Make the single file a quarter smaller: with bytes in it that editors
    /// and mail programs may spoil, and that take longer to load
    #[arg(long, requires = "single_file")]
    smallest: bool,
    /// How to read the documents [default: corpus.toml in the source or beside it]
    #[arg(long, value_name = "corpus.toml")]
    config: Option<PathBuf>,
    /// What the page is called
    #[arg(long)]
    title: Option<String>,
    /// Take the page's modules from this folder, not from inside the command
    #[arg(long, value_name = "DIR")]
    shell: Option<PathBuf>,
    /// Record this day of building in the page, which shows none otherwise
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    built_date: Option<String>,
    /// Read on so many threads [default: as many as the machine has]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Show every warning, not only the first of each kind
    #[arg(long)]
    all_warnings: bool,
    /// Say nothing but what stops the build
    #[arg(short, long)]
    quiet: bool,
}

fn day(text: &str) -> Result<String, String> {
    match PartialDate::parse(text) {
        Some(date) if date.day.is_some() && date.to_string() == text => Ok(text.to_owned()),
        _ => Err("write a day as YYYY-MM-DD".into()),
    }
}

/// Builds.
pub(crate) fn run(arguments: Build) -> Outcome {
    let shell = load_shell(arguments.shell.as_deref())?;
    let outputs: Vec<PathBuf> =
        [&arguments.output, &arguments.single_file].into_iter().flatten().cloned().collect();
    if let Some(folder) = &arguments.output {
        check_output(folder, &arguments.sources)?;
    }
    let source = source_of(arguments.sources, arguments.config, arguments.title, outputs);
    let options = CompileOptions { built: arguments.built_date };
    let talk = Talk { quiet: arguments.quiet, all_warnings: arguments.all_warnings };
    let compiled = on_threads(arguments.threads.map(usize::from), || {
        compile_source(&source, &options, talk)
    })?;

    let _progress = Progress::new("writing", arguments.quiet);
    let mut written = Vec::new();
    if let Some(folder) = &arguments.output {
        write_site(&shell, &compiled.index, &compiled.info, folder, arguments.compressed)?;
        written.push(format!("{} ({})", folder.display(), size(bytes_below(folder))));
    }
    if let Some(file) = &arguments.single_file {
        let form = if arguments.smallest { Form::Bytes } else { Form::Letters };
        let page = single_file(&shell, &compiled.index, &compiled.info, form)?;
        write_file(file, &page)?;
        written.push(format!("{} ({})", file.display(), size(page.len() as u64)));
    }
    drop(_progress);
    if !arguments.quiet {
        notice::say(&format!(
            "{}: {}, index {}: wrote {}",
            compiled.info.title,
            counted(compiled.documents as u64, "document"),
            size(compiled.index.len() as u64),
            written.join(" and ")
        ));
    }
    Ok(())
}

/// The shell that a command line names.
pub(crate) fn load_shell(folder: Option<&Path>) -> Outcome<Shell> {
    Ok(match folder {
        Some(folder) => Shell::load(folder)?,
        None => Shell::packed()?,
    })
}

/// A page is never written over the documents that it is made of.
fn check_output(folder: &Path, sources: &[PathBuf]) -> Outcome {
    let Ok(full) = folder.canonicalize() else {
        return Ok(());
    };
    if sources.iter().any(|source| source.canonicalize().is_ok_and(|source| source == full)) {
        return Err(Failure::new(format!(
            "{} is a source; name another folder for the page",
            folder.display()
        )));
    }
    if !full.is_dir() {
        return Err(Failure::new(format!("{} is a file, not a folder", folder.display())));
    }
    Ok(())
}

/// Writes a file and the folders above it.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Outcome {
    let failed = |error| Failure::unwritable(path, &error);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(failed)?;
    }
    fs::write(path, bytes).map_err(failed)
}

fn bytes_below(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0;
    };
    entries
        .flatten()
        .map(|entry| match entry.metadata() {
            Ok(about) if about.is_dir() => bytes_below(&entry.path()),
            Ok(about) => about.len(),
            Err(_) => 0,
        })
        .sum()
}
