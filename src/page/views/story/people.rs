//! People and places: the names, most mentioned first, and how they are chosen.

use yew::prelude::*;

use crate::page::components::{Dispatch, click, markup};
use crate::page::languages::Texts;
use crate::page::message::Message;
use crate::page::model::Model;
use crate::page::story::Setting;
use crate::page::views::story::evidence::Links;
use crate::page::views::story::{kind_name, kinds, letters, network};
use crate::response::NameRow;

/// List or network, kind, letters.
pub(super) fn controls(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts.story();
    markup!(
        "{}{}{}",
        network::switch(model, dispatch),
        kinds(model, dispatch, texts.name_kinds(), Setting::NameKind),
        (!model.place.story.has(Setting::Network)).then(|| letters(
            model,
            dispatch,
            texts.letters(),
            Setting::Letters
        )),
    )
}

/// What stands above the columns.
pub(super) fn columns(texts: &'static Texts) -> Html {
    let story = texts.story();
    markup!(
        "<div class=columns aria-hidden=true>
            <span>{}</span><span>{}</span><span>{}</span><span>{}</span><span>{}</span>
        </div>",
        story.name(),
        story.kind(),
        story.mentions(),
        texts.documents(),
        story.statements(),
    )
}

/// A name with its counts.
pub(super) fn row(links: &Links, item: u32, row: &NameRow) -> Html {
    let texts = links.texts;
    let story = texts.story();
    let focused = links.dispatch.reform(move |_: FocusEvent| Message::Selected(item));
    let said = |count: u32| texts.number(count.into());
    markup!(
        "<button type=button class=entry data-row={} onfocus={} onclick={}><bdi>{}</bdi></button>
        <span class=quiet>{}</span>
        {}{}{}",
        item.to_string(),
        focused,
        click(&links.dispatch, Message::OpenRow(item)),
        row.name.clone(),
        kind_name(story.name_kinds(), &row.kind),
        amount(texts, row.mentions, story.n_mentions(row.mentions.into(), &said(row.mentions))),
        amount(texts, row.documents, texts.count_documents(row.documents.into())),
        amount(
            texts,
            row.statements,
            story.n_statements(row.statements.into(), &said(row.statements)),
        ),
    )
}

/// A number below its heading, or with its noun where there is no room for that.
fn amount(texts: &'static Texts, count: u32, phrase: String) -> Html {
    let class = if count == 0 { "amount none" } else { "amount" };
    markup!(
        "<span class={}><span class=only aria-hidden=true>{}</span><span class={}>{}</span></span>",
        class,
        texts.number(count.into()),
        "hidden phrase",
        phrase,
    )
}
