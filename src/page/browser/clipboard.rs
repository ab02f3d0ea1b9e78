//! Copying text: by the clipboard where there is one, else by the old way of
//! a selected field, else the reader is shown the text.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlTextAreaElement, ShadowRoot};

use crate::page::browser::{address, property};
use crate::page::components::Dispatch;
use crate::page::message::{Copying, Message};

/// Copies, and says whether it was done.
pub(crate) fn copy(root: &ShadowRoot, what: Copying, text: String, to: &Dispatch) {
    let to = to.clone();
    let root = root.clone();
    // Pages of plain http have no clipboard, though the types say they have.
    let clipboard = address::window().map(|window| window.navigator().clipboard());
    let written = clipboard
        .filter(|clipboard| !clipboard.is_undefined())
        .map(|clipboard| clipboard.write_text(&text));
    spawn_local(async move {
        let done = match written {
            Some(promise) => JsFuture::from(promise).await.is_ok(),
            None => false,
        };
        let done = done || copy_selected(&root, &text).is_some();
        to.emit(Message::CopyDone(what, if done { Ok(()) } else { Err(text) }));
    });
}

fn copy_selected(root: &ShadowRoot, text: &str) -> Option<()> {
    let document = address::document()?;
    let field: HtmlTextAreaElement =
        document.create_element("textarea").ok()?.dyn_into().ok()?;
    field.set_class_name("hidden");
    field.set_value(text);
    root.append_child(&field).ok()?;
    field.select();
    let command: Option<js_sys::Function> = property(&document, "execCommand").dyn_into().ok();
    let copied = command.and_then(|command| command.call1(&document, &"copy".into()).ok());
    field.remove();
    copied.filter(JsValue::is_truthy).map(|_| ())
}
