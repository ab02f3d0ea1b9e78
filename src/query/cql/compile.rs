//! A query and a vocabulary go in, a [`Compiled`] query and problems come out.
//!
//! 1. Conditions are looked up: each becomes a set of keys (`conditions`).
//! 2. The pattern becomes a [`Shape`], in which `within s`, tags and pairs of
//!    tags are guards between tokens, and then an automaton.
//! 3. Every other filter stays a query of its own, answered for each document
//!    as bounds on where a match may end.

use std::collections::BTreeSet;

use super::automaton::{Atom, Automaton, Guards, MOST_ATOMS, MOST_GUARDS};
use super::test::{Check, Test};
use super::tree::{
    Condition, Filter, Near, Node, Operand, Place, Query, Spans, Strategy, Tag, Window,
};
use super::vocabulary::{ValueTest, Vocabulary};
use crate::response::Problem;
use crate::sorting;

mod anchors;
mod conditions;
mod shape;

pub(crate) use anchors::Need;
pub(super) use anchors::Required;
pub(crate) use conditions::LookedUp;
use shape::{Shape, build, size};

/// A query that is ready to be matched.
#[derive(Clone, Debug)]
pub(crate) struct Compiled {
    pub(super) strategy: Strategy,
    pub(super) spans: CompiledSpans,
    /// What stands behind `::`.
    pub(super) constraint: Option<Check>,
    /// Conditions of atoms that depend on labels.
    pub(super) checks: Vec<Check>,
    pub(super) tests: Vec<Test>,
    pub(super) guards: Vec<Guard>,
    pub(super) sets: Vec<RowSet>,
    /// Labels that are asked for.
    pub(super) labels: usize,
    /// Spaces that rows must have keys in, and structures that are asked for.
    pub(super) spaces: u32,
    pub(super) structures: Vec<u32>,
}

/// A pattern with its filters.
#[derive(Clone, Debug)]
pub(super) struct CompiledSpans {
    pub(super) automaton: Automaton,
    pub(super) filters: Vec<CompiledFilter>,
    pub(super) required: Required,
    /// Holds wherever a match may end.
    pub(super) ending: Test,
}

#[derive(Clone, Debug)]
pub(super) struct CompiledFilter {
    pub(super) containing: bool,
    pub(super) negated: bool,
    pub(super) of: Source,
}

/// What a filter looks for.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// So many regions in a row, the first of them in the set of rows.
    Regions {
        structure: u32,
        count: u32,
        rows: Option<usize>,
    },
    Tokens(u32),
    Spans(Box<CompiledSpans>),
}

/// What must hold of a place between two tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Guard {
    /// A region of the structure begins or ends here.
    Starts(u32),
    Ends(u32),
    /// No region of the structure begins or ends here.
    Unbroken(u32),
    /// The next token passes the test.
    Next(usize),
}

/// A set of rows that is found for each document.
#[derive(Clone, Debug)]
pub(super) enum RowSet {
    /// Rows in regions that pass.
    Regions {
        structure: u32,
        test: RegionTest,
    },
    /// First or last rows of regions.
    Bounds {
        structure: u32,
        last: bool,
    },
    Near(NearTest),
}

/// A test of a region's attributes.
#[derive(Clone, Debug)]
pub(super) enum RegionTest {
    Always,
    Not(Box<Self>),
    All(Vec<Self>),
    Any(Vec<Self>),
    /// One of the values passes.
    Value {
        attribute: String,
        test: ValueTest,
    },
}

/// `meet` and `union`.
#[derive(Clone, Debug)]
pub(super) enum NearTest {
    /// A token that passes the test with this number.
    Token(usize),
    Meet {
        of: Box<Self>,
        with: Box<Self>,
        negated: bool,
        window: NearWindow,
    },
    Union(Box<Self>, Box<Self>),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum NearWindow {
    Tokens(i64, i64),
    Structure(u32),
}

/// Looks a query up at once.
#[cfg(all(test, feature = "cli"))]
pub(crate) fn compile(
    query: &Query,
    vocabulary: &dyn Vocabulary,
) -> (Option<Compiled>, Vec<Problem>) {
    let compiled = compile_on(query, vocabulary, &mut LookedUp::default(), &mut || true);
    compiled.expect("there was time")
}

/// Looks a query up while `go_on` says so, at least one pattern more than before.
/// `None`: not finished, call again. There is no compiled query where it would be
/// too large; what is not known is a problem and passes no token.
pub(crate) fn compile_on(
    query: &Query,
    vocabulary: &dyn Vocabulary,
    looked_up: &mut LookedUp,
    go_on: &mut dyn FnMut() -> bool,
) -> Option<(Option<Compiled>, Vec<Problem>)> {
    looked_up.stopped = false;
    let mut compiler = Compiler {
        vocabulary,
        problems: Vec::new(),
        tests: Vec::new(),
        looked_up,
        go_on,
        checks: Vec::new(),
        guards: Vec::new(),
        sets: Vec::new(),
        labels: Vec::new(),
        used: Vec::new(),
        structures: Vec::new(),
        spaces: 0,
        too_large: None,
        in_filter: false,
    };
    compiler.name_labels(query);
    let constraint = query.constraint.as_ref().map(|it| compiler.check(it, true));
    let spans = compiler.spans(&query.spans);
    if compiler.looked_up.stopped {
        return None;
    }
    if let Some(place) = compiler.too_large {
        compiler.problem(
            place,
            "the query is too large",
            Some("use * or + for a large number, or fewer words".to_owned()),
        );
        return Some((None, compiler.told()));
    }
    let problems = compiler.told();
    let compiled = Compiled {
        strategy: query.strategy,
        spans,
        constraint,
        checks: compiler.checks,
        tests: compiler.tests,
        guards: compiler.guards,
        sets: compiler.sets,
        labels: compiler.used.len(),
        spaces: compiler.spaces,
        structures: compiler.structures,
    };
    Some((Some(compiled), problems))
}

struct Compiler<'a> {
    vocabulary: &'a dyn Vocabulary,
    problems: Vec<Problem>,
    tests: Vec<Test>,
    looked_up: &'a mut LookedUp,
    go_on: &'a mut dyn FnMut() -> bool,
    checks: Vec<Check>,
    guards: Vec<Guard>,
    sets: Vec<RowSet>,
    /// Names of all labels of tokens.
    labels: Vec<String>,
    /// Those that something asks for.
    used: Vec<String>,
    structures: Vec<u32>,
    spaces: u32,
    too_large: Option<Place>,
    /// Whether it is the pattern of a filter that is looked up.
    in_filter: bool,
}

/// Problems that are told.
const MOST_PROBLEMS: usize = 20;
/// Labels that conditions of one query ask for.
const MOST_LABELS: usize = 16;

impl Compiler<'_> {
    fn problem(&mut self, place: Place, message: &str, suggestion: Option<String>) {
        let problem = Problem {
            start: place.start,
            end: place.end,
            message: message.to_owned(),
            suggestion,
        };
        if self.problems.len() < MOST_PROBLEMS && !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// Which labels there are, and which of them something asks for.
    fn name_labels(&mut self, query: &Query) {
        let mut asked = BTreeSet::new();
        let mut named = BTreeSet::new();
        conditions::labels_of_node(&query.spans.node, &mut named, &mut asked);
        if let Some(constraint) = &query.constraint {
            conditions::labels_of(constraint, &mut asked);
        }
        self.used = asked.into_iter().filter(|label| named.contains(label)).collect();
        self.labels = named.into_iter().collect();
        if self.used.len() > MOST_LABELS {
            let place = place_of(&query.spans.node);
            let message = format!("at most {MOST_LABELS} labels can be asked for");
            self.problem(place, &message, None);
            self.used.truncate(MOST_LABELS);
        }
    }

    fn structure(&mut self, name: &str, place: Place) -> Option<u32> {
        let found = self.vocabulary.structure(name);
        match found {
            Some(structure) if !self.structures.contains(&structure) => {
                self.structures.push(structure);
            }
            Some(_) => {}
            None => {
                let known: Vec<String> =
                    self.vocabulary.structures().iter().map(|it| format!("<{it}>")).collect();
                self.problem(
                    place,
                    "this corpus has no such structure",
                    Some(known.join(", ")),
                );
            }
        }
        found
    }

    fn set(&mut self, set: RowSet) -> usize {
        self.sets.push(set);
        self.sets.len() - 1
    }

    fn test(&mut self, test: Test) -> usize {
        if let Some(known) = self.tests.iter().rev().take(64).position(|other| *other == test) {
            return self.tests.len() - 1 - known;
        }
        self.tests.push(test);
        self.tests.len() - 1
    }

    fn guard(&mut self, guard: Guard, place: Place) -> Guards {
        let number = match self.guards.iter().position(|other| *other == guard) {
            Some(number) => number,
            None => {
                self.guards.push(guard);
                self.guards.len() - 1
            }
        };
        if number >= MOST_GUARDS {
            self.guards.truncate(MOST_GUARDS);
            self.too_large.get_or_insert(place);
            return 0;
        }
        1 << number
    }

    fn spans(&mut self, spans: &Spans) -> CompiledSpans {
        let mut shape = self.shape(&spans.node);
        let mut required = vec![self.required(&shape)];
        let mut filters = Vec::new();
        for filter in &spans.filters {
            match self.filter(filter) {
                Some(Narrowing::Guards(inside, first)) => {
                    shape =
                        Shape::First(Box::new(Shape::Inside(Box::new(shape), inside)), first);
                }
                Some(Narrowing::Filter(filter)) => {
                    if let (false, Source::Spans(spans)) = (filter.negated, &filter.of) {
                        required.push(spans.required.clone());
                    }
                    filters.push(filter);
                }
                None => {}
            }
        }
        let mut automaton = Automaton::default();
        let whole = build(&shape, &mut automaton);
        if automaton.is_too_large() {
            self.too_large.get_or_insert(place_of(&spans.node));
        }
        automaton.finish(whole);
        let mut last: Vec<u32> = automaton
            .last
            .iter()
            .map(|step| automaton.atoms[step.atom as usize].test)
            .collect();
        sorting::sort(&mut last);
        last.dedup();
        let last = last.into_iter().map(|test| self.tests[test as usize].clone()).collect();
        let vocabulary = self.vocabulary;
        let ending = Test::any(last, &|space| vocabulary.keys(space));
        CompiledSpans { automaton, filters, required: Required::All(required), ending }
    }

    fn filter(&mut self, filter: &Filter) -> Option<Narrowing> {
        let source = match &filter.of {
            Operand::Tokens(_) if filter.containing => {
                let message = "a number of tokens stands behind within";
                self.problem(filter.place, message, None);
                return None;
            }
            Operand::Tokens(count) => Source::Tokens(*count),
            Operand::Regions { structure, count } => {
                let structure = self.structure(structure, filter.place)?;
                Source::Regions { structure, count: (*count).max(1), rows: None }
            }
            Operand::Spans(spans) => match (&spans.node, spans.filters.is_empty()) {
                (Node::Region(tag), true) => {
                    let structure = self.structure(&tag.structure, tag.place)?;
                    let rows = match tag.condition {
                        Condition::Always => None,
                        _ => Some(self.region_rows(structure, tag)),
                    };
                    Source::Regions { structure, count: 1, rows }
                }
                _ => {
                    let before = std::mem::replace(&mut self.in_filter, true);
                    let spans = self.spans(spans);
                    self.in_filter = before;
                    Source::Spans(Box::new(spans))
                }
            },
        };
        if let (false, false, Source::Regions { structure, count: 1, rows }) =
            (filter.containing, filter.negated, &source)
        {
            let (structure, rows) = (*structure, *rows);
            let inside = self.guard(Guard::Unbroken(structure), filter.place);
            let rows = rows.unwrap_or_else(|| {
                self.set(RowSet::Regions { structure, test: RegionTest::Always })
            });
            let test = self.test(Test::Rows(rows));
            let first = self.guard(Guard::Next(test), filter.place);
            return Some(Narrowing::Guards(inside, first));
        }
        Some(Narrowing::Filter(CompiledFilter {
            containing: filter.containing,
            negated: filter.negated,
            of: source,
        }))
    }

    /// Rows in the regions that a tag is about.
    fn region_rows(&mut self, structure: u32, tag: &Tag) -> usize {
        let test = self.region_test(structure, &tag.condition);
        self.set(RowSet::Regions { structure, test })
    }

    /// The guard of an opening or closing tag.
    fn tag(&mut self, tag: &Tag) -> Guards {
        let Some(structure) = self.structure(&tag.structure, tag.place) else {
            let never = self.test(Test::Never);
            return self.guard(Guard::Next(never), tag.place);
        };
        if tag.closes {
            return self.guard(Guard::Ends(structure), tag.place);
        }
        let starts = self.guard(Guard::Starts(structure), tag.place);
        if tag.condition == Condition::Always {
            return starts;
        }
        let rows = self.region_rows(structure, tag);
        let test = self.test(Test::Rows(rows));
        starts | self.guard(Guard::Next(test), tag.place)
    }

    fn shape(&mut self, node: &Node) -> Shape {
        match node {
            Node::Token { label, condition, place } => {
                let used = |label: &String| self.used.iter().position(|used| used == label);
                let label = label.as_ref().and_then(used).map(number);
                Shape::Atom(self.atom(condition, label, *place))
            }
            Node::Tag(tag) => Shape::Guard(self.tag(tag)),
            Node::Region(tag) => {
                let open = self.tag(tag);
                let closing = Tag { closes: true, ..tag.clone() };
                let close = self.tag(&closing);
                let inside = match self.vocabulary.structure(&tag.structure) {
                    Some(structure) => self.guard(Guard::Unbroken(structure), tag.place),
                    None => 0,
                };
                let any = Shape::Atom(self.atom(&Condition::Always, None, tag.place));
                let all = Shape::Repeat { shape: Box::new(any), least: 1, most: None };
                Shape::Sequence(vec![
                    Shape::Guard(open),
                    Shape::Inside(Box::new(all), inside),
                    Shape::Guard(close),
                ])
            }
            Node::Look { condition, place } => {
                let check = self.check(condition, false);
                let size = |space| self.vocabulary.keys(space);
                let Some(test) = check.as_test(&size) else {
                    let message = "a look ahead can not ask for labels";
                    self.problem(*place, message, None);
                    return Shape::Guard(0);
                };
                let test = self.test(test);
                Shape::Guard(self.guard(Guard::Next(test), *place))
            }
            Node::Sequence(nodes) => self.sequence(nodes),
            Node::Choice(nodes) => {
                let shapes = nodes.iter().map(|node| self.shape(node)).collect();
                self.choice(shapes)
            }
            Node::Repeat { node, least, most, place } => {
                let shape = self.shape(node);
                let times = most.unwrap_or(*least).max(1) as usize;
                if size(&shape).saturating_mul(times) > MOST_ATOMS {
                    self.too_large.get_or_insert(*place);
                    return Shape::Sequence(Vec::new());
                }
                Shape::Repeat { shape: Box::new(shape), least: *least, most: *most }
            }
            Node::Near(near) => {
                let test = self.near(near);
                let set = self.set(RowSet::Near(test));
                let test = self.test(Test::Rows(set));
                Shape::Atom(Atom { test: number(test), check: None, label: None })
            }
        }
    }

    /// A choice; tokens among it that have no label become one.
    fn choice(&mut self, shapes: Vec<Shape>) -> Shape {
        let is_plain =
            |shape: &Shape| matches!(shape, Shape::Atom(Atom { check: None, label: None, .. }));
        let (plain, mut rest): (Vec<_>, Vec<_>) = shapes.into_iter().partition(is_plain);
        let tests = plain.iter().filter_map(|shape| match shape {
            Shape::Atom(atom) => Some(self.tests[atom.test as usize].clone()),
            _ => None,
        });
        let tests: Vec<Test> = tests.collect();
        if !tests.is_empty() {
            let vocabulary = self.vocabulary;
            let test = Test::any(tests, &|space| vocabulary.keys(space));
            let test = number(self.test(test));
            rest.push(Shape::Atom(Atom { test, check: None, label: None }));
        }
        match rest.len() {
            1 => rest.remove(0),
            _ => Shape::Choice(rest),
        }
    }

    /// A sequence; what stands between `<s>` and its `</s>` is one region.
    fn sequence(&mut self, nodes: &[Node]) -> Shape {
        let mut shapes = Vec::with_capacity(nodes.len());
        let mut at = 0;
        while let Some(node) = nodes.get(at) {
            at += 1;
            shapes.push(self.shape(node));
            let Node::Tag(tag) = node else { continue };
            let closing = nodes[at..].iter().position(
                |other| matches!(other, Node::Tag(other) if other.structure == tag.structure),
            );
            let Some(length) = closing.filter(|_| !tag.closes) else { continue };
            let is_pair = matches!(&nodes[at + length], Node::Tag(other) if other.closes);
            if is_pair && let Some(structure) = self.vocabulary.structure(&tag.structure) {
                let inside = self.sequence(&nodes[at..at + length]);
                let guard = self.guard(Guard::Unbroken(structure), tag.place);
                shapes.push(Shape::Inside(Box::new(inside), guard));
                at += length;
            }
        }
        Shape::Sequence(shapes)
    }

    fn atom(&mut self, condition: &Condition, label: Option<u32>, place: Place) -> Atom {
        let check = self.check(condition, false);
        let vocabulary = self.vocabulary;
        let size = |space| vocabulary.keys(space);
        let (test, check) = match check.as_test(&size) {
            Some(test) => (test, None),
            None if self.in_filter => {
                let message = "behind within and containing no label can be asked for";
                self.problem(place, message, None);
                (Test::Never, None)
            }
            None => (check.at_least(&size), Some(check)),
        };
        let check = check.map(|check| {
            self.checks.push(check);
            number(self.checks.len() - 1)
        });
        Atom { test: number(self.test(test)), check, label }
    }

    fn near(&mut self, near: &Near) -> NearTest {
        match near {
            Near::Token(condition, place) => {
                let check = self.check(condition, false);
                let size = |space| self.vocabulary.keys(space);
                let test = check.as_test(&size).unwrap_or_else(|| {
                    self.problem(*place, "meet and union can not ask for labels", None);
                    Test::Never
                });
                NearTest::Token(self.test(test))
            }
            Near::Union(one, other) => {
                NearTest::Union(Box::new(self.near(one)), Box::new(self.near(other)))
            }
            Near::Meet { of, with, negated, window } => {
                let (of, with) = (Box::new(self.near(of)), Box::new(self.near(with)));
                let window = match window {
                    Window::Tokens(left, right) => NearWindow::Tokens(*left, *right),
                    Window::Structure(name, place) => match self.structure(name, *place) {
                        Some(structure) => NearWindow::Structure(structure),
                        None => return NearTest::Token(self.test(Test::Never)),
                    },
                };
                NearTest::Meet { of, with, negated: *negated, window }
            }
        }
    }
}

/// How a filter narrows a pattern.
enum Narrowing {
    /// By guards on its steps and on its first token.
    Guards(Guards, Guards),
    Filter(CompiledFilter),
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn place_of(node: &Node) -> Place {
    match node {
        Node::Token { place, .. } | Node::Look { place, .. } | Node::Repeat { place, .. } => {
            *place
        }
        Node::Tag(tag) | Node::Region(tag) => tag.place,
        Node::Near(_) => Place::default(),
        Node::Sequence(nodes) | Node::Choice(nodes) => {
            let first = nodes.first().map(place_of).unwrap_or_default();
            let last = nodes.last().map(place_of).unwrap_or_default();
            Place { start: first.start, end: last.end }
        }
    }
}
