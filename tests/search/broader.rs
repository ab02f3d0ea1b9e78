//! A broader search: what it adds, what it leaves alone.

use corpuscope::request::{Mode, SearchRequest, Sort};
use corpuscope::response::SearchResponse;

use super::{english, index_of, query, search};

/// Documents 0 to 2 are of one thing, 3 has its words but not its name, 4 is
/// of another.
fn sample() -> Vec<u8> {
    let texts = [
        "The falcon is a raptor. Raptors hunt from the sky with talons.",
        "A falcon hunts; talons and a hooked beak mark the raptor.",
        "Falcon and hawk: raptors with talons, beaks and keen eyes.",
        "Raptors have talons and hooked beaks. Hawks, too.",
        "Bread is baked of flour. Salt and water, flour and time.",
        "Water and salt. Nothing else of note is in the sea.",
    ];
    index_of(texts.iter().enumerate().map(|(number, text)| english(number, text)).collect())
}

fn ask(typed: &str, without: &[&str]) -> SearchResponse {
    let without = without.iter().map(|word| (*word).to_owned()).collect();
    search(
        &sample(),
        SearchRequest { broader: true, without, sort: Sort::Relevance, ..query(typed) },
    )
}

fn check(typed: &str, first: &[&str], absent: &str) {
    let response = ask(typed, &[]);
    let paths: Vec<&str> = response.documents.iter().map(|d| d.path.as_str()).collect();
    assert!(paths.starts_with(first), "{typed:?} found {paths:?}");
    assert!(!paths.contains(&absent), "{typed:?} found {paths:?}");
    assert_eq!(response.total_documents as usize, paths.len());
}

#[test]
fn documents_without_the_word_are_found_by_what_goes_with_it() {
    let plain = search(&sample(), query("falcon"));
    assert_eq!(plain.total_documents, 3);
    assert!(plain.query.expansions.is_empty());
    let response = ask("falcon", &[]);
    let added: Vec<&str> = response.query.expansions.iter().map(|e| e.word.as_str()).collect();
    assert!(added.contains(&"raptor") || added.contains(&"raptors"), "{added:?}");
    assert!(!added.contains(&"falcon") && !added.contains(&"the"), "{added:?}");
    let weights = response.query.expansions.iter().map(|e| e.weight);
    assert!(weights.clone().all(|weight| weight > 0.0 && weight <= 0.5));
    assert!(weights.is_sorted_by(|a, b| a >= b), "those that count most come first");
    let fourth = &response.documents[3];
    assert_eq!((fourth.path.as_str(), fourth.hits), ("003.txt", 0));
    assert!(fourth.score > 0.0);
    check("falcon", &[], "004.txt");
}

#[test]
fn what_is_ruled_out_stays_out() {
    check("falcon -beak", &["000.txt"], "001.txt");
    check("falcon -hawk", &[], "003.txt");
    check("falcon hunt", &[], "004.txt");
}

#[test]
fn words_can_be_taken_out() {
    let all = ask("falcon", &[]).query.expansions;
    let first = all[0].word.clone();
    let rest = ask("falcon", &[&first]).query.expansions;
    assert!(rest.iter().all(|expansion| expansion.word != first), "{rest:?}");
    let every: Vec<&str> = all.iter().map(|expansion| expansion.word.as_str()).collect();
    let none = ask("falcon", &every);
    assert!(none.query.expansions.is_empty(), "{:?}", none.query.expansions);
    assert_eq!(none.total_documents, 3);
}

#[test]
fn without_documents_or_words_nothing_is_added() {
    for typed in ["", "nowhere", "-falcon", "word:>3"] {
        let request = SearchRequest { mode: Mode::Any, broader: true, ..query(typed) };
        let broader = search(&sample(), request);
        let plain = search(&sample(), SearchRequest { mode: Mode::Any, ..query(typed) });
        assert!(broader.query.expansions.is_empty(), "{typed:?}");
        assert_eq!(broader.total_documents, plain.total_documents, "{typed:?}");
    }
}
