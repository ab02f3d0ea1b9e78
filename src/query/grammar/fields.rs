//! Values of fields: a name and what was typed after its colon go in, a test
//! on metadata comes out, or a sentence that says what would be one.

use crate::analyse::cases;
use crate::analyse::chars::CharTable;
use crate::document::PartialDate;
use crate::numbers::decimal;
use crate::query::tree::{Bound, FieldTest, ValueTest};

/// Fields that every corpus has, besides the title.
pub(crate) const BUILT_IN: [&str; 6] = ["date", "language", "path", "words", "has", "is"];

/// Why a value can not be used.
pub(super) struct Refused {
    pub(super) message: String,
    pub(super) suggestion: Option<String>,
}

/// Reads a value.
pub(super) fn read(
    field: &str,
    value: &str,
    quoted: bool,
    chars: &CharTable,
) -> Result<FieldTest, Refused> {
    let test = match field {
        "date" => date(value)?,
        "has" => {
            return Ok(FieldTest { field: cases::lower(value), test: ValueTest::Present });
        }
        "is" => return flag(value),
        _ if quoted => ValueTest::Contains(chars.fold(value)),
        _ => match number_range(value) {
            Some((from, to)) => ValueTest::Number(from, to),
            None if field == "words" => {
                return Err(Refused {
                    message: "words: takes a number or a range of numbers".into(),
                    suggestion: Some("words:>500".into()),
                });
            }
            None => match value.strip_prefix('=') {
                Some(value) => {
                    ValueTest::Equals(chars.fold(value.trim_matches(super::words::is_quote)))
                }
                None => ValueTest::Contains(chars.fold(value)),
            },
        },
    };
    Ok(FieldTest { field: field.to_owned(), test })
}

/// `is:dated` and `is:titled`: the presence of a field.
fn flag(value: &str) -> Result<FieldTest, Refused> {
    let field = match cases::lower(value).as_str() {
        "dated" => "date",
        "titled" => "title",
        _ => {
            return Err(Refused {
                message: "is: takes dated or titled, and -is: says the opposite".into(),
                suggestion: Some("-is:dated".into()),
            });
        }
    };
    Ok(FieldTest { field: field.to_owned(), test: ValueTest::Present })
}

fn date(value: &str) -> Result<ValueTest, Refused> {
    let refused = || Refused {
        message: format!("“{value}” is no date or range of dates"),
        suggestion: Some("date:2025-11-20..2025-12-01".into()),
    };
    let one = |text: &str| PartialDate::parse(text).ok_or_else(refused);
    let (from, to) = range(value, &|text| one(text).ok()).ok_or_else(refused)?;
    Ok(ValueTest::Date(from, to))
}

fn number_range(value: &str) -> Option<(Bound<f64>, Bound<f64>)> {
    let looks_like_one = value.starts_with(['<', '>']) || value.contains("..");
    if !looks_like_one {
        return None;
    }
    range(value, &|text| decimal(&text.replace(',', "")))
}

/// `a..b`, `a..`, `..b`, `>a`, `>=a`, `<a`, `<=a` or `a`.
fn range<T: Copy>(
    value: &str,
    read: &dyn Fn(&str) -> Option<T>,
) -> Option<(Bound<T>, Bound<T>)> {
    let value = value.trim();
    if let Some((from, to)) = value.split_once("..") {
        let end = |text: &str| match text {
            "" => Some(Bound::Open),
            text => read(text).map(Bound::Including),
        };
        return match (end(from)?, end(to)?) {
            (Bound::Open, Bound::Open) => None,
            both => Some(both),
        };
    }
    let after = |sign: &str| value.strip_prefix(sign).and_then(|text| read(text.trim()));
    if value.starts_with(">=") {
        return Some((Bound::Including(after(">=")?), Bound::Open));
    }
    if value.starts_with("<=") {
        return Some((Bound::Open, Bound::Including(after("<=")?)));
    }
    if value.starts_with('>') {
        return Some((Bound::Excluding(after(">")?), Bound::Open));
    }
    if value.starts_with('<') {
        return Some((Bound::Open, Bound::Excluding(after("<")?)));
    }
    let one = read(value)?;
    Some((Bound::Including(one), Bound::Including(one)))
}

/// The known field most like a name, if one is at most two errors away.
pub(super) fn nearest<'a>(name: &str, fields: &[&'a str]) -> Option<&'a str> {
    let known = fields.iter().copied().chain(BUILT_IN).chain(["title"]);
    known
        .map(|field| (errors(name, field), field))
        .filter(|&(errors, field)| errors <= 2 && errors * 2 < field.chars().count())
        .min()
        .map(|(_, field)| field)
}

/// Levenshtein distance.
fn errors(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (place, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = place + 1;
        for (at, &y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[at + 1];
            row[at + 1] = changed.min(diagonal + 1).min(row[at] + 1);
        }
    }
    row[b.len()]
}
