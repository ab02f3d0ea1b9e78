//! The hand-made truth of the story analysis fits the sample corpus.
//!
//! In go the files below `tests/story/truth/` (one of JSON lines a document,
//! described in the README there) and the sample as it is read for a build.
//! Every piece that a line quotes must be found in its document, as often as
//! its occurrence number says; every quotation mark must be accounted for; and
//! the counts in the README must be those of the files. An edit of the sample
//! that moves a sentence needs nothing here; one that rewords it is reported
//! with file and line.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use corpuscope::document::{Document, PartialDate};
use corpuscope::read::{Source, read_corpus};
use serde_json::Value;

const SETS: [&str; 2] = ["development", "held-back"];

/// Columns of the README's table, with the items that each counts.
const COLUMNS: [(&str, &str); 10] = [
    ("name", "person"),
    ("name", "organisation"),
    ("name", "place"),
    ("role", ""),
    ("statement", "direct"),
    ("statement", "mixed"),
    ("statement", "indirect"),
    ("figure", ""),
    ("date", ""),
    ("event", ""),
];

/// Kinds of events.
const EVENTS: [&str; 12] = [
    "meeting",
    "visit",
    "call",
    "attack",
    "death",
    "resignation",
    "appointment",
    "arrest",
    "agreement",
    "sanction",
    "vote",
    "announcement",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/story/truth")
}

/// The annotation files of one set, sorted: name, and one value a line.
fn files(set: &str) -> Vec<(String, Vec<Value>)> {
    let entries = fs::read_dir(folder().join(set)).expect("the set's folder");
    let mut files: Vec<_> = entries
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).expect("a file of text");
            let lines = text
                .lines()
                .map(|line| {
                    serde_json::from_str(line).unwrap_or_else(|e| panic!("{name}: {e}"))
                })
                .collect();
            (name, lines)
        })
        .collect();
    files.sort_by(|a: &(String, _), b| a.0.cmp(&b.0));
    files
}

fn sample() -> BTreeMap<String, Document> {
    let source = Source {
        paths: vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")],
        ..Source::default()
    };
    let (corpus, _) = read_corpus(&source).expect("the sample");
    corpus.documents.into_iter().map(|document| (document.path.clone(), document)).collect()
}

/// Bytes of the `nth` place (from 1) at which `piece` begins in `text`.
fn place(text: &str, piece: &str, nth: u64) -> Option<Range<usize>> {
    let skipped = usize::try_from(nth.checked_sub(1)?).ok()?;
    let (start, _) = text
        .char_indices()
        .filter(|&(at, _)| !piece.is_empty() && text[at..].starts_with(piece))
        .nth(skipped)?;
    Some(start..start + piece.len())
}

#[test]
fn occurrences_are_counted_from_one() {
    let check = |text: &str, piece: &str, nth, expected| {
        assert_eq!(place(text, piece, nth), expected, "{piece} {nth}");
    };
    check("Kyiv and Kyiv", "Kyiv", 1, Some(0..4));
    check("Kyiv and Kyiv", "Kyiv", 2, Some(9..13));
    check("Kyiv and Kyiv", "Kyiv", 3, None);
    check("Kyiv", "Kyiv", 0, None);
    check("Kyiv", "", 1, None);
    check("“aaa”", "aa", 2, Some(4..6));
}

/// What one line gets wrong, and where its text stands.
fn faults(line: &Value, document: &Document) -> (Vec<String>, Option<Range<usize>>) {
    let mut faults = Vec::new();
    let text = document.text.as_str();
    let piece = |key: &str| line[key].as_str();
    let one_of = |key: &str, allowed: &[&str]| {
        let known = piece(key).is_some_and(|value| allowed.contains(&value));
        if known { None } else { Some(format!("{key} is {}", line[key])) }
    };

    let span = place(text, piece("text").unwrap_or(""), line["nth"].as_u64().unwrap_or(1));
    if span.is_none() {
        faults.push(format!("not in the document: {}", line["text"]));
    }
    if let Some(span) = &span
        && line["optional"] != true
        && document
            .boilerplate
            .iter()
            .any(|grey| grey.start < span.end && span.start < grey.end)
    {
        faults.push(format!("in boilerplate: {}", line["text"]));
    }
    match piece("item") {
        Some("name") => {
            faults.extend(one_of("kind", &["person", "organisation", "place", "other"]));
            faults.extend(piece("entity").is_none().then(|| "no entity".to_owned()));
        }
        Some("role") => {
            faults.extend(piece("entity").is_none().then(|| "no entity".to_owned()));
        }
        Some("statement") => {
            faults.extend(one_of("kind", &["direct", "mixed", "indirect"]));
            for key in ["cue", "venue", "venue_may", "addressee"] {
                let found = piece(key).is_none_or(|part| text.contains(part));
                faults.extend((!found).then(|| format!("{key} {} not found", line[key])));
            }
            let nth = line["mention_nth"].as_u64().unwrap_or(1);
            let found = piece("mention").is_none_or(|part| place(text, part, nth).is_some());
            faults.extend((!found).then(|| format!("mention {} not found", line["mention"])));
            let mut rest = piece("text").unwrap_or("");
            let quotes = line["quotes"].as_array().map_or(&[][..], Vec::as_slice);
            for quote in quotes {
                match rest.split_once(quote.as_str().unwrap_or("?")) {
                    Some((_, after)) => rest = after,
                    None => faults.push(format!("quote {quote} not in the statement")),
                }
            }
            if quotes.is_empty() != (line["kind"] == "indirect") && line["optional"] != true {
                faults.push(format!("{} with {} quotes", line["kind"], quotes.len()));
            }
        }
        Some("label") => {}
        Some("figure") => {
            faults.extend(one_of("kind", &["count", "money", "duration", "share", "compound"]));
            faults.extend((!line["value"].is_number()).then(|| "no value".to_owned()));
            let qualifier = piece("qualifier").unwrap_or("");
            let holds =
                piece("text").is_some_and(|text| text.to_lowercase().contains(qualifier));
            faults.extend((!holds).then(|| format!("qualifier {qualifier} is outside")));
        }
        Some("date") => {
            faults.extend(one_of("anchor", &["absolute", "document", "none"]));
            faults.extend(one_of("precision", &["day", "month", "year"]));
            if let Some(date) = piece("date") {
                let precision =
                    PartialDate::parse(date).map(|date| match (date.month, date.day) {
                        (None, _) => "year",
                        (_, None) => "month",
                        _ => "day",
                    });
                let fits = precision == piece("precision");
                faults.extend((!fits).then(|| format!("{date} is no {}", line["precision"])));
            }
        }
        Some("event") => {
            faults.extend(one_of("kind", &EVENTS));
            faults.extend((!line["who"].is_array()).then(|| "who is no list".to_owned()));
            if let Some(date) = piece("date") {
                let fits = PartialDate::parse(date).is_some();
                faults.extend((!fits).then(|| format!("{date} is no date")));
            }
        }
        _ => faults.push(format!("unknown item {}", line["item"])),
    }
    (faults, span)
}

#[test]
fn every_piece_is_found() {
    let sample = sample();
    let mut faulty = Vec::new();
    for (name, lines) in SETS.into_iter().flat_map(files) {
        let path = lines[0]["document"].as_str().expect("a first line that names the document");
        let Some(document) = sample.get(path) else {
            faulty.push(format!("{name}: no document {path}"));
            continue;
        };
        let date = document.date.map(|date| date.to_string());
        if lines[0]["date"].as_str() != date.as_deref() {
            faulty.push(format!("{name}: the document's date is {date:?}"));
        }
        let mut seen = BTreeSet::new();
        let mut spoken: Vec<Range<usize>> = Vec::new();
        for (number, line) in lines.iter().enumerate().skip(1) {
            let (faults, span) = faults(line, document);
            faulty.extend(
                faults.into_iter().map(|fault| format!("{name}:{}: {fault}", number + 1)),
            );
            let Some(span) = span else { continue };
            // One sentence may tell two events.
            let sort = (line["item"] == "event").then(|| line["kind"].to_string());
            if !seen.insert((line["item"].to_string(), sort, span.start, span.end)) {
                faulty.push(format!("{name}:{}: twice: {}", number + 1, line["text"]));
            }
            if line["item"] == "statement" || line["item"] == "label" {
                spoken.push(span);
            }
        }
        for (at, mark) in document.text.char_indices().filter(|(_, c)| "“”\"‘".contains(*c))
        {
            if !spoken.iter().any(|span| span.contains(&at)) {
                let before = document.text[..at].lines().last().unwrap_or("");
                faulty.push(format!("{name}: {mark} in no statement or label after {before}"));
            }
        }
    }
    assert!(faulty.is_empty(), "{}", faulty.join("\n"));
}

#[test]
fn the_readme_counts_what_is_there() {
    let readme = fs::read_to_string(folder().join("README.md")).expect("the README");
    for set in SETS {
        let files = files(set);
        let required: Vec<&Value> = files
            .iter()
            .flat_map(|(_, lines)| &lines[1..])
            .filter(|line| line["optional"] != true)
            .collect();
        let mut row = format!("| {set} | {} |", files.len());
        for (item, kind) in COLUMNS {
            let count = required
                .iter()
                .filter(|line| {
                    line["item"] == item && (kind.is_empty() || line["kind"] == kind)
                })
                .count();
            row.push_str(&format!(" {count} |"));
        }
        assert!(readme.contains(&row), "the README lacks the row\n{row}");
    }
}
