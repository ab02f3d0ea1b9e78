//! A map as a sorted list, for the few entries that the page holds.
//!
//! The standard maps are made for millions of entries: six of them in the page
//! are 22 kB of code, 5 % of the module. This one moves what follows when an
//! entry comes or goes, which is nothing for dozens of entries.

/// Entries in the order of their keys, no key twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ordered<K, V>(Vec<(K, V)>);

impl<K, V> Default for Ordered<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> Ordered<K, V> {
    /// The value of a key.
    pub(crate) fn get<Q>(&self, key: &Q) -> Option<&V>
    where
        K: std::borrow::Borrow<Q>,
        Q: Ord + ?Sized,
    {
        self.place(key).ok().map(|at| &self.0[at].1)
    }

    /// Whether there is an entry for the key.
    pub(crate) fn has<Q>(&self, key: &Q) -> bool
    where
        K: std::borrow::Borrow<Q>,
        Q: Ord + ?Sized,
    {
        self.place(key).is_ok()
    }

    /// Sets the value of a key.
    pub(crate) fn insert(&mut self, key: K, value: V) {
        match self.place(&key) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (key, value)),
        }
    }

    /// The value of a key, to be changed; a default one if there was none.
    pub(crate) fn or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        let at = match self.place(&key) {
            Ok(at) => at,
            Err(at) => {
                self.0.insert(at, (key, V::default()));
                at
            }
        };
        &mut self.0[at].1
    }

    /// Takes an entry out.
    pub(crate) fn remove<Q>(&mut self, key: &Q) -> Option<V>
    where
        K: std::borrow::Borrow<Q>,
        Q: Ord + ?Sized,
    {
        self.place(key).ok().map(|at| self.0.remove(at).1)
    }

    /// Keeps the entries whose keys pass.
    pub(crate) fn retain(&mut self, passes: impl Fn(&K) -> bool) {
        self.0.retain(|(key, _)| passes(key));
    }

    /// Takes all entries out.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// All entries in order.
    pub(crate) fn iter(&self) -> std::slice::Iter<'_, (K, V)> {
        self.0.iter()
    }

    /// Whether there is no entry.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn place<Q>(&self, key: &Q) -> Result<usize, usize>
    where
        K: std::borrow::Borrow<Q>,
        Q: Ord + ?Sized,
    {
        self.0.binary_search_by(|(held, _)| held.borrow().cmp(key))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn does_what_the_standard_map_does(steps in proptest::collection::vec(
            (0..4u8, 0..12u8, any::<u8>()), 0..60,
        )) {
            let (mut ours, mut theirs) = (Ordered::default(), BTreeMap::new());
            for (step, key, value) in steps {
                match step {
                    0 => {
                        ours.insert(key, value);
                        theirs.insert(key, value);
                    }
                    1 => prop_assert_eq!(ours.remove(&key), theirs.remove(&key)),
                    2 => {
                        *ours.or_default(key) ^= value;
                        *theirs.entry(key).or_default() ^= value;
                    }
                    _ => {
                        ours.retain(|held| held % 3 != key % 3);
                        theirs.retain(|held, _| held % 3 != key % 3);
                    }
                }
                prop_assert_eq!(ours.get(&key), theirs.get(&key));
                prop_assert_eq!(ours.has(&key), theirs.contains_key(&key));
                prop_assert_eq!(ours.is_empty(), theirs.is_empty());
            }
            prop_assert!(ours.iter().map(|(key, value)| (key, value)).eq(theirs.iter()));
        }
    }
}
