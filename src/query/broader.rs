//! A broader search: the documents that a query finds first go in, words that
//! set them apart come out, to be looked for besides.
//!
//! Feedback after Rocchio (1971) without a person who judges: the best
//! [`DOCUMENTS`] documents are taken for good ones, each the more the better it
//! scores. A word's weight in a document is that of BM25, of a vector of length
//! one; the sum over the documents is its worth. The [`WORDS`] words of most
//! worth are added. The first counts [`SHARE`] of a word of the query, the
//! others less in proportion to their worth. Spellings of one stem are one
//! word; words of the query, function words and numbers are left out.
//!
//! Mean average precision rises from .428 to .465 on Cranfield and from .353 to
//! .377 on CACM, nDCG@10 from .522 to .554 and from .501 to .532. Weights of
//! relevance models (RM1), of divergence from randomness (Bo1, KL) and of
//! Robertson and Sparck Jones gain less; so do documents that all count alike.

use std::collections::BTreeMap;

use super::Corpus;
use super::matching::{self, Part};
use super::plan::{Plan, PlannedGroup, PlannedWords};
use super::ranking::{self, Counted};
use super::terms;
use super::tree::{WordTest, Zone};
use crate::analyse::stems::stemmable;
use crate::sorting;

/// Documents that are taken for good ones.
pub(super) const DOCUMENTS: usize = 20;
/// Words that are added.
const WORDS: usize = 20;
/// What the best word counts beside a word of the query.
const SHARE: f32 = 0.5;
/// Shortest word that is added, in letters.
const SHORTEST: usize = 3;
/// Words of a document that are looked at: the first.
const MOST_READ: usize = 20_000;

/// A word that is looked for besides those of the query.
pub(crate) struct Added {
    /// In a spelling for people.
    pub(crate) word: String,
    /// What it counts beside a word of the query.
    pub(crate) share: f32,
    pub(crate) counted: Counted,
}

/// What a stem is worth.
struct Worth {
    sum: f32,
    /// The term that is most of it, and how much.
    term: u32,
    most: f32,
}

/// Finds words; `found` are documents with their scores, the best first, and
/// `without` are words that are not wanted.
pub(crate) fn added(
    corpus: Corpus<'_>,
    plan: &Plan,
    found: &[(u32, f32)],
    without: &[String],
) -> Vec<Added> {
    let mut own: Vec<u32> = Vec::new();
    plan.groups.iter().for_each(|group| group.words.terms(&mut own));
    own.sort_unstable();
    let mut ranked: Vec<Worth> = worth(corpus, found, &own).into_values().collect();
    sorting::sort_by(&mut ranked, |a, b| b.sum.total_cmp(&a.sum).then(a.term.cmp(&b.term)));
    let most = ranked.first().map_or(1.0, |worth| worth.sum);
    let mut list: Vec<Added> = Vec::new();
    for Worth { sum, term, .. } in ranked {
        if list.len() == WORDS {
            break;
        }
        let word = terms::spelling_of(corpus, term);
        if own.binary_search(&term).is_ok() || without.contains(&word) {
            continue;
        }
        let Ok(set) = terms::terms_of(corpus, &WordTest::Form(word.clone())) else { continue };
        if set.terms.iter().any(|(term, _)| own.binary_search(term).is_ok()) {
            continue;
        }
        own.extend(set.terms.iter().map(|(term, _)| *term));
        own.sort_unstable();
        let group = PlannedGroup {
            words: PlannedWords::Sequence(vec![set]),
            zone: Zone::Anywhere,
            positive: true,
            times: 1,
            label: word.clone(),
        };
        let counted =
            ranking::count(corpus, &matching::matches(corpus, &group, &Part::all(corpus)));
        list.push(Added { word, share: SHARE * sum / most, counted });
    }
    list
}

/// The worth of each stem of the best documents.
fn worth(
    corpus: Corpus<'_>,
    found: &[(u32, f32)],
    own: &[u32],
) -> BTreeMap<(u32, String), Worth> {
    let best = &found[..found.len().min(DOCUMENTS)];
    let trust = |score: f32| score * score * score;
    let total: f32 = best.iter().map(|(_, score)| trust(*score)).sum();
    let count = |n: usize| ranking::real(u32::try_from(n).unwrap_or(u32::MAX));
    let words = count(corpus.postings.words.len());
    let mut worth: BTreeMap<(u32, String), Worth> = BTreeMap::new();
    for &(document, score) in best {
        let range = corpus.postings.document(document);
        let range = range.start as usize..range.end as usize;
        let read = corpus.postings.words.get(range).unwrap_or(&[]).iter().take(MOST_READ);
        let mut terms: Vec<u32> =
            read.map(|&word| corpus.index.forms.term_of[word as usize]).collect();
        terms.sort_unstable();
        // Stem, term and weight.
        let mut vector: BTreeMap<(u32, String), (u32, f32)> = BTreeMap::new();
        for same in terms.chunk_by(|a, b| a == b) {
            let term = same[0];
            if is_good(corpus, term) && own.binary_search(&term).is_err() {
                let entry = vector.entry(stem_of(corpus, document, term));
                entry.or_insert((term, 0.0)).1 += count(same.len());
            }
        }
        let mut length = 0.0;
        for (term, weight) in vector.values_mut() {
            let rarity = (words / ranking::real(corpus.postings.frequency(*term))).ln();
            *weight = rarity * ranking::saturated(corpus, document, *weight);
            length += *weight * *weight;
        }
        for (stem, (term, weight)) in vector {
            let part = trust(score) / total * weight / length.sqrt().max(f32::MIN_POSITIVE);
            let entry = worth.entry(stem).or_insert(Worth { sum: 0.0, term, most: 0.0 });
            entry.sum += part;
            if part > entry.most {
                (entry.most, entry.term) = (part, term);
            }
        }
    }
    worth
}

/// Whether a term may be added at all.
fn is_good(corpus: Corpus<'_>, term: u32) -> bool {
    let word = corpus.index.terms.word(term);
    corpus.index.common.binary_search(&term).is_err()
        && word.chars().count() >= SHORTEST
        && !word.chars().any(char::is_numeric)
}

/// What the spellings of a word share in a document's language.
pub(crate) fn stem_of(corpus: Corpus<'_>, document: u32, term: u32) -> (u32, String) {
    let bit = corpus.postings.stemmer_bits.get(document as usize).copied().unwrap_or(0);
    let word = corpus.index.terms.word(term);
    match corpus.index.stems.get(bit.trailing_zeros() as usize) {
        Some(language) => (bit, language.rules.stem(&stemmable(word))),
        None => (bit, word.to_owned()),
    }
}
