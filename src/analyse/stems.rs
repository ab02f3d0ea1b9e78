//! Stems: a word in lower case goes in, its Snowball stem for one language
//! comes out. Languages without a stemmer are matched by folded forms alone.

use std::borrow::Cow;

use pagefind_stem::{Algorithm, Stemmer as Snowball};

/// A language that has a stemmer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Stemmer {
    /// Place in [`LANGUAGES`].
    number: u8,
}

/// A primary subtag and the algorithm for it.
type Language = (&'static str, fn() -> Algorithm);

/// Every language with a stemmer, by primary subtag. The order is part of the
/// index format: new ones go to the end.
const LANGUAGES: [Language; 30] = [
    ("en", || Algorithm::English),
    ("de", || Algorithm::German),
    ("fr", || Algorithm::French),
    ("es", || Algorithm::Spanish),
    ("it", || Algorithm::Italian),
    ("pt", || Algorithm::Portuguese),
    ("nl", || Algorithm::Dutch),
    ("ru", || Algorithm::Russian),
    ("sv", || Algorithm::Swedish),
    ("da", || Algorithm::Danish),
    ("no", || Algorithm::Norwegian),
    ("fi", || Algorithm::Finnish),
    ("hu", || Algorithm::Hungarian),
    ("ro", || Algorithm::Romanian),
    ("tr", || Algorithm::Turkish),
    ("ar", || Algorithm::Arabic),
    ("el", || Algorithm::Greek),
    ("ca", || Algorithm::Catalan),
    ("eu", || Algorithm::Basque),
    ("ga", || Algorithm::Irish),
    ("hi", || Algorithm::Hindi),
    ("hy", || Algorithm::Armenian),
    ("id", || Algorithm::Indonesian),
    ("lt", || Algorithm::Lithuanian),
    ("ne", || Algorithm::Nepali),
    ("sr", || Algorithm::Serbian),
    ("ta", || Algorithm::Tamil),
    ("yi", || Algorithm::Yiddish),
    ("et", || Algorithm::Estonian),
    ("pl", || Algorithm::Polish),
];

/// How many languages can have a stemmer; each fits a bit of a `u32`.
pub(crate) const MOST_STEMMERS: u32 = 31;

impl Stemmer {
    /// The stemmer of a language, given by its primary subtag.
    pub(crate) fn of(language: &str) -> Option<Self> {
        let language = match language {
            "nb" | "nn" => "no",
            other => other,
        };
        let place = LANGUAGES.iter().position(|(code, _)| *code == language)?;
        Some(Self { number: u8::try_from(place).ok()? })
    }

    /// A bit of its own, below bit 31.
    pub(crate) fn bit(self) -> u32 {
        1 << u32::from(self.number).min(MOST_STEMMERS - 1)
    }

    /// The stem of a word in lower case.
    pub(crate) fn stem(self, word: &str) -> Cow<'_, str> {
        let (_, algorithm) = LANGUAGES[usize::from(self.number)];
        Snowball::create(algorithm()).stem(word)
    }
}

/// The word as stemmers want it: lower case, a plain apostrophe, nothing
/// invisible.
pub(crate) fn stemmable(word: &str) -> String {
    let mut lower = String::with_capacity(word.len());
    for character in word.chars() {
        match character {
            '\u{2019}' | '\u{2bc}' | '\u{2018}' => lower.push('\''),
            '\u{ad}' | '\u{200b}'..='\u{200f}' => {}
            other => lower.extend(other.to_lowercase()),
        }
    }
    lower
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: &str, words: &[&str]) {
        let stemmer = Stemmer::of(language).expect("a stemmer");
        let stems: Vec<String> =
            words.iter().map(|word| stemmer.stem(&stemmable(word)).into_owned()).collect();
        assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{words:?} gave {stems:?}");
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        check("en", &["negotiate", "Negotiated", "negotiating", "negotiates"]);
        check("en", &["Ukraine", "Ukraine's", "Ukraine’s"]);
        check("de", &["Verhandlung", "Verhandlungen"]);
        check("fr", &["publié", "publiée", "publiées"]);
        check("ru", &["переговоры", "переговоров"]);
    }

    #[test]
    fn languages_without_a_stemmer_say_so() {
        assert_eq!(Stemmer::of("uk"), None);
        assert_eq!(Stemmer::of(""), None);
        assert_eq!(Stemmer::of("nb"), Stemmer::of("no"));
    }
}
