//! Taking along: asks for everything, a window at a time, and hands it over.

use crate::page::export::{self, Format, Output, Pieces, Running};
use crate::page::message::{Copying, Dialog, Effect, Slot};
use crate::page::model::{Engine, Model};
use crate::page::routes::View;
use crate::page::story::take_rows;
use crate::page::update::{lines, story};
use crate::request::{DocumentRequest, Request, SearchRequest};
use crate::response::Response;

/// Lines and documents asked for at once: some tens of milliseconds of work.
const LINES_AT_ONCE: u32 = 1_000;
const DOCUMENTS_AT_ONCE: u32 = 100;
const ROWS_AT_ONCE: u32 = 500;

/// Lets go of wishes that this view cannot fulfil.
pub(super) fn offer(model: &mut Model) {
    let view = model.place.view;
    let of_lines = view == View::Concordance;
    let wish = &mut model.export.wish;
    wish.marked &= of_lines && !model.place.lines.marked.is_empty();
    let of_documents = !of_lines && !view.is_story();
    if (wish.format == Format::Text && !of_documents)
        || (wish.format == Format::Tsv && of_documents)
    {
        wish.format = Format::Csv;
    }
    model.export.error = None;
}

/// Begins.
pub(super) fn start(model: &mut Model, output: Output) -> Vec<Effect> {
    if model.engine != Engine::Ready {
        return Vec::new();
    }
    let of_lines = model.place.view == View::Concordance;
    model.export.error = None;
    model.export.running = Some(Running {
        wish: model.export.wish,
        output,
        place: model.place.clone(),
        done: 0,
        total: model.list_total(),
        pieces: match (of_lines, model.export.wish.format) {
            _ if model.place.view.is_story() => Pieces::Rows(Vec::new()),
            (true, _) => Pieces::Lines(Vec::new()),
            (false, Format::Text) => Pieces::Texts(Vec::new(), String::new()),
            (false, _) => Pieces::Documents(Vec::new()),
        },
    });
    next(model)
}

/// Gives up.
pub(super) fn stop(model: &mut Model) -> Vec<Effect> {
    if model.export.running.take().is_none() {
        return Vec::new();
    }
    model.tickets.void(Slot::Export);
    vec![Effect::GiveUp(Slot::Export)]
}

fn next(model: &mut Model) -> Vec<Effect> {
    let Some(running) = &model.export.running else { return Vec::new() };
    let place = &running.place;
    let request = match &running.pieces {
        Pieces::Lines(_) => {
            let mut request = lines::request(place, running.done, LINES_AT_ONCE);
            request.group = None;
            request.dispersion = false;
            Request::Concordance(request)
        }
        Pieces::Texts(paths, _) if (running.done as usize) < paths.len() => {
            Request::Document(DocumentRequest {
                path: paths[running.done as usize].clone(),
                ..DocumentRequest::default()
            })
        }
        Pieces::Rows(_) => match story::request(place, running.done, ROWS_AT_ONCE) {
            Some(request) => request,
            None => return Vec::new(),
        },
        pieces => Request::Search(SearchRequest {
            query: place.query.clone(),
            syntax: place.syntax,
            mode: place.mode,
            filters: place.filters.to_request(),
            sort: place.sort,
            offset: running.done,
            limit: DOCUMENTS_AT_ONCE,
            facet_limit: 0,
            with_hits: matches!(pieces, Pieces::Documents(_)),
            broader: place.broader,
            without: place.without.clone(),
        }),
    };
    let ticket = model.tickets.issue(Slot::Export);
    vec![Effect::Ask(Slot::Export, ticket, request)]
}

/// Takes a piece, and asks for the next or hands everything over.
pub(super) fn answered(model: &mut Model, response: Response) -> Vec<Effect> {
    let Some(running) = &mut model.export.running else { return Vec::new() };
    let mut came = 0;
    match (&mut running.pieces, response) {
        (Pieces::Lines(held), Response::Concordance(found)) => {
            running.total = found.total_lines;
            let settings = &running.place.lines;
            for (number, line) in (running.done..).zip(found.lines) {
                came += 1;
                if !running.wish.marked || settings.marked.has(&line.path, line.hit) {
                    held.push((number, line));
                }
            }
        }
        (Pieces::Documents(held), Response::Search(found)) => {
            running.total = found.total_documents;
            came = u32::try_from(found.documents.len()).unwrap_or(u32::MAX);
            held.extend(found.documents);
        }
        (Pieces::Texts(paths, _), Response::Search(found)) => {
            running.total = found.total_documents;
            let before = paths.len();
            paths.extend(found.documents.into_iter().map(|document| document.path));
            if paths.len() > before {
                return next(model);
            }
        }
        (Pieces::Texts(_, text), Response::Document(document)) => {
            text.push_str(&export::as_text(&document));
            came = 1;
        }
        (Pieces::Rows(held), mut response) if !matches!(response, Response::Failed(_)) => {
            let (total, rows) = take_rows(&mut response);
            running.total = total;
            came = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            held.extend(rows);
        }
        (_, response) => {
            model.export.running = None;
            model.export.error = match response {
                Response::Failed(sentence) => Some(sentence),
                _ => None,
            };
            return Vec::new();
        }
    }
    running.done += came;
    if came > 0 && running.done < running.total {
        return next(model);
    }
    let Some(running) = model.export.running.take() else { return Vec::new() };
    let text = export::written(&running);
    model.dialog = None;
    vec![
        Effect::Dialog(Dialog::Export, false),
        match running.output {
            Output::Clipboard => Effect::Copy(Copying::Export, text),
            Output::File => {
                Effect::Save(export::file_name(&running), running.wish.format.file().1, text)
            }
        },
    ]
}
