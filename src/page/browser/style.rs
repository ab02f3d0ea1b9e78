//! The page's style, put into its shadow root.
//!
//! In: the sheets as one text, from the script beside this module. Out: a
//! constructed sheet, which needs no permission from the page's policy.

use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, ShadowRoot};

use crate::page::browser::{address, property, text_property};

/// Puts the style into a shadow root; by an element in browsers that construct
/// no sheets.
pub(crate) fn adopt(root: &ShadowRoot, style: &str) {
    if adopt_sheet(root, style).is_none() {
        let element = address::document().and_then(|it| it.create_element("style").ok());
        if let Some(element) = element {
            element.set_text_content(Some(style));
            let _ = root.append_child(&element);
        }
    }
}

fn adopt_sheet(root: &ShadowRoot, style: &str) -> Option<()> {
    let sheet = CssStyleSheet::new().ok()?;
    let replace: js_sys::Function = property(&sheet, "replaceSync").dyn_into().ok()?;
    replace.call1(&sheet, &style.into()).ok()?;
    let sheets = property(root, "adoptedStyleSheets");
    let sheets: js_sys::Array = js_sys::Array::from(&sheets);
    sheets.push(&sheet);
    js_sys::Reflect::set(root, &"adoptedStyleSheets".into(), &sheets).ok()?.then_some(())?;
    if let Some(size) = text_size(root) {
        let rule = format!(":host {{ --corpuscope-rem: {size}; }}");
        let _ = sheet.insert_rule_with_index(&rule, 1);
    }
    Some(())
}

/// The size of text on the element: the reader's choice, unless the page
/// around has set one on this very element.
fn text_size(root: &ShadowRoot) -> Option<String> {
    let window = address::window()?;
    let compute: js_sys::Function = property(&window, "getComputedStyle").dyn_into().ok()?;
    let computed = compute.call1(&window, &root.host()).ok()?;
    text_property(&computed, "fontSize").filter(|size| size.ends_with("px"))
}
