//! HTML: a page goes in, the text that it shows and what it says of itself
//! come out. Nothing of it is ever run: scripts are dropped, and everything
//! else is text.
//!
//! 1. `about` reads the metadata: `<html lang>`, `<title>`, `<meta>`,
//!    `<link rel=canonical>`, JSON-LD.
//! 2. The body becomes lines: block elements begin and end them, paragraphs
//!    are parted by blank lines, cells by tabs; blanks are joined outside
//!    `<pre>`. `<script>`, `<style>`, `<noscript>`, `<template>`, frames,
//!    drawings and what is `hidden` are left out; so are pictures.
//! 3. `<nav>`, `<aside>`, `<button>`, and the page's own `<header>` and
//!    `<footer>` (those of an article are part of it) are marked as
//!    boilerplate, and so is what has such a role. Where a `<main>` holds the
//!    better part of the text, so is everything outside it.
//!
//! The title is the first `<h1>` of a `<main>` or `<article>`; else the first
//! that is no boilerplate; else `og:title`; else `<title>`. The date is the one in the metadata; else a `<time datetime>`
//! that is marked as the date of publication, or stands in a short line above
//! the first paragraph. A `<time>` in the prose is not the document's date.

mod about;
mod cost;

use std::ops::Range;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::node::Element;
use scraper::{Html, Node};

use super::draft::{Draft, Reading};
use about::About;

/// A line of more bytes is a paragraph, not a byline.
const LONGEST_BYLINE: usize = 160;

/// Reads an `.html` file.
pub(crate) fn read(text: &str, reading: &mut Reading) {
    if cost::is_unreasonable(text) {
        reading.warn(None, "its elements stand in one another too deep; skipped".into());
        return;
    }
    let tree = Html::parse_document(text);
    let about = About::of(&tree);
    if about.is_own_page {
        reading.warn(
            None,
            "a page that corpuscope made, or a part of one, is no document; skipped".into(),
        );
        return;
    }
    let mut page = lay_out(&tree);
    page.finish();
    if page.text.is_empty() {
        reading.warn(None, "the page shows no text; skipped".into());
        return;
    }
    let date = about.date.clone().or_else(|| page.date());
    let title = page.title();
    let given = about.given(date, title.is_none());
    reading.drafts.push(Draft {
        heading: title,
        boilerplate: page.boilerplate,
        text: page.text,
        given,
        ..Draft::default()
    });
}

/// The text of a piece of HTML, as inside Markdown.
pub(crate) fn text_of_fragment(html: &str) -> String {
    if cost::is_unreasonable(html) {
        return String::new();
    }
    let mut page = lay_out(&Html::parse_fragment(html));
    page.finish();
    page.text
}

fn lay_out(tree: &Html) -> Page {
    let mut page = Page { has_content_title: has_content_title(tree), ..Page::default() };
    // A document may be nested as deep as it is long: no recursion.
    let mut skipping: Option<NodeId> = None;
    for edge in tree.tree.root().traverse() {
        match edge {
            Edge::Open(node) if skipping.is_none() => match node.value() {
                Node::Element(element) if is_left_out(element) => skipping = Some(node.id()),
                Node::Element(element) => page.open(node, element),
                Node::Text(text) => page.words(text),
                _ => {}
            },
            Edge::Close(node) if skipping == Some(node.id()) => skipping = None,
            Edge::Close(node) if skipping.is_none() => {
                if let Node::Element(element) = node.value() {
                    page.close(node, element);
                }
            }
            _ => {}
        }
    }
    page
}

fn is_left_out(element: &Element) -> bool {
    const LEFT_OUT: [&str; 17] = [
        "head", "script", "style", "noscript", "template", "iframe", "object", "embed", "svg",
        "math", "canvas", "audio", "video", "select", "datalist", "noframes", "map",
    ];
    LEFT_OUT.contains(&element.name()) || element.attr("hidden").is_some()
}

/// Whether there is an `<h1>` outside every part that may be boilerplate.
fn has_content_title(tree: &Html) -> bool {
    tree.tree.nodes().any(|node| {
        let is_title = matches!(node.value(), Node::Element(element) if element.name() == "h1");
        is_title && !node.ancestors().any(|ancestor| is_aside(ancestor, true))
    })
}

/// Whether an element holds what is not the document's own words.
/// `strict`: headers count even if they hold the page's only `<h1>`.
fn is_aside(node: NodeRef<'_, Node>, strict: bool) -> bool {
    let Node::Element(element) = node.value() else {
        return false;
    };
    let role = element.attr("role").unwrap_or_default();
    match (element.name(), role) {
        ("nav" | "aside" | "button", _) => true,
        (_, "navigation" | "contentinfo" | "complementary" | "search") => true,
        ("header", _) | (_, "banner") => is_of_the_page(node) && (strict || !holds_title(node)),
        ("footer", _) => is_of_the_page(node),
        _ => false,
    }
}

fn is_of_the_page(node: NodeRef<'_, Node>) -> bool {
    !node.ancestors().any(|ancestor| {
        matches!(ancestor.value(), Node::Element(element)
            if matches!(element.name(), "article" | "main" | "section" | "blockquote"))
    })
}

fn holds_title(node: NodeRef<'_, Node>) -> bool {
    node.descendants()
        .any(|inner| matches!(inner.value(), Node::Element(element) if element.name() == "h1"))
}

fn is_main(element: &Element) -> bool {
    element.name() == "main" || element.attr("role") == Some("main")
}

fn is_content(element: &Element) -> bool {
    is_main(element) || element.name() == "article"
}

/// A `<time datetime>` in the text.
struct Time {
    at: usize,
    datetime: String,
    is_published: bool,
}

#[derive(Default)]
struct Page {
    text: String,
    boilerplate: Vec<Range<usize>>,
    /// Each `<h1>` outside boilerplate, and whether it is in the content proper.
    titles: Vec<(Range<usize>, bool)>,
    has_content_title: bool,
    /// The first `<main>`.
    main: Option<Range<usize>>,
    main_start: Option<(NodeId, usize)>,
    /// Elements of content proper that are open.
    content: usize,
    /// The outermost element of boilerplate that is open, and where it began.
    aside: Option<(NodeId, usize)>,
    title_start: Option<usize>,
    times: Vec<Time>,
    /// A blank is due before the next word.
    blank_due: bool,
    preformatted: usize,
    lists: usize,
    first_cell: bool,
}

impl Page {
    fn open(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        match break_of(element.name()) {
            Break::Blank if element.name() != "ul" && element.name() != "ol" => {
                self.end_with("\n\n");
            }
            // A list inside a list stays with its item.
            Break::Blank if self.lists == 0 => self.end_with("\n\n"),
            Break::Blank | Break::Line => self.end_with("\n"),
            Break::None => {}
        }
        match element.name() {
            "br" => {
                self.trim_blanks();
                self.text.push('\n');
                self.blank_due = false;
            }
            "pre" | "textarea" => self.preformatted += 1,
            "ul" | "ol" => self.lists += 1,
            "tr" => self.first_cell = true,
            "td" | "th" => {
                if !std::mem::take(&mut self.first_cell) && !self.text.ends_with('\n') {
                    self.trim_blanks();
                    self.text.push('\t');
                }
                self.blank_due = false;
            }
            "h1" if self.aside.is_none() => self.title_start = Some(self.here()),
            "time" => {
                if let Some(datetime) =
                    element.attr("datetime").filter(|_| self.aside.is_none())
                {
                    self.times.push(Time {
                        at: self.here(),
                        datetime: datetime.to_owned(),
                        is_published: element.attr("pubdate").is_some()
                            || element.attr("itemprop") == Some("datePublished"),
                    });
                }
            }
            _ => {}
        }
        self.content += usize::from(is_content(element));
        if is_main(element) && self.main.is_none() && self.main_start.is_none() {
            self.main_start = Some((node.id(), self.here()));
        }
        if self.aside.is_none() && is_aside(node, self.has_content_title) {
            self.aside = Some((node.id(), self.here()));
        }
    }

    fn close(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        if let Some((_, start)) = self.aside.take_if(|(id, _)| *id == node.id()) {
            let end = self.text.trim_end().len();
            let start =
                start + (self.text[start..].len() - self.text[start..].trim_start().len());
            if start < end {
                self.boilerplate.push(start..end);
            }
        }
        if let Some((_, start)) = self.main_start.take_if(|(id, _)| *id == node.id()) {
            self.main = Some(start..self.here());
        }
        self.content -= usize::from(is_content(element));
        match element.name() {
            "h1" => {
                if let Some(start) = self.title_start.take() {
                    let end = self.text.trim_end().len();
                    if start < end {
                        self.titles.push((start..end, self.content > 0));
                    }
                }
            }
            "pre" | "textarea" => self.preformatted = self.preformatted.saturating_sub(1),
            "ul" | "ol" => self.lists = self.lists.saturating_sub(1),
            _ => {}
        }
        match break_of(element.name()) {
            Break::Blank if self.lists > 0 => self.end_with("\n"),
            Break::Blank => self.end_with("\n\n"),
            Break::Line => self.end_with("\n"),
            Break::None => {}
        }
    }

    fn words(&mut self, text: &str) {
        if self.preformatted > 0 {
            self.text.push_str(text);
            self.blank_due = false;
            return;
        }
        // No-break spaces are not joined: they are the author's.
        let mut rest = text;
        while !rest.is_empty() {
            let blank = rest.find(|c: char| !c.is_ascii_whitespace()).unwrap_or(rest.len());
            self.blank_due |= blank > 0;
            rest = &rest[blank..];
            let word = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
            if word > 0 {
                let at_start = self.text.is_empty() || self.text.ends_with(['\n', '\t']);
                if std::mem::take(&mut self.blank_due) && !at_start {
                    self.text.push(' ');
                }
                self.text.push_str(&rest[..word]);
            }
            rest = &rest[word..];
        }
    }

    fn end_with(&mut self, wanted: &str) {
        self.blank_due = false;
        self.trim_blanks();
        if self.text.is_empty() {
            return;
        }
        while !self.text.ends_with(wanted) {
            self.text.push('\n');
        }
    }

    fn trim_blanks(&mut self) {
        self.text.truncate(self.here());
    }

    /// The end of the text so far. Blanks there may yet be trimmed, and other
    /// characters take their place.
    fn here(&self) -> usize {
        self.text.trim_end_matches([' ', '\t']).len()
    }

    fn finish(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        if let Some(main) = self.main.take() {
            let main = main.start.min(self.text.len())..main.end.min(self.text.len());
            let words = |part: &str| part.trim().len();
            let outside = [0..main.start, main.end..self.text.len()];
            let around: usize =
                outside.iter().map(|part| words(&self.text[part.clone()])).sum();
            if words(&self.text[main]) > around {
                for part in outside {
                    let text = &self.text[part.clone()];
                    let start = part.start + (text.len() - text.trim_start().len());
                    if words(text) > 0 {
                        self.boilerplate.push(start..start + words(text));
                    }
                }
            }
        }
    }

    /// The heading that is the page's title.
    fn title(&self) -> Option<Range<usize>> {
        let in_content = self.titles.iter().find(|(_, in_content)| *in_content);
        in_content.or(self.titles.first()).map(|(range, _)| range.clone())
    }

    /// The date of publication that a `<time>` gives.
    fn date(&self) -> Option<String> {
        if let Some(time) = self.times.iter().find(|time| time.is_published) {
            return Some(time.datetime.clone());
        }
        let mut at = 0;
        let first_paragraph = self
            .text
            .split_inclusive('\n')
            .find_map(|line| {
                at += line.len();
                let in_boilerplate =
                    self.boilerplate.iter().any(|range| range.contains(&(at - line.len())));
                (line.len() > LONGEST_BYLINE && !in_boilerplate).then_some(at - line.len())
            })
            .unwrap_or(0);
        let above: Vec<&Time> =
            self.times.iter().filter(|time| time.at < first_paragraph).collect();
        // Two may be publication and update; more is a list of something.
        (above.len() <= 2).then(|| above.first().map(|time| time.datetime.clone()))?
    }
}

/// What an element does to the line.
enum Break {
    None,
    Line,
    Blank,
}

fn break_of(name: &str) -> Break {
    match name {
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "pre" | "ul" | "ol"
        | "dl" | "table" | "figure" | "hr" | "article" | "section" | "header" | "footer"
        | "nav" | "aside" | "main" | "form" | "fieldset" | "details" | "address"
        | "textarea" => Break::Blank,
        "div" | "li" | "dt" | "dd" | "tr" | "caption" | "figcaption" | "legend" | "summary"
        | "center" | "body" | "html" | "option" | "button" => Break::Line,
        _ => Break::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(html: &str) -> Draft {
        let mut reading = Reading { name: "a.html".into(), ..Reading::default() };
        read(html, &mut reading);
        assert_eq!(reading.warnings, [], "for {html:?}");
        reading.drafts.remove(0)
    }

    fn check(html: &str, text: &str) {
        assert_eq!(draft(html).text, text, "for {html:?}");
    }

    fn check_given(html: &str, expected: &str) {
        let draft = draft(html);
        let shown: Vec<String> = draft
            .given
            .iter()
            .map(|(name, values)| format!("{name}={}", values.join("|")))
            .collect();
        assert_eq!(shown.join(" "), expected, "for {html:?}");
    }

    fn check_boilerplate(html: &str, expected: &[&str]) {
        let draft = draft(html);
        let marked: Vec<&str> =
            draft.boilerplate.iter().map(|range| &draft.text[range.clone()]).collect();
        assert_eq!(marked, expected, "for {html:?}");
    }

    #[test]
    fn blocks_make_lines() {
        check("<p>One\n  <b>two</b>  three.<p>Four", "One two three.\n\nFour\n");
        check("<div>One</div><div>Two</div>", "One\nTwo\n");
        check("<ul><li>One<ul><li>Deep</ul><li>Two</ul><p>End", "One\nDeep\nTwo\n\nEnd\n");
        check("One<br>two<br/>three", "One\ntwo\nthree\n");
        check("<table><tr><th>a<th>b<tr><td>c<td>d</table>", "a\tb\nc\td\n");
        check("<pre>a\n  b</pre><p>c", "a\n  b\n\nc\n");
        check("<p>a&nbsp;b &lt;i&gt; &amp;amp;", "a\u{a0}b <i> &amp;\n");
        check("<p>no<em>thing</em> between", "nothing between\n");
        check("plain words", "plain words\n");
        check("<dl><dt>a<dd>b</dl>", "a\nb\n");
    }

    #[test]
    fn nothing_is_run_and_nothing_hidden_is_shown() {
        check(
            "<p onclick=\"x()\">One<script>alert(1)</script><style>p{}</style>\
             <noscript>no</noscript><template><p>t</p></template><svg><text>s</text></svg>\
             <span hidden>h</span><p>Two<img src=x onerror=y() alt=z>",
            "One\n\nTwo\n",
        );
        check("<p>&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>\n");
        check_given(
            "<title><script>alert(1)</script> & more</title><p>One",
            "title=<script>alert(1)</script> & more",
        );
    }

    #[test]
    fn what_stands_around_the_article_is_marked() {
        check_boilerplate(
            "<header>Site</header><nav>Menu</nav><main><article><header>By Jo</header><p>One\
             <aside>Note</aside></article></main><footer>Imprint</footer>",
            &["Site", "Menu", "Note", "Imprint"],
        );
        check_boilerplate("<div role=navigation><nav>a</nav>b</div><p>One", &["a\n\nb"]);
        check_boilerplate("<header><h1>Title</h1></header><p>One", &[]);
        check_boilerplate("<header><h1>Site</h1></header><h1>Title</h1><p>One", &["Site"]);
        check_boilerplate("<p>One <button>Copy</button> two", &["Copy"]);
        let long = "The ice reached the mole.";
        check_boilerplate(
            &format!("<h1>Book</h1><div>Press ?</div><main><h1>Part</h1>{long}</main><p>End"),
            &["Book\n\nPress ?", "End"],
        );
        check_boilerplate(&format!("<p>{long}<main>Short</main>"), &[]);
        check_boilerplate("<blockquote>One<footer>Jo</footer></blockquote>", &[]);
    }

    #[test]
    fn titles() {
        let title = |html: &str| {
            let draft = draft(html);
            draft.heading.map(|range| draft.text[range].to_owned())
        };
        assert_eq!(title("<title>A - Site</title><h1>A</h1><p>x").as_deref(), Some("A"));
        assert_eq!(
            title("<header><h1>S</h1></header><h1>A <i>b</i></h1>").as_deref(),
            Some("A b")
        );
        assert_eq!(title("<h1>Book</h1><main><h1>Part</h1>x</main>").as_deref(), Some("Part"));
        assert_eq!(title("<title>A</title><p>x"), None);
        check_given("<title>A - S</title><p>x", "title=A - S");
        check_given("<title>A - S</title><meta property=og:title content=A><p>x", "title=A");
        check_given("<title>A - S</title><h1>A</h1>", "");
    }

    #[test]
    fn metadata() {
        check_given(
            "<html lang=en-GB><meta name=author content='Jo Example'>\
             <meta name=keywords content='a, b'><meta name=Place content=Kyiv>\
             <meta name=viewport content=x><meta name=twitter:card content=y>\
             <meta name=description content=D><link rel=canonical href='https://example.org/a'>\
             <meta property=article:published_time content=2025-11-30T10:00Z>\
             <meta property=og:site_name content=Desk><p>One",
            "language=en-GB author=Jo Example keywords=a, b place=Kyiv description=D \
             url=https://example.org/a source=Desk date=2025-11-30T10:00Z",
        );
        check_given("<link rel=canonical href='javascript:x()'><p>One", "");
        check_given(
            "<script type=application/ld+json>{\"@graph\":[{\"@type\":\"NewsArticle\",\
             \"datePublished\":\"2025-11-30\",\"author\":[{\"name\":\"Jo\"}]}]}</script><p>One",
            "date=2025-11-30 author=Jo",
        );
        check_given("<script type=application/ld+json>{broken</script><p>One", "");
    }

    #[test]
    fn a_time_is_a_date_above_the_text_only() {
        let long = "The ice reached the mole. ".repeat(10);
        check_given(
            &format!("<h1>T</h1><p>By Jo, <time datetime=2025-11-30>Sunday</time><p>{long}"),
            "date=2025-11-30",
        );
        check_given(&format!("<p>{long}<p>On <time datetime=2025-11-30>Sunday</time>"), "");
        check_given(
            &format!("<p>{long}<time itemprop=datePublished datetime=2025-11-30>x</time>"),
            "date=2025-11-30",
        );
        check_given("<p>On <time datetime=2025-11-30>Sunday</time> it froze.", "");
    }

    #[test]
    fn places_survive_the_trimming_of_blanks() {
        check_boilerplate("<pre>ab  <span role=navigation><br>é</span></pre>", &["é"]);
        check_boilerplate("<pre>ab  <span role=main><br>éé éé éé</span></pre>c", &["ab", "c"]);
    }

    #[test]
    fn depth_is_no_danger() {
        let deep = format!("{}x{}", "<div>".repeat(5_000), "</div>".repeat(5_000));
        assert_eq!(draft(&deep).text, "x\n");
    }
}
