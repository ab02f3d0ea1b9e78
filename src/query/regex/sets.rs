//! Sets of characters: `a`, `[a-z]`, `\w`, `\p{Lu}`.
//!
//! Classes ask the standard library, which has the tables already; the full
//! ones of Unicode would weigh more than the rest of the engine. So `\p{L}` is
//! "alphabetic" and `\d` "numeric", which differ from the general categories in
//! a few hundred rare characters.
use crate::analyse::cases::{self, Mapped};
use crate::sorting;

/// A set of characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Set {
    pub(super) negated: bool,
    pub(super) items: Vec<Item>,
}

/// A part of a set.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Item {
    /// From one character to another, both included.
    Range(char, char),
    Class {
        class: Class,
        /// Every character that is not of the class.
        outside: bool,
    },
}

/// A class of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Digit,
    Word,
    Space,
    Letter,
    LetterOrNumber,
    Upper,
    Lower,
    Punctuation,
}

impl Set {
    pub(super) fn new(negated: bool, mut items: Vec<Item>) -> Self {
        sorting::sort(&mut items);
        items.dedup();
        Self { negated, items }
    }

    pub(super) fn one(letter: char) -> Self {
        Self { negated: false, items: vec![Item::Range(letter, letter)] }
    }

    pub(super) fn anything() -> Self {
        Self { negated: true, items: Vec::new() }
    }

    pub(super) fn is_anything(&self) -> bool {
        self.negated && self.items.is_empty()
    }

    /// The one character of the set, if it is one.
    pub(super) fn only(&self) -> Option<char> {
        match (self.negated, self.items.as_slice()) {
            (false, [Item::Range(first, last)]) if first == last => Some(*first),
            _ => None,
        }
    }

    /// Whether a character is in the set, in upper or lower case if wanted.
    pub(super) fn has(&self, letter: char, ignore_case: bool) -> bool {
        let found = self.has_item(letter)
            || (ignore_case
                && [cases::lower_letter(letter), cases::upper_letter(letter)]
                    .into_iter()
                    .filter_map(Mapped::one)
                    .any(|other| self.has_item(other)));
        found != self.negated
    }

    fn has_item(&self, letter: char) -> bool {
        self.items.iter().any(|item| match *item {
            Item::Range(first, last) => (first..=last).contains(&letter),
            Item::Class { class, outside } => class.has(letter) != outside,
        })
    }
}

impl Class {
    fn has(self, letter: char) -> bool {
        match self {
            Self::Digit => letter.is_numeric(),
            Self::Word => letter.is_alphanumeric() || letter == '_' || joins(letter),
            Self::Space => letter.is_whitespace(),
            Self::Letter => letter.is_alphabetic(),
            Self::LetterOrNumber => letter.is_alphanumeric(),
            Self::Upper => letter.is_uppercase(),
            Self::Lower => letter.is_lowercase(),
            Self::Punctuation => is_within(&PUNCTUATION, letter),
        }
    }
}

/// Combining marks that are not alphabetic by themselves.
fn joins(letter: char) -> bool {
    const MARKS: [(char, char); 14] = [
        ('\u{300}', '\u{36f}'),
        ('\u{483}', '\u{489}'),
        ('\u{591}', '\u{5c7}'),
        ('\u{610}', '\u{61a}'),
        ('\u{64b}', '\u{65f}'),
        ('\u{93c}', '\u{94d}'),
        ('\u{9bc}', '\u{9cd}'),
        ('\u{a3c}', '\u{a4d}'),
        ('\u{abc}', '\u{acd}'),
        ('\u{b3c}', '\u{bcd}'),
        ('\u{c4d}', '\u{d4d}'),
        ('\u{e38}', '\u{e4e}'),
        ('\u{200c}', '\u{200d}'),
        ('\u{20d0}', '\u{20f0}'),
    ];
    is_within(&MARKS, letter)
}

/// The general category P of the scripts that are in use.
const PUNCTUATION: [(char, char); 39] = [
    ('!', '#'),
    ('%', '*'),
    (',', '/'),
    (':', ';'),
    ('?', '@'),
    ('[', ']'),
    ('_', '_'),
    ('{', '{'),
    ('}', '}'),
    ('\u{a1}', '\u{a1}'),
    ('\u{a7}', '\u{a7}'),
    ('\u{ab}', '\u{ab}'),
    ('\u{b6}', '\u{b7}'),
    ('\u{bb}', '\u{bb}'),
    ('\u{bf}', '\u{bf}'),
    ('\u{37e}', '\u{37e}'),
    ('\u{387}', '\u{387}'),
    ('\u{55a}', '\u{55f}'),
    ('\u{589}', '\u{58a}'),
    ('\u{5be}', '\u{5be}'),
    ('\u{5c0}', '\u{5c0}'),
    ('\u{5f3}', '\u{5f4}'),
    ('\u{60c}', '\u{60d}'),
    ('\u{61b}', '\u{61b}'),
    ('\u{61e}', '\u{61f}'),
    ('\u{66a}', '\u{66d}'),
    ('\u{6d4}', '\u{6d4}'),
    ('\u{964}', '\u{965}'),
    ('\u{2010}', '\u{2027}'),
    ('\u{2030}', '\u{2043}'),
    ('\u{2045}', '\u{2051}'),
    ('\u{2053}', '\u{205e}'),
    ('\u{3001}', '\u{3003}'),
    ('\u{3008}', '\u{3011}'),
    ('\u{3014}', '\u{301f}'),
    ('\u{30fb}', '\u{30fb}'),
    ('\u{ff01}', '\u{ff0f}'),
    ('\u{ff1a}', '\u{ff20}'),
    ('\u{ff3b}', '\u{ff3d}'),
];

fn is_within(ranges: &[(char, char)], letter: char) -> bool {
    let next = ranges.partition_point(|&(_, last)| last < letter);
    ranges.get(next).is_some_and(|&(first, _)| first <= letter)
}
