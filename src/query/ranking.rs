//! Scores: the hits of each group go in, a score for each document comes out.
//!
//! BM25 over two fields (Robertson, Zaragoza, Taylor 2004, "Simple BM25
//! extension to multiple weighted fields"): a hit in the title counts as
//! [`TITLE_WEIGHT`] hits. For a group with `n` documents of `N`,
//!
//! ```text
//! idf   = ln(1 + (N − n + 0.5) / (n + 0.5))
//! score = Σ idf · f · (K1 + 1) / (f + K1 · (1 − B + B · words / mean words))
//! ```
//!
//! with f the weighted hits. The parameters are the same for every corpus.

use super::Corpus;
use super::docset::DocSet;
use super::matching::Matches;

/// How soon more hits stop to count; 0 means at once, 1.2 to 2 is usual.
const K1: f32 = 1.2;
/// How much long documents are discounted; 0 not at all, 1 in full.
const B: f32 = 0.75;
/// Hits that one in the title counts for.
const TITLE_WEIGHT: f32 = 3.0;

/// The documents of a group's hits, and how many there are in each.
pub(crate) struct Counted {
    pub(crate) documents: DocSet,
    /// Document, hits, hits in the title.
    counts: Vec<(u32, u32, u32)>,
}

/// Counts hits by document.
pub(crate) fn count(corpus: Corpus<'_>, matches: &Matches<'_>) -> Counted {
    let postings = corpus.postings;
    let mut documents = DocSet::empty(postings.documents());
    let mut counts: Vec<(u32, u32, u32)> = Vec::new();
    let mut walk = postings.walk();
    let mut title = 0..0;
    for &start in matches.starts.iter() {
        let document = walk.document(start);
        if counts.last().is_none_or(|(last, ..)| *last != document) {
            documents.insert(document);
            counts.push((document, 0, 0));
            title = postings.title(document);
        }
        if let Some((_, hits, in_title)) = counts.last_mut() {
            *hits += 1;
            *in_title += u32::from(title.contains(&start));
        }
    }
    Counted { documents, counts }
}

/// Adds a group's part to each document's score.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts far below 2^24 but for idf, where it is harmless"
)]
pub(crate) fn add_scores(corpus: Corpus<'_>, counted: &Counted, scores: &mut [f32]) {
    let postings = corpus.postings;
    let all = postings.documents().max(1) as f32;
    let mean = (postings.words.len() as f32 / all).max(1.0);
    let with = counted.counts.len() as f32;
    let idf = (1.0 + (all - with + 0.5) / (with + 0.5)).ln();
    for &(document, hits, in_title) in &counted.counts {
        let words = postings.document(document).len() as f32;
        let frequency = hits as f32 + (TITLE_WEIGHT - 1.0) * in_title as f32;
        let length = 1.0 - B + B * words / mean;
        if let Some(score) = scores.get_mut(document as usize) {
            *score += idf * frequency * (K1 + 1.0) / (frequency + K1 * length);
        }
    }
}
