//! Quoted texts, their flags and their patterns.

use super::super::lexer::Symbol;
use super::super::tree::{Comparison, Condition, Flags, Place, Value};
use super::Parser;
use crate::query::regex::{Options, Pattern};

/// A quoted text by itself is about the word.
pub(super) fn default_condition(text: String, flags: Flags, place: Place) -> Condition {
    Condition::Compare {
        left: Value::Attribute { label: None, name: DEFAULT_ATTRIBUTE.to_owned() },
        is: Comparison::Equal,
        right: Value::Text { text, flags },
        place,
    }
}

/// What a text is about that names no attribute.
const DEFAULT_ATTRIBUTE: &str = "word";

impl Parser {
    /// A text with its flags, as a condition on the word.
    pub(super) fn word_condition(&mut self) -> Condition {
        let start = self.place();
        match self.text(None) {
            Some((text, flags)) => default_condition(text, flags, self.since(start)),
            None => Condition::Always,
        }
    }

    /// A quoted text and its flags. Its pattern is tried here, so that its
    /// problems are told with their places.
    pub(super) fn text(&mut self, literal: Option<bool>) -> Option<(String, Flags)> {
        let start = self.place();
        let (mut text, places) = match self.peek()?.clone() {
            Symbol::Text(text, places) => (text, places),
            Symbol::Open(text, places) => {
                let closed = self.typed(Place { start: start.start, end: self.end }, "\"");
                self.problem(start, "this quotation mark is not closed", closed);
                (text, places)
            }
            _ => return None,
        };
        self.at += 1;
        let mut flags = self.flags();
        flags.literal |= literal.unwrap_or(false);
        let options =
            Options { ignore_case: flags.ignore_case, literal: flags.literal, strip: None };
        if let Err(error) = Pattern::compile(&text, &options) {
            let at = |n: u32| places.get(n as usize).copied();
            let end = start.end.saturating_sub(1).max(start.start);
            let place = Place {
                start: at(error.start).unwrap_or(end),
                end: error.end.checked_sub(1).and_then(at).map_or(end, |last| last + 1),
            };
            let place = Place { start: place.start, end: place.end.max(place.start) };
            self.problem(place, &error.message, error.suggestion);
            // As it stands it may be what was meant.
            flags.literal = true;
            if text.len() > 1000 {
                text = String::new();
            }
        }
        Some((text, flags))
    }

    fn flags(&mut self) -> Flags {
        let mut flags = Flags::default();
        while self.sees("%") {
            let start = self.place();
            self.at += 1;
            let Some(Symbol::Word(letters)) = self.peek().cloned() else {
                let suggestion = Some("%c".to_owned());
                self.problem(start, "the letter of the flag is missing", suggestion);
                continue;
            };
            self.at += 1;
            for letter in letters.chars() {
                match letter {
                    'c' => flags.ignore_case = true,
                    'd' => flags.ignore_accents = true,
                    'l' => flags.literal = true,
                    _ => self.problem(
                        self.since(start),
                        "this flag is not known: %c ignores case, %d accents, %l takes every \
                         character as it is",
                        Some("%c".to_owned()),
                    ),
                }
            }
        }
        flags
    }
}
