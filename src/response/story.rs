//! What is answered about the story. Every row has its evidence.

use serde::{Deserialize, Serialize};

use super::{QueryEcho, Run};

/// Where something stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The document.
    pub path: String,
    /// Its date, where it has one.
    pub date: Option<String>,
    /// First scalar value in the document's text.
    pub start: u32,
    /// End of the same.
    pub end: u32,
    /// The sentence around it, the piece itself marked as a hit.
    pub sentence: Vec<Run>,
    /// The rule that found it.
    pub why: String,
}

/// Names.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NamesResponse {
    /// How the query was understood.
    pub query: QueryEcho,
    /// Whether the corpus was analysed at all.
    pub analysed: bool,
    /// Names before the window was cut.
    pub total: u32,
    /// The window asked for.
    pub names: Vec<NameRow>,
}

/// One name in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameRow {
    /// Its fullest and most frequent spelling.
    pub name: String,
    /// `person`, `organisation`, `place` or `other`.
    pub kind: String,
    /// Mentions in the documents looked at.
    pub mentions: u32,
    /// Documents that have one.
    pub documents: u32,
    /// Statements by it.
    pub statements: u32,
}

/// One name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NameResponse {
    /// The name and its counts.
    pub row: NameRow,
    /// Its spellings, the most frequent first.
    pub spellings: Vec<Counted>,
    /// Its roles, each with the places that give it.
    pub roles: Vec<RoleRow>,
    /// Names in the same documents, those in most of them first.
    pub companions: Vec<NameRow>,
    /// Names that may be the same person's.
    pub perhaps: Vec<String>,
    /// Documents with their dates and counts, in order of time.
    pub appearances: Vec<Appearance>,
    /// The window of the mentions.
    pub mentions: Vec<Evidence>,
}

/// A text and how often it occurs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// The text.
    pub text: String,
    /// How often.
    pub count: u32,
}

/// A role and where it is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleRow {
    /// As the texts word it.
    pub text: String,
    /// Where they do.
    pub evidence: Vec<Evidence>,
}

/// A document that a name is in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appearance {
    /// The document.
    pub path: String,
    /// Its date, where it has one.
    pub date: Option<String>,
    /// Mentions in it.
    pub mentions: u32,
}

/// Statements.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StatementsResponse {
    /// How the query was understood.
    pub query: QueryEcho,
    /// Whether the corpus was analysed at all.
    pub analysed: bool,
    /// Statements before the window was cut.
    pub total: u32,
    /// Who speaks in them, the most frequent first.
    pub speakers: Vec<Counted>,
    /// Names in them, the most frequent first.
    pub abouts: Vec<Counted>,
    /// The window asked for, by document and place.
    pub statements: Vec<StatementRow>,
}

/// One statement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementRow {
    /// Where what was said stands.
    pub evidence: Evidence,
    /// What was said.
    pub text: String,
    /// `direct`, `mixed`, `indirect` or `label`.
    pub kind: String,
    /// Who said it; `None` where the text leaves it open.
    pub speaker: Option<String>,
    /// The words that stand for the speaker.
    pub speaker_as: Option<String>,
    /// The verb or noun of saying.
    pub cue: Option<String>,
    /// Where it was said.
    pub venue: Option<String>,
    /// To whom.
    pub addressee: Option<String>,
    /// Names in it.
    pub about: Vec<String>,
    /// Statements with the same number quote the same words.
    pub cluster: Option<u32>,
    /// How many of them there are in the documents looked at; 0 without a
    /// cluster.
    pub alike: u32,
}

/// Figures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FiguresResponse {
    /// How the query was understood.
    pub query: QueryEcho,
    /// Whether the corpus was analysed at all.
    pub analysed: bool,
    /// Figures before the window was cut.
    pub total: u32,
    /// Units, the most frequent first.
    pub units: Vec<Counted>,
    /// The window asked for, by unit and value.
    pub figures: Vec<FigureRow>,
}

/// One figure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FigureRow {
    /// Where it stands.
    pub evidence: Evidence,
    /// As the text gives it.
    pub text: String,
    /// `count`, `money`, `duration`, `share` or `compound`.
    pub kind: String,
    /// The number.
    pub value: f64,
    /// What is counted, or the unit.
    pub unit: String,
    /// `about`, `at least`, as the text gives it.
    pub qualifier: Option<String>,
    /// By whose account.
    pub claimant: Option<String>,
}

/// Dates.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DatesResponse {
    /// How the query was understood.
    pub query: QueryEcho,
    /// Whether the corpus was analysed at all.
    pub analysed: bool,
    /// Dates before the window was cut.
    pub total: u32,
    /// How many there are of each date, in order of time.
    pub days: Vec<Counted>,
    /// The window asked for, in order of time.
    pub mentions: Vec<DateRow>,
}

/// One date that a text names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateRow {
    /// Where it stands.
    pub evidence: Evidence,
    /// As the text gives it.
    pub text: String,
    /// What it means; `None` where nothing anchors it.
    pub named: Option<String>,
    /// `absolute`, `document` or `none`.
    pub anchor: String,
    /// People and bodies named in its sentence.
    pub with: Vec<String>,
}

/// Events.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EventsResponse {
    /// How the query was understood.
    pub query: QueryEcho,
    /// Whether the corpus was analysed at all.
    pub analysed: bool,
    /// Events before the window was cut.
    pub total: u32,
    /// Their kinds, the most frequent first.
    pub kinds: Vec<Counted>,
    /// The window asked for, in order of time, undated ones last.
    pub events: Vec<EventRow>,
}

/// One event as one sentence tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventRow {
    /// Where the word for it stands.
    pub evidence: Evidence,
    /// `meeting`, `attack` and the like.
    pub kind: String,
    /// The words that tell it.
    pub text: String,
    /// People and bodies in it.
    pub who: Vec<String>,
    /// Where, as the text names it.
    pub place: Option<String>,
    /// The date that its own sentence names; `None` where nothing anchors it.
    pub date: Option<String>,
    /// `absolute`, `document` or `none`.
    pub anchor: String,
    /// The date as the text gives it.
    pub date_text: Option<String>,
    /// It is to come, as the sentence tells it.
    pub planned: bool,
}

/// Documents side by side.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CompareResponse {
    /// The documents that there are.
    pub documents: Vec<ComparedDocument>,
    /// Paths of those that there are not.
    pub missing: Vec<String>,
    /// Passages that several tell, in the first one's order.
    pub both: Vec<Told>,
    /// What they tell differently.
    pub differs: Vec<Difference>,
    /// What only one tells.
    pub only: Vec<OnlyIn>,
    /// Rows of `both`, `differs` and `only` before the lists were cut.
    pub totals: [u32; 3],
}

/// A document that is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedDocument {
    /// Its path.
    pub path: String,
    /// Its title; empty where there is none.
    pub title: String,
    /// Its date, where it has one.
    pub date: Option<String>,
}

/// A passage that several documents tell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// One of each document that tells it.
    pub passages: Vec<Evidence>,
    /// Names, figures and rare words that they share.
    pub shared: Vec<String>,
}

/// Something told differently.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// `figure`, `role`, `date`, `wording`, `venue` or `speaker`.
    pub kind: String,
    /// The unit, name, event or first words.
    pub about: String,
    /// As each tells it.
    pub sides: Vec<Side>,
}

/// What one document tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// Where.
    pub evidence: Evidence,
    /// In its words.
    pub text: String,
    /// By whose account.
    pub who: Option<String>,
}

/// What only one document tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnlyIn {
    /// The document.
    pub path: String,
    /// Its passages, in order.
    pub passages: Vec<Evidence>,
}

/// What others tell of one document's passages.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PassagesResponse {
    /// The document.
    pub path: String,
    /// Its passages that others tell too, in order.
    pub passages: Vec<Telling>,
    /// Paths of near-duplicates, the nearest first.
    pub duplicates: Vec<String>,
    /// For each of them the share of this document's runs of five words that
    /// stand there, too.
    pub shares: Vec<f64>,
}

/// A passage that others tell too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telling {
    /// First scalar value in the document's text.
    pub start: u32,
    /// End of the same.
    pub end: u32,
    /// The others' sentences, the nearest first.
    pub others: Vec<Evidence>,
    /// Names, figures and rare words that they share.
    pub shared: Vec<String>,
}

/// Names that stand together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NetworkResponse {
    /// How the query was understood.
    pub query: QueryEcho,
    /// Whether the corpus was analysed at all.
    pub analysed: bool,
    /// The names, the most mentioned first; that in the middle before them.
    pub names: Vec<NameRow>,
    /// The links between them, the strongest first.
    pub links: Vec<Link>,
}

/// Two names that stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Place of the one among the names.
    pub a: u32,
    /// Place of the other, behind it.
    pub b: u32,
    /// Documents with a sentence that names both.
    pub documents: u32,
    /// Sentences that name both.
    pub sentences: u32,
}

/// Documents that are nearly one text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DuplicatesResponse {
    /// How the query was understood.
    pub query: QueryEcho,
    /// Groups.
    pub total: u32,
    /// The groups of the window.
    pub groups: Vec<DuplicateGroup>,
}

/// Documents that are nearly one text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DuplicateGroup {
    /// Paths, in the order of the corpus.
    pub documents: Vec<String>,
    /// How much of each, or of the one that it is like, both have: of its runs
    /// of five words; 1 for the first.
    pub shares: Vec<f64>,
}
