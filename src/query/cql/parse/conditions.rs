//! Conditions: what stands in `[…]`, in tags and behind `::`.
//!
//! ```text
//! condition   all ("|" all)*
//! all         not ("&" not)*
//! not         ["!"] ("(" condition ")" | value [("=" | "!=" | "<" …) value])
//! value       name | label "." name | text | number | name "(" name "," name ")"
//! ```

use super::super::lexer::Symbol;
use super::super::tree::{Comparison, Condition, Value};
use super::Parser;

impl Parser {
    /// A condition; `free` behind `::`, where nothing but labels is at hand.
    pub(super) fn condition(&mut self, free: bool) -> Condition {
        let mut any = vec![self.all(free)];
        while self.take("|") {
            any.push(self.all(free));
        }
        one_or(any, Condition::Any)
    }

    fn all(&mut self, free: bool) -> Condition {
        let mut all = vec![self.not(free)];
        while self.take("&") {
            all.push(self.not(free));
        }
        one_or(all, Condition::All)
    }

    fn not(&mut self, free: bool) -> Condition {
        let mut negated = false;
        while self.take("!") || (self.sees_word(0, &["not"]) && !self.sees_ahead(1, "=")) {
            if self.sees_word(0, &["not"]) {
                self.at += 1;
            }
            negated = !negated;
        }
        let condition = self.simple(free);
        if negated { Condition::Not(Box::new(condition)) } else { condition }
    }

    fn simple(&mut self, free: bool) -> Condition {
        let start = self.place();
        if self.sees("(") {
            if !self.enter() {
                return Condition::Always;
            }
            self.at += 1;
            let condition = self.condition(free);
            self.depth -= 1;
            self.close(")", start, "this bracket is not closed");
            return condition;
        }
        // `["cat"]` is about the word, as it is without the brackets.
        let compared = ["=", "!=", "==", "!==", "<", ">", "<=", ">="];
        if matches!(self.peek(), Some(Symbol::Text(..) | Symbol::Open(..)))
            && !free
            && !compared.iter().any(|sign| self.sees_ahead(1, sign))
        {
            return self.word_condition();
        }
        match self.value() {
            Some(left) => self.comparison(left),
            None => {
                // What closes the brackets is not this condition's to skip.
                let closes = matches!(
                    self.peek(),
                    None | Some(Symbol::Sign("]" | ":]" | ")" | "&" | "|" | ">" | "/>" | "::"))
                );
                self.at += usize::from(!closes);
                let suggestion = Some("word=\"…\"".to_owned());
                self.problem(self.since(start), "there should be a condition here", suggestion);
                Condition::Always
            }
        }
    }

    /// `= value` and its like behind a value, or the value alone.
    pub(super) fn comparison(&mut self, left: Value) -> Condition {
        let start = self.place();
        let sign = match self.peek() {
            Some(Symbol::Sign(sign)) => *sign,
            _ => "",
        };
        let (is, literal) = match sign {
            "=" => (Comparison::Equal, false),
            "!=" => (Comparison::Unequal, false),
            "==" => (Comparison::Equal, true),
            "!==" => (Comparison::Unequal, true),
            // In a tag this closes it.
            ">" if !matches!(
                self.ahead(1),
                Some(Symbol::Word(_) | Symbol::Number(_) | Symbol::Text(..))
            ) =>
            {
                return Condition::Holds(left, start);
            }
            "<" => (Comparison::Less, false),
            "<=" => (Comparison::AtMost, false),
            ">" => (Comparison::Greater, false),
            ">=" => (Comparison::AtLeast, false),
            _ => {
                let before = self.at.checked_sub(1).and_then(|at| self.symbols.get(at));
                let place = before.map_or(start, |(_, place)| *place);
                return match left {
                    Value::Unknown => Condition::Always,
                    left => Condition::Holds(left, place),
                };
            }
        };
        self.at += 1;
        let right = match self.peek() {
            Some(Symbol::Text(..) | Symbol::Open(..)) => {
                self.text(Some(literal)).map(|(text, flags)| Value::Text { text, flags })
            }
            _ => self.value(),
        };
        let Some(right) = right else {
            let place = self.since(start);
            let suggestion = self.typed(place, "\"…\"");
            self.problem(place, "there is nothing to compare with", suggestion);
            return Condition::Always;
        };
        if [&left, &right].contains(&&Value::Unknown) {
            return Condition::Always;
        }
        Condition::Compare { left, is, right, place: self.since(start) }
    }

    fn value(&mut self) -> Option<Value> {
        let start = self.place();
        match self.peek()?.clone() {
            Symbol::Number(number) => {
                if self.sees_ahead(1, ".") {
                    self.at += 2;
                    return self.attribute_of(number.to_string());
                }
                self.at += 1;
                Some(Value::Number(number))
            }
            Symbol::Text(..) | Symbol::Open(..) => {
                self.text(None).map(|(text, flags)| Value::Text { text, flags })
            }
            Symbol::Word(name) if self.sees_ahead(1, "(") => {
                self.at += 2;
                let value = self.function(&name);
                if value.is_none() {
                    self.skip_arguments();
                    let known = "distance(a, b), distabs(a, b), lbound(s), rbound(s)";
                    let message = "this function is not known; the condition is left out";
                    self.problem(self.since(start), message, Some(known.to_owned()));
                    return Some(Value::Unknown);
                }
                self.close(")", start, "this bracket is not closed");
                value
            }
            Symbol::Word(name) if self.sees_ahead(1, ".") => {
                self.at += 2;
                self.attribute_of(name)
            }
            Symbol::Word(name) => {
                self.at += 1;
                Some(Value::Attribute { label: None, name })
            }
            _ => None,
        }
    }

    /// Goes behind the bracket that closes the one just opened.
    fn skip_arguments(&mut self) {
        let mut open = 1;
        while open > 0 && self.peek().is_some() {
            if self.sees("(") {
                open += 1;
            } else if self.sees(")") {
                open -= 1;
            }
            self.at += 1;
        }
    }

    fn attribute_of(&mut self, label: String) -> Option<Value> {
        let Some(Symbol::Word(name)) = self.peek() else { return None };
        let name = name.clone();
        self.at += 1;
        let label = (label != "_").then_some(label);
        Some(Value::Attribute { label, name })
    }

    fn function(&mut self, name: &str) -> Option<Value> {
        let first = self.name()?;
        match name {
            "lbound" => Some(Value::Bound { structure: first, last: false }),
            "rbound" => Some(Value::Bound { structure: first, last: true }),
            "distance" | "dist" | "distabs" => {
                self.take(",");
                let to = self.name()?;
                Some(Value::Distance { from: first, to, absolute: name == "distabs" })
            }
            _ => None,
        }
    }

    fn name(&mut self) -> Option<String> {
        let name = match self.peek()? {
            Symbol::Word(word) => word.clone(),
            Symbol::Number(number) => number.to_string(),
            _ => return None,
        };
        self.at += 1;
        Some(name)
    }
}

fn one_or(mut conditions: Vec<Condition>, make: fn(Vec<Condition>) -> Condition) -> Condition {
    match conditions.len() {
        1 => conditions.remove(0),
        _ => make(conditions),
    }
}
