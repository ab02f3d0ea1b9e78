//! What can happen to the page ([`Message`]) and what the page wants of the
//! world ([`Effect`]): plain data both.

use crate::page::correction::Correction;
use crate::page::export::{Output, Wish};
use crate::page::filters::{DateRange, Side, Value};
use crate::page::lines::LineSettings;
use crate::page::model::Options;
use crate::page::routes::View;
use crate::page::story::Setting;
use crate::page::windows::Seen;
use crate::request::{Mode, Request, Sort};
use crate::response::Response;

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Message {
    // The engine.
    /// How much of the engine and the corpus is there.
    Progress(u8),
    /// The engine answers from now on.
    EngineReady,
    /// The engine will never answer; a sentence.
    EngineFailed(String),
    /// An answer, or a sentence that says why there is none.
    Answered(Slot, u32, Answer),

    // The page around.
    /// The element's attributes changed.
    OptionsChanged(Options),
    /// The address changed, not by us.
    FragmentChanged(String),
    /// The system prefers dark or light.
    SystemDark(bool),
    /// What the storage remembers.
    Remembered(Memory, String),
    /// Names of languages, by code.
    LanguageNames(Vec<(String, String)>),
    /// The frame asked for has come.
    Frame,

    // The query.
    /// The search box changed; scalar values before the caret.
    Typed(String, u32),
    /// The keyboard moves along the suggestions.
    StepSuggestion(i32),
    /// A suggestion is taken; without a number, the chosen one.
    TakeSuggestion(Option<usize>),
    /// The empty box was clicked.
    ShowRecent,
    /// The box has lost the keyboard.
    CloseSuggestions,
    /// Recent queries are kept from visit to visit.
    KeepRecent(bool),
    /// Documents of a query.
    Find(String),
    /// A query offered by the page was taken.
    TakeQuery(String),
    /// Enter in the search box.
    Submitted,
    /// All words or any word of a simple query.
    ChooseMode(Mode),
    /// The corpus query language.
    ChooseCql,
    /// Words besides those of the query, or no more.
    SetBroader(bool),
    /// A word is not to be added.
    WithoutWord(String),
    /// A result's place is to be explained, or no more.
    Explain(String),
    /// Another order.
    ChooseSort(Sort),

    // The filters.
    /// A value was chosen or let go.
    Toggle(String, Value, Side),
    /// The range of dates was set.
    SetDates(DateRange),
    /// The range of dates as typed.
    TypeDates(String, String),
    /// The pointer draws a range, and is over this bar.
    DrawDates(Stroke, usize),
    /// All filters go.
    ClearFilters,
    /// All values of a facet, or the first only.
    ExpandFacet(String, bool),
    /// Only values with this in them.
    NarrowFacet(String, String),
    /// Filters over a narrow page.
    ShowFilters(bool),

    // Lists.
    /// What is seen of a list.
    Looked(List, Seen),
    /// Keyboard to the next or previous result.
    Step(i32),
    /// A result has the keyboard.
    Selected(u32),

    // The concordance.
    /// It is shown otherwise.
    SetLines(Box<LineSettings>),
    /// Mark or exclude a line, or take that back; without a place, the line
    /// that has the keyboard.
    Pick(Pick, Option<u32>),
    /// The line excluded last comes back.
    UndoExclusion,
    /// Open the document of a line at its hit.
    OpenLine(u32),
    /// The counts over a narrow page.
    ShowCounts(bool),

    // The story.
    /// A view of the story, with these choices.
    Choose(View, Vec<(Setting, String)>),
    /// The view that is shown, without any choices.
    ChooseNothing,
    /// What a row of a list leads to: its place in a text, or a name's page.
    OpenRow(u32),
    /// The keyboard goes to a row of the list.
    GoToRow(u32),
    /// A document at a passage: its first scalar value and its end.
    OpenPassage(String, u32, u32),
    /// More of what is compared.
    MoreCompared,
    /// Pick a document to be compared, or let it go.
    PickDocument(String),
    /// The open document beside another.
    CompareWith(String),
    /// How others tell a passage of the open document, by its number.
    ShowTelling(Option<u32>),
    /// The name whose page is shown is put right so.
    Correct(Box<Correction>),

    // Taking along.
    /// What is to be exported, and how.
    WishExport(Wish),
    /// Fetch it all and hand it over.
    StartExport(Output),
    /// Not after all.
    StopExport,

    // The reader.
    /// Open a document; its place in the list where it is from there.
    Open(String, Option<u32>),
    /// Close the reader.
    Close,
    /// The next or previous document.
    StepDocument(i32),
    /// The next or previous hit.
    StepHit(i32),
    /// A hit, by its number.
    GoToHit(u32),
    /// The list of hits, shown or not.
    ShowHits(bool),
    /// Copy something.
    Copy(Copying),
    /// Whether the copy was made; the text if not.
    CopyDone(Copying, Result<(), String>),

    // The rest.
    /// Another view.
    Go(View),
    /// Something is to lie over the page.
    ShowDialog(Dialog),
    /// What lies over the page was closed, or is to be.
    CloseDialog,
    /// Keyboard to the search box.
    FocusSearch,
    /// Escape.
    Escape,
    /// Light, dark, as the system.
    NextTheme,
    /// Letters as shortcuts.
    LetterKeys(bool),
    /// The notice has been read.
    DropNotice,
}

impl Message {
    /// An answer to the question of a slot that has this ticket.
    pub(crate) fn answered(
        slot: Slot,
        ticket: u32,
        answer: Result<Box<Response>, String>,
    ) -> Self {
        Self::Answered(slot, ticket, Answer(Some(answer)))
    }
}

/// What the engine said. Buttons copy their messages for each click; answers
/// are given on once, and a copy of one is empty: what copies every kind of
/// answer would be 12 kB of the module.
#[derive(Debug, PartialEq)]
pub(crate) struct Answer(Option<Result<Box<Response>, String>>);

impl Answer {
    /// The answer itself; nothing in a copy.
    pub(crate) fn given(self) -> Option<Result<Box<Response>, String>> {
        self.0
    }
}

impl Clone for Answer {
    fn clone(&self) -> Self {
        Self(None)
    }
}

/// Something the page wants done. What the tree must show first (focus,
/// scrolling) is done after it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Effect {
    /// Ask the engine; the answer comes with the ticket. An older question of
    /// the same slot is given up.
    Ask(Slot, u32, Request),
    /// Give up the question of a slot.
    GiveUp(Slot),
    /// [`Message::Frame`] at the next frame.
    NextFrame,
    /// The fragment of the address.
    ShowFragment(String),
    /// Tell the page around.
    Emit(Event),
    /// Put text into the clipboard.
    Copy(Copying, String),
    /// Remember something.
    Remember(Memory, String),
    /// Find the names of languages in the language of the interface.
    NameLanguages(&'static str, Vec<String>),
    /// [`Message::DropNotice`] in a while.
    DropNoticeLater,
    /// Keyboard to a part of the page.
    Focus(Target),
    /// Keyboard to the search box, the caret after so many scalar values.
    Caret(u32),
    /// Scroll a list to its beginning.
    ScrollToTop(List),
    /// Scroll the reader until a hit is in view.
    ScrollToHit(u32),
    /// Scroll the reader until the passage stood at is in view.
    ScrollToPassage,
    /// Open or close what lies over the page.
    Dialog(Dialog, bool),
    /// Hand over a file: its name, its media type, its text.
    Save(String, &'static str, String),
}

/// How far the drawing of a range is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stroke {
    /// The pointer is put down.
    Begins,
    /// It moves.
    Goes,
    /// It is lifted.
    Ends,
    /// It is taken away.
    Breaks,
}

/// Kinds of questions; of each kind only the last counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// About the corpus.
    About,
    /// A new search.
    Search,
    /// More results of the same search.
    MoreResults,
    /// More values of facets of the same search.
    Facets,
    /// A document.
    Document,
    /// More paragraphs of the same document.
    MoreText,
    /// A new concordance.
    Lines,
    /// More lines of the same concordance.
    MoreLines,
    /// Hits of the open document, in context.
    Hits,
    /// A piece of what is exported.
    Export,
    /// What may be typed next.
    Suggest,
    /// Why a result is where it is.
    Explain,
    /// A new answer of a view of the story.
    Story,
    /// More rows of the same.
    MoreStory,
    /// Statements by the name whose page is shown.
    SaidBy,
    /// Statements about it.
    SaidOf,
    /// Passages of the open document that others tell too.
    Passages,
}

impl Slot {
    /// How many slots there are.
    pub(crate) const COUNT: usize = 17;
}

/// Told to the page around.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// `corpus-ready`
    Ready { title: String, documents: u32 },
    /// `corpus-query`
    Query { query: String, documents: u32, hits: u64 },
    /// `corpus-open`
    Open { document: String, title: String },
}

/// Lists that scroll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    /// The results.
    Results,
    /// The text of the open document.
    Text,
    /// The lines of the concordance.
    Lines,
    /// The hits of the open document.
    Hits,
    /// The rows of a view of the story.
    Story,
}

/// Parts of the page that can have the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// The search box.
    Search,
    /// An item of the result list.
    Result(u32),
    /// A line of the concordance.
    Line(u32),
    /// A row of a view of the story.
    Row(u32),
    /// The open document's heading.
    Reader,
    /// The filters.
    Filters,
    /// The button that shows the filters.
    FiltersButton,
    /// The view's heading.
    View,
}

/// What can be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Copying {
    /// A citation of the open document.
    Citation,
    /// A link to this place.
    Link,
    /// What was exported.
    Export,
    /// Lines for `corpus.toml`.
    Correction,
}

/// What can be done with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pick {
    /// Mark it.
    Mark,
    /// Leave it out.
    Exclude,
}

/// What can lie over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialog {
    /// The help.
    Help,
    /// What to export, and how.
    Export,
}

impl Dialog {
    /// Its `id` in the tree.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Help => "help",
            Self::Export => "export",
        }
    }
}

/// What is remembered from visit to visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Memory {
    /// The theme.
    Theme,
    /// Letters as shortcuts.
    LetterKeys,
    /// Recent queries, where they are to be kept.
    Recent,
}
