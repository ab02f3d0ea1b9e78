//! Sentences as sets of what they tell: a document goes in; for each of its
//! sentences come out the names, figures and words in it, each with its weight.
//!
//! A word weighs what it tells: the logarithm of how many sentences of the
//! corpus do without it for one that has it; function words weigh nothing, the
//! forms of one stem are one word. A name counts once instead of its words, and
//! the words of roles count nothing: they belong to the name. Two sentences are
//! as near as the weight of what they share is large against what they have:
//! halfway between Dice's measure of both and the part of the lighter one that
//! the other has, so that a short sentence is found in a long one. To tell the
//! same they must share something strong as well: a figure, four words in a row,
//! five words, or two of names that most sentences do not have and dates, or one
//! with other things.

use crate::analyse::cases;
use std::collections::BTreeMap;

use super::{Corpus, each_sentence};
use crate::analyse::story::facts::{DocumentFacts, Span};
use crate::index::story::Facts;
use crate::query::own_tokens::OwnTokens;
use crate::query::{broader, ranking, terms};

/// What a sentence may have: its sort and its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Feature {
    Name(u32),
    /// A place in [`Keys::figures`].
    Figure(u32),
    /// The words of a date.
    Date(u32),
    /// A term that stands for its stem.
    Word(u32),
    /// Four words in a row of which two tell something.
    Run(u32),
}

/// A sentence.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) document: u32,
    /// Tokens of the document's text.
    pub(super) tokens: Span,
    /// What it has, sorted, with weights.
    pub(super) features: Vec<(Feature, f32)>,
    /// All weights.
    total: f32,
}

/// Words of a sentence that is too short to be compared.
const SHORTEST: usize = 3;
/// Words of the longest stretch that is taken for a sentence.
const LONGEST: u32 = 400;
/// Words of an average sentence.
const AVERAGE: f32 = 22.0;
/// Sentences that a corpus has at least, for the weights: of a few everything
/// would be in all.
const FEW: f32 = 60.0;
/// Weight below which words tell nothing.
const COMMON: f32 = 0.3;
/// Weight from which on a name is in few sentences: one of seven.
const STRONG: f32 = 2.0;
/// Words that are strong together.
const MANY: usize = 5;
/// Words of a run.
const RUN: usize = 4;

/// Numbers for what the sentences of one request have.
#[derive(Debug)]
pub(super) struct Keys {
    /// The term that stands for a term's stem.
    of_term: BTreeMap<u32, u32>,
    of_stem: BTreeMap<(u32, String), u32>,
    /// Value, unit.
    figures: BTreeMap<(u64, String), u32>,
    /// How often each name is mentioned.
    mentions: Vec<u32>,
}

impl Keys {
    pub(super) fn new(corpus: Corpus<'_>, story: Option<&Facts>) -> Self {
        let mut mentions = vec![0_u32; story.map_or(0, |story| story.names.len())];
        let documents = story.map_or(0, |_| corpus.postings.documents());
        for mention in (0..documents).filter_map(|it| Some(story?.mentions(it))).flatten() {
            if let Some(count) = mentions.get_mut(mention.name as usize) {
                *count += 1;
            }
        }
        let (of_term, of_stem) = (BTreeMap::new(), BTreeMap::new());
        Self { of_term, of_stem, figures: BTreeMap::new(), mentions }
    }

    fn word(&mut self, corpus: Corpus<'_>, document: u32, term: u32) -> u32 {
        if let Some(&known) = self.of_term.get(&term) {
            return known;
        }
        let stem = broader::stem_of(corpus, document, term);
        let first = *self.of_stem.entry(stem).or_insert(term);
        self.of_term.insert(term, first);
        first
    }

    /// The sentences of a document.
    pub(super) fn sentences(
        &mut self,
        corpus: Corpus<'_>,
        document: u32,
        facts: &DocumentFacts,
    ) -> Vec<Sentence> {
        let Corpus { index, postings } = corpus;
        let own = OwnTokens::new(&index.documents[document as usize].boilerplate);
        let (mut mention, mut figure, mut role, mut date) = (0, 0, 0, 0);
        let mut found = Vec::new();
        each_sentence(corpus, document, &mut |rows, words| {
            let tokens = own.token(rows.start)..own.token(rows.end - 1).saturating_add(1);
            let mut features: Vec<(Feature, f32)> = Vec::new();
            let mut taken: Vec<Span> = Vec::new();
            while let Some(it) = facts.mentions.get(mention) {
                if it.span.start >= tokens.end {
                    break;
                }
                mention += 1;
                let count = self.mentions.get(it.name as usize).copied().unwrap_or(1);
                features.push((Feature::Name(it.name), rarity(corpus, count)));
                taken.push(it.span.clone());
            }
            while let Some(it) = facts.roles.get(role) {
                if it.span.start >= tokens.end {
                    break;
                }
                role += 1;
                taken.push(it.span.clone());
            }
            while let Some(it) = facts.figures.get(figure) {
                if it.span.start >= tokens.end {
                    break;
                }
                figure += 1;
                let unit = plain_unit(&it.unit);
                let next = u32::try_from(self.figures.len()).unwrap_or(u32::MAX);
                let key = *self.figures.entry((it.value.to_bits(), unit)).or_insert(next);
                features.push((Feature::Figure(key), rarity(corpus, 2)));
            }
            let mut dates: Vec<Span> = Vec::new();
            while let Some(it) = facts.dates.get(date) {
                if it.span.start >= tokens.end {
                    break;
                }
                date += 1;
                dates.push(it.span.clone());
            }
            // Each word in a row, and whether it tells something.
            let mut row_of_words: Vec<(u32, bool)> = Vec::with_capacity(words.len());
            for &(row, term) in words {
                let token = own.token(row);
                let named = taken.iter().any(|span| span.contains(&token));
                let weight = rarity(corpus, postings.frequency(term));
                let tells = weight > COMMON && index.common.binary_search(&term).is_err();
                row_of_words.push((term, tells));
                if dates.iter().any(|span| span.contains(&token)) {
                    features.push((Feature::Date(term), weight));
                } else if tells && !named {
                    features.push((Feature::Word(self.word(corpus, document, term)), weight));
                }
            }
            for run in row_of_words.windows(RUN) {
                if run.iter().filter(|(_, tells)| *tells).count() >= 2 {
                    features.push((Feature::Run(hash(run)), 0.0));
                }
            }
            if words.len() < SHORTEST || rows.end - rows.start > LONGEST {
                return;
            }
            features.sort_unstable_by_key(|(feature, _)| *feature);
            features.dedup_by_key(|(feature, _)| *feature);
            let total = features.iter().map(|(_, weight)| weight).sum();
            found.push(Sentence { document, tokens, features, total });
        });
        found
    }

    /// Features in words, the weightiest first.
    pub(super) fn told(&self, corpus: Corpus<'_>, shared: &[(Feature, f32)]) -> Vec<String> {
        let story = corpus.postings.story.as_ref();
        let mut shared = shared.to_vec();
        crate::sorting::sort_by(&mut shared, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let text = |feature: Feature| match feature {
            Feature::Name(name) => {
                story?.names.get(name as usize).map(|name| name.name.clone())
            }
            Feature::Figure(number) => {
                let found = self.figures.iter().find(|(_, it)| **it == number)?.0;
                let value = f64::from_bits(found.0);
                Some(format!("{value} {}", found.1).trim_end().to_owned())
            }
            Feature::Word(term) | Feature::Date(term) => Some(terms::spelling_of(corpus, term)),
            // Its words are there already.
            Feature::Run(_) => None,
        };
        let rank = |feature: Feature| match feature {
            Feature::Name(_) => 0,
            Feature::Figure(_) => 1,
            Feature::Date(_) => 2,
            Feature::Word(_) | Feature::Run(_) => 3,
        };
        crate::sorting::sort_by_key(&mut shared, |(feature, _)| rank(*feature));
        shared.iter().filter_map(|(feature, _)| text(*feature)).collect()
    }
}

/// What so many in the corpus weigh.
fn rarity(corpus: Corpus<'_>, count: u32) -> f32 {
    let words = u32::try_from(corpus.postings.words.len()).unwrap_or(u32::MAX);
    let sentences = (ranking::real(words) / AVERAGE).max(FEW);
    (sentences / ranking::real(count.max(1))).ln().max(0.0)
}

/// A unit as it is compared: small, without the plural.
pub(super) fn plain_unit(unit: &str) -> String {
    let lower = cases::lower(unit);
    match lower.strip_suffix('s') {
        Some(one) if one.len() > 2 && !one.ends_with('s') => one.to_owned(),
        _ => lower,
    }
}

fn hash(run: &[(u32, bool)]) -> u32 {
    run.iter().fold(0x811c_9dc5_u32, |all, (term, _)| {
        (all.rotate_left(9) ^ term).wrapping_mul(0x9e37_79b1)
    })
}

/// Whether what is shared is strong enough to tell the same.
pub(super) fn is_strong(shared: &[(Feature, f32)]) -> bool {
    let (mut strong, mut words, mut all) = (0, 0, 0);
    for (feature, weight) in shared {
        all += usize::from(*weight > 0.0);
        match feature {
            Feature::Figure(_) | Feature::Run(_) => return true,
            Feature::Date(_) => strong += 1,
            Feature::Name(_) => strong += usize::from(*weight >= STRONG),
            Feature::Word(_) => words += 1,
        }
    }
    words >= MANY || strong >= 2 || strong == 1 && all >= MANY - 1
}

impl Sentence {
    /// What both have, and how near that makes them.
    pub(super) fn nearness(&self, other: &Self) -> (f32, Vec<(Feature, f32)>) {
        let mut shared = Vec::new();
        let (mut a, mut b) = (0, 0);
        while let (Some(x), Some(y)) = (self.features.get(a), other.features.get(b)) {
            match x.0.cmp(&y.0) {
                std::cmp::Ordering::Less => a += 1,
                std::cmp::Ordering::Greater => b += 1,
                std::cmp::Ordering::Equal => {
                    shared.push((x.0, x.1.max(y.1)));
                    (a, b) = (a + 1, b + 1);
                }
            }
        }
        let weight: f32 = shared.iter().map(|(_, weight)| weight).sum();
        let lighter = self.total.min(other.total).max(f32::MIN_POSITIVE);
        let dice = 2.0 * weight / (self.total + other.total).max(f32::MIN_POSITIVE);
        let mut near = (dice + (weight / lighter).min(1.0)) / 2.0;
        // Names alone do not make a passage, and neither does a single word.
        let words = shared.iter().filter(|(it, _)| !matches!(it, Feature::Name(_))).count();
        let words = words.min(shared.iter().filter(|(_, weight)| *weight > 0.0).count());
        if words < 2 || shared.len() < 3 {
            near /= 2.0;
        }
        (near, shared)
    }
}
