//! Names, statements and figures in queries, against the lists of them.

use std::collections::BTreeSet;

use corpuscope::document::Document;
use corpuscope::engine::Engine;
use corpuscope::request::{
    ConcordanceRequest, FiguresRequest, Mode, NameRequest, NamesRequest, Request,
    SearchRequest, StatementsRequest, StoryScope, SuggestRequest, Syntax,
};
use corpuscope::response::{Evidence, FieldMeaning, Meaning, Response};

use super::{english, index_of, query, search};

const TEXTS: [&str; 4] = [
    "President Donald Trump met Volodymyr Zelenskyy in Geneva on Friday. “We will have a deal \
     within a week,” Trump said in a post on Truth Social. Zelenskyy said that the deal needs \
     guarantees. Russia launched 653 drones and 51 missiles.",
    "Mr. Zelenskyy’s envoy went to Geneva. “There is no deal without Ukraine and Europe,” Mr. \
     Zelenskyy told reporters. The plan would cost $100 million, said Marco Rubio, the U.S. \
     secretary of state.",
    "The United Nations said that at least 26 people were killed in Kyiv. “The deal of peace is \
     near,” Rubio said on Sunday.",
    "Nothing of note was in the paper but bread, salt and the price of flour.",
];

fn sample() -> Vec<u8> {
    index_of(TEXTS.iter().enumerate().map(|(number, text)| english(number, text)).collect())
}

fn all() -> StoryScope {
    StoryScope { limit: 10_000, ..StoryScope::default() }
}

fn ask(request: Request) -> Response {
    let index = sample();
    Engine::load(&index).expect("a good index").answer(request)
}

/// A text without the marks around its words.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The words of evidence, with its document.
fn shown(evidence: &Evidence) -> (String, String) {
    let number: usize = evidence.path[..3].parse().expect("a number");
    let letters = TEXTS[number].chars();
    let text: String = letters
        .skip(evidence.start as usize)
        .take((evidence.end - evidence.start) as usize)
        .collect();
    (evidence.path.clone(), bare(&text).to_owned())
}

/// The hits of a query, each with its document.
fn hits(typed: &str, mode: Mode) -> BTreeSet<(String, String)> {
    let response = search(&sample(), SearchRequest { mode, ..query(typed) });
    assert_eq!(response.query.problems, [], "{typed}");
    let mut all = BTreeSet::new();
    for document in &response.documents {
        for hit in &document.hit_places {
            all.insert((document.path.clone(), bare(&hit.text).to_owned()));
        }
        assert_eq!(document.hits as usize, document.hit_places.len(), "{typed}");
    }
    all
}

fn mentions(name: &str) -> BTreeSet<(String, String)> {
    let request = NameRequest { scope: all(), name: name.into() };
    match ask(Request::Name(request)) {
        Response::Name(response) => response.mentions.iter().map(shown).collect(),
        other => panic!("no name: {other:?}"),
    }
}

fn statements(request: StatementsRequest) -> BTreeSet<(String, String)> {
    match ask(Request::Statements(StatementsRequest { scope: all(), ..request })) {
        Response::Statements(response) => {
            response.statements.iter().map(|row| shown(&row.evidence)).collect()
        }
        other => panic!("no statements: {other:?}"),
    }
}

fn names_of(kind: &str) -> Vec<String> {
    let request = NamesRequest { scope: all(), kind: kind.into(), containing: String::new() };
    match ask(Request::Names(request)) {
        Response::Names(response) => response.names.into_iter().map(|row| row.name).collect(),
        other => panic!("no names: {other:?}"),
    }
}

#[test]
fn every_name_is_found_by_its_field() {
    let mut found = 0;
    for (kind, field) in [("person", "person"), ("organisation", "org"), ("place", "place")] {
        for name in names_of(kind) {
            let expected = mentions(&name);
            assert_eq!(hits(&format!("{field}:=\"{name}\""), Mode::All), expected, "{name}");
            let wider = hits(&format!("{field}:\"{name}\""), Mode::All);
            assert!(wider.is_superset(&expected), "{name}: {wider:?}");
            let other = if field == "place" { "person" } else { "place" };
            assert!(hits(&format!("{other}:=\"{name}\""), Mode::All).is_empty(), "{name}");
            found += 1;
        }
    }
    assert!(found >= 5, "{found} names");
    let zelenskyy = mentions("Volodymyr Zelenskyy");
    assert!(zelenskyy.len() >= 3, "{zelenskyy:?}");
    assert_eq!(hits("person:zelenskyy", Mode::All), zelenskyy);
    assert_eq!(hits("person:zelens*", Mode::All), zelenskyy);
}

#[test]
fn statements_are_found_by_speaker_and_by_what_they_name() {
    let by = |name: &str| StatementsRequest {
        speaker: Some(name.into()),
        ..StatementsRequest::default()
    };
    for name in ["Donald Trump", "Volodymyr Zelenskyy", "Marco Rubio"] {
        let expected = statements(by(name));
        assert!(!expected.is_empty(), "{name} says nothing");
        assert_eq!(hits(&format!("speaker:\"{name}\""), Mode::All), expected, "{name}");
    }
    assert_eq!(hits("speaker:rubio", Mode::All), statements(by("Marco Rubio")));
    let about = statements(StatementsRequest {
        about: Some("Ukraine".into()),
        ..StatementsRequest::default()
    });
    assert!(!about.is_empty());
    assert_eq!(hits("about:ukraine", Mode::All), about);
    let everything = statements(StatementsRequest::default());
    let at_venue = hits("venue:\"Truth Social\"", Mode::All);
    assert_eq!(at_venue.len(), 1, "{at_venue:?}");
    assert!(at_venue.is_subset(&everything));
    // Words in what was said: those of the text that lie in a statement.
    let said = hits("said:deal", Mode::All);
    let in_text = hits("deal", Mode::All);
    assert!(said.is_subset(&in_text) && said.len() == 3, "{said:?}");
    assert_eq!(hits("said:bread", Mode::All), BTreeSet::new());
    assert_eq!(hits("said:\"no deal\"", Mode::All).len(), 1);
}

#[test]
fn figures_are_found_by_size_and_unit() {
    let all = FiguresRequest { scope: all(), ..FiguresRequest::default() };
    let rows = match ask(Request::Figures(all)) {
        Response::Figures(response) => response.figures,
        other => panic!("no figures: {other:?}"),
    };
    let of = |fits: &dyn Fn(f64, &str) -> bool| -> BTreeSet<(String, String)> {
        let rows = rows.iter().filter(|row| fits(row.value, &row.unit));
        rows.map(|row| shown(&row.evidence)).collect()
    };
    assert!(rows.len() >= 4, "{rows:?}");
    assert_eq!(hits("figure:>50", Mode::All), of(&|value, _| value > 50.0));
    assert_eq!(hits("figure:20..60", Mode::All), of(&|v, _| (20.0..=60.0).contains(&v)));
    assert_eq!(hits("figure:653", Mode::All), of(&|value, _| value == 653.0));
    assert_eq!(hits("figure:\"$100 million\"", Mode::All), of(&|_, unit| unit == "USD"));
    assert_eq!(hits("figure:\">10 drones\"", Mode::All), of(&|_, unit| unit == "drones"));
    assert_eq!(hits("figure:<1", Mode::All), BTreeSet::new());
}

fn check_documents(typed: &str, mode: Mode, expected: &[&str]) {
    let response = search(&sample(), SearchRequest { mode, ..query(typed) });
    let paths = response.documents.iter().map(|document| document.path[..3].to_owned());
    assert_eq!(paths.collect::<Vec<_>>(), expected, "{typed}");
}

#[test]
fn they_combine_like_other_conditions() {
    check_documents("person:trump", Mode::All, &["000"]);
    check_documents("-person:trump", Mode::All, &["001", "002", "003"]);
    check_documents("person:zelenskyy person:rubio", Mode::All, &["001"]);
    check_documents("person:trump OR person:rubio", Mode::All, &["000", "001", "002"]);
    check_documents("place:geneva NEAR/5 person:zelenskyy", Mode::All, &["000", "001"]);
    check_documents("deal -said:deal", Mode::All, &[]);
    // Fields hold in either mode.
    check_documents("flour deal person:rubio", Mode::Any, &["001", "002"]);
    check_documents("speaker:nobody", Mode::All, &[]);
    let response = search(&sample(), query("speaker:rubio said:peace"));
    let Meaning::All(parts) = response.query.meaning else { panic!("no two conditions") };
    let contains = FieldMeaning::Contains("rubio".into());
    assert_eq!(parts[0], Meaning::Field { label: "speaker".into(), test: contains });
    assert!(matches!(parts[1], Meaning::InSpeech(_)), "{parts:?}");
    let lines = ConcordanceRequest { query: "person:zelenskyy".into(), ..Default::default() };
    match ask(Request::Concordance(lines)) {
        Response::Concordance(lines) => assert_eq!(lines.total_lines, 4, "{:?}", lines.lines),
        other => panic!("no lines: {other:?}"),
    }
}

#[test]
fn a_field_of_the_corpus_goes_first() {
    let mut document: Document = english(0, TEXTS[1]);
    document.fields.insert("speaker".into(), vec!["Chair".into()]);
    let index = index_of(vec![document]);
    assert_eq!(search(&index, query("speaker:chair")).total_documents, 1);
    assert_eq!(search(&index, query("speaker:rubio")).total_documents, 0);
    assert_eq!(search(&index, query("person:rubio")).total_documents, 1);
}

#[test]
fn names_are_offered_with_their_counts() {
    let offered = |text: &str| {
        let caret = u32::try_from(text.chars().count()).expect("short");
        let request = SuggestRequest { text: text.into(), caret, limit: 8 };
        match ask(Request::Suggest(request)) {
            Response::Suggest(response) => response.suggestions,
            other => panic!("no suggestions: {other:?}"),
        }
    };
    let people = offered("person:zel");
    assert_eq!(people[0].label, "Volodymyr Zelenskyy");
    assert_eq!(people[0].insert, "\"Volodymyr Zelenskyy\"");
    assert_eq!(people[0].count, 4);
    let speakers = offered("speaker:");
    assert!(speakers.iter().any(|it| it.label == "Marco Rubio" && it.count == 2));
    let fields = offered("spea");
    assert!(fields.iter().any(|it| it.insert == "speaker:" && it.count == 3), "{fields:?}");
}

fn check_tokens(typed: &str, expected: &[(&str, &str)]) {
    let request = SearchRequest { syntax: Syntax::Cql, ..query(typed) };
    let response = search(&sample(), request);
    assert_eq!(response.query.problems, [], "{typed}");
    let found = response.documents.iter().flat_map(|document| {
        document.hit_places.iter().map(|hit| (&document.path[..3], bare(&hit.text)))
    });
    assert_eq!(found.collect::<Vec<_>>(), expected, "{typed}");
}

#[test]
fn they_are_structures_of_corpus_queries() {
    check_tokens(
        "<person name=\"Donald Trump\"/>",
        &[("000", "Donald Trump"), ("000", "Trump")],
    );
    check_tokens("[word=\"deal\"] within <statement speaker=\".*Trump\"/>", &[("000", "deal")]);
    check_tokens(
        "[word=\"deal\"] within <statement/>",
        &[("000", "deal"), ("000", "deal"), ("001", "deal"), ("002", "deal")],
    );
    check_tokens(
        "<statement speaker=\"Marco Rubio\"/> containing \"peace\"",
        &[("002", "The deal of peace is near")],
    );
    check_tokens("<figure unit=\"drones\"/>", &[("000", "653 drones")]);
    check_tokens("<figure value > \"1000\"/>", &[("001", "$100 million".trim_matches('$'))]);
    check_tokens("<place name=\"Kyiv\"/>", &[("002", "Kyiv")]);
    let request = SearchRequest { syntax: Syntax::Cql, ..query("<nobody/>") };
    let problems = search(&sample(), request).query.problems;
    assert!(problems[0].suggestion.as_ref().is_some_and(|it| it.contains("<statement>")));
}
