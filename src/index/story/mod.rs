//! `STRY`: names, roles, statements, figures and dates of each document.
//!
//! The facts are coded on a walk over the tokens of each document, against what
//! the words around tell (`mixer`): where a name, a verb of saying, a number or
//! a date may stand, whether one does, and what it is. What follows from the
//! rest (whom a statement is about, claimants) is not coded.
//!
//! ```text
//! adaptive bits:  shared  { mentions  roles  statements  figures  dates }*
//!                 { what each name is called }*  suggestions
//! ```
//!
//! Reader and writer are the same code, see [`mixer`]. Reading is a walk over
//! the text of its own, in slices, when the first request needs it: [`Reading`].
//! In memory the facts are [`Facts`], with places in tokens. A possessive
//! belongs to its token; whoever takes a name out of the text cuts it off.

mod dates;
mod derived;
mod figures;
mod mixer;
mod names;
mod roles;
mod rows;
mod section;
mod statements;
mod tokens;

use self::dates::Dates;
use self::figures::Figures;
use self::mixer::{Mixer, Side};
use self::names::Names;
pub(crate) use self::rows::Facts;
use self::section::{listed, text};
use self::statements::Statements;
pub(crate) use self::tokens::without_possessive;
use self::tokens::{Tokens, Words};
use super::open::Index;
use super::range::Decoder;
use super::text::Place;
use crate::analyse::story::facts::{DocumentFacts, Name, NameKind, Suggestion};

mod kind {
    pub(super) const COUNT: u32 = 110;
    pub(super) const LISTED: u32 = 111;
    pub(super) const MEANING: u32 = 115;
    pub(super) const LENGTH: u32 = 116;
    pub(super) const LETTER: u32 = 117;
    pub(super) const FIRST: u32 = 118;
    pub(super) const SECOND: u32 = 119;
}

/// Names and pairs at most for each token of the corpus.
const MOST_PAIRS: u32 = 1 << 20;

/// What is told before the documents.
#[derive(Debug, Default)]
struct Shared {
    /// Types that begin names, statements, figures and dates, where that does
    /// not show.
    listed: [Vec<bool>; 4],
    values: Vec<(u32, u64)>,
    meanings: Vec<(u32, u64)>,
    units: Vec<String>,
    /// Kinds of the names.
    kinds: Vec<u8>,
    names: u32,
}

/// A walk over the corpus.
#[derive(Debug)]
struct Walk<S> {
    mixer: Mixer<S>,
    words: Words,
    tokens: Tokens,
    place: Place,
    document: u32,
    names: Names,
    statements: Statements,
    figures: Figures,
    dates: Dates,
}

impl<S: Side> Walk<S> {
    fn new(index: &Index<'_>, side: S, told: Shared) -> Self {
        let tokens =
            u32::try_from(index.meta.tokens).unwrap_or(u32::MAX).min(index.stream.len());
        let types = index.forms.tokens();
        let mut mixer = Mixer::new(side, tokens);
        let total = mixer.number(kind::COUNT, &[0], told.names).min(tokens.saturating_add(64));
        let [names, statements, figures, dates] = [0, 1, 2, 3]
            .map(|it| listed(&mut mixer, kind::LISTED + it, types, &told.listed[it as usize]));
        let values = meanings(&mut mixer, types, &told.values);
        let of_dates = meanings(&mut mixer, types, &told.meanings);
        let count = u32::try_from(told.units.len()).unwrap_or(0);
        let count = mixer.number(kind::COUNT, &[2], count).min(tokens);
        let mut units: Vec<String> = Vec::new();
        for place in 0..count as usize {
            if !mixer.side.is_sound() {
                break;
            }
            let unit = told.units.get(place).map_or("", String::as_str);
            units.push(text(&mut mixer, kind::LENGTH, kind::LETTER, unit));
        }
        Self {
            mixer,
            words: Words::new(index),
            tokens: Tokens::default(),
            place: Place::default(),
            document: 0,
            names: Names::new(total, types, names, told.kinds),
            statements: Statements::new(statements),
            figures: Figures { listed: figures, values, units },
            dates: Dates { listed: dates, meanings: of_dates },
        }
    }

    /// The facts of the next document.
    fn document(&mut self, index: &Index<'_>, told: &DocumentFacts) -> DocumentFacts {
        let Self { mixer, words, tokens, place, document, names, .. } = self;
        let record = index.documents.get(*document as usize);
        tokens.read(index, words, place, record.is_some_and(|it| it.separate_title));
        let text = names::Text { words, tokens, document: *document };
        let mentions = names.mentions(mixer, text, &told.mentions);
        let roles = roles::roles(mixer, tokens, names, &mentions, &told.roles);
        let statements =
            self.statements.statements(mixer, tokens, names, &mentions, &told.statements);
        let figures = self.figures.figures(mixer, index, tokens, &statements, &told.figures);
        let today = record.and_then(|it| it.date);
        let dates = self.dates.dates(mixer, index, tokens, today, &told.dates);
        *document += 1;
        DocumentFacts { mentions, roles, statements, figures, dates }
    }

    /// What stands behind the documents.
    fn end(
        &mut self,
        index: &Index<'_>,
        told: (&[Name], &[Suggestion]),
    ) -> (Vec<Name>, Vec<Suggestion>) {
        let names = self.names.called(&mut self.mixer, index, told.0);
        let mixer = &mut self.mixer;
        let count = u32::try_from(told.1.len()).unwrap_or(0);
        let count = mixer.number(kind::COUNT, &[3], count).min(MOST_PAIRS);
        let mut pairs: Vec<Suggestion> = Vec::new();
        let mut last = 0;
        for place in 0..count as usize {
            if !mixer.side.is_sound() || names.is_empty() {
                break;
            }
            let given = told.1.get(place);
            let first = mixer.number(kind::FIRST, &[], given.map_or(0, |it| it.first - last));
            last = self.names.bounded(last.saturating_add(first));
            let second =
                mixer.number(kind::SECOND, &[], given.map_or(0, |it| it.second - it.first));
            let second = self.names.bounded(last.saturating_add(second));
            pairs.push(Suggestion { first: last, second });
        }
        (names, pairs)
    }
}

/// Types with a meaning each.
fn meanings<S: Side>(mixer: &mut Mixer<S>, types: u32, told: &[(u32, u64)]) -> Vec<(u32, u64)> {
    let count =
        mixer.number(kind::COUNT, &[1], u32::try_from(told.len()).unwrap_or(0)).min(types);
    let mut all: Vec<(u32, u64)> = Vec::new();
    let mut next = 0_u32;
    for place in 0..count as usize {
        if !mixer.side.is_sound() {
            break;
        }
        let given = told.get(place).copied().unwrap_or((next, 0));
        next = next.saturating_add(mixer.number(kind::LISTED, &[9], given.0 - next));
        // Values beyond a million are millions, billions, trillions.
        let thousands = if given.1 >= 1_000_000 { 1 } else { 0 };
        let small = if thousands == 1 { given.1 / 1_000_000 } else { given.1 };
        let large = mixer.bit(kind::MEANING, &[1], thousands == 1);
        let small = mixer.number(kind::MEANING, &[0], u32::try_from(small).unwrap_or(0));
        all.push((next, u64::from(small) * if large { 1_000_000 } else { 1 }));
        next = next.saturating_add(1);
    }
    all
}

/// Reads the section in slices.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    walk: Walk<Decoder<'a>>,
    facts: Facts,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(index: &Index<'_>, bytes: &'a [u8]) -> Self {
        let mut facts = Facts::default();
        let walk = Walk::new(index, Decoder::new(bytes), Shared::default());
        // Names are told last; until then each has its place.
        let unnamed = Name { name: String::new(), kind: NameKind::Other };
        facts.names = vec![unnamed; walk.names.total() as usize];
        Self { walk, facts }
    }

    /// Works while `go_on` says so, at least one document. The facts, once all
    /// are there.
    pub(crate) fn step(
        &mut self,
        index: &Index<'_>,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Option<Facts> {
        let documents = u32::try_from(index.documents.len()).unwrap_or(u32::MAX);
        let nothing = DocumentFacts::default();
        while self.walk.document < documents {
            let found = self.walk.document(index, &nothing);
            self.facts.push(&found);
            if !go_on() && self.walk.document < documents {
                return None;
            }
        }
        let (names, suggestions) = self.walk.end(index, (&[], &[]));
        self.facts.names = names;
        self.facts.suggestions = suggestions;
        Some(std::mem::take(&mut self.facts))
    }
}

/// The whole story of an index, if it has one.
#[cfg(feature = "cli")]
pub(crate) fn read(index: &Index<'_>) -> Option<crate::analyse::story::facts::Story> {
    let mut reading = Reading::new(index, index.story?);
    let facts = loop {
        if let Some(facts) = reading.step(index, &mut || true) {
            break facts;
        }
    };
    let documents = (0..facts.documents()).map(|it| facts.document(it)).collect();
    let Facts { names, suggestions, .. } = facts;
    Some(crate::analyse::story::facts::Story { names, documents, suggestions })
}

#[cfg(feature = "cli")]
mod write;
#[cfg(feature = "cli")]
pub(crate) use write::{in_order, write};

#[cfg(all(test, feature = "cli"))]
mod tests;
