//! Front matter: the head of a Markdown file goes in, its metadata and the
//! place where the text begins come out.
//!
//! YAML stands between lines of `---`, TOML between lines of `+++`, at the very
//! beginning. Scalars are kept as spelt (`1.10` stays `1.10`, `no` stays `no`),
//! so YAML's own guesses at types play no part. An alias stands for a scalar
//! only, which leaves nothing to a file that would grow by its aliases.
//!
//! Where YAML has a fault (most often a colon in an unquoted title), the plain
//! `key: value` lines are used and a warning says so.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser};
use toml::de::{DeTable, DeValue};

use super::draft::{Given, Reading, Value};
use super::error::line_of;

/// Mappings and lists inside one another beyond this are left out.
const DEEPEST: usize = 16;

/// The metadata at the head of `text`, and the text after it.
pub(crate) fn split<'t>(text: &'t str, reading: &mut Reading) -> (Given, &'t str) {
    if let Some((head, rest)) = between(text, "---", &["---", "..."]) {
        // A first line of `---` may also be a rule above ordinary text.
        return match yaml(head) {
            Ok(Value::Map(entries)) => (Value::Map(entries).flatten(), rest),
            Ok(Value::Nothing) if head.trim().is_empty() => (Given::new(), rest),
            Ok(_) => (Given::new(), text),
            Err((line, fault)) => {
                let given = plain_lines(head);
                if given.is_empty() {
                    return (Given::new(), text);
                }
                reading.warn(
                    Some(line + 1),
                    format!(
                        "the front matter is not valid YAML ({fault}): only its plain `key: \
                         value` lines are used; a value with a colon needs quotes"
                    ),
                );
                (given, rest)
            }
        };
    }
    if let Some((head, rest)) = between(text, "+++", &["+++"]) {
        return match DeTable::parse(head) {
            Ok(table) => (toml_table(table.get_ref(), 0).flatten(), rest),
            Err(error) => {
                let line = error.span().map_or(1, |span| line_of(head, span.start));
                reading.warn(
                    Some(line + 1),
                    format!(
                        "the front matter is not valid TOML ({}); left out",
                        error.message()
                    ),
                );
                (Given::new(), rest)
            }
        };
    }
    (Given::new(), text)
}

/// What stands between a first line `open` and the next line in `close`.
fn between<'t>(text: &'t str, open: &str, close: &[&str]) -> Option<(&'t str, &'t str)> {
    let (first, body) = text.split_once('\n')?;
    if first.trim_end() != open {
        return None;
    }
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        if close.contains(&line.trim_end()) {
            return Some((&body[..at], &body[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// The first document of a YAML text; on a fault its 1-based line and name.
fn yaml(text: &str) -> Result<Value, (u32, String)> {
    /// An open mapping (with its key, once read) or list.
    enum Open {
        Map(Vec<(String, Value)>, Option<String>),
        List(Vec<Value>),
    }
    let mut anchors: BTreeMap<usize, String> = BTreeMap::new();
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, _) = event.map_err(|error| {
            let line = u32::try_from(error.marker().line()).unwrap_or(u32::MAX);
            (line, error.info().to_owned())
        })?;
        let value = match event {
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == saphyr_parser::ScalarStyle::Plain;
                let text = text.into_owned();
                if anchor > 0 {
                    anchors.insert(anchor, text.clone());
                }
                let nothing =
                    plain && matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL");
                if nothing { Value::Nothing } else { Value::Text(text) }
            }
            Event::Alias(anchor) => {
                anchors.get(&anchor).cloned().map_or(Value::Nothing, Value::Text)
            }
            Event::MappingStart(..) => {
                open.push(Open::Map(Vec::new(), None));
                continue;
            }
            Event::SequenceStart(..) => {
                open.push(Open::List(Vec::new()));
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                let value = match open.pop() {
                    Some(Open::Map(entries, _)) => Value::Map(entries),
                    Some(Open::List(values)) => Value::List(values),
                    None => Value::Nothing,
                };
                if open.len() < DEEPEST { value } else { Value::Nothing }
            }
            Event::DocumentEnd => break,
            _ => continue,
        };
        match open.last_mut() {
            None => return Ok(value),
            Some(Open::List(values)) => values.push(value),
            Some(Open::Map(entries, key)) => match key.take() {
                Some(key) => entries.push((key, value)),
                None => {
                    *key = Some(match value {
                        Value::Text(text) => text,
                        _ => String::new(),
                    });
                }
            },
        }
    }
    Ok(Value::Nothing)
}

/// Lines of the shape `key: value`, nothing nested.
fn plain_lines(head: &str) -> Given {
    head.lines()
        .filter_map(|line| {
            let (key, value) = line.split_once(':')?;
            let is_name = key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
            let value = value.trim();
            let quoted = value.len() >= 2
                && ['"', '\''].iter().any(|&q| value.starts_with(q) && value.ends_with(q));
            let value = if quoted { &value[1..value.len() - 1] } else { value };
            (is_name && !key.is_empty() && !value.is_empty())
                .then(|| (key.to_owned(), vec![value.to_owned()]))
        })
        .collect()
}

fn toml_table(table: &DeTable<'_>, depth: usize) -> Value {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    Value::Map(
        entries
            .into_iter()
            .map(|(key, value)| (key.get_ref().to_string(), toml_value(value.get_ref(), depth)))
            .collect(),
    )
}

fn toml_value(value: &DeValue<'_>, depth: usize) -> Value {
    match value {
        _ if depth > DEEPEST => Value::Nothing,
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Text(number.to_string()),
        DeValue::Float(number) => Value::Text(number.to_string()),
        DeValue::Boolean(truth) => Value::Text(truth.to_string()),
        DeValue::Datetime(date) => Value::Text(date.to_string()),
        DeValue::Array(values) => Value::List(
            values.iter().map(|value| toml_value(value.get_ref(), depth + 1)).collect(),
        ),
        DeValue::Table(table) => toml_table(table, depth + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str, rest: &str, warnings: &[&str]) {
        let mut reading = Reading { name: "a.md".into(), ..Reading::default() };
        let (given, after) = split(text, &mut reading);
        let shown: Vec<String> = given
            .into_iter()
            .map(|(name, values)| format!("{name}={}", values.join("|")))
            .collect();
        assert_eq!(shown.join(" "), expected, "for {text:?}");
        assert_eq!(after, rest, "for {text:?}");
        let said: Vec<String> = reading.warnings.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), warnings.len(), "{said:?}");
        for (said, wanted) in said.iter().zip(warnings) {
            assert!(said.starts_with(wanted), "{said:?} should begin with {wanted:?}");
        }
    }

    #[test]
    fn yaml_keeps_the_spelling() {
        check("---\ntitle: A\nv: 1.10\nok: no\n---\nText", "title=A v=1.10 ok=no", "Text", &[]);
        check("---\ntags: [a, b]\n---\n", "tags=a|b", "", &[]);
        check("---\ntags:\n  - a\n  - b c\n...\nT", "tags=a|b c", "T", &[]);
        check("---\nauthor: {name: Jo, mail: x}\n---\n", "author=Jo", "", &[]);
        check("---\nplace:\n  city: Kyiv\n---\n", "place.city=Kyiv", "", &[]);
        check("---\nauthors:\n - name: Jo\n - name: Sam\n---\n", "authors=Jo|Sam", "", &[]);
        check(
            "---\ndate: 2025-11-30\nnote: ~\nid: 007\n---\n",
            "date=2025-11-30 id=007",
            "",
            &[],
        );
        check("---\na: &x one\nb: *x\n---\n", "a=one b=one", "", &[]);
        check("---\n---\nText", "", "Text", &[]);
    }

    #[test]
    fn what_is_no_front_matter_stays_text() {
        for text in [
            "Text",
            "---\nJust a rule above text\n---\nText",
            "---\nno end: here",
            "",
            "--- x\n---\n",
        ] {
            check(text, "", text, &[]);
        }
    }

    #[test]
    fn faults_are_salvaged() {
        check(
            "---\ntitle: Talks: day two\ndate: 2025-11-30\n---\nText",
            "title=Talks: day two date=2025-11-30",
            "Text",
            &["a.md:2: the front matter is not valid YAML ("],
        );
        check(
            "+++\ntitle = A\n+++\nText",
            "",
            "Text",
            &["a.md:2: the front matter is not valid TOML ("],
        );
    }

    #[test]
    fn toml() {
        check(
            "+++\ntitle = \"A\"\ndate = 2025-11-30\nv = 1.10\ntags = [\"a\", \"b\"]\n+++\nText",
            "title=A date=2025-11-30 v=1.10 tags=a|b",
            "Text",
            &[],
        );
    }

    #[test]
    fn depth_is_bounded() {
        let deep = format!("---\na: {}1{}\n---\nText", "[".repeat(200), "]".repeat(200));
        check(&deep, "", "Text", &[]);
    }
}
