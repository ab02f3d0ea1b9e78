//! The open document: title, metadata, text with hits, and the ways from hit
//! to hit, from result to result, and back.

use yew::prelude::*;

use crate::page::components::markup::list;
use crate::page::components::{
    Dispatch, Icon, button, click, icon, icon_button, marked_at, markup, pressed,
};
use crate::page::message::{Copying, Message};
use crate::page::model::{Model, Reader};
use crate::page::views::documents::{hit_list, text, value_text};
use crate::page::views::frame;
use crate::page::views::story::evidence::short;
use crate::response::{DocumentResponse, FieldValues};

/// Documents that tell the same that are listed.
const TOLD_BY: usize = 12;

/// The panel; nothing where no document is open.
pub(crate) fn panel(model: &Model, dispatch: &Dispatch) -> Html {
    let Some(reader) = &model.reader else { return Html::default() };
    let texts = model.texts;
    let inside = match (&reader.error, &reader.head) {
        (Some(sentence), _) => {
            let said =
                markup!("<p dir=auto>{}</p><p>{}</p>", reader.path.clone(), sentence.clone());
            let actions = vec![(texts.back(), Message::Close)];
            markup!(
                "<div class=scroll id=reader tabindex=-1>{}</div>",
                frame::blank(texts.no_document(), said, actions, dispatch)
            )
        }
        (None, None) => markup!("<p class={}>{}</p>", "blank-state slow", texts.opening()),
        (None, Some(head)) => markup!(
            "{}<div class={}>{}{}</div>",
            tools(model, reader, head, dispatch),
            if reader.hit_list.open { "pages listed" } else { "pages" },
            hit_list::view(model, reader, dispatch),
            body(model, reader, head, dispatch)
        ),
    };
    markup!(
        "<article class=reader part=reader data-zone=reader aria-label={}>
            {}
        </article>",
        texts.reader(),
        inside
    )
}

fn tools(model: &Model, reader: &Reader, head: &DocumentResponse, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let (before, after, place) = match reader.position {
        Some(at) => {
            let total = model.list_total();
            let place =
                texts.result_of(&texts.number(u64::from(at) + 1), &texts.number(total.into()));
            (at > 0, at + 1 < total, place)
        }
        None => (head.previous.is_some(), head.next.is_some(), String::new()),
    };
    let hits = reader.hits();
    let place_of_hit = match model.place.hit {
        Some(hit) if hit < hits => {
            texts.hit_of(&texts.number(u64::from(hit) + 1), &texts.number(hits.into()))
        }
        _ if hits == 0 => texts.no_hits_here().to_owned(),
        _ => texts.count_hits(hits.into()),
    };
    let searched = !model.place.query.trim().is_empty();
    markup!(
        "<div class=tools role=group aria-label={}>
            <div class=group>{}{}{}<span class=place>{}</span></div>
            {}
            <div class={}>{}{}</div>
        </div>",
        texts.reader(),
        icon_button(dispatch, Icon::Cross, texts.back(), Message::Close, false),
        icon_button(
            dispatch,
            Icon::Left,
            texts.previous_document(),
            Message::StepDocument(-1),
            !before
        ),
        icon_button(
            dispatch,
            Icon::Right,
            texts.next_document(),
            Message::StepDocument(1),
            !after
        ),
        place,
        if searched {
            markup!(
                "<div class={}>
                    {}
                    {}
                    <span class=place role=status>{}</span>
                    <button type=button class=icon title={} aria-label={} aria-expanded={}
                        disabled={} onclick={}>
                        {}
                    </button>
                </div>",
                "group hits",
                icon_button(
                    dispatch,
                    Icon::Up,
                    texts.previous_hit(),
                    Message::StepHit(-1),
                    hits == 0
                ),
                icon_button(
                    dispatch,
                    Icon::Down,
                    texts.next_hit(),
                    Message::StepHit(1),
                    hits == 0
                ),
                place_of_hit,
                texts.hit_list(),
                texts.hit_list(),
                pressed(reader.hit_list.open),
                hits == 0,
                click(dispatch, Message::ShowHits(!reader.hit_list.open)),
                icon(Icon::List)
            )
        } else {
            Html::default()
        },
        "group copies",
        copy_button(dispatch, Icon::Quote, texts.copy_citation(), Copying::Citation),
        if model.setup.full_page && model.setup.page_url.is_some() {
            copy_button(dispatch, Icon::Link, texts.copy_link(), Copying::Link)
        } else {
            Html::default()
        }
    )
}

fn copy_button(dispatch: &Dispatch, which: Icon, name: &'static str, what: Copying) -> Html {
    markup!(
        "<button type=button class={} title={} aria-label={} onclick={}>
            {}
            <span>{}</span>
        </button>",
        "plain copy",
        name,
        name,
        click(dispatch, Message::Copy(what)),
        icon(which),
        name
    )
}

fn body(model: &Model, reader: &Reader, head: &DocumentResponse, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let class = if head.titled { "" } else { "untitled" };
    markup!(
        "<div class=scroll data-scroll=text tabindex=0 aria-label={} role=group>
            <div class=sheet>
                <h2 id=reader tabindex=-1 class={} lang={} dir=auto>
                    {}
                </h2>
                {}
                {}
                {}
            </div>
        </div>",
        texts.reader(),
        class,
        head.language.clone(),
        marked_at(&head.title, model.place.hit, texts.boilerplate()),
        metadata(model, head),
        elsewhere(model, reader, dispatch),
        text::view(model, reader, head, dispatch)
    )
}

/// Documents that tell the same, those that share most first, each to be held
/// beside this one.
fn elsewhere(model: &Model, reader: &Reader, dispatch: &Dispatch) -> Html {
    let Some(found) = &reader.passages else { return Html::default() };
    let texts = model.texts.story();
    let mut documents: Vec<(&str, u64)> =
        found.duplicates.iter().map(|path| (path.as_str(), u64::MAX / 2)).collect();
    for other in found.passages.iter().flat_map(|telling| &telling.others) {
        match documents.iter_mut().find(|(path, _)| *path == other.path) {
            Some((_, count)) => *count += 1,
            None => documents.push((&other.path, 1)),
        }
    }
    let mut rows = Vec::new();
    for _ in 0..TOLD_BY {
        let most = (0..documents.len()).rev().max_by_key(|at| documents[*at].1);
        let Some((path, count)) = most.map(|most| documents.remove(most)) else { break };
        let said = match count >= u64::MAX / 2 {
            true => texts.nearly_the_same().to_owned(),
            false => texts.n_passages(count, &model.texts.number(count)),
        };
        rows.push(markup!(
            "<li class=companion>
                <button type=button class=name-link title={} onclick={}><bdi>{}</bdi></button>
                <span class=quiet>{}</span>{}
            </li>",
            path.to_owned(),
            click(dispatch, Message::Open(path.to_owned(), None)),
            short(path),
            said,
            button(dispatch, texts.compare(), Message::CompareWith(path.to_owned())),
        ));
    }
    if rows.is_empty() {
        return Html::default();
    }
    markup!(
        "<details class=elsewhere><summary>{}</summary><ul>{}</ul></details>",
        texts.elsewhere(),
        rows,
    )
}

fn metadata(model: &Model, head: &DocumentResponse) -> Html {
    let texts = model.texts;
    let date = match &head.date {
        Some(date) => markup!("<time datetime={}>{}</time>", date.clone(), texts.date(date)),
        None => texts.undated().into(),
    };
    let language = value_text(model, "language", &head.language);
    let fields = head
        .fields
        .iter()
        .map(|field| row(texts.field(&field.name, &field.label), values(field)));
    let path = markup!("<span class=path>{}</span>", head.path.clone());
    markup!(
        "<dl class=metadata part=metadata aria-label={}>{}{}{}{}{}</dl>",
        texts.metadata(),
        row(texts.date_heading().to_owned(), date),
        list(fields),
        row(texts.language().to_owned(), language.into()),
        row(texts.words().to_owned(), texts.number(head.words.into()).into()),
        row(texts.path().to_owned(), path)
    )
}

fn row(name: String, value: Html) -> Html {
    markup!("<div><dt><bdi>{}</bdi></dt><dd><bdi>{}</bdi></dd></div>", name, value)
}

fn values(field: &FieldValues) -> Html {
    let last = field.values.len().saturating_sub(1);
    let shown = field.values.iter().enumerate().map(|(at, value)| {
        let text = if at < last { format!("{value}, ") } else { value.clone() };
        if is_web_address(value) {
            markup!(
                "<a href={} target=_blank rel={}>{}</a>",
                value.clone(),
                "noopener noreferrer",
                text
            )
        } else {
            text.into()
        }
    });
    shown.collect()
}

/// Only addresses of the web become links: any other scheme could run a
/// script or open a program.
fn is_web_address(text: &str) -> bool {
    let scheme = |scheme: &str| {
        text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    (scheme("https://") || scheme("http://")) && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_links() {
        let check = |text, expected| assert_eq!(is_web_address(text), expected, "{text}");
        check("https://example.org/a?b#c", true);
        check("HTTP://EXAMPLE.ORG", true);
        check("javascript:alert(1)", false);
        check(" https://example.org", false);
        check("https://example.org/ javascript:", false);
        check("data:text/html,x", false);
        check("htt", false);
        check("ехttps://", false);
    }
}
