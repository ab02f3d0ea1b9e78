//! The list of found documents, in chunks: those near the viewport are shown,
//! the others are blanks of their height.

use yew::prelude::*;

use crate::page::components::markup::list;
use crate::page::components::{Dispatch, Icon, click, icon, marked, markup, pressed};
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
    let picked = &model.place.story.compare;
    let compared = |first: u32, documents: &[FoundDocument]| {
        let items = (first..).zip(documents).filter(|(_, it)| picked.contains(&it.path));
        model.analysed().then(|| items.map(|(item, _)| item).collect::<Vec<_>>())
    };
    let chunks = chunks(windows, |chunk, documents| {
        let first = chunk * windows.size();
        let end = first + windows.size();
        html! {
            <ResultChunk documents={documents.clone()} {first} total={windows.total()} {why}
                open={open.filter(|open| (first..end).contains(open))}
                explained={explained(documents)} compared={compared(first, documents)} texts={model.texts} base={base.clone()}
                linked={model.setup.full_page} dispatch={dispatch.clone()} />
        }
    });
    markup!(
        "<div class=scroll data-scroll=results data-zone=results>
            <h2 class=hidden>{}</h2>
            <div role=list class=list data-list=>{}</div>
        </div>",
        model.texts.results(),
        chunks
    )
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
        markup!(
            "<div class=chunk role=presentation key={} data-chunk={}>{}</div>",
            chunk.to_string(),
            held.map(|_| chunk.to_string()),
            inside
        )
    });
    markup!(
        "<div role=presentation key=before>{}</div>
            {}
            <div role=presentation key=after>{}</div>",
        blank(windows.blank(0..shown.start)),
        list(inside),
        blank(windows.blank(shown.end..windows.chunk_count()))
    )
}

/// A blank of some pixels: an attribute of SVG, since style attributes are
/// forbidden by the page's policy.
fn blank(height: u32) -> Html {
    markup!("<svg class=blank width=1 height={} aria-hidden=true></svg>", height.to_string())
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
    /// Those picked to be compared, where documents can be.
    compared: Option<Vec<u32>>,
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
        markup!(
            "<a class={} href={} data-result={} aria-current={} onclick={} onfocus={}>
                {}
            </a>",
            class,
            href,
            number,
            current,
            open,
            focused,
            title
        )
    } else {
        markup!(
            "<button type=button class={} data-result={} aria-current={} onclick={} onfocus={}>
                {}
            </button>",
            class,
            number,
            current,
            open,
            focused,
            title
        )
    };
    markup!(
        "<div class={} role=listitem part=result aria-setsize={} aria-posinset={}>
            <h3 lang={} dir=auto>{}</h3>
            <p class=origin>{}{}</p>
            {}
            <p class=snippet lang={} dir=auto>{}</p>
            {}
        </div>",
        if is_open { "result open" } else { "result" },
        props.total.to_string(),
        (item + 1).to_string(),
        lang.clone(),
        link,
        origin(texts, document),
        if props.why {
            markup!(
                "<button type=button class={} aria-expanded={} onclick={}>{}</button>",
                "plain why",
                pressed(explained.is_some()),
                click(&props.dispatch, Message::Explain(document.path.clone())),
                texts.why().question()
            )
        } else {
            Html::default()
        },
        if let Some(answer) = explained.and_then(|it| it.answer.as_deref()) {
            explanation::view(texts, answer)
        } else {
            Html::default()
        },
        lang,
        marked(&document.snippet),
        props
            .compared
            .as_ref()
            .map(|picked| { compare_button(props, &document.path, picked.contains(&item)) })
    )
}

/// Picks a document to be held beside others.
fn compare_button(props: &ResultChunkProps, path: &str, on: bool) -> Html {
    markup!(
        "<button type=button class={} aria-pressed={} onclick={}>{}{}</button>",
        "plain compare-pick",
        pressed(on),
        click(&props.dispatch, Message::PickDocument(path.to_owned())),
        on.then(|| icon(Icon::Tick)),
        props.texts.story().compare(),
    )
}

fn origin(texts: &'static Texts, document: &FoundDocument) -> Html {
    let date = document
        .date
        .as_deref()
        .map(|date| markup!("<time datetime={}>{}</time>", date.to_owned(), texts.date(date)));
    let fields = origins(&document.fields)
        .map(|field| markup!("<span><bdi>{}</bdi></span>", field.values.join(", ")));
    let hits = (document.hits > 0)
        .then(|| markup!("<span class=hits>{}</span>", texts.count_hits(document.hits.into())));
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
