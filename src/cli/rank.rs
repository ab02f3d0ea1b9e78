//! `corpuscope rank`: queries with numbers go in, a TREC run comes out, for
//! measuring the ranking with `trec_eval` and its like.
//!
//! A query is a bag of words here: its punctuation means nothing, one word is
//! enough. Each line of the run is `query Q0 document rank score corpuscope`.

use std::path::PathBuf;

use clap::Args;

use super::failure::{Failure, Outcome};
use super::output::Output;
use super::target;
use crate::engine::Engine;
use crate::request::{Mode, Request, SearchRequest, Sort};
use crate::response::Response;

/// Ranks documents for many queries, as a TREC run
#[derive(Debug, Args)]
pub(crate) struct Rank {
    /// Folder of documents, built folder, engine.wasm or single-file page
    target: PathBuf,
    /// Table of queries: a number, a tab, the words, one query a line
    #[arg(long, value_name = "QUERIES.TSV")]
    queries: PathBuf,
    /// Look for words besides those of the query, such as the best documents have
    #[arg(long)]
    broader: bool,
    /// How many documents to rank for each query
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    limit: u32,
    /// Say nothing but the result
    #[arg(short, long)]
    quiet: bool,
}

/// Ranks.
pub(crate) fn run(arguments: &Rank) -> Outcome {
    let shown = arguments.queries.display();
    let queries = std::fs::read_to_string(&arguments.queries)
        .map_err(|error| Failure::new(format!("{shown}: {error}")))?;
    let index = target::index_of(&arguments.target, arguments.quiet)?;
    let mut engine =
        Engine::load(&index).map_err(|error| Failure::from(error).of(&arguments.target))?;
    let mut output = Output::new();
    let lines = (1..).zip(queries.lines()).filter(|(_, line)| !line.trim().is_empty());
    for (number, line) in lines {
        let Some((query, words)) = line.split_once('\t') else {
            return Err(Failure::new(format!(
                "{shown}:{number}: a query is a number, a tab and the words"
            )));
        };
        let request = SearchRequest {
            query: bag_of_words(words),
            mode: Mode::Any,
            sort: Sort::Relevance,
            limit: arguments.limit,
            facet_limit: 0,
            broader: arguments.broader,
            ..SearchRequest::default()
        };
        let Response::Search(found) = engine.answer(Request::Search(request)) else {
            return Err(Failure::new("the engine answered another question"));
        };
        for (rank, document) in (1..).zip(&found.documents) {
            let name = document.id.as_ref().unwrap_or(&document.path);
            output.line(&format!("{query} Q0 {name} {rank} {} corpuscope", document.score))?;
        }
    }
    output.finish()
}

/// The words alone, in lower case, so that nothing is an operator.
fn bag_of_words(text: &str) -> String {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}
