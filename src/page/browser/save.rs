//! Handing over a file: a link to a blob, clicked and let go.
//!
//! The browser asks where to, or puts it where downloads go. In a sandboxed
//! frame without the right to download, nothing happens.

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::page::browser::{address, property, set_property};

/// Saves a text as a file of that name.
pub(crate) fn save(name: &str, kind: &str, text: &str) {
    // Without it there is no file, and nothing else to be done.
    let _ = try_save(name, kind, text);
}

fn try_save(name: &str, kind: &str, text: &str) -> Option<()> {
    let global = js_sys::global();
    let options = js_sys::Object::new();
    set_property(&options, "type", &format!("{kind};charset=utf-8").into());
    let make: js_sys::Function = property(&global, "Blob").dyn_into().ok()?;
    let parts = js_sys::Array::of1(&js_sys::Array::of1(&text.into()));
    parts.push(&options);
    let blob = js_sys::Reflect::construct(&make, &parts).ok()?;

    let urls = property(&global, "URL");
    let create: js_sys::Function = property(&urls, "createObjectURL").dyn_into().ok()?;
    let url = create.call1(&urls, &blob).ok()?;

    let document = address::document()?;
    let link: HtmlElement = document.create_element("a").ok()?.dyn_into().ok()?;
    set_property(&link, "href", &url);
    set_property(&link, "download", &name.into());
    link.click();

    // The click has taken hold of the blob; it is let go once that is through.
    let let_go = Closure::once_into_js(move || {
        let revoke = property(&urls, "revokeObjectURL").dyn_into::<js_sys::Function>();
        let _ = revoke.map(|revoke| revoke.call1(&urls, &url));
    });
    let window = address::window()?;
    window
        .set_timeout_with_callback_and_timeout_and_arguments_0(let_go.unchecked_ref(), 60_000)
        .ok()?;
    Some(())
}
