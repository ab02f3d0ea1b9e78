//! `corpuscope search`: a query goes in, documents come out.

use std::borrow::Cow;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::failure::{Failure, Outcome};
use super::output::Output;
use super::source::counted;
use super::{Format, notice, target};
use crate::engine::Engine;
use crate::request::{Filter, FilterTest, Mode, Request, SearchRequest, Sort};
use crate::response::{FoundDocument, Mark, QueryEcho, Response, Run, SearchResponse};

/// Searches a corpus
///
/// Every word is needed (--any: one is enough); "words in quotes" are a phrase,
/// -word leaves documents out, word* stands for every word that begins so.
#[derive(Debug, Args)]
pub(crate) struct Search {
    /// Folder of documents, built folder, engine.wasm or single-file page
    target: PathBuf,
    /// What to look for; empty for every document
    #[arg(allow_hyphen_values = true)]
    query: String,
    /// One word of the query is enough
    #[arg(long)]
    any: bool,
    /// How many documents to show
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: u32,
    /// How many documents to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: u32,
    /// Order of the documents
    #[arg(long, value_enum, default_value_t = SortBy::Relevance)]
    sort: SortBy,
    /// Only documents with this value: source=Wire, source!=Wire, date=2025-11..2025-12,
    /// author= (none); several of one field are alternatives
    #[arg(long, value_name = "FIELD=VALUE", value_parser = filter)]
    filter: Vec<Filter>,
    /// How to write the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Say nothing but the result
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SortBy {
    Relevance,
    Newest,
    Oldest,
    Title,
    Path,
}

/// One `--filter`.
pub(crate) fn filter(text: &str) -> Result<Filter, String> {
    let Some((field, value)) = text.split_once('=') else {
        return Err("write a filter as FIELD=VALUE".into());
    };
    let (field, excluded) = match field.strip_suffix('!') {
        Some(field) => (field, true),
        None => (field, false),
    };
    if field.is_empty() {
        return Err("write a filter as FIELD=VALUE".into());
    }
    let field = field.to_lowercase();
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let test = match value.split_once("..") {
        Some((from, to)) if field == "date" && !excluded => {
            FilterTest::Between { from: some(from), to: some(to) }
        }
        // A year stands for all its days.
        None if field == "date" && !excluded && !value.is_empty() => {
            FilterTest::Between { from: some(value), to: some(value) }
        }
        _ if excluded => FilterTest::Exclude(vec![some(value)]),
        _ => FilterTest::Include(vec![some(value)]),
    };
    Ok(Filter { field, test })
}

/// Alternatives of one field become one filter.
pub(crate) fn joined(filters: Vec<Filter>) -> Vec<Filter> {
    let mut joined: Vec<Filter> = Vec::new();
    for filter in filters {
        let same = joined.iter_mut().find_map(|known| {
            match (known.field == filter.field, &mut known.test, &filter.test) {
                (true, FilterTest::Include(values), FilterTest::Include(more))
                | (true, FilterTest::Exclude(values), FilterTest::Exclude(more)) => {
                    Some((values, more))
                }
                _ => None,
            }
        });
        match same {
            Some((values, more)) => values.extend(more.iter().cloned()),
            None => joined.push(filter),
        }
    }
    joined
}

/// Searches.
pub(crate) fn run(arguments: Search) -> Outcome {
    let index = target::index_of(&arguments.target, arguments.quiet)?;
    let mut engine =
        Engine::load(&index).map_err(|error| Failure::from(error).of(&arguments.target))?;
    let request = SearchRequest {
        query: arguments.query.clone(),
        mode: if arguments.any { Mode::Any } else { Mode::All },
        filters: joined(arguments.filter),
        sort: match arguments.sort {
            SortBy::Relevance => Sort::Relevance,
            SortBy::Newest => Sort::Newest,
            SortBy::Oldest => Sort::Oldest,
            SortBy::Title => Sort::Title,
            SortBy::Path => Sort::Path,
        },
        offset: arguments.offset,
        limit: arguments.limit,
        facet_limit: 0,
        with_hits: true,
    };
    let found = match engine.answer(Request::Search(request)) {
        Response::Search(found) => found,
        Response::Failed(message) => return Err(Failure::new(message)),
        _ => return Err(Failure::new("the engine answered another question")),
    };
    if !arguments.quiet && arguments.format != Format::Text {
        for remark in remarks(&found) {
            notice::say(&remark);
        }
    }
    let mut output = Output::new();
    match arguments.format {
        Format::Text => write_text(&found, arguments.offset, &mut output)?,
        Format::Json => output.json(&as_json(&arguments.query, &found))?,
        Format::Csv => output.csv(as_csv(&found))?,
    }
    output.finish()
}

fn remarks(found: &SearchResponse) -> Vec<String> {
    remarks_on(&found.query)
}

/// How a query was understood, where that is not plain.
pub(crate) fn remarks_on(query: &QueryEcho) -> Vec<String> {
    let problems = query.problems.iter().map(|problem| match &problem.suggestion {
        Some(suggestion) => format!("{} Try: {suggestion}", problem.message),
        None => problem.message.clone(),
    });
    let substitutions = query.substitutions.iter().map(|substitution| {
        format!("no hits for {}, showing {}", substitution.typed, substitution.used.join(", "))
    });
    problems.chain(substitutions).collect()
}

fn write_text(found: &SearchResponse, offset: u32, output: &mut Output) -> Outcome {
    for remark in remarks(found) {
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
        remarks: remarks(found),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &[&str], expected: &[(&str, FilterTest)]) {
        let filters = written.iter().map(|text| filter(text).expect("a filter")).collect();
        let found: Vec<(String, FilterTest)> =
            joined(filters).into_iter().map(|filter| (filter.field, filter.test)).collect();
        let expected: Vec<(String, FilterTest)> =
            expected.iter().map(|(field, test)| ((*field).to_owned(), test.clone())).collect();
        assert_eq!(found, expected, "for {written:?}");
    }

    #[test]
    fn filters() {
        use FilterTest::{Between, Exclude, Include};
        let some = |text: &str| Some(text.to_owned());
        check(&["source=Wire"], &[("source", Include(vec![some("Wire")]))]);
        check(&["Source=a=b"], &[("source", Include(vec![some("a=b")]))]);
        check(
            &["source=A", "place=K", "source=B"],
            &[
                ("source", Include(vec![some("A"), some("B")])),
                ("place", Include(vec![some("K")])),
            ],
        );
        check(&["source!=A"], &[("source", Exclude(vec![some("A")]))]);
        check(&["author="], &[("author", Include(vec![None]))]);
        check(&["date="], &[("date", Include(vec![None]))]);
        check(
            &["date=2025-11..2025-12"],
            &[("date", Between { from: some("2025-11"), to: some("2025-12") })],
        );
        check(&["date=..2025"], &[("date", Between { from: None, to: some("2025") })]);
        check(&["date=2025"], &[("date", Between { from: some("2025"), to: some("2025") })]);
        for wrong in ["source", "=x", "!=x"] {
            assert!(filter(wrong).is_err(), "{wrong:?} is no filter");
        }
    }
}
