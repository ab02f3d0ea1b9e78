//! The only folder of the page that touches the browser.
//!
//! In: a shadow root, the engine's handle, options; then effects as data. Out:
//! messages. Every wrapper gives way quietly where a browser refuses (storage
//! and history in a sandboxed frame, the clipboard without a gesture): the
//! page goes on without.

mod address;
mod app;
mod clipboard;
pub(crate) mod dom;
mod engine;
mod events;
mod mount;
mod names;
pub(crate) mod pointer;
mod save;
mod storage;
mod style;

pub use mount::{Mounted, mount};

use wasm_bindgen::JsValue;

/// A property of an object; `undefined` where there is none or it is refused.
fn property(object: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// A property that is a text.
fn text_property(object: &JsValue, name: &str) -> Option<String> {
    property(object, name).as_string()
}

/// Sets a property of an object that is ours.
fn set_property(object: &JsValue, name: &str, value: &JsValue) {
    // Fails for frozen objects only, which ours are not.
    let _ = js_sys::Reflect::set(object, &JsValue::from_str(name), value);
}
