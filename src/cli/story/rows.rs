//! What the lists of facts have in common: rows go in, JSON, CSV or lines for
//! people come out.

use std::borrow::Cow;

use serde::Serialize;

use super::Common;
use super::read::Piece;
use crate::cli::Format;
use crate::cli::failure::Outcome;
use crate::cli::output::Output;

/// A row of a list. Its fields are a contract with scripts: their names and
/// their order stay.
pub(super) trait Row: Serialize {
    /// Names of the columns of the table.
    const HEADING: &'static [&'static str];

    /// Values of the columns.
    fn cells(&self) -> Vec<Cow<'_, str>>;
}

/// Writes rows in the form that is asked for; `lines` writes them for people.
pub(super) fn write<R: Row>(
    common: &Common,
    rows: &[R],
    lines: impl FnOnce(&mut Output) -> Outcome,
) -> Outcome {
    let mut output = Output::new();
    match common.format {
        Format::Json => output.json(&rows)?,
        Format::Csv => {
            let heading = R::HEADING.iter().map(|&name| name.into()).collect();
            output.csv(std::iter::once(heading).chain(rows.iter().map(Row::cells)))?;
        }
        Format::Text => lines(&mut output)?,
    }
    output.finish()
}

/// A fact's place, as every list has it first.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Place<'r> {
    pub(super) document: &'r str,
    #[serde(flatten)]
    pub(super) piece: Piece<'r>,
}

impl<'r> Place<'r> {
    /// Document, start and end.
    pub(super) fn cells(&self) -> Vec<Cow<'r, str>> {
        let Piece { start, end, .. } = self.piece;
        vec![self.document.into(), start.to_string().into(), end.to_string().into()]
    }
}
