//! What is suggested while a query is typed, and why a document is found where
//! it is.

use corpuscope::document::{Document, PartialDate, Title};
use corpuscope::engine::Engine;
use corpuscope::request::{
    ExplainRequest, Mode, Request, SearchRequest, Sort, SuggestRequest, Syntax,
};
use corpuscope::response::{
    ExplainResponse, Response, ScoreKind, SuggestResponse, SuggestionKind,
};
use proptest::prelude::*;

use super::{english, index_of, query, search};

fn sample() -> Vec<u8> {
    let document =
        |number: usize, title: &str, source: &str, date: &str, text: &str| Document {
            title: Some(Title::Separate(title.into())),
            date: PartialDate::parse(date),
            fields: [("source".to_owned(), vec![source.to_owned()])].into(),
            ..english(number, text)
        };
    index_of(vec![
        document(0, "Peace talks resume", "Wire desk", "2025-11-30", "Peace. Peaceful talks."),
        document(1, "The plan", "Wire desk", "2025-12-01", "A peace plan; PEACE; pearls."),
        document(2, "Talks: peace “soon”", "Kyiv notebook", "2024", "Nothing here, says NATO."),
    ])
}

fn suggest(text: &str) -> SuggestResponse {
    let caret = text.chars().position(|c| c == '|').expect("a bar for the caret");
    let request = SuggestRequest {
        text: text.replacen('|', "", 1),
        caret: u32::try_from(caret).expect("short"),
        ..SuggestRequest::default()
    };
    let bytes = sample();
    let mut engine = Engine::load(&bytes).expect("a good index");
    match engine.answer(Request::Suggest(request)) {
        Response::Suggest(response) => response,
        other => panic!("no suggestions: {other:?}"),
    }
}

/// Suggestions of a kind: what is shown, how many, and what the text becomes.
fn check(text: &str, kind: SuggestionKind, expected: &[(&str, u64, &str)]) {
    let response = suggest(text);
    let letters: Vec<char> = text.chars().filter(|c| *c != '|').collect();
    let found: Vec<(String, u64, String)> = response
        .suggestions
        .into_iter()
        .filter(|suggestion| suggestion.kind == kind)
        .map(|suggestion| {
            let before: String = letters[..response.start as usize].iter().collect();
            let after: String = letters[response.end as usize..].iter().collect();
            let whole = [before, suggestion.insert, after].concat();
            (suggestion.label, suggestion.count, whole)
        })
        .collect();
    let found: Vec<(&str, u64, &str)> = found
        .iter()
        .map(|(label, count, whole)| (label.as_str(), *count, whole.as_str()))
        .collect();
    assert_eq!(found, expected, "for {text:?}");
}

#[test]
fn words_in_their_usual_spelling_with_their_number() {
    let words = SuggestionKind::Word;
    check(
        "pea|",
        words,
        &[("peace", 5, "peace"), ("Peaceful", 1, "Peaceful"), ("pearls", 1, "pearls")],
    );
    check("nothing (na| peace", words, &[("NATO", 1, "nothing (NATO peace")]);
    check("\"says na|", words, &[("NATO", 1, "\"says NATO")]);
    check("peace|", words, &[("Peaceful", 1, "Peaceful")]);
    check("|", words, &[]);
    check("xyz|", words, &[]);
}

#[test]
fn titles_with_all_that_is_typed() {
    let titles = SuggestionKind::Title;
    check(
        "peace ta|",
        titles,
        &[
            ("Peace talks resume", 1, "peace title:\"Peace talks resume\""),
            ("Talks: peace “soon”", 1, "peace title:\"Talks: peace  soon\""),
        ],
    );
    check("plan ta|", titles, &[]);
    let path = &suggest("resu|").suggestions[0].path;
    assert_eq!(path, &None, "the word comes before the title");
    assert_eq!(suggest("resu|").suggestions[1].path.as_deref(), Some("000.txt"));
}

#[test]
fn fields_and_their_values() {
    check("so|", SuggestionKind::Field, &[("Source", 3, "source:")]);
    check("da|", SuggestionKind::Field, &[("date", 3, "date:")]);
    let values = SuggestionKind::Value;
    check(
        "source:|",
        values,
        &[
            ("Wire desk", 2, "source:\"Wire desk\""),
            ("Kyiv notebook", 1, "source:\"Kyiv notebook\""),
        ],
    );
    check(
        "source:note| peace",
        values,
        &[("Kyiv notebook", 1, "source:\"Kyiv notebook\" peace")],
    );
    check("source:\"Wire d|", values, &[("Wire desk", 2, "source:\"Wire desk\"")]);
    check("date:20|", values, &[("2025", 2, "date:2025"), ("2024", 1, "date:2024")]);
    check(
        "date:2025-1|",
        values,
        &[("2025-11", 1, "date:2025-11"), ("2025-12", 1, "date:2025-12")],
    );
    check("language:|", values, &[("en", 3, "language:en")]);
}

#[test]
fn words_like_one_that_does_not_occur() {
    let corrections = SuggestionKind::Correction;
    check("paece|", corrections, &[("peace", 5, "peace")]);
    check("paecc|", corrections, &[("peace", 5, "peace")]);
    check("peace|", corrections, &[]);
    check("talking|", corrections, &[]);
    check("zzzzz|", corrections, &[]);
}

fn explain(
    index: &[u8],
    typed: &str,
    mode: Mode,
    broader: bool,
    path: &str,
) -> ExplainResponse {
    let mut engine = Engine::load(index).expect("a good index");
    let request = ExplainRequest {
        query: typed.into(),
        mode,
        broader,
        path: path.into(),
        ..ExplainRequest::default()
    };
    match engine.answer(Request::Explain(request)) {
        Response::Explain(response) => response,
        other => panic!("no explanation: {other:?}"),
    }
}

#[test]
fn a_score_is_taken_apart() {
    let response = explain(&sample(), "the peace plan", Mode::Any, false, "001.txt");
    assert_eq!(response.rank, Some(1));
    assert_eq!(response.weightless, ["the"]);
    let parts: Vec<(ScoreKind, &str, u32, u32, u32)> = response
        .parts
        .iter()
        .map(|p| (p.kind, p.label.as_str(), p.occurrences, p.in_title, p.documents))
        .collect();
    assert_eq!(
        parts,
        [
            (ScoreKind::Word, "peace", 2, 0, 3),
            (ScoreKind::Word, "plan", 2, 1, 1),
            (ScoreKind::Pair, "peace … plan", 2, 0, 1),
        ]
    );
    assert_eq!(response.words, 7);
    assert!(response.pairs);
    let bytes = sample();
    let mut engine = Engine::load(&bytes).expect("a good index");
    let query = "\"peace\"%c []? \"plan\"".to_owned();
    let request = ExplainRequest {
        query: query.clone(),
        syntax: Syntax::Cql,
        path: "001.txt".into(),
        ..ExplainRequest::default()
    };
    let Response::Explain(cql) = engine.answer(Request::Explain(request)) else {
        panic!("none")
    };
    assert_eq!(
        (cql.parts.len(), &cql.parts[0].label, cql.parts[0].score),
        (1, &query, cql.score)
    );
    let other = explain(&sample(), "plan", Mode::Any, false, "002.txt");
    assert_eq!((other.rank, other.score, other.parts.len()), (None, 0.0, 0));
    let request = ExplainRequest { path: "none".into(), ..ExplainRequest::default() };
    let answer = engine.answer(Request::Explain(request));
    assert!(matches!(answer, Response::Failed(_)), "{answer:?}");
}

fn any_query() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "peace",
        "plan",
        "talks",
        "the",
        "\"peace plan\"",
        "pea*",
        "talk~",
        "peace",
        "-plan",
        "(peace NEAR/3 plan)",
        "title:peace",
    ]);
    proptest::collection::vec(word, 1..6).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn parts_add_up_to_the_score_and_ranks_are_those_of_the_list(
        typed in any_query(),
        texts in proptest::collection::vec("((peace|plan|the|talks|so)[ .]){0,30}", 1..6),
        any in any::<bool>(),
        broader in any::<bool>(),
    ) {
        let documents = texts.iter().enumerate().map(|(n, text)| Document {
            title: Some(Title::Separate(text.chars().take(12).collect())),
            ..english(n, text)
        });
        let index = index_of(documents.collect());
        let mode = if any { Mode::Any } else { Mode::All };
        let request = SearchRequest { mode, broader, sort: Sort::Relevance, ..query(&typed) };
        let found = search(&index, request);
        for (place, document) in found.documents.iter().enumerate() {
            let explained = explain(&index, &typed, mode, broader, &document.path);
            let sum = explained.parts.iter().fold(0.0, |sum, part| sum + part.score);
            prop_assert_eq!(sum, document.score);
            prop_assert_eq!(explained.score, document.score);
            prop_assert_eq!(explained.rank, u32::try_from(place + 1).ok());
            for part in &explained.parts {
                prop_assert_eq!(part.score, part.weight * part.saturation);
            }
        }
    }

    #[test]
    fn anything_can_be_typed(text in "\\PC{0,20}|[a-z\":()|~*=-]{0,16}", caret in 0_u32..24) {
        let bytes = sample();
        let mut engine = Engine::load(&bytes).expect("a good index");
        let letters = u32::try_from(text.chars().count()).expect("short");
        let request = SuggestRequest { text, caret, limit: 3 };
        let Response::Suggest(found) = engine.answer(Request::Suggest(request)) else {
            panic!("no suggestions")
        };
        prop_assert!(found.start <= caret.min(letters) && caret.min(letters) <= found.end);
        prop_assert!(found.end <= letters);
    }
}
