//! Names of languages, as the browser knows them.

use wasm_bindgen::prelude::*;

use crate::page::browser::{property, set_property};

/// Each code with its name in the language `tag`; a code that the browser does
/// not know is left out.
pub(crate) fn languages(tag: &str, codes: Vec<String>) -> Vec<(String, String)> {
    let Some(names) = display_names(tag) else { return Vec::new() };
    let of: Option<js_sys::Function> = property(&names, "of").dyn_into().ok();
    let Some(of) = of else { return Vec::new() };
    codes
        .into_iter()
        .filter_map(|code| {
            let name = of.call1(&names, &code.as_str().into()).ok()?.as_string()?;
            (name != code).then_some((code, name))
        })
        .collect()
}

fn display_names(tag: &str) -> Option<JsValue> {
    let intl = property(&js_sys::global(), "Intl");
    let make: js_sys::Function = property(&intl, "DisplayNames").dyn_into().ok()?;
    let options = js_sys::Object::new();
    set_property(&options, "type", &"language".into());
    let arguments = js_sys::Array::of2(&js_sys::Array::of1(&tag.into()), &options);
    js_sys::Reflect::construct(&make, &arguments).ok()
}
