//! Statements: who said what, where and about whom.

use yew::prelude::*;

use crate::page::components::{Dispatch, markup};
use crate::page::model::Model;
use crate::page::story::Setting;
use crate::page::views::story::evidence::Links;
use crate::page::views::story::{kinds, letters, offered};
use crate::response::{Response, StatementRow};

/// Kind, speaker, letters.
pub(super) fn controls(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts.story();
    let speakers = match model.story.answer.as_deref() {
        Some(Response::Statements(found)) => found.speakers.as_slice(),
        _ => &[],
    };
    markup!(
        "{}{}{}",
        kinds(model, dispatch, texts.statement_kinds(), Setting::StatementKind),
        offered(model, dispatch, texts.speaker(), speakers, Setting::Speaker),
        letters(model, dispatch, texts.words_said(), Setting::Said),
    )
}

/// One statement.
pub(super) fn row(links: &Links, item: u32, row: &StatementRow) -> Html {
    markup!(
        "<p class=byline>{}</p><p class=said dir=auto>{}</p>{}",
        speaker(links, row),
        row.text.clone(),
        links.origin(&row.evidence, Some(item)),
    )
}

/// Who speaks; grey where the text leaves it open.
pub(super) fn speaker(links: &Links, row: &StatementRow) -> Html {
    match (&row.speaker, &row.speaker_as) {
        (Some(speaker), _) => links.name(speaker),
        (None, Some(words)) => markup!("<span class=open-speaker>{}</span>", words.clone()),
        _ => {
            markup!("<span class=open-speaker>{}</span>", links.texts.story().unknown_speaker())
        }
    }
}
