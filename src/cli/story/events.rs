//! `corpuscope events`: meetings, attacks, resignations and the like, in order
//! of time.

use std::borrow::Cow;

use clap::Args;
use serde::Serialize;

use super::Common;
use super::rows::{self, Row};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::target;
use crate::engine::Engine;
use crate::request::{EventsRequest, Request, StoryScope};
use crate::response::{EventRow, Response};

/// Lists events with who, where and when, in order of time
#[derive(Debug, Args)]
pub(crate) struct Events {
    #[command(flatten)]
    common: Common,
    /// Only events of this kind: `meeting`, `attack` and the like
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Only events with this name in them
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
    /// Only events in this place
    #[arg(long, value_name = "NAME")]
    place: Option<String>,
}

/// A row; its fields are a contract with scripts.
#[derive(Debug, Serialize)]
struct Event<'r> {
    document: &'r str,
    start: u32,
    end: u32,
    kind: &'r str,
    text: &'r str,
    who: &'r [String],
    place: Option<&'r str>,
    date: Option<&'r str>,
    anchor: &'r str,
    date_text: Option<&'r str>,
    planned: bool,
    sentence: String,
}

/// Lists events.
pub(crate) fn run(arguments: &Events) -> Outcome {
    let common = &arguments.common;
    let index = target::index_of(&common.target, common.quiet)?;
    let mut engine =
        Engine::load(&index).map_err(|error| Failure::from(error).of(&common.target))?;
    let request = EventsRequest {
        scope: StoryScope { limit: u32::MAX, ..StoryScope::default() },
        kind: arguments.kind.clone().unwrap_or_default(),
        who: arguments.who.clone(),
        place: arguments.place.clone(),
    };
    let Response::Events(found) = engine.answer(Request::Events(request)) else {
        return Err(Failure::new("the engine answered another question"));
    };
    let rows: Vec<Event<'_>> = found.events.iter().map(row).collect();
    rows::write(common, &rows, |output| {
        for row in &rows {
            let date = row.date.unwrap_or("?");
            let place = row.place.map(|place| format!(", {place}")).unwrap_or_default();
            let who = row.who.join(", ");
            let planned = if row.planned { "planned " } else { "" };
            output.marked_line([
                (date, true),
                (&format!("  {planned}{} ({who}{place}): ", row.kind), false),
                (row.text, false),
                (&format!(" ({})", row.document), false),
            ])?;
        }
        Ok(())
    })
}

fn row(event: &EventRow) -> Event<'_> {
    Event {
        document: &event.evidence.path,
        start: event.evidence.start,
        end: event.evidence.end,
        kind: &event.kind,
        text: &event.text,
        who: &event.who,
        place: event.place.as_deref(),
        date: event.date.as_deref(),
        anchor: &event.anchor,
        date_text: event.date_text.as_deref(),
        planned: event.planned,
        sentence: event.evidence.sentence.iter().map(|run| run.text.as_str()).collect(),
    }
}

impl Row for Event<'_> {
    const HEADING: &'static [&'static str] = &[
        "document",
        "start",
        "end",
        "kind",
        "date",
        "anchor",
        "date_text",
        "planned",
        "who",
        "place",
        "text",
        "sentence",
    ];

    fn cells(&self) -> Vec<Cow<'_, str>> {
        vec![
            self.document.into(),
            self.start.to_string().into(),
            self.end.to_string().into(),
            self.kind.into(),
            self.date.unwrap_or_default().into(),
            self.anchor.into(),
            self.date_text.unwrap_or_default().into(),
            self.planned.to_string().into(),
            self.who.join("; ").into(),
            self.place.unwrap_or_default().into(),
            self.text.into(),
            self.sentence.as_str().into(),
        ]
    }
}
