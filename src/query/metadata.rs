//! Field conditions of a query: a test goes in, the documents that pass it come
//! out.

use super::Corpus;
use super::docset::DocSet;
use super::filters::{DATE, LANGUAGE, built_in};
use super::terms;
use super::tree::{Bound, FieldTest, ValueTest};
use crate::document::PartialDate;
use crate::numbers::decimal;

/// The documents whose metadata pass a test.
pub(crate) fn documents(corpus: Corpus<'_>, test: &FieldTest) -> DocSet {
    let count = corpus.postings.documents();
    let mut set = DocSet::empty(count);
    if let Some(column) = corpus.index.columns.columns.iter().find(|c| c.name == test.field) {
        let passes: Vec<bool> =
            column.values.iter().map(|value| value_passes(corpus, value, &test.test)).collect();
        for document in 0..count {
            if column.of(document).iter().any(|&place| passes[place as usize]) {
                set.insert(document);
            }
        }
        return set;
    }
    for document in 0..count {
        if built_in_passes(corpus, document, test) {
            set.insert(document);
        }
    }
    set
}

fn built_in_passes(corpus: Corpus<'_>, document: u32, test: &FieldTest) -> bool {
    let record = &corpus.index.documents[document as usize];
    match (test.field.as_str(), &test.test) {
        (DATE, ValueTest::Present) => record.date.is_some(),
        (DATE, ValueTest::Date(from, to)) => {
            record.date.is_some_and(|date| date_passes(date, from, to))
        }
        ("title", _) => record.separate_title || !record.title_in_text.is_empty(),
        ("path", test) => value_passes(corpus, &record.path, test),
        ("words", ValueTest::Number(from, to)) => {
            let words = u32::try_from(corpus.postings.document(document).len());
            words.is_ok_and(|words| number_passes(f64::from(words), from, to))
        }
        (LANGUAGE, test) => built_in(corpus, LANGUAGE, document)
            .is_some_and(|language| value_passes(corpus, &language, test)),
        _ => false,
    }
}

fn value_passes(corpus: Corpus<'_>, value: &str, test: &ValueTest) -> bool {
    match test {
        ValueTest::Present => true,
        ValueTest::Equals(wanted) => corpus.index.chars.fold(value) == *wanted,
        ValueTest::Contains(wanted) => contains(&corpus.index.chars.fold(value), wanted),
        ValueTest::Number(from, to) => {
            let digits = value.replace([',', ' ', '\u{a0}'], "");
            decimal(&digits).is_some_and(|number| number_passes(number, from, to))
        }
        ValueTest::Date(from, to) => {
            PartialDate::parse(value).is_some_and(|date| date_passes(date, from, to))
        }
    }
}

/// Whether a value has the wanted words in a row, by word; wildcards are those
/// of patterns.
pub(super) fn contains(value: &str, wanted: &str) -> bool {
    let cut = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '*' | '?'))
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (words, wanted) = (cut(value), cut(wanted));
    let patterns: Vec<Vec<char>> = wanted.iter().map(|word| word.chars().collect()).collect();
    !patterns.is_empty()
        && words.windows(patterns.len()).any(|row| {
            row.iter().zip(&patterns).all(|(word, pattern)| terms::fits(word, pattern))
        })
}

pub(super) fn number_passes(number: f64, from: &Bound<f64>, to: &Bound<f64>) -> bool {
    let after = match from {
        Bound::Open => true,
        Bound::Including(from) => number >= *from,
        Bound::Excluding(from) => number > *from,
    };
    after
        && match to {
            Bound::Open => true,
            Bound::Including(to) => number <= *to,
            Bound::Excluding(to) => number < *to,
        }
}

/// A partial date passes if some day that it may mean does; "after 2025" means
/// after its last day.
fn date_passes(date: PartialDate, from: &Bound<PartialDate>, to: &Bound<PartialDate>) -> bool {
    let after = match from {
        Bound::Open => true,
        Bound::Including(from) => date.last_day() >= from.first_day(),
        Bound::Excluding(from) => date.last_day() > from.last_day(),
    };
    after
        && match to {
            Bound::Open => true,
            Bound::Including(to) => date.first_day() <= to.last_day(),
            Bound::Excluding(to) => date.first_day() < to.first_day(),
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_contain_words_in_a_row() {
        assert!(contains("corpuscope wire desk", "wire desk"));
        assert!(contains("corpuscope wire desk", "corpus*"));
        assert!(!contains("corpuscope wire desk", "desk wire"));
        assert!(!contains("corpuscope wire desk", "wir"));
        assert!(!contains("wire", ""));
    }

    #[test]
    fn partial_dates_pass_if_a_day_does() {
        let date = |text: &str| PartialDate::parse(text).expect("a date");
        let month = date("2025-11");
        assert!(date_passes(month, &Bound::Including(date("2025-11-20")), &Bound::Open));
        assert!(date_passes(month, &Bound::Excluding(date("2025-11-20")), &Bound::Open));
        assert!(!date_passes(month, &Bound::Excluding(date("2025")), &Bound::Open));
        assert!(!date_passes(month, &Bound::Open, &Bound::Excluding(date("2025-11"))));
        assert!(date_passes(month, &Bound::Open, &Bound::Including(date("2025-11-01"))));
    }
}
