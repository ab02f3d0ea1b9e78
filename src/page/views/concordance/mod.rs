//! The view of the concordance: every hit in its context, the hits below each
//! other; counts beside it, the reader below it.

mod controls;
pub(super) mod counts;
mod dispersion;
mod line_list;

pub(super) use controls::key_label;

use yew::prelude::*;

use crate::page::components::markup::list;
use crate::page::components::{Dispatch, button, click, markup};
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
    markup!(
        "<div class={}>
            {}
            {}
            <section class={} part=concordance aria-label={} role={}>
                {}
                {}
                <div class=above>{}{}</div>
                {}
            </section>
            {}
        </div>",
        class,
        facets::panel(model, dispatch),
        if counted {
            markup!(
                "<section class={} part=counts aria-label={} role={}>
                    <span class=cover-button>{}</span>
                    {}
                    {}
                </section>",
                "filters counts",
                texts.lines().counts(),
                frame::group_in_page(model),
                button(dispatch, texts.show_results(), Message::ShowCounts(false)),
                counts::facet(model, dispatch),
                dispersion::view(model, dispatch)
            )
        } else {
            Html::default()
        },
        "results lines",
        texts.lines().title(),
        frame::group_in_page(model),
        head(model, dispatch),
        controls::view(model, dispatch),
        documents::chips(model, dispatch),
        notes::view(model, dispatch),
        body(model, dispatch),
        reader::panel(model, dispatch)
    )
}

fn head(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let settings = &model.place.lines;
    let count = |count: usize| texts.number(count as u64);
    let taken = model.lines.answer.as_ref().is_some_and(|answer| answer.total_lines > 0);
    markup!(
        "<div class=results-head>
            <p class=count role=status>{}{}{}</p>
            {}
            {}
            {}
            <button type=button class={} aria-haspopup=dialog disabled={} onclick={}>
                {}
            </button>
        </div>",
        list(model.lines.answer.as_deref().map(|answer| counted(model, answer))),
        if !settings.marked.is_empty() {
            markup!(
                "<span class=picked>{}</span>",
                texts.lines().marked(&count(settings.marked.len()))
            )
        } else {
            Html::default()
        },
        if !settings.excluded.is_empty() {
            markup!(
                "<span class=picked>{}</span>",
                texts.lines().excluded(&count(settings.excluded.len()))
            )
        } else {
            Html::default()
        },
        if !model.lines.undo.is_empty() && !settings.excluded.is_empty() {
            button(dispatch, texts.lines().undo(), Message::UndoExclusion)
        } else {
            Html::default()
        },
        documents::filters_button(model, dispatch),
        if settings.group.is_some() || settings.dispersion {
            markup!(
                "<button type=button class={} onclick={}>{}</button>",
                "plain counts-button",
                click(dispatch, Message::ShowCounts(true)),
                texts.lines().counts()
            )
        } else {
            Html::default()
        },
        "plain outlined",
        !taken,
        click(dispatch, Message::ShowDialog(Dialog::Export)),
        texts.export().button()
    )
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
        (Some(sentence), _) => {
            markup!("<p class={} role=alert>{}</p>", "problem blank-state", sentence.clone())
        }
        (None, None) => Html::default(),
        (None, Some(answer)) if answer.total_lines == 0 => documents::nothing(model, dispatch),
        _ => line_list::view(model, dispatch),
    }
}
