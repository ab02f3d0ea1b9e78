//! Statements: a text and its names go in; who said what comes out.
//!
//! 1. [`sentence`]: a sentence in items, quotations in one piece.
//! 2. [`cues`]: verbs and nouns of saying, with the words for the speaker
//!    ([`subjects`]).
//! 3. [`content`]: what was said, behind or before the cue.
//! 4. [`speakers`]: the name that those words mean, or none.
//! 5. [`venues`]: where it was said.
//! 6. Quotations that no cue has go on from the one before, or stand without a
//!    speaker, or are labels: words held at a distance.
//! 7. [`clusters`]: the same words in several documents.

mod blocks;
pub(crate) mod clusters;
mod content;
mod cues;
mod sentence;
mod speakers;
mod subjects;
mod venues;

use std::ops::Range;

use super::facts::{Name, Rule, Span, Statement, StatementKind};
use super::language::flag;
use super::names::Named;
use super::text::Text;
use blocks::{behind_dateline, block_end, gap, nested_in_next, parts_around};
use content::Content;
use cues::{Class, Cue};
use sentence::Sentence;
use speakers::Discourse;
pub(crate) use speakers::{FoundRole, KnownRoles, RoleWords, words_of_roles};
use subjects::Who;

/// Words of a quotation that is speech even where nobody is named.
const SPEECH: usize = 4;

/// Finds the statements of a document in order of place.
pub(crate) fn find(
    text: &Text<'_>,
    names: &[Name],
    named: &[Named],
    roles: &[FoundRole],
    known: &KnownRoles,
) -> (Vec<Statement>, Vec<FoundRole>) {
    let mut finder = Finder {
        text,
        named,
        discourse: Discourse::new(text, names, named, roles, known),
        found: Vec::new(),
        last: None,
        announced: None,
        roles: Vec::new(),
    };
    for tokens in &text.sentences {
        finder.sentence(tokens.clone());
    }
    finder.nested();
    let mut found: Vec<Statement> = finder.found.drain(..).map(|s| s.statement).collect();
    found.sort_by_key(|s| (s.span.start, s.span.end));
    (found, finder.roles)
}

/// A statement while the document is read.
#[derive(Debug)]
struct Spoken {
    statement: Statement,
    tokens: Range<usize>,
}

/// The last quotation whose speaker is known, for those that go on.
#[derive(Clone, Copy, Debug)]
struct Last {
    found: usize,
    /// Token behind the sentence it was in.
    end: usize,
    direct: bool,
}

struct Finder<'t, 'a> {
    text: &'t Text<'a>,
    named: &'t [Named],
    discourse: Discourse<'t, 'a>,
    found: Vec<Spoken>,
    last: Option<Last>,
    /// Who is about to speak: the sentence before ends in a colon.
    announced: Option<(Option<u32>, Option<Range<usize>>)>,
    /// Roles that stood for a speaker: `Ukraine’s foreign minister said`.
    roles: Vec<FoundRole>,
}

impl Finder<'_, '_> {
    fn sentence(&mut self, tokens: Range<usize>) {
        let sentence = Sentence::new(self.text, self.named, tokens);
        let cues = cues::find(&sentence);
        let mut taken: Vec<usize> = Vec::new();
        let mut left = behind_dateline(&sentence);
        let mut speaker: Option<(Option<u32>, Option<Range<usize>>)> = None;
        let mut spoke = None;
        for (number, cue) in cues.iter().enumerate() {
            // What he called “…” inside what is reported.
            if cue.class == Class::Call
                && cue.first.checked_sub(1).is_some_and(|b| sentence.is(b, "what"))
                && number > 0
            {
                continue;
            }
            if cue.items.start < left {
                continue;
            }
            let end = block_end(&sentence, &cues, number);
            if nested_in_next(&sentence, &cues, number, left) {
                continue;
            }
            let who = match cue.subject.who {
                Who::Same => speaker.clone().or_else(|| {
                    let (name, tokens) = self.discourse.main(&sentence)?;
                    Some((Some(name), Some(tokens)))
                }),
                _ => Some((
                    self.discourse.resolve(&sentence, &cue.subject, cue.behind),
                    Some(cue.subject.tokens.clone()),
                )),
            };
            let Some((name, words)) = who else { continue };
            if let (Who::Role(_), Some(name)) = (&cue.subject.who, name) {
                self.note_role(&cue.subject.tokens, name);
            }
            speaker = Some((name, words.clone()));
            let Some(mut content) = content::of(&sentence, cue, left, end) else { continue };
            content.quotes.retain(|q| !taken.contains(q));
            taken.extend(&content.quotes);
            left = content.items.end.max(cue.behind);
            spoke = name.or(spoke);
            self.push(&sentence, cue, &content, name, words);
        }
        // X said: and the quotation is the next paragraph.
        let colon =
            sentence.items.len().checked_sub(1).is_some_and(|last| sentence.is(last, ":"));
        let announced = self.announced.take();
        if colon && let Some((name, words)) = speaker {
            self.announced = Some((name, words));
        }
        if !cues.is_empty() {
            self.gapped(&sentence, &mut taken, &mut spoke);
        }
        self.leftover(&sentence, &cues, &mut taken);
        self.colon(&sentence, &cues, &mut taken, &mut spoke);
        if let Some((name, words)) = announced {
            let first = (0..sentence.items.len()).find(|&i| !sentence.is_mark(i));
            let opens = first.filter(|&i| sentence.is_quote(i) && !taken.contains(&i));
            if let Some(quote) = opens {
                taken.push(quote);
                spoke = name.or(spoke);
                self.free(
                    &sentence,
                    quote..quote + 1,
                    name,
                    words,
                    Rule::SpeakerThenQuote,
                    true,
                );
            }
        }
        self.alone(&sentence, &taken, &mut spoke);
        self.discourse.note(&sentence, spoke, !cues.is_empty());
    }

    fn note_role(&mut self, tokens: &Range<usize>, name: u32) {
        let text = self.text;
        let article = text.flags(tokens.start) & flag::DETERMINER != 0;
        let tokens = tokens.start + usize::from(article)..tokens.end;
        // `the minister` alone says nothing new.
        if tokens.len() > 1 && text.flags(tokens.end - 1) & flag::BODY == 0 {
            self.roles.push((text.span(&tokens), name, Rule::Acts));
        }
    }

    fn push(
        &mut self,
        sentence: &Sentence<'_, '_>,
        cue: &Cue,
        content: &Content,
        speaker: Option<u32>,
        words: Option<Range<usize>>,
    ) {
        let text = self.text;
        let cue_tokens =
            sentence.token(cue.items.start)..sentence.items[cue.items.end - 1].tokens.end;
        let tokens = sentence.token(content.items.start)
            ..sentence.items[content.items.end - 1].tokens.end;
        let kind = match (content.quotes.is_empty(), content.direct) {
            (true, _) => StatementKind::Indirect,
            (false, true) => StatementKind::Direct,
            (false, false) => StatementKind::Mixed,
        };
        // The venue stands in the cue's own part of the sentence.
        let inside = |i: usize| content.items.contains(&i);
        let around = parts_around(sentence, cue, inside);
        let venue = around.iter().find_map(|part| venues::find(sentence, part));
        // “…,” X said. Adding, “…”: one statement.
        let joins = kind == StatementKind::Direct
            && cue.subject.who == Who::Same
            && self.found.last().is_some_and(|last| {
                last.statement.kind == StatementKind::Direct
                    && last.statement.speaker == speaker
                    && last.tokens.end >= sentence.tokens.start
            });
        if joins {
            let quotes = self.quote_spans(sentence, &content.quotes);
            if let Some(last) = self.found.last_mut() {
                last.statement.quotes.extend(quotes);
                last.tokens.end = tokens.end;
                last.statement.span = text.span(&last.tokens);
                let found = self.found.len() - 1;
                self.last = Some(Last { found, end: sentence.tokens.end, direct: true });
            }
            return;
        }
        let mut statement = Statement {
            span: self.span(&tokens),
            kind,
            quotes: self.quote_spans(sentence, &content.quotes),
            speaker,
            speaker_mention: words.map(|w| text.span(&w)),
            cue: Some(text.span(&cue_tokens)),
            venue: venue.map(|v| text.span(&v)),
            addressee: content.addressee.clone().map(|a| text.span(&a)),
            about: Vec::new(),
            cluster: None,
            rule: content.rule,
        };
        statement.about = self.about(&tokens, &statement);
        if !content.quotes.is_empty() {
            let last_quote = content.quotes.iter().max().copied().unwrap_or(0);
            let near_end = sentence.items.len() <= last_quote + 25;
            self.last = near_end.then_some(Last {
                found: self.found.len(),
                end: sentence.tokens.end,
                direct: kind == StatementKind::Direct,
            });
        }
        self.found.push(Spoken { statement, tokens });
    }

    /// Quotations behind what somebody said in the same sentence, with no verb
    /// of saying between: “…,” he said, and it was “…”.
    fn leftover(&mut self, sentence: &Sentence<'_, '_>, cues: &[Cue], taken: &mut Vec<usize>) {
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
            let what = (until..quote).any(|i| {
                sentence.is_any(i, &["but", "while", "whereas"]) || i > 0 && other(i)
            });
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

    /// With the possessive where a quotation or clause ends in one.
    fn span(&self, tokens: &Range<usize>) -> Span {
        self.text.span(tokens)
    }

    fn quote_spans(&self, sentence: &Sentence<'_, '_>, quotes: &[usize]) -> Vec<Span> {
        quotes.iter().map(|&q| self.text.span(&sentence.items[q].tokens)).collect()
    }

    /// Names in what was said, without the speaker.
    fn about(&self, tokens: &Range<usize>, statement: &Statement) -> Vec<u32> {
        let mut about: Vec<u32> = Vec::new();
        let first = self.named.partition_point(|n| n.tokens.start < tokens.start);
        for named in &self.named[first..] {
            if named.tokens.end > tokens.end {
                break;
            }
            let span = self.text.span(&named.tokens);
            if Some(&span) == statement.speaker_mention.as_ref() {
                continue;
            }
            if Some(named.name) != statement.speaker && !about.contains(&named.name) {
                about.push(named.name);
            }
        }
        about
    }

    /// `Rubio: “…”`, `His answer was careful: “…”`.
    fn colon(
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
            let Some((name, words)) = self.before_colon(sentence, cues, colon) else { continue };
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
    fn gapped(
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
            start <= 4 && n.kind != super::facts::NameKind::Other
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
                && named.kind == super::facts::NameKind::Person;
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
    fn alone(&mut self, sentence: &Sentence<'_, '_>, taken: &[usize], spoke: &mut Option<u32>) {
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
                self.free(sentence, items, Some(named.name), words, Rule::QuoteThenSpeaker, true);
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
        let continued = text.quotes.iter().any(|q| q.continued && q.close + 1 == tokens.start);
        self.last = Some(Last { end: sentence.tokens.end, ..last });
        if same_paragraph || continued {
            found.statement.quotes.push(span);
            found.tokens.end = tokens.end;
            found.statement.span = text.span(&found.tokens);
            let about = {
                let found = &self.found[last.found];
                self.about(&found.tokens.clone(), &found.statement)
            };
            self.found[last.found].statement.about = about;
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

    fn free(
        &mut self,
        sentence: &Sentence<'_, '_>,
        items: Range<usize>,
        speaker: Option<u32>,
        words: Option<Range<usize>>,
        rule: Rule,
        direct: bool,
    ) {
        let text = self.text;
        let tokens = sentence.token(items.start)..sentence.items[items.end - 1].tokens.end;
        let quotes: Vec<usize> = items.filter(|&i| sentence.is_quote(i)).collect();
        let mut statement = Statement {
            span: text.span(&tokens),
            kind: if direct { StatementKind::Direct } else { StatementKind::Mixed },
            quotes: self.quote_spans(sentence, &quotes),
            speaker,
            speaker_mention: words.map(|w| text.span(&w)),
            cue: None,
            venue: None,
            addressee: None,
            about: Vec::new(),
            cluster: None,
            rule,
        };
        statement.about = self.about(&tokens, &statement);
        self.last = Some(Last {
            found: self.found.len(),
            end: sentence.tokens.end,
            direct: direct && speaker.is_some(),
        });
        self.found.push(Spoken { statement, tokens });
    }

    /// Quotations inside quotations are told apart as labels.
    fn nested(&mut self) {
        let text = self.text;
        for quote in text.quotes.iter().filter(|q| q.depth > 0) {
            let tokens = quote.open..quote.close + 1;
            let span = text.span(&tokens);
            self.found.push(Spoken { statement: label(span), tokens });
        }
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
    (closes && first && named.kind == super::facts::NameKind::Person).then_some(named)
}

fn label(span: Span) -> Statement {
    Statement {
        span: span.clone(),
        kind: StatementKind::Label,
        quotes: vec![span],
        speaker: None,
        speaker_mention: None,
        cue: None,
        venue: None,
        addressee: None,
        about: Vec::new(),
        cluster: None,
        rule: Rule::Distance,
    }
}
