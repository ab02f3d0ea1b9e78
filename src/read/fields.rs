//! Names of fields: metadata as a file spells it goes in, the fields of the
//! corpus come out.
//!
//! A name is lower case, with `_` for everything but letters, digits, `-` and
//! `.`. `corpus.toml` may map any name to any field; beyond that, these
//! spellings are known:
//!
//! | field | also read from |
//! |---|---|
//! | `title` | `headline` |
//! | `date` | `published`, `published_at`, `publication_date`, `date_published`, `datepublished`, `pubdate`, `pub_date` |
//! | `text` | `body`, `content` (tables and JSON only) |
//! | `source` | `publisher`, `outlet` |
//! | `author` | `authors`, `byline` |
//! | `language` | `lang` |
//! | `tags` | `tag`, `keywords` |
//! | `url` | `link`, `permalink` |
//!
//! Where a document has both, the field's own name wins and the other stays a
//! field of its own. One text of several tags is parted at `;` or `|`, or at
//! commas where it has neither; authors at `;` or `|` only.

use std::collections::BTreeMap;

use super::draft::Given;

const ALIASES: [(&str, &[&str]); 8] = [
    ("title", &["headline"]),
    (
        "date",
        &[
            "published",
            "published_at",
            "publication_date",
            "date_published",
            "datepublished",
            "pubdate",
            "pub_date",
        ],
    ),
    ("text", &["body", "content"]),
    ("source", &["publisher", "outlet"]),
    ("author", &["authors", "byline"]),
    ("language", &["lang"]),
    ("tags", &["tag", "keywords"]),
    ("url", &["link", "permalink"]),
];

/// Fields by their names in the corpus.
pub(crate) type Resolved = BTreeMap<String, Vec<String>>;

/// Where one field comes from; set in `corpus.toml`.
#[derive(Clone, Debug, Default)]
pub(crate) struct FieldSource {
    /// The field.
    pub(crate) target: String,
    /// Names in the files, first that has a value wins.
    pub(crate) from: Vec<String>,
    /// Parts one text into several values.
    pub(crate) split: Option<String>,
    /// Left out of the corpus.
    pub(crate) dropped: bool,
}

/// All that `corpus.toml` says of fields.
#[derive(Clone, Debug, Default)]
pub(crate) struct FieldMap {
    sources: Vec<FieldSource>,
}

impl FieldMap {
    pub(crate) fn add(&mut self, mut source: FieldSource) {
        for name in &mut source.from {
            *name = field_name(name);
        }
        self.sources.push(source);
    }

    /// The fields that `given` makes.
    pub(crate) fn resolve(&self, given: Given) -> Resolved {
        // Best claim on each field first: the mapping, the name, the alias.
        let mut claims: Vec<(usize, String, String, Vec<String>)> = given
            .into_iter()
            .map(|(written, values)| {
                let name = field_name(&written);
                let (rank, target) = self.target(&name);
                (rank, target, name, values)
            })
            .collect();
        claims.sort_by_key(|(rank, ..)| *rank);
        let mut resolved = Resolved::new();
        for (_, target, name, values) in claims {
            if target.is_empty() || self.dropped(&target) {
                continue;
            }
            let values = self.clean(&target, values);
            if values.is_empty() {
                continue;
            }
            let name = if resolved.contains_key(&target) { name } else { target };
            resolved.entry(name).or_insert(values);
        }
        resolved
    }

    /// The field that a name stands for, and how good its claim is.
    fn target(&self, name: &str) -> (usize, String) {
        for source in &self.sources {
            if let Some(rank) = source.from.iter().position(|from| from == name) {
                return (rank, source.target.clone());
            }
        }
        const OWN_NAME: usize = 1000;
        for (field, aliases) in ALIASES {
            if let Some(rank) = aliases.iter().position(|alias| *alias == name) {
                return (OWN_NAME + 1 + rank, field.to_owned());
            }
        }
        (OWN_NAME, name.to_owned())
    }

    fn dropped(&self, target: &str) -> bool {
        self.sources.iter().any(|source| source.dropped && source.target == target)
    }

    /// Values without blanks at their ends, empty ones and repetitions.
    fn clean(&self, target: &str, values: Vec<String>) -> Vec<String> {
        // Texts are taken as they are.
        if target == "text" {
            return values;
        }
        let values = match values.as_slice() {
            [one] => self.split(target, one),
            _ => values,
        };
        let mut clean: Vec<String> = Vec::new();
        for value in values {
            let value = one_line(&value);
            if !value.is_empty() && !clean.contains(&value) {
                clean.push(value);
            }
        }
        clean
    }

    fn split(&self, target: &str, value: &str) -> Vec<String> {
        let wanted = self.sources.iter().find(|source| source.target == target);
        if let Some(at) =
            wanted.and_then(|source| source.split.as_deref()).filter(|at| !at.is_empty())
        {
            return value.split(at).map(str::to_owned).collect();
        }
        let at: &[char] = match target {
            "tags" if value.contains([';', '|']) => &[';', '|'],
            "tags" => &[','],
            "author" => &[';', '|'],
            _ => &[],
        };
        value.split(at).map(str::to_owned).collect()
    }
}

/// A field's name as the corpus spells it.
pub(crate) fn field_name(written: &str) -> String {
    written
        .trim()
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '.') { c } else { '_' })
        .collect()
}

/// A value on one line, with single blanks and no control characters.
pub(crate) fn one_line(value: &str) -> String {
    value
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(given: &[(&str, &str)], expected: &str) {
        let mut map = FieldMap::default();
        map.add(FieldSource {
            target: "place".into(),
            from: vec!["Ort".into(), "Stadt".into()],
            ..FieldSource::default()
        });
        map.add(FieldSource {
            target: "people".into(),
            split: Some(" and ".into()),
            ..FieldSource::default()
        });
        map.add(FieldSource { target: "hash".into(), dropped: true, ..FieldSource::default() });
        let given = given
            .iter()
            .map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()]))
            .collect();
        let shown: Vec<String> = map
            .resolve(given)
            .into_iter()
            .map(|(name, values)| format!("{name}={}", values.join("|")))
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn names_and_values() {
        check(&[("Ort", "Kyiv")], "place=Kyiv");
        check(&[("Stadt", "Lviv"), ("ORT", "Kyiv")], "place=Kyiv stadt=Lviv");
        check(&[("Stadt", "Lviv"), ("Ort", " ")], "place=Lviv");
        check(&[("place", "Odesa")], "place=Odesa");
        check(&[("Headline", "A"), ("title", "B")], "headline=A title=B");
        check(&[("keywords", "a; b c;;a")], "tags=a|b c");
        check(&[("tags", "a, b|c")], "tags=a, b|c");
        check(&[("tags", "a, b")], "tags=a|b");
        check(&[("author", "Doe, Jo; Roe, Sam")], "author=Doe, Jo|Roe, Sam");
        check(&[("people", "Jo and Sam")], "people=Jo|Sam");
        check(&[("hash", "f00"), ("Word Count", "12")], "word_count=12");
        check(&[("note", " two\n lines\t")], "note=two lines");
        check(&[("note", ""), ("", "x")], "");
    }
}
