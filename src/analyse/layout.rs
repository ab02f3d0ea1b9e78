//! Paragraphs and sentences of one document: its segments go in, the places
//! where a paragraph or a sentence ends come out.
//!
//! Both are derived wherever they are needed, from the tokens alone, and so
//! cost no byte of the index.

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
const WRAPPED_LINE: std::ops::RangeInclusive<usize> = 50..=90;

fn is_hard_wrapped(pieces: &[Piece<'_>]) -> bool {
    let (mut blank, mut single, mut usual, mut width) = (0_u32, 0_u32, 0_u32, 0_usize);
    for piece in pieces {
        let line_ends = match piece.kind {
            Kind::Gap => piece.text.bytes().filter(|&b| b == b'\n').count(),
            _ => 0,
        };
        match line_ends {
            0 => width += piece.text.chars().count(),
            1 => {
                single += 1;
                usual += u32::from(WRAPPED_LINE.contains(&width));
                width = 0;
            }
            _ => {
                blank += 1;
                width = 0;
            }
        }
    }
    blank > 0 && single > blank && usual * 10 >= single * 7
}

/// For each piece, whether a sentence ends with it.
///
/// A sentence ends at `.`, `!`, `?`, `…` or an ideographic full stop, with the
/// quotes and brackets that close directly after it, where white space and
/// then no lower-case letter follows; at the end of a paragraph; at the end of
/// the text. It does not end at the full stop of a listed abbreviation, of an
/// initial (`J.`) or of dotted letters (`U.S.`) before a capital: those are
/// more often part of a name than the end of a sentence.
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
        let ideographic =
            pieces[at..=last].iter().any(|piece| matches!(piece.text, "。" | "！" | "？"));
        let next = match pieces.get(last + 1) {
            Some(gap) if gap.kind == Kind::Gap => pieces.get(last + 2),
            Some(_) if !ideographic => continue,
            other => other,
        };
        if next.is_none_or(|p| !starts_lower(p.text)) {
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
    if pieces[at].text != "." {
        return false;
    }
    let Some(word) = at.checked_sub(1).and_then(|before| pieces.get(before)) else {
        return false;
    };
    if word.kind != Kind::Word {
        return false;
    }
    let letters = word.text.chars().count();
    let initial = letters == 1 && word.text.chars().all(char::is_uppercase);
    let dotted =
        word.text.contains('.') && word.text.split('.').all(|p| p.chars().count() == 1);
    let lower = word.text.to_lowercase();
    initial || dotted || ABBREVIATIONS.contains(&lower.as_str())
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
