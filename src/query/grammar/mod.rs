//! Simple queries: what was typed goes in, a [`Node`] and [`Problem`]s come out.
//!
//! ```text
//! query    part*                           juxtaposed parts: all of them, or any
//! part     near ((OR | "|") near)*         OR binds tighter than juxtaposition
//! near     unary ((NEAR/n | BEFORE/n) unary)*
//! unary    ("-" | NOT) unary | primary
//! primary  "(" query ")" | field ":" value | phrase ["~" n] | /regex/ | word
//! phrase   '"' word* '"'                   adjacent, exact forms; any quote marks
//! word     ["="] letters ["~" [n]]         "*" any characters, "?" one
//! ```
//!
//! `words` cuts words as the corpus's texts were cut, `fields` reads values of
//! fields. Nothing typed is an error: what can be understood is run, the rest
//! is pointed at. Work and depth are bounded: [`MOST_WORDS`], [`DEEPEST`].

mod fields;
mod words;

pub(crate) use fields::BUILT_IN;
pub(crate) use words::is_quote;

use super::facts;
use super::facts::amounts::Amounts;
use super::tree::{Fact, FactTest, Group, Node, WordTest, Words, Zone};
use crate::analyse::cases;
use crate::analyse::chars::CharTable;
use crate::request::Mode;
use crate::response::Problem;

/// Words that are looked at; more are left out with a problem.
const MOST_WORDS: usize = 256;
/// How deep parentheses may be nested.
const DEEPEST: usize = 32;
/// The largest distance; more says no more than that both are in the text.
const FARTHEST: u32 = 1_000;
/// Distance where none is given.
const NEAR: u32 = 10;

/// A query as it was understood.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Parsed {
    pub(crate) node: Node,
    pub(crate) problems: Vec<Problem>,
}

/// What the grammar must know of a corpus.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) chars: &'a CharTable,
    /// Names of the metadata fields.
    pub(crate) fields: &'a [&'a str],
    /// Whether the corpus knows names, statements and figures.
    pub(crate) story: bool,
}

/// Reads a query.
pub(crate) fn parse(query: &str, mode: Mode, known: Known<'_>) -> Parsed {
    let mut parser = Parser {
        letters: query.chars().collect(),
        at: 0,
        known,
        mode,
        problems: Vec::new(),
        words: 0,
        depth: 0,
    };
    let mut parts = Vec::new();
    loop {
        parts.extend(parser.parts());
        // A parenthesis that closes nothing.
        if parser.at >= parser.letters.len() {
            break;
        }
        parser.at += 1;
        let at = parser.at;
        parser.problem(at - 1, at, "this parenthesis closes nothing", None);
    }
    Parsed { node: parser.combine(parts), problems: parser.problems }
}

/// Whether a part narrows what other parts find.
fn is_field(node: &Node) -> bool {
    match node {
        Node::Field(_) => true,
        Node::Words(group) => group.zone == Zone::Said || matches!(group.words, Words::Fact(_)),
        _ => false,
    }
}

struct Parser<'a> {
    letters: Vec<char>,
    at: usize,
    known: Known<'a>,
    mode: Mode,
    problems: Vec<Problem>,
    words: usize,
    depth: usize,
}

impl Parser<'_> {
    /// Parts up to a closing parenthesis or the end.
    fn parts(&mut self) -> Vec<Node> {
        let mut parts = Vec::new();
        loop {
            self.skip_gap();
            match self.peek() {
                None | Some(')') => return parts,
                _ if self.words >= MOST_WORDS => {
                    let (start, end) = (self.at, self.letters.len());
                    self.at = end;
                    let message = format!("only the first {MOST_WORDS} words are used");
                    self.problem(start, end, &message, None);
                    return parts;
                }
                _ => parts.extend(self.part()),
            }
        }
    }

    /// What stands side by side: unwanted parts rule out, the others are all
    /// needed, or one of them.
    fn combine(&self, parts: Vec<Node>) -> Node {
        let (mut wanted, mut needed): (Vec<Node>, Vec<Node>) = (Vec::new(), Vec::new());
        for part in parts {
            match part {
                // A field narrows in either mode.
                Node::Not(_) => needed.push(part),
                _ if is_field(&part) => needed.push(part),
                _ => wanted.push(part),
            }
        }
        let has_field = needed.iter().any(is_field);
        let mut all = match (wanted.len(), self.mode) {
            (0, _) if has_field => Vec::new(),
            (0, _) => vec![Node::Everything],
            (1, _) | (_, Mode::All) => wanted,
            (_, Mode::Any) => vec![Node::Any(wanted)],
        };
        all.extend(needed);
        match <[Node; 1]>::try_from(all) {
            Ok([one]) => one,
            Err(all) => Node::All(all),
        }
    }

    /// Alternatives.
    fn part(&mut self) -> Option<Node> {
        let mut alternatives: Vec<Node> = self.near().into_iter().collect();
        loop {
            let start = self.at;
            self.skip_gap();
            let operator = self.at;
            if !(self.take_word("OR") || self.take('|')) {
                self.at = start;
                break;
            }
            self.skip_gap();
            if matches!(self.peek(), None | Some(')')) || alternatives.is_empty() {
                self.problem(
                    operator,
                    operator + 1,
                    "OR needs a word on either side and is left out",
                    Some("peace OR truce".into()),
                );
                continue;
            }
            alternatives.extend(self.near());
        }
        match alternatives.len() {
            0 => None,
            1 => alternatives.pop(),
            _ => Some(Node::Any(alternatives)),
        }
    }

    /// Words near to each other.
    fn near(&mut self) -> Option<Node> {
        let mut left = self.unary();
        loop {
            let start = self.at;
            self.skip_gap();
            let operator = self.at;
            let Some((ordered, within)) = self.distance_operator() else {
                self.at = start;
                return left;
            };
            let operator_end = self.at;
            self.skip_gap();
            let right = match self.peek() {
                None | Some(')') => None,
                _ => self.unary(),
            };
            left = match (left, right) {
                (Some(Node::Words(left)), Some(Node::Words(right))) => {
                    let zone = left.zone.max(right.zone);
                    let words = Words::Near {
                        left: Box::new(left.words),
                        right: Box::new(right.words),
                        within,
                        ordered,
                    };
                    Some(Node::Words(Group { words, zone }))
                }
                (left, right) => {
                    self.problem(
                        operator,
                        operator_end,
                        "NEAR and BEFORE need a word or a phrase on either side; here they \
                         only ask for both",
                        Some("drones NEAR/5 missiles".into()),
                    );
                    let both: Vec<Node> = left.into_iter().chain(right).collect();
                    (!both.is_empty()).then(|| self.combine(both))
                }
            };
        }
    }

    fn distance_operator(&mut self) -> Option<(bool, u32)> {
        let ordered = match () {
            () if self.take_word("NEAR") => false,
            () if self.take_word("BEFORE") => true,
            () => return None,
        };
        let within = if self.take('/') { self.number() } else { None };
        Some((ordered, within.unwrap_or(NEAR).clamp(1, FARTHEST)))
    }

    fn unary(&mut self) -> Option<Node> {
        let start = self.at;
        let dash = self.peek().is_some_and(words::is_dash)
            && self
                .letters
                .get(self.at + 1)
                .is_some_and(|&c| !self.is_gap(c) && !words::is_dash(c) && c != ')');
        if !dash && !self.take_word("NOT") {
            return self.primary();
        }
        self.at += usize::from(dash);
        self.skip_gap();
        if matches!(self.peek(), None | Some(')')) {
            self.problem(start, self.at, "NOT needs a word after it and is left out", None);
            return None;
        }
        if self.depth >= DEEPEST {
            return self.too_deep(start);
        }
        self.depth += 1;
        let node = self.unary();
        self.depth -= 1;
        Some(match node? {
            Node::Not(inner) => *inner,
            node => Node::Not(Box::new(node)),
        })
    }

    fn primary(&mut self) -> Option<Node> {
        let start = self.at;
        if self.peek() == Some('(') {
            return self.parentheses();
        }
        if let Some(node) = self.field() {
            return node;
        }
        let group = match self.peek() {
            Some(c) if words::is_quote(c) => self.phrase(false),
            Some('=') if self.letters.get(self.at + 1).is_some_and(|&c| words::is_quote(c)) => {
                self.at += 1;
                self.phrase(true)
            }
            Some('/') => self.regex(),
            _ => self.bare(),
        };
        if group.is_none() && self.problems.last().is_none_or(|p| (p.end as usize) <= start) {
            let end = self.at;
            self.problem(start, end, "there is no letter or digit here; it is left out", None);
        }
        group.map(|words| Node::Words(Group { words, zone: Zone::Anywhere }))
    }

    fn parentheses(&mut self) -> Option<Node> {
        let open = self.at;
        if self.depth >= DEEPEST {
            return self.too_deep(open);
        }
        self.at += 1;
        self.depth += 1;
        let parts = self.parts();
        self.depth -= 1;
        if !self.take(')') && self.words < MOST_WORDS {
            self.problem(open, open + 1, "this parenthesis is not closed", None);
        }
        if parts.is_empty() {
            self.problem(open, self.at, "there is nothing in these parentheses", None);
            return None;
        }
        Some(self.combine(parts))
    }

    fn too_deep(&mut self, start: usize) -> Option<Node> {
        let end = self.letters.len();
        self.at = end;
        let message = format!("more than {DEEPEST} levels are not read; the rest is left out");
        self.problem(start, end, &message, None);
        None
    }

    /// `name:value`, where the corpus has such a field.
    fn field(&mut self) -> Option<Option<Node>> {
        let start = self.at;
        let colon = self.letters[start..]
            .iter()
            .position(|&c| !(c.is_alphanumeric() || c == '_'))
            .map(|length| start + length)
            .filter(|&at| at > start && self.letters[at] == ':')?;
        let first = *self.letters.get(colon + 1)?;
        if self.is_gap(first) {
            return None;
        }
        let name = cases::lower(&self.letters[start..colon].iter().collect::<String>());
        if name == "title" {
            self.at = colon + 1;
            return Some(self.in_zone(Zone::Title));
        }
        let built_in = fields::BUILT_IN.contains(&name.as_str());
        if !built_in && !self.known.fields.contains(&name.as_str()) {
            if self.known.story && name == facts::SAID {
                self.at = colon + 1;
                return Some(self.in_zone(Zone::Said));
            }
            let fact = facts::FIELDS.iter().find(|(field, _)| *field == name);
            if let Some((_, fact)) = fact.filter(|_| self.known.story) {
                self.at = colon + 1;
                return Some(self.fact(*fact));
            }
            let near = fields::nearest(&name, self.known.fields);
            if near.is_some() && (first.is_alphanumeric() || words::is_quote(first)) {
                let suggestion = near.map(|near| {
                    let rest: String = self.letters[colon..].iter().collect();
                    let value = rest.split_whitespace().next().unwrap_or("").to_owned();
                    format!("{near}{value}")
                });
                let message = format!("this corpus has no field “{name}”; searched as words");
                self.problem(start, colon, &message, suggestion);
            }
            return None;
        }
        self.at = colon + 1;
        let from = self.at;
        let quoted = self.peek().is_some_and(words::is_quote);
        let value = if quoted { self.quoted() } else { self.until_gap() };
        let test = fields::read(&name, &value, quoted, self.known.chars);
        Some(match test {
            Ok(test) => Some(Node::Field(test)),
            Err(refused) => {
                let end = self.at;
                self.problem(from, end, &refused.message, refused.suggestion);
                None
            }
        })
    }

    fn in_zone(&mut self, zone: Zone) -> Option<Node> {
        let start = self.at;
        match self.primary()? {
            Node::Words(group) => Some(Node::Words(Group { zone, ..group })),
            other => {
                let end = self.at;
                let field = if zone == Zone::Title { "title" } else { facts::SAID };
                let message = format!("{field}: takes one word or phrase; it is left out here");
                let suggestion = format!("{field}:peace {field}:talks");
                self.problem(start, end, &message, Some(suggestion));
                Some(other)
            }
        }
    }

    /// What follows the colon of a field of the story.
    fn fact(&mut self, fact: Fact) -> Option<Node> {
        let start = self.at;
        let whole = self.peek() == Some('=') && fact != Fact::Figure && self.take('=');
        let quoted = self.peek().is_some_and(words::is_quote);
        let typed = if quoted { self.quoted() } else { self.until_gap() };
        let typed = typed.trim().to_owned();
        let words = self.cut(&typed, &WordTest::Folded);
        let end = self.at;
        let test = FactTest { fact, typed, words, whole };
        let (message, suggestion) = match fact {
            Fact::Figure if Amounts::read(&test.typed, &cases::lower).is_none() => {
                ("figure: takes a number, or a range of numbers", "figure:>100")
            }
            Fact::Figure => ("", ""),
            _ if test.words.is_empty() => ("there is no word here; it is left out", ""),
            _ => ("", ""),
        };
        if !message.is_empty() {
            let suggestion = (!suggestion.is_empty()).then(|| suggestion.to_owned());
            self.problem(start, end, message, suggestion);
            return None;
        }
        Some(Node::Words(Group { words: Words::Fact(test), zone: Zone::Anywhere }))
    }

    fn peek(&self) -> Option<char> {
        self.letters.get(self.at).copied()
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    /// An operator in capitals that is not the beginning of a longer word.
    fn take_word(&mut self, wanted: &str) -> bool {
        let length = wanted.len();
        let found = self
            .letters
            .get(self.at..self.at + length)
            .is_some_and(|letters| letters.iter().copied().eq(wanted.chars()))
            && self.letters.get(self.at + length).is_none_or(|c| !c.is_alphanumeric());
        self.at += if found { length } else { 0 };
        found
    }

    fn number(&mut self) -> Option<u32> {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        let digits: String = self.letters[start..self.at].iter().take(9).collect();
        digits.parse().ok()
    }

    fn skip_gap(&mut self) {
        while self.peek().is_some_and(|c| self.is_gap(c)) {
            self.at += 1;
        }
    }

    fn is_gap(&self, character: char) -> bool {
        character.is_whitespace() || self.known.chars.class(character).is_gap()
    }

    fn problem(&mut self, start: usize, end: usize, message: &str, suggestion: Option<String>) {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.problems.push(Problem {
            start: count(start),
            end: count(end.min(self.letters.len())),
            message: message.to_owned(),
            suggestion,
        });
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests;
