//! `corpuscope statements`: who said what, about whom, where.

use std::borrow::Cow;

use clap::Args;
use serde::Serialize;

use super::Common;
use super::read::{self, Piece, Read};
use crate::analyse::story::facts::Span;
use crate::cli::Format;
use crate::cli::failure::Outcome;
use crate::cli::output::Output;

/// Lists who said what, about whom and where
#[derive(Debug, Args)]
pub(crate) struct Statements {
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
    let rows = rows(&read);
    let mut output = Output::new();
    match arguments.common.format {
        Format::Json => output.json(&rows)?,
        Format::Csv => output.csv(table(&rows))?,
        Format::Text => {
            let mut document = "";
            for row in &rows {
                if row.document != document {
                    document = row.document;
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
                    (row.piece.text, false),
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
        for statement in &facts.statements {
            let slice = |span: &Option<Span>| span.as_ref().map(|span| document.slice(span));
            rows.push(Row {
                document: &document.path,
                piece: document.piece(&statement.span),
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

fn table<'r>(rows: &'r [Row<'_>]) -> Vec<Vec<Cow<'r, str>>> {
    let heading = [
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
    let mut table = vec![heading.map(Cow::from).to_vec()];
    for row in rows {
        table.push(vec![
            row.document.into(),
            row.piece.start.to_string().into(),
            row.piece.end.to_string().into(),
            row.kind.into(),
            row.speaker.unwrap_or_default().into(),
            row.speaker_mention.map_or("", |mention| mention.text).into(),
            row.cue.unwrap_or_default().into(),
            row.venue.unwrap_or_default().into(),
            row.addressee.unwrap_or_default().into(),
            row.about.join("; ").into(),
            row.cluster.map(|number| number.to_string()).unwrap_or_default().into(),
            row.why.into(),
            row.piece.text.into(),
        ]);
    }
    table
}
