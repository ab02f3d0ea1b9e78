//! Queries in slices: the same answers, however little time there is, and none
//! that can not be dropped in between.

use corpuscope::engine::Engine;
use corpuscope::request::{
    CompareRequest, ConcordanceKey, ConcordanceRequest, DocumentRequest, ExplainRequest, Mode,
    PassagesRequest, Request, SearchRequest, SortKey, SuggestRequest, Syntax,
};
use corpuscope::response::Response;

use super::{english, index_of};

fn sample() -> Vec<u8> {
    let texts =
        ["Peace talks, long talks.", "A plan for peace.", "Peace plan; talks.", "Rain."];
    index_of(texts.iter().enumerate().map(|(number, text)| english(number, text)).collect())
}

/// Answers with a budget that is spent after one slice; returns the slices.
fn slowly(engine: &mut Engine<'_>, request: Request) -> (Response, u32) {
    let job = engine.start(request);
    for slices in 1..1_000 {
        if let Some(response) = engine.step(job, &mut || false) {
            return (response, slices);
        }
    }
    panic!("no answer in 1,000 slices");
}

fn check(request: Request, least: u32) {
    let index = sample();
    let mut engine = Engine::load(&index).expect("a good index");
    let at_once = engine.answer(request.clone());
    let (response, slices) = slowly(&mut engine, request.clone());
    assert_eq!(response, at_once, "for {request:?}");
    assert!(slices >= least, "{slices} slices for {request:?}");
}

#[test]
fn slices_change_no_answer() {
    let query = "peace talks \"peace plan\" -rain".to_owned();
    let cql = "[lemma=\"peace\" | lower=\"peace|rain\"]".to_owned();
    check(Request::About, 1);
    check(
        Request::Suggest(SuggestRequest { text: "pe".into(), ..SuggestRequest::default() }),
        1,
    );
    for (query, syntax, least) in [(query, Syntax::Simple, 9), (cql, Syntax::Cql, 5)] {
        let mode = Mode::Any;
        let path = "000.txt".to_owned();
        let search = SearchRequest { query: query.clone(), syntax, mode, ..Default::default() };
        check(Request::Search(search), least);
        let lines =
            ConcordanceRequest { query: query.clone(), syntax, mode, ..Default::default() };
        check(Request::Concordance(lines), least + 1);
        let explain = ExplainRequest {
            query: query.clone(),
            syntax,
            mode,
            path: path.clone(),
            ..Default::default()
        };
        check(Request::Explain(explain), least);
        check(
            Request::Document(DocumentRequest {
                query,
                syntax,
                mode,
                path,
                ..Default::default()
            }),
            1,
        );
    }
    check(Request::Document(DocumentRequest { path: "no".into(), ..Default::default() }), 1);
}

#[test]
fn concordances_and_comparisons_are_made_in_slices() {
    let (left, right) = (ConcordanceKey::Position(-1), ConcordanceKey::Position(1));
    for (query, syntax) in
        [("peace OR talks OR \"peace plan\"", Syntax::Simple), ("\"[Pt].*\"", Syntax::Cql)]
    {
        let lines = ConcordanceRequest {
            query: query.into(),
            syntax,
            group: Some(right.clone()),
            dispersion: true,
            sort: vec![SortKey { by: left.clone(), descending: true }],
            ..ConcordanceRequest::default()
        };
        check(Request::Concordance(lines.clone()), 10);
        let only = Some((right.clone(), "plan".to_owned()));
        check(Request::Concordance(ConcordanceRequest { only, ..lines.clone() }), 8);
        let sample = Some(2);
        check(Request::Concordance(ConcordanceRequest { sample, ..lines.clone() }), 8);
        check(Request::Concordance(ConcordanceRequest { offset: 3, limit: 2, ..lines }), 8);
    }
    let documents = (0..4).map(|number| format!("{number:03}.txt")).collect();
    check(Request::Compare(CompareRequest { documents, ..CompareRequest::default() }), 11);
    check(Request::Compare(CompareRequest::default()), 1);
    let passages = |path: &str| PassagesRequest { path: path.into() };
    check(Request::Passages(passages("001.txt")), 4);
    check(Request::Passages(passages("no")), 1);
}

/// A spent budget ends a slice after one piece of work: a word or pattern that is
/// looked up, a group that is found, a document that is matched, the ranking, the
/// answer.
#[test]
fn a_slice_is_one_piece_of_work() {
    let index = sample();
    let mut engine = Engine::load(&index).expect("a good index");
    let mut slices = |query: &str, syntax: Syntax| {
        let search = SearchRequest { query: query.into(), syntax, ..Default::default() };
        let lines = ConcordanceRequest { query: query.into(), syntax, ..Default::default() };
        let (_, found) = slowly(&mut engine, Request::Search(search));
        let (_, gathered) = slowly(&mut engine, Request::Concordance(lines));
        // Lines are chosen, counted, put in order, and shown one by one.
        assert!(gathered > found + 5, "{query}: {gathered} after {found}");
        found
    };
    for words in 1..5 {
        let query = ["p*", "*e", "/t.*/", "rain~1"][..words].join(" OR ");
        let words = u32::try_from(words).expect("few");
        assert_eq!(slices(&query, Syntax::Simple), 2 * words + 1, "{query}");
        let patterns = ["\"p.*\"", "\".*e\"", "\"t.*\"", "\"r.+n\""];
        let query = patterns[..words as usize].join(" | ");
        // Then the plan, each of the four documents, and the answer.
        assert_eq!(slices(&query, Syntax::Cql), words + 1 + 4 + 1, "{query}");
    }
}

#[test]
fn a_query_can_be_dropped_between_slices_and_others_overtake_it() {
    let index = sample();
    let mut engine = Engine::load(&index).expect("a good index");
    let search = |query: &str| {
        Request::Search(SearchRequest { query: query.into(), ..SearchRequest::default() })
    };
    let long = engine.start(search("peace talks plan rain"));
    assert_eq!(engine.step(long, &mut || false), None);
    let (short, _) = slowly(&mut engine, search("rain"));
    assert!(matches!(short, Response::Search(found) if found.total_documents == 1));
    assert_eq!(engine.step(long, &mut || false), None);
    engine.cancel(long);
    let answer = engine.step(long, &mut || true);
    assert!(matches!(answer, Some(Response::Failed(_))), "{answer:?}");
}
