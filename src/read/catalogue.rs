//! Tables of metadata: `metadata.csv`, `.tsv`, `.jsonl` or `.json` and what
//! `metadata` in `corpus.toml` names go in; what they say of a path comes out.
//!
//! A row belongs to the file that its column `path` or `file` names, below the
//! table's own folder (or below the source). Its values win over what the file
//! says of itself: whoever wrote the table had the last word. Rows without a
//! file and files without a row are counted in one warning each.

use std::collections::{BTreeMap, BTreeSet};

use super::config::Rules;
use super::draft::Reading;
use super::error::unreadable;
use super::fields::Resolved;
use super::table::Record;
use super::walk::{Format, Found};
use super::{encoding, json, table};
use crate::document::Warning;

/// What the tables say, by path below the source.
#[derive(Debug, Default)]
pub(crate) struct Catalogue {
    rows: BTreeMap<String, Resolved>,
    /// Folder of each table (`""` or ending in `/`), with the table's name.
    tables: BTreeMap<String, String>,
}

impl Catalogue {
    /// Reads every table.
    pub(crate) fn read(found: &[Found], rules: &Rules, warnings: &mut Vec<Warning>) -> Self {
        let mut catalogue = Self::default();
        for table in found {
            let mut reading = Reading::of(table);
            let records = records(table, &mut reading);
            catalogue.add(table, records, rules, &mut reading);
            warnings.extend(reading.warnings);
        }
        catalogue
    }

    fn add(
        &mut self,
        table: &Found,
        records: Vec<Record>,
        rules: &Rules,
        reading: &mut Reading,
    ) {
        let folder = table.name.rfind('/').map_or("", |at| &table.name[..=at]);
        let mut pathless = 0;
        let all = records.len();
        for record in records {
            let mut fields = rules.fields.resolve(record.given);
            let path = fields.remove("path").or_else(|| fields.remove("file"));
            let Some(path) = path.and_then(|paths| paths.into_iter().next()) else {
                pathless += 1;
                continue;
            };
            let path = path.replace('\\', "/");
            let path = format!("{folder}{}", path.trim_start_matches("./"));
            if self.rows.contains_key(&path) {
                reading.warn(
                    Some(record.row.line),
                    format!("`{path}` has a row already; this one is skipped"),
                );
                continue;
            }
            self.rows.insert(path, fields);
        }
        if all > 0 && pathless == all {
            reading.warn(
                None,
                "a table of metadata needs a column `path` or `file`; skipped".into(),
            );
            return;
        }
        if pathless > 0 {
            reading.warn(None, format!("{pathless} rows name no file; skipped"));
        }
        self.tables.insert(folder.to_owned(), table.name.clone());
    }

    /// What is said of a file.
    pub(crate) fn of(&self, path: &str) -> Option<&Resolved> {
        self.rows.get(path)
    }

    /// Rows without a file and files without a row.
    pub(crate) fn unmatched(&self, documents: &[Found]) -> Vec<Warning> {
        let names: BTreeSet<&str> = documents.iter().map(|found| found.name.as_str()).collect();
        let mut warnings = Vec::new();
        for (folder, table) in &self.tables {
            let rows: Vec<&String> = self
                .rows
                .keys()
                .filter(|path| path.starts_with(folder) && !names.contains(path.as_str()))
                .collect();
            if let Some(first) = rows.first() {
                warnings.push(Warning {
                    path: table.clone(),
                    line: None,
                    message: format!(
                        "{} without a file, such as `{first}`",
                        counted(rows.len(), "row")
                    ),
                });
            }
            let files: Vec<&&str> = names
                .iter()
                .filter(|path| path.starts_with(folder) && !self.rows.contains_key(**path))
                .collect();
            if let Some(first) = files.first() {
                warnings.push(Warning {
                    path: table.clone(),
                    line: None,
                    message: format!(
                        "{} without a row, such as `{first}`",
                        counted(files.len(), "file")
                    ),
                });
            }
        }
        warnings
    }
}

fn counted(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

fn records(table: &Found, reading: &mut Reading) -> Vec<Record> {
    let bytes = match std::fs::read(&table.file) {
        Ok(bytes) => bytes,
        Err(error) => {
            reading.warn(None, unreadable(&error));
            return Vec::new();
        }
    };
    let Some(text) = encoding::decode(bytes, table.format, reading) else {
        return Vec::new();
    };
    match table.format {
        Format::Table => table::records(&text, &table.name, &mut reading.warnings),
        Format::JsonLines => json::line_records(&text, reading),
        Format::Json => json::records(&text, reading),
        Format::Text | Format::Markdown | Format::Html | Format::Vertical | Format::Conllu => {
            reading.warn(None, "a table of metadata is CSV or JSON; skipped".into());
            Vec::new()
        }
    }
}
