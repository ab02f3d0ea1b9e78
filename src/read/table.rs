//! Tables of values parted by commas, semicolons or tabs: the text goes in,
//! one record a row comes out, named by the heading.
//!
//! The separator is the one of `,` `;` tab `|` that the heading has most of.
//! Quotes follow RFC 4180; a table whose quotes never close (raw tab-separated
//! text) is read without them.
//!
//! A row with too many or too few values is left out with a warning that names
//! its line. A quote that is opened and not closed would swallow the rows
//! after it: reading goes on at the next line of the file instead, so one slip
//! costs one row.

use csv::{ByteRecord, ReaderBuilder};

use super::draft::{Given, Row};
use super::error::line_of;
use crate::document::Warning;

/// One row, or one object.
#[derive(Debug)]
pub(crate) struct Record {
    /// Where it stands.
    pub(crate) row: Row,
    /// Whether it is all of its file: then it is a document and no row.
    pub(crate) is_whole_file: bool,
    /// Its values.
    pub(crate) given: Given,
}

/// The rows of a table.
pub(crate) fn records(text: &str, name: &str, warnings: &mut Vec<Warning>) -> Vec<Record> {
    let heading_line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let separator = separator_of(heading_line, name);
    let quoting = quotes_close(text, separator);
    let mut warn = |line: u32, message: String| {
        warnings.push(Warning { path: name.to_owned(), line: Some(line), message });
    };
    let mut rows = Rows { text, at: 0, separator, quoting };
    let Some((heading, _, _)) = rows.next() else {
        return Vec::new();
    };
    let names: Vec<String> = heading.iter().map(text_of).collect();
    let mut records = Vec::new();
    let mut number = 0;
    let mut lines = Lines { text, at: 0, line: 1 };
    while let Some((record, start, end)) = rows.next() {
        number += 1;
        let line = lines.line_at(start);
        if record.len() == names.len() {
            let given = names
                .iter()
                .zip(record.iter())
                .map(|(name, value)| (name.clone(), vec![text_of(value)]))
                .collect();
            records.push(Record { row: Row { number, line }, is_whole_file: false, given });
            continue;
        }
        let message = format!(
            "the row has {} values, the heading {}; skipped: check its quotes and separators",
            record.len(),
            names.len()
        );
        warn(line, message);
        // If it runs over several lines, a quote may be open since the first.
        // Lines are not gone through again and again: the next line with a
        // quote of its own ends the quotation.
        let first_line = text[start..].find('\n').map_or(text.len(), |at| start + at + 1);
        if first_line < end {
            rows.at = first_line;
        }
    }
    records
}

/// Rows from a place in the text on, with the place of each.
struct Rows<'t> {
    text: &'t str,
    at: usize,
    separator: u8,
    quoting: bool,
}

impl Rows<'_> {
    fn next(&mut self) -> Option<(ByteRecord, usize, usize)> {
        // Blank lines are no rows; the place of a row is its first character.
        let blank = self.text[self.at..]
            .find(|c| !matches!(c, '\n' | '\r'))
            .unwrap_or(self.text.len() - self.at);
        let start = self.at + blank;
        if start >= self.text.len() {
            return None;
        }
        let end = self.end_of_row(start);
        self.at = end;
        let mut record = ByteRecord::new();
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.separator)
            .quoting(self.quoting)
            .buffer_capacity((end - start).clamp(64, 1 << 16))
            .from_reader(&self.text.as_bytes()[start..end]);
        // Reading memory does not fail, and a flexible reader takes any row.
        let read = reader.read_byte_record(&mut record).unwrap_or(false);
        read.then_some((record, start, end))
    }

    /// Where the row that begins at `start` ends: after the first line end
    /// outside quotes.
    fn end_of_row(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let (mut in_quotes, mut field_start) = (false, true);
        let mut at = start;
        while at < bytes.len() {
            let byte = bytes[at];
            match byte {
                b'"' if in_quotes && bytes.get(at + 1) == Some(&b'"') => at += 1,
                b'"' if in_quotes => in_quotes = false,
                b'"' if self.quoting && field_start => in_quotes = true,
                b'\n' if !in_quotes => return at + 1,
                _ => {}
            }
            field_start = !in_quotes && byte == self.separator;
            at += 1;
        }
        bytes.len()
    }
}

/// Line numbers of places that come in any order, mostly upwards.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u32,
}

impl Lines<'_> {
    fn line_at(&mut self, place: usize) -> u32 {
        if place < self.at {
            (self.at, self.line) = (0, 1);
        }
        self.line += line_of(&self.text[self.at..], place - self.at) - 1;
        self.at = place;
        self.line
    }
}

fn text_of(value: &[u8]) -> String {
    String::from_utf8_lossy(value).into_owned()
}

fn separator_of(heading: &str, name: &str) -> u8 {
    let lower = name.to_lowercase();
    if lower.ends_with(".tsv") || lower.ends_with(".tab") {
        return b'\t';
    }
    // A comma where there is nothing to go by: a table of one column.
    let mut best = (0, b',');
    for separator in [b',', b';', b'\t', b'|'] {
        let mut in_quotes = false;
        let count = heading
            .bytes()
            .filter(|&byte| {
                in_quotes ^= byte == b'"';
                !in_quotes && byte == separator
            })
            .count();
        if count > best.0 {
            best = (count, separator);
        }
    }
    best.1
}

/// Whether quotes that open a value are, by and large, closed at the end of
/// one. In raw text a value may begin with a quotation.
fn quotes_close(text: &str, separator: u8) -> bool {
    let bytes = text.as_bytes();
    let is_edge = |byte: Option<&u8>| {
        byte.is_none_or(|&byte| byte == separator || byte == b'\n' || byte == b'\r')
    };
    let (mut opening, mut closing) = (0_usize, 0_usize);
    for at in memchr::memchr_iter(b'"', bytes) {
        opening += usize::from(is_edge(at.checked_sub(1).and_then(|before| bytes.get(before))));
        closing += usize::from(is_edge(bytes.get(at + 1)));
    }
    separator != b'\t' || closing * 2 > opening || opening == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, text: &str, expected: &[&str], warnings: &[&str]) {
        let mut said = Vec::new();
        let rows: Vec<String> = records(text, name, &mut said)
            .into_iter()
            .map(|record| {
                let values: Vec<String> = record
                    .given
                    .into_iter()
                    .map(|(name, values)| format!("{name}={}", values.join("+")))
                    .collect();
                format!("{}@{}: {}", record.row.number, record.row.line, values.join(" "))
            })
            .collect();
        assert_eq!(rows, expected, "for {text:?}");
        let said: Vec<String> = said.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), warnings.len(), "{said:?}");
        for (said, wanted) in said.iter().zip(warnings) {
            assert!(said.starts_with(wanted), "{said:?} should begin with {wanted:?}");
        }
    }

    #[test]
    fn rows_are_named_by_the_heading() {
        check(
            "t.csv",
            "id,text\n1,one\n2,two\n",
            &["1@2: id=1 text=one", "2@3: id=2 text=two"],
            &[],
        );
        check("t.csv", "id;text\n1;one, two\n", &["1@2: id=1 text=one, two"], &[]);
        check("t.csv", "id|text\n1|one", &["1@2: id=1 text=one"], &[]);
        check("t.tsv", "id\ttext\n1\tone\n", &["1@2: id=1 text=one"], &[]);
        check(
            "t.csv",
            "id,text\n1,\"a\nb\"\"c\"\n\n2,d\n",
            &["1@2: id=1 text=a\nb\"c", "2@5: id=2 text=d"],
            &[],
        );
        check("t.csv", "text\none\ntwo\n", &["1@2: text=one", "2@3: text=two"], &[]);
        check("t.csv", "", &[], &[]);
        check("t.csv", "id,text\n", &[], &[]);
    }

    #[test]
    fn raw_text_with_quotations() {
        check(
            "t.tsv",
            "id\ttext\n1\t\"Ice,\" he said\n2\t\"No\" was the answer\n",
            &["1@2: id=1 text=\"Ice,\" he said", "2@3: id=2 text=\"No\" was the answer"],
            &[],
        );
    }

    #[test]
    fn broken_rows_are_named_and_the_rest_is_read() {
        check(
            "t.csv",
            "id,text\n1,one\n2\n3,a,b\n4,four\n",
            &["1@2: id=1 text=one", "4@5: id=4 text=four"],
            &["t.csv:3: the row has 1 values", "t.csv:4: the row has 3 values"],
        );
        check(
            "t.csv",
            "id,text,n\n1,\"open,1\n2,two,2\n3,three,3\n",
            &["2@3: id=2 text=two n=2", "3@4: id=3 text=three n=3"],
            &["t.csv:2: the row has 2 values"],
        );
    }
}
