//! Paragraphs and sentences as tokens come one by one: what each token and gap
//! is like goes in, the rows that a paragraph or a sentence begins with come out.
//!
//! The same as [`sentence_ends`](super::sentence_ends) of the whole text, for a
//! few instructions a token: what a token is like follows from its type and is
//! looked up ([`Traits`]). A *row* is a token that is no boilerplate.

use super::super::tokens::Kind;
use super::{Lines, Piece, closes, is_abbreviation, is_ideographic, is_terminator, line_ends};

/// What matters of a type of token or gap.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Traits {
    flags: u8,
    letters: u16,
}

const KNOWN: u8 = 1;
const TERMINATES: u8 = 2;
const CLOSES: u8 = 4;
const IDEOGRAPHIC: u8 = 8;
const LOWER: u8 = 16;
const FULL_STOP: u8 = 32;
const ABBREVIATION: u8 = 64;
/// For gaps, the lowest of the bits that count line ends.
const LINE_END: u8 = 2;

impl Traits {
    /// One space.
    pub(crate) const SPACE: Self = Self { flags: KNOWN, letters: 1 };

    pub(crate) fn of(kind: Kind, text: &str) -> Self {
        let piece = Piece { kind, text };
        let flag = |holds: bool, flag: u8| if holds { flag } else { 0 };
        let flags = match kind {
            Kind::Gap => line_ends(text) * LINE_END,
            Kind::Word => {
                flag(super::starts_lower(text), LOWER)
                    | flag(is_abbreviation(text), ABBREVIATION)
            }
            Kind::Mark => {
                flag(is_terminator(piece), TERMINATES)
                    | flag(closes(piece), CLOSES)
                    | flag(is_ideographic(text), IDEOGRAPHIC)
                    | flag(super::starts_lower(text), LOWER)
                    | flag(text == ".", FULL_STOP)
            }
        };
        let letters = u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
        Self { flags: flags | KNOWN, letters }
    }

    /// Whether it was ever found out.
    pub(crate) fn is_known(self) -> bool {
        self.flags & KNOWN != 0
    }

    fn is(self, flags: u8) -> bool {
        self.flags & flags != 0
    }
}

/// Finds the breaks of one text.
#[derive(Debug, Default)]
pub(crate) struct Breaks {
    /// Rows so far.
    rows: u32,
    /// Where a sentence ends, if what follows is no lower case: the row behind
    /// its marks, and whether no white space is needed.
    pending: Option<(u32, bool)>,
    /// Whether there was a gap since the last token.
    gap: bool,
    /// Whether the last token is an abbreviation.
    abbreviated: bool,
    lines: Lines,
    /// Rows behind line ends, and whether there was more than one.
    line_ends: Vec<(u32, bool)>,
    /// Rows behind ends of sentences.
    ends: Vec<u32>,
}

impl Breaks {
    /// A gap that is not empty.
    #[inline]
    pub(crate) fn gap(&mut self, traits: Traits) {
        self.gap = true;
        let line_ends = traits.flags / LINE_END;
        self.lines.add(traits.letters.into(), line_ends);
        if line_ends > 0 {
            self.line_ends.push((self.rows, line_ends > 1));
        }
    }

    #[inline]
    pub(crate) fn token(&mut self, traits: Traits, is_row: bool) {
        self.lines.add(traits.letters.into(), 0);
        let gap = std::mem::replace(&mut self.gap, false);
        let after = self.rows + u32::from(is_row);
        let mut taken = false;
        if let Some((end, ideographic)) = self.pending {
            if !gap && traits.is(CLOSES | TERMINATES) {
                self.pending = Some((after, ideographic || traits.is(IDEOGRAPHIC)));
                taken = true;
            } else {
                self.pending = None;
                if (gap || ideographic) && !traits.is(LOWER) {
                    self.ends.push(end);
                }
            }
        }
        let abbreviates = self.abbreviated && !gap && traits.is(FULL_STOP);
        if !taken && traits.is(TERMINATES) && !abbreviates {
            self.pending = Some((after, traits.is(IDEOGRAPHIC)));
        }
        self.abbreviated = traits.is(ABBREVIATION);
        self.rows = after;
    }

    /// The rows that paragraphs begin with besides the first, and those that
    /// sentences do that do not begin a paragraph. They ascend and may be
    /// repeated; an end at the end of the text is behind its last row. Ready for
    /// the next text then.
    pub(crate) fn finish(&mut self) -> (Vec<u32>, Vec<u32>) {
        if let Some((end, _)) = self.pending.take() {
            self.ends.push(end);
        }
        let wrapped = self.lines.are_wrapped();
        let paragraphs = self.line_ends.drain(..).filter(|(_, blank)| *blank || !wrapped);
        let paragraphs = paragraphs.map(|(row, _)| row).collect();
        self.lines = Lines::default();
        (self.rows, self.gap, self.abbreviated) = (0, false, false);
        (paragraphs, std::mem::take(&mut self.ends))
    }
}
