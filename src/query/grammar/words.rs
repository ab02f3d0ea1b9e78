//! Words and phrases of a query, cut as the texts of the corpus were cut.

use super::{FARTHEST, MOST_WORDS, NEAR, Parser};
use crate::analyse::tokens::{self, Kind};
use crate::query::tree::{WordTest, Words};

/// The most typing errors that are looked for.
const MOST_ERRORS: u32 = 2;

impl Parser<'_> {
    /// A phrase, with the distance that may follow it.
    pub(super) fn phrase(&mut self, exact: bool) -> Option<Words> {
        let open = self.at;
        let inside = self.quoted();
        let make: &dyn Fn(String) -> WordTest =
            if exact { &WordTest::Exact } else { &WordTest::Folded };
        let words = self.cut(&inside, make);
        let within = self.take('~').then(|| self.number().unwrap_or(NEAR).clamp(1, FARTHEST));
        match (words.len(), within) {
            (0, _) => {
                let end = self.at;
                self.problem(open, end, "there is no word between these quotation marks", None);
                None
            }
            (2.., Some(within)) => Some(Words::Together { words, within }),
            _ => Some(Words::Sequence(words)),
        }
    }

    /// What stands between quotation marks.
    pub(super) fn quoted(&mut self) -> String {
        let open = self.at;
        self.at += 1;
        let start = self.at;
        while self.peek().is_some_and(|c| !is_quote(c)) {
            self.at += 1;
        }
        let inside: String = self.letters[start..self.at].iter().collect();
        if self.peek().is_some() {
            self.at += 1;
        } else {
            let end = self.letters.len();
            let message = "this quotation mark is not closed; the rest is taken as the phrase";
            self.problem(open, end, message, Some(format!("\"{}\"", inside.trim())));
        }
        inside
    }

    /// `/regular expression/`; without the closing slash it is words, and a
    /// problem says so.
    pub(super) fn regex(&mut self) -> Option<Words> {
        let start = self.at + 1;
        let mut end = start;
        let mut escaped = false;
        while let Some(&letter) = self.letters.get(end) {
            if letter == '/' && !escaped {
                break;
            }
            escaped = letter == '\\' && !escaped;
            end += 1;
        }
        if end >= self.letters.len() || end == start {
            let slash = self.at;
            let words = self.bare();
            if words.is_some() {
                let pattern: String = self.letters[start..self.at].iter().collect();
                let message = "a regular expression ends with a slash; this is taken as words";
                self.problem(slash, self.at, message, Some(format!("/{pattern}/")));
            }
            return words;
        }
        let pattern: String = self.letters[start..end].iter().collect();
        self.at = end + 1;
        self.words += 1;
        Some(Words::Sequence(vec![WordTest::Regex(pattern)]))
    }

    /// A bare word; one that the text would be cut at is a phrase of its parts.
    pub(super) fn bare(&mut self) -> Option<Words> {
        let exact = self.take('=');
        let start = self.at;
        while self.peek().is_some_and(|c| !self.ends_bare(c)) {
            self.at += 1;
        }
        if self.at == start {
            // Whatever stands here is nobody's: step over it.
            self.at += usize::from(self.peek().is_some_and(|c| !is_quote(c) && c != ')'));
            return None;
        }
        let typed: String = self.letters[start..self.at].iter().collect();
        if exact {
            return some_words(self.cut(&typed, &WordTest::Exact));
        }
        if let Some((word, errors)) = typed.rsplit_once('~') {
            let errors = if errors.is_empty() { Some(1) } else { errors.parse().ok() };
            let words = self.cut(word, &WordTest::Folded);
            if let (Some(errors), [WordTest::Folded(word)]) = (errors, &words[..]) {
                if errors > MOST_ERRORS {
                    let message = "more than two typing errors are not looked for";
                    let suggestion = Some(format!("{word}~{MOST_ERRORS}"));
                    self.problem(start, self.at, message, suggestion);
                }
                let errors = u8::try_from(errors.clamp(1, MOST_ERRORS)).unwrap_or(1);
                return Some(Words::Sequence(vec![WordTest::Similar(word.clone(), errors)]));
            }
        }
        some_words(self.cut(&typed, &WordTest::Form))
    }

    /// Everything up to white space or a parenthesis that closes.
    pub(super) fn until_gap(&mut self) -> String {
        let start = self.at;
        while self.peek().is_some_and(|c| !self.is_gap(c) && c != ')') {
            self.at += 1;
        }
        self.letters[start..self.at].iter().collect()
    }

    fn ends_bare(&self, character: char) -> bool {
        self.is_gap(character) || is_quote(character) || matches!(character, '(' | ')' | '|')
    }

    /// The words of a piece of text.
    pub(super) fn cut(
        &mut self,
        text: &str,
        make: &dyn Fn(String) -> WordTest,
    ) -> Vec<WordTest> {
        let mut words = Vec::new();
        for piece in text.split(|c: char| c.is_whitespace()).filter(|piece| !piece.is_empty()) {
            if piece.contains(['*', '?']) {
                words.extend(self.pattern(piece, make));
                continue;
            }
            tokens::cut(piece, self.known.chars, |segment| {
                if segment.kind == Kind::Word {
                    words.push(make(piece[segment.range].to_owned()));
                }
            });
        }
        words.truncate(MOST_WORDS.saturating_sub(self.words));
        self.words += words.len();
        words
    }

    /// `*` and `?` belong to the word; punctuation around it does not.
    fn pattern(&self, piece: &str, make: &dyn Fn(String) -> WordTest) -> Option<WordTest> {
        let chars = self.known.chars;
        let trimmed = piece
            .trim_matches(|c: char| !matches!(c, '*' | '?') && !chars.class(c).makes_word());
        // A question mark that closes a question is punctuation.
        if let Some(word) = trimmed.strip_suffix('?').filter(|w| !w.contains(['*', '?'])) {
            return (!word.is_empty()).then(|| make(word.to_owned()));
        }
        let has_letter = trimmed.chars().any(|c| chars.class(c).makes_word());
        let folded: String = trimmed
            .split_inclusive(['*', '?'])
            .map(|part| match part.strip_suffix(['*', '?']) {
                Some(letters) => chars.fold(letters) + &part[letters.len()..],
                None => chars.fold(part),
            })
            .collect();
        has_letter.then_some(WordTest::Pattern(folded))
    }
}

fn some_words(words: Vec<WordTest>) -> Option<Words> {
    (!words.is_empty()).then_some(Words::Sequence(words))
}

pub(crate) fn is_quote(character: char) -> bool {
    matches!(
        character,
        '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '«' | '»' | '\u{ff02}'
    )
}

pub(super) fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}
