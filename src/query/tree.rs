//! What a query means: the one form that every grammar is read into and that
//! everything after it works on.

use crate::document::PartialDate;

/// A condition on documents.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// Every document.
    Everything,
    /// Documents with a hit of this group of words.
    Words(Group),
    /// Documents whose metadata fit.
    Field(FieldTest),
    /// All of these.
    All(Vec<Self>),
    /// At least one of these.
    Any(Vec<Self>),
    /// Not this.
    Not(Box<Self>),
}

/// Words that make one hit, and where they must stand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Group {
    pub(crate) words: Words,
    pub(crate) zone: Zone,
}

/// Where a group must stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Zone {
    /// In the title or in the text.
    #[default]
    Anywhere,
    /// In the title, wherever that stands.
    Title,
    /// In what somebody is reported to have said.
    Said,
}

/// Words and how they stand to each other. Distances count words: punctuation
/// between them does not count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Words {
    /// Each directly after the one before. A single word is a sequence of one.
    Sequence(Vec<WordTest>),
    /// In any order, the positions of the first and last at most `within`
    /// apart; a word of the text stands for one test only.
    Together {
        /// At least two.
        words: Vec<WordTest>,
        /// Difference of positions.
        within: u32,
    },
    /// One before the other, or in any order, not overlapping; from the last
    /// word of the first to the first word of the second at most `within`.
    Near {
        /// On one side.
        left: Box<Self>,
        /// On the other.
        right: Box<Self>,
        /// Difference of positions.
        within: u32,
        /// Whether `left` must come first.
        ordered: bool,
    },
    /// What the story says of a text.
    Fact(FactTest),
}

/// Names, statements or figures.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FactTest {
    pub(crate) fact: Fact,
    /// As typed, without quotation marks.
    pub(crate) typed: String,
    /// The words of it, in a row.
    pub(crate) words: Vec<WordTest>,
    /// Whether there may be no others.
    pub(crate) whole: bool,
}

/// What a fact is asked by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fact {
    /// Mentions of a name of a kind.
    Person,
    Organisation,
    Place,
    /// Statements by whom, where, naming what.
    Speaker,
    Venue,
    About,
    /// Numbers by their size.
    Figure,
}

impl Fact {
    /// The field that asks for it.
    pub(crate) fn field(self) -> &'static str {
        let field = super::facts::FIELDS.iter().find(|(_, fact)| *fact == self);
        field.map_or("", |(name, _)| name)
    }
}

/// What a word of the text must be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum WordTest {
    /// A form of this word: the same folded form, or the same stem in the
    /// language of the document.
    Form(String),
    /// The same folded form.
    Folded(String),
    /// The same spelling, letter for letter.
    Exact(String),
    /// A folded form that fits this pattern of folded characters, where `*`
    /// stands for any characters and `?` for one.
    Pattern(String),
    /// A folded form at most this many typing errors away; two letters that
    /// changed places are one error.
    Similar(String, u8),
    /// A folded form that fits this regular expression as a whole.
    Regex(String),
}

/// A condition on one metadata field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FieldTest {
    /// The field's name, in lower case.
    pub(crate) field: String,
    pub(crate) test: ValueTest,
}

/// What must hold of a field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ValueTest {
    /// Some value has these folded words in a row; `*` and `?` as in patterns.
    Contains(String),
    /// Some value is this, folded.
    Equals(String),
    /// Some value is a number in this range.
    Number(Bound<f64>, Bound<f64>),
    /// The date fits this range; a partial date fits if some day of it does.
    Date(Bound<PartialDate>, Bound<PartialDate>),
    /// There is a value.
    Present,
}

/// An end of a range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Bound<T> {
    Open,
    Including(T),
    Excluding(T),
}

impl WordTest {
    /// As the person typed it, more or less.
    pub(crate) fn typed(&self) -> String {
        match self {
            Self::Form(word) | Self::Folded(word) | Self::Pattern(word) => word.clone(),
            Self::Exact(word) => format!("={word}"),
            Self::Similar(word, 1) => format!("{word}~"),
            Self::Similar(word, distance) => format!("{word}~{distance}"),
            Self::Regex(pattern) => format!("/{pattern}/"),
        }
    }
}

impl Words {
    /// As the person typed them, more or less.
    pub(crate) fn typed(&self) -> String {
        let row = |words: &[WordTest]| {
            let typed: Vec<String> = words.iter().map(WordTest::typed).collect();
            typed.join(" ")
        };
        match self {
            Self::Sequence(words) if words.len() == 1 => row(words),
            Self::Sequence(words) => format!("\"{}\"", row(words)),
            Self::Together { words, within } => format!("\"{}\"~{within}", row(words)),
            Self::Near { left, right, within, ordered } => {
                let operator = if *ordered { "BEFORE" } else { "NEAR" };
                format!("{} {operator}/{within} {}", left.typed(), right.typed())
            }
            Self::Fact(test) => {
                let exactly = if test.whole { "=" } else { "" };
                format!("{}:{exactly}\"{}\"", test.fact.field(), test.typed)
            }
        }
    }
}

impl Words {
    /// The tests of words, in their order.
    fn word_tests<'a>(&'a self, take: &mut Vec<&'a WordTest>) {
        match self {
            Self::Sequence(words) | Self::Together { words, .. } => take.extend(words),
            Self::Near { left, right, .. } => {
                left.word_tests(take);
                right.word_tests(take);
            }
            Self::Fact(_) => {}
        }
    }
}

impl Node {
    /// The tests of words, in their order.
    pub(crate) fn word_tests<'a>(&'a self, take: &mut Vec<&'a WordTest>) {
        match self {
            Self::Everything | Self::Field(_) => {}
            Self::Words(group) => group.words.word_tests(take),
            Self::Not(node) => node.word_tests(take),
            Self::All(nodes) | Self::Any(nodes) => {
                nodes.iter().for_each(|node| node.word_tests(take));
            }
        }
    }

    /// The groups whose hits count: those under no `Not`.
    pub(crate) fn positive_groups<'a>(&'a self, take: &mut Vec<&'a Group>) {
        match self {
            Self::Everything | Self::Field(_) | Self::Not(_) => {}
            Self::Words(group) => {
                if !take.contains(&group) {
                    take.push(group);
                }
            }
            Self::All(nodes) | Self::Any(nodes) => {
                for node in nodes {
                    node.positive_groups(take);
                }
            }
        }
    }
}
