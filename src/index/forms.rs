//! `FORM`: the types of the text, written and read. A *type* is a distinct
//! spelling of a word, a distinct mark or a distinct gap.
//!
//! ```text
//! { u8 form  [text if form is OTHER] }*    one for each spelling, in order of
//!                                          term, then of spelling
//! varint marks  { u8 spacing  text }*
//! varint gaps   { text }*
//! ```
//!
//! `form` says how a spelling comes from its folded word (as it is,
//! capitalised, in capitals, or written out) and whether it begins a new term.
//! Numbers of types follow this order: words, marks, gaps, and one more that
//! stands for the end of a unit of text.

use super::bytes::{Malformed, Reader};
use super::terms::Terms;
use crate::analyse::cases;
use crate::analyse::chars::{CharClass, CharTable};

const AS_FOLDED: u8 = 0;
const CAPITALISED: u8 = 1;
const CAPITALS: u8 = 2;
const OTHER: u8 = 3;
const NEW_TERM: u8 = 4;

const SPACE_BEFORE: u8 = 1;
const SPACE_AFTER: u8 = 2;

/// Every type of the text.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    /// Term of each word type.
    pub(crate) term_of: Vec<u32>,
    /// First type of each term, and one more.
    first_of_term: Vec<u32>,
    form: Vec<u8>,
    /// Spellings that are written out, by type, sorted.
    spelled: Vec<(u32, String)>,
    /// Spelling of each mark.
    marks: Vec<String>,
    /// Spelling of each gap; one of them is empty.
    gaps: Vec<String>,
    /// Whether a type has a space before and after it unless said otherwise;
    /// by word and mark type.
    spacing: Vec<u8>,
}

/// Spellings, marks and gaps as the compiler hands them over.
#[cfg(feature = "cli")]
pub(crate) struct FormsInput<'a> {
    /// Folded word and spelling, sorted, distinct.
    pub(crate) words: &'a [(&'a str, &'a str)],
    /// Each mark with whether a space usually comes before and after it.
    pub(crate) marks: &'a [(&'a str, Spacing)],
    pub(crate) gaps: &'a [&'a str],
}

/// Where a space is expected around a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spacing {
    pub(crate) before: bool,
    pub(crate) after: bool,
}

impl Spacing {
    #[cfg(feature = "cli")]
    fn bits(self) -> u8 {
        u8::from(self.before) * SPACE_BEFORE + u8::from(self.after) * SPACE_AFTER
    }

    /// A word has spaces around it, unless it is of a script without them.
    pub(crate) fn of_word(word: &str, chars: &CharTable) -> Self {
        let spaced = |c: Option<char>| {
            c.is_some_and(|c| {
                !matches!(chars.class(c), CharClass::Single | CharClass::Katakana)
            })
        };
        Self { before: spaced(word.chars().next()), after: spaced(word.chars().next_back()) }
    }
}

#[cfg(feature = "cli")]
pub(crate) fn write(input: &FormsInput<'_>) -> Vec<u8> {
    let mut writer = super::bytes::Writer::default();
    let mut previous = None;
    for &(folded, spelling) in input.words {
        let new_term = if previous == Some(folded) { 0 } else { NEW_TERM };
        previous = Some(folded);
        let form = [AS_FOLDED, CAPITALISED, CAPITALS]
            .into_iter()
            .find(|&form| derive(folded, form) == spelling)
            .unwrap_or(OTHER);
        writer.u8(form | new_term);
        if form == OTHER {
            writer.text(spelling);
        }
    }
    writer.count(input.marks.len());
    for (mark, spacing) in input.marks {
        writer.u8(spacing.bits());
        writer.text(mark);
    }
    writer.count(input.gaps.len());
    for gap in input.gaps {
        writer.text(gap);
    }
    writer.bytes
}

fn derive(folded: &str, form: u8) -> String {
    match form {
        CAPITALISED => {
            let mut chars = folded.chars();
            let mut word = String::with_capacity(folded.len());
            if let Some(first) = chars.next() {
                cases::upper_letter(first).push_to(&mut word);
            }
            word + chars.as_str()
        }
        CAPITALS => cases::upper(folded),
        _ => folded.to_owned(),
    }
}

pub(crate) fn read(
    bytes: &[u8],
    words: u32,
    terms: &Terms,
    chars: &CharTable,
) -> Result<Forms, Malformed> {
    let mut reader = Reader::new(bytes);
    let mut forms = Forms::default();
    if words as usize > bytes.len() {
        return Err(Malformed);
    }
    for number in 0..words {
        let form = reader.u8()?;
        if form & NEW_TERM != 0 {
            forms.first_of_term.push(number);
        }
        let term = forms.first_of_term.len().checked_sub(1).ok_or(Malformed)?;
        forms.term_of.push(u32::try_from(term).map_err(|_| Malformed)?);
        forms.form.push(form & 3);
        if form & 3 == OTHER {
            forms.spelled.push((number, reader.text()?.to_owned()));
        }
    }
    if forms.first_of_term.len() != terms.len() {
        return Err(Malformed);
    }
    forms.first_of_term.push(words);
    let unspaced = chars
        .entries()
        .iter()
        .any(|e| matches!(e.class, CharClass::Single | CharClass::Katakana));
    for number in 0..words {
        let spacing = if unspaced {
            let mut spelling = String::new();
            forms.push_word(number, terms, &mut spelling);
            let Spacing { before, after } = Spacing::of_word(&spelling, chars);
            u8::from(before) * SPACE_BEFORE + u8::from(after) * SPACE_AFTER
        } else {
            SPACE_BEFORE + SPACE_AFTER
        };
        forms.spacing.push(spacing);
    }
    for _ in 0..reader.count()? {
        forms.spacing.push(reader.u8()?);
        forms.marks.push(reader.text()?.to_owned());
    }
    for _ in 0..reader.count()? {
        forms.gaps.push(reader.text()?.to_owned());
    }
    Ok(forms)
}

impl Forms {
    /// Word types: they are numbered first.
    pub(crate) fn words(&self) -> u32 {
        u32::try_from(self.term_of.len()).unwrap_or(u32::MAX)
    }

    /// Word and mark types.
    pub(crate) fn tokens(&self) -> u32 {
        self.words().saturating_add(u32::try_from(self.marks.len()).unwrap_or(u32::MAX))
    }

    /// The number that ends a unit; every type is below it.
    pub(crate) fn end(&self) -> u32 {
        self.tokens().saturating_add(u32::try_from(self.gaps.len()).unwrap_or(u32::MAX))
    }

    /// The spellings of a term, as a range of types.
    pub(crate) fn of_term(&self, term: u32) -> std::ops::Range<u32> {
        let first = self.first_of_term.get(term as usize).copied().unwrap_or(0);
        let end = self.first_of_term.get(term as usize + 1).copied().unwrap_or(first);
        first..end
    }

    /// Whether a space stands between two tokens that follow each other,
    /// unless the text says otherwise.
    pub(crate) fn space_between(&self, left: u32, right: u32) -> bool {
        let bits = |token: u32| self.spacing.get(token as usize).copied().unwrap_or(0);
        bits(left) & SPACE_AFTER != 0 && bits(right) & SPACE_BEFORE != 0
    }

    /// Whether a gap is the one that stands for no space where one is usual.
    pub(crate) fn is_empty_gap(&self, gap: u32) -> bool {
        let at = gap.checked_sub(self.tokens());
        at.and_then(|at| self.gaps.get(at as usize)).is_some_and(String::is_empty)
    }

    /// Appends the spelling of any type.
    pub(crate) fn push(&self, number: u32, terms: &Terms, out: &mut String) {
        if number < self.words() {
            self.push_word(number, terms, out);
            return;
        }
        let mark = (number - self.words()) as usize;
        let spelling = self.marks.get(mark).or_else(|| self.gaps.get(mark - self.marks.len()));
        out.push_str(spelling.map_or("", String::as_str));
    }

    /// The term whose word a spelling is in lower case, letter for letter, if
    /// that is plain to see.
    pub(crate) fn lower_is_term(&self, number: u32, terms: &Terms) -> Option<u32> {
        let place = number as usize;
        let (form, term) = (*self.form.get(place)?, *self.term_of.get(place)?);
        let plain = form == AS_FOLDED || form != OTHER && terms.word(term).is_ascii();
        plain.then_some(term)
    }

    fn push_word(&self, number: u32, terms: &Terms, out: &mut String) {
        let place = number as usize;
        let (Some(&form), Some(&term)) = (self.form.get(place), self.term_of.get(place)) else {
            return;
        };
        let folded = terms.word(term);
        match form {
            OTHER => {
                if let Ok(at) = self.spelled.binary_search_by_key(&number, |(n, _)| *n) {
                    out.push_str(&self.spelled[at].1);
                }
            }
            AS_FOLDED => out.push_str(folded),
            _ => out.push_str(&derive(folded, form)),
        }
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::analyse::unicode::table_for;
    use crate::index::terms;

    proptest! {
        #[test]
        fn round_trip(
            words in proptest::collection::btree_set("[a-cA-CéÉßİ字]{1,4}", 0..30),
            marks in proptest::collection::btree_set("[.,!]", 0..3),
            gaps in proptest::collection::btree_set("[ \n]{0,2}", 0..4),
        ) {
            let chars = table_for(words.iter().flat_map(|w| w.chars()));
            let folded: BTreeSet<(String, &str)> =
                words.iter().map(|w| (chars.fold_word(w), w.as_str())).collect();
            let words: Vec<(&str, &str)> = folded.iter().map(|(f, w)| (f.as_str(), *w)).collect();
            let distinct: BTreeSet<&str> = words.iter().map(|(f, _)| *f).collect();
            let spacing = Spacing { before: true, after: false };
            let marks: Vec<(&str, Spacing)> = marks.iter().map(|m| (m.as_str(), spacing)).collect();
            let gaps: Vec<&str> = gaps.iter().map(String::as_str).collect();
            let term_bytes = terms::write(distinct);
            let terms = terms::read(&term_bytes, terms::SHARED).expect("well formed");
            let bytes = write(&FormsInput { words: &words, marks: &marks, gaps: &gaps });
            let count = u32::try_from(words.len()).expect("few");
            let forms = read(&bytes, count, &terms, &chars).expect("well formed");
            let spellings: Vec<String> = (0..forms.end())
                .map(|number| {
                    let mut out = String::new();
                    forms.push(number, &terms, &mut out);
                    out
                })
                .collect();
            let expected: Vec<&str> = words
                .iter()
                .map(|(_, w)| *w)
                .chain(marks.iter().map(|(m, _)| *m))
                .chain(gaps.iter().copied())
                .collect();
            prop_assert_eq!(spellings, expected);
            for (number, (folded, _)) in (0_u32..).zip(&words) {
                prop_assert_eq!(terms.word(forms.term_of[number as usize]), *folded);
            }
        }
    }
}
