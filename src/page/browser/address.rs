//! The address of the page: its fragment, and whether it can be linked to.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Document, Window};

/// Milliseconds between two changes of the address: WebKit refuses more than
/// 100 in half a minute, and typing makes one a key.
const PAUSE: i32 = 320;

/// The window, which a worker has not.
pub(crate) fn window() -> Option<Window> {
    web_sys::window()
}

/// The document.
pub(crate) fn document() -> Option<Document> {
    window()?.document()
}

/// The fragment, with `#`, or nothing.
pub(crate) fn fragment() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// The address without fragment, if a link to it leads here.
pub(crate) fn page_url() -> Option<String> {
    let url = window()?.location().href().ok()?;
    let url = url.split('#').next().unwrap_or_default();
    let linkable = ["http:", "https:", "file:"].iter().any(|scheme| url.starts_with(scheme));
    linkable.then(|| url.to_owned())
}

/// Shows fragments, the last of a burst only.
#[derive(Default)]
pub(crate) struct Address {
    waiting: Rc<RefCell<Option<String>>>,
}

impl Address {
    /// Shows a fragment soon.
    pub(crate) fn show(&self, fragment: String) {
        let already = self.waiting.borrow_mut().replace(fragment).is_some();
        let Some(window) = window().filter(|_| !already) else { return };
        let waiting = Rc::clone(&self.waiting);
        let show = Closure::once_into_js(move || {
            if let Some(fragment) = waiting.borrow_mut().take() {
                replace(&fragment);
            }
        });
        let _ = window
            .set_timeout_with_callback_and_timeout_and_arguments_0(show.unchecked_ref(), PAUSE);
    }
}

/// Refused in sandboxed frames; the page goes on without.
fn replace(fragment: &str) {
    let Some(window) = window() else { return };
    let Ok(history) = window.history() else { return };
    let state = history.state().unwrap_or(JsValue::NULL);
    let _ = history.replace_state_with_url(&state, "", Some(&format!("#{fragment}")));
}
