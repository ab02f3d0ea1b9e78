//! Why is this first? A query and a document go in, the parts of its score come
//! out: the same additions that ranked it, written down.

use super::token_hits::{self, Asked};
use super::{Corpus, ranking};
use crate::request::ExplainRequest;
use crate::response::ExplainResponse;

/// Explains a score, or `None` where the corpus has no document of that path.
pub(crate) fn explain(corpus: Corpus<'_>, request: &ExplainRequest) -> Option<ExplainResponse> {
    let document = corpus.index.document_at(&request.path)?;
    let asked = Asked {
        syntax: request.syntax,
        query: &request.query,
        mode: request.mode,
        broader: request.broader.then_some(&request.without),
        watched: Some(document),
    };
    let ran = token_hits::run_with(corpus, &asked, None);
    let scores = &ran.scores;
    let score = scores.of[document as usize];
    // Equal scores stand in order of path, which is that of numbers.
    let before = |&other: &u32| {
        let order = scores.of[other as usize].total_cmp(&score);
        order.is_gt() || order.is_eq() && other < document
    };
    let rank = ran.documents.contains(document).then(|| {
        let better = ran.documents.iter().filter(before).count();
        u32::try_from(better + 1).unwrap_or(u32::MAX)
    });
    Some(ExplainResponse {
        path: request.path.clone(),
        score,
        rank,
        words: ranking::words_of(corpus, document),
        mean_words: ranking::mean_words(corpus),
        weightless: scores
            .weightless
            .iter()
            .map(|&group| ran.plan.groups[group].label.clone())
            .collect(),
        pairs: scores.paired,
        parts: ran.scores.parts,
    })
}
