//! What queries ask of a corpus: two traits, so that matching does not depend
//! on how tokens are kept.
//!
//! A *row* is a token of a document that can be found. A *space* is a
//! numbering of values: each row has one *key* in it. Attributes that follow
//! from one another (a word and its lower case) share a space, so that any
//! combination of tests of them is one set of keys.

use std::ops::Range;

use super::keys::Keys;
use super::tree::Comparison;
use crate::numbers::decimal;
use crate::query::regex::Pattern;

/// An attribute of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Attribute {
    pub(crate) number: u32,
    pub(crate) space: u32,
}

/// What there is to ask for in a corpus.
pub(crate) trait Vocabulary {
    /// Names of the attributes.
    fn attributes(&self) -> Vec<String>;

    fn attribute(&self, name: &str) -> Option<Attribute>;

    /// Names of the structures.
    fn structures(&self) -> Vec<String>;

    fn structure(&self, name: &str) -> Option<u32>;

    /// Names of the attributes of a structure's regions.
    fn region_attributes(&self, structure: u32) -> Vec<String>;

    /// Keys of a space are below this.
    fn keys(&self, space: u32) -> u32;

    /// The keys whose value of the attribute passes.
    fn select(&self, attribute: Attribute, test: &mut ValueTest) -> Keys;

    /// Appends a character without its accent.
    fn strip(&self, letter: char, out: &mut String);
}

/// One document.
pub(crate) trait Rows {
    /// How many rows there are.
    fn len(&self) -> u32;

    /// The key of each row in a space.
    fn keys(&self, space: u32) -> &[u32];

    /// Regions of a structure, ascending, disjoint, none empty.
    fn regions(&self, structure: u32) -> &[Range<u32>];

    /// Hands over the values of an attribute of a region.
    fn region_values(
        &self,
        structure: u32,
        region: usize,
        attribute: &str,
        take: &mut dyn FnMut(&str),
    );

    /// Appends the value of an attribute of a row.
    fn value(&self, row: u32, attribute: Attribute, out: &mut String);

    /// Whether rows of different keys always differ in the value of an attribute.
    fn tells_apart(&self, _attribute: Attribute) -> bool {
        false
    }

    /// Appends a character without its accent.
    fn strip(&self, letter: char, out: &mut String);
}

/// A test of a value.
#[derive(Clone, Debug)]
pub(crate) enum ValueTest {
    /// The pattern covers it.
    Pattern {
        pattern: Box<Pattern>,
        /// Accents are taken off the value before.
        strips: bool,
    },
    /// It compares so with a text or number.
    Order(Comparison, String),
}

impl ValueTest {
    pub(crate) fn passes(&mut self, value: &str, strip: impl Fn(char, &mut String)) -> bool {
        match self {
            Self::Pattern { pattern, strips: false } => pattern.is_match(value),
            Self::Pattern { pattern, strips: true } => {
                let mut stripped = String::with_capacity(value.len());
                value.chars().for_each(|letter| strip(letter, &mut stripped));
                pattern.is_match(&stripped)
            }
            Self::Order(is, other) => is.holds(compare(value, other)),
        }
    }

    /// The values that pass, where they are few and known.
    pub(crate) fn words(&self) -> Option<&[String]> {
        match self {
            Self::Pattern { pattern, strips: false } if !pattern.ignores_case() => {
                pattern.words()
            }
            _ => None,
        }
    }

    /// What all values that pass begin with, but for case and accents.
    pub(crate) fn prefix(&self) -> &str {
        match self {
            Self::Pattern { pattern, .. } => pattern.literal_prefix(),
            Self::Order(..) => "",
        }
    }

    /// Whether every value passes.
    pub(crate) fn is_universal(&self) -> bool {
        matches!(self, Self::Pattern { pattern, .. } if pattern.is_universal())
    }

    /// Whether the pattern was too much work to be answered.
    pub(crate) fn is_exhausted(&self) -> bool {
        matches!(self, Self::Pattern { pattern, .. } if pattern.is_exhausted())
    }
}

impl Comparison {
    pub(super) fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::Unequal => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        }
    }
}

/// As numbers where both are numbers, as texts otherwise.
pub(super) fn compare(one: &str, other: &str) -> std::cmp::Ordering {
    match (decimal(one), decimal(other)) {
        (Some(one), Some(other)) => one.total_cmp(&other),
        _ => one.cmp(other),
    }
}
