//! `DOCS`: what is known of each document besides its text and its metadata
//! fields, written and read.
//!
//! ```text
//! varint languages  { text }*
//! varint documents  {
//!     path as after the one before   u8 flags
//!     [text id]  [varint first, varint tokens of a title in the text]
//!     [varint year + 9999]  [u8 month]  [u8 day]
//!     varint language + 1, 0 for none
//!     varint boilerplate ranges { varint gap  varint tokens }*
//! }*
//! ```
//!
//! Ranges count tokens (words and marks) of the text from 0.

use std::ops::Range;

use super::bytes::{Malformed, Reader};
use crate::document::PartialDate;

/// One document's entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DocumentRecord {
    pub(crate) path: String,
    pub(crate) id: Option<String>,
    /// The title is a unit of its own before the text.
    pub(crate) separate_title: bool,
    /// Tokens of the text that are the title.
    pub(crate) title_in_text: Range<u32>,
    pub(crate) date: Option<PartialDate>,
    /// Place in the list of languages.
    pub(crate) language: Option<u32>,
    /// Sorted, disjoint token ranges of the text.
    pub(crate) boilerplate: Vec<Range<u32>>,
}

const HAS_ID: u8 = 1;
const SEPARATE_TITLE: u8 = 2;
const TITLE_IN_TEXT: u8 = 4;
const YEAR: u8 = 8;
const MONTH: u8 = 16;
const DAY: u8 = 32;
const EARLIEST_YEAR: i16 = -9999;

#[cfg(feature = "cli")]
pub(crate) fn write(languages: &[String], records: &[DocumentRecord]) -> Vec<u8> {
    let mut writer = super::bytes::Writer::default();
    writer.count(languages.len());
    for language in languages {
        writer.text(language);
    }
    writer.count(records.len());
    let mut previous = "";
    for record in records {
        writer.text_after(previous, &record.path);
        previous = &record.path;
        let date = record.date;
        let flag = |on: bool, bit: u8| if on { bit } else { 0 };
        let in_text = !record.title_in_text.is_empty();
        writer.u8(flag(record.id.is_some(), HAS_ID)
            | flag(record.separate_title, SEPARATE_TITLE)
            | flag(in_text, TITLE_IN_TEXT)
            | flag(date.is_some(), YEAR)
            | flag(date.is_some_and(|d| d.month.is_some()), MONTH)
            | flag(date.is_some_and(|d| d.day.is_some()), DAY));
        if let Some(id) = &record.id {
            writer.text(id);
        }
        if in_text {
            writer.varint(u64::from(record.title_in_text.start));
            writer.varint(u64::from(record.title_in_text.end - record.title_in_text.start));
        }
        if let Some(date) = date {
            writer.varint(u64::from(date.year.max(EARLIEST_YEAR).abs_diff(EARLIEST_YEAR)));
            for part in [date.month, date.day].into_iter().flatten() {
                writer.u8(part);
            }
        }
        writer.varint(record.language.map_or(0, |language| u64::from(language) + 1));
        writer.count(record.boilerplate.len());
        let mut end = 0;
        for range in &record.boilerplate {
            writer.varint(u64::from(range.start - end));
            writer.varint(u64::from(range.end - range.start));
            end = range.end;
        }
    }
    writer.bytes
}

pub(crate) fn read(bytes: &[u8]) -> Result<(Vec<String>, Vec<DocumentRecord>), Malformed> {
    let mut reader = Reader::new(bytes);
    let languages: Vec<String> = (0..reader.count()?)
        .map(|_| reader.text().map(str::to_owned))
        .collect::<Result<_, _>>()?;
    let count = reader.count()?;
    let mut records: Vec<DocumentRecord> = Vec::with_capacity(count);
    for _ in 0..count {
        let previous = records.last().map_or("", |record| record.path.as_str());
        let record = read_one(&mut reader, previous, languages.len())?;
        records.push(record);
    }
    if records.windows(2).any(|pair| pair[0].path >= pair[1].path) {
        return Err(Malformed);
    }
    Ok((languages, records))
}

fn read_one(
    reader: &mut Reader<'_>,
    previous: &str,
    languages: usize,
) -> Result<DocumentRecord, Malformed> {
    let path = reader.text_after(previous)?;
    let flags = reader.u8()?;
    let has = |bit| flags & bit != 0;
    let id = if has(HAS_ID) { Some(reader.text()?.to_owned()) } else { None };
    let title_in_text =
        if has(TITLE_IN_TEXT) { range(reader.u32()?, reader.u32()?)? } else { 0..0 };
    let date = if has(YEAR) { Some(read_date(reader, has(MONTH), has(DAY))?) } else { None };
    let language = reader.u32()?.checked_sub(1);
    if language.is_some_and(|language| language as usize >= languages) {
        return Err(Malformed);
    }
    let mut end = 0_u32;
    let boilerplate = (0..reader.count()?)
        .map(|_| {
            let start = end.checked_add(reader.u32()?).ok_or(Malformed)?;
            let range = range(start, reader.u32()?)?;
            end = range.end;
            Ok(range)
        })
        .collect::<Result<_, _>>()?;
    let separate_title = has(SEPARATE_TITLE);
    Ok(DocumentRecord { path, id, separate_title, title_in_text, date, language, boilerplate })
}

fn range(start: u32, length: u32) -> Result<Range<u32>, Malformed> {
    Ok(start..start.checked_add(length).ok_or(Malformed)?)
}

fn read_date(
    reader: &mut Reader<'_>,
    has_month: bool,
    has_day: bool,
) -> Result<PartialDate, Malformed> {
    let year = i32::from(EARLIEST_YEAR)
        .checked_add_unsigned(reader.u32()?)
        .and_then(|year| i16::try_from(year).ok())
        .ok_or(Malformed)?;
    let mut part = |present: bool| -> Result<Option<u8>, Malformed> {
        if present { reader.u8().map(Some) } else { Ok(None) }
    };
    let (month, day) = (part(has_month)?, part(has_day)?);
    let fits = month.is_none_or(|m| (1..=12).contains(&m))
        && day.is_none_or(|d| (1..=31).contains(&d) && month.is_some());
    if fits { Ok(PartialDate { year, month, day }) } else { Err(Malformed) }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_record() -> impl Strategy<Value = DocumentRecord> {
        let date = proptest::option::of("[12][0-9]{3}(-1[0-2](-2[0-8])?)?")
            .prop_map(|text| text.and_then(|t| PartialDate::parse(&t)));
        (
            proptest::option::of("[a-z0-9]{0,4}"),
            any::<bool>(),
            0_u32..9,
            date,
            proptest::option::of(0_u32..2),
            proptest::collection::vec((0_u32..9, 1_u32..9), 0..4),
        )
            .prop_map(|(id, separate_title, title, date, language, gaps)| {
                let mut end = 0;
                let boilerplate = gaps
                    .into_iter()
                    .map(|(gap, length)| {
                        let start = end + gap;
                        end = start + length;
                        start..end
                    })
                    .collect();
                DocumentRecord {
                    path: String::new(),
                    id,
                    separate_title,
                    title_in_text: if title == 0 { 0..0 } else { 2..2 + title },
                    date,
                    language,
                    boilerplate,
                }
            })
    }

    proptest! {
        #[test]
        fn round_trip(records in proptest::collection::btree_map("[a-cé/]{1,6}", any_record(), 0..12)) {
            let records: Vec<DocumentRecord> = records
                .into_iter()
                .map(|(path, record)| DocumentRecord { path, ..record })
                .collect();
            let languages = vec!["de".to_owned(), "en".to_owned()];
            let bytes = write(&languages, &records);
            prop_assert_eq!(read(&bytes), Ok((languages, records)));
        }

        #[test]
        fn any_bytes(bytes in any::<Vec<u8>>()) {
            if let Ok((_, records)) = read(&bytes) {
                prop_assert!(records.len() <= bytes.len());
            }
        }
    }
}
