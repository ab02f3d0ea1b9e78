//! Everything the page knows: plain data, changed by [`update`] alone.
//!
//! [`update`]: crate::page::update::update

use crate::page::correction::Correction;
use crate::page::export::Export;
use crate::page::filters::DateProblem;
use crate::page::languages::Texts;
use crate::page::message::{Copying, Dialog, List, Slot};
use crate::page::ordered::Ordered;
use crate::page::routes::{self, Place, View};
use crate::page::story::StoryRow;
use crate::page::windows::{Seen, Shared, Windows};
use crate::response::{
    About, ConcordanceLine, ConcordanceResponse, DocumentResponse, ExplainResponse,
    FoundDocument, Paragraph, PassagesResponse, Response, SearchResponse, Suggestion,
};

/// Documents in a chunk of the result list.
pub(crate) const RESULTS_IN_CHUNK: u32 = 20;

/// Paragraphs in a chunk of the reader.
pub(crate) const PARAGRAPHS_IN_CHUNK: u32 = 30;

/// Lines in a chunk of the concordance and of a document's list of hits.
pub(crate) const LINES_IN_CHUNK: u32 = 50;

/// Rows in a chunk of a list of the story.
pub(crate) const ROWS_IN_CHUNK: u32 = 30;

/// Lines that the concordance lists: browsers draw no higher page.
pub(crate) const MOST_LINES: u32 = 500_000;

/// What the page was given when it was mounted; never changes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Setup {
    /// Whether the place is kept in the address: a page of its own.
    pub(crate) full_page: bool,
    /// The page's address without fragment, where it can be linked to.
    pub(crate) page_url: Option<String>,
    /// The corpus's title before the corpus is there.
    pub(crate) title: Option<String>,
    /// The interface's language to begin with.
    pub(crate) texts: &'static Texts,
}

/// What the page around may set and change.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Options {
    /// A query to show.
    pub(crate) query: Option<String>,
    /// A view to show, by name.
    pub(crate) view: Option<String>,
    /// Another language of the interface.
    pub(crate) texts: Option<&'static Texts>,
    /// `light`, `dark` or `auto`.
    pub(crate) theme: Option<String>,
}

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Model {
    pub(crate) setup: Setup,
    pub(crate) options: Options,
    pub(crate) texts: &'static Texts,
    pub(crate) theme: Theme,
    /// What the reader's system prefers.
    pub(crate) system_dark: bool,
    /// Whether single letters are shortcuts.
    pub(crate) letter_keys: bool,
    pub(crate) engine: Engine,
    pub(crate) tickets: Tickets,
    pub(crate) about: Option<Shared<About>>,
    /// Names of the corpus's languages in the interface's language, by code.
    pub(crate) language_names: Ordered<String, String>,
    pub(crate) place: Place,
    /// The fragment last written, so that our own changes are not read back.
    pub(crate) fragment: String,
    pub(crate) results: Results,
    pub(crate) lines: Lines,
    pub(crate) story: Story,
    pub(crate) suggest: Suggest,
    /// The last simple query with its form in the corpus query language, so
    /// that switching there and back loses nothing.
    pub(crate) translated: Option<(String, String)>,
    pub(crate) facet_views: Ordered<String, FacetView>,
    pub(crate) date_entry: DateEntry,
    pub(crate) reader: Option<Reader>,
    /// Whether the filters cover a narrow page.
    pub(crate) filters_open: bool,
    /// What lies over the page.
    pub(crate) dialog: Option<Dialog>,
    pub(crate) export: Export,
    pub(crate) notice: Option<Notice>,
}

/// Colours of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the system prefers.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// Whether the engine answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Not yet; how much of it is there.
    Loading { percent: u8 },
    /// It does.
    Ready,
    /// It never will; the sentence that says why.
    Failed(String),
}

/// Which question of each kind is waited for. An answer to any other is late.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tickets {
    last: u32,
    open: [Option<u32>; Slot::COUNT],
}

/// What the last search found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Results {
    /// The answer, without its documents.
    pub(crate) answer: Option<Shared<SearchResponse>>,
    pub(crate) windows: Windows<FoundDocument>,
    /// The documents' place that the windows are of.
    pub(crate) asked: Place,
    /// Whether typing waits for the next frame.
    pub(crate) due: bool,
    /// The item that has the keyboard.
    pub(crate) selected: Option<u32>,
    /// What to do with `selected` once it is there.
    pub(crate) once_held: Option<OnceHeld>,
    /// First item of the stretch asked for last.
    pub(crate) asked_from: u32,
    /// The result whose place is explained.
    pub(crate) explained: Option<Explained>,
    /// Why there is no answer.
    pub(crate) error: Option<String>,
}

/// Why a document stands where it does.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Explained {
    pub(crate) path: String,
    /// `None` until it is there.
    pub(crate) answer: Option<Shared<ExplainResponse>>,
}

/// What is offered under the search box.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Suggest {
    /// The list; empty where it is not shown.
    pub(crate) offers: Vec<Offer>,
    /// The one that the keyboard has chosen.
    pub(crate) chosen: Option<usize>,
    /// The part of the query that they replace, in scalar values.
    pub(crate) part: (u32, u32),
    /// Where the caret was when the box was typed into.
    pub(crate) caret: u32,
    /// Whether typing waits for them.
    pub(crate) wanted: bool,
    /// Queries that something was done with, the last one first.
    pub(crate) recent: Vec<String>,
    /// Whether those are kept from visit to visit.
    pub(crate) kept: bool,
}

/// Something offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Offer {
    /// A recent query.
    Recent(String),
    /// Something of the corpus.
    Found(Suggestion),
}

/// The concordance of the last query.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Lines {
    /// The answer, without its lines.
    pub(crate) answer: Option<Shared<ConcordanceResponse>>,
    pub(crate) windows: Windows<ConcordanceLine>,
    /// The place that was asked for; `None` before anything was.
    pub(crate) asked: Option<Place>,
    /// First line of the stretch asked for last.
    pub(crate) asked_from: u32,
    /// The line that has the keyboard.
    pub(crate) selected: Option<u32>,
    /// What to do with `selected` once it is there.
    pub(crate) once_held: Option<OnceHeld>,
    /// Whether the next answer takes the place of what is near, not of the
    /// beginning: lines were excluded or had back.
    pub(crate) stays: bool,
    /// Lines excluded, the last one last: what can be undone.
    pub(crate) undo: Vec<(String, u32)>,
    /// Whether the counts cover a narrow page.
    pub(crate) counts_open: bool,
    /// Why there is no answer.
    pub(crate) error: Option<String>,
}

/// What the view of the story shows. There is one, since one view is shown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Story {
    /// The answer, without its rows.
    pub(crate) answer: Option<Shared<Response>>,
    pub(crate) rows: Windows<StoryRow>,
    /// The place that was asked for; `None` before anything was.
    pub(crate) asked: Option<Place>,
    /// First row of the stretch asked for last.
    pub(crate) asked_from: u32,
    /// Rows of each list of what is compared.
    pub(crate) limit: u32,
    /// The row that has the keyboard.
    pub(crate) selected: Option<u32>,
    /// What to do with `selected` once it is there.
    pub(crate) once_held: Option<OnceHeld>,
    /// Beside the page of a name: statements by it and about it.
    pub(crate) said_by: Option<Shared<Response>>,
    pub(crate) said_of: Option<Shared<Response>>,
    /// How its reader puts it right.
    pub(crate) correction: Option<Correction>,
    /// Why there is no answer.
    pub(crate) error: Option<String>,
}

/// What waits for an item of the list that is not held yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OnceHeld {
    /// Give it the keyboard.
    Focus,
    /// Open it.
    Open,
}

/// How one facet is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FacetView {
    /// All values rather than the first.
    pub(crate) expanded: bool,
    /// Only values with this in them.
    pub(crate) needle: String,
}

/// The range of dates while it is being chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DateEntry {
    /// The bar where the pointer began to draw a range, and where it is.
    pub(crate) drawn: Option<(usize, usize)>,
    /// What was typed and could not be used.
    pub(crate) refused: Option<(String, String, DateProblem)>,
}

/// The open document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reader {
    pub(crate) path: String,
    /// The answer, without its paragraphs.
    pub(crate) head: Option<Shared<DocumentResponse>>,
    pub(crate) windows: Windows<Paragraph>,
    /// Its place in the list beside it, where it is known.
    pub(crate) position: Option<u32>,
    /// Its hits, each in a short context.
    pub(crate) hit_list: HitList,
    /// Where to scroll once the paragraph is there.
    pub(crate) jump: Option<Jump>,
    /// Its passages that others tell too, and the one whose others are shown.
    pub(crate) passages: Option<Shared<PassagesResponse>>,
    pub(crate) telling: Option<u32>,
    /// Why it cannot be shown.
    pub(crate) error: Option<String>,
}

/// The hits of the open document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct HitList {
    /// Whether it is shown.
    pub(crate) open: bool,
    pub(crate) windows: Windows<ConcordanceLine>,
    /// First hit of the stretch asked for last.
    pub(crate) asked_from: u32,
}

/// A place in the open document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Jump {
    /// A hit that is to be in view.
    Hit(u32),
    /// The hit with so many words before it, as the concordance names it.
    Word(u32),
    /// The passage that the place names.
    Passage,
    /// The beginning.
    Top,
}

/// A short word to the reader that goes away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// It is in the clipboard.
    Copied(Copying),
    /// The clipboard was refused: here it is to be copied by hand.
    CopyByHand(String),
    /// Parts of the link that were not understood.
    OddLink(Vec<String>),
    /// A line was excluded; it can be had back.
    Excluded,
    /// No more lines can be picked.
    PickedAll,
    /// No more documents can be.
    ComparedAll,
}

impl Model {
    /// The page as it first shows, at the place that the fragment or else the
    /// options name.
    pub(crate) fn new(setup: Setup, options: Options, fragment: &str) -> Self {
        let (mut place, problems) = routes::read(fragment);
        if place == Place::default() {
            place.query = options.query.clone().unwrap_or_default();
            place.view = options.view.as_deref().and_then(View::named).unwrap_or_default();
        }
        let reader = Reader::at(&place);
        Self {
            texts: setup.texts,
            theme: Theme::named(options.theme.as_deref()),
            system_dark: false,
            letter_keys: true,
            engine: Engine::Loading { percent: 0 },
            tickets: Tickets::default(),
            about: None,
            language_names: Ordered::default(),
            fragment: routes::write(&place),
            place,
            results: Results::new(),
            lines: Lines::new(),
            story: Story::new(),
            suggest: Suggest::default(),
            translated: None,
            facet_views: Ordered::default(),
            date_entry: DateEntry::default(),
            reader,
            filters_open: false,
            dialog: None,
            export: Export::default(),
            notice: (!problems.is_empty()).then_some(Notice::OddLink(problems)),
            setup,
            options,
        }
    }

    /// Whether the page is dark now.
    pub(crate) fn dark(&self) -> bool {
        match self.theme {
            Theme::Auto => self.system_dark,
            Theme::Light => false,
            Theme::Dark => true,
        }
    }

    /// The corpus's title, as far as it is known.
    pub(crate) fn title(&self) -> &str {
        match &self.about {
            Some(about) => &about.title,
            None => self.setup.title.as_deref().unwrap_or_default(),
        }
    }

    /// What the page calls a field.
    pub(crate) fn field_label(&self, field: &str) -> String {
        let facets = self.results.answer.iter().flat_map(|answer| &answer.facets);
        let labels = facets.map(|facet| (&facet.field, &facet.label));
        let about = self.about.iter().flat_map(|about| &about.fields);
        let label = labels
            .chain(about.map(|info| (&info.name, &info.label)))
            .find(|(name, _)| *name == field)
            .map_or(field, |(_, label)| label);
        self.texts.field(field, label)
    }

    /// A link to a place, where there can be one.
    pub(crate) fn link(&self, place: &Place) -> Option<String> {
        let url = self.setup.page_url.as_ref().filter(|_| self.setup.full_page)?;
        Some(format!("{url}#{}", routes::write(place)))
    }

    /// Whether what is seen of a list says nothing new: it is as known, or a
    /// jump to another place waits for its items, which must not be let go.
    pub(crate) fn knows(&self, list: List, seen: &Seen) -> bool {
        let (results, lines) = (&self.results, &self.lines);
        match (list, &self.reader) {
            (List::Results, _) => results.once_held.is_some() || results.windows.knows(seen),
            (List::Lines, _) => lines.once_held.is_some() || lines.windows.knows(seen),
            (List::Story, _) => self.story.once_held.is_some() || self.story.rows.knows(seen),
            (List::Text, Some(reader)) => reader.jump.is_some() || reader.windows.knows(seen),
            (List::Hits, Some(reader)) => reader.hit_list.windows.knows(seen),
            (List::Text | List::Hits, None) => true,
        }
    }

    /// Items in the list beside the reader.
    pub(crate) fn list_total(&self) -> u32 {
        match self.place.view {
            View::Concordance => self.lines.windows.total(),
            view if view.is_story() => self.story.rows.total(),
            _ => self.results.windows.total(),
        }
    }

    /// Whether a search is under way or about to be.
    pub(crate) fn searching(&self) -> bool {
        self.results.due
            || self.tickets.is_open(Slot::Search)
            || self.tickets.is_open(Slot::Lines)
            || self.tickets.is_open(Slot::Story)
    }

    /// Whether names, statements, figures and dates were looked for.
    pub(crate) fn analysed(&self) -> bool {
        self.about.as_ref().is_some_and(|about| about.analysed)
    }

    /// The views that there is something to show in, and the one that is shown.
    pub(crate) fn views(&self) -> impl Iterator<Item = View> {
        let (analysed, current) = (self.analysed(), self.place.view);
        View::ALL
            .into_iter()
            .filter(move |view| analysed || !view.is_story() || *view == current)
    }
}

impl Theme {
    /// The theme of that name; `Auto` for any other.
    pub(crate) fn named(name: Option<&str>) -> Self {
        match name {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::Auto,
        }
    }

    /// Its name in options and storage.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl Tickets {
    /// A new ticket; an older one of the same slot is worth nothing now.
    pub(crate) fn issue(&mut self, slot: Slot) -> u32 {
        self.last = self.last.wrapping_add(1);
        self.open[slot as usize] = Some(self.last);
        self.last
    }

    /// Whether the ticket is the one waited for; it is spent then.
    pub(crate) fn redeem(&mut self, slot: Slot, ticket: u32) -> bool {
        let open = &mut self.open[slot as usize];
        if *open != Some(ticket) {
            return false;
        }
        *open = None;
        true
    }

    /// Whether an answer is waited for.
    pub(crate) fn is_open(&self, slot: Slot) -> bool {
        self.open[slot as usize].is_some()
    }

    /// Waits no more.
    pub(crate) fn void(&mut self, slot: Slot) {
        self.open[slot as usize] = None;
    }
}

impl Results {
    fn new() -> Self {
        Self {
            answer: None,
            windows: Self::no_documents(),
            asked: Place::default(),
            due: false,
            selected: None,
            once_held: None,
            asked_from: 0,
            explained: None,
            error: None,
        }
    }

    /// An empty list.
    pub(crate) fn no_documents() -> Windows<FoundDocument> {
        Windows::new(RESULTS_IN_CHUNK, 116)
    }
}

impl Lines {
    fn new() -> Self {
        Self {
            answer: None,
            windows: Self::no_lines(),
            asked: None,
            asked_from: 0,
            selected: None,
            once_held: None,
            stays: false,
            undo: Vec::new(),
            counts_open: false,
            error: None,
        }
    }

    /// An empty list.
    pub(crate) fn no_lines() -> Windows<ConcordanceLine> {
        Windows::of_equal_items(LINES_IN_CHUNK, 28)
    }
}

impl Story {
    /// Nothing yet.
    pub(crate) fn new() -> Self {
        Self {
            answer: None,
            rows: Self::no_rows(),
            asked: None,
            asked_from: 0,
            selected: None,
            once_held: None,
            limit: ROWS_IN_CHUNK,
            said_by: None,
            said_of: None,
            correction: None,
            error: None,
        }
    }

    /// An empty list.
    pub(crate) fn no_rows() -> Windows<StoryRow> {
        Windows::new(ROWS_IN_CHUNK, 64)
    }
}

impl Reader {
    /// The document that a place names, about to be asked for.
    pub(crate) fn at(place: &Place) -> Option<Self> {
        let jump = match (place.word, place.hit) {
            (Some(word), _) => Jump::Word(word),
            (None, Some(hit)) => Jump::Hit(hit),
            (None, None) if place.passage.is_some() => Jump::Passage,
            (None, None) => Jump::Top,
        };
        place.document.clone().map(|path| Self::new(path, jump))
    }

    /// A document about to be asked for.
    pub(crate) fn new(path: String, jump: Jump) -> Self {
        Self {
            path,
            head: None,
            windows: Windows::new(PARAGRAPHS_IN_CHUNK, 96),
            position: None,
            hit_list: HitList {
                open: false,
                windows: Windows::of_equal_items(LINES_IN_CHUNK, 52),
                asked_from: 0,
            },
            jump: Some(jump),
            passages: None,
            telling: None,
            error: None,
        }
    }

    /// How many hits the document has.
    pub(crate) fn hits(&self) -> u32 {
        let hits = self.head.as_ref().map_or(0, |head| head.hit_paragraphs.len());
        u32::try_from(hits).unwrap_or(u32::MAX)
    }
}
