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

mod alone;
mod blocks;
mod calls;
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
use blocks::{behind_dateline, block_end, nested_in_next, parts_around};
use content::Content;
use cues::{Class, Cue};
use sentence::Sentence;
use speakers::Discourse;
pub(crate) use speakers::{FoundRole, KnownRoles, RoleWords, words_of_roles};
use subjects::Who;

/// Tokens outside quotations from which on a stretch is no sentence, but a list
/// or worse.
const LONGEST: usize = 500;

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
        let cues = match sentence.items.len() {
            0..LONGEST => cues::find(&sentence),
            _ => Vec::new(),
        };
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
        let venue = around
            .iter()
            .find_map(|part| venues::find(sentence, part))
            .or_else(|| venues::of_verb(sentence, cue, content));
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
