//! What can be asked of the story: names, statements, figures, dates.

use serde::{Deserialize, Serialize};

use super::{Filter, Mode, Syntax};

/// The documents that are looked at, and the window of the rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StoryScope {
    /// As typed; empty for every document.
    pub query: String,
    /// As for the search.
    pub syntax: Syntax,
    /// As for the search.
    pub mode: Mode,
    /// All must hold.
    pub filters: Vec<Filter>,
    /// How many rows to skip.
    pub offset: u32,
    /// How many rows to return.
    pub limit: u32,
}

impl Default for StoryScope {
    fn default() -> Self {
        Self {
            query: String::new(),
            syntax: Syntax::default(),
            mode: Mode::All,
            filters: Vec::new(),
            offset: 0,
            limit: 50,
        }
    }
}

/// People, organisations, places and other names, most mentioned first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NamesRequest {
    /// Where to look.
    pub scope: StoryScope,
    /// `person`, `organisation`, `place` or `other`; all where empty.
    pub kind: String,
    /// Only names with these letters in them.
    pub containing: String,
}

/// All that is known of one name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NameRequest {
    /// Where to look; the window is of the mentions.
    pub scope: StoryScope,
    /// The name, as a list of names gives it.
    pub name: String,
}

/// Who said what.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StatementsRequest {
    /// Where to look.
    pub scope: StoryScope,
    /// Only by this name.
    pub speaker: Option<String>,
    /// Only where this name is in what was said.
    pub about: Option<String>,
    /// `direct`, `mixed`, `indirect` or `label`; all but labels where empty.
    pub kind: String,
    /// Only statements with these letters in what was said.
    pub containing: String,
    /// Only statements of this cluster.
    pub cluster: Option<u32>,
    /// Only statements made there, in the words of the text.
    pub venue: Option<String>,
    /// By the dates of the documents, the undated last, rather than by document.
    pub by_time: bool,
}

/// Numbers, what they count and by whose account.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FiguresRequest {
    /// Where to look.
    pub scope: StoryScope,
    /// `count`, `money`, `duration`, `share` or `compound`; all where empty.
    pub kind: String,
    /// Only figures with this unit.
    pub unit: Option<String>,
    /// Only figures of at least so much.
    pub least: Option<f64>,
    /// Only figures of at most so much.
    pub most: Option<f64>,
}

/// Dates that the texts name, in order of time; unknown ones last.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DatesRequest {
    /// Where to look.
    pub scope: StoryScope,
}

/// Meetings, visits, attacks, resignations and the like, in order of time;
/// undated ones last.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EventsRequest {
    /// Where to look.
    pub scope: StoryScope,
    /// As in `EventsResponse::kinds`; all where empty.
    pub kind: String,
    /// Only events with this name in them.
    pub who: Option<String>,
    /// Only events in this place.
    pub place: Option<String>,
}

/// What two or more documents tell: alike, differently, alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CompareRequest {
    /// Their paths.
    pub documents: Vec<String>,
    /// Rows of each list at most.
    pub limit: u32,
}

impl Default for CompareRequest {
    fn default() -> Self {
        Self { documents: Vec::new(), limit: 50 }
    }
}

/// The passages of one document that others tell too, and its
/// near-duplicates.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PassagesRequest {
    /// The document.
    pub path: String,
}

/// Names that stand together: those most mentioned and the links between them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NetworkRequest {
    /// Where to look; the limit is of names, 60 at most.
    pub scope: StoryScope,
    /// `person`, `organisation`, `place` or `other`; all where empty.
    pub kind: String,
    /// A name that all others must share a sentence with.
    pub around: Option<String>,
}

/// Documents that are nearly one text, in groups.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DuplicatesRequest {
    /// Where to look; the window is of the groups.
    pub scope: StoryScope,
}
