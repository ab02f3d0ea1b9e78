//! The words of each language: the types of its documents go in, the rules
//! from words to stems come out.

use std::collections::BTreeSet;

use super::UNIT_END;
use crate::analyse::chars::CharTable;
use crate::analyse::stems::learn::{Learned, learn};
use crate::analyse::stems::snowball::Snowball;
use crate::analyse::stems::stemmable;
use crate::analyse::tokens::Kind;
use crate::index::stems;

/// Which types are in documents of each language that has a stemmer.
#[derive(Default)]
pub(super) struct Stemmed {
    /// Stemmer, codes of its language, and whether each type is in it.
    languages: Vec<(Snowball, BTreeSet<String>, Vec<bool>)>,
}

impl Stemmed {
    /// Takes in the types of a document.
    pub(super) fn note(&mut self, code: &str, stream: &[u32], types: usize) {
        let Some(stemmer) = Snowball::of(code) else { return };
        let known = self.languages.iter().position(|(s, ..)| s.language == stemmer.language);
        let at = known.unwrap_or(self.languages.len());
        if at == stems::MOST_LANGUAGES {
            return;
        }
        if known.is_none() {
            self.languages.push((stemmer, BTreeSet::new(), Vec::new()));
        }
        let (_, codes, is_in) = &mut self.languages[at];
        codes.insert(code.to_owned());
        is_in.resize(types, false);
        for &number in stream.iter().filter(|&&number| number != UNIT_END) {
            is_in[number as usize] = true;
        }
    }

    /// The rules that give these types their stems.
    pub(super) fn learn(
        self,
        types: &[(Kind, String)],
        chars: &CharTable,
    ) -> Vec<(Vec<String>, Learned)> {
        let fold = |letter: char| chars.fold(letter.encode_utf8(&mut [0; 4]));
        let language = |(stemmer, codes, is_in): (Snowball, BTreeSet<String>, Vec<bool>)| {
            let of_language = types.iter().zip(is_in).filter(|(_, is_in)| *is_in);
            let words: BTreeSet<String> = of_language
                .filter(|((kind, _), _)| *kind == Kind::Word)
                .map(|((_, spelling), _)| stemmable(spelling))
                .collect();
            let learned = learn(&words, stemmer, &fold);
            debug_assert!(
                words.iter().all(|word| learned.rules().stem(word) == stemmer.stem(word)),
                "rules give every word of the corpus its stem"
            );
            (codes.into_iter().collect(), learned)
        };
        self.languages.into_iter().map(language).collect()
    }
}
