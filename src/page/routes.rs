//! Where a person is in the page, and how that is written in the address.
//!
//! In: a URL fragment, which anybody may have written. Out: a [`Place`] and
//! the parts that could not be understood. The other way: a place becomes a
//! fragment that people can read and mend by hand:
//!
//! ```text
//! #q=peace+plan&any=1&f.source=Wire&not.place=Geneva&from=2025-11&sort=newest&doc=wire/03.md&hit=2
//! ```
//!
//! `f.FIELD` is wanted, `not.FIELD` ruled out; a key without `=` means "has no
//! value" (`f.date` finds the undated). The concordance adds `by` (a sort key
//! each), `words` (of context), `sample` and `seed`, `count` and `only.KEY`,
//! `column`, and the lines picked, `mark.PATH` and `drop.PATH`. The views of the
//! story add what `StorySettings` has, and `at=START-END`, a passage of the open
//! document. Places survive the round trip exactly; a property test holds that.

use crate::document::PartialDate;
use crate::page::filters::{Choice, DateRange, Filters, Value};
use crate::page::lines::{
    LineSettings, MOST_KEYS, Picked, key_name, key_named, sort_key_name, sort_key_named,
};
use crate::page::story::StorySettings;
use crate::request::{ContextUnit, Mode, Sort, Syntax};

/// Longest fragment that is read, in bytes: far above what people share, and
/// room for a thousand lines marked.
const LONGEST_FRAGMENT: usize = 512 * 1024;

/// The views of the page. Each has a folder in `views/`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum View {
    /// Search, results and the reader.
    #[default]
    Documents,
    /// Every hit in its context.
    Concordance,
    /// Who and what is named.
    People,
    /// Who said what.
    Statements,
    /// Numbers, and by whose account.
    Figures,
    /// What happened when.
    Timeline,
    /// What two or more documents tell.
    Compare,
    /// What is in the corpus and how it was made.
    About,
}

impl View {
    /// All views, in the order of the navigation.
    pub(crate) const ALL: [Self; 8] = [
        Self::Documents,
        Self::Concordance,
        Self::People,
        Self::Statements,
        Self::Figures,
        Self::Timeline,
        Self::Compare,
        Self::About,
    ];

    /// Whether it shows what was found in the texts when the index was made.
    pub(crate) fn is_story(self) -> bool {
        match self {
            Self::Documents | Self::Concordance | Self::About => false,
            Self::People
            | Self::Statements
            | Self::Figures
            | Self::Timeline
            | Self::Compare => true,
        }
    }

    /// Whether it shows what the query finds. From another view, typing a query
    /// leads to the documents.
    pub(crate) fn follows_query(self) -> bool {
        match self {
            Self::Documents
            | Self::Concordance
            | Self::People
            | Self::Statements
            | Self::Figures
            | Self::Timeline => true,
            Self::Compare | Self::About => false,
        }
    }

    /// Its name in fragments and options.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Concordance => "concordance",
            Self::People => "people",
            Self::Statements => "statements",
            Self::Figures => "figures",
            Self::Timeline => "timeline",
            Self::Compare => "compare",
            Self::About => "about",
        }
    }

    /// The view of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name() == name)
    }
}

/// Everything that a link to the page says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// The view that is shown.
    pub(crate) view: View,
    /// The query as typed.
    pub(crate) query: String,
    /// The language it is in.
    pub(crate) syntax: Syntax,
    /// All words or any word.
    pub(crate) mode: Mode,
    /// Whether words are added that the best documents have.
    pub(crate) broader: bool,
    /// Words that are not to be added.
    pub(crate) without: Vec<String>,
    /// What narrows the results.
    pub(crate) filters: Filters,
    /// Order of the results.
    pub(crate) sort: Sort,
    /// Path of the open document.
    pub(crate) document: Option<String>,
    /// The hit stood at, 0-based; written 1-based.
    pub(crate) hit: Option<u32>,
    /// Words before the hit to stand at, as the concordance names its lines;
    /// gives way to `hit` once that is known.
    pub(crate) word: Option<u32>,
    /// The passage to stand at, in scalar values of the document's text; gives
    /// way to `hit`, too.
    pub(crate) passage: Option<(u32, u32)>,
    /// How the concordance is shown.
    pub(crate) lines: LineSettings,
    /// What is chosen in the views of the story.
    pub(crate) story: StorySettings,
}

/// The fragment of a place, without `#`; empty for the start.
pub(crate) fn write(place: &Place) -> String {
    let mut out = Writer(String::new());
    if place.view != View::default() {
        out.pair("", "view", place.view.name());
    }
    if !place.query.is_empty() {
        out.pair("", "q", &place.query);
    }
    if place.syntax == Syntax::Cql {
        out.pair("", "cql", "1");
    }
    if place.mode == Mode::Any {
        out.pair("", "any", "1");
    }
    if place.broader {
        out.pair("", "broader", "1");
    }
    for word in &place.without {
        out.pair("", "without", word);
    }
    for (field, choice) in place.filters.fields.iter() {
        for value in &choice.include {
            out.value("f.", field, value);
        }
        for value in &choice.exclude {
            out.value("not.", field, value);
        }
    }
    let DateRange { from, to } = &place.filters.dates;
    if let Some(from) = from {
        out.pair("", "from", from);
    }
    if let Some(to) = to {
        out.pair("", "to", to);
    }
    if place.sort != Sort::default() {
        out.pair("", "sort", sort_name(place.sort));
    }
    if let Some(document) = &place.document {
        out.pair("", "doc", document);
        if let Some(hit) = place.hit {
            out.pair("", "hit", &(u64::from(hit) + 1).to_string());
        }
        if let Some(word) = place.word {
            out.pair("", "word", &word.to_string());
        }
        if let Some((start, end)) = place.passage {
            out.pair("", "at", &format!("{start}-{end}"));
        }
    }
    write_lines(&mut out, &place.lines);
    for (name, text) in place.story.named() {
        out.pair("", name, text);
    }
    for path in &place.story.compare {
        out.pair("", "compare", path);
    }
    out.0
}

fn write_lines(out: &mut Writer, lines: &LineSettings) {
    let usual = LineSettings::default();
    for key in &lines.sort {
        out.pair("", "by", &sort_key_name(key));
    }
    match lines.unit {
        ContextUnit::Words => {}
        ContextUnit::Sentence => out.pair("", "context", "sentence"),
        ContextUnit::Paragraph => out.pair("", "context", "paragraph"),
    }
    if lines.context != usual.context {
        out.pair("", "words", &lines.context.to_string());
    }
    if lines.dispersion {
        out.pair("", "where", "1");
    }
    if let Some(sample) = lines.sample {
        out.pair("", "sample", &sample.to_string());
    }
    if lines.seed != 0 {
        out.pair("", "seed", &lines.seed.to_string());
    }
    if let Some(key) = &lines.group {
        out.pair("", "count", &key_name(key));
    }
    if let Some((key, value)) = &lines.only {
        out.pair("only.", &key_name(key), value);
    }
    if lines.column != usual.column {
        let name = lines.column.as_ref().map(key_name);
        out.pair("", "column", name.as_deref().unwrap_or("none"));
    }
    for (key, picked) in [("mark.", &lines.marked), ("drop.", &lines.excluded)] {
        for (path, hits) in picked.iter() {
            let hits: Vec<String> = hits.iter().map(u32::to_string).collect();
            out.pair(key, path, &hits.join(","));
        }
    }
}

/// The place that a fragment names (with or without `#`), and the parts of it
/// that could not be understood, as written.
pub(crate) fn read(fragment: &str) -> (Place, Vec<String>) {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let mut place = Place::default();
    let mut problems = Vec::new();
    if fragment.len() > LONGEST_FRAGMENT {
        problems.push(fragment.chars().take(40).chain(['…']).collect());
        return (place, problems);
    }
    for part in fragment.split('&').filter(|part| !part.is_empty()) {
        if read_part(&mut place, part).is_none() {
            problems.push(shortened(part));
        }
    }
    if place.document.is_none() {
        place.hit = None;
        place.word = None;
        place.passage = None;
    }
    (place, problems)
}

fn read_part(place: &mut Place, part: &str) -> Option<()> {
    let (key, value) = match part.split_once('=') {
        Some((key, value)) => (decode(key)?, Some(decode(value)?)),
        None => (decode(part)?, None),
    };
    if let Some(field) = key.strip_prefix("f.").filter(|field| !field.is_empty()) {
        return choose(place, field, value, |choice| &mut choice.include);
    }
    if let Some(field) = key.strip_prefix("not.").filter(|field| !field.is_empty()) {
        return choose(place, field, value, |choice| &mut choice.exclude);
    }
    let value = value?;
    if let Some(key) = key.strip_prefix("only.") {
        place.lines.only = Some((key_named(key)?, value));
        return Some(());
    }
    if let Some(path) = key.strip_prefix("mark.") {
        return pick(&mut place.lines.marked, path, &value);
    }
    if let Some(path) = key.strip_prefix("drop.") {
        return pick(&mut place.lines.excluded, path, &value);
    }
    match key.as_str() {
        "view" => place.view = View::named(&value)?,
        "q" => place.query = value,
        "cql" => {
            place.syntax = if value == "1" { Syntax::Cql } else { Syntax::Simple };
        }
        "broader" => place.broader = value == "1",
        "without" if !place.without.contains(&value) => place.without.push(value),
        "any" => place.mode = if value == "1" { Mode::Any } else { Mode::All },
        "from" => place.filters.dates.from = Some(date(&value)?),
        "to" => place.filters.dates.to = Some(date(&value)?),
        "sort" => place.sort = sort_named(&value)?,
        "doc" => place.document = Some(value).filter(|path| !path.is_empty()),
        "hit" => place.hit = Some(value.parse::<u32>().ok()?.checked_sub(1)?),
        "compare" => {
            let story = &mut place.story;
            let picked = value.is_empty() || story.compare.contains(&value);
            if !picked && !story.toggle(&value) {
                return None;
            }
        }
        "word" => place.word = Some(value.parse().ok()?),
        "at" => {
            let (start, end) = value.split_once('-')?;
            place.passage = Some((start.parse().ok()?, end.parse().ok()?));
        }
        _ => {
            return place
                .story
                .set_named(&key, &value)
                .or_else(|| read_lines(&mut place.lines, &key, &value));
        }
    }
    Some(())
}

fn read_lines(lines: &mut LineSettings, key: &str, value: &str) -> Option<()> {
    match key {
        "by" => {
            let key = sort_key_named(value)?;
            let again = lines.sort.iter().any(|held| held.by == key.by);
            if again || lines.sort.len() >= MOST_KEYS {
                return None;
            }
            lines.sort.push(key);
        }
        "words" => {
            lines.context = value.parse().ok().filter(|words| (1..=200).contains(words))?;
        }
        "context" => {
            lines.unit = match value {
                "sentence" => ContextUnit::Sentence,
                "paragraph" => ContextUnit::Paragraph,
                _ => return None,
            }
        }
        "where" => lines.dispersion = value == "1",
        "sample" => lines.sample = Some(value.parse().ok()?),
        "seed" => lines.seed = value.parse().ok()?,
        "count" => lines.group = Some(key_named(value)?),
        "column" if value == "none" => lines.column = None,
        "column" => lines.column = Some(key_named(value)?),
        _ => return None,
    }
    Some(())
}

fn pick(picked: &mut Picked, path: &str, hits: &str) -> Option<()> {
    for hit in hits.split(',') {
        let hit = hit.parse().ok()?;
        if !picked.has(path, hit) && !picked.toggle(path, hit) {
            return None;
        }
    }
    Some(())
}

fn choose(
    place: &mut Place,
    field: &str,
    value: Value,
    side: impl Fn(&mut Choice) -> &mut Vec<Value>,
) -> Option<()> {
    let choice = place.filters.fields.or_default(field.to_owned());
    if !choice.include.contains(&value) && !choice.exclude.contains(&value) {
        side(choice).push(value);
    }
    Some(())
}

fn date(text: &str) -> Option<String> {
    PartialDate::parse(text).map(|date| date.to_string())
}

fn sort_name(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => "relevance",
        Sort::Newest => "newest",
        Sort::Oldest => "oldest",
        Sort::Title => "title",
        Sort::Path => "path",
    }
}

/// The order of that name, as fragments and the sort box write it.
pub(crate) fn sort_named(name: &str) -> Option<Sort> {
    [Sort::Relevance, Sort::Newest, Sort::Oldest, Sort::Title, Sort::Path]
        .into_iter()
        .find(|sort| sort_name(*sort) == name)
}

struct Writer(String);

impl Writer {
    fn pair(&mut self, prefix: &str, key: &str, value: &str) {
        self.key(prefix, key);
        self.0.push('=');
        encode(value, &mut self.0);
    }

    fn value(&mut self, prefix: &str, key: &str, value: &Value) {
        match value {
            Some(value) => self.pair(prefix, key, value),
            None => self.key(prefix, key),
        }
    }

    fn key(&mut self, prefix: &str, key: &str) {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(prefix);
        encode(key, &mut self.0);
    }
}

/// Percent-encodes what would end the part, be eaten by a mail program at the
/// end of a link, or not survive a browser; leaves letters of every script.
fn encode(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            ' ' => out.push('+'),
            'a'..='z'
            | 'A'..='Z'
            | '0'..='9'
            | '-'
            | '_'
            | '.'
            | '/'
            | '~'
            | '*'
            | ','
            | ':' => {
                out.push(c);
            }
            _ if c.is_alphanumeric() && !c.is_ascii() => out.push(c),
            _ => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
                    out.push('%');
                    out.push(char::from(DIGITS[usize::from(byte >> 4)]));
                    out.push(char::from(DIGITS[usize::from(byte & 15)]));
                }
            }
        }
    }
}

/// `None` where a percent sign is not followed by two digits, or where the
/// bytes are not UTF-8.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => hex(rest.next()?)? << 4 | hex(rest.next()?)?,
            _ => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

fn shortened(part: &str) -> String {
    match part.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &part[..end]),
        None => part.to_owned(),
    }
}

#[cfg(test)]
mod tests;
