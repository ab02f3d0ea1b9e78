//! Why is this first? A query and a document go in, the parts of its score come
//! out: the same additions that ranked it, written down.

use super::search::Ran;
use super::{Corpus, ranking};
use crate::response::ExplainResponse;

/// Explains the score of the document that was watched.
pub(crate) fn explain(corpus: Corpus<'_>, document: u32, ran: Ran<'_>) -> ExplainResponse {
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
    ExplainResponse {
        path: corpus.index.documents[document as usize].path.clone(),
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
    }
}
