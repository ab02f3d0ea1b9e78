//! Statements: each is coded where its verb or noun of saying stands (its
//! *cue*), or where it begins if it has none, so that few words are asked.
//!
//! Then, each given what is known by then: rule, kind, the words for the speaker
//! (a mention nearby, or a pronoun), the speaker, what was said (a walk over
//! marks and line ends, towards either side), its quotations, venue, addressee,
//! cluster. Whom it is about follows from the mentions in it.

use super::derived::{about, anchor, in_order};
use super::mixer::{Mixer, Side, mixed};
use super::names::{Names, rule_of};
use super::section::{Walk, ahead, back, on, since, within};
use super::tokens::{NOTHING, Tokens};
use crate::analyse::story::facts::{Mention, Span, Statement, StatementKind};

mod kind {
    pub(super) const HERE: u32 = 30;
    pub(super) const CUE: u32 = 31;
    pub(super) const RULE: u32 = 32;
    pub(super) const KIND: u32 = 33;
    pub(super) const CUE_END: u32 = 34;
    pub(super) const SIDE: u32 = 35;
    pub(super) const AHEAD: u32 = 36;
    pub(super) const LAST: u32 = 37;
    pub(super) const WORDS: u32 = 38;
    pub(super) const LIKE_LAST: u32 = 39;
    pub(super) const OF_MENTION: u32 = 40;
    pub(super) const WHICH: u32 = 41;
    pub(super) const WORDS_SIDE: u32 = 42;
    pub(super) const WORDS_AWAY: u32 = 43;
    pub(super) const WORDS_LONG: u32 = 44;
    pub(super) const AS_NAMED: u32 = 45;
    pub(super) const SPEAKER: u32 = 46;
    pub(super) const RANK: u32 = 47;
    pub(super) const NAME: u32 = 48;
    pub(super) const QUOTES: u32 = 49;
    pub(super) const MORE_QUOTES: u32 = 50;
    pub(super) const PART: u32 = 51;
    pub(super) const PART_AWAY: u32 = 52;
    pub(super) const PART_LONG: u32 = 53;
    pub(super) const CLUSTER: u32 = 54;
    pub(super) const OLD_CLUSTER: u32 = 55;
    pub(super) const WORDS_SINCE: u32 = 56;
    pub(super) const WALKS: u32 = 60;
}

const fn walk(number: u32) -> Walk {
    let first = kind::WALKS + 3 * number;
    Walk { usual: first, here: first + 1, far: first + 2 }
}

const START_BEHIND: Walk = walk(0);
const END: Walk = walk(1);
const START_BEFORE: Walk = walk(2);
const QUOTE_START: Walk = walk(3);
const QUOTE_END: Walk = walk(4);

/// Statements that have one word for their cue.
pub(super) const MOST: u32 = 16;
/// Quotations of one statement.
pub(super) const MOST_QUOTES: usize = 200;
/// Mentions before a cue that may be the speaker's.
const FARTHEST: usize = 40;

/// What is carried from document to document.
#[derive(Debug, Default)]
pub(super) struct Statements {
    /// Types that are cues or begin statements without one.
    listed: Vec<bool>,
    clusters: u32,
}

/// What is known while one document's statements are coded.
struct Place<'a> {
    tokens: &'a Tokens,
    names: &'a Names,
    mentions: &'a [Mention],
}

impl Statements {
    pub(super) fn new(listed: Vec<bool>) -> Self {
        Self { listed, clusters: 0 }
    }

    /// Codes the statements of a document; they come out in order.
    pub(super) fn statements<S: Side>(
        &mut self,
        mixer: &mut Mixer<S>,
        tokens: &Tokens,
        names: &Names,
        mentions: &[Mention],
        told: &[Statement],
    ) -> Vec<Statement> {
        let mut given: Vec<&Statement> = S::told(|| told.iter().collect());
        if S::WRITES {
            crate::sorting::sort_by_key(&mut given, |it| anchor(it));
        }
        let mut given = given.into_iter().peekable();
        let mut found: Vec<Statement> = Vec::new();
        let place = Place { tokens, names, mentions };
        let mut behind = 0;
        for at in 0..tokens.len() {
            if !tokens.is_among(&self.listed, at) {
                continue;
            }
            if !mixer.side.is_sound() {
                break;
            }
            while mentions.get(behind).is_some_and(|it| it.span.end <= at) {
                behind += 1;
            }
            let mut count = 0;
            while count < MOST && found.len() < tokens.types.len() + MOST as usize {
                let this = S::told(|| given.peek().copied().filter(|it| anchor(it) == at));
                if !place.is_here(mixer, at, behind, count, this.is_some()) {
                    break;
                }
                given.next();
                let statement = self.statement(mixer, &place, at, behind, found.last(), this);
                found.push(statement);
                count += 1;
            }
        }
        in_order(&mut found);
        found
    }

    fn statement<S: Side>(
        &mut self,
        mixer: &mut Mixer<S>,
        place: &Place<'_>,
        at: u32,
        behind: usize,
        last: Option<&Statement>,
        given: Option<&Statement>,
    ) -> Statement {
        let Place { tokens, mentions, .. } = *place;
        let this = tokens.at(at);
        let before = at.wrapping_sub(1);
        let named = place.named_around(at, behind);
        let last_rule = last.map_or(63, |it| it.rule as u32);
        let has_cue = mixer.bit(
            kind::CUE,
            &[this, u32::from(tokens.shape(at))],
            S::told(|| given.is_some_and(|it| it.cue.is_some())),
        );
        let cued = u32::from(has_cue);
        let rule = mixer.symbol(
            kind::RULE,
            &[
                mixed(&[cued, this]),
                mixed(&[cued, tokens.at(before), tokens.at(at + 1)]),
                mixed(&[cued, tokens.class(before), this, tokens.class(at + 1)]),
                mixed(&[
                    cued,
                    last_rule,
                    tokens.shape(at + 1).into(),
                    tokens.shape(before).into(),
                ]),
                mixed(&[cued, tokens.shapes(before), named]),
            ],
            S::told(|| given.map_or(0, |it| it.rule as u32)),
        );
        let cue_end = if has_cue {
            let told = S::told(|| given.and_then(|it| it.cue.as_ref()).map_or(0, |it| it.end));
            on(mixer, tokens, kind::CUE_END, at, mixed(&[this, rule]), told)
        } else {
            at
        };
        let which = mixer.symbol(
            kind::KIND,
            &[
                mixed(&[rule, cued]),
                mixed(&[rule, tokens.at(cue_end), tokens.at(cue_end + 1)]),
                mixed(&[rule, tokens.at(before)]),
                mixed(&[rule, tokens.shapes(cue_end)]),
                mixed(&[rule, tokens.class(cue_end), tokens.class(cue_end + 1)]),
            ],
            S::told(|| given.map_or(0, |it| it.kind as u32)),
        );
        let what = mixed(&[rule, which, cued]);
        let words = place.words(mixer, at, cue_end, what, behind, last, given);
        let speaker = place.speaker(mixer, at, behind, what, words.as_ref(), last, given);
        let span =
            place.said(mixer, at, has_cue.then_some(cue_end), what, words.as_ref(), given);
        let quotes = place.quotes(mixer, &span, which, rule, given);
        let mut part = |number: u32, told: Option<&Span>| {
            let contexts = [
                mixed(&[number, cued, rule]),
                mixed(&[number, tokens.at(cue_end), this]),
                mixed(&[number, tokens.at(cue_end), tokens.at(cue_end + 1)]),
                mixed(&[number, tokens.class(cue_end), tokens.class(cue_end + 1)]),
                mixed(&[number, this]),
            ];
            place.part(mixer, cue_end, &contexts, number, told)
        };
        let venue = part(0, S::told(|| given.and_then(|it| it.venue.as_ref())));
        let addressee = part(1, S::told(|| given.and_then(|it| it.addressee.as_ref())));
        let cluster =
            self.cluster(mixer, &span, which, S::told(|| given.and_then(|it| it.cluster)));
        let mut statement = Statement {
            kind: StatementKind::ALL
                .get(which as usize)
                .copied()
                .unwrap_or(StatementKind::Label),
            quotes,
            speaker,
            speaker_mention: words,
            cue: has_cue.then_some(at..cue_end),
            venue,
            addressee,
            about: Vec::new(),
            cluster,
            rule: rule_of(rule),
            span,
        };
        statement.about = about(&statement, mentions);
        statement
    }

    fn cluster<S: Side>(
        &mut self,
        mixer: &mut Mixer<S>,
        span: &Span,
        which: u32,
        told: Option<u32>,
    ) -> Option<u32> {
        let length = (span.end - span.start).checked_ilog2().unwrap_or(0);
        let state = self.clusters.min(1);
        if !mixer.bit(kind::CLUSTER, &[mixed(&[which, length, state]), which], told.is_some()) {
            return None;
        }
        // 0 for the next one, else how long ago it was new.
        let back = S::told(|| told.map_or(0, |it| self.clusters.saturating_sub(it)));
        let back = mixer.number(kind::OLD_CLUSTER, &[mixed(&[which, length])], back);
        let number = self.clusters.saturating_sub(back);
        if back == 0 {
            self.clusters = self.clusters.saturating_add(1);
        }
        Some(number)
    }
}

impl Place<'_> {
    /// Which names end or begin beside a token, by their kinds.
    fn named_around(&self, at: u32, behind: usize) -> u32 {
        let before = behind.checked_sub(1).and_then(|it| self.mentions.get(it));
        let before =
            before.filter(|it| it.span.end == at).map_or(6, |it| self.names.kind(it.name));
        let next = self.mentions.get(behind);
        let next =
            next.filter(|it| it.span.start <= at + 1).map_or(6, |it| self.names.kind(it.name));
        before << 3 | next
    }

    fn is_here<S: Side>(
        &self,
        mixer: &mut Mixer<S>,
        at: u32,
        behind: usize,
        count: u32,
        told: bool,
    ) -> bool {
        let tokens = self.tokens;
        let this = tokens.at(at);
        let before = at.wrapping_sub(1);
        let named = self.named_around(at, behind);
        let opens = u32::from(tokens.opens(at)) << 2 | u32::from(tokens.breaks(at));
        mixer.bit(
            kind::HERE,
            &[
                mixed(&[this, opens, count]),
                mixed(&[tokens.at(before), this, count]),
                mixed(&[this, tokens.at(at + 1), count]),
                mixed(&[tokens.class(before), this, tokens.class(at + 1), count]),
                mixed(&[named, tokens.shapes(before), count]),
            ],
            told,
        )
    }

    /// The words for the speaker.
    #[expect(clippy::too_many_arguments, reason = "all that is known by then")]
    fn words<S: Side>(
        &self,
        mixer: &mut Mixer<S>,
        at: u32,
        cue_end: u32,
        what: u32,
        behind: usize,
        last: Option<&Statement>,
        given: Option<&Statement>,
    ) -> Option<Span> {
        let tokens = self.tokens;
        let before = at.wrapping_sub(1);
        let named = self.named_around(at, behind);
        let told = S::told(|| given.and_then(|it| it.speaker_mention.clone()));
        let sides = [
            mixed(&[what, named]),
            mixed(&[what, tokens.at(before), tokens.at(cue_end)]),
            mixed(&[what, tokens.class(before), tokens.class(cue_end)]),
            mixed(&[what, tokens.at(before)]),
            mixed(&[what, tokens.at(cue_end), tokens.at(at)]),
        ];
        if !mixer.bit(kind::WORDS, &sides, told.is_some()) {
            return None;
        }
        let of_last = last.and_then(|it| it.speaker_mention.clone());
        if let Some(of_last) = of_last {
            let apart = at.saturating_sub(of_last.end).min(15);
            let contexts = [
                mixed(&[what, apart]),
                mixed(&[what, tokens.at(before)]),
                mixed(&[what, tokens.class(before), named]),
            ];
            let same = mixer.bit(kind::LIKE_LAST, &contexts, told.as_ref() == Some(&of_last));
            if same {
                return Some(of_last);
            }
        }
        // The nearest mentions: those before have numbers below zero.
        let place = S::told(|| {
            let place = self.mentions.iter().position(|it| Some(&it.span) == told.as_ref());
            let away = place.map(|it| it as i64 - behind as i64);
            away.and_then(|it| i32::try_from(it).ok())
        });
        if mixer.bit(kind::OF_MENTION, &sides, place.is_some()) {
            let away = mixer.signed(kind::WHICH, &sides, place.unwrap_or(0));
            let place = i32::try_from(behind).unwrap_or(0).saturating_add(away);
            let mention = usize::try_from(place).ok().and_then(|it| self.mentions.get(it));
            return mention.map(|it| it.span.clone());
        }
        let told = told.unwrap_or(0..0);
        if mixer.bit(kind::WORDS_SIDE, &sides, told.end <= at) {
            let away = mixer.number(kind::WORDS_AWAY, &sides, at.saturating_sub(told.end));
            let end = at.saturating_sub(away).max(1);
            Some(since(mixer, tokens, kind::WORDS_SINCE, end, what, told.start)..end)
        } else {
            let away = told.start.cast_signed() - cue_end.cast_signed();
            let away = mixer.signed(kind::WORDS_AWAY, &sides[..4], away);
            let start = cue_end.saturating_add_signed(away).min(tokens.len().saturating_sub(1));
            Some(start..on(mixer, tokens, kind::WORDS_LONG, start, what, told.end))
        }
    }

    #[expect(clippy::too_many_arguments, reason = "all that is known by then")]
    fn speaker<S: Side>(
        &self,
        mixer: &mut Mixer<S>,
        at: u32,
        behind: usize,
        what: u32,
        words: Option<&Span>,
        last: Option<&Statement>,
        given: Option<&Statement>,
    ) -> Option<u32> {
        let tokens = self.tokens;
        let told = S::told(|| given.and_then(|it| it.speaker));
        let first =
            self.mentions.partition_point(|it| Some(it.span.start) < words.map(|it| it.start));
        let named = self
            .mentions
            .get(first)
            .filter(|it| words.is_some_and(|words| it.span.start < words.end));
        let of_last = last.and_then(|it| it.speaker);
        let exact = named.is_some_and(|it| Some(&it.span) == words);
        let spoken = words.map_or(NOTHING, |words| {
            if words.end - words.start == 1 {
                tokens.at(words.start)
            } else {
                tokens.at(words.end - 1)
            }
        });
        if let Some(named) = named {
            let contexts = [
                mixed(&[u32::from(exact), self.names.kind(named.name)]),
                mixed(&[u32::from(exact), what]),
                named.name,
            ];
            if mixer.bit(kind::AS_NAMED, &contexts, told == Some(named.name)) {
                return Some(named.name);
            }
        }
        let near = last.map_or(15, |it| at.saturating_sub(it.span.end).min(14) / 2);
        let contexts = [
            mixed(&[spoken, u32::from(of_last.is_some())]),
            mixed(&[what, u32::from(words.is_some()), u32::from(of_last.is_some()), near]),
            mixed(&[spoken, what, near]),
            mixed(&[spoken, tokens.breaks(at).into(), u32::from(exact)]),
        ];
        if !mixer.bit(kind::SPEAKER, &contexts, told.is_some()) {
            return None;
        }
        // The last speaker, then the names before, the nearest first.
        let mut tried: Vec<u32> = of_last.into_iter().collect();
        for mention in self.mentions[..behind].iter().rev().take(FARTHEST) {
            if !tried.contains(&mention.name) {
                tried.push(mention.name);
            }
        }
        for (rank, &name) in (0_u32..).zip(&tried) {
            let of_name = self.names.kind(name);
            let is = mixer.bit(
                kind::RANK,
                &[
                    mixed(&[rank.min(12), u32::from(of_last == Some(name)), of_name]),
                    mixed(&[spoken, of_name, u32::from(of_last == Some(name))]),
                    mixed(&[spoken, name]),
                    mixed(&[what, of_name, rank.min(3), near]),
                    mixed(&[
                        of_name,
                        u32::from(named.is_some_and(|it| it.name == name)),
                        rank.min(3),
                    ]),
                ],
                told == Some(name),
            );
            if is {
                return Some(name);
            }
        }
        let name = mixer.number(kind::NAME, &[], told.unwrap_or(0));
        (self.names.total() > 0).then(|| self.names.bounded(name))
    }

    /// The span of what was said.
    fn said<S: Side>(
        &self,
        mixer: &mut Mixer<S>,
        at: u32,
        cue_end: Option<u32>,
        what: u32,
        words: Option<&Span>,
        given: Option<&Statement>,
    ) -> Span {
        let tokens = self.tokens;
        let told = S::told(|| given.map_or(0..0, |it| it.span.clone()));
        let Some(cue_end) = cue_end else {
            let contexts = [what, mixed(&[what, tokens.at(at)])];
            let end = ahead(mixer, tokens, END, at, &contexts, told.end);
            return within(tokens, at, end);
        };
        let before = at.wrapping_sub(1);
        let side = [
            what,
            mixed(&[what, tokens.at(cue_end), tokens.at(before)]),
            mixed(&[what, tokens.at(at)]),
            mixed(&[what, tokens.shape(cue_end).into(), tokens.shape(cue_end + 1).into()]),
            mixed(&[
                what,
                words.map_or(9, |it| u32::from(it.start < at) + u32::from(it.end < at)),
            ]),
        ];
        if mixer.bit(kind::SIDE, &side, told.start >= cue_end) {
            // Behind the cue, and behind the speaker where that is behind it.
            let from = words.filter(|it| it.start >= cue_end).map_or(cue_end, |it| it.end);
            let step = told.start.cast_signed() - from.cast_signed();
            let contexts = [
                mixed(&[what, tokens.at(from)]),
                mixed(&[what, tokens.at(from), tokens.at(from + 1)]),
                mixed(&[what, tokens.class(from), tokens.class(from + 1)]),
                mixed(&[what, tokens.shapes(from)]),
            ];
            let step =
                mixer.signed(kind::AHEAD, &contexts, if step.abs() < 4 { step } else { 4 });
            let start = match step {
                4.. => {
                    let contexts = [what, mixed(&[what, tokens.at(at)])];
                    ahead(mixer, tokens, START_BEHIND, cue_end, &contexts, told.start)
                }
                _ => from.saturating_add_signed(step).min(tokens.len()),
            };
            let contexts = [what, mixed(&[what, tokens.at(start)])];
            let end = ahead(mixer, tokens, END, start, &contexts, told.end);
            return within(tokens, start, end);
        }
        let until = words.filter(|it| it.end <= at).map_or(at, |it| it.start);
        let step = until.cast_signed() - told.end.cast_signed();
        let last = until.wrapping_sub(1);
        let contexts = [
            mixed(&[what, tokens.at(last)]),
            mixed(&[what, tokens.at(last), tokens.at(last.wrapping_sub(1))]),
            mixed(&[what, tokens.at(until), tokens.shape(last).into()]),
            mixed(&[what, tokens.shapes(last.wrapping_sub(2))]),
        ];
        let step = mixer.signed(kind::LAST, &contexts, step);
        let end = until.saturating_add_signed(step.saturating_neg()).min(tokens.len());
        let contexts = [what, mixed(&[what, tokens.at(end.wrapping_sub(1))])];
        let start =
            back(mixer, tokens, START_BEFORE, end.saturating_sub(1), &contexts, told.start);
        within(tokens, start, end)
    }

    fn quotes<S: Side>(
        &self,
        mixer: &mut Mixer<S>,
        span: &Span,
        which: u32,
        rule: u32,
        given: Option<&Statement>,
    ) -> Vec<Span> {
        let tokens = self.tokens;
        let told: &[Span] = given.map_or(&[], |it| &it.quotes);
        let as_span = S::told(|| match told {
            [] => 0,
            [only] if only == span => 1,
            _ => 2,
        });
        let edges = mixed(&[
            which,
            tokens.shape(span.start).into(),
            tokens.shape(span.end.wrapping_sub(1)).into(),
        ]);
        match mixer.symbol(kind::QUOTES, &[which, edges, mixed(&[which, rule])], as_span) {
            0 => return Vec::new(),
            1 => return vec![span.clone()],
            _ => {}
        }
        let mut quotes: Vec<Span> = Vec::new();
        let mut from = span.start;
        loop {
            let given = S::told(|| told.get(quotes.len()));
            let context = mixed(&[which, u32::try_from(quotes.len()).unwrap_or(0).min(1)]);
            let told_start = S::told(|| given.map_or(0, |it| it.start));
            // A quotation before the last one begins anywhere.
            let contexts = [context, mixed(&[context, rule])];
            let start = if told_start < from && S::WRITES { from } else { told_start };
            let start = ahead(mixer, tokens, QUOTE_START, from, &contexts, start);
            let inside = mixed(&[context, u32::from(tokens.opens(start)), 7]);
            let contexts = [inside, mixed(&[inside, tokens.at(start)])];
            let end = S::told(|| given.map_or(0, |it| it.end)).max(start);
            let end = ahead(mixer, tokens, QUOTE_END, start + 1, &contexts, end);
            quotes.push(within(tokens, start, end));
            from = end;
            let more = S::told(|| told.len() > quotes.len());
            let left = u32::from((from..span.end).any(|it| tokens.opens(it)));
            let contexts = [mixed(&[which, left]), mixed(&[rule, left]), context];
            if quotes.len() >= MOST_QUOTES
                || !mixer.side.is_sound()
                || !mixer.bit(kind::MORE_QUOTES, &contexts, more)
            {
                break;
            }
        }
        quotes
    }

    /// A venue or addressee.
    fn part<S: Side>(
        &self,
        mixer: &mut Mixer<S>,
        cue_end: u32,
        contexts: &[u32; 5],
        number: u32,
        told: Option<&Span>,
    ) -> Option<Span> {
        if !mixer.bit(kind::PART, contexts, told.is_some()) {
            return None;
        }
        let away =
            S::told(|| told.map_or(0, |it| it.start.cast_signed() - cue_end.cast_signed()));
        let away = mixer.signed(kind::PART_AWAY, contexts, away);
        let start =
            cue_end.saturating_add_signed(away).min(self.tokens.len().saturating_sub(1));
        let end = S::told(|| told.map_or(0, |it| it.end));
        Some(start..on(mixer, self.tokens, kind::PART_LONG, start, number, end))
    }
}
