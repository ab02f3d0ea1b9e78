//! `corpuscope dates`: the days, months and years that documents name.

use std::borrow::Cow;

use clap::Args;
use serde::Serialize;

use super::Common;
use super::read::{self, Read};
use super::rows::{self, Place, Row};
use crate::cli::failure::Outcome;

/// Lists the dates that documents name
#[derive(Debug, Args)]
pub(crate) struct Dates {
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Serialize)]
struct DateRow<'r> {
    #[serde(flatten)]
    place: Place<'r>,
    date: Option<String>,
    precision: &'static str,
    anchor: &'static str,
    why: &'static str,
}

/// Lists dates.
pub(crate) fn run(arguments: &Dates) -> Outcome {
    let read = read::read(&arguments.common.target, arguments.common.quiet)?;
    let rows = rows(&read);
    rows::write(&arguments.common, &rows, |output| {
        for row in &rows {
            let date = row.date.as_deref().unwrap_or("?");
            output.marked_line([
                (date, true),
                ("  ", false),
                (row.place.piece.text, false),
                (" (", false),
                (row.place.document, false),
                (")", false),
            ])?;
        }
        Ok(())
    })
}

fn rows(read: &Read) -> Vec<DateRow<'_>> {
    let mut rows = Vec::new();
    for (document, facts) in read.documents.iter().zip(&read.story.documents) {
        for date in &facts.dates {
            rows.push(DateRow {
                place: document.place(&date.span),
                date: date.date.map(|date| date.to_string()),
                precision: date.precision().label(),
                anchor: date.anchor.label(),
                why: date.rule.label(),
            });
        }
    }
    rows
}

impl Row for DateRow<'_> {
    const HEADING: &'static [&'static str] =
        &["document", "start", "end", "date", "precision", "anchor", "why", "text"];

    fn cells(&self) -> Vec<Cow<'_, str>> {
        let mut cells = self.place.cells();
        cells.extend([
            self.date.as_deref().unwrap_or_default().into(),
            self.precision.into(),
            self.anchor.into(),
            self.why.into(),
            self.place.piece.text.into(),
        ]);
        cells
    }
}
