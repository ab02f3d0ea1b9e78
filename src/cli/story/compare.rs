//! `corpuscope compare`: what documents tell alike, differently and alone.
//!
//! In JSON the documents are `a`, `b` and so on, in the order of the command
//! line.

use std::borrow::Cow;

use clap::Args;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::Common;
use crate::cli::Format;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::output::Output;
use crate::cli::target;
use crate::engine::Engine;
use crate::request::{CompareRequest, Request};
use crate::response::{CompareResponse, Evidence, Response};

/// Documents that letters are for.
const LETTERS: &str = "abcdefghijkl";

/// Shows what documents tell alike, differently and alone
#[derive(Debug, Args)]
pub(crate) struct Compare {
    #[command(flatten)]
    common: Common,
    /// Paths of two or more documents, as the other commands name them
    #[arg(required = true, num_args = 2..=12, value_name = "DOCUMENT")]
    documents: Vec<String>,
    /// Rows of each list at most
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    limit: u32,
}

/// Compares.
pub(crate) fn run(arguments: &Compare) -> Outcome {
    let common = &arguments.common;
    let index = target::index_of(&common.target, common.quiet)?;
    let mut engine =
        Engine::load(&index).map_err(|error| Failure::from(error).of(&common.target))?;
    let documents = arguments.documents.clone();
    let request = CompareRequest { documents, limit: arguments.limit };
    let Response::Compare(found) = engine.answer(Request::Compare(request)) else {
        return Err(Failure::new("the engine answered another question"));
    };
    if let Some(path) = found.missing.first() {
        return Err(Failure::new(format!(
            "{}: there is no document `{path}` in it; `corpuscope search` lists them",
            common.target.display()
        )));
    }
    let mut output = Output::new();
    match common.format {
        Format::Json => output.json(&as_json(&found))?,
        Format::Csv => output.csv(rows(&found))?,
        Format::Text => text(&found, &mut output)?,
    }
    output.finish()
}

/// The letter of a document.
fn letter(found: &CompareResponse, path: &str) -> String {
    let place = found.documents.iter().position(|it| it.path == path);
    let letter = place.and_then(|place| LETTERS.chars().nth(place));
    letter.unwrap_or('?').to_string()
}

fn whole(evidence: &Evidence) -> String {
    let text: String = evidence.sentence.iter().map(|run| run.text.as_str()).collect();
    text.trim().to_owned()
}

#[derive(Serialize)]
struct Passage<'r> {
    document: &'r str,
    start: u32,
    end: u32,
    text: String,
}

fn passage(evidence: &Evidence, text: String) -> Value {
    let Evidence { path, start, end, .. } = evidence;
    json!(Passage { document: path, start: *start, end: *end, text })
}

/// The contract with scripts: names of its keys stay.
fn as_json(found: &CompareResponse) -> Value {
    let both = found.both.iter().map(|told| {
        let mut row = Map::new();
        for it in &told.passages {
            row.insert(letter(found, &it.path), passage(it, whole(it)));
        }
        row.insert("shared".into(), json!(told.shared));
        Value::from(row)
    });
    let differs = found.differs.iter().map(|it| {
        let mut row = Map::new();
        row.insert("kind".into(), json!(it.kind));
        row.insert("about".into(), json!(it.about));
        for side in &it.sides {
            let mut piece = passage(&side.evidence, side.text.clone());
            piece["who"] = json!(side.who);
            piece["sentence"] = json!(whole(&side.evidence));
            row.insert(letter(found, &side.evidence.path), piece);
        }
        Value::from(row)
    });
    let only: Map<String, Value> = found
        .only
        .iter()
        .map(|list| {
            let passages: Vec<Value> =
                list.passages.iter().map(|it| passage(it, whole(it))).collect();
            (letter(found, &list.path), passages.into())
        })
        .collect();
    let documents: Vec<&str> = found.documents.iter().map(|it| it.path.as_str()).collect();
    json!({
        "documents": documents,
        "both": both.collect::<Vec<_>>(),
        "differs": differs.collect::<Vec<_>>(),
        "only": only,
    })
}

fn rows(found: &CompareResponse) -> Vec<Vec<Cow<'_, str>>> {
    let heading = ["row", "told", "kind", "about", "document", "start", "end", "text", "who"];
    let mut rows = vec![heading.map(Cow::from).to_vec()];
    let mut number = 0_u32;
    let mut push = |number: u32,
                    told: &'static str,
                    kind: &str,
                    about: &str,
                    it: &Evidence,
                    text: String,
                    who: &str| {
        rows.push(vec![
            number.to_string().into(),
            told.into(),
            kind.to_owned().into(),
            about.to_owned().into(),
            it.path.clone().into(),
            it.start.to_string().into(),
            it.end.to_string().into(),
            text.into(),
            who.to_owned().into(),
        ]);
    };
    for told in &found.both {
        number += 1;
        for it in &told.passages {
            push(number, "both", "", &told.shared.join("; "), it, whole(it), "");
        }
    }
    for difference in &found.differs {
        number += 1;
        for side in &difference.sides {
            let who = side.who.as_deref().unwrap_or_default();
            let (it, text) = (&side.evidence, side.text.clone());
            push(number, "differs", &difference.kind, &difference.about, it, text, who);
        }
    }
    for it in found.only.iter().flat_map(|list| &list.passages) {
        number += 1;
        push(number, "only", "", "", it, whole(it), "");
    }
    rows
}

fn text(found: &CompareResponse, output: &mut Output) -> Outcome {
    for document in &found.documents {
        let letter = letter(found, &document.path);
        output.line(&format!("{letter}  {}  {}", document.path, document.title))?;
    }
    output.line("")?;
    output.marked_line([("Told by several", true)])?;
    for told in &found.both {
        for it in &told.passages {
            output.line(&format!("  {}  {}", letter(found, &it.path), whole(it)))?;
        }
        output.line(&format!("     ({})", told.shared.join(", ")))?;
    }
    output.marked_line([("Told differently", true)])?;
    for difference in &found.differs {
        output.line(&format!("  {}: {}", difference.kind, difference.about))?;
        for side in &difference.sides {
            let letter = letter(found, &side.evidence.path);
            let who = side.who.as_ref().map(|who| format!(" ({who})")).unwrap_or_default();
            output.line(&format!("    {letter}  {}{who}", side.text))?;
        }
    }
    for list in &found.only {
        let heading = format!("Told by {} only", letter(found, &list.path));
        output.marked_line([(heading.as_str(), true)])?;
        for it in &list.passages {
            output.line(&format!("  {}", whole(it)))?;
        }
    }
    Ok(())
}
