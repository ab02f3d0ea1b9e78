//! `corpus.toml`: how one corpus is read. The file goes in, checked `Rules`
//! come out; every key is optional, and an unknown one is an error that names
//! the nearest known one.
//!
//! ```toml
//! title = "Harbour minutes"              # what the page is called
//! description = "Minutes, 1901 to 1930"  # a sentence or two about it
//! exclude = ["drafts/", "*.bak"]         # left out, written as in .gitignore
//! paths = ["{source}/{date}-*.txt"]      # fields from paths, see `pattern`
//! metadata = ["catalogue.csv"]           # tables joined on the path, beside
//!                                        # any metadata.csv or .jsonl
//! text_extensions = ["log"]              # further endings read as plain text
//! boilerplate = ["^Listen to this"]      # lines that are not the documents'
//!                                        # own words: regular expressions
//! builtin_boilerplate = true             # false: only the lines above
//!
//! [fields]                               # by the name that the page uses
//! date = "Sitzungstag"                   # the column or key it comes from
//! text = ["Protokoll", "Text"]           # the first that has a value
//! place = { from = "Ort", label = "Harbour", facet = true, split = ";" }
//! word_count = false                     # left out
//! # text = { from = "content", format = "html" }   # or "markdown", "plain"
//!
//! [layers]                               # of vertical text
//! columns = ["word", "pos", "lemma"]     # what stands behind each tab, "_"
//!                                        # for what is passed over
//!
//! [defaults]                             # for documents that have no value
//! language = "de"
//!
//! [analysis] and [[names]]               # see `analysis`
//! ```
//!
//! The file is looked for in the first source, then beside it; `--config`
//! names another.

use std::path::{Path, PathBuf};

use regex::Regex;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Source;
use super::analysis;
use super::draft::Given;
use super::error::{ReadError, line_of, unreadable};
use super::fields::{FieldMap, FieldSource, field_name};
use super::pattern::PathPattern;
use super::walk::Found;
use crate::document::{AnalysisRules, FieldRule, Warning};

/// Every key at the top of the file.
const KEYS: [&str; 13] = [
    "title",
    "description",
    "exclude",
    "paths",
    "metadata",
    "text_extensions",
    "boilerplate",
    "builtin_boilerplate",
    "fields",
    "defaults",
    "layers",
    "analysis",
    "names",
];
/// Every key of `[layers]`.
const LAYER_KEYS: [&str; 1] = ["columns"];
/// Every key of one field.
const FIELD_KEYS: [&str; 5] = ["from", "label", "facet", "split", "format"];

/// What the texts of tables and of JSON are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum TextFormat {
    #[default]
    Plain,
    Html,
    Markdown,
}

/// What `corpus.toml` and the command say, resolved.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules {
    /// The file, where there is one.
    pub(crate) file: Option<PathBuf>,
    pub(crate) title: String,
    pub(crate) description: Option<String>,
    pub(crate) exclude: Vec<String>,
    pub(crate) paths: Vec<PathPattern>,
    /// Paths below a source of further metadata tables.
    pub(crate) metadata: Vec<String>,
    /// Lower case, without a dot.
    pub(crate) text_extensions: Vec<String>,
    pub(crate) boilerplate: Vec<Regex>,
    pub(crate) builtin_boilerplate: bool,
    pub(crate) fields: FieldMap,
    pub(crate) text_format: TextFormat,
    pub(crate) field_rules: Vec<FieldRule>,
    pub(crate) defaults: Given,
    /// Columns of vertical text; the usual ones where empty.
    pub(crate) columns: Vec<String>,
    pub(crate) analysis: AnalysisRules,
}

impl Rules {
    /// Whether a file is a table of metadata and not of documents.
    pub(crate) fn is_catalogue(&self, name: &str, file: &Path) -> bool {
        let base = name.rsplit('/').next().unwrap_or(name).to_lowercase();
        let (stem, extension) = base.rsplit_once('.').unwrap_or((&base, ""));
        let by_name = stem == "metadata"
            && ["csv", "tsv", "json", "jsonl", "ndjson"].contains(&extension);
        let beside = |wanted: &String| {
            let folder = self.file.as_deref().and_then(Path::parent);
            wanted == name || folder.is_some_and(|folder| folder.join(wanted) == file)
        };
        by_name || self.metadata.iter().any(beside)
    }

    /// One warning for each path pattern that no document's path fits.
    pub(crate) fn unused_patterns(&self, documents: &[Found]) -> Vec<Warning> {
        self.paths
            .iter()
            .filter(|pattern| !documents.iter().any(|found| pattern.matches(&found.name)))
            .map(|pattern| Warning {
                path: "corpus.toml".into(),
                line: None,
                message: format!("no path fits the pattern `{}`", pattern.written),
            })
            .collect()
    }
}

/// The `corpus.toml` of a source, if it has one.
///
/// # Errors
/// Where the source names one that is not there.
pub(crate) fn locate(source: &Source) -> Result<Option<PathBuf>, ReadError> {
    if let Some(path) = &source.config {
        return match std::fs::metadata(path) {
            Ok(_) => Ok(Some(path.clone())),
            Err(error) => Err(ReadError::Missing { path: path.clone(), error }),
        };
    }
    let Some(first) = source.paths.first() else {
        return Ok(None);
    };
    // `.` and `..` have their parent only in full.
    let full = first.canonicalize().unwrap_or_else(|_| first.clone());
    let inside = first.join("corpus.toml");
    let beside = full.parent().map(|folder| folder.join("corpus.toml"));
    Ok([Some(inside), beside].into_iter().flatten().find(|path| path.is_file()))
}

/// The rules for a source.
///
/// # Errors
/// Where `corpus.toml` cannot be read or says something that has no meaning.
pub(crate) fn load(source: &Source) -> Result<Rules, ReadError> {
    let file = locate(source)?;
    let mut rules = match &file {
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|error| ReadError::Config {
                path: path.clone(),
                line: None,
                message: unreadable(&error),
            })?;
            parse(&text).map_err(|fault| ReadError::Config {
                path: path.clone(),
                line: fault.at.map(|at| line_of(&text, at)),
                message: fault.message,
            })?
        }
        None => Rules { builtin_boilerplate: true, ..Rules::default() },
    };
    rules.file = file;
    if let Some(title) =
        source.title.as_deref().or((!rules.title.is_empty()).then_some(&rules.title))
    {
        rules.title = title.to_owned();
    } else {
        rules.title = name_of_source(source);
    }
    Ok(rules)
}

/// The name of the first source's folder, or of its file without the ending.
fn name_of_source(source: &Source) -> String {
    let Some(first) = source.paths.first() else {
        return "Corpus".into();
    };
    let full = first.canonicalize().unwrap_or_else(|_| first.clone());
    let name = if full.is_dir() { full.file_name() } else { full.file_stem() };
    name.map_or_else(|| "Corpus".into(), |name| name.to_string_lossy().into_owned())
}

/// What is wrong, and at which byte.
pub(super) struct Fault {
    pub(super) at: Option<usize>,
    pub(super) message: String,
}

pub(super) type Parsed<T> = Result<T, Fault>;

pub(super) fn fault<T>(at: usize, message: String) -> Parsed<T> {
    Err(Fault { at: Some(at), message })
}

fn parse(text: &str) -> Parsed<Rules> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let table = DeTable::parse(text).map_err(|error| Fault {
        at: error.span().map(|span| span.start),
        message: format!("it is not valid TOML: {}", one_line(error.message())),
    })?;
    let mut rules = Rules { builtin_boilerplate: true, ..Rules::default() };
    for (key, value) in in_order(table.get_ref()) {
        match key {
            "title" => rules.title = text_of(key, value)?,
            "description" => rules.description = Some(text_of(key, value)?),
            "exclude" => rules.exclude = texts_of(key, value)?,
            "metadata" => rules.metadata = texts_of(key, value)?,
            "paths" => rules.paths = each(key, value, PathPattern::new)?,
            "text_extensions" => {
                rules.text_extensions = texts_of(key, value)?
                    .iter()
                    .map(|extension| extension.trim_start_matches('.').to_lowercase())
                    .collect();
            }
            "boilerplate" => {
                rules.boilerplate = each(key, value, |written| {
                    Regex::new(written).map_err(|error| {
                        let last = error.to_string();
                        let last = last.lines().last().unwrap_or_default();
                        format!(
                            "`{written}` is no regular expression: {}",
                            last.trim_start_matches("error: ")
                        )
                    })
                })?;
            }
            "builtin_boilerplate" => rules.builtin_boilerplate = truth_of(key, value)?,
            "fields" => read_fields(value, &mut rules)?,
            "layers" => read_layers(value, &mut rules)?,
            "analysis" => analysis::read_analysis(value, &mut rules.analysis)?,
            "names" => analysis::read_names(value, &mut rules.analysis)?,
            "defaults" => {
                for (name, value) in in_order(table_of(key, value)?) {
                    rules.defaults.push((field_name(name), texts_of(name, value)?));
                }
            }
            unknown => {
                return fault(key_start(table.get_ref(), key), unknown_key(unknown, &KEYS));
            }
        }
    }
    Ok(rules)
}

fn read_fields(value: &Spanned<DeValue<'_>>, rules: &mut Rules) -> Parsed<()> {
    for (written, value) in in_order(table_of("fields", value)?) {
        let name = field_name(written);
        let mut rule = FieldRule { name: name.clone(), label: None, facet: None };
        let mut source = FieldSource { target: name, ..FieldSource::default() };
        match value.get_ref() {
            DeValue::Boolean(false) => source.dropped = true,
            DeValue::String(_) | DeValue::Array(_) => source.from = texts_of(written, value)?,
            DeValue::Table(table) => {
                for (key, value) in in_order(table) {
                    match key {
                        "from" => source.from = texts_of(key, value)?,
                        "label" => rule.label = Some(text_of(key, value)?),
                        "facet" => rule.facet = Some(truth_of(key, value)?),
                        "split" => source.split = Some(text_of(key, value)?),
                        "format" if rule.name == "text" => {
                            rules.text_format = format_of(value)?;
                        }
                        "format" => {
                            let message = "`format` is for the field `text` only";
                            return fault(key_start(table, key), message.into());
                        }
                        unknown => {
                            let at = key_start(table, key);
                            return fault(at, unknown_key(unknown, &FIELD_KEYS));
                        }
                    }
                }
            }
            _ => {
                let wanted = "a column's name, a list of them, `false`, or a table of \
                              `from`, `label`, `facet`, `split` and `format`";
                return fault(
                    value.span().start,
                    format!("`fields.{written}` must be {wanted}"),
                );
            }
        }
        if !source.dropped {
            rules.field_rules.push(rule);
        }
        rules.fields.add(source);
    }
    Ok(())
}

fn read_layers(value: &Spanned<DeValue<'_>>, rules: &mut Rules) -> Parsed<()> {
    let table = table_of("layers", value)?;
    for (key, value) in in_order(table) {
        match key {
            "columns" => {
                let names = texts_of(key, value)?;
                rules.columns = names.iter().map(|name| name.to_lowercase()).collect();
            }
            unknown => {
                return fault(key_start(table, key), unknown_key(unknown, &LAYER_KEYS));
            }
        }
    }
    Ok(())
}

/// The entries of a table in the order of the file.
pub(super) fn in_order<'t>(table: &'t DeTable<'_>) -> Vec<(&'t str, &'t Spanned<DeValue<'t>>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries.into_iter().map(|(key, value)| (key.get_ref().as_ref(), value)).collect()
}

pub(super) fn key_start(table: &DeTable<'_>, wanted: &str) -> usize {
    table.keys().find(|key| key.get_ref().as_ref() == wanted).map_or(0, |key| key.span().start)
}

pub(super) fn table_of<'t>(
    key: &str,
    value: &'t Spanned<DeValue<'t>>,
) -> Parsed<&'t DeTable<'t>> {
    match value.get_ref() {
        DeValue::Table(table) => Ok(table),
        _ => fault(value.span().start, format!("`{key}` must be a table: `[{key}]`")),
    }
}

pub(super) fn text_of(key: &str, value: &Spanned<DeValue<'_>>) -> Parsed<String> {
    match value.get_ref() {
        DeValue::String(text) => Ok(text.to_string()),
        _ => fault(value.span().start, format!("`{key}` must be a text in quotes")),
    }
}

pub(super) fn truth_of(key: &str, value: &Spanned<DeValue<'_>>) -> Parsed<bool> {
    match value.get_ref() {
        DeValue::Boolean(truth) => Ok(*truth),
        _ => fault(value.span().start, format!("`{key}` must be `true` or `false`")),
    }
}

fn format_of(value: &Spanned<DeValue<'_>>) -> Parsed<TextFormat> {
    match text_of("format", value)?.as_str() {
        "plain" => Ok(TextFormat::Plain),
        "html" => Ok(TextFormat::Html),
        "markdown" => Ok(TextFormat::Markdown),
        _ => {
            let message = "`format` must be `plain`, `html` or `markdown`";
            fault(value.span().start, message.into())
        }
    }
}

/// A text stands for a list of one.
pub(super) fn texts_of(key: &str, value: &Spanned<DeValue<'_>>) -> Parsed<Vec<String>> {
    match value.get_ref() {
        DeValue::String(text) => Ok(vec![text.to_string()]),
        DeValue::Array(values) => values.iter().map(|value| text_of(key, value)).collect(),
        _ => fault(value.span().start, format!("`{key}` must be a list of texts in quotes")),
    }
}

fn each<T>(
    key: &str,
    value: &Spanned<DeValue<'_>>,
    make: impl Fn(&str) -> Result<T, String>,
) -> Parsed<Vec<T>> {
    texts_of(key, value)?
        .iter()
        .map(|written| {
            make(written).or_else(|message| {
                fault(value.span().start, format!("`{key}` has a fault: {message}"))
            })
        })
        .collect()
}

pub(super) fn unknown_key(key: &str, known: &[&str]) -> String {
    let nearest = known
        .iter()
        .map(|known| (strsim::damerau_levenshtein(key, known), *known))
        .min()
        .filter(|(distance, known)| *distance <= known.len().div_ceil(2));
    match nearest {
        Some((_, nearest)) => format!("unknown key `{key}`: did you mean `{nearest}`?"),
        None => format!("unknown key `{key}`: the keys are {}", known.join(", ")),
    }
}

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_fault(text: &str, line: u32, message: &str) {
        let fault = parse(text).map(|_| ()).expect_err(text);
        assert_eq!(fault.message, message, "for {text:?}");
        assert_eq!(fault.at.map(|at| line_of(text, at)), Some(line), "for {text:?}");
    }

    #[test]
    fn faults_name_the_line_and_the_mend() {
        check_fault("titel = \"x\"", 1, "unknown key `titel`: did you mean `title`?");
        check_fault("\n\n[field]\n", 3, "unknown key `field`: did you mean `fields`?");
        check_fault(
            "[fields.place]\nform = \"Ort\"",
            2,
            "unknown key `form`: did you mean `from`?",
        );
        check_fault("title = 3", 1, "`title` must be a text in quotes");
        check_fault("exclude = 3", 1, "`exclude` must be a list of texts in quotes");
        check_fault(
            "builtin_boilerplate = \"no\"",
            1,
            "`builtin_boilerplate` must be `true` or `false`",
        );
        check_fault(
            "\npaths = [\"{date\"]",
            2,
            "`paths` has a fault: `{date` has a `{` without its `}`",
        );
        check_fault(
            "boilerplate = [\"(\"]",
            1,
            "`boilerplate` has a fault: `(` is no regular expression: unclosed group",
        );
        check_fault(
            "[fields]\nplace = { format = \"html\" }",
            2,
            "`format` is for the field `text` only",
        );
        check_fault(
            "[fields.text]\nformat = \"rtf\"",
            2,
            "`format` must be `plain`, `html` or `markdown`",
        );
        check_fault(
            "[fields]\nplace = 3",
            2,
            "`fields.place` must be a column's name, a list of them, `false`, or a table of \
             `from`, `label`, `facet`, `split` and `format`",
        );
        check_fault(
            "xyzzyxyzzy = 1",
            1,
            "unknown key `xyzzyxyzzy`: the keys are title, description, exclude, paths, \
             metadata, text_extensions, boilerplate, builtin_boilerplate, fields, defaults, layers, \
             analysis, names",
        );
        check_fault(
            "[[names]]\nname = \"Ida Berg\"\nkind = \"human\"",
            3,
            "`kind` must be `person`, `organisation`, `place`, `other` or `none`",
        );
        check_fault(
            "\n[[names]]\nkind = \"person\"",
            2,
            "an entry of `[[names]]` has no `name`: `name = \"…\"`",
        );
        check_fault(
            "[[names]]\nname = \"Ida\"\nalias = \"I\"",
            3,
            "unknown key `alias`: did you mean `aliases`?",
        );
        check_fault(
            "[names]\nname = \"Ida\"",
            1,
            "`names` must be a list of tables: `[[names]]`",
        );
        check_fault(
            "[[names]]\nname = \"Ida\"\naliases = [\"I. B.\"]\n[[names]]\nname = \"I. B.\"",
            5,
            "`I. B.` is already a spelling of `Ida`: leave it in one of the two",
        );
        check_fault(
            "[[names]]\nname = \" \"",
            2,
            "`name` is empty: give the name as it is written in the texts",
        );
        check_fault("[analysis]\nstory = 0", 2, "`story` must be `true` or `false`");
        check_fault(
            "[analysis]\nstories = true",
            2,
            "unknown key `stories`: did you mean `story`?",
        );
    }

    /// The guide's example has every key and is what the reader takes.
    #[test]
    fn the_guide_is_true() {
        let guide = include_str!("../../docs/GUIDE.md");
        let example = guide
            .split("```toml\n")
            .nth(1)
            .and_then(|rest| rest.split("```").next())
            .expect("the guide has an example");
        parse(example).map(|_| ()).map_err(|fault| fault.message).expect("it is valid");
        let more = analysis::ANALYSIS_KEYS.iter().chain(&analysis::NAME_KEYS);
        for key in KEYS.iter().chain(&FIELD_KEYS).chain(&LAYER_KEYS).chain(more) {
            assert!(example.contains(key), "`{key}` is not in the guide");
        }
    }

    #[test]
    fn every_key_is_read() {
        let rules = parse(
            "title = \"Harbour\"\ndescription = \"Minutes\"\nexclude = [\"drafts/\"]\n\
             paths = \"{date}-*\"\nmetadata = [\"c.csv\"]\ntext_extensions = [\".LOG\"]\n\
             boilerplate = [\"^Listen\"]\nbuiltin_boilerplate = false\n\
             [fields]\nplace = { from = \"Ort\", label = \"Harbour\", facet = true }\n\
             date = \"Tag\"\nwords = false\n[defaults]\nlanguage = \"de\"\n",
        );
        let rules = rules.map_err(|fault| fault.message).expect("it is valid");
        assert_eq!(rules.title, "Harbour");
        assert_eq!(rules.description.as_deref(), Some("Minutes"));
        assert_eq!(rules.exclude, ["drafts/"]);
        assert_eq!(rules.paths.len(), 1);
        assert_eq!(rules.metadata, ["c.csv"]);
        assert_eq!(rules.text_extensions, ["log"]);
        assert_eq!(rules.boilerplate.len(), 1);
        assert!(!rules.builtin_boilerplate, "it is switched off");
        assert_eq!(rules.defaults, [("language".to_owned(), vec!["de".to_owned()])]);
        let names: Vec<_> = rules.field_rules.iter().map(|rule| rule.name.as_str()).collect();
        assert_eq!(names, ["place", "date"]);
        assert_eq!(rules.field_rules[0].facet, Some(true));
    }
}
