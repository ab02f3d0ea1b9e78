//! What may be typed next: asked for with each search that typing makes, shown
//! under the box, taken by a key or a click. It never takes the keyboard, and
//! whoever types on need not look at it.

use crate::page::cases;
use crate::page::message::{Effect, Memory, Slot};
use crate::page::model::{Engine, Model, Offer};
use crate::page::update::{document, search};
use crate::request::{Request, SuggestRequest, Syntax};
use crate::response::{SuggestResponse, SuggestionKind};

/// Suggestions of each kind.
const OF_A_KIND: u32 = 5;

/// Suggestions shown at most.
const MOST: usize = 9;

/// Recent queries that are remembered, and that are shown beside others.
const MOST_RECENT: usize = 12;
const RECENT_SHOWN: usize = 2;

/// The box was typed into.
pub(super) fn typed(model: &mut Model, caret: u32) {
    model.suggest.caret = caret;
    model.suggest.wanted = true;
}

/// Asks, if typing has made it necessary.
pub(super) fn ask(model: &mut Model) -> Vec<Effect> {
    let wanted = std::mem::take(&mut model.suggest.wanted);
    let simple = model.place.syntax == Syntax::Simple;
    if !wanted || model.engine != Engine::Ready || !simple || model.place.query.is_empty() {
        return close(model);
    }
    let request = SuggestRequest {
        text: model.place.query.clone(),
        caret: model.suggest.caret,
        limit: OF_A_KIND,
    };
    let ticket = model.tickets.issue(Slot::Suggest);
    vec![Effect::Ask(Slot::Suggest, ticket, Request::Suggest(request))]
}

/// Takes suggestions.
pub(super) fn answered(model: &mut Model, found: SuggestResponse) -> Vec<Effect> {
    let query = cases::small(&model.place.query);
    let fits = |recent: &&String| cases::small(recent).starts_with(&query) && **recent != query;
    let recent = model.suggest.recent.iter().filter(fits).take(RECENT_SHOWN);
    let recent = recent.cloned().map(Offer::Recent);
    let offers = recent.chain(found.suggestions.into_iter().map(Offer::Found));
    let offers = offers.take(MOST).collect();
    let suggest = &mut model.suggest;
    suggest.offers = offers;
    suggest.part = (found.start, found.end);
    suggest.chosen = None;
    Vec::new()
}

/// Shows recent queries under an empty box.
pub(super) fn show_recent(model: &mut Model) -> Vec<Effect> {
    if model.place.query.is_empty() {
        let recent = model.suggest.recent.iter().take(MOST).cloned();
        model.suggest.offers = recent.map(Offer::Recent).collect();
        model.suggest.chosen = None;
    }
    Vec::new()
}

/// Puts the list away.
pub(super) fn close(model: &mut Model) -> Vec<Effect> {
    model.suggest.offers.clear();
    model.suggest.chosen = None;
    let waited = model.tickets.is_open(Slot::Suggest);
    model.tickets.void(Slot::Suggest);
    if waited { vec![Effect::GiveUp(Slot::Suggest)] } else { Vec::new() }
}

/// Moves along the list; off its ends is back in the box.
pub(super) fn step(model: &mut Model, by: i32) -> Vec<Effect> {
    let suggest = &mut model.suggest;
    let count = suggest.offers.len();
    suggest.chosen = match suggest.chosen {
        None if by < 0 => count.checked_sub(1),
        None => Some(0).filter(|_| count > 0),
        Some(0) if by < 0 => None,
        Some(at) if by < 0 => Some(at - 1),
        Some(at) => Some(at + 1).filter(|next| *next < count),
    };
    Vec::new()
}

/// Takes a suggestion; without a number, the one chosen by the keyboard.
pub(super) fn take(model: &mut Model, number: Option<usize>) -> Vec<Effect> {
    let number = number.or(model.suggest.chosen);
    let Some(offer) = number.and_then(|at| model.suggest.offers.get(at)).cloned() else {
        return Vec::new();
    };
    let (start, end) = model.suggest.part;
    let mut effects = close(model);
    let found = match offer {
        Offer::Recent(query) => {
            model.place.query = query;
            let end = u32::try_from(model.place.query.chars().count()).unwrap_or(u32::MAX);
            effects.extend(search::start(model));
            effects.push(Effect::Caret(end));
            return effects;
        }
        Offer::Found(found) => found,
    };
    if let (SuggestionKind::Title, Some(path)) = (found.kind, found.path) {
        effects.extend(remember(model));
        effects.extend(document::open(model, path, None));
        return effects;
    }
    let letters: Vec<char> = model.place.query.chars().collect();
    let start = (start as usize).min(letters.len());
    let tail = &letters[(end as usize).clamp(start, letters.len())..];
    let mut query: String = letters[..start].iter().collect();
    query.push_str(&found.insert);
    // After a word or a value, the next word; after a field, its value.
    if found.kind != SuggestionKind::Field && tail.first() != Some(&' ') {
        query.push(' ');
    }
    let caret = u32::try_from(query.chars().count()).unwrap_or(u32::MAX);
    query.extend(tail);
    model.place.query = query;
    effects.extend(search::start(model));
    if found.kind == SuggestionKind::Field {
        typed(model, caret);
        effects.extend(ask(model));
    }
    effects.push(Effect::Caret(caret));
    effects
}

/// Notes a query that somebody did something with.
pub(super) fn remember(model: &mut Model) -> Vec<Effect> {
    let query = model.place.query.trim().to_owned();
    let recent = &mut model.suggest.recent;
    if query.is_empty() || recent.first() == Some(&query) {
        return Vec::new();
    }
    recent.retain(|held| *held != query);
    recent.insert(0, query);
    recent.truncate(MOST_RECENT);
    store(model)
}

/// Whether recent queries are kept from visit to visit.
pub(super) fn keep(model: &mut Model, on: bool) -> Vec<Effect> {
    model.suggest.kept = on;
    if on { store(model) } else { vec![Effect::Remember(Memory::Recent, String::new())] }
}

/// Takes what was kept: a line each, the first says that they are.
pub(super) fn remembered(model: &mut Model, value: &str) {
    let mut lines = value.lines();
    model.suggest.kept = lines.next() == Some(KEPT);
    model.suggest.recent = lines.take(MOST_RECENT).map(str::to_owned).collect();
}

/// First line of what is kept.
const KEPT: &str = "1";

fn store(model: &Model) -> Vec<Effect> {
    if !model.suggest.kept {
        return Vec::new();
    }
    let lines = model.suggest.recent.iter().map(|query| query.replace(['\n', '\r'], " "));
    let value = std::iter::once(KEPT.to_owned()).chain(lines).collect::<Vec<_>>().join("\n");
    vec![Effect::Remember(Memory::Recent, value)]
}
