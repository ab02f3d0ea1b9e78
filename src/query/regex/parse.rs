//! The text of a pattern goes in, a tree over sets of characters comes out.
//!
//! ```text
//! choice    sequence ("|" sequence)*
//! sequence  (piece ("*" | "+" | "?" | "{n}" | "{n,}" | "{n,m}" | "{,m}")*)*
//! piece     character | "." | "[…]" | "\d" and its like | "\p{L}" | "(" choice ")"
//! ```
//!
//! Depth and size are bounded here, before anything is built, so that no
//! pattern costs more than its limit.
//!
//! Long because one parser's methods share its place, and every mistake has
//! its sentence where it is found.

use std::collections::BTreeMap;

use super::sets::{Item, Set};
use super::{Options, PatternError};

mod escapes;

use escapes::Escaped;

/// Groups within groups.
const DEEPEST: usize = 200;
/// States that the automaton may have.
pub(super) const MOST_STATES: usize = 20_000;

/// What a part of a pattern matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// One character of the set with this number.
    Set(usize),
    /// All of these, in order; nothing where there are none.
    Sequence(Vec<Self>),
    Choice(Vec<Self>),
    Repeat {
        node: Box<Self>,
        least: u32,
        most: Option<u32>,
    },
}

/// A pattern that was read.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) node: Node,
    pub(super) sets: Vec<Set>,
    pub(super) ignore_case: bool,
}

/// Reads a pattern.
pub(super) fn parse(text: &str, options: &Options<'_>) -> Result<Parsed, PatternError> {
    let mut parser = Parser {
        letters: text.chars().collect(),
        at: 0,
        depth: 0,
        options,
        numbers: BTreeMap::new(),
        sets: Vec::new(),
    };
    let mut ignore_case = options.ignore_case;
    let node = if options.literal {
        let all = std::mem::take(&mut parser.letters);
        let mut parts = Vec::new();
        for letter in all {
            parser.literal(letter, &mut parts);
        }
        Node::Sequence(parts)
    } else {
        ignore_case |= parser.flags()?;
        let node = parser.choice()?;
        if parser.at < parser.letters.len() {
            return Err(parser.error(
                parser.at,
                parser.at + 1,
                "this bracket closes nothing",
                Some("\\)".to_owned()),
            ));
        }
        node
    };
    let states = states_of(&node);
    if states > MOST_STATES {
        let whole = text.chars().count();
        return Err(parser.error(
            0,
            whole,
            &format!("this pattern would need more than {MOST_STATES} states"),
            Some("use smaller numbers in braces, or * and +".to_owned()),
        ));
    }
    Ok(Parsed { node, sets: parser.sets, ignore_case })
}

/// States that a tree takes, at most.
fn states_of(node: &Node) -> usize {
    match node {
        Node::Set(_) => 1,
        Node::Sequence(nodes) => sum(nodes),
        Node::Choice(nodes) => sum(nodes).saturating_add(nodes.len()),
        Node::Repeat { node, least, most } => {
            let times = most.unwrap_or(least.saturating_add(1)).max(1);
            let one = states_of(node).saturating_add(1);
            one.saturating_mul(times as usize)
        }
    }
}

fn sum(nodes: &[Node]) -> usize {
    nodes.iter().fold(0, |sum, node| states_of(node).saturating_add(sum))
}

struct Parser<'a> {
    letters: Vec<char>,
    at: usize,
    depth: usize,
    options: &'a Options<'a>,
    numbers: BTreeMap<Set, usize>,
    sets: Vec<Set>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.letters.get(self.at).copied()
    }

    fn looks_at(&self, text: &str) -> bool {
        let rest = self.letters.get(self.at..).unwrap_or(&[]);
        let mut letters = rest.iter();
        text.chars().all(|wanted| letters.next() == Some(&wanted))
    }

    fn take(&mut self, text: &str) -> bool {
        let found = self.looks_at(text);
        if found {
            self.at += text.chars().count();
        }
        found
    }

    fn error(
        &self,
        start: usize,
        end: usize,
        message: &str,
        suggestion: Option<String>,
    ) -> PatternError {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        PatternError {
            start: count(start),
            end: count(end),
            message: message.to_owned(),
            suggestion,
        }
    }

    /// `(?i)` at the start. Flags that change nothing for whole values are
    /// read over.
    fn flags(&mut self) -> Result<bool, PatternError> {
        let mut ignore_case = false;
        while self.looks_at("(?") {
            let start = self.at;
            let rest = &self.letters[self.at + 2..];
            let length = rest.iter().take_while(|c| c.is_ascii_alphabetic()).count();
            if length == 0 || rest.get(length) != Some(&')') {
                break;
            }
            let unknown = rest[..length].iter().find(|c| !"imsu".contains(**c));
            if let Some(&unknown) = unknown {
                return Err(self.error(
                    start,
                    start + length + 3,
                    &format!("the flag “{unknown}” is not known; (?i) ignores case"),
                    Some("(?i)".to_owned()),
                ));
            }
            ignore_case |= rest[..length].contains(&'i');
            self.at += length + 3;
        }
        Ok(ignore_case)
    }

    fn choice(&mut self) -> Result<Node, PatternError> {
        let mut choices = vec![self.sequence()?];
        while self.take("|") {
            choices.push(self.sequence()?);
        }
        if choices.len() > 1 {
            return Ok(Node::Choice(choices));
        }
        Ok(choices.pop().unwrap_or(Node::Sequence(Vec::new())))
    }

    fn sequence(&mut self) -> Result<Node, PatternError> {
        let mut parts = Vec::new();
        while let Some(letter) = self.peek() {
            match letter {
                '|' | ')' => break,
                '^' if parts.is_empty() && self.depth == 0 => self.at += 1,
                '$' if self.depth == 0 && self.ends_at(self.at + 1) => self.at += 1,
                '^' | '$' => {
                    return Err(self.error(
                        self.at,
                        self.at + 1,
                        "a pattern is always about the whole value, so this can only stand at \
                         its ends",
                        Some(format!("\\{letter}")),
                    ));
                }
                _ => {
                    let before = parts.len();
                    self.piece(&mut parts)?;
                    self.repeats(&mut parts, before)?;
                }
            }
        }
        if parts.len() == 1 {
            return Ok(parts.swap_remove(0));
        }
        Ok(Node::Sequence(parts))
    }

    fn ends_at(&self, at: usize) -> bool {
        self.letters.get(at).is_none_or(|&c| c == '|')
    }

    /// One piece. A letter that is several when folded is a group of its own.
    fn piece(&mut self, parts: &mut Vec<Node>) -> Result<(), PatternError> {
        let start = self.at;
        let Some(letter) = self.peek() else { return Ok(()) };
        self.at += 1;
        match letter {
            '(' => parts.push(self.group(start)?),
            '[' => {
                let set = self.set(start)?;
                parts.push(self.number(set));
            }
            '.' => parts.push(self.number(Set::anything())),
            '\\' => match self.escape(start)? {
                Escaped::Letter(letter) => self.literal(letter, parts),
                Escaped::Item(item) => {
                    let set = Set { negated: false, items: vec![item] };
                    parts.push(self.number(set));
                }
            },
            '*' | '+' | '?' => {
                return Err(self.error(
                    start,
                    start + 1,
                    &format!("there is nothing before “{letter}” that could be repeated"),
                    Some(format!(".{letter}")),
                ));
            }
            letter => self.literal(letter, parts),
        }
        Ok(())
    }

    fn literal(&mut self, letter: char, parts: &mut Vec<Node>) {
        let Some(strip) = self.options.strip else {
            parts.push(self.number(Set::one(letter)));
            return;
        };
        let mut folded = String::new();
        strip(letter, &mut folded);
        let mut letters = folded.chars();
        match (letters.next(), letters.next()) {
            (Some(only), None) => parts.push(self.number(Set::one(only))),
            _ => {
                let all = folded.chars().map(|c| self.number(Set::one(c))).collect();
                parts.push(Node::Sequence(all));
            }
        }
    }

    fn number(&mut self, set: Set) -> Node {
        let next = self.sets.len();
        let number = *self.numbers.entry(set.clone()).or_insert(next);
        if number == next {
            self.sets.push(set);
        }
        Node::Set(number)
    }

    fn group(&mut self, start: usize) -> Result<Node, PatternError> {
        if self.take("?") && !self.take(":") {
            let behind = self.looks_at("<=") || self.looks_at("<!");
            let named = self.take("P<") || (!behind && self.take("<"));
            let rest = &self.letters[self.at..];
            let name = rest.iter().take_while(|c| c.is_alphanumeric() || **c == '_').count();
            if !named || rest.get(name) != Some(&'>') {
                return Err(self.error(
                    start,
                    (start + 3).min(self.letters.len()),
                    "looking ahead or behind is not possible inside a pattern",
                    Some("combine two tests instead: [word=\"…\" & word!=\"…\"]".to_owned()),
                ));
            }
            self.at += name + 1;
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error(
                start,
                start + 1,
                &format!("groups are nested more than {DEEPEST} deep"),
                None,
            ));
        }
        let node = self.choice()?;
        self.depth -= 1;
        if !self.take(")") {
            let whole: String = self.letters.iter().collect();
            return Err(self.error(
                start,
                start + 1,
                "this bracket is not closed",
                Some(format!("{whole})")),
            ));
        }
        Ok(node)
    }

    /// `* + ? {…}` behind what `parts` has from `before` on.
    fn repeats(&mut self, parts: &mut Vec<Node>, before: usize) -> Result<(), PatternError> {
        let mut times = 0;
        loop {
            let start = self.at;
            let (least, most) = match self.peek() {
                Some('*') => (0, None),
                Some('+') => (1, None),
                Some('?') => (0, Some(1)),
                Some('{') => match self.braces()? {
                    Some(bounds) => bounds,
                    None => return Ok(()),
                },
                _ => return Ok(()),
            };
            if self.at == start {
                self.at += 1;
            }
            // Lazy or not makes no difference to a whole value.
            self.take("?");
            times += 1;
            if times > DEEPEST {
                let message = format!("more than {DEEPEST} repetitions of a repetition");
                return Err(self.error(start, self.at, &message, None));
            }
            let node = match parts.len() - before {
                1 => parts.pop().unwrap_or(Node::Sequence(Vec::new())),
                _ => Node::Sequence(parts.split_off(before)),
            };
            parts.push(Node::Repeat { node: Box::new(node), least, most });
        }
    }

    /// `{n}`, `{n,}`, `{n,m}`, `{,m}`; any other brace is a letter.
    fn braces(&mut self) -> Result<Option<(u32, Option<u32>)>, PatternError> {
        let start = self.at;
        let close = self.letters[start..].iter().position(|&c| c == '}');
        let Some(close) = close.map(|length| start + length) else { return Ok(None) };
        let inside: String = self.letters[start + 1..close].iter().collect();
        let (least, most) = match inside.split_once(',') {
            Some((least, most)) => (least, Some(most)),
            None => (inside.as_str(), None),
        };
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let is_bound = digits(least) && most.is_none_or(digits);
        if !is_bound || (least.is_empty() && most.is_none_or(str::is_empty)) {
            return Ok(None);
        }
        let too_many = |this: &Self| {
            this.error(
                start,
                close + 1,
                "this number is too large",
                Some("use * or + for any number".to_owned()),
            )
        };
        let number =
            |text: &str| text.parse::<u32>().ok().filter(|&n| n as usize <= MOST_STATES);
        let low = if least.is_empty() { Some(0) } else { number(least) };
        let low = low.ok_or_else(|| too_many(self))?;
        let high = match most {
            None => Some(low),
            Some("") => None,
            Some(most) => Some(number(most).ok_or_else(|| too_many(self))?),
        };
        if high.is_some_and(|high| high < low) {
            return Err(self.error(
                start,
                close + 1,
                "the first number is larger than the second",
                Some(format!("{{{},{low}}}", high.unwrap_or(low))),
            ));
        }
        self.at = close + 1;
        Ok(Some((low, high)))
    }

    /// A set, behind its opening bracket.
    fn set(&mut self, start: usize) -> Result<Set, PatternError> {
        let negated = self.take("^");
        let mut items = Vec::new();
        loop {
            let at = self.at;
            let Some(letter) = self.peek() else {
                let whole: String = self.letters.iter().collect();
                return Err(self.error(
                    start,
                    self.at,
                    "this set of characters is not closed",
                    Some(format!("{whole}]")),
                ));
            };
            self.at += 1;
            if letter == ']' && !items.is_empty() {
                return Ok(Set::new(negated, items));
            }
            if letter == '[' && self.peek() == Some(':') {
                items.push(self.posix(at)?);
                continue;
            }
            let first = match letter {
                '\\' => match self.escape(at)? {
                    Escaped::Letter(letter) => letter,
                    Escaped::Item(item) => {
                        items.push(item);
                        continue;
                    }
                },
                letter => letter,
            };
            let range = self.peek() == Some('-')
                && self.letters.get(self.at + 1).is_some_and(|&c| c != ']');
            if !range {
                items.push(Item::Range(first, first));
                self.strip_item(first, &mut items);
                continue;
            }
            self.at += 1;
            let last = match self.peek() {
                Some('\\') => {
                    let escape = self.at;
                    self.at += 1;
                    match self.escape(escape)? {
                        Escaped::Letter(letter) => letter,
                        Escaped::Item(_) => first,
                    }
                }
                Some(letter) => {
                    self.at += 1;
                    letter
                }
                None => first,
            };
            if last < first {
                return Err(self.error(
                    at,
                    self.at,
                    "this range runs backwards",
                    Some(format!("{last}-{first}")),
                ));
            }
            items.push(Item::Range(first, last));
        }
    }

    fn strip_item(&self, letter: char, items: &mut Vec<Item>) {
        let Some(strip) = self.options.strip else { return };
        let mut folded = String::new();
        strip(letter, &mut folded);
        let mut letters = folded.chars();
        if let (Some(only), None) = (letters.next(), letters.next())
            && only != letter
        {
            items.push(Item::Range(only, only));
        }
    }
}
