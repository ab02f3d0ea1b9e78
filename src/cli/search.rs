//! `corpuscope search`: a query goes in, documents come out.

use std::borrow::Cow;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::Format;
use super::asked::{Asked, remarks_on};
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::source::counted;
use crate::request::{Request, SearchRequest, Sort};
use crate::response::{FoundDocument, Mark, Response, Run, SearchResponse};

/// Searches a corpus
///
/// Every word is needed (--any: one is enough); "words in quotes" are a phrase,
/// -word leaves documents out, word* stands for every word that begins so. With
/// --cql the query is one of the corpus query language: "the" []{0,3} "man".
#[derive(Debug, Args)]
pub(crate) struct Search {
    #[command(flatten)]
    asked: Asked,
    /// How many documents to show
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: u32,
    /// Order of the documents
    #[arg(long, value_enum, default_value_t = SortBy::Relevance)]
    sort: SortBy,
    /// Look for words besides those of the query, such as the best documents have
    #[arg(long)]
    broader: bool,
    /// A word that --broader must not add
    #[arg(long, value_name = "WORD", requires = "broader")]
    without: Vec<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SortBy {
    Relevance,
    Newest,
    Oldest,
    Title,
    Path,
}

/// Searches.
pub(crate) fn run(arguments: Search) -> Outcome {
    let Search { asked, limit, sort, broader, without } = arguments;
    let request = SearchRequest {
        query: asked.query.clone(),
        syntax: asked.syntax(),
        mode: asked.mode(),
        filters: asked.filters(),
        sort: match sort {
            SortBy::Relevance => Sort::Relevance,
            SortBy::Newest => Sort::Newest,
            SortBy::Oldest => Sort::Oldest,
            SortBy::Title => Sort::Title,
            SortBy::Path => Sort::Path,
        },
        offset: asked.offset,
        limit,
        facet_limit: 0,
        with_hits: true,
        broader,
        without,
    };
    let found = match asked.answer(Request::Search(request))? {
        Response::Search(found) => found,
        _ => return Err(Failure::new("the engine answered another question")),
    };
    asked.say_remarks(&found.query);
    let mut output = Output::new();
    match asked.format {
        Format::Text => write_text(&found, asked.offset, &mut output)?,
        Format::Json => output.json(&as_json(&asked.query, &found))?,
        Format::Csv => output.csv(as_csv(&found))?,
    }
    output.finish()
}

fn write_text(found: &SearchResponse, offset: u32, output: &mut Output) -> Outcome {
    for remark in remarks_on(&found.query) {
        output.line(&remark)?;
    }
    output.line(&format!(
        "{} in {} of {}",
        counted(found.total_hits, "hit"),
        found.total_documents,
        counted(u64::from(found.corpus_documents), "document")
    ))?;
    for document in &found.documents {
        output.line("")?;
        if document.titled {
            output.marked_line(pieces(&document.title))?;
        }
        let mut facts = vec![document.path.clone()];
        facts.extend(document.date.clone());
        facts.extend(
            document
                .fields
                .iter()
                .filter(|f| f.name == "source")
                .flat_map(|f| f.values.clone()),
        );
        facts.push(counted(u64::from(document.hits), "hit"));
        output.line(&facts.join(" · "))?;
        output.marked_line(pieces(&document.snippet))?;
    }
    let shown = u64::from(offset) + found.documents.len() as u64;
    if !found.documents.is_empty() && shown < u64::from(found.total_documents) {
        output.line("")?;
        output.line(&format!(
            "{} more: --offset {shown}",
            counted(u64::from(found.total_documents) - shown, "document")
        ))?;
    }
    Ok(())
}

fn pieces(runs: &[Run]) -> impl Iterator<Item = (&str, bool)> {
    runs.iter().map(|run| (run.text.as_str(), matches!(run.mark, Mark::Hit(_))))
}

fn text_of(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// The contract with scripts: names and order of its keys stay.
#[derive(Debug, Serialize)]
struct Found<'f> {
    query: &'f str,
    total_documents: u32,
    total_hits: u64,
    documents: Vec<FoundOne<'f>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    remarks: Vec<String>,
}

#[derive(Debug, Serialize)]
struct FoundOne<'f> {
    document: &'f str,
    title: Option<String>,
    score: f32,
    snippet: String,
    hits: Vec<Hit<'f>>,
}

#[derive(Debug, Serialize)]
struct Hit<'f> {
    start: u32,
    end: u32,
    text: &'f str,
    /// `title` where the offsets count in a title apart from the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
}

fn as_json<'f>(query: &'f str, found: &'f SearchResponse) -> Found<'f> {
    Found {
        query,
        total_documents: found.total_documents,
        total_hits: found.total_hits,
        documents: found.documents.iter().map(one_as_json).collect(),
        remarks: remarks_on(&found.query),
    }
}

fn one_as_json(document: &FoundDocument) -> FoundOne<'_> {
    FoundOne {
        document: &document.path,
        title: document.titled.then(|| text_of(&document.title)),
        score: document.score,
        snippet: text_of(&document.snippet),
        hits: document
            .hit_places
            .iter()
            .map(|hit| Hit {
                start: hit.start,
                end: hit.end,
                text: &hit.text,
                field: hit.in_title.then_some("title"),
            })
            .collect(),
    }
}

fn as_csv(found: &SearchResponse) -> Vec<Vec<Cow<'_, str>>> {
    let heading = ["document", "title", "date", "score", "hits", "snippet"];
    let mut rows = vec![heading.map(Cow::from).to_vec()];
    for document in &found.documents {
        rows.push(vec![
            document.path.as_str().into(),
            if document.titled { text_of(&document.title).into() } else { "".into() },
            document.date.as_deref().unwrap_or_default().into(),
            document.score.to_string().into(),
            document.hits.to_string().into(),
            text_of(&document.snippet).into(),
        ]);
    }
    rows
}
