//! Figures: each is coded where its number begins: qualifier before it, how far
//! it goes, kind, unit (one of its words, as a rule) and value.
//!
//! The value is read again from the words: digits, and the number words of the
//! corpus, whose values travel once. What reads otherwise is written out. The
//! claimant follows from the statements.

use super::derived::claimant;
use super::mixer::{Mixer, Side, mixed};
use super::names::rule_of;
use super::section::{found, on};
use super::tokens::{Tokens, shape, spelled, without_possessive};
use crate::analyse::story::facts::{Figure, FigureKind, Statement};
use crate::index::open::Index;
use crate::numbers::decimal;

mod kind {
    pub(super) const HERE: u32 = 80;
    pub(super) const QUALIFIER: u32 = 81;
    pub(super) const END: u32 = 82;
    pub(super) const KIND: u32 = 83;
    pub(super) const RULE: u32 = 84;
    pub(super) const UNIT: u32 = 85;
    pub(super) const UNIT_WORD: u32 = 86;
    pub(super) const UNIT_LISTED: u32 = 87;
    pub(super) const AS_READ: u32 = 88;
    pub(super) const WHOLE: u32 = 89;
    pub(super) const VALUE: u32 = 90;
    pub(super) const BYTE: u32 = 91;
}

/// What figures share over all documents.
#[derive(Debug, Default)]
pub(super) struct Figures {
    /// Types without digits that begin numbers.
    pub(super) listed: Vec<bool>,
    /// Values of number words, by type.
    pub(super) values: Vec<(u32, u64)>,
    /// Units that are not words of their figures.
    pub(super) units: Vec<String>,
}

/// Where a figure's number begins.
pub(super) fn anchor(figure: &Figure) -> u32 {
    let qualifier = figure.qualifier.as_ref().filter(|it| it.start == figure.span.start);
    qualifier.map_or(figure.span.start, |it| it.end)
}

/// A unit as one of its figure's words: its place before the end; `None` where
/// it is no word of it.
pub(super) fn unit_place(index: &Index<'_>, tokens: &Tokens, figure: &Figure) -> Option<u32> {
    let mut from_the_end = (anchor(figure)..figure.span.end).rev().zip(0..);
    let found = from_the_end.find(|&(token, _)| unit_at(index, tokens, token) == figure.unit);
    found.map(|(_, place)| place)
}

fn unit_at(index: &Index<'_>, tokens: &Tokens, token: u32) -> String {
    let mut text = String::new();
    spelled(index, tokens.at(token), &mut text);
    without_possessive(&text).to_owned()
}

impl Figures {
    /// Codes the figures of a document; they come out in order.
    pub(super) fn figures<S: Side>(
        &self,
        mixer: &mut Mixer<S>,
        index: &Index<'_>,
        tokens: &Tokens,
        statements: &[Statement],
        told: &[Figure],
    ) -> Vec<Figure> {
        let span = |figure: &Figure| anchor(figure)..figure.span.end;
        found(mixer, tokens, &self.listed, told, span, |mixer, at, given| {
            let (this, before) = (tokens.at(at), at.wrapping_sub(1));
            let here = mixer.bit(
                kind::HERE,
                &[
                    mixed(&[this, tokens.shape(at + 1).into()]),
                    mixed(&[tokens.at(before), tokens.class(at)]),
                    mixed(&[tokens.class(at), tokens.at(at + 1)]),
                    mixed(&[tokens.class(before), tokens.class(at), tokens.class(at + 1)]),
                    mixed(&[tokens.shapes(before)]),
                ],
                given.is_some(),
            );
            here.then(|| self.figure(mixer, index, tokens, at, statements, given))
        })
    }

    fn figure<S: Side>(
        &self,
        mixer: &mut Mixer<S>,
        index: &Index<'_>,
        tokens: &Tokens,
        at: u32,
        statements: &[Statement],
        given: Option<&Figure>,
    ) -> Figure {
        let before = at.wrapping_sub(1);
        let qualifier = S::told(|| given.map_or(0, |it| at - it.span.start));
        let contexts = [
            tokens.at(before),
            mixed(&[tokens.at(before), tokens.at(before.wrapping_sub(1))]),
            mixed(&[tokens.at(before), tokens.class(at)]),
        ];
        let qualifier = mixer.number(kind::QUALIFIER, &contexts, qualifier).min(at);
        let context = mixed(&[tokens.shape(at).into(), qualifier.min(1)]);
        let end = S::told(|| given.map_or(0, |it| it.span.end));
        let end = on(mixer, tokens, kind::END, at, context, end);
        let last = tokens.at(end - 1);
        let which = mixer.symbol(
            kind::KIND,
            &[
                last,
                mixed(&[tokens.at(at), tokens.class(end - 1)]),
                tokens.class(end - 1),
                mixed(&[tokens.shapes(at), (end - at).min(4)]),
            ],
            S::told(|| given.map_or(0, |it| it.kind as u32)),
        );
        let rule = mixer.symbol(
            kind::RULE,
            &[which, mixed(&[which, last])],
            S::told(|| given.map_or(0, |it| it.rule as u32)),
        );
        let unit = self.unit(mixer, index, tokens, at..end, which, given);
        let read = self.value(index, tokens, at..end);
        let contexts =
            [mixed(&[which, (end - at).min(4)]), tokens.at(at), mixed(&[tokens.shapes(at)])];
        let as_read = S::told(|| given.is_some_and(|it| it.value.to_bits() == read.to_bits()));
        let value = if mixer.bit(kind::AS_READ, &contexts, as_read) {
            read
        } else {
            value(mixer, S::told(|| given.map_or(0.0, |it| it.value)))
        };
        let span = at - qualifier..end;
        Figure {
            kind: FigureKind::ALL.get(which as usize).copied().unwrap_or(FigureKind::Count),
            value,
            unit,
            qualifier: (qualifier > 0).then_some(at - qualifier..at),
            claimant: claimant(statements, &span),
            sentence: span.clone(),
            rule: rule_of(rule),
            span,
        }
    }

    fn unit<S: Side>(
        &self,
        mixer: &mut Mixer<S>,
        index: &Index<'_>,
        tokens: &Tokens,
        span: std::ops::Range<u32>,
        which: u32,
        given: Option<&Figure>,
    ) -> String {
        let last = tokens.at(span.end - 1);
        let told: Option<(Option<u32>, &str)> =
            S::told(|| given.map(|it| (unit_place(index, tokens, it), it.unit.as_str())));
        // 0 for none, 1 for a word of the figure, 2 for a listed one.
        let mode = match told {
            None | Some((None, "")) => 0,
            Some((Some(_), _)) => 1,
            Some((None, _)) => 2,
        };
        match mixer.symbol(
            kind::UNIT,
            &[which, mixed(&[which, last]), mixed(&[which, tokens.at(span.start)])],
            mode,
        ) {
            1 => {
                let place = told.and_then(|(place, _)| place).unwrap_or(0);
                let contexts = [
                    which,
                    mixed(&[which, span.end - span.start]),
                    mixed(&[which, tokens.shapes(span.start + 1)]),
                ];
                let place = mixer
                    .number(kind::UNIT_WORD, &contexts, place)
                    .min(span.end - 1 - span.start);
                unit_at(index, tokens, span.end - 1 - place)
            }
            2 => {
                let place =
                    told.and_then(|(_, unit)| self.units.iter().position(|it| it == unit));
                let place = u32::try_from(place.unwrap_or(0)).unwrap_or(0);
                let contexts = [last, tokens.at(span.start)];
                let place = mixer.number(kind::UNIT_LISTED, &contexts, place);
                self.units.get(place as usize).cloned().unwrap_or_default()
            }
            _ => String::new(),
        }
    }

    /// The value of a number's words, as far as they are read.
    fn value(&self, index: &Index<'_>, tokens: &Tokens, span: std::ops::Range<u32>) -> f64 {
        let mut value = 0.0;
        let mut text = String::new();
        for token in span.clone() {
            let word = self.values.binary_search_by_key(&tokens.at(token), |it| it.0).ok();
            let digits = tokens.shape(token) == shape::DIGIT;
            let hyphen = token > span.start
                && tokens.shape(token) == shape::MARK
                && tokens.is_joined(token);
            match word.and_then(|it| self.values.get(it)) {
                #[expect(clippy::cast_precision_loss, reason = "values of words are small")]
                Some(&(_, of_word)) => {
                    let of_word = of_word as f64;
                    if value == 0.0 {
                        value = of_word;
                    } else if of_word < 10.0 {
                        value += of_word;
                    } else {
                        value *= of_word;
                    }
                }
                None if digits && value == 0.0 => {
                    text.clear();
                    spelled(index, tokens.at(token), &mut text);
                    value = decimal(&text.replace(',', "")).unwrap_or(0.0);
                }
                None if hyphen || value == 0.0 => {}
                None => break,
            }
        }
        value
    }
}

/// A value that is written out.
fn value<S: Side>(mixer: &mut Mixer<S>, told: f64) -> f64 {
    let whole = told.fract() == 0.0 && (0.0..1e9).contains(&told);
    if mixer.bit(kind::WHOLE, &[], whole) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a whole number below 1e9"
        )]
        return f64::from(mixer.number(kind::VALUE, &[], told as u32));
    }
    let mut bytes = told.to_le_bytes();
    for (place, byte) in (0_u32..).zip(&mut bytes) {
        let read = mixer.tree(kind::BYTE, 8, &[place], u32::from(*byte));
        *byte = u8::try_from(read).unwrap_or(0);
    }
    f64::from_le_bytes(bytes)
}
