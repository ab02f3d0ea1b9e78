//! The view of documents: filters, results, and the reader beside them.

mod explanation;
pub(super) mod facets;
mod histogram;
mod hit_list;
pub(super) mod notes;
pub(super) mod reader;
mod result_list;
mod text;

pub(super) use result_list::chunks;

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::page::components::{Dispatch, Icon, button, click, icon, pressed};
use crate::page::filters::{DATE_FIELD, Side, Value};
use crate::page::message::{Dialog, Message};
use crate::page::model::{Engine, Model};
use crate::page::routes::{View, sort_named};
use crate::page::views::concordance::{counts, key_label};
use crate::page::views::frame;
use crate::request::{Mode, Sort, Syntax};
use crate::response::ConcordanceGroup;

/// The view.
pub(crate) fn view(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    html! {
        <div class="documents">
            { facets::panel(model, dispatch) }
            <section class="results" part="results" aria-label={texts.results()}
                role={frame::group_in_page(model)}>
                { head(model, dispatch) }
                { chips(model, dispatch) }
                { notes::view(model, dispatch) }
                { body(model, dispatch) }
            </section>
            { reader::panel(model, dispatch) }
        </div>
    }
}

/// How many were found, the order, and the way to the filters where they are
/// not beside the list.
fn head(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let sort = dispatch.reform(|event: Event| {
        let name = event.target_unchecked_into::<HtmlSelectElement>().value();
        Message::ChooseSort(sort_named(&name).unwrap_or_default())
    });
    let orders = [
        (Sort::Relevance, "relevance", texts.sort_relevance()),
        (Sort::Newest, "newest", texts.sort_newest()),
        (Sort::Oldest, "oldest", texts.sort_oldest()),
        (Sort::Title, "title", texts.sort_title()),
        (Sort::Path, "path", texts.sort_path()),
    ];
    let orders = orders.into_iter().map(|(order, value, name)| {
        html! { <option {value} selected={order == model.place.sort}>{ name }</option> }
    });
    let found = model.results.answer.as_ref().is_some_and(|it| it.total_documents > 0);
    let place = &model.place;
    let broad = place.syntax == Syntax::Simple && !place.query.trim().is_empty();
    html! {
        <div class="results-head">
            <p class="count" role="status">{ counted(model) }</p>
            { filters_button(model, dispatch) }
            if broad {
                <div class="modes">
                    <button type="button" aria-pressed={pressed(model.place.broader)}
                        title={texts.broader_tip()}
                        onclick={click(dispatch, Message::SetBroader(!model.place.broader))}>
                        { texts.broader() }
                    </button>
                </div>
            }
            <button type="button" class="plain outlined" aria-haspopup="dialog" disabled={!found}
                onclick={click(dispatch, Message::ShowDialog(Dialog::Export))}>
                { texts.export().button() }
            </button>
            <label class="sort">
                <span>{ texts.sort() }</span>
                <select onchange={sort}>{ for orders }</select>
            </label>
        </div>
    }
}

/// The way to the filters where they are not beside the list.
pub(super) fn filters_button(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let filters = match model.place.filters.len() {
        0 => texts.filters().to_owned(),
        count => format!("{} ({})", texts.filters(), texts.number(count as u64)),
    };
    html! {
        <button type="button" class="plain filters-button" id="filters-button"
            aria-expanded={pressed(model.filters_open)}
            onclick={click(dispatch, Message::ShowFilters(!model.filters_open))}>
            { filters }
        </button>
    }
}

fn counted(model: &Model) -> String {
    let texts = model.texts;
    let Some(answer) = &model.results.answer else { return String::new() };
    let documents = match answer.total_documents {
        found if found == answer.corpus_documents => texts.count_documents(found.into()),
        found => texts.of_corpus(
            &texts.number(found.into()),
            &texts.count_documents(answer.corpus_documents.into()),
        ),
    };
    match answer.query.text.trim() {
        "" => documents,
        _ => format!("{documents}, {}", texts.count_hits(answer.total_hits)),
    }
}

fn body(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    if let Some(instead) = unready(model, dispatch) {
        return instead;
    }
    match (&model.results.error, &model.results.answer) {
        (Some(sentence), _) => html! {
            <p class="problem" role="alert">{ sentence.clone() }</p>
        },
        (None, None) => Html::default(),
        (None, Some(answer)) if answer.corpus_documents == 0 => {
            frame::blank(texts.empty_corpus(), Html::default(), Vec::new(), dispatch)
        }
        (None, Some(answer)) if answer.total_documents == 0 => nothing(model, dispatch),
        _ => result_list::view(model, dispatch),
    }
}

/// What stands in place of a list while the engine does not answer.
pub(super) fn unready(model: &Model, dispatch: &Dispatch) -> Option<Html> {
    let texts = model.texts;
    Some(match &model.engine {
        Engine::Ready => return None,
        Engine::Loading { percent } => {
            let said = texts.loading(&percent.to_string());
            html! {
                <div class="blank-state">
                    <label>
                        <span>{ said }</span>
                        <progress max="100" value={percent.to_string()} />
                    </label>
                </div>
            }
        }
        Engine::Failed(sentence) => html! {
            <div role="alert">
                { frame::blank(texts.engine_failed(), sentence.into(), Vec::new(), dispatch) }
            </div>
        },
    })
}

/// No document: what to try instead.
pub(super) fn nothing(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let place = &model.place;
    let mut actions = Vec::new();
    if place.mode == Mode::All && place.query.split_whitespace().nth(1).is_some() {
        actions.push((texts.search_any(), Message::ChooseMode(Mode::Any)));
    }
    if !place.filters.is_empty() {
        actions.push((texts.without_filters(), Message::ClearFilters));
    }
    if model.place.lines.only.is_some() && model.place.view == View::Concordance {
        let mut settings = model.place.lines.clone();
        settings.only = None;
        actions.push((texts.lines().show_all(), Message::SetLines(Box::new(settings))));
    }
    frame::blank(texts.nothing_found(), texts.nothing_hint().into(), actions, dispatch)
}

/// The active filters, each with its removal.
pub(super) fn chips(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let lines = model.place.view == View::Concordance;
    let filters = &model.place.filters;
    let mut chips = Vec::new();
    if let Some((key, value)) = model.place.lines.only.as_ref().filter(|_| lines) {
        let group = ConcordanceGroup { value: value.clone(), label: value.clone(), lines: 0 };
        let text = format!("{}: {}", key_label(model, key), counts::label(model, key, &group));
        let mut settings = model.place.lines.clone();
        settings.only = None;
        chips.push(chip(model, dispatch, "chip", text, Message::SetLines(Box::new(settings))));
    }
    for (field, choice) in filters.fields.iter() {
        let sides = [(Side::Include, &choice.include), (Side::Exclude, &choice.exclude)];
        for (side, value) in
            sides.into_iter().flat_map(|(side, values)| values.iter().map(move |it| (side, it)))
        {
            let label = model.field_label(field);
            let shown = value_text(model, field, value);
            let (class, text) = match side {
                Side::Include => ("chip", format!("{label}: {shown}")),
                Side::Exclude => ("chip not", format!("{label}: {} {shown}", texts.not())),
            };
            let message = Message::Toggle(field.clone(), value.clone(), side);
            chips.push(chip(model, dispatch, class, text, message));
        }
    }
    if !filters.dates.is_open() {
        let dates = &filters.dates;
        let range = texts.date_range(dates.from.as_deref(), dates.to.as_deref());
        let text = format!("{}: {range}", texts.date_heading());
        chips.push(chip(model, dispatch, "chip", text, Message::SetDates(Default::default())));
    }
    let answer = model.results.answer.as_ref().filter(|_| !lines && model.place.broader);
    for expansion in answer.iter().flat_map(|answer| &answer.query.expansions) {
        let text = format!("+ {}", expansion.word);
        let message = Message::WithoutWord(expansion.word.clone());
        chips.push(chip(model, dispatch, "chip added", text, message));
    }
    if chips.is_empty() {
        return Html::default();
    }
    html! {
        <div class="chips" role="group" aria-label={texts.active_filters()}>
            { for chips }
            if !filters.is_empty() {
                { button(dispatch, texts.clear_filters(), Message::ClearFilters) }
            }
        </div>
    }
}

fn chip(
    model: &Model,
    dispatch: &Dispatch,
    class: &'static str,
    text: String,
    message: Message,
) -> Html {
    let name = model.texts.remove_filter(&text);
    html! {
        <button type="button" {class} part="chip" aria-label={name.clone()} title={name}
            onclick={click(dispatch, message)}>
            <span dir="auto">{ text }</span>{ icon(Icon::Cross) }
        </button>
    }
}

/// A facet's value as the page writes it.
pub(crate) fn value_text(model: &Model, field: &str, value: &Value) -> String {
    let texts = model.texts;
    match value {
        None if field == DATE_FIELD => texts.undated().to_owned(),
        None if field == "language" => texts.unknown_language().to_owned(),
        None => texts.no_value().to_owned(),
        Some(code) if field == "language" => {
            model.language_names.get(code).cloned().unwrap_or_else(|| code.clone())
        }
        Some(value) => value.clone(),
    }
}
