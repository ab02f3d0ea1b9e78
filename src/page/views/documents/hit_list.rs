//! The hits of the open document, each in a few words of context: a click goes
//! there.

use yew::prelude::*;

use crate::page::components::{Dispatch, click};
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
    html! {
        <div class="scroll hit-list" data-scroll="hits" role="group"
            aria-label={model.texts.hit_list()}>
            <div role="list" data-list="">{ chunks }</div>
        </div>
    }
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
        html! {
            <div role="listitem" aria-setsize={props.total.to_string()}
                aria-posinset={(hit + 1).to_string()}>
                <button type="button" class="hit-item" aria-current={current}
                    lang={line.language.clone()} dir="auto"
                    onclick={click(&props.dispatch, Message::GoToHit(hit))}>
                    <span class="line-number">{ props.texts.number(u64::from(hit) + 1) }</span>
                    <span class="hit-context">
                        <span>{ line.left.clone() }</span>
                        <mark class="hit">{ line.matched.clone() }</mark>
                        { line.right.clone() }
                    </span>
                </button>
            </div>
        }
    });
    items.collect()
}
