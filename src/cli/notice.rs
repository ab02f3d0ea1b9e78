//! Standard error: progress, warnings, the last sentence of a failed command.
//!
//! Text from a corpus or a file's name may hold control characters that would
//! move a terminal's cursor or worse; they are shown as `�`.

use std::collections::BTreeMap;
use std::io::{IsTerminal as _, Write as _};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::document::Warning;

/// Warnings of one kind that are shown, unless all are asked for.
const SHOWN: usize = 20;

/// Writes one line. A closed standard error leaves nobody to tell.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{}", harmless(line));
}

/// Text without characters that a terminal obeys.
pub(crate) fn harmless(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() && !matches!(c, '\n' | '\t') { '\u{fffd}' } else { c })
        .collect()
}

/// Shows warnings, of each kind the first ones only.
pub(crate) fn warn(warnings: &[Warning], all: bool) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for warning in warnings {
        let count = seen.entry(kind(&warning.message)).or_default();
        *count += 1;
        if all || *count <= SHOWN {
            say(&format!("warning: {warning}"));
        }
    }
    for (kind, count) in seen.iter().filter(|(_, count)| !all && **count > SHOWN) {
        say(&format!(
            "warning: {} more like this: {kind} ({count} in all; --all-warnings shows them)",
            count - SHOWN
        ));
    }
}

/// What warnings of one kind have in common: the message without what it
/// quotes and counts.
fn kind(message: &str) -> String {
    let quoted = message.split('`').enumerate();
    let plain: Vec<&str> =
        quoted.map(|(at, part)| if at % 2 == 0 { part } else { "…" }).collect();
    let mut kind = String::new();
    for c in plain.concat().chars() {
        if !c.is_ascii_digit() {
            kind.push(c);
        } else if !kind.ends_with('…') {
            kind.push('…');
        }
    }
    kind
}

/// A bar where a person watches, else nothing.
pub(crate) struct Progress(Option<ProgressBar>);

impl Progress {
    /// Work of unknown length, until [`Progress::at`] knows better.
    pub(crate) fn new(what: &'static str, quiet: bool) -> Self {
        if quiet || !std::io::stderr().is_terminal() {
            return Self(None);
        }
        // Shown only once it looks as it should.
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
            bar.set_style(style);
        }
        bar.set_message(what);
        bar.set_draw_target(ProgressDrawTarget::stderr());
        bar.enable_steady_tick(std::time::Duration::from_millis(120));
        Self(Some(bar))
    }

    /// `done` of `all` are done.
    pub(crate) fn at(&self, done: usize, all: usize) {
        let Some(bar) = &self.0 else { return };
        if bar.length() != Some(all as u64) {
            bar.set_length(all as u64);
            if let Ok(style) =
                ProgressStyle::with_template("{spinner} {msg} {wide_bar} {pos} of {len}")
            {
                bar.set_style(style);
            }
        }
        // Threads may report out of order.
        if done as u64 > bar.position() {
            bar.set_position(done as u64);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_leave_out_what_differs() {
        assert_eq!(
            kind("the date `03/04/2025` may be read two ways"),
            kind("the date `1/2/25` may be read two ways")
        );
        assert_eq!(kind("the row has 3 values"), kind("the row has 12 values"));
        assert_ne!(kind("the row has 3 values"), kind("the row has no text"));
    }

    #[test]
    fn terminals_are_safe() {
        assert_eq!(harmless("a\u{1b}[2J\tb"), "a\u{fffd}[2J\tb");
    }
}
