//! CoNLL-U, as Universal Dependencies are published: ten columns a token, a
//! blank line behind each sentence.
//!
//! - LEMMA, UPOS, XPOS and FEATS become the layers `lemma`, `upos`, `xpos` and
//!   `feats`; `_` is no value. The columns behind them are passed over, but for
//!   `SpaceAfter=No`.
//! - `# newdoc id = …` begins a document, `# newpar` a paragraph; `# sent_id`
//!   is the `id` of the sentence. A file without `# newdoc` is one document.
//! - A word that is written as one and analysed as several (`don't`, `zum`) is
//!   the several where they stand in it one after the other, and else one token
//!   whose values are joined by `+`. Empty nodes (`8.1`) are passed over.

use super::annotated::{Builder, Space};
use super::draft::{Draft, Given, Reading, Row};

/// Columns that become layers, and what these are called.
const LAYERS: [(&str, usize); 4] = [("lemma", 2), ("upos", 3), ("xpos", 4), ("feats", 5)];

/// Reads a file.
pub(crate) fn read(text: &str, reading: &mut Reading) {
    let names: Vec<String> = LAYERS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut file = File {
        builder: Builder::new(&names),
        names,
        given: Given::new(),
        first_line: 1,
        drafts: Vec::new(),
        broken: Vec::new(),
        space: Space::Yes,
        joined: None,
    };
    for (number, line) in (1_u32..).zip(text.lines()) {
        file.line(number, line);
    }
    file.end_document();
    match file.broken.as_slice() {
        [] => {}
        [line] => reading.warn(Some(*line), WRONG.into()),
        [line, _] => reading.warn(Some(*line), format!("{WRONG}; so is 1 more line")),
        [first, rest @ ..] => {
            reading.warn(Some(*first), format!("{WRONG}; so are {} more lines", rest.len()));
        }
    }
    let alone = file.drafts.len() == 1;
    for (number, (line, draft)) in (1..).zip(file.drafts) {
        let row = (!alone).then_some(Row { number, line });
        reading.drafts.push(Draft { row, ..draft });
    }
    if reading.drafts.is_empty() {
        reading.warn(None, "there is no token in it; skipped".into());
    }
}

const WRONG: &str = "a line is no token of CoNLL-U (ten columns parted by tabs); skipped";

struct File {
    names: Vec<String>,
    builder: Builder,
    /// What is known of the document at hand, and where it begins.
    given: Given,
    first_line: u32,
    drafts: Vec<(u32, Draft)>,
    /// Lines that are skipped.
    broken: Vec<u32>,
    /// Before the next token.
    space: Space,
    joined: Option<Joined>,
}

/// A word that is written as one and analysed as several.
struct Joined {
    form: String,
    last: u32,
    space_after: Space,
    /// Form and values of each.
    parts: Vec<(String, Vec<String>)>,
}

impl File {
    fn line(&mut self, number: u32, line: &str) {
        let line = line.trim_end();
        if line.is_empty() {
            self.end_sentence();
        } else if let Some(comment) = line.strip_prefix('#') {
            self.comment(number, comment.trim());
        } else {
            self.token(number, line);
        }
    }

    fn comment(&mut self, number: u32, comment: &str) {
        let (name, value) = comment.split_once('=').unwrap_or((comment, ""));
        let (name, value) = (name.trim(), value.trim());
        let id = || match value {
            "" => Vec::new(),
            value => vec![("id".to_owned(), value.to_owned())],
        };
        match name {
            "newdoc" | "newdoc id" => {
                self.end_document();
                self.first_line = number;
                self.given = id().into_iter().map(|(name, id)| (name, vec![id])).collect();
            }
            "newpar" | "newpar id" => {
                self.end_sentence();
                self.builder.end("p");
                self.builder.begin("p", id());
            }
            "sent_id" => {
                self.end_sentence();
                self.builder.begin("s", id());
            }
            _ => {}
        }
    }

    fn token(&mut self, number: u32, line: &str) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, form, ..] = cells[..] else {
            self.broken.push(number);
            return;
        };
        if cells.len() != 10 {
            self.broken.push(number);
            return;
        }
        if !self.builder.is_open("s") {
            self.builder.begin("s", Vec::new());
        }
        let misc = cells[9];
        let space_after = match misc.split('|').any(|entry| entry == "SpaceAfter=No") {
            true => Space::No,
            false => Space::Yes,
        };
        if let Some((_, last)) = id.split_once('-') {
            self.end_joined();
            let Ok(last) = last.parse() else {
                self.broken.push(number);
                return;
            };
            let form = form.to_owned();
            self.joined = Some(Joined { form, last, space_after, parts: Vec::new() });
            return;
        }
        if id.contains('.') {
            return;
        }
        let Ok(id) = id.parse::<u32>() else {
            self.broken.push(number);
            return;
        };
        let value = |place: usize| match cells[place] {
            "_" if form != "_" || place != 2 => "",
            value => value,
        };
        let values: Vec<&str> = LAYERS.iter().map(|(_, place)| value(*place)).collect();
        if let Some(joined) = &mut self.joined {
            let values = values.into_iter().map(str::to_owned).collect();
            joined.parts.push((form.to_owned(), values));
            if id >= joined.last {
                self.end_joined();
            }
            return;
        }
        self.builder.token(form, values, self.space);
        self.space = space_after;
    }

    fn end_joined(&mut self) {
        let Some(Joined { form, space_after, parts, .. }) = self.joined.take() else { return };
        let whole: String = parts.iter().map(|(form, _)| form.as_str()).collect();
        if whole == form {
            for (form, values) in &parts {
                self.builder.token(form, values.iter().map(String::as_str), self.space);
                self.space = Space::No;
            }
        } else {
            let joined = |place: usize| {
                let values = parts.iter().map(|(_, values)| values[place].as_str());
                values.filter(|value| !value.is_empty()).collect::<Vec<_>>().join("+")
            };
            let values: Vec<String> = (0..LAYERS.len()).map(joined).collect();
            self.builder.token(&form, values.iter().map(String::as_str), self.space);
        }
        self.space = space_after;
    }

    fn end_sentence(&mut self) {
        self.end_joined();
        self.builder.end("s");
    }

    fn end_document(&mut self) {
        self.end_sentence();
        self.builder.end("p");
        let builder = std::mem::replace(&mut self.builder, Builder::new(&self.names));
        let given = std::mem::take(&mut self.given);
        self.space = Space::Yes;
        if builder.is_empty() {
            return;
        }
        let (text, annotation, _) = builder.finish();
        let annotation = Some(Box::new(annotation));
        self.drafts
            .push((self.first_line, Draft { text, given, annotation, ..Draft::default() }));
    }
}
