//! Conditions looked up: each value test becomes a set of keys.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::test::{At, Check, Side, Test};
use super::super::tree::{Comparison, Condition, Flags, Node, Place, Value};
use super::super::vocabulary::{Attribute, ValueTest};
use super::{Compiler, RegionTest, RowSet};
use crate::query::regex::{Options, Pattern};
use crate::response::Problem;

/// Bytes that all sets of keys of a query may take.
const MOST_BYTES: usize = 64 << 20;
/// Patterns of a query that are tried on every value: each may take some
/// milliseconds. Plain words are not counted.
const MOST_PATTERNS: usize = 200;

/// What a looked-up value test was made of.
type ValueKey = (Attribute, Comparison, String, Flags);

/// What was looked up so far, which takes milliseconds for each pattern.
#[derive(Clone, Debug, Default)]
pub(crate) struct LookedUp {
    values: BTreeMap<ValueKey, Test>,
    /// Of the patterns.
    problems: Vec<Problem>,
    /// Bytes of all sets of keys.
    bytes: usize,
    /// Patterns that were tried on all values.
    patterns: usize,
    /// Whether there was no time for all.
    pub(super) stopped: bool,
}

impl Compiler<'_> {
    /// All problems, those of patterns first.
    pub(super) fn told(&mut self) -> Vec<Problem> {
        let mut told = self.looked_up.problems.clone();
        told.append(&mut self.problems);
        told
    }

    /// Looks a condition up; `free` where no token is at hand, behind `::`.
    pub(super) fn check(&mut self, condition: &Condition, free: bool) -> Check {
        let mut each = |conditions: &[Condition]| {
            conditions.iter().map(|condition| self.check(condition, free)).collect()
        };
        match condition {
            Condition::Always => always(),
            Condition::All(conditions) => Check::All(each(conditions)),
            Condition::Any(conditions) => Check::Any(each(conditions)),
            Condition::Not(condition) => Check::Not(Box::new(self.check(condition, free))),
            Condition::Holds(value, place) => self.holds(value, free, *place),
            Condition::Compare { left, is, right, place } => {
                self.comparison(left, *is, right, free, *place)
            }
        }
    }

    fn holds(&mut self, value: &Value, free: bool, place: Place) -> Check {
        let found = match value {
            Value::Bound { structure, last } if !free => {
                let structure = self.structure(structure, place);
                structure.map(|structure| (At::Here, RowSet::Bounds { structure, last: *last }))
            }
            Value::Attribute { label: None, name } if free => {
                return match self.label(name, place) {
                    Some(at) => Check::Set(at),
                    None => never(),
                };
            }
            Value::Attribute { label, name } => {
                let at = match label {
                    Some(label) => self.label(label, place),
                    None => Some(At::Here),
                };
                let structure = self.structure(name, place);
                let region =
                    |structure| RowSet::Regions { structure, test: RegionTest::Always };
                at.zip(structure.map(region))
            }
            _ => {
                self.problem(
                    place,
                    "this says nothing about a token",
                    Some("word=\"…\"".to_owned()),
                );
                None
            }
        };
        match found {
            Some((at, set)) => Check::Token { at, test: Test::Rows(self.set(set)) },
            None => never(),
        }
    }

    fn comparison(
        &mut self,
        left: &Value,
        is: Comparison,
        right: &Value,
        free: bool,
        place: Place,
    ) -> Check {
        // `"cat" = word` is `word = "cat"`.
        if matches!(left, Value::Text { .. } | Value::Number(_))
            && matches!(right, Value::Attribute { .. })
        {
            return self.comparison(right, mirrored(is), left, free, place);
        }
        if let Value::Attribute { label: None, name } = left
            && free
            && let Value::Attribute { label: None, name: other } = right
        {
            // `a < b`: which token comes first.
            let sides = (self.label(name, place), self.label(other, place));
            return match sides {
                (Some(one), Some(other)) => {
                    Check::Compare { left: Side::Place(one), is, right: Side::Place(other) }
                }
                _ => never(),
            };
        }
        if let Value::Attribute { label, name } = left {
            let text = match right {
                Value::Text { text, flags } => Some((text.clone(), *flags)),
                Value::Number(number) => {
                    Some((number.to_string(), Flags { literal: true, ..Flags::default() }))
                }
                Value::Attribute { label: None, name }
                    if self.vocabulary.attribute(name).is_none() && !name.contains('_') =>
                {
                    let suggestion = Some(format!("\"{name}\""));
                    self.problem(place, "a value stands in quotation marks", suggestion);
                    Some((name.clone(), Flags { literal: true, ..Flags::default() }))
                }
                _ => None,
            };
            if let Some((text, flags)) = text {
                let Some(at) = self.at(label.as_deref(), free, place) else { return never() };
                let test = self.value_test(name, is, text, flags, place);
                return Check::Token { at, test };
            }
        }
        match (self.side(left, free, place), self.side(right, free, place)) {
            (Some(left), Some(right)) => Check::Compare { left, is, right },
            _ => never(),
        }
    }

    fn side(&mut self, value: &Value, free: bool, place: Place) -> Option<Side> {
        match value {
            Value::Attribute { label, name } => {
                let at = self.at(label.as_deref(), free, place)?;
                if let Some(attribute) = self.vocabulary.attribute(name) {
                    self.spaces = self.spaces.max(attribute.space + 1);
                    return Some(Side::Attribute(at, attribute));
                }
                let Some((structure, attribute)) = self.region_attribute(name) else {
                    self.no_attribute(place);
                    return None;
                };
                Some(Side::Region { at, structure, attribute })
            }
            Value::Text { text, .. } => Some(Side::Text(text.clone())),
            Value::Number(number) => Some(Side::Number(*number)),
            Value::Distance { from, to, absolute } => {
                let (from, to) = (self.label(from, place)?, self.label(to, place)?);
                Some(Side::Distance { from, to, absolute: *absolute })
            }
            Value::Bound { .. } | Value::Unknown => {
                self.problem(place, "this can not be compared", None);
                None
            }
        }
    }

    /// The token that an attribute is of.
    fn at(&mut self, label: Option<&str>, free: bool, place: Place) -> Option<At> {
        match label {
            Some(label) => self.label(label, place),
            None if free => {
                self.problem(
                    place,
                    "this needs the label of a token",
                    Some("a:[] … :: a.word = \"…\"".to_owned()),
                );
                None
            }
            None => Some(At::Here),
        }
    }

    fn label(&mut self, name: &str, place: Place) -> Option<At> {
        if let Some(label) = self.used.iter().position(|label| label == name) {
            return u32::try_from(label).ok().map(At::Label);
        }
        match name {
            "match" => Some(At::First),
            "matchend" => Some(At::Last),
            _ => {
                let known: Vec<String> =
                    self.labels.iter().take(4).map(|label| format!("{label}:[…]")).collect();
                let suggestion =
                    if known.is_empty() { format!("{name}:[…]") } else { known.join(", ") };
                self.problem(place, "no token has this label", Some(suggestion));
                None
            }
        }
    }

    /// `doc_source` as a structure and its attribute.
    fn region_attribute(&mut self, name: &str) -> Option<(u32, String)> {
        let (structure, attribute) = name.split_once('_')?;
        let structure = self.vocabulary.structure(structure)?;
        if !self.structures.contains(&structure) {
            self.structures.push(structure);
        }
        let known = self.vocabulary.region_attributes(structure);
        known.iter().any(|other| other == attribute).then(|| (structure, attribute.to_owned()))
    }

    fn no_attribute(&mut self, place: Place) {
        let known = self.vocabulary.attributes().join(", ");
        self.problem(place, "this corpus has no such attribute", Some(known));
    }

    fn value_test(
        &mut self,
        name: &str,
        is: Comparison,
        text: String,
        flags: Flags,
        place: Place,
    ) -> Test {
        let Some(attribute) = self.vocabulary.attribute(name) else {
            let Some((structure, attribute)) = self.region_attribute(name) else {
                self.no_attribute(place);
                return Test::Never;
            };
            let test = self.region_value(attribute, is, &text, flags, place);
            return Test::Rows(self.set(RowSet::Regions { structure, test }));
        };
        self.spaces = self.spaces.max(attribute.space + 1);
        let negated = is == Comparison::Unequal;
        let is = if negated { Comparison::Equal } else { is };
        let key = (attribute, is, text, flags);
        let known = self.looked_up.values.get(&key).cloned();
        let test = match known {
            Some(test) => test,
            None if self.looked_up.stopped => Test::Never,
            None => {
                let before = (self.problems.len(), self.looked_up.patterns);
                let test = self.select(attribute, is, &key.2, flags, place);
                self.looked_up.problems.extend(self.problems.drain(before.0..));
                self.looked_up.values.insert(key, test.clone());
                if self.looked_up.patterns > before.1 {
                    self.looked_up.stopped = !(self.go_on)();
                }
                test
            }
        };
        if negated { test.not() } else { test }
    }

    fn select(
        &mut self,
        attribute: Attribute,
        is: Comparison,
        text: &str,
        flags: Flags,
        place: Place,
    ) -> Test {
        let Some(mut test) = self.pattern(is, text, flags, place) else { return Test::Never };
        if test.is_universal() {
            return Test::Always;
        }
        if test.words().is_none() {
            self.looked_up.patterns += 1;
            if self.looked_up.patterns > MOST_PATTERNS {
                self.too_large.get_or_insert(place);
                return Test::Never;
            }
        }
        if self.looked_up.bytes > MOST_BYTES {
            self.too_large.get_or_insert(place);
            return Test::Never;
        }
        let keys = self.vocabulary.select(attribute, &mut test);
        self.looked_up.bytes += keys.bytes();
        if test.is_exhausted() {
            self.problem(
                place,
                "this pattern takes too long and is left out",
                Some("use a simpler pattern".to_owned()),
            );
            return Test::Never;
        }
        Test::In { space: attribute.space, keys: Arc::new(keys), negated: false }
    }

    fn pattern(
        &mut self,
        is: Comparison,
        text: &str,
        flags: Flags,
        place: Place,
    ) -> Option<ValueTest> {
        if !matches!(is, Comparison::Equal | Comparison::Unequal) {
            return Some(ValueTest::Order(is, text.to_owned()));
        }
        let vocabulary = self.vocabulary;
        let strip = |letter: char, out: &mut String| vocabulary.strip(letter, out);
        let options = Options {
            ignore_case: flags.ignore_case,
            literal: flags.literal,
            strip: flags.ignore_accents.then_some(&strip),
        };
        match Pattern::compile(text, &options) {
            Ok(pattern) => Some(ValueTest::Pattern {
                pattern: Box::new(pattern),
                strips: flags.ignore_accents,
            }),
            Err(error) => {
                self.problem(place, &error.message, error.suggestion);
                None
            }
        }
    }

    /// A condition on the attributes of a region.
    pub(super) fn region_test(&mut self, structure: u32, condition: &Condition) -> RegionTest {
        let mut each = |conditions: &[Condition]| {
            let tests = conditions.iter();
            tests.map(|condition| self.region_test(structure, condition)).collect()
        };
        match condition {
            Condition::Always => RegionTest::Always,
            Condition::All(conditions) => RegionTest::All(each(conditions)),
            Condition::Any(conditions) => RegionTest::Any(each(conditions)),
            Condition::Not(condition) => {
                RegionTest::Not(Box::new(self.region_test(structure, condition)))
            }
            Condition::Compare {
                left: Value::Attribute { label: None, name },
                is,
                right,
                place,
            } => {
                let known = self.vocabulary.region_attributes(structure);
                if !known.iter().any(|other| other == name) {
                    let message = "this structure has no such attribute";
                    self.problem(*place, message, Some(known.join(", ")));
                    return RegionTest::Any(Vec::new());
                }
                match right {
                    Value::Text { text, flags } => {
                        self.region_value(name.clone(), *is, text, *flags, *place)
                    }
                    Value::Number(number) => {
                        let flags = Flags { literal: true, ..Flags::default() };
                        self.region_value(name.clone(), *is, &number.to_string(), flags, *place)
                    }
                    _ => {
                        self.problem(*place, "a value stands in quotation marks", None);
                        RegionTest::Any(Vec::new())
                    }
                }
            }
            Condition::Compare { place, .. } | Condition::Holds(_, place) => {
                let suggestion = Some("<doc source=\"…\">".to_owned());
                self.problem(*place, "this says nothing about a structure", suggestion);
                RegionTest::Any(Vec::new())
            }
        }
    }

    fn region_value(
        &mut self,
        attribute: String,
        is: Comparison,
        text: &str,
        flags: Flags,
        place: Place,
    ) -> RegionTest {
        let Some(test) = self.pattern(is, text, flags, place) else {
            return RegionTest::Any(Vec::new());
        };
        let value = RegionTest::Value { attribute, test };
        match is {
            Comparison::Unequal => RegionTest::Not(Box::new(value)),
            _ => value,
        }
    }
}

fn always() -> Check {
    Check::All(Vec::new())
}

fn never() -> Check {
    Check::Any(Vec::new())
}

fn mirrored(is: Comparison) -> Comparison {
    match is {
        Comparison::Less => Comparison::Greater,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::Greater => Comparison::Less,
        Comparison::AtLeast => Comparison::AtMost,
        same => same,
    }
}

/// The labels that a condition asks for.
pub(super) fn labels_of(condition: &Condition, asked: &mut BTreeSet<String>) {
    let mut of_value = |value: &Value| match value {
        // Behind `::` a name alone may be a label.
        Value::Attribute { label, name } => {
            asked.insert(label.as_ref().unwrap_or(name).clone());
        }
        Value::Distance { from, to, .. } => {
            asked.extend([from.clone(), to.clone()]);
        }
        _ => {}
    };
    match condition {
        Condition::Always => {}
        Condition::Not(condition) => labels_of(condition, asked),
        Condition::All(conditions) | Condition::Any(conditions) => {
            conditions.iter().for_each(|condition| labels_of(condition, asked));
        }
        Condition::Compare { left, right, .. } => {
            of_value(left);
            of_value(right);
        }
        Condition::Holds(value, _) => of_value(value),
    }
}

/// The labels that tokens have, and those that their conditions ask for.
pub(super) fn labels_of_node(
    node: &Node,
    named: &mut BTreeSet<String>,
    asked: &mut BTreeSet<String>,
) {
    match node {
        Node::Token { label, condition, .. } => {
            named.extend(label.clone());
            labels_of(condition, asked);
        }
        Node::Sequence(nodes) | Node::Choice(nodes) => {
            nodes.iter().for_each(|node| labels_of_node(node, named, asked));
        }
        Node::Repeat { node, .. } => labels_of_node(node, named, asked),
        _ => {}
    }
}
