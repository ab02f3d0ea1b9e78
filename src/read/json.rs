//! JSON: an array of objects, one object, or one object a line goes in, one
//! record an object comes out.
//!
//! Values inside values are named `outer.inner`; `{"name": "X"}` stands for
//! `X`; numbers and truths are kept as spelt by the parser. A line that is no
//! object is left out with a warning that names it.

use rayon::prelude::*;
use serde_json::Value as Json;

use super::draft::{Reading, Row, Value};
use super::table::Record;

/// The records of a `.json` file.
pub(crate) fn records(text: &str, reading: &mut Reading) -> Vec<Record> {
    let (values, is_whole_file) = match serde_json::from_str::<Json>(text) {
        Ok(Json::Array(values)) => (values, false),
        Ok(value @ Json::Object(_)) => (vec![value], true),
        Ok(_) => {
            let message = "it is neither an object nor an array of objects; skipped";
            reading.warn(None, message.into());
            return Vec::new();
        }
        Err(error) => {
            // Several objects in one file are lines of JSON by another name.
            if error.classify() == serde_json::error::Category::Syntax
                && text.lines().filter(|line| is_object(line)).nth(1).is_some()
            {
                return line_records(text, reading);
            }
            let line = u32::try_from(error.line()).ok();
            reading.warn(line, format!("it is not valid JSON ({}); skipped", fault(&error)));
            return Vec::new();
        }
    };
    let all = values.len();
    let records: Vec<Record> = values
        .into_iter()
        .zip(1..)
        .filter(|(value, _)| value.is_object())
        .map(|(value, number)| Record {
            row: Row { number, line: 1 },
            is_whole_file,
            given: value_of(value).flatten(),
        })
        .collect();
    if records.len() < all {
        reading.warn(
            None,
            format!("{} of {all} values are no objects; skipped", all - records.len()),
        );
    }
    records
}

/// The records of a `.jsonl` file.
pub(crate) fn line_records(text: &str, reading: &mut Reading) -> Vec<Record> {
    let lines: Vec<(u32, &str)> =
        (1..).zip(text.split('\n')).filter(|(_, line)| !line.trim().is_empty()).collect();
    let parsed: Vec<Result<Value, String>> = lines
        .par_iter()
        .map(|(_, line)| match serde_json::from_str::<Json>(line) {
            Ok(value @ Json::Object(_)) => Ok(value_of(value)),
            Ok(_) => Err("the line is no JSON object; skipped".into()),
            Err(error) => {
                Err(format!("the line is not valid JSON ({}); skipped", fault(&error)))
            }
        })
        .collect();
    let mut records = Vec::with_capacity(parsed.len());
    for (((line, _), parsed), number) in lines.into_iter().zip(parsed).zip(1..) {
        match parsed {
            Ok(value) => {
                let row = Row { number, line };
                records.push(Record { row, is_whole_file: false, given: value.flatten() });
            }
            Err(message) => reading.warn(Some(line), message),
        }
    }
    records
}

fn is_object(line: &str) -> bool {
    line.starts_with('{') && serde_json::from_str::<Json>(line).is_ok()
}

/// The parser's words without the place, which the warning gives itself.
fn fault(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(at) => format!("{}, column {}", &text[..at], error.column()),
        None => text,
    }
}

fn value_of(json: Json) -> Value {
    match json {
        Json::Null => Value::Nothing,
        Json::Bool(truth) => Value::Text(truth.to_string()),
        Json::Number(number) => Value::Text(number.to_string()),
        Json::String(text) => Value::Text(text),
        Json::Array(values) => Value::List(values.into_iter().map(value_of).collect()),
        Json::Object(entries) => Value::Map(
            entries.into_iter().map(|(name, value)| (name, value_of(value))).collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: bool, text: &str, expected: &[&str], warnings: &[&str]) {
        let mut reading = Reading { name: "a.json".into(), ..Reading::default() };
        let found =
            if lines { line_records(text, &mut reading) } else { records(text, &mut reading) };
        let shown: Vec<String> = found
            .into_iter()
            .map(|record| {
                let values: Vec<String> = record
                    .given
                    .into_iter()
                    .map(|(name, values)| format!("{name}={}", values.join("|")))
                    .collect();
                format!("{}: {}", record.row.number, values.join(" "))
            })
            .collect();
        assert_eq!(shown, expected, "for {text:?}");
        let said: Vec<String> = reading.warnings.iter().map(ToString::to_string).collect();
        assert_eq!(said, warnings, "for {text:?}");
    }

    #[test]
    fn objects_become_records() {
        check(
            false,
            r#"[{"a":1},{"a":"x","b":[true,null,"y"]}]"#,
            &["1: a=1", "2: a=x b=true|y"],
            &[],
        );
        check(
            false,
            r#"{"a":{"b":"c"},"who":{"name":"Jo","mail":"m"}}"#,
            &["1: a.b=c who=Jo"],
            &[],
        );
        check(true, "{\"a\":1}\n\n{\"a\":2}\n", &["1: a=1", "2: a=2"], &[]);
        check(false, "{\"a\":1}\n{\"a\":2}\n", &["1: a=1", "2: a=2"], &[]);
    }

    #[test]
    fn faults_name_the_line() {
        check(
            true,
            "{\"a\":1}\n{\"a\":\n[1]\n{\"a\":2}",
            &["1: a=1", "4: a=2"],
            &[
                "a.json:2: the line is not valid JSON (EOF while parsing a value, column 5); skipped",
                "a.json:3: the line is no JSON object; skipped",
            ],
        );
        check(
            false,
            "[\n{\"a\":1},\n{\"a\" 2}\n]",
            &[],
            &["a.json:3: it is not valid JSON (expected `:`, column 6); skipped"],
        );
        check(
            false,
            "3",
            &[],
            &["a.json: it is neither an object nor an array of objects; skipped"],
        );
        check(
            false,
            "[1,{\"a\":1}]",
            &["2: a=1"],
            &["a.json: 1 of 2 values are no objects; skipped"],
        );
    }
}
