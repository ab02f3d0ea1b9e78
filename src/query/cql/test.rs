//! Tests of rows: conditions with everything about them looked up.
//!
//! Tests of attributes that share a space become one set of keys, whatever
//! `&`, `|` and `!` stood between them.

use std::ops::Range;
use std::sync::Arc;

use super::keys::{self, Keys};
use super::tree::Comparison;
use super::vocabulary::{Attribute, Rows};

/// A test of a row that depends on nothing but the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    Always,
    Never,
    /// The key of the row is in the set, or is not.
    In {
        space: u32,
        keys: Arc<Keys>,
        negated: bool,
    },
    /// The row is in this set of rows, found for each document beforehand.
    Rows(usize),
    Not(Box<Self>),
    All(Vec<Self>),
    Any(Vec<Self>),
}

/// A document as tests see it.
pub(super) struct Sheet<'a> {
    pub(super) rows: &'a dyn Rows,
    pub(super) len: u32,
    /// The keys of each space that is in use.
    pub(super) spaces: Vec<&'a [u32]>,
    /// Sets of rows as bits.
    pub(super) sets: Vec<Vec<u64>>,
}

impl Sheet<'_> {
    #[inline]
    pub(super) fn holds(&self, test: &Test, row: u32) -> bool {
        match test {
            Test::Always => true,
            Test::Never => false,
            Test::In { space, keys, negated } => {
                let all = self.spaces.get(*space as usize).copied().unwrap_or(&[]);
                all.get(row as usize).is_some_and(|&key| keys.has(key) != *negated)
            }
            Test::Rows(set) => self.sets.get(*set).is_some_and(|rows| keys::has(rows, row)),
            Test::Not(test) => !self.holds(test, row),
            Test::All(tests) => tests.iter().all(|test| self.holds(test, row)),
            Test::Any(tests) => tests.iter().any(|test| self.holds(test, row)),
        }
    }
}

impl Sheet<'_> {
    /// The last of some rows that passes.
    pub(super) fn last_row(&self, test: &Test, rows: Range<u32>) -> Option<u32> {
        let at = match test {
            Test::In { space, keys, negated } => {
                let all = self.spaces.get(*space as usize).copied().unwrap_or(&[]);
                let all = all.get(rows.start as usize..rows.end as usize).unwrap_or(&[]);
                match (&**keys, negated) {
                    (Keys::Few(few), false) if few.len() == 1 => {
                        all.iter().rposition(|key| *key == few[0])
                    }
                    (keys, negated) => all.iter().rposition(|&key| keys.has(key) != *negated),
                }
            }
            test => {
                return rows.rev().find(|&row| self.holds(test, row));
            }
        };
        at.and_then(|at| u32::try_from(at).ok()).map(|at| rows.start + at)
    }
}

impl Test {
    pub(super) fn not(self) -> Self {
        match self {
            Self::Always => Self::Never,
            Self::Never => Self::Always,
            Self::In { space, keys, negated } => Self::In { space, keys, negated: !negated },
            Self::Not(test) => *test,
            other => Self::Not(Box::new(other)),
        }
    }

    pub(super) fn all(tests: Vec<Self>, size: &dyn Fn(u32) -> u32) -> Self {
        Self::join(tests, true, size)
    }

    /// At least one: not none.
    pub(super) fn any(tests: Vec<Self>, size: &dyn Fn(u32) -> u32) -> Self {
        Self::join(tests, false, size)
    }

    fn join(tests: Vec<Self>, all: bool, size: &dyn Fn(u32) -> u32) -> Self {
        let (neutral, final_one) =
            if all { (Self::Always, Self::Never) } else { (Self::Never, Self::Always) };
        if tests.contains(&final_one) {
            return final_one;
        }
        let mut rest = Vec::new();
        let mut sets: Vec<(u32, Vec<Signed>)> = Vec::new();
        for test in tests {
            match test {
                Self::In { space, keys, negated } => {
                    // `a | b` is not (not a & not b), so one way is enough.
                    let part = (keys, negated == all);
                    match sets.iter_mut().find(|(other, _)| *other == space) {
                        Some((_, parts)) => parts.push(part),
                        None => sets.push((space, vec![part])),
                    }
                }
                test if test == neutral => {}
                test => rest.push(test),
            }
        }
        for (space, parts) in sets {
            let test = join_keys(space, parts, size(space));
            rest.insert(0, if all { test } else { test.not() });
        }
        match rest.len() {
            0 => neutral,
            1 => rest.remove(0),
            _ if all => Self::All(rest),
            _ => Self::Any(rest),
        }
    }
}

/// A set of keys, and whether it is those outside that are wanted.
type Signed = (Arc<Keys>, bool);

/// Keys that are in all sets, but in none of those marked.
fn join_keys(space: u32, mut parts: Vec<Signed>, size: u32) -> Test {
    if parts.len() == 1
        && let Some((keys, negated)) = parts.pop()
    {
        return Test::In { space, keys, negated };
    }
    let is_wanted = parts.iter().any(|(_, negated)| !negated);
    let keys = if is_wanted {
        let wanted = parts.iter().filter(|(_, negated)| !negated).map(|(keys, _)| keys);
        let shortest = wanted.min_by_key(|keys| keys.bytes());
        let all = shortest.into_iter().flat_map(|keys| keys.iter());
        let fits = |key: &u32| parts.iter().all(|(keys, negated)| keys.has(*key) != *negated);
        Keys::new(all.filter(fits).collect(), size)
    } else {
        Keys::new(parts.iter().flat_map(|(keys, _)| keys.iter()).collect(), size)
    };
    Test::In { space, keys: Arc::new(keys), negated: !is_wanted }
}

/// A condition that may depend on labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Check {
    Not(Box<Self>),
    All(Vec<Self>),
    Any(Vec<Self>),
    Token {
        at: At,
        test: Test,
    },
    Compare {
        left: Side,
        is: Comparison,
        right: Side,
    },
    /// The label stands somewhere.
    Set(At),
}

/// A token that a condition is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// The one at hand.
    Here,
    Label(u32),
    /// The first and the last of the match.
    First,
    Last,
}

/// A side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Attribute(At, Attribute),
    /// The value of an attribute of the region around the token.
    Region {
        at: At,
        structure: u32,
        attribute: String,
    },
    Text(String),
    Number(i64),
    Distance {
        from: At,
        to: At,
        absolute: bool,
    },
    Place(At),
}

/// Where the tokens are that a check is about.
#[derive(Clone, Copy)]
pub(super) struct Labelled<'a> {
    /// The token at hand, if there is one.
    pub(super) here: Option<u32>,
    /// Row of each label; [`NOWHERE`] where it is not set.
    pub(super) labels: &'a [u32],
    /// The rows of the match, once it is known.
    pub(super) span: Option<(u32, u32)>,
}

/// The row of a label that is not set.
pub(super) const NOWHERE: u32 = u32::MAX;

impl Labelled<'_> {
    fn row(&self, at: At) -> Option<u32> {
        match at {
            At::Here => self.here,
            At::Label(label) => {
                self.labels.get(label as usize).copied().filter(|&row| row != NOWHERE)
            }
            At::First => self.span.map(|(start, _)| start),
            At::Last => self.span.and_then(|(_, end)| end.checked_sub(1)),
        }
    }
}

impl Check {
    /// The same as a test of the token at hand, if it is about no other.
    pub(super) fn as_test(&self, size: &dyn Fn(u32) -> u32) -> Option<Test> {
        let all = |checks: &[Self]| {
            checks.iter().map(|check| check.as_test(size)).collect::<Option<Vec<_>>>()
        };
        match self {
            Self::Token { at: At::Here, test } => Some(test.clone()),
            Self::Not(check) => check.as_test(size).map(Test::not),
            Self::All(checks) => Some(Test::all(all(checks)?, size)),
            Self::Any(checks) => Some(Test::any(all(checks)?, size)),
            _ => None,
        }
    }

    /// A test of the token at hand that holds wherever this does.
    pub(super) fn at_least(&self, size: &dyn Fn(u32) -> u32) -> Test {
        if let Some(test) = self.as_test(size) {
            return test;
        }
        let each = |checks: &[Self]| checks.iter().map(|check| check.at_least(size)).collect();
        match self {
            Self::All(checks) => Test::all(each(checks), size),
            Self::Any(checks) => Test::any(each(checks), size),
            _ => Test::Always,
        }
    }

    pub(super) fn holds(&self, sheet: &Sheet<'_>, tokens: Labelled<'_>) -> bool {
        match self {
            Self::Not(check) => !check.holds(sheet, tokens),
            Self::All(checks) => checks.iter().all(|check| check.holds(sheet, tokens)),
            Self::Any(checks) => checks.iter().any(|check| check.holds(sheet, tokens)),
            Self::Token { at, test } => {
                tokens.row(*at).is_some_and(|row| sheet.holds(test, row))
            }
            Self::Set(at) => tokens.row(*at).is_some(),
            Self::Compare {
                left: Side::Attribute(a, one),
                is,
                right: Side::Attribute(b, other),
            } if one == other && matches!(is, Comparison::Equal | Comparison::Unequal) => {
                let (Some(a), Some(b)) = (tokens.row(*a), tokens.row(*b)) else { return false };
                let all = sheet.spaces.get(one.space as usize).copied().unwrap_or(&[]);
                let same = all.get(a as usize) == all.get(b as usize)
                    || !sheet.rows.tells_apart(*one)
                        && text_of(sheet, a, *one) == text_of(sheet, b, *one);
                same == (*is == Comparison::Equal)
            }
            Self::Compare { left, is, right } => {
                let (left, right) = (left.value(sheet, tokens), right.value(sheet, tokens));
                let (Some(left), Some(right)) = (left, right) else { return false };
                is.holds(left.compare(&right))
            }
        }
    }
}

fn text_of(sheet: &Sheet<'_>, row: u32, attribute: Attribute) -> String {
    let mut text = String::new();
    sheet.rows.value(row, attribute, &mut text);
    text
}

/// What a side comes to.
enum Value {
    Text(String),
    Number(i64),
}

impl Value {
    fn compare(&self, other: &Self) -> std::cmp::Ordering {
        let text = |value: &Self| match value {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
        };
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => one.cmp(other),
            (one, other) => super::vocabulary::compare(&text(one), &text(other)),
        }
    }
}

impl Side {
    fn value(&self, sheet: &Sheet<'_>, tokens: Labelled<'_>) -> Option<Value> {
        match self {
            Self::Attribute(at, attribute) => {
                tokens.row(*at).map(|row| Value::Text(text_of(sheet, row, *attribute)))
            }
            Self::Region { at, structure, attribute } => {
                let row = tokens.row(*at)?;
                let regions = sheet.rows.regions(*structure);
                let next = regions.partition_point(|region| region.end <= row);
                regions.get(next).filter(|region| region.start <= row)?;
                let mut found = None;
                sheet.rows.region_values(*structure, next, attribute, &mut |value| {
                    found.get_or_insert_with(|| value.to_owned());
                });
                found.map(Value::Text)
            }
            Self::Text(text) => Some(Value::Text(text.clone())),
            Self::Number(number) => Some(Value::Number(*number)),
            Self::Distance { from, to, absolute } => {
                let distance = i64::from(tokens.row(*to)?) - i64::from(tokens.row(*from)?);
                Some(Value::Number(if *absolute { distance.abs() } else { distance }))
            }
            Self::Place(at) => tokens.row(*at).map(|row| Value::Number(i64::from(row))),
        }
    }
}
