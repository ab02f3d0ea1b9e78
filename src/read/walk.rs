//! Listing: sources go in, the files to read come out, sorted by name.
//!
//! Left out without a word: names that begin with a dot, `corpus.toml`, what
//! `.corpuscopeignore` files or `exclude` in `corpus.toml` name (both written
//! as in `.gitignore`), folders that hold a built page, and the parts of web pages (styles, scripts, fonts).
//! A `.gitignore` is not obeyed: what git need not keep may well be a document.
//! Links are followed; a link that leads back to a folder above it is not, and
//! says so. Files of any other kind are left out with one warning a kind.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::Source;
use super::config::Rules;
use super::error::{ReadError, unreadable};
use crate::document::Warning;

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Plain text.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// HTML.
    Html,
    /// Values parted by commas, semicolons or tabs.
    Table,
    /// One JSON value.
    Json,
    /// One JSON object a line.
    JsonLines,
    /// A token a line, structures as tags.
    Vertical,
    /// Universal Dependencies.
    Conllu,
}

/// A file to read.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Path below its source, `/` between its parts.
    pub(crate) name: String,
    /// Where it is.
    pub(crate) file: PathBuf,
    /// How it is read.
    pub(crate) format: Format,
}

/// What the sources hold.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    /// Files with documents, by source and then by name.
    pub(crate) documents: Vec<Found>,
    /// Tables of metadata.
    pub(crate) catalogues: Vec<Found>,
}

/// Lists every source.
///
/// # Errors
/// A source that is not there is an error: it is most likely a typing error.
pub(crate) fn list(
    source: &Source,
    rules: &Rules,
) -> Result<(Listing, Vec<Warning>), ReadError> {
    if source.paths.is_empty() {
        return Err(ReadError::NoSource);
    }
    let mut listing = Listing::default();
    let mut warnings = Vec::new();
    let mut skipped = BTreeMap::new();
    for root in &source.paths {
        let about = std::fs::metadata(root)
            .map_err(|error| ReadError::Missing { path: root.clone(), error })?;
        let alone = !about.is_dir();
        let mut found = if about.is_dir() {
            walk(root, source, rules, &mut warnings)?
        } else {
            let name = root.file_name().unwrap_or(root.as_os_str());
            vec![(name.to_string_lossy().into_owned(), root.clone())]
        };
        found.sort();
        for (name, file) in found {
            sort_in(name, file, alone, rules, &mut listing, &mut skipped);
        }
    }
    warnings.extend(skipped.into_iter().map(|(kind, seen)| seen.warning(&kind)));
    Ok((listing, warnings))
}

fn walk(
    root: &Path,
    source: &Source,
    rules: &Rules,
    warnings: &mut Vec<Warning>,
) -> Result<Vec<(String, PathBuf)>, ReadError> {
    let excluded = exclusions(root, rules)?;
    let outputs: Vec<PathBuf> =
        source.exclude.iter().filter_map(|path| path.canonicalize().ok()).collect();
    let walker = WalkBuilder::new(root)
        .standard_filters(false)
        .hidden(true)
        .follow_links(true)
        .add_custom_ignore_filename(".corpuscopeignore")
        .filter_entry(move |entry| {
            let is_dir = entry.file_type().is_some_and(|kind| kind.is_dir());
            let ours = || {
                !outputs.is_empty()
                    && entry.path().canonicalize().is_ok_and(|path| outputs.contains(&path))
            };
            entry.depth() == 0
                || !(excluded.matched(entry.path(), is_dir).is_ignore()
                    || ours()
                    || (is_dir && holds_page(entry.path())))
        })
        .build();
    let mut found = Vec::new();
    for entry in walker {
        match entry {
            Ok(entry) => {
                if let Some(error) = entry.error() {
                    warnings.push(walk_warning(root, entry.path(), error));
                }
                if entry.file_type().is_some_and(|kind| !kind.is_dir()) {
                    let path = entry.into_path();
                    found.push((name_below(root, &path), path));
                }
            }
            Err(error) => warnings.push(walk_warning(root, root, &error)),
        }
    }
    Ok(found)
}

/// Whether a folder is what `corpuscope build --output` writes.
fn holds_page(folder: &Path) -> bool {
    std::fs::read_to_string(folder.join("corpuscope.json"))
        .is_ok_and(|about| about.contains("\"generator\": \"corpuscope "))
}

fn exclusions(root: &Path, rules: &Rules) -> Result<Gitignore, ReadError> {
    let refuse = |error: ignore::Error| ReadError::Config {
        path: rules.file.clone().unwrap_or_default(),
        line: None,
        message: format!("`exclude` has a pattern that cannot be used: {error}"),
    };
    let mut builder = GitignoreBuilder::new(root);
    for glob in &rules.exclude {
        builder.add_line(None, glob).map_err(refuse)?;
    }
    builder.build().map_err(refuse)
}

fn walk_warning(root: &Path, path: &Path, error: &ignore::Error) -> Warning {
    match error {
        ignore::Error::WithPath { path, err } => walk_warning(root, path, err),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            walk_warning(root, path, err)
        }
        ignore::Error::Partial(errors) if !errors.is_empty() => {
            walk_warning(root, path, &errors[0])
        }
        ignore::Error::Loop { ancestor, child } => Warning {
            path: name_below(root, child),
            line: None,
            message: format!(
                "a link leads back to the folder `{}` above it; not followed",
                name_below(root, ancestor)
            ),
        },
        ignore::Error::Io(error) => {
            let is_link = path.symlink_metadata().is_ok_and(|about| about.is_symlink());
            let message = if is_link && error.kind() == std::io::ErrorKind::NotFound {
                "a link leads to nothing; skipped".into()
            } else {
                format!("{}; skipped", unreadable(error))
            };
            Warning { path: name_below(root, path), line: None, message }
        }
        other => Warning {
            path: name_below(root, path),
            line: None,
            message: other.to_string().to_lowercase(),
        },
    }
}

/// The path below `root` with `/` between its parts; `.` for the root itself.
pub(crate) fn name_below(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> =
        below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    if parts.is_empty() { ".".into() } else { parts.join("/") }
}

fn sort_in(
    name: String,
    file: PathBuf,
    alone: bool,
    rules: &Rules,
    listing: &mut Listing,
    skipped: &mut BTreeMap<String, Skipped>,
) {
    let base = name.rsplit('/').next().unwrap_or(&name).to_lowercase();
    if base == "corpus.toml" || rules.file.as_deref() == Some(file.as_path()) {
        return;
    }
    let extension = base.rsplit_once('.').map_or("", |(_, extension)| extension).to_owned();
    // A file that is itself the source is read for its documents.
    let is_catalogue = !alone && rules.is_catalogue(&name, &file);
    match format_of(&extension, rules) {
        Some(format) if is_catalogue => listing.catalogues.push(Found { name, file, format }),
        Some(format) => listing.documents.push(Found { name, file, format }),
        None if is_page_part(&base, &extension) => {}
        None => {
            let seen = skipped.entry(extension).or_insert(Skipped { first: name, files: 0 });
            seen.files += 1;
        }
    }
}

fn format_of(extension: &str, rules: &Rules) -> Option<Format> {
    Some(match extension {
        "txt" | "text" => Format::Text,
        "md" | "markdown" | "mdown" => Format::Markdown,
        "html" | "htm" | "xhtml" => Format::Html,
        "csv" | "tsv" | "tab" => Format::Table,
        "json" => Format::Json,
        "jsonl" | "ndjson" => Format::JsonLines,
        "vrt" | "vert" | "vertical" => Format::Vertical,
        "conllu" => Format::Conllu,
        other if rules.text_extensions.iter().any(|text| text == other) => Format::Text,
        _ => return None,
    })
}

/// What lies beside saved web pages, or is left by a file manager.
fn is_page_part(base: &str, extension: &str) -> bool {
    const PARTS: [&str; 11] =
        ["css", "js", "mjs", "map", "woff", "woff2", "ttf", "otf", "eot", "ico", "wasm"];
    PARTS.contains(&extension) || base == "thumbs.db" || base == "desktop.ini"
}

struct Skipped {
    first: String,
    files: usize,
}

impl Skipped {
    fn warning(self, extension: &str) -> Warning {
        let what = match extension {
            "" => "without an extension".to_owned(),
            extension => format!("of type `.{extension}`"),
        };
        let mend = match extension {
            "pdf" | "doc" | "docx" | "odt" | "rtf" | "epub" | "pptx" | "ppt" | "xls"
            | "xlsx" | "ods" => "save it as text or HTML to have it read",
            "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "tif" | "tiff" | "bmp"
            | "heic" | "mp3" | "mp4" | "wav" | "mov" | "avi" | "webm" | "ogg" => {
                "it holds no text"
            }
            "zip" | "gz" | "xz" | "bz2" | "zst" | "7z" | "tar" | "rar" => {
                "unpack it to have its files read"
            }
            "" => "give it the ending `.txt` to have it read as text",
            _ => "if it is text, list the type in `text_extensions` of corpus.toml",
        };
        let message = match self.files {
            1 => format!("a file {what} is skipped: {mend}"),
            2 => format!("this and one more file {what} are skipped: {mend}"),
            n => format!("this and {} more files {what} are skipped: {mend}", n - 1),
        };
        Warning { path: self.first, line: None, message }
    }
}
