//! What the analysis of a story finds: plain data, without the rules.
//!
//! Places are **bytes** of the document's text where it is analysed, and its
//! **tokens** in the index. A [`Rule`] says which rule found an item, so that
//! every item can answer "why?".

use std::ops::Range;

use crate::document::PartialDate;

/// A stretch of a document's text.
pub(crate) type Span = Range<u32>;

/// Everything that was found in a corpus.
#[cfg(feature = "cli")]
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Story {
    /// Each person, organisation, place or other name once, in order of their
    /// names.
    pub(crate) names: Vec<Name>,
    /// Facts of each document, in the corpus's order.
    pub(crate) documents: Vec<DocumentFacts>,
    /// Pairs that may be one person; no merge was made.
    pub(crate) suggestions: Vec<Suggestion>,
}

/// What a word tells of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EventWord {
    /// In the past: it happened.
    #[cfg(feature = "cli")]
    Verb(EventKind),
    /// It is spoken of.
    #[cfg(feature = "cli")]
    Noun(EventKind),
    /// It says something of the event told near it.
    #[cfg(feature = "cli")]
    Sign(EventSign),
}

impl EventWord {
    /// How many there are.
    pub(crate) const ALL: usize = EventKind::ALL.len() * 2 + 15;

    /// All of them by number.
    #[cfg(feature = "cli")]
    pub(crate) fn number(self) -> usize {
        match self {
            Self::Verb(kind) => kind as usize * 2,
            Self::Noun(kind) => kind as usize * 2 + 1,
            Self::Sign(sign) => EventKind::ALL.len() * 2 + sign as usize,
        }
    }
}

/// What a word says of an event told near it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum EventSign {
    /// It did not happen, or only may, or is wished for.
    Deny = 0,
    /// A place follows.
    At = 1,
    /// It is to come.
    Plan = 2,
    /// Another clause begins.
    Clause = 3,
    /// A verb that tells an event to come after `will` and `to`, and `be`.
    Base = 4,
    /// A verb in the present.
    Now = 5,
    /// Where somebody goes follows.
    Toward = 6,
    /// A date follows that is not the event's.
    Bound = 7,
    /// A form of `be`: what follows befalls the one before.
    Be = 8,
    /// A verb that says that a meeting took place.
    Hold = 9,
    /// It is only spoken of.
    Topic = 10,
    /// `the`.
    Article = 11,
    /// What it is about follows.
    On = 12,
    /// A verb that tells an event only of two who are named.
    Weak = 13,
    /// A verb of going away: a place is where to.
    Away = 14,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum EventKind {
    Meeting = 0,
    Visit = 1,
    Call = 2,
    Attack = 3,
    Death = 4,
    Resignation = 5,
    Appointment = 6,
    Arrest = 7,
    Agreement = 8,
    Sanction = 9,
    Vote = 10,
    Announcement = 11,
}

impl EventKind {
    pub(crate) const ALL: [Self; 12] = [
        Self::Meeting,
        Self::Visit,
        Self::Call,
        Self::Attack,
        Self::Death,
        Self::Resignation,
        Self::Appointment,
        Self::Arrest,
        Self::Agreement,
        Self::Sanction,
        Self::Vote,
        Self::Announcement,
    ];

    /// As it is called in results.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::Visit => "visit",
            Self::Call => "call",
            Self::Attack => "attack",
            Self::Death => "death",
            Self::Resignation => "resignation",
            Self::Appointment => "appointment",
            Self::Arrest => "arrest",
            Self::Agreement => "agreement",
            Self::Sanction => "sanction",
            Self::Vote => "vote",
            Self::Announcement => "announcement",
        }
    }
}

/// A person, organisation, place or other thing with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// The fullest and most frequent spelling.
    pub(crate) name: String,
    pub(crate) kind: NameKind,
}

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum NameKind {
    Person = 0,
    Organisation = 1,
    Place = 2,
    Other = 3,
}

impl NameKind {
    pub(crate) const ALL: [Self; 4] =
        [Self::Person, Self::Organisation, Self::Place, Self::Other];

    /// As it is called in results.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Other => "other",
        }
    }
}

/// Two names that may be one; both are numbers of [`Story::names`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Suggestion {
    pub(crate) first: u32,
    pub(crate) second: u32,
}

/// What was found in one document, each list in order of place.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct DocumentFacts {
    pub(crate) mentions: Vec<Mention>,
    pub(crate) roles: Vec<Role>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) figures: Vec<Figure>,
    pub(crate) dates: Vec<DateMention>,
}

impl DocumentFacts {
    /// Changes every place but the sentences of figures.
    #[cfg(feature = "cli")]
    pub(crate) fn each_span(&mut self, change: impl Fn(&mut Span)) {
        self.mentions.iter_mut().for_each(|mention| change(&mut mention.span));
        self.roles.iter_mut().for_each(|role| change(&mut role.span));
        for statement in &mut self.statements {
            change(&mut statement.span);
            statement.quotes.iter_mut().for_each(&change);
            let parts = [
                &mut statement.speaker_mention,
                &mut statement.cue,
                &mut statement.venue,
                &mut statement.addressee,
            ];
            parts.into_iter().flatten().for_each(&change);
        }
        for figure in &mut self.figures {
            change(&mut figure.span);
            figure.qualifier.iter_mut().for_each(&change);
        }
        self.dates.iter_mut().for_each(|date| change(&mut date.span));
    }
}

/// A place where something is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) span: Span,
    /// A number of [`Story::names`].
    pub(crate) name: u32,
    pub(crate) rule: Rule,
}

/// A title or description that the text gives someone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Role {
    pub(crate) span: Span,
    pub(crate) name: u32,
    pub(crate) rule: Rule,
}

/// Something that somebody is reported to have said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Statement {
    /// What was said, as the text gives it.
    pub(crate) span: Span,
    pub(crate) kind: StatementKind,
    /// Quoted stretches in it, with their marks.
    pub(crate) quotes: Vec<Span>,
    /// A person or organisation, where the text says who.
    pub(crate) speaker: Option<u32>,
    /// The words that stand for the speaker.
    pub(crate) speaker_mention: Option<Span>,
    pub(crate) cue: Option<Span>,
    pub(crate) venue: Option<Span>,
    pub(crate) addressee: Option<Span>,
    /// Whom and what it names, without the speaker.
    pub(crate) about: Vec<u32>,
    /// Statements with one number quote the same words.
    pub(crate) cluster: Option<u32>,
    pub(crate) rule: Rule,
}

/// How something said is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum StatementKind {
    /// All of it in quotation marks.
    Direct = 0,
    /// Quotation marks around a part of it.
    Mixed = 1,
    /// In the text's own words.
    Indirect = 2,
    /// Words in quotation marks that nobody is said to have spoken: a label,
    /// a title, a word held at a distance.
    Label = 3,
}

impl StatementKind {
    pub(crate) const ALL: [Self; 4] = [Self::Direct, Self::Mixed, Self::Indirect, Self::Label];

    /// As it is called in results.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
            Self::Label => "label",
        }
    }
}

/// A number that counts or measures something.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figure {
    pub(crate) span: Span,
    pub(crate) kind: FigureKind,
    pub(crate) value: f64,
    /// What is counted or the unit, as the text gives it; `$` and the like by
    /// their code.
    pub(crate) unit: String,
    /// `about`, `at least` and the like, as the text gives it.
    pub(crate) qualifier: Option<Span>,
    pub(crate) claimant: Option<u32>,
    pub(crate) sentence: Span,
    pub(crate) rule: Rule,
}

/// What a figure measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum FigureKind {
    Count = 0,
    Money = 1,
    Duration = 2,
    Share = 3,
    /// Part of a compound that names something: a 28-point plan.
    Compound = 4,
}

impl FigureKind {
    pub(crate) const ALL: [Self; 5] =
        [Self::Count, Self::Money, Self::Duration, Self::Share, Self::Compound];

    /// As it is called in results.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Money => "money",
            Self::Duration => "duration",
            Self::Share => "share",
            Self::Compound => "compound",
        }
    }
}

/// A date that the text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DateMention {
    pub(crate) span: Span,
    /// `None` where nothing anchors it.
    pub(crate) date: Option<PartialDate>,
    pub(crate) anchor: Anchor,
    pub(crate) rule: Rule,
}

#[cfg(feature = "cli")]
impl DateMention {
    /// How much of the date the text gives.
    pub(crate) fn precision(&self) -> Precision {
        match (self.date, self.rule) {
            (Some(date), _) if date.day.is_some() => Precision::Day,
            (Some(date), _) if date.month.is_some() => Precision::Month,
            (Some(_), _) => Precision::Year,
            (None, Rule::Month | Rule::MonthYear) => Precision::Month,
            (None, Rule::Year) => Precision::Year,
            (None, _) => Precision::Day,
        }
    }
}

/// How much of a date is given.
#[cfg(feature = "cli")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Precision {
    Day,
    Month,
    Year,
}

#[cfg(feature = "cli")]
impl Precision {
    /// As it is called in results.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// What a date was reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum Anchor {
    /// The text gives it in full.
    Absolute = 0,
    /// The date of the document.
    Document = 1,
    /// Nothing: the document has no date.
    None = 2,
}

impl Anchor {
    pub(crate) const ALL: [Self; 3] = [Self::Absolute, Self::Document, Self::None];

    /// As it is called in results.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Absolute => "absolute",
            Self::Document => "document",
            Self::None => "none",
        }
    }
}

macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident = $label:literal,)*) => {
        /// Which rule found an item: the answer to "why?".
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub(crate) enum Rule {
            $($(#[$doc])* $rule,)*
        }

        impl Rule {
            /// All rules by number; new ones go to the end.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$rule,)*];

            /// As it is called in results.
            pub(crate) fn label(self) -> &'static str {
                match self {
                    $(Self::$rule => $label,)*
                }
            }
        }
    };
}

rules! {
    /// Capitals alone, without a better reason.
    Capitals = "capitals",
    /// In the list of countries, cities and institutions.
    Gazetteer = "gazetteer",
    /// Begins with a given name.
    GivenName = "given name",
    /// A title or role stands before it.
    TitleBefore = "title before",
    /// A description follows it between commas.
    DescriptionAfter = "description after",
    /// Mr, Mrs, Dr and the like.
    Honorific = "honorific",
    /// Its last word names a kind of body: Ministry, Council.
    BodyWord = "word for a body",
    /// Its last word names a kind of place: Region, Street.
    PlaceWord = "word for a place",
    /// Its last word names a thing: Plan, Agreement.
    ThingWord = "word for a thing",
    /// All capitals, as abbreviations of bodies are.
    Abbreviation = "abbreviation",
    /// An abbreviation that the text itself explains.
    Explained = "abbreviation explained in the text",
    /// Follows `in`, `at`, `near`.
    PlacePreposition = "preposition of place",
    /// Says or does what people do.
    Acts = "acts as a person",
    /// The last part of a name that is given in full.
    Surname = "surname of a name given in full",
    /// Set by the corpus's own settings.
    Configured = "set in corpus.toml",
    /// Is, was, had been.
    Predicate = "is or was",
    /// "…," X said.
    QuoteThenSpeaker = "quotation, speaker, verb",
    /// "…," said X.
    QuoteThenVerb = "quotation, verb, speaker",
    /// X said, "…".
    SpeakerThenQuote = "speaker, verb, quotation",
    /// X said that … "…".
    QuoteInClause = "quotation in what is reported",
    /// X said that ….
    ReportedClause = "reported clause",
    /// …, X said.
    ClauseThenSpeaker = "clause, speaker, verb",
    /// According to X.
    AccordingTo = "according to",
    /// X: "…".
    Colon = "speaker, colon, quotation",
    /// Follows directly what the same person says.
    Continued = "goes on from the quotation before",
    /// X called it "…".
    Calling = "calls something by these words",
    /// X's declaration that ….
    Noun = "noun of saying",
    /// Marks around words that nobody is said to speak.
    Distance = "marks without a speaker",
    /// A number and the noun after it.
    NumberNoun = "number and noun",
    /// A sign or word of money.
    Currency = "currency",
    /// Per cent.
    Percent = "share",
    /// A span of time.
    TimeSpan = "span of time",
    /// A number tied to a noun by a hyphen.
    Hyphen = "number in a compound",
    /// A date in full.
    FullDate = "date in full",
    /// A day and month; the year is that of the document.
    DayMonth = "day and month",
    /// A month and year.
    MonthYear = "month and year",
    /// A year alone.
    Year = "year",
    /// A weekday, by the rule of news agencies.
    Weekday = "weekday before the document's date",
    /// A weekday with a verb in the future.
    WeekdayAhead = "weekday after the document's date",
    /// Today, yesterday, tomorrow.
    RelativeDay = "relative day",
    /// A month without a year.
    Month = "month",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_numbered_in_order() {
        for (number, rule) in Rule::ALL.iter().enumerate() {
            assert_eq!(*rule as usize, number, "{}", rule.label());
        }
    }
}
