//! The list of rows: those near the viewport are in the tree, in chunks that
//! are skipped when nothing in them has changed.

use yew::prelude::*;

use crate::page::components::{Dispatch, markup};
use crate::page::model::Model;
use crate::page::story::StoryRow;
use crate::page::views::documents::chunks;
use crate::page::views::story::evidence::{Links, sentence};
use crate::page::views::story::{figures, people, statements, timeline, title};
use crate::page::windows::Shared;

/// The list of a view, with a line above it that scrolls along.
pub(super) fn list(model: &Model, dispatch: &Dispatch, above: Html) -> Html {
    let rows = items(model, dispatch, title(model.texts, model.place.view));
    markup!("<div class=scroll data-scroll=story data-zone=story>{}{}</div>", above, rows)
}

/// The rows alone.
pub(super) fn items(model: &Model, dispatch: &Dispatch, label: &'static str) -> Html {
    let windows = &model.story.rows;
    let open = model.reader.as_ref().and_then(|reader| reader.position);
    let links = Links::here(model, dispatch);
    let chunks = chunks(windows, |chunk, rows| {
        let first = chunk * windows.size();
        let here = |item: &u32| (first..first + windows.size()).contains(item);
        html! {
            <RowChunk rows={rows.clone()} {first} total={windows.total()}
                open={open.filter(here)} links={links.clone()} />
        }
    });
    markup!("<div role=list class=rows data-list= aria-label={}>{}</div>", label, chunks)
}

#[derive(Properties, PartialEq)]
struct RowChunkProps {
    rows: Shared<Vec<StoryRow>>,
    /// Place of the first in the list.
    first: u32,
    total: u32,
    /// The row whose document is open, if it is in this chunk.
    open: Option<u32>,
    links: Links,
}

#[component]
fn RowChunk(props: &RowChunkProps) -> Html {
    let links = &props.links;
    let rows = (props.first..).zip(props.rows.iter()).map(|(item, row)| {
        let (kind, inside) = match row {
            StoryRow::Name(row) => ("row name-row", people::row(links, item, row)),
            StoryRow::Mention(evidence) => {
                let origin = links.origin(evidence, Some(item));
                ("row", markup!("{}{}", sentence(&evidence.sentence), origin))
            }
            StoryRow::Statement(row) => ("row", statements::row(links, item, row)),
            StoryRow::Figure(row) => ("row", figures::row(links, item, row)),
            StoryRow::Date(row) => ("row", timeline::date(links, item, row)),
        };
        // What is open is told by a style that stands on this attribute, too.
        let current = (props.open == Some(item)).then_some("true");
        markup!(
            "<div class={} role=listitem aria-current={} aria-setsize={} aria-posinset={}>{}</div>",
            kind,
            current,
            props.total.to_string(),
            (item + 1).to_string(),
            inside,
        )
    });
    rows.collect()
}
