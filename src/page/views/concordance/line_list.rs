//! The lines: a table of equal rows, of which those near the viewport are in
//! the tree. Screen readers are told how many there are. One row is in the
//! order of the Tab key, the arrows lead to the others.

use yew::prelude::*;

use crate::page::components::{Dispatch, Icon, click, icon, markup, pressed};
use crate::page::languages::Texts;
use crate::page::lines::Picked;
use crate::page::message::{Message, Pick};
use crate::page::model::Model;
use crate::page::routes::{self, Place};
use crate::page::views::documents::{chunks, value_text};
use crate::page::windows::Shared;
use crate::page::words::{self, Stretch};
use crate::request::ConcordanceKey;
use crate::response::ConcordanceLine;

/// The list.
pub(crate) fn view(model: &Model, dispatch: &Dispatch) -> Html {
    let windows = &model.lines.windows;
    let settings = &model.place.lines;
    let open = model.reader.as_ref().and_then(|reader| reader.position);
    let tabbed = model.lines.selected.unwrap_or(windows.shown().start * windows.size());
    let base = AttrValue::from(link_base(model));
    let sorted = settings.sorted_words();
    let column = settings.column.clone();
    let has_column = column.is_some();
    let names = column.as_ref().is_some_and(is_language).then(|| model.language_names.clone());
    let chunks = chunks(windows, |chunk, lines| {
        let first = chunk * windows.size();
        let here = |item: &u32| (first..first + windows.size()).contains(item);
        let picked = |picked: &Picked| -> Vec<u32> {
            let numbered = (first..).zip(lines.iter());
            let held = numbered.filter(|(_, line)| picked.has(&line.path, line.hit));
            held.map(|(item, _)| item).collect()
        };
        let columns = match &column {
            Some(ConcordanceKey::Field(name)) if names.is_some() => {
                let value = |line: &ConcordanceLine| Some(line.field.clone());
                lines.iter().map(|line| value_text(model, name, &value(line))).collect()
            }
            _ => Vec::new(),
        };
        html! {
            <LineChunk lines={lines.clone()} {first} open={open.filter(here)}
                tabbed={Some(tabbed).filter(here)} marked={picked(&settings.marked)}
                excluded={picked(&settings.excluded)} sorted={sorted.clone()}
                column={column.clone()} {columns} texts={model.texts} base={base.clone()}
                linked={model.setup.full_page} dispatch={dispatch.clone()} />
        }
    });
    markup!(
        "<div class={} data-scroll=lines data-zone=lines>
            <div role=table class=line-list data-list= aria-label={} aria-rowcount={}>
                {}
            </div>
        </div>",
        classes!("scroll", has_column.then_some("with-column")),
        model.texts.lines().title(),
        windows.total().to_string(),
        chunks
    )
}

fn is_language(key: &ConcordanceKey) -> bool {
    matches!(key, ConcordanceKey::Field(name) if name == "language")
}

#[derive(Properties, PartialEq)]
struct LineChunkProps {
    lines: Shared<Vec<ConcordanceLine>>,
    /// Place of the first in the list.
    first: u32,
    /// The line whose document is open, the line that Tab leads to, and the
    /// lines picked, those of them that are in this chunk.
    open: Option<u32>,
    tabbed: Option<u32>,
    marked: Vec<u32>,
    excluded: Vec<u32>,
    /// Words set off: their distance from the hit, and as which key they count.
    sorted: Vec<(i8, usize)>,
    column: Option<ConcordanceKey>,
    /// What stands in the column, where it is not what the engine says.
    columns: Vec<String>,
    texts: &'static Texts,
    /// Fragment that a line's place is appended to.
    base: AttrValue,
    /// Whether lines are links with an address.
    linked: bool,
    dispatch: Dispatch,
}

#[component]
fn LineChunk(props: &LineChunkProps) -> Html {
    let items = (props.first..).zip(props.lines.iter());
    items.map(|(item, line)| row(props, item, line)).collect()
}

fn row(props: &LineChunkProps, item: u32, line: &ConcordanceLine) -> Html {
    let texts = props.texts;
    let is_open = props.open == Some(item);
    let marked = props.marked.contains(&item);
    let excluded = props.excluded.contains(&item);
    let class = classes!(
        "line",
        is_open.then_some("open"),
        marked.then_some("marked"),
        excluded.then_some("excluded"),
    );
    let pick = |what, which, name: &'static str, on| {
        markup!("<button type=button class={} tabindex=-1 title={} aria-label={} aria-pressed={} onclick={}>
                    {}
                </button>", "icon pick", name, name, pressed(on), click(&props.dispatch, Message::Pick(what, Some(item))), icon(which))
    };
    let star = if marked { Icon::StarFull } else { Icon::Star };
    markup!(
        "<div class={} role=row aria-rowindex={}>
            <span class=line-tools role=cell>
                <span class=line-number>{}</span>
                {}
                {}
            </span>
            {}
            <span class=line-text role=cell>{}</span>
        </div>",
        class,
        (item + 1).to_string(),
        texts.number(u64::from(item) + 1),
        pick(Pick::Mark, star, texts.lines().mark(), marked),
        pick(Pick::Exclude, Icon::Cross, texts.lines().exclude(), excluded),
        column(props, item, line),
        text(props, item, line, is_open)
    )
}

/// What is known of the document: the end of its path, its date, a field.
fn column(props: &LineChunkProps, item: u32, line: &ConcordanceLine) -> Html {
    let (shown, whole) = match &props.column {
        Some(ConcordanceKey::Document) => {
            let name = line.path.rsplit(['/', '#']).next().unwrap_or(&line.path);
            (name.to_owned(), line.path.clone())
        }
        Some(ConcordanceKey::Date) => {
            let date = line.date.as_deref();
            let said = date
                .map_or_else(|| props.texts.undated().to_owned(), |it| props.texts.date(it));
            (line.date.clone().unwrap_or_default(), said)
        }
        Some(ConcordanceKey::Field(_)) => {
            let value = props.columns.get((item - props.first) as usize).unwrap_or(&line.field);
            (value.clone(), value.clone())
        }
        _ => return Html::default(),
    };
    markup!("<span class=line-column role=cell title={}><bdi>{}</bdi></span>", whole, shown)
}

fn text(props: &LineChunkProps, item: u32, line: &ConcordanceLine, is_open: bool) -> Html {
    let dispatch = props.dispatch.clone();
    let open = Callback::from(move |event: MouseEvent| {
        // With a key held, the link opens in a tab or window as links do.
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            dispatch.emit(Message::OpenLine(item));
        }
    });
    let focused = props.dispatch.reform(move |_: FocusEvent| Message::Selected(item));
    let tabindex = if props.tabbed == Some(item) { "0" } else { "-1" };
    let current = is_open.then_some("true");
    let number = item.to_string();
    let hit_rank = props.sorted.iter().find(|(offset, _)| *offset == 0).map(|(_, rank)| *rank);
    let hit = classes!("hit", hit_rank.map(rank_class));
    let inside = markup!(
        "<span class=left><span>{}</span></span>
            <span class=right><mark class={}>{}</mark>{}</span>",
        stretches(words::before(&line.left, &props.sorted)),
        hit,
        line.matched.clone(),
        stretches(words::after(&line.right, &props.sorted))
    );
    let (lang, dir) = (line.language.clone(), direction(line));
    if props.linked {
        let place = Place {
            document: Some(line.path.clone()),
            word: Some(line.hit),
            ..Place::default()
        };
        let href = format!("{}{}", props.base, routes::write(&place));
        markup!("<a class=kwic href={} data-line={} tabindex={} aria-current={} lang={} dir={} onclick={}
                    onfocus={}>
                    {}
                </a>", href, number, tabindex, current, lang, dir, open, focused, inside)
    } else {
        markup!("<button type=button class=kwic data-line={} tabindex={} aria-current={} lang={} dir={}
                    onclick={} onfocus={}>
                    {}
                </button>", number, tabindex, current, lang, dir, open, focused, inside)
    }
}

/// Words that the lines are sorted by are set off, each key with its own line.
fn stretches(stretches: Vec<Stretch<'_>>) -> Html {
    let shown = stretches.into_iter().map(|(text, rank)| match rank {
        None => Html::from(text),
        Some(rank) => markup!("<b class={}>{}</b>", rank_class(rank), text.to_owned()),
    });
    shown.collect()
}

fn rank_class(rank: usize) -> &'static str {
    ["by0", "by1", "by2"][rank.min(2)]
}

/// Where the hit is what decides: an English hit in Arabic text stands in
/// Arabic order.
fn direction(line: &ConcordanceLine) -> &'static str {
    match line.language.as_deref() {
        Some("ar" | "he" | "fa" | "ur" | "yi" | "ps" | "sd" | "ug" | "dv" | "ckb") => "rtl",
        Some(_) => "ltr",
        None => "auto",
    }
}

/// The fragment of this concordance without a document; picked lines are left
/// out, since a hundred rows would repeat them.
fn link_base(model: &Model) -> String {
    let place = &model.place;
    let lines = crate::page::lines::LineSettings {
        marked: Picked::default(),
        excluded: Picked::default(),
        ..place.lines.clone()
    };
    let place = Place { document: None, hit: None, word: None, lines, ..place.clone() };
    format!("#{}&", routes::write(&place))
}
