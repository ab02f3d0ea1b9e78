//! What a person sees of a search, case by case.

use corpuscope::document::{Document, PartialDate, Title};
use corpuscope::engine::Engine;
use corpuscope::request::{DocumentRequest, Filter, FilterTest, Request, SearchRequest, Sort};
use corpuscope::response::{Mark, Response, SearchResponse};

use super::{english, index_of, query, search};

fn sample() -> Vec<u8> {
    let document =
        |path: &str, title: Option<&str>, date: &str, source: &[&str], text: &str| Document {
            path: path.into(),
            title: title.map(|title| Title::Separate(title.into())),
            text: text.into(),
            date: PartialDate::parse(date),
            language: Some("en".into()),
            fields: [(
                "source".to_owned(),
                source.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>(),
            )]
            .into(),
            ..Document::default()
        };
    index_of(vec![
        document(
            "a.txt",
            Some("Peace talks resume"),
            "2025-12-06",
            &["Wire"],
            "They met. No more.",
        ),
        document(
            "b.txt",
            None,
            "2025-11",
            &["Desk"],
            "Talks about peace. Long talks, and café peace.",
        ),
        document("c.txt", Some("Notes"), "", &[], "Nothing about it; the Straße is quiet."),
        document(
            "d.txt",
            None,
            "2025-11-20",
            &["Wire", "Desk"],
            "“Peace,” they said: peace-plan. Peace talks",
        ),
    ])
}

fn check(typed: &str, expected: &[&str]) -> SearchResponse {
    let response = search(&sample(), query(typed));
    let paths: Vec<&str> = response.documents.iter().map(|d| d.path.as_str()).collect();
    assert_eq!(paths, expected, "for {typed:?}");
    response
}

#[test]
fn words_phrases_and_their_opposites() {
    check("", &["a.txt", "b.txt", "c.txt", "d.txt"]);
    check("peace", &["a.txt", "b.txt", "d.txt"]);
    check("peace talks", &["a.txt", "b.txt", "d.txt"]);
    check("\"peace talks\"", &["a.txt", "d.txt"]);
    check("“talks about”", &["b.txt"]);
    check("peace -said", &["a.txt", "b.txt"]);
    check("-peace", &["c.txt"]);
    check("talk", &["a.txt", "b.txt", "d.txt"]);
    check("\"talk\"", &[]);
    check("tal*", &["a.txt", "b.txt", "d.txt"]);
    check("*eace", &["a.txt", "b.txt", "d.txt"]);
    check("CAFE", &["b.txt"]);
    check("strasse", &["c.txt"]);
    check("peace-plan", &["d.txt"]);
}

#[test]
fn one_or_two_letters_are_no_form_of_another_word() {
    let index = index_of(vec![english(0, "I said so.")]);
    let found = |typed| search(&index, query(typed)).total_documents;
    assert_eq!((found("i"), found("so"), found("y"), found("se")), (1, 1, 0, 0));
}

#[test]
fn the_query_language() {
    check("=Peace", &["a.txt", "d.txt"]);
    check("=\"Peace talks\"", &["a.txt", "d.txt"]);
    check("=peace", &["b.txt", "d.txt"]);
    check("truce OR quiet", &["c.txt"]);
    check("talks (quiet OR long)", &["b.txt"]);
    check("title:talks", &["a.txt"]);
    check("source:wire", &["a.txt", "d.txt"]);
    check("source:=wire -source:desk", &["a.txt"]);
    check("has:source", &["a.txt", "b.txt", "d.txt"]);
    check("-has:source", &["c.txt"]);
    check("-is:dated", &["c.txt"]);
    check("is:titled", &["a.txt", "c.txt"]);
    check("date:>2025-11", &["a.txt"]);
    check("date:2025-11", &["b.txt", "d.txt"]);
    check("date:..2025-11-20", &["b.txt", "d.txt"]);
    check("path:a*", &["a.txt"]);
    check("words:>7", &["b.txt", "c.txt"]);
    check("long BEFORE/4 peace", &["b.txt"]);
    check("long BEFORE/3 peace", &[]);
    check("\"talks café\"~3", &["b.txt"]);
    check("strase~", &["c.txt"]);
    check("/tal.*/", &["a.txt", "b.txt", "d.txt"]);
    check("/Caf[eé]/", &["b.txt"]);
    check("/(res|qui).+/", &["a.txt", "c.txt"]);
}

#[test]
fn a_phrase_does_not_reach_from_the_title_into_the_text() {
    check("\"resume they\"", &[]);
    check("\"talks resume\"", &["a.txt"]);
}

#[test]
fn hits_in_a_separate_title_are_told_apart() {
    let response = check("resume", &["a.txt"]);
    let place = &response.documents[0].hit_places[0];
    assert!(place.in_title);
    assert_eq!((place.start, place.end, place.text.as_str()), (12, 18, "resume"));
}

#[test]
fn a_typing_error_is_mended_and_said() {
    let response = check("paece", &["a.txt", "b.txt", "d.txt"]);
    assert_eq!(response.query.substitutions[0].typed, "paece");
    assert_eq!(response.query.substitutions[0].used, ["peace"]);
    let response = check("xyzzyx", &[]);
    assert_eq!(response.query.substitutions, []);
    assert_eq!(response.query.words[0].occurrences, 0);
}

#[test]
fn titles_weigh_more() {
    let response =
        search(&sample(), SearchRequest { sort: Sort::Relevance, ..query("peace talks") });
    assert_eq!(response.documents[0].path, "a.txt");
    assert!(response.documents[0].score > response.documents[1].score);
}

#[test]
fn sorting_by_date_puts_the_undated_last() {
    let order = |sort| {
        let response = search(&sample(), SearchRequest { sort, ..query("") });
        response.documents.into_iter().map(|d| d.path).collect::<Vec<_>>()
    };
    assert_eq!(order(Sort::Newest), ["a.txt", "d.txt", "b.txt", "c.txt"]);
    assert_eq!(order(Sort::Oldest), ["b.txt", "d.txt", "a.txt", "c.txt"]);
    assert_eq!(order(Sort::Title), ["c.txt", "a.txt", "b.txt", "d.txt"]);
}

fn facet(response: &SearchResponse, field: &str) -> Vec<(Option<String>, u32)> {
    let facet = response.facets.iter().find(|f| f.field == field).expect("the facet");
    facet.values.iter().map(|v| (v.value.clone(), v.documents)).collect()
}

#[test]
fn facets_follow_the_query_and_the_filters_of_other_fields() {
    let wire =
        Filter { field: "source".into(), test: FilterTest::Include(vec![Some("Wire".into())]) };
    let some = |value: &str| Some(value.to_owned());
    let response = search(&sample(), query("peace"));
    assert_eq!(facet(&response, "source"), [(some("Desk"), 2), (some("Wire"), 2)]);
    let filtered = SearchRequest { filters: vec![wire], ..query("peace") };
    let response = search(&sample(), filtered);
    assert_eq!(response.total_documents, 2);
    assert_eq!(facet(&response, "source"), [(some("Desk"), 2), (some("Wire"), 2)]);
    let response = search(&sample(), query(""));
    assert_eq!(facet(&response, "source").last(), Some(&(None, 1)));
}

#[test]
fn dates_filter_by_overlap_and_are_counted_by_day() {
    let between = |from: Option<&str>, to: Option<&str>| Filter {
        field: "date".into(),
        test: FilterTest::Between { from: from.map(str::to_owned), to: to.map(str::to_owned) },
    };
    let paths = |filter| {
        let response = search(&sample(), SearchRequest { filters: vec![filter], ..query("") });
        response.documents.into_iter().map(|d| d.path).collect::<Vec<_>>()
    };
    assert_eq!(paths(between(Some("2025-11-21"), None)), ["a.txt", "b.txt"]);
    assert_eq!(paths(between(None, Some("2025-11"))), ["b.txt", "d.txt"]);
    let undated = Filter { field: "date".into(), test: FilterTest::Include(vec![None]) };
    assert_eq!(paths(undated), ["c.txt"]);
    let histogram = search(&sample(), query("")).dates.expect("dates");
    assert_eq!(histogram.bars.len(), 36);
    assert_eq!((histogram.undated, histogram.partial), (1, 1));
    assert_eq!(histogram.bars[0].from, "2025-11-01");
    assert_eq!(histogram.bars.iter().map(|bar| bar.documents).sum::<u32>(), 3);
    let filters = vec![between(Some("soon"), None)];
    let response = search(&sample(), SearchRequest { filters, ..query("") });
    assert_eq!(response.query.problems.len(), 1);
    assert_eq!(response.total_documents, 4);
}

#[test]
fn a_bare_word_is_stemmed_for_each_language_of_the_corpus() {
    let german = Document {
        path: "de.txt".into(),
        text: "Die Verhandlungen in Genf".into(),
        language: Some("de".into()),
        ..Document::default()
    };
    let other = Document {
        path: "uk.txt".into(),
        text: "Verhandlungen перемовини".into(),
        language: Some("uk".into()),
        ..Document::default()
    };
    let index = index_of(vec![german, english(0, "Verhandlungen talks"), other]);
    let paths = |typed: &str| {
        let response = search(&index, query(typed));
        response.documents.into_iter().map(|d| d.path).collect::<Vec<_>>()
    };
    assert_eq!(paths("Verhandlung"), ["de.txt"]);
    assert_eq!(paths("verhandlungen"), ["000.txt", "de.txt", "uk.txt"]);
    assert_eq!(paths("перемовини"), ["uk.txt"]);
}

#[test]
fn hostile_queries_are_answered() {
    let index = sample();
    for typed in ["\"", "-", "*", "((((", "\u{0}", "a".repeat(100_000).as_str(), "? * ?"] {
        let response = search(&index, query(typed));
        assert!(response.total_documents <= 4, "for {typed:?}");
    }
    let many = "word ".repeat(10_000);
    assert_eq!(search(&index, query(&many)).query.problems.len(), 1);
}

#[test]
fn a_broken_regular_expression_is_pointed_at() {
    let response = check("peace /tal[/", &["a.txt", "b.txt", "d.txt"]);
    let problem = &response.query.problems[0];
    assert!((6..12).contains(&problem.start), "{problem:?}");
}

#[test]
fn snippets_begin_at_a_sentence_and_mark_hits() {
    let text = format!(
        "{} It ends. Here the talks go on, {}.",
        "word ".repeat(60),
        "more ".repeat(60)
    );
    let response = search(&index_of(vec![english(0, &text)]), query("talks"));
    let snippet: String =
        response.documents[0].snippet.iter().map(|run| run.text.as_str()).collect();
    assert!(snippet.starts_with("… Here the talks go on, more"), "{snippet}");
    assert!(snippet.ends_with(" …"), "{snippet}");
    assert!(
        response.documents[0]
            .snippet
            .iter()
            .any(|r| r.mark == Mark::Hit(0) && r.text == "talks")
    );
}

#[test]
fn an_unknown_document_is_a_sentence() {
    let bytes = sample();
    let mut engine = Engine::load(&bytes).expect("a good index");
    let request = DocumentRequest { path: "gone.txt".into(), ..DocumentRequest::default() };
    let Response::Failed(message) = engine.answer(Request::Document(request)) else {
        panic!("no failure")
    };
    assert!(message.contains("gone.txt"), "{message}");
}
