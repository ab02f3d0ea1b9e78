//! Search against a naive scan of the text: the same documents, the same hits,
//! the same counts (`scan`). And what a person sees of a search, case by case
//! (`cases`). Queries of the corpus query language likewise (`cql`), and names,
//! statements and figures (`facts`).

mod broader;
mod cases;
mod cql;
mod facts;
mod places;
mod scan;
mod slices;
mod typing;

use corpuscope::document::{Corpus, Document};
use corpuscope::engine::Engine;
use corpuscope::index::{CompileOptions, compile};
use corpuscope::request::{Request, SearchRequest, Sort};
use corpuscope::response::{Response, SearchResponse};

pub(crate) fn index_of(mut documents: Vec<Document>) -> Vec<u8> {
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    let corpus = Corpus { title: "Test".into(), documents, ..Corpus::default() };
    compile(&corpus, &[], &CompileOptions::default()).expect("a small corpus")
}

pub(crate) fn english(number: usize, text: &str) -> Document {
    Document {
        path: format!("{number:03}.txt"),
        text: text.to_owned(),
        language: Some("en".into()),
        ..Document::default()
    }
}

pub(crate) fn search(index: &[u8], request: SearchRequest) -> SearchResponse {
    let mut engine = Engine::load(index).expect("a good index");
    match engine.answer(Request::Search(request)) {
        Response::Search(response) => response,
        other => panic!("no search response: {other:?}"),
    }
}

pub(crate) fn query(text: &str) -> SearchRequest {
    SearchRequest {
        query: text.into(),
        limit: 1_000,
        sort: Sort::Path,
        with_hits: true,
        ..SearchRequest::default()
    }
}
