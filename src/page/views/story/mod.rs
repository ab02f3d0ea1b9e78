//! The views of the story: people and places, statements, figures, the
//! timeline. All have one frame: a heading with what was found, the filters
//! beside it, a row of choices, a list or a page, the reader beside that.

mod appearances;
mod compare;
pub(super) mod evidence;
mod figures;
mod headings;
mod name;
mod network;
mod people;
mod rows;
mod statements;
mod strip;
mod timeline;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::page::components::{Choice, Dispatch, choice, click, markup, pressed};
use crate::page::languages::{Pairs, Texts};
use crate::page::message::{Dialog, Message};
use crate::page::model::Model;
use crate::page::routes::View;
use crate::page::story::Setting;
use crate::page::views::documents::{self, facets, notes, reader};
use crate::page::views::frame;
use crate::response::{Counted, Response};

/// Values on offer in a box to choose from.
const MOST_OFFERED: usize = 60;

/// The view. What is compared follows no filters.
pub(crate) fn view(model: &Model, dispatch: &Dispatch) -> Html {
    let filtered = model.place.view != View::Compare;
    markup!(
        "<div class={}>
            {}
            <section class=results part=story aria-labelledby=view role={}>
                {}
                {}
                {}
                {}
            </section>
            {}
        </div>",
        if filtered { "documents story" } else { "documents story unfiltered" },
        filtered.then(|| facets::panel(model, dispatch)),
        frame::group_in_page(model),
        head(model, dispatch),
        controls(model, dispatch),
        filtered.then(|| {
            markup!(
                "<div class=above>{}{}{}</div>",
                documents::chips(model, dispatch),
                choices(model, dispatch),
                notes::view(model, dispatch),
            )
        }),
        body(model, dispatch),
        reader::panel(model, dispatch),
    )
}

/// What the page calls a view of the story.
pub(crate) fn title(texts: &'static Texts, view: View) -> &'static str {
    let texts = texts.story();
    match view {
        View::Statements => texts.statements(),
        View::Figures => texts.figures(),
        View::Timeline => texts.timeline(),
        View::Compare => texts.compare(),
        _ => texts.people(),
    }
}

fn head(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let view = model.place.view;
    let answer = model.story.answer.as_deref();
    let heading = match answer {
        Some(Response::Name(_)) => markup!(
            "<button type=button class=plain onclick={}>← {}</button>",
            click(dispatch, Message::Choose(view, vec![(Setting::Name, String::new())])),
            texts.story().all_names(),
        ),
        _ => markup!("<h2 id=view class=view-title tabindex=-1>{}</h2>", title(texts, view)),
    };
    let none = (model.story.rows.total() == 0).then_some("");
    let tools = (view != View::Compare).then(|| {
        markup!(
            "{}<button type=button class={} aria-haspopup=dialog disabled={} onclick={}>{}</button>",
            documents::filters_button(model, dispatch),
            "plain outlined",
            none,
            click(dispatch, Message::ShowDialog(Dialog::Export)),
            texts.export().button(),
        )
    });
    markup!(
        "<div class=results-head>{}<p class=count role=status>{}</p>{}{}</div>",
        heading,
        counted(texts, answer),
        tools,
        (view == View::Statements).then(|| statements::order(model, dispatch)),
    )
}

/// How many rows there are, in words.
pub(super) fn counted(texts: &'static Texts, answer: Option<&Response>) -> String {
    let story = texts.story();
    let total = match answer {
        Some(Response::Names(found)) => found.total,
        Some(Response::Name(found)) => found.row.mentions,
        Some(Response::Statements(found)) => found.total,
        Some(Response::Figures(found)) => found.total,
        Some(Response::Dates(found)) => found.total,
        Some(Response::Network(found)) => u32::try_from(found.names.len()).unwrap_or(u32::MAX),
        _ => return String::new(),
    };
    let (count, number) = (u64::from(total), &texts.number(total.into()));
    match answer {
        Some(Response::Names(_) | Response::Network(_)) => story.n_names(count, number),
        Some(Response::Name(_)) => story.n_mentions(count, number),
        Some(Response::Statements(_)) => story.n_statements(count, number),
        Some(Response::Figures(_)) => story.n_figures(count, number),
        _ => story.n_dates(count, number),
    }
}

/// What was chosen by a click in a row, each with its removal.
fn choices(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts.story();
    let mut chips = Vec::new();
    if model.place.view == View::Statements {
        for (setting, name) in [(Setting::Venue, texts.venue()), (Setting::Cluster, "")] {
            let text = match (setting, model.place.story.get(setting)) {
                (_, "") => continue,
                (Setting::Cluster, _) => texts.same_words().to_owned(),
                (_, value) => [name, ": ", value].concat(),
            };
            let none = Message::Choose(View::Statements, vec![(setting, String::new())]);
            chips.push(documents::chip(model, dispatch, "chip", text, none));
        }
    }
    if chips.is_empty() {
        return Html::default();
    }
    let label = model.texts.active_filters();
    markup!("<div class=chips role=group aria-label={}>{}</div>", label, chips)
}

fn controls(model: &Model, dispatch: &Dispatch) -> Html {
    let inside = match model.place.view {
        View::Statements => statements::controls(model, dispatch),
        View::Figures => figures::controls(model, dispatch),
        View::Timeline | View::Compare => return Html::default(),
        _ if model.place.story.has(Setting::Name) => return Html::default(),
        _ => people::controls(model, dispatch),
    };
    let name = model.texts.story().choices();
    markup!("<div class=controls role=group aria-label={}>{}</div>", name, inside)
}

fn body(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    if let Some(instead) = documents::unready(model, dispatch) {
        return instead;
    }
    let unread = model.about.as_ref().is_some_and(|about| !about.analysed);
    let answer = model.story.answer.as_deref();
    if unread {
        let (said, hint) = (texts.story().not_analysed(), texts.story().not_analysed_hint());
        return frame::blank(said, hint.into(), Vec::new(), dispatch);
    }
    if let Some(sentence) = &model.story.error {
        return markup!(
            "<p class={} role=alert>{}</p>",
            "problem blank-state",
            sentence.clone()
        );
    }
    match answer {
        None if model.place.story.compare.len() < 2 && model.place.view == View::Compare => {
            compare::empty(model, dispatch)
        }
        None => Html::default(),
        Some(Response::Name(found)) => name::view(model, found, dispatch),
        Some(Response::Compare(found)) => compare::view(model, found, dispatch),
        Some(Response::Network(found)) if !found.names.is_empty() => {
            network::view(model, found, dispatch)
        }
        Some(_) if model.story.rows.total() == 0 => nothing(model, dispatch),
        Some(Response::Names(_)) => rows::list(model, dispatch, people::columns(texts)),
        Some(Response::Dates(found)) => {
            rows::list(model, dispatch, strip::view(model, &found.days, dispatch))
        }
        Some(_) => rows::list(model, dispatch, Html::default()),
    }
}

/// No row: what to try instead.
fn nothing(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let place = &model.place;
    let mut actions = Vec::new();
    if !place.filters.is_empty() {
        actions.push((texts.without_filters(), Message::ClearFilters));
    }
    if !place.query.trim().is_empty() {
        actions.push((texts.story().without_query(), Message::TakeQuery(String::new())));
    }
    if !place.story.is_plain() {
        actions.push((texts.story().show_all(), Message::ChooseNothing));
    }
    let (said, hint) = (texts.story().nothing(), texts.story().nothing_hint());
    frame::blank(said, hint.into(), actions, dispatch)
}

/// A row of buttons of which one is chosen: each a value and its name; the
/// empty value is all of them.
pub(super) fn kinds(
    model: &Model,
    dispatch: &Dispatch,
    kinds: Pairs,
    setting: Setting,
) -> Html {
    let current = model.place.story.get(setting);
    let all = ("", model.texts.story().all());
    let buttons = std::iter::once(all).chain(kinds.iter()).map(|(kind, name)| {
        let choices = vec![(setting, kind.to_owned())];
        markup!(
            "<button type=button aria-pressed={} onclick={}>{}</button>",
            pressed(kind == current),
            click(dispatch, Message::Choose(model.place.view, choices)),
            name,
        )
    });
    markup!(
        "<div class=modes role=group aria-label={}>{}</div>",
        model.texts.story().kind(),
        buttons.collect::<Vec<_>>(),
    )
}

/// The name of a kind, as the list has it.
pub(super) fn kind_name(kinds: Pairs, kind: &str) -> String {
    let found = kinds.iter().find(|(known, _)| *known == kind);
    found.map_or(kind, |(_, name)| name).to_owned()
}

/// A box to choose one of the most frequent values, or all.
pub(super) fn offered(
    model: &Model,
    dispatch: &Dispatch,
    label: &'static str,
    counted: &[Counted],
    setting: Setting,
) -> Html {
    let texts = model.texts;
    let current = model.place.story.get(setting);
    let all = texts.story().all().to_owned();
    let mut options = vec![Choice::new(String::new(), all, current.is_empty())];
    if !current.is_empty() && !counted.iter().any(|it| it.text == current) {
        options.push(Choice::new(current.to_owned(), current.to_owned(), true));
    }
    options.extend(counted.iter().take(MOST_OFFERED).map(|it| {
        let name = [&it.text, " (", &texts.number(it.count.into()), ")"].concat();
        Choice::new(it.text.clone(), name, it.text == current)
    }));
    let view = model.place.view;
    let changed =
        Callback::from(move |value: String| Message::Choose(view, vec![(setting, value)]));
    choice(dispatch, label, options, changed)
}

/// A field for letters or a number.
pub(super) fn letters(
    model: &Model,
    dispatch: &Dispatch,
    label: &'static str,
    setting: Setting,
) -> Html {
    let view = model.place.view;
    let typed = dispatch.reform(move |event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlInputElement>().value();
        Message::Choose(view, vec![(setting, text)])
    });
    markup!(
        "<label class=control>
            <span class=label>{}</span>
            <input type=search autocomplete=off spellcheck=false value={}
                oninput={}></input>
        </label>",
        label,
        model.place.story.get(setting).to_owned(),
        typed
    )
}
