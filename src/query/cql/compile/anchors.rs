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

    /// Sets of keys of which every match has one, the cheapest by `cost` (of a
    /// space and a set of keys in it; `None` where it is of no use). `None`
    /// where there are no such sets.
    pub(crate) fn anchors(
        &self,
        cost: &dyn Fn(u32, &Keys) -> Option<u64>,
    ) -> Option<Vec<(u32, &Keys)>> {
        self.cheapest(&self.spans.required, cost).map(|(_, anchors)| anchors)
    }

    fn cheapest(&self, required: &Required, cost: Cost<'_>) -> Option<Priced<'_>> {
        match required {
            Required::Nothing => None,
            Required::Test(test) => price(&self.tests[*test], cost),
            Required::All(all) => {
                let priced = all.iter().filter_map(|required| self.cheapest(required, cost));
                priced.min_by_key(|(cost, _)| *cost)
            }
            Required::Any(any) => sum(any.iter().map(|required| self.cheapest(required, cost))),
        }
    }
}

/// What a set of keys costs to look for.
type Cost<'a> = &'a dyn Fn(u32, &Keys) -> Option<u64>;
/// Anchors with their cost.
type Priced<'a> = (u64, Vec<(u32, &'a Keys)>);

fn price<'a>(test: &'a Test, cost: Cost<'_>) -> Option<Priced<'a>> {
    match test {
        Test::Never => Some((0, Vec::new())),
        Test::In { space, keys, negated: false } => {
            Some((cost(*space, keys)?, vec![(*space, &**keys)]))
        }
        Test::All(tests) => {
            tests.iter().filter_map(|test| price(test, cost)).min_by_key(|(cost, _)| *cost)
        }
        Test::Any(tests) => sum(tests.iter().map(|test| price(test, cost))),
        _ => None,
    }
}

/// Every one is needed, so all of them are looked for.
fn sum<'a>(all: impl Iterator<Item = Option<Priced<'a>>>) -> Option<Priced<'a>> {
    all.reduce(|one, other| {
        let ((one, mut anchors), (other, more)) = (one?, other?);
        anchors.extend(more);
        Some((one + other, anchors))
    })?
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
