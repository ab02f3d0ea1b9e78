//! `EVNT`: the corpus's words for events, written and read.
//!
//! ```text
//! varint lists  { list of terms, as `STOP` has it }*
//! ```
//!
//! Each list is of one [`EventWord`], in the order of their numbers. A reader
//! leaves lists that it does not know.

#[cfg(feature = "cli")]
use std::collections::{BTreeMap, BTreeSet};

use super::bytes::{Malformed, Reader};
use super::common;
#[cfg(feature = "cli")]
use crate::analyse::chars::CharTable;
use crate::analyse::story::facts::EventWord;

/// The section of a corpus in some languages with these terms.
#[cfg(feature = "cli")]
pub(crate) fn section(
    languages: &[String],
    terms: &BTreeSet<&str>,
    chars: &CharTable,
) -> Vec<u8> {
    let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
    numbers.extend(terms.iter().copied().zip(0..));
    let mut lists = vec![Vec::new(); EventWord::ALL];
    for (sort, word) in crate::analyse::story::language::events::words(languages) {
        lists[sort.number()].extend(numbers.get(chars.fold_word(word).as_str()));
    }
    for list in &mut lists {
        list.sort_unstable();
        list.dedup();
    }
    write(&lists)
}

#[cfg(feature = "cli")]
fn write(lists: &[Vec<u32>]) -> Vec<u8> {
    let mut writer = super::bytes::Writer::default();
    writer.count(lists.len());
    for terms in lists {
        writer.bytes.extend_from_slice(&common::write(terms));
    }
    writer.bytes
}

pub(crate) fn read(bytes: &[u8], terms: usize) -> Result<Vec<Vec<u32>>, Malformed> {
    let mut reader = Reader::new(bytes);
    let lists = reader.count()?;
    (0..lists.min(EventWord::ALL)).map(|_| common::list(&mut reader, terms)).collect()
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn round_trip(lists in proptest::collection::vec(
            proptest::collection::btree_set(0_u32..90, 0..9), 0..EventWord::ALL)
        ) {
            let lists: Vec<Vec<u32>> =
                lists.into_iter().map(|list| list.into_iter().collect()).collect();
            prop_assert_eq!(read(&write(&lists), 90), Ok(lists));
        }

        #[test]
        fn any_bytes(bytes in any::<Vec<u8>>()) {
            if let Ok(lists) = read(&bytes, 90) {
                prop_assert!(lists.iter().flatten().all(|term| *term < 90));
            }
        }
    }
}
