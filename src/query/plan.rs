//! From a tree to a plan: a [`Node`] goes in; its groups with their terms, the
//! way documents combine, and what the page says about the query come out.

use super::Corpus;
use super::grammar::Parsed;
use super::terms::{self, TermSet};
use super::tree::{Group, Node};
use crate::response::QueryEcho;

/// A query ready to be run.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) condition: Condition,
    /// Distinct groups of words.
    pub(crate) groups: Vec<PlannedGroup>,
    pub(crate) echo: QueryEcho,
}

/// How the documents of the groups combine; numbers are places in the groups.
#[derive(Debug)]
pub(crate) enum Condition {
    Everything,
    Group(usize),
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
}

/// A group with the terms of each word.
#[derive(Debug)]
pub(crate) struct PlannedGroup {
    pub(crate) words: Vec<TermSet>,
    /// Whether its hits count.
    pub(crate) positive: bool,
}

/// Plans a query.
pub(crate) fn plan(corpus: Corpus<'_>, text: &str, parsed: &Parsed) -> Plan {
    let mut positive = Vec::new();
    parsed.node.positive_groups(&mut positive);
    let mut planner = Planner {
        corpus,
        seen: Vec::new(),
        groups: Vec::new(),
        echo: QueryEcho {
            text: text.to_owned(),
            problems: parsed.problems.clone(),
            ..QueryEcho::default()
        },
        positive,
    };
    let condition = planner.condition(&parsed.node);
    Plan { condition, groups: planner.groups, echo: planner.echo }
}

struct Planner<'a> {
    corpus: Corpus<'a>,
    /// The groups of the tree, at the place of their planned ones.
    seen: Vec<&'a Group>,
    groups: Vec<PlannedGroup>,
    echo: QueryEcho,
    positive: Vec<&'a Group>,
}

impl<'a> Planner<'a> {
    fn condition(&mut self, node: &'a Node) -> Condition {
        match node {
            Node::Everything => Condition::Everything,
            Node::Words(group) => Condition::Group(self.group(group)),
            Node::All(nodes) => {
                Condition::All(nodes.iter().map(|node| self.condition(node)).collect())
            }
            Node::Any(nodes) => {
                Condition::Any(nodes.iter().map(|node| self.condition(node)).collect())
            }
            Node::Not(node) => Condition::Not(Box::new(self.condition(node))),
        }
    }

    fn group(&mut self, group: &'a Group) -> usize {
        if let Some(place) = self.seen.iter().position(|seen| *seen == group) {
            return place;
        }
        let positive = self.positive.contains(&group);
        let mut words = Vec::with_capacity(group.words.len());
        for test in &group.words {
            let mut set = terms::terms_of(self.corpus, test);
            if positive
                && set.terms.is_empty()
                && let Some((substitution, near)) = terms::substitutes(self.corpus, test)
            {
                set = near;
                if !self.echo.substitutions.contains(&substitution) {
                    self.echo.substitutions.push(substitution);
                }
            }
            let echo = terms::echo(self.corpus, test, &set);
            if !self.echo.words.contains(&echo) {
                self.echo.words.push(echo);
            }
            words.push(set);
        }
        self.seen.push(group);
        self.groups.push(PlannedGroup { words, positive });
        self.groups.len() - 1
    }
}
