//! What a reader knows better than the analysis: one name put right, as the
//! lines of `corpus.toml` that say so.

use crate::response::NameResponse;

/// An entry of `[[names]]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Correction {
    pub(crate) name: String,
    pub(crate) kind: String,
    /// Spellings that are this name.
    pub(crate) aliases: Vec<String>,
    /// Spellings that are another's.
    pub(crate) not: Vec<String>,
}

impl Correction {
    /// The name as it was found.
    pub(crate) fn of(found: &NameResponse) -> Self {
        let (name, kind) = (found.row.name.clone(), found.row.kind.clone());
        Self { name, kind, ..Self::default() }
    }

    /// A spelling is this name, or is no longer said to be.
    pub(crate) fn toggle_alias(&mut self, text: &str) {
        toggle(&mut self.aliases, &mut self.not, text);
    }

    /// A spelling is another's, or is no longer said to be.
    pub(crate) fn toggle_not(&mut self, text: &str) {
        toggle(&mut self.not, &mut self.aliases, text);
    }

    /// The lines.
    pub(crate) fn lines(&self) -> String {
        let mut out = String::from("[[names]]\n");
        let mut line = |key: &str, value: &str| {
            out.push_str(&[key, " = ", value, "\n"].concat());
        };
        line("name", &quoted(&self.name));
        line("kind", &quoted(&self.kind));
        for (key, list) in [("aliases", &self.aliases), ("not", &self.not)] {
            if !list.is_empty() {
                let list: Vec<String> = list.iter().map(|text| quoted(text)).collect();
                line(key, &["[", &list.join(", "), "]"].concat());
            }
        }
        out
    }
}

fn toggle(list: &mut Vec<String>, other: &mut Vec<String>, text: &str) {
    other.retain(|held| held != text);
    let before = list.len();
    list.retain(|held| held != text);
    if list.len() == before {
        list.push(text.to_owned());
    }
}

/// A string of TOML.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            // Other control characters are in no name.
            _ if letter.is_control() => out.push(' '),
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_for_the_settings() {
        let mut it = Correction {
            name: "Ada \"Countess\" Roth".into(),
            kind: "person".into(),
            ..Correction::default()
        };
        it.toggle_alias("A. Roth");
        it.toggle_alias("Roth\\");
        it.toggle_not("Adam Roth");
        it.toggle_not("A. Roth");
        it.toggle_alias("Roth\\");
        it.toggle_alias("Roth\\");
        assert_eq!(
            it.lines(),
            "[[names]]\nname = \"Ada \\\"Countess\\\" Roth\"\nkind = \"person\"\n\
             aliases = [\"Roth\\\\\"]\nnot = [\"Adam Roth\", \"A. Roth\"]\n"
        );
    }
}
