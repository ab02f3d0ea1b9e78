//! From a tree to a plan: a [`Node`] goes in; its groups with their terms, the
//! way documents combine, and what the page says about the query come out.

use std::cell::OnceCell;

use super::facts::Wanted;
use super::grammar::Parsed;
use super::terms::{self, TermSet};
use super::tree::{FactTest, FieldTest, Group, Node, WordTest, Words, Zone};
use super::{Corpus, as_cql};
use crate::response::{Problem, QueryEcho};

/// A query ready to be run.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) condition: Condition,
    /// Distinct groups of words.
    pub(crate) groups: Vec<PlannedGroup>,
    pub(crate) echo: QueryEcho,
}

/// How documents combine; numbers are places in the groups.
#[derive(Debug)]
pub(crate) enum Condition {
    Everything,
    Group(usize),
    Field(FieldTest),
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
}

/// A group with the terms of each word.
#[derive(Debug)]
pub(crate) struct PlannedGroup {
    pub(crate) words: PlannedWords,
    pub(crate) zone: Zone,
    /// Whether its hits count.
    pub(crate) positive: bool,
    /// How often it stands in the query: that often it counts in the score.
    pub(crate) times: u16,
    /// As it was typed, more or less.
    pub(crate) label: String,
}

/// [`Words`] with terms in place of word tests.
#[derive(Debug)]
pub(crate) enum PlannedWords {
    Sequence(Vec<TermSet>),
    Together {
        words: Vec<TermSet>,
        within: u32,
    },
    Near {
        left: Box<Self>,
        right: Box<Self>,
        within: u32,
        ordered: bool,
    },
    /// What is asked for is looked up when it is first looked for.
    Fact(FactTest, OnceCell<Wanted>),
}

impl PlannedWords {
    /// The terms of every word.
    pub(crate) fn terms(&self, out: &mut Vec<u32>) {
        match self {
            Self::Sequence(words) | Self::Together { words, .. } => {
                out.extend(words.iter().flat_map(|word| &word.terms).map(|(term, _)| *term));
            }
            Self::Near { left, right, .. } => {
                left.terms(out);
                right.terms(out);
            }
            Self::Fact(..) => {}
        }
    }
}

impl PlannedGroup {
    /// The only word of a group of one that may stand anywhere.
    pub(crate) fn only_word(&self) -> Option<&TermSet> {
        match &self.words {
            PlannedWords::Sequence(words) if words.len() == 1 => words.first(),
            _ => None,
        }
    }
}

/// A word of a query and its terms, or what is wrong with it.
#[derive(Clone, Debug)]
pub(crate) struct LookedUp {
    test: WordTest,
    found: Result<TermSet, Problem>,
}

/// Looks words of a query up while `go_on` says so, at least one. Whether all are.
pub(crate) fn look_up(
    corpus: Corpus<'_>,
    node: &Node,
    looked_up: &mut Vec<LookedUp>,
    go_on: &mut dyn FnMut() -> bool,
) -> bool {
    let mut tests = Vec::new();
    node.word_tests(&mut tests);
    let mut time = true;
    for test in tests {
        if looked_up.iter().any(|it| it.test == *test) {
            continue;
        }
        if !time {
            return false;
        }
        let found = terms::terms_of(corpus, test);
        looked_up.push(LookedUp { test: test.clone(), found });
        time = go_on();
    }
    true
}

/// Plans a query whose words are looked up.
pub(crate) fn plan(
    corpus: Corpus<'_>,
    text: &str,
    parsed: &Parsed,
    looked_up: &[LookedUp],
) -> Plan {
    let mut positive = Vec::new();
    parsed.node.positive_groups(&mut positive);
    let mut planner = Planner {
        corpus,
        looked_up,
        seen: Vec::new(),
        groups: Vec::new(),
        echo: QueryEcho {
            text: text.to_owned(),
            meaning: super::meaning::of(corpus, &parsed.node),
            problems: parsed.problems.clone(),
            ..QueryEcho::default()
        },
        positive,
        broken: false,
    };
    let condition = planner.condition(&parsed.node);
    if planner.echo.problems.is_empty() && planner.echo.substitutions.is_empty() {
        planner.echo.cql = as_cql::of(corpus, &parsed.node);
    }
    Plan { condition, groups: planner.groups, echo: planner.echo }
}

struct Planner<'a> {
    corpus: Corpus<'a>,
    looked_up: &'a [LookedUp],
    /// The groups of the tree, at the place of their planned ones.
    seen: Vec<&'a Group>,
    groups: Vec<PlannedGroup>,
    echo: QueryEcho,
    positive: Vec<&'a Group>,
    /// Whether a word of the group at hand could not be read.
    broken: bool,
}

impl<'a> Planner<'a> {
    fn condition(&mut self, node: &'a Node) -> Condition {
        match node {
            Node::Everything => Condition::Everything,
            Node::Words(group) => {
                self.broken = false;
                let place = self.group(group);
                if !self.broken {
                    return Condition::Group(place);
                }
                // What can not be read asks for nothing and marks nothing.
                self.groups[place].positive = false;
                Condition::Everything
            }
            Node::Field(test) => Condition::Field(test.clone()),
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
            let times = &mut self.groups[place].times;
            *times = times.saturating_add(1);
            return place;
        }
        let positive = self.positive.contains(&group);
        let words = self.words(&group.words, positive);
        self.seen.push(group);
        self.groups.push(PlannedGroup {
            words,
            zone: group.zone,
            positive,
            times: 1,
            label: group.words.typed(),
        });
        self.groups.len() - 1
    }

    fn words(&mut self, words: &Words, positive: bool) -> PlannedWords {
        match words {
            Words::Sequence(tests) => PlannedWords::Sequence(self.sets(tests, positive)),
            Words::Together { words, within } => {
                PlannedWords::Together { words: self.sets(words, positive), within: *within }
            }
            Words::Near { left, right, within, ordered } => PlannedWords::Near {
                left: Box::new(self.words(left, positive)),
                right: Box::new(self.words(right, positive)),
                within: *within,
                ordered: *ordered,
            },
            Words::Fact(test) => PlannedWords::Fact(test.clone(), OnceCell::new()),
        }
    }

    fn sets(&mut self, tests: &[WordTest], positive: bool) -> Vec<TermSet> {
        tests.iter().map(|test| self.set(test, positive)).collect()
    }

    fn set(&mut self, test: &WordTest, positive: bool) -> TermSet {
        let known = self.looked_up.iter().find(|it| it.test == *test);
        let found = known.map(|it| it.found.clone());
        let found = found.unwrap_or_else(|| terms::terms_of(self.corpus, test));
        let mut set = found.unwrap_or_else(|problem| {
            self.broken = true;
            self.echo.problems.push(place_of(&self.echo.text, &test.typed(), problem));
            TermSet::default()
        });
        let missing = positive && set.terms.is_empty();
        if let Some((substitution, near)) =
            missing.then(|| terms::substitutes(self.corpus, test)).flatten()
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
        set
    }
}

/// The place in the query of a problem with what was typed for one word.
fn place_of(query: &str, typed: &str, problem: Problem) -> Problem {
    let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let before = query.find(typed).map_or(0, |at| count(&query[..at]));
    let last = count(query);
    Problem {
        start: before.saturating_add(problem.start).min(last),
        end: before.saturating_add(problem.end.min(count(typed))).min(last),
        ..problem
    }
}
