//! The words of the interface, in the language that the page is in.
//!
//! In: the texts of a language as the build packs them (`build/languages.rs`).
//! Out: one [`Texts`] with a method for every message, whose name and parameters
//! are those of `languages/en.txt`; numbers, dates and sizes are written as the
//! language writes them.
//!
//! The texts are no part of the module: they travel beside it, and only the
//! language that is shown. Three languages took 10 kB of what is sent; one is
//! 2 to 3 kB.

mod packed;

use std::cell::RefCell;
use std::fmt;

use crate::document::PartialDate;
use crate::page::cases;
use crate::page::filters::DateProblem;

pub(crate) use packed::{Items, Pairs};
use packed::{Packed, Plurals, fill};

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// Everything that the interface says in one language.
pub(crate) struct Texts {
    messages: [&'static str; MESSAGES],
    plurals: Plurals,
}

thread_local! {
    /// The languages read so far. They never change, so that all explorers of a
    /// page may have the same.
    static READ: RefCell<Vec<&'static Texts>> = const { RefCell::new(Vec::new()) };
}

/// Reads packed texts, each language once; `None` where they belong to another
/// module than this one.
pub(crate) fn read(packed: &str) -> Option<&'static Texts> {
    let tag = Packed::new(packed, FINGERPRINT)?.messages.next()?;
    READ.with_borrow_mut(|read| {
        if let Some(known) = read.iter().find(|texts| texts.tag() == tag) {
            return Some(*known);
        }
        let packed = Packed::new(String::from(packed).leak(), FINGERPRINT)?;
        let mut texts = Box::new(Texts { messages: [""; MESSAGES], plurals: packed.plurals });
        for (place, message) in texts.messages.iter_mut().zip(packed.messages) {
            *place = message;
        }
        let texts: &'static Texts = Box::leak(texts);
        read.push(texts);
        Some(texts)
    })
}

/// Two of them are the same if they are of the same language.
impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        self.tag() == other.tag()
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Texts").field(&self.tag()).finish()
    }
}

impl Texts {
    fn counted(&self, forms: &str, count: u64, parts: &[&str]) -> String {
        fill(forms.split('\t').nth(self.plurals.form(count)).unwrap_or_default(), parts)
    }

    /// A number with its digits in groups.
    pub(crate) fn number(&self, number: u64) -> String {
        let digits = number.to_string();
        // Four digits stand together in German and Ukrainian.
        if digits.len() < 5 && self.group_four_digits() == "no" {
            return digits;
        }
        let mut out = String::with_capacity(digits.len() + 6);
        for (at, digit) in digits.char_indices() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push_str(self.group_separator());
            }
            out.push(digit);
        }
        out
    }

    /// A number with one decimal, given in tenths.
    fn tenths(&self, tenths: u64) -> String {
        let whole = self.number(tenths / 10);
        match tenths % 10 {
            0 => whole,
            decimal => format!("{whole}{}{decimal}", self.decimal_separator()),
        }
    }

    /// A number with two decimals.
    pub(crate) fn hundredths(&self, number: f32) -> String {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "scores are small and not negative"
        )]
        let hundredths = (number * 100.0).round().max(0.0) as u64;
        let digits = |digit: u64| char::from_digit((digit % 10) as u32, 10).unwrap_or('0');
        let mut out = self.number(hundredths / 100);
        out.push_str(self.decimal_separator());
        out.extend([digits(hundredths / 10), digits(hundredths)]);
        out
    }

    /// A size in bytes, in decimal units.
    pub(crate) fn bytes(&self, bytes: u64) -> String {
        let (unit, name) = match bytes {
            0..1_000 => return format!("{} B", self.number(bytes)),
            1_000..1_000_000 => (1_000, "kB"),
            1_000_000..1_000_000_000 => (1_000_000, "MB"),
            _ => (1_000_000_000, "GB"),
        };
        format!("{} {name}", self.tenths((bytes / (unit / 10)).max(10)))
    }

    /// A part of a whole in per cent, one decimal.
    pub(crate) fn share_of(&self, part: u64, whole: u64) -> String {
        let tenths = part.saturating_mul(1_000).checked_div(whole).unwrap_or(0);
        format!("{} %", self.tenths(tenths))
    }

    /// `2025-11-30` as people write it; what is no date stays as it is.
    pub(crate) fn date(&self, iso: &str) -> String {
        let Some(date) = PartialDate::parse(iso) else { return iso.to_owned() };
        let year = match date.year {
            year if year < 0 => format!("−{}", year.unsigned_abs()),
            year => year.to_string(),
        };
        match (date.month, date.day) {
            (Some(month), Some(day)) => {
                let month = self.months().get(usize::from(month - 1));
                self.full_date(&day.to_string(), month, &year)
            }
            (Some(month), None) => {
                format!("{} {year}", self.months_alone().get(usize::from(month - 1)))
            }
            _ => year,
        }
    }

    /// A range of dates.
    pub(crate) fn date_range(&self, from: Option<&str>, to: Option<&str>) -> String {
        match (from, to) {
            (Some(from), Some(to)) if from == to => self.date(from),
            (Some(from), Some(to)) => format!("{} – {}", self.date(from), self.date(to)),
            (Some(from), None) => self.since(&self.date(from)),
            (None, Some(to)) => self.until(&self.date(to)),
            (None, None) => self.all_dates().to_owned(),
        }
    }

    /// A text in quotation marks.
    pub(crate) fn quoted(&self, text: &str) -> String {
        [self.opening_quote(), text, self.closing_quote()].concat()
    }

    /// A field's label: the corpus's own, or ours for a field that has none.
    pub(crate) fn field(&self, name: &str, label: &str) -> String {
        if !label.eq_ignore_ascii_case(name) {
            return label.to_owned();
        }
        if let Some((_, known)) = self.known_fields().iter().find(|(known, _)| *known == name) {
            return known.to_owned();
        }
        cases::capitalised(&label.replace('_', " "))
    }

    /// Documents, counted.
    pub(crate) fn count_documents(&self, count: u64) -> String {
        self.n_documents(count, &self.number(count))
    }

    /// Hits, counted.
    pub(crate) fn count_hits(&self, count: u64) -> String {
        self.n_hits(count, &self.number(count))
    }

    /// Why a typed range of dates cannot be used.
    pub(crate) fn date_problem(&self, problem: DateProblem) -> &'static str {
        match problem {
            DateProblem::From => self.bad_from(),
            DateProblem::To => self.bad_to(),
            DateProblem::Order => self.bad_order(),
        }
    }
}

/// Messages of programs begin small and end without a full stop; readers get
/// sentences.
pub(crate) fn as_sentence(message: &str) -> String {
    let mut sentence = cases::capitalised(message.trim());
    if !sentence.ends_with(['.', '!', '?', '…']) {
        sentence.push('.');
    }
    sentence
}

#[cfg(test)]
include!(concat!(env!("OUT_DIR"), "/packed_texts.rs"));

#[cfg(test)]
impl Texts {
    /// The texts of a language that there is.
    pub(crate) fn of(tag: &str) -> &'static Self {
        let found = PACKED_TEXTS.iter().find(|(known, _, _)| *known == tag);
        let (_, _, packed) = found.expect("the language is in languages/");
        read(packed).expect("the build has packed it for this module")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_another_module_are_refused() {
        assert_eq!(read(""), None);
        assert_eq!(read("0123456789abcdef English\nen"), None);
        let cut_off = read(&format!("{FINGERPRINT} English\nxx"));
        assert_eq!(cut_off.map(|texts| texts.documents()), Some(""));
    }

    #[test]
    fn counted_nouns() {
        let check = |tag, count, expected: &str| {
            assert_eq!(Texts::of(tag).count_documents(count), expected);
        };
        check("en", 0, "0 documents");
        check("en", 1, "1 document");
        check("en", 1204, "1,204 documents");
        check("de", 1, "1 Dokument");
        check("de", 1204, "1204 Dokumente");
        check("de", 12045, "12.045 Dokumente");
        check("uk", 1, "1 документ");
        check("uk", 3, "3 документи");
        check("uk", 5, "5 документів");
        check("uk", 11, "11 документів");
        check("uk", 14, "14 документів");
        check("uk", 21, "21 документ");
        check("uk", 12_022, "12\u{a0}022 документи");
        check("uk", 0, "0 документів");
    }

    #[test]
    fn dates_as_people_write_them() {
        let check = |tag, iso, expected: &str| {
            assert_eq!(Texts::of(tag).date(iso), expected);
        };
        check("en", "2025-11-03", "3 November 2025");
        check("en", "2025-11", "November 2025");
        check("en", "2025", "2025");
        check("en", "-0044-03-15", "15 March −44");
        check("en", "last week", "last week");
        check("de", "2025-03-03", "3. März 2025");
        check("uk", "2025-11-03", "3 листопада 2025");
        check("uk", "2025-11", "листопад 2025");
    }

    #[test]
    fn sizes_and_shares() {
        let english = Texts::of("en");
        assert_eq!(english.bytes(999), "999 B");
        assert_eq!(english.bytes(1_000), "1 kB");
        assert_eq!(english.bytes(1_260), "1.2 kB");
        assert_eq!(english.bytes(61_600_000), "61.6 MB");
        assert_eq!(Texts::of("de").bytes(1_260_000), "1,2 MB");
        assert_eq!(english.share_of(1, 3), "33.3 %");
        assert_eq!(english.share_of(1, 0), "0 %");
    }

    #[test]
    fn labels_of_fields() {
        let german = Texts::of("de");
        assert_eq!(german.field("source", "source"), "Quelle");
        assert_eq!(german.field("source", "Desk"), "Desk");
        assert_eq!(german.field("page_count", "page_count"), "Page count");
        assert_eq!(german.field("", ""), "");
    }

    #[test]
    fn messages_become_sentences() {
        let check = |message, expected: &str| assert_eq!(as_sentence(message), expected);
        check("the engine stopped", "The engine stopped.");
        check("Copy the file again.", "Copy the file again.");
        check("що сталося?", "Що сталося?");
        check("", ".");
    }
}
