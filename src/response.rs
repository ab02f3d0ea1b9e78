//! What an index answers: plain data, the same for the page, the command line
//! and the JavaScript API. Offsets count Unicode scalar values.

mod concordance;
mod dispersion;
mod explain;
mod story;
mod suggest;

use serde::{Deserialize, Serialize};

pub use self::concordance::{ConcordanceGroup, ConcordanceLine, ConcordanceResponse};
pub use self::dispersion::{Dispersion, DispersionBar, DispersionDocument, DispersionTime};
pub use self::explain::{ExplainResponse, ScoreKind, ScorePart};
pub use self::story::{
    Appearance, CompareResponse, ComparedDocument, Counted, DateRow, DatesResponse, Difference,
    DuplicateGroup, DuplicatesResponse, EventRow, EventsResponse, Evidence, FigureRow,
    FiguresResponse, Link, NameResponse, NameRow, NamesResponse, NetworkResponse, OnlyIn,
    PassagesResponse, RoleRow, Side, StatementRow, StatementsResponse, Telling, Told,
};
pub use self::suggest::{SuggestResponse, Suggestion, SuggestionKind};
use crate::document::Warning;

/// The answer to a [`Request`](crate::request::Request).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// What is in the corpus.
    About(About),
    /// Found documents.
    Search(SearchResponse),
    /// A window of a document.
    Document(DocumentResponse),
    /// Lines of key words in context.
    Concordance(ConcordanceResponse),
    /// Why there is no answer, as a sentence for the reader.
    Failed(String),
    /// What may be typed next.
    Suggest(SuggestResponse),
    /// Why a document stands where it does.
    Explain(ExplainResponse),
    /// Who and what is named.
    Names(NamesResponse),
    /// All that is known of one name.
    Name(NameResponse),
    /// Who said what.
    Statements(StatementsResponse),
    /// Numbers and what they count.
    Figures(FiguresResponse),
    /// Dates that the texts name.
    Dates(DatesResponse),
    /// What happened when.
    Events(EventsResponse),
    /// What several documents tell alike, differently and alone.
    Compare(CompareResponse),
    /// What others tell of one document's passages.
    Passages(PassagesResponse),
    /// Names that stand together.
    Network(NetworkResponse),
    /// Documents that are nearly one text.
    Duplicates(DuplicatesResponse),
}

/// A stretch of text, marked or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The text itself; never markup.
    pub text: String,
    /// What the stretch is.
    pub mark: Mark,
}

/// What a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// The document's own words.
    Plain,
    /// Part of hit number n of the document (0-based, in order of place);
    /// the hits of a title that stands apart from the text come first.
    Hit(u32),
    /// Not the document's own words: shown grey.
    Boilerplate,
}

/// Found documents with everything that depends on the query.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SearchResponse {
    /// How the query was understood.
    pub query: QueryEcho,
    /// Documents that match, before the window was cut.
    pub total_documents: u32,
    /// Hits in those documents.
    pub total_hits: u64,
    /// Documents in the corpus.
    pub corpus_documents: u32,
    /// The window asked for.
    pub documents: Vec<FoundDocument>,
    /// One for each field that is a facet, in the corpus's order. A facet's
    /// counts follow the query and every filter but those on its own field.
    pub facets: Vec<Facet>,
    /// Matching documents over time; `None` where the corpus has no dates.
    /// Follows the query and every filter but those on the date.
    pub dates: Option<Histogram>,
}

/// How a query was understood.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct QueryEcho {
    /// As it was asked.
    pub text: String,
    /// What it means, to be put into words.
    pub meaning: Meaning,
    /// What could not be understood or used; the rest was run.
    pub problems: Vec<Problem>,
    /// Words that were replaced because they have no hits at all.
    pub substitutions: Vec<Substitution>,
    /// The forms that were searched, for each word of the query.
    pub words: Vec<WordEcho>,
    /// The same in the corpus query language, where that can say it.
    pub cql: Option<String>,
    /// Words that a broader search has added, those that count most first.
    pub expansions: Vec<Expansion>,
}

/// A word that a broader search has added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Expansion {
    /// The word; `SearchRequest::without` takes it out.
    pub word: String,
    /// What it counts beside a word of the query.
    pub weight: f32,
}

/// What a query means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// Every document.
    #[default]
    Everything,
    /// Documents with a word.
    Word(WordMeaning),
    /// Documents with words that follow each other.
    Phrase(Vec<WordMeaning>),
    /// Words in any order, first and last at most `within` words apart.
    Together {
        /// The words.
        words: Vec<WordMeaning>,
        /// Difference of word positions.
        within: u32,
    },
    /// Two parts at most `within` words apart.
    Near {
        /// A word, a phrase or another `Near`.
        left: Box<Self>,
        /// Likewise.
        right: Box<Self>,
        /// Difference of word positions.
        within: u32,
        /// Whether `left` must come first.
        ordered: bool,
    },
    /// The same in the title.
    InTitle(Box<Self>),
    /// Documents with a metadata field that fits.
    Field {
        /// What the page calls the field.
        label: String,
        /// What must hold of it.
        test: FieldMeaning,
    },
    /// All of these.
    All(Vec<Self>),
    /// At least one of these.
    Any(Vec<Self>),
    /// Not this.
    Not(Box<Self>),
    /// Documents with a match of a query of the corpus query language, which
    /// says itself.
    Tokens,
    /// The same in what somebody is reported to have said.
    InSpeech(Box<Self>),
}

/// What a word must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WordMeaning {
    /// Any form of this word.
    Forms(String),
    /// This word, however it is capitalised and accented.
    Folded(String),
    /// This word, letter for letter.
    Exact(String),
    /// A word that fits this pattern of `*` and `?`.
    Pattern(String),
    /// A word with at most so many typing errors.
    Similar {
        /// As it should be.
        word: String,
        /// 1 or 2.
        errors: u8,
    },
    /// A word that fits this regular expression.
    Regex(String),
}

/// What must hold of a metadata field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldMeaning {
    /// It has these words.
    Contains(String),
    /// It is this.
    Equals(String),
    /// There is a value.
    Present,
    /// It is more, or later, than this.
    MoreThan(String),
    /// It is less, or earlier, than this.
    LessThan(String),
    /// It is between these, both included; an absent end is open.
    Between {
        /// First.
        from: Option<String>,
        /// Last.
        to: Option<String>,
    },
}

/// A part of the query that could not be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// First scalar value of the part in the query.
    pub start: u32,
    /// End of the part, exclusive.
    pub end: u32,
    /// What is wrong, as a sentence.
    pub message: String,
    /// What to type instead, where there is something.
    pub suggestion: Option<String>,
}

/// "no hits for X, showing Y".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Substitution {
    /// The word as typed.
    pub typed: String,
    /// The words of the corpus that were searched instead, most frequent first.
    pub used: Vec<String>,
}

/// One word of the query and how often its forms occur.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordEcho {
    /// The word as typed.
    pub typed: String,
    /// The forms it matched, most frequent first; at most 24.
    pub forms: Vec<String>,
    /// How many forms there are in all.
    pub total_forms: u32,
    /// Occurrences in the corpus, all forms.
    pub occurrences: u64,
}

/// One document of a result list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FoundDocument {
    /// Its path: its name in links and requests.
    pub path: String,
    /// The row's own identifier, where it has one.
    pub id: Option<String>,
    /// Its title with hits marked; its path where it has no title.
    pub title: Vec<Run>,
    /// Whether `title` is a title (or a path standing in).
    pub titled: bool,
    /// Its date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Its language, a primary subtag.
    pub language: Option<String>,
    /// Its other fields, in the corpus's order.
    pub fields: Vec<FieldValues>,
    /// BM25; 0 where the query has no words.
    pub score: f32,
    /// Hits in the document (title and text).
    pub hits: u32,
    /// The best passage, hits marked; the first words where there is no hit.
    pub snippet: Vec<Run>,
    /// Place of every hit, if asked for.
    pub hit_places: Vec<HitPlace>,
}

/// A metadata field of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldValues {
    /// The field's name.
    pub name: String,
    /// What the page calls it.
    pub label: String,
    /// At least one.
    pub values: Vec<String>,
}

/// The place of one hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HitPlace {
    /// Whether it is in a title that stands apart from the text (offsets then
    /// count in the title).
    pub in_title: bool,
    /// First scalar value.
    pub start: u32,
    /// End, exclusive.
    pub end: u32,
    /// The text of the hit.
    pub text: String,
}

/// The values of one field among the matching documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    /// The field's name.
    pub field: String,
    /// What the page calls it.
    pub label: String,
    /// Most frequent first; chosen ones are always among them.
    pub values: Vec<FacetValue>,
    /// How many values have a match; more than `values` if the list was cut.
    pub total_values: u32,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetValue {
    /// `None`: documents without a value.
    pub value: Option<String>,
    /// Matching documents that have it.
    pub documents: u32,
    /// What the request's filters say of it.
    pub state: FacetState,
}

/// Whether a facet value is part of the filters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FacetState {
    /// Not chosen.
    #[default]
    Free,
    /// Chosen.
    Included,
    /// Ruled out.
    Excluded,
}

/// Matching documents over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Histogram {
    /// What one bar stands for.
    pub unit: DateUnit,
    /// Bars from the corpus's first to its last date, without gaps, at most
    /// 120 of them (the unit is chosen for that; beyond, `step` units a bar).
    pub bars: Vec<Bar>,
    /// How many units one bar stands for.
    pub step: u32,
    /// Matching documents without a date.
    pub undated: u32,
    /// Matching documents whose date is less exact than `unit`, and which are
    /// counted at the first bar that they may mean.
    pub partial: u32,
}

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateUnit {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// One bar of a histogram.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// First unit, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: usable as a filter's end.
    pub from: String,
    /// Last unit, inclusive.
    pub to: String,
    /// Matching documents.
    pub documents: u32,
    /// Documents of the whole corpus.
    pub all: u32,
}

/// A window of one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DocumentResponse {
    /// Its path.
    pub path: String,
    /// The row's own identifier, where it has one.
    pub id: Option<String>,
    /// Its title with hits marked; its path where it has no title.
    pub title: Vec<Run>,
    /// Whether `title` is a title.
    pub titled: bool,
    /// Whether the title is also the beginning of the text (then the page
    /// need not print it twice).
    pub title_in_text: bool,
    /// Its date.
    pub date: Option<String>,
    /// Its language, a primary subtag.
    pub language: Option<String>,
    /// Its other fields.
    pub fields: Vec<FieldValues>,
    /// Words, boilerplate left out.
    pub words: u32,
    /// Paragraphs in the whole document.
    pub total_paragraphs: u32,
    /// Number of the first paragraph in `paragraphs`.
    pub first_paragraph: u32,
    /// The window. Joined, the runs of all paragraphs are the text.
    pub paragraphs: Vec<Paragraph>,
    /// For every hit in the whole document, the paragraph it begins in;
    /// `None` for a hit in a separate title. Its length is the number of hits.
    pub hit_paragraphs: Vec<Option<u32>>,
    /// How the query was understood.
    pub query: QueryEcho,
    /// Paths of the documents before and after it, in order of path.
    pub previous: Option<String>,
    /// See `previous`.
    pub next: Option<String>,
    /// The paragraph of the scalar value that was asked for.
    pub at_paragraph: Option<u32>,
}

/// A paragraph: lines up to and with the line ends that close it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Scalar offset of its beginning in the text.
    pub start: u32,
    /// Its text.
    pub runs: Vec<Run>,
}

/// What is in the corpus, how it was made, what it weighs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// The corpus's title.
    pub title: String,
    /// A sentence or two.
    pub description: Option<String>,
    /// Documents.
    pub documents: u32,
    /// Word tokens, boilerplate left out.
    pub words: u64,
    /// Tokens: words and punctuation marks, boilerplate included.
    pub tokens: u64,
    /// Different folded words.
    pub types: u32,
    /// Bytes of all texts, UTF-8.
    pub text_bytes: u64,
    /// Bytes of the index.
    pub index_bytes: u64,
    /// Earliest and latest date, where there are dates.
    pub dates: Option<(String, String)>,
    /// Documents without a date.
    pub undated: u32,
    /// Documents in each language, most first; `None` is undetermined.
    pub languages: Vec<LanguageCount>,
    /// The metadata fields.
    pub fields: Vec<FieldInfo>,
    /// What is said of tokens: part of speech, lemma …
    pub layers: Vec<LayerInfo>,
    /// Structures that documents are annotated with, by name.
    pub structures: Vec<StructureInfo>,
    /// Where the bytes go.
    pub sections: Vec<SectionInfo>,
    /// What the build had to say, at most 1,000.
    pub warnings: Vec<Warning>,
    /// How many warnings there were.
    pub total_warnings: u32,
    /// How the text was analysed, in sentences.
    pub analysis: Vec<String>,
    /// `corpuscope 0.1.0`.
    pub generator: String,
    /// Version of the index format, `1.0`.
    pub format: String,
    /// Build date, only where the build was asked to record one.
    pub built: Option<String>,
    /// Whether names, statements, figures and dates were looked for.
    pub analysed: bool,
}

/// Documents in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageCount {
    /// Primary subtag.
    pub language: Option<String>,
    /// Documents.
    pub documents: u32,
    /// Whether words are matched by their stems.
    pub stemmed: bool,
}

/// A metadata field of the corpus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldInfo {
    /// Its name.
    pub name: String,
    /// What the page calls it.
    pub label: String,
    /// Whether it is a facet.
    pub facet: bool,
    /// Documents that have it.
    pub documents: u32,
    /// Different values.
    pub values: u32,
}

/// A layer of the corpus: an attribute of tokens in corpus queries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayerInfo {
    /// Its name.
    pub name: String,
    /// Different values.
    pub values: u32,
    /// Tokens that have one.
    pub tokens: u64,
}

/// A structure of the corpus: sentences, noun phrases …
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StructureInfo {
    /// Its name.
    pub name: String,
    /// Names of its attributes.
    pub attributes: Vec<String>,
    /// Regions in all documents.
    pub regions: u32,
}

/// One section of the index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionInfo {
    /// Four letters.
    pub name: String,
    /// What it holds, for people.
    pub about: String,
    /// Name of its codec.
    pub codec: String,
    /// Bytes as stored.
    pub bytes: u64,
}
