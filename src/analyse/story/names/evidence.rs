//! What a whole corpus tells of a word's capital: texts go in, the words that
//! also occur small, and those with a capital where no sentence begins.

use std::collections::{HashMap, HashSet};

use super::candidates::{Capitals, capitals};
use crate::analyse::story::language::{WordHash, flag};
use crate::analyse::story::text::{Shape, Text};

/// Words by how they are written.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    /// Seen in small letters.
    small: HashSet<String, WordHash>,
    /// Seen with a capital inside a sentence, and how often.
    capital: HashMap<String, u32, WordHash>,
}

impl Evidence {
    /// What one text tells.
    pub(crate) fn of(text: &Text<'_>) -> Self {
        let mut evidence = Self::default();
        for sentence in &text.sentences {
            if capitals(text, sentence) != Capitals::Usual {
                continue;
            }
            for at in sentence.clone() {
                let token = &text.tokens[at];
                if token.is(flag::FUNCTION) {
                    continue;
                }
                let word = text.word(at);
                match token.shape {
                    Shape::Lower if !evidence.small.contains(word) => {
                        evidence.small.insert(word.to_owned());
                    }
                    Shape::Capital if !token.starts => match evidence.capital.get_mut(word) {
                        Some(count) => *count += 1,
                        None => {
                            evidence.capital.insert(word.to_owned(), 1);
                        }
                    },
                    _ => {}
                }
            }
        }
        evidence
    }

    /// Both together.
    pub(crate) fn joined(mut self, mut other: Self) -> Self {
        if other.small.len() > self.small.len() {
            std::mem::swap(&mut self.small, &mut other.small);
        }
        if other.capital.len() > self.capital.len() {
            std::mem::swap(&mut self.capital, &mut other.capital);
        }
        self.small.extend(other.small);
        #[expect(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
        for (word, count) in other.capital {
            *self.capital.entry(word).or_default() += count;
        }
        self
    }

    /// Whether a word also occurs in small letters.
    pub(crate) fn is_small(&self, word: &str) -> bool {
        self.small.contains(&word.to_lowercase())
    }

    /// Whether a word has its capital inside sentences, too.
    pub(crate) fn is_name(&self, word: &str) -> bool {
        self.capital.contains_key(word)
    }
}
