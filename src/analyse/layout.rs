//! Paragraphs and sentences of one document: its segments go in, the places
//! where a paragraph or a sentence ends come out.
//!
//! Both are derived from the tokens alone, and so cost no byte of the index: of a
//! part of a document wherever they are needed, of all documents as tokens come
//! one by one when an index is loaded ([`breaks`]).

pub(crate) mod breaks;

use super::cases;
use super::tokens::Kind;

/// A segment as the two functions of this module see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece<'a> {
    pub(crate) kind: Kind,
    pub(crate) text: &'a str,
}

/// For each piece, whether a paragraph ends with it. Only gaps end paragraphs.
///
/// A line end closes a paragraph, unless the text is hard-wrapped (blank lines
/// part its paragraphs and most of its lines are of one usual length): then a
/// blank line does.
pub(crate) fn paragraph_ends(pieces: &[Piece<'_>]) -> Vec<bool> {
    let lines_needed = if is_hard_wrapped(pieces) { 2 } else { 1 };
    pieces
        .iter()
        .map(|piece| {
            piece.kind == Kind::Gap
                && piece.text.bytes().filter(|&b| b == b'\n').take(2).count() >= lines_needed
        })
        .collect()
}

/// Shortest and longest line that looks like one of a wrapped paragraph.
const WRAPPED_LINE: std::ops::RangeInclusive<u32> = 50..=90;

fn is_hard_wrapped(pieces: &[Piece<'_>]) -> bool {
    let mut lines = Lines::default();
    for piece in pieces {
        let letters = u32::try_from(piece.text.chars().count()).unwrap_or(u32::MAX);
        lines.add(letters, if piece.kind == Kind::Gap { line_ends(piece.text) } else { 0 });
    }
    lines.are_wrapped()
}

/// Line ends in a gap, two standing for more.
fn line_ends(gap: &str) -> u8 {
    match gap.bytes().filter(|&b| b == b'\n').count() {
        0 => 0,
        1 => 1,
        _ => 2,
    }
}

/// What is known of the lines of a text.
#[derive(Debug, Default)]
struct Lines {
    blank: u32,
    single: u32,
    usual: u32,
    width: u32,
}

impl Lines {
    #[inline]
    fn add(&mut self, letters: u32, line_ends: u8) {
        match line_ends {
            0 => self.width = self.width.saturating_add(letters),
            1 => {
                self.single += 1;
                self.usual += u32::from(WRAPPED_LINE.contains(&self.width));
                self.width = 0;
            }
            _ => {
                self.blank += 1;
                self.width = 0;
            }
        }
    }

    fn are_wrapped(&self) -> bool {
        self.blank > 0
            && self.single > self.blank
            && u64::from(self.usual) * 10 >= u64::from(self.single) * 7
    }
}

/// For each piece, whether a sentence ends with it.
///
/// A sentence ends at `.`, `!`, `?`, `…` or an ideographic full stop, with the
/// quotes and brackets that close directly after it, where white space and
/// then no lower-case letter follows; at the end of a paragraph; at the end of
/// the text. It does not end at the full stop of a listed abbreviation, of an
/// initial (`J.`) or of dotted letters (`U.S.`) before a capital: those are
/// more often part of a name than the end of a sentence. Nor does it end between
/// a day and its month (`5. November`), as German has them.
pub(crate) fn sentence_ends(pieces: &[Piece<'_>]) -> Vec<bool> {
    let mut ends = paragraph_ends(pieces);
    let mut next_at = 0;
    while next_at < pieces.len() {
        let at = next_at;
        next_at += 1;
        if !is_terminator(pieces[at]) || follows_abbreviation(pieces, at) {
            continue;
        }
        let mut last = at;
        while pieces.get(last + 1).is_some_and(|p| closes(*p) || is_terminator(*p)) {
            last += 1;
        }
        next_at = last + 1;
        let ideographic = pieces[at..=last].iter().any(|piece| is_ideographic(piece.text));
        let next = match pieces.get(last + 1) {
            Some(gap) if gap.kind == Kind::Gap => pieces.get(last + 2),
            Some(_) if !ideographic => continue,
            other => other,
        };
        let is_date = last == at && follows_day(pieces, at) && next.is_some_and(is_month);
        if next.is_none_or(|p| !starts_lower(p.text)) && !is_date {
            ends[last] = true;
        }
    }
    if let Some(end) = ends.last_mut() {
        *end = true;
    }
    ends
}

fn is_terminator(piece: Piece<'_>) -> bool {
    piece.kind == Kind::Mark
        && matches!(piece.text, "." | "!" | "?" | "…" | "。" | "！" | "？" | "؟" | "।")
}

fn closes(piece: Piece<'_>) -> bool {
    piece.kind == Kind::Mark
        && matches!(piece.text, "\"" | "'" | "”" | "’" | "»" | "“" | ")" | "]" | "」" | "』")
}

fn is_ideographic(text: &str) -> bool {
    matches!(text, "。" | "！" | "？")
}

fn starts_lower(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

/// English, German and Ukrainian abbreviations that a name or number follows.
const ABBREVIATIONS: [&str; 40] = [
    "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "col", "lt", "sgt", "capt",
    "st", "jr", "sr", "no", "vs", "etc", "jan", "feb", "aug", "sept", "oct", "nov", "dec",
    "inc", "corp", "ltd", "co", "nr", "bzw", "hr", "fr", "ca", "usw", "ім", "див", "напр",
    "тис",
];

fn follows_abbreviation(pieces: &[Piece<'_>], at: usize) -> bool {
    word_before_stop(pieces, at).is_some_and(is_abbreviation)
}

fn follows_day(pieces: &[Piece<'_>], at: usize) -> bool {
    word_before_stop(pieces, at).is_some_and(is_day)
}

/// The word that a full stop directly follows.
fn word_before_stop<'t>(pieces: &[Piece<'t>], at: usize) -> Option<&'t str> {
    let word = at.checked_sub(1).and_then(|before| pieces.get(before))?;
    (pieces[at].text == "." && word.kind == Kind::Word).then_some(word.text)
}

/// Whether a full stop behind a word is part of it.
fn is_abbreviation(word: &str) -> bool {
    let letters = word.chars().count();
    let initial = letters == 1 && word.chars().all(char::is_uppercase);
    let dotted = word.contains('.') && word.split('.').all(|p| p.chars().count() == 1);
    let lower = cases::lower(word);
    initial || dotted || ABBREVIATIONS.contains(&lower.as_str())
}

/// German months. Other languages that put a full stop behind a day have small
/// letters there.
const MONTHS: [&str; 13] = [
    "Januar",
    "Jänner",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

fn is_month(piece: &Piece<'_>) -> bool {
    MONTHS.contains(&piece.text)
}

/// Whether a word is a number of one or two digits.
fn is_day(word: &str) -> bool {
    word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;
    use crate::analyse::{tokens, unicode::table_for};

    fn split(text: &str, ends: fn(&[Piece<'_>]) -> Vec<bool>) -> Vec<String> {
        let mut pieces = Vec::new();
        tokens::cut(text, &table_for(text.chars()), |segment| {
            pieces.push(Piece { kind: segment.kind, text: &text[segment.range] });
        });
        let mut parts = vec![String::new()];
        for (piece, end) in pieces.iter().zip(ends(&pieces)) {
            parts.last_mut().expect("never empty").push_str(piece.text);
            if end {
                parts.push(String::new());
            }
        }
        parts.into_iter().map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()).collect()
    }

    fn check_sentences(expected: &[&str]) {
        assert_eq!(split(&expected.join(" "), sentence_ends), expected);
    }

    #[test]
    fn sentences() {
        check_sentences(&["One.", "Two!", "Three?"]);
        check_sentences(&["He met Mr. Vance.", "Then he left."]);
        check_sentences(&["The U.S. Army came.", "“It is so.”", "They said 3.5 of it."]);
        check_sentences(&["J. D. Vance spoke.", "All went…", "Home."]);
        check_sentences(&["“Is it?” she said.", "No."]);
        check_sentences(&["Am 5. November kam er.", "Es waren 5.", "Er kam am 31. Mai."]);
        check_sentences(&["Er kam 2025.", "Mai war es.", "Es waren (5.)", "Mai war es."]);
        assert_eq!(split("和平。计划。", sentence_ends), ["和平。", "计划。"]);
        assert_eq!(split("A heading\nA line.", sentence_ends), ["A heading", "A line."]);
        assert_eq!(split("no end", sentence_ends), ["no end"]);
        assert!(split("", sentence_ends).is_empty());
    }

    #[test]
    fn paragraphs() {
        assert_eq!(split("a\nb\n\nc", paragraph_ends), ["a", "b", "c"]);
        let line = "a line of the usual length of wrapped prose, more or less\n";
        let wrapped = format!("{}\n{}", line.repeat(4), line.repeat(3));
        assert_eq!(split(&wrapped, paragraph_ends).len(), 2);
    }
}
