//! Paragraphs and sentences as tokens come one by one: what each token and gap
//! is like goes in, the rows that a paragraph or a sentence begins with come out.
//!
//! The same as [`sentence_ends`](super::sentence_ends) of the whole text, for a
//! few instructions a token: what a token is like follows from its type and is
//! looked up ([`Traits`]). A *row* is a token that is no boilerplate.

use super::super::tokens::Kind;
use super::{
    Lines, Piece, closes, is_abbreviation, is_day, is_ideographic, is_month, is_terminator,
    line_ends, starts_lower,
};

/// What matters of a type of token or gap.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Traits {
    flags: u16,
    letters: u16,
}

const KNOWN: u16 = 1;
const TERMINATES: u16 = 2;
const CLOSES: u16 = 4;
const IDEOGRAPHIC: u16 = 8;
const LOWER: u16 = 16;
const FULL_STOP: u16 = 32;
const ABBREVIATION: u16 = 64;
const DAY: u16 = 128;
const MONTH: u16 = 256;
/// For gaps, the lowest of the bits that count line ends.
const LINE_END: u16 = 2;

impl Traits {
    /// One space.
    pub(crate) const SPACE: Self = Self { flags: KNOWN, letters: 1 };

    pub(crate) fn of(kind: Kind, text: &str) -> Self {
        let piece = Piece { kind, text };
        let flag = |holds: bool, flag: u16| if holds { flag } else { 0 };
        let flags = match kind {
            Kind::Gap => u16::from(line_ends(text)) * LINE_END,
            Kind::Word => {
                flag(starts_lower(text), LOWER)
                    | flag(is_abbreviation(text), ABBREVIATION)
                    | flag(is_day(text), DAY)
                    | flag(is_month(&piece), MONTH)
            }
            Kind::Mark => {
                flag(is_terminator(piece), TERMINATES)
                    | flag(closes(piece), CLOSES)
                    | flag(is_ideographic(text), IDEOGRAPHIC)
                    | flag(starts_lower(text), LOWER)
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

    fn is(self, flags: u16) -> bool {
        self.flags & flags != 0
    }
}

/// Where a sentence ends, if what follows is no lower case.
#[derive(Clone, Copy, Debug)]
struct Pending {
    /// The row behind its marks.
    end: u32,
    /// Whether no white space is needed.
    ideographic: bool,
    /// Whether it is only the full stop of a day, which a month may follow.
    day: bool,
}

/// Finds the breaks of one text.
#[derive(Debug, Default)]
pub(crate) struct Breaks {
    /// Rows so far.
    rows: u32,
    pending: Option<Pending>,
    /// Whether there was a gap since the last token.
    gap: bool,
    last: Traits,
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
        let [line_ends, _] = (traits.flags / LINE_END).to_le_bytes();
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
        let last = std::mem::replace(&mut self.last, traits);
        let mut taken = false;
        if let Some(Pending { end, ideographic, day }) = self.pending {
            if !gap && traits.is(CLOSES | TERMINATES) {
                let ideographic = ideographic || traits.is(IDEOGRAPHIC);
                self.pending = Some(Pending { end: after, ideographic, day: false });
                taken = true;
            } else {
                self.pending = None;
                let goes_on = traits.is(LOWER) || day && traits.is(MONTH);
                if (gap || ideographic) && !goes_on {
                    self.ends.push(end);
                }
            }
        }
        let stops = |word: u16| last.is(word) && !gap && traits.is(FULL_STOP);
        if !taken && traits.is(TERMINATES) && !stops(ABBREVIATION) {
            let (ideographic, day) = (traits.is(IDEOGRAPHIC), stops(DAY));
            self.pending = Some(Pending { end: after, ideographic, day });
        }
        self.rows = after;
    }

    /// The rows that paragraphs begin with besides the first, and those that
    /// sentences do that do not begin a paragraph. They ascend and may be
    /// repeated; an end at the end of the text is behind its last row. Ready for
    /// the next text then.
    pub(crate) fn finish(&mut self) -> (Vec<u32>, Vec<u32>) {
        if let Some(pending) = self.pending.take() {
            self.ends.push(pending.end);
        }
        let wrapped = self.lines.are_wrapped();
        let paragraphs = self.line_ends.drain(..).filter(|(_, blank)| *blank || !wrapped);
        let paragraphs = paragraphs.map(|(row, _)| row).collect();
        self.lines = Lines::default();
        (self.rows, self.gap, self.last) = (0, false, Traits::default());
        (paragraphs, std::mem::take(&mut self.ends))
    }
}
