//! The reader: opening a document, going from hit to hit, asking for more of
//! its text.
//!
//! A document comes in windows of paragraphs, so that one of 5 MB opens as
//! fast as a short one. When the query changes, the text stays and is marked
//! anew once the answer is there.

use crate::page::message::{Effect, Event, List, Slot, Target};
use crate::page::model::{Engine, Jump, Model, OnceHeld, PARAGRAPHS_IN_CHUNK, Reader};
use crate::page::routes::View;
use crate::page::update::{hits, select, selected, step as step_list, wait_for};
use crate::page::windows::Shared;
use crate::request::{DocumentRequest, PassagesRequest, Request};
use crate::response::{DocumentResponse, PassagesResponse, Run};

/// Opens a document at its first hit.
pub(super) fn open(model: &mut Model, path: String, position: Option<u32>) -> Vec<Effect> {
    if position.is_some() {
        model.results.selected = position;
    }
    open_at(model, path, position, Jump::Hit(0))
}

/// Opens a document at some place. The list of hits stays open.
pub(super) fn open_at(
    model: &mut Model,
    path: String,
    position: Option<u32>,
    jump: Jump,
) -> Vec<Effect> {
    model.filters_open = false;
    model.place.document = Some(path.clone());
    model.place.hit = None;
    model.place.word = match jump {
        Jump::Word(word) => Some(word),
        _ => None,
    };
    if jump != Jump::Passage {
        model.place.passage = None;
    }
    let hits_open = model.reader.as_ref().is_some_and(|reader| reader.hit_list.open);
    let mut reader = Reader { position, ..Reader::new(path, jump) };
    reader.hit_list.open = hits_open;
    model.reader = Some(reader);
    model.tickets.void(Slot::Passages);
    ask(model)
}

/// Opens a document at a passage. One that is open already stays.
pub(super) fn open_passage(
    model: &mut Model,
    path: String,
    position: Option<u32>,
    passage: (u32, u32),
) -> Vec<Effect> {
    model.place.passage = Some(passage);
    match &mut model.reader {
        Some(reader) if reader.path == path && reader.head.is_some() => {
            reader.position = position;
            reader.jump = Some(Jump::Passage);
            model.filters_open = false;
            let mut effects = mark_anew(model);
            effects.push(Effect::Focus(Target::Reader));
            effects
        }
        _ => open_at(model, path, position, Jump::Passage),
    }
}

/// Closes the reader; the keyboard goes back to where it was in the list.
pub(super) fn close(model: &mut Model) -> Vec<Effect> {
    let position = model.reader.take().and_then(|reader| reader.position);
    model.place.document = None;
    model.place.hit = None;
    model.place.word = None;
    model.place.passage = None;
    let mut effects = Vec::new();
    for slot in [Slot::Document, Slot::MoreText, Slot::Hits, Slot::Passages] {
        model.tickets.void(slot);
        effects.push(Effect::GiveUp(slot));
    }
    match position.or(*selected(model)) {
        Some(item) => effects.extend(select(model, item)),
        None => effects.push(Effect::Focus(Target::Search)),
    }
    effects
}

/// Opens the next or previous result; without a place in the results, the
/// document before or after in order of path.
pub(super) fn step(model: &mut Model, by: i32) -> Vec<Effect> {
    let Some(reader) = &model.reader else { return step_list(model, by) };
    if let Some(position) = reader.position {
        return match position.checked_add_signed(by) {
            Some(item) => wait_for(model, item, OnceHeld::Open),
            None => Vec::new(),
        };
    }
    let Some(head) = &reader.head else { return Vec::new() };
    let path = if by < 0 { &head.previous } else { &head.next };
    match path.clone() {
        Some(path) => open(model, path, None),
        None => Vec::new(),
    }
}

/// Goes to the next or previous hit, around the ends.
pub(super) fn step_hit(model: &mut Model, by: i32) -> Vec<Effect> {
    let Some(reader) = &model.reader else { return Vec::new() };
    let hits = reader.hits();
    if hits == 0 {
        return Vec::new();
    }
    let hit = match model.place.hit {
        Some(hit) if by < 0 => hit.checked_sub(1).unwrap_or(hits - 1),
        Some(hit) if hit + 1 < hits => hit + 1,
        None if by < 0 => hits - 1,
        _ => 0,
    };
    go_to_hit(model, hit)
}

/// Asks for the open document from its beginning, or from where it is wanted.
pub(super) fn ask(model: &mut Model) -> Vec<Effect> {
    ask_from(model, 0, 2 * PARAGRAPHS_IN_CHUNK)
}

/// Asks for what is shown of the open document, marked for the new query.
pub(super) fn mark_anew(model: &mut Model) -> Vec<Effect> {
    let Some(reader) = &model.reader else { return Vec::new() };
    if reader.error.is_some() {
        return Vec::new();
    }
    if reader.head.is_none() {
        return ask(model);
    }
    model.place.hit = None;
    model.place.word = None;
    let (first, count) = reader.windows.near_items();
    ask_from(model, first, count.max(2 * PARAGRAPHS_IN_CHUNK))
}

fn ask_from(model: &mut Model, first: u32, count: u32) -> Vec<Effect> {
    if model.reader.is_none() || model.engine != Engine::Ready {
        return Vec::new();
    }
    model.tickets.void(Slot::MoreText);
    model.tickets.void(Slot::Hits);
    let request = request(model, first, count);
    let ticket = model.tickets.issue(Slot::Document);
    let mut effects = vec![Effect::GiveUp(Slot::MoreText)];
    effects.extend(request.map(|request| Effect::Ask(Slot::Document, ticket, request)));
    effects
}

/// Takes a document: a new one, or the open one with new marks.
pub(super) fn answered(model: &mut Model, mut document: DocumentResponse) -> Vec<Effect> {
    let Some(reader) = &mut model.reader else { return Vec::new() };
    if document.path != reader.path {
        return Vec::new();
    }
    let new = reader.head.is_none();
    let paragraphs = std::mem::take(&mut document.paragraphs);
    reader.windows.forget_items();
    reader.windows.insert(document.total_paragraphs, document.first_paragraph, paragraphs);
    let event = Event::Open { document: document.path.clone(), title: plain(&document.title) };
    reader.head = Some(Shared::new(document));
    reader.error = None;
    find_position(model);
    let mut effects = Vec::new();
    if new {
        effects.extend([Effect::Emit(event), Effect::Focus(Target::Reader)]);
    }
    effects.extend(jump(model));
    effects.extend(more(model));
    effects.extend(hits::start(model));
    effects.extend(ask_for_passages(model));
    effects
}

/// Asks for what others tell too, once for each document opened.
pub(super) fn ask_for_passages(model: &mut Model) -> Vec<Effect> {
    let reader = model.reader.as_ref().filter(|it| it.passages.is_none() && it.head.is_some());
    let Some(reader) = reader.filter(|_| model.analysed()) else { return Vec::new() };
    if model.tickets.is_open(Slot::Passages) {
        return Vec::new();
    }
    let request = PassagesRequest { path: reader.path.clone() };
    let ticket = model.tickets.issue(Slot::Passages);
    vec![Effect::Ask(Slot::Passages, ticket, Request::Passages(request))]
}

/// Takes the passages that others tell too.
pub(super) fn passages(model: &mut Model, found: PassagesResponse) -> Vec<Effect> {
    if let Some(reader) = model.reader.as_mut().filter(|reader| reader.path == found.path) {
        reader.passages = Some(Shared::new(found));
    }
    Vec::new()
}

/// Asks for paragraphs that are near and not held.
pub(super) fn more(model: &mut Model) -> Vec<Effect> {
    let open = [Slot::Document, Slot::MoreText].iter().any(|slot| model.tickets.is_open(*slot));
    let missing = model.reader.as_ref().and_then(|reader| reader.windows.missing());
    let Some(missing) = missing.filter(|_| !open) else { return Vec::new() };
    let Some(request) = request(model, missing.start, missing.end - missing.start) else {
        return Vec::new();
    };
    let ticket = model.tickets.issue(Slot::MoreText);
    vec![Effect::Ask(Slot::MoreText, ticket, request)]
}

/// Takes more paragraphs of the open document.
pub(super) fn more_answered(model: &mut Model, document: DocumentResponse) -> Vec<Effect> {
    let Some(reader) = &mut model.reader else { return Vec::new() };
    if document.path != reader.path || document.paragraphs.is_empty() {
        return Vec::new();
    }
    reader.windows.insert(
        document.total_paragraphs,
        document.first_paragraph,
        document.paragraphs,
    );
    let mut effects = jump(model);
    effects.extend(more(model));
    effects
}

/// Looks the open document up among the results held.
pub(super) fn find_position(model: &mut Model) {
    if model.place.view == View::Concordance || model.place.view.is_story() {
        return;
    }
    let Some(reader) = &mut model.reader else { return };
    let windows = &model.results.windows;
    let is_it = |item: u32| windows.get(item).is_some_and(|found| found.path == reader.path);
    // Its item may have been let go while it is far away: then it still holds.
    let still = |item: u32| item < windows.total() && windows.get(item).is_none();
    if !reader.position.is_some_and(|item| is_it(item) || still(item)) {
        let mut held = windows.held();
        reader.position = held.find(|(_, found)| found.path == reader.path).map(|(at, _)| at);
    }
}

/// Goes to a hit.
pub(super) fn go_to_hit(model: &mut Model, hit: u32) -> Vec<Effect> {
    model.place.hit = Some(hit);
    model.place.word = None;
    model.place.passage = None;
    if let Some(reader) = &mut model.reader {
        reader.jump = Some(Jump::Hit(hit));
    }
    let mut effects = jump(model);
    effects.extend(more(model));
    effects
}

/// Does the jump that waits if its paragraph is there, else makes it near.
fn jump(model: &mut Model) -> Vec<Effect> {
    let Some(reader) = &mut model.reader else { return Vec::new() };
    let Some(jump) = reader.jump else { return Vec::new() };
    let hits = reader.hits();
    if jump == Jump::Passage {
        let paragraph = reader.head.as_ref().and_then(|head| head.at_paragraph).unwrap_or(0);
        reader.windows.bring_near(paragraph);
        if reader.windows.get(paragraph).is_none() {
            return Vec::new();
        }
        reader.jump = None;
        return vec![Effect::ScrollToPassage];
    }
    let hit = match jump {
        // The list of hits will tell which one it is.
        Jump::Word(_) if hits > 0 => return Vec::new(),
        Jump::Hit(hit) if hits > 0 => hit.min(hits - 1),
        _ => {
            reader.jump = None;
            model.place.hit = None;
            model.place.word = None;
            return vec![Effect::ScrollToTop(List::Text)];
        }
    };
    model.place.hit = Some(hit);
    let paragraphs = reader.head.as_ref().map(|head| &head.hit_paragraphs);
    let paragraph = paragraphs.and_then(|hits| hits.get(hit as usize)).copied().flatten();
    if let Some(paragraph) = paragraph {
        reader.windows.bring_near(paragraph);
        if reader.windows.get(paragraph).is_none() {
            return Vec::new();
        }
    }
    reader.jump = None;
    vec![match paragraph {
        Some(_) => Effect::ScrollToHit(hit),
        None => Effect::ScrollToTop(List::Text),
    }]
}

fn request(model: &Model, first_paragraph: u32, paragraphs: u32) -> Option<Request> {
    let reader = model.reader.as_ref()?;
    Some(Request::Document(DocumentRequest {
        path: reader.path.clone(),
        query: model.place.query.clone(),
        syntax: model.place.syntax,
        mode: model.place.mode,
        first_paragraph,
        paragraphs,
        at: model.place.passage.map(|(start, _)| start),
    }))
}

/// The text of runs.
pub(crate) fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}
