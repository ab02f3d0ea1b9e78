//! The hits of the open document, each in a few words of context: a click goes
//! there.

use yew::prelude::*;

use crate::page::components::{Dispatch, click, markup};
use crate::page::languages::Texts;
use crate::page::message::Message;
use crate::page::model::{Model, Reader};
use crate::page::views::documents::chunks;
use crate::page::windows::Shared;
use crate::response::ConcordanceLine;

/// The list, where it is asked for.
pub(crate) fn view(model: &Model, reader: &Reader, dispatch: &Dispatch) -> Html {
    let windows = &reader.hit_list.windows;
    if !reader.hit_list.open || windows.total() == 0 {
        return Html::default();
    }
    let current = model.place.hit;
    let chunks = chunks(windows, |chunk, lines| {
        let first = chunk * windows.size();
        let current = current.filter(|hit| (first..first + windows.size()).contains(hit));
        html! {
            <HitChunk lines={lines.clone()} {first} {current} texts={model.texts}
                total={windows.total()} dispatch={dispatch.clone()} />
        }
    });
    markup!(
        "<div class={} data-scroll=hits role=group aria-label={}>
            <div role=list data-list=>{}</div>
        </div>",
        "scroll hit-list",
        model.texts.hit_list(),
        chunks
    )
}

#[derive(Properties, PartialEq)]
struct HitChunkProps {
    lines: Shared<Vec<ConcordanceLine>>,
    /// Number of the first hit.
    first: u32,
    total: u32,
    /// The current hit, if it is in this chunk.
    current: Option<u32>,
    texts: &'static Texts,
    dispatch: Dispatch,
}

#[component]
fn HitChunk(props: &HitChunkProps) -> Html {
    let items = (props.first..).zip(props.lines.iter());
    let items = items.map(|(hit, line)| {
        let current = (props.current == Some(hit)).then_some("true");
        markup!(
            "<div role=listitem aria-setsize={} aria-posinset={}>
                <button type=button class=hit-item aria-current={} lang={} dir=auto
                    onclick={}>
                    <span class=line-number>{}</span>
                    <span class=hit-context>
                        <span>{}</span>
                        <mark class=hit>{}</mark>
                        {}
                    </span>
                </button>
            </div>",
            props.total.to_string(),
            (hit + 1).to_string(),
            current,
            line.language.clone(),
            click(&props.dispatch, Message::GoToHit(hit)),
            props.texts.number(u64::from(hit) + 1),
            line.left.clone(),
            line.matched.clone(),
            line.right.clone()
        )
    });
    items.collect()
}
