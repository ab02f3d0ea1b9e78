//! The timeline: the dates that texts name in their order, those that nothing
//! anchors last.

use yew::prelude::*;

use crate::page::components::markup;
use crate::page::views::story::evidence::{Links, sentence};
use crate::response::DateRow;

/// One date that a text names.
pub(super) fn date(links: &Links, item: u32, row: &DateRow) -> Html {
    let evidence = &row.evidence;
    let names: Vec<Html> = row.with.iter().map(|name| links.name(name)).collect();
    markup!(
        "<div class=account>
            <div class=who><p>{}</p><p class=quiet>{}</p></div>
            <div class=what>{}<div class=origin><span>{}</span>{}{}</div></div>
        </div>",
        links.texts.quoted(&row.text),
        (row.anchor == "document").then(|| links.texts.story().counted_from_document()),
        links.link(evidence, sentence(&evidence.sentence), Some(item)),
        links.origin_name(&evidence.path, &evidence.date),
        (!names.is_empty()).then(|| markup!("<span class=names>{}</span>", names)),
        links.why(evidence),
    )
}
