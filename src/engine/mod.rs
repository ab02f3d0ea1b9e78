//! The engine: an index goes in, [`Request`]s go in, [`Response`]s come out.
//!
//! Work is steps. Loading and answering are advanced with a budget, so that
//! the caller (a worker, the main thread, Node) stays responsive, can report
//! progress and can cancel. A request that comes while the index still loads
//! waits.

#[cfg(feature = "engine")]
pub mod exports;

use crate::index::{Index, IndexError, Loader, Postings};
use crate::query::{Corpus, about, explain, search, suggest, view};
use crate::request::Request;
use crate::response::Response;
use crate::statistics::concordance::concordance;

/// Asked between pieces of work: `true` while there is time left.
pub type Budget<'a> = &'a mut dyn FnMut() -> bool;

/// Names a request under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobId(pub u32);

/// An open index and the requests under way on it.
#[derive(Debug)]
pub struct Engine<'a> {
    index: Index<'a>,
    state: State,
    jobs: Vec<(JobId, Request)>,
    next_job: u32,
}

#[derive(Debug)]
enum State {
    Loading(Box<Loader>),
    Ready(Box<Postings>),
}

impl<'a> Engine<'a> {
    /// Opens an index: its bytes are checked, the text is not decoded yet.
    ///
    /// # Errors
    /// What is wrong with the bytes and how to mend it.
    pub fn open(index: &'a [u8]) -> Result<Self, IndexError> {
        let index = Index::open(index)?;
        let state = State::Loading(Box::new(Loader::new(&index)));
        Ok(Self { index, state, jobs: Vec::new(), next_job: 0 })
    }

    /// Opens an index and loads it at once.
    ///
    /// # Errors
    /// What is wrong with the bytes and how to mend it.
    pub fn load(index: &'a [u8]) -> Result<Self, IndexError> {
        let mut engine = Self::open(index)?;
        while engine.load_step(&mut || true) < 1.0 {}
        Ok(engine)
    }

    /// Decodes and derives until the budget is spent; returns the part done,
    /// 0 to 1. Requests are answered once it is 1.
    pub fn load_step(&mut self, budget: Budget<'_>) -> f32 {
        let State::Loading(loader) = &mut self.state else { return 1.0 };
        let done = loader.step(&self.index, budget);
        if let Some(postings) = loader.take_finished() {
            self.state = State::Ready(Box::new(postings));
            return 1.0;
        }
        // Rounding must not make an unfinished load look finished.
        done.min(0.99)
    }

    /// Takes a request on.
    pub fn start(&mut self, request: Request) -> JobId {
        let id = JobId(self.next_job);
        self.next_job = self.next_job.wrapping_add(1);
        self.jobs.push((id, request));
        id
    }

    /// Works on a request until it is answered or the budget is spent.
    /// `None`: not finished, call again.
    pub fn step(&mut self, job: JobId, budget: Budget<'_>) -> Option<Response> {
        if self.load_step(budget) < 1.0 {
            return None;
        }
        let State::Ready(postings) = &self.state else { return None };
        let place = self.jobs.iter().position(|(id, _)| *id == job);
        let Some(place) = place else {
            return Some(Response::Failed("This request was cancelled.".into()));
        };
        let (_, request) = self.jobs.swap_remove(place);
        Some(answer(Corpus { index: &self.index, postings }, &request))
    }

    /// Answers a request at once.
    pub fn answer(&mut self, request: Request) -> Response {
        let job = self.start(request);
        loop {
            if let Some(response) = self.step(job, &mut || true) {
                return response;
            }
        }
    }

    /// Forgets a request.
    pub fn cancel(&mut self, job: JobId) {
        self.jobs.retain(|(id, _)| *id != job);
    }
}

fn answer(corpus: Corpus<'_>, request: &Request) -> Response {
    match request {
        Request::About => Response::About(about::about(corpus)),
        Request::Search(request) => Response::Search(search::search(corpus, request)),
        Request::Document(request) => view::document(corpus, request)
            .map_or_else(|| missing(&request.path), Response::Document),
        Request::Concordance(request) => Response::Concordance(concordance(corpus, request)),
        Request::Suggest(request) => Response::Suggest(suggest::suggest(corpus, request)),
        Request::Explain(request) => explain::explain(corpus, request)
            .map_or_else(|| missing(&request.path), Response::Explain),
    }
}

fn missing(path: &str) -> Response {
    Response::Failed(format!(
        "There is no document “{path}” in this corpus. It may have been renamed or left out \
         when the page was built again."
    ))
}
