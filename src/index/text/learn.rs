//! Learning the statistics of a text: its types go in, a [`Model`] comes out.
//!
//! 1. Types get classes by exchange; the most frequent have one each, for they
//!    follow rules of their own.
//! 2. Pairs of classes that come often are contexts to themselves, the others
//!    are taken together by their last class; contexts that are followed by
//!    the same classes are grouped.
//!
//! Grouped pairs instead of the last class alone make prose 2 to 4 per cent
//! smaller, their tables included, and cost the decoder nothing.

use super::class::BLOCK;
use super::counts::Counts;
use super::exchange;
use super::level;
use super::model::Model;

/// How large a model is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    pub(super) classes: usize,
    /// Types that have a class of their own.
    pub(super) alone: usize,
    pub(super) contexts: usize,
}

/// Pairs of classes that come less often have no context of their own.
const FREQUENT_PAIR: u32 = 16;

/// Learns from a text whose types are below `types`, the last one of which ends
/// its units.
pub(super) fn learn(stream: &[u32], types: u32, size: Size) -> Model {
    let classes = size.classes;
    let class_of = exchange::types(stream, types, classes, size.alone);
    let class = |it: u32| usize::from(class_of[it as usize]);
    let end = class(types - 1);
    let triples = || {
        (0_u32..).zip(stream).scan([end; 2], move |[last, before], (at, &it)| {
            if at % BLOCK == 0 {
                [*last, *before] = [end; 2];
            }
            let pair = *last * classes + *before;
            [*last, *before] = [class(it), *last];
            Some((pair, *last))
        })
    };
    let mut frequency = vec![0_u32; classes * classes];
    for (pair, _) in triples() {
        frequency[pair] += 1;
    }
    let mut parents: Vec<u8> = (0_u8..=255).take(classes).collect();
    let mut row_of = vec![0_u32; classes * classes];
    for (pair, (&count, row)) in frequency.iter().zip(&mut row_of).enumerate() {
        let last = parents[pair / classes];
        *row = u32::from(last);
        if count >= FREQUENT_PAIR && classes > 1 {
            *row = u32::try_from(parents.len()).unwrap_or(u32::MAX);
            parents.push(last);
        }
    }
    let pairs = triples().map(|(pair, next)| (row_of[pair], u32::try_from(next).unwrap_or(0)));
    let follows = Counts::new(parents.len(), pairs);
    let group_of = exchange::contexts(&follows, &parents, size.contexts, classes);
    let contexts = group_of.iter().max().map_or(1, |&most| usize::from(most) + 1);
    let mut context_of: Vec<u16> = row_of.iter().map(|&row| group_of[row as usize]).collect();
    // Pairs that never come are written for nothing as the one before them.
    for pair in 1..context_of.len() {
        if frequency[pair] == 0 && pair % classes != 0 {
            context_of[pair] = context_of[pair - 1];
        }
    }
    let mut counts = vec![0_u32; contexts * classes];
    for (pair, next) in triples() {
        counts[usize::from(context_of[pair]) * classes + next] += 1;
    }
    let mut occurrences = vec![0_u32; types as usize];
    for &it in stream {
        occurrences[it as usize] += 1;
    }
    Model {
        classes,
        contexts,
        level_of: occurrences.iter().map(|&count| level::of(count)).collect(),
        class_of,
        context_of,
        follows: counts.iter().map(|&count| level::of(count)).collect(),
    }
}
