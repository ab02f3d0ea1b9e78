//! The view of the concordance: every hit in its context, the hits below each
//! other; counts beside it, the reader below it.

mod controls;
pub(super) mod counts;
mod dispersion;
mod line_list;

pub(super) use controls::key_label;

use yew::prelude::*;

use crate::page::components::{Dispatch, button, click};
use crate::page::message::{Dialog, Message};
use crate::page::model::{MOST_LINES, Model};
use crate::page::views::documents::{self, facets, notes, reader};
use crate::page::views::frame;
use crate::response::ConcordanceResponse;

/// The view.
pub(crate) fn view(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let settings = &model.place.lines;
    let counted = settings.group.is_some() || settings.dispersion;
    let class = classes!(
        "concordance",
        counted.then_some("counted"),
        model.lines.counts_open.then_some("counting"),
    );
    html! {
        <div {class}>
            { facets::panel(model, dispatch) }
            if counted {
                <section class="filters counts" part="counts" aria-label={texts.lines().counts()}
                    role={frame::group_in_page(model)}>
                    <span class="cover-button">
                        { button(dispatch, texts.show_results(), Message::ShowCounts(false)) }
                    </span>
                    { counts::facet(model, dispatch) }
                    { dispersion::view(model, dispatch) }
                </section>
            }
            <section class="results lines" part="concordance" aria-label={texts.lines().title()}
                role={frame::group_in_page(model)}>
                { head(model, dispatch) }
                { controls::view(model, dispatch) }
                <div class="above">
                    { documents::chips(model, dispatch) }
                    { notes::view(model, dispatch) }
                </div>
                { body(model, dispatch) }
            </section>
            { reader::panel(model, dispatch) }
        </div>
    }
}

fn head(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let settings = &model.place.lines;
    let count = |count: usize| texts.number(count as u64);
    let taken = model.lines.answer.as_ref().is_some_and(|answer| answer.total_lines > 0);
    html! {
        <div class="results-head">
            <p class="count" role="status">
                { for model.lines.answer.as_deref().map(|answer| counted(model, answer)) }
                if !settings.marked.is_empty() {
                    <span class="picked">
                        { texts.lines().marked(&count(settings.marked.len())) }
                    </span>
                }
                if !settings.excluded.is_empty() {
                    <span class="picked">
                        { texts.lines().excluded(&count(settings.excluded.len())) }
                    </span>
                }
            </p>
            if !model.lines.undo.is_empty() && !settings.excluded.is_empty() {
                { button(dispatch, texts.lines().undo(), Message::UndoExclusion) }
            }
            { documents::filters_button(model, dispatch) }
            if settings.group.is_some() || settings.dispersion {
                <button type="button" class="plain counts-button"
                    onclick={click(dispatch, Message::ShowCounts(true))}>
                    { texts.lines().counts() }
                </button>
            }
            <button type="button" class="plain outlined" aria-haspopup="dialog" disabled={!taken}
                onclick={click(dispatch, Message::ShowDialog(Dialog::Export))}>
                { texts.export().button() }
            </button>
        </div>
    }
}

fn counted(model: &Model, answer: &ConcordanceResponse) -> String {
    let texts = model.texts;
    let total = answer.total_hits;
    let lines = u64::from(answer.total_lines);
    let documents = texts.count_documents(answer.total_documents.into());
    if lines < total {
        let of = texts.lines().n_lines(total, &texts.number(total));
        return texts.of_corpus(&texts.number(lines), &of);
    }
    let mut said =
        format!("{}, {documents}", texts.lines().n_lines(total, &texts.number(total)));
    if answer.total_lines > MOST_LINES {
        said.push_str(". ");
        said.push_str(&texts.lines().cut(&texts.number(MOST_LINES.into())));
    }
    said
}

fn body(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    if let Some(instead) = documents::unready(model, dispatch) {
        return instead;
    }
    if model.place.query.trim().is_empty() {
        return frame::blank(
            texts.lines().empty(),
            texts.lines().empty_hint().into(),
            Vec::new(),
            dispatch,
        );
    }
    match (&model.lines.error, &model.lines.answer) {
        (Some(sentence), _) => html! {
            <p class="problem blank-state" role="alert">{ sentence.clone() }</p>
        },
        (None, None) => Html::default(),
        (None, Some(answer)) if answer.total_lines == 0 => documents::nothing(model, dispatch),
        _ => line_list::view(model, dispatch),
    }
}
