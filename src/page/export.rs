//! What is taken along: the lines of a concordance or the documents found.
//!
//! In: a wish, and answers of the engine, a window at a time. Out: one text
//! for a file or the clipboard. Everything is in memory until the end, some
//! 300 bytes a line: 100,000 lines are 30 MB.

use crate::page::lines::{LineSettings, key_name};
use crate::page::routes::Place;
use crate::page::story::StoryRow;
use crate::page::story_table;
use crate::page::tables::{self, Table, Value};
use crate::page::update::plain;
use crate::request::ConcordanceKey;
use crate::response::{ConcordanceLine, DocumentResponse, FoundDocument};

/// How something is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Format {
    /// Comma-separated values.
    #[default]
    Csv,
    /// Tab-separated values.
    Tsv,
    /// JSON.
    Json,
    /// The documents' own text.
    Text,
}

impl Format {
    /// Ending and media type of a file.
    pub(crate) fn file(self) -> (&'static str, &'static str) {
        match self {
            Self::Csv => ("csv", "text/csv"),
            Self::Tsv => ("tsv", "text/tab-separated-values"),
            Self::Json => ("json", "application/json"),
            Self::Text => ("txt", "text/plain"),
        }
    }
}

/// What is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wish {
    pub(crate) format: Format,
    /// Marked lines only.
    pub(crate) marked: bool,
}

/// Where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Output {
    /// A file.
    File,
    /// The clipboard.
    Clipboard,
}

/// What is wanted, and how far it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Export {
    pub(crate) wish: Wish,
    pub(crate) running: Option<Running>,
    /// Why it could not be done.
    pub(crate) error: Option<String>,
}

/// An export under way.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Running {
    pub(crate) wish: Wish,
    pub(crate) output: Output,
    /// What it was asked for.
    pub(crate) place: Place,
    /// What has been asked for so far, and what there is.
    pub(crate) done: u32,
    pub(crate) total: u32,
    pub(crate) pieces: Pieces,
}

/// What has come so far.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Pieces {
    /// Lines, with their places in the list.
    Lines(Vec<(u32, ConcordanceLine)>),
    /// Documents with their hits; where their texts are wanted, paths only.
    Documents(Vec<FoundDocument>),
    /// Paths of the documents, and the texts of the first of them.
    Texts(Vec<String>, String),
    /// Rows of a view of the story.
    Rows(Vec<StoryRow>),
}

/// The whole of it as text.
pub(crate) fn written(running: &Running) -> String {
    let table = match &running.pieces {
        Pieces::Texts(_, text) => return text.clone(),
        Pieces::Lines(lines) => line_table(lines, &running.place.lines),
        Pieces::Documents(documents) if running.wish.format == Format::Json => {
            let documents = documents.iter().map(document_value).collect();
            return tables::json(&titled(&running.place, "documents", Value::List(documents)));
        }
        Pieces::Documents(documents) => hit_table(documents),
        Pieces::Rows(rows) => story_table::table(rows),
    };
    let rows = match running.pieces {
        Pieces::Rows(_) => running.place.view.name(),
        _ => "lines",
    };
    match running.wish.format {
        Format::Tsv => table.tsv(),
        Format::Json => tables::json(&titled(&running.place, rows, table.json())),
        // Spreadsheets take a file without the mark for one of old code pages.
        _ if running.output == Output::File => format!("\u{feff}{}", table.csv()),
        _ => table.csv(),
    }
}

/// A name for the file.
pub(crate) fn file_name(running: &Running) -> String {
    let words = running.place.query.split(|c: char| !c.is_alphanumeric());
    let mut name = match running.pieces {
        Pieces::Lines(_) => "concordance".to_owned(),
        Pieces::Rows(_) => running.place.view.name().to_owned(),
        _ => "documents".to_owned(),
    };
    for word in words.filter(|word| !word.is_empty()).take(6) {
        name.push('-');
        name.extend(word.chars().take(20));
    }
    format!("{name}.{}", running.wish.format.file().0)
}

/// A document's text with a heading, for a file of many.
pub(crate) fn as_text(document: &DocumentResponse) -> String {
    let text = document.paragraphs.iter().map(|paragraph| plain(&paragraph.runs));
    let title = match document.titled {
        true => format!("{}\n", plain(&document.title)),
        false => String::new(),
    };
    let date = document.date.iter().map(|date| format!("{date}\n")).collect::<String>();
    let rule = "=".repeat(72);
    let text: String = text.collect();
    format!("{rule}\n{}\n{title}{date}{rule}\n\n{}\n\n", document.path, text.trim_end())
}

fn titled(place: &Place, name: &str, items: Value) -> Value {
    Value::Object(vec![("query".into(), place.query.as_str().into()), (name.into(), items)])
}

fn line_table(lines: &[(u32, ConcordanceLine)], settings: &LineSettings) -> Table {
    let field = match &settings.column {
        Some(key @ ConcordanceKey::Field(_)) => Some(key_name(key).split_off(2)),
        _ => None,
    };
    let names = ["line", "document", "date"].map(str::to_owned).into_iter();
    let context = ["left", "match", "right", "word", "marked"].map(str::to_owned);
    let rows = lines.iter().map(|(number, line)| {
        let mut row = vec![
            Value::Number(u64::from(*number) + 1),
            line.path.as_str().into(),
            line.date.as_ref().into(),
        ];
        row.extend(field.as_ref().map(|_| Value::from(line.field.as_str())));
        row.extend([&line.left, &line.matched, &line.right].map(|it| it.as_str().into()));
        row.push(Value::Number(line.hit.into()));
        row.push(Value::Number(settings.marked.has(&line.path, line.hit).into()));
        row
    });
    Table { rows: rows.collect(), columns: names.chain(field.clone()).chain(context).collect() }
}

/// A row a hit; documents without a hit have one row.
fn hit_table(documents: &[FoundDocument]) -> Table {
    let fields = field_names(documents);
    let names = ["document", "title", "date", "language"].map(str::to_owned).into_iter();
    let hit = ["in_title", "start", "end", "match"].map(str::to_owned);
    let mut rows = Vec::new();
    for document in documents {
        let of_document = || {
            let mut row = vec![
                document.path.as_str().into(),
                title(document),
                document.date.as_ref().into(),
                document.language.as_ref().into(),
            ];
            row.extend(fields.iter().map(|name| {
                let field = document.fields.iter().find(|field| field.name == *name);
                field.map_or(Value::Null, |field| Value::Text(field.values.join("; ")))
            }));
            row
        };
        for hit in &document.hit_places {
            let mut row = of_document();
            row.push(Value::Number(hit.in_title.into()));
            row.extend([hit.start, hit.end].map(|it| Value::Number(it.into())));
            row.push(hit.text.as_str().into());
            rows.push(row);
        }
        if document.hit_places.is_empty() {
            let mut row = of_document();
            row.extend([const { Value::Null }; 4]);
            rows.push(row);
        }
    }
    Table { columns: names.chain(fields).chain(hit).collect(), rows }
}

fn document_value(document: &FoundDocument) -> Value {
    let hits = document.hit_places.iter().map(|hit| {
        let mut pairs = vec![
            ("start".to_owned(), Value::Number(hit.start.into())),
            ("end".to_owned(), Value::Number(hit.end.into())),
            ("text".to_owned(), hit.text.as_str().into()),
        ];
        if hit.in_title {
            pairs.push(("field".to_owned(), "title".into()));
        }
        Value::Object(pairs)
    });
    let mut pairs = vec![
        ("document".to_owned(), document.path.as_str().into()),
        ("title".to_owned(), title(document)),
        ("date".to_owned(), document.date.as_ref().into()),
        ("language".to_owned(), document.language.as_ref().into()),
    ];
    for field in &document.fields {
        let values = field.values.iter().map(|value| value.as_str().into()).collect();
        pairs.push((field.name.clone(), Value::List(values)));
    }
    pairs.push(("hits".to_owned(), Value::List(hits.collect())));
    Value::Object(pairs)
}

fn title(document: &FoundDocument) -> Value {
    if document.titled { Value::Text(plain(&document.title)) } else { Value::Null }
}

/// The fields of any of the documents, in the order of their appearance.
fn field_names(documents: &[FoundDocument]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for field in documents.iter().flat_map(|document| &document.fields) {
        if !names.contains(&field.name) {
            names.push(field.name.clone());
        }
    }
    names
}
