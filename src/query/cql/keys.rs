//! Sets of keys: which values of an attribute pass a test.
//!
//! Few keys are listed, many are bits, so that a query of thousands of words
//! takes little memory and a test of a row is one look-up either way.

/// A set of keys of one space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Keys {
    /// Sorted.
    Few(Vec<u32>),
    Bits(Vec<u64>),
}

impl Keys {
    /// A set of keys, all below `space`, that come in any order.
    pub(crate) fn new(mut keys: Vec<u32>, space: u32) -> Self {
        keys.sort_unstable();
        keys.dedup();
        if keys.len() <= (space as usize / 64).max(8) {
            return Self::Few(keys);
        }
        let mut bits = vec![0; (space as usize).div_ceil(64)];
        for key in keys {
            set(&mut bits, key);
        }
        Self::Bits(bits)
    }

    #[inline]
    pub(crate) fn has(&self, key: u32) -> bool {
        match self {
            Self::Few(keys) if keys.len() <= 8 => keys.contains(&key),
            Self::Few(keys) => keys.binary_search(&key).is_ok(),
            Self::Bits(bits) => has(bits, key),
        }
    }

    /// Ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> {
        let (few, bits): (&[u32], &[u64]) = match self {
            Self::Few(keys) => (keys, &[]),
            Self::Bits(bits) => (&[], bits),
        };
        let of_bits = (0_u32..).zip(bits).flat_map(|(place, &word)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| place * 64 + bit)
        });
        few.iter().copied().chain(of_bits)
    }

    /// Bytes that it takes.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Few(keys) => keys.len() * 4,
            Self::Bits(bits) => bits.len() * 8,
        }
    }
}

/// Sets a bit.
pub(super) fn set(bits: &mut [u64], at: u32) {
    if let Some(word) = bits.get_mut(at as usize / 64) {
        *word |= 1 << (at % 64);
    }
}

/// Whether a bit is set.
#[inline]
pub(super) fn has(bits: &[u64], at: u32) -> bool {
    bits.get(at as usize / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
}
