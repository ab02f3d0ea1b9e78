//! Searching: when to ask, what to ask, what to do with the answer.
//!
//! Typing waits for the next frame, everything else asks at once. What is
//! shown stays until the new answer is there; a question that is out of date
//! is given up, and its answer, should it come, is dropped by its ticket.

use crate::page::message::{Effect, Event, List, Slot, Target};
use crate::page::model::{Engine, Model, OnceHeld, RESULTS_IN_CHUNK, Results};
use crate::page::routes::Place;
use crate::page::update::{document, follow};
use crate::page::windows::Shared;
use crate::request::{Request, SearchRequest};
use crate::response::SearchResponse;

/// Values of a facet shown before "show all", where there are more than
/// [`FACET_VALUES_AT_MOST`].
pub(crate) const FACET_VALUES: usize = 8;

/// As many values are shown without being asked for.
pub(crate) const FACET_VALUES_AT_MOST: usize = 10;

/// Values of a facet asked for, and when one is shown whole.
const FACET_LIMITS: (u32, u32) = (12, 1_000);

/// Asks at the next frame, once however many keys are pressed before it.
pub(super) fn soon(model: &mut Model) -> Vec<Effect> {
    // Who types on wants the keyboard to stay where it is.
    model.results.once_held = None;
    if std::mem::replace(&mut model.results.due, true) {
        Vec::new()
    } else {
        vec![Effect::NextFrame]
    }
}

/// Asks now.
pub(super) fn start(model: &mut Model) -> Vec<Effect> {
    if model.engine != Engine::Ready {
        return Vec::new();
    }
    model.results.due = false;
    model.tickets.void(Slot::MoreResults);
    model.tickets.void(Slot::Facets);
    let request = request(model, &model.place, 0, RESULTS_IN_CHUNK, facet_limit(model));
    let ticket = model.tickets.issue(Slot::Search);
    let asked = std::mem::replace(&mut model.results.asked, model.place.clone());
    let mut effects = vec![
        Effect::GiveUp(Slot::MoreResults),
        Effect::GiveUp(Slot::Facets),
        Effect::Ask(Slot::Search, ticket, request),
    ];
    let place = &model.place;
    if (&asked.query, asked.mode, asked.syntax) != (&place.query, place.mode, place.syntax) {
        effects.extend(document::mark_anew(model));
    }
    effects.extend(follow(model));
    effects
}

/// Takes the answer to a new search.
pub(super) fn answered(model: &mut Model, mut found: SearchResponse) -> Vec<Effect> {
    let documents = std::mem::take(&mut found.documents);
    let event = Event::Query {
        query: found.query.text.clone(),
        documents: found.total_documents,
        hits: found.total_hits,
    };
    let results = &mut model.results;
    results.windows = Results::no_documents();
    results.windows.insert(found.total_documents, 0, documents);
    results.answer = Some(Shared::new(found));
    results.error = None;
    results.explained = None;
    results.selected = None;
    document::find_position(model);
    let mut effects = vec![Effect::Emit(event), Effect::ScrollToTop(List::Results)];
    effects.extend(once_held(model));
    model.results.once_held = None;
    effects.extend(more(model));
    effects
}

/// Asks for what is near and not held, unless it is being asked for.
pub(super) fn more(model: &mut Model) -> Vec<Effect> {
    let open =
        [Slot::Search, Slot::MoreResults].iter().any(|slot| model.tickets.is_open(*slot));
    let Some(missing) = model.results.windows.missing().filter(|_| !open) else {
        return Vec::new();
    };
    let length = missing.end - missing.start;
    let request = request(model, &model.results.asked, missing.start, length, 0);
    let ticket = model.tickets.issue(Slot::MoreResults);
    model.results.asked_from = missing.start;
    vec![Effect::Ask(Slot::MoreResults, ticket, request)]
}

/// Takes more results of the same search.
pub(super) fn more_answered(model: &mut Model, found: SearchResponse) -> Vec<Effect> {
    let from = model.results.asked_from;
    // An answer without documents would be asked for again and again.
    let empty = found.documents.is_empty();
    model.results.windows.insert(found.total_documents, from, found.documents);
    document::find_position(model);
    let mut effects = once_held(model);
    if !empty {
        effects.extend(more(model));
    }
    effects
}

/// Asks for all values where a facet is shown whole.
pub(super) fn more_facets(model: &mut Model) -> Vec<Effect> {
    let cut = model.results.answer.iter().flat_map(|answer| &answer.facets).any(|facet| {
        let view = model.facet_views.get(&facet.field);
        view.is_some_and(|view| view.expanded)
            && facet.values.len() < facet.total_values.min(FACET_LIMITS.1) as usize
    });
    if !cut || model.tickets.is_open(Slot::Search) {
        return Vec::new();
    }
    let request = request(model, &model.results.asked, 0, 0, FACET_LIMITS.1);
    let ticket = model.tickets.issue(Slot::Facets);
    vec![Effect::Ask(Slot::Facets, ticket, request)]
}

/// Takes more values of the facets of the same search.
pub(super) fn facets_answered(model: &mut Model, found: SearchResponse) -> Vec<Effect> {
    if let Some(answer) = &model.results.answer {
        let mut answer = SearchResponse::clone(answer);
        answer.facets = found.facets;
        model.results.answer = Some(Shared::new(answer));
    }
    Vec::new()
}

/// Brings an item near and does something with it, now or once it is there.
pub(super) fn wait_for(model: &mut Model, item: u32, then: OnceHeld) -> Vec<Effect> {
    let searching = model.tickets.is_open(Slot::Search);
    let results = &mut model.results;
    if !searching && item >= results.windows.total() {
        return Vec::new();
    }
    results.selected = Some(item);
    results.once_held = Some(then);
    if searching {
        return Vec::new();
    }
    results.windows.bring_near(item);
    let mut effects = once_held(model);
    effects.extend(more(model));
    effects
}

fn once_held(model: &mut Model) -> Vec<Effect> {
    let results = &mut model.results;
    // A new answer has let go of the selection: what waited wants its first.
    let item = results.selected.unwrap_or(0);
    let Some(document) = results.windows.get(item) else { return Vec::new() };
    match results.once_held.take() {
        None => Vec::new(),
        Some(OnceHeld::Focus) => {
            results.selected = Some(item);
            vec![Effect::Focus(Target::Result(item))]
        }
        Some(OnceHeld::Open) => {
            let path = document.path.clone();
            document::open(model, path, Some(item))
        }
    }
}

fn request(model: &Model, place: &Place, offset: u32, limit: u32, facet_limit: u32) -> Request {
    debug_assert!(model.engine == Engine::Ready, "nothing is asked before the engine is ready");
    Request::Search(SearchRequest {
        query: place.query.clone(),
        syntax: place.syntax,
        mode: place.mode,
        filters: place.filters.to_request(),
        sort: place.sort,
        offset,
        limit,
        facet_limit,
        with_hits: false,
        broader: place.broader,
        without: place.without.clone(),
    })
}

fn facet_limit(model: &Model) -> u32 {
    let whole = model.facet_views.iter().any(|(_, view)| view.expanded);
    if whole { FACET_LIMITS.1 } else { FACET_LIMITS.0 }
}
