//! Quotations that no verb has: a sentence and what is taken of it go in, the
//! rest of its quotations come out as statements: behind what somebody said
//! already, behind a colon, behind a name whose verb is unsaid, signed, going
//! on from the sentence before, or by nobody that the text tells.

use std::ops::Range;

use super::blocks::gap;
use super::cues::{Class, Cue};
use super::sentence::Sentence;
use super::subjects::{self, Who};
use super::{Finder, Last, Spoken, label, venues};
use crate::analyse::story::facts::{NameKind, Rule, Statement, StatementKind};
use crate::analyse::story::language::flag;
use crate::analyse::story::names::Named;

/// Words of a quotation that is speech even where nobody is named.
const SPEECH: usize = 4;

impl Finder<'_, '_> {
    /// Quotations behind what somebody said in the same sentence, with no verb
    /// of saying between: “…,” he said, and it was “…”.
    pub(super) fn leftover(
        &mut self,
        sentence: &Sentence<'_, '_>,
        cues: &[Cue],
        taken: &mut Vec<usize>,
    ) {
        let text = self.text;
        for quote in 0..sentence.items.len() {
            if !sentence.is_quote(quote) || taken.contains(&quote) {
                continue;
            }
            let Some(last) = self.found.last() else { return };
            let from = sentence.item_of(last.tokens.start);
            let until = sentence.item_of(last.tokens.end.saturating_sub(1)) + 1;
            let here = last.tokens.start >= sentence.tokens.start
                && !last.statement.quotes.is_empty()
                && (last.statement.rule != Rule::Calling
                    || sentence.is(quote.saturating_sub(1), ":"));
            let cue = last.statement.cue.as_ref().map(|c| text.token_at(c.start));
            let others = cues.iter().any(|c| {
                let token = sentence.token(c.items.start);
                Some(token) != cue
                    && (from..quote).contains(&c.items.start)
                    && c.items.start >= until.min(quote)
                    && !last.tokens.contains(&token)
            });
            // … and Kyiv a “trap”: another one’s words.
            let other = |i: usize| {
                sentence.named_at(i).is_some_and(|named| {
                    Some(named.name) != last.statement.speaker
                        && !text.tokens[named.tokens.end - 1].is_possessive()
                        && sentence.is_any(i - 1, &["and", ";"])
                })
            };
            let what = (until..quote)
                .any(|i| sentence.is_any(i, &["but", "while", "whereas"]) || i > 0 && other(i));
            if !here || others || what {
                continue;
            }
            let mut end = sentence.items.len();
            while end > quote + 1 && sentence.is_mark(end - 1) {
                end -= 1;
            }
            let end = sentence.items[end - 1].tokens.end.max(last.tokens.end);
            let tokens = last.tokens.start..end;
            let span = text.span(&tokens);
            let quoted = text.span(&sentence.items[quote].tokens);
            taken.push(quote);
            let Some(last) = self.found.last_mut() else { return };
            last.statement.quotes.push(quoted);
            last.statement.kind = StatementKind::Mixed;
            last.statement.span = span;
            last.tokens = tokens.clone();
            if let Some(last) = self.found.last() {
                let about = self.about(&tokens, &last.statement);
                if let Some(last) = self.found.last_mut() {
                    last.statement.about = about;
                }
            }
        }
    }

    /// `Rubio: “…”`, `His answer was careful: “…”`.
    pub(super) fn colon(
        &mut self,
        sentence: &Sentence<'_, '_>,
        cues: &[Cue],
        taken: &mut Vec<usize>,
        spoke: &mut Option<u32>,
    ) {
        let text = self.text;
        for item in 1..sentence.items.len() {
            let colon = (item.saturating_sub(4)..item).rev().find(|&i| sentence.is(i, ":"));
            let Some(colon) = colon.filter(|_| item < 40) else { continue };
            let free = sentence.is_quote(item)
                && !taken.contains(&item)
                && !(colon + 1..item).any(|i| sentence.is_quote(i) || sentence.is_mark(i));
            if !free {
                continue;
            }
            let Some((name, words)) = self.before_colon(sentence, cues, colon) else {
                continue;
            };
            taken.push(item);
            *spoke = Some(name);
            let direct = colon + 1 == item;
            let mut end = item + 1;
            if !direct {
                end = sentence.items.len();
                while end > item + 1 && sentence.is_mark(end - 1) {
                    end -= 1;
                }
            }
            let items = colon + 1..end;
            self.free(sentence, items, Some(name), Some(words), Rule::Colon, direct);
            let venue = venues::find(sentence, &(0..colon)).map(|v| text.span(&v));
            if let Some(last) = self.found.last_mut() {
                last.statement.venue = venue;
            }
        }
    }

    /// Rubio spoke of “…”, Umerov of “…”: whose verb is unsaid.
    pub(super) fn gapped(
        &mut self,
        sentence: &Sentence<'_, '_>,
        taken: &mut Vec<usize>,
        spoke: &mut Option<u32>,
    ) {
        let first = (0..sentence.items.len()).find(|&i| sentence.is_quote(i));
        for item in first.map_or(0, |first| first + 1)..sentence.items.len() {
            let Some((named, behind)) = gap(sentence, item) else { continue };
            let near = behind..(behind + 12).min(sentence.items.len());
            let mut near = near.take_while(|&i| {
                !sentence.is_any(i, &[";", "while"]) && (i < behind + 3 || !sentence.is(i, ","))
            });
            let Some(quote) = near.find(|&i| sentence.is_quote(i)) else { continue };
            if taken.contains(&quote) {
                continue;
            }
            taken.push(quote);
            *spoke = Some(named.name);
            let article = sentence.flags(quote - 1) & flag::DETERMINER != 0;
            let items = quote - usize::from(article)..quote + 1;
            let words = Some(named.tokens.clone());
            self.free(sentence, items, Some(named.name), words, Rule::QuoteInClause, false);
        }
    }

    /// Whose words follow the colon at `colon`.
    fn before_colon(
        &self,
        sentence: &Sentence<'_, '_>,
        cues: &[Cue],
        colon: usize,
    ) -> Option<(u32, Range<usize>)> {
        let named = sentence.named_before(colon).filter(|n| {
            let start = sentence.item_of(n.tokens.start);
            start <= 4 && n.kind != NameKind::Other
        });
        if let Some(named) = named {
            return Some((named.name, named.tokens.clone()));
        }
        // His account was short: “…”; Rubio’s verdict: “…”; the report gives
        // his remarks as they were: “…”
        let owner = (0..colon).find_map(|item| {
            let early = item <= 1;
            let says = sentence.flags(item + 1) & (flag::SPEECH_NOUN | flag::VENUE) != 0;
            if sentence.is_any(item, &["his", "her", "he", "she"]) && (item == 0 || says) {
                let token = sentence.token(item);
                let tokens = token..token + 1;
                let first = item;
                let subject = subjects::Subject { who: Who::Pronoun, tokens, first };
                let name = self.discourse.resolve(sentence, &subject, colon);
                return Some(name.map(|name| (name, subject.tokens)));
            }
            let named = sentence.named_before(item + 1)?;
            let owner = self.text.tokens[named.tokens.end - 1].is_possessive()
                && named.kind == NameKind::Person;
            let start = sentence.item_of(named.tokens.start);
            let others = flag::ROLE | flag::GROUP | flag::BODY;
            let alone = (item + 1..colon).all(|i| sentence.flags(i) & others == 0);
            (owner && alone && (says || start == 0 || early))
                .then(|| Some((named.name, named.tokens.clone())))
        });
        if let Some(owner) = owner {
            return owner;
        }
        // What Trump wrote, with capitals: “…”
        let said = cues.iter().rev().find(|cue| cue.behind <= colon).filter(|cue| {
            matches!(cue.class, Class::Say | Class::State) && !cue.participle && !cue.inverted
        });
        if let Some(cue) = said
            && let Some(name) = self.discourse.resolve(sentence, &cue.subject, cue.behind)
        {
            return Some((name, cue.subject.tokens.clone()));
        }
        self.discourse.main(sentence).filter(|(_, tokens)| sentence.item_of(tokens.start) <= 8)
    }

    /// Quotations that no cue has.
    pub(super) fn alone(
        &mut self,
        sentence: &Sentence<'_, '_>,
        taken: &[usize],
        spoke: &mut Option<u32>,
    ) {
        let text = self.text;
        let quotes: Vec<usize> = (0..sentence.items.len())
            .filter(|&i| sentence.is_quote(i) && !taken.contains(&i))
            .collect();
        let only_quotes =
            (0..sentence.items.len()).all(|i| sentence.is_quote(i) || sentence.is_mark(i));
        for quote in quotes {
            let tokens = sentence.items[quote].tokens.clone();
            if only_quotes
                && taken.is_empty()
                && let Some(name) = self.go_on(sentence, &tokens)
            {
                *spoke = name.or(*spoke);
                continue;
            }
            // “…” (Rubio), “…” — Rubio
            if let Some(named) = signed(sentence, quote) {
                *spoke = Some(named.name);
                let words = Some(named.tokens.clone());
                let items = quote..quote + 1;
                self.free(
                    sentence,
                    items,
                    Some(named.name),
                    words,
                    Rule::QuoteThenSpeaker,
                    true,
                );
                continue;
            }
            let words = tokens.clone().filter(|&t| text.tokens[t].is_word()).count();
            if words >= SPEECH {
                self.free(sentence, quote..quote + 1, None, None, Rule::Distance, only_quotes);
            } else {
                let span = text.span(&tokens);
                self.found.push(Spoken { statement: label(span), tokens });
            }
        }
    }

    /// A sentence that is nothing but a quotation goes on from the one before.
    /// Gives its speaker, where it does.
    fn go_on(
        &mut self,
        sentence: &Sentence<'_, '_>,
        tokens: &Range<usize>,
    ) -> Option<Option<u32>> {
        let last = self.last?;
        if last.end != sentence.tokens.start || !last.direct {
            return None;
        }
        let text = self.text;
        let same_paragraph = text.paragraph_of(last.end - 1) == text.paragraph_of(tokens.start);
        let found = self.found.get_mut(last.found)?;
        let span = text.span(tokens);
        let speaker = found.statement.speaker;
        let before = text.quotes.partition_point(|q| q.open < tokens.start).checked_sub(1);
        let before = before.and_then(|before| text.quotes.get(before));
        let continued = before.is_some_and(|q| q.continued && q.close + 1 == tokens.start);
        self.last = Some(Last { end: sentence.tokens.end, ..last });
        if same_paragraph || continued {
            found.statement.quotes.push(span);
            found.tokens.end = tokens.end;
            found.statement.span = text.span(&found.tokens);
            let more = self.about(tokens, &self.found[last.found].statement);
            let about = &mut self.found[last.found].statement.about;
            for name in more {
                if !about.contains(&name) {
                    about.push(name);
                }
            }
        } else {
            // A paragraph of its own: the same speaker, a new statement.
            let mention = found.statement.speaker_mention.clone();
            let mut statement = Statement {
                span: span.clone(),
                kind: StatementKind::Direct,
                quotes: vec![span],
                speaker,
                speaker_mention: mention,
                cue: None,
                venue: None,
                addressee: None,
                about: Vec::new(),
                cluster: None,
                rule: Rule::Continued,
            };
            statement.about = self.about(tokens, &statement);
            self.last =
                Some(Last { found: self.found.len(), end: sentence.tokens.end, direct: true });
            self.found.push(Spoken { statement, tokens: tokens.clone() });
        }
        Some(speaker)
    }
}

/// The person whose name alone stands behind a quotation, in brackets or after
/// a dash.
fn signed<'s>(sentence: &Sentence<'s, '_>, quote: usize) -> Option<&'s Named> {
    let opens = quote + 1;
    let bracket = sentence.is(opens, "(");
    if !bracket && !sentence.is_any(opens, &["—", "–"]) {
        return None;
    }
    let named = sentence.named_at(opens + 1)?;
    let behind = sentence.item_of(named.tokens.end);
    let closes = match bracket {
        true => sentence.is_any(behind, &[")", ","]),
        false => behind >= sentence.items.len() || sentence.is_stop(behind),
    };
    let first = sentence.item_of(named.tokens.start) == opens + 1;
    (closes && first && named.kind == NameKind::Person).then_some(named)
}
