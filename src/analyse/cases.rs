//! Lower and upper case: a text goes in, the same in one case comes out, as
//! Unicode maps it.
//!
//! The standard library's mappings are 22 kB of tables and 7 kB of code, which
//! every engine would carry. The same mappings are runs of characters here
//! (`build/cases.rs` makes them from the standard library's), 7 kB (brotli) less;
//! a letter outside ASCII takes a search through some 200 of them. What differs:
//! a capital sigma is a final one by the letters beside it alone.

include!(concat!(env!("OUT_DIR"), "/cases.rs"));

/// What characters become.
struct Table {
    /// Ascending.
    runs: &'static [Run],
    many: &'static [(char, &'static str)],
}

/// Characters at the same step that are at one distance from what they become.
struct Run {
    first: u32,
    count: u16,
    step: u16,
    distance: i32,
}

/// A character in another case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mapped {
    /// One character, the same where it has no case.
    One(char),
    /// Several.
    Many(&'static str),
}

impl Mapped {
    /// The character, if it is one.
    pub(crate) fn one(self) -> Option<char> {
        match self {
            Self::One(letter) => Some(letter),
            Self::Many(_) => None,
        }
    }

    /// Appends it.
    pub(crate) fn push_to(self, out: &mut String) {
        match self {
            Self::One(letter) => out.push(letter),
            Self::Many(letters) => out.push_str(letters),
        }
    }
}

/// A character in lower case.
pub(crate) fn lower_letter(letter: char) -> Mapped {
    if letter.is_ascii() { Mapped::One(letter.to_ascii_lowercase()) } else { LOWER.map(letter) }
}

/// A character in upper case.
pub(crate) fn upper_letter(letter: char) -> Mapped {
    if letter.is_ascii() { Mapped::One(letter.to_ascii_uppercase()) } else { UPPER.map(letter) }
}

/// A text in lower case.
pub(crate) fn lower(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_word = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == 'Σ' && in_word && !letters.peek().is_some_and(|it| it.is_alphabetic()) {
            out.push('ς');
        } else {
            lower_letter(letter).push_to(&mut out);
        }
        in_word = letter.is_alphabetic();
    }
    out
}

/// A text in upper case.
pub(crate) fn upper(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|letter| upper_letter(letter).push_to(&mut out));
    out
}

impl Table {
    #[inline(never)]
    fn map(&self, letter: char) -> Mapped {
        let code = u32::from(letter);
        let behind = self.runs.partition_point(|run| run.first <= code);
        if let Some(run) = behind.checked_sub(1).and_then(|at| self.runs.get(at)) {
            let (far, step) = (code - run.first, u32::from(run.step));
            if far.is_multiple_of(step) && far / step < u32::from(run.count) {
                let mapped = char::from_u32(code.wrapping_add_signed(run.distance));
                return Mapped::One(mapped.unwrap_or(letter));
            }
        }
        let many = self.many.iter().find(|(own, _)| *own == letter);
        many.map_or(Mapped::One(letter), |(_, letters)| Mapped::Many(letters))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_mapped_as_unicode_does() {
        for letter in '\0'..=char::MAX {
            let mut out = String::new();
            lower_letter(letter).push_to(&mut out);
            assert_eq!(out, letter.to_lowercase().to_string(), "{letter:?} lower");
            out.clear();
            upper_letter(letter).push_to(&mut out);
            assert_eq!(out, letter.to_uppercase().to_string(), "{letter:?} upper");
        }
    }

    #[test]
    fn texts() {
        let check = |text: &str| {
            assert_eq!(lower(text), text.to_lowercase());
            assert_eq!(upper(text), text.to_uppercase());
        };
        check("");
        check("Straße, ŽIŽEK, ПУТІН Ґ, ﬁn, İstanbul, Ế, 東京 №5");
        check("ΟΔΥΣΣΕΥΣ ΚΑΙ Σ. Ο ΛΑΟΣ");
        assert_eq!(lower("ΣΑΣ"), "σας");
    }
}
