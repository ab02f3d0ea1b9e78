//! `STOP`: the function words of the corpus's languages, written and read.
//!
//! ```text
//! varint terms  { varint gap }*
//! ```
//!
//! Terms ascend; `gap` is the distance to the one before, less one. These words
//! carry no weight in ranking where a query has others: "what is the price"
//! ranks by "price". They are found, counted and shown like any word.

use super::bytes::{Malformed, Reader};

#[cfg(feature = "cli")]
pub(crate) fn write(terms: &[u32]) -> Vec<u8> {
    let mut writer = super::bytes::Writer::default();
    writer.count(terms.len());
    let mut next = 0;
    for &term in terms {
        writer.varint(u64::from(term - next));
        next = term + 1;
    }
    writer.bytes
}

pub(crate) fn read(bytes: &[u8], terms: usize) -> Result<Vec<u32>, Malformed> {
    list(&mut Reader::new(bytes), terms)
}

/// One list of terms, as `STOP` has it.
pub(super) fn list(reader: &mut Reader<'_>, terms: usize) -> Result<Vec<u32>, Malformed> {
    let mut next = 0_u32;
    (0..reader.count()?)
        .map(|_| {
            let term = next.checked_add(reader.u32()?).ok_or(Malformed)?;
            next = term.checked_add(1).ok_or(Malformed)?;
            if term as usize >= terms { Err(Malformed) } else { Ok(term) }
        })
        .collect()
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn round_trip(terms in proptest::collection::btree_set(0_u32..500, 0..40)) {
            let terms: Vec<u32> = terms.into_iter().collect();
            prop_assert_eq!(read(&write(&terms), 500), Ok(terms));
        }

        #[test]
        fn any_bytes(bytes in any::<Vec<u8>>()) {
            if let Ok(terms) = read(&bytes, 100) {
                prop_assert!(terms.windows(2).all(|pair| pair[0] < pair[1]));
            }
        }
    }
}
