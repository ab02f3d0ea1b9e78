//! What every command that runs a query is asked, and how a query is answered.

use std::path::PathBuf;

use clap::Args;

use super::failure::{Failure, Outcome};
use super::{Format, notice, target};
use crate::engine::Engine;
use crate::request::{Filter, FilterTest, Mode, Request, Syntax};
use crate::response::{QueryEcho, Response};

/// A corpus, a query, and how to write what is found.
#[derive(Debug, Args)]
pub(crate) struct Asked {
    /// Folder of documents, built folder, engine.wasm or single-file page
    target: PathBuf,
    /// What to look for; empty for every document
    #[arg(allow_hyphen_values = true)]
    pub(crate) query: String,
    /// One word of the query is enough
    #[arg(long, conflicts_with = "cql")]
    any: bool,
    /// The query is one of the corpus query language
    #[arg(long)]
    cql: bool,
    /// How many to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) offset: u32,
    /// Only documents with this value: source=Wire, source!=Wire, date=2025-11..2025-12,
    /// author= (none); several of one field are alternatives
    #[arg(long, value_name = "FIELD=VALUE", value_parser = filter)]
    filter: Vec<Filter>,
    /// How to write the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Say nothing but the result
    #[arg(short, long)]
    quiet: bool,
}

impl Asked {
    pub(crate) fn syntax(&self) -> Syntax {
        if self.cql { Syntax::Cql } else { Syntax::Simple }
    }

    pub(crate) fn mode(&self) -> Mode {
        if self.any { Mode::Any } else { Mode::All }
    }

    pub(crate) fn filters(&self) -> Vec<Filter> {
        joined(self.filter.clone())
    }

    /// Finds the index and asks it.
    pub(crate) fn answer(&self, request: Request) -> Outcome<Response> {
        let index = target::index_of(&self.target, self.quiet)?;
        let mut engine =
            Engine::load(&index).map_err(|error| Failure::from(error).of(&self.target))?;
        match engine.answer(request) {
            Response::Failed(message) => Err(Failure::new(message)),
            answer => Ok(answer),
        }
    }

    /// Says how the query was understood, where the result itself does not.
    pub(crate) fn say_remarks(&self, query: &QueryEcho) {
        if !self.quiet && self.format != Format::Text {
            remarks_on(query).iter().for_each(|remark| notice::say(remark));
        }
    }
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
    let expansions: Vec<&str> = query.expansions.iter().map(|e| e.word.as_str()).collect();
    let expansions = match expansions.is_empty() {
        true => None,
        false => Some(format!("looking for these words, too: {}", expansions.join(", "))),
    };
    problems.chain(substitutions).chain(expansions).collect()
}

/// One `--filter`.
fn filter(text: &str) -> Result<Filter, String> {
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
fn joined(filters: Vec<Filter>) -> Vec<Filter> {
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
