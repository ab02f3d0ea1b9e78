//! The list of rows: those near the viewport are in the tree, in chunks that
//! are skipped when nothing in them has changed.

use yew::prelude::*;

use crate::page::components::{Dispatch, markup};
use crate::page::model::Model;
use crate::page::story::{Setting, StoryRow};
use crate::page::views::documents::chunks;
use crate::page::views::story::evidence::{Links, sentence};
use crate::page::views::story::{figures, headings, people, statements, timeline, title};
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
    let story = &model.place.story;
    let by_time = story.has(Setting::ByTime);
    let sample = match windows.get(0) {
        Some(StoryRow::Statement(row)) if story.has(Setting::Cluster) => {
            Some(AttrValue::from(row.text.clone()))
        }
        _ => None,
    };
    let chunks = chunks(windows, |chunk, rows| {
        let first = chunk * windows.size();
        let here = |item: &u32| (first..first + windows.size()).contains(item);
        html! {
            <RowChunk rows={rows.clone()} {first} total={windows.total()} {by_time}
                before={chunk.checked_sub(1).and_then(|it| windows.chunk(it).cloned())}
                sample={sample.clone()} open={open.filter(here)} links={links.clone()} />
        }
    });
    markup!("<div role=list class=rows data-list= aria-label={}>{}</div>", label, chunks)
}

#[derive(Properties, PartialEq)]
struct RowChunkProps {
    rows: Shared<Vec<StoryRow>>,
    /// The chunk before, if it is held: a group may have begun there.
    before: Option<Shared<Vec<StoryRow>>>,
    by_time: bool,
    /// What the others are held against, where all quote the same words.
    sample: Option<AttrValue>,
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
    let mut above = props.before.as_ref().and_then(|rows| rows.last());
    let rows = (props.first..).zip(props.rows.iter()).map(|(item, row)| {
        let (kind, inside) = match row {
            StoryRow::Name(row) => ("row name-row", people::row(links, item, row)),
            StoryRow::Mention(evidence) => {
                let origin = links.origin(evidence, Some(item));
                ("row", markup!("{}{}", sentence(&evidence.sentence), origin))
            }
            StoryRow::Statement(row) => {
                let sample = props.sample.as_deref();
                ("row statement-row", statements::row(links, item, row, props.by_time, sample))
            }
            StoryRow::Figure(row) => ("row grouped", figures::row(links, item, row)),
            StoryRow::Date(row) => ("row grouped", timeline::date(links, item, row)),
        };
        let heading = headings::heading(links, above, row, props.by_time);
        above = Some(row);
        // What is open is told by a style that stands on this attribute, too.
        let current = (props.open == Some(item)).then_some("true");
        markup!(
            "<div class={} role=listitem aria-current={} aria-setsize={} aria-posinset={}>{}{}</div>",
            kind,
            current,
            props.total.to_string(),
            (item + 1).to_string(),
            heading,
            inside,
        )
    });
    rows.collect()
}
