//! A box to choose one thing of several: the browser's own, which every
//! keyboard, screen reader and telephone knows.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::page::components::markup::list;
use crate::page::components::markup::markup;

use crate::page::components::Dispatch;
use crate::page::message::Message;

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    value: String,
    name: String,
    chosen: bool,
}

impl Choice {
    /// `value` is handed over when it is chosen, `name` is shown.
    pub(crate) fn new(value: String, name: String, chosen: bool) -> Self {
        Self { value, name, chosen }
    }
}

/// The box with its label; what `changed` makes of a value is sent.
pub(crate) fn choice(
    dispatch: &Dispatch,
    label: &'static str,
    options: Vec<Choice>,
    changed: Callback<String, Message>,
) -> Html {
    let onchange = dispatch.reform(move |event: Event| {
        changed.emit(event.target_unchecked_into::<HtmlSelectElement>().value())
    });
    // The browser keeps the choice that a person made, whatever attributes
    // say later: its value is set as well.
    let value = options.iter().find(|option| option.chosen).map(|option| option.value.clone());
    let options = options.into_iter().map(|option| {
        markup!(
            "<option value={} selected={}>{}</option>",
            option.value,
            option.chosen,
            option.name
        )
    });
    markup!(
        "<label class=control key={}>
            <span class=label>{}</span>
            <select onchange={} key={}>{}</select>
        </label>",
        label,
        label,
        onchange,
        value.unwrap_or_default(),
        list(options)
    )
}
