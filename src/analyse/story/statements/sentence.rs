//! A sentence as statements see it: tokens and quotations go in, a row of
//! items comes out, in which a quotation is one item.

use std::ops::Range;

use crate::analyse::story::language::{Flags, flag};
use crate::analyse::story::names::Named;
use crate::analyse::story::text::{Shape, Text};

/// A token outside quotations, or a whole quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) tokens: Range<usize>,
    pub(crate) quote: bool,
}

/// A sentence in items.
#[derive(Debug)]
pub(crate) struct Sentence<'t, 'a> {
    pub(crate) text: &'t Text<'a>,
    /// Mentions of the whole document in order.
    pub(crate) named: &'t [Named],
    pub(crate) items: Vec<Item>,
    pub(crate) tokens: Range<usize>,
}

impl<'t, 'a> Sentence<'t, 'a> {
    pub(crate) fn new(text: &'t Text<'a>, named: &'t [Named], tokens: Range<usize>) -> Self {
        let mut items = Vec::with_capacity(tokens.len());
        let first = text.quotes.partition_point(|q| q.open < tokens.start);
        let mut quotes = text.quotes[first..].iter().filter(|q| q.depth == 0).peekable();
        let mut at = tokens.start;
        while at < tokens.end {
            while quotes.next_if(|q| q.open < at).is_some() {}
            match quotes.peek() {
                Some(quote) if quote.open == at => {
                    items.push(Item { tokens: at..quote.close + 1, quote: true });
                    at = quote.close + 1;
                }
                _ => {
                    items.push(Item { tokens: at..at + 1, quote: false });
                    at += 1;
                }
            }
        }
        Self { text, named, items, tokens }
    }

    /// The first token of an item; the end of the sentence behind the last.
    pub(crate) fn token(&self, item: usize) -> usize {
        self.items.get(item).map_or(self.tokens.end, |i| i.tokens.start)
    }

    pub(crate) fn is_quote(&self, item: usize) -> bool {
        self.items.get(item).is_some_and(|i| i.quote)
    }

    pub(crate) fn flags(&self, item: usize) -> Flags {
        self.items.get(item).filter(|i| !i.quote).map_or(0, |i| self.text.flags(i.tokens.start))
    }

    pub(crate) fn is(&self, item: usize, word: &str) -> bool {
        self.items.get(item).is_some_and(|i| !i.quote && self.text.is(i.tokens.start, word))
    }

    pub(crate) fn is_any(&self, item: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(item, word))
    }

    pub(crate) fn is_mark(&self, item: usize) -> bool {
        self.items
            .get(item)
            .is_some_and(|i| !i.quote && self.text.tokens[i.tokens.start].shape == Shape::Mark)
    }

    /// Ends a sentence or a part of it that stands by itself.
    pub(crate) fn is_stop(&self, item: usize) -> bool {
        item >= self.items.len() || self.is_any(item, &[".", "!", "?", "…", ";"])
    }

    /// The mention that ends directly before an item.
    pub(crate) fn named_before(&self, item: usize) -> Option<&'t Named> {
        let end = item.checked_sub(1).map(|i| self.items[i].tokens.end)?;
        self.named_ending(end)
    }

    pub(crate) fn named_ending(&self, end: usize) -> Option<&'t Named> {
        let at = self.named.partition_point(|n| n.tokens.end < end);
        self.named.get(at).filter(|n| n.tokens.end == end)
    }

    /// The mention that begins at or holds an item.
    pub(crate) fn named_at(&self, item: usize) -> Option<&'t Named> {
        let token = self.token(item);
        let at = self.named.partition_point(|n| n.tokens.end <= token);
        self.named.get(at).filter(|n| n.tokens.start <= token && item < self.items.len())
    }

    /// The item that holds a token.
    pub(crate) fn item_of(&self, token: usize) -> usize {
        self.items.partition_point(|i| i.tokens.end <= token)
    }

    /// Words in items, quotations counted as words.
    pub(crate) fn words(&self, items: &Range<usize>) -> usize {
        items.clone().filter(|&i| !self.is_mark(i)).count()
    }

    /// Whether an item can begin the subject of a clause.
    pub(crate) fn opens_noun(&self, item: usize) -> bool {
        let Some(this) = self.items.get(item).filter(|i| !i.quote) else { return false };
        let token = &self.text.tokens[this.tokens.start];
        token.is(flag::DETERMINER | flag::PRONOUN | flag::GROUP | flag::DEMONYM | flag::NUMBER)
            || token.has_capital()
            || token.shape == Shape::Digit
            || token.is_possessive()
            || self.text.word(this.tokens.start).ends_with('s') && !token.is(flag::FUNCTION)
            || self.is_any(item, &["there", "nothing", "everyone", "it", "what"])
    }

    /// Whether a finite verb stands among the items.
    pub(crate) fn has_verb(&self, items: &Range<usize>) -> bool {
        items.clone().skip(1).any(|i| {
            let Some(item) = self.items.get(i).filter(|it| !it.quote) else { return false };
            let flags = self.text.flags(item.tokens.start);
            let word = self.text.word(item.tokens.start);
            let says = flag::SAYING | flag::STATING | flag::CALLING;
            flags & flag::AUXILIARY != 0
                || flags & says != 0 && flags & (flag::PARTICIPLE | flag::AMBIGUOUS) == 0
                || flags == 0
                    && word.len() > 4
                    && (word.ends_with("ed") || word.ends_with("es"))
        })
    }
}
