//! A simple query in the corpus query language: a tree goes in, the query that
//! finds the same hits in the texts comes out, where there is one.
//!
//! - A word is a token by its folded spelling or its stem, a phrase such tokens
//!   with marks between them, as distances count words alone.
//! - Words near each other are the shortest matches of the one, at most so many
//!   words, the other.
//! - Several words are one token that is any of them, in documents that contain
//!   each; what is excluded is not contained.
//!
//! There is none for typing errors, fields, names, words in the title, three words near
//! each other, or a phrase beside other words: their hits are put together in
//! ways that one pattern can not say. Titles that stand apart from the text are
//! no tokens, so where there are any, conditions on documents have none either.
//! A stem is of one spelling here and of all that fold alike in a simple query,
//! which differs where accents change the stem.

use super::Corpus;
use super::tree::{Group, Node, WordTest, Words, Zone};
use crate::analyse::stems::stemmable;
use crate::index::stems;

/// Punctuation between two words.
const MARKS: &str = "[kind=\"mark\"]*";

/// Writes a query.
pub(super) fn of(corpus: Corpus<'_>, node: &Node) -> Option<String> {
    match node {
        Node::Words(group) => {
            let shortest = !matches!(group.words, Words::Sequence(_));
            let pattern = pattern(corpus, group)?;
            Some(if shortest { format!("(?shortest) {pattern}") } else { pattern })
        }
        Node::Any(nodes) => {
            let words: Option<Vec<String>> =
                nodes.iter().map(|node| one_token(corpus, node)).collect();
            Some(token(&words?))
        }
        Node::All(nodes) => all(corpus, nodes),
        Node::Everything | Node::Field(_) | Node::Not(_) => None,
    }
}

fn all(corpus: Corpus<'_>, nodes: &[Node]) -> Option<String> {
    if corpus.index.documents.iter().any(|record| record.separate_title) {
        return None;
    }
    let (mut words, mut conditions) = (Vec::new(), String::new());
    for node in nodes {
        if let Node::Not(node) = node {
            let Node::Words(group) = &**node else { return None };
            conditions += &format!(" !containing ({})", pattern(corpus, group)?);
        } else {
            let word = one_token(corpus, node)?;
            conditions += &format!(" containing [{word}]");
            words.push(word);
        }
    }
    (!words.is_empty()).then(|| format!("{} within (<doc/>{conditions})", token(&words)))
}

/// The conditions on a token for a node that is a single word.
fn one_token(corpus: Corpus<'_>, node: &Node) -> Option<String> {
    match node {
        Node::Words(Group { words: Words::Sequence(tests), zone: Zone::Anywhere })
            if tests.len() == 1 =>
        {
            condition(corpus, &tests[0])
        }
        _ => None,
    }
}

fn pattern(corpus: Corpus<'_>, group: &Group) -> Option<String> {
    match &group.words {
        _ if group.zone != Zone::Anywhere => None,
        Words::Sequence(_) => sequence(corpus, &group.words),
        Words::Together { words, within } => match &words[..] {
            [one, other] => {
                let word = |test| Some(token(&[condition(corpus, test)?]));
                Some(near(&word(one)?, &word(other)?, *within, false))
            }
            _ => None,
        },
        Words::Near { left, right, within, ordered } => {
            let (left, right) = (sequence(corpus, left)?, sequence(corpus, right)?);
            Some(near(&left, &right, *within, *ordered))
        }
        Words::Fact(_) => None,
    }
}

fn near(left: &str, right: &str, within: u32, ordered: bool) -> String {
    let between = match within.saturating_sub(1) {
        0 => MARKS.to_owned(),
        words => format!("({MARKS} [kind=\"word\"]){{0,{words}}} {MARKS}"),
    };
    match ordered {
        true => format!("{left} {between} {right}"),
        false => format!("({left} {between} {right} | {right} {between} {left})"),
    }
}

fn sequence(corpus: Corpus<'_>, words: &Words) -> Option<String> {
    let Words::Sequence(tests) = words else { return None };
    let tokens: Option<Vec<String>> =
        tests.iter().map(|test| Some(token(&[condition(corpus, test)?]))).collect();
    Some(tokens?.join(&format!(" {MARKS} ")))
}

fn token(conditions: &[String]) -> String {
    format!("[{}]", conditions.join(" | "))
}

fn condition(corpus: Corpus<'_>, test: &WordTest) -> Option<String> {
    let folded = |word: &str| escaped(&corpus.index.chars.fold_word(word));
    match test {
        WordTest::Form(word) => {
            let stems = stems(corpus, word);
            Some(format!("folded=\"{}\"{stems}", folded(word)))
        }
        WordTest::Folded(word) => Some(format!("folded=\"{}\"", folded(word))),
        WordTest::Exact(word) => Some(format!("word=\"{}\"", escaped(word))),
        WordTest::Pattern(pattern) => {
            let mut regex = String::new();
            for letter in pattern.chars() {
                match letter {
                    '*' => regex.push_str(".*"),
                    '?' => regex.push('.'),
                    letter => push_escaped(letter, &mut regex),
                }
            }
            Some(format!("kind=\"word\" & folded=\"{regex}\""))
        }
        WordTest::Regex(pattern) => {
            let mut after_backslash = false;
            let mut regex = String::new();
            for letter in pattern.chars() {
                if letter == '"' && !after_backslash {
                    regex.push('\\');
                }
                after_backslash = letter == '\\' && !after_backslash;
                regex.push(letter);
            }
            Some(format!("kind=\"word\" & folded=\"{regex}\"%cd"))
        }
        WordTest::Similar(..) => None,
    }
}

/// Conditions on the stem: for each, the languages in which it is that of the
/// word, unless that is every document's.
fn stems(corpus: Corpus<'_>, word: &str) -> String {
    let lower = stemmable(word);
    let mut stems: Vec<(String, Vec<&str>)> = Vec::new();
    for (language, groups) in corpus.index.stems.iter().zip(&corpus.postings.stems) {
        let forms = stems::forms_of(corpus.index, language, groups, &lower);
        let Some(&form) = forms.first() else { continue };
        let mut spelling = String::new();
        corpus.index.forms.push(form, &corpus.index.terms, &mut spelling);
        let stem = language.rules.stem(&stemmable(&spelling));
        let codes = language.codes.iter().map(String::as_str);
        match stems.iter_mut().find(|(known, _)| *known == stem) {
            Some((_, languages)) => languages.extend(codes),
            None => stems.push((stem, codes.collect())),
        }
    }
    // One stem in every document, or each in its languages.
    let everywhere =
        corpus.index.stems.len() == 1 && !corpus.postings.stemmer_bits.contains(&0);
    let mut written = String::new();
    for (stem, languages) in stems {
        written += &format!(" | stem=\"{}\"", escaped(&stem));
        if !everywhere {
            written += &format!(" & doc_language=\"{}\"", languages.join("|"));
        }
    }
    written
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    text.chars().for_each(|letter| push_escaped(letter, &mut escaped));
    escaped
}

fn push_escaped(letter: char, out: &mut String) {
    if letter.is_ascii_punctuation() && !matches!(letter, '\'' | '-' | '_' | ',' | ':') {
        out.push('\\');
    }
    out.push(letter);
}
