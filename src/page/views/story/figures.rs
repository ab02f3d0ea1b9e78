//! Figures: what they count, by whose account.

use yew::prelude::*;

use crate::page::components::{Dispatch, markup};
use crate::page::model::Model;
use crate::page::story::Setting;
use crate::page::views::story::evidence::{Links, sentence};
use crate::page::views::story::{kinds, letters, offered};
use crate::response::{FigureRow, Response};

/// Kind, unit, from how much to how much.
pub(super) fn controls(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts.story();
    let units = match model.story.answer.as_deref() {
        Some(Response::Figures(found)) => found.units.as_slice(),
        _ => &[],
    };
    markup!(
        "{}{}{}{}",
        kinds(model, dispatch, texts.figure_kinds(), Setting::FigureKind),
        offered(model, dispatch, texts.unit(), units, Setting::Unit),
        letters(model, dispatch, texts.least(), Setting::Least),
        letters(model, dispatch, texts.most(), Setting::Most),
    )
}

/// One figure.
pub(super) fn row(links: &Links, item: u32, row: &FigureRow) -> Html {
    markup!(
        "<p class=byline><b>{}</b> {}</p>{}{}",
        row.text.clone(),
        row.claimant.as_deref().map(|name| links.name(name)),
        sentence(&row.evidence.sentence),
        links.origin(&row.evidence, Some(item)),
    )
}
