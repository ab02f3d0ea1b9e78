//! The command line as typed: words, `--flags` and `--options VALUE`.
//!
//! A chore takes what it knows and then calls [`Arguments::finish`], which
//! refuses whatever is left, so that a misspelt flag is never ignored.

use std::collections::VecDeque;

use crate::Outcome;

/// What was typed and is not taken yet.
pub(crate) struct Arguments {
    left: VecDeque<String>,
}

impl Arguments {
    /// What follows the program's name.
    pub(crate) fn from_environment() -> Self {
        Self { left: std::env::args().skip(1).collect() }
    }

    /// The next argument that is not a flag.
    pub(crate) fn next_word(&mut self) -> Option<String> {
        let place = self.left.iter().position(|argument| !argument.starts_with("--"))?;
        self.left.remove(place)
    }

    /// Whether a flag was typed.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let place = self.left.iter().position(|argument| argument == name);
        place.is_some_and(|place| self.left.remove(place).is_some())
    }

    /// The value of an option: `--name VALUE` or `--name=VALUE`.
    pub(crate) fn option(&mut self, name: &str) -> Outcome<Option<String>> {
        for place in 0..self.left.len() {
            if self.left[place] == name {
                self.left.remove(place);
                return match self.left.remove(place) {
                    Some(value) => Ok(Some(value)),
                    None => Err(format!("`{name}` needs a value")),
                };
            }
            let joined =
                self.left[place].strip_prefix(name).and_then(|it| it.strip_prefix('='));
            if let Some(value) = joined.map(str::to_owned) {
                self.left.remove(place);
                return Ok(Some(value));
            }
        }
        Ok(None)
    }

    /// Refuses what nobody took.
    pub(crate) fn finish(self) -> Outcome {
        match self.left.front() {
            None => Ok(()),
            Some(argument) => {
                Err(format!("unexpected argument `{argument}`; `cargo xtask help` lists them"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(line: &str) -> Arguments {
        Arguments { left: line.split_whitespace().map(str::to_owned).collect() }
    }

    #[test]
    fn words_flags_and_options_in_any_order() {
        for line in
            ["docs --port 80 --quick", "--quick --port=80 docs", "--port 80 docs --quick"]
        {
            let mut arguments = typed(line);
            assert!(arguments.flag("--quick"), "{line}");
            assert_eq!(arguments.option("--port"), Ok(Some("80".to_owned())), "{line}");
            assert_eq!(arguments.next_word().as_deref(), Some("docs"), "{line}");
            assert_eq!(arguments.finish(), Ok(()), "{line}");
        }
    }

    #[test]
    fn what_is_not_known_is_refused() {
        assert!(typed("--qick").finish().is_err_and(|message| message.contains("--qick")));
        assert!(typed("--port").option("--port").is_err());
        assert_eq!(typed("--portable").option("--port"), Ok(None));
    }
}
