//! Hits in their context.

use serde::{Deserialize, Serialize};

use super::{Dispersion, HitPlace, QueryEcho};

/// Lines of key words in context.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ConcordanceResponse {
    /// How the query was understood.
    pub query: QueryEcho,
    /// Hits of the query in documents that pass the filters.
    pub total_hits: u64,
    /// Documents that pass.
    pub total_documents: u32,
    /// Lines after groups and samples were taken.
    pub total_lines: u32,
    /// The window asked for.
    pub lines: Vec<ConcordanceLine>,
    /// Lines by the key asked for, most first, at most 1,000; of all lines, not
    /// of a sample.
    pub groups: Vec<ConcordanceGroup>,
    /// How many groups there are.
    pub total_groups: u32,
    /// Where the lines are, if asked for; of all lines, not of a sample.
    pub dispersion: Option<Dispersion>,
}

/// One hit in its context.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConcordanceLine {
    /// The document's path.
    pub path: String,
    /// The document's date.
    pub date: Option<String>,
    /// The document's language.
    pub language: Option<String>,
    /// The metadata field asked for, its values joined.
    pub field: String,
    /// Text before the hit, white space as one space.
    pub left: String,
    /// Text of the hit.
    pub matched: String,
    /// Text after the hit.
    pub right: String,
    /// Words before the hit in its document, or for a corpus query tokens before
    /// it in its text: with the path it names the line.
    pub hit: u32,
    /// The hit in its text, if asked for.
    pub place: Option<HitPlace>,
    /// First token of the hit in its text, if places were asked for.
    pub token_start: u32,
    /// End of its tokens, exclusive.
    pub token_end: u32,
    /// How deep in the document the hit is, 0 to 1000.
    pub depth: u16,
}

/// Lines that share a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConcordanceGroup {
    /// The value, as a request names it; empty where there is none.
    pub value: String,
    /// The value for people.
    pub label: String,
    /// How many lines have it.
    pub lines: u32,
}
