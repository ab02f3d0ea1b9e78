//! What stands behind a backslash, and the named classes inside sets.

use super::super::PatternError;
use super::super::sets::{Class, Item};
use super::Parser;

/// What an escape stands for.
pub(super) enum Escaped {
    Letter(char),
    Item(Item),
}

impl Parser<'_> {
    /// `[:alpha:]` inside a set, behind its first bracket.
    pub(super) fn posix(&mut self, start: usize) -> Result<Item, PatternError> {
        let rest: String = self.letters[self.at..].iter().take(12).collect();
        let inside = rest.strip_prefix(':').and_then(|rest| rest.split_once(":]"));
        let Some((name, _)) = inside else { return Ok(Item::Range('[', '[')) };
        let (name, outside) = match name.strip_prefix('^') {
            Some(name) => (name, true),
            None => (name, false),
        };
        let class = match name {
            "alpha" => Class::Letter,
            "digit" | "xdigit" => Class::Digit,
            "alnum" => Class::LetterOrNumber,
            "upper" => Class::Upper,
            "lower" => Class::Lower,
            "punct" => Class::Punctuation,
            "space" | "blank" => Class::Space,
            "word" => Class::Word,
            _ => {
                return Err(self.error(
                    start,
                    self.at + 1,
                    "this class of characters is not known",
                    Some(
                        "[:alpha:], [:digit:], [:alnum:], [:upper:], [:lower:], [:punct:]"
                            .to_owned(),
                    ),
                ));
            }
        };
        self.at += name.chars().count() + usize::from(outside) + 3;
        Ok(Item::Class { class, outside })
    }

    /// What stands behind a backslash.
    pub(super) fn escape(&mut self, start: usize) -> Result<Escaped, PatternError> {
        let Some(letter) = self.peek() else {
            return Err(self.error(
                start,
                start + 1,
                "there is nothing behind this backslash",
                Some("\\\\".to_owned()),
            ));
        };
        self.at += 1;
        let class = |class, outside| Ok(Escaped::Item(Item::Class { class, outside }));
        match letter {
            'd' => class(Class::Digit, false),
            'D' => class(Class::Digit, true),
            'w' => class(Class::Word, false),
            'W' => class(Class::Word, true),
            's' => class(Class::Space, false),
            'S' => class(Class::Space, true),
            'p' | 'P' => self.property(start, letter == 'P'),
            't' => Ok(Escaped::Letter('\t')),
            'n' => Ok(Escaped::Letter('\n')),
            'r' => Ok(Escaped::Letter('\r')),
            'x' | 'u' => self.code(start),
            letter if letter.is_ascii_alphanumeric() => {
                let message = if letter.is_ascii_digit() {
                    "a pattern can not refer back to a group"
                } else if matches!(letter, 'b' | 'B' | 'A' | 'z' | 'Z') {
                    "a pattern is always about the whole value; this is not needed"
                } else {
                    "this letter means nothing behind a backslash"
                };
                Err(self.error(start, self.at, message, Some(letter.to_string())))
            }
            letter => Ok(Escaped::Letter(letter)),
        }
    }

    /// `\p{L}` or `\pL`.
    fn property(&mut self, start: usize, outside: bool) -> Result<Escaped, PatternError> {
        let name: String = if self.take("{") {
            let name = self.letters[self.at..].iter().take_while(|c| **c != '}');
            let name: String = name.collect();
            self.at = (self.at + name.chars().count() + 1).min(self.letters.len());
            name
        } else {
            let name = self.peek().map(String::from).unwrap_or_default();
            self.at += name.chars().count();
            name
        };
        let (name, outside) = match name.strip_prefix('^') {
            Some(name) => (name, !outside),
            None => (name.as_str(), outside),
        };
        let class = match name {
            "L" | "Letter" | "Alphabetic" => Class::Letter,
            "Lu" | "Uppercase" => Class::Upper,
            "Ll" | "Lowercase" => Class::Lower,
            "N" | "Nd" | "Number" => Class::Digit,
            "P" | "Punctuation" => Class::Punctuation,
            "Z" | "Zs" => Class::Space,
            _ => {
                return Err(self.error(
                    start,
                    self.at,
                    "this property of characters is not known",
                    Some("\\p{L}, \\p{Lu}, \\p{Ll}, \\p{N}, \\p{P}".to_owned()),
                ));
            }
        };
        Ok(Escaped::Item(Item::Class { class, outside }))
    }

    /// `\x41`, `\x{2014}`, `\u2014`, `\u{2014}`.
    fn code(&mut self, start: usize) -> Result<Escaped, PatternError> {
        let short = self.letters.get(start + 1) == Some(&'x');
        let braced = self.take("{");
        let most = if braced {
            8
        } else if short {
            2
        } else {
            4
        };
        let digits = self.letters[self.at..].iter().take(most);
        let digits: String = digits.take_while(|c| c.is_ascii_hexdigit()).collect();
        self.at += digits.len();
        let closed = !braced || self.take("}");
        let letter = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
        match letter.filter(|_| closed) {
            Some(letter) => Ok(Escaped::Letter(letter)),
            None => Err(self.error(
                start,
                self.at,
                "this is no number of a character",
                Some("\\x{2014}".to_owned()),
            )),
        }
    }
}
