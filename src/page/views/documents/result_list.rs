//! The list of found documents, in chunks: those near the viewport are shown,
//! the others are blanks of their height.

use yew::prelude::*;

use crate::page::components::{Dispatch, click, marked, pressed};
use crate::page::languages::Texts;
use crate::page::message::Message;
use crate::page::model::{Explained, Model};
use crate::page::routes::{self, Place};
use crate::page::views::documents::explanation;
use crate::page::windows::{Shared, Windows};
use crate::response::{FieldValues, FoundDocument};

/// Fields that say where a document is from, in the order they are shown.
const ORIGINS: [&str; 5] = ["source", "publisher", "publication", "author", "authors"];

/// The list.
pub(crate) fn view(model: &Model, dispatch: &Dispatch) -> Html {
    let windows = &model.results.windows;
    let open = model.reader.as_ref().and_then(|reader| reader.position);
    let base = AttrValue::from(link_base(model));
    let why = !model.results.asked.query.trim().is_empty();
    let explained = |documents: &[FoundDocument]| {
        let explained = model.results.explained.as_ref()?;
        documents.iter().any(|it| it.path == explained.path).then(|| explained.clone())
    };
    let chunks = chunks(windows, |chunk, documents| {
        let first = chunk * windows.size();
        let end = first + windows.size();
        html! {
            <ResultChunk documents={documents.clone()} {first} total={windows.total()} {why}
                open={open.filter(|open| (first..end).contains(open))}
                explained={explained(documents)} texts={model.texts} base={base.clone()}
                linked={model.setup.full_page} dispatch={dispatch.clone()} />
        }
    });
    html! {
        <div class="scroll" data-scroll="results" data-zone="results">
            <h2 class="hidden">{ model.texts.results() }</h2>
            <div role="list" class="list" data-list="">{ chunks }</div>
        </div>
    }
}

/// The chunks to show, between the blanks for all before and all after them.
pub(crate) fn chunks<T>(
    windows: &Windows<T>,
    view: impl Fn(u32, &Shared<Vec<T>>) -> Html,
) -> Html {
    let shown = windows.shown();
    let inside = shown.clone().map(|chunk| {
        let held = windows.chunk(chunk);
        let inside = match held {
            Some(items) => view(chunk, items),
            None => blank(windows.blank(chunk..chunk + 1)),
        };
        html! {
            <div class="chunk" role="presentation" key={chunk}
                data-chunk={held.map(|_| chunk.to_string())}>{ inside }</div>
        }
    });
    html! {
        <>
            <div role="presentation" key="before">{ blank(windows.blank(0..shown.start)) }</div>
            { for inside }
            <div role="presentation" key="after">
                { blank(windows.blank(shown.end..windows.chunk_count())) }
            </div>
        </>
    }
}

/// A blank of some pixels: an attribute of SVG, since style attributes are
/// forbidden by the page's policy.
fn blank(height: u32) -> Html {
    html! { <svg class="blank" width="1" height={height.to_string()} aria-hidden="true" /> }
}

#[derive(Properties, PartialEq)]
struct ResultChunkProps {
    documents: Shared<Vec<FoundDocument>>,
    /// Place of the first in the list.
    first: u32,
    total: u32,
    /// Place of the open document, if it is in this chunk.
    open: Option<u32>,
    /// Whether scores can be explained, and the one that is.
    why: bool,
    explained: Option<Explained>,
    texts: &'static Texts,
    /// Fragment that a document's path is appended to.
    base: AttrValue,
    /// Whether titles are links with an address.
    linked: bool,
    dispatch: Dispatch,
}

#[component]
fn ResultChunk(props: &ResultChunkProps) -> Html {
    let items = (props.first..).zip(props.documents.iter());
    items.map(|(item, document)| result(props, item, document)).collect()
}

fn result(props: &ResultChunkProps, item: u32, document: &FoundDocument) -> Html {
    let texts = props.texts;
    let is_open = props.open == Some(item);
    let message = Message::Open(document.path.clone(), Some(item));
    let dispatch = props.dispatch.clone();
    let open = Callback::from(move |event: MouseEvent| {
        // With a key held, the link opens in a tab or window as links do.
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            dispatch.emit(message.clone());
        }
    });
    let focused = props.dispatch.reform(move |_: FocusEvent| Message::Selected(item));
    let class = if document.titled { "result-title" } else { "result-title untitled" };
    let title = marked(&document.title);
    let lang = document.language.clone();
    let number = item.to_string();
    let current = is_open.then_some("true");
    let explained = props.explained.as_ref().filter(|it| it.path == document.path);
    let link = if props.linked {
        let href = format!("{}{}", props.base, document_part(&document.path));
        html! {
            <a {class} {href} data-result={number} aria-current={current}
                onclick={open} onfocus={focused}>{ title }</a>
        }
    } else {
        html! {
            <button type="button" {class} data-result={number} aria-current={current}
                onclick={open} onfocus={focused}>{ title }</button>
        }
    };
    html! {
        <div class={if is_open { "result open" } else { "result" }} role="listitem" part="result"
            aria-setsize={props.total.to_string()} aria-posinset={(item + 1).to_string()}>
            <h3 lang={lang.clone()} dir="auto">{ link }</h3>
            <p class="origin">
                { origin(texts, document) }
                if props.why {
                    <button type="button" class="plain why" aria-expanded={pressed(explained.is_some())}
                        onclick={click(&props.dispatch, Message::Explain(document.path.clone()))}>
                        { texts.why().question() }
                    </button>
                }
            </p>
            if let Some(answer) = explained.and_then(|it| it.answer.as_deref()) {
                { explanation::view(texts, answer) }
            }
            <p class="snippet" {lang} dir="auto">{ marked(&document.snippet) }</p>
        </div>
    }
}

fn origin(texts: &'static Texts, document: &FoundDocument) -> Html {
    let date = document.date.as_deref().map(|date| {
        html! { <time datetime={date.to_owned()}>{ texts.date(date) }</time> }
    });
    let fields = origins(&document.fields).map(|field| {
        html! { <span><bdi>{ field.values.join(", ") }</bdi></span> }
    });
    let hits = (document.hits > 0).then(|| {
        html! { <span class="hits">{ texts.count_hits(document.hits.into()) }</span> }
    });
    date.into_iter().chain(fields).chain(hits).collect()
}

fn origins(fields: &[FieldValues]) -> impl Iterator<Item = &FieldValues> {
    ORIGINS
        .into_iter()
        .filter_map(|name| fields.iter().find(|field| field.name == name))
        .take(2)
}

/// The fragment of this search without a document.
fn link_base(model: &Model) -> String {
    let asked = model.results.asked.clone();
    let place = Place { document: None, hit: None, word: None, ..asked };
    match routes::write(&place) {
        base if base.is_empty() => "#".to_owned(),
        base => format!("#{base}&"),
    }
}

fn document_part(path: &str) -> String {
    routes::write(&Place { document: Some(path.to_owned()), ..Place::default() })
}
