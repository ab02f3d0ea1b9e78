//! Queries in slices: the same answers, however little time there is, and none
//! that can not be dropped in between.

use corpuscope::engine::Engine;
use corpuscope::request::{
    ConcordanceRequest, DocumentRequest, ExplainRequest, Mode, Request, SearchRequest,
    SuggestRequest, Syntax,
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

/// A spent budget ends a slice after one piece of work: a word or pattern that is
/// looked up, a group that is found, a document that is matched, the ranking, the
/// lines that are gathered, the answer.
#[test]
fn a_slice_is_one_piece_of_work() {
    let index = sample();
    let mut engine = Engine::load(&index).expect("a good index");
    let mut slices = |query: &str, syntax: Syntax| {
        let search = SearchRequest { query: query.into(), syntax, ..Default::default() };
        let lines = ConcordanceRequest { query: query.into(), syntax, ..Default::default() };
        let (_, found) = slowly(&mut engine, Request::Search(search));
        let (_, gathered) = slowly(&mut engine, Request::Concordance(lines));
        assert_eq!(gathered, found + 1, "{query}");
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
