//! `corpuscope figures`: numbers, what they count and by whose account.

use std::borrow::Cow;

use clap::Args;
use serde::Serialize;

use super::Common;
use super::read::{self, Piece, Read};
use crate::cli::Format;
use crate::cli::failure::Outcome;
use crate::cli::output::Output;

/// Lists figures with what they count, how exactly and by whose account
#[derive(Debug, Args)]
pub(crate) struct Figures {
    #[command(flatten)]
    common: Common,
}

/// The contract with scripts: names and order of its keys stay.
#[derive(Debug, Serialize)]
struct Row<'r> {
    document: &'r str,
    #[serde(flatten)]
    piece: Piece<'r>,
    kind: &'static str,
    value: serde_json::Number,
    unit: &'r str,
    qualifier: Option<&'r str>,
    claimant: Option<&'r str>,
    sentence: &'r str,
    why: &'static str,
}

/// Lists figures.
pub(crate) fn run(arguments: &Figures) -> Outcome {
    let read = read::read(&arguments.common.target, arguments.common.quiet)?;
    let rows = rows(&read);
    let mut output = Output::new();
    match arguments.common.format {
        Format::Json => output.json(&rows)?,
        Format::Csv => output.csv(table(&rows))?,
        Format::Text => {
            for row in &rows {
                let claimant = row.claimant.map(|it| format!(", {it}")).unwrap_or_default();
                output.marked_line([
                    (row.piece.text, true),
                    (" (", false),
                    (row.document, false),
                    (claimant.as_str(), false),
                    (")", false),
                ])?;
            }
        }
    }
    output.finish()
}

fn rows(read: &Read) -> Vec<Row<'_>> {
    let name = |number: u32| read.story.names[number as usize].name.as_str();
    let mut rows = Vec::new();
    for (document, facts) in read.documents.iter().zip(&read.story.documents) {
        for figure in &facts.figures {
            rows.push(Row {
                document: &document.path,
                piece: document.piece(&figure.span),
                kind: figure.kind.label(),
                value: plain(figure.value),
                unit: &figure.unit,
                qualifier: figure.qualifier.as_ref().map(|span| document.slice(span)),
                claimant: figure.claimant.map(name),
                sentence: document.slice(&figure.sentence),
                why: figure.rule.label(),
            });
        }
    }
    rows
}

/// Whole numbers without a fraction.
fn plain(value: f64) -> serde_json::Number {
    let whole = format!("{value:.0}").parse::<u64>().ok();
    match whole {
        Some(whole) if value.fract() == 0.0 => whole.into(),
        _ => serde_json::Number::from_f64(value).unwrap_or_else(|| 0.into()),
    }
}

fn table<'r>(rows: &'r [Row<'_>]) -> Vec<Vec<Cow<'r, str>>> {
    let heading = [
        "document",
        "start",
        "end",
        "kind",
        "value",
        "unit",
        "qualifier",
        "claimant",
        "why",
        "text",
        "sentence",
    ];
    let mut table = vec![heading.map(Cow::from).to_vec()];
    for row in rows {
        table.push(vec![
            row.document.into(),
            row.piece.start.to_string().into(),
            row.piece.end.to_string().into(),
            row.kind.into(),
            row.value.to_string().into(),
            row.unit.into(),
            row.qualifier.unwrap_or_default().into(),
            row.claimant.unwrap_or_default().into(),
            row.why.into(),
            row.piece.text.into(),
            row.sentence.into(),
        ]);
    }
    table
}
