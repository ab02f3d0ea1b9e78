//! Hits: the terms of a group of words go in, the spans of positions where the
//! group stands come out, ascending.
//!
//! - One term: its positions, unpacked.
//! - Several terms: their postings are gathered and sorted, or, when they are
//!   many, marked in a row of bits, one for each word of the corpus, and read
//!   off: 5 ms for the 630,000 words in s of 33 MB, of which the scan of the
//!   row of words that was here before took 20.
//! - Words in a row: the rarest word's positions are tried, the others looked
//!   up beside them, the rarest first.
//! - Words near to each other: see `near`. Names, statements, figures: see `facts`.
//!
//! A group never reaches over the end of a unit.

use std::borrow::Cow;
use std::ops::Range;

use super::Corpus;
use super::facts;
use super::near;
use super::plan::{PlannedGroup, PlannedWords};
use super::terms::{Scope, TermSet};
use super::tree::Zone;
use crate::sorting;

/// The hits of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Matches<'a> {
    /// First position of each hit, ascending.
    pub(crate) starts: Cow<'a, [u32]>,
    pub(crate) lengths: Lengths,
}

/// Words of each hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lengths {
    /// The same for all.
    Same(u32),
    /// One for each start.
    Each(Vec<u32>),
}

impl Default for Lengths {
    fn default() -> Self {
        Self::Same(1)
    }
}

impl Matches<'_> {
    /// The same without a loan of the corpus.
    pub(crate) fn kept(self) -> Matches<'static> {
        Matches { starts: Cow::Owned(self.starts.into_owned()), lengths: self.lengths }
    }

    /// The span of the hit at a place among the starts.
    pub(crate) fn span(&self, place: usize) -> (u32, u32) {
        let start = self.starts[place];
        let length = match &self.lengths {
            Lengths::Same(length) => *length,
            Lengths::Each(lengths) => lengths.get(place).copied().unwrap_or(1),
        };
        (start, start.saturating_add(length))
    }

    /// Places of the hits that begin in a range of positions.
    pub(crate) fn within(&self, range: &Range<u32>) -> Range<usize> {
        let first = self.starts.partition_point(|&start| start < range.start);
        let rest = &self.starts[first..];
        first..first + rest.partition_point(|&start| start < range.end)
    }

    /// All spans, ascending by start.
    pub(crate) fn spans(&self) -> Vec<(u32, u32)> {
        (0..self.starts.len()).map(|place| self.span(place)).collect()
    }
}

/// Finds a group.
pub(crate) fn matches<'a>(corpus: Corpus<'a>, group: &PlannedGroup) -> Matches<'a> {
    let mut found = find(corpus, &group.words);
    if group.zone == Zone::Said {
        found = of_spans(facts::within(found.spans(), &facts::statements(corpus)));
    }
    if group.zone == Zone::Title {
        let mut walk = corpus.postings.walk();
        let kept: Vec<(u32, u32)> = found
            .spans()
            .into_iter()
            .filter(|&(start, end)| {
                let title = corpus.postings.title(walk.document(start));
                title.start <= start && end <= title.end
            })
            .collect();
        found = of_spans(kept);
    }
    found
}

fn find<'a>(corpus: Corpus<'a>, words: &PlannedWords) -> Matches<'a> {
    match words {
        PlannedWords::Sequence(words) => Matches {
            lengths: Lengths::Same(u32::try_from(words.len()).unwrap_or(u32::MAX)),
            starts: match &words[..] {
                [word] => positions(corpus, word),
                words if words.iter().any(|set| set.terms.is_empty()) => Cow::default(),
                words => Cow::Owned(sequence(corpus, words)),
            },
        },
        PlannedWords::Together { words, within } => {
            let parts: Vec<Cow<'_, [u32]>> =
                words.iter().map(|word| positions(corpus, word)).collect();
            of_spans(near::together(corpus, &parts, *within))
        }
        PlannedWords::Near { left, right, within, ordered } => {
            let (left, right) = (find(corpus, left).spans(), find(corpus, right).spans());
            of_spans(near::near(corpus, &left, &right, *within, *ordered))
        }
        PlannedWords::Fact(test) => of_spans(facts::spans(corpus, test)),
    }
}

fn of_spans(spans: Vec<(u32, u32)>) -> Matches<'static> {
    let (starts, lengths) = spans.into_iter().map(|(start, end)| (start, end - start)).unzip();
    Matches { starts: Cow::Owned(starts), lengths: Lengths::Each(lengths) }
}

/// The positions of one word.
fn positions<'a>(corpus: Corpus<'a>, word: &TermSet) -> Cow<'a, [u32]> {
    let postings = corpus.postings;
    if let Some(spelling) = word.spelling {
        let of_term = word.terms.iter().flat_map(|&(term, _)| postings.of(term));
        let exact = of_term.filter(|&position| postings.words[position as usize] == spelling);
        return Cow::Owned(exact.collect());
    }
    let total: usize = word.terms.iter().map(|(term, _)| postings.of(*term).len()).sum();
    if word.terms.len() > 1 && total > postings.words.len() / 256 {
        let mut bits = vec![0_u64; postings.words.len().div_ceil(64)];
        each(corpus, word, |position| bits[position as usize / 64] |= 1 << (position % 64));
        let mut all = Vec::with_capacity(total);
        for (place, mut rest) in (0_u32..).zip(bits) {
            while rest != 0 {
                all.push(place * 64 + rest.trailing_zeros());
                rest &= rest - 1;
            }
        }
        return Cow::Owned(all);
    }
    let mut all = Vec::with_capacity(total);
    each(corpus, word, |position| all.push(position));
    if word.terms.len() > 1 {
        all.sort_unstable();
    }
    Cow::Owned(all)
}

/// The positions of each term of a word, those of one ascending.
#[inline]
fn each(corpus: Corpus<'_>, word: &TermSet, mut take: impl FnMut(u32)) {
    let postings = corpus.postings;
    for &(term, scope) in &word.terms {
        let of_term = postings.of(term);
        if covers_all(corpus, scope) {
            of_term.for_each(&mut take);
            continue;
        }
        let mut walk = postings.walk();
        for position in of_term {
            let document = walk.document(position) as usize;
            if scope.holds(postings.stemmer_bits[document]) {
                take(position);
            }
        }
    }
}

fn sequence(corpus: Corpus<'_>, words: &[TermSet]) -> Vec<u32> {
    let postings = corpus.postings;
    let frequency = |set: &TermSet| -> u64 {
        set.terms.iter().map(|&(term, _)| u64::from(postings.frequency(term))).sum()
    };
    let mut others: Vec<(u32, &TermSet)> = (0..).zip(words).collect();
    sorting::sort_by_key(&mut others, |(_, set)| frequency(set));
    let (before, rarest) = others.remove(0);
    let others: Vec<(u32, Member<'_>)> =
        others.into_iter().map(|(at, set)| (at, Member::new(corpus, set))).collect();
    let length = u32::try_from(words.len()).unwrap_or(u32::MAX);
    let mut walk = postings.walk();
    let mut documents = postings.walk();
    let mut found = Vec::new();
    for &position in positions(corpus, rarest).iter() {
        let Some(start) = position.checked_sub(before) else { continue };
        let fits = others.iter().all(|(at, member)| {
            postings.words.get((start + at) as usize).is_some_and(|&word| {
                member.has(word) && member.in_scope(corpus, word, || documents.document(start))
            })
        });
        if fits && walk.end_of_unit(start) >= start.saturating_add(length) {
            found.push(start);
        }
    }
    found
}

fn covers_all(corpus: Corpus<'_>, scope: Scope) -> bool {
    scope == Scope::EVERYWHERE || corpus.postings.stemmer_bits.iter().all(|&b| scope.holds(b))
}

/// Tells quickly whether a type of the text is one of a word's.
struct Member<'a> {
    word: &'a TermSet,
    /// The types, where they are numbered in a row: those of one term.
    row: Range<u32>,
    /// One bit a type, for several terms.
    bits: Vec<u64>,
    scoped: bool,
}

impl<'a> Member<'a> {
    fn new(corpus: Corpus<'_>, word: &'a TermSet) -> Self {
        let forms = &corpus.index.forms;
        let row = match (word.spelling, &word.terms[..]) {
            (Some(spelling), _) => spelling..spelling + 1,
            (None, [(only, _)]) => forms.of_term(*only),
            _ => 0..0,
        };
        let mut bits = Vec::new();
        if row.is_empty() && !word.terms.is_empty() {
            bits.resize((forms.words() as usize).div_ceil(64), 0_u64);
            for number in word.terms.iter().flat_map(|&(term, _)| forms.of_term(term)) {
                bits[number as usize / 64] |= 1 << (number % 64);
            }
        }
        let scoped = word.terms.iter().any(|&(_, scope)| !covers_all(corpus, scope));
        Self { word, row, bits, scoped }
    }

    #[inline]
    fn has(&self, word: u32) -> bool {
        match self.bits.get(word as usize / 64) {
            Some(bits) => bits >> (word % 64) & 1 == 1,
            None => self.row.contains(&word),
        }
    }

    fn in_scope(&self, corpus: Corpus<'_>, word: u32, document: impl FnOnce() -> u32) -> bool {
        if !self.scoped {
            return true;
        }
        let term = corpus.index.forms.term_of[word as usize];
        let place = self.word.terms.binary_search_by_key(&term, |&(t, _)| t);
        let scope = place.map_or(Scope(0), |place| self.word.terms[place].1);
        scope == Scope::EVERYWHERE
            || scope.holds(corpus.postings.stemmer_bits[document() as usize])
    }
}

/// The hits of all groups in one document, in order of place. A hit that lies
/// within another is part of it and not counted again.
pub(crate) fn merge(spans: &mut Vec<(u32, u32)>) {
    sorting::sort_by_key(spans, |&(start, end)| (start, std::cmp::Reverse(end)));
    let mut furthest = 0;
    spans.retain(|&(_, end)| {
        let kept = end > furthest;
        furthest = furthest.max(end);
        kept
    });
}

/// The same for the hits of all groups in all documents.
pub(crate) fn merged(groups: &[Matches<'_>]) -> Matches<'static> {
    // Of those that begin at a place the longest comes first.
    let keys = |group: &Matches<'_>| -> Vec<u64> {
        let spans = (0..group.starts.len()).map(|place| group.span(place));
        spans.map(|(start, end)| u64::from(start) << 32 | u64::from(!end)).collect()
    };
    let sorted = sorting::merged(groups.iter().map(keys).collect());
    let (mut starts, mut lengths) = (Vec::new(), Vec::new());
    let mut furthest = 0;
    for key in sorted {
        let (start, end) = sorting::halves(key);
        if !end > furthest {
            furthest = !end;
            starts.push(start);
            lengths.push(furthest - start);
        }
    }
    Matches { starts: Cow::Owned(starts), lengths: Lengths::Each(lengths) }
}
