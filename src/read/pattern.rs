//! Path patterns of `corpus.toml`: a pattern such as `{source}/{date}-*.md`
//! goes in, the values that it finds in a path come out.
//!
//! | piece | stands for |
//! |---|---|
//! | `{name}` | a value for the field `name`: anything but `/`, as little as fits |
//! | `{date}` | a date: `2025-11-30`, `2025-11`, `2025` or `20251130` |
//! | `{year}` `{month}` `{day}` | digits, which together make the date |
//! | `*` | anything but `/` |
//! | `**` | anything |
//! | `?` | one character, not `/` |
//!
//! A pattern covers the whole path. Patterns are tried in order, and the first
//! that gives a field wins.

use regex::Regex;

use super::draft::Given;
use super::fields::field_name;

/// A pattern ready for use.
#[derive(Clone, Debug)]
pub(crate) struct PathPattern {
    /// As written.
    pub(crate) written: String,
    regex: Regex,
    /// Field of each group, in order.
    fields: Vec<String>,
}

impl PathPattern {
    /// # Errors
    /// What is wrong with the pattern.
    pub(crate) fn new(written: &str) -> Result<Self, String> {
        let mut regex = String::from("(?s)^");
        let mut fields = Vec::new();
        let mut rest = written;
        while let Some(first) = rest.chars().next() {
            if let Some(after) = rest.strip_prefix('{') {
                let Some((name, after)) = after.split_once('}') else {
                    return Err(format!("`{written}` has a `{{` without its `}}`"));
                };
                let name = field_name(name);
                if name.is_empty() {
                    return Err(format!("`{written}` has a `{{}}` without a field's name"));
                }
                if fields.contains(&name) {
                    return Err(format!("`{written}` names the field `{name}` twice"));
                }
                regex.push_str(match name.as_str() {
                    "date" => r"(\d{4}-\d{2}-\d{2}|\d{8}|\d{4}-\d{2}|\d{4})",
                    "year" => r"(\d{4})",
                    "month" | "day" => r"(\d{1,2})",
                    _ => "([^/]+?)",
                });
                fields.push(name);
                rest = after;
            } else if let Some(after) = rest.strip_prefix("**/") {
                regex.push_str("(?:.*/)?");
                rest = after;
            } else if let Some(after) = rest.strip_prefix("**") {
                regex.push_str(".*");
                rest = after;
            } else {
                match first {
                    '*' => regex.push_str("[^/]*"),
                    '?' => regex.push_str("[^/]"),
                    c => regex.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
                }
                rest = &rest[first.len_utf8()..];
            }
        }
        regex.push('$');
        let regex = Regex::new(&regex).map_err(|_| format!("`{written}` is too long"))?;
        Ok(Self { written: written.to_owned(), regex, fields })
    }

    /// Whether the path has the pattern's shape.
    pub(crate) fn matches(&self, path: &str) -> bool {
        self.regex.is_match(path)
    }

    /// The values in a path; `year`, `month` and `day` come as one `date`.
    pub(crate) fn values(&self, path: &str) -> Given {
        let Some(groups) = self.regex.captures(path) else {
            return Given::new();
        };
        let value = |wanted: &str| {
            let group = self.fields.iter().position(|name| name == wanted)?;
            Some(groups.get(group + 1)?.as_str())
        };
        let mut given = Given::new();
        for (name, group) in self.fields.iter().zip(groups.iter().skip(1)) {
            let is_part = matches!(name.as_str(), "year" | "month" | "day");
            if let Some(group) = group.filter(|_| !is_part) {
                given.push((name.clone(), vec![group.as_str().to_owned()]));
            }
        }
        if let Some(year) = value("year") {
            let mut date = year.to_owned();
            for part in [value("month"), value("day")] {
                let Some(part) = part else { break };
                date.push_str(&format!("-{part:0>2}"));
            }
            given.push(("date".to_owned(), vec![date]));
        }
        given
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, path: &str, expected: &str) {
        let pattern = PathPattern::new(pattern).expect("a pattern that can be used");
        let shown: Vec<String> = pattern
            .values(path)
            .into_iter()
            .map(|(name, values)| format!("{name}={}", values.join("|")))
            .collect();
        assert_eq!(shown.join(" "), expected, "for {path:?} under {:?}", pattern.written);
    }

    #[test]
    fn values_of_paths() {
        check(
            "{source}/{date}-*.md",
            "wire/2025-11-30-talks.md",
            "source=wire date=2025-11-30",
        );
        check("{source}/{date}-*.md", "wire/talks.md", "");
        check("{source}/{date}-*.md", "a/wire/2025-11-30-talks.md", "");
        check("**/{date}*", "a/b/20251130.txt", "date=20251130");
        check("**/{date}*", "2025.txt", "date=2025");
        check("{year}/{month}/{day}/*", "2025/11/3/a.txt", "date=2025-11-03");
        check("{year}/{month}/**", "2025/11/x/y.txt", "date=2025-11");
        check("{author} - *.txt", "Jo Example - Notes.txt", "author=Jo Example");
        check("{place}.(draft)?.txt", "Київ.(draft)2.txt", "place=Київ");
    }

    #[test]
    fn faults_are_named() {
        for (pattern, fault) in [
            ("{date", "without its"),
            ("{}.txt", "without a field's name"),
            ("{a}/{a}", "twice"),
        ] {
            let message = PathPattern::new(pattern).expect_err("a fault");
            assert!(message.contains(fault), "{pattern:?} says {message:?}");
        }
    }
}
