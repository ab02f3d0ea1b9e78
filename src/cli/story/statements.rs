//! `corpuscope statements`: who said what, about whom, where.

use std::borrow::Cow;

use clap::Args;
use serde::Serialize;

use super::Common;
use super::read::{self, Piece, Read};
use super::rows::{self, Place, Row};
use crate::analyse::story::facts::{Span, StatementKind};
use crate::cli::failure::Outcome;

/// Lists who said what, about whom and where
#[derive(Debug, Args)]
pub(crate) struct Statements {
    #[command(flatten)]
    common: Common,
    /// Also words in quotation marks that nobody is said to have spoken
    #[arg(long)]
    labels: bool,
}

#[derive(Debug, Serialize)]
struct StatementRow<'r> {
    #[serde(flatten)]
    place: Place<'r>,
    kind: &'static str,
    quotes: Vec<Piece<'r>>,
    speaker: Option<&'r str>,
    speaker_mention: Option<Piece<'r>>,
    cue: Option<&'r str>,
    venue: Option<&'r str>,
    addressee: Option<&'r str>,
    about: Vec<&'r str>,
    cluster: Option<u32>,
    why: &'static str,
}

/// Lists statements.
pub(crate) fn run(arguments: &Statements) -> Outcome {
    let read = read::read(&arguments.common.target, arguments.common.quiet)?;
    let rows = rows(&read, arguments.labels);
    rows::write(&arguments.common, &rows, |output| {
        let mut document = "";
        for row in &rows {
            if row.place.document != document {
                document = row.place.document;
                output.line(document)?;
            }
            let mention = row.speaker_mention.map(|mention| mention.text);
            let who = row.speaker.or(mention).unwrap_or("?");
            let venue = row.venue.map(|v| format!(" [{v}]")).unwrap_or_default();
            let who = if row.kind == "label" { "(label)" } else { who };
            output.marked_line([
                ("  ", false),
                (who, true),
                (venue.as_str(), false),
                (": ", false),
                (row.place.piece.text, false),
            ])?;
        }
        Ok(())
    })
}

fn rows(read: &Read, labels: bool) -> Vec<StatementRow<'_>> {
    let name = |number: u32| read.story.names[number as usize].name.as_str();
    let mut rows = Vec::new();
    for (document, facts) in read.documents.iter().zip(&read.story.documents) {
        let all = facts.statements.iter();
        for statement in all.filter(|it| labels || it.kind != StatementKind::Label) {
            let slice = |span: &Option<Span>| span.as_ref().map(|span| document.slice(span));
            rows.push(StatementRow {
                place: document.place(&statement.span),
                kind: statement.kind.label(),
                quotes: statement.quotes.iter().map(|quote| document.piece(quote)).collect(),
                speaker: statement.speaker.map(name),
                speaker_mention: statement
                    .speaker_mention
                    .as_ref()
                    .map(|mention| document.piece(mention)),
                cue: slice(&statement.cue),
                venue: slice(&statement.venue),
                addressee: slice(&statement.addressee),
                about: statement.about.iter().map(|&number| name(number)).collect(),
                cluster: statement.cluster,
                why: statement.rule.label(),
            });
        }
    }
    rows
}

impl Row for StatementRow<'_> {
    const HEADING: &'static [&'static str] = &[
        "document",
        "start",
        "end",
        "kind",
        "speaker",
        "as",
        "cue",
        "venue",
        "addressee",
        "about",
        "cluster",
        "why",
        "text",
    ];

    fn cells(&self) -> Vec<Cow<'_, str>> {
        let mut cells = self.place.cells();
        cells.extend([
            self.kind.into(),
            self.speaker.unwrap_or_default().into(),
            self.speaker_mention.map_or("", |mention| mention.text).into(),
            self.cue.unwrap_or_default().into(),
            self.venue.unwrap_or_default().into(),
            self.addressee.unwrap_or_default().into(),
            self.about.join("; ").into(),
            self.cluster.map(|number| number.to_string()).unwrap_or_default().into(),
            self.why.into(),
            self.place.piece.text.into(),
        ]);
        cells
    }
}
