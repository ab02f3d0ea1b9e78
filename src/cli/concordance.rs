//! `corpuscope concordance`: a query goes in, its hits in their context come
//! out.

use std::borrow::Cow;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::asked::{Asked, remarks_on};
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::source::counted;
use super::{Format, dispersion};
use crate::request::{
    ConcordanceKey, ConcordanceRequest, ContextUnit, LineId, Request, SortKey,
};
use crate::response::{ConcordanceLine, ConcordanceResponse, Response};

/// Shows every hit in its context
#[derive(Debug, Args)]
pub(crate) struct Concordance {
    #[command(flatten)]
    asked: Asked,
    /// Words on either side, 1 to 200
    #[arg(long, value_name = "N", default_value_t = 12)]
    context: u32,
    /// Order of the lines, at most three keys: left1 to left9, hit, right1 to
    /// right9, document, date, or a field; pos:left1 for what a layer says there;
    /// -KEY for last first
    #[arg(long, value_name = "KEY,KEY,KEY", value_delimiter = ',', value_parser = sort_key,
          allow_hyphen_values = true)]
    sort: Vec<SortKey>,
    /// How many lines to draw at random
    #[arg(long, value_name = "N")]
    sample: Option<u32>,
    /// Draws another sample; the same number draws the same one
    #[arg(long, value_name = "S", default_value_t = 0)]
    seed: u64,
    /// How many lines to show
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: u32,
    /// What stands around a hit; --context counts words
    #[arg(long, value_enum, default_value_t = Unit::Words)]
    unit: Unit,
    /// A line to leave out, by its document and the number that JSON and CSV give
    #[arg(long, value_name = "PATH:HIT", value_parser = line_id)]
    exclude: Vec<LineId>,
    /// Show where in documents and time the hits are, instead of the lines
    #[arg(long)]
    dispersion: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Unit {
    Words,
    Sentence,
    Paragraph,
}

/// One `--exclude`.
fn line_id(text: &str) -> Result<LineId, String> {
    let parts = text.rsplit_once(':').and_then(|(path, hit)| Some((path, hit.parse().ok()?)));
    let (path, hit) = parts.ok_or("name a line as PATH:HIT, such as notes/a.txt:12")?;
    Ok(LineId { path: path.to_owned(), hit })
}

/// One key of `--sort`.
fn sort_key(text: &str) -> Result<SortKey, String> {
    let (name, descending) = match text.strip_prefix('-') {
        Some(name) => (name, true),
        None => (text, false),
    };
    let side = |prefix: &str| {
        let number: Option<i8> = name.strip_prefix(prefix)?.parse().ok();
        number.filter(|number| (1..=9).contains(number))
    };
    if let Some((layer, place)) = name.split_once(':') {
        let offset = match sort_key(place)?.by {
            ConcordanceKey::Position(offset) if !layer.is_empty() => offset,
            _ => return Err("a layer is asked for as pos:left1, pos:hit or pos:right1".into()),
        };
        let by = ConcordanceKey::Layer(layer.to_lowercase(), offset);
        return Ok(SortKey { by, descending });
    }
    let by = match name {
        "" => return Err("a key is left1, hit, right1, document, date or a field".into()),
        "hit" => ConcordanceKey::Position(0),
        "document" => ConcordanceKey::Document,
        "date" => ConcordanceKey::Date,
        name => match (side("left"), side("right")) {
            (Some(left), _) => ConcordanceKey::Position(-left),
            (_, Some(right)) => ConcordanceKey::Position(right),
            _ => ConcordanceKey::Field(name.to_lowercase()),
        },
    };
    Ok(SortKey { by, descending })
}

/// Shows the concordance.
pub(crate) fn run(arguments: Concordance) -> Outcome {
    let Concordance { asked, context, sort, sample, seed, limit, unit, exclude, dispersion } =
        arguments;
    let request = ConcordanceRequest {
        query: asked.query.clone(),
        syntax: asked.syntax(),
        mode: asked.mode(),
        filters: asked.filters(),
        context,
        sort,
        sample,
        seed,
        offset: asked.offset,
        limit,
        with_places: true,
        unit: match unit {
            Unit::Words => ContextUnit::Words,
            Unit::Sentence => ContextUnit::Sentence,
            Unit::Paragraph => ContextUnit::Paragraph,
        },
        exclude,
        dispersion,
        ..ConcordanceRequest::default()
    };
    let found = match asked.answer(Request::Concordance(request))? {
        Response::Concordance(found) => found,
        _ => return Err(Failure::new("the engine answered another question")),
    };
    asked.say_remarks(&found.query);
    let mut output = Output::new();
    if let Some(places) = &found.dispersion {
        dispersion::write(&asked.query, places, asked.format, &mut output)?;
        return output.finish();
    }
    match asked.format {
        Format::Text => {
            for remark in remarks_on(&found.query) {
                output.line(&remark)?;
            }
            write_text(&found, &mut output)?;
        }
        Format::Json => output.json(&Table {
            query: &asked.query,
            total_hits: found.total_hits,
            lines: found.lines.iter().map(row).collect(),
        })?,
        Format::Csv => output.csv(as_csv(&found))?,
    }
    output.finish()
}

/// Letters on either side of the hit where people read.
const WIDTH: usize = 48;

fn write_text(found: &ConcordanceResponse, output: &mut Output) -> Outcome {
    output.line(&format!(
        "{} in {}, {} shown",
        counted(found.total_hits, "hit"),
        counted(u64::from(found.total_documents), "document"),
        found.lines.len()
    ))?;
    for line in &found.lines {
        let left = line.left.trim_end();
        let skipped = left.chars().count().saturating_sub(WIDTH);
        let left: String = left.chars().skip(skipped).collect();
        let right: String = line.right.trim_start().chars().take(WIDTH).collect();
        let pieces = [(format!("{left:>WIDTH$}  "), false), (line.matched.clone(), true)];
        let rest = (format!("  {right}   {}", line.path), false);
        output.marked_line(pieces.iter().chain([&rest]).map(|(t, hit)| (t.as_str(), *hit)))?;
    }
    Ok(())
}

/// The contract with scripts: names and order of its keys stay.
#[derive(Debug, Serialize)]
struct Table<'f> {
    query: &'f str,
    total_hits: u64,
    lines: Vec<Row<'f>>,
}

#[derive(Debug, Serialize)]
struct Row<'f> {
    document: &'f str,
    start: u32,
    end: u32,
    token_start: u32,
    token_end: u32,
    left: &'f str,
    #[serde(rename = "match")]
    matched: &'f str,
    right: &'f str,
    /// With the document it names the line.
    hit: u32,
    /// `title` where the offsets count in a title apart from the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
}

fn row(line: &ConcordanceLine) -> Row<'_> {
    let place = line.place.as_ref();
    Row {
        document: &line.path,
        start: place.map_or(0, |place| place.start),
        end: place.map_or(0, |place| place.end),
        token_start: line.token_start,
        token_end: line.token_end,
        left: &line.left,
        matched: &line.matched,
        right: &line.right,
        hit: line.hit,
        field: place.filter(|place| place.in_title).map(|_| "title"),
    }
}

fn as_csv(found: &ConcordanceResponse) -> Vec<Vec<Cow<'_, str>>> {
    let heading = ["document", "date", "start", "end", "left", "match", "right", "hit"];
    let mut rows = vec![heading.map(Cow::from).to_vec()];
    for line in &found.lines {
        let row = row(line);
        rows.push(vec![
            row.document.into(),
            line.date.as_deref().unwrap_or_default().into(),
            row.start.to_string().into(),
            row.end.to_string().into(),
            row.left.into(),
            row.matched.into(),
            row.right.into(),
            row.hit.to_string().into(),
        ]);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, by: ConcordanceKey, descending: bool) {
        assert_eq!(sort_key(text), Ok(SortKey { by, descending }), "for {text:?}");
    }

    #[test]
    fn sort_keys() {
        check("left1", ConcordanceKey::Position(-1), false);
        check("-right3", ConcordanceKey::Position(3), true);
        check("hit", ConcordanceKey::Position(0), false);
        check("-date", ConcordanceKey::Date, true);
        check("Source", ConcordanceKey::Field("source".into()), false);
        check("left", ConcordanceKey::Field("left".into()), false);
        check("-pos:right2", ConcordanceKey::Layer("pos".into(), 2), true);
        check("lemma:hit", ConcordanceKey::Layer("lemma".into(), 0), false);
        assert!(sort_key("").is_err(), "an empty key is none");
        assert!(sort_key("pos:date").is_err(), "a date is no place");
    }
}
