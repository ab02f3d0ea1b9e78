//! `corpuscope dates`: the days, months and years that documents name.

use std::borrow::Cow;

use clap::Args;
use serde::Serialize;

use super::Common;
use super::read::{self, Piece, Read};
use crate::analyse::story::facts::DateMention;
use crate::cli::Format;
use crate::cli::failure::Outcome;
use crate::cli::output::Output;

/// Lists the dates that documents name
#[derive(Debug, Args)]
pub(crate) struct Dates {
    #[command(flatten)]
    common: Common,
}

/// The contract with scripts: names and order of its keys stay.
#[derive(Debug, Serialize)]
struct Row<'r> {
    document: &'r str,
    #[serde(flatten)]
    piece: Piece<'r>,
    date: Option<String>,
    precision: &'static str,
    anchor: &'static str,
    why: &'static str,
}

/// Lists dates.
pub(crate) fn run(arguments: &Dates) -> Outcome {
    let read = read::read(&arguments.common.target, arguments.common.quiet)?;
    let rows = rows(&read);
    let mut output = Output::new();
    match arguments.common.format {
        Format::Json => output.json(&rows)?,
        Format::Csv => output.csv(table(&rows))?,
        Format::Text => {
            for row in &rows {
                let date = row.date.as_deref().unwrap_or("?");
                output.marked_line([
                    (date, true),
                    ("  ", false),
                    (row.piece.text, false),
                    (" (", false),
                    (row.document, false),
                    (")", false),
                ])?;
            }
        }
    }
    output.finish()
}

fn rows(read: &Read) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for (document, facts) in read.documents.iter().zip(&read.story.documents) {
        for date in &facts.dates {
            rows.push(Row {
                document: &document.path,
                piece: document.piece(&date.span),
                date: date.date.map(|date| date.to_string()),
                precision: precision(date),
                anchor: date.anchor.label(),
                why: date.rule.label(),
            });
        }
    }
    rows
}

fn precision(date: &DateMention) -> &'static str {
    date.precision().label()
}

fn table<'r>(rows: &'r [Row<'_>]) -> Vec<Vec<Cow<'r, str>>> {
    let heading = ["document", "start", "end", "date", "precision", "anchor", "why", "text"];
    let mut table = vec![heading.map(Cow::from).to_vec()];
    for row in rows {
        table.push(vec![
            row.document.into(),
            row.piece.start.to_string().into(),
            row.piece.end.to_string().into(),
            row.date.as_deref().unwrap_or_default().to_owned().into(),
            row.precision.into(),
            row.anchor.into(),
            row.why.into(),
            row.piece.text.into(),
        ]);
    }
    table
}
