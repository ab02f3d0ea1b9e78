//! The interface's texts, one file a language: read, held against English, and
//! packed.
//!
//! In: the files in `languages/`. Out: the methods of `Texts` as Rust, one for
//! each message of the English file, and each language as one packed text.
//! A language with a message missing, too many, or of another form does not
//! build.
//!
//! A line is `name = text`; indented lines go on with it. `{name}` stands for
//! what the page puts in. ` | ` divides the forms of a counted noun, as many as
//! the rule that the file names under `plurals` asks for. Lines that begin with
//! `- ` are a list, `left => right` a pair in it. `[section]` begins a group.
//!
//! Packed, a message is a line, forms and items divided by tabs, and `{0}`
//! stands for the first placeholder of the English text. The names stay behind:
//! the first line has their fingerprint instead, so that a module and texts
//! that do not belong together are told, and the rule of plurals.

/// Rules of plurals: the name by which a file asks for one, and its forms.
const PLURALS: [(&str, usize); 4] =
    [("English", 2), ("French", 2), ("Ukrainian", 3), ("Japanese", 1)];

/// A language as it is written.
#[derive(Debug)]
pub(crate) struct Language {
    /// The name of its file without the ending.
    tag: String,
    /// The name of its rule.
    plurals: String,
    messages: Vec<Message>,
}

#[derive(Debug)]
struct Message {
    /// Empty for those before the first section.
    section: String,
    name: String,
    value: Value,
}

#[derive(Debug)]
enum Value {
    Text(String),
    /// Pairs have two entries each.
    List(Vec<Vec<String>>),
}

/// What the build makes of all languages.
#[derive(Debug)]
pub(crate) struct Made {
    /// The methods of `Texts` and of its sections.
    pub(crate) code: String,
    /// Each tag with its packed texts, in the order of the tags.
    pub(crate) packed: Vec<(String, String)>,
}

/// Reads a file.
///
/// # Errors
/// What is wrong with it, a sentence each.
pub(crate) fn read(tag: &str, text: &str) -> Result<Language, Vec<String>> {
    let mut language =
        Language { tag: tag.to_owned(), plurals: String::new(), messages: Vec::new() };
    let mut errors = Vec::new();
    let mut section = String::new();
    for (number, line) in text.lines().enumerate() {
        let at = format!("languages/{tag}.txt, line {}", number + 1);
        let line = line.trim_end_matches(' ');
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name.to_owned();
        } else if line.starts_with(' ') {
            match language.messages.last_mut() {
                Some(message) => go_on(message, line.trim_matches(' ')),
                None => errors.push(format!("{at}: no message goes before it")),
            }
        } else if let Some((name, value)) = line.split_once(" =")
            && is_name(name)
            && is_name(&section) != section.is_empty()
        {
            let value = plain(value.trim_matches(' '));
            if name == "plurals" {
                language.plurals = value;
                continue;
            }
            let value = Value::Text(value);
            let known = |it: &Message| it.section == section && it.name == name;
            if language.messages.iter().any(known) {
                errors.push(format!("{at}: {name} is there twice"));
            }
            let (section, name) = (section.clone(), name.to_owned());
            language.messages.push(Message { section, name, value });
        } else {
            errors.push(format!("{at}: no line of the form `name = text`"));
        }
    }
    if errors.is_empty() { Ok(language) } else { Err(errors) }
}

/// Holds all languages against the English one and packs them.
///
/// # Errors
/// What is missing, too much or of another form, a sentence each.
pub(crate) fn make(languages: &[Language]) -> Result<Made, Vec<String>> {
    let Some(english) = languages.iter().find(|it| it.tag == "en") else {
        return Err(vec!["languages/en.txt is missing".to_owned()]);
    };
    let fingerprint = fingerprint(english);
    let mut errors = Vec::new();
    let mut packed = Vec::new();
    for language in languages {
        packed
            .push((language.tag.clone(), language.packed(english, &fingerprint, &mut errors)));
    }
    packed.sort();
    if errors.is_empty() {
        Ok(Made { code: code(english, &fingerprint), packed })
    } else {
        Err(errors)
    }
}

impl Language {
    /// The texts in the order of the English ones.
    fn packed(&self, english: &Self, fingerprint: &str, errors: &mut Vec<String>) -> String {
        let file = format!("languages/{}.txt", self.tag);
        let Some((rule, forms)) = PLURALS.iter().find(|(name, _)| *name == self.plurals) else {
            let names: Vec<&str> = PLURALS.iter().map(|(name, _)| *name).collect();
            errors.push(format!("{file}: plurals is to be one of {}", names.join(", ")));
            return String::new();
        };
        let mut packed = format!("{fingerprint} {rule}");
        if self.text("tag") != Some(&self.tag) {
            errors.push(format!("{file}: tag is to be {}", self.tag));
        }
        for model in &english.messages {
            let Some(message) = self.find(model) else {
                errors.push(format!("{file}: {} is missing", model.full_name()));
                continue;
            };
            packed.push('\n');
            match message.like(model, *forms) {
                Ok(text) => packed.push_str(&text),
                Err(error) => errors.push(format!("{file}: {}: {error}", model.full_name())),
            }
        }
        for message in &self.messages {
            if english.find(message).is_none() {
                errors.push(format!(
                    "{file}: {} is in no need: languages/en.txt lacks it",
                    message.full_name()
                ));
            }
        }
        packed
    }

    fn find(&self, like: &Message) -> Option<&Message> {
        self.messages.iter().find(|it| it.section == like.section && it.name == like.name)
    }

    fn text(&self, name: &str) -> Option<&str> {
        let found = self.messages.iter().find(|it| it.section.is_empty() && it.name == name)?;
        match &found.value {
            Value::Text(text) => Some(text),
            Value::List(_) => None,
        }
    }
}

impl Message {
    fn full_name(&self) -> String {
        match self.section.as_str() {
            "" => self.name.clone(),
            section => format!("{section}.{}", self.name),
        }
    }

    /// The message packed, if it is of the form of the English one.
    fn like(&self, english: &Self, forms: usize) -> Result<String, String> {
        match (&self.value, &english.value) {
            (Value::Text(text), Value::Text(model)) => {
                let (names, counted) = (placeholders(model), is_counted(model));
                let written: Vec<&str> = text.split(" | ").collect();
                let wanted = if counted { forms } else { 1 };
                if written.len() != wanted {
                    return Err(format!("{} forms, {wanted} wanted", written.len()));
                }
                if text.is_empty() {
                    return Err("no text".to_owned());
                }
                let used = placeholders(text);
                let of_other = used.iter().find(|name| !names.contains(name));
                if let Some(name) = of_other {
                    return Err(format!("{{{name}}} is not in the English text"));
                }
                if let Some(name) = names.iter().find(|name| !used.contains(name)) {
                    return Err(format!("{{{name}}} is missing"));
                }
                let mut packed = written.join("\t");
                for (number, name) in names.iter().enumerate() {
                    packed = packed.replace(&format!("{{{name}}}"), &format!("{{{number}}}"));
                }
                Ok(packed)
            }
            (Value::List(items), Value::List(model)) => {
                let width = model.first().map_or(1, Vec::len);
                if items.iter().any(|item| item.len() != width) {
                    return Err(format!("items of {width} parts are wanted"));
                }
                if width == 1 && items.len() != model.len() {
                    return Err(format!("{} items, {} wanted", items.len(), model.len()));
                }
                let items: Vec<String> = items.iter().map(|item| item.join("\t")).collect();
                Ok(items.join("\t"))
            }
            (_, Value::Text(_)) => Err("a text is wanted, not a list".to_owned()),
            (_, Value::List(_)) => Err("a list is wanted".to_owned()),
        }
    }
}

/// Adds an indented line to the message before it.
fn go_on(message: &mut Message, line: &str) {
    let item = line.strip_prefix('-').filter(|rest| rest.is_empty() || rest.starts_with(' '));
    match (&mut message.value, item) {
        (Value::List(items), Some(item)) => items.push(parts(item)),
        (Value::Text(text), Some(item)) if text.is_empty() => {
            message.value = Value::List(vec![parts(item)]);
        }
        (Value::Text(text), _) => {
            text.push(' ');
            text.push_str(&plain(line));
        }
        (Value::List(items), None) => {
            if let Some(last) = items.last_mut().and_then(|item| item.last_mut()) {
                last.push(' ');
                last.push_str(&plain(line));
            }
        }
    }
}

fn parts(item: &str) -> Vec<String> {
    let trimmed = |part: &str| plain(part.trim_matches(' '));
    match item.split_once(" =>") {
        Some((left, right)) => vec![trimmed(left), trimmed(right)],
        None => vec![trimmed(item)],
    }
}

/// A space that would not be seen is written as its number.
fn plain(text: &str) -> String {
    text.replace("\\u00a0", "\u{a0}").replace("\\u202f", "\u{202f}").replace('\t', " ")
}

fn is_name(name: &str) -> bool {
    let letter = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_';
    name.starts_with(|it: char| it.is_ascii_lowercase()) && name.chars().all(letter)
}

fn is_counted(text: &str) -> bool {
    text.contains(" | ")
}

/// The names in braces, each once, in the order of their first places.
fn placeholders(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for part in text.split('{').skip(1) {
        if let Some((name, _)) = part.split_once('}')
            && is_name(name)
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}

/// FNV-1a of all names and placeholders: equal where a module and texts fit.
fn fingerprint(english: &Language) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for message in &english.messages {
        let mut said = message.full_name();
        match &message.value {
            Value::Text(text) => said += &placeholders(text).join(" "),
            Value::List(_) => said.push('-'),
        }
        for byte in said.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

/// A method of `Texts` or of one of its sections for each message.
fn code(english: &Language, fingerprint: &str) -> String {
    let mut sections: Vec<&str> = english.messages.iter().map(|it| &*it.section).collect();
    sections.dedup();
    let mut code = format!(
        "const FINGERPRINT: &str = \"{fingerprint}\";\n\nconst MESSAGES: usize = {};\n\n",
        english.messages.len()
    );
    for section in &sections {
        let name = type_name(section);
        let texts = if section.is_empty() { "self" } else { "self.0" };
        let mut methods = String::new();
        for (place, message) in english.messages.iter().enumerate() {
            if message.section == *section {
                methods += &method(place, message, texts);
            }
        }
        if section.is_empty() {
            for inner in sections.iter().filter(|it| !it.is_empty()) {
                let kind = type_name(inner);
                methods += &format!(
                    "    pub(crate) fn {inner}(&self) -> {kind}<'_> {{\n        {kind}(self)\n    \
                     }}\n\n"
                );
            }
            code += &format!("impl {name} {{\n{methods}}}\n\n");
        } else {
            code += &format!(
                "/// A part of the texts.\n#[derive(Clone, Copy)]\npub(crate) struct \
                 {name}<'a>(&'a Texts);\n\nimpl {name}<'_> {{\n{methods}}}\n\n"
            );
        }
    }
    code
}

fn method(place: usize, message: &Message, texts: &str) -> String {
    let name = &message.name;
    let at = format!("{texts}.messages[{place}]");
    match &message.value {
        Value::List(items) => {
            let pairs = items.first().is_some_and(|item| item.len() == 2);
            let kind = if pairs { "Pairs" } else { "Items" };
            format!(
                "    pub(crate) fn {name}(&self) -> {kind} {{\n        {kind}({at})\n    }}\n\n"
            )
        }
        Value::Text(text) => {
            let names = placeholders(text);
            let said = format!("    /// `{}`\n", text.replace('`', "'"));
            let parameters: String =
                names.iter().map(|name| format!(", {name}: &str")).collect();
            let parts = names.join(", ");
            if is_counted(text) {
                format!(
                    "{said}    pub(crate) fn {name}(&self, count: u64{parameters}) -> String {{\n        \
                     {texts}.counted({at}, count, &[{parts}])\n    }}\n\n"
                )
            } else if names.is_empty() {
                format!(
                    "{said}    pub(crate) fn {name}(&self) -> &'static str {{\n        {at}\n    }}\n\n"
                )
            } else {
                format!(
                    "{said}    pub(crate) fn {name}(&self{parameters}) -> String {{\n        \
                     fill({at}, &[{parts}])\n    }}\n\n"
                )
            }
        }
    }
}

fn type_name(section: &str) -> String {
    let mut name = String::new();
    for part in section.split('_') {
        let mut letters = part.chars();
        name.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    if name.is_empty() { "Texts".to_owned() } else { name }
}
