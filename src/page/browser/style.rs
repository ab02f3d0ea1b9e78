//! The page's style, put into its shadow root.

use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, ShadowRoot};

use crate::page::browser::{address, property};

/// The sheets, in the order they apply.
const STYLE: &str = concat!(
    include_str!("../../../styles/base.css"),
    include_str!("../../../styles/frame.css"),
    include_str!("../../../styles/documents.css"),
    include_str!("../../../styles/reader.css"),
    include_str!("../../../styles/about.css"),
    include_str!("../../../styles/media.css"),
);

/// A constructed sheet needs no permission from the page's policy; an element
/// is the way for browsers that construct none.
pub(crate) fn adopt(root: &ShadowRoot) {
    if adopt_sheet(root).is_none() {
        let element = address::document().and_then(|it| it.create_element("style").ok());
        if let Some(element) = element {
            element.set_text_content(Some(STYLE));
            let _ = root.append_child(&element);
        }
    }
}

fn adopt_sheet(root: &ShadowRoot) -> Option<()> {
    let sheet = CssStyleSheet::new().ok()?;
    let replace: js_sys::Function = property(&sheet, "replaceSync").dyn_into().ok()?;
    replace.call1(&sheet, &STYLE.into()).ok()?;
    let sheets = property(root, "adoptedStyleSheets");
    let sheets: js_sys::Array = js_sys::Array::from(&sheets);
    sheets.push(&sheet);
    js_sys::Reflect::set(root, &"adoptedStyleSheets".into(), &sheets).ok()?.then_some(())
}
