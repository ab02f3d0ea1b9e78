//! `CHAR`: the table of characters, written and read.
//!
//! ```text
//! varint folds     { text }*                            each folded form once
//! varint entries   { varint gap  u8 class  varint fold }*
//! ```
//!
//! `gap` is the distance to the character before, from 0. `fold` is 0 for a
//! character that folds to itself and n + 1 for folded form n. About 3 bytes a
//! character; a corpus in one European language has some 600 of them.

use super::bytes::{Malformed, Reader};
use crate::analyse::chars::{CharClass, CharEntry, CharTable};

#[cfg(feature = "cli")]
pub(crate) fn write(table: &CharTable) -> Vec<u8> {
    let mut writer = super::bytes::Writer::default();
    let is_itself = |e: &CharEntry| e.fold.chars().eq(std::iter::once(e.character));
    let folds: std::collections::BTreeSet<&str> = table
        .entries()
        .iter()
        .filter(|entry| !is_itself(entry))
        .map(|entry| entry.fold.as_str())
        .collect();
    let folds: Vec<&str> = folds.into_iter().collect();
    writer.count(folds.len());
    for fold in &folds {
        writer.text(fold);
    }
    writer.count(table.entries().len());
    let mut previous = 0;
    for entry in table.entries() {
        let character = u32::from(entry.character);
        writer.varint(u64::from(character - previous));
        previous = character;
        writer.u8(entry.class as u8);
        let fold = match folds.binary_search(&entry.fold.as_str()) {
            Ok(place) if !is_itself(entry) => place + 1,
            _ => 0,
        };
        writer.count(fold);
    }
    writer.bytes
}

pub(crate) fn read(bytes: &[u8]) -> Result<CharTable, Malformed> {
    let mut reader = Reader::new(bytes);
    let folds: Vec<&str> =
        (0..reader.count()?).map(|_| reader.text()).collect::<Result<_, _>>()?;
    let mut character = 0_u32;
    let entries = (0..reader.count()?)
        .map(|_| {
            character = character.checked_add(reader.u32()?).ok_or(Malformed)?;
            let character = char::from_u32(character).ok_or(Malformed)?;
            let class = CharClass::from_u8(reader.u8()?).ok_or(Malformed)?;
            let fold = match reader.varint()?.checked_sub(1) {
                None => character.to_string(),
                Some(place) => {
                    let place = usize::try_from(place).map_err(|_| Malformed)?;
                    (*folds.get(place).ok_or(Malformed)?).to_owned()
                }
            };
            Ok(CharEntry { character, class, fold })
        })
        .collect::<Result<_, _>>()?;
    Ok(CharTable::new(entries))
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analyse::unicode::table_for;

    proptest! {
        #[test]
        fn round_trip(text in any::<String>()) {
            let table = table_for(text.chars());
            prop_assert_eq!(read(&write(&table)), Ok(table));
        }

        #[test]
        fn any_bytes(bytes in any::<Vec<u8>>()) {
            if let Ok(table) = read(&bytes) {
                prop_assert!(table.entries().len() <= bytes.len());
            }
        }
    }
}
