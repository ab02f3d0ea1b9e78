//! What `corpus.toml` says of the analysis: its tables go in, checked rules
//! come out.
//!
//! ```toml
//! [analysis]
//! story = false                  # no people, statements, figures, dates
//!
//! [[names]]                      # one table a name
//! name = "Ida Berg"              # how it is shown
//! kind = "person"                # "organisation", "place", "other", "none"
//! aliases = ["I. Berg", "Berg"]  # spellings that are this name
//! not = ["Ida Bergh"]            # spellings that are another's
//! ```

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::config::{
    Parsed, fault, in_order, key_start, table_of, text_of, texts_of, truth_of, unknown_key,
};
use crate::document::{AnalysisRules, NameRule};

/// Every key of `[analysis]`.
pub(super) const ANALYSIS_KEYS: [&str; 1] = ["story"];
/// Every key of one `[[names]]`.
pub(super) const NAME_KEYS: [&str; 4] = ["name", "kind", "aliases", "not"];

/// Reads `[analysis]`.
pub(super) fn read_analysis(
    value: &Spanned<DeValue<'_>>,
    rules: &mut AnalysisRules,
) -> Parsed<()> {
    let table = table_of("analysis", value)?;
    for (key, value) in in_order(table) {
        match key {
            "story" => rules.without_story = !truth_of(key, value)?,
            unknown => {
                return fault(key_start(table, key), unknown_key(unknown, &ANALYSIS_KEYS));
            }
        }
    }
    Ok(())
}

/// Reads every `[[names]]`.
pub(super) fn read_names(
    value: &Spanned<DeValue<'_>>,
    rules: &mut AnalysisRules,
) -> Parsed<()> {
    let wanted = || "`names` must be a list of tables: `[[names]]`".to_owned();
    let DeValue::Array(entries) = value.get_ref() else {
        return fault(value.span().start, wanted());
    };
    for entry in entries.iter() {
        let DeValue::Table(table) = entry.get_ref() else {
            return fault(entry.span().start, wanted());
        };
        let (rule, at) = read_name(entry.span().start, table)?;
        for spelling in std::iter::once(&rule.name).chain(&rule.aliases) {
            let has = |other: &&NameRule| {
                other.name == *spelling || other.aliases.iter().any(|it| it == spelling)
            };
            if let Some(other) = rules.names.iter().find(has) {
                let message = format!(
                    "`{spelling}` is already a spelling of `{}`: leave it in one of the two",
                    other.name
                );
                return fault(at, message);
            }
        }
        rules.names.push(rule);
    }
    Ok(())
}

/// One table and where its name stands.
fn read_name(start: usize, table: &DeTable<'_>) -> Parsed<(NameRule, usize)> {
    let mut rule = NameRule::default();
    let mut at = None;
    for (key, value) in in_order(table) {
        match key {
            "name" => {
                at = Some(value.span().start);
                rule.name = spelling(key, &text_of(key, value)?, value)?;
            }
            "kind" => match text_of(key, value)?.as_str() {
                "none" => rule.is_none = true,
                kind @ ("person" | "organisation" | "place" | "other") => {
                    rule.kind = Some(kind.to_owned());
                }
                _ => {
                    let kinds = "`person`, `organisation`, `place`, `other` or `none`";
                    return fault(value.span().start, format!("`kind` must be {kinds}"));
                }
            },
            "aliases" | "not" => {
                let texts = texts_of(key, value)?;
                let texts = texts
                    .iter()
                    .map(|text| spelling(key, text, value))
                    .collect::<Parsed<Vec<_>>>()?;
                match key {
                    "aliases" => rule.aliases = texts,
                    _ => rule.not = texts,
                }
            }
            unknown => {
                return fault(key_start(table, key), unknown_key(unknown, &NAME_KEYS));
            }
        }
    }
    match at {
        Some(at) => Ok((rule, at)),
        None => {
            fault(start, "an entry of `[[names]]` has no `name`: `name = \"…\"`".to_owned())
        }
    }
}

/// A spelling with single spaces.
fn spelling(key: &str, text: &str, value: &Spanned<DeValue<'_>>) -> Parsed<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() {
        let message = format!("`{key}` is empty: give the name as it is written in the texts");
        return fault(value.span().start, message);
    }
    Ok(words.join(" "))
}
