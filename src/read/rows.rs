//! Rows of a table or of JSON: records go in, one draft a row comes out.
//!
//! A row's text is its field `text` (also `body` or `content`, or what
//! `corpus.toml` maps to it); several texts, as JSON may have them, become
//! paragraphs. `corpus.toml` may say that these texts are HTML or Markdown
//! (`format`); they are plain otherwise. Rows without one are left out, with one warning a file.

use super::config::{Rules, TextFormat};
use super::draft::{Draft, Reading};
use super::table::Record;
use super::{html, markdown};

/// Turns the records of one file into drafts.
pub(crate) fn read(records: Vec<Record>, rules: &Rules, reading: &mut Reading) {
    let all = records.len();
    let names: Vec<String> = records
        .first()
        .map(|record| record.given.iter().map(|(name, _)| format!("`{name}`")).collect())
        .unwrap_or_default();
    let mut without_text: Vec<u32> = Vec::new();
    for record in records {
        let mut fields = rules.fields.resolve(record.given);
        let text = fields.remove("text").unwrap_or_default().join("\n\n");
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = match rules.text_format {
            TextFormat::Plain => text,
            TextFormat::Html => html::text_of_fragment(&text),
            TextFormat::Markdown => markdown::text_of(&text),
        };
        if text.trim().is_empty() {
            without_text.push(record.row.line);
            continue;
        }
        reading.drafts.push(Draft {
            row: (!record.is_whole_file).then_some(record.row),
            is_resolved: true,
            text,
            given: fields.into_iter().collect(),
            ..Draft::default()
        });
    }
    match without_text.as_slice() {
        [] => {}
        _ if without_text.len() == all && all > 0 => reading.warn(
            None,
            format!(
                "there is no column `text`, `body` or `content` with a text; skipped: name the \
                 one to use in corpus.toml, as `text = \"…\"` under `[fields]` (there are {})",
                names.join(", ")
            ),
        ),
        [line] => reading.warn(Some(*line), "the row has no text; skipped".into()),
        [first, rest @ ..] => reading.warn(
            Some(*first),
            format!("this row and {} more have no text; skipped", rest.len()),
        ),
    }
}
