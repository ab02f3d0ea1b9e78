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

use crate::page::components::markup::list;
use crate::page::components::{Dispatch, Icon, button, click, icon, markup, pressed};
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
    markup!(
        "<div class=documents>
            {}
            <section class=results part=results aria-label={} role={}>
                {}
                {}
                {}
                {}
            </section>
            {}
        </div>",
        facets::panel(model, dispatch),
        texts.results(),
        frame::group_in_page(model),
        head(model, dispatch),
        chips(model, dispatch),
        notes::view(model, dispatch),
        body(model, dispatch),
        reader::panel(model, dispatch)
    )
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
        markup!(
            "<option value={} selected={}>{}</option>",
            value,
            order == model.place.sort,
            name
        )
    });
    let found = model.results.answer.as_ref().is_some_and(|it| it.total_documents > 0);
    let place = &model.place;
    let broad = place.syntax == Syntax::Simple && !place.query.trim().is_empty();
    markup!(
        "<div class=results-head>
            <p class=count role=status>{}</p>
            {}
            {}
            {}
            <button type=button class={} aria-haspopup=dialog disabled={} onclick={}>
                {}
            </button>
            <label class=sort>
                <span>{}</span>
                <select onchange={}>{}</select>
            </label>
        </div>",
        counted(model),
        filters_button(model, dispatch),
        compare_button(model, dispatch),
        if broad {
            markup!(
                "<div class=modes>
                    <button type=button aria-pressed={} title={} onclick={}>
                        {}
                    </button>
                </div>",
                pressed(model.place.broader),
                texts.broader_tip(),
                click(dispatch, Message::SetBroader(!model.place.broader)),
                texts.broader()
            )
        } else {
            Html::default()
        },
        "plain outlined",
        !found,
        click(dispatch, Message::ShowDialog(Dialog::Export)),
        texts.export().button(),
        texts.sort(),
        sort,
        list(orders)
    )
}

/// The way to the documents that were picked to be held beside each other.
fn compare_button(model: &Model, dispatch: &Dispatch) -> Option<Html> {
    let texts = model.texts;
    let picked = model.place.story.compare.len();
    (picked > 0).then(|| {
        markup!(
            "<button type=button class={} onclick={}>{} ({})</button>",
            "plain outlined",
            click(dispatch, Message::Go(View::Compare)),
            texts.story().compare(),
            texts.number(picked as u64),
        )
    })
}

/// The way to the filters where they are not beside the list.
pub(super) fn filters_button(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let filters = match model.place.filters.len() {
        0 => texts.filters().to_owned(),
        count => format!("{} ({})", texts.filters(), texts.number(count as u64)),
    };
    markup!(
        "<button type=button class={} id=filters-button aria-expanded={} onclick={}>
            {}
        </button>",
        "plain filters-button",
        pressed(model.filters_open),
        click(dispatch, Message::ShowFilters(!model.filters_open)),
        filters
    )
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
        (Some(sentence), _) => markup!("<p class=problem role=alert>{}</p>", sentence.clone()),
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
            markup!(
                "<div class=blank-state>
                    <label>
                        <span>{}</span>
                        <progress max=100 value={}></progress>
                    </label>
                </div>",
                said,
                percent.to_string()
            )
        }
        Engine::Failed(sentence) => markup!(
            "<div role=alert>{}</div>",
            frame::blank(texts.engine_failed(), sentence.into(), Vec::new(), dispatch)
        ),
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
    let hint = match place.syntax {
        Syntax::Simple => texts.nothing_hint(),
        Syntax::Cql => texts.nothing_hint_cql(),
    };
    frame::blank(texts.nothing_found(), hint.into(), actions, dispatch)
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
    markup!(
        "<div class=chips role=group aria-label={}>{}{}</div>",
        texts.active_filters(),
        list(chips),
        if !filters.is_empty() {
            button(dispatch, texts.clear_filters(), Message::ClearFilters)
        } else {
            Html::default()
        }
    )
}

pub(super) fn chip(
    model: &Model,
    dispatch: &Dispatch,
    class: &'static str,
    text: String,
    message: Message,
) -> Html {
    let name = model.texts.remove_filter(&text);
    markup!(
        "<button type=button class={} part=chip aria-label={} title={} onclick={}>
            <span dir=auto>{}</span>
            {}
        </button>",
        class,
        name.clone(),
        name,
        click(dispatch, message),
        text,
        icon(Icon::Cross)
    )
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
