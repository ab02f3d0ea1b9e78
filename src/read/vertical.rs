//! Vertical text, as corpus workbenches take it: a token a line, what is said of
//! it behind tabs, structures as tags on lines of their own.
//!
//! ```text
//! <doc id="1" title="Tides">
//! <s>
//! The <tab> DT <tab> the
//! tide <tab> NN <tab> tide
//! <g/>
//! . <tab> PU <tab> .
//! </s>
//! </doc>
//! ```
//!
//! - The columns are `word`, `pos`, `lemma`, unless `columns` under `[layers]` in
//!   `corpus.toml` says otherwise, or the first line names them
//!   (`# word <tab> pos <tab> lemma`).
//! - A document is a `<doc>` or `<text>`, whose attributes are its metadata, or
//!   the file. Other tags are structures that a query may ask for. `<g/>` says
//!   that there is no space; a file that has one says so wherever it is so.
//! - `&lt;` and the like are what they stand for.
//!
//! A line that is not as it should be is read as far as it can be, and one
//! warning says what is wrong with how many, and where the first is.

use super::annotated::{Builder, Space};
use super::config::Rules;
use super::draft::{Draft, Given, Reading, Row};
use super::fields::field_name;

/// Columns where nobody says otherwise.
const COLUMNS: [&str; 3] = ["word", "pos", "lemma"];
/// What a heading calls the column of the tokens.
const WORD: [&str; 3] = ["word", "token", "form"];
/// Attributes that every corpus has, which a layer can not replace.
const TAKEN: [&str; 6] = ["word", "lower", "lc", "folded", "stem", "kind"];
/// A column of this name is passed over.
const NOTHING: &str = "_";

/// Reads a file of vertical text.
pub(crate) fn read(text: &str, rules: &Rules, reading: &mut Reading) {
    let mut lines = (1_u32..).zip(text.lines()).peekable();
    let mut columns: Vec<String> = rules.columns.clone();
    if let Some(named) = lines.peek().and_then(|(_, line)| heading(line)) {
        lines.next();
        if columns.is_empty() {
            columns = named;
        }
    }
    if columns.is_empty() {
        columns = COLUMNS.map(str::to_owned).to_vec();
    }
    let columns = Columns::new(&columns);
    let mut file = File {
        glue: text
            .lines()
            .any(|line| line.starts_with("<g") && tag(line).is_some_and(|t| t.name == "g")),
        usual: usual_columns(text),
        builder: Builder::new(&columns.layers),
        columns,
        document: None,
        drafts: Vec::new(),
        faults: Vec::new(),
        space: Space::Unsaid,
    };
    for (number, line) in lines {
        file.line(number, line);
    }
    file.end_document();
    let File { drafts, faults, .. } = file;
    for (what, first, count) in faults {
        let message = match count {
            1 => what,
            2 => format!("{what}; so is 1 more line"),
            count => format!("{what}; so are {} more lines", count - 1),
        };
        reading.warn(Some(first), message);
    }
    let alone = drafts.len() == 1;
    for (number, (line, draft)) in (1..).zip(drafts) {
        let row = (!alone).then_some(Row { number, line });
        reading.drafts.push(Draft { row, ..draft });
    }
    if reading.drafts.is_empty() {
        reading.warn(None, "there is no token in it; skipped".into());
    }
}

/// The names of columns, where a line is a heading.
fn heading(line: &str) -> Option<Vec<String>> {
    let (is_comment, names) = match line.strip_prefix('#') {
        Some(names) => (true, names),
        None => (false, line),
    };
    let names: Vec<String> = match names.contains('\t') {
        true => names.split('\t').map(|name| name.trim().to_lowercase()).collect(),
        false if is_comment => names.split_whitespace().map(str::to_lowercase).collect(),
        false => return None,
    };
    let is_name = |name: &String| {
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
    };
    let says = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&name.as_str()));
    let known = says(&["pos", "lemma", "tag", "upos", "xpos", "feats"]);
    (names.iter().all(is_name) && says(&WORD) && (known || is_comment)).then_some(names)
}

/// How many columns most lines with tokens have.
fn usual_columns(text: &str) -> usize {
    let mut counts = std::collections::BTreeMap::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && tag(line).is_none()) {
        *counts.entry(line.split('\t').count()).or_insert(0_usize) += 1;
    }
    counts.into_iter().max_by_key(|(_, lines)| *lines).map_or(0, |(columns, _)| columns)
}

/// Which column is what.
struct Columns {
    /// How many are read.
    count: usize,
    word: usize,
    layers: Vec<String>,
    /// Column of each layer.
    places: Vec<usize>,
}

impl Columns {
    fn new(names: &[String]) -> Self {
        let word = names.iter().position(|name| WORD.contains(&name.as_str())).unwrap_or(0);
        let mut columns =
            Self { count: names.len(), word, layers: Vec::new(), places: Vec::new() };
        for (place, name) in names.iter().enumerate().filter(|(place, _)| *place != word) {
            if name != NOTHING && name != "-" {
                columns.layers.push(layer_name(name));
                columns.places.push(place);
            }
        }
        columns
    }
}

/// A name that queries can use.
pub(crate) fn layer_name(name: &str) -> String {
    let name = field_name(name).replace(['.', '-'], "_");
    if TAKEN.contains(&name.as_str()) { format!("given_{name}") } else { name }
}

struct File {
    columns: Columns,
    /// Columns of most lines.
    usual: usize,
    /// Whether spaces are where `<g/>` is not.
    glue: bool,
    builder: Builder,
    /// The tag that the document began with, its attributes, and its line.
    document: Option<(String, Given, u32)>,
    drafts: Vec<(u32, Draft)>,
    /// What is wrong, its first line, how often.
    faults: Vec<(String, u32, usize)>,
    space: Space,
}

impl File {
    fn line(&mut self, number: u32, line: &str) {
        if line.trim().is_empty() || line.starts_with("<?") || line.starts_with("<!--") {
            return;
        }
        match tag(line) {
            Some(tag) => self.tag(number, tag),
            None => self.token(number, line),
        }
    }

    fn token(&mut self, number: u32, line: &str) {
        let cells: Vec<String> = line.split('\t').map(unescaped).collect();
        if cells.len() > self.columns.count {
            let known = self.columns.count;
            let mend = "name the columns in corpus.toml, as `columns = [\"word\", …]` under `[layers]`";
            self.fault(number, format!("a line has more than {known} columns, of which the others are left out: {mend}"));
        } else if cells.len() < self.usual.min(self.columns.count) {
            self.fault(
                number,
                "a line has fewer columns than others; the rest are empty".into(),
            );
        }
        let Some(form) = cells.get(self.columns.word).filter(|form| !form.trim().is_empty())
        else {
            self.fault(number, "a line has no word; skipped".into());
            return;
        };
        let cell = |place: &usize| cells.get(*place).map_or("", |cell| cell.trim());
        self.builder.token(form, self.columns.places.iter().map(cell), self.space);
        self.space = if self.glue { Space::Yes } else { Space::Unsaid };
    }

    fn tag(&mut self, number: u32, tag: Tag) {
        let Tag { name, closes, empty, attributes } = tag;
        if name == "g" {
            self.space = Space::No;
            return;
        }
        let is_document = matches!(name.as_str(), "doc" | "text");
        match (&self.document, closes) {
            (None, false) if is_document && !empty => {
                self.end_document();
                if name == "text" {
                    self.builder.begin("text", attributes.clone());
                }
                let given = attributes.into_iter().map(|(name, value)| (name, vec![value]));
                self.document = Some((name, given.collect(), number));
            }
            (Some((open, ..)), true)
                if *open == name && !self.builder.is_open(&inner(&name)) =>
            {
                self.end_document();
            }
            (_, false) if empty => {}
            (_, false) => self.builder.begin(&inner(&name), attributes),
            (_, true) => {
                if !self.builder.end(&inner(&name)) {
                    self.fault(number, format!("`</{name}>` closes nothing; skipped"));
                }
            }
        }
    }

    fn end_document(&mut self) {
        let builder = std::mem::replace(&mut self.builder, Builder::new(&self.columns.layers));
        let (mut given, line) = match self.document.take() {
            Some((_, given, line)) => (given, line),
            None => (Given::new(), 1),
        };
        self.space = Space::Unsaid;
        if builder.is_empty() {
            return;
        }
        let (text, annotation, unended) = builder.finish();
        for structure in unended.iter().filter(|structure| *structure != "text") {
            self.fault(line, format!("`<{structure}>` is not closed in this document"));
        }
        given.retain(|(_, values)| values.iter().any(|value| !value.trim().is_empty()));
        let annotation = Some(Box::new(annotation));
        self.drafts.push((line, Draft { text, given, annotation, ..Draft::default() }));
    }

    fn fault(&mut self, line: u32, what: String) {
        match self.faults.iter_mut().find(|(known, ..)| *known == what) {
            Some((.., count)) => *count += 1,
            None => self.faults.push((what, line, 1)),
        }
    }
}

/// What a structure is called among regions: documents within documents are
/// texts.
fn inner(name: &str) -> String {
    if name == "doc" { "text".to_owned() } else { name.to_owned() }
}

struct Tag {
    name: String,
    closes: bool,
    /// `<g/>`.
    empty: bool,
    attributes: Vec<(String, String)>,
}

/// A line that is a tag, and nothing else.
fn tag(line: &str) -> Option<Tag> {
    let inside = line.trim_end().strip_prefix('<')?.strip_suffix('>')?;
    let (closes, inside) = match inside.strip_prefix('/') {
        Some(inside) => (true, inside),
        None => (false, inside),
    };
    let (empty, inside) = match inside.strip_suffix('/') {
        Some(inside) => (true, inside),
        None => (false, inside),
    };
    let end = inside.find(|c: char| c.is_whitespace()).unwrap_or(inside.len());
    let (name, mut rest) = inside.split_at(end);
    let is_name = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'));
    if !is_name {
        return None;
    }
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        let Some((written, after)) = rest.split_once('=') else {
            // A word that is not followed by anything is no attribute.
            let is_end = rest.is_empty();
            return is_end.then(|| Tag {
                name: name.to_lowercase(),
                closes,
                empty,
                attributes,
            });
        };
        let written = written.trim();
        let after = after.trim_start();
        let quote = after.chars().next()?;
        let (value, after) = match quote {
            '"' | '\'' => after[1..].split_once(quote)?,
            _ => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
        };
        if written.is_empty() || written.contains(char::is_whitespace) {
            return None;
        }
        attributes.push((field_name(written), unescaped(value)));
        rest = after;
    }
}

/// Entities become what they stand for; what is none stays.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.char_indices().take(12).find(|(_, c)| *c == ';').map(|(end, _)| end);
        match end.and_then(|end| Some((entity(&rest[1..end])?, end))) {
            Some((letter, end)) => {
                out.push(letter);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(number)
        }
    }
}
