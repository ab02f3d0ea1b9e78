//! The time of a corpus: its dates go in, bars of equal length from the first
//! to the last come out.

use super::Corpus;
use crate::document::PartialDate;
use crate::response::DateUnit;

/// Bars at most.
const MOST_BARS: i64 = 120;

/// Bars over the time of a corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Timeline {
    /// The smallest unit that is known of some date and takes few bars.
    pub(crate) unit: DateUnit,
    /// Units of one bar.
    pub(crate) step: i64,
    /// Number of the first unit.
    from: i64,
    units: i64,
}

impl Timeline {
    /// The timeline of a corpus, or `None` where it has no dates.
    pub(crate) fn of(corpus: Corpus<'_>) -> Option<Self> {
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
        Some(Self { unit, step, from, units })
    }

    /// First and last unit of each bar.
    pub(crate) fn bars(&self) -> Vec<(String, String)> {
        let Self { unit, step, from, units } = *self;
        let bars = 0..(units + step - 1) / step;
        bars.map(|bar| {
            let first = from + bar * step;
            (name(first, unit), name((first + step - 1).min(from + units - 1), unit))
        })
        .collect()
    }

    /// The bar of a date: the first that it may mean.
    pub(crate) fn bar_of(&self, date: PartialDate) -> usize {
        usize::try_from((number(date, self.unit) - self.from) / self.step).unwrap_or(0)
    }

    /// Whether a date is as exact as the unit.
    pub(crate) fn is_exact(&self, date: PartialDate) -> bool {
        match self.unit {
            DateUnit::Year => true,
            DateUnit::Month => date.month.is_some(),
            DateUnit::Day => date.day.is_some(),
        }
    }
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
