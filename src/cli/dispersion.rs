//! `corpuscope concordance --dispersion`: where hits are comes in, a table of
//! documents comes out, each with a strip of where its hits are.

use std::borrow::Cow;

use serde::Serialize;

use super::Format;
use super::failure::Outcome;
use super::output::Output;
use super::source::counted;
use crate::response::{Dispersion, DispersionDocument, DispersionTime};

/// Letters of a strip.
const STRIP: usize = 40;

/// Writes the table.
pub(super) fn write(
    query: &str,
    found: &Dispersion,
    format: Format,
    output: &mut Output,
) -> Outcome {
    match format {
        Format::Text => {
            output.line(&format!(
                "{} with hits, {} shown",
                counted(found.total_documents.into(), "document"),
                found.documents.len()
            ))?;
            for document in &found.documents {
                let DispersionDocument { path, hits, words, .. } = document;
                output.line(&format!("{} {hits:>6} of {words:>8}  {path}", strip(document)))?;
            }
            for bar in found.time.iter().flat_map(|time| &time.bars).filter(|bar| bar.hits > 0)
            {
                let to =
                    if bar.to == bar.from { String::new() } else { format!("–{}", bar.to) };
                output
                    .line(&format!("{}{to}  {} of {} words", bar.from, bar.hits, bar.words))?;
            }
            Ok(())
        }
        Format::Json => output.json(&Table {
            query,
            total_documents: found.total_documents,
            documents: &found.documents,
            time: found.time.as_ref(),
        }),
        Format::Csv => output.csv(rows(found)),
    }
}

/// The contract with scripts: names and order of its keys stay.
#[derive(Serialize)]
struct Table<'f> {
    query: &'f str,
    total_documents: u32,
    documents: &'f [DispersionDocument],
    time: Option<&'f DispersionTime>,
}

fn rows(found: &Dispersion) -> Vec<Vec<Cow<'_, str>>> {
    let heading = ["document", "title", "date", "words", "hits", "depths"];
    let mut rows = vec![heading.map(Cow::from).to_vec()];
    for document in &found.documents {
        let depths: Vec<String> = document.depths.iter().map(u16::to_string).collect();
        rows.push(vec![
            document.path.as_str().into(),
            document.title.as_str().into(),
            document.date.as_deref().unwrap_or_default().into(),
            document.words.to_string().into(),
            document.hits.to_string().into(),
            depths.join(" ").into(),
        ]);
    }
    rows
}

/// A document from its beginning to its end, with a bar where hits are.
fn strip(document: &DispersionDocument) -> String {
    let mut letters = ['·'; STRIP];
    for &depth in &document.depths {
        letters[(usize::from(depth) * STRIP / 1001).min(STRIP - 1)] = '█';
    }
    letters.iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strip_has_a_bar_where_hits_are() {
        let document = DispersionDocument {
            path: "a".into(),
            title: "a".into(),
            date: None,
            words: 9,
            hits: 3,
            depths: vec![0, 500, 1000],
        };
        let strip = strip(&document);
        assert_eq!(strip.chars().count(), STRIP);
        let bars: Vec<usize> =
            strip.chars().enumerate().filter(|(_, c)| *c == '█').map(|(at, _)| at).collect();
        assert_eq!(bars, [0, 19, 39]);
    }
}
