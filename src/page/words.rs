//! The words around a hit, to set off those that lines are sorted by.
//!
//! In: the text before or after a hit. Out: the text in stretches, some of
//! which are words that were asked for. The engine counts words by the rules
//! of Unicode with the tables of the corpus; here a short approximation must
//! do: letters and digits, with a mark inside where it stands between them,
//! and ideographs and kana one by one. Where it errs, another word of the line
//! is set off; the order of the lines is the engine's all the same.

use std::ops::Range;

/// A stretch of text, and as which sort key it counts.
pub(crate) type Stretch<'a> = (&'a str, Option<usize>);

/// The text before a hit, with the words at these distances from it set off.
pub(crate) fn before<'a>(text: &'a str, wanted: &[(i8, usize)]) -> Vec<Stretch<'a>> {
    let words = words(text);
    let chosen =
        wanted.iter().filter(|(offset, _)| *offset < 0).filter_map(|(offset, rank)| {
            let at = words.len().checked_sub(usize::from(offset.unsigned_abs()))?;
            Some((words.get(at)?.clone(), *rank))
        });
    stretches(text, chosen.collect())
}

/// The text after a hit, likewise.
pub(crate) fn after<'a>(text: &'a str, wanted: &[(i8, usize)]) -> Vec<Stretch<'a>> {
    let words = words(text);
    let chosen =
        wanted.iter().filter(|(offset, _)| *offset > 0).filter_map(|(offset, rank)| {
            let at = usize::from(offset.unsigned_abs()) - 1;
            Some((words.get(at)?.clone(), *rank))
        });
    stretches(text, chosen.collect())
}

fn stretches(text: &str, chosen: Vec<(Range<usize>, usize)>) -> Vec<Stretch<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    // At most three: each time the first that is left.
    while let Some((range, rank)) =
        chosen.iter().filter(|(range, _)| range.start >= at).min_by_key(|(it, _)| it.start)
    {
        let (range, rank) = (range.clone(), *rank);
        out.push((&text[at..range.start], None));
        out.push((&text[range.clone()], Some(rank)));
        at = range.end;
    }
    out.push((&text[at..], None));
    out.retain(|(text, _)| !text.is_empty());
    out
}

/// Where the words are, in bytes.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let end = at + c.len_utf8();
        if is_alone(c) {
            words.push(at..end);
            open = false;
        } else if is_letter(c) || (open && is_attached(c)) {
            match words.last_mut().filter(|_| open) {
                Some(word) => word.end = end,
                None => words.push(at..end),
            }
            open = true;
        } else {
            let inside = matches!(c, '\'' | '’' | '.' | ':' | '·' | ',')
                && letters.peek().is_some_and(|(_, next)| match c {
                    ',' => next.is_numeric(),
                    _ => is_letter(*next),
                });
            let before = text[..at].chars().next_back();
            open &= inside && (c != ',' || before.is_some_and(char::is_numeric));
        }
    }
    words
}

fn is_letter(c: char) -> bool {
    (c.is_alphanumeric() || c == '_') && !is_alone(c)
}

/// Marks that sit on a letter without being one, and joiners.
fn is_attached(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}'
        | '\u{93c}'..='\u{94d}' | '\u{ad}' | '\u{200c}' | '\u{200d}')
}

/// Ideographs and kana, each a word.
fn is_alone(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_as_the_engine_counts_them() {
        let check = |text: &str, expected: &str| {
            let found: Vec<&str> = words(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found.join("|"), expected, "{text:?}");
        };
        check("", "");
        check(" — peace, a well-known plan. ", "peace|a|well|known|plan");
        check("don't, can’t ’tis U.S. 3.5 1,204 a,b", "don't|can’t|tis|U.S|3.5|1,204|a|b");
        check("мир, п’ять", "мир|п’ять");
        check("e\u{301}te\u{301} x", "e\u{301}te\u{301}|x");
        check("東京は", "東|京|は");
        check("snake_case", "snake_case");
        check("''..,", "");
    }

    #[test]
    fn words_are_set_off_by_their_distance_from_the_hit() {
        let shown = |stretches: Vec<Stretch<'_>>| {
            let said = stretches.into_iter().map(|(text, rank)| match rank {
                Some(rank) => format!("[{rank}:{text}]"),
                None => text.to_owned(),
            });
            said.collect::<String>()
        };
        let wanted = [(-1, 0), (-3, 1), (2, 2)];
        assert_eq!(shown(before("a plan, for the", &wanted)), "a [1:plan], for [0:the]");
        assert_eq!(shown(before("the", &wanted)), "[0:the]");
        assert_eq!(shown(after(", the plan", &wanted)), ", the [2:plan]");
        assert_eq!(shown(after("", &wanted)), "");
        assert_eq!(shown(after("the plan", &[(1, 0), (1, 1)])), "[0:the] plan");
    }
}
