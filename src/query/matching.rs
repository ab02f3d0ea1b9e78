//! Hits: the terms of a group of words go in, the positions where the group
//! begins come out, ascending.
//!
//! - One term: its postings as they are.
//! - Several terms: their postings are gathered and sorted, or, when they are
//!   more than one in 32 of all words, found by one scan of the row of words
//!   (0.26 ns a word, whatever the set).
//! - Several words: the rarest word's positions are tried, the others looked
//!   up beside them. A group never reaches over the end of a unit.

use std::borrow::Cow;

use super::Corpus;
use super::terms::{Scope, TermSet};

/// The hits of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Matches<'a> {
    /// First position of each hit, ascending.
    pub(crate) starts: Cow<'a, [u32]>,
    /// Words of each hit.
    pub(crate) length: u32,
}

/// Finds a group.
pub(crate) fn matches<'a>(corpus: Corpus<'a>, words: &[TermSet]) -> Matches<'a> {
    let length = u32::try_from(words.len()).unwrap_or(u32::MAX);
    let starts = match words {
        [] => Cow::default(),
        [word] => positions(corpus, word),
        words if words.iter().any(|set| set.terms.is_empty()) => Cow::default(),
        words => Cow::Owned(sequence(corpus, words)),
    };
    Matches { starts, length }
}

/// The positions of one word.
fn positions<'a>(corpus: Corpus<'a>, word: &TermSet) -> Cow<'a, [u32]> {
    let postings = corpus.postings;
    if let [(term, scope)] = word.terms[..]
        && covers_all(corpus, scope)
    {
        return Cow::Borrowed(postings.of(term));
    }
    let total: usize = word.terms.iter().map(|(term, _)| postings.of(*term).len()).sum();
    if total > postings.words.len() / 32 {
        let member = Member::new(corpus, word);
        let mut walk = postings.walk();
        let found = (0_u32..).zip(&postings.words).filter(|&(position, &term)| {
            member.has(term) && member.in_scope(corpus, term, || walk.document(position))
        });
        return Cow::Owned(found.map(|(position, _)| position).collect());
    }
    let mut all = Vec::with_capacity(total);
    for &(term, scope) in &word.terms {
        let of_term = postings.of(term);
        if covers_all(corpus, scope) {
            all.extend_from_slice(of_term);
        } else {
            let mut walk = postings.walk();
            all.extend(of_term.iter().filter(|&&position| {
                let document = walk.document(position) as usize;
                scope.holds(postings.stemmer_bits[document])
            }));
        }
    }
    if word.terms.len() > 1 {
        all.sort_unstable();
    }
    Cow::Owned(all)
}

fn sequence(corpus: Corpus<'_>, words: &[TermSet]) -> Vec<u32> {
    let postings = corpus.postings;
    let frequency = |set: &TermSet| -> u64 {
        set.terms.iter().map(|&(term, _)| u64::from(postings.frequency(term))).sum()
    };
    let rarest = (0..words.len()).min_by_key(|&at| frequency(&words[at])).unwrap_or(0);
    let members: Vec<Member<'_>> = words.iter().map(|set| Member::new(corpus, set)).collect();
    let before = u32::try_from(rarest).unwrap_or(u32::MAX);
    let length = u32::try_from(words.len()).unwrap_or(u32::MAX);
    let mut walk = postings.walk();
    let mut documents = postings.walk();
    let mut found = Vec::new();
    for &position in positions(corpus, &words[rarest]).iter() {
        let Some(start) = position.checked_sub(before) else { continue };
        if walk.end_of_unit(start) < start.saturating_add(length) {
            continue;
        }
        let row = &postings.words[start as usize..(start + length) as usize];
        let fits = row.iter().zip(&members).enumerate().all(|(at, (&term, member))| {
            at == rarest
                || member.has(term)
                    && member.in_scope(corpus, term, || documents.document(start))
        });
        if fits {
            found.push(start);
        }
    }
    found
}

fn covers_all(corpus: Corpus<'_>, scope: Scope) -> bool {
    scope == Scope::EVERYWHERE || corpus.postings.stemmer_bits.iter().all(|&b| scope.holds(b))
}

/// Tells quickly whether a term is one of a word's.
struct Member<'a> {
    word: &'a TermSet,
    /// One bit a term, for sets of several.
    bits: Vec<u64>,
    scoped: bool,
}

impl<'a> Member<'a> {
    fn new(corpus: Corpus<'_>, word: &'a TermSet) -> Self {
        let mut bits = Vec::new();
        if word.terms.len() > 1 {
            bits.resize(corpus.index.terms.len().div_ceil(64), 0_u64);
            for &(term, _) in &word.terms {
                bits[term as usize / 64] |= 1 << (term % 64);
            }
        }
        let scoped = word.terms.iter().any(|&(_, scope)| !covers_all(corpus, scope));
        Self { word, bits, scoped }
    }

    #[inline]
    fn has(&self, term: u32) -> bool {
        match self.word.terms[..] {
            [(only, _)] => term == only,
            _ => self.bits[term as usize / 64] >> (term % 64) & 1 == 1,
        }
    }

    fn in_scope(&self, corpus: Corpus<'_>, term: u32, document: impl FnOnce() -> u32) -> bool {
        if !self.scoped {
            return true;
        }
        let place = self.word.terms.binary_search_by_key(&term, |&(t, _)| t);
        let scope = place.map_or(Scope(0), |place| self.word.terms[place].1);
        scope == Scope::EVERYWHERE
            || scope.holds(corpus.postings.stemmer_bits[document() as usize])
    }
}

/// The hits of all groups in one document, in order of place. A hit that lies
/// within another is part of it and not counted again.
pub(crate) fn merge(spans: &mut Vec<(u32, u32)>) {
    spans.sort_unstable_by_key(|&(start, end)| (start, std::cmp::Reverse(end)));
    let mut furthest = 0;
    spans.retain(|&(_, end)| {
        let kept = end > furthest;
        furthest = furthest.max(end);
        kept
    });
}

/// The part of ascending positions that is in a range.
pub(crate) fn within<'a>(starts: &'a [u32], range: &std::ops::Range<u32>) -> &'a [u32] {
    let first = starts.partition_point(|&start| start < range.start);
    let rest = &starts[first..];
    &rest[..rest.partition_point(|&start| start < range.end)]
}
