//! The engine as JavaScript sees it: the class `Engine` of the engine module.
//!
//! In goes a request, as postcard bytes (the page) or as an object (the public
//! API); out comes the answer in the same form. Every call takes a budget in
//! milliseconds and returns when that is spent, so that a worker still hears
//! of cancellations and the main thread still paints.
//!
//! Both forms exist because of their price: 1,000 rows cross in 0.9 ms as
//! bytes and in 5.7 ms as objects, and only objects can be read by people.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{Engine, JobId};
use crate::request::Request;

#[wasm_bindgen]
extern "C" {
    /// A page, a worker and Node all have this clock; it times budgets only.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn now() -> f64;

    /// Tells the loop around this module (`src/shell/engine.js`) why the trap
    /// comes that follows.
    #[wasm_bindgen(js_name = corpuscopePanicked)]
    fn panicked(message: &str);
}

/// The engine over the index that travels in this module.
#[wasm_bindgen(js_name = Engine)]
#[derive(Debug)]
pub struct EngineModule {
    engine: Engine<'static>,
}

#[wasm_bindgen(js_class = Engine)]
impl EngineModule {
    /// Opens the embedded index.
    ///
    /// # Errors
    /// A sentence for the reader: there is no index, or it is damaged.
    #[wasm_bindgen(constructor)]
    pub fn open() -> Result<Self, JsError> {
        std::panic::set_hook(Box::new(|panic| panicked(&panic.to_string())));
        let index = embedded::index().ok_or_else(|| {
            JsError::new("this engine carries no corpus; make one with corpuscope build")
        })?;
        let engine = Engine::open(index).map_err(|error| JsError::new(&error.to_string()))?;
        Ok(Self { engine })
    }

    /// Loads for some milliseconds; returns the part done, 0 to 1.
    #[wasm_bindgen(js_name = loadStep)]
    pub fn load_step(&mut self, milliseconds: f64) -> f32 {
        self.engine.load_step(&mut until(milliseconds))
    }

    /// Takes on a request in postcard bytes; returns the job's number.
    ///
    /// # Errors
    /// The bytes are no request.
    pub fn start(&mut self, request: &[u8]) -> Result<u32, JsError> {
        let request: Request = postcard::from_bytes(request)
            .map_err(|_| JsError::new("the page and the engine are of different versions"))?;
        Ok(self.engine.start(request).0)
    }

    /// Works on a job for some milliseconds; its answer in postcard bytes, or
    /// `undefined` while it is not finished.
    ///
    /// # Errors
    /// None that is known of: every response can be written.
    pub fn step(&mut self, job: u32, milliseconds: f64) -> Result<Option<Vec<u8>>, JsError> {
        let Some(response) = self.engine.step(JobId(job), &mut until(milliseconds)) else {
            return Ok(None);
        };
        let bytes = postcard::to_allocvec(&response)
            .map_err(|error| JsError::new(&error.to_string()))?;
        Ok(Some(bytes))
    }

    /// As `start`, for a request that is an object, such as
    /// `{ search: { query: "word" } }`.
    ///
    /// # Errors
    /// The object is no request; the message says what of it.
    #[wasm_bindgen(js_name = startObject)]
    pub fn start_object(&mut self, request: JsValue) -> Result<u32, JsError> {
        let request: Request = serde_wasm_bindgen::from_value(request)
            .map_err(|error| JsError::new(&format!("this is no request: {error}")))?;
        Ok(self.engine.start(request).0)
    }

    /// As `step`, for an answer that is an object, such as
    /// `{ search: { total_documents: 3, … } }`.
    ///
    /// # Errors
    /// A number too large for JavaScript.
    #[wasm_bindgen(js_name = stepObject)]
    pub fn step_object(&mut self, job: u32, milliseconds: f64) -> Result<JsValue, JsError> {
        let Some(response) = self.engine.step(JobId(job), &mut until(milliseconds)) else {
            return Ok(JsValue::UNDEFINED);
        };
        response
            .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
            .map_err(|error| JsError::new(&error.to_string()))
    }

    /// Forgets a job; its number is not used again.
    pub fn cancel(&mut self, job: u32) {
        self.engine.cancel(JobId(job));
    }
}

/// A budget that ends some milliseconds from now.
fn until(milliseconds: f64) -> impl FnMut() -> bool {
    let end = now() + milliseconds;
    move || now() < end
}

/// Where the embed step puts the index.
#[expect(unsafe_code, reason = "the index is data that is appended to the finished module")]
mod embedded {
    /// Address and length of the index. The embed step finds this cell by its
    /// exported name, appends the index to the memory's initial contents and
    /// writes the two words.
    #[unsafe(no_mangle)]
    static mut CORPUSCOPE_INDEX: [usize; 2] = [0, 0];

    /// The index, if the embed step has put one in.
    pub(super) fn index() -> Option<&'static [u8]> {
        // SAFETY: nothing in the program writes the cell, so that reading it
        // cannot race; the read is volatile because the compiler would else
        // take the zeroes above for the final value. Words other than zero
        // come from the embed step alone, which reserves that range of memory
        // beyond everything the linker and the allocator use: it stays valid,
        // initialised and unwritten for as long as the module lives.
        unsafe {
            let [address, length] = (&raw const CORPUSCOPE_INDEX).read_volatile();
            (length > 0).then(|| std::slice::from_raw_parts(address as *const u8, length))
        }
    }
}
