//! What the page does when something happens: one function, one `match`.
//!
//! In: the model and a message. Out: the changed model, and effects as data
//! for `browser/` to carry out. Nothing here touches the browser: all of it is
//! tested natively. Where the place changed, its fragment is among the effects.

mod dates;
mod document;
mod explain;
mod export;
mod hits;
mod lines;
mod search;
mod story;
mod suggest;
mod syntax;

pub(crate) use document::plain;
pub(crate) use search::{FACET_VALUES, FACET_VALUES_AT_MOST};

use crate::page::citation;
use crate::page::filters::DateRange;
use crate::page::message::{Copying, Effect, Event, List, Memory, Message, Slot, Target};
use crate::page::model::{DateEntry, Engine, Model, Notice, OnceHeld, Options, Reader, Theme};
use crate::page::routes::{self, Place, View};
use crate::page::windows::Shared;
use crate::request::Request;
use crate::response::{About, Response};

/// Changes the model and says what else is to be done.
pub(crate) fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let mut effects = react(model, message);
    let fragment = routes::write(&model.place);
    if fragment != model.fragment {
        model.fragment.clone_from(&fragment);
        if model.setup.full_page {
            effects.push(Effect::ShowFragment(fragment));
        }
    }
    effects
}

fn react(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Progress(percent) => {
            if let Engine::Loading { percent: shown } = &mut model.engine {
                *shown = percent.clamp(*shown, 100);
            }
            Vec::new()
        }
        Message::EngineReady => {
            model.engine = Engine::Ready;
            // The open document is asked for below, once.
            model.results.asked = model.place.clone();
            let mut effects = search::start(model);
            effects.extend(document::ask(model));
            let ticket = model.tickets.issue(Slot::About);
            effects.push(Effect::Ask(Slot::About, ticket, Request::About));
            effects
        }
        Message::EngineFailed(sentence) => {
            model.engine = Engine::Failed(sentence);
            Vec::new()
        }
        Message::Answered(slot, ticket, answer) => match answer.given() {
            Some(answer) if model.tickets.redeem(slot, ticket) => answered(model, slot, answer),
            _ => Vec::new(),
        },

        Message::OptionsChanged(options) => options_changed(model, options),
        Message::FragmentChanged(fragment) => fragment_changed(model, &fragment),
        Message::SystemDark(dark) => {
            model.system_dark = dark;
            Vec::new()
        }
        Message::Remembered(Memory::Theme, name) => {
            if model.options.theme.is_none() {
                model.theme = Theme::named(Some(&name));
            }
            Vec::new()
        }
        Message::Remembered(Memory::LetterKeys, name) => {
            model.letter_keys = name != "off";
            Vec::new()
        }
        Message::Remembered(Memory::Recent, value) => {
            suggest::remembered(model, &value);
            Vec::new()
        }
        Message::LanguageNames(names) => {
            for (code, name) in names {
                model.language_names.insert(code, name);
            }
            Vec::new()
        }
        Message::Frame => {
            if !std::mem::take(&mut model.results.due) {
                return Vec::new();
            }
            let mut effects = search::start(model);
            effects.extend(suggest::ask(model));
            effects
        }

        Message::Typed(query, caret) => {
            model.place.query = query;
            suggest::typed(model, caret);
            show_query(model);
            search::soon(model)
        }
        Message::Find(query) => {
            model.place.query = query;
            syntax::to_simple(model);
            let mut effects = search::start(model);
            effects.extend(go(model, View::Documents));
            effects.push(Effect::Focus(Target::Search));
            effects
        }
        Message::TakeQuery(query) => {
            model.place.query = query;
            let mut effects = search::start(model);
            effects.push(Effect::Focus(Target::Search));
            effects
        }
        Message::StepSuggestion(by) => suggest::step(model, by),
        Message::TakeSuggestion(number) => suggest::take(model, number),
        Message::ShowRecent => suggest::show_recent(model),
        Message::CloseSuggestions => suggest::close(model),
        Message::KeepRecent(on) => suggest::keep(model, on),
        Message::Submitted => {
            show_query(model);
            model.suggest.wanted = false;
            let mut effects = suggest::close(model);
            effects.extend(suggest::remember(model));
            if model.results.due {
                effects.extend(search::start(model));
            }
            effects.extend(select(model, 0));
            effects
        }
        Message::ChooseMode(mode) => {
            show_query(model);
            model.place.mode = mode;
            syntax::to_simple(model);
            search::start(model)
        }
        Message::ChooseCql => {
            show_query(model);
            syntax::to_cql(model);
            let mut effects = search::start(model);
            effects.push(Effect::Focus(Target::Search));
            effects
        }
        Message::SetBroader(on) => {
            model.place.broader = on;
            model.place.without.clear();
            search::start(model)
        }
        Message::WithoutWord(word) => {
            if !model.place.without.contains(&word) {
                model.place.without.push(word);
            }
            search::start(model)
        }
        Message::Explain(path) => explain::toggle(model, path),
        Message::ChooseSort(sort) => {
            model.place.sort = sort;
            search::start(model)
        }

        Message::Toggle(field, value, side) => {
            model.place.filters.toggle(&field, &value, side);
            search::start(model)
        }
        Message::SetDates(range) => dates::set(model, range),
        Message::TypeDates(from, to) => match DateRange::from_typed(&from, &to) {
            Ok(range) => dates::set(model, range),
            Err(problem) => {
                model.date_entry.refused = Some((from, to, problem));
                Vec::new()
            }
        },
        Message::DrawDates(stroke, bar) => dates::draw(model, stroke, bar),
        Message::ClearFilters => {
            model.place.filters = Default::default();
            model.date_entry = DateEntry::default();
            search::start(model)
        }
        Message::ExpandFacet(field, expanded) => {
            model.facet_views.or_default(field).expanded = expanded;
            search::more_facets(model)
        }
        Message::NarrowFacet(field, needle) => {
            model.facet_views.or_default(field).needle = needle;
            Vec::new()
        }
        Message::ShowFilters(open) => {
            model.filters_open = open;
            vec![Effect::Focus(if open { Target::Filters } else { Target::FiltersButton })]
        }

        Message::Looked(list, seen) => {
            if model.knows(list, &seen) {
                return Vec::new();
            }
            match (list, &mut model.reader) {
                (List::Results, _) => {
                    model.results.windows.look(&seen);
                    search::more(model)
                }
                (List::Text, Some(reader)) => {
                    reader.windows.look(&seen);
                    document::more(model)
                }
                (List::Lines, _) => {
                    model.lines.windows.look(&seen);
                    lines::more(model)
                }
                (List::Story, _) => {
                    model.story.rows.look(&seen);
                    story::more(model)
                }
                (List::Hits, Some(reader)) => {
                    reader.hit_list.windows.look(&seen);
                    hits::more(model)
                }
                (List::Text | List::Hits, None) => Vec::new(),
            }
        }
        Message::Step(by) => step(model, by),
        Message::Selected(item) => {
            *selected(model) = Some(item);
            Vec::new()
        }

        Message::SetLines(settings) => {
            model.place.lines = *settings;
            lines::follow(model)
        }
        Message::Pick(what, item) => lines::pick(model, what, item),
        Message::UndoExclusion => lines::undo_exclusion(model),
        Message::OpenLine(item) => lines::open(model, item),
        Message::ShowCounts(open) => {
            model.lines.counts_open = open;
            Vec::new()
        }

        Message::Choose(view, choices) => story::choose(model, view, choices),
        Message::ChooseNothing => {
            model.place.story.clear();
            story::follow(model)
        }
        Message::OpenRow(item) => story::open(model, item),
        Message::GoToRow(item) => story::wait_for(model, item, OnceHeld::Focus),
        Message::OpenPassage(path, start, end) => {
            document::open_passage(model, path, None, (start, end))
        }
        Message::MoreCompared => story::more_compared(model),
        Message::PickDocument(path) => story::pick(model, &path),
        Message::CompareWith(path) => story::compare_with(model, path),
        Message::ShowTelling(number) => {
            if let Some(reader) = &mut model.reader {
                reader.telling = number;
            }
            Vec::new()
        }
        Message::Correct(correction) => {
            model.story.correction = Some(*correction);
            Vec::new()
        }

        Message::WishExport(wish) => {
            model.export.wish = wish;
            Vec::new()
        }
        Message::StartExport(output) => export::start(model, output),
        Message::StopExport => export::stop(model),

        Message::Open(path, position) => {
            let mut effects = suggest::remember(model);
            effects.extend(document::open(model, path, position));
            effects
        }
        Message::Close => document::close(model),
        Message::StepDocument(by) => document::step(model, by),
        Message::StepHit(by) => document::step_hit(model, by),
        Message::GoToHit(hit) => document::go_to_hit(model, hit),
        Message::ShowHits(open) => hits::show(model, open),
        Message::Copy(what) => copy(model, what),
        Message::CopyDone(what, done) => {
            model.notice = Some(match done {
                Ok(()) => Notice::Copied(what),
                Err(text) => Notice::CopyByHand(text),
            });
            match model.notice {
                Some(Notice::Copied(_)) => vec![Effect::DropNoticeLater],
                _ => Vec::new(),
            }
        }

        Message::Go(view) => {
            let mut effects = go(model, view);
            effects.push(Effect::Focus(match view {
                View::Documents | View::Concordance => Target::Search,
                _ => Target::View,
            }));
            effects
        }
        Message::ShowDialog(dialog) => {
            export::offer(model);
            model.dialog = Some(dialog);
            vec![Effect::Dialog(dialog, true)]
        }
        Message::CloseDialog => match model.dialog.take() {
            None => Vec::new(),
            Some(dialog) => {
                let mut effects = export::stop(model);
                effects.push(Effect::Dialog(dialog, false));
                effects
            }
        },
        Message::FocusSearch => {
            show_query(model);
            model.filters_open = false;
            vec![Effect::Focus(Target::Search)]
        }
        Message::Escape => escape(model),
        Message::NextTheme => {
            model.theme = match (model.theme, model.system_dark) {
                (Theme::Auto, true) | (Theme::Dark, false) => Theme::Light,
                (Theme::Auto, false) | (Theme::Light, true) => Theme::Dark,
                (Theme::Dark, true) | (Theme::Light, false) => Theme::Auto,
            };
            vec![Effect::Remember(Memory::Theme, model.theme.name().to_owned())]
        }
        Message::LetterKeys(on) => {
            model.letter_keys = on;
            let value = if on { "on" } else { "off" };
            vec![Effect::Remember(Memory::LetterKeys, value.to_owned())]
        }
        Message::DropNotice => {
            model.notice = None;
            Vec::new()
        }
    }
}

fn answered(
    model: &mut Model,
    slot: Slot,
    answer: Result<Box<Response>, String>,
) -> Vec<Effect> {
    let response = match answer {
        Ok(response) => *response,
        Err(sentence) => Response::Failed(sentence),
    };
    match (slot, response) {
        (Slot::About, Response::About(about)) => about_answered(model, about),
        (Slot::Search, Response::Search(found)) => search::answered(model, found),
        (Slot::MoreResults, Response::Search(found)) => search::more_answered(model, found),
        (Slot::Facets, Response::Search(found)) => search::facets_answered(model, found),
        (Slot::Document, Response::Document(document)) => document::answered(model, document),
        (Slot::MoreText, Response::Document(document)) => {
            document::more_answered(model, document)
        }
        (Slot::Lines, Response::Concordance(found)) => lines::answered(model, found),
        (Slot::MoreLines, Response::Concordance(found)) => lines::more_answered(model, found),
        (Slot::Hits, Response::Concordance(found)) => hits::answered(model, found),
        (Slot::Suggest, Response::Suggest(found)) => suggest::answered(model, found),
        (Slot::Explain, Response::Explain(answer)) => explain::answered(model, answer),
        (Slot::Passages, Response::Passages(found)) => document::passages(model, found),
        (Slot::Story, response) => story::answered(model, response),
        (Slot::MoreStory, response) => story::more_answered(model, response),
        (Slot::SaidBy, response @ Response::Statements(_)) => {
            model.story.said_by = Some(Shared::new(response));
            Vec::new()
        }
        (Slot::SaidOf, response @ Response::Statements(_)) => {
            model.story.said_of = Some(Shared::new(response));
            Vec::new()
        }
        (Slot::Passages | Slot::SaidBy | Slot::SaidOf, _) => Vec::new(),
        // Only help: without it the page is none the worse.
        (Slot::Suggest | Slot::Explain, _) => {
            model.results.explained = None;
            suggest::close(model)
        }
        (Slot::Export, response) => export::answered(model, response),
        (Slot::Lines, Response::Failed(sentence)) => {
            model.lines.error = Some(sentence);
            model.lines.once_held = None;
            Vec::new()
        }
        (Slot::Search, Response::Failed(sentence)) => {
            model.results.error = Some(sentence);
            model.results.once_held = None;
            Vec::new()
        }
        (Slot::Document, Response::Failed(sentence)) => {
            if let Some(reader) = &mut model.reader {
                reader.error = Some(sentence);
            }
            vec![Effect::Focus(Target::Reader)]
        }
        // Less of a list, or an answer of the wrong kind: what is shown stays,
        // and nothing waits for more.
        _ => {
            model.results.once_held = None;
            model.lines.once_held = None;
            if let Some(reader) = &mut model.reader {
                reader.jump = None;
            }
            Vec::new()
        }
    }
}

/// Moves the keyboard along the list of the view.
fn step(model: &mut Model, by: i32) -> Vec<Effect> {
    match *selected(model) {
        None => select(model, 0),
        Some(0) if by == -1 => {
            *selected(model) = None;
            vec![Effect::Focus(Target::Search)]
        }
        Some(item) => {
            let last = model.list_total().saturating_sub(1);
            select(model, item.saturating_add_signed(by).min(last))
        }
    }
}

/// Gives the keyboard to an item of the list of the view.
fn select(model: &mut Model, item: u32) -> Vec<Effect> {
    wait_for(model, item, OnceHeld::Focus)
}

fn wait_for(model: &mut Model, item: u32, then: OnceHeld) -> Vec<Effect> {
    match model.place.view {
        View::Concordance => lines::wait_for(model, item, then),
        view if view.is_story() => story::wait_for(model, item, then),
        _ => search::wait_for(model, item, then),
    }
}

/// The item of the list of the view that has the keyboard.
fn selected(model: &mut Model) -> &mut Option<u32> {
    match model.place.view {
        View::Concordance => &mut model.lines.selected,
        view if view.is_story() => &mut model.story.selected,
        _ => &mut model.results.selected,
    }
}

/// Shows a view. An open document keeps its place in the list only where the
/// list stays.
fn go(model: &mut Model, view: View) -> Vec<Effect> {
    if model.place.view != view
        && let Some(reader) = &mut model.reader
    {
        reader.position = None;
    }
    model.place.view = view;
    model.filters_open = false;
    document::find_position(model);
    follow(model)
}

fn about_answered(model: &mut Model, about: About) -> Vec<Effect> {
    let ready = Event::Ready { title: about.title.clone(), documents: about.documents };
    let codes = about.languages.iter().filter_map(|count| count.language.clone()).collect();
    model.about = Some(Shared::new(about));
    let mut effects =
        vec![Effect::Emit(ready), Effect::NameLanguages(model.texts.tag(), codes)];
    effects.extend(document::ask_for_passages(model));
    effects
}

fn options_changed(model: &mut Model, options: Options) -> Vec<Effect> {
    let before = std::mem::replace(&mut model.options, options);
    let after = &model.options;
    let mut effects = Vec::new();
    if let Some(texts) = after.texts
        && texts != model.texts
    {
        model.texts = texts;
        let codes = model.about.iter().flat_map(|about| &about.languages);
        let codes = codes.filter_map(|count| count.language.clone()).collect();
        model.language_names.clear();
        effects.push(Effect::NameLanguages(model.texts.tag(), codes));
    }
    if before.theme != after.theme {
        model.theme = Theme::named(after.theme.as_deref());
    }
    if before.view != after.view {
        let view = after.view.as_deref().and_then(View::named).unwrap_or_default();
        effects.extend(go(model, view));
    }
    let after = &model.options;
    if before.query != after.query {
        model.place.query = after.query.clone().unwrap_or_default();
        effects.extend(search::start(model));
    }
    effects
}

fn fragment_changed(model: &mut Model, fragment: &str) -> Vec<Effect> {
    let (place, problems) = routes::read(fragment);
    if !problems.is_empty() {
        model.notice = Some(Notice::OddLink(problems));
    }
    go_to(model, place)
}

/// Moves to a place, doing only what differs.
fn go_to(model: &mut Model, place: Place) -> Vec<Effect> {
    let before = std::mem::replace(&mut model.place, place);
    model.fragment = routes::write(&model.place);
    let place = &model.place;
    let mut effects = Vec::new();
    if (&before.document, before.hit, before.word, before.passage)
        != (&place.document, place.hit, place.word, place.passage)
    {
        let position = model.reader.as_ref().and_then(|reader| reader.position);
        let same = before.document == place.document && before.view == place.view;
        let position = position.filter(|_| same);
        model.reader = Reader::at(place).map(|reader| Reader { position, ..reader });
        effects.extend(document::ask(model));
    }
    let place = &model.place;
    if (&before.query, before.syntax, before.mode, before.sort, &before.filters)
        != (&place.query, place.syntax, place.mode, place.sort, &place.filters)
        || (before.broader, &before.without) != (place.broader, &place.without)
    {
        effects.extend(search::start(model));
    } else {
        effects.extend(follow(model));
    }
    effects
}

/// Asks what the view that is shown needs besides the search.
fn follow(model: &mut Model) -> Vec<Effect> {
    let mut effects = lines::follow(model);
    effects.extend(story::follow(model));
    effects
}

/// Goes to a view that shows what the query finds.
fn show_query(model: &mut Model) {
    if !model.place.view.follows_query() {
        model.place.view = View::default();
    }
}

fn copy(model: &mut Model, what: Copying) -> Vec<Effect> {
    let link = model.link(&model.place);
    let text = match what {
        Copying::Export => None,
        Copying::Correction => model.story.correction.as_ref().map(|it| it.lines()),
        Copying::Link => link,
        Copying::Citation => {
            let head = model.reader.as_ref().and_then(|reader| reader.head.as_ref());
            let place = Place { document: model.place.document.clone(), ..Place::default() };
            head.map(|head| citation::plain_text(model.texts, head, model.link(&place)))
        }
    };
    text.map(|text| Effect::Copy(what, text)).into_iter().collect()
}

/// Back by one step: out of the filters, out of the document, to the search.
fn escape(model: &mut Model) -> Vec<Effect> {
    // A word that goes away by itself needs no key.
    if let Some(Notice::OddLink(_) | Notice::CopyByHand(_)) = model.notice.take() {
        return Vec::new();
    }
    if !model.suggest.offers.is_empty() {
        return suggest::close(model);
    }
    if model.filters_open {
        return react(model, Message::ShowFilters(false));
    }
    if std::mem::take(&mut model.lines.counts_open) {
        return Vec::new();
    }
    if !model.place.view.follows_query() {
        return react(model, Message::Go(View::default()));
    }
    if model.reader.is_some() {
        return document::close(model);
    }
    vec![Effect::Focus(Target::Search)]
}

#[cfg(test)]
mod line_tests;
#[cfg(test)]
mod story_tests;
#[cfg(test)]
mod tests;
