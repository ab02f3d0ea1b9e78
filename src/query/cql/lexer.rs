//! The text of a query goes in, its symbols with their places come out.
//!
//! Typographers' quotation marks mean the straight ones. A mark that was
//! opened straight closes straight, so that `"“"` looks for a curly one.

use super::tree::Place;

/// A symbol of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Symbol {
    /// A quoted text, and the place in the query of each of its characters.
    Text(String, Vec<u32>),
    /// A name or a bare word.
    Word(String),
    Number(i64),
    /// Anything else, by its characters.
    Sign(&'static str),
    /// A character that means nothing.
    Stray(char),
    /// A text that is not closed.
    Open(String, Vec<u32>),
}

/// Signs, the longer ones first.
const SIGNS: [&str; 33] = [
    "!==", "[:", ":]", "::", "!=", "==", "<=", ">=", "</", "/>", "(?", "[", "]", "(", ")", "{",
    "}", "<", ">", "*", "+", "?", "|", "&", "!", "=", ",", ";", ":", ".", "@", "%", "/",
];

/// Symbols that are looked at.
pub(super) const MOST_SYMBOLS: usize = 60_000;

/// Cuts a query into symbols; at most one more than [`MOST_SYMBOLS`].
pub(super) fn cut(letters: &[char]) -> Vec<(Symbol, Place)> {
    let mut symbols = Vec::new();
    let mut at = 0;
    while at < letters.len() && symbols.len() <= MOST_SYMBOLS {
        if letters[at].is_whitespace() {
            at += 1;
            continue;
        }
        let (symbol, end) = next(letters, at);
        symbols.push((symbol, Place { start: count(at), end: count(end) }));
        at = end.max(at + 1);
    }
    symbols
}

fn next(letters: &[char], at: usize) -> (Symbol, usize) {
    let first = letters[at];
    if let Some(closes) = closing(first) {
        return text(letters, at, closes);
    }
    let digits =
        |from: usize| letters[from..].iter().take_while(|c| c.is_ascii_digit()).count();
    let negative = matches!(first, '-' | '\u{2212}');
    let number = digits(at + usize::from(negative));
    let end = at + usize::from(negative) + number;
    let is_word = letters.get(end).is_some_and(|&c| c.is_alphanumeric() || c == '_');
    if number > 0 && !is_word {
        let value: String = letters[end - number..end].iter().collect();
        let value = value.parse::<i64>().unwrap_or(i64::MAX);
        return (Symbol::Number(if negative { -value } else { value }), end);
    }
    if is_letter(first) {
        let end = word_end(letters, at);
        return (Symbol::Word(letters[at..end].iter().collect()), end);
    }
    let sign = SIGNS.iter().find(|sign| {
        let mut rest = letters[at..].iter();
        sign.chars().all(|wanted| rest.next() == Some(&wanted))
    });
    match sign {
        Some(sign) => (Symbol::Sign(sign), at + sign.len()),
        None => (Symbol::Stray(first), at + 1),
    }
}

fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Words may have hyphens and apostrophes inside: someone forgot the quotes.
fn word_end(letters: &[char], at: usize) -> usize {
    let mut end = at;
    while let Some(&letter) = letters.get(end) {
        let joins = matches!(letter, '-' | '\'' | '’')
            && letters.get(end + 1).is_some_and(|c| c.is_alphabetic());
        if !is_letter(letter) && !joins {
            break;
        }
        end += 1;
    }
    end
}

fn closing(open: char) -> Option<fn(char) -> bool> {
    fn is_double(letter: char) -> bool {
        matches!(letter, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
    }
    match open {
        '"' => Some(|letter| letter == '"'),
        '\'' => Some(|letter| letter == '\''),
        '‘' | '‚' => Some(|letter| matches!(letter, '’' | '‘' | '\'')),
        open if is_double(open) => Some(is_double),
        _ => None,
    }
}

/// A quoted text. A backslash keeps what is behind it; two straight marks in a
/// row are one of the text.
fn text(letters: &[char], open: usize, closes: fn(char) -> bool) -> (Symbol, usize) {
    let (mut inside, mut places) = (String::new(), Vec::new());
    let mut at = open + 1;
    while let Some(&letter) = letters.get(at) {
        if closes(letter) {
            let doubled = letter == letters[open] && letters.get(at + 1) == Some(&letter);
            if !doubled || !matches!(letter, '"' | '\'') || at == open + 1 {
                return (Symbol::Text(inside, places), at + 1);
            }
            at += 1;
        } else if letter == '\\' && at + 1 < letters.len() {
            inside.push(letter);
            places.push(count(at));
            at += 1;
        }
        inside.push(letters[at]);
        places.push(count(at));
        at += 1;
    }
    (Symbol::Open(inside, places), letters.len())
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
