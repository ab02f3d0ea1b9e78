//! `corpuscope duplicates`: documents that are nearly one text, in groups.

use std::borrow::Cow;

use clap::Args;
use serde::Serialize;

use super::Common;
use super::rows::{self, Row};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::target;
use crate::engine::Engine;
use crate::request::{DuplicatesRequest, Request, StoryScope};
use crate::response::Response;

/// Lists documents that are nearly the same, in groups
#[derive(Debug, Args)]
pub(crate) struct Duplicates {
    #[command(flatten)]
    common: Common,
    /// Only among the documents that a query finds
    #[arg(long, value_name = "QUERY", default_value = "")]
    query: String,
}

/// A document of a group; its fields are a contract with scripts.
#[derive(Debug, Serialize)]
struct Member<'r> {
    group: usize,
    document: &'r str,
    share: f64,
}

/// Lists near-duplicates.
pub(crate) fn run(arguments: &Duplicates) -> Outcome {
    let common = &arguments.common;
    let index = target::index_of(&common.target, common.quiet)?;
    let mut engine =
        Engine::load(&index).map_err(|error| Failure::from(error).of(&common.target))?;
    let query = arguments.query.clone();
    let request = DuplicatesRequest {
        scope: StoryScope { query, limit: u32::MAX, ..StoryScope::default() },
    };
    let found = match engine.answer(Request::Duplicates(request)) {
        Response::Duplicates(found) => found,
        Response::Failed(sentence) => return Err(Failure::new(sentence)),
        _ => return Err(Failure::new("the engine answered another question")),
    };
    let mut members = Vec::new();
    for (group, found) in (1..).zip(&found.groups) {
        let each = found.documents.iter().zip(&found.shares);
        members.extend(each.map(|(document, &share)| Member { group, document, share }));
    }
    rows::write(common, &members, |output| {
        for member in &members {
            let share = format!("  {:.0} %", member.share * 100.0);
            output.marked_line([
                (format!("{}  ", member.group).as_str(), false),
                (member.document, true),
                (share.as_str(), false),
            ])?;
        }
        Ok(())
    })
}

impl Row for Member<'_> {
    const HEADING: &'static [&'static str] = &["group", "document", "share"];

    fn cells(&self) -> Vec<Cow<'_, str>> {
        vec![
            self.group.to_string().into(),
            self.document.into(),
            format!("{:.3}", self.share).into(),
        ]
    }
}
