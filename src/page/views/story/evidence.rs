//! Where something stands: the sentence with the piece set off, and a line that
//! says where it is from and leads there.

use yew::prelude::*;

use crate::page::components::{Dispatch, click, markup};
use crate::page::languages::Texts;
use crate::page::message::Message;
use crate::page::model::Model;
use crate::page::routes::{self, Place, View};
use crate::page::story::Setting;
use crate::response::{Evidence, Mark, Run};

/// What links into the reader need to know of the page.
#[derive(Clone, PartialEq)]
pub(crate) struct Links {
    pub(crate) texts: &'static Texts,
    /// Fragment that a place in a document is appended to.
    base: AttrValue,
    /// Whether they have an address.
    linked: bool,
    pub(crate) dispatch: Dispatch,
}

impl Links {
    /// From the place that is shown.
    pub(crate) fn here(model: &Model, dispatch: &Dispatch) -> Self {
        let place = Place {
            document: None,
            hit: None,
            word: None,
            passage: None,
            ..model.place.clone()
        };
        let mut base = String::from("#");
        base.push_str(&routes::write(&place));
        if base.len() > 1 {
            base.push('&');
        }
        Self {
            texts: model.texts,
            base: base.into(),
            linked: model.setup.full_page,
            dispatch: dispatch.clone(),
        }
    }

    /// A link to the place of a piece: of a row, which has the keyboard then, or
    /// of something beside the list.
    pub(crate) fn link(&self, evidence: &Evidence, inside: Html, row: Option<u32>) -> Html {
        let Evidence { path, start, end, .. } = evidence;
        let message = match row {
            Some(item) => Message::OpenRow(item),
            None => Message::OpenPassage(path.clone(), *start, *end),
        };
        let number = row.map(|row| row.to_string());
        let focused = row.map_or(Message::DropNotice, Message::Selected);
        let focused = self.dispatch.reform(move |_: FocusEvent| focused.clone());
        if !self.linked {
            return markup!(
                "<button type=button class=source data-row={} onfocus={} onclick={}>{}</button>",
                number,
                focused,
                click(&self.dispatch, message),
                inside,
            );
        }
        let place = Place {
            document: Some(path.clone()),
            passage: Some((*start, *end)),
            ..Place::default()
        };
        let href = [self.base.as_str(), &routes::write(&place)].concat();
        let dispatch = self.dispatch.clone();
        let open = Callback::from(move |event: MouseEvent| {
            // With a key held, the link opens in a tab or window as links do.
            if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                event.prevent_default();
                dispatch.emit(message.clone());
            }
        });
        markup!(
            "<a class=source href={} data-row={} onfocus={} onclick={}>{}</a>",
            href,
            number,
            focused,
            open,
            inside,
        )
    }

    /// The line that says where a piece is from: date, document, and the rule
    /// that found it.
    pub(crate) fn origin(&self, evidence: &Evidence, row: Option<u32>) -> Html {
        markup!(
            "<div class=origin>{}{}</div>",
            self.link(evidence, self.origin_name(&evidence.path, &evidence.date), row),
            self.why(evidence),
        )
    }

    /// The rule that found it, on demand.
    pub(crate) fn why(&self, evidence: &Evidence) -> Html {
        let texts = self.texts.story();
        markup!(
            "<details class=rule><summary title={}>{}</summary><span lang=en>{}</span></details>",
            texts.why(),
            texts.why_short(),
            evidence.why.clone(),
        )
    }

    /// Date and document.
    pub(crate) fn origin_name(&self, path: &str, date: &Option<String>) -> Html {
        let date = match date {
            Some(date) => {
                markup!("<time datetime={}>{}</time>", date.clone(), self.texts.date(date))
            }
            None => self.texts.undated().into(),
        };
        markup!("{}, <bdi title={}>{}</bdi>", date, path.to_owned(), short(path))
    }

    /// A name that leads to its page.
    pub(crate) fn name(&self, name: &str) -> Html {
        let page = Message::Choose(View::People, vec![(Setting::Name, name.to_owned())]);
        markup!(
            "<button type=button class=name-link onclick={}><bdi>{}</bdi></button>",
            click(&self.dispatch, page),
            name.to_owned(),
        )
    }
}

/// The last part of a path, which is what tells documents of a folder apart.
pub(crate) fn short(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_owned()
}

/// The sentence with the piece set off.
pub(crate) fn sentence(runs: &[Run]) -> Html {
    let runs = runs.iter().map(|run| match run.mark {
        Mark::Hit(_) => markup!("<b class=piece>{}</b>", run.text.clone()),
        Mark::Plain => Html::from(run.text.clone()),
        Mark::Boilerplate => markup!("<span class=boilerplate>{}</span>", run.text.clone()),
    });
    markup!("<p class=sentence dir=auto>{}</p>", runs.collect::<Vec<_>>())
}
