//! The dialog of what to take along: how it is written, where it goes, how far
//! it is.

use yew::prelude::*;

use crate::page::components::markup::list;
use crate::page::components::{Dispatch, Icon, button, icon_button, markup};
use crate::page::export::{Format, Output, Running, Wish};
use crate::page::message::{Dialog, Message};
use crate::page::model::Model;
use crate::page::routes::View;
use crate::page::views::story;

/// The dialog; always in the tree, opened and closed by an effect.
pub(crate) fn dialog(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let closed = dispatch.reform(|_: Event| Message::CloseDialog);
    markup!(
        "<dialog class={} id=export part=export aria-label={} onclose={}>
            {}
        </dialog>",
        "help export",
        texts.export().title(),
        closed,
        if model.dialog == Some(Dialog::Export) {
            markup!(
                "<div class=dialog-head><h2>{}</h2>{}</div>{}",
                texts.export().title(),
                icon_button(dispatch, Icon::Cross, texts.close(), Message::CloseDialog, false),
                if let Some(running) = &model.export.running {
                    progress(model, running, dispatch)
                } else {
                    choices(model, dispatch)
                }
            )
        } else {
            Html::default()
        }
    )
}

fn choices(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let of_lines = model.place.view == View::Concordance;
    let of_documents = !of_lines && !model.place.view.is_story();
    let wish = model.export.wish;
    let all = all_said(model);
    let marked = texts.number(model.place.lines.marked.len() as u64);
    let formats = [
        (Format::Csv, "CSV", texts.export().csv()),
        (Format::Tsv, "TSV", texts.export().tsv()),
        (Format::Json, "JSON", texts.export().json()),
        (Format::Text, "TXT", texts.export().text()),
    ];
    let formats = formats.into_iter().filter(|(format, ..)| match format {
        Format::Text => of_documents,
        Format::Tsv => !of_documents,
        _ => true,
    });
    let formats = formats.map(|(format, name, about)| {
        let chosen = wish.format == format;
        radio(dispatch, "format", name.to_owned(), about, chosen, Wish { format, ..wish })
    });
    let what =
        [(all.clone(), false), (texts.lines().marked(&marked), true)].map(|(name, marked)| {
            radio(dispatch, "lines", name, "", wish.marked == marked, Wish { marked, ..wish })
        });
    markup!(
        "{}
            <fieldset><legend>{}</legend>{}</fieldset>
            {}
            <div class=actions>{}{}</div>",
        if of_lines && !model.place.lines.marked.is_empty() {
            markup!(
                "<fieldset><legend>{}</legend>{}</fieldset>",
                texts.export().what(),
                list(what)
            )
        } else {
            markup!("<p>{}</p>", all)
        },
        texts.export().format(),
        list(formats),
        if let Some(sentence) = &model.export.error {
            markup!("<p class=problem role=alert>{}</p>", sentence.clone())
        } else {
            Html::default()
        },
        button(dispatch, texts.export().save(), Message::StartExport(Output::File)),
        button(dispatch, texts.export().copy(), Message::StartExport(Output::Clipboard))
    )
}

fn all_said(model: &Model) -> String {
    let texts = model.texts;
    let total = u64::from(model.list_total());
    match model.place.view {
        View::Concordance => texts.lines().n_lines(total, &texts.number(total)),
        view if view.is_story() => story::counted(texts, model.story.answer.as_deref()),
        _ => texts.count_documents(total),
    }
}

fn radio(
    dispatch: &Dispatch,
    group: &'static str,
    name: String,
    about: &'static str,
    checked: bool,
    wish: Wish,
) -> Html {
    let changed = dispatch.reform(move |_: Event| Message::WishExport(wish));
    markup!(
        "<label class=check>
            <input type=radio name={} checked={} onchange={}></input>
            <span>{}{}</span>
        </label>",
        group,
        checked,
        changed,
        name,
        if !about.is_empty() {
            markup!("<span class=quiet>{}</span>", about)
        } else {
            Html::default()
        }
    )
}

fn progress(model: &Model, running: &Running, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let said = texts
        .result_of(&texts.number(running.done.into()), &texts.number(running.total.into()));
    markup!(
        "<label class=going>
                <span>{}</span>
                <progress max={} value={}></progress>
            </label>
            <div class=actions>{}</div>",
        said,
        running.total.max(1).to_string(),
        running.done.to_string(),
        button(dispatch, texts.export().stop(), Message::StopExport)
    )
}
