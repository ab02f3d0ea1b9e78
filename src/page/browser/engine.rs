//! The engine's handle: requests become bytes, bytes become answers.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::AbortController;

use crate::page::browser::{property, set_property, text_property};
use crate::page::components::Dispatch;
use crate::page::languages::as_sentence;
use crate::page::message::{Message, Slot};
use crate::page::wire;
use crate::request::Request;
use crate::response::Response;

/// The handle, and the questions under way.
pub(crate) struct EngineHandle {
    handle: JsValue,
    under_way: [Option<AbortController>; Slot::COUNT],
    _progress: Closure<dyn FnMut(f64)>,
}

impl EngineHandle {
    /// Listens to the engine's progress and waits for it.
    pub(crate) fn new(handle: &JsValue, dispatch: &Dispatch) -> Self {
        let to = dispatch.clone();
        let progress = Closure::<dyn FnMut(f64)>::new(move |fraction: f64| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to 0 to 100 before"
            )]
            to.emit(Message::Progress((fraction * 100.0).clamp(0.0, 100.0) as u8));
        });
        set_property(handle, "onprogress", progress.as_ref());
        let ready = js_sys::Promise::resolve(&property(handle, "ready"));
        let to = dispatch.clone();
        spawn_local(async move {
            to.emit(match JsFuture::from(ready).await {
                Ok(_) => Message::EngineReady,
                Err(error) => Message::EngineFailed(sentence(&error)),
            });
        });
        Self {
            handle: handle.clone(),
            under_way: [const { None }; Slot::COUNT],
            _progress: progress,
        }
    }

    /// Asks; an older question of the slot is given up.
    pub(crate) fn ask(&mut self, slot: Slot, ticket: u32, request: &Request, to: &Dispatch) {
        self.give_up(slot);
        let control = AbortController::new().ok();
        let answer = self.send(request, control.as_ref());
        self.under_way[slot as usize] = control;
        let to = to.clone();
        spawn_local(async move {
            let answer = match answer {
                Ok(promise) => JsFuture::from(promise).await,
                Err(error) => Err(error),
            };
            to.emit(Message::answered(slot, ticket, read(answer)));
        });
    }

    /// Gives up the question of a slot.
    pub(crate) fn give_up(&mut self, slot: Slot) {
        if let Some(control) = self.under_way[slot as usize].take() {
            control.abort();
        }
    }

    fn send(
        &self,
        request: &Request,
        control: Option<&AbortController>,
    ) -> Result<js_sys::Promise, JsValue> {
        let bytes = postcard::to_allocvec(request).map_err(|error| error.to_string())?;
        let bytes = js_sys::Uint8Array::from(bytes.as_slice());
        let options = js_sys::Object::new();
        if let Some(control) = control {
            set_property(&options, "signal", &control.signal());
        }
        let ask: js_sys::Function = property(&self.handle, "ask").dyn_into()?;
        let promise = ask.call2(&self.handle, &bytes, &options)?;
        Ok(js_sys::Promise::resolve(&promise))
    }
}

impl Drop for EngineHandle {
    fn drop(&mut self) {
        set_property(&self.handle, "onprogress", &JsValue::NULL);
        for control in self.under_way.iter().flatten() {
            control.abort();
        }
    }
}

fn read(answer: Result<JsValue, JsValue>) -> Result<Box<Response>, String> {
    let bytes = answer.map_err(|error| sentence(&error))?;
    let bytes = js_sys::Uint8Array::new(&bytes).to_vec();
    wire::read(&bytes).map(Box::new).ok_or_else(|| {
        "The page and the engine are of different versions: build the corpus again.".to_owned()
    })
}

/// The message of an error as a sentence, whatever was thrown.
fn sentence(error: &JsValue) -> String {
    let message = text_property(error, "message").or_else(|| error.as_string());
    let message = message.filter(|message| !message.is_empty());
    as_sentence(&message.unwrap_or_else(|| "the engine stopped without saying why".to_owned()))
}
