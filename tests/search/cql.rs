//! The corpus query language through the engine, and simple queries beside what
//! they are said to be in it.

use corpuscope::document::{Annotation, Document, Layer, Title};
use corpuscope::engine::Engine;
use corpuscope::request::{
    ConcordanceKey, ConcordanceRequest, DocumentRequest, Filter, FilterTest, Request,
    SearchRequest, Sort, SortKey, Syntax,
};
use corpuscope::response::{ConcordanceResponse, Mark, Response, SearchResponse};
use proptest::prelude::*;

use super::{english, index_of, query, search};

fn cql(text: &str) -> SearchRequest {
    SearchRequest { syntax: Syntax::Cql, ..query(text) }
}

fn ask(index: &[u8], request: ConcordanceRequest) -> ConcordanceResponse {
    match Engine::load(index).expect("a good index").answer(Request::Concordance(request)) {
        Response::Concordance(response) => response,
        other => panic!("no concordance: {other:?}"),
    }
}

fn lines(query: &str) -> ConcordanceRequest {
    ConcordanceRequest {
        query: query.into(),
        syntax: Syntax::Cql,
        context: 2,
        limit: 1_000,
        with_places: true,
        ..ConcordanceRequest::default()
    }
}

fn sample() -> Vec<u8> {
    let fields = |source: &str| [("source".to_owned(), vec![source.to_owned()])].into();
    index_of(vec![
        Document {
            title: Some(Title::Separate("A cat’s title".into())),
            fields: fields("Wire"),
            ..english(0, "“Stop!” The cat stopped. A cat (black) sat !")
        },
        Document {
            title: Some(Title::InText(0..8)),
            fields: fields("Desk"),
            ..english(1, "The cat\n\nNo dog sat. The mat sat.")
        },
        Document { fields: fields("Wire"), ..english(2, "Dogs ran. A cat ran by the cat.") },
    ])
}

/// The documents, hits and places of a query.
fn check(typed: &str, expected: &[(&str, &[&str])]) -> SearchResponse {
    let response = search(&sample(), cql(typed));
    assert_eq!(response.query.problems, [], "for {typed:?}");
    let found: Vec<(&str, Vec<&str>)> = response
        .documents
        .iter()
        .map(|document| {
            assert_eq!(document.hits as usize, document.hit_places.len(), "for {typed:?}");
            let hits = document.hit_places.iter();
            (document.path.as_str(), hits.map(|hit| hit.text.as_str()).collect())
        })
        .collect();
    let expected: Vec<(&str, Vec<&str>)> =
        expected.iter().map(|(path, hits)| (*path, hits.to_vec())).collect();
    assert_eq!(found, expected, "for {typed:?}");
    assert_eq!(response.total_documents as usize, expected.len());
    let hits: usize = expected.iter().map(|(_, hits)| hits.len()).sum();
    assert_eq!(response.total_hits, hits as u64);
    response
}

#[test]
fn hits_are_tokens() {
    check(
        "\"cat\"",
        &[("000.txt", &["cat", "cat"]), ("001.txt", &["cat"]), ("002.txt", &["cat", "cat"])],
    );
    check("\"!\"", &[("000.txt", &["!", "!"])]);
    check("\"“\" [] \"!\" \"”\"", &[("000.txt", &["“Stop!”"])]);
    check("\"\\(\" [] \"\\)\"", &[("000.txt", &["(black)"])]);
    check("\"nowhere\"", &[]);
    check("<doc source=\"Desk\"/>", &[("001.txt", &["The cat\n\nNo dog sat. The mat sat."])]);
}

/// Matches that overlap or lie in one another are hits each.
#[test]
fn every_match_is_a_hit() {
    check(
        "(?traditional) \"A\"? \"cat\" within <doc source=\"Wire\"/>",
        &[("000.txt", &["cat", "A cat", "cat"]), ("002.txt", &["A cat", "cat", "cat"])],
    );
}

#[test]
fn problems_are_told_and_the_rest_is_run() {
    let response = search(&sample(), cql("[word=\"cat\" & part=\"NN\"]"));
    assert_eq!(response.query.problems.len(), 1);
    let response = search(&sample(), cql("("));
    assert_eq!(response.total_documents, 0);
    assert!(!response.query.problems.is_empty(), "a lone parenthesis is no query");
    assert_eq!(search(&sample(), cql(" ")).total_documents, 3);
}

#[test]
fn filters_facets_and_order_are_as_for_simple_queries() {
    let wire =
        Filter { field: "source".into(), test: FilterTest::Include(vec![Some("Wire".into())]) };
    let request =
        SearchRequest { filters: vec![wire.clone()], sort: Sort::Relevance, ..cql("\"cat\"") };
    let response = search(&sample(), request);
    assert_eq!((response.total_documents, response.total_hits), (2, 4));
    let paths: Vec<&str> = response.documents.iter().map(|d| d.path.as_str()).collect();
    assert_eq!(paths, ["002.txt", "000.txt"], "the shorter document has as many");
    let facet: Vec<(Option<&str>, u32)> =
        response.facets[0].values.iter().map(|v| (v.value.as_deref(), v.documents)).collect();
    assert_eq!(facet, [(Some("Wire"), 2), (Some("Desk"), 1)]);
    let request = SearchRequest { sort: Sort::Relevance, ..cql("\"The\" \"cat|mat\"") };
    let response = search(&sample(), request);
    let paths: Vec<&str> = response.documents.iter().map(|d| d.path.as_str()).collect();
    assert_eq!(paths, ["001.txt", "000.txt"], "the title counts more");
    let lines = ask(&sample(), ConcordanceRequest { filters: vec![wire], ..lines("\"cat\"") });
    assert_eq!((lines.total_hits, lines.total_documents), (4, 2));
}

#[test]
fn snippets_and_the_reader_mark_hits() {
    let marked = |runs: &[corpuscope::response::Run]| {
        let marked = runs.iter().filter_map(|run| match run.mark {
            Mark::Hit(number) => Some((number, run.text.clone())),
            _ => None,
        });
        marked.collect::<Vec<_>>()
    };
    let some = |hits: &[(u32, &str)]| {
        hits.iter().map(|(number, text)| (*number, (*text).to_owned())).collect::<Vec<_>>()
    };
    let response = search(&sample(), cql("\"“\" \"Stop\" | \"!\""));
    let expected = some(&[(0, "“Stop"), (1, "!"), (2, "!")]);
    assert_eq!(marked(&response.documents[0].snippet), expected[..2]);
    let response = search(&sample(), cql("\"!\" </doc>"));
    assert_eq!(marked(&response.documents[0].snippet), some(&[(0, "!")]));
    assert_eq!(marked(&response.documents[0].title), [], "the title is no tokens");
    let index = sample();
    let read = |path: &str, query: &str| {
        let request = DocumentRequest {
            path: path.into(),
            query: query.into(),
            syntax: Syntax::Cql,
            ..DocumentRequest::default()
        };
        match Engine::load(&index).expect("a good index").answer(Request::Document(request)) {
            Response::Document(document) => document,
            other => panic!("no document: {other:?}"),
        }
    };
    let document = read("000.txt", "\"“\" \"Stop\" | \"!\"");
    assert_eq!(marked(&document.paragraphs[0].runs), expected);
    assert_eq!(document.hit_paragraphs, [Some(0); 3]);
    // One in another: the inner one is cut out of the outer one.
    let document = read("001.txt", "\"sat\" | \"dog\" [] \"[.]\"");
    assert_eq!(
        marked(&document.paragraphs[1].runs),
        some(&[(0, "dog "), (1, "sat"), (0, "."), (2, "sat")])
    );
    let document = read("001.txt", "\"The\" \"cat\"");
    assert_eq!(marked(&document.title), some(&[(0, "The cat")]));
}

#[test]
fn concordances_have_places_keys_and_groups() {
    let index = sample();
    let response = ask(&index, lines("[kind=\"mark\"] \"black\" []"));
    let line = &response.lines[0];
    assert_eq!((line.left.as_str(), line.matched.as_str()), ("A cat ", "(black)"));
    assert_eq!(line.right, " sat");
    assert_eq!((line.token_start, line.token_end, line.hit), (10, 13, 10));
    let place = line.place.as_ref().expect("asked for");
    assert_eq!((place.start, place.end, place.text.as_str()), (31, 38, "(black)"));

    let response = ask(&index, lines("\"!\""));
    let shown: Vec<(&str, &str, &str)> = response
        .lines
        .iter()
        .map(|line| (line.left.as_str(), line.matched.as_str(), line.right.as_str()))
        .collect();
    assert_eq!(shown, [("“Stop", "!", "” The cat"), ("black) sat ", "!", "")]);

    let right = ConcordanceKey::Position(1);
    let request = ConcordanceRequest {
        sort: vec![SortKey { by: right.clone(), descending: false }],
        group: Some(right),
        ..lines("[word=\"cat|[!]\"]")
    };
    let response = ask(&index, request.clone());
    let groups: Vec<(&str, u32)> =
        response.groups.iter().map(|group| (group.value.as_str(), group.lines)).collect();
    let expected = [("", 2), ("black", 1), ("no", 1), ("ran", 1), ("stopped", 1), ("the", 1)];
    assert_eq!(groups, expected);
    let rights: Vec<&str> = response.lines.iter().map(|line| line.right.trim()).collect();
    assert_eq!(rights[0], "(black) sat");
    assert_eq!(&rights[rights.len() - 2..], ["", "."]);
    let sampled =
        ask(&index, ConcordanceRequest { sample: Some(3), seed: 1, ..request.clone() });
    assert_eq!(sampled.lines.len(), 3);
    assert!(sampled.lines.iter().all(|line| response.lines.contains(line)));
    let only = Some((ConcordanceKey::Position(1), "ran".to_owned()));
    assert_eq!(ask(&index, ConcordanceRequest { only, ..request }).total_lines, 1);
}

/// Values by letters: capitals and others, and the lower case.
fn annotated(number: usize, text: &str) -> Document {
    let mut annotation = Annotation::default();
    let mut kinds = Vec::new();
    let mut lemmas = Vec::new();
    for (start, end, is_word) in tokens(text) {
        annotation.tokens.push(start..end);
        let word = &text[start..end];
        let capital = word.starts_with(|letter: char| letter.is_ascii_uppercase());
        kinds.push(if !is_word {
            ""
        } else if capital {
            "Up"
        } else {
            "Low"
        });
        lemmas.push(word.to_lowercase());
    }
    let layer = |name: &str, of: Vec<String>| {
        let mut values = of.clone();
        values.sort();
        values.dedup();
        let place = |value: &String| values.binary_search(value).ok()?.try_into().ok();
        let of_tokens = of.iter().filter_map(place).collect();
        Layer { name: name.into(), values, of_tokens }
    };
    let kinds = kinds.into_iter().map(str::to_owned).collect();
    annotation.layers = vec![layer("form", kinds), layer("lemma", lemmas)];
    Document { annotation: Some(Box::new(annotation)), ..english(number, text) }
}

#[test]
fn layers_are_attributes_and_keys() {
    let index = index_of(vec![
        annotated(0, "Peace, the Peace talks. talks of peace"),
        english(1, "Peace talks"),
        annotated(2, "the PEACE"),
    ]);
    let right = ConcordanceKey::Layer("form".into(), 1);
    let request = ConcordanceRequest {
        sort: vec![
            SortKey { by: right.clone(), descending: false },
            SortKey { by: ConcordanceKey::Layer("lemma".into(), -1), descending: true },
        ],
        group: Some(right.clone()),
        ..lines("[lower=\"peace|talks\"]")
    };
    let response = ask(&index, request.clone());
    let groups: Vec<(&str, u32)> =
        response.groups.iter().map(|group| (group.value.as_str(), group.lines)).collect();
    assert_eq!(groups, [("Low", 4), ("", 4)]);
    let shown: Vec<(&str, u32)> =
        response.lines.iter().map(|line| (line.path.as_str(), line.token_start)).collect();
    let expected = [(0, 3), (0, 6), (0, 4), (0, 0), (2, 1), (0, 8), (1, 0), (1, 1)];
    let expected: Vec<(String, u32)> =
        expected.iter().map(|(number, token)| (format!("{number:03}.txt"), *token)).collect();
    let expected: Vec<(&str, u32)> =
        expected.iter().map(|(path, token)| (path.as_str(), *token)).collect();
    assert_eq!(shown, expected);
    let only = Some((right, "Low".to_owned()));
    assert_eq!(ask(&index, ConcordanceRequest { only, ..request }).total_lines, 4);
    let hits = |query: &str| search(&index, cql(query)).total_hits;
    assert_eq!(hits("[lemma=\"peace\"]"), 4);
    assert_eq!(hits("[form=\"Up\" & lemma=\"peace\"]"), 3);
    assert_eq!(hits("[form=\"\"]"), 4, "marks, and all of what is not annotated");
    assert_eq!(hits("a:[] b:[] :: a.form = b.form & a.form = \"Low\""), 2);
}

/// A token of the naive scan: where it is, and whether it is a word.
type Token = (usize, usize, bool);

/// Tokens of a plain ASCII text: runs of letters, and marks by themselves.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for (at, letter) in text.char_indices() {
        match tokens.last_mut() {
            Some((_, end, true)) if *end == at && letter.is_ascii_alphabetic() => *end += 1,
            _ if letter.is_whitespace() => {}
            _ => tokens.push((at, at + 1, letter.is_ascii_alphabetic())),
        }
    }
    tokens
}

/// A pattern of the generated queries: one token after another, each with the
/// least and most times that it may stand there.
type Pattern = Vec<(&'static str, &'static str, usize, usize)>;

fn any_pattern() -> impl Strategy<Value = Pattern> {
    let token = prop::sample::select(vec![
        ("\"talk.*\"%c", "talk"),
        ("[word=\"peace\"]", "=peace"),
        ("[]", ""),
        ("\"[.]\"", "=."),
        ("[kind=\"mark\"]", "mark"),
    ]);
    let times = prop::sample::select(vec![(1, 1), (1, 1), (0, 1), (0, 2), (1, 3)]);
    proptest::collection::vec(
        (token, times)
            .prop_map(|((written, test), (least, most))| (written, test, least, most)),
        1..4,
    )
}

fn fits(text: &str, &(start, end, is_word): &Token, test: &str) -> bool {
    let word = &text[start..end];
    match test.strip_prefix('=') {
        Some(exact) => word == exact,
        None if test == "mark" => !is_word,
        None => word.to_lowercase().starts_with(test),
    }
}

/// Every end of a match of the pattern that begins at a token.
fn ends(text: &str, tokens: &[Token], at: usize, pattern: &Pattern, part: usize) -> Vec<usize> {
    let Some(&(_, test, least, most)) = pattern.get(part) else { return vec![at] };
    let mut found = Vec::new();
    for times in 0..=most {
        if times >= least {
            found.extend(ends(text, tokens, at + times, pattern, part + 1));
        }
        if !tokens.get(at + times).is_some_and(|token| fits(text, token, test)) {
            break;
        }
    }
    found
}

/// The shortest match from each token, less those that end where an earlier
/// one ends.
fn scan(text: &str, pattern: &Pattern) -> Vec<(usize, usize)> {
    let tokens = tokens(text);
    let mut taken = Vec::new();
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let end = ends(text, &tokens, at, pattern, 0).into_iter().filter(|&end| end > at).min();
        if let Some(end) = end.filter(|end| !taken.contains(end)) {
            taken.push(end);
            found.push((at, end));
        }
    }
    found
}

fn any_text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec!["talk", "Talks", "TALKING", "peace", "plan", "the"]);
    let gap = prop::sample::select(vec![" ", " ", " ", ", ", ". ", "\n\n", " (", ") ", "! ?"]);
    proptest::collection::vec((word, gap), 0..25)
        .prop_map(|pairs| pairs.iter().flat_map(|(word, gap)| [*word, *gap]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn the_same_as_a_scan(
        texts in proptest::collection::vec(any_text(), 1..5),
        pattern in any_pattern(),
    ) {
        let index = index_of(texts.iter().enumerate().map(|(n, t)| english(n, t)).collect());
        let written: Vec<String> = pattern
            .iter()
            .map(|(written, _, least, most)| format!("{written}{{{least},{most}}}"))
            .collect();
        let written = written.join(" ");
        let mut expected = Vec::new();
        for (number, text) in texts.iter().enumerate() {
            let tokens = tokens(text);
            for (start, end) in scan(text, &pattern) {
                let bytes = (tokens[start].0, tokens[end - 1].1);
                expected.push((format!("{number:03}.txt"), start, end, bytes));
            }
        }
        let response = ask(&index, lines(&written));
        prop_assert_eq!(&response.query.problems, &[], "{}", written);
        prop_assert_eq!(response.total_hits, expected.len() as u64);
        let found: Vec<_> = response
            .lines
            .iter()
            .map(|line| {
                let place = line.place.as_ref().expect("asked for");
                let tokens = (line.token_start as usize, line.token_end as usize);
                (line.path.clone(), tokens.0, tokens.1, (place.start as usize, place.end as usize))
            })
            .collect();
        prop_assert_eq!(found, expected, "{}", written);
        for line in &response.lines {
            let number: usize = line.path[..3].parse().expect("a number");
            let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let shown = format!("{}{}{}", line.left, line.matched, line.right);
            prop_assert!(one_line(&texts[number]).contains(&one_line(&shown)), "{:?}", line);
        }
        let response = search(&index, cql(&written));
        prop_assert_eq!(response.total_hits, found_in(&response));
    }

    /// A simple query and what it is said to be in the corpus query language.
    #[test]
    fn simple_queries_say_what_they_are(
        texts in proptest::collection::vec(any_text(), 1..5),
        languages in proptest::collection::vec(prop::sample::select(vec!["en", "en", "de", "xx"]), 4),
        typed in prop::sample::select(vec![
            "talk", "talks peace", "\"talks peace\"", "=Talks", "tal*", "*king", "ta?k",
            "peace-plan", "the OR talks", "peace -the", "peace -\"the talk\"", "/t.*[ks]/",
            "\"peace talks\"~3", "peace NEAR/2 talks", "peace BEFORE/3 \"the plan\"",
            "\"pe* plan\" BEFORE/1 talk", "talk NEAR/1 talk", "\"talk talk\"~2", "=Talks tal*",
        ]),
    ) {
        let documents = texts.iter().zip(&languages).enumerate().map(|(number, (text, language))| {
            Document { language: Some((*language).into()), ..english(number, text) }
        });
        let index = index_of(documents.collect());
        let simple = search(&index, query(typed));
        prop_assume!(simple.query.substitutions.is_empty());
        let written = simple.query.cql.clone().expect("there is one");
        let same = search(&index, cql(&written));
        prop_assert_eq!(&same.query.problems, &[], "{}", written);
        let hits = |response: &SearchResponse| {
            let each = response.documents.iter();
            each.map(|document| (document.path.clone(), document.hit_places.clone()))
                .collect::<Vec<_>>()
        };
        prop_assert_eq!(hits(&simple), hits(&same), "{} is {}", typed, written);
        prop_assert_eq!(simple.total_hits, same.total_hits);
    }
}

fn found_in(response: &SearchResponse) -> u64 {
    response.documents.iter().map(|document| u64::from(document.hits)).sum()
}

#[test]
fn what_has_no_equivalent_says_none() {
    for typed in ["", "talk~", "title:cat", "source:wire", "cat \"the dog\"", "-cat", "a cat"] {
        assert_eq!(search(&sample(), query(typed)).query.cql, None, "for {typed:?}");
    }
    let said = |typed: &str| search(&sample(), query(typed)).query.cql;
    assert_eq!(said("=Dogs").as_deref(), Some("[word=\"Dogs\"]"));
    assert_eq!(said("dogs").as_deref(), Some("[folded=\"dogs\" | stem=\"dog\"]"));
    assert_eq!(
        said("\"the cat\"").as_deref(),
        Some("[folded=\"the\"] [kind=\"mark\"]* [folded=\"cat\"]")
    );
}
