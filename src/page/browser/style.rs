//! The page's style, put into its shadow root.
//!
//! In: the sheets as they are written. Out: a constructed sheet, which needs no
//! permission from the page's policy. Lengths in `rem` are those of the page
//! around, which may have set its root to 10 pixels: they are made multiples of
//! a variable, and the variable is the size of the reader's text.

use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, ShadowRoot};

use crate::page::browser::{address, property, text_property};

/// The sheets, in the order they apply.
const STYLE: &str = concat!(
    include_str!("../../../styles/base.css"),
    include_str!("../../../styles/frame.css"),
    include_str!("../../../styles/documents.css"),
    include_str!("../../../styles/reader.css"),
    include_str!("../../../styles/lines.css"),
    include_str!("../../../styles/about.css"),
    include_str!("../../../styles/media.css"),
);

/// Puts the style into a shadow root; by an element in browsers that construct
/// no sheets.
pub(crate) fn adopt(root: &ShadowRoot) {
    let style = scaled(STYLE);
    if adopt_sheet(root, &style).is_none() {
        let element = address::document().and_then(|it| it.create_element("style").ok());
        if let Some(element) = element {
            element.set_text_content(Some(&style));
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

/// Every `Nrem` as `calc(N*var(--corpuscope-rem))`.
fn scaled(style: &str) -> String {
    let mut out = String::with_capacity(style.len() * 2);
    let mut parts = style.split("rem").peekable();
    while let Some(part) = parts.next() {
        let before = part.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let number = &part[before.len()..];
        out.push_str(before);
        match (parts.peek(), number) {
            (None, _) => out.push_str(number),
            (Some(_), "") => out.push_str("rem"),
            (Some(_), number) => {
                out.push_str("calc(");
                out.push_str(number);
                out.push_str("*var(--corpuscope-rem))");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_in_rem_are_made_multiples_of_the_variable() {
        let check = |style, expected: &str| assert_eq!(scaled(style), expected);
        check("a{b:1.5rem 2px}", "a{b:calc(1.5*var(--corpuscope-rem)) 2px}");
        check("min(20rem, 2dvh)", "min(calc(20*var(--corpuscope-rem)), 2dvh)");
        check("/* the remains */ 1REM 5px", "/* the remains */ 1REM 5px");
        check("", "");
    }

    #[test]
    fn the_sheets_have_no_rem_that_the_scaling_would_spoil() {
        assert!(!STYLE.contains("-.") && !STYLE.contains(" -0."), "negative lengths");
        let queries = STYLE.lines().filter(|line| line.starts_with('@'));
        let spoilt: Vec<&str> = queries.filter(|line| line.contains("rem")).collect();
        assert_eq!(spoilt, [""; 0], "a query cannot use a variable");
    }
}
