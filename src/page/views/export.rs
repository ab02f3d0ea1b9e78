//! The dialog of what to take along: how it is written, where it goes, how far
//! it is.

use yew::prelude::*;

use crate::page::components::{Dispatch, Icon, button, icon_button};
use crate::page::export::{Format, Output, Running, Wish};
use crate::page::message::{Dialog, Message};
use crate::page::model::Model;
use crate::page::routes::View;

/// The dialog; always in the tree, opened and closed by an effect.
pub(crate) fn dialog(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let closed = dispatch.reform(|_: Event| Message::CloseDialog);
    html! {
        <dialog class="help export" id="export" part="export" aria-label={texts.export().title()}
            onclose={closed}>
            if model.dialog == Some(Dialog::Export) {
                <div class="dialog-head">
                    <h2>{ texts.export().title() }</h2>
                    { icon_button(dispatch, Icon::Cross, texts.close(), Message::CloseDialog, false) }
                </div>
                if let Some(running) = &model.export.running {
                    { progress(model, running, dispatch) }
                } else {
                    { choices(model, dispatch) }
                }
            }
        </dialog>
    }
}

fn choices(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let of_lines = model.place.view == View::Concordance;
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
        Format::Text => !of_lines,
        Format::Tsv => of_lines,
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
    html! {
        <>
            if of_lines && !model.place.lines.marked.is_empty() {
                <fieldset><legend>{ texts.export().what() }</legend>{ for what }</fieldset>
            } else {
                <p>{ all }</p>
            }
            <fieldset><legend>{ texts.export().format() }</legend>{ for formats }</fieldset>
            if let Some(sentence) = &model.export.error {
                <p class="problem" role="alert">{ sentence.clone() }</p>
            }
            <div class="actions">
                { button(dispatch, texts.export().save(), Message::StartExport(Output::File)) }
                { button(dispatch, texts.export().copy(), Message::StartExport(Output::Clipboard)) }
            </div>
        </>
    }
}

fn all_said(model: &Model) -> String {
    let texts = model.texts;
    let total = u64::from(model.list_total());
    match model.place.view {
        View::Concordance => texts.lines().n_lines(total, &texts.number(total)),
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
    html! {
        <label class="check">
            <input type="radio" name={group} {checked} onchange={changed} />
            <span>{ name }if !about.is_empty() { <span class="quiet">{ about }</span> }</span>
        </label>
    }
}

fn progress(model: &Model, running: &Running, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let said = texts
        .result_of(&texts.number(running.done.into()), &texts.number(running.total.into()));
    html! {
        <>
            <label class="going">
                <span>{ said }</span>
                <progress max={running.total.max(1).to_string()} value={running.done.to_string()} />
            </label>
            <div class="actions">
                { button(dispatch, texts.export().stop(), Message::StopExport) }
            </div>
        </>
    }
}
