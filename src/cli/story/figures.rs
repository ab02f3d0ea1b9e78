//! `corpuscope figures`: numbers, what they count and by whose account.

use std::borrow::Cow;

use clap::Args;
use serde::Serialize;

use super::Common;
use super::read::{self, Read};
use super::rows::{self, Place, Row};
use crate::cli::failure::Outcome;

/// Lists figures with what they count, how exactly and by whose account
#[derive(Debug, Args)]
pub(crate) struct Figures {
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Serialize)]
struct FigureRow<'r> {
    #[serde(flatten)]
    place: Place<'r>,
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
    rows::write(&arguments.common, &rows, |output| {
        for row in &rows {
            let claimant = row.claimant.map(|it| format!(", {it}")).unwrap_or_default();
            output.marked_line([
                (row.place.piece.text, true),
                (" (", false),
                (row.place.document, false),
                (claimant.as_str(), false),
                (")", false),
            ])?;
        }
        Ok(())
    })
}

fn rows(read: &Read) -> Vec<FigureRow<'_>> {
    let name = |number: u32| read.story.names[number as usize].name.as_str();
    let mut rows = Vec::new();
    for (document, facts) in read.documents.iter().zip(&read.story.documents) {
        for figure in &facts.figures {
            rows.push(FigureRow {
                place: document.place(&figure.span),
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

impl Row for FigureRow<'_> {
    const HEADING: &'static [&'static str] = &[
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

    fn cells(&self) -> Vec<Cow<'_, str>> {
        let mut cells = self.place.cells();
        cells.extend([
            self.kind.into(),
            self.value.to_string().into(),
            self.unit.into(),
            self.qualifier.unwrap_or_default().into(),
            self.claimant.unwrap_or_default().into(),
            self.why.into(),
            self.place.piece.text.into(),
            self.sentence.into(),
        ]);
        cells
    }
}
