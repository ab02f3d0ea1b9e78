//! Regular expressions over whole values: a pattern and a value go in, whether
//! the pattern covers the value comes out.
//!
//! 1. `parse` reads the pattern into a tree over sets of characters; depth and
//!    size are bounded.
//! 2. `automaton` turns the tree into an automaton that reads a value once.
//!
//! Words are short and there is no searching inside them, so this needs a
//! tenth of the code of the usual crates, which weigh several times the rest
//! of the engine. Matching is linear whatever the pattern: there is no backing
//! up, and no reference back to groups.
//!
//! The syntax is the one that users of corpus tools know: `.` `[a-z]` `[^…]`
//! `\d \w \s` `\p{L} \p{Lu} \p{Ll} \p{N} \p{P}` `[[:alpha:]]` `(…)` `(?:…)`
//! `|` `* + ? {n} {n,} {n,m} {,m}`, and `(?i)` at the start. `^` and `$` are
//! read over at the ends.

mod automaton;
mod parse;
mod sets;
#[cfg(test)]
mod tests;

use automaton::Automaton;
use parse::{Node, Parsed};

/// Appends what a character becomes.
pub(crate) type Strip<'a> = &'a dyn Fn(char, &mut String);

/// How a pattern is read.
#[derive(Clone, Copy, Default)]
pub(crate) struct Options<'a> {
    /// Upper and lower case are the same.
    pub(crate) ignore_case: bool,
    /// Every character stands for itself.
    pub(crate) literal: bool,
    /// What each character of the pattern becomes, where values are stripped
    /// of accents before they are tested.
    pub(crate) strip: Option<Strip<'a>>,
}

/// What is wrong with a pattern. Places count the characters of the pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PatternError {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// As a sentence.
    pub(crate) message: String,
    /// What to type instead, where there is something.
    pub(crate) suggestion: Option<String>,
}

/// A pattern, ready to be tried on values.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    automaton: Automaton,
    ignore_case: bool,
    prefix: String,
    words: Option<Vec<String>>,
    universal: bool,
}

/// Alternatives that [`Pattern::words`] lists.
const MOST_WORDS: usize = 1000;

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What can not be read, or would be too large.
    pub(crate) fn compile(text: &str, options: &Options<'_>) -> Result<Self, PatternError> {
        let parsed = parse::parse(text, options)?;
        let mut prefix = String::new();
        push_prefix(&parsed.node, &parsed, &mut prefix);
        Ok(Self {
            automaton: Automaton::new(&parsed),
            ignore_case: parsed.ignore_case,
            prefix,
            words: words_of(&parsed.node, &parsed),
            universal: is_universal(&parsed.node, &parsed),
        })
    }

    /// Whether the pattern covers the whole value.
    pub(crate) fn is_match(&mut self, value: &str) -> bool {
        self.universal || self.automaton.is_match(value)
    }

    /// Whether the pattern took more work than it may; its answers from then
    /// on mean nothing.
    pub(crate) fn is_exhausted(&self) -> bool {
        self.automaton.is_exhausted()
    }

    /// Whether case is ignored, by option or by `(?i)`.
    pub(crate) fn ignores_case(&self) -> bool {
        self.ignore_case
    }

    /// What every value begins with, in any case where case is ignored.
    pub(crate) fn literal_prefix(&self) -> &str {
        &self.prefix
    }

    /// The values, where the pattern is a word or a choice of words; in any
    /// case where case is ignored.
    pub(crate) fn words(&self) -> Option<&[String]> {
        self.words.as_deref()
    }

    /// Whether the pattern covers every value.
    pub(crate) fn is_universal(&self) -> bool {
        self.universal
    }
}

/// Appends what the node begins with; whether that is all of it.
fn push_prefix(node: &Node, parsed: &Parsed, prefix: &mut String) -> bool {
    match node {
        Node::Set(set) => match parsed.sets[*set].only() {
            Some(letter) => {
                prefix.push(letter);
                true
            }
            None => false,
        },
        Node::Sequence(nodes) => nodes.iter().all(|node| push_prefix(node, parsed, prefix)),
        Node::Choice(_) => false,
        Node::Repeat { node, least, most } => {
            *least > 0 && push_prefix(node, parsed, prefix) && *most == Some(1)
        }
    }
}

fn words_of(node: &Node, parsed: &Parsed) -> Option<Vec<String>> {
    let choices = match node {
        Node::Choice(choices) => choices.as_slice(),
        node => std::slice::from_ref(node),
    };
    if choices.len() > MOST_WORDS {
        return None;
    }
    let word = |node: &Node| {
        let mut word = String::new();
        push_prefix(node, parsed, &mut word).then_some(word)
    };
    choices.iter().map(word).collect()
}

fn is_universal(node: &Node, parsed: &Parsed) -> bool {
    match node {
        Node::Repeat { node, least: 0, most: None } => {
            matches!(**node, Node::Set(set) if parsed.sets[set].is_anything())
        }
        Node::Sequence(nodes) => {
            !nodes.is_empty() && nodes.iter().all(|node| is_universal(node, parsed))
        }
        _ => false,
    }
}
