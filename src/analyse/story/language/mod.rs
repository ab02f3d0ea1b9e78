//! Word lists, one file a language: a word goes in, what it can be comes out.
//!
//! Rules ask for [`Flags`] only, so a language is added by its lists. Without
//! lists (an empty lexicon) no rule fires that needs a word: documents of other
//! languages get the quotes, names and figures that marks, capitals and
//! gazetteers alone give away.

mod english;
pub(crate) mod events;
mod german;
mod given;
mod places;
mod ukrainian;

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::facts::NameKind;

/// What a word can be: a set of the constants in [`flag`].
pub(crate) type Flags = u64;

/// The sorts of words that rules ask for.
pub(crate) mod flag {
    use super::Flags;

    /// Articles, pronouns, conjunctions, prepositions, auxiliaries, adverbs:
    /// a capital on these says nothing.
    pub(crate) const FUNCTION: Flags = 1;
    /// Mr, Mrs, Dr.
    pub(crate) const HONORIFIC: Flags = 1 << 1;
    /// president, envoy, spokesman: one person's role.
    pub(crate) const ROLE: Flags = 1 << 2;
    /// officials, negotiators: people without a name.
    pub(crate) const GROUP: Flags = 1 << 3;
    /// foreign, senior, military: stands between a country and a role.
    pub(crate) const MODIFIER: Flags = 1 << 4;
    /// ministry, council, party.
    pub(crate) const BODY: Flags = 1 << 5;
    /// region, street, river.
    pub(crate) const PLACE_WORD: Flags = 1 << 6;
    /// plan, treaty, war.
    pub(crate) const THING: Flags = 1 << 7;
    pub(crate) const GIVEN: Flags = 1 << 8;
    /// Ukrainian, American.
    pub(crate) const DEMONYM: Flags = 1 << 9;
    pub(crate) const WEEKDAY: Flags = 1 << 10;
    pub(crate) const MONTH: Flags = 1 << 11;
    /// say, add, write: what follows may be a clause without `that`.
    pub(crate) const SAYING: Flags = 1 << 12;
    /// stress, announce: what follows needs `that` to be a clause.
    pub(crate) const STATING: Flags = 1 << 13;
    /// call, describe: words in quotes are somebody's.
    pub(crate) const CALLING: Flags = 1 << 14;
    /// The form in -ing.
    pub(crate) const PARTICIPLE: Flags = 1 << 15;
    /// A noun as well (claims, reports).
    pub(crate) const AMBIGUOUS: Flags = 1 << 16;
    /// declaration, claim.
    pub(crate) const SPEECH_NOUN: Flags = 1 << 17;
    pub(crate) const PREPOSITION: Flags = 1 << 18;
    pub(crate) const DETERMINER: Flags = 1 << 19;
    pub(crate) const AUXILIARY: Flags = 1 << 20;
    pub(crate) const ADVERB: Flags = 1 << 21;
    /// he, she.
    pub(crate) const PRONOUN: Flags = 1 << 22;
    /// post, address, interview.
    pub(crate) const VENUE: Flags = 1 << 23;
    pub(crate) const CONJUNCTION: Flags = 1 << 24;
    /// one to ninety, hundred, million.
    pub(crate) const NUMBER: Flags = 1 << 25;
    /// A man's given name or pronoun; a woman's.
    pub(crate) const HE: Flags = 1 << 26;
    pub(crate) const SHE: Flags = 1 << 27;
    /// de, van, al: a small word inside a name.
    pub(crate) const PARTICLE: Flags = 1 << 28;
    /// is, was, became: ties a name to a role.
    pub(crate) const COPULA: Flags = 1 << 29;
    /// not, never, refused: nothing was said.
    pub(crate) const NEGATION: Flags = 1 << 30;
    /// State, War, Staff: what a Secretary or Chief can be of.
    pub(crate) const PORTFOLIO: Flags = 1 << 31;
    /// Begins a listed name.
    pub(crate) const LISTED: Flags = 1 << 32;
    /// in, at, near: what follows with a capital is most often a place.
    pub(crate) const LOCATIVE: Flags = 1 << 33;
    /// Common words that begin sentences and are no names.
    pub(crate) const COMMON: Flags = 1 << 34;
    /// Future: will, to be.
    pub(crate) const FUTURE: Flags = 1 << 35;
    /// Jr., Sr., III.
    pub(crate) const SUFFIX: Flags = 1 << 36;
    /// tell, inform: an addressee follows.
    pub(crate) const TELLING: Flags = 1 << 37;
    /// Tuesday, week, overnight: a time without a preposition.
    pub(crate) const TIME: Flags = 1 << 38;
}

/// The lists of one language: words parted by white space, entries of several
/// words by line ends.
struct Lists {
    words: &'static [(Flags, &'static str)],
    /// `kind`, `canonical|alias|alias` on lines.
    names: &'static [(NameKind, &'static str)],
}

/// Hashes words, which are short: FNV-1a, in half the time of the standard
/// library's hash. Hostile words can at most make their own build slow.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordHasher(u64);

impl Default for WordHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}

/// A hasher for tables of words.
pub(crate) type WordHash = BuildHasherDefault<WordHasher>;

/// The words of one language.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    words: HashMap<String, Flags, WordHash>,
    /// Names as written, without case changed, to kind and canonical form.
    names: HashMap<&'static str, (NameKind, &'static str), WordHash>,
    /// Whether the language has lists of its own.
    pub(crate) supported: bool,
}

static ENGLISH: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(&[&english::LISTS, &given::LISTS, &places::LISTS]));
static GERMAN: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(&[&german::LISTS, &given::LISTS, &places::LISTS]));
static UKRAINIAN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&[&ukrainian::LISTS]));
static OTHER: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::new(&[&given::LISTS, &places::LISTS]);
    lexicon.supported = false;
    lexicon
});

impl Lexicon {
    /// The words of a language, given by its primary subtag; a text of unknown
    /// language is read as English.
    pub(crate) fn of(language: Option<&str>) -> &'static Self {
        match language {
            None | Some("en" | "") => &ENGLISH,
            Some("de") => &GERMAN,
            Some("uk") => &UKRAINIAN,
            Some(_) => &OTHER,
        }
    }

    fn new(all: &[&Lists]) -> Self {
        let mut lexicon = Self { supported: true, ..Self::default() };
        for lists in all {
            for (flags, words) in lists.words {
                for word in words.split_whitespace() {
                    *lexicon.words.entry(word.to_owned()).or_default() |= flags;
                }
            }
            for (kind, lines) in lists.names {
                for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
                    let mut aliases = line.split('|');
                    let canonical = aliases.next().unwrap_or_default();
                    for alias in std::iter::once(canonical).chain(aliases) {
                        lexicon.names.entry(alias).or_insert((*kind, canonical));
                        // Rules look a name up only where its first word is.
                        let first = alias.split([' ', '-']).next().unwrap_or_default();
                        *lexicon.words.entry(first.to_lowercase()).or_default() |= flag::LISTED;
                    }
                }
            }
        }
        lexicon
    }

    /// What a word in lower case can be.
    pub(crate) fn flags(&self, lower: &str) -> Flags {
        self.words.get(lower).copied().unwrap_or(0)
    }

    /// How many bytes at the end of a written word are its possessive.
    pub(crate) fn possessive(&self, written: &str) -> usize {
        let bare = without_possessive(written);
        // he’s and that’s are no possessives.
        match bare.len() < written.len() && self.flags(&written.to_lowercase()) != 0 {
            true => 0,
            false => written.len() - bare.len(),
        }
    }

    /// The kind and canonical form of a listed name, written as in the text.
    pub(crate) fn name(&self, written: &str) -> Option<(NameKind, &'static str)> {
        self.names.get(written).copied()
    }
}

/// A word without `'s` or `’s`.
pub(crate) fn without_possessive(word: &str) -> &str {
    ["’s", "'s", "’S", "'S", "ʼs"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .filter(|bare| bare.len() > 1 || bare.chars().all(char::is_uppercase))
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_looked_up_in_lower_case() {
        for lexicon in [&*ENGLISH, &*GERMAN, &*UKRAINIAN] {
            assert!(lexicon.words.keys().all(|word| *word == word.to_lowercase()));
        }
    }

    #[test]
    fn names_have_one_canonical_form() {
        assert_eq!(ENGLISH.name("US"), Some((NameKind::Place, "United States")));
        assert_eq!(ENGLISH.name("U.S."), Some((NameKind::Place, "United States")));
        assert_eq!(Lexicon::of(Some("fi")).flags("said"), 0);
    }
}
