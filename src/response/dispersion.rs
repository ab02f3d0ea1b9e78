//! Where hits are: in documents and over time.

use serde::{Deserialize, Serialize};

use super::DateUnit;

/// Where hits are: in documents and over time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispersion {
    /// Documents with lines, in order of path; at most 500.
    pub documents: Vec<DispersionDocument>,
    /// How many documents have lines; more than `documents` if the list was cut.
    pub total_documents: u32,
    /// Hits over time; `None` where the corpus has no dates.
    pub time: Option<DispersionTime>,
}

/// Where the hits of a document are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DispersionDocument {
    /// The document's path.
    pub path: String,
    /// Its title; its path where it has none.
    pub title: String,
    /// Its date.
    pub date: Option<String>,
    /// Its words.
    pub words: u32,
    /// Its hits.
    pub hits: u32,
    /// How deep in it they are, 0 to 1000, ascending; each depth once.
    pub depths: Vec<u16>,
}

/// Hits over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DispersionTime {
    /// As of a histogram.
    pub unit: DateUnit,
    /// How many units one bar stands for.
    pub step: u32,
    /// As of a histogram.
    pub bars: Vec<DispersionBar>,
    /// Hits in documents without a date.
    pub undated: u64,
}

/// The hits of a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DispersionBar {
    /// First unit: usable as a filter's end.
    pub from: String,
    /// Last unit, inclusive.
    pub to: String,
    /// Hits.
    pub hits: u64,
    /// Words of the documents that pass the filters, with hits or without.
    pub words: u64,
}
