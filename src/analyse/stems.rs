//! Stems: a word in lower case goes in, its stem for one language comes out.
//!
//! The engine carries no stemmers: thirty of them weigh 83 kB (brotli), a
//! third of it. What it carries are [`StemRules`], which travel in the index.
//! When a corpus is compiled, `snowball` stems the words of its documents and
//! `learn` makes rules of the answers that give exactly these stems again. A
//! word of a query that is not in the corpus gets what the rules say.
//!
//! A rule is an ending and an operation: so many letters off, these letters
//! on. Of the rules whose ending a word has, the longest decides; an ending
//! may reach over the beginning of the word, and is then the rule of that one
//! word. Languages without a stemmer are matched by folded forms alone.
use super::cases;
use crate::sorting;

#[cfg(feature = "cli")]
pub(crate) mod learn;
#[cfg(feature = "cli")]
pub(crate) mod snowball;

/// Longest word that has a stem, in letters; longer ones are their own.
pub(crate) const LONGEST_STEMMED: usize = 64;

/// Stands for the beginning of a word in an ending. No word holds it.
pub(crate) const BOUNDARY: char = '\0';

/// What is done to a word.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Operation {
    /// Letters that go at the beginning.
    pub(crate) front: u8,
    /// Letters that go at the end.
    pub(crate) back: u8,
    /// What comes in their place.
    pub(crate) append: String,
}

/// An ending and the operation for the words that have it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rule {
    /// From the last letter of the word to the first.
    pub(crate) ending: Vec<char>,
    /// Its place among the operations.
    pub(crate) operation: u32,
}

/// From words to stems, for one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct StemRules {
    /// What some letters are in every stem, sorted by letter.
    letters: Vec<(char, String)>,
    operations: Vec<Operation>,
    /// Endings that words of the language may lose, whether or not the corpus
    /// has words that do.
    listed: Vec<String>,
    /// The endings of the rules as a tree; the root comes first.
    nodes: Vec<Node>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Node {
    letter: char,
    /// Its place among the operations, or [`NONE`].
    operation: u32,
    /// Its children stand in a row, sorted by letter.
    first_child: u32,
    children: u32,
}

const NONE: u32 = u32::MAX;

impl StemRules {
    /// Puts rules together. They are sorted by ending; their operations exist.
    pub(crate) fn new(
        letters: Vec<(char, String)>,
        operations: Vec<Operation>,
        listed: Vec<String>,
        rules: &[Rule],
    ) -> Self {
        let mut nodes = vec![Node { operation: NONE, ..Node::default() }];
        // Rules that each node stands for, and how many letters it took.
        let mut waiting = vec![(rules, 0)];
        let mut at = 0;
        while let Some(&(mut rules, depth)) = waiting.get(at) {
            while let Some(rule) = rules.first().filter(|rule| rule.ending.len() == depth) {
                nodes[at].operation = rule.operation;
                rules = &rules[1..];
            }
            nodes[at].first_child = u32::try_from(nodes.len()).unwrap_or(NONE);
            for group in rules.chunk_by(|a, b| a.ending[depth] == b.ending[depth]) {
                let letter = group[0].ending[depth];
                nodes.push(Node { letter, operation: NONE, ..Node::default() });
                waiting.push((group, depth + 1));
                nodes[at].children += 1;
            }
            at += 1;
        }
        Self { letters, operations, listed, nodes }
    }

    /// The stem of a word in lower case ([`stemmable`]).
    pub(crate) fn stem(&self, word: &str) -> String {
        let operation = self.operations.get(self.walk(word, &mut |_| {}) as usize);
        operation.and_then(|it| self.apply(it, word)).unwrap_or_else(|| word.to_owned())
    }

    /// Stems that a word may have, the likeliest first: what the rules say,
    /// then what is left without an ending that other words lose, the shortest
    /// ending first, then the word.
    pub(crate) fn possible(&self, word: &str) -> Vec<String> {
        let mut path = Vec::new();
        let usual = self.walk(word, &mut |node| path.push(node));
        let mut others = Vec::new();
        for (number, operation) in (0_u32..).zip(&self.operations) {
            let ending = path.get(usize::from(operation.back));
            if number != usual && ending.is_some_and(|node| self.uses(node, number)) {
                others.push(operation.clone());
            }
        }
        for ending in self.listed.iter().filter(|ending| word.ends_with(*ending)) {
            let back = u8::try_from(ending.chars().count()).unwrap_or(u8::MAX);
            others.push(Operation { back, ..Operation::default() });
        }
        sorting::sort_by_key(&mut others, |operation| operation.back);
        let usual = self.operations.get(usual as usize);
        let mut stems: Vec<String> =
            usual.into_iter().chain(&others).filter_map(|it| self.apply(it, word)).collect();
        stems.push(word.to_owned());
        stems
    }

    /// Whether a rule at a node or below has this operation.
    fn uses(&self, node: &Node, operation: u32) -> bool {
        node.operation == operation
            || self.children(node).iter().any(|child| self.uses(child, operation))
    }

    /// What an operation makes of a word.
    fn apply(&self, operation: &Operation, word: &str) -> Option<String> {
        let length = word.chars().take(LONGEST_STEMMED + 1).count();
        let taken = usize::from(operation.front) + usize::from(operation.back);
        let kept = length.checked_sub(taken).filter(|_| length <= LONGEST_STEMMED)?;
        let mut stem = String::with_capacity(word.len() + operation.append.len());
        for letter in word.chars().skip(operation.front.into()).take(kept) {
            match self.letters.binary_search_by_key(&letter, |(letter, _)| *letter) {
                Ok(place) => stem.push_str(&self.letters[place].1),
                Err(_) => stem.push(letter),
            }
        }
        stem.push_str(&operation.append);
        Some(stem)
    }

    fn children(&self, node: &Node) -> &[Node] {
        let first = node.first_child as usize;
        self.nodes.get(first..first + node.children as usize).unwrap_or(&[])
    }

    /// The operation of the longest ending, and a visit to each node on the
    /// way there.
    fn walk<'a>(&'a self, word: &str, visit: &mut dyn FnMut(&'a Node)) -> u32 {
        let Some(mut node) = self.nodes.first() else { return NONE };
        let mut operation = node.operation;
        visit(node);
        for letter in word.chars().rev().chain([BOUNDARY]) {
            let children = self.children(node);
            let Ok(place) = children.binary_search_by_key(&letter, |child| child.letter) else {
                break;
            };
            node = &children[place];
            visit(node);
            if node.operation != NONE {
                operation = node.operation;
            }
        }
        operation
    }
}

/// The word as stemmers want it: lower case, a plain apostrophe, nothing
/// invisible.
pub(crate) fn stemmable(word: &str) -> String {
    let mut lower = String::with_capacity(word.len());
    for character in word.chars() {
        match character {
            '\u{2019}' | '\u{2bc}' | '\u{2018}' => lower.push('\''),
            '\0' | '\u{ad}' | '\u{200b}'..='\u{200f}' => {}
            other => cases::lower_letter(other).push_to(&mut lower),
        }
    }
    lower
}
