//! What can be asked of an index: plain data, the same for the page, the
//! command line and the JavaScript API.

mod story;

use serde::{Deserialize, Serialize};

pub use self::story::{
    CompareRequest, DatesRequest, DuplicatesRequest, EventsRequest, FiguresRequest,
    NameRequest, NamesRequest, NetworkRequest, PassagesRequest, StatementsRequest, StoryScope,
};

/// One question. Answered by the [`Response`](crate::response::Response)
/// variant of the same name, or by `Response::Failed`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// What is in the corpus, how it was made, what it weighs.
    About,
    /// Documents for a query, with facets.
    Search(SearchRequest),
    /// A window of one document's text with the query's hits marked.
    Document(DocumentRequest),
    /// Every hit in its context.
    Concordance(ConcordanceRequest),
    /// What may be typed next.
    Suggest(SuggestRequest),
    /// Why a document stands where it does.
    Explain(ExplainRequest),
    /// Who and what is named.
    Names(NamesRequest),
    /// All that is known of one name.
    Name(NameRequest),
    /// Who said what.
    Statements(StatementsRequest),
    /// Numbers and what they count.
    Figures(FiguresRequest),
    /// Dates that the texts name.
    Dates(DatesRequest),
    /// What happened when.
    Events(EventsRequest),
    /// What several documents tell alike, differently and alone.
    Compare(CompareRequest),
    /// What others tell of one document's passages.
    Passages(PassagesRequest),
    /// Names that stand together.
    Network(NetworkRequest),
    /// Documents that are nearly one text.
    Duplicates(DuplicatesRequest),
}

/// Documents for a query, filtered, sorted, one window of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SearchRequest {
    /// As typed. Empty means every document.
    pub query: String,
    /// The language of the query.
    pub syntax: Syntax,
    /// Whether bare words are all needed or any one of them is enough.
    pub mode: Mode,
    /// All must hold.
    pub filters: Vec<Filter>,
    /// Order of the documents.
    pub sort: Sort,
    /// How many documents to skip.
    pub offset: u32,
    /// How many documents to return.
    pub limit: u32,
    /// How many values of each facet to return; 0 leaves facets and dates out.
    pub facet_limit: u32,
    /// Whether to list the place of every hit in the documents returned.
    pub with_hits: bool,
    /// Whether to look for words besides those of a simple query, such as the
    /// best documents have.
    pub broader: bool,
    /// Words that a broader search would add and that are not wanted.
    pub without: Vec<String>,
}

impl Default for SearchRequest {
    fn default() -> Self {
        Self {
            query: String::new(),
            syntax: Syntax::Simple,
            mode: Mode::All,
            filters: Vec::new(),
            sort: Sort::Relevance,
            offset: 0,
            limit: 20,
            facet_limit: 12,
            with_hits: false,
            broader: false,
            without: Vec::new(),
        }
    }
}

/// The language of a query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Syntax {
    /// Words, phrases, fields.
    #[default]
    Simple,
    /// The corpus query language: patterns of tokens.
    Cql,
}

/// How the bare words of a simple query combine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// A document needs every word.
    #[default]
    All,
    /// One word is enough; more words rank higher.
    Any,
}

/// Order of found documents. Ties are broken by path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// Best score first; by path where the query has no words.
    #[default]
    Relevance,
    /// Latest first, undated last.
    Newest,
    /// Earliest first, undated last.
    Oldest,
    /// By title, alphabetical under folding, untitled last.
    Title,
    /// By path.
    Path,
}

/// A condition on one metadata field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// The field's name (`source`, `date`, `language` …).
    pub field: String,
    /// What must hold.
    pub test: FilterTest,
}

/// What a filter asks of a field. `None` stands for "no value" (undated).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FilterTest {
    /// At least one of these values.
    Include(Vec<Option<String>>),
    /// None of these values.
    Exclude(Vec<Option<String>>),
    /// Dates that overlap this closed range; each end is `YYYY`, `YYYY-MM` or
    /// `YYYY-MM-DD`, and an absent end is open.
    Between {
        /// First day.
        from: Option<String>,
        /// Last day.
        to: Option<String>,
    },
}

/// A window of one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentRequest {
    /// The document's path (not its number: links survive rebuilds).
    pub path: String,
    /// Hits of this query are marked; may be empty.
    pub query: String,
    /// As for the search.
    pub syntax: Syntax,
    /// As for the search.
    pub mode: Mode,
    /// First paragraph wanted, 0-based.
    pub first_paragraph: u32,
    /// How many paragraphs at most; 0 means all.
    pub paragraphs: u32,
    /// A scalar value of the text whose paragraph is wanted, too: the answer
    /// tells its number.
    pub at: Option<u32>,
}

/// Lines of key words in context.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConcordanceRequest {
    /// As typed.
    pub query: String,
    /// As for the search.
    pub syntax: Syntax,
    /// As for the search.
    pub mode: Mode,
    /// All must hold.
    pub filters: Vec<Filter>,
    /// Words on either side, 1 to 200.
    pub context: u32,
    /// What the context is; `context` counts where it is words.
    pub unit: ContextUnit,
    /// At most three keys, the first counts most. Without keys lines come in
    /// order of path and place.
    pub sort: Vec<SortKey>,
    /// How many lines to draw at random; all where absent.
    pub sample: Option<u32>,
    /// The same seed draws the same sample.
    pub seed: u64,
    /// Count the lines by this key, too.
    pub group: Option<ConcordanceKey>,
    /// Only lines with this value of this key (as a group names it).
    pub only: Option<(ConcordanceKey, String)>,
    /// A metadata field to show with each line.
    pub field: Option<String>,
    /// How many lines to skip.
    pub offset: u32,
    /// How many lines to return.
    pub limit: u32,
    /// Whether to tell the place of each line in its text, which decodes it
    /// whole.
    pub with_places: bool,
    /// Lines to leave out.
    pub exclude: Vec<LineId>,
    /// Whether to tell where in documents and time the lines are.
    pub dispersion: bool,
}

impl Default for ConcordanceRequest {
    fn default() -> Self {
        Self {
            query: String::new(),
            syntax: Syntax::Simple,
            mode: Mode::All,
            filters: Vec::new(),
            context: 12,
            unit: ContextUnit::Words,
            sort: Vec::new(),
            sample: None,
            seed: 0,
            group: None,
            only: None,
            field: None,
            offset: 0,
            limit: 50,
            with_places: false,
            exclude: Vec::new(),
            dispersion: false,
        }
    }
}

/// What stands around a hit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ContextUnit {
    /// So many words on either side.
    #[default]
    Words,
    /// The sentence, at most 1,000 words on either side.
    Sentence,
    /// The paragraph, at most 1,000 words on either side.
    Paragraph,
}

/// Names a line: as `ConcordanceLine::path` and `ConcordanceLine::hit` do.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LineId {
    /// The document's path.
    pub path: String,
    /// The number of the hit.
    pub hit: u32,
}

/// A key to sort by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SortKey {
    /// What is compared.
    pub by: ConcordanceKey,
    /// Last first. Lines without a value come last either way.
    #[serde(default)]
    pub descending: bool,
}

/// What concordance lines are sorted and counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ConcordanceKey {
    /// The word so many places to the left (negative) or right of the hit; 0
    /// is the first word of the hit itself. Folded.
    Position(i8),
    /// The path of the document.
    Document,
    /// The date of the document.
    Date,
    /// The first value of a metadata field.
    Field(String),
    /// What a layer says of the word so many places to the left or right, as for
    /// `Position`; 0 is the first token of a corpus query's hit.
    Layer(String, i8),
}

/// What may stand at the caret of a query that is being typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SuggestRequest {
    /// The query as far as it is typed.
    pub text: String,
    /// Scalar values of it before the caret; the end where there are fewer.
    pub caret: u32,
    /// Suggestions of each kind at most.
    pub limit: u32,
}

impl Default for SuggestRequest {
    fn default() -> Self {
        Self { text: String::new(), caret: u32::MAX, limit: 8 }
    }
}

/// The score of one document, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExplainRequest {
    /// As typed.
    pub query: String,
    /// As for the search.
    pub syntax: Syntax,
    /// As for the search.
    pub mode: Mode,
    /// The document.
    pub path: String,
    /// As for the search.
    pub broader: bool,
    /// As for the search.
    pub without: Vec<String>,
}
