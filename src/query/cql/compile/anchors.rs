//! What every match must have: the tests by which a caller finds the few
//! documents that need be looked at.

use super::super::keys::Keys;
use super::super::test::Test;
use super::shape::Shape;
use super::{Compiled, Compiler, NearTest, RowSet};

/// Tests of which some must hold in every match.
#[derive(Clone, Debug)]
pub(in crate::query::cql) enum Required {
    Nothing,
    Test(usize),
    /// All of these: the caller picks the rarest.
    All(Vec<Self>),
    /// One of these.
    Any(Vec<Self>),
}

impl Compiled {
    /// Whether rows need the regions of a structure.
    pub(crate) fn asks_for(&self, structure: u32) -> bool {
        self.structures.contains(&structure)
    }

    /// What every match must have, for those who can tell by it which
    /// documents have none.
    pub(crate) fn needs(&self) -> Need<'_> {
        self.need(&self.spans.required)
    }

    fn need(&self, required: &Required) -> Need<'_> {
        match required {
            Required::Nothing => Need::Unknown,
            Required::Test(test) => need_of(&self.tests[*test]),
            Required::All(all) => Need::All(all.iter().map(|one| self.need(one)).collect()),
            Required::Any(any) => Need::Any(any.iter().map(|one| self.need(one)).collect()),
        }
    }
}

/// What every match must have.
#[derive(Debug)]
pub(crate) enum Need<'a> {
    /// Nothing that is known.
    Unknown,
    /// A row whose key in the space is one of these.
    Keys(u32, &'a Keys),
    All(Vec<Self>),
    /// One of these; no match at all where there are none.
    Any(Vec<Self>),
}

fn need_of(test: &Test) -> Need<'_> {
    match test {
        Test::Never => Need::Any(Vec::new()),
        Test::In { space, keys, negated: false } => Need::Keys(*space, keys),
        Test::All(tests) => Need::All(tests.iter().map(need_of).collect()),
        Test::Any(tests) => Need::Any(tests.iter().map(need_of).collect()),
        _ => Need::Unknown,
    }
}

impl Compiler<'_> {
    pub(super) fn required(&self, shape: &Shape) -> Required {
        match shape {
            Shape::Atom(atom) => match &self.tests[atom.test as usize] {
                Test::Rows(set) => match &self.sets[*set] {
                    RowSet::Near(near) => self.required_near(near),
                    _ => Required::Nothing,
                },
                _ => Required::Test(atom.test as usize),
            },
            Shape::Sequence(shapes) => {
                Required::All(shapes.iter().map(|shape| self.required(shape)).collect())
            }
            Shape::Choice(shapes) => {
                Required::Any(shapes.iter().map(|shape| self.required(shape)).collect())
            }
            Shape::Repeat { shape, least: 1.., .. }
            | Shape::Inside(shape, _)
            | Shape::First(shape, _) => self.required(shape),
            Shape::Guard(_) | Shape::Repeat { .. } => Required::Nothing,
        }
    }

    fn required_near(&self, near: &NearTest) -> Required {
        match near {
            NearTest::Token(test) => Required::Test(*test),
            NearTest::Meet { of, negated: true, .. } => self.required_near(of),
            NearTest::Meet { of, with, .. } => {
                Required::All(vec![self.required_near(of), self.required_near(with)])
            }
            NearTest::Union(one, other) => {
                Required::Any(vec![self.required_near(one), self.required_near(other)])
            }
        }
    }
}
