//! The module's one export: puts the page into a shadow root.

use wasm_bindgen::prelude::*;
use web_sys::ShadowRoot;
use yew::AppHandle;

use crate::page::browser::app::{App, Start};
use crate::page::browser::{address, property, style, text_property};
use crate::page::languages::{self, Texts};
use crate::page::model::{Options, Setup};

/// A page in a shadow root.
#[wasm_bindgen]
pub struct Mounted {
    app: AppHandle<App>,
    start: Start,
}

impl std::fmt::Debug for Mounted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mounted").field("start", &self.start).finish_non_exhaustive()
    }
}

/// Puts the page into a shadow root.
///
/// `handle` is the engine: `{onprogress, ready, ask(bytes, {signal})}`.
/// `options` is `{style, texts, query?, view?, theme?, route, storage_key?,
/// title?, emit(name, detail)}`; `texts` are those of a language, as the build
/// packs them.
///
/// # Errors
/// An `Error` with a sentence if the shadow root takes no elements or the texts
/// are those of another build.
#[wasm_bindgen]
pub fn mount(root: ShadowRoot, handle: JsValue, options: JsValue) -> Result<Mounted, JsValue> {
    style::adopt(&root, &text_property(&options, "style").unwrap_or_default());
    let document = address::document().ok_or("there is no document to show the page in")?;
    let element = document.create_element("div")?;
    element.set_attribute("class", "root")?;
    root.append_child(&element)?;

    let full_page = text_property(&options, "route").as_deref() == Some("hash");
    let title =
        text_property(&options, "title").or_else(|| full_page.then(|| document.title()));
    let setup = Setup {
        full_page,
        page_url: address::page_url(),
        title: title.filter(|title| !title.is_empty()),
        texts: options_texts(&options)
            .ok_or("the page's texts do not fit its module; build the page again")?,
    };
    let start = Start {
        setup,
        options: read_options(&options),
        storage_key: text_property(&options, "storage_key"),
        root,
        element: element.clone(),
        handle,
        emit: property(&options, "emit"),
    };
    let app = yew::Renderer::<App>::with_root_and_props(element, start.clone()).render();
    Ok(Mounted { app, start })
}

#[wasm_bindgen]
impl Mounted {
    /// Takes changed options.
    pub fn update(&mut self, options: &JsValue) {
        self.start.options = read_options(options);
        self.app.update(self.start.clone());
    }

    /// Takes the page out of the shadow root and lets go of everything.
    pub fn unmount(self) {
        self.app.destroy();
        self.start.element.remove();
    }
}

fn options_texts(options: &JsValue) -> Option<&'static Texts> {
    languages::read(&text_property(options, "texts")?)
}

fn read_options(options: &JsValue) -> Options {
    Options {
        query: text_property(options, "query"),
        view: text_property(options, "view"),
        texts: options_texts(options),
        theme: text_property(options, "theme"),
    }
}
