//! Listening to the browser: keys, the address, the system's colours, sizes;
//! and frames and clocks.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, EventTarget, KeyboardEvent, MediaQueryList};
use yew::Callback;

use crate::page::browser::address;
use crate::page::browser::app::Start;
use crate::page::components::Dispatch;
use crate::page::keys::{self, KeyPress, KeyState, Zone};
use crate::page::message::Message;

/// What of the model decides on keys, for the listener.
pub(crate) type SharedKeyState = Rc<Cell<KeyState>>;

/// Something listened to; dropping it ends that.
pub(crate) struct Listener {
    target: EventTarget,
    name: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    fn new(
        target: &EventTarget,
        name: &'static str,
        react: impl FnMut(Event) + 'static,
    ) -> Self {
        let closure = Closure::<dyn FnMut(Event)>::new(react);
        let _ = target.add_event_listener_with_callback_and_bool(
            name,
            closure.as_ref().unchecked_ref(),
            true,
        );
        Self { target: target.clone(), name, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback_and_bool(
            self.name,
            self.closure.as_ref().unchecked_ref(),
            true,
        );
    }
}

/// Listens to everything the page needs.
pub(crate) fn listen(
    start: &Start,
    keys: &SharedKeyState,
    dispatch: &Dispatch,
    look: &Callback<()>,
) -> Vec<Listener> {
    let mut listeners = Vec::new();
    let window = address::window();
    // A page of its own has all keys, an element in a page only those in it.
    let keyboard: Option<EventTarget> = if start.setup.full_page {
        address::document().map(Into::into)
    } else {
        Some(start.element.clone().into())
    };
    if let Some(target) = keyboard {
        let (keys, to) = (Rc::clone(keys), dispatch.clone());
        listeners.push(Listener::new(&target, "keydown", move |event| {
            if let Some(message) = event.dyn_ref().and_then(|event| meaning(event, keys.get()))
            {
                event.prevent_default();
                to.emit(message);
            }
        }));
    }
    if let Some(window) = &window {
        if start.setup.full_page {
            let to = dispatch.clone();
            listeners.push(Listener::new(window, "hashchange", move |_| {
                to.emit(Message::FragmentChanged(address::fragment()));
            }));
        }
        listeners.push(looking(window, "resize", look));
    }
    listeners.push(looking(&start.element, "scroll", look));
    if let Some(query) = dark_query() {
        let to = dispatch.clone();
        listeners.push(Listener::new(&query, "change", move |_| {
            to.emit(Message::SystemDark(system_dark()));
        }));
    }
    listeners
}

/// Looks at what is near, once a frame.
fn looking(target: &EventTarget, name: &'static str, look: &Callback<()>) -> Listener {
    let to = look.clone();
    let waiting = Rc::new(Cell::new(false));
    Listener::new(target, name, move |_| {
        if waiting.replace(true) {
            return;
        }
        let (to, waiting) = (to.clone(), Rc::clone(&waiting));
        on_frame(move || {
            waiting.set(false);
            to.emit(());
        });
    })
}

/// Whether the system prefers dark colours.
pub(crate) fn system_dark() -> bool {
    dark_query().is_some_and(|query| query.matches())
}

/// Whether the page is used with fingers.
pub(crate) fn is_touched() -> bool {
    media("(pointer: coarse)").is_some_and(|query| query.matches())
}

fn dark_query() -> Option<MediaQueryList> {
    media("(prefers-color-scheme: dark)")
}

fn media(query: &str) -> Option<MediaQueryList> {
    address::window()?.match_media(query).ok().flatten()
}

/// Sends a message at the next frame.
pub(crate) fn next_frame(dispatch: &Dispatch, message: Message) {
    let to = dispatch.clone();
    on_frame(move || to.emit(message));
}

/// Sends a message in some milliseconds.
pub(crate) fn later(dispatch: &Dispatch, message: Message, milliseconds: i32) {
    let to = dispatch.clone();
    let send = Closure::once_into_js(move || to.emit(message));
    if let Some(window) = address::window() {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(
            send.unchecked_ref(),
            milliseconds,
        );
    }
}

fn on_frame(then: impl FnOnce() + 'static) {
    let then = Closure::once_into_js(then);
    if let Some(window) = address::window() {
        let _ = window.request_animation_frame(then.unchecked_ref());
    }
}

fn meaning(event: &KeyboardEvent, state: KeyState) -> Option<Message> {
    // A key that composes a letter (Japanese, accents) is not ours.
    if event.is_composing() || event.default_prevented() {
        return None;
    }
    let press = KeyPress {
        key: event.key(),
        alt: event.alt_key(),
        control: event.ctrl_key() || event.meta_key(),
        zone: zone(event),
    };
    keys::meaning(&press, state)
}

/// The part of the page that the event is from, innermost first.
fn zone(event: &Event) -> Zone {
    for target in event.composed_path().iter() {
        let Ok(element) = target.dyn_into::<Element>() else { continue };
        match element.get_attribute("data-zone").as_deref() {
            Some("search") => return Zone::Search,
            Some("field") => return Zone::Field,
            Some("results") => return Zone::Results,
            Some("lines") => return Zone::Lines,
            Some("story") => return Zone::Story,
            Some("reader") => return Zone::Reader,
            _ => {}
        }
        let editable = element.has_attribute("contenteditable");
        if editable || matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") {
            return Zone::Field;
        }
    }
    Zone::Other
}
