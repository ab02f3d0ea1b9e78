//! Dates: each is coded where it begins: how far it goes, rule, anchor and what
//! it means.
//!
//! The meaning is reckoned again from the words, by the calendar: years and days
//! in digits, and the words for months, weekdays and days like `today`, whose
//! meaning travels once. Dates without a year are those nearest to the
//! document's date, a weekday by the rule of news agencies. What comes out
//! otherwise is told.

use super::mixer::{Mixer, Side, mixed};
use super::names::rule_of;
use super::section::{found, on};
use super::tokens::{Tokens, shape, spelled};
use crate::analyse::story::calendar::{date_of, day_number, weekday};
use crate::analyse::story::facts::{Anchor, DateMention, Rule};
use crate::document::PartialDate;
use crate::index::open::Index;

mod kind {
    pub(super) const HERE: u32 = 96;
    pub(super) const END: u32 = 97;
    pub(super) const RULE: u32 = 98;
    pub(super) const ANCHOR: u32 = 99;
    pub(super) const KNOWN: u32 = 100;
    pub(super) const YEARS: u32 = 101;
    pub(super) const AS_RECKONED: u32 = 102;
    pub(super) const YEAR: u32 = 103;
    pub(super) const MONTH: u32 = 104;
    pub(super) const DAY: u32 = 105;
}

/// What dates share over all documents.
#[derive(Debug, Default)]
pub(super) struct Dates {
    /// Types without digits that begin dates.
    pub(super) listed: Vec<bool>,
    /// Meanings of words, by type: months from 1, weekdays from 13 (Monday),
    /// days from 20 (yesterday).
    pub(super) meanings: Vec<(u32, u64)>,
}

/// The parts of a date as its words give them.
#[derive(Clone, Copy, Debug, Default)]
struct Parts {
    year: Option<i16>,
    month: Option<u8>,
    day: Option<u8>,
    weekday: Option<i32>,
    /// Days from the document's.
    away: Option<i32>,
}

impl Dates {
    /// Codes the dates of a document; they come out in order.
    pub(super) fn dates<S: Side>(
        &self,
        mixer: &mut Mixer<S>,
        index: &Index<'_>,
        tokens: &Tokens,
        today: Option<PartialDate>,
        told: &[DateMention],
    ) -> Vec<DateMention> {
        let today = today.filter(|it| it.day.is_some()).map(|it| {
            let (year, month, day) = it.first_day();
            day_number(year, month, day)
        });
        let span = |date: &DateMention| date.span.clone();
        found(mixer, tokens, &self.listed, told, span, |mixer, at, given| {
            let (this, before) = (tokens.at(at), at.wrapping_sub(1));
            let here = mixer.bit(
                kind::HERE,
                &[
                    mixed(&[this, tokens.shape(at + 1).into()]),
                    mixed(&[tokens.at(before), tokens.class(at)]),
                    mixed(&[tokens.at(before), this]),
                    mixed(&[tokens.class(at), tokens.at(at + 1)]),
                    mixed(&[tokens.class(before), tokens.class(at), tokens.class(at + 1)]),
                ],
                given.is_some(),
            );
            here.then(|| self.date(mixer, index, tokens, at, today, given))
        })
    }

    fn date<S: Side>(
        &self,
        mixer: &mut Mixer<S>,
        index: &Index<'_>,
        tokens: &Tokens,
        at: u32,
        today: Option<i32>,
        given: Option<&DateMention>,
    ) -> DateMention {
        let end = S::told(|| given.map_or(0, |it| it.span.end));
        let end = on(mixer, tokens, kind::END, at, tokens.shape(at).into(), end);
        let form = mixed(&[tokens.shapes(at), end - at]);
        let dated = u32::from(today.is_some());
        let rule = mixer.symbol(
            kind::RULE,
            &[
                mixed(&[form, dated]),
                tokens.at(at),
                mixed(&[tokens.class(at), end - at]),
                mixed(&[tokens.at(at.wrapping_sub(1)), tokens.at(at)]),
            ],
            S::told(|| given.map_or(0, |it| it.rule as u32)),
        );
        let anchor = S::told(|| given.map_or(0, |it| it.anchor as u32));
        let anchor = mixer.symbol(kind::ANCHOR, &[mixed(&[rule, dated])], anchor);
        let told = S::told(|| given.and_then(|it| it.date));
        let date =
            mixer.bit(kind::KNOWN, &[mixed(&[rule, anchor])], told.is_some()).then(|| {
                let parts = self.parts(index, tokens, at..end);
                let (date, moves) = reckoned(parts, rule_of(rule), today);
                let years = told.map_or(0, |told| i32::from(told.year) - i32::from(date.year));
                let years = if moves {
                    mixer.signed(
                        kind::YEARS,
                        &[rule, mixed(&[rule, date.month.unwrap_or(0).into()])],
                        years,
                    )
                } else {
                    0
                };
                let year = i16::try_from(i32::from(date.year).saturating_add(years))
                    .unwrap_or(date.year);
                let date = PartialDate { year, ..date };
                if mixer.bit(
                    kind::AS_RECKONED,
                    &[rule, mixed(&[rule, form])],
                    told == Some(date),
                ) {
                    date
                } else {
                    written(mixer, told)
                }
            });
        let anchor = Anchor::ALL.get(anchor as usize).copied().unwrap_or(Anchor::None);
        DateMention { span: at..end, date, anchor, rule: rule_of(rule) }
    }

    fn parts(&self, index: &Index<'_>, tokens: &Tokens, span: std::ops::Range<u32>) -> Parts {
        let mut parts = Parts::default();
        let mut text = String::new();
        let mut numbers: Vec<u8> = Vec::new();
        for token in span {
            let word = tokens.at(token);
            if let Ok(place) = self.meanings.binary_search_by_key(&word, |it| it.0) {
                match self.meanings[place].1 {
                    month @ 1..=12 => parts.month = u8::try_from(month).ok(),
                    day @ 13..=19 => parts.weekday = i32::try_from(day).ok().map(|it| it - 13),
                    day => parts.away = i32::try_from(day).ok().map(|it| it - 21),
                }
                continue;
            }
            if tokens.shape(token) != shape::DIGIT {
                continue;
            }
            text.clear();
            spelled(index, word, &mut text);
            let digits = text.trim_end_matches(|it: char| !it.is_ascii_digit());
            match digits.len() {
                4 => parts.year = digits.parse().ok(),
                1 | 2 => numbers.extend(digits.parse::<u8>()),
                _ => {}
            }
        }
        // 2025-11-20 has its month in digits.
        match numbers.as_slice() {
            [month, day] if parts.month.is_none() => {
                parts.month = Some(*month);
                parts.day = Some(*day);
            }
            [day, ..] => parts.day = Some(*day),
            [] => {}
        }
        parts
    }
}

/// What the words mean, and whether the year is only the likeliest.
fn reckoned(parts: Parts, rule: Rule, today: Option<i32>) -> (PartialDate, bool) {
    let now =
        today.and_then(date_of).unwrap_or(PartialDate { year: 2000, month: None, day: None });
    let ahead = today.unwrap_or(0);
    if let Some(wanted) = parts.weekday.filter(|_| parts.month.is_none()) {
        let day = match rule {
            Rule::WeekdayAhead => ahead + (wanted - weekday(ahead)).rem_euclid(7),
            _ => ahead - (weekday(ahead) - wanted).rem_euclid(7),
        };
        return (date_of(day).unwrap_or(now), false);
    }
    if let Some(away) = parts.away {
        return (date_of(ahead + away).unwrap_or(now), false);
    }
    let Parts { year, month, day, .. } = parts;
    let written = PartialDate {
        year: year.unwrap_or(now.year),
        month,
        day: day.filter(|_| month.is_some()),
    };
    (written, year.is_none())
}

/// A date that is written out.
fn written<S: Side>(mixer: &mut Mixer<S>, told: Option<PartialDate>) -> PartialDate {
    let year = mixer.signed(kind::YEAR, &[], told.map_or(0, |it| i32::from(it.year)));
    let month =
        mixer.tree(kind::MONTH, 4, &[], told.and_then(|it| it.month).map_or(0, u32::from));
    let day = mixer.tree(kind::DAY, 5, &[], told.and_then(|it| it.day).map_or(0, u32::from));
    let part = |value: u32, most: u32| {
        u8::try_from(value).ok().filter(|_| (1..=most).contains(&value))
    };
    let month = part(month, 12);
    PartialDate {
        year: i16::try_from(year.clamp(-9999, 9999)).unwrap_or(0),
        month,
        day: part(day, 31).filter(|_| month.is_some()),
    }
}
