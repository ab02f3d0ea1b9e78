//! `corpuscope names`: people, organisations, places and other names with
//! their spellings, roles and mentions.

use std::borrow::Cow;
use std::collections::BTreeMap;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::Common;
use super::read::{self, Read};
use crate::analyse::story::facts::NameKind;
use crate::cli::Format;
use crate::cli::failure::Outcome;
use crate::cli::output::Output;
use crate::cli::source::counted;

/// Lists people, organisations, places and other names
#[derive(Debug, Args)]
pub(crate) struct Names {
    #[command(flatten)]
    common: Common,
    /// Only names of this kind
    #[arg(long, value_enum)]
    kind: Option<Kind>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    Person,
    Organisation,
    Place,
    Other,
}

impl Kind {
    fn is(self, kind: NameKind) -> bool {
        matches!(
            (self, kind),
            (Self::Person, NameKind::Person)
                | (Self::Organisation, NameKind::Organisation)
                | (Self::Place, NameKind::Place)
                | (Self::Other, NameKind::Other)
        )
    }
}

/// The contract with scripts: names and order of its keys stay.
#[derive(Debug, Serialize)]
struct Row<'r> {
    name: &'r str,
    kind: &'static str,
    aliases: Vec<Alias<'r>>,
    roles: Vec<Place<'r>>,
    mentions: Vec<Place<'r>>,
    /// Names that may be the same person's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    perhaps: Vec<&'r str>,
}

#[derive(Debug, Serialize)]
struct Alias<'r> {
    text: &'r str,
    count: u32,
}

#[derive(Debug, Serialize)]
struct Place<'r> {
    text: &'r str,
    document: &'r str,
    start: u32,
    end: u32,
    why: &'static str,
}

/// Lists names.
pub(crate) fn run(arguments: &Names) -> Outcome {
    let read = read::read(&arguments.common.target, arguments.common.quiet)?;
    let rows = rows(&read, arguments.kind);
    let mut output = Output::new();
    match arguments.common.format {
        Format::Json => output.json(&rows)?,
        Format::Csv => output.csv(table(&rows))?,
        Format::Text => {
            for row in &rows {
                let mut line = format!(
                    "{} ({}, {})",
                    row.name,
                    row.kind,
                    counted(row.mentions.len() as u64, "mention")
                );
                for role in distinct(&row.roles) {
                    line.push_str("\n  ");
                    line.push_str(role);
                }
                for other in &row.perhaps {
                    line.push_str("\n  perhaps the same as ");
                    line.push_str(other);
                }
                for part in line.split('\n') {
                    output.line(part)?;
                }
            }
        }
    }
    output.finish()
}

fn distinct<'r>(roles: &[Place<'r>]) -> Vec<&'r str> {
    let mut texts: Vec<&str> = roles.iter().map(|role| role.text).collect();
    texts.sort_unstable();
    texts.dedup();
    texts
}

fn rows(read: &Read, kind: Option<Kind>) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = read
        .story
        .names
        .iter()
        .map(|name| Row {
            name: &name.name,
            kind: name.kind.label(),
            aliases: Vec::new(),
            roles: Vec::new(),
            mentions: Vec::new(),
            perhaps: Vec::new(),
        })
        .collect();
    let mut aliases: Vec<BTreeMap<&str, u32>> = vec![BTreeMap::new(); rows.len()];
    for (document, facts) in read.documents.iter().zip(&read.story.documents) {
        for mention in &facts.mentions {
            let piece = document.piece(&mention.span);
            *aliases[mention.name as usize].entry(piece.text).or_default() += 1;
            rows[mention.name as usize].mentions.push(Place {
                text: piece.text,
                document: &document.path,
                start: piece.start,
                end: piece.end,
                why: mention.rule.label(),
            });
        }
        for role in &facts.roles {
            let piece = document.piece(&role.span);
            rows[role.name as usize].roles.push(Place {
                text: piece.text,
                document: &document.path,
                start: piece.start,
                end: piece.end,
                why: role.rule.label(),
            });
        }
    }
    for (row, aliases) in rows.iter_mut().zip(aliases) {
        row.aliases = aliases.into_iter().map(|(text, count)| Alias { text, count }).collect();
        row.aliases.sort_by_key(|alias| (std::cmp::Reverse(alias.count), alias.text));
    }
    for pair in &read.story.suggestions {
        let (first, second) = (pair.first as usize, pair.second as usize);
        let names = (rows[first].name, rows[second].name);
        rows[first].perhaps.push(names.1);
        rows[second].perhaps.push(names.0);
    }
    let wanted =
        |number: &usize| kind.is_none_or(|kind| kind.is(read.story.names[*number].kind));
    let numbers: Vec<usize> = (0..rows.len()).filter(wanted).collect();
    let mut kept = Vec::with_capacity(numbers.len());
    for (number, row) in rows.into_iter().enumerate() {
        if numbers.binary_search(&number).is_ok() {
            kept.push(row);
        }
    }
    kept.sort_by_key(|row| (std::cmp::Reverse(row.mentions.len()), row.name));
    kept
}

fn table<'r>(rows: &'r [Row<'_>]) -> Vec<Vec<Cow<'r, str>>> {
    let heading = ["name", "kind", "mentions", "documents", "aliases", "roles"];
    let mut table = vec![heading.map(Cow::from).to_vec()];
    for row in rows {
        let mut documents: Vec<&str> = row.mentions.iter().map(|m| m.document).collect();
        documents.dedup();
        let aliases: Vec<&str> = row.aliases.iter().map(|alias| alias.text).collect();
        table.push(vec![
            row.name.into(),
            row.kind.into(),
            row.mentions.len().to_string().into(),
            documents.len().to_string().into(),
            aliases.join("; ").into(),
            distinct(&row.roles).join("; ").into(),
        ]);
    }
    table
}
