//! What the corpus's own settings say of names.

use crate::analyse::story::facts::NameKind;

/// All that `corpus.toml` says of names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NameSettings {
    pub(crate) entries: Vec<NameEntry>,
}

/// One name that the corpus's author knows better.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NameEntry {
    /// How it is shown.
    pub(crate) name: String,
    pub(crate) kind: Option<NameKind>,
    /// Spellings that are this name.
    pub(crate) aliases: Vec<String>,
    /// Spellings that are not, however alike.
    pub(crate) not: Vec<String>,
}

impl NameSettings {
    /// The entry that has a spelling.
    pub(crate) fn entry(&self, spelling: &str) -> Option<&NameEntry> {
        self.entries
            .iter()
            .find(|entry| entry.name == spelling || entry.aliases.iter().any(|a| a == spelling))
    }

    /// Whether two spellings were said to be two.
    pub(crate) fn are_apart(&self, a: &str, b: &str) -> bool {
        let says = |one: &str, other: &str| {
            self.entry(one).is_some_and(|entry| entry.not.iter().any(|it| it == other))
        };
        says(a, b) || says(b, a)
    }
}
