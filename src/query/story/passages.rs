//! What others tell of a document's passages: a path goes in; its sentences that
//! stand in other documents too come out, and its near-duplicates.
//!
//! Others are found through the rarest words and names of each sentence, by
//! their postings: at most [`PLACES`] places a sentence. A sentence found so is
//! compared as whole. Near-duplicates are the documents that share most runs of
//! five words, counted exactly for those that share most sentences.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::SAME;
use super::sentences::{Feature, Keys, Sentence, is_strong};
use super::{Corpus, Pages, count};
use crate::query::passages::text_of;
use crate::request::PassagesRequest;
use crate::response::{PassagesResponse, Telling};
use crate::sorting;

/// Places looked at for a word, and for a sentence.
const OF_A_WORD: usize = 60;
const PLACES: usize = 400;
/// Words of a sentence that others are looked for by.
const RAREST: usize = 8;
/// Documents that are read for one request.
const DOCUMENTS: usize = 400;
/// Others that are given for a sentence.
const OTHERS: usize = 5;
/// Documents of which the runs of words are counted.
const COUNTED: usize = 20;
/// Share of a document's runs that makes another a near-duplicate.
const DUPLICATE: f64 = 0.5;
/// Words of a run.
const RUN: usize = 5;
/// Words shared that a row tells.
const SHOWN: usize = 8;

/// How near another sentence is, its place, and what it shares.
type Near = (f32, usize, Vec<(Feature, f32)>);

/// A request for passages under way.
#[derive(Debug, Default)]
pub(crate) struct Passages {
    keys: Option<Keys>,
    own: Vec<Sentence>,
    /// Documents that are read, and how many of them are.
    candidates: Vec<(u32, u32)>,
    read: usize,
    others: Vec<Sentence>,
    /// Places among the others of what has each feature of the own sentences.
    with: BTreeMap<Feature, Vec<usize>>,
    /// Own sentences that are looked up.
    told: usize,
    passages: Vec<Telling>,
    shared_with: BTreeMap<u32, u32>,
    duplicates: Option<Duplicates>,
}

impl Passages {
    /// Works on a request for the document `document` while `go_on` says so: a
    /// slice is a document that is read, a sentence that is looked up, a document
    /// whose runs are counted. The answer, once it is there.
    pub(crate) fn step(
        &mut self,
        corpus: Corpus<'_>,
        request: &PassagesRequest,
        document: u32,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Option<PassagesResponse> {
        let story = corpus.postings.story.as_ref();
        let facts =
            |document: u32| story.map(|story| story.document(document)).unwrap_or_default();
        let is_new = self.keys.is_none();
        let keys = self.keys.get_or_insert_with(|| Keys::new(corpus, story));
        if is_new {
            self.own = keys.sentences(corpus, document, &facts(document));
            self.candidates = documents_near(corpus, document, &self.own);
            let features = self.own.iter().flat_map(|sentence| &sentence.features);
            self.with = features.map(|(feature, _)| (*feature, Vec::new())).collect();
            if !go_on() {
                return None;
            }
        }
        while let Some(&(other, _)) = self.candidates.get(self.read) {
            for sentence in keys.sentences(corpus, other, &facts(other)) {
                for (feature, _) in &sentence.features {
                    if let Some(places) = self.with.get_mut(feature) {
                        places.push(self.others.len());
                    }
                }
                self.others.push(sentence);
            }
            self.read += 1;
            if !go_on() {
                return None;
            }
        }
        let mut pages = Pages::new(corpus);
        while self.told < self.own.len() {
            self.tell(corpus, &mut pages, document);
            self.told += 1;
            if !go_on() {
                return None;
            }
        }
        let shared_with = &mut self.shared_with;
        let duplicates = self.duplicates.get_or_insert_with(|| {
            Duplicates::new(corpus, document, std::mem::take(shared_with))
        });
        while duplicates.count(corpus) {
            if !go_on() {
                return None;
            }
        }
        let (duplicates, shares) = duplicates.found();
        let duplicates = duplicates.into_iter().map(|it| pages.path(it)).collect();
        let passages = std::mem::take(&mut self.passages);
        Some(PassagesResponse { path: request.path.clone(), passages, duplicates, shares })
    }

    /// Looks up who else tells the sentence at hand.
    fn tell(&mut self, corpus: Corpus<'_>, pages: &mut Pages<'_>, document: u32) {
        let Self { own, others, with, .. } = self;
        let sentence = &own[self.told];
        let mut features = sentence.features.clone();
        sorting::sort_by_cached_key(&mut features, |(feature, _)| {
            (with.get(feature).map_or(0, Vec::len), *feature)
        });
        let rare = features.iter().filter_map(|(feature, _)| with.get(feature));
        let rare = rare.filter(|places| !places.is_empty()).take(RAREST);
        let mut places: Vec<usize> = rare.flatten().copied().take(PLACES).collect();
        places.sort_unstable();
        places.dedup();
        let mut near: Vec<Near> = Vec::new();
        for place in places {
            let (nearness, shared) = sentence.nearness(&others[place]);
            if nearness >= SAME && is_strong(&shared) {
                near.push((nearness, place, shared));
            }
        }
        sorting::sort_by(&mut near, |x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        // One sentence of each document.
        let mut seen = BTreeSet::new();
        near.retain(|(_, place, _)| seen.insert(others[*place].document));
        for &other in &seen {
            *self.shared_with.entry(other).or_default() += 1;
        }
        near.truncate(OTHERS);
        let (Some((_, _, shared)), Some(keys)) = (near.first(), &self.keys) else { return };
        let mut shared = keys.told(corpus, shared);
        shared.truncate(SHOWN);
        let place = pages.passage(document, &sentence.tokens, "");
        let others = near
            .iter()
            .map(|(_, place, _)| {
                pages.passage(others[*place].document, &others[*place].tokens, "shared words")
            })
            .collect();
        self.passages.push(Telling { start: place.start, end: place.end, others, shared });
    }
}

/// Documents that have the rarest words of some sentences, those with most
/// first.
fn documents_near(corpus: Corpus<'_>, document: u32, own: &[Sentence]) -> Vec<(u32, u32)> {
    let mut found: BTreeMap<u32, u32> = BTreeMap::new();
    for sentence in own {
        let mut words: Vec<(u32, u32)> = sentence
            .features
            .iter()
            .filter_map(|(feature, _)| match feature {
                Feature::Word(term) => Some((corpus.postings.frequency(*term), *term)),
                _ => None,
            })
            .collect();
        words.sort_unstable();
        for (_, term) in words.into_iter().take(RAREST) {
            let mut walk = corpus.postings.walk();
            let mut last = document;
            for position in corpus.postings.of(term).take(OF_A_WORD) {
                let other = walk.document(position);
                if other != document && other != last {
                    *found.entry(other).or_default() += 1;
                    last = other;
                }
            }
        }
    }
    let mut found: Vec<(u32, u32)> = found.into_iter().collect();
    sorting::sort_by_key(&mut found, |&(other, shared)| (std::cmp::Reverse(shared), other));
    found.truncate(DOCUMENTS);
    found
}

/// Documents that share most runs of words with one.
#[derive(Debug)]
struct Duplicates {
    /// Its runs.
    own: Vec<u64>,
    /// Documents that are not counted yet, and those that are, with the runs that
    /// they share.
    left: Vec<u32>,
    counted: Vec<(u32, u32)>,
}

impl Duplicates {
    fn new(corpus: Corpus<'_>, document: u32, shared_with: BTreeMap<u32, u32>) -> Self {
        let mut near: Vec<(u32, u32)> = shared_with.into_iter().collect();
        sorting::sort_by_key(&mut near, |&(other, shared)| (std::cmp::Reverse(shared), other));
        near.truncate(COUNTED);
        let left = near.into_iter().map(|(other, _)| other).collect();
        Self { own: runs(corpus, document), left, counted: Vec::new() }
    }

    /// Counts the runs of a document, if there is one left.
    fn count(&mut self, corpus: Corpus<'_>) -> bool {
        let Some(other) = self.left.pop() else { return false };
        let theirs = runs(corpus, other);
        let same = self.own.iter().filter(|run| theirs.binary_search(run).is_ok()).count();
        self.counted.push((other, count(same)));
        true
    }

    /// The near-duplicates, and which part of the runs each shares.
    fn found(&mut self) -> (Vec<u32>, Vec<f64>) {
        let all = f64::from(count(self.own.len()).max(1));
        let mut found = std::mem::take(&mut self.counted);
        found.retain(|(_, same)| f64::from(*same) >= DUPLICATE * all);
        sorting::sort_by_key(&mut found, |&(other, same)| (std::cmp::Reverse(same), other));
        found.into_iter().map(|(other, same)| (other, f64::from(same) / all)).unzip()
    }
}

/// The runs of five words of a document, as numbers, each once.
pub(super) fn runs(corpus: Corpus<'_>, document: u32) -> Vec<u64> {
    let range = text_of(corpus, document);
    let words = corpus.postings.words.get(range.start as usize..range.end as usize);
    let terms = &corpus.index.forms.term_of;
    let words: Vec<u64> = words
        .unwrap_or(&[])
        .iter()
        .map(|word| u64::from(terms.get(*word as usize).copied().unwrap_or(0)))
        .collect();
    let mut runs: Vec<u64> = words
        .windows(RUN)
        .map(|run| {
            run.iter().fold(0_u64, |all, word| {
                (all.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
            })
        })
        .collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}
