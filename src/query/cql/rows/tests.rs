//! Queries on an index against a scan of the documents' texts.

use proptest::prelude::*;

use crate::analyse::tokens::Kind;
use crate::document::{self, Document, Title};
use crate::index::{CompileOptions, Index, Loader, compile as compile_index};
use crate::query::Corpus;
use crate::query::cql::rows::Halted;
use crate::query::cql::{
    Budget, Compiled, IndexVocabulary, Match, STEPS, Search, compile, parse,
};
use crate::query::docset::DocSet;

/// Calls with an open corpus of documents.
fn with_corpus<R>(documents: Vec<Document>, work: impl FnOnce(Corpus<'_>) -> R) -> R {
    let corpus = document::Corpus { documents, ..document::Corpus::default() };
    let bytes = compile_index(&corpus, &[], &CompileOptions::default()).expect("small");
    let index = Index::open(&bytes).expect("well formed");
    let mut loader = Loader::new(&index);
    while loader.step(&index, &mut || true) < 1.0 {}
    let postings = loader.take_finished().expect("loaded");
    let corpus = Corpus { index: &index, postings: &postings };
    work(corpus)
}

/// Runs a query on documents: the text of each match with its document's
/// number, and the documents that were thought to have one.
fn run(documents: Vec<Document>, query: &str) -> (Vec<(u32, String)>, Option<Vec<u32>>) {
    with_corpus(documents, |corpus| run_on(corpus, query))
}

fn run_on(corpus: Corpus<'_>, query: &str) -> (Vec<(u32, String)>, Option<Vec<u32>>) {
    let Corpus { index, postings } = corpus;
    let vocabulary = IndexVocabulary::new(corpus);
    let (parsed, problems) = parse(query);
    assert_eq!(problems, [], "{query}");
    let (compiled, problems) = compile(&parsed.expect("a query"), &vocabulary);
    assert_eq!(problems, [], "{query}");
    let mut compiled = compiled.expect("small");
    let candidates = vocabulary.candidates(&compiled);
    let mut all = Vec::new();
    for document in 0..postings.documents() {
        let mut budget = Budget { steps: STEPS, slice: 1, go_on: &mut || true };
        let (found, gave_up, halted) =
            vocabulary.find(&mut compiled, document, &mut budget, None);
        assert!(!gave_up && halted.is_none(), "{query}");
        assert_eq!(in_slices(&vocabulary, &mut compiled, document), found, "{query}");
        let text = crate::query::passages::decode(corpus, document).text.content;
        for Match { tokens, positions, .. } in found {
            let words = postings.words[positions.start as usize..positions.end as usize].iter();
            let words = words.map(|&word| index.forms.term_of[word as usize]);
            let words = words.map(|term| index.terms.word(term));
            let own = &text.tokens[tokens.start as usize..tokens.end as usize];
            let own = own.iter().filter(|token| index.kind(token.number) == Kind::Word);
            let own = own.map(|token| index.chars.fold_word(&text.text[token.range()]));
            let boilerplate = &index.documents[document as usize].boilerplate;
            if boilerplate.iter().all(|it| it.end <= tokens.start || it.start >= tokens.end) {
                assert!(words.eq(own), "{query}: the positions are of other words");
            }
            let tokens = &text.tokens[tokens.start as usize..tokens.end as usize];
            let (first, last) = (tokens.first().expect("one"), tokens.last().expect("one"));
            let shown = text.text[first.start as usize..last.end as usize].to_owned();
            all.push((document, shown));
        }
    }
    (all, candidates.map(|set| set.iter().collect()))
}

/// The matches in a document when there is time for one row at a time.
fn in_slices(
    vocabulary: &IndexVocabulary<'_>,
    compiled: &mut Compiled,
    document: u32,
) -> Vec<Match> {
    let mut halted: Option<Box<Halted>> = None;
    loop {
        let steps = halted.as_ref().map_or(STEPS, |it| it.paused.steps);
        let mut budget = Budget { steps, slice: 1, go_on: &mut || false };
        let (found, gave_up, more) =
            vocabulary.find(compiled, document, &mut budget, halted.take());
        assert!(!gave_up);
        if more.is_none() {
            return found;
        }
        halted = more;
    }
}

fn find(documents: Vec<Document>, query: &str) -> Vec<(u32, String)> {
    let (found, candidates) = run(documents, query);
    for (document, _) in &found {
        let may = candidates.as_ref().is_none_or(|set| set.contains(document));
        assert!(may, "{query} finds what it ruled out");
    }
    found
}

fn document(path: &str, text: &str, language: &str) -> Document {
    Document {
        path: path.into(),
        text: text.into(),
        language: Some(language.into()),
        ..Document::default()
    }
}

fn sample() -> Vec<Document> {
    let english = "Bakers bake. The Baker’s bread, baked by bakers, was good!\n\n\
                   Café owners baked too. MENU Share this";
    let boilerplate = english.find("MENU").expect("there")..english.len();
    let mut first = document("a.txt", english, "en");
    first.boilerplate = vec![boilerplate];
    first.fields.insert("source".into(), vec!["Courier".into(), "Wire".into()]);
    let mut second = document("b.txt", "Die Bäcker backen. Das Backen dauert.", "de");
    second.title = Some(Title::Separate("Bäcker im Titel".into()));
    second.fields.insert("source".into(), vec!["Bote".into()]);
    vec![first, second]
}

fn check(query: &str, expected: &[(u32, &str)]) {
    let found = find(sample(), query);
    let found: Vec<(u32, &str)> = found.iter().map(|(d, text)| (*d, text.as_str())).collect();
    assert_eq!(found, expected, "{query}");
}

#[test]
fn attributes() {
    check("\"Baker.*\"", &[(0, "Bakers"), (0, "Baker’s")]);
    check("\"bakers\"%c", &[(0, "Bakers"), (0, "bakers")]);
    check("[lower=\"bakers\"]", &[(0, "Bakers"), (0, "bakers")]);
    check("[lc=\"b.ck.*\"]", &[(1, "Bäcker"), (1, "backen"), (1, "Backen")]);
    check("[word=\"b.ck.*\"%cd]", &[(1, "Bäcker"), (1, "backen"), (1, "Backen")]);
    check("[folded=\"cafe|backer\"]", &[(0, "Café"), (1, "Bäcker")]);
    check("\"Cafe\"%d", &[(0, "Café")]);
    check("[stem=\"bake\"]", &[(0, "bake"), (0, "baked"), (0, "baked")]);
    check("[stem=\"back.*\" & word!=\"Backen\"]", &[(1, "Bäcker"), (1, "backen")]);
    check("[stem=\".*ier.*\"]", &[]);
    check("\"!\"", &[(0, "!")]);
    check("[kind=\"mark\" & word!=\"[.]\"]", &[(0, ","), (0, ","), (0, "!")]);
    check("\"too\" [kind!=\"word\"]", &[(0, "too.")]);
    check("[word=\"MENU|Share\"]", &[]);
    check("\"Titel\"", &[]);
    check(
        "a:\"[Bb].*\" []* b:[] :: a.stem = b.stem & a.word != b.word within s",
        &[(0, "Baker’s bread, baked by bakers"), (1, "Bäcker backen")],
    );
}

#[test]
fn structures() {
    check("[] </s>", &[(0, "."), (0, "!"), (0, "."), (1, "."), (1, ".")]);
    check("<p> []", &[(0, "Bakers"), (0, "Café"), (1, "Die")]);
    check(
        "<s/> containing \"baked\" containing \"bread\"",
        &[(0, "The Baker’s bread, baked by bakers, was good!")],
    );
    check("\",\" []* \",\" within s", &[(0, ", baked by bakers,")]);
    check("\"baked\" []* \"baked\"", &[(0, "baked by bakers, was good!\n\nCafé owners baked")]);
    check("\"baked\" []* \"baked\" within p", &[]);
    check("<doc source=\"Wire\"> []", &[(0, "Bakers")]);
    check("<doc source!=\"Wire\"> []", &[(1, "Die")]);
    check("[word=\"D.*\" & doc_title=\".*Titel\"]", &[(1, "Die"), (1, "Das")]);
    check("\"D.*\" within <doc language=\"de\" path=\"b.*\"/>", &[(1, "Die"), (1, "Das")]);
    check("</doc>", &[]);
    check("[] </doc>", &[(0, "."), (1, ".")]);
}

/// Which documents are looked at.
fn check_candidates(query: &str, expected: Option<&[u32]>) {
    // Enough other words that none counts as frequent.
    let texts = ["the cat sat ", "the dog sat ", "the cat and the dog ran "];
    let other = "one two three four five six seven eight nine ten. ".repeat(20);
    let documents = (0_u32..).zip(texts).map(|(number, text)| {
        document(&format!("{number}.txt"), &format!("{text}{other}"), "en")
    });
    let (_, candidates) = run(documents.collect(), query);
    assert_eq!(candidates.as_deref(), expected, "{query}");
}

#[test]
fn documents_that_can_match() {
    check_candidates("\"cat\"", Some(&[0, 2]));
    check_candidates("\"cat\" []{0,3} \"sat\"", Some(&[0]));
    check_candidates("\"the\" (\"cat\" | \"dog\")? \"sat\"", Some(&[0, 1]));
    check_candidates("\"cat\" \"sat\" | \"ran\"", Some(&[0, 2]));
    check_candidates("<s/> containing \"dog\" containing [stem=\"cat\"]", Some(&[2]));
    check_candidates("[]* !containing \"dog\"", None);
    check_candidates("\"cat\"* []", None);
    check_candidates("[word!=\"cat\"]", None);
    check_candidates("[word!=\"cat\" & lower=\"c.*\"]", Some(&[]));
    check_candidates("MU(meet \"cat\" \"dog\" -5 5)", Some(&[2]));
    check_candidates("MU(meet \"cat\" not \"dog\" -5 5)", Some(&[0, 2]));
    check_candidates("\"nowhere\"", Some(&[]));
    check_candidates("\"cat\" | \"[.]\"", None);
}

/// A search goes on in slices, and comes to the same as one that does not.
#[test]
fn searches_are_done_in_slices() {
    let documents: Vec<Document> =
        (0..40).map(|n| document(&format!("{n:02}.txt"), "one two. two one.", "en")).collect();
    with_corpus(documents, search_in_slices);
}

fn search_in_slices(corpus: Corpus<'_>) {
    let mut search = Search::new(corpus, "\"one\" [] within s", None);
    let mut slices = 0;
    while !search.step(corpus, &mut || false) {
        slices += 1;
    }
    // One to look the query up, and each document but the last.
    assert_eq!(slices, 40);
    assert_eq!((search.counts().len(), search.documents().len()), (40, 40));
    assert!(search.counts().iter().all(|count| (count.matches, count.in_title) == (2, 0)));
    let found = search.matches_in(corpus, 3);
    assert_eq!(found.len(), 2);
    assert_eq!((found[1].positions.clone(), found[1].tokens.clone()), (15..16, 4..6));
    assert_eq!(search.left_out(), [] as [u32; 0]);
    let mut search = Search::new(corpus, "\"one\" [] within s", None).with_steps(100);
    assert!(search.step(corpus, &mut || true));
    let (found, left_out) = (search.counts().len(), search.left_out().len());
    assert!(found > 0 && left_out > 0 && found + left_out == 40, "{found} and {left_out}");
    let mut only = DocSet::empty(40);
    only.insert(7);
    let mut search = Search::new(corpus, "\"one\" []", Some(&only));
    assert!(search.step(corpus, &mut || true));
    assert_eq!((search.counts().len(), search.documents().len()), (1, 1));
    let mut search = Search::new(corpus, "(", None);
    assert!(search.step(corpus, &mut || true));
    assert_eq!((search.counts().len(), search.problems().len()), (0, 2));
}

proptest! {
    /// Tests of words against `regex` and the standard library, on each token.
    #[test]
    fn the_same_tokens(
        texts in proptest::collection::vec(
            proptest::collection::vec("[abAé]{1,3}|[.,]", 0..8), 1..4),
        pattern in prop_oneof![
            "[abAé]{1,2}", "[ab]\\.\\*", "\\.\\*[aé]", "[ab]\\|[aA]b", "\\[abé\\]\\+", "[.]"
        ],
        attribute in "word|lower|folded",
        ignore_case in any::<bool>(),
        negated in any::<bool>(),
    ) {
        let documents: Vec<Document> = texts
            .iter()
            .enumerate()
            .map(|(n, words)| document(&format!("{n}.txt"), &words.join(" "), ["en", "xx"][n % 2]))
            .collect();
        let flag = if ignore_case { "%c" } else { "" };
        let sign = if negated { "!=" } else { "=" };
        let found = find(documents, &format!("[{attribute}{sign}\"{pattern}\"{flag}]"));
        let case = if ignore_case { "(?i)" } else { "" };
        let regex = regex::Regex::new(&format!("{case}^(?:{pattern})$")).expect("well formed");
        let mut expected = Vec::new();
        for (number, words) in (0..).zip(&texts) {
            for word in words {
                let value = match attribute.as_str() {
                    "word" => word.clone(),
                    "lower" => word.to_lowercase(),
                    _ => word.to_lowercase().replace('é', "e"),
                };
                if regex.is_match(&value) != negated {
                    expected.push((number, word.clone()));
                }
            }
        }
        prop_assert_eq!(found, expected);
    }
}
