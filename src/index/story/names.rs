//! Names: the mentions of a document, and what each is a mention of; coded.
//!
//! 1. At each word that may begin a name (it has a capital, or is listed): does
//!    one? What the corpus has had before (the longest spelling that fits) is
//!    one of the contexts.
//! 2. How long: as that spelling, or word by word.
//! 3. Whose: the names that this spelling had, the last one first; then those
//!    that share a word; then a new one.
//! 4. Which rule.
//!
//! A name is called by one of its spellings; which, is told at the end. Only
//! what the text does not have is written out.

use std::ops::Range;

use super::mixer::{Mixer, Side, mixed};
use super::section::{text, told_at};
use super::tokens::{Tokens, Words, shape};
use crate::analyse::story::facts::{Mention, Name, NameKind, Rule};
use crate::index::open::Index;

mod kind {
    pub(super) const START: u32 = 0;
    pub(super) const AS_KNOWN: u32 = 1;
    pub(super) const LONGER: u32 = 2;
    pub(super) const WHOSE: u32 = 3;
    pub(super) const NEW: u32 = 4;
    pub(super) const FAR: u32 = 5;
    pub(super) const RULE: u32 = 6;
    pub(super) const KIND: u32 = 7;
    pub(super) const CALLED: u32 = 8;
    pub(super) const LETTER: u32 = 9;
    pub(super) const LENGTH: u32 = 10;
}

/// Tokens of the longest mention that is kept.
pub(super) const LONGEST: u32 = 100;
/// Names that are remembered for a spelling or a word.
const REMEMBERED: usize = 4;
/// Places for words by their hash.
const RECENT_BITS: u32 = 14;

/// No name.
pub(super) const NOBODY: u32 = u32::MAX;

/// The text at hand.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) words: &'a Words,
    pub(super) tokens: &'a Tokens,
    pub(super) document: u32,
}

/// What is known of names so far.
#[derive(Debug)]
pub(super) struct Names {
    /// How many there are in all.
    total: u32,
    known: Vec<Known>,
    spellings: Vec<Spelling>,
    /// Places in `spellings` by hash, and one more; 0 where there is none.
    table: Vec<u32>,
    /// The words of all spellings.
    words: Vec<u32>,
    /// Words of the longest spelling that begins with a type.
    longest: Vec<u8>,
    /// Names by a word of theirs, the last one first.
    recent: Vec<[u32; REMEMBERED]>,
    /// Types without a capital that begin names.
    listed: Vec<bool>,
    /// Kinds of the names, where facts are given.
    kinds: Vec<u8>,
}

#[derive(Clone, Debug)]
struct Known {
    kind: u8,
    rule: u8,
    document: u32,
    /// Its spellings and how often each was used.
    spellings: Vec<(u32, u32)>,
}

#[derive(Clone, Debug)]
struct Spelling {
    hash: u32,
    start: u32,
    length: u32,
    /// Whether its words stand without a space before them, a bit a word.
    joined: u128,
    names: [u32; REMEMBERED],
    rule: u8,
    document: u32,
}

impl Names {
    pub(super) fn new(total: u32, types: u32, listed: Vec<bool>, kinds: Vec<u8>) -> Self {
        Self {
            total,
            known: Vec::new(),
            spellings: Vec::new(),
            table: vec![0; 1 << 10],
            words: Vec::new(),
            longest: vec![0; types as usize],
            recent: vec![[NOBODY; REMEMBERED]; 1 << RECENT_BITS],
            listed,
            kinds,
        }
    }

    /// Whether a name may begin with a type.
    fn may_begin(&self, tokens: &Tokens, token: u32) -> bool {
        matches!(tokens.shape(token), shape::CAPITAL | shape::CAPITALS)
            || tokens.is_among(&self.listed, token)
    }

    /// A name's number kept within those that there are.
    pub(super) fn bounded(&self, name: u32) -> u32 {
        name.min(self.total.saturating_sub(1))
    }

    pub(super) fn total(&self) -> u32 {
        self.total
    }

    /// Kind of a name as a number.
    pub(super) fn kind(&self, name: u32) -> u32 {
        self.known.get(name as usize).map_or(5, |known| u32::from(known.kind))
    }

    /// Codes the mentions of a document, which lie one behind the other.
    pub(super) fn mentions<S: Side>(
        &mut self,
        mixer: &mut Mixer<S>,
        text: Text<'_>,
        told: &[Mention],
    ) -> Vec<Mention> {
        let mut found: Vec<Mention> = Vec::new();
        let mut told = told.iter().peekable();
        let mut at = 0;
        while at < text.tokens.len() && self.total > 0 && mixer.side.is_sound() {
            if !self.may_begin(text.tokens, at) {
                at += 1;
                continue;
            }
            let given = told_at::<S, Mention>(&mut told, at, |it| it.span.start);
            match self.mention(mixer, text, at, given) {
                Some(mention) => {
                    at = mention.span.end;
                    found.push(mention);
                }
                None => at += 1,
            }
        }
        found
    }

    fn mention<S: Side>(
        &mut self,
        mixer: &mut Mixer<S>,
        text: Text<'_>,
        at: u32,
        given: Option<&Mention>,
    ) -> Option<Mention> {
        let Text { tokens, document, .. } = text;
        let known = self.longest_at(text, at);
        let this = tokens.at(at);
        let before = at.wrapping_sub(1);
        let fits = known.map_or(0, |it| self.spellings[it as usize].length.min(7));
        let here = known.is_some_and(|it| self.spellings[it as usize].document == document);
        let starts = mixer.bit(
            kind::START,
            &[
                this,
                mixed(&[this, tokens.at(at + 1)]),
                mixed(&[tokens.at(before), this]),
                mixed(&[tokens.class(before), tokens.class(at), tokens.class(at + 1)]),
                mixed(&[tokens.shapes(at.wrapping_sub(2)), fits, u32::from(here)]),
            ],
            given.is_some(),
        );
        if !starts {
            return None;
        }
        let length = self.length(mixer, text, at, known, S::told(|| given.map(length_of)));
        let end = at + length;
        let told = S::told(|| given.map(|it| it.name));
        let (name, spelling, fresh) = self.whose(mixer, text, at..end, told);
        let state = &self.known[name as usize];
        let first = u32::from(state.document != document);
        let written = &self.spellings[spelling as usize];
        let rule = mixer.symbol(
            kind::RULE,
            &[
                mixed(&[spelling, first]),
                mixed(&[
                    u32::from(state.rule),
                    u32::from(written.rule),
                    first,
                    u32::from(fresh),
                ]),
                mixed(&[tokens.at(before), length, u32::from(fresh)]),
                mixed(&[tokens.class(before), tokens.class(at), tokens.class(end)]),
                mixed(&[tokens.at(end - 1), u32::from(fresh)]),
            ],
            S::told(|| given.map_or(0, |it| it.rule as u32)),
        );
        let rule_number = u8::try_from(rule).unwrap_or(0);
        if fresh {
            let which = mixer.symbol(
                kind::KIND,
                &[
                    rule,
                    mixed(&[rule, tokens.at(before)]),
                    mixed(&[rule, tokens.at(end - 1)]),
                    mixed(&[tokens.class(before), tokens.class(at), rule]),
                    mixed(&[length, tokens.class(end - 1), rule]),
                ],
                S::told(|| self.kinds.get(name as usize).map_or(0, |&it| u32::from(it))),
            );
            self.known[name as usize].kind = u8::try_from(which).unwrap_or(0);
        }
        self.note(text, at..end, name, spelling, rule_number);
        Some(Mention { span: at..end, name, rule: rule_of(rule) })
    }

    fn length<S: Side>(
        &self,
        mixer: &mut Mixer<S>,
        Text { words, tokens, .. }: Text<'_>,
        at: u32,
        known: Option<u32>,
        told: Option<u32>,
    ) -> u32 {
        if let Some(known) = known {
            let length = self.spellings[known as usize].length;
            let end = at + length;
            let same = mixer.bit(
                kind::AS_KNOWN,
                &[
                    known,
                    mixed(&[known, tokens.at(end)]),
                    mixed(&[tokens.at(end - 1), tokens.at(end)]),
                    mixed(&[tokens.class(end - 1), tokens.class(end), tokens.class(end + 1)]),
                    mixed(&[tokens.shapes(end - 1), length]),
                ],
                told == Some(length),
            );
            if same {
                return length;
            }
        }
        let mut length = 1;
        while length < LONGEST && at + length < tokens.len() {
            let next = at + length;
            let this = tokens.at(next);
            let before = tokens.at(next - 1);
            let more = mixer.bit(
                kind::LONGER,
                &[
                    mixed(&[this, u32::from(words.base(before) != before)]),
                    mixed(&[before, this]),
                    mixed(&[before, tokens.shapes(next)]),
                    mixed(&[
                        tokens.class(next - 1),
                        tokens.class(next),
                        tokens.class(next + 1),
                    ]),
                    mixed(&[
                        tokens.shapes(next - 1),
                        length.min(4),
                        u32::from(words.base(before) != before),
                    ]),
                ],
                told.is_some_and(|told| length < told),
            );
            if !more {
                break;
            }
            length += 1;
        }
        length
    }

    /// Whose name it is, the spelling, and whether it is a new one.
    fn whose<S: Side>(
        &mut self,
        mixer: &mut Mixer<S>,
        text: Text<'_>,
        span: Range<u32>,
        told: Option<u32>,
    ) -> (u32, u32, bool) {
        let Text { words, tokens, document } = text;
        let length = span.end - span.start;
        let spelling = self.find(text, &span);
        let mut tried: Vec<u32> = Vec::new();
        let of_spelling =
            spelling.map_or([NOBODY; REMEMBERED], |it| self.spellings[it as usize].names);
        let count_of_spelling = of_spelling.iter().filter(|it| **it != NOBODY).count();
        tried.extend(of_spelling.iter().filter(|it| **it != NOBODY));
        for token in span.clone().rev() {
            let recent = self.recent[recent_place(words.base(tokens.at(token)))];
            for name in recent {
                if name != NOBODY && !tried.contains(&name) && tried.len() < 8 {
                    tried.push(name);
                }
            }
        }
        let last_type = words.base(tokens.at(span.end - 1));
        for (rank, &name) in (0_u32..).zip(&tried) {
            let own = rank < u32::try_from(count_of_spelling).unwrap_or(0);
            let state = &self.known[name as usize];
            let here = u32::from(state.document == document);
            let is = mixer.bit(
                kind::WHOSE,
                &[
                    mixed(&[u32::from(own), rank, here]),
                    mixed(&[
                        u32::from(own),
                        u32::from(state.kind),
                        here,
                        length.min(3),
                        u32::from(tokens.shape(span.start)),
                    ]),
                    mixed(&[spelling.unwrap_or(u32::MAX), name]),
                    mixed(&[last_type, u32::from(own), here]),
                    mixed(&[
                        tokens.class(span.start),
                        u32::from(own),
                        u32::from(state.kind),
                        length.min(3),
                    ]),
                ],
                told == Some(name),
            );
            if is {
                let spelling = spelling.unwrap_or_else(|| self.add(text, &span));
                return (name, spelling, false);
            }
        }
        let next = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        let context = [mixed(&[length.min(4), u32::try_from(tried.len()).unwrap_or(0)])];
        let fresh = next == 0
            || next < self.total && mixer.bit(kind::NEW, &context, told == Some(next));
        let spelling = spelling.unwrap_or_else(|| self.add(text, &span));
        if fresh {
            self.known.push(Known {
                kind: 0,
                rule: 63,
                document: NOBODY,
                spellings: Vec::new(),
            });
            return (next, spelling, true);
        }
        let back = mixer.number(
            kind::FAR,
            &[],
            told.map_or(0, |name| (next - 1).saturating_sub(name)),
        );
        ((next - 1).saturating_sub(back), spelling, false)
    }

    fn note(
        &mut self,
        Text { words, tokens, document }: Text<'_>,
        span: Range<u32>,
        name: u32,
        spelling: u32,
        rule: u8,
    ) {
        let written = &mut self.spellings[spelling as usize];
        written.rule = rule;
        written.document = document;
        to_front(&mut written.names, name);
        for token in span {
            let place = recent_place(words.base(tokens.at(token)));
            to_front(&mut self.recent[place], name);
        }
        let state = &mut self.known[name as usize];
        state.rule = rule;
        state.document = document;
        match state.spellings.iter_mut().find(|(it, _)| *it == spelling) {
            Some((_, count)) => *count += 1,
            None => state.spellings.push((spelling, 1)),
        }
    }

    /// The longest known spelling at a token.
    fn longest_at(&self, text: Text<'_>, at: u32) -> Option<u32> {
        let first = text.words.base(text.tokens.at(at));
        let most = u32::from(self.longest.get(first as usize).copied().unwrap_or(0));
        let most = most.min(text.tokens.len() - at);
        (1..=most).rev().find_map(|length| self.find(text, &(at..at + length)))
    }

    fn find(&self, text: Text<'_>, span: &Range<u32>) -> Option<u32> {
        let hash = hash_of(text, span);
        let mut place = hash as usize & (self.table.len() - 1);
        loop {
            let number = self.table[place].checked_sub(1)?;
            let spelling = &self.spellings[number as usize];
            if spelling.hash == hash && spelling.length == span.end - span.start {
                return Some(number);
            }
            place = (place + 1) & (self.table.len() - 1);
        }
    }

    /// Takes a spelling on that was not there.
    fn add(&mut self, text: Text<'_>, span: &Range<u32>) -> u32 {
        let number = u32::try_from(self.spellings.len()).unwrap_or(u32::MAX);
        let start = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        let length = span.end - span.start;
        let mut joined = 0;
        for (place, token) in span.clone().enumerate() {
            self.words.push(written(text, span, token));
            joined |= u128::from(text.tokens.is_joined(token)) << place.min(127);
        }
        let first = self.words[start as usize] as usize;
        if let Some(longest) = self.longest.get_mut(first) {
            *longest = (*longest).max(u8::try_from(length).unwrap_or(u8::MAX));
        }
        self.spellings.push(Spelling {
            hash: hash_of(text, span),
            start,
            length,
            joined,
            names: [NOBODY; REMEMBERED],
            rule: 63,
            document: NOBODY,
        });
        if self.spellings.len() * 2 > self.table.len() {
            let size = self.table.len() * 2;
            self.table = vec![0; size];
            for number in 0..=number {
                self.enter(number);
            }
        } else {
            self.enter(number);
        }
        number
    }

    fn enter(&mut self, number: u32) {
        let mask = self.table.len() - 1;
        let mut place = self.spellings[number as usize].hash as usize & mask;
        while self.table[place] != 0 {
            place = (place + 1) & mask;
        }
        self.table[place] = number + 1;
    }

    /// What each name is called: coded behind all documents.
    pub(super) fn called<S: Side>(
        &self,
        mixer: &mut Mixer<S>,
        index: &Index<'_>,
        told: &[Name],
    ) -> Vec<Name> {
        let mut names: Vec<Name> = Vec::new();
        for number in 0..self.total {
            let given = S::told(|| told.get(number as usize));
            if !mixer.side.is_sound() {
                names.push(Name { name: String::new(), kind: NameKind::Other });
                continue;
            }
            let known = self.known.get(number as usize);
            let mut spelled: Vec<(u32, u32, String)> = known
                .into_iter()
                .flat_map(|known| &known.spellings)
                .map(|&(spelling, count)| {
                    let text = self.text(index, spelling);
                    (u32::from(text.contains(' ')), count, text)
                })
                .collect();
            let person = known.is_some_and(|known| known.kind == NameKind::Person as u8);
            crate::sorting::sort_by(&mut spelled, |a, b| {
                let key = |it: &(u32, u32, String)| {
                    (if person { it.0 } else { 0 }, it.1, it.2.chars().count())
                };
                key(b).cmp(&key(a)).then_with(|| a.2.cmp(&b.2))
            });
            let rank = S::told(|| {
                let place =
                    spelled.iter().position(|it| Some(&it.2) == given.map(|it| &it.name));
                u32::try_from(place.unwrap_or(spelled.len())).unwrap_or(u32::MAX)
            });
            let choices = u32::try_from(spelled.len()).unwrap_or(0);
            let which = match known {
                Some(_) => {
                    mixer.number(kind::CALLED, &[choices.min(4), u32::from(person)], rank)
                }
                None => u32::MAX,
            };
            let kind = match known {
                Some(known) => u32::from(known.kind),
                None => mixer.symbol(
                    kind::KIND,
                    &[],
                    S::told(|| given.map_or(0, |it| it.kind as u32)),
                ),
            };
            let kind = NameKind::ALL.get(kind as usize).copied().unwrap_or(NameKind::Other);
            let name = match spelled.into_iter().nth(which as usize) {
                Some((_, _, text)) => text,
                None => text(
                    mixer,
                    kind::LENGTH,
                    kind::LETTER,
                    &S::told(|| given.map(|it| it.name.clone()).unwrap_or_default()),
                ),
            };
            names.push(Name { name, kind });
        }
        names
    }

    fn text(&self, index: &Index<'_>, spelling: u32) -> String {
        let spelling = &self.spellings[spelling as usize];
        let mut text = String::new();
        let words = &self.words[spelling.start as usize..][..spelling.length as usize];
        for (place, &word) in words.iter().enumerate() {
            if place > 0 && spelling.joined >> place.min(127) & 1 == 0 {
                text.push(' ');
            }
            index.forms.push(word, &index.terms, &mut text);
        }
        text
    }
}

/// The words of a spelling: the last one without a possessive.
fn written(text: Text<'_>, span: &Range<u32>, token: u32) -> u32 {
    let this = text.tokens.at(token);
    if token + 1 == span.end { text.words.base(this) } else { this }
}

fn hash_of(text: Text<'_>, span: &Range<u32>) -> u32 {
    span.clone().fold(0, |hash, token| mixed(&[hash, written(text, span, token)]))
}

fn recent_place(word: u32) -> usize {
    (mixed(&[word]) >> (u32::BITS - RECENT_BITS)) as usize
}

fn to_front(names: &mut [u32; REMEMBERED], name: u32) {
    let place = names.iter().position(|&it| it == name).unwrap_or(REMEMBERED - 1);
    names.copy_within(..place, 1);
    names[0] = name;
}

fn length_of(mention: &Mention) -> u32 {
    mention.span.end.saturating_sub(mention.span.start)
}

/// A rule by its number.
pub(super) fn rule_of(number: u32) -> Rule {
    Rule::ALL.get(number as usize).copied().unwrap_or(Rule::Capitals)
}
