//! What analysis knows of single characters: a word-break class and a folded
//! form each, for the characters of one corpus.
//!
//! The table is made by `unicode` when a corpus is compiled and read
//! back from the index afterwards. A character that is not in the table can
//! not occur in the corpus; it gets a plain guess, good enough to cut the rest
//! of a query.

use super::cases;
use crate::sorting;

/// The word-break class of a character: the classes of UAX #29, with the ones
/// told apart that matter to search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum CharClass {
    /// Punctuation and symbols: a token of its own.
    Mark = 0,
    /// A letter or digit that is a word of its own (ideographs, kana).
    Single = 1,
    /// Letters that join.
    Letter = 2,
    HebrewLetter = 3,
    Numeric = 4,
    Katakana = 5,
    /// `_` and its like.
    ExtendNumLet = 6,
    /// Joins letters when between two of them (`:` `·`).
    MidLetter = 7,
    /// Joins digits (`,` `;`).
    MidNum = 8,
    /// Joins either (`.` `’`).
    MidNumLet = 9,
    SingleQuote = 10,
    DoubleQuote = 11,
    /// Combining marks: belong to what is before them.
    Extend = 12,
    /// Invisible formatting (soft hyphen): likewise.
    Format = 13,
    ZeroWidthJoiner = 14,
    /// Spaces that join into one gap.
    Space = 15,
    /// Line ends.
    Newline = 16,
    /// Other controls and invisible characters: part of the gap.
    Control = 17,
    RegionalIndicator = 18,
    /// Emoji that a joiner may join.
    Pictograph = 19,
    /// A pictograph that is also alphabetic (Ⓜ, 🅰): counts as a letter.
    PictographLetter = 20,
}

impl CharClass {
    /// The class with this number, if there is one.
    pub(crate) fn from_u8(number: u8) -> Option<Self> {
        const ALL: [CharClass; 21] = [
            CharClass::Mark,
            CharClass::Single,
            CharClass::Letter,
            CharClass::HebrewLetter,
            CharClass::Numeric,
            CharClass::Katakana,
            CharClass::ExtendNumLet,
            CharClass::MidLetter,
            CharClass::MidNum,
            CharClass::MidNumLet,
            CharClass::SingleQuote,
            CharClass::DoubleQuote,
            CharClass::Extend,
            CharClass::Format,
            CharClass::ZeroWidthJoiner,
            CharClass::Space,
            CharClass::Newline,
            CharClass::Control,
            CharClass::RegionalIndicator,
            CharClass::Pictograph,
            CharClass::PictographLetter,
        ];
        ALL.get(usize::from(number)).copied()
    }

    /// Whether a token that has such a character is a word.
    pub(crate) fn makes_word(self) -> bool {
        matches!(
            self,
            Self::Single
                | Self::Letter
                | Self::HebrewLetter
                | Self::Numeric
                | Self::Katakana
                | Self::PictographLetter
        )
    }

    /// Whether it is part of the gap between tokens.
    pub(crate) fn is_gap(self) -> bool {
        matches!(self, Self::Space | Self::Newline | Self::Control)
    }

    /// Whether it belongs to the character before it (WB4).
    pub(crate) fn is_attached(self) -> bool {
        matches!(self, Self::Extend | Self::Format | Self::ZeroWidthJoiner)
    }
}

/// What is known of one character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CharEntry {
    pub(crate) character: char,
    pub(crate) class: CharClass,
    /// What it becomes under folding: lower case, without accents, one kind of
    /// quote, apostrophe and dash. Empty for what folding drops.
    pub(crate) fold: String,
}

/// The characters of a corpus, and those a person may type for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CharTable {
    /// Sorted by character.
    entries: Vec<CharEntry>,
    /// Place in `entries` of each ASCII character plus one; 0 is absent.
    ascii: Vec<u16>,
}

impl CharTable {
    /// A table of `entries`, which may come in any order; of two entries for
    /// one character the first counts.
    pub(crate) fn new(mut entries: Vec<CharEntry>) -> Self {
        sorting::sort_by_key(&mut entries, |entry| entry.character);
        entries.dedup_by_key(|entry| entry.character);
        let mut ascii = vec![0_u16; 128];
        for (place, entry) in entries.iter().enumerate().take(128) {
            if let Some(slot) = ascii.get_mut(entry.character as usize) {
                *slot = u16::try_from(place + 1).unwrap_or(0);
            }
        }
        Self { entries, ascii }
    }

    /// All entries, sorted by character.
    pub(crate) fn entries(&self) -> &[CharEntry] {
        &self.entries
    }

    fn find(&self, character: char) -> Option<&CharEntry> {
        if character.is_ascii() {
            let slot = *self.ascii.get(character as usize)?;
            return self.entries.get(usize::from(slot).checked_sub(1)?);
        }
        let place = self.entries.binary_search_by_key(&character, |e| e.character).ok()?;
        self.entries.get(place)
    }

    /// The class of a character.
    pub(crate) fn class(&self, character: char) -> CharClass {
        self.find(character).map_or_else(|| guess_class(character), |entry| entry.class)
    }

    /// The folded form of a text.
    pub(crate) fn fold(&self, text: &str) -> String {
        let mut folded = String::with_capacity(text.len());
        for character in text.chars() {
            match self.find(character) {
                Some(entry) => folded.push_str(&entry.fold),
                None => cases::lower_letter(character).push_to(&mut folded),
            }
        }
        folded
    }

    /// The folded form of a word: never empty for a non-empty word, so that
    /// every word has a place in the dictionary.
    pub(crate) fn fold_word(&self, word: &str) -> String {
        let folded = self.fold(word);
        if folded.is_empty() { cases::lower(word) } else { folded }
    }
}

/// For characters that the corpus does not have.
fn guess_class(character: char) -> CharClass {
    match character {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            CharClass::Newline
        }
        '\'' => CharClass::SingleQuote,
        '"' => CharClass::DoubleQuote,
        '.' | '\u{2018}' | '\u{2019}' => CharClass::MidNumLet,
        ':' => CharClass::MidLetter,
        ',' | ';' => CharClass::MidNum,
        '_' => CharClass::ExtendNumLet,
        c if c.is_whitespace() => CharClass::Space,
        c if c.is_control() => CharClass::Control,
        c if c.is_numeric() => CharClass::Numeric,
        '\u{3041}'..='\u{309f}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => {
            CharClass::Single
        }
        '\u{30a1}'..='\u{30fe}' => CharClass::Katakana,
        c if c.is_alphabetic() => CharClass::Letter,
        _ => CharClass::Mark,
    }
}
