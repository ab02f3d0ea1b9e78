//! Rows as text for other programs: CSV, TSV and JSON.
//!
//! In: column names and values. Out: text with `\n` line ends. CSV quotes what
//! has a comma, a quotation mark or a line end in it; TSV has no quoting, so
//! tabs and line ends in values become spaces. Nothing is altered for the sake
//! of spreadsheets that take `=` for a formula: the words are data.

/// A value of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// Not known.
    Null,
    /// A count or an offset.
    Number(u64),
    /// A number as it is written, with decimals or a sign.
    Written(String),
    /// Text.
    Text(String),
    /// Values, for JSON only.
    List(Vec<Self>),
    /// Named values, for JSON only.
    Object(Vec<(String, Self)>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Option<&String>> for Value {
    fn from(text: Option<&String>) -> Self {
        text.map_or(Self::Null, |text| Self::Text(text.clone()))
    }
}

/// Rows of as many values as there are columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Vec<Value>>,
}

impl Table {
    /// Comma-separated values, as RFC 4180 has them but for the line ends.
    pub(crate) fn csv(&self) -> String {
        self.lines(',', |text, out| {
            if text.contains([',', '"', '\n', '\r']) {
                out.push('"');
                out.push_str(&text.replace('"', "\"\""));
                out.push('"');
            } else {
                out.push_str(text);
            }
        })
    }

    /// Tab-separated values.
    pub(crate) fn tsv(&self) -> String {
        self.lines('\t', |text, out| out.push_str(&text.replace(['\t', '\n', '\r'], " ")))
    }

    /// An array of objects.
    pub(crate) fn json(&self) -> Value {
        let object = |row: &Vec<Value>| {
            Value::Object(self.columns.iter().cloned().zip(row.iter().cloned()).collect())
        };
        Value::List(self.rows.iter().map(object).collect())
    }

    fn lines(&self, separator: char, write: impl Fn(&str, &mut String)) -> String {
        let mut out = String::new();
        let mut line = |cells: &mut dyn Iterator<Item = String>| {
            for (at, cell) in cells.enumerate() {
                if at > 0 {
                    out.push(separator);
                }
                write(&cell, &mut out);
            }
            out.push('\n');
        };
        line(&mut self.columns.iter().cloned());
        for row in &self.rows {
            line(&mut row.iter().map(|value| match value {
                Value::Text(text) | Value::Written(text) => text.clone(),
                Value::Number(number) => number.to_string(),
                _ => String::new(),
            }));
        }
        out
    }
}

/// A value as JSON; a list has an item a line.
pub(crate) fn json(value: &Value) -> String {
    let mut out = String::new();
    write_json(value, &mut out);
    out.push('\n');
    out
}

fn write_json(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Number(number) => out.push_str(&number.to_string()),
        Value::Written(number) => out.push_str(number),
        Value::Text(text) => write_text(text, out),
        Value::List(items) => {
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at == 0 { "[\n" } else { ",\n" });
                write_json(item, out);
            }
            out.push_str(if items.is_empty() { "[]" } else { "\n]" });
        }
        Value::Object(pairs) => {
            out.push('{');
            for (at, (name, value)) in pairs.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { ", " });
                write_text(name, out);
                out.push_str(": ");
                write_json(value, out);
            }
            out.push('}');
        }
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\u{1f}' => {
                out.push_str("\\u00");
                let code = c as u32;
                out.push(if code < 16 { '0' } else { '1' });
                out.push(char::from_digit(code % 16, 16).unwrap_or('0'));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table {
        Table {
            columns: vec!["n".into(), "text".into()],
            rows: vec![vec![Value::Number(1), text.into()], vec![Value::Null, "".into()]],
        }
    }

    #[test]
    fn values_survive_each_format() {
        let check = |text, csv: &str, tsv: &str, json_text: &str| {
            let table = table(text);
            assert_eq!(table.csv(), format!("n,text\n1,{csv}\n,\n"));
            assert_eq!(table.tsv(), format!("n\ttext\n1\t{tsv}\n\t\n"));
            let expected = format!(
                "[\n{{\"n\": 1, \"text\": {json_text}}},\n{{\"n\": null, \"text\": \"\"}}\n]\n"
            );
            assert_eq!(json(&table.json()), expected);
        };
        check("peace", "peace", "peace", "\"peace\"");
        check("a, \"b\"", "\"a, \"\"b\"\"\"", "a, \"b\"", "\"a, \\\"b\\\"\"");
        check("a\tb\nc", "\"a\tb\nc\"", "a b c", "\"a\\tb\\nc\"");
        check("=1+1 мир", "=1+1 мир", "=1+1 мир", "\"=1+1 мир\"");
        check("\\ \u{1b}\u{2}", "\\ \u{1b}\u{2}", "\\ \u{1b}\u{2}", "\"\\\\ \\u001b\\u0002\"");
    }

    #[test]
    fn json_reads_as_json() {
        let value = Value::Object(vec![
            ("query".into(), "\u{1f}\"".into()),
            ("hits".into(), Value::List(vec![])),
            ("lines".into(), table("x").json()),
        ]);
        let read: Result<serde_json::Value, _> = serde_json::from_str(&json(&value));
        let read = read.expect("the output is JSON");
        assert_eq!(read["query"], "\u{1f}\"");
        assert_eq!(read["lines"][0]["n"], 1);
        assert_eq!(read["hits"].as_array().map(Vec::len), Some(0));
    }
}
