//! Dates as people and machines write them in metadata: text goes in, a
//! [`PartialDate`] comes out, or why not.
//!
//! Only what can be read one way is read. `03/04/2025` is the third of April
//! in one country and the fourth of March in another: such a date is left out
//! with a warning, never guessed. Days with points (`30.11.2025`) are always
//! written day first. Names of months are known in ten languages.
//! A time of day and its zone are dropped: the date is the one written.

use crate::document::PartialDate;

/// What a text says about a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateReading {
    /// It is this date.
    Date(PartialDate),
    /// It says that there is no date (`n.d.`, `unknown`).
    Undated,
    /// It may be read two ways.
    Ambiguous,
    /// It is no date that is known here.
    Unreadable,
}

/// Reads one date.
pub(crate) fn read_date(text: &str) -> DateReading {
    let text = text.trim();
    if let Some(date) = PartialDate::parse(text) {
        return DateReading::Date(date);
    }
    let lower = text.to_lowercase();
    if [
        "", "-", "–", "—", "?", "n.d.", "nd", "s.d.", "undated", "unknown", "none", "null",
        "n/a",
    ]
    .contains(&lower.as_str())
    {
        return DateReading::Undated;
    }
    let parts = parts_of(&lower);
    numeric(&lower, &parts)
        .or_else(|| with_month_name(&parts))
        .unwrap_or(DateReading::Unreadable)
}

/// A run of digits or of letters.
#[derive(Debug, PartialEq)]
enum Part<'t> {
    Number(&'t str),
    Word(&'t str),
}

/// The first parts of a date; a time of day (`10:00`, `t10`) ends them.
fn parts_of(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let wanted =
            |c: char| if digits { c.is_ascii_digit() } else { c.is_alphabetic() || c == '\'' };
        let end = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        if end == 0 {
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (part, after) = rest.split_at(end);
        if digits && after.starts_with(':') {
            break;
        }
        parts.push(if digits { Part::Number(part) } else { Part::Word(part) });
        rest = after;
    }
    parts
}

/// `2025/11/30`, `20251130`, `30.11.2025`, `30/11/2025`.
fn numeric(text: &str, parts: &[Part<'_>]) -> Option<DateReading> {
    match parts {
        [Part::Number(all)] if all.len() == 8 && text.len() == 8 => {
            Some(made(&all[..4], &all[4..6], &all[6..]))
        }
        [Part::Number(year), Part::Number(month), Part::Number(day)] if year.len() == 4 => {
            Some(made(year, month, day))
        }
        [Part::Number(year), Part::Number(month)] if year.len() == 4 && month.len() <= 2 => {
            let (year, month) = (year.parse().ok()?, month.parse().ok()?);
            Some(checked(year, month, None))
        }
        [Part::Number(month), Part::Number(year)] if year.len() == 4 && month.len() <= 2 => {
            let (year, month) = (year.parse().ok()?, month.parse().ok()?);
            Some(checked(year, month, None))
        }
        [Part::Number(a), Part::Number(b), Part::Number(year)]
            if year.len() == 4 && a.len() <= 2 && b.len() <= 2 =>
        {
            if text.contains('.') {
                return Some(made(year, b, a));
            }
            let (first, second): (u8, u8) = (a.parse().ok()?, b.parse().ok()?);
            Some(match (first > 12, second > 12) {
                (true, false) => made(year, b, a),
                (false, true) => made(year, a, b),
                (false, false) if first == second => made(year, a, b),
                (false, false) => DateReading::Ambiguous,
                (true, true) => DateReading::Unreadable,
            })
        }
        // Two-digit years name no century.
        [Part::Number(a), Part::Number(b), Part::Number(c)]
            if a.len() <= 2 && b.len() <= 2 && c.len() <= 2 =>
        {
            Some(DateReading::Ambiguous)
        }
        _ => None,
    }
}

/// `30 November 2025`, `Sun, 30 Nov 2025`, `November 30, 2025`, `30th of
/// November 2025`, `November 2025`, `2025 November 30`.
fn with_month_name(parts: &[Part<'_>]) -> Option<DateReading> {
    let mut month = None;
    let mut numbers = Vec::new();
    for part in parts {
        match part {
            Part::Number(number) if numbers.len() < 2 => numbers.push(*number),
            Part::Number(_) => break,
            Part::Word(word) => match month_named(word) {
                Some(found) if month.is_none() => month = Some(found),
                Some(_) => return None,
                None if is_filler(word) => {}
                // A word that has no place in a date, after a whole date
                // (`GMT`, `Uhr`) is a remark, before it no date at all.
                None if month.is_some() && numbers.len() == 2 => break,
                None => return None,
            },
        }
    }
    let month = month?;
    let (day, year) = match numbers.as_slice() {
        [year] if year.len() == 4 => (None, *year),
        [day, year] if year.len() == 4 && day.len() <= 2 => (Some(*day), *year),
        [year, day] if year.len() == 4 && day.len() <= 2 => (Some(*day), *year),
        _ => return None,
    };
    let year = year.parse().ok()?;
    let day = match day {
        Some(day) => Some(day.parse().ok()?),
        None => None,
    };
    Some(checked(year, month, day))
}

fn made(year: &str, month: &str, day: &str) -> DateReading {
    match (year.parse(), month.parse(), day.parse()) {
        (Ok(year), Ok(month), Ok(day)) => checked(year, month, Some(day)),
        _ => DateReading::Unreadable,
    }
}

fn checked(year: i16, month: u8, day: Option<u8>) -> DateReading {
    let written = match day {
        Some(day) => format!("{year:04}-{month:02}-{day:02}"),
        None => format!("{year:04}-{month:02}"),
    };
    PartialDate::parse(&written).map_or(DateReading::Unreadable, DateReading::Date)
}

/// Days of the week are told from months by being no month; they are checked
/// by their first letters, as are the small words inside a date.
fn is_filler(word: &str) -> bool {
    const FILLERS: [&str; 14] = [
        "of", "the", "st", "nd", "rd", "th", "de", "del", "den", "am", "le", "er", "року", "г",
    ];
    const WEEKDAYS: [&str; 40] = [
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonnabend",
        "sonntag",
        "lun",
        "mar",
        "mer",
        "mié",
        "jeu",
        "jue",
        "ven",
        "vie",
        "sam",
        "sáb",
        "dim",
        "dom",
        "gio",
        "sab",
        "понед",
        "вівт",
        "серед",
        "четв",
        "пятн",
        "п'ят",
        "суб",
        "неділ",
        "втор",
        "сред",
        "воскр",
    ];
    FILLERS.contains(&word) || WEEKDAYS.iter().any(|start| word.starts_with(start))
}

/// The number of a month by its name or its short form.
fn month_named(word: &str) -> Option<u8> {
    const MONTHS: [&[&str]; 12] = [
        &[
            "january",
            "jan",
            "januar",
            "jänner",
            "janvier",
            "janv",
            "enero",
            "ene",
            "gennaio",
            "gen",
            "janeiro",
            "januari",
            "stycznia",
            "styczeń",
            "січня",
            "січень",
            "января",
            "январь",
        ],
        &[
            "february",
            "feb",
            "februar",
            "février",
            "févr",
            "febrero",
            "febbraio",
            "fevereiro",
            "fev",
            "februari",
            "lutego",
            "luty",
            "лютого",
            "лютий",
            "февраля",
            "февраль",
        ],
        &[
            "march",
            "mar",
            "märz",
            "mär",
            "mrz",
            "mars",
            "marzo",
            "março",
            "maart",
            "mrt",
            "marca",
            "marzec",
            "березня",
            "березень",
            "марта",
            "март",
        ],
        &[
            "april",
            "apr",
            "avril",
            "avr",
            "abril",
            "abr",
            "aprile",
            "kwietnia",
            "kwiecień",
            "квітня",
            "квітень",
            "апреля",
            "апрель",
        ],
        &[
            "may",
            "mai",
            "mayo",
            "maggio",
            "mag",
            "maio",
            "mei",
            "maja",
            "maj",
            "травня",
            "травень",
            "мая",
            "май",
        ],
        &[
            "june",
            "jun",
            "juni",
            "juin",
            "junio",
            "giugno",
            "giu",
            "junho",
            "czerwca",
            "czerwiec",
            "червня",
            "червень",
            "июня",
            "июнь",
        ],
        &[
            "july",
            "jul",
            "juli",
            "juillet",
            "juil",
            "julio",
            "luglio",
            "lug",
            "julho",
            "lipca",
            "lipiec",
            "липня",
            "липень",
            "июля",
            "июль",
        ],
        &[
            "august",
            "aug",
            "août",
            "agosto",
            "ago",
            "augustus",
            "sierpnia",
            "sierpień",
            "серпня",
            "серпень",
            "августа",
            "август",
        ],
        &[
            "september",
            "sep",
            "sept",
            "septembre",
            "septiembre",
            "settembre",
            "set",
            "setembro",
            "września",
            "wrzesień",
            "вересня",
            "вересень",
            "сентября",
            "сентябрь",
        ],
        &[
            "october",
            "oct",
            "oktober",
            "okt",
            "octobre",
            "octubre",
            "ottobre",
            "ott",
            "outubro",
            "out",
            "października",
            "październik",
            "жовтня",
            "жовтень",
            "октября",
            "октябрь",
        ],
        &[
            "november",
            "nov",
            "novembre",
            "noviembre",
            "novembro",
            "listopada",
            "listopad",
            "листопада",
            "листопад",
            "ноября",
            "ноябрь",
        ],
        &[
            "december",
            "dec",
            "dezember",
            "dez",
            "décembre",
            "déc",
            "diciembre",
            "dic",
            "dicembre",
            "dezembro",
            "grudnia",
            "grudzień",
            "грудня",
            "грудень",
            "декабря",
            "декабрь",
        ],
    ];
    MONTHS.iter().zip(1..).find_map(|(names, number)| names.contains(&word).then_some(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let shown = match read_date(text) {
            DateReading::Date(date) => date.to_string(),
            other => format!("{other:?}").to_lowercase(),
        };
        assert_eq!(shown, expected, "for {text:?}");
    }

    #[test]
    fn one_meaning_is_read() {
        check("2025-11-30", "2025-11-30");
        check("2025-11-30T23:10:00+02:00", "2025-11-30");
        check("2025-11-30 23:10:00 UTC", "2025-11-30");
        check("2025", "2025");
        check("2025-11", "2025-11");
        check("2025/11/30", "2025-11-30");
        check("2025.11.30", "2025-11-30");
        check("20251130", "2025-11-30");
        check("30.11.2025", "2025-11-30");
        check("03.04.2025", "2025-04-03");
        check("30/11/2025", "2025-11-30");
        check("11/30/2025", "2025-11-30");
        check("03/03/2025", "2025-03-03");
        check("11/2025", "2025-11");
        check("30 November 2025", "2025-11-30");
        check("30. November 2025", "2025-11-30");
        check("November 30, 2025", "2025-11-30");
        check("Nov. 30, 2025", "2025-11-30");
        check("Nov 30th, 2025", "2025-11-30");
        check("30-Nov-2025", "2025-11-30");
        check("Sunday, November 30, 2025 at 4:05 PM", "2025-11-30");
        check("Sun, 30 Nov 2025 10:00:00 +0000", "2025-11-30");
        check("Sun, 30 Nov 2025 10:00:00 GMT", "2025-11-30");
        check("Sonntag, den 30. November 2025", "2025-11-30");
        check("November 2025", "2025-11");
        check("30 листопада 2025 року", "2025-11-30");
        check("30 ноября 2025 г.", "2025-11-30");
        check("1er décembre 2025", "2025-12-01");
        check("30 de noviembre de 2025", "2025-11-30");
        check("martes, 3 marzo 2026", "2026-03-03");
    }

    #[test]
    fn two_meanings_are_not() {
        check("03/04/2025", "ambiguous");
        check("3-4-2025", "ambiguous");
        check("03/04/25", "ambiguous");
    }

    #[test]
    fn the_rest_is_unreadable_or_undated() {
        check("", "undated");
        check("n.d.", "undated");
        check("Unknown", "undated");
        check("Friday", "unreadable");
        check("last November", "unreadable");
        check("31 November 2025", "unreadable");
        check("2025-13-01", "unreadable");
        check("31/31/2025", "unreadable");
        check("1939-1945", "unreadable");
        check("circa 1900", "unreadable");
        check("1764460800", "unreadable");
        check("May we meet in 2025", "unreadable");
        check("november november 2025", "unreadable");
    }
}
