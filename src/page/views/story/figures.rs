//! Figures: what they count, by whose account. Those on one thing stand below
//! each other in the order of their values, so that what several claimants say
//! of it is read at a glance.

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
    let texts = links.texts.story();
    // The qualifier is often a part of what the text says.
    let qualifier = row.qualifier.clone().filter(|word| !row.text.contains(word.as_str()));
    let claimant = match row.claimant.as_deref() {
        Some(name) => links.name(name),
        None => markup!("<span class=open-speaker>{}</span>", texts.no_claimant()),
    };
    let evidence = &row.evidence;
    markup!(
        "<div class=account>
            <div class=who>
                <p class=figure dir=auto><span class=qualifier>{} </span>{}</p>
                <p>{}</p>
            </div>
            <div class=what>{}<div class=origin><span>{}</span>{}</div></div>
        </div>",
        qualifier,
        row.text.clone(),
        claimant,
        links.link(evidence, sentence(&evidence.sentence), Some(item)),
        links.origin_name(&evidence.path, &evidence.date),
        links.why(evidence),
    )
}
