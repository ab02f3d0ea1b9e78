//! What a format's reader makes of a file: texts and metadata as written,
//! before the rules of the corpus are applied.

use std::ops::Range;

use super::walk::Found;
use crate::document::{Annotation, Warning};

/// Metadata as written: names in the file's own spelling, in its own order.
pub(crate) type Given = Vec<(String, Vec<String>)>;

/// A document before `settle`.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// `Some` for a row of a table: its 1-based number and its line.
    pub(crate) row: Option<Row>,
    /// Whether `given` has the corpus's own names already, as rows have, whose
    /// text had to be looked for.
    pub(crate) is_resolved: bool,
    /// The extracted text.
    pub(crate) text: String,
    /// Where the format itself marks a title in the text.
    pub(crate) heading: Option<Range<usize>>,
    /// Whether a first line that looks like a title may be taken for one.
    pub(crate) title_by_shape: bool,
    /// What the format marks as not the document's own words.
    pub(crate) boilerplate: Vec<Range<usize>>,
    /// What the file says of the document.
    pub(crate) given: Given,
    /// Tokens and what the file says of them.
    pub(crate) annotation: Option<Box<Annotation>>,
}

/// Where a row stands in its table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// 1-based, the heading not counted.
    pub(crate) number: usize,
    /// 1-based line of the file.
    pub(crate) line: u32,
}

/// Everything that came of one file.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// The file as a path below its source.
    pub(crate) name: String,
    /// Its documents: one, or one a row.
    pub(crate) drafts: Vec<Draft>,
    /// What was wrong with it.
    pub(crate) warnings: Vec<Warning>,
    /// The legacy encoding that was guessed for it.
    pub(crate) guessed_encoding: Option<&'static str>,
}

impl Reading {
    pub(crate) fn of(found: &Found) -> Self {
        Self { name: found.name.clone(), ..Self::default() }
    }

    pub(crate) fn warn(&mut self, line: Option<u32>, message: String) {
        self.warnings.push(Warning { path: self.name.clone(), line, message });
    }
}

/// A value of nested metadata (YAML, TOML, JSON), scalars as spelt.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Nothing: null, or a kind of value that has no text.
    Nothing,
    /// A scalar.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// A mapping, in order.
    Map(Vec<(String, Self)>),
}

impl Value {
    /// Names and lists of texts: a mapping inside a mapping becomes
    /// `outer.inner`, except that `{name: X}` stands for `X`.
    pub(crate) fn flatten(self) -> Given {
        let mut given = Given::new();
        if let Self::Map(entries) = self {
            for (name, value) in entries {
                flatten_into(name, value, &mut given);
            }
        }
        given
    }

    /// The value as one text, if it is a scalar.
    fn into_texts(self) -> Vec<String> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Text(text) => vec![text],
            Self::List(values) => values.into_iter().flat_map(Self::into_texts).collect(),
            Self::Map(entries) => entries
                .into_iter()
                .find(|(name, _)| name == "name" || name == "title")
                .map(|(_, value)| value.into_texts())
                .unwrap_or_default(),
        }
    }
}

fn flatten_into(name: String, value: Value, given: &mut Given) {
    match value {
        Value::Map(entries) if !entries.iter().any(|(inner, _)| inner == "name") => {
            for (inner, value) in entries {
                flatten_into(format!("{name}.{inner}"), value, given);
            }
        }
        value => {
            let texts = value.into_texts();
            if !texts.is_empty() {
                given.push((name, texts));
            }
        }
    }
}
