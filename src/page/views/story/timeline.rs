//! The timeline: the dates that texts name in their order, those that nothing
//! anchors last.

use yew::prelude::*;

use crate::page::components::markup;
use crate::page::views::story::evidence::{Links, sentence};
use crate::response::DateRow;

/// One date that a text names.
pub(super) fn date(links: &Links, item: u32, row: &DateRow) -> Html {
    let when = match &row.named {
        Some(date) => links.texts.date(date),
        None => links.texts.undated().to_owned(),
    };
    markup!(
        "<p class=byline>{} <span class=quiet>{}</span></p>{}<p class=names>{}</p>{}",
        when,
        row.text.clone(),
        sentence(&row.evidence.sentence),
        row.with.iter().map(|name| links.name(name)).collect::<Vec<_>>(),
        links.origin(&row.evidence, Some(item)),
    )
}
