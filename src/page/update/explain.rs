//! Why a result stands where it does: asked for one document at a time.

use crate::page::message::{Effect, Slot};
use crate::page::model::{Engine, Explained, Model};
use crate::page::windows::Shared;
use crate::request::{ExplainRequest, Request};
use crate::response::ExplainResponse;

/// Explains a result, or puts its explanation away.
pub(super) fn toggle(model: &mut Model, path: String) -> Vec<Effect> {
    let shown = model.results.explained.take();
    let same = shown.is_some_and(|shown| shown.path == path);
    if same || model.engine != Engine::Ready {
        return Vec::new();
    }
    let asked = &model.results.asked;
    let request = ExplainRequest {
        query: asked.query.clone(),
        syntax: asked.syntax,
        mode: asked.mode,
        broader: asked.broader,
        without: asked.without.clone(),
        path: path.clone(),
    };
    model.results.explained = Some(Explained { path, answer: None });
    let ticket = model.tickets.issue(Slot::Explain);
    vec![Effect::Ask(Slot::Explain, ticket, Request::Explain(request))]
}

/// Takes the explanation.
pub(super) fn answered(model: &mut Model, answer: ExplainResponse) -> Vec<Effect> {
    if let Some(explained) = &mut model.results.explained
        && explained.path == answer.path
    {
        explained.answer = Some(Shared::new(answer));
    }
    Vec::new()
}
