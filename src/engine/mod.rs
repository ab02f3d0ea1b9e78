//! The engine: an index goes in, [`Request`]s go in, [`Response`]s come out.
//!
//! Work is steps. Loading and answering are advanced with a budget, so that
//! the caller (a worker, the main thread, Node) stays responsive, can report
//! progress and can cancel.

#[cfg(feature = "engine")]
pub mod exports;

use crate::request::Request;
use crate::response::Response;

/// Asked between pieces of work: `true` while there is time left.
pub type Budget<'a> = &'a mut dyn FnMut() -> bool;

/// Names a request under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobId(pub u32);

/// An open index and the requests under way on it.
#[derive(Debug)]
pub struct Engine {
    jobs: Vec<(JobId, Request)>,
    next_job: u32,
}

impl Engine {
    /// Opens an index: its bytes are checked, nothing is decoded yet.
    ///
    /// # Errors
    /// A sentence for the reader that says what is wrong and how to mend it.
    pub fn open(index: &'static [u8]) -> Result<Self, String> {
        let _ = index;
        Ok(Self { jobs: Vec::new(), next_job: 0 })
    }

    /// Decodes and derives until the budget is spent; returns the part done,
    /// 0 to 1. Requests are answered once it is 1.
    pub fn load_step(&mut self, budget: Budget<'_>) -> f32 {
        let _ = budget();
        1.0
    }

    /// Takes a request on.
    pub fn start(&mut self, request: Request) -> JobId {
        let id = JobId(self.next_job);
        self.next_job += 1;
        self.jobs.push((id, request));
        id
    }

    /// Works on a request until it is answered or the budget is spent.
    /// `None`: not finished, call again.
    pub fn step(&mut self, job: JobId, budget: Budget<'_>) -> Option<Response> {
        let _ = budget();
        self.cancel(job);
        Some(Response::Failed("nothing is built yet".into()))
    }

    /// Forgets a request.
    pub fn cancel(&mut self, job: JobId) {
        self.jobs.retain(|(id, _)| *id != job);
    }
}
