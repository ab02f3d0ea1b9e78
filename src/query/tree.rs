//! What a query means: the one form that every grammar is read into and that
//! everything after it works on.

/// A condition on documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    /// Every document.
    Everything,
    /// Documents with a hit of this group of words.
    Words(Group),
    /// All of these.
    All(Vec<Self>),
    /// At least one of these.
    Any(Vec<Self>),
    /// Not this.
    Not(Box<Self>),
}

/// Words that follow each other directly; punctuation between them does not
/// count. A single word is a group of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    /// At least one.
    pub(crate) words: Vec<WordTest>,
}

/// What a word of the text must be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum WordTest {
    /// A form of this word: the same folded form, or the same stem in the
    /// language of the document.
    Form(String),
    /// The same folded form.
    Folded(String),
    /// A folded form that fits this pattern of folded characters, where `*`
    /// stands for any characters and `?` for one.
    Pattern(String),
}

impl WordTest {
    /// As the person typed it, more or less.
    pub(crate) fn typed(&self) -> &str {
        match self {
            Self::Form(word) | Self::Folded(word) | Self::Pattern(word) => word,
        }
    }
}

impl Node {
    /// The groups whose hits count: those under no `Not`.
    pub(crate) fn positive_groups<'a>(&'a self, take: &mut Vec<&'a Group>) {
        match self {
            Self::Everything | Self::Not(_) => {}
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
