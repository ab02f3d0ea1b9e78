//! Why a document stands where it does.

use serde::{Deserialize, Serialize};

/// A score, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ExplainResponse {
    /// The document's path.
    pub path: String,
    /// Its score; the parts add up to it.
    pub score: f32,
    /// Its place among the documents found, by score, 1 for the best; `None`
    /// where it is not found.
    pub rank: Option<u32>,
    /// What the score is made of, in order of the query, pairs last.
    pub parts: Vec<ScorePart>,
    /// Words of the document.
    pub words: u32,
    /// Words of the documents on average.
    pub mean_words: f32,
    /// Words of the query that count for nothing, as function words do where
    /// there are others.
    pub weightless: Vec<String>,
    /// Whether pairs were looked at: they are for the best documents only.
    pub pairs: bool,
}

/// A part of a score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScorePart {
    /// What it is for.
    pub kind: ScoreKind,
    /// The word or phrase as it was typed; both, for a pair.
    pub label: String,
    /// What it adds: `weight` times `saturation`.
    pub score: f32,
    /// Hits in the document; for a pair, how often it stands near.
    pub occurrences: u32,
    /// How many of them are in the title.
    pub in_title: u32,
    /// Documents that have it; for a pair, those with its rarer word.
    pub documents: u32,
    /// What a hit is worth: more, the fewer documents have it.
    pub weight: f32,
    /// What the occurrences count for: each less than the one before, all
    /// less in a long document.
    pub saturation: f32,
}

/// What a part of a score is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ScoreKind {
    /// A word in its forms.
    Word,
    /// A phrase, or words near each other, as asked for.
    Group,
    /// Neighbours in the query that stand near each other.
    Pair,
    /// A word that a broader search has added.
    Expansion,
}
