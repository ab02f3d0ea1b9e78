//! The concordance: when to ask, what to ask, what to do with its lines.
//!
//! It follows the query, the filters and its own settings while it is shown;
//! beside another view it waits, and asks when it is gone to.

use crate::page::message::{Effect, List, Pick, Slot, Target};
use crate::page::model::{
    Engine, Jump, LINES_IN_CHUNK, Lines, MOST_LINES, Model, Notice, OnceHeld,
};
use crate::page::routes::{Place, View};
use crate::page::update::document;
use crate::page::windows::Shared;
use crate::request::{ConcordanceKey, ConcordanceRequest, Request};
use crate::response::ConcordanceResponse;

/// Asks if the concordance is shown and is not of this place.
pub(super) fn follow(model: &mut Model) -> Vec<Effect> {
    if model.engine != Engine::Ready || model.place.view != View::Concordance {
        return Vec::new();
    }
    let wanted = asked_of(&model.place);
    if model.lines.asked.as_ref() == Some(&wanted) {
        return Vec::new();
    }
    let lines = &mut model.lines;
    lines.asked = Some(wanted);
    lines.error = None;
    model.tickets.void(Slot::MoreLines);
    let mut effects = vec![Effect::GiveUp(Slot::MoreLines)];
    if model.place.query.trim().is_empty() {
        model.tickets.void(Slot::Lines);
        model.lines.answer = None;
        model.lines.windows = Lines::no_lines();
        effects.push(Effect::GiveUp(Slot::Lines));
        return effects;
    }
    let (first, count) = match model.lines.stays {
        true => model.lines.windows.near_items(),
        false => (0, 0),
    };
    model.lines.asked_from = first;
    let request = request(&model.place, first, count.max(2 * LINES_IN_CHUNK));
    let ticket = model.tickets.issue(Slot::Lines);
    effects.push(Effect::Ask(Slot::Lines, ticket, Request::Concordance(request)));
    effects
}

/// What of a place decides on the lines.
fn asked_of(place: &Place) -> Place {
    Place {
        query: place.query.clone(),
        syntax: place.syntax,
        mode: place.mode,
        filters: place.filters.clone(),
        lines: place.lines.asked(),
        ..Place::default()
    }
}

/// Takes a new concordance.
pub(super) fn answered(model: &mut Model, mut found: ConcordanceResponse) -> Vec<Effect> {
    let held = std::mem::take(&mut found.lines);
    let lines = &mut model.lines;
    let total = found.total_lines.min(MOST_LINES);
    lines.answer = Some(Shared::new(found));
    if std::mem::take(&mut lines.stays) {
        lines.windows.forget_items();
        lines.windows.insert(total, lines.asked_from, held);
        lines.selected = lines.selected.map(|item| item.min(total.saturating_sub(1)));
        let mut effects = once_held(model);
        effects.extend(more(model));
        return effects;
    }
    lines.windows = Lines::no_lines();
    lines.windows.insert(total, 0, held);
    lines.selected = None;
    if model.place.view == View::Concordance
        && let Some(reader) = &mut model.reader
    {
        reader.position = None;
    }
    let mut effects = vec![Effect::ScrollToTop(List::Lines)];
    effects.extend(once_held(model));
    model.lines.once_held = None;
    effects.extend(more(model));
    effects
}

/// Asks for lines that are near and not held, unless they are asked for.
pub(super) fn more(model: &mut Model) -> Vec<Effect> {
    let open = [Slot::Lines, Slot::MoreLines].iter().any(|slot| model.tickets.is_open(*slot));
    let missing = model.lines.windows.missing().filter(|_| !open);
    let (Some(missing), Some(asked)) = (missing, &model.lines.asked) else {
        return Vec::new();
    };
    let mut request = request(asked, missing.start, missing.end - missing.start);
    request.group = None;
    request.dispersion = false;
    let ticket = model.tickets.issue(Slot::MoreLines);
    model.lines.asked_from = missing.start;
    vec![Effect::Ask(Slot::MoreLines, ticket, Request::Concordance(request))]
}

/// Takes more lines of the same concordance.
pub(super) fn more_answered(model: &mut Model, found: ConcordanceResponse) -> Vec<Effect> {
    let empty = found.lines.is_empty();
    let lines = &mut model.lines;
    lines.windows.insert(found.total_lines.min(MOST_LINES), lines.asked_from, found.lines);
    let mut effects = once_held(model);
    // An answer without lines would be asked for again and again.
    if !empty {
        effects.extend(more(model));
    }
    effects
}

/// Brings a line near and does something with it, now or once it is there.
pub(super) fn wait_for(model: &mut Model, item: u32, then: OnceHeld) -> Vec<Effect> {
    let asking = model.tickets.is_open(Slot::Lines);
    let lines = &mut model.lines;
    if !asking && item >= lines.windows.total() {
        return Vec::new();
    }
    lines.selected = Some(item);
    lines.once_held = Some(then);
    if asking {
        return Vec::new();
    }
    lines.windows.bring_near(item);
    let mut effects = once_held(model);
    effects.extend(more(model));
    effects
}

fn once_held(model: &mut Model) -> Vec<Effect> {
    let lines = &mut model.lines;
    let item = lines.selected.unwrap_or(0);
    if lines.windows.get(item).is_none() {
        return Vec::new();
    }
    match lines.once_held.take() {
        None => Vec::new(),
        Some(OnceHeld::Focus) => {
            lines.selected = Some(item);
            vec![Effect::Focus(Target::Line(item))]
        }
        Some(OnceHeld::Open) => open(model, item),
    }
}

/// Opens the document of a line at its hit.
pub(super) fn open(model: &mut Model, item: u32) -> Vec<Effect> {
    let Some(line) = model.lines.windows.get(item) else { return Vec::new() };
    let (path, jump) = (line.path.clone(), Jump::Word(line.hit));
    model.lines.selected = Some(item);
    document::open_at(model, path, Some(item), jump)
}

/// Marks or excludes a line, or takes that back.
pub(super) fn pick(model: &mut Model, what: Pick, item: Option<u32>) -> Vec<Effect> {
    let lines = &mut model.lines;
    let Some(item) = item.or(lines.selected) else { return Vec::new() };
    let Some(line) = lines.windows.get(item) else { return Vec::new() };
    let (path, hit) = (line.path.clone(), line.hit);
    lines.selected = Some(item);
    let settings = &mut model.place.lines;
    let picked = match what {
        Pick::Mark => &mut settings.marked,
        Pick::Exclude => &mut settings.excluded,
    };
    if !picked.toggle(&path, hit) {
        model.notice = Some(Notice::PickedAll);
        return vec![Effect::DropNoticeLater];
    }
    let mut effects = Vec::new();
    if what == Pick::Exclude && settings.excluded.has(&path, hit) {
        lines.undo.push((path, hit));
        model.notice = Some(Notice::Excluded);
        effects.push(Effect::DropNoticeLater);
    }
    if what == Pick::Exclude {
        effects.extend(follow_here(model));
    }
    effects
}

/// Asks anew for what is near; the keyboard stays where it is.
fn follow_here(model: &mut Model) -> Vec<Effect> {
    model.lines.stays = true;
    model.lines.once_held = model.lines.selected.map(|_| OnceHeld::Focus);
    let effects = follow(model);
    model.lines.stays = model.tickets.is_open(Slot::Lines);
    effects
}

/// Takes the last exclusion back.
pub(super) fn undo_exclusion(model: &mut Model) -> Vec<Effect> {
    let excluded = &mut model.place.lines.excluded;
    while let Some((path, hit)) = model.lines.undo.pop() {
        if excluded.has(&path, hit) {
            excluded.toggle(&path, hit);
            break;
        }
    }
    model.notice = None;
    follow_here(model)
}

/// The lines of a place.
pub(super) fn request(place: &Place, offset: u32, limit: u32) -> ConcordanceRequest {
    let settings = &place.lines;
    ConcordanceRequest {
        query: place.query.clone(),
        syntax: place.syntax,
        mode: place.mode,
        filters: place.filters.to_request(),
        context: settings.context,
        unit: settings.unit,
        sort: settings.sort.clone(),
        sample: settings.sample,
        seed: settings.seed,
        group: settings.group.clone(),
        only: settings.only.clone(),
        field: match &settings.column {
            Some(ConcordanceKey::Field(name)) => Some(name.clone()),
            _ => None,
        },
        exclude: settings.excluded.ids(),
        dispersion: settings.dispersion,
        offset,
        limit,
        ..ConcordanceRequest::default()
    }
}
