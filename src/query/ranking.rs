//! Scores: the hits of each group go in, a score for each document comes out.
//!
//! **Words.** BM25 over two fields (Robertson, Zaragoza, Taylor 2004, "Simple
//! BM25 extension to multiple weighted fields"): a hit in the title counts as
//! [`TITLE_WEIGHT`] hits. For a group with `n` documents of `N`,
//!
//! ```text
//! idf   = ln(1 + (N − n + 0.5) / (n + 0.5))
//! score = Σ idf · f · (K1 + 1) / (f + K1 · (1 − B + B · words / mean words))
//! ```
//!
//! with f the weighted hits, once for each time that the group stands in the
//! query. A group of function words has no weight where the
//! query has others.
//!
//! **Nearness.** Words that stand beside each other in the query and near each
//! other in a document say more than either (Metzler and Croft 2005, sequential
//! dependence): for each pair of neighbours, the times that they stand within
//! [`WINDOW`] words count as hits of a word as rare as the rarer of the two, at
//! [`PAIR_WEIGHT`]. Only the best [`MOST_PAIRED`] documents are looked at.
//!
//! The parameters are the same for every corpus.

use super::Corpus;
use super::docset::DocSet;
use super::matching::Matches;
use super::plan::{Plan, PlannedWords};
use crate::response::{ScoreKind, ScorePart};
use crate::sorting;

/// How soon more hits stop to count; 0 means at once, 1.2 to 2 is usual.
const K1: f32 = 1.2;
/// How much long documents are discounted; 0 not at all, 1 in full.
const B: f32 = 0.75;
/// Hits that one in the title counts for.
const TITLE_WEIGHT: f32 = 3.0;
/// Words between two neighbours that are near.
const WINDOW: u32 = 8;
/// Weight of a pair beside that of a word.
const PAIR_WEIGHT: f32 = 0.2;
/// Documents whose pairs are looked at.
const MOST_PAIRED: usize = 1_000;

/// The documents of a group's hits, and how many there are in each.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    pub(crate) documents: DocSet,
    /// Document, hits, hits in the title.
    counts: Vec<(u32, u32, u32)>,
}

impl Counted {
    /// How many documents have hits.
    fn documents(&self) -> u32 {
        u32::try_from(self.counts.len()).unwrap_or(u32::MAX)
    }

    /// Adds what is counted of later documents.
    pub(crate) fn append(&mut self, mut more: Self) {
        self.documents.unite(&more.documents);
        self.counts.append(&mut more.counts);
    }

    /// How many hits there are in some documents.
    pub(crate) fn hits_in(&self, documents: &DocSet) -> u64 {
        let counts = self.counts.iter().filter(|it| documents.contains(it.0));
        counts.map(|&(_, hits, _)| u64::from(hits)).sum()
    }
}

/// Counts hits by document.
pub(crate) fn count(corpus: Corpus<'_>, matches: &Matches<'_>) -> Counted {
    let postings = corpus.postings;
    let mut documents = DocSet::empty(postings.documents());
    let mut counts: Vec<(u32, u32, u32)> = Vec::new();
    let mut walk = postings.walk();
    let mut rest: &[u32] = &matches.starts;
    while let Some(&start) = rest.first() {
        let document = walk.document(start);
        documents.insert(document);
        let (own, others) = rest.split_at(before(rest, postings.document(document).end));
        let title = postings.title(document);
        let in_title = match title.end > start {
            true => before(own, title.end) - before(own, title.start),
            false => 0,
        };
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        counts.push((document, number(own.len()), number(in_title)));
        rest = others;
    }
    Counted { documents, counts }
}

/// How many positions are before one: those at the beginning are looked at
/// first, in leaps.
pub(crate) fn before(positions: &[u32], end: u32) -> usize {
    let mut high = 1;
    while positions.get(high - 1).is_some_and(|&position| position < end) {
        high *= 2;
    }
    let low = high / 2;
    low + positions[low..positions.len().min(high)].partition_point(|&it| it < end)
}

/// The scores of a query.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    /// One for each document of the corpus.
    pub(crate) of: Vec<f32>,
    /// What the score of the document that was watched is made of.
    pub(crate) parts: Vec<ScorePart>,
    /// Groups of the plan without weight.
    pub(crate) weightless: Vec<usize>,
    /// Whether the pairs of the document that was watched were looked at.
    pub(crate) paired: bool,
}

impl Scores {
    fn new(corpus: Corpus<'_>) -> Self {
        Self { of: vec![0.0; corpus.postings.documents() as usize], ..Self::default() }
    }

    /// Adds what hits are worth.
    fn add(
        &mut self,
        corpus: Corpus<'_>,
        counted: &Counted,
        weight: f32,
        (kind, label): (ScoreKind, &str),
        watched: Option<u32>,
    ) {
        for &(document, hits, in_title) in &counted.counts {
            let frequency = real(hits) + (TITLE_WEIGHT - 1.0) * real(in_title);
            let saturation = saturated(corpus, document, frequency);
            self.of[document as usize] += weight * saturation;
            if watched == Some(document) {
                self.parts.push(ScorePart {
                    kind,
                    label: label.to_owned(),
                    score: weight * saturation,
                    occurrences: hits,
                    in_title,
                    documents: counted.documents(),
                    weight,
                    saturation,
                });
            }
        }
    }
}

/// Adds what a word is worth that is looked for besides those of the query.
pub(crate) fn add(
    corpus: Corpus<'_>,
    scores: &mut Scores,
    (label, share): (&str, f32),
    counted: &Counted,
    watched: Option<u32>,
) {
    let weight = share * idf(corpus, counted);
    scores.add(corpus, counted, weight, (ScoreKind::Expansion, label), watched);
}

/// A group of words that counts.
struct Weighed<'a> {
    label: &'a str,
    kind: ScoreKind,
    counted: &'a Counted,
    matches: &'a Matches<'a>,
    idf: f32,
    times: f32,
}

/// Scores every document; `groups` are all of the plan, `matches` those that
/// count. The score of the document `watched` is also taken apart.
pub(crate) fn scores(
    corpus: Corpus<'_>,
    plan: &Plan,
    groups: &[Counted],
    matches: &[Matches<'_>],
    watched: Option<u32>,
) -> Scores {
    let weighty = weighty_groups(corpus, plan);
    let mut scores =
        Scores { of: vec![0.0; corpus.postings.documents() as usize], ..Scores::default() };
    let mut words: Vec<Weighed<'_>> = Vec::new();
    let positive = plan.groups.iter().zip(groups).enumerate();
    let positive = positive.filter(|(_, (group, _))| group.positive);
    for ((place, (group, counted)), (matches, weighty)) in
        positive.zip(matches.iter().zip(weighty))
    {
        if !weighty {
            scores.weightless.push(place);
            continue;
        }
        words.push(Weighed {
            label: &group.label,
            kind: if group.only_word().is_some() { ScoreKind::Word } else { ScoreKind::Group },
            counted,
            matches,
            idf: idf(corpus, counted),
            times: f32::from(group.times),
        });
    }
    for word in &words {
        let weight = word.times * word.idf;
        scores.add(corpus, word.counted, weight, (word.kind, word.label), watched);
    }
    if words.len() > 1 {
        add_pairs(corpus, &words, watched, &mut scores);
    }
    scores
}

/// The scores for the hits of one group alone: document, hits, hits in the
/// title.
pub(crate) fn scores_of(
    corpus: Corpus<'_>,
    label: &str,
    counts: Vec<(u32, u32, u32)>,
    watched: Option<u32>,
) -> Scores {
    let mut scores = Scores::new(corpus);
    let counted = Counted { documents: DocSet::empty(0), counts };
    let weight = idf(corpus, &counted);
    scores.add(corpus, &counted, weight, (ScoreKind::Group, label), watched);
    scores
}

/// For each positive group, whether it has any weight: function words have
/// none, unless there is nothing else.
fn weighty_groups(corpus: Corpus<'_>, plan: &Plan) -> Vec<bool> {
    let common = &corpus.index.common;
    let positive = plan.groups.iter().filter(|group| group.positive);
    let weighty: Vec<bool> = positive
        .map(|group| match &group.words {
            PlannedWords::Sequence(words) if words.len() == 1 => {
                let terms = &words[0].terms;
                !terms.iter().any(|(term, _)| common.binary_search(term).is_ok())
            }
            _ => true,
        })
        .collect();
    if weighty.contains(&true) { weighty } else { vec![true; weighty.len()] }
}

fn add_pairs(
    corpus: Corpus<'_>,
    words: &[Weighed<'_>],
    watched: Option<u32>,
    scores: &mut Scores,
) {
    let with_score = (0_u32..).zip(&scores.of).filter(|(_, score)| **score > 0.0);
    let mut keys: Vec<u64> =
        with_score.map(|(document, &score)| best_first(document, score)).collect();
    let best = sorting::window(&mut keys, 0..MOST_PAIRED);
    let best: Vec<u32> = best.iter().map(|&key| sorting::halves(key).1).collect();
    for document in best {
        let range = corpus.postings.document(document);
        scores.paired |= watched == Some(document);
        for pair in words.windows(2) {
            let [left, right] = pair else { continue };
            let part = |matches: &Matches<'_>| matches.within(&range);
            let near = times_near(
                &left.matches.starts[part(left.matches)],
                &right.matches.starts[part(right.matches)],
            );
            if near == 0 {
                continue;
            }
            let weight = PAIR_WEIGHT * left.idf.max(right.idf);
            let saturation = saturated(corpus, document, real(near));
            scores.of[document as usize] += weight * saturation;
            if watched == Some(document) {
                scores.parts.push(ScorePart {
                    kind: ScoreKind::Pair,
                    label: [left.label, right.label].join(" … "),
                    score: weight * saturation,
                    occurrences: near,
                    in_title: 0,
                    documents: left.counted.documents().min(right.counted.documents()),
                    weight,
                    saturation,
                });
            }
        }
    }
}

/// How many of the left positions have a right one near, on either side.
fn times_near(left: &[u32], right: &[u32]) -> u32 {
    let mut from = 0;
    let mut times = 0;
    for &position in left {
        while right.get(from).is_some_and(|&other| other + WINDOW < position) {
            from += 1;
        }
        let near = right[from..].iter().take_while(|&&other| other <= position + WINDOW);
        times += u32::from(near.into_iter().any(|&other| other != position));
    }
    times
}

/// A number that orders documents by falling score, then by number.
pub(crate) fn best_first(document: u32, score: f32) -> u64 {
    // Scores are not negative, so that their bits are in their order.
    u64::from(!score.to_bits()) << 32 | u64::from(document)
}

fn idf(corpus: Corpus<'_>, counted: &Counted) -> f32 {
    let all = real(corpus.postings.documents());
    let with = real(counted.documents());
    (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
}

/// Hits as BM25 counts them: each less than the one before, less in long
/// documents.
pub(crate) fn saturated(corpus: Corpus<'_>, document: u32, frequency: f32) -> f32 {
    let mean = mean_words(corpus).max(1.0);
    let words = real(words_of(corpus, document));
    frequency * (K1 + 1.0) / (frequency + K1 * (1.0 - B + B * words / mean))
}

/// Words of a document.
pub(crate) fn words_of(corpus: Corpus<'_>, document: u32) -> u32 {
    u32::try_from(corpus.postings.document(document).len()).unwrap_or(u32::MAX)
}

/// Words of the documents on average.
pub(crate) fn mean_words(corpus: Corpus<'_>) -> f32 {
    let words = u32::try_from(corpus.postings.words.len()).unwrap_or(u32::MAX);
    real(words) / real(corpus.postings.documents()).max(1.0)
}

#[expect(clippy::cast_precision_loss, reason = "counts above 2^24 need no more precision")]
pub(crate) fn real(count: u32) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_before_one() {
        let positions = [3, 5, 8, 13, 21];
        for end in 0..25 {
            let expected = positions.iter().filter(|position| **position < end).count();
            assert_eq!(before(&positions, end), expected, "before {end}");
        }
        assert_eq!(before(&[], 7), 0);
    }

    #[test]
    fn scores_order_documents() {
        let mut keys = [(3, 0.0), (2, 1.5), (1, 1.5), (0, 1e-9), (4, 7.25)]
            .map(|(document, score)| best_first(document, score));
        keys.sort_unstable();
        assert_eq!(keys.map(|key| sorting::halves(key).1), [4, 1, 2, 0, 3]);
    }

    #[test]
    fn nearness_is_counted_once_for_each_left_position() {
        assert_eq!(times_near(&[10, 100], &[2, 12, 14, 109]), 1);
        assert_eq!(times_near(&[10], &[10]), 0);
        assert_eq!(times_near(&[10, 11], &[10, 11]), 2);
        assert_eq!(times_near(&[], &[1]), 0);
        assert_eq!(times_near(&[8], &[0, 16]), 1);
    }
}
