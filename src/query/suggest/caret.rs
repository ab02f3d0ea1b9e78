//! What stands at the caret: the letters of a query and a place go in, the
//! word or value there comes out. It may be unfinished, and so may be whatever
//! is around it.

use crate::analyse::cases;
use std::ops::Range;

use crate::query::grammar::is_quote;

/// What stands at the caret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct AtCaret {
    /// The word or value, as a range of letters; the caret is in it or at its
    /// end.
    pub(super) word: Range<usize>,
    /// The field whose value it is.
    pub(super) field: Option<String>,
    /// Whether it is a word of the title.
    pub(super) is_title: bool,
    /// Whether it is a word of a phrase.
    pub(super) quoted: bool,
}

/// Finds it; `known` tells whether a name is that of a field.
pub(super) fn find(letters: &[char], caret: usize, known: &dyn Fn(&str) -> bool) -> AtCaret {
    let mut at = AtCaret::default();
    for (place, &letter) in letters[..caret].iter().enumerate() {
        let in_value = at.field.is_some() && at.quoted;
        let begins = match letter {
            // A quotation mark around a value goes with the value.
            _ if is_quote(letter) && at.field.is_some() && at.word.start == place => {
                at.quoted = true;
                continue;
            }
            _ if is_quote(letter) => {
                at.quoted = !at.quoted && at.field.is_none();
                true
            }
            ':' if !at.quoted && at.field.is_none() => {
                let name: String = letters[at.word.start..place].iter().collect();
                let name = cases::lower(&name);
                at.is_title = name == "title";
                if at.is_title || known(&name) {
                    at.field = (!at.is_title).then_some(name);
                    at.word.start = place + 1;
                }
                continue;
            }
            '(' | ')' | '|' => !at.quoted,
            '-' | '=' => at.word.start == place && !at.quoted,
            _ => letter.is_whitespace() && !in_value,
        };
        if begins {
            let sign = matches!(letter, '-' | '=');
            at.word.start = place + 1;
            if !sign {
                at.field = None;
                at.is_title &= at.quoted;
            }
        }
    }
    let quoted_value = at.quoted && at.field.is_some();
    let ends = |letter: &char| match quoted_value {
        true => is_quote(*letter),
        false => {
            letter.is_whitespace() || is_quote(*letter) || matches!(letter, '(' | ')' | '|')
        }
    };
    let rest = &letters[caret..];
    let more = rest.iter().position(ends).unwrap_or(rest.len());
    let closing = quoted_value && caret + more < letters.len();
    at.word.end = caret + more + usize::from(closing);
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The caret is where the bar stands; the word is what the brackets hold.
    fn check(text: &str, word: &str, field: Option<&str>, quoted: bool) {
        let letters: Vec<char> = text.chars().filter(|c| *c != '|').collect();
        let caret = text.chars().position(|c| c == '|').expect("a bar");
        let found = find(&letters, caret, &|name| name == "source");
        let found_word: String = letters[found.word.clone()].iter().collect();
        assert_eq!(found_word, word, "in {text:?}: {found:?}");
        assert_eq!(found.field.as_deref(), field, "in {text:?}");
        assert_eq!(found.quoted, quoted, "in {text:?}");
    }

    #[test]
    fn what_stands_at_the_caret() {
        check("|", "", None, false);
        check("pea|", "pea", None, false);
        check("peace ta|lks now", "talks", None, false);
        check("peace |", "", None, false);
        check("(peace OR -ta|)", "ta", None, false);
        check("=Ta|", "Ta", None, false);
        check("well-kn|", "well-kn", None, false);
        check("source:Wi|", "Wi", Some("source"), false);
        check("x source:\"Wire de|", "\"Wire de", Some("source"), true);
        check("source:\"Wire de|sk\" y", "\"Wire desk\"", Some("source"), true);
        check("source:\"Wire desk\" pe|", "pe", None, false);
        check("other:Wi|", "other:Wi", None, false);
        check("\"dignified pe|", "pe", None, true);
        check("\"dignified\" pe|", "pe", None, false);
        check("title:pe|", "pe", None, false);
        check("source:a:b|", "a:b", Some("source"), false);
    }
}
