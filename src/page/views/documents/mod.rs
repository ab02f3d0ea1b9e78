//! The view of documents: filters, results, and the reader beside them.

pub(super) mod facets;
mod histogram;
mod notes;
mod reader;
mod result_list;
mod text;

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::page::components::{Dispatch, Icon, click, icon};
use crate::page::filters::{DATE_FIELD, Side, Value};
use crate::page::message::Message;
use crate::page::model::{Engine, Model};
use crate::page::routes::sort_named;
use crate::page::views::frame;
use crate::request::{Mode, Sort};

/// The view.
pub(crate) fn view(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    html! {
        <div class="documents">
            { facets::panel(model, dispatch) }
            <section class="results" part="results" aria-label={texts.results}
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
        (Sort::Relevance, "relevance", texts.sort_relevance),
        (Sort::Newest, "newest", texts.sort_newest),
        (Sort::Oldest, "oldest", texts.sort_oldest),
        (Sort::Title, "title", texts.sort_title),
        (Sort::Path, "path", texts.sort_path),
    ];
    let orders = orders.into_iter().map(|(order, value, name)| {
        html! { <option {value} selected={order == model.place.sort}>{ name }</option> }
    });
    let filters = match model.place.filters.len() {
        0 => texts.filters.to_owned(),
        count => format!("{} ({})", texts.filters, texts.number(count as u64)),
    };
    html! {
        <div class="results-head">
            <p class="count" role="status">{ counted(model) }</p>
            <button type="button" class="plain filters-button" id="filters-button"
                aria-expanded={if model.filters_open { "true" } else { "false" }}
                onclick={click(dispatch, Message::ShowFilters(!model.filters_open))}>
                { filters }
            </button>
            <label class="sort">
                <span>{ texts.sort }</span>
                <select onchange={sort}>{ for orders }</select>
            </label>
        </div>
    }
}

fn counted(model: &Model) -> String {
    let texts = model.texts;
    let Some(answer) = &model.results.answer else { return String::new() };
    let documents = match answer.total_documents {
        found if found == answer.corpus_documents => texts.count_documents(found.into()),
        found => (texts.of_corpus)(
            texts.number(found.into()),
            texts.count_documents(answer.corpus_documents.into()),
        ),
    };
    match answer.query.text.trim() {
        "" => documents,
        _ => format!("{documents}, {}", texts.count_hits(answer.total_hits)),
    }
}

fn body(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    match &model.engine {
        Engine::Loading { percent } => {
            let said = (texts.loading)(&percent.to_string());
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
                { frame::blank(texts.engine_failed, sentence.into(), Vec::new(), dispatch) }
            </div>
        },
        Engine::Ready => match (&model.results.error, &model.results.answer) {
            (Some(sentence), _) => html! {
                <p class="problem" role="alert">{ sentence.clone() }</p>
            },
            (None, None) => Html::default(),
            (None, Some(answer)) if answer.corpus_documents == 0 => {
                frame::blank(texts.empty_corpus, Html::default(), Vec::new(), dispatch)
            }
            (None, Some(answer)) if answer.total_documents == 0 => nothing(model, dispatch),
            _ => result_list::view(model, dispatch),
        },
    }
}

/// No document: what to try instead.
fn nothing(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let place = &model.results.asked;
    let mut actions = Vec::new();
    if place.mode == Mode::All && place.query.split_whitespace().nth(1).is_some() {
        actions.push((texts.search_any, Message::ChooseMode(Mode::Any)));
    }
    if !place.filters.is_empty() {
        actions.push((texts.without_filters, Message::ClearFilters));
    }
    frame::blank(texts.nothing_found, texts.nothing_hint.into(), actions, dispatch)
}

/// The active filters, each with its removal.
fn chips(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let filters = &model.place.filters;
    if filters.is_empty() {
        return Html::default();
    }
    let mut chips = Vec::new();
    for (field, choice) in filters.fields.iter() {
        let sides = [(Side::Include, &choice.include), (Side::Exclude, &choice.exclude)];
        for (side, value) in
            sides.into_iter().flat_map(|(side, values)| values.iter().map(move |it| (side, it)))
        {
            let label = model.field_label(field);
            let shown = value_text(model, field, value);
            let (class, text) = match side {
                Side::Include => ("chip", format!("{label}: {shown}")),
                Side::Exclude => ("chip not", format!("{label}: {} {shown}", texts.not)),
            };
            let message = Message::Toggle(field.clone(), value.clone(), side);
            chips.push(chip(model, dispatch, class, text, message));
        }
    }
    if !filters.dates.is_open() {
        let dates = &filters.dates;
        let range = texts.date_range(dates.from.as_deref(), dates.to.as_deref());
        let text = format!("{}: {range}", texts.date);
        chips.push(chip(model, dispatch, "chip", text, Message::SetDates(Default::default())));
    }
    html! {
        <div class="chips" role="group" aria-label={texts.active_filters}>
            { for chips }
            <button type="button" class="plain" onclick={click(dispatch, Message::ClearFilters)}>
                { texts.clear_filters }
            </button>
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
    let name = (model.texts.remove_filter)(&text);
    html! {
        <button type="button" {class} part="chip" aria-label={name.clone()} title={name}
            onclick={click(dispatch, message)}>
            <span dir="auto">{ text }</span>{ icon(Icon::Cross) }
        </button>
    }
}

/// A facet's value as the page writes it.
pub(super) fn value_text(model: &Model, field: &str, value: &Value) -> String {
    let texts = model.texts;
    match value {
        None if field == DATE_FIELD => texts.undated.to_owned(),
        None if field == "language" => texts.unknown_language.to_owned(),
        None => texts.no_value.to_owned(),
        Some(code) if field == "language" => {
            model.language_names.get(code).cloned().unwrap_or_else(|| code.clone())
        }
        Some(value) => value.clone(),
    }
}
