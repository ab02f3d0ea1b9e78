//! Tags, and what `meet` and `union` say.

use super::super::lexer::Symbol;
use super::super::tree::{Condition, Near, Node, Place, Tag, Value, Window};
use super::Parser;

impl Parser {
    /// `<s>`, `</s>`, `<s/>`, with tests of attributes.
    pub(super) fn tag(&mut self) -> Option<Node> {
        let start = self.place();
        let closes = self.take("</");
        if !closes {
            self.at += 1;
        }
        let Some(Symbol::Word(name)) = self.peek().cloned() else {
            let suggestion = Some("<s>".to_owned());
            self.problem(start, "this is no tag and is left out", suggestion);
            return None;
        };
        self.at += 1;
        let (mut structure, mut condition) = (name.clone(), Condition::Always);
        if self.sees("=") || self.sees("!=") || self.sees("==") {
            // `<doc_source="BBC">`, as CWB writes it.
            let (before, attribute) = name.split_once('_').unwrap_or((&name, ""));
            structure = before.to_owned();
            if attribute.is_empty() {
                let message = "the attribute of the structure is missing";
                let suggestion = Some(format!("<{structure} name=\"…\">"));
                self.problem(self.since(start), message, suggestion);
            }
            condition =
                self.comparison(Value::Attribute { label: None, name: attribute.to_owned() });
        } else {
            let mut conditions = Vec::new();
            while matches!(self.peek(), Some(Symbol::Word(_) | Symbol::Sign("(" | "!"))) {
                conditions.push(self.condition(false));
                self.take("&");
            }
            if !conditions.is_empty() {
                condition = Condition::All(conditions);
            }
        }
        let region = self.take("/>");
        if !region {
            self.close(">", start, "this tag is not closed");
        }
        let tag = Tag { structure, closes, condition, place: self.since(start) };
        Some(if region && !closes { Node::Region(tag) } else { Node::Tag(tag) })
    }

    /// `MU(meet …)`, `(meet …)`, `meet …`.
    pub(super) fn near(&mut self) -> Option<Node> {
        let start = self.place();
        self.at += usize::from(self.sees_word(0, &["MU"]));
        let near = self.near_operand();
        if near.is_none() {
            self.problem(
                self.since(start),
                "this needs two tokens and how near they are",
                Some("MU(meet \"a\" \"b\" -2 2)".to_owned()),
            );
        }
        near.map(Node::Near)
    }

    fn near_operand(&mut self) -> Option<Near> {
        let start = self.place();
        if self.sees("(") {
            if !self.enter() {
                return None;
            }
            self.at += 1;
            let near = self.near_operand();
            self.depth -= 1;
            self.close(")", start, "this bracket is not closed");
            return near;
        }
        match self.peek()?.clone() {
            Symbol::Text(..) | Symbol::Open(..) => {
                let condition = self.word_condition();
                Some(Near::Token(condition, self.since(start)))
            }
            Symbol::Sign("[") => match self.item()? {
                Node::Token { condition, place, .. } => Some(Near::Token(condition, place)),
                _ => None,
            },
            Symbol::Word(word) if word == "meet" || word == "union" => {
                if !self.enter() {
                    return None;
                }
                self.at += 1;
                let of = self.near_operand().map(Box::new);
                let negated = self.sees("!") || self.sees_word(0, &["not"]);
                self.at += usize::from(negated);
                let with = self.near_operand().map(Box::new);
                self.depth -= 1;
                let (of, with) = (of?, with?);
                if word == "union" {
                    return Some(Near::Union(of, with));
                }
                let window = self.window(start);
                Some(Near::Meet { of, with, negated, window })
            }
            _ => None,
        }
    }

    fn window(&mut self, start: Place) -> Window {
        let place = self.place();
        match (self.peek().cloned(), self.ahead(1).cloned()) {
            (Some(Symbol::Number(left)), Some(Symbol::Number(right))) => {
                self.at += 2;
                Window::Tokens(left, right)
            }
            (Some(Symbol::Word(structure)), _) => {
                self.at += 1;
                Window::Structure(structure, place)
            }
            _ => {
                let suggestion = self.typed(self.since(start), " -2 2");
                let message = "how near is missing; two tokens on each side are taken";
                self.problem(self.since(start), message, suggestion);
                Window::Tokens(-2, 2)
            }
        }
    }
}
