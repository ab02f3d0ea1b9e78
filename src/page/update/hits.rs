//! The hits of the open document as a list, each in a short context.
//!
//! They are the lines of a concordance of this one document, in the order of
//! the text, so that line n is hit n. That also tells which hit a line of the
//! large concordance is, which knows only the words before it.

use crate::page::message::{Effect, Slot};
use crate::page::model::{Jump, LINES_IN_CHUNK, Model};
use crate::page::update::document;
use crate::request::{ConcordanceKey, ConcordanceRequest, Request};
use crate::response::ConcordanceResponse;

/// Words on either side of a listed hit.
const CONTEXT: u32 = 9;

/// Hits looked through at once for one that is known by its place only.
const SOUGHT: u32 = 1_000;

/// Shows the list or puts it away.
pub(super) fn show(model: &mut Model, open: bool) -> Vec<Effect> {
    let Some(reader) = &mut model.reader else { return Vec::new() };
    reader.hit_list.open = open;
    more(model)
}

/// Asks anew for the hits of a document that has just come, if anything needs
/// them.
pub(super) fn start(model: &mut Model) -> Vec<Effect> {
    let Some(reader) = &mut model.reader else { return Vec::new() };
    reader.hit_list.windows.forget_items();
    let hits = reader.hits();
    reader.hit_list.windows.insert(hits, 0, Vec::new());
    match reader.jump {
        Some(Jump::Word(_)) if hits > 0 => ask(model, 0, SOUGHT),
        _ => more(model),
    }
}

/// Asks for hits that are near and not held, if they are shown.
pub(super) fn more(model: &mut Model) -> Vec<Effect> {
    if model.tickets.is_open(Slot::Hits) || model.tickets.is_open(Slot::Document) {
        return Vec::new();
    }
    let Some(reader) = model.reader.as_ref().filter(|reader| reader.hit_list.open) else {
        return Vec::new();
    };
    match reader.hit_list.windows.missing() {
        Some(missing) => ask(model, missing.start, missing.end - missing.start),
        None => Vec::new(),
    }
}

fn ask(model: &mut Model, offset: u32, limit: u32) -> Vec<Effect> {
    let Some(reader) = &mut model.reader else { return Vec::new() };
    reader.hit_list.asked_from = offset;
    let request = ConcordanceRequest {
        query: model.place.query.clone(),
        syntax: model.place.syntax,
        mode: model.place.mode,
        context: CONTEXT,
        only: Some((ConcordanceKey::Document, reader.path.clone())),
        offset,
        limit: limit.max(LINES_IN_CHUNK),
        ..ConcordanceRequest::default()
    };
    let ticket = model.tickets.issue(Slot::Hits);
    vec![Effect::Ask(Slot::Hits, ticket, Request::Concordance(request))]
}

/// Takes hits; if one is sought, goes to it or looks on.
pub(super) fn answered(model: &mut Model, found: ConcordanceResponse) -> Vec<Effect> {
    let Some(reader) = &mut model.reader else { return Vec::new() };
    let first = reader.hit_list.asked_from;
    let count = u32::try_from(found.lines.len()).unwrap_or(u32::MAX);
    let sought = match reader.jump {
        Some(Jump::Word(word)) => {
            let place = |fits: &dyn Fn(u32) -> bool| {
                let found = (0..).zip(&found.lines).find(|(_, line)| fits(line.hit));
                found.map(|(at, _)| first + at)
            };
            // Should the texts have changed since the link was made, the next
            // hit is near enough.
            Some(place(&|hit| hit == word).or_else(|| place(&|hit| hit >= word)))
        }
        _ => None,
    };
    reader.hit_list.windows.insert(reader.hits(), first, found.lines);
    match sought {
        Some(Some(hit)) => {
            let mut effects = document::go_to_hit(model, hit);
            effects.extend(more(model));
            effects
        }
        Some(None) if count == SOUGHT => ask(model, first + count, SOUGHT),
        Some(None) => document::go_to_hit(model, 0),
        None if count > 0 => more(model),
        None => Vec::new(),
    }
}
