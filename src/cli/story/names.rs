//! `corpuscope names`: people, organisations, places and other names with
//! their spellings, roles and mentions.

use std::borrow::Cow;
use std::collections::BTreeMap;

use clap::Args;
use serde::Serialize;

use super::Common;
use super::read::{self, Piece, Read};
use super::rows::{self, Row};
use crate::analyse::story::facts::Rule;
use crate::cli::failure::Outcome;
use crate::cli::source::counted;

/// Lists people, organisations, places and other names
#[derive(Debug, Args)]
pub(crate) struct Names {
    #[command(flatten)]
    common: Common,
    /// Only names of this kind
    #[arg(long, value_name = "KIND", value_parser = ["person", "organisation", "place", "other"])]
    kind: Option<String>,
}

#[derive(Debug, Serialize)]
struct NameRow<'r> {
    name: &'r str,
    kind: &'static str,
    aliases: Vec<Alias<'r>>,
    roles: Vec<Mention<'r>>,
    mentions: Vec<Mention<'r>>,
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
struct Mention<'r> {
    text: &'r str,
    document: &'r str,
    start: u32,
    end: u32,
    why: &'static str,
}

/// Lists names.
pub(crate) fn run(arguments: &Names) -> Outcome {
    let read = read::read(&arguments.common.target, arguments.common.quiet)?;
    let mut rows = rows(&read);
    if let Some(kind) = &arguments.kind {
        rows.retain(|row| row.kind == kind);
    }
    rows::write(&arguments.common, &rows, |output| {
        for row in &rows {
            let mentions = counted(row.mentions.len() as u64, "mention");
            output.line(&format!("{} ({}, {mentions})", row.name, row.kind))?;
            for role in distinct(&row.roles) {
                output.line(&format!("  {role}"))?;
            }
            for other in &row.perhaps {
                output.line(&format!("  perhaps the same as {other}"))?;
            }
        }
        Ok(())
    })
}

fn distinct<'r>(roles: &[Mention<'r>]) -> Vec<&'r str> {
    let mut texts: Vec<&str> = roles.iter().map(|role| role.text).collect();
    texts.sort_unstable();
    texts.dedup();
    texts
}

fn rows(read: &Read) -> Vec<NameRow<'_>> {
    let mut rows: Vec<NameRow<'_>> = read
        .story
        .names
        .iter()
        .map(|name| NameRow {
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
        let mention = |span, rule: Rule| {
            let Piece { start, end, text } = document.piece(span);
            Mention { text, document: &document.path, start, end, why: rule.label() }
        };
        for found in &facts.mentions {
            let mention = mention(&found.span, found.rule);
            *aliases[found.name as usize].entry(mention.text).or_default() += 1;
            rows[found.name as usize].mentions.push(mention);
        }
        for role in &facts.roles {
            rows[role.name as usize].roles.push(mention(&role.span, role.rule));
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
    rows.sort_by_key(|row| (std::cmp::Reverse(row.mentions.len()), row.name));
    rows
}

impl Row for NameRow<'_> {
    const HEADING: &'static [&'static str] =
        &["name", "kind", "mentions", "documents", "aliases", "roles"];

    fn cells(&self) -> Vec<Cow<'_, str>> {
        let mut documents: Vec<&str> = self.mentions.iter().map(|it| it.document).collect();
        documents.dedup();
        let aliases: Vec<&str> = self.aliases.iter().map(|alias| alias.text).collect();
        vec![
            self.name.into(),
            self.kind.into(),
            self.mentions.len().to_string().into(),
            documents.len().to_string().into(),
            aliases.join("; ").into(),
            distinct(&self.roles).join("; ").into(),
        ]
    }
}
