//! The keys whose value passes a test: a scan of the dictionary, narrowed by
//! what the pattern begins with, or look-ups where it is plain words.
//!
//! A scan of 80,000 spellings takes about 5 ms, a word a microsecond.

use super::super::keys::Keys;
use super::super::vocabulary::{ValueTest, Vocabulary};
use super::{FOLDED, IndexVocabulary, KIND, STEM};

pub(super) fn select(
    vocabulary: &IndexVocabulary<'_>,
    attribute: u32,
    test: &mut ValueTest,
) -> Keys {
    let mut types = Vec::new();
    let slots = 0..vocabulary.slots;
    let all = vocabulary.types();
    if attribute == STEM {
        for slot in slots {
            stems(vocabulary, slot, test, &mut types);
        }
        return Keys::new(types, vocabulary.keys(0));
    }
    let forms = &vocabulary.corpus.index.forms;
    if attribute == KIND {
        let kinds = [("word", 0..forms.words()), ("mark", forms.words()..all)];
        for (_, keys) in kinds.into_iter().filter(|(kind, _)| test.passes(kind, |_, _| {})) {
            types.extend(keys);
        }
        let spread = slots.flat_map(|slot| types.iter().map(move |key| key + slot * all));
        return Keys::new(spread.collect(), vocabulary.keys(0));
    }
    let mut buffer = String::new();
    for term in terms(vocabulary, test) {
        if test.is_exhausted() {
            break;
        }
        let mut passes = |key| passes(vocabulary, attribute, key, test, &mut buffer);
        let mut of_term = forms.of_term(term);
        if attribute == FOLDED {
            if of_term.clone().next().is_some_and(&mut passes) {
                types.extend(of_term);
            }
        } else {
            types.extend(of_term.by_ref().filter(|&key| passes(key)));
        }
    }
    let mut passes = |key: &u32| passes(vocabulary, attribute, *key, test, &mut buffer);
    types.extend((forms.words()..all).filter(&mut passes));
    let spread = slots.flat_map(|slot| types.iter().map(move |key| key + slot * all));
    Keys::new(spread.collect(), vocabulary.keys(0))
}

fn passes(
    vocabulary: &IndexVocabulary<'_>,
    attribute: u32,
    key: u32,
    test: &mut ValueTest,
    buffer: &mut String,
) -> bool {
    buffer.clear();
    vocabulary.push_value(attribute, key, buffer);
    test.passes(buffer, |letter, out| vocabulary.strip(letter, out))
}

/// Terms with spellings that may pass. A spelling that begins with something
/// has a term that begins with the folded form of that.
fn terms(vocabulary: &IndexVocabulary<'_>, test: &ValueTest) -> Vec<u32> {
    let index = vocabulary.corpus.index;
    let every = || (0..u32::try_from(index.terms.len()).unwrap_or(u32::MAX)).collect();
    if !vocabulary.folds_case {
        return every();
    }
    if let Some(words) = test.words() {
        let mut terms: Vec<u32> = words
            .iter()
            .filter_map(|word| index.terms.find(&index.chars.fold_word(word)))
            .collect();
        terms.sort_unstable();
        terms.dedup();
        return terms;
    }
    match index.chars.fold(test.prefix()) {
        prefix if prefix.is_empty() => every(),
        prefix => index.terms.with_prefix(&prefix).collect(),
    }
}

/// Keys of one language by their stems.
fn stems(
    vocabulary: &IndexVocabulary<'_>,
    slot: u32,
    test: &mut ValueTest,
    keys: &mut Vec<u32>,
) {
    let corpus = vocabulary.corpus;
    let forms = &corpus.index.forms;
    let offset = slot * vocabulary.types();
    let place = slot as usize;
    let types: Vec<u32> =
        match (corpus.index.stems.get(place), corpus.postings.stems.get(place), test.words()) {
            (Some(language), Some(groups), Some(words)) => words
                .iter()
                .flat_map(|word| groups.of(corpus.index, &language.rules, word))
                .collect(),
            (_, Some(groups), None) => groups.types().collect(),
            _ => (0..forms.words()).collect(),
        };
    let marks = forms.words()..vocabulary.types();
    let types = types.into_iter().chain(marks).map(|number| number + offset);
    let mut buffer = String::new();
    keys.extend(types.filter(|&key| passes(vocabulary, STEM, key, test, &mut buffer)));
}
