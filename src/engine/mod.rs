//! The engine: an index goes in, [`Request`]s go in, [`Response`]s come out.
//!
//! Work is steps. Loading and answering are advanced with a budget, so that
//! the caller (a worker, the main thread, Node) stays responsive, can report
//! progress and can cancel. A request that comes while the index still loads
//! waits. The hits of a query are found in slices, and so are the lines of a
//! concordance and what documents tell alike; other answers are made of the hits
//! in one slice, which stays within a frame of 16 ms for a search of 33 MB.

#[cfg(feature = "engine")]
pub mod exports;

use crate::index::story::Reading;
use crate::index::{Index, IndexError, Loader, Postings};
use crate::query::running::{Asked, Running};
use crate::query::search::{self, Ran};
use crate::query::story::compare::Compare;
use crate::query::story::passages::Passages;
use crate::query::{Corpus, about, explain, facts, story, suggest, view};
use crate::request::{
    ConcordanceRequest, DatesRequest, DocumentRequest, DuplicatesRequest, EventsRequest,
    FiguresRequest, NameRequest, NamesRequest, NetworkRequest, Request, SearchRequest,
    StatementsRequest, StoryScope,
};
use crate::response::Response;
use crate::statistics::concordance::Lines;

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
    jobs: Vec<Job>,
    next_job: u32,
    /// The story, while a request waits for it.
    reading: Option<Box<Reading<'a>>>,
}

#[derive(Debug)]
struct Job {
    id: JobId,
    request: Request,
    stage: Stage,
}

/// How far a request is come.
#[derive(Debug)]
enum Stage {
    Begun,
    Finding(Box<Running<'static>>),
    Found(Box<Ran<'static>>),
    Lines(Box<Ran<'static>>, Box<Lines>),
    Comparing(Box<Compare>),
    Telling(Box<Passages>),
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
        Ok(Self { index, state, jobs: Vec::new(), next_job: 0, reading: None })
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
        self.jobs.push(Job { id, request, stage: Stage::Begun });
        id
    }

    /// Works on a request until it is answered or the budget is spent.
    /// `None`: not finished, call again.
    pub fn step(&mut self, job: JobId, budget: Budget<'_>) -> Option<Response> {
        if self.load_step(budget) < 1.0 {
            return None;
        }
        let place = self.jobs.iter().position(|it| it.id == job);
        let Some(place) = place else {
            return Some(Response::Failed("This request was cancelled.".into()));
        };
        if needs_story(&self.jobs[place].request) && !self.story_step(budget) {
            return None;
        }
        let State::Ready(postings) = &self.state else { return None };
        let Job { id, request, stage } = self.jobs.swap_remove(place);
        let corpus = Corpus { index: &self.index, postings };
        match advance(corpus, &request, stage, budget) {
            Ok(response) => Some(response),
            Err(stage) => {
                self.jobs.push(Job { id, request, stage });
                None
            }
        }
    }

    /// Reads the story until the budget is spent. Whether it is there, or there
    /// is none.
    fn story_step(&mut self, budget: Budget<'_>) -> bool {
        let State::Ready(postings) = &mut self.state else { return false };
        let Some(bytes) = self.index.story.filter(|_| postings.story.is_none()) else {
            return true;
        };
        let index = &self.index;
        let reading = self.reading.get_or_insert_with(|| Box::new(Reading::new(index, bytes)));
        postings.story = reading.step(index, budget);
        if postings.story.is_some() {
            self.reading = None;
        }
        postings.story.is_some()
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
        self.jobs.retain(|it| it.id != job);
    }
}

/// Whether a request is about what was found of the story.
fn needs_story(request: &Request) -> bool {
    let query = match request {
        Request::About => return false,
        Request::Search(request) => &request.query,
        Request::Document(request) => &request.query,
        Request::Concordance(request) => &request.query,
        Request::Suggest(request) if facts::is_typed(&request.text) => return true,
        Request::Suggest(request) => &request.text,
        Request::Explain(request) => &request.query,
        Request::Names(_)
        | Request::Name(_)
        | Request::Statements(_)
        | Request::Figures(_)
        | Request::Dates(_)
        | Request::Events(_)
        | Request::Compare(_)
        | Request::Passages(_)
        | Request::Network(_) => return true,
        Request::Duplicates(it) => &it.scope.query,
    };
    facts::ask(query)
}

/// Works on a request from where it is; the answer, or how far it is come.
fn advance(
    corpus: Corpus<'_>,
    request: &Request,
    stage: Stage,
    budget: Budget<'_>,
) -> Result<Response, Stage> {
    match request {
        Request::Compare(request) => {
            let mut comparing = match stage {
                Stage::Comparing(comparing) => comparing,
                _ => Box::default(),
            };
            let response = comparing.step(corpus, request, budget);
            return response.map(Response::Compare).ok_or(Stage::Comparing(comparing));
        }
        Request::Passages(request) => {
            let Some(document) = corpus.index.document_at(&request.path) else {
                return Ok(missing(&request.path));
            };
            let mut telling = match stage {
                Stage::Telling(telling) => telling,
                _ => Box::default(),
            };
            let response = telling.step(corpus, request, document, budget);
            return response.map(Response::Passages).ok_or(Stage::Telling(telling));
        }
        _ => {}
    }
    let (asked, then) = match query_of(corpus, request) {
        Ok(query) => query,
        Err(response) => return Ok(*response),
    };
    let mut running = match (stage, then) {
        (Stage::Finding(running), _) => *running,
        (Stage::Found(ran), then) => return answer(corpus, then, *ran, budget),
        (Stage::Lines(ran, lines), Then::Concordance(request)) => {
            return concordance(corpus, request, *ran, lines, budget);
        }
        _ => Running::new(corpus, asked),
    };
    if !running.step(corpus, budget) {
        return Err(Stage::Finding(Box::new(running.kept())));
    }
    let ran = running.finish(corpus);
    if !budget() {
        return Err(Stage::Found(Box::new(ran.kept())));
    }
    answer(corpus, then, ran, budget)
}

/// What becomes of a query's hits.
#[derive(Clone, Copy)]
enum Then<'r> {
    Search(&'r SearchRequest),
    Concordance(&'r ConcordanceRequest),
    Document(&'r DocumentRequest, u32),
    Explain(u32),
    Names(&'r NamesRequest),
    Name(&'r NameRequest),
    Statements(&'r StatementsRequest),
    Figures(&'r FiguresRequest),
    Dates(&'r DatesRequest),
    Events(&'r EventsRequest),
    Network(&'r NetworkRequest),
    Duplicates(&'r DuplicatesRequest),
}

/// The query of a request, and what becomes of its hits; or the answer, where
/// that needs none.
fn query_of<'r>(
    corpus: Corpus<'_>,
    request: &'r Request,
) -> Result<(Asked, Then<'r>), Box<Response>> {
    let of = |scope: &StoryScope| Asked::new(scope.syntax, &scope.query, scope.mode);
    let document_at =
        |path: &String| corpus.index.document_at(path).ok_or_else(|| Box::new(missing(path)));
    Ok(match request {
        Request::About => return Err(Box::new(Response::About(about::about(corpus)))),
        Request::Suggest(request) => {
            return Err(Box::new(Response::Suggest(suggest::suggest(corpus, request))));
        }
        Request::Search(request) => (
            Asked {
                broader: request.broader.then(|| request.without.clone()),
                ..Asked::new(request.syntax, &request.query, request.mode)
            },
            Then::Search(request),
        ),
        Request::Concordance(request) => (
            Asked::new(request.syntax, &request.query, request.mode),
            Then::Concordance(request),
        ),
        Request::Document(request) => {
            let document = document_at(&request.path)?;
            let asked = Asked {
                among: Some(document),
                ..Asked::new(request.syntax, &request.query, request.mode)
            };
            (asked, Then::Document(request, document))
        }
        Request::Explain(request) => {
            let document = document_at(&request.path)?;
            let asked = Asked {
                broader: request.broader.then(|| request.without.clone()),
                watched: Some(document),
                ..Asked::new(request.syntax, &request.query, request.mode)
            };
            (asked, Then::Explain(document))
        }
        Request::Names(request) => (of(&request.scope), Then::Names(request)),
        Request::Name(request) => (of(&request.scope), Then::Name(request)),
        Request::Statements(request) => (of(&request.scope), Then::Statements(request)),
        Request::Figures(request) => (of(&request.scope), Then::Figures(request)),
        Request::Dates(request) => (of(&request.scope), Then::Dates(request)),
        Request::Events(request) => (of(&request.scope), Then::Events(request)),
        Request::Network(request) => (of(&request.scope), Then::Network(request)),
        Request::Duplicates(request) => (of(&request.scope), Then::Duplicates(request)),
        Request::Compare(_) | Request::Passages(_) => unreachable!("they are no queries"),
    })
}

/// Makes an answer of what was found.
fn answer(
    corpus: Corpus<'_>,
    then: Then<'_>,
    ran: Ran<'_>,
    budget: Budget<'_>,
) -> Result<Response, Stage> {
    Ok(match then {
        Then::Search(request) => Response::Search(search::search(corpus, request, &ran)),
        Then::Concordance(request) => {
            return concordance(corpus, request, ran, Box::default(), budget);
        }
        Then::Document(request, document) => {
            Response::Document(view::document(corpus, request, document, ran))
        }
        Then::Explain(document) => Response::Explain(explain::explain(corpus, document, ran)),
        Then::Names(request) => Response::Names(story::names::names(corpus, request, &ran)),
        Then::Name(request) => story::names::name(corpus, request, &ran)
            .map_or_else(|| unnamed(&request.name), Response::Name),
        Then::Statements(request) => {
            Response::Statements(story::statements::statements(corpus, request, &ran))
        }
        Then::Figures(request) => {
            Response::Figures(story::figures::figures(corpus, request, &ran))
        }
        Then::Dates(request) => Response::Dates(story::dates::dates(corpus, request, &ran)),
        Then::Events(request) => Response::Events(story::events::events(corpus, request, &ran)),
        Then::Network(request) => {
            Response::Network(story::network::network(corpus, request, &ran))
        }
        Then::Duplicates(request) => {
            Response::Duplicates(story::duplicates::duplicates(corpus, request, &ran))
        }
    })
}

fn concordance(
    corpus: Corpus<'_>,
    request: &ConcordanceRequest,
    ran: Ran<'_>,
    mut lines: Box<Lines>,
    budget: Budget<'_>,
) -> Result<Response, Stage> {
    let response = lines.step(corpus, request, &ran, budget);
    let response = response.map(Response::Concordance);
    response.ok_or_else(|| Stage::Lines(Box::new(ran.kept()), lines))
}

fn unnamed(name: &str) -> Response {
    Response::Failed(format!("Nobody and nothing called “{name}” was found in this corpus."))
}

fn missing(path: &str) -> Response {
    Response::Failed(format!(
        "There is no document “{path}” in this corpus. It may have been renamed or left out \
         when the page was built again."
    ))
}
