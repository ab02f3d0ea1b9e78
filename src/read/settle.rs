//! Settling: what a file says, what a table says of it and the rules of the
//! corpus go in; documents come out.
//!
//! For every field the first of these that has a value wins: the metadata
//! table, the file itself (front matter, columns, `<meta>`), the path
//! patterns, the defaults. A date that cannot be read falls through to the
//! next; if none can, the document is undated and a warning says why.

use rayon::prelude::*;

use super::boilerplate;
use super::catalogue::Catalogue;
use super::config::Rules;
use super::dates::{DateReading, read_date};
use super::draft::{Draft, Reading};
use super::fields::{Resolved, one_line};
use super::language;
use super::title::first_line_title;
use crate::document::{Document, PartialDate, Title, Warning};

/// The documents of one file, with everything that was to say of it.
pub(crate) fn settle(
    reading: Reading,
    catalogue: &Catalogue,
    rules: &Rules,
) -> (Vec<Document>, Vec<Warning>) {
    let Reading { name, drafts, mut warnings, .. } = reading;
    let from_path = rules
        .paths
        .iter()
        .map(|pattern| rules.fields.resolve(pattern.values(&name)))
        .collect::<Vec<_>>();
    // A table may be the whole corpus: its rows are settled on all threads.
    let settled: Vec<(Document, Vec<Warning>)> = drafts
        .into_par_iter()
        .map(|draft| {
            let line = draft.row.map(|row| row.line);
            let mut settling = Settling { name: &name, line, warnings: Vec::new() };
            let document = settling.document(draft, catalogue, &from_path, rules);
            (document, settling.warnings)
        })
        .collect();
    let mut documents = Vec::with_capacity(settled.len());
    for (document, said) in settled {
        documents.push(document);
        warnings.extend(said);
    }
    (documents, warnings)
}

struct Settling<'s> {
    name: &'s str,
    line: Option<u32>,
    warnings: Vec<Warning>,
}

impl Settling<'_> {
    fn document(
        &mut self,
        draft: Draft,
        catalogue: &Catalogue,
        from_path: &[Resolved],
        rules: &Rules,
    ) -> Document {
        let own = match draft.is_resolved {
            true => draft.given.into_iter().collect(),
            false => rules.fields.resolve(draft.given),
        };
        let mut layers: Vec<Resolved> = catalogue.of(self.name).cloned().into_iter().collect();
        layers.push(own);
        layers.extend(from_path.iter().cloned());
        layers.push(rules.defaults.iter().cloned().collect());

        let id = first(&mut layers, "id");
        let path = match (draft.row, &id) {
            (None, _) => self.name.to_owned(),
            (Some(_), Some(id)) => format!("{}#{id}", self.name),
            (Some(row), None) => format!("{}#{}", self.name, row.number),
        };
        let date = self.date(&mut layers);
        let language = self.language(&mut layers);
        let text = draft.text;
        let given_title = first(&mut layers, "title");
        let mut title = match given_title {
            Some(given) => Some(placed_title(&text, given, draft.heading.as_ref())),
            None => draft.heading.clone().map(Title::InText),
        };
        let kept = |title: &Option<Title>| match title {
            Some(Title::InText(range)) => Some(range.clone()),
            _ => None,
        };
        // A text that someone has annotated is all the document's own.
        let mut boilerplate = match &draft.annotation {
            Some(_) => Vec::new(),
            None => boilerplate::find(&text, &draft.boilerplate, kept(&title).as_ref(), rules),
        };
        if title.is_none() && draft.title_by_shape {
            title = first_line_title(&text, &boilerplate).map(Title::InText);
        }
        // A document of nothing but such lines has no other words to search.
        if boilerplate.len() == 1 && boilerplate[0] == (0..text.len()) {
            boilerplate.clear();
        }
        let mut fields = Resolved::new();
        for layer in layers {
            for (name, values) in layer {
                fields.entry(name).or_insert(values);
            }
        }
        let annotation = draft.annotation;
        Document { path, id, title, text, boilerplate, date, language, fields, annotation }
    }

    fn date(&mut self, layers: &mut [Resolved]) -> Option<PartialDate> {
        let mut date = None;
        let mut fault = None;
        for layer in layers {
            let Some(written) = layer.remove("date").and_then(|all| all.into_iter().next())
            else {
                continue;
            };
            if date.is_some() {
                continue;
            }
            match read_date(&written) {
                DateReading::Date(read) => date = Some(read),
                DateReading::Undated => {}
                DateReading::Ambiguous => {
                    fault.get_or_insert(format!(
                        "the date `{written}` may be read two ways; left out: write it as \
                         YYYY-MM-DD"
                    ));
                }
                DateReading::Unreadable => {
                    fault.get_or_insert(format!(
                        "the date `{written}` cannot be read; left out: write it as YYYY-MM-DD"
                    ));
                }
            }
        }
        if let Some(fault) = fault.filter(|_| date.is_none()) {
            self.warn(fault);
        }
        date
    }

    fn language(&mut self, layers: &mut [Resolved]) -> Option<String> {
        let mut found = None;
        for layer in layers {
            let Some(written) = layer.remove("language").and_then(|all| all.into_iter().next())
            else {
                continue;
            };
            if found.is_some() {
                continue;
            }
            found = language::subtag(&written);
            if found.is_none() && !language::is_undetermined(&written) {
                self.warn(format!(
                    "the language `{written}` is not known; it is detected instead: write it \
                     as a code such as `en`"
                ));
            }
        }
        found
    }

    fn warn(&mut self, message: String) {
        self.warnings.push(Warning { path: self.name.to_owned(), line: self.line, message });
    }
}

/// The first value of a field; it is taken out of every layer.
fn first(layers: &mut [Resolved], name: &str) -> Option<String> {
    let mut found = None;
    for layer in layers {
        let values = layer.remove(name);
        found = found.or_else(|| values?.into_iter().next());
    }
    found
}

/// A given title stands in the text if its heading or first line says the same.
fn placed_title(text: &str, given: String, heading: Option<&std::ops::Range<usize>>) -> Title {
    if let Some(range) = heading.filter(|range| one_line(&text[(*range).clone()]) == given) {
        return Title::InText(range.clone());
    }
    let start = text.len() - text.trim_start().len();
    let line = text[start..].lines().next().unwrap_or_default();
    // A line as long as a book need not be looked at.
    if line.len() <= given.len() * 4 + 64 && one_line(line) == given {
        return Title::InText(start..start + line.trim_end().len());
    }
    Title::Separate(given)
}
