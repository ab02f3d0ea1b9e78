//! Dates: a text goes in, the days, months and years it names come out, each
//! with what it was reckoned from.
//!
//! A bare weekday is the latest such day not after the document's date; with a
//! verb in the future the next one not before it: the rule of news agencies. A
//! day and month without a year goes by the same rule. Below a date that stands
//! alone, as a heading or before a paragraph, weekdays go by that date. Where
//! there is neither, nothing is reckoned: the date stays unknown.

use std::collections::BTreeMap;
use std::ops::Range;

use super::calendar::{date_of, day_number, weekday};
use super::facts::{Anchor, DateMention, Rule};
use super::language::flag;
use super::text::{Shape, Text};
use crate::document::PartialDate;

/// Finds the dates of a document in order of place.
pub(crate) fn find(text: &Text<'_>) -> Vec<DateMention> {
    let today = text.date.filter(|d| d.day.is_some()).map(|d| {
        let (year, month, day) = d.first_day();
        day_number(year, month, day)
    });
    let mut finder = Finder { text, today, ahead: BTreeMap::new(), found: Vec::new() };
    let mut paragraphs = text.paragraphs.iter().peekable();
    // The day that a date alone gives, and whether a paragraph of its own does.
    let mut above = None;
    let mut opens = None;
    let mut at = 0;
    while at < text.tokens.len() {
        let before =
            opens.filter(|it: &&Range<usize>| at == it.start + 1 && text.is(it.start, "on"));
        opens = None;
        while let Some(paragraph) = paragraphs.next_if(|it| it.start <= at) {
            opens = Some(paragraph);
        }
        // Another heading, or a paragraph without a date before it.
        if opens.is_some_and(|it| {
            above == Some(false) || it.len() < HEADING && !text.is(it.end - 1, ".")
        }) {
            (finder.today, above) = (today, None);
            finder.ahead.clear();
        }
        let found = finder.found.len();
        let end = finder.take(at).unwrap_or(at + 1);
        if let Some(paragraph) = opens.or(before)
            && let [date] = &finder.found[found..]
            && let Some(day) = date.date.filter(|it| it.day.is_some())
            && text.sentence_of(at).end <= end + 1
        {
            let (year, month, day) = day.first_day();
            finder.today = Some(day_number(year, month, day));
            above = Some(paragraph.end <= end + 1);
        }
        at = end;
    }
    finder.found
}

/// Tokens of a short paragraph: a heading.
const HEADING: usize = 9;

/// A day and month no more than so many days from the document's date are that
/// day, in the past or in the future.
const NEAR_DAYS: i32 = 45;

struct Finder<'t, 'a> {
    text: &'t Text<'a>,
    /// The day of the document.
    today: Option<i32>,
    /// Weekdays that a sentence put behind the document's date.
    ahead: BTreeMap<i32, bool>,
    found: Vec<DateMention>,
}

impl Finder<'_, '_> {
    /// Takes a date that begins at a token; returns where it ends.
    fn take(&mut self, at: usize) -> Option<usize> {
        let token = self.text.tokens[at];
        if token.shape == Shape::Mark {
            return None;
        }
        if token.is(flag::WEEKDAY) && token.has_capital() {
            return self.weekday(at);
        }
        if token.shape == Shape::Digit {
            return self.iso(at).or_else(|| self.day_first(at)).or_else(|| self.year(at));
        }
        if token.is(flag::MONTH) && token.has_capital() {
            return self.month_first(at);
        }
        self.relative(at)
    }

    fn push(
        &mut self,
        tokens: Range<usize>,
        date: Option<PartialDate>,
        anchor: Anchor,
        rule: Rule,
    ) -> usize {
        let end = tokens.end;
        let span = self.text.span(&tokens);
        self.found.push(DateMention { span, date, anchor, rule });
        end
    }

    fn number(&self, at: usize) -> Option<i16> {
        let word = self.text.word(at);
        let plain =
            !word.is_empty() && word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| word.parse().ok())?
    }

    fn day(&self, at: usize) -> Option<u8> {
        let word = self.text.word(at);
        let digits = word
            .strip_suffix("st")
            .or_else(|| word.strip_suffix("nd"))
            .or_else(|| word.strip_suffix("rd"))
            .or_else(|| word.strip_suffix("th"))
            .unwrap_or(word);
        let plain = digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit());
        let day: u8 = plain.then(|| digits.parse().ok())??;
        (1..=31).contains(&day).then_some(day)
    }

    fn month(&self, at: usize) -> Option<u8> {
        let token = self.text.tokens.get(at)?;
        (token.is(flag::MONTH) && token.has_capital()
            || token.is(flag::MONTH) && !self.text.lexicon.supported)
            .then_some(())?;
        month_number(self.text.word(at))
    }

    fn year_at(&self, at: usize) -> Option<i16> {
        let year = self.number(at)?;
        (self.text.word(at).len() == 4 && (1000..=2999).contains(&year)).then_some(year)
    }

    fn iso(&mut self, at: usize) -> Option<usize> {
        let year = self.year_at(at)?;
        let joined = |t: usize| self.text.tokens.get(t).is_some_and(|t| t.joined);
        let ties = (1..=4).all(|n| joined(at + n));
        let hyphens = self.text.is(at + 1, "-") && self.text.is(at + 3, "-");
        (ties && hyphens).then_some(())?;
        let written =
            format!("{year:04}-{}-{}", self.text.word(at + 2), self.text.word(at + 4));
        let date = PartialDate::parse(&written)?;
        Some(self.push(at..at + 5, Some(date), Anchor::Absolute, Rule::FullDate))
    }

    /// `20 November 2025`, `20 November`, `4 and 5 December`.
    fn day_first(&mut self, at: usize) -> Option<usize> {
        let day = self.day(at)?;
        let of = if self.text.is(at + 1, "of") { at + 2 } else { at + 1 };
        if let Some(month) = self.month(of) {
            let comma = usize::from(self.text.is(of + 1, ","));
            if let Some(year) = self.year_at(of + 1 + comma).filter(|_| comma == 0) {
                let date = full(year, month, day)?;
                return Some(self.push(
                    at..of + 2,
                    Some(date),
                    Anchor::Absolute,
                    Rule::FullDate,
                ));
            }
            return self.day_month(at..of + 1, month, day, at);
        }
        // 4 and 5 December: the first day takes its month from the second.
        let link = ["and", "to", "or", "–", "-"].iter().any(|w| self.text.is(at + 1, w));
        let second = link.then(|| self.day(at + 2))??;
        let month = self.month(at + 3).filter(|_| second > day)?;
        self.day_month(at..at + 1, month, day, at)
    }

    fn day_month(
        &mut self,
        tokens: Range<usize>,
        month: u8,
        day: u8,
        at: usize,
    ) -> Option<usize> {
        let Some(today) = self.today else {
            full(2000, month, day)?;
            return Some(self.push(tokens, None, Anchor::None, Rule::DayMonth));
        };
        let this_year = date_of(today)?.year;
        let future = self.is_future(at) == Some(true);
        let years =
            if future { [this_year, this_year + 1] } else { [this_year, this_year - 1] };
        let fits = |&year: &i16| {
            full(year, month, day).is_some() && {
                let number = day_number(year, month, day);
                if future { number >= today } else { number <= today }
            }
        };
        let year = years.into_iter().find(fits);
        // A day a little ahead or behind is that one, whatever the verb: of what
        // was still to come on a day just gone, texts tell with verbs of both.
        let near = [this_year, this_year - 1, this_year + 1].into_iter().find(|&year| {
            full(year, month, day).is_some()
                && (day_number(year, month, day) - today).abs() <= NEAR_DAYS
        });
        let date = near.or(year).and_then(|year| full(year, month, day));
        let anchor = if date.is_some() { Anchor::Document } else { Anchor::None };
        Some(self.push(tokens, date, anchor, Rule::DayMonth))
    }

    /// `November 20, 2025`, `November 20`, `November 2025`, `November`.
    fn month_first(&mut self, at: usize) -> Option<usize> {
        let month = self.month(at)?;
        if let Some(day) = self.day(at + 1) {
            let comma = usize::from(self.text.is(at + 2, ","));
            if let Some(year) = self.year_at(at + 2 + comma) {
                let date = full(year, month, day)?;
                let end = at + 3 + comma;
                return Some(self.push(at..end, Some(date), Anchor::Absolute, Rule::FullDate));
            }
            // November 20 drones were shot down: a number and what it counts.
            return self.day_month(at..at + 2, month, day, at);
        }
        if let Some(year) = self.year_at(at + 1) {
            let date = PartialDate { year, month: Some(month), day: None };
            return Some(self.push(at..at + 2, Some(date), Anchor::Absolute, Rule::MonthYear));
        }
        // `May` and `March` are words as well.
        let short =
            matches!(self.text.word(at), "May" | "March" | "Mar" | "Sun" | "Sat" | "Dec");
        let before = at.checked_sub(1);
        let ties = before.is_some_and(|b| {
            [
                "in", "of", "since", "until", "by", "last", "next", "this", "early", "late",
                "mid", "during", "from", "to", "the", "im", "у", "в", "-",
            ]
            .iter()
            .any(|word| self.text.is(b, word))
        });
        if short && (!ties || self.text.tokens[at].starts) {
            return None;
        }
        if self
            .text
            .tokens
            .get(at + 1)
            .is_some_and(|n| n.has_capital() && !n.is(flag::FUNCTION))
            && short
        {
            return None;
        }
        let date = self.today.and_then(date_of).map(|today| {
            let now = today.month.unwrap_or(12);
            let ahead = self.is_future(at) == Some(true);
            let year = match (month <= now, ahead) {
                (true, false) => today.year,
                (false, false) => today.year - 1,
                (_, true) => today.year + i16::from(month < now),
            };
            PartialDate { year, month: Some(month), day: None }
        });
        let anchor = if date.is_some() { Anchor::Document } else { Anchor::None };
        Some(self.push(at..at + 1, date, anchor, Rule::Month))
    }

    /// `in 2022`, `(2025)`, `the 1990s` not.
    fn year(&mut self, at: usize) -> Option<usize> {
        let year = self.year_at(at).filter(|y| (1500..=2100).contains(y))?;
        let before = at.checked_sub(1)?;
        let ties = [
            "in", "since", "of", "by", "from", "until", "before", "after", "during", "for",
            "year", "late", "early", "(", "between", "and", "to", "–", "im", "jahr", "seit",
            "у",
        ]
        .iter()
        .any(|word| self.text.is(before, word))
            || self.text.flags(before) & flag::MONTH != 0;
        // 1,500 soldiers are no year, and neither are 1500 soldiers.
        let next = self.text.tokens.get(at + 1);
        let counts = next.is_some_and(|n| {
            n.shape == Shape::Lower
                && !n.is(flag::FUNCTION)
                && self.text.word(at + 1).ends_with('s')
                || matches!(self.text.word(at + 1), "%" | "people" | "percent")
        });
        let part = next.is_some_and(|n| n.joined && n.shape != Shape::Mark)
            || self.text.tokens[at].joined
                && !matches!(self.text.word(before), "(" | "–" | "-");
        (ties && !counts && !part).then(|| {
            let date = PartialDate { year, month: None, day: None };
            self.push(at..at + 1, Some(date), Anchor::Absolute, Rule::Year)
        })
    }

    fn relative(&mut self, at: usize) -> Option<usize> {
        let days = days_away(self.text.word(at))?;
        // Today’s is not a day: today’s world.
        if self.text.tokens[at].is_possessive() || self.in_quotation(at) {
            return None;
        }
        let date = self.today.and_then(|today| date_of(today + days));
        let anchor = if date.is_some() { Anchor::Document } else { Anchor::None };
        Some(self.push(at..at + 1, date, anchor, Rule::RelativeDay))
    }

    /// What is `today` for a speaker is not the document's day.
    fn in_quotation(&self, at: usize) -> bool {
        let next = self.text.quotes.partition_point(|q| q.open < at);
        self.text.quotes[..next].iter().rev().take(8).any(|q| q.close > at)
    }

    fn weekday(&mut self, at: usize) -> Option<usize> {
        let wanted = weekday_number(self.text.word(at))?;
        let mut end = at + 1;
        // Saturday, 6 December; Saturday, Dec. 6, 2025
        let next = if self.text.is(end, ",") { end + 1 } else { end };
        let paired = self.day(next).and_then(|_| self.month(next + 1)).is_some()
            || self.month(next).and_then(|_| self.day(next + 1)).is_some();
        if paired {
            let before = self.found.len();
            let taken = match self.text.tokens[next].shape {
                Shape::Digit => self.day_first(next),
                _ => self.month_first(next),
            };
            if let (Some(taken), true) = (taken, self.found.len() == before + 1) {
                if let Some(mention) = self.found.last_mut() {
                    mention.span.start = self.text.tokens[at].start;
                }
                return Some(taken);
            }
        }
        let Some(today) = self.today else {
            return Some(self.push(at..end, None, Anchor::None, Rule::Weekday));
        };
        let back = (weekday(today) - wanted).rem_euclid(7);
        let ahead_days = (wanted - weekday(today)).rem_euclid(7);
        let ahead = match self.is_future(at) {
            Some(ahead) => {
                self.ahead.insert(wanted, ahead);
                ahead
            }
            // Without a tense of its own: as the document had it before.
            None => self.ahead.get(&wanted).copied().unwrap_or(false),
        };
        let (day, rule) = if ahead {
            (today + ahead_days, Rule::WeekdayAhead)
        } else {
            (today - back, Rule::Weekday)
        };
        if self.text.is(end, "morning") || self.text.is(end, "night") {
            end = at + 1;
        }
        Some(self.push(at..end, date_of(day), Anchor::Document, rule))
    }

    /// Whether the words around a date put it ahead; `None` where neither past
    /// nor future shows.
    fn is_future(&self, at: usize) -> Option<bool> {
        let text = self.text;
        let sentence = text.sentence_of(at);
        let before = at.checked_sub(1);
        let near = |words: &[&str]| before.is_some_and(|b| words.iter().any(|w| text.is(b, w)));
        if near(&["next", "coming", "nächsten", "kommenden"]) {
            return Some(true);
        }
        if near(&["last", "past", "since"]) {
            return Some(false);
        }
        // The nearest verb before it in its clause, then any behind it.
        let stop = |t: usize| matches!(text.word(t), ";" | "—" | "–" | "“" | "\"" | "”" | "(");
        for token in (sentence.start..at).rev().take(30) {
            if stop(token) {
                break;
            }
            if let Some(tense) = self.tense(token) {
                return Some(tense);
            }
            if text.is(token, ",") && at - token > 2 && !text.is(token + 1, "when") {
                break;
            }
        }
        for token in (at + 1..sentence.end).take(14) {
            if stop(token) {
                break;
            }
            if let Some(tense) = self.tense(token) {
                return Some(tense);
            }
        }
        None
    }

    fn tense(&self, at: usize) -> Option<bool> {
        let text = self.text;
        let token = &text.tokens[at];
        let word = text.word(at);
        if token.is(flag::FUTURE) || word == "due" && !text.is(at + 1, "to") {
            return Some(true);
        }
        if text.is(at, "to") && at > 0 {
            let before = text.word(at - 1);
            let set = ["due", "set", "is", "are", "was", "were", "scheduled", "going", "ready"];
            if set.contains(&before) {
                return Some(true);
            }
            return None;
        }
        if [
            "was", "were", "had", "did", "met", "held", "took", "came", "went", "left", "made",
            "began", "led", "sat", "saw", "spoke", "told", "wrote", "said", "got", "gave",
            "fell", "flew", "killed", "struck", "hit", "won", "lost", "ran", "set", "sent",
            "spent",
        ]
        .contains(&word)
        {
            let passive = matches!(word, "set" | "was" | "were")
                && ["to", "due", "set", "expected", "scheduled"]
                    .iter()
                    .any(|w| text.is(at + 1, w));
            return (!passive).then_some(false);
        }
        let past = word.len() > 4
            && word.ends_with("ed")
            && !token.has_capital()
            && !token.is(flag::MODIFIER | flag::FUTURE);
        past.then_some(false)
    }
}

fn full(year: i16, month: u8, day: u8) -> Option<PartialDate> {
    PartialDate::parse(&format!("{year:04}-{month:02}-{day:02}"))
}

/// How many days from today a word says.
pub(crate) fn days_away(word: &str) -> Option<i32> {
    match word {
        "today" | "Today" | "tonight" | "Tonight" | "heute" | "Heute" | "сьогодні" => {
            Some(0)
        }
        "yesterday" | "Yesterday" | "gestern" | "Gestern" | "вчора" => Some(-1),
        "tomorrow" | "Tomorrow" | "завтра" => Some(1),
        _ => None,
    }
}

const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "mon", "montag", "понеділок", "понеділка"],
    &["tuesday", "tue", "dienstag", "вівторок", "вівторка"],
    &["wednesday", "wed", "mittwoch", "середа", "середу", "середи"],
    &["thursday", "thu", "donnerstag", "четвер", "четверга"],
    &["friday", "fri", "freitag", "п'ятниця", "п’ятницю"],
    &["saturday", "sat", "samstag", "sonnabend", "субота", "суботу", "суботи"],
    &["sunday", "sun", "sonntag", "неділя", "неділю", "неділі"],
];

pub(crate) fn weekday_number(word: &str) -> Option<i32> {
    let lower = word.to_lowercase();
    let place = WEEKDAYS.iter().position(|names| names.contains(&lower.as_str()))?;
    i32::try_from(place).ok()
}

const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "січня"],
    &["february", "feb", "februar", "лютого"],
    &["march", "mar", "märz", "березня"],
    &["april", "apr", "квітня"],
    &["may", "mai", "травня"],
    &["june", "jun", "juni", "червня"],
    &["july", "jul", "juli", "липня"],
    &["august", "aug", "серпня"],
    &["september", "sept", "sep", "вересня"],
    &["october", "oct", "oktober", "жовтня"],
    &["november", "nov", "листопада"],
    &["december", "dec", "dezember", "грудня"],
];

pub(crate) fn month_number(word: &str) -> Option<u8> {
    let lower = word.to_lowercase();
    let bare = lower.trim_end_matches('.');
    let place = MONTHS.iter().position(|names| names.contains(&bare))?;
    u8::try_from(place + 1).ok()
}
