//! What the reader makes and everything after it works on: documents with
//! their metadata, before any analysis.
//!
//! All offsets here are **bytes** in [`Document::text`]; the command line and
//! the page speak of Unicode scalar values and convert at their border.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// The number of a document in its index: 0-based, in order of its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocId(pub u32);

/// A set of documents, sorted by path, no path twice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corpus {
    /// What the page is called.
    pub title: String,
    /// A sentence or two about the corpus, plain text.
    pub description: Option<String>,
    /// What is known about each metadata field beyond its values.
    pub fields: Vec<FieldRule>,
    /// Sorted by [`Document::path`].
    pub documents: Vec<Document>,
    /// What its author says of the analysis of its story.
    pub analysis: AnalysisRules,
}

/// What a corpus's author says of the analysis; set in `corpus.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnalysisRules {
    /// People, statements, figures and dates are left out.
    pub without_story: bool,
    /// Names that the author knows better.
    pub names: Vec<NameRule>,
}

/// One name that a corpus's author knows better.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameRule {
    /// How it is shown.
    pub name: String,
    /// `person`, `organisation`, `place` or `other`; as the texts tell where
    /// `None`.
    pub kind: Option<String>,
    /// It is no name at all.
    pub is_none: bool,
    /// Spellings that are this name.
    pub aliases: Vec<String>,
    /// Spellings that are another's, however alike.
    pub not: Vec<String>,
}

/// How one metadata field is shown; set in `corpus.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldRule {
    /// The field's name, lower case.
    pub name: String,
    /// What the page calls it; the name itself where there is none.
    pub label: Option<String>,
    /// Whether it is offered as a facet; guessed from the values where unset.
    pub facet: Option<bool>,
}

/// One document: its text as extracted, and what is known about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Path below the source with `/` between its parts; `#ID` or `#N` is
    /// appended for a row of a table. Unique in a corpus.
    pub path: String,
    /// The row's own identifier, for tables that have one.
    pub id: Option<String>,
    /// Its title, where one is known.
    pub title: Option<Title>,
    /// The extracted text. Everything else is outside it.
    pub text: String,
    /// Parts that are not the document's own words (navigation, photo
    /// credits): sorted, disjoint byte ranges of `text`. They stay in the text
    /// and out of search, counts and analysis.
    pub boilerplate: Vec<Range<usize>>,
    /// The day, month or year it is dated; `None` is "undated", never a guess.
    pub date: Option<PartialDate>,
    /// Language as a lower-case primary subtag (`en`, `uk`, `de`).
    pub language: Option<String>,
    /// Every other field (`source`, `author`, `tags`, `url` …), lower-case
    /// names; several values where the source gives a list.
    pub fields: BTreeMap<String, Vec<String>>,
    /// Tokens and what is said of them, where the source or a tagger gives
    /// them; without it the text is cut into words by rules.
    pub annotation: Option<Box<Annotation>>,
}

/// Tokens of a text as they were given, and what is said of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotation {
    /// Bytes of the text: ascending, disjoint, each with something visible.
    pub tokens: Vec<Range<usize>>,
    /// Values of each token: part of speech, lemma …
    pub layers: Vec<Layer>,
    /// Sentences, paragraphs and other structures.
    pub regions: Vec<Region>,
}

/// What is said of each token under one name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layer {
    /// Its name, lower case.
    pub name: String,
    /// Distinct values, in any order.
    pub values: Vec<String>,
    /// For each token its place among the values.
    pub of_tokens: Vec<u32>,
}

/// Tokens that belong together: a sentence, a noun phrase …
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Region {
    /// The name of the structure: `s`, `p`, `np` …
    pub structure: String,
    /// Its tokens; regions of one structure do not overlap.
    pub tokens: Range<u32>,
    /// Names and values.
    pub attributes: Vec<(String, String)>,
}

/// Where a title stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Title {
    /// Given apart from the text (front matter, a column, `<title>`).
    Separate(String),
    /// A byte range of the text, its first line or heading.
    InText(Range<usize>),
}

impl Document {
    /// The title's text, if there is a title.
    pub fn title_text(&self) -> Option<&str> {
        match self.title.as_ref()? {
            Title::Separate(title) => Some(title),
            Title::InText(range) => self.text.get(range.clone()),
        }
    }
}

/// A date that may lack its day, or its month and day.
///
/// Ordered by time; a partial date sorts before the full dates it contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PartialDate {
    /// Proleptic Gregorian year, −9999 to 9999.
    pub year: i16,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31; only where `month` is known.
    pub day: Option<u8>,
}

impl PartialDate {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, with anything after a full
    /// date (a time of day) ignored. `None` for everything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let mut parts = rest.splitn(3, '-');
        let year = number(parts.next()?, 4)?;
        let year = if negative { -year } else { year };
        let month = match parts.next() {
            None => return Some(Self { year, month: None, day: None }),
            Some(text) => u8::try_from(number(text, 2)?).ok()?,
        };
        if !(1..=12).contains(&month) {
            return None;
        }
        let day = match parts.next() {
            None => return Some(Self { year, month: Some(month), day: None }),
            Some(text) => {
                let digits = text.get(..2)?;
                let clean = text[2..].chars().next().is_none_or(|c| !c.is_ascii_digit());
                u8::try_from(clean.then(|| number(digits, 2))??).ok()?
            }
        };
        (1..=days_in_month(year, month)).contains(&day).then_some(Self {
            year,
            month: Some(month),
            day: Some(day),
        })
    }

    /// A number that orders dates as they are ordered, below 2^25.
    #[cfg(feature = "core")]
    pub(crate) fn as_number(self) -> u32 {
        let year = u32::from(self.year.abs_diff(i16::MIN));
        let part = |part: Option<u8>| u32::from(part.unwrap_or(0));
        year << 9 | part(self.month) << 5 | part(self.day)
    }

    /// The first day that it may mean, as (year, month, day).
    pub fn first_day(self) -> (i16, u8, u8) {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day that it may mean, as (year, month, day).
    pub fn last_day(self) -> (i16, u8, u8) {
        let month = self.month.unwrap_or(12);
        (self.year, month, self.day.unwrap_or_else(|| days_in_month(self.year, month)))
    }
}

fn number(text: &str, digits: usize) -> Option<i16> {
    (text.len() == digits && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

fn days_in_month(year: i16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.year < 0 {
            f.write_str("-")?;
        }
        write!(f, "{:04}", self.year.unsigned_abs())?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

/// Something in a source that a reader of the corpus should know of: it was
/// skipped, or read otherwise than it may have been meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Warning {
    /// The file, as a path below the source.
    pub path: String,
    /// 1-based line, where there is one.
    pub line: Option<u32>,
    /// What happened and how to mend it; lower case, no full stop.
    pub message: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let shown = PartialDate::parse(text).map(|date| date.to_string());
        assert_eq!(shown.as_deref(), expected, "for {text:?}");
    }

    #[test]
    fn partial_dates() {
        check("2025", Some("2025"));
        check("2025-11", Some("2025-11"));
        check("2025-11-30", Some("2025-11-30"));
        check("2025-11-30T10:00:00Z", Some("2025-11-30"));
        check("2024-02-29", Some("2024-02-29"));
        check("-0044-03-15", Some("-0044-03-15"));
        check("2025-02-29", None);
        check("2025-13", None);
        check("2025-11-300", None);
        check("20251130", None);
        check("", None);
        check("Friday", None);
        check("2025-é1-01", None);
        check("2025-01-é", None);
    }
}
