//! Days as numbers: dates go in, weekdays and dates so many days on come out.

use crate::document::PartialDate;

/// Days since 1 March of the year 0 in the proleptic Gregorian calendar.
pub(crate) fn day_number(year: i16, month: u8, day: u8) -> i32 {
    // Years begin in March, so that the leap day is the last.
    let (year, month) = match month {
        3.. => (i32::from(year), i32::from(month) - 3),
        _ => (i32::from(year) - 1, i32::from(month) + 9),
    };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (month * 153 + 2) / 5 + i32::from(day) - 1
}

/// The date of a day; `None` beyond the years that a date can have.
pub(crate) fn date_of(day: i32) -> Option<PartialDate> {
    // 400 years have 146,097 days.
    let mut year = day.div_euclid(146_097) * 400;
    let in_era = day.rem_euclid(146_097);
    let in_era_year = (in_era - in_era / 1_460 + in_era / 36_524 - in_era / 146_096) / 365;
    year += in_era_year;
    let in_year = in_era - (365 * in_era_year + in_era_year / 4 - in_era_year / 100);
    let shifted = (5 * in_year + 2) / 153;
    let day = in_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    if month <= 2 {
        year += 1;
    }
    Some(PartialDate {
        year: i16::try_from(year).ok()?,
        month: Some(u8::try_from(month).ok()?),
        day: Some(u8::try_from(day).ok()?),
    })
}

/// 0 for Monday to 6 for Sunday.
pub(crate) fn weekday(day: i32) -> i32 {
    // 1 March of the year 0 was a Wednesday.
    (day + 2).rem_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates() {
        for (year, month, day, expected) in [
            (2025, 11, 20, 3),
            (2025, 12, 6, 5),
            (2000, 2, 29, 1),
            (1970, 1, 1, 3),
            (1900, 3, 1, 3),
        ] {
            let number = day_number(year, month, day);
            assert_eq!(weekday(number), expected, "{year}-{month}-{day}");
            let date = PartialDate { year, month: Some(month), day: Some(day) };
            assert_eq!(date_of(number), Some(date));
        }
        let first = day_number(1999, 1, 1);
        let mut last = None;
        for day in first..first + 1_500 {
            let date = date_of(day).expect("a date");
            let (year, month, of_month) = date.first_day();
            assert_eq!(day_number(year, month, of_month), day);
            assert!(last < Some(date));
            last = Some(date);
        }
    }
}
