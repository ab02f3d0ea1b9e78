//! The tree of the page: keyboard focus, scrolling, and what is near.

use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlDialogElement, HtmlElement, HtmlInputElement, ScrollIntoViewOptions,
    ScrollLogicalPosition, ShadowRoot,
};

use crate::page::message::{Dialog, List, Target};
use crate::page::windows::Seen;

/// Gives the keyboard to a part of the page.
pub(crate) fn focus(root: &ShadowRoot, target: Target) {
    let selector = match target {
        Target::Search => "#query",
        Target::Result(item) => &format!("[data-result=\"{item}\"]"),
        Target::Row(item) => &format!("[data-row=\"{item}\"]"),
        Target::Line(item) => &format!("[data-line=\"{item}\"]"),
        Target::Reader => "#reader",
        Target::Filters => "#filters",
        Target::FiltersButton => "#filters-button",
        Target::View => "#view",
    };
    let Some(element) = find(root, selector) else { return };
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
    if let (Target::Search, Some(input)) = (target, element.dyn_ref::<HtmlInputElement>()) {
        input.select();
    }
}

/// Scalar values before the caret of a field.
pub(crate) fn caret(input: &HtmlInputElement, text: &str) -> u32 {
    let Ok(Some(units)) = input.selection_start() else { return u32::MAX };
    let mut before = 0;
    let scalars = text.chars().take_while(|c| {
        before += c.len_utf16();
        before <= units as usize
    });
    u32::try_from(scalars.count()).unwrap_or(u32::MAX)
}

/// Gives the keyboard to the search box, its caret after so many scalar values.
pub(crate) fn set_caret(root: &ShadowRoot, scalars: u32) {
    let input = find(root, "#query").and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return };
    let before: usize = input.value().chars().take(scalars as usize).map(char::len_utf16).sum();
    let units = u32::try_from(before).unwrap_or(u32::MAX);
    let _ = input.focus();
    let _ = input.set_selection_range(units, units);
}

/// Scrolls a list to its beginning.
pub(crate) fn scroll_to_top(root: &ShadowRoot, list: List) {
    if let Some(scroller) = find(root, scroller_of(list)) {
        scroller.set_scroll_top(0);
    }
}

/// Scrolls until a hit is in view, at a third of it if it was not.
pub(crate) fn scroll_to_hit(root: &ShadowRoot, hit: u32) {
    scroll_text_to(root, &format!("[data-hit=\"{hit}\"]"));
}

/// Scrolls until the passage stood at is in view.
pub(crate) fn scroll_to_passage(root: &ShadowRoot) {
    scroll_text_to(root, ".passage");
}

fn scroll_text_to(root: &ShadowRoot, selector: &str) {
    let Some(scroller) = find(root, scroller_of(List::Text)) else { return };
    let Ok(Some(element)) = scroller.query_selector(selector) else { return };
    let (place, view) =
        (element.get_bounding_client_rect(), scroller.get_bounding_client_rect());
    if place.top() >= view.top() + 8.0 && place.bottom() <= view.bottom() - 8.0 {
        return;
    }
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls the row of views, on a phone, until the one that is shown is seen.
pub(crate) fn show_tab(root: &ShadowRoot) {
    let tab = find(root, ".views [aria-current]");
    let Some((tab, row)) = tab.and_then(|tab| Some((tab.clone(), tab.parent_element()?)))
    else {
        return;
    };
    let (place, view) = (tab.get_bounding_client_rect(), row.get_bounding_client_rect());
    let beyond = place.left() + place.width() / 2.0 - view.left() - view.width() / 2.0;
    row.set_scroll_left(row.scroll_left().saturating_add(whole(beyond)));
}

/// Opens or closes what lies over the page.
pub(crate) fn dialog(root: &ShadowRoot, which: Dialog, open: bool) {
    let Some(dialog) = find(root, &format!("#{}", which.id())) else { return };
    let Ok(dialog) = dialog.dyn_into::<HtmlDialogElement>() else { return };
    if open {
        let _ = dialog.show_modal();
    } else {
        dialog.close();
    }
}

/// How far a list is scrolled and how high its shown chunks are; `None` where
/// the list is not there or not seen.
pub(crate) fn look(root: &ShadowRoot, list: List) -> Option<Seen> {
    let scroller = find(root, scroller_of(list))?;
    let view = scroller.get_bounding_client_rect();
    if view.height() < 1.0 {
        return None;
    }
    let content = scroller.query_selector("[data-list]").ok()??;
    let top = pixels(view.top() - content.get_bounding_client_rect().top());
    let chunks = content.query_selector_all("[data-chunk]").ok()?;
    let heights = (0..chunks.length()).filter_map(|at| {
        let chunk: Element = chunks.get(at)?.dyn_into().ok()?;
        let number = chunk.get_attribute("data-chunk")?.parse().ok()?;
        let height = pixels(chunk.get_bounding_client_rect().height());
        Some((number, u32::try_from(height).ok()?))
    });
    Some(Seen { top, height: pixels(view.height()), heights: heights.collect() })
}

fn pixels(length: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "pages are below 2^53 pixels high")]
    let pixels = length.round() as i64;
    pixels
}

fn whole(length: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "a row is some thousand pixels wide")]
    let length = length as i32;
    length
}

fn scroller_of(list: List) -> &'static str {
    match list {
        List::Results => "[data-scroll=\"results\"]",
        List::Text => "[data-scroll=\"text\"]",
        List::Lines => "[data-scroll=\"lines\"]",
        List::Hits => "[data-scroll=\"hits\"]",
        List::Story => "[data-scroll=\"story\"]",
    }
}

fn find(root: &ShadowRoot, selector: &str) -> Option<Element> {
    root.query_selector(selector).ok().flatten()
}
