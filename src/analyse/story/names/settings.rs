//! What the corpus's own settings say of names: rules go in, which spellings
//! are whose, where they stand in a text, and which are none comes out.

use std::ops::Range;

use super::candidates::Candidate;
use crate::analyse::story::facts::{NameKind, Rule};
use crate::analyse::story::text::Text;
use crate::document::NameRule;

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
    /// Its spellings are no names.
    pub(crate) is_none: bool,
}

impl NameEntry {
    /// All its spellings.
    pub(crate) fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.aliases).map(String::as_str)
    }
}

impl NameSettings {
    /// As `corpus.toml` says it.
    pub(crate) fn of(rules: &[NameRule]) -> Self {
        let entry = |rule: &NameRule| NameEntry {
            name: rule.name.clone(),
            kind: NameKind::ALL.into_iter().find(|k| Some(k.label()) == rule.kind.as_deref()),
            aliases: rule.aliases.clone(),
            not: rule.not.clone(),
            is_none: rule.is_none,
        };
        Self { entries: rules.iter().map(entry).collect() }
    }

    /// Puts the spellings that the settings know in the place of what the rules
    /// found there.
    pub(crate) fn apply(&self, text: &Text<'_>, candidates: Vec<Candidate>) -> Vec<Candidate> {
        let places = self.places(text);
        if places.is_empty() {
            return candidates;
        }
        let inside = |candidate: &Candidate| {
            let at = places.partition_point(|(it, _)| it.end <= candidate.tokens.start);
            places.get(at).is_some_and(|(it, _)| it.start < candidate.tokens.end)
        };
        let mut all: Vec<Candidate> =
            candidates.into_iter().filter(|candidate| !inside(candidate)).collect();
        let known = places.into_iter().filter(|(_, entry)| !entry.is_none);
        all.extend(known.map(|(tokens, entry)| Candidate {
            tokens,
            kind: entry.kind,
            rule: Rule::Configured,
        }));
        all.sort_by_key(|candidate| candidate.tokens.start);
        all
    }

    /// Where its spellings stand, the longest first where two begin at one
    /// place.
    fn places(&self, text: &Text<'_>) -> Vec<(Range<usize>, &NameEntry)> {
        let mut spellings: Vec<(&str, &NameEntry)> = self
            .entries
            .iter()
            .flat_map(|entry| entry.spellings().map(move |spelling| (spelling, entry)))
            .collect();
        spellings.sort_by_key(|(spelling, _)| (*spelling, spelling.len()));
        let mut places: Vec<(Range<usize>, &NameEntry)> = Vec::new();
        let mut at = 0;
        while at < text.tokens.len() && !spellings.is_empty() {
            let rest = &text.content[text.tokens[at].start as usize..];
            let first = text.word(at);
            let from = spellings.partition_point(|(spelling, _)| *spelling < first);
            let near = spellings[from..].iter().take_while(|(it, _)| it.starts_with(first));
            let found = near
                .filter_map(|(spelling, entry)| {
                    Some((end_of(text, at, rest, spelling)?, entry))
                })
                .max_by_key(|(end, _)| *end);
            match found {
                Some((end, entry)) => {
                    places.push((at..end, entry));
                    at = end;
                }
                None => at += 1,
            }
        }
        places
    }
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

/// The token behind a spelling that stands at `at`; `rest` is the text from
/// there. A line may break where the spelling has a space.
fn end_of(text: &Text<'_>, at: usize, rest: &str, spelling: &str) -> Option<usize> {
    let mut length = 0;
    for (number, word) in spelling.split(' ').enumerate() {
        if number > 0 {
            let space = rest.get(length..)?;
            let trimmed = space.trim_start();
            let gap = space.len() - trimmed.len();
            if gap == 0 || space[..gap].contains("\n\n") {
                return None;
            }
            length += gap;
        }
        rest.get(length..)?.starts_with(word).then_some(())?;
        length += word.len();
    }
    let behind = text.tokens[at].start as usize + length;
    let token = (at..text.tokens.len()).find(|&t| text.tokens[t].end as usize >= behind)?;
    (text.tokens[token].end as usize == behind).then_some(token + 1)
}
