//! Where a pointer or the keyboard is in a drawing.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent};

/// The part under the pointer, of a drawing in `parts` parts of equal width.
pub(crate) fn part_under(event: &PointerEvent, parts: usize) -> usize {
    let Some(place) = drawing(event).map(|drawing| drawing.get_bounding_client_rect()) else {
        return 0;
    };
    let fraction = (f64::from(event.client_x()) - place.left()) / place.width().max(1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "clamped to the parts, of which there are at most hundreds"
    )]
    let part = (fraction.clamp(0.0, 1.0) * parts as f64) as usize;
    part.min(parts.saturating_sub(1))
}

/// Sends the pointer's further events to the drawing, even outside of it.
pub(crate) fn hold(event: &PointerEvent) {
    if let Some(drawing) = drawing(event) {
        let _ = drawing.set_pointer_capture(event.pointer_id());
    }
}

fn drawing(event: &PointerEvent) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest("svg").ok()?
}

/// Moves the keyboard among parts of a drawing that stand beside each other, as
/// the arrow keys say.
pub(crate) fn walk(event: &KeyboardEvent) {
    let part = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(part) = part else { return };
    let next = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => part.next_element_sibling(),
        "ArrowLeft" | "ArrowUp" => part.previous_element_sibling(),
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = next.filter(|next| next.has_attribute("tabindex")) {
        // Elements of a drawing take the keyboard as others do.
        let _ = next.unchecked_into::<HtmlElement>().focus();
    }
}
