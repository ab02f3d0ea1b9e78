//! Reading as a specification: files go into a folder, and what became of them
//! is compared with what the case says.
//!
//! A case is written as `check(&[(path, bytes)], expected)`. The expected text
//! shows every document (path, title, date, language, fields, text, what is
//! grey in it) and then every warning.

mod faults;
mod formats;
mod rules;
mod sound;

use std::fmt::Write as _;
use std::fs;

use corpuscope::document::{Annotation, Corpus, Title, Warning};
use corpuscope::read::{Source, read_corpus};
use tempfile::TempDir;

type Files<'f> = &'f [(&'f str, &'f [u8])];

fn folder(files: Files<'_>) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir_all(folder.path().join("corpus")).expect("a folder");
    for (name, bytes) in files {
        let path = folder.path().join("corpus").join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    folder
}

fn source(folder: &TempDir) -> Source {
    Source { paths: vec![folder.path().join("corpus")], ..Source::default() }
}

fn read(files: Files<'_>) -> (Corpus, Vec<Warning>) {
    read_corpus(&source(&folder(files))).expect("a corpus")
}

/// The values of each token, then the regions.
fn annotation(annotation: &Annotation, text: &str, out: &mut String) {
    for layer in &annotation.layers {
        let values = layer.of_tokens.iter().map(|&value| layer.values[value as usize].as_str());
        let _ =
            writeln!(out, "  layer {}: {}", layer.name, values.collect::<Vec<_>>().join(" "));
    }
    for region in &annotation.regions {
        let tokens = region.tokens.start as usize..region.tokens.end as usize;
        let words = annotation.tokens[tokens].iter().map(|range| &text[range.clone()]);
        let _ =
            writeln!(out, "  {}: {}", region.structure, words.collect::<Vec<_>>().join(" "));
    }
}

/// Documents and warnings, one fact a line.
fn shown(corpus: &Corpus, warnings: &[Warning]) -> String {
    let mut out = String::new();
    for document in &corpus.documents {
        let _ = writeln!(out, "{}", document.path);
        match (&document.title, document.title_text()) {
            (Some(Title::InText(_)), Some(title)) => {
                let _ = writeln!(out, "  title in text: {title}");
            }
            (_, Some(title)) => {
                let _ = writeln!(out, "  title: {title}");
            }
            _ => {}
        }
        if let Some(date) = document.date {
            let _ = writeln!(out, "  date: {date}");
        }
        if let Some(language) = &document.language {
            let _ = writeln!(out, "  language: {language}");
        }
        for (name, values) in &document.fields {
            let _ = writeln!(out, "  {name}: {}", values.join(" | "));
        }
        let _ = writeln!(out, "  text: {:?}", document.text);
        for range in &document.boilerplate {
            let _ = writeln!(out, "  grey: {:?}", &document.text[range.clone()]);
        }
        document.annotation.iter().for_each(|it| annotation(it, &document.text, &mut out));
    }
    for warning in warnings {
        let _ = writeln!(out, "! {warning}");
    }
    out
}

#[track_caller]
fn check(files: Files<'_>, expected: &str) {
    let (corpus, warnings) = read(files);
    let expected: Vec<&str> = expected.trim().lines().map(str::trim).collect();
    let shown = shown(&corpus, &warnings);
    let found: Vec<&str> = shown.trim().lines().map(str::trim).collect();
    assert_eq!(found, expected, "\n{shown}");
}
