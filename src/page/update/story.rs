//! The views of the story: when to ask, what to ask, what to do with the rows.
//!
//! They follow the query, the filters and their own choices while one of them
//! is shown; beside another view they wait, and ask when they are gone to. One
//! list serves them all (`page::story`), so what follows knows views only where
//! it makes a request.

use crate::page::message::{Effect, List, Slot, Target};
use crate::page::model::{Engine, Model, Notice, OnceHeld, ROWS_IN_CHUNK, Story};
use crate::page::numbers;
use crate::page::routes::{Place, View};
use crate::page::story::{Setting, StoryRow, take_rows};
use crate::page::update::{document, go};
use crate::page::windows::Shared;
use crate::request::{
    CompareRequest, DatesRequest, FiguresRequest, NameRequest, NamesRequest, NetworkRequest,
    Request, StatementsRequest, StoryScope,
};
use crate::response::Response;

/// Statements beside the page of a name.
const STATEMENTS_BESIDE: u32 = 6;

/// Names in a network: more are told apart with difficulty.
const NAMES_DRAWN: u32 = 30;

/// Asks if a view of the story is shown and its answer is not of this place.
pub(super) fn follow(model: &mut Model) -> Vec<Effect> {
    if model.engine != Engine::Ready || !model.place.view.is_story() {
        return Vec::new();
    }
    let wanted = asked_of(&model.place);
    if model.story.asked.as_ref() == Some(&wanted) {
        return Vec::new();
    }
    let story = &mut model.story;
    // What another view showed says nothing here.
    if story.asked.as_ref().is_none_or(|asked| !is_alike(asked, &wanted)) {
        *story = Story::new();
    }
    story.asked = Some(wanted);
    ask(model)
}

fn ask(model: &mut Model) -> Vec<Effect> {
    model.story.error = None;
    model.story.asked_from = 0;
    let mut effects = Vec::new();
    for slot in [Slot::MoreStory, Slot::SaidBy, Slot::SaidOf] {
        model.tickets.void(slot);
        effects.push(Effect::GiveUp(slot));
    }
    let limit = model.story.limit.max(2 * ROWS_IN_CHUNK);
    let Some(request) = request(&model.place, 0, limit) else {
        model.tickets.void(Slot::Story);
        effects.push(Effect::GiveUp(Slot::Story));
        model.story.answer = None;
        return effects;
    };
    if let Request::Name(it) = &request {
        let scope = StoryScope { limit: STATEMENTS_BESIDE, ..it.scope.clone() };
        let name = Some(it.name.clone());
        let by = StatementsRequest { scope, speaker: name.clone(), ..Default::default() };
        let of = StatementsRequest { about: name, speaker: None, ..by.clone() };
        for (slot, request) in [(Slot::SaidBy, by), (Slot::SaidOf, of)] {
            let ticket = model.tickets.issue(slot);
            effects.push(Effect::Ask(slot, ticket, Request::Statements(request)));
        }
    }
    let ticket = model.tickets.issue(Slot::Story);
    effects.push(Effect::Ask(Slot::Story, ticket, request));
    effects
}

/// Whether two places are the same but for the query, the filters and what
/// narrows the list: then what is shown stays until the new answer is there.
fn is_alike(before: &Place, after: &Place) -> bool {
    let page = |place: &Place| (place.view, place.story.chosen(Setting::Name));
    page(before) == page(after)
}

/// What of a place decides on the rows.
fn asked_of(place: &Place) -> Place {
    if place.view == View::Compare {
        return Place { view: place.view, story: place.story.picked(), ..Place::default() };
    }
    Place {
        view: place.view,
        query: place.query.clone(),
        syntax: place.syntax,
        mode: place.mode,
        filters: place.filters.clone(),
        story: place.story.unpicked(),
        ..Place::default()
    }
}

/// The request of a place; nothing where the view is no view of the story.
pub(super) fn request(place: &Place, offset: u32, limit: u32) -> Option<Request> {
    let story = &place.story;
    let text = |setting| story.get(setting).to_owned();
    let scope = StoryScope {
        query: place.query.clone(),
        syntax: place.syntax,
        mode: place.mode,
        filters: place.filters.to_request(),
        offset,
        limit,
    };
    Some(match place.view {
        View::People if story.has(Setting::Name) => {
            Request::Name(NameRequest { scope, name: text(Setting::Name) })
        }
        View::People if story.has(Setting::Network) => Request::Network(NetworkRequest {
            scope: StoryScope { limit: NAMES_DRAWN, ..scope },
            kind: text(Setting::NameKind),
            around: story.chosen(Setting::With),
        }),
        View::People => Request::Names(NamesRequest {
            scope,
            kind: text(Setting::NameKind),
            containing: text(Setting::Letters),
        }),
        View::Statements => Request::Statements(StatementsRequest {
            scope,
            speaker: story.chosen(Setting::Speaker),
            about: story.chosen(Setting::About),
            kind: text(Setting::StatementKind),
            containing: text(Setting::Said),
            cluster: story.get(Setting::Cluster).parse().ok(),
            venue: story.chosen(Setting::Venue),
            by_time: story.has(Setting::ByTime),
        }),
        View::Figures => Request::Figures(FiguresRequest {
            scope,
            kind: text(Setting::FigureKind),
            unit: story.chosen(Setting::Unit),
            least: numbers::read(story.get(Setting::Least)),
            most: numbers::read(story.get(Setting::Most)),
        }),
        View::Timeline => Request::Dates(DatesRequest { scope }),
        View::Compare if story.compare.len() > 1 => {
            Request::Compare(CompareRequest { documents: story.compare.clone(), limit })
        }
        View::Documents | View::Concordance | View::Compare | View::About => return None,
    })
}

/// Takes a new answer.
pub(super) fn answered(model: &mut Model, mut response: Response) -> Vec<Effect> {
    let story = &mut model.story;
    if let Response::Failed(sentence) = response {
        story.error = Some(sentence);
        story.once_held = None;
        return Vec::new();
    }
    let (total, rows) = take_rows(&mut response);
    // Longer lists of what is compared begin as the shorter ones did.
    let grown = story.limit > ROWS_IN_CHUNK;
    story.answer = Some(Shared::new(response));
    story.rows = Story::no_rows();
    story.rows.insert(total, 0, rows);
    story.selected = None;
    if let Some(reader) = model.reader.as_mut().filter(|_| model.place.view.is_story()) {
        reader.position = None;
    }
    let mut effects = Vec::new();
    if !grown {
        effects.push(Effect::ScrollToTop(List::Story));
    }
    effects.extend(once_held(model));
    model.story.once_held = None;
    effects.extend(more(model));
    effects
}

/// Asks for rows that are near and not held, unless they are asked for.
pub(super) fn more(model: &mut Model) -> Vec<Effect> {
    let open = [Slot::Story, Slot::MoreStory].iter().any(|slot| model.tickets.is_open(*slot));
    let missing = model.story.rows.missing().filter(|_| !open);
    let (Some(missing), Some(asked)) = (missing, &model.story.asked) else {
        return Vec::new();
    };
    let Some(request) = request(asked, missing.start, missing.end - missing.start) else {
        return Vec::new();
    };
    let ticket = model.tickets.issue(Slot::MoreStory);
    model.story.asked_from = missing.start;
    vec![Effect::Ask(Slot::MoreStory, ticket, request)]
}

/// Takes more rows of the same list.
pub(super) fn more_answered(model: &mut Model, mut response: Response) -> Vec<Effect> {
    let (total, rows) = take_rows(&mut response);
    // An answer without rows would be asked for again and again.
    if rows.is_empty() {
        model.story.once_held = None;
        return Vec::new();
    }
    let story = &mut model.story;
    story.rows.insert(total, story.asked_from, rows);
    let mut effects = once_held(model);
    effects.extend(more(model));
    effects
}

/// Brings a row near and does something with it, now or once it is there.
pub(super) fn wait_for(model: &mut Model, item: u32, then: OnceHeld) -> Vec<Effect> {
    let asking = model.tickets.is_open(Slot::Story);
    let story = &mut model.story;
    if !asking && item >= story.rows.total() {
        return Vec::new();
    }
    story.selected = Some(item);
    story.once_held = Some(then);
    if asking {
        return Vec::new();
    }
    story.rows.bring_near(item);
    let mut effects = once_held(model);
    effects.extend(more(model));
    effects
}

fn once_held(model: &mut Model) -> Vec<Effect> {
    let story = &mut model.story;
    let item = story.selected.unwrap_or(0);
    if story.rows.get(item).is_none() {
        return Vec::new();
    }
    match story.once_held.take() {
        None => Vec::new(),
        Some(OnceHeld::Focus) => {
            story.selected = Some(item);
            vec![Effect::Focus(Target::Row(item))]
        }
        Some(OnceHeld::Open) => open(model, item),
    }
}

/// Goes to where a row leads.
pub(super) fn open(model: &mut Model, item: u32) -> Vec<Effect> {
    let Some(row) = model.story.rows.get(item) else { return Vec::new() };
    model.story.selected = Some(item);
    match row.evidence() {
        Some(evidence) => {
            let (path, passage) = (evidence.path.clone(), (evidence.start, evidence.end));
            document::open_passage(model, path, Some(item), passage)
        }
        None => {
            let StoryRow::Name(row) = row else { return Vec::new() };
            let choices = vec![(Setting::Name, row.name.clone())];
            choose(model, View::People, choices)
        }
    }
}

/// Goes to a view of the story with some choices. The keyboard goes to its
/// heading where another page is shown than before.
pub(super) fn choose(
    model: &mut Model,
    view: View,
    choices: Vec<(Setting, String)>,
) -> Vec<Effect> {
    let before = Place { view: model.place.view, ..asked_of(&model.place) };
    for (setting, text) in choices {
        model.place.story.set(setting, text);
    }
    let mut effects = go(model, view);
    if !is_alike(&before, &model.place) {
        effects.push(Effect::Focus(Target::View));
    }
    effects
}

/// Asks for longer lists of what is compared.
pub(super) fn more_compared(model: &mut Model) -> Vec<Effect> {
    model.story.limit = model.story.limit.saturating_mul(8);
    if model.place.view == View::Compare { ask(model) } else { Vec::new() }
}

/// Picks a document to be compared, or lets it go.
pub(super) fn pick(model: &mut Model, path: &str) -> Vec<Effect> {
    if !model.place.story.toggle(path) {
        model.notice = Some(Notice::ComparedAll);
        return vec![Effect::DropNoticeLater];
    }
    follow(model)
}

/// Holds the open document beside another.
pub(super) fn compare_with(model: &mut Model, path: String) -> Vec<Effect> {
    let open = model.reader.as_ref().map(|reader| reader.path.clone());
    model.place.story.compare = open.into_iter().chain([path]).collect();
    // Where there is room for one thing only, it would stand before them.
    let mut effects = document::close(model);
    effects.extend(choose(model, View::Compare, Vec::new()));
    effects
}
