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
//! A group never reaches over the end of a unit, so that what is found in some
//! documents after what is found in those before is what is found in all: of
//! groups of frequent words, some documents at a time are a slice ([`part`]).

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
    /// Adds hits behind these, of the same group.
    pub(crate) fn append(&mut self, more: &Matches<'_>) {
        self.starts.to_mut().extend_from_slice(&more.starts);
        match (&mut self.lengths, &more.lengths) {
            (Lengths::Each(lengths), Lengths::Each(more)) => lengths.extend_from_slice(more),
            (lengths, more) => *lengths = more.clone(),
        }
    }

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

/// Documents in which a group is looked for, and the positions of their words.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) documents: Range<u32>,
    positions: Range<u32>,
}

impl Part {
    pub(crate) fn new(corpus: Corpus<'_>, documents: Range<u32>) -> Self {
        let first = |document: u32| corpus.postings.document(document).start;
        let positions = match documents.is_empty() {
            true => 0..0,
            false => first(documents.start)..corpus.postings.document(documents.end - 1).end,
        };
        Self { documents, positions }
    }

    pub(crate) fn all(corpus: Corpus<'_>) -> Self {
        Self::new(corpus, 0..corpus.postings.documents())
    }
}

/// What a slice may cost: in positions of a single word that are looked at, of
/// which each takes some 4 ns.
const SLICE: u64 = 1 << 20;
/// What a position costs where words in a row, near to each other or anywhere
/// near are looked for.
const IN_A_ROW: u64 = 8;
const NEAR: u64 = 8;
const TOGETHER: u64 = 8;

/// The documents from one on in which a group is found in one slice; none where
/// something else comes first.
pub(crate) fn part(corpus: Corpus<'_>, group: &PlannedGroup, from: u32) -> Part {
    let postings = corpus.postings;
    let words = postings.words.len() as u64;
    // Facts are as many as an eighth of the words, more or less.
    let said = if group.zone == Zone::Said { words / 4 } else { 0 };
    let cost = (cost(corpus, &group.words) + said).max(1);
    if let PlannedWords::Fact(_, wanted) = &group.words
        && wanted.get().is_none()
    {
        return Part::new(corpus, from..from);
    }
    let all = postings.documents();
    let end = match cost <= SLICE {
        true => all,
        false => {
            let end = u64::from(postings.document(from).start) + words * SLICE / cost;
            let end = u32::try_from(end).unwrap_or(u32::MAX);
            postings.walk().document(end).clamp(from + 1, all)
        }
    };
    Part::new(corpus, from..end)
}

fn cost(corpus: Corpus<'_>, words: &PlannedWords) -> u64 {
    let frequency = |set: &TermSet| frequency(corpus, set);
    match words {
        PlannedWords::Sequence(words) => {
            let rarest = words.iter().map(frequency).min().unwrap_or(0);
            rarest * if words.len() > 1 { IN_A_ROW } else { 1 }
        }
        PlannedWords::Together { words, .. } => {
            words.iter().map(frequency).sum::<u64>() * TOGETHER
        }
        PlannedWords::Near { left, right, .. } => {
            (cost(corpus, left) + cost(corpus, right)) * NEAR
        }
        PlannedWords::Fact(..) => corpus.postings.words.len() as u64 / 4,
    }
}

fn frequency(corpus: Corpus<'_>, set: &TermSet) -> u64 {
    set.terms.iter().map(|&(term, _)| u64::from(corpus.postings.frequency(term))).sum()
}

/// Finds a group in some documents.
pub(crate) fn matches(
    corpus: Corpus<'_>,
    group: &PlannedGroup,
    part: &Part,
) -> Matches<'static> {
    let mut found = find(corpus, &group.words, part);
    if group.zone == Zone::Said {
        let statements = facts::statements(corpus, part.documents.clone());
        found = of_spans(facts::within(found.spans(), &statements));
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

fn find(corpus: Corpus<'_>, words: &PlannedWords, part: &Part) -> Matches<'static> {
    match words {
        PlannedWords::Sequence(words) => Matches {
            lengths: Lengths::Same(u32::try_from(words.len()).unwrap_or(u32::MAX)),
            starts: Cow::Owned(match &words[..] {
                [word] => positions(corpus, word, part),
                words if words.iter().any(|set| set.terms.is_empty()) => Vec::new(),
                words => sequence(corpus, words, part),
            }),
        },
        PlannedWords::Together { words, within } => {
            let parts: Vec<Vec<u32>> =
                words.iter().map(|word| positions(corpus, word, part)).collect();
            of_spans(near::together(corpus, &parts, *within))
        }
        PlannedWords::Near { left, right, within, ordered } => {
            let (left, right) = (find(corpus, left, part), find(corpus, right, part));
            let (left, right) = (left.spans(), right.spans());
            of_spans(near::near(corpus, &left, &right, *within, *ordered))
        }
        PlannedWords::Fact(test, wanted) => {
            of_spans(facts::spans(corpus, test, wanted, part.documents.clone()))
        }
    }
}

fn of_spans(spans: Vec<(u32, u32)>) -> Matches<'static> {
    let (starts, lengths) = spans.into_iter().map(|(start, end)| (start, end - start)).unzip();
    Matches { starts: Cow::Owned(starts), lengths: Lengths::Each(lengths) }
}

/// The positions of one word.
fn positions(corpus: Corpus<'_>, word: &TermSet, part: &Part) -> Vec<u32> {
    let postings = corpus.postings;
    let mut all = Vec::new();
    if let Some(spelling) = word.spelling {
        each(corpus, word, part, |position| {
            if postings.words[position as usize] == spelling {
                all.push(position);
            }
        });
        return all;
    }
    let total = frequency(corpus, word);
    let Range { start, end } = part.positions;
    if word.terms.len() > 1 && total > postings.words.len() as u64 / 256 {
        let mut bits = vec![0_u64; (end - start).div_ceil(64) as usize];
        let mut count = 0;
        each(corpus, word, part, |position| {
            let at = position - start;
            bits[at as usize / 64] |= 1 << (at % 64);
            count += 1;
        });
        all.reserve_exact(count);
        for (place, mut rest) in (0_u32..).zip(bits) {
            while rest != 0 {
                all.push(start + place * 64 + rest.trailing_zeros());
                rest &= rest - 1;
            }
        }
        return all;
    }
    if part.documents.len() == postings.documents() as usize {
        all.reserve_exact(usize::try_from(total).unwrap_or(0));
    }
    each(corpus, word, part, |position| all.push(position));
    if word.terms.len() > 1 {
        all.sort_unstable();
    }
    all
}

/// The positions of each term of a word, those of one ascending.
#[inline]
fn each(corpus: Corpus<'_>, word: &TermSet, part: &Part, mut take: impl FnMut(u32)) {
    let postings = corpus.postings;
    for &(term, scope) in &word.terms {
        let of_term = postings.of(term).within(&part.positions);
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

fn sequence(corpus: Corpus<'_>, words: &[TermSet], part: &Part) -> Vec<u32> {
    let postings = corpus.postings;
    let mut others: Vec<(u32, &TermSet)> = (0..).zip(words).collect();
    sorting::sort_by_key(&mut others, |(_, set)| frequency(corpus, set));
    let (before, rarest) = others.remove(0);
    let others: Vec<(u32, Member<'_>)> =
        others.into_iter().map(|(at, set)| (at, Member::new(corpus, set))).collect();
    let length = u32::try_from(words.len()).unwrap_or(u32::MAX);
    let mut walk = postings.walk();
    let mut documents = postings.walk();
    let mut found = Vec::new();
    for position in positions(corpus, rarest, part) {
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

#[cfg(all(test, feature = "cli"))]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{self, Document};
    use crate::index::{CompileOptions, Index, Loader, compile};
    use crate::query::grammar::{self, Known};
    use crate::query::{plan, ranking};
    use crate::request::Mode;

    const QUERIES: [&str; 12] = [
        "a",
        "ab*",
        "*b*",
        "*a* OR b~1",
        "=Ab",
        "\"a b\"",
        "\"*a b* a\"",
        "\"b a\"~4",
        "a NEAR/3 b*",
        "(\"a b\" OR a) BEFORE/4 *b",
        "title:a title:\"a b\"",
        "said:a speaker:Ab",
    ];

    /// What is found in one document after the other is what is found in all.
    fn check(texts: &[String]) {
        let documents = texts.iter().enumerate().map(|(number, text)| Document {
            path: format!("{number:03}"),
            text: text.clone(),
            title: (number % 3 == 1).then(|| document::Title::Separate("a b ab".into())),
            language: Some(["en", "xx"][number % 2].into()),
            ..Document::default()
        });
        let corpus =
            document::Corpus { documents: documents.collect(), ..document::Corpus::default() };
        let bytes = compile(&corpus, &[], &CompileOptions::default()).expect("small");
        let index = Index::open(&bytes).expect("well formed");
        let mut loader = Loader::new(&index);
        while loader.step(&index, &mut || true) < 1.0 {}
        let postings = loader.take_finished().expect("loaded");
        let corpus = Corpus { index: &index, postings: &postings };
        for query in QUERIES {
            let known = Known { chars: &index.chars, fields: &[], story: true };
            let parsed = grammar::parse(query, Mode::All, known);
            let mut looked_up = Vec::new();
            assert!(plan::look_up(corpus, &parsed.node, &mut looked_up, &mut || true));
            let planned = plan::plan(corpus, query, &parsed, &looked_up);
            assert!(!planned.groups.is_empty(), "{query}");
            for group in &planned.groups {
                let whole = matches(corpus, group, &Part::all(corpus));
                let counted = ranking::count(corpus, &whole);
                let one = |document| {
                    matches(corpus, group, &Part::new(corpus, document..document + 1))
                };
                let mut all = matches(corpus, group, &Part::new(corpus, 0..0));
                let mut all_counted = ranking::count(corpus, &all);
                for document in 0..postings.documents() {
                    let found = one(document);
                    all_counted.append(ranking::count(corpus, &found));
                    all.append(&found);
                }
                assert_eq!(all, whole, "{query} in {texts:?}");
                assert_eq!(all_counted, counted, "{query} in {texts:?}");
                assert!(part(corpus, group, 0).documents.end <= postings.documents());
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn documents_one_by_one(
            texts in proptest::collection::vec("([aA]?[bB]?[aA]?[.,]? ){0,12}", 1..8)
        ) {
            check(&texts);
        }
    }
}
