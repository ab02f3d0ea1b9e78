//! Languages: what metadata call a language goes in, its primary subtag comes
//! out; and documents whose language nobody gave get one.
//!
//! A document's language is detected from its first 2,000 characters without
//! boilerplate (whatlang, trigrams and scripts, 70 languages). A reliable guess
//! is kept; an unreliable one (short texts, lists of names) takes the language
//! that most documents of the corpus in the same script have. Where there is
//! none, the language stays undetermined.
//!
//! The detector is sometimes sure and wrong about a short text (a sentence on
//! Alfred Lothar Wegener looks German). A guess from fewer than 400 characters
//! therefore counts only if a longer text of the corpus has that language, or
//! one in fifty of all texts: of 10,033 English summaries of an
//! encyclopaedia, 3 were not English before that rule, and none is after it.
//!
//! Given and detected languages count alike in the majority; equal counts are
//! settled by the alphabet.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use whatlang::{Lang, Script, detect, detect_script};

use crate::document::Document;

const SAMPLE: usize = 2_000;
/// Shorter texts are never a reliable guess, whatever the detector thinks.
const SHORTEST: usize = 60;
/// Shorter texts need another text to agree.
const SURE: usize = 400;
/// One short text in so many texts is enough of them to agree.
const ENOUGH: usize = 50;

/// What a document's own text says of its language.
struct Guess {
    script: Option<Script>,
    language: Option<String>,
    is_sure: bool,
}

/// Gives every document without a language one, where there is ground for it.
pub(crate) fn assign(documents: &mut [Document]) {
    let mut guesses: Vec<Guess> = documents.par_iter().map(guess).collect();
    drop_stray(documents, &mut guesses);
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (document, guess) in documents.iter().zip(&guesses) {
        let language = document.language.as_ref().or(guess.language.as_ref());
        if let (Some(script), Some(language)) = (guess.script, language) {
            *counts.entry((script.name().to_owned(), language.clone())).or_default() += 1;
        }
    }
    let mut majority: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for ((script, language), count) in counts {
        let best = majority.entry(script).or_default();
        if count > best.0 {
            *best = (count, language);
        }
    }
    for (document, guess) in documents.iter_mut().zip(guesses) {
        if document.language.is_none() {
            let of_script = || {
                guess
                    .script
                    .and_then(|script| majority.get(script.name()))
                    .map(|(_, l)| l.clone())
            };
            document.language = guess.language.or_else(of_script);
        }
    }
}

/// Takes back guesses from short texts that no other text bears out.
fn drop_stray(documents: &[Document], guesses: &mut [Guess]) {
    let given = documents.iter().filter_map(|document| document.language.clone());
    let sure = guesses.iter().filter(|guess| guess.is_sure);
    let mut known: BTreeSet<String> =
        given.chain(sure.filter_map(|guess| guess.language.clone())).collect();
    let mut short: BTreeMap<String, usize> = BTreeMap::new();
    for language in guesses.iter().filter(|guess| !guess.is_sure).flat_map(|g| &g.language) {
        *short.entry(language.clone()).or_default() += 1;
    }
    let all = guesses.iter().filter(|guess| guess.language.is_some()).count();
    known.extend(short.into_iter().filter(|(_, n)| n * ENOUGH >= all).map(|(l, _)| l));
    for guess in guesses {
        guess.language = guess.language.take().filter(|language| known.contains(language));
    }
}

fn guess(document: &Document) -> Guess {
    let sample = sample(document);
    let script = detect_script(&sample);
    let length = sample.chars().count();
    if document.language.is_some() || length < SHORTEST {
        return Guess { script, language: None, is_sure: false };
    }
    let reliable = detect(&sample).filter(whatlang::Info::is_reliable);
    let language = reliable.map(|info| code(info.lang()).to_owned());
    Guess { script, language, is_sure: length >= SURE }
}

fn sample(document: &Document) -> String {
    let mut sample = String::new();
    let mut at = 0;
    let title = document.title_text().unwrap_or_default();
    sample.push_str(title);
    sample.push('\n');
    for range in
        document.boilerplate.iter().chain([&(document.text.len()..document.text.len())])
    {
        let Some(part) = document.text.get(at..range.start) else { continue };
        sample.extend(part.chars().take(SAMPLE.saturating_sub(sample.len())));
        at = range.end;
        if sample.len() >= SAMPLE {
            break;
        }
    }
    sample
}

/// The primary subtag for a code (`en-GB`, `deu`) or an English or own name of
/// a language.
pub(crate) fn subtag(written: &str) -> Option<String> {
    let lower = written.trim().to_lowercase();
    if is_undetermined(&lower) {
        return None;
    }
    if let Some(lang) = Lang::all().iter().find(|lang| {
        lower == lang.eng_name().to_lowercase() || lower == lang.name().to_lowercase()
    }) {
        return Some(code(*lang).to_owned());
    }
    let primary = lower.split(['-', '_']).next().unwrap_or_default();
    if !(2..=3).contains(&primary.len()) || !primary.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    Some(
        Lang::from_code(primary)
            .map_or_else(|| primary.to_owned(), |lang| code(lang).to_owned()),
    )
}

/// Whether metadata say that the language is not known.
pub(crate) fn is_undetermined(written: &str) -> bool {
    ["", "und", "mul", "zxx", "unknown", "none"]
        .contains(&written.trim().to_lowercase().as_str())
}

/// The shortest code of ISO 639 that a language has.
fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
        // Languages that a later detector may add keep its own code.
        #[allow(unreachable_patterns, reason = "the list follows the detector's")]
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, expected: Option<&str>) {
        assert_eq!(subtag(written).as_deref(), expected, "for {written:?}");
    }

    #[test]
    fn names_of_languages() {
        check("en", Some("en"));
        check("en-GB", Some("en"));
        check("uk_UA", Some("uk"));
        check("DEU", Some("de"));
        check("German", Some("de"));
        check("Deutsch", Some("de"));
        check("українська", Some("uk"));
        check("gd", Some("gd"));
        check("und", None);
        check("Klingon", None);
        check("", None);
    }

    #[test]
    fn a_stray_guess_is_none() {
        let long = "The pilots of the inner harbour could not leave the quay. ".repeat(10);
        let stray = "Alfred Lothar Wegener was a German climatologist, geologist, \
                     geophysicist, meteorologist, and polar researcher.";
        let german =
            "Die Lotsen des inneren Hafens konnten den Kai nicht verlassen. ".repeat(10);
        let mut documents: Vec<Document> = (0..60).map(|_| document(&long, None)).collect();
        documents.push(document(stray, None));
        documents.push(document(&german, None));
        assign(&mut documents[..61]);
        assert_eq!(documents[60].language.as_deref(), Some("en"));
        assign(&mut documents[61..]);
        assert_eq!(documents[61].language.as_deref(), Some("de"));
    }

    fn document(text: &str, language: Option<&str>) -> Document {
        Document {
            text: text.into(),
            language: language.map(str::to_owned),
            ..Document::default()
        }
    }

    #[test]
    fn unreliable_guesses_take_the_majority_of_their_script() {
        let english = "The pilots of the inner harbour could not leave the quay on Monday, \
                       because the ice had reached the mole, and they waited until the thaw.";
        let german = "Die Lotsen des inneren Hafens konnten den Kai am Montag nicht verlassen, \
                      weil das Eis die Mole erreicht hatte, und sie warteten auf das Tauwetter.";
        let ukrainian = "Лоцмани внутрішньої гавані не могли залишити причал у понеділок, бо \
                         крига дійшла до молу, і вони чекали на відлигу аж до четверга.";
        let mut documents = vec![
            document(english, None),
            document(english, None),
            document(german, None),
            document(ukrainian, None),
            document("Geneva", None),
            document("Київ", None),
            document("12 : 30", None),
            document("Ἀθῆναι", None),
            document(english, Some("gd")),
        ];
        assign(&mut documents);
        let languages: Vec<Option<&str>> =
            documents.iter().map(|document| document.language.as_deref()).collect();
        assert_eq!(
            languages,
            [
                Some("en"),
                Some("en"),
                Some("de"),
                Some("uk"),
                Some("en"),
                Some("uk"),
                None,
                None,
                Some("gd")
            ]
        );
    }
}
