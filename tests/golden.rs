//! The golden index: bytes that an earlier build wrote still open and say the
//! same; and today's build writes the same bytes, or the format has changed
//! and its version with it.

use std::path::PathBuf;

use corpuscope::document::{
    AnalysisRules, Annotation, Corpus, Document, FieldRule, Layer, PartialDate, Region, Title,
    Warning,
};
use corpuscope::engine::Engine;
use corpuscope::index::{CompileOptions, IndexError, compile};
use corpuscope::request::{DocumentRequest, Request, SearchRequest};
use corpuscope::response::Response;

/// A little of everything that the format can hold.
fn corpus() -> Corpus {
    let document = |path: &str, text: &str| Document {
        path: path.into(),
        text: text.into(),
        ..Document::default()
    };
    Corpus {
        title: "Golden".into(),
        description: Some("A corpus for one test.".into()),
        fields: vec![FieldRule {
            name: "tags".into(),
            label: Some("Topics".into()),
            facet: Some(true),
        }],
        analysis: AnalysisRules::default(),
        documents: vec![
            Document {
                id: Some("1".into()),
                title: Some(Title::Separate("Peace talks, “resumed”".into())),
                date: PartialDate::parse("2025-11-30"),
                language: Some("en".into()),
                fields: [
                    ("tags".to_owned(), vec!["talks".to_owned(), "peace".to_owned()]),
                    ("url".to_owned(), vec!["https://example.org/1".to_owned()]),
                ]
                .into(),
                ..document(
                    "a.csv#1",
                    "Rubio said “more work to be done”.  Four hours (roughly).\n",
                )
            },
            Document {
                title: Some(Title::InText(0..16)),
                date: PartialDate::parse("2025-12"),
                language: Some("de".into()),
                annotation: Some(Box::new(annotation())),
                ..document("b.txt", "Straße des Frieds\n\nÜber 653 Drohnen – und 和平.")
            },
            Document {
                boilerplate: vec![6..20],
                ..document("c.txt", "Words ← Back to News\n\n\n")
            },
            document("d.txt", ""),
        ],
    }
}

/// Of the second document: words as they were given, two layers, two structures.
fn annotation() -> Annotation {
    let layer = |name: &str, values: &[&str], of_tokens: &[u32]| Layer {
        name: name.into(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
        of_tokens: of_tokens.to_vec(),
    };
    let region = |structure: &str, tokens: std::ops::Range<u32>, id: Option<&str>| Region {
        structure: structure.into(),
        tokens,
        attributes: id.map(|id| ("id".to_owned(), id.to_owned())).into_iter().collect(),
    };
    Annotation {
        tokens: vec![
            0..7,
            8..11,
            12..18,
            20..25,
            26..29,
            30..37,
            38..41,
            42..45,
            46..52,
            52..53,
        ],
        layers: vec![
            layer("pos", &["NN", "ART", "APPR", "CARD", "$("], &[0, 1, 0, 2, 3, 0, 4, 4, 0, 4]),
            layer("lemma", &["", "die", "Drohne"], &[0, 1, 0, 0, 0, 2, 0, 0, 0, 0]),
        ],
        regions: vec![
            region("s", 0..3, None),
            region("s", 3..10, Some("s2")),
            region("np", 4..6, None),
        ],
    }
}

fn warnings() -> Vec<Warning> {
    vec![Warning { path: "d.txt".into(), line: None, message: "the file is empty".into() }]
}

fn built() -> Vec<u8> {
    compile(&corpus(), &warnings(), &CompileOptions::default()).expect("a small corpus")
}

fn golden(version: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/index-{version}.bin"))
}

#[test]
fn todays_build_writes_the_golden_bytes() {
    let path = golden("3.2");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, built()).expect("the golden file is written");
    }
    let expected = std::fs::read(&path).expect("the golden file");
    assert!(
        built() == expected,
        "the bytes of an index have changed: if that is meant, raise the version in \
         src/index/container.rs, tell docs/FORMAT.md, and make a golden file for the new \
         version with UPDATE=1"
    );
}

/// A text that is long enough for word classes: sentences of a small grammar.
fn long_corpus() -> Corpus {
    let choices: [&[&str]; 5] = [
        &["The ", "A ", "This ", "Every "],
        &["harbour ", "committee ", "treaty ", "river ", "minister "],
        &["opened ", "changed ", "delayed ", "welcomed "],
        &["the ", "a ", "no ", "another "],
        &["talks.\n", "vote, ", "bridge. ", "report; ", "plan.\n\n"],
    ];
    let mut state = 1_u32;
    let mut next = |most: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize % most
    };
    let mut text = || -> String {
        (0..1_500).flat_map(|_| choices.map(|words| words[next(words.len())])).collect()
    };
    let document =
        |path: &str, text: String| Document { path: path.into(), text, ..Document::default() };
    Corpus {
        documents: vec![document("a.txt", text()), document("b.txt", text())],
        ..Corpus::default()
    }
}

#[test]
fn a_long_text_is_in_classes_and_comes_back() {
    let corpus = long_corpus();
    let built = compile(&corpus, &[], &CompileOptions::default()).expect("a small corpus");
    let path = golden("3.2-text");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &built).expect("the golden file is written");
    }
    let bytes = std::fs::read(&path).expect("the golden file");
    assert!(built == bytes, "the bytes of a text have changed");
    check_long(&corpus, &bytes);
}

fn check_long(corpus: &Corpus, bytes: &[u8]) {
    let mut engine = Engine::load(bytes).expect("it opens");
    let Response::About(about) = engine.answer(Request::About) else { panic!("no about") };
    let text = about.sections.iter().find(|section| section.name == "TEXT").expect("a text");
    assert_eq!(text.codec, "word classes");
    for document in &corpus.documents {
        let request =
            DocumentRequest { path: document.path.clone(), ..DocumentRequest::default() };
        let Response::Document(found) = engine.answer(Request::Document(request)) else {
            panic!("no document")
        };
        let runs = found.paragraphs.iter().flat_map(|paragraph| &paragraph.runs);
        let shown: String = runs.map(|run| run.text.as_str()).collect();
        assert!(!shown.is_empty() && document.text.starts_with(&shown), "{shown}");
    }
}

fn check_opens(version: &str) {
    let bytes = std::fs::read(golden(version)).expect("the golden file");
    let mut engine = Engine::load(&bytes).expect("it opens");
    let Response::About(about) = engine.answer(Request::About) else { panic!("no about") };
    assert_eq!((about.title.as_str(), about.documents, about.undated), ("Golden", 4, 2));
    assert_eq!(about.warnings, warnings());
    let request = SearchRequest { query: "drohnen".into(), ..SearchRequest::default() };
    let Response::Search(found) = engine.answer(Request::Search(request)) else {
        panic!("no search")
    };
    assert_eq!(found.documents[0].path, "b.txt");
}

#[test]
fn golden_indexes_of_every_version_open_and_answer() {
    check_opens("1.0");
    check_opens("1.1");
    check_opens("1.2");
    check_opens("1.3");
    check_opens("2.0");
    check_opens("2.1");
    check_opens("3.0");
    check_opens("3.1");
    check_opens("3.2");
}

#[test]
fn indexes_with_layers_say_so() {
    for (version, layers) in [
        ("1.2", &[][..]),
        ("1.3", &[("pos", 5, 10), ("lemma", 2, 2)]),
        ("2.0", &[("pos", 5, 10), ("lemma", 2, 2)]),
        ("2.1", &[("pos", 5, 10), ("lemma", 2, 2)]),
        ("3.0", &[("pos", 5, 10), ("lemma", 2, 2)]),
    ] {
        let bytes = std::fs::read(golden(version)).expect("the golden file");
        let mut engine = Engine::load(&bytes).expect("it opens");
        let Response::About(about) = engine.answer(Request::About) else { panic!("no about") };
        let found: Vec<(&str, u32, u64)> =
            about.layers.iter().map(|it| (it.name.as_str(), it.values, it.tokens)).collect();
        assert_eq!(found, layers, "{version}");
    }
}

#[test]
fn indexes_from_before_stems_find_words_as_written_and_say_so() {
    let versions = [
        ("1.0", false),
        ("1.1", false),
        ("1.2", true),
        ("1.3", true),
        ("2.0", true),
        ("2.1", true),
        ("3.0", true),
    ];
    for (version, stemmed) in versions {
        let bytes = std::fs::read(golden(version)).expect("the golden file");
        let mut engine = Engine::load(&bytes).expect("it opens");
        let Response::About(about) = engine.answer(Request::About) else { panic!("no about") };
        let says = about
            .analysis
            .iter()
            .any(|line| line.contains("no stems") && line.contains(" en;"));
        assert_eq!(says, !stemmed, "{version}: {:?}", about.analysis);
        let request = SearchRequest { query: "resuming".into(), ..SearchRequest::default() };
        let Response::Search(found) = engine.answer(Request::Search(request)) else {
            panic!("no search")
        };
        let forms = &found.query.words[0].forms;
        assert_eq!(forms.contains(&"resumed".to_owned()), stemmed, "{version}: {forms:?}");
    }
}

#[test]
fn an_index_of_another_version_is_refused_by_name() {
    let mut bytes = std::fs::read(golden("2.0")).expect("the golden file");
    bytes[4..6].copy_from_slice(&7_u16.to_le_bytes());
    let error = Engine::load(&bytes).expect_err("another version");
    assert_eq!(error, IndexError::Version { found: 7, supported: 3 });
    assert!(error.to_string().contains("version 7"), "{error}");
}

#[test]
fn a_text_in_the_classes_of_version_2_is_refused_by_that_name() {
    let bytes = std::fs::read(golden("2.1-text")).expect("the golden file");
    let error = Engine::load(&bytes).expect_err("a code without a decoder");
    assert_eq!(error, IndexError::Version { found: 2, supported: 3 });
}

#[test]
fn threads_and_order_of_building_do_not_matter() {
    let here = built();
    let there = std::thread::spawn(built).join().expect("no panic");
    assert_eq!(here, there);
}
