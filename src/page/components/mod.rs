//! Small pieces that several views use: runs of text, icons, buttons.

mod choice;
mod icon;
pub(crate) mod markup;
mod runs;

use yew::prelude::*;

use crate::page::message::Message;

pub(crate) use choice::{Choice, choice};
pub(crate) use icon::{Icon, icon};
pub(crate) use markup::markup;
pub(crate) use runs::{marked, marked_at, run};

/// Where components send what happens in them.
pub(crate) type Dispatch = Callback<Message>;

/// A click that sends a message: one closure type for all buttons, which
/// keeps the module small.
pub(crate) fn click(dispatch: &Dispatch, message: Message) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| dispatch.emit(message.clone()))
}

/// A button that says what it does in words.
pub(crate) fn button(
    dispatch: &Dispatch,
    text: impl Into<AttrValue>,
    message: Message,
) -> Html {
    let text = text.into();
    markup!(
        "<button type=button class=plain onclick={}>{}</button>",
        click(dispatch, message),
        text
    )
}

/// What is to be known besides, small and quiet, if there is anything.
pub(crate) fn remark(text: Option<String>) -> Html {
    text.map(|text| markup!("<p class=quiet>{}</p>", text)).unwrap_or_default()
}

/// The value of an attribute that says whether something is on.
pub(crate) fn pressed(on: bool) -> &'static str {
    if on { "true" } else { "false" }
}

/// A button that shows an icon; its name is read aloud and shown as a tip.
pub(crate) fn icon_button(
    dispatch: &Dispatch,
    which: Icon,
    name: &'static str,
    message: Message,
    disabled: bool,
) -> Html {
    markup!(
        "<button type=button class=icon title={} aria-label={} disabled={} onclick={}>
            {}
        </button>",
        name,
        name,
        disabled,
        click(dispatch, message),
        icon(which)
    )
}
