//! `COLS`: the metadata fields, written and read.
//!
//! ```text
//! varint fields  {
//!     text name  text label  u8 facet
//!     varint values  { value as after the one before }*      sorted, distinct
//!     { varint values of the document  { varint place }* }*  for each document
//! }*
//! ```

use super::bytes::{Malformed, Reader};

/// Every metadata field, in the order in which they are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(crate) columns: Vec<Column>,
}

/// One field of all documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) facet: bool,
    /// Distinct values, sorted.
    pub(crate) values: Vec<String>,
    /// Where the values of each document begin in `places`, and one more.
    starts: Vec<u32>,
    /// Places in `values`, document after document.
    places: Vec<u32>,
}

impl Column {
    /// Makes a column of the values of each document.
    #[cfg(feature = "cli")]
    pub(crate) fn new(name: &str, label: &str, facet: bool, documents: &[&[String]]) -> Self {
        let values: std::collections::BTreeSet<&String> =
            documents.iter().flat_map(|values| values.iter()).collect();
        let values: Vec<String> = values.into_iter().cloned().collect();
        let mut column = Self {
            name: name.to_owned(),
            label: label.to_owned(),
            facet,
            values,
            ..Self::default()
        };
        column.starts.push(0);
        for document in documents {
            // The order of a document's own list is kept: it may mean something.
            let mut seen: Vec<u32> = Vec::new();
            for value in *document {
                let place = column.values.binary_search(value).unwrap_or(0);
                let place = u32::try_from(place).unwrap_or(u32::MAX);
                if !seen.contains(&place) {
                    seen.push(place);
                }
            }
            column.places.extend(seen);
            column.starts.push(u32::try_from(column.places.len()).unwrap_or(u32::MAX));
        }
        column
    }

    /// Places in `values` of a document's values.
    pub(crate) fn of(&self, document: u32) -> &[u32] {
        let at = document as usize;
        let bounds = (self.starts.get(at), self.starts.get(at + 1));
        let (Some(&start), Some(&end)) = bounds else { return &[] };
        self.places.get(start as usize..end as usize).unwrap_or(&[])
    }

    /// The values of a document.
    pub(crate) fn values_of(&self, document: u32) -> impl Iterator<Item = &str> {
        self.of(document).iter().filter_map(|&place| self.value(place))
    }

    /// The value at a place.
    pub(crate) fn value(&self, place: u32) -> Option<&str> {
        self.values.get(place as usize).map(String::as_str)
    }
}

#[cfg(feature = "cli")]
pub(crate) fn write(columns: &Columns) -> Vec<u8> {
    let mut writer = super::bytes::Writer::default();
    writer.count(columns.columns.len());
    for column in &columns.columns {
        writer.text(&column.name);
        writer.text(&column.label);
        writer.u8(u8::from(column.facet));
        writer.count(column.values.len());
        let mut previous = "";
        for value in &column.values {
            writer.text_after(previous, value);
            previous = value;
        }
        for pair in column.starts.windows(2) {
            let places = &column.places[pair[0] as usize..pair[1] as usize];
            writer.count(places.len());
            for &place in places {
                writer.varint(u64::from(place));
            }
        }
    }
    writer.bytes
}

pub(crate) fn read(bytes: &[u8], documents: usize) -> Result<Columns, Malformed> {
    let mut reader = Reader::new(bytes);
    let columns = (0..reader.count()?)
        .map(|_| {
            let mut column = Column {
                name: reader.text()?.to_owned(),
                label: reader.text()?.to_owned(),
                facet: reader.u8()? != 0,
                starts: vec![0],
                ..Column::default()
            };
            for _ in 0..reader.count()? {
                let previous = column.values.last().map_or("", String::as_str);
                let value = reader.text_after(previous)?;
                column.values.push(value);
            }
            for _ in 0..documents {
                for _ in 0..reader.count()? {
                    let place = reader.u32()?;
                    if place as usize >= column.values.len() {
                        return Err(Malformed);
                    }
                    column.places.push(place);
                }
                column.starts.push(u32::try_from(column.places.len()).map_err(|_| Malformed)?);
            }
            Ok(column)
        })
        .collect::<Result<_, _>>()?;
    Ok(Columns { columns })
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn round_trip(documents in proptest::collection::vec(
            proptest::collection::vec("[a-cé]{0,3}", 0..4), 0..12)
        ) {
            let slices: Vec<&[String]> = documents.iter().map(Vec::as_slice).collect();
            let columns = Columns { columns: vec![
                Column::new("tags", "Tags", true, &slices),
                Column::new("empty", "Empty", false, &vec![&[] as &[String]; slices.len()]),
            ] };
            let read = read(&write(&columns), slices.len()).expect("well formed");
            prop_assert_eq!(&read, &columns);
            for (number, values) in (0_u32..).zip(&documents) {
                let mut expected: Vec<&str> = Vec::new();
                for value in values {
                    if !expected.contains(&value.as_str()) {
                        expected.push(value);
                    }
                }
                prop_assert_eq!(read.columns[0].values_of(number).collect::<Vec<_>>(), expected);
            }
        }

        #[test]
        fn any_bytes(bytes in any::<Vec<u8>>(), documents in 0_usize..20) {
            if let Ok(columns) = read(&bytes, documents) {
                prop_assert!(columns.columns.len() <= bytes.len());
            }
        }
    }
}
