//! The text of a query goes in, a tree and problems come out.
//!
//! ```text
//! query      ["(?longest)"] choice filter* [("::" | "&") condition] filter* [";"]
//! filter     ["!"] ("within" | "containing") operand
//! operand    [number] name | number | choice | "(" choice filter* ")"
//! choice     sequence ("|" sequence)*
//! sequence   (item ("*" | "+" | "?" | "{n}" | "{n,}" | "{n,m}" | "{,m}")*)*
//! item       [label ":"] token | tag | "[:" condition ":]" | "(" choice ")" | near
//! token      text | "[" [condition] "]"
//! tag        "<s>" | "</s>" | "<s/>" | "<doc" condition ">" | "<doc_source" "=" text ">"
//! near       "MU" "(" meet | union ")" | "(" meet | union ")"
//! ```
//!
//! Nothing typed is an error: what can be understood is kept, the rest is
//! pointed at. Depth and length are bounded.

use super::lexer::{self, Symbol};
use super::tree::{Condition, Filter, Flags, Node, Operand, Place, Query, Spans, Strategy};
use crate::response::Problem;

mod conditions;
mod tags;
mod texts;

use texts::default_condition;

/// Brackets within brackets.
const DEEPEST: usize = 60;
/// Problems that are told.
const MOST_PROBLEMS: usize = 20;

/// Reads a query. There is none where nothing could be understood.
pub(crate) fn parse(text: &str) -> (Option<Query>, Vec<Problem>) {
    let letters: Vec<char> = text.chars().collect();
    let mut symbols = lexer::cut(&letters);
    let mut parser = Parser {
        end: u32::try_from(letters.len()).unwrap_or(u32::MAX),
        letters,
        symbols: Vec::new(),
        at: 0,
        depth: 0,
        problems: Vec::new(),
    };
    if symbols.len() > lexer::MOST_SYMBOLS {
        symbols.truncate(lexer::MOST_SYMBOLS);
        let start = symbols.last().map_or(0, |(_, place)| place.end);
        let place = Place { start, end: parser.end };
        parser.problem(place, "the query is too long; this part is left out", None);
    }
    parser.symbols = symbols;
    let query = parser.query();
    (query, parser.problems)
}

struct Parser {
    letters: Vec<char>,
    end: u32,
    symbols: Vec<(Symbol, Place)>,
    at: usize,
    depth: usize,
    problems: Vec<Problem>,
}

impl Parser {
    fn peek(&self) -> Option<&Symbol> {
        self.ahead(0)
    }

    fn ahead(&self, by: usize) -> Option<&Symbol> {
        self.symbols.get(self.at + by).map(|(symbol, _)| symbol)
    }

    fn sees(&self, sign: &str) -> bool {
        self.sees_ahead(0, sign)
    }

    fn sees_ahead(&self, by: usize, sign: &str) -> bool {
        matches!(self.ahead(by), Some(Symbol::Sign(found)) if *found == sign)
    }

    fn sees_word(&self, by: usize, words: &[&str]) -> bool {
        matches!(self.ahead(by), Some(Symbol::Word(word)) if words.contains(&word.as_str()))
    }

    fn take(&mut self, sign: &str) -> bool {
        let found = self.sees(sign);
        self.at += usize::from(found);
        found
    }

    /// The place of the symbol at hand; behind the query at its end.
    fn place(&self) -> Place {
        let end = Place { start: self.end, end: self.end };
        self.symbols.get(self.at).map_or(end, |(_, place)| *place)
    }

    /// From a place to what was read last.
    fn since(&self, start: Place) -> Place {
        let last = self.at.checked_sub(1).and_then(|at| self.symbols.get(at));
        let end = last.map_or(start.end, |(_, place)| place.end);
        Place { start: start.start, end: end.max(start.end) }
    }

    fn problem(&mut self, place: Place, message: &str, suggestion: Option<String>) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(Problem {
                start: place.start,
                end: place.end,
                message: message.to_owned(),
                suggestion,
            });
        }
    }

    /// The text of a place with something behind it.
    fn typed(&self, place: Place, with: &str) -> Option<String> {
        let letters = self.letters.get(place.start as usize..place.end as usize)?;
        Some(letters.iter().collect::<String>() + with)
    }

    /// Closes what was opened, or says that it is open.
    fn close(&mut self, sign: &str, open: Place, what: &str) {
        if !self.take(sign) {
            let suggestion = self.typed(self.since(open), sign);
            self.problem(open, what, suggestion);
        }
    }

    /// Goes one level down; at the deepest one the rest is left out.
    fn enter(&mut self) -> bool {
        if self.depth >= DEEPEST {
            let place = Place { start: self.place().start, end: self.end };
            let message = format!("brackets are nested more than {DEEPEST} deep");
            self.problem(place, &message, None);
            self.at = self.symbols.len();
            return false;
        }
        self.depth += 1;
        true
    }

    fn query(&mut self) -> Option<Query> {
        let strategy = self.strategy();
        let mut spans = self.spans();
        let constraint = (self.take("::") || self.take("&")).then(|| self.condition(true));
        // CWB has filters behind the constraint.
        while let Some(filter) = self.filter() {
            if let Some(spans) = &mut spans {
                spans.filters.extend(filter);
            }
        }
        self.take(";");
        if self.at < self.symbols.len() {
            let place = Place { start: self.place().start, end: self.end };
            let message = match self.is_command() {
                true => "this is about showing results, not about finding them; it is left out",
                false => "this is not understood here and is left out",
            };
            self.problem(place, message, None);
        }
        let spans = spans?;
        Some(Query { strategy, spans, constraint })
    }

    fn strategy(&mut self) -> Strategy {
        let Some(Symbol::Word(word)) = self.ahead(1) else { return Strategy::default() };
        if !self.sees("(?") || !self.sees_ahead(2, ")") {
            return Strategy::default();
        }
        let strategy = match word.as_str() {
            "longest" => Some(Strategy::Longest),
            "shortest" => Some(Strategy::Shortest),
            "traditional" => Some(Strategy::Traditional),
            "standard" => Some(Strategy::Standard),
            _ => None,
        };
        let start = self.place();
        self.at += 3;
        if strategy.is_none() {
            self.problem(
                self.since(start),
                "this is no way to choose matches",
                Some("(?longest), (?shortest), (?traditional) or (?standard)".to_owned()),
            );
        }
        strategy.unwrap_or_default()
    }

    fn spans(&mut self) -> Option<Spans> {
        let node = self.choice()?;
        let mut filters = Vec::new();
        while let Some(filter) = self.filter() {
            filters.extend(filter);
        }
        Some(Spans { node, filters })
    }

    /// `None` where there is no filter, `Some(None)` where it has no operand.
    fn filter(&mut self) -> Option<Option<Filter>> {
        let negated = self.sees("!") || self.sees_word(0, &["not"]);
        let by = usize::from(negated);
        if !self.sees_word(by, &["within", "containing"]) {
            return None;
        }
        let start = self.place();
        let containing = self.sees_word(by, &["containing"]);
        self.at += by + 1;
        let of = self.operand();
        let place = self.since(start);
        if of.is_none() {
            let suggestion = self.typed(place, " s");
            self.problem(place, "there is nothing behind this", suggestion);
        }
        Some(of.map(|of| Filter { containing, negated, of, place }))
    }

    fn operand(&mut self) -> Option<Operand> {
        let count = match self.peek() {
            Some(Symbol::Number(number)) => Some(u32::try_from(*number).unwrap_or(0)),
            _ => None,
        };
        let has_count = usize::from(count.is_some());
        let follows = self.ahead(has_count + 1);
        let is_label = matches!(follows, Some(Symbol::Sign(":")));
        if let Some(Symbol::Word(word)) = self.ahead(has_count)
            && !is_label
            && !is_keyword(word)
        {
            let structure = word.clone();
            self.at += has_count + 1;
            if matches!(structure.as_str(), "words" | "word" | "tokens") && count.is_some() {
                return count.map(Operand::Tokens);
            }
            return Some(Operand::Regions { structure, count: count.unwrap_or(1) });
        }
        if let Some(count) = count.filter(|_| !is_label) {
            self.at += 1;
            return Some(Operand::Tokens(count));
        }
        if !self.enter() {
            return None;
        }
        // `within (<s/> containing "x")`
        let nested = self.sees("(").then(|| self.nested_spans()).flatten();
        let spans = match nested {
            Some(spans) => Some(spans),
            None => self.choice().map(|node| Spans { node, filters: Vec::new() }),
        };
        self.depth -= 1;
        spans.map(|spans| Operand::Spans(Box::new(spans)))
    }

    /// Spans in brackets, if there is a filter before the closing one.
    fn nested_spans(&mut self) -> Option<Spans> {
        let (at, told) = (self.at, self.problems.len());
        self.at += 1;
        let spans = self.spans();
        if spans.as_ref().is_some_and(|spans| !spans.filters.is_empty()) && self.take(")") {
            return spans;
        }
        self.at = at;
        self.problems.truncate(told);
        None
    }

    fn choice(&mut self) -> Option<Node> {
        let mut choices = Vec::new();
        let mut empty = None;
        loop {
            let start = self.place();
            match self.sequence() {
                Some(node) => choices.push(node),
                None => empty = Some(start),
            }
            if !self.take("|") {
                break;
            }
        }
        if let Some(place) = empty.filter(|_| !choices.is_empty()) {
            self.problem(place, "one of the choices at “|” is empty and is left out", None);
        }
        match choices.len() {
            0 | 1 => choices.pop(),
            _ => Some(Node::Choice(choices)),
        }
    }

    fn sequence(&mut self) -> Option<Node> {
        let mut nodes = Vec::new();
        while let Some(symbol) = self.peek() {
            let ends = match symbol {
                Symbol::Sign("|" | "::" | "&" | ";" | ":]") => true,
                Symbol::Sign(")") => self.depth > 0,
                Symbol::Sign("!") => self.sees_word(1, &["within", "containing"]),
                Symbol::Word(word) if word == "not" => {
                    self.sees_word(1, &["within", "containing"])
                }
                Symbol::Word(word) if matches!(word.as_str(), "cut" | "expand") => {
                    self.is_command()
                }
                Symbol::Word(word) => matches!(word.as_str(), "within" | "containing"),
                _ => false,
            };
            if ends {
                break;
            }
            if let Some(node) = self.item() {
                let node = self.repeats(node);
                nodes.push(node);
            }
        }
        match nodes.len() {
            0 | 1 => nodes.pop(),
            _ => Some(Node::Sequence(nodes)),
        }
    }

    /// `cut 50`, `expand to s`: what CWB does with a result, not part of a query.
    fn is_command(&self) -> bool {
        matches!(self.ahead(1), Some(Symbol::Number(_)))
            || self.sees_word(1, &["to", "left", "right"])
    }

    /// One item; always goes on by one symbol at least.
    fn item(&mut self) -> Option<Node> {
        let start = self.place();
        let label = self.label();
        let marked = self.take("@");
        let label = label.or_else(|| marked.then(|| "target".to_owned()));
        match self.peek()?.clone() {
            Symbol::Text(..) | Symbol::Open(..) => {
                let condition = self.word_condition();
                Some(Node::Token { label, condition, place: self.since(start) })
            }
            Symbol::Sign("[") => {
                self.at += 1;
                let condition = match self.sees("]") {
                    true => Condition::Always,
                    false => self.condition(false),
                };
                self.close("]", start, "this bracket is not closed");
                Some(Node::Token { label, condition, place: self.since(start) })
            }
            Symbol::Sign("[:") => {
                self.at += 1;
                let condition = match self.sees(":]") {
                    true => Condition::Always,
                    false => self.condition(false),
                };
                self.close(":]", start, "this look ahead is not closed");
                Some(Node::Look { condition, place: self.since(start) })
            }
            Symbol::Sign("<" | "</") => self.tag(),
            Symbol::Sign("(") if self.sees_word(1, &["meet", "union"]) => self.near(),
            Symbol::Word(word) if word == "MU" || word == "meet" || word == "union" => {
                self.near()
            }
            Symbol::Sign("(") => self.group(start, label.as_deref()),
            Symbol::Word(word) => {
                self.at += 1;
                let place = self.since(start);
                let suggestion = Some(format!("\"{word}\""));
                self.problem(place, "a word stands in quotation marks", suggestion);
                let condition = default_condition(word, Flags::default(), place);
                Some(Node::Token { label, condition, place })
            }
            _ => {
                self.at += 1;
                self.problem(self.since(start), "this is not understood and is left out", None);
                None
            }
        }
    }

    fn label(&mut self) -> Option<String> {
        if !self.sees_ahead(1, ":") {
            return None;
        }
        let label = match self.peek()? {
            Symbol::Word(word) => word.clone(),
            Symbol::Number(number) => number.to_string(),
            _ => return None,
        };
        self.at += 2;
        Some(label)
    }

    fn group(&mut self, start: Place, label: Option<&str>) -> Option<Node> {
        if label.is_some() {
            self.problem(start, "a label stands before one token, not before a group", None);
        }
        self.at += 1;
        if !self.enter() {
            return None;
        }
        let node = self.choice();
        while self.sees_filter() {
            // The group is kept; its filter can only stand at the end.
            let from = self.place();
            let _ = self.filter();
            self.problem(
                self.since(from),
                "within and containing stand at the end of a query, or in the brackets behind \
                 within or containing; this one is left out",
                None,
            );
        }
        self.depth -= 1;
        self.close(")", start, "this bracket is not closed");
        if node.is_none() {
            self.problem(self.since(start), "there is nothing in these brackets", None);
        }
        node
    }

    fn sees_filter(&self) -> bool {
        let by = usize::from(self.sees("!") || self.sees_word(0, &["not"]));
        self.sees_word(by, &["within", "containing"])
    }

    fn repeats(&mut self, mut node: Node) -> Node {
        let mut times = 0;
        loop {
            let start = self.place();
            let (least, most) = match self.peek() {
                Some(Symbol::Sign("*")) => (0, None),
                Some(Symbol::Sign("+")) => (1, None),
                Some(Symbol::Sign("?")) => (0, Some(1)),
                Some(Symbol::Sign("{")) => match self.braces(start) {
                    Some(bounds) => bounds,
                    None => continue,
                },
                _ => return node,
            };
            if self.place() == start {
                self.at += 1;
            }
            times += 1;
            if times > DEEPEST {
                self.problem(start, "there are too many repetitions of a repetition", None);
                continue;
            }
            node = Node::Repeat { node: Box::new(node), least, most, place: self.since(start) };
        }
    }

    /// `{n}`, `{n,}`, `{n,m}`, `{,m}`; goes on by one symbol at least.
    fn braces(&mut self, start: Place) -> Option<(u32, Option<u32>)> {
        self.at += 1;
        let first = self.number();
        let comma = self.take(",");
        let second = if comma { self.number() } else { first };
        let closed = self.take("}");
        let bounds = match (first, comma, second) {
            (None, _, None) => None,
            (first, _, second) => Some((first.unwrap_or(0), second)),
        };
        let Some((least, most)) = bounds.filter(|_| closed) else {
            self.problem(
                self.since(start),
                "a repetition is a number or two in braces; this one is left out",
                Some("{1,3}".to_owned()),
            );
            return None;
        };
        match most {
            Some(most) if most < least => {
                let suggestion = Some(format!("{{{most},{least}}}"));
                let message = "the first number is larger than the second";
                self.problem(self.since(start), message, suggestion);
                Some((most, Some(least)))
            }
            _ => Some((least, most)),
        }
    }

    fn number(&mut self) -> Option<u32> {
        let Some(Symbol::Number(number)) = self.peek() else { return None };
        let number = u32::try_from(*number).ok();
        self.at += 1;
        number
    }
}

fn is_keyword(word: &str) -> bool {
    matches!(word, "within" | "containing" | "meet" | "union" | "MU" | "not")
}
