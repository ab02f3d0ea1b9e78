//! What may be typed next: a query and a caret go in, words, fields, values and
//! titles come out, each with its count.
//!
//! 1. Find what stands at the caret ([`caret`]).
//! 2. After `field:`, the values of the field with a word that begins so; after
//!    `person:` and its like, names.
//! 3. Elsewhere fields whose name begins so; the words of the corpus that do,
//!    the most frequent first; titles with all words that are typed.
//! 4. Where no word begins so and the word has no hits, words like it: with one
//!    typing error, or else with two.
//!
//! A prefix is a range of terms, and how often each occurs is known: the 7,000
//! words in s of 33 MB take 0.1 ms.

mod caret;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use super::Corpus;
use super::facts;
use super::filters::{DATE, LANGUAGE};
use super::grammar::{BUILT_IN, is_quote};
use super::passages;
use super::terms;
use super::tree::WordTest;
use crate::request::SuggestRequest;
use crate::response::{SuggestResponse, Suggestion, SuggestionKind};
use crate::sorting;

/// Answers a request.
pub(crate) fn suggest(corpus: Corpus<'_>, request: &SuggestRequest) -> SuggestResponse {
    let limit = request.limit.min(MOST) as usize;
    let letters: Vec<char> = request.text.chars().collect();
    let caret = letters.len().min(request.caret as usize);
    let known = |name: &str| {
        let columns = &corpus.index.columns.columns;
        BUILT_IN.contains(&name)
            || columns.iter().any(|column| column.name == name)
            || corpus.index.story.is_some() && facts::FIELDS.iter().any(|it| it.0 == name)
    };
    let at = caret::find(&letters, caret, &known);
    let typed = letters[at.word.start..caret].iter().copied().filter(|c| !is_quote(*c));
    let typed: String = typed.collect();
    let folded = corpus.index.chars.fold_word(&typed);
    let mut suggestions = Vec::new();
    if let Some(field) = &at.field {
        values(corpus, field, &corpus.index.chars.fold(&typed), &mut suggestions);
        // Most documents first; the order of equals is that of the corpus.
        sorting::sort_by_key(&mut suggestions, |value| Reverse(value.count));
        suggestions.truncate(limit);
    } else if !folded.is_empty() {
        if !at.quoted && !at.is_title {
            fields(corpus, &folded, &mut suggestions);
            suggestions.truncate(limit);
        }
        let begin = words(corpus, &folded, limit);
        if begin.is_empty() && !typed.contains(['*', '?', '~', '/']) {
            suggestions.extend(corrections(corpus, &typed, &folded, limit));
        }
        suggestions.extend(begin);
        suggestions.extend(titles(corpus, &letters, caret, &at.word, limit));
    }
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    SuggestResponse { start: count(at.word.start), end: count(at.word.end), suggestions }
}

/// Suggestions of a kind that are ever made.
const MOST: u32 = 50;

fn suggestion(kind: SuggestionKind, label: &str, count: u64) -> Suggestion {
    let (insert, label) = (label.to_owned(), label.to_owned());
    Suggestion { kind, insert, label, count, path: None, field: None }
}

/// Words that begin with something and are longer.
fn words(corpus: Corpus<'_>, folded: &str, limit: usize) -> Vec<Suggestion> {
    let frequency = |term: &u32| corpus.postings.frequency(*term);
    let longer = |term: &u32| corpus.index.terms.word(*term).len() > folded.len();
    let range = corpus.index.terms.with_prefix(folded);
    let found = range.filter(longer).filter(|term| frequency(term) > 0);
    let order = |term: &u32| (Reverse(frequency(term)), *term);
    // The best so far, in order: most of what follows is no better.
    let mut terms: Vec<u32> = Vec::new();
    for term in found {
        if terms.len() == limit && terms.last().is_none_or(|last| order(last) <= order(&term)) {
            continue;
        }
        let place = terms.partition_point(|other| order(other) < order(&term));
        terms.insert(place, term);
        terms.truncate(limit);
    }
    terms.into_iter().map(|term| word(corpus, SuggestionKind::Word, term)).collect()
}

fn word(corpus: Corpus<'_>, kind: SuggestionKind, term: u32) -> Suggestion {
    suggestion(kind, &usual_spelling(corpus, term), corpus.postings.frequency(term).into())
}

/// Occurrences that are looked at for the usual spelling.
const SAMPLE: usize = 1_000;

/// The most frequent spelling of a term, by a sample of its occurrences; in
/// lower case, among equals.
fn usual_spelling(corpus: Corpus<'_>, term: u32) -> String {
    let positions = corpus.postings.of(term);
    let step = positions.len().div_ceil(SAMPLE).max(1);
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for position in positions.step_by(step) {
        *counts.entry(corpus.postings.words[position as usize]).or_default() += 1;
    }
    let usual = counts.into_iter().max_by_key(|&(number, count)| (count, number));
    let mut spelling = String::new();
    if let Some((number, _)) = usual {
        corpus.index.forms.push(number, &corpus.index.terms, &mut spelling);
    }
    spelling
}

/// Shortest words that are corrected, with one error and with two.
const SHORTEST_CORRECTED: usize = 3;
const SHORTEST_WITH_TWO: usize = 5;

/// Words like one that has no hits.
fn corrections(corpus: Corpus<'_>, typed: &str, folded: &str, limit: usize) -> Vec<Suggestion> {
    let letters = folded.chars().count();
    let form = terms::terms_of(corpus, &WordTest::Form(typed.to_owned()));
    if letters < SHORTEST_CORRECTED || form.is_ok_and(|set| !set.terms.is_empty()) {
        return Vec::new();
    }
    let mut near = terms::near(corpus, folded, 1);
    if near.is_empty() && letters >= SHORTEST_WITH_TWO {
        near = terms::near(corpus, folded, 2);
    }
    let near = near.into_iter().take(limit);
    near.map(|term| word(corpus, SuggestionKind::Correction, term)).collect()
}

/// Fields whose name or label begins with something.
fn fields(corpus: Corpus<'_>, folded: &str, out: &mut Vec<Suggestion>) {
    let chars = &corpus.index.chars;
    let documents = 0..corpus.postings.documents();
    for column in &corpus.index.columns.columns {
        if column.name.starts_with(folded) || chars.fold(&column.label).starts_with(folded) {
            let with = documents.clone().filter(|&d| !column.of(d).is_empty()).count();
            let mut field = suggestion(SuggestionKind::Field, &column.label, with as u64);
            field.insert = format!("{}:", column.name);
            out.push(field);
        }
    }
    for name in BUILT_IN.into_iter().chain(["title"]).filter(|name| name.starts_with(folded)) {
        let has = |document: &u32| {
            let record = &corpus.index.documents[*document as usize];
            match name {
                DATE => record.date.is_some(),
                LANGUAGE => record.language.is_some(),
                "title" => record.separate_title || !record.title_in_text.is_empty(),
                _ => true,
            }
        };
        let with = documents.clone().filter(has).count();
        let mut field = suggestion(SuggestionKind::Field, name, with as u64);
        field.insert = format!("{name}:");
        out.push(field);
    }
    let own = |name: &&str| corpus.index.columns.columns.iter().any(|c| c.name == **name);
    let names = facts::FIELDS.iter().map(|(name, _)| *name).chain([facts::SAID]);
    for name in names.filter(|name| name.starts_with(folded) && !own(name)) {
        let with = facts::documents_with(corpus, name);
        if with > 0 {
            let mut field = suggestion(SuggestionKind::Field, name, with);
            field.insert = format!("{name}:");
            out.push(field);
        }
    }
}

/// Values of a field with a word that begins with something.
fn values(corpus: Corpus<'_>, field: &str, folded: &str, out: &mut Vec<Suggestion>) {
    let documents = 0..corpus.postings.documents();
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let column = corpus.index.columns.columns.iter().find(|column| column.name == field);
    if let Some(column) = column {
        let begins = |value: &String| {
            let value = corpus.index.chars.fold(value);
            let mut words = value.split(|c: char| !c.is_alphanumeric());
            value.starts_with(folded) || words.any(|word| word.starts_with(folded))
        };
        let fits: Vec<bool> = column.values.iter().map(begins).collect();
        let mut documents_of = vec![0; fits.len()];
        for document in documents {
            for &place in column.of(document) {
                documents_of[place as usize] += u64::from(fits[place as usize]);
            }
        }
        let with = column.values.iter().cloned().zip(documents_of);
        counts.extend(with.filter(|(_, count)| *count > 0));
    } else if !BUILT_IN.contains(&field) {
        counts.extend(facts::names_beginning(corpus, field, folded));
    } else {
        for document in documents {
            let value = match field {
                DATE => {
                    let date = corpus.index.documents[document as usize].date;
                    date.map(|date| of_length(&date.to_string(), folded.len()))
                }
                LANGUAGE => corpus.index.language_of(document).map(str::to_owned),
                _ => None,
            };
            if let Some(value) = value.filter(|value| value.starts_with(folded)) {
                *counts.entry(value).or_default() += 1;
            }
        }
        if field == "has" {
            let names = corpus.index.columns.columns.iter().map(|column| column.name.clone());
            let all = corpus.postings.documents().into();
            counts
                .extend(names.filter(|name| name.starts_with(folded)).map(|name| (name, all)));
        }
    }
    for (value, count) in counts {
        let mut suggestion = suggestion(SuggestionKind::Value, &value, count);
        if value.contains(|c: char| !c.is_alphanumeric() && c != '-') {
            suggestion.insert = quoted(&value);
        }
        suggestion.field = Some(field.to_owned());
        out.push(suggestion);
    }
}

/// A date as exact as what is typed of it: a year, a month or a day.
fn of_length(date: &str, typed: usize) -> String {
    let year = date.find('-').filter(|at| *at > 0).unwrap_or(date.len());
    let length = match typed.checked_sub(year) {
        None | Some(0) => year,
        Some(1..=3) => year + 3,
        Some(_) => date.len(),
    };
    date.get(..length).unwrap_or(date).to_owned()
}

/// A text between quotation marks, none of its own inside.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace(is_quote, " ").trim())
}

/// Titles that have all words of the text, the last one as a beginning; the
/// shortest first.
fn titles(
    corpus: Corpus<'_>,
    letters: &[char],
    caret: usize,
    at: &Range<usize>,
    limit: usize,
) -> Vec<Suggestion> {
    let (postings, index) = (corpus.postings, corpus.index);
    let before: String = letters[..at.start].iter().collect();
    let last: String = letters[at.start..caret].iter().collect();
    if last.chars().count() < SHORTEST_IN_TITLE {
        return Vec::new();
    }
    // Terms of each word: a range, as the words are sorted.
    let mut wanted: Vec<Range<u32>> = Vec::new();
    for word in before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let term = index.terms.find(&index.chars.fold_word(word));
        wanted.extend(term.map(|term| term..term + 1).or(Some(0..0)));
    }
    wanted.push(index.terms.with_prefix(&index.chars.fold_word(&last)));
    if wanted.iter().any(Range::is_empty) {
        return Vec::new();
    }
    let term_at = |position: u32| {
        let word = postings.words.get(position as usize).copied().unwrap_or(u32::MAX);
        index.forms.term_of.get(word as usize).copied().unwrap_or(u32::MAX)
    };
    let has_all = |document: &u32| {
        let title = postings.title(*document);
        wanted.iter().all(|terms| title.clone().any(|at| terms.contains(&term_at(at))))
    };
    let mut found: Vec<u32> = (0..postings.documents()).filter(has_all).collect();
    sorting::sort_by_key(&mut found, |&document| postings.title(document).len());
    let titles = found.into_iter().take(limit).filter_map(|document| {
        let runs =
            passages::title_runs(passages::decode_title(corpus, document).as_ref(), &[])?;
        let title: String = runs.into_iter().map(|run| run.text).collect();
        let mut suggestion = suggestion(SuggestionKind::Title, &title, 1);
        suggestion.insert = format!("title:{}", quoted(&title));
        suggestion.path = Some(index.documents[document as usize].path.clone());
        Some(suggestion)
    });
    titles.collect()
}

/// Shortest word that titles are looked for with.
const SHORTEST_IN_TITLE: usize = 2;
