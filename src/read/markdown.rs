//! Markdown: the file goes in, the text that a reader of the rendered page
//! would see comes out.
//!
//! - Paragraphs, headings, lists, quotations, code and tables are parted by
//!   blank lines; headings and list items stand on lines of their own, without
//!   `#`, bullets or numbers, as do the paragraphs of a list item; cells of a
//!   table are parted by tabs.
//! - A line end inside a paragraph is a blank, as when rendered.
//! - Emphasis and link targets go, the words stay; a picture leaves its
//!   description; code is kept to the letter.
//! - HTML inside is read as the `html` module reads it.
//! - The first heading of the first level is the title, unless the front
//!   matter has one.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::draft::{Draft, Reading};
use super::{front_matter, html};

/// Reads a `.md` file.
pub(crate) fn read(text: &str, reading: &mut Reading) {
    let (given, body) = front_matter::split(text, reading);
    let page = lay_out(body);
    if page.text.is_empty() {
        reading.warn(None, "there is no text below the front matter; skipped".into());
        return;
    }
    reading.drafts.push(Draft {
        text: page.text,
        heading: page.title,
        given,
        ..Draft::default()
    });
}

/// The text of a piece of Markdown, as in a column.
pub(crate) fn text_of(markdown: &str) -> String {
    lay_out(markdown).text
}

fn lay_out(body: &str) -> Page {
    let mut page = Page::default();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    for event in Parser::new_ext(body, options) {
        page.take(event);
    }
    page.text.truncate(page.text.trim_end().len());
    if !page.text.is_empty() {
        page.text.push('\n');
    }
    page
}

/// The text so far, and what it is inside of.
#[derive(Default)]
struct Page {
    text: String,
    title: Option<std::ops::Range<usize>>,
    /// Where a heading of the first level began.
    heading_start: Option<usize>,
    /// Raw HTML not yet read.
    html: String,
    lists: usize,
    first_cell: bool,
    /// The label of a footnote begins the line of its first paragraph.
    label: bool,
}

impl Page {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) | Event::Code(text) => self.text.push_str(&text),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text.push_str(&text),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            Event::Html(text) => self.html.push_str(&text),
            Event::InlineHtml(tag) => {
                if tag.to_ascii_lowercase().starts_with("<br") {
                    self.text.push('\n');
                }
            }
            Event::FootnoteReference(label) => self.text.push_str(&format!("[{label}]")),
            Event::TaskListMarker(done) => {
                self.text.push_str(if done { "[x] " } else { "[ ] " });
            }
            Event::Rule => self.blank_line(),
        }
    }

    fn open(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.blank_line();
                if level == HeadingLevel::H1 && self.title.is_none() {
                    self.heading_start = Some(self.text.len());
                }
            }
            Tag::Item => self.new_line(),
            Tag::List(_) => {
                // A list inside a list stays with its item.
                if self.lists == 0 {
                    self.blank_line();
                } else {
                    self.new_line();
                }
                self.lists += 1;
            }
            Tag::Paragraph if self.lists > 0 || std::mem::take(&mut self.label) => {}
            Tag::Paragraph
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::Table(_)
            | Tag::DefinitionList => self.blank_line(),
            Tag::TableHead | Tag::TableRow => {
                self.new_line();
                self.first_cell = true;
            }
            Tag::TableCell if std::mem::take(&mut self.first_cell) => {}
            Tag::TableCell => self.text.push('\t'),
            Tag::DefinitionListTitle | Tag::DefinitionListDefinition => self.new_line(),
            Tag::FootnoteDefinition(label) => {
                self.blank_line();
                self.text.push_str(&format!("[{label}] "));
                self.label = true;
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                if let Some(start) = self.heading_start.take()
                    && !self.text[start..].trim().is_empty()
                {
                    self.title = Some(start..self.text.len());
                }
                self.blank_line();
            }
            TagEnd::List(_) => {
                self.lists -= 1;
                if self.lists == 0 {
                    self.blank_line();
                }
            }
            TagEnd::Item | TagEnd::TableHead | TagEnd::TableRow => self.new_line(),
            TagEnd::Paragraph if self.lists > 0 => self.new_line(),
            TagEnd::Paragraph
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::Table
            | TagEnd::DefinitionList
            | TagEnd::FootnoteDefinition => self.blank_line(),
            TagEnd::HtmlBlock => {
                let text = html::text_of_fragment(&std::mem::take(&mut self.html));
                if !text.trim().is_empty() {
                    self.blank_line();
                    self.text.push_str(text.trim());
                    self.blank_line();
                }
            }
            _ => {}
        }
    }

    /// Ends the line, if one is begun.
    fn new_line(&mut self) {
        self.end_with("\n");
    }

    /// Parts what follows by a blank line, unless nothing stands before it.
    fn blank_line(&mut self) {
        self.end_with("\n\n");
    }

    fn end_with(&mut self, wanted: &str) {
        let words = self.text.trim_end_matches([' ', '\n']).len();
        if words == 0 || self.text.ends_with(wanted) {
            return;
        }
        while self.text.ends_with(' ') {
            self.text.pop();
        }
        while !self.text.ends_with(wanted) {
            self.text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str, title: Option<&str>) {
        let mut reading = Reading { name: "a.md".into(), ..Reading::default() };
        read(text, &mut reading);
        assert_eq!(reading.warnings, [], "for {text:?}");
        let draft = &reading.drafts[0];
        assert_eq!(draft.text, expected, "for {text:?}");
        assert_eq!(draft.heading.clone().map(|range| &draft.text[range]), title);
    }

    #[test]
    fn text_without_markup() {
        check(
            "One *two*\n**three** [four](x.html).\n\nFive.",
            "One two three four.\n\nFive.\n",
            None,
        );
        check("# Title\nText\n## Part\nMore", "Title\n\nText\n\nPart\n\nMore\n", Some("Title"));
        check("## Part\n\n# Title *x*\n", "Part\n\nTitle x\n", Some("Title x"));
        check(
            "- one\n- two\n  1. deep\n- three\n\nEnd",
            "one\ntwo\ndeep\nthree\n\nEnd\n",
            None,
        );
        check("- one\n\n  more\n- two\n", "one\nmore\ntwo\n", None);
        check("> quoted\n> on\n\nEnd", "quoted on\n\nEnd\n", None);
        check(
            "A `code` and\n\n```rust\nfn  x() {\n\n}\n```\nEnd",
            "A code and\n\nfn  x() {\n\n}\n\nEnd\n",
            None,
        );
        check("|a|b|\n|-|-|\n|c|d|\n", "a\tb\nc\td\n", None);
        check("One  \ntwo ![a ship](s.png)", "One\ntwo a ship\n", None);
        check("Note[^1].\n\n[^1]: The note.", "Note[1].\n\n[1] The note.\n", None);
        check("“Curly” -- 'straight' \"x\"...", "“Curly” -- 'straight' \"x\"...\n", None);
        check("a &amp; b &lt;i&gt; \\*c\\*", "a & b <i> *c*\n", None);
    }

    #[test]
    fn html_inside() {
        check(
            "<div onclick=\"x()\"><p>One</p><script>two()</script></div>\n\nThree <b>four</b>",
            "One\n\nThree four\n",
            None,
        );
    }

    #[test]
    fn front_matter_goes_before() {
        let mut reading = Reading::default();
        read("---\ntitle: A\n---\nText", &mut reading);
        assert_eq!(reading.drafts[0].text, "Text\n");
        assert_eq!(reading.drafts[0].given, [("title".to_owned(), vec!["A".to_owned()])]);
    }
}
