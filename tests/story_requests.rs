//! The story in answers of the engine: names, statements, figures, dates, with
//! their evidence, over the documents of a query.

use corpuscope::document::{Corpus, Document, PartialDate};
use corpuscope::engine::Engine;
use corpuscope::index::{CompileOptions, compile};
use corpuscope::request::{
    DatesRequest, FiguresRequest, NameRequest, NamesRequest, NetworkRequest, Request,
    StatementsRequest, StoryScope,
};
use corpuscope::response::{Evidence, Mark, Response};

fn index() -> Vec<u8> {
    let document = |path: &str, date: &str, text: &str| Document {
        path: path.into(),
        date: PartialDate::parse(date),
        language: Some("en".into()),
        text: text.into(),
        ..Document::default()
    };
    let corpus = Corpus {
        documents: vec![
            document(
                "a.txt",
                "2025-12-06",
                "Harbour Minister Ida Berg met Otto Falk in Oslo on Thursday. “We will wait for \
                 the second boat,” Berg said. At least 26 boats were damaged — né.",
            ),
            document(
                "b.txt",
                "2025-12-05",
                "Ida Berg, the harbour minister, wrote on X that she would “wait for the second \
                 boat.” Berg’s boats cost $3 million.",
            ),
        ],
        ..Corpus::default()
    };
    compile(&corpus, &[], &CompileOptions::default()).expect("a small corpus")
}

fn marked(evidence: &Evidence) -> String {
    let hit = evidence.sentence.iter().find(|run| matches!(run.mark, Mark::Hit(_)));
    hit.map(|run| run.text.clone()).unwrap_or_default()
}

#[test]
fn names_with_roles_companions_and_evidence() {
    let bytes = index();
    let mut engine = Engine::load(&bytes).expect("it opens");
    let Response::Names(found) = engine.answer(Request::Names(NamesRequest::default())) else {
        panic!("no names")
    };
    let rows: Vec<(&str, &str, u32, u32, u32)> = found
        .names
        .iter()
        .map(|row| {
            (row.name.as_str(), row.kind.as_str(), row.mentions, row.documents, row.statements)
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("Ida Berg", "person", 4, 2, 2),
            ("Oslo", "place", 1, 1, 0),
            ("Otto Falk", "person", 1, 1, 0),
            ("X", "organisation", 1, 1, 0),
        ]
    );
    let request = NameRequest { name: "Ida Berg".into(), ..NameRequest::default() };
    let Response::Name(name) = engine.answer(Request::Name(request)) else { panic!("no name") };
    let spellings: Vec<(&str, u32)> =
        name.spellings.iter().map(|it| (it.text.as_str(), it.count)).collect();
    assert_eq!(spellings, [("Berg", 2), ("Ida Berg", 2)]);
    let roles: Vec<&str> = name.roles.iter().map(|role| role.text.as_str()).collect();
    assert_eq!(roles, ["Harbour Minister", "harbour minister"]);
    assert_eq!(name.appearances.len(), 2);
    assert_eq!(name.appearances[0].path, "b.txt");
    assert_eq!(name.companions.len(), 3);
    assert_eq!(marked(&name.mentions[0]), "Ida Berg");
    let unknown = NameRequest { name: "Nobody".into(), ..NameRequest::default() };
    assert!(matches!(engine.answer(Request::Name(unknown)), Response::Failed(_)));
}

#[test]
fn statements_by_speaker_and_query() {
    let bytes = index();
    let mut engine = Engine::load(&bytes).expect("it opens");
    let mut ask = |request: StatementsRequest| {
        let Response::Statements(found) = engine.answer(Request::Statements(request)) else {
            panic!("no statements")
        };
        found
    };
    let all = ask(StatementsRequest::default());
    assert_eq!(
        (all.total, all.speakers[0].text.as_str(), all.speakers[0].count),
        (2, "Ida Berg", 2)
    );
    let first = &all.statements[0];
    assert_eq!(first.text, "“We will wait for the second boat,”");
    assert_eq!((first.evidence.start, first.evidence.end), (61, 96));
    assert_eq!(first.evidence.why, "quotation, speaker, verb");
    assert_eq!(first.cluster, all.statements[1].cluster, "the same words in both");
    assert_eq!(all.statements[1].venue.as_deref(), Some("X"));
    let by_query = StatementsRequest {
        scope: StoryScope { query: "cost".into(), ..StoryScope::default() },
        ..StatementsRequest::default()
    };
    assert_eq!(ask(by_query).statements[0].evidence.path, "b.txt");
    let by_nobody =
        StatementsRequest { speaker: Some("Nobody".into()), ..StatementsRequest::default() };
    assert_eq!(ask(by_nobody).total, 0);
    let containing =
        StatementsRequest { containing: "WE WILL".into(), ..StatementsRequest::default() };
    assert_eq!(ask(containing).total, 1);
}

#[test]
fn figures_and_dates_in_order() {
    let bytes = index();
    let mut engine = Engine::load(&bytes).expect("it opens");
    let Response::Figures(found) = engine.answer(Request::Figures(FiguresRequest::default()))
    else {
        panic!("no figures")
    };
    let rows: Vec<(&str, f64, &str)> = found
        .figures
        .iter()
        .map(|row| (row.text.as_str(), row.value, row.unit.as_str()))
        .collect();
    assert_eq!(rows, [("At least 26 boats", 26.0, "boats"), ("$3 million", 3e6, "USD")]);
    let large = FiguresRequest { least: Some(1e3), ..FiguresRequest::default() };
    let Response::Figures(found) = engine.answer(Request::Figures(large)) else {
        panic!("no figures")
    };
    assert_eq!(found.total, 1);
    let Response::Dates(found) = engine.answer(Request::Dates(DatesRequest::default())) else {
        panic!("no dates")
    };
    assert_eq!(found.mentions.len(), 1);
    assert_eq!(found.mentions[0].named.as_deref(), Some("2025-12-04"));
    assert_eq!(found.mentions[0].with, ["Ida Berg", "Otto Falk"]);
}

#[test]
fn names_of_one_sentence_are_linked() {
    let bytes = index();
    let mut engine = Engine::load(&bytes).expect("it opens");
    let mut ask = |request: NetworkRequest| {
        let Response::Network(found) = engine.answer(Request::Network(request)) else {
            panic!("no network")
        };
        let name = |place: u32| found.names[place as usize].name.clone();
        let links: Vec<(String, String, u32, u32)> = found
            .links
            .iter()
            .map(|it| (name(it.a), name(it.b), it.documents, it.sentences))
            .collect();
        let names: Vec<String> = found.names.iter().map(|it| it.name.clone()).collect();
        (names, links)
    };
    let link = |a: &str, b: &str| (a.to_owned(), b.to_owned(), 1, 1);
    let (names, links) = ask(NetworkRequest::default());
    assert_eq!(names[0], "Ida Berg");
    assert_eq!(names.len(), 4);
    assert_eq!(links.len(), 4, "{links:?}");
    assert!(links.contains(&link("Ida Berg", "Otto Falk")), "{links:?}");
    assert!(links.contains(&link("Ida Berg", "X")), "{links:?}");
    let people = NetworkRequest { kind: "person".into(), ..NetworkRequest::default() };
    assert_eq!(ask(people).1, [link("Ida Berg", "Otto Falk")]);
    let around = NetworkRequest { around: Some("X".into()), ..NetworkRequest::default() };
    assert_eq!(ask(around), (vec!["X".into(), "Ida Berg".into()], vec![link("X", "Ida Berg")]));
    let nobody = NetworkRequest { around: Some("Nobody".into()), ..NetworkRequest::default() };
    assert_eq!(ask(nobody), (Vec::new(), Vec::new()));
}
