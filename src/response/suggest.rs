//! What may be typed next.

use serde::{Deserialize, Serialize};

/// What may stand at the caret.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuggestResponse {
    /// First scalar value of the part of the text that a suggestion replaces.
    pub start: u32,
    /// End of the part, exclusive.
    pub end: u32,
    /// Fields or values first, then words or corrections, then titles.
    pub suggestions: Vec<Suggestion>,
}

/// Something to put into the query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// What it is.
    pub kind: SuggestionKind,
    /// What replaces the part.
    pub insert: String,
    /// What is shown.
    pub label: String,
    /// Occurrences of a word, documents of anything else.
    pub count: u64,
    /// The document of a title.
    pub path: Option<String>,
    /// The name of the field of a value.
    pub field: Option<String>,
}

/// What a suggestion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SuggestionKind {
    /// A word that begins as typed.
    Word,
    /// The title of a document that has the words.
    Title,
    /// A value of the field at the caret.
    Value,
    /// A field to ask for.
    Field,
    /// A word of the corpus like the one typed, which is none.
    Correction,
}
