//! A document as the rules see it: its segments go in, tokens with what they
//! can be, paragraphs, sentences and quotations come out.
//!
//! 1. Words keep their bytes; a possessive (`Rubio’s`) is cut off and noted, a
//!    full stop that belongs to an abbreviation (`U.S.`, `Mr.`) is joined.
//! 2. Each word is looked up once in the language's [`Lexicon`].
//! 3. Boilerplate is left out; nothing reaches over it.
//! 4. Paragraphs are those of the reader; `quotes` are found
//!    in them, and sentences that do not end inside a quotation.

use std::ops::Range;

use super::facts::Span;
use super::language::{Flags, Lexicon, flag, without_possessive};
use super::quotes::{self, Quote};
use crate::analyse::layout::{self, Piece};
use crate::analyse::tokens::Kind;

/// A document to be analysed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source<'a> {
    pub(crate) text: &'a str,
    /// Its words, marks and gaps, without anything between them.
    pub(crate) segments: &'a [(Kind, Range<usize>)],
    /// Bytes that are not the document's own words.
    pub(crate) boilerplate: &'a [Range<usize>],
    /// Bytes of the title, where it is in the text.
    pub(crate) title: &'a Range<usize>,
    /// The title where it stands apart from the text.
    pub(crate) heading: &'a str,
    pub(crate) language: Option<&'a str>,
    pub(crate) date: Option<crate::document::PartialDate>,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shape {
    Mark,
    Lower,
    /// A capital first.
    Capital,
    /// Two capitals or more and no small letter.
    AllCapitals,
    /// A digit first.
    Digit,
}

/// A word or mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// Bytes, without a possessive.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// With the possessive.
    pub(crate) full_end: u32,
    pub(crate) flags: Flags,
    pub(crate) shape: Shape,
    /// Whether nothing stands between it and the token before.
    pub(crate) joined: bool,
    /// Whether its capital may be that of a sentence.
    pub(crate) starts: bool,
}

impl Token {
    pub(crate) fn is(&self, flags: Flags) -> bool {
        self.flags & flags != 0
    }

    pub(crate) fn has_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::AllCapitals)
    }

    pub(crate) fn is_word(&self) -> bool {
        self.shape != Shape::Mark
    }

    pub(crate) fn is_possessive(&self) -> bool {
        self.full_end > self.end
    }
}

/// A document ready for the rules. Ranges are of token numbers.
#[derive(Debug)]
pub(crate) struct Text<'a> {
    pub(crate) content: &'a str,
    /// Its title, in the text or apart from it.
    pub(crate) title: &'a str,
    pub(crate) lexicon: &'static Lexicon,
    pub(crate) tokens: Vec<Token>,
    pub(crate) paragraphs: Vec<Range<usize>>,
    /// Sentences; none ends inside a quotation.
    pub(crate) sentences: Vec<Range<usize>>,
    /// In order of their opening marks.
    pub(crate) quotes: Vec<Quote>,
    /// The language is written with capitals on nouns.
    pub(crate) noun_capitals: bool,
    pub(crate) date: Option<crate::document::PartialDate>,
}

impl<'a> Text<'a> {
    pub(crate) fn new(source: &Source<'a>) -> Self {
        let lexicon = Lexicon::of(source.language);
        let mut text = Self {
            content: source.text,
            title: match source.title.is_empty() {
                true => source.heading,
                false => source.text.get(source.title.clone()).unwrap_or_default(),
            },
            lexicon,
            tokens: Vec::with_capacity(source.segments.len() / 2),
            paragraphs: Vec::new(),
            sentences: Vec::new(),
            quotes: Vec::new(),
            noun_capitals: source.language == Some("de"),
            date: source.date,
        };
        text.take(source);
        text.quotes = quotes::find(&text);
        text.split();
        text
    }

    /// The letters of a token, without a possessive.
    pub(crate) fn word(&self, token: usize) -> &'a str {
        self.tokens
            .get(token)
            .and_then(|t| self.content.get(t.start as usize..t.end as usize))
            .unwrap_or_default()
    }

    /// Whether a token is this word or mark, case aside (ASCII).
    pub(crate) fn is(&self, token: usize, word: &str) -> bool {
        self.word(token).eq_ignore_ascii_case(word)
    }

    pub(crate) fn flags(&self, token: usize) -> Flags {
        self.tokens.get(token).map_or(0, |t| t.flags)
    }

    /// The bytes of a range of tokens, without the last one's possessive.
    pub(crate) fn span(&self, tokens: &Range<usize>) -> Span {
        let start = self.tokens.get(tokens.start).map_or(0, |t| t.start);
        let end = tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last));
        start..end.map_or(start, |t| t.end).max(start)
    }

    pub(crate) fn slice(&self, span: &Span) -> &'a str {
        self.content.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// The sentence that has a token.
    pub(crate) fn sentence_of(&self, token: usize) -> Range<usize> {
        let at = self.sentences.partition_point(|s| s.end <= token);
        self.sentences.get(at).cloned().unwrap_or(token..token)
    }

    /// The paragraph that has a token.
    pub(crate) fn paragraph_of(&self, token: usize) -> usize {
        self.paragraphs.partition_point(|p| p.end <= token)
    }

    /// The token that starts at or after a byte.
    pub(crate) fn token_at(&self, byte: u32) -> usize {
        self.tokens.partition_point(|t| t.start < byte)
    }

    fn take(&mut self, source: &Source<'a>) {
        let pieces: Vec<Piece<'_>> = source
            .segments
            .iter()
            .map(|(kind, range)| Piece { kind: *kind, text: &source.text[range.clone()] })
            .collect();
        let ends = layout::paragraph_ends(&pieces);
        let mut lower = String::new();
        let mut skipped = source.boilerplate.iter().peekable();
        let mut joined = false;
        let mut paragraph = 0;
        let close = |from: &mut usize, to: usize, paragraphs: &mut Vec<Range<usize>>| {
            if to > *from {
                paragraphs.push(*from..to);
            }
            *from = to;
        };
        for ((piece, (kind, range)), end) in pieces.iter().zip(source.segments).zip(ends) {
            while skipped.next_if(|r| r.end <= range.start).is_some() {}
            let own = skipped.peek().is_none_or(|r| r.start >= range.end);
            let in_title = range.start < source.title.end && range.end > source.title.start;
            if *kind == Kind::Gap {
                joined = false;
                // A title is a paragraph of its own.
                let leaves = range.end >= source.title.end
                    && range.start <= source.title.end
                    && !source.title.is_empty();
                if end || leaves {
                    close(&mut paragraph, self.tokens.len(), &mut self.paragraphs);
                }
                continue;
            }
            if !own {
                close(&mut paragraph, self.tokens.len(), &mut self.paragraphs);
                joined = false;
                continue;
            }
            let _ = in_title;
            if *kind == Kind::Mark {
                if joined && piece.text == "." && self.belongs_to_last(source, range.end) {
                    if let Some(last) = self.tokens.last_mut() {
                        last.end += 1;
                        last.full_end = last.end;
                    }
                    self.look_up_last(&mut lower);
                    continue;
                }
                self.push(range.clone(), Shape::Mark, 0, 0, joined);
            } else {
                let whole = self.look_up(piece.text, &mut lower);
                let (bare, flags) = match whole {
                    0 => {
                        let bare = without_possessive(piece.text);
                        let cut = bare.len() < piece.text.len();
                        (bare, if cut { self.look_up(bare, &mut lower) } else { 0 })
                    }
                    // he’s and that’s are no possessives.
                    whole => (piece.text, whole),
                };
                let cut = piece.text.len() - bare.len();
                self.push(range.clone(), shape_of(bare), cut, flags, joined);
            }
            joined = true;
        }
        close(&mut paragraph, self.tokens.len(), &mut self.paragraphs);
    }

    fn push(
        &mut self,
        range: Range<usize>,
        shape: Shape,
        cut: usize,
        flags: Flags,
        joined: bool,
    ) {
        let full_end = narrow(range.end);
        self.tokens.push(Token {
            start: narrow(range.start),
            end: narrow(range.end - cut),
            full_end,
            flags,
            shape,
            joined,
            starts: false,
        });
    }

    fn look_up(&self, word: &str, lower: &mut String) -> Flags {
        lower.clear();
        if word.is_ascii() {
            lower.push_str(word);
            lower.make_ascii_lowercase();
        } else {
            lower.extend(word.chars().flat_map(char::to_lowercase));
        }
        self.lexicon.flags(lower)
    }

    fn look_up_last(&mut self, lower: &mut String) {
        let Some(last) = self.tokens.len().checked_sub(1) else { return };
        let flags = self.look_up(self.word(last), lower);
        self.tokens[last].flags |= flags;
    }

    /// Whether a full stop directly behind the last word is part of it.
    fn belongs_to_last(&self, source: &Source<'_>, behind: usize) -> bool {
        let Some(last) = self.tokens.len().checked_sub(1) else { return false };
        let word = self.word(last);
        let next = source.text[behind..].chars().find(|c| !c.is_whitespace());
        let capital_next = next.is_some_and(char::is_uppercase);
        let dotted = word.contains('.') && word.split('.').all(|p| p.chars().count() == 1);
        if dotted {
            return true;
        }
        let mut letters = word.chars();
        let single = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        if single {
            let before = last.checked_sub(1).and_then(|b| self.tokens.get(b));
            return capital_next
                && before
                    .is_none_or(|b| b.has_capital() || b.is(flag::ROLE | flag::HONORIFIC));
        }
        const SHORT: [&str; 24] = [
            "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "col", "lt", "sgt",
            "capt", "st", "jr", "sr", "rev", "inc", "corp", "ltd", "co", "vs", "sept", "no",
        ];
        const MONTHS: [&str; 6] = ["jan", "feb", "aug", "oct", "nov", "dec"];
        let is = |list: &[&str]| list.iter().any(|short| word.eq_ignore_ascii_case(short));
        (is(&SHORT) && next.is_some() && (word != "no"))
            || (is(&MONTHS) && next.is_some_and(|c| c.is_ascii_digit()))
    }

    /// Finds sentences and marks the words whose capital may be theirs.
    fn split(&mut self) {
        let mut starts: Vec<usize> = Vec::new();
        let mut sentences = Vec::new();
        let quotes = std::mem::take(&mut self.quotes);
        let mut quote = quotes.iter().filter(|q| q.depth == 0).peekable();
        for paragraph in &self.paragraphs {
            let mut from = paragraph.start;
            let mut at = paragraph.start;
            while at < paragraph.end {
                while quote.next_if(|q| q.close < at).is_some() {}
                let end = self.sentence_end(at, paragraph.end);
                let Some(end) = end else {
                    at += 1;
                    continue;
                };
                starts.push(end);
                let inside = quote.peek().is_some_and(|q| q.open < end && end <= q.close);
                if !inside && !self.goes_on(end, paragraph.end, quote.peek().copied()) {
                    sentences.push(from..end);
                    from = end;
                }
                at = end.max(at + 1);
            }
            if from < paragraph.end {
                sentences.push(from..paragraph.end);
            }
            starts.push(paragraph.start);
        }
        self.sentences = sentences;
        starts.extend(quotes.iter().map(|q| q.open + 1));
        self.quotes = quotes;
        for start in starts {
            // The first word, with marks before it passed over.
            let first = (start..self.tokens.len()).take(4).find(|&t| self.tokens[t].is_word());
            if let Some(first) = first {
                self.tokens[first].starts = true;
            }
        }
        // After a colon a capital may be that of a sentence.
        for at in 1..self.tokens.len() {
            if self.is(at - 1, ":") || matches!(self.word(at - 1), "•" | "·" | "*") {
                self.tokens[at].starts = true;
            }
        }
    }

    /// Where a sentence ends, if the token at `at` can end one.
    fn sentence_end(&self, at: usize, limit: usize) -> Option<usize> {
        let word = self.word(at);
        let terminator = matches!(word, "." | "!" | "?" | "…" | "。" | "！" | "？" | "؟" | "।");
        let mut end = at + 1;
        if !terminator {
            // U.S. at the end: what follows has a capital and is a small word.
            let dotted = word.ends_with('.') && word.len() > 2;
            let next = self.tokens.get(end).filter(|_| end < limit)?;
            let small = next.has_capital() && next.is(flag::FUNCTION);
            return (dotted && small && !next.joined).then_some(end);
        }
        while end < limit
            && (matches!(self.word(end), "." | "!" | "?" | "…")
                || (self.tokens[end].joined
                    && matches!(
                        self.word(end),
                        "\"" | "'" | "”" | "’" | "»" | "“" | ")" | "]" | "」" | "』" | "«"
                    )))
        {
            end += 1;
        }
        let Some(next) = self.tokens.get(end).filter(|_| end < limit) else { return Some(end) };
        let ideographic = matches!(word, "。" | "！" | "？");
        if next.joined && !ideographic {
            return None;
        }
        (next.shape != Shape::Lower).then_some(end)
    }

    /// Whether a sentence goes on behind a quotation that ends in `!` or `?`:
    /// “Is it?” Rubio said.
    fn goes_on(&self, end: usize, limit: usize, quote: Option<&Quote>) -> bool {
        let Some(quote) = quote else { return false };
        if quote.close + 1 != end {
            return false;
        }
        let last = quote.close.saturating_sub(1);
        let open_ended = matches!(self.word(last), "?" | "!" | "…" | "—" | "–");
        let near = (end..limit.min(end + 7)).take_while(|&t| self.tokens[t].is_word());
        let mut cue = false;
        for token in near {
            cue = self.tokens[token].is(flag::SAYING | flag::STATING);
            if cue {
                break;
            }
        }
        open_ended && cue
    }
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn shape_of(word: &str) -> Shape {
    let Some(first) = word.chars().next() else { return Shape::Mark };
    if first.is_ascii_digit() {
        return Shape::Digit;
    }
    if !first.is_uppercase() {
        return Shape::Lower;
    }
    let mut capitals = 0;
    for character in word.chars() {
        if character.is_lowercase() {
            return Shape::Capital;
        }
        capitals += usize::from(character.is_uppercase());
    }
    if capitals > 1 { Shape::AllCapitals } else { Shape::Capital }
}
