//! Facets: the documents that pass go in, counted values and bars come out.

use std::cmp::Reverse;

use super::Corpus;
use super::docset::DocSet;
use super::filters::{DATE, LANGUAGE, Passed};
use crate::document::PartialDate;
use crate::request::{Filter, FilterTest};
use crate::response::{Bar, DateUnit, Facet, FacetState, FacetValue, Histogram};

/// Counts the values of every facet, at most `limit` of each listed.
pub(crate) fn facets(
    corpus: Corpus<'_>,
    passed: &Passed,
    filters: &[Filter],
    limit: usize,
) -> Vec<Facet> {
    let columns = corpus.index.columns.columns.iter().filter(|column| column.facet);
    let mut facets: Vec<Facet> = columns
        .map(|column| {
            let mut counts = vec![0_u32; column.values.len()];
            let mut missing = 0;
            for document in passed.but(&column.name).iter() {
                let places = column.of(document);
                missing += u32::from(places.is_empty());
                for &place in places {
                    counts[place as usize] += 1;
                }
            }
            let values = column.values.iter().cloned().zip(counts).collect();
            facet(&column.name, &column.label, values, missing, filters, limit)
        })
        .collect();
    if corpus.index.languages.len() > 1 || filters.iter().any(|f| f.field == LANGUAGE) {
        let mut counts = vec![0_u32; corpus.index.languages.len()];
        let mut missing = 0;
        for document in passed.but(LANGUAGE).iter() {
            match corpus.index.documents[document as usize].language {
                Some(language) => counts[language as usize] += 1,
                None => missing += 1,
            }
        }
        let values = corpus.index.languages.iter().cloned().zip(counts).collect();
        facets.push(facet(LANGUAGE, "Language", values, missing, filters, limit));
    }
    facets
}

fn facet(
    field: &str,
    label: &str,
    values: Vec<(String, u32)>,
    missing: u32,
    filters: &[Filter],
    limit: usize,
) -> Facet {
    let mut values: Vec<FacetValue> = values
        .into_iter()
        .map(|(value, documents)| (Some(value), documents))
        .chain([(None, missing)])
        .map(|(value, documents)| {
            let state = state_of(field, value.as_ref(), filters);
            FacetValue { value, documents, state }
        })
        .filter(|value| value.documents > 0 || value.state != FacetState::Free)
        .collect();
    let total_values = values.iter().filter(|value| value.documents > 0).count();
    // Most frequent first, then by name; documents without a value last.
    values.sort_by(|a, b| {
        (a.value.is_none(), Reverse(a.documents), &a.value).cmp(&(
            b.value.is_none(),
            Reverse(b.documents),
            &b.value,
        ))
    });
    let mut kept = 0;
    values.retain(|value| {
        kept += 1;
        kept <= limit || value.state != FacetState::Free || value.value.is_none()
    });
    Facet {
        field: field.to_owned(),
        label: label.to_owned(),
        values,
        total_values: u32::try_from(total_values).unwrap_or(u32::MAX),
    }
}

fn state_of(field: &str, value: Option<&String>, filters: &[Filter]) -> FacetState {
    for filter in filters.iter().filter(|filter| filter.field == field) {
        let has = |values: &[Option<String>]| values.iter().any(|v| v.as_ref() == value);
        match &filter.test {
            FilterTest::Include(values) if has(values) => return FacetState::Included,
            FilterTest::Exclude(values) if has(values) => return FacetState::Excluded,
            _ => {}
        }
    }
    FacetState::Free
}

/// Bars at most.
const MOST_BARS: i64 = 120;

/// Counts documents over time.
pub(crate) fn histogram(corpus: Corpus<'_>, passed: &Passed) -> Option<Histogram> {
    let dates = || corpus.index.documents.iter().filter_map(|record| record.date);
    let (first, last) = (dates().min()?, dates().max_by_key(|date| date.last_day())?);
    let exact_to_day = dates().any(|date| date.day.is_some());
    let exact_to_month = dates().any(|date| date.month.is_some());
    let fits = |unit: DateUnit| number(last, unit) - number(first, unit) < MOST_BARS;
    let unit = match () {
        () if exact_to_day && fits(DateUnit::Day) => DateUnit::Day,
        () if exact_to_month && fits(DateUnit::Month) => DateUnit::Month,
        () => DateUnit::Year,
    };
    let from = number(first, unit);
    let units = number(last_of(last), unit) - from + 1;
    let step = ((units + MOST_BARS - 1) / MOST_BARS).max(1);
    let mut bars: Vec<Bar> = (0..(units + step - 1) / step)
        .map(|bar| Bar {
            from: name(from + bar * step, unit),
            to: name((from + bar * step + step - 1).min(from + units - 1), unit),
            documents: 0,
            all: 0,
        })
        .collect();
    let (mut undated, mut partial) = (0, 0);
    let matching: &DocSet = passed.but(DATE);
    for (document, record) in (0_u32..).zip(&corpus.index.documents) {
        let matches = u32::from(matching.contains(document));
        let Some(date) = record.date else {
            undated += matches;
            continue;
        };
        let exact = match unit {
            DateUnit::Year => true,
            DateUnit::Month => date.month.is_some(),
            DateUnit::Day => date.day.is_some(),
        };
        partial += if exact { 0 } else { matches };
        let place = usize::try_from((number(date, unit) - from) / step).unwrap_or(0);
        if let Some(bar) = bars.get_mut(place) {
            bar.documents += matches;
            bar.all += 1;
        }
    }
    let step = u32::try_from(step).unwrap_or(u32::MAX);
    Some(Histogram { unit, bars, step, undated, partial })
}

fn last_of(date: PartialDate) -> PartialDate {
    let (year, month, day) = date.last_day();
    PartialDate { year, month: Some(month), day: Some(day) }
}

/// The number of the first unit that a date may mean.
fn number(date: PartialDate, unit: DateUnit) -> i64 {
    let (year, month, day) = date.first_day();
    let (year, month, day) = (i64::from(year), i64::from(month), i64::from(day));
    match unit {
        DateUnit::Year => year,
        DateUnit::Month => year * 12 + month - 1,
        DateUnit::Day => days_from_civil(year, month, day),
    }
}

fn name(number: i64, unit: DateUnit) -> String {
    let (year, month, day) = match unit {
        DateUnit::Year => (number, None, None),
        DateUnit::Month => (number.div_euclid(12), Some(number.rem_euclid(12) + 1), None),
        DateUnit::Day => {
            let (year, month, day) = civil_from_days(number);
            (year, Some(month), Some(day))
        }
    };
    let part = |n: Option<i64>| n.and_then(|n| u8::try_from(n).ok());
    let year = i16::try_from(year).unwrap_or(i16::MAX);
    PartialDate { year, month: part(month), day: part(day) }.to_string()
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar: years begin in
/// March, so that the leap day is a year's last.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(date: &str, unit: DateUnit, expected: i64) {
        let parsed = PartialDate::parse(date).expect("a date");
        assert_eq!(number(parsed, unit), expected, "for {date}");
        assert_eq!(name(expected, unit), date);
    }

    #[test]
    fn units_are_numbered_in_a_row() {
        check("1970-01-01", DateUnit::Day, 0);
        check("2025-11-30", DateUnit::Day, 20_422);
        check("2024-02-29", DateUnit::Day, 19_782);
        check("0001-01-01", DateUnit::Day, -719_162);
        check("2025-12", DateUnit::Month, 2025 * 12 + 11);
        check("-0044", DateUnit::Year, -44);
        for day in -800_000..800_000_i64 {
            if day % 997 == 0 {
                let (y, m, d) = civil_from_days(day);
                assert_eq!(days_from_civil(y, m, d), day);
            }
        }
    }
}
