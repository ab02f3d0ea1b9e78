//! What a page says of itself in its head: a parsed page goes in, names and
//! values of metadata come out.

use scraper::node::Element;
use scraper::{Html, Node};
use serde_json::Value as Json;

use super::super::draft::Given;

/// Names that speak of the file, not of the document.
const TECHNICAL: [&str; 16] = [
    "viewport",
    "generator",
    "robots",
    "googlebot",
    "referrer",
    "rating",
    "theme-color",
    "color-scheme",
    "format-detection",
    "handheldfriendly",
    "mobileoptimized",
    "application-name",
    "csrf-token",
    "csrf-param",
    "progid",
    "title",
];

/// The metadata of a page.
#[derive(Debug, Default)]
pub(super) struct About {
    /// The first that the page gives of several ways to give a date.
    pub(super) date: Option<String>,
    /// Whether the page is one that this program made.
    pub(super) is_own_page: bool,
    og_title: Option<String>,
    title: Option<String>,
    given: Given,
    json_dates: Vec<String>,
    json_authors: Vec<String>,
}

impl About {
    pub(super) fn of(tree: &Html) -> Self {
        let mut about = Self::default();
        for node in tree.tree.nodes() {
            let Node::Element(element) = node.value() else { continue };
            let text = || -> String {
                node.children()
                    .filter_map(|child| child.value().as_text().map(|text| &**text))
                    .collect()
            };
            match element.name() {
                "html" => about.add("language", element.attr("lang")),
                "title" if about.title.is_none() => about.title = Some(text()),
                "meta" => about.take_meta(element),
                "link" if element.attr("rel") == Some("canonical") => {
                    about.add_url(element.attr("href"));
                }
                "script" if element.attr("type") == Some("application/ld+json") => {
                    if let Ok(json) = serde_json::from_str::<Json>(&text()) {
                        about.take_json(&json, 0);
                    }
                }
                _ => {}
            }
        }
        if about.date.is_none() {
            about.date = about.json_dates.first().cloned();
        }
        about
    }

    /// All of it; the title only where the text shows none.
    pub(super) fn given(mut self, date: Option<String>, with_title: bool) -> Given {
        self.add("date", date.as_deref());
        if !self.given.iter().any(|(name, _)| name == "author") && !self.json_authors.is_empty()
        {
            self.given.push(("author".into(), self.json_authors));
        }
        if let Some(title) = self.og_title.or(self.title).filter(|_| with_title) {
            self.given.push(("title".into(), vec![title]));
        }
        self.given
    }

    fn take_meta(&mut self, element: &Element) {
        let name = ["name", "property", "itemprop"].iter().find_map(|key| element.attr(key));
        let (Some(name), Some(content)) = (name, element.attr("content")) else {
            return;
        };
        let name = name.trim().to_lowercase();
        let content = content.trim();
        if content.is_empty() {
            return;
        }
        match name.as_str() {
            "generator" => self.is_own_page |= content.to_lowercase().starts_with("corpuscope"),
            "article:published_time"
            | "datepublished"
            | "date"
            | "dc.date"
            | "dcterms.date"
            | "dc.date.issued"
            | "dcterms.issued"
            | "dcterms.created"
            | "pubdate"
            | "publish-date"
            | "publication_date"
            | "publish_date" => {
                self.date.get_or_insert_with(|| content.to_owned());
            }
            "og:title" | "dc.title" | "dcterms.title" => {
                self.og_title.get_or_insert_with(|| content.to_owned());
            }
            "og:site_name" => self.add("source", Some(content)),
            "og:description" => self.add("description", Some(content)),
            "og:url" => self.add_url(Some(content)),
            "dc.creator" | "dcterms.creator" | "article:author"
                if !content.starts_with("http") =>
            {
                self.add_to("author", content);
            }
            "article:tag" => self.add_to("tags", content),
            name if is_plain_name(name) && !TECHNICAL.contains(&name) => {
                self.add(name, Some(content));
            }
            _ => {}
        }
    }

    /// JSON-LD: dates and authors of whatever is an article in it.
    fn take_json(&mut self, json: &Json, depth: usize) {
        match json {
            _ if depth > 8 => {}
            Json::Array(values) => {
                for value in values {
                    self.take_json(value, depth + 1);
                }
            }
            Json::Object(entries) => {
                if let Some(date) = entries.get("datePublished").and_then(Json::as_str) {
                    self.json_dates.push(date.to_owned());
                    for author in entries.get("author").map(names).unwrap_or_default() {
                        if !self.json_authors.contains(&author) {
                            self.json_authors.push(author);
                        }
                    }
                }
                if let Some(graph) = entries.get("@graph") {
                    self.take_json(graph, depth + 1);
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, name: &str, value: Option<&str>) {
        let Some(value) = value.map(str::trim).filter(|value| !value.is_empty()) else {
            return;
        };
        if !self.given.iter().any(|(known, _)| known == name) {
            self.given.push((name.to_owned(), vec![value.to_owned()]));
        }
    }

    fn add_to(&mut self, name: &str, value: &str) {
        match self.given.iter_mut().find(|(known, _)| known == name) {
            Some((_, values)) => values.push(value.to_owned()),
            None => self.given.push((name.to_owned(), vec![value.to_owned()])),
        }
    }

    fn add_url(&mut self, url: Option<&str>) {
        self.add(
            "url",
            url.filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        );
    }
}

fn is_plain_name(name: &str) -> bool {
    name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
        && !["google", "msapplication", "msvalidate", "apple-", "p-", "yandex", "baidu", "fb-"]
            .iter()
            .any(|start| name.starts_with(start))
        && !name.contains("verification")
}

fn names(json: &Json) -> Vec<String> {
    match json {
        Json::String(name) => vec![name.clone()],
        Json::Array(values) => values.iter().flat_map(names).collect(),
        Json::Object(entries) => entries.get("name").map(names).unwrap_or_default(),
        _ => Vec::new(),
    }
}
