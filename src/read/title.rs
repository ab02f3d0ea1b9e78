//! The title of a plain text: a text goes in, the range of its first line
//! comes out, if that line is a title.
//!
//! A title is short (120 characters, 20 words), has a letter, and does not end
//! as a sentence does; and what follows sets it apart: a blank line, or one
//! long line (half as long again, 100 characters at least) that is a sentence.
//! Everything else is the beginning of the text: a missing title is better
//! than an invented one.
//!
//! | first lines | title? |
//! |---|---|
//! | `Two stories on one Sunday` ⏎ ⏎ … | yes |
//! | `The harbour freezes over` ⏎ `On Monday the pilots of the inner harbour …, they said.` | yes |
//! | `The harbour froze over on Monday.` ⏎ ⏎ … | no, a sentence |
//! | `O wind of the harbour` ⏎ `that blows from the north` ⏎ … | no, a verse |
//! | `30 November 2025`, `By Jo Example`, `Dear Sir,` | no |

use std::ops::Range;

use super::dates::{DateReading, read_date};

const LONGEST: usize = 120;
const MOST_WORDS: usize = 20;
/// A line that is surely a whole paragraph.
const PARAGRAPH: usize = 100;

/// The title at the head of `text`; lines inside `skipped` (sorted, disjoint)
/// are passed over.
pub(crate) fn first_line_title(text: &str, skipped: &[Range<usize>]) -> Option<Range<usize>> {
    let mut at = 0;
    // Before a title there may be blank lines and navigation, and little else.
    for line in text.split_inclusive('\n').take(12) {
        let start = at + (line.len() - line.trim_start().len());
        let end = start + line.trim().len();
        at += line.len();
        let passed_over = start >= end
            || skipped.iter().any(|range| range.start <= start && end <= range.end);
        if passed_over {
            continue;
        }
        let looks =
            looks_like_title(&text[start..end]) && is_set_apart(end - start, &text[at..]);
        return looks.then_some(start..end);
    }
    None
}

fn looks_like_title(line: &str) -> bool {
    if line.len() > LONGEST * 4
        || line.chars().count() > LONGEST
        || line.split_whitespace().count() > MOST_WORDS
        || !line.chars().any(char::is_alphabetic)
    {
        return false;
    }
    let lower = line.to_lowercase();
    let is_byline = lower.starts_with("by ") || lower.starts_with("von ");
    let is_address = line.contains("://") || line.starts_with("www.");
    let is_date = matches!(read_date(line), DateReading::Date(_) | DateReading::Ambiguous);
    let bare = line.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    let ends_open = bare.ends_with(['.', ',', ';', ':', '…', '。', '।', '،', '-', '–', '—']);
    !(is_byline || is_address || is_date || ends_open)
}

/// Whether what follows a line of `length` bytes shows that it stood alone.
fn is_set_apart(length: usize, rest: &str) -> bool {
    let next = rest.lines().next().unwrap_or_default().trim();
    if next.is_empty() {
        return !rest.trim().is_empty();
    }
    let bare = next.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    next.len() >= PARAGRAPH
        && next.len() * 2 >= length * 3
        && bare.ends_with(['.', '!', '?', '…', '。', '।'])
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "On Monday the pilots of the inner harbour could not leave the quay, and \
                        on Tuesday the ice had reached the mole, they said.";

    fn check(text: &str, expected: Option<&str>) {
        let found = first_line_title(text, &[]).map(|range| &text[range]);
        assert_eq!(found, expected, "for {text:?}");
    }

    #[test]
    fn titles_stand_apart() {
        check("Two stories on one Sunday\n\nText.", Some("Two stories on one Sunday"));
        check("\n\n  Two stories  \n\nText.", Some("Two stories"));
        check(&format!("The harbour freezes over\n{LONG}"), Some("The harbour freezes over"));
        check("Who leads the delegation?\n\nText.", Some("Who leads the delegation?"));
        check(
            "He says “more work to be done”\n\nText.",
            Some("He says “more work to be done”"),
        );
    }

    #[test]
    fn sentences_verses_and_heads_of_letters_are_none() {
        check("The harbour froze over.\n\nText.", None);
        check("“The harbour froze over.”\n\nText.", None);
        check(&format!("The harbour froze over.\n{LONG}"), None);
        check("O wind of the harbour\nthat blows from the north\n", None);
        check(&format!("{LONG}\n\nText."), None);
        check("Dear Sir,\n\nText.", None);
        check("30 November 2025\n\nText.", None);
        check("By Jo Example\n\nText.", None);
        check("https://example.org/a\n\nText.", None);
        check("* * *\n\nText.", None);
        check("A lone line", None);
        check("A lone line\n\n\n", None);
        check("", None);
    }

    #[test]
    fn navigation_is_passed_over() {
        let text = "← Back to Notebook\n\nTwo stories\n\nText.";
        let found = first_line_title(text, &[0..20]).map(|range| &text[range]);
        assert_eq!(found, Some("Two stories"));
    }
}
