//! Documents side by side: their paths go in; what they tell alike, what
//! differently and what one tells alone comes out.
//!
//! 1. Sentences of each two documents are paired by what they share
//!    ([`sentences`](mod@super::sentences)), nearest first.
//! 2. Pairs grow into groups with at most one sentence a document, each near to
//!    all others: told by both. What is in no pair is told by one only.
//! 3. Differences: a figure of one unit in near sentences with another value;
//!    roles of one person of which none has the words of another; dates of one
//!    event; wording, place and speaker of one quotation.
//!
//! Pairs are found through what is rare in both, so that time grows with the
//! sentences that share something, not with all pairs of them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::sentences::{Feature, Keys, Sentence, is_strong};
use super::{Pages, count, differences};
use crate::analyse::story::facts::DocumentFacts;
use crate::query::Corpus;
use crate::request::CompareRequest;
use crate::response::{CompareResponse, ComparedDocument, Evidence, OnlyIn, Told};
use crate::sorting;

/// Documents that are compared at most.
const MOST: usize = 12;
/// How near two sentences must be to tell the same.
pub(super) const SAME: f32 = 0.28;
/// How near they must be to be about the same.
const NEAR: f32 = 0.2;
/// Sentences of one document that may have what pairs are found through.
const FREQUENT: usize = 40;
/// Words shared that a row tells.
const SHOWN: usize = 8;

/// Two sentences that tell the same or are about the same.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) near: f32,
    /// Places in the row of all sentences.
    pub(super) a: usize,
    pub(super) b: usize,
    shared: Vec<(Feature, f32)>,
}

impl Pair {
    /// They tell the same.
    fn is_same(&self) -> bool {
        self.near >= SAME && is_strong(&self.shared)
    }
}

/// A comparison under way.
#[derive(Debug, Default)]
pub(crate) struct Compare {
    keys: Option<Keys>,
    documents: Vec<u32>,
    all: Vec<Sentence>,
    /// The sentences of each document, and what its story has.
    places: Vec<Range<usize>>,
    known: Vec<(u32, DocumentFacts)>,
    pairs: Vec<Pair>,
    /// How many pairs of documents are compared.
    compared: usize,
    /// Those that are told by several, and how many are shown.
    groups: Option<Vec<Group>>,
    shown: usize,
    response: CompareResponse,
}

impl Compare {
    /// Works on a request while `go_on` says so: a slice is a document that is
    /// read, two that are compared, a passage that is shown. The answer, once it
    /// is there.
    pub(crate) fn step(
        &mut self,
        corpus: Corpus<'_>,
        request: &CompareRequest,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Option<CompareResponse> {
        let story = corpus.postings.story.as_ref();
        if self.keys.is_none() {
            self.keys = Some(Keys::new(corpus, story));
            self.choose(corpus, request);
            if !go_on() {
                return None;
            }
        }
        let keys = self.keys.as_mut()?;
        while let Some(&document) = self.documents.get(self.known.len()) {
            let facts = story.map(|story| story.document(document)).unwrap_or_default();
            let from = self.all.len();
            self.all.extend(keys.sentences(corpus, document, &facts));
            self.known.push((document, facts));
            self.places.push(from..self.all.len());
            if !go_on() {
                return None;
            }
        }
        let count_of = self.places.len();
        while self.compared < count_of * count_of {
            let (a, b) = (self.compared / count_of, self.compared % count_of);
            self.compared += 1;
            if a >= b {
                continue;
            }
            let [a, b] = [a, b].map(|it| self.places[it].clone());
            self.pairs.extend(near_pairs(&self.all, a, b));
            if !go_on() {
                return None;
            }
        }
        let pairs = &mut self.pairs;
        let groups = self.groups.get_or_insert_with(|| {
            sorting::sort_by(pairs, |x, y| {
                y.near.total_cmp(&x.near).then((x.a, x.b).cmp(&(y.a, y.b)))
            });
            groups(&self.all, pairs)
        });
        let mut pages = Pages::new(corpus);
        let limit = request.limit as usize;
        while let Some(group) = groups.get(self.shown).filter(|_| self.shown < limit) {
            let own = group.sentences.iter().map(|&it| &self.all[it]);
            let passages =
                own.map(|it| pages.passage(it.document, &it.tokens, "shared words")).collect();
            let mut shared = keys.told(corpus, &group.shared);
            shared.truncate(SHOWN);
            self.response.both.push(Told { passages, shared });
            self.shown += 1;
            if !go_on() {
                return None;
            }
        }
        let told: BTreeSet<usize> =
            groups.iter().flat_map(|group| group.sentences.clone()).collect();
        let response = &mut self.response;
        response.totals[0] = count(groups.len());
        if let Some(story) = story {
            let known = (&story.names[..], &self.known[..]);
            response.differs = differences::find(&mut pages, known, &self.all, pairs);
        }
        response.totals[1] = count(response.differs.len());
        response.differs.truncate(limit);
        let (all, places) = (&self.all, &self.places);
        response.only = only(&mut pages, all, places, &told, limit, &mut response.totals[2]);
        response.documents = self.documents.iter().map(|&it| compared(corpus, it)).collect();
        Some(std::mem::take(response))
    }

    /// Looks up the documents.
    fn choose(&mut self, corpus: Corpus<'_>, request: &CompareRequest) {
        for path in &request.documents {
            match corpus.index.document_at(path) {
                Some(document) if self.documents.contains(&document) => {}
                Some(document) if self.documents.len() < MOST => self.documents.push(document),
                _ => self.response.missing.push(path.clone()),
            }
        }
    }
}

fn compared(corpus: Corpus<'_>, document: u32) -> ComparedDocument {
    let record = &corpus.index.documents[document as usize];
    let title = crate::query::passages::decode_title(corpus, document);
    ComparedDocument {
        path: record.path.clone(),
        title: title.map(|unit| unit.content.text.trim().to_owned()).unwrap_or_default(),
        date: record.date.map(|date| date.to_string()),
    }
}

fn only(
    pages: &mut Pages<'_>,
    all: &[Sentence],
    places: &[Range<usize>],
    told: &BTreeSet<usize>,
    limit: usize,
    total: &mut u32,
) -> Vec<OnlyIn> {
    let mut lists = Vec::new();
    for place in places {
        let Some(first) = all.get(place.start).filter(|_| !place.is_empty()) else { continue };
        let alone: Vec<usize> = place.clone().filter(|it| !told.contains(it)).collect();
        *total = total.saturating_add(count(alone.len()));
        let passages: Vec<Evidence> = alone
            .iter()
            .take(limit)
            .map(|&it| pages.passage(all[it].document, &all[it].tokens, "told here only"))
            .collect();
        let path = pages.path(first.document);
        lists.push(OnlyIn { path, passages });
    }
    lists
}

/// Sentences of two documents that are about the same.
pub(super) fn near_pairs(all: &[Sentence], a: Range<usize>, b: Range<usize>) -> Vec<Pair> {
    let mut with: BTreeMap<Feature, Vec<usize>> = BTreeMap::new();
    for place in b {
        for (feature, _) in &all[place].features {
            with.entry(*feature).or_default().push(place);
        }
    }
    let mut pairs = Vec::new();
    for a in a {
        let mut others: Vec<usize> = all[a]
            .features
            .iter()
            .filter_map(|(feature, _)| with.get(feature))
            .filter(|places| places.len() <= FREQUENT)
            .flatten()
            .copied()
            .collect();
        others.sort_unstable();
        others.dedup();
        for b in others {
            let (near, shared) = all[a].nearness(&all[b]);
            if near >= NEAR {
                pairs.push(Pair { near, a, b, shared });
            }
        }
    }
    pairs
}

/// Sentences of several documents that tell the same.
#[derive(Debug)]
struct Group {
    /// In order of documents.
    sentences: Vec<usize>,
    shared: Vec<(Feature, f32)>,
}

/// Groups from pairs, the nearest first, each document in a group once; every
/// sentence of a pair is in a group.
fn groups(all: &[Sentence], pairs: &[Pair]) -> Vec<Group> {
    let mut group_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for pair in pairs.iter().filter(|pair| pair.is_same()) {
        // One of each document, near to all others.
        let has = |group: &Group, sentence: usize| {
            group.sentences.iter().any(|&it| {
                all[it].document == all[sentence].document
                    || all[it].nearness(&all[sentence]).0 < NEAR
            })
        };
        let place = match (group_of.get(&pair.a).copied(), group_of.get(&pair.b).copied()) {
            (Some(_), Some(_)) => continue,
            (Some(group), None) if !has(&groups[group], pair.b) => {
                groups[group].sentences.push(pair.b);
                group
            }
            (None, Some(group)) if !has(&groups[group], pair.a) => {
                groups[group].sentences.push(pair.a);
                group
            }
            // A sentence that is told with another already is shown with both.
            _ => {
                let sentences = vec![pair.a, pair.b];
                groups.push(Group { sentences, shared: pair.shared.clone() });
                groups.len() - 1
            }
        };
        group_of.entry(pair.a).or_insert(place);
        group_of.entry(pair.b).or_insert(place);
    }
    for group in &mut groups {
        group.sentences.sort_unstable();
    }
    sorting::sort_by_key(&mut groups, |group| group.sentences.clone());
    groups
}
