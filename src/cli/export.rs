//! `corpuscope export`: a corpus goes in, its documents come out as files and
//! as tables.
//!
//! ```text
//! DIR/texts/…          the text of each document, to the byte
//! DIR/documents.csv    a row a document: path, title, date, every field
//! DIR/documents.jsonl  the same, with lists as lists
//! ```
//!
//! A document's path becomes the name of its file where any system can bear
//! it; characters, names and lengths that some cannot are changed, and the
//! column `file` says to what. `corpuscope build DIR/texts` reads the texts
//! again.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::build::write_file;
use super::failure::{Failure, Outcome};
use super::notice::{self, Progress};
use super::source::counted;
use super::target;
use crate::engine::Engine;
use crate::request::{DocumentRequest, Request, SearchRequest, Sort};
use crate::response::{DocumentResponse, FieldValues, Response, Run};

/// Bytes of one part of a file's name that every system can bear.
const LONGEST_NAME: usize = 180;

/// Writes a corpus's documents and tables into a folder
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Folder of documents, built folder, engine.wasm or single-file page
    target: PathBuf,
    /// Folder for the files; it is made where needed
    #[arg(long, value_name = "DIR")]
    output: PathBuf,
    /// Say nothing but what stops the export
    #[arg(short, long)]
    quiet: bool,
}

/// Exports.
pub(crate) fn run(arguments: Export) -> Outcome {
    let index = target::index_of(&arguments.target, arguments.quiet)?;
    let mut engine =
        Engine::load(&index).map_err(|error| Failure::from(error).of(&arguments.target))?;
    let paths = paths(&mut engine)?;
    let mut names = Names::default();
    let mut rows: Vec<Exported> = Vec::with_capacity(paths.len());
    let progress = Progress::new("writing", arguments.quiet);
    for (done, path) in paths.iter().enumerate() {
        let document = document(&mut engine, path)?;
        let file = format!("texts/{}", names.of(path));
        let text: String = document
            .paragraphs
            .iter()
            .flat_map(|paragraph| &paragraph.runs)
            .map(|run| run.text.as_str())
            .collect();
        write_file(&arguments.output.join(&file), text.as_bytes())?;
        rows.push(Exported::new(document, file));
        progress.at(done + 1, paths.len());
    }
    write_file(&arguments.output.join("documents.jsonl"), &jsonl(&rows)?)?;
    write_file(&arguments.output.join("documents.csv"), &table(&rows)?)?;
    drop(progress);
    if !arguments.quiet {
        notice::say(&format!(
            "wrote {} and their tables to {}",
            counted(paths.len() as u64, "document"),
            arguments.output.display()
        ));
    }
    Ok(())
}

fn paths(engine: &mut Engine<'_>) -> Outcome<Vec<String>> {
    let request = SearchRequest {
        sort: Sort::Path,
        limit: u32::MAX,
        facet_limit: 0,
        ..SearchRequest::default()
    };
    match engine.answer(Request::Search(request)) {
        Response::Search(found) => Ok(found.documents.into_iter().map(|it| it.path).collect()),
        Response::Failed(message) => Err(Failure::new(message)),
        _ => Err(Failure::new("the engine answered another question")),
    }
}

fn document(engine: &mut Engine<'_>, path: &str) -> Outcome<DocumentResponse> {
    let request = DocumentRequest { path: path.to_owned(), ..DocumentRequest::default() };
    match engine.answer(Request::Document(request)) {
        Response::Document(document) => Ok(document),
        Response::Failed(message) => Err(Failure::new(message)),
        _ => Err(Failure::new("the engine answered another question")),
    }
}

/// A document in the tables.
#[derive(Debug, Serialize)]
struct Exported {
    document: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    title: Option<String>,
    date: Option<String>,
    language: Option<String>,
    words: u32,
    file: String,
    fields: serde_json::Map<String, serde_json::Value>,
    #[serde(skip)]
    columns: Vec<FieldValues>,
}

impl Exported {
    fn new(document: DocumentResponse, file: String) -> Self {
        let text = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect();
        Self {
            id: document.id,
            title: document.titled.then(|| text(&document.title)),
            date: document.date,
            language: document.language,
            words: document.words,
            file,
            fields: document
                .fields
                .iter()
                .map(|field| (field.name.clone(), field.values.clone().into()))
                .collect(),
            columns: document.fields,
            document: document.path,
        }
    }
}

fn jsonl(rows: &[Exported]) -> Outcome<Vec<u8>> {
    let mut out = Vec::new();
    for row in rows {
        serde_json::to_writer(&mut out, row)
            .map_err(|error| Failure::from(std::io::Error::from(error)))?;
        out.push(b'\n');
    }
    Ok(out)
}

fn table(rows: &[Exported]) -> Outcome<Vec<u8>> {
    let fields: BTreeSet<&str> =
        rows.iter().flat_map(|row| &row.columns).map(|field| field.name.as_str()).collect();
    let mut table = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| Failure::new(format!("a table cannot be made: {error}"));
    let fixed = ["document", "id", "title", "date", "language", "words", "file"];
    table.write_record(fixed.iter().chain(&fields)).map_err(failed)?;
    for row in rows {
        let mut record = vec![
            row.document.clone(),
            row.id.clone().unwrap_or_default(),
            row.title.clone().unwrap_or_default(),
            row.date.clone().unwrap_or_default(),
            row.language.clone().unwrap_or_default(),
            row.words.to_string(),
            row.file.clone(),
        ];
        record.extend(fields.iter().map(|name| {
            let field = row.columns.iter().find(|field| field.name == *name);
            field.map(|field| field.values.join("; ")).unwrap_or_default()
        }));
        table.write_record(&record).map_err(failed)?;
    }
    table.into_inner().map_err(|error| Failure::new(format!("a table cannot be made: {error}")))
}

/// Names of files, each given once, also where case does not count.
#[derive(Debug, Default)]
struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    fn of(&mut self, path: &str) -> String {
        let mut parts: Vec<String> = path.split('/').map(safe_part).collect();
        // What ends as a file does is none: no folder has a file's name.
        let last = parts.len() - 1;
        for folder in &mut parts[..last] {
            if folder.to_lowercase().ends_with(".txt") {
                folder.push('_');
            }
        }
        let mut name = parts.join("/");
        if !name.to_lowercase().ends_with(".txt") {
            name.push_str(".txt");
        }
        let stem = name[..name.len() - 4].to_owned();
        let mut number = 2;
        while !self.taken.insert(name.to_lowercase()) {
            name = format!("{stem} ({number}).txt");
            number += 1;
        }
        name
    }
}

/// One part of a path as every system can bear it.
fn safe_part(part: &str) -> String {
    const RESERVED: [&str; 22] = [
        "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
        "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    ];
    let mut safe: String = part
        .chars()
        .map(|c| match c {
            '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\' => '_',
            c if c.is_control() => '_',
            c => c,
        })
        .collect();
    let mut end = safe.len().min(LONGEST_NAME);
    while !safe.is_char_boundary(end) {
        end -= 1;
    }
    safe.truncate(end);
    let bare = safe.trim_end_matches(['.', ' ']).len();
    safe.replace_range(bare.., &"_".repeat(safe.len() - bare));
    let stem = safe.split('.').next().unwrap_or_default().to_lowercase();
    // An empty part, a hidden file, the folder above, a device.
    if safe.is_empty() || safe.starts_with('.') || RESERVED.contains(&stem.as_str()) {
        safe.insert(0, '_');
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_every_system_can_bear() {
        let mut names = Names::default();
        for (path, expected) in [
            ("a.txt", "a.txt"),
            ("wire/b.md", "wire/b.md.txt"),
            ("A.TXT", "A (2).txt"),
            ("t.csv#7", "t.csv#7.txt"),
            ("t.csv#a/b", "t.csv#a/b.txt"),
            ("../../etc/passwd", "__/__/etc/passwd.txt"),
            ("/root", "_/root.txt"),
            ("a\\..\\b?.txt", "a_.._b_.txt"),
            ("con.txt", "_con.txt"),
            (".hidden", "_.hidden.txt"),
            ("x. ", "x__.txt"),
            ("a.txt/c", "a.txt_/c.txt"),
            ("лід.txt", "лід.txt"),
        ] {
            assert_eq!(names.of(path), expected, "for {path:?}");
        }
        let long = "л".repeat(400);
        assert!(names.of(&long).len() <= LONGEST_NAME + 4);
    }
}
