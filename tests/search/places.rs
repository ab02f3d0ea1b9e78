//! The concordance's contexts, excluded lines and dispersion; long paragraphs in
//! the reader.

use corpuscope::document::{Document, PartialDate, Title};
use corpuscope::engine::Engine;
use corpuscope::request::{
    ConcordanceRequest, ContextUnit, DocumentRequest, Filter, FilterTest, LineId, Request,
};
use corpuscope::response::{ConcordanceResponse, DateUnit, DocumentResponse, Response};
use proptest::prelude::*;

use super::{english, index_of};

fn sample() -> Vec<u8> {
    let dated = |number: usize, date: &str, text: &str| Document {
        date: PartialDate::parse(date),
        ..english(number, text)
    };
    index_of(vec![
        dated(
            0,
            "2025-11-01",
            "One talk. Two talks, they say. Three.\n\nA talk again, at last.",
        ),
        dated(1, "2025-11-03", "No such word here."),
        dated(2, "2025-11-03", "word word word word word word word word word talk"),
        dated(3, "", "talk"),
    ])
}

fn ask(request: ConcordanceRequest) -> ConcordanceResponse {
    let bytes = sample();
    let mut engine = Engine::load(&bytes).expect("a good index");
    match engine.answer(Request::Concordance(request)) {
        Response::Concordance(response) => response,
        other => panic!("no concordance: {other:?}"),
    }
}

fn request(query: &str) -> ConcordanceRequest {
    ConcordanceRequest { query: query.into(), ..ConcordanceRequest::default() }
}

fn check(query: &str, unit: ContextUnit, line: usize, expected: (&str, &str, &str)) {
    let response = ask(ConcordanceRequest { unit, ..request(query) });
    let line = &response.lines[line];
    let found = (line.left.trim(), line.matched.as_str(), line.right.trim());
    assert_eq!(found, expected, "for {query:?} in its {unit:?}");
}

#[test]
fn contexts_of_words_sentences_and_paragraphs() {
    use ContextUnit::{Paragraph, Sentence, Words};
    check(
        "talk",
        Words,
        1,
        ("One talk. Two", "talks", ", they say. Three. A talk again, at last."),
    );
    check("talk", Sentence, 0, ("One", "talk", "."));
    check("talk", Sentence, 1, ("Two", "talks", ", they say."));
    check("talk", Paragraph, 1, ("One talk. Two", "talks", ", they say. Three."));
    check("talk", Paragraph, 2, ("A", "talk", "again, at last."));
    check("\"talk two talks\"", Sentence, 0, ("One", "talk. Two talks", ", they say."));
    check("talk", Sentence, 4, ("", "talk", ""));
}

#[test]
fn lines_can_be_left_out() {
    let all = ask(request("talk"));
    assert_eq!(all.total_lines, 5);
    let second = &all.lines[1];
    let exclude = vec![
        LineId { path: second.path.clone(), hit: second.hit },
        LineId { path: "nowhere.txt".into(), hit: 1 },
    ];
    let rest = ask(ConcordanceRequest { exclude, dispersion: true, ..request("talk") });
    assert_eq!((rest.total_hits, rest.total_lines), (5, 4));
    assert!(!rest.lines.contains(second));
    assert_eq!(rest.dispersion.expect("asked for").documents[0].hits, 2);
}

#[test]
fn where_in_documents_and_time_hits_are() {
    let response = ask(ConcordanceRequest { dispersion: true, ..request("talk") });
    let dispersion = response.dispersion.expect("asked for");
    assert_eq!(dispersion.total_documents, 3);
    let documents: Vec<(&str, u32, u32, &[u16])> = dispersion
        .documents
        .iter()
        .map(|d| (d.path.as_str(), d.words, d.hits, d.depths.as_slice()))
        .collect();
    assert_eq!(
        documents,
        [
            ("000.txt", 12, 3, &[83, 250, 666][..]),
            ("002.txt", 10, 1, &[900][..]),
            ("003.txt", 1, 1, &[0][..]),
        ]
    );
    let time = dispersion.time.expect("there are dates");
    assert_eq!((time.unit, time.step, time.undated), (DateUnit::Day, 1, 1));
    let bars: Vec<(&str, u64, u64)> =
        time.bars.iter().map(|bar| (bar.from.as_str(), bar.hits, bar.words)).collect();
    assert_eq!(bars, [("2025-11-01", 3, 12), ("2025-11-02", 0, 0), ("2025-11-03", 1, 14)]);

    // Words of the time follow the filters, and a sample changes nothing.
    let filters = vec![Filter {
        field: "date".into(),
        test: FilterTest::Between { from: Some("2025-11-02".into()), to: None },
    }];
    let sampled =
        ConcordanceRequest { filters, sample: Some(0), dispersion: true, ..request("talk") };
    let time = ask(sampled).dispersion.expect("asked for").time.expect("there are dates");
    assert_eq!((time.bars[0].words, time.bars[2].hits, time.bars[2].words), (0, 1, 14));
    assert_eq!(ask(request("talk")).dispersion, None);
}

fn read(text: &str, query: &str) -> DocumentResponse {
    let bytes = index_of(vec![english(0, text)]);
    let mut engine = Engine::load(&bytes).expect("a good index");
    let request = DocumentRequest {
        path: "000.txt".into(),
        query: query.into(),
        ..DocumentRequest::default()
    };
    match engine.answer(Request::Document(request)) {
        Response::Document(response) => response,
        other => panic!("no document: {other:?}"),
    }
}

#[test]
fn a_long_paragraph_is_shown_in_several() {
    let text = "This sentence has a few words, and then it ends. ".repeat(1_000);
    let document = read(&text, "ends");
    assert!(document.paragraphs.len() > 5, "{} paragraphs", document.paragraphs.len());
    let mut shown = String::new();
    for paragraph in &document.paragraphs {
        let own: String = paragraph.runs.iter().map(|run| run.text.as_str()).collect();
        assert!(own.len() <= 6_000, "{} bytes", own.len());
        assert!(own.starts_with("This") || own.starts_with(" This"), "{own}");
        assert_eq!(paragraph.start as usize, shown.len());
        shown += &own;
    }
    assert_eq!(shown, text);
    assert_eq!(document.hit_paragraphs.len(), 1_000);
    assert!(document.hit_paragraphs.is_sorted());

    let one_word = "x".repeat(20_000);
    assert_eq!(read(&one_word, "").paragraphs.len(), 1);
    let marks = read(&"!".repeat(20_000), "");
    assert!(marks.paragraphs.len() > 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn long_texts_come_back_whole(
        words in proptest::collection::vec("[a-z]{1,900}|[.,!\n]| |\\. |é{1,500}", 1..120),
    ) {
        let text = words.join(" ");
        let document = read(&text, "a*");
        let mut shown = String::new();
        for paragraph in &document.paragraphs {
            prop_assert_eq!(paragraph.start as usize, shown.chars().count());
            prop_assert!(!paragraph.runs.is_empty());
            paragraph.runs.iter().for_each(|run| shown.push_str(&run.text));
        }
        prop_assert_eq!(shown, text);
    }
}

#[test]
fn a_hit_in_a_title_that_stands_apart_is_a_line() {
    let title = Some(Title::Separate("Talks about talk".into()));
    let bytes = index_of(vec![Document { title, ..english(0, "One talk. Two.") }]);
    let mut engine = Engine::load(&bytes).expect("a good index");
    for unit in [ContextUnit::Words, ContextUnit::Sentence] {
        let answer =
            engine.answer(Request::Concordance(ConcordanceRequest { unit, ..request("talk") }));
        let Response::Concordance(answer) = answer else {
            panic!("no concordance: {answer:?}")
        };
        let lines: Vec<String> = answer
            .lines
            .iter()
            .map(|line| format!("{}[{}]{}", line.left, line.matched, line.right))
            .collect();
        let first = if unit == ContextUnit::Words { "One [talk]. Two." } else { "One [talk]." };
        let expected = ["[Talks] about talk", "Talks about [talk]", first];
        assert_eq!(lines.iter().map(|it| it.trim()).collect::<Vec<_>>(), expected, "{unit:?}");
    }
}
