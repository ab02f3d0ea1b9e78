//! Sets of documents: one bit a document.

/// A set of documents of a corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DocSet {
    words: Vec<u64>,
    documents: u32,
}

impl DocSet {
    pub(crate) fn empty(documents: u32) -> Self {
        Self { words: vec![0; (documents as usize).div_ceil(64)], documents }
    }

    pub(crate) fn full(documents: u32) -> Self {
        let mut set = Self::empty(documents);
        set.complement();
        set
    }

    pub(crate) fn insert(&mut self, document: u32) {
        if let Some(word) = self.words.get_mut(document as usize / 64) {
            *word |= 1 << (document % 64);
        }
    }

    pub(crate) fn contains(&self, document: u32) -> bool {
        self.words.get(document as usize / 64).is_some_and(|w| w >> (document % 64) & 1 == 1)
    }

    pub(crate) fn intersect(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    pub(crate) fn unite(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    pub(crate) fn complement(&mut self) {
        for word in &mut self.words {
            *word = !*word;
        }
        // No document beyond the last.
        if let (Some(last), used @ 1..) = (self.words.last_mut(), self.documents % 64) {
            *last &= (1 << used) - 1;
        }
    }

    pub(crate) fn len(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// Ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> {
        (0_u32..).zip(&self.words).flat_map(|(place, &word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros())?;
                rest &= rest - 1;
                Some(place * 64 + bit)
            })
        })
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn set(documents: u32, members: &BTreeSet<u32>) -> DocSet {
        let mut set = DocSet::empty(documents);
        members.iter().filter(|&&m| m < documents).for_each(|&m| set.insert(m));
        set
    }

    proptest! {
        #[test]
        fn as_sets(
            documents in 0_u32..200,
            a in proptest::collection::btree_set(0_u32..200, 0..60),
            b in proptest::collection::btree_set(0_u32..200, 0..60),
        ) {
            let members = |set: &DocSet| set.iter().collect::<Vec<_>>();
            let all: BTreeSet<u32> = (0..documents).collect();
            let (a, b): (BTreeSet<u32>, BTreeSet<u32>) = (&a & &all, &b & &all);
            let mut both = set(documents, &a);
            both.intersect(&set(documents, &b));
            prop_assert_eq!(members(&both), (&a & &b).into_iter().collect::<Vec<_>>());
            let mut either = set(documents, &a);
            either.unite(&set(documents, &b));
            prop_assert_eq!(members(&either), (&a | &b).into_iter().collect::<Vec<_>>());
            let mut not = set(documents, &a);
            not.complement();
            prop_assert_eq!(members(&not), (&all - &a).into_iter().collect::<Vec<_>>());
            prop_assert_eq!(not.len() as usize, all.len() - a.len());
            prop_assert!(all.iter().all(|&d| not.contains(d) != a.contains(&d)));
        }
    }
}
