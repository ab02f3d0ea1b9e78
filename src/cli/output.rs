//! Standard output: results, and nothing else.

use std::io::{BufWriter, IsTerminal as _, StdoutLock, Write};

use serde::Serialize;

use super::failure::{Failure, Outcome};
use super::notice::harmless;

/// Standard output, buffered; [`Output::finish`] must be called at the end.
pub(crate) struct Output {
    out: BufWriter<StdoutLock<'static>>,
    styled: bool,
}

impl Output {
    pub(crate) fn new() -> Self {
        let styled = std::io::stdout().is_terminal()
            && std::env::var_os("NO_COLOR").is_none_or(|it| it.is_empty());
        Self { out: BufWriter::new(std::io::stdout().lock()), styled }
    }

    /// One line for people.
    pub(crate) fn line(&mut self, text: &str) -> Outcome {
        writeln!(self.out, "{}", harmless(text))?;
        Ok(())
    }

    /// One line of pieces, of which some stand out on a terminal.
    pub(crate) fn marked_line<'t>(
        &mut self,
        pieces: impl IntoIterator<Item = (&'t str, bool)>,
    ) -> Outcome {
        for (text, marked) in pieces {
            let text = harmless(text).replace(['\n', '\t'], " ");
            if marked && self.styled {
                write!(self.out, "\u{1b}[1m{text}\u{1b}[0m")?;
            } else {
                write!(self.out, "{text}")?;
            }
        }
        writeln!(self.out)?;
        Ok(())
    }

    /// A value as JSON on lines of its own.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> Outcome {
        serde_json::to_writer_pretty(&mut self.out, value)
            .map_err(|error| Failure::from(std::io::Error::from(error)))?;
        writeln!(self.out)?;
        Ok(())
    }

    /// Rows as CSV; the first is the heading.
    pub(crate) fn csv<'r>(
        &mut self,
        rows: impl IntoIterator<Item = Vec<std::borrow::Cow<'r, str>>>,
    ) -> Outcome {
        let mut table = csv::Writer::from_writer(&mut self.out);
        for row in rows {
            table.write_record(row.iter().map(|value| value.as_bytes())).map_err(|error| {
                match error.into_kind() {
                    csv::ErrorKind::Io(error) => Failure::from(error),
                    other => Failure::new(format!("the table cannot be written: {other:?}")),
                }
            })?;
        }
        table.flush()?;
        Ok(())
    }

    /// Writes what is still in the buffer.
    pub(crate) fn finish(mut self) -> Outcome {
        self.out.flush()?;
        Ok(())
    }
}
