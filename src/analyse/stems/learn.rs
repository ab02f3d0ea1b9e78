//! Learning rules: the words of a corpus in one language and its stemmer go
//! in, rules that give each of them its stem come out.
//!
//! 1. Some letters are another letter in every stem (ä is a in German): what
//!    words that begin with a letter tell, or else its folded form if that
//!    fits better.
//! 2. Each word with its stem is an example of an operation: the smallest that
//!    makes the stem of the word.
//! 3. Examples go into a tree by their letters, the last one first, and get
//!    as few rules as there can be (Hartigan's parsimony: the candidates of a
//!    node are the operations that most of its children have among theirs; a
//!    node whose candidates lack the inherited one needs a rule).
//!
//! The fewest rules are also good ones for words they have not seen: rules
//! that are chosen by the number of words they fit, and forms made up from
//! stems and endings as further examples, guess no better and weigh more.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::snowball::Snowball;
use super::{BOUNDARY, LONGEST_STEMMED, Operation, Rule, StemRules};

/// Share of the words that begin with a letter, in percent, that must have
/// another letter in their stems.
const AGREEMENT: usize = 90;
/// Words that must begin with a letter before it is taken for two in stems.
const ENOUGH_FOR_TWO: usize = 10;
/// Letters that a stemmer may take from the beginning of a word.
const MOST_FRONT: usize = 5;

/// What rules are made of, in the order of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Learned {
    pub(crate) letters: Vec<(char, String)>,
    /// The most used first.
    pub(crate) operations: Vec<Operation>,
    pub(crate) listed: Vec<String>,
    /// Sorted.
    pub(crate) rules: Vec<Rule>,
}

impl Learned {
    /// The rules ready for use.
    pub(crate) fn rules(&self) -> StemRules {
        let (letters, operations) = (self.letters.clone(), self.operations.clone());
        StemRules::new(letters, operations, self.listed.clone(), &self.rules)
    }
}

/// Learns rules. The words are in lower case; `fold` gives a letter without
/// its accent.
pub(crate) fn learn(
    words: &BTreeSet<String>,
    stemmer: Snowball,
    fold: &dyn Fn(char) -> String,
) -> Learned {
    let stems: BTreeMap<&str, String> = words
        .iter()
        .filter(|word| word.chars().nth(LONGEST_STEMMED).is_none())
        .map(|word| (word.as_str(), stemmer.stem(word)))
        .collect();
    let letters = letters(&stems, fold);
    let of_words: Vec<(&str, Operation)> =
        stems.iter().map(|(word, stem)| (*word, operation(word, stem, &letters))).collect();
    let mut uses: BTreeMap<&Operation, usize> = BTreeMap::new();
    for (_, operation) in &of_words {
        *uses.entry(operation).or_default() += 1;
    }
    let mut operations: Vec<&Operation> = uses.keys().copied().collect();
    operations.sort_by_key(|operation| (Reverse(uses[operation]), *operation));
    let numbers: BTreeMap<&Operation, u32> = operations.iter().copied().zip(0..).collect();
    let mut examples: Vec<Example> = of_words
        .iter()
        .map(|(word, operation)| Example {
            ending: word.chars().rev().chain([BOUNDARY]).collect(),
            operation: numbers[operation],
        })
        .collect();
    examples.sort_by(|a, b| a.ending.cmp(&b.ending));
    let mut tree = Tree { examples: &examples, nodes: Vec::new(), rules: Vec::new() };
    if !examples.is_empty() {
        let root = tree.grow(0, examples.len(), 0);
        tree.nodes[root].top = 0;
        tree.emit(root, None);
    }
    let mut rules = tree.rules;
    rules.sort_unstable();
    let listed = stemmer.endings().map(str::to_owned).collect();
    let operations = operations.into_iter().cloned().collect();
    Learned { letters, operations, listed, rules }
}

/// What letters are in stems, where that is another letter.
fn letters(
    stems: &BTreeMap<&str, String>,
    fold: &dyn Fn(char) -> String,
) -> Vec<(char, String)> {
    let mut first: BTreeMap<char, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut others: BTreeMap<char, Vec<(&str, &str)>> = BTreeMap::new();
    for (word, stem) in stems {
        for (at, letter) in word.chars().enumerate().filter(|(_, letter)| !letter.is_ascii()) {
            if at == 0 {
                let votes = first.entry(letter).or_default();
                for (end, letter) in stem.char_indices().take(2) {
                    *votes.entry(&stem[..end + letter.len_utf8()]).or_default() += 1;
                }
            } else {
                others.entry(letter).or_default().push((word, stem));
            }
        }
    }
    let mut letters: Vec<(char, String)> = Vec::new();
    for (letter, votes) in &first {
        let words: usize =
            votes.iter().filter(|(stem, _)| stem.chars().count() == 1).map(|v| v.1).sum();
        let agreed = |(stem, votes): &(&&str, &usize)| {
            **votes * 100 >= words * AGREEMENT
                && (words >= ENOUGH_FOR_TWO || stem.chars().count() == 1)
        };
        if let Some((stem, _)) = votes.iter().filter(agreed).max_by_key(|(stem, _)| stem.len())
            && !stem.starts_with(*letter)
        {
            letters.push((*letter, (*stem).to_owned()));
        }
    }
    for (letter, words) in others.iter().filter(|(letter, _)| !first.contains_key(letter)) {
        let folded = fold(*letter);
        if folded == letter.to_string() {
            continue;
        }
        let cost = |letters: &[(char, String)]| -> usize {
            let weigh = |o: Operation| usize::from(o.back) + o.append.len();
            words.iter().map(|(word, stem)| weigh(operation(word, stem, letters))).sum()
        };
        let without = cost(&letters);
        let place = letters.partition_point(|(other, _)| other < letter);
        letters.insert(place, (*letter, folded));
        if cost(&letters) >= without {
            letters.remove(place);
        }
    }
    letters
}

/// A letter as it is in stems.
fn push(letter: char, letters: &[(char, String)], out: &mut String) {
    match letters.binary_search_by_key(&letter, |(letter, _)| *letter) {
        Ok(place) => out.push_str(&letters[place].1),
        Err(_) => out.push(letter),
    }
}

/// The smallest operation from a word to its stem.
fn operation(word: &str, stem: &str, letters: &[(char, String)]) -> Operation {
    let mut best: Option<(usize, Operation)> = None;
    let all = word.chars().count();
    for front in 0..=MOST_FRONT.min(all) {
        // The longest part of the word that the stem begins with.
        let (mut kept, mut shared) = (0, 0);
        let mut part = String::new();
        for (at, letter) in word.chars().skip(front).enumerate() {
            push(letter, letters, &mut part);
            if !stem.starts_with(&part) {
                break;
            }
            (kept, shared) = (at + 1, part.len());
        }
        let back = all - front - kept;
        let append = &stem[shared..];
        let weight = 3 * front + back + append.chars().count();
        if best.as_ref().is_none_or(|(least, _)| weight < *least) {
            let byte = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
            let append = append.to_owned();
            best = Some((weight, Operation { front: byte(front), back: byte(back), append }));
        }
        if append.is_empty() && front == 0 {
            break;
        }
    }
    best.map(|(_, operation)| operation).unwrap_or_default()
}

/// A word and what makes its stem of it.
struct Example {
    /// The whole word, from the last letter to the first, and its beginning.
    ending: Vec<char>,
    operation: u32,
}

/// Examples by their endings.
struct Tree<'a> {
    examples: &'a [Example],
    nodes: Vec<Node>,
    rules: Vec<Rule>,
}

/// Examples that share an ending.
struct Node {
    /// One of them.
    example: usize,
    /// Letters that tell these examples from all others.
    top: usize,
    children: Vec<usize>,
    /// Operations with which the fewest rules are needed here and below, and
    /// how many examples each is good for.
    candidates: Vec<(u32, u32)>,
}

impl Tree<'_> {
    /// Grows the node of a range of examples that share `depth` letters.
    /// Deep at most as the longest word.
    fn grow(&mut self, start: usize, end: usize, depth: usize) -> usize {
        let (first, last) = (&self.examples[start].ending, &self.examples[end - 1].ending);
        let shared = first.iter().zip(last).take_while(|(a, b)| a == b).count();
        let mut children = Vec::new();
        let mut candidates = Vec::new();
        if end - start == 1 {
            candidates.push((self.examples[start].operation, 1));
        } else {
            // Operation, children and examples that it is good for.
            let mut votes: Vec<(u32, u32, u32)> = Vec::new();
            let mut from = start;
            while from < end {
                let letter = self.examples[from].ending[shared];
                let rest = &self.examples[from..end];
                let count = rest.partition_point(|example| example.ending[shared] == letter);
                let child = self.grow(from, from + count, shared);
                children.push(child);
                for &(operation, examples) in &self.nodes[child].candidates {
                    match votes.iter_mut().find(|(other, ..)| *other == operation) {
                        Some(vote) => (vote.1, vote.2) = (vote.1 + 1, vote.2 + examples),
                        None => votes.push((operation, 1, examples)),
                    }
                }
                from += count;
            }
            let most = votes.iter().map(|(_, children, _)| *children).max().unwrap_or(0);
            let best = votes.into_iter().filter(|(_, children, _)| *children == most);
            candidates.extend(best.map(|(operation, _, examples)| (operation, examples)));
        }
        self.nodes.push(Node { example: start, top: depth + 1, children, candidates });
        self.nodes.len() - 1
    }

    /// Writes the rules down, from the root on.
    fn emit(&mut self, at: usize, inherited: Option<u32>) {
        let node = &self.nodes[at];
        let mut operation = inherited;
        if !node.candidates.iter().any(|(candidate, _)| Some(*candidate) == inherited) {
            let order = |&(operation, examples): &(u32, u32)| (examples, Reverse(operation));
            let best = node.candidates.iter().copied().max_by_key(order);
            operation = best.map(|(operation, _)| operation);
            if let Some(operation) = operation {
                let ending = self.examples[node.example].ending[..node.top].to_vec();
                self.rules.push(Rule { ending, operation });
            }
        }
        for child in node.children.clone() {
            self.emit(child, operation);
        }
    }
}
