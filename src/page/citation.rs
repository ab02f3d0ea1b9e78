//! A citation of a document as plain text: who, title, where, when, the path,
//! and the link, with what is not known left out.

use crate::page::languages::Texts;
use crate::page::update::plain;
use crate::response::{DocumentResponse, FieldValues};

/// Fields that say who wrote a document, the first that there is.
const WRITERS: [&str; 3] = ["author", "authors", "byline"];

/// Fields that say where it was published.
const PUBLISHERS: [&str; 3] = ["source", "publisher", "publication"];

/// The citation, one line, parts divided by full stops.
pub(crate) fn plain_text(
    texts: &Texts,
    document: &DocumentResponse,
    link: Option<String>,
) -> String {
    let mut parts = Vec::new();
    parts.extend(first_of(&document.fields, &WRITERS));
    if document.titled {
        parts.push(texts.quoted(plain(&document.title).trim()));
    }
    parts.extend(first_of(&document.fields, &PUBLISHERS));
    parts.extend(document.date.as_deref().map(|date| texts.date(date)));
    parts.push(document.path.clone());
    parts.extend(first_of(&document.fields, &["url"]));
    parts.extend(link);
    parts.join(". ")
}

fn first_of(fields: &[FieldValues], names: &[&str]) -> Option<String> {
    let field =
        names.iter().find_map(|name| fields.iter().find(|field| field.name == *name))?;
    Some(field.values.join(", ")).filter(|values| !values.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::response::{Mark, Run};

    fn field(name: &str, value: &str) -> FieldValues {
        FieldValues { name: name.into(), label: name.into(), values: vec![value.into()] }
    }

    #[test]
    fn what_is_known_is_cited_and_nothing_else() {
        let texts = Texts::of("en");
        let mut document = DocumentResponse {
            path: "wire/03.md".into(),
            title: vec![
                Run { text: "Talks in ".into(), mark: Mark::Plain },
                Run { text: "Geneva".into(), mark: Mark::Hit(0) },
            ],
            titled: true,
            date: Some("2025-11-23".into()),
            fields: vec![field("source", "Wire desk"), field("author", "A. Writer")],
            ..DocumentResponse::default()
        };
        assert_eq!(
            plain_text(texts, &document, Some("https://example.org/#doc=wire/03.md".into())),
            "A. Writer. “Talks in Geneva”. Wire desk. 23 November 2025. wire/03.md. \
             https://example.org/#doc=wire/03.md"
        );
        document.fields.clear();
        document.titled = false;
        document.date = None;
        assert_eq!(plain_text(texts, &document, None), "wire/03.md");
    }
}
