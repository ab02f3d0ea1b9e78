//! Whom the words for a speaker mean: subjects go in, names come out, or
//! nothing where the text leaves it open.
//!
//! A pronoun is the speaker or the first person of the sentence before, within
//! the paragraph and the last sentence of the one before it. Where two people
//! fit (he told him; he spoke and another answered), it is the one whom the
//! title names, or stays open. What somebody says of another (`Putin wants to
//! go on, he said`) tells nothing of the speaker. A role (`the minister`) is
//! the only person of the document whose roles have its words. Given names
//! that are a woman's are never `he`.

use std::collections::HashMap;
use std::ops::Range;

use super::sentence::Sentence;
use super::subjects::{Subject, Who};
use crate::analyse::story::facts::{Name, NameKind, Rule, Span};
use crate::analyse::story::language::flag;
use crate::analyse::story::names::Named;
use crate::analyse::story::names::roles::{Around, start_with_roles};
use crate::analyse::story::names::spelling::{folded, key};
use crate::analyse::story::text::{Shape, Text};

/// Sentences in which a pronoun's person is looked for.
const MEMORY: usize = 3;

/// What the document has told so far.
#[derive(Debug)]
pub(crate) struct Discourse<'t, 'a> {
    text: &'t Text<'a>,
    names: &'t [Name],
    named: &'t [Named],
    /// Words of the roles of each person of the document.
    roles: Vec<(u32, RoleWords)>,
    /// Those of the whole corpus, by name.
    known: &'t KnownRoles,
    /// The only person of the document whom its title names.
    topic: Option<u32>,
    /// Whom a pronoun would mean after each sentence so far.
    focus: Vec<Focus>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Focus {
    paragraph: usize,
    person: Option<u32>,
    body: Option<u32>,
    /// Two people fit, and nothing in the sentence tells which.
    open: Option<[u32; 2]>,
    /// People are named in it.
    people: bool,
}

impl<'t, 'a> Discourse<'t, 'a> {
    pub(crate) fn new(
        text: &'t Text<'a>,
        names: &'t [Name],
        named: &'t [Named],
        roles: &[FoundRole],
        known: &'t KnownRoles,
    ) -> Self {
        let roles = words_of_roles(text, roles);
        let topic = topic(text, names, named);
        Self { text, names, named, roles, known, topic, focus: Vec::new() }
    }

    /// The name that a subject means; `behind` is the item behind its verb.
    pub(crate) fn resolve(
        &self,
        sentence: &Sentence<'_, '_>,
        subject: &Subject,
        behind: usize,
    ) -> Option<u32> {
        match subject.who {
            Who::Name(name) => {
                let kind = self.names.get(name as usize)?.kind;
                (kind != NameKind::Other).then_some(name)
            }
            Who::Pronoun => self.person_for(sentence, subject, behind),
            Who::It => {
                let paragraph = self.text.paragraph_of(sentence.tokens.start);
                let last = self.focus.last()?;
                (last.paragraph == paragraph).then_some(last.body)?
            }
            Who::Role(head) => self.role(sentence, head, &subject.tokens),
            Who::Group | Who::Same => None,
        }
    }

    /// Whom `he` or `she` means.
    fn person_for(
        &self,
        sentence: &Sentence<'_, '_>,
        subject: &Subject,
        behind: usize,
    ) -> Option<u32> {
        let pronoun = self.text.flags(subject.tokens.start);
        let fits = |name: &u32| self.may_be(*name, pronoun);
        // In the sentence itself: the first person before the pronoun, unless
        // that is what was said.
        let said = subject.first > 0
            && (sentence.is(subject.first - 1, ",") || sentence.is_quote(subject.first - 1))
            && (sentence.is_stop(behind) || sentence.is(behind, ","));
        let before = sentence.tokens.start..subject.tokens.start;
        if !said && let Some(main) = main_person(sentence, &before).filter(fits) {
            return Some(main);
        }
        let paragraph = self.text.paragraph_of(sentence.tokens.start);
        for focus in self.focus.iter().rev().take(MEMORY) {
            if focus.paragraph + 1 < paragraph {
                break;
            }
            if let Some(two) = focus.open {
                return self.topic.filter(|topic| two.contains(topic) && fits(topic));
            }
            if let Some(person) = focus.person {
                let over = focus.paragraph < paragraph;
                let other = over && self.topic.is_some_and(|topic| topic != person);
                if other && self.topic_is_near(focus.paragraph) {
                    return None;
                }
                return Some(person).filter(fits);
            }
            if focus.people {
                return None;
            }
            if focus.paragraph < paragraph {
                break;
            }
        }
        // Nobody else has come up.
        self.topic.filter(fits)
    }

    /// Whether the title's person was the one spoken of in a paragraph, too.
    fn topic_is_near(&self, paragraph: usize) -> bool {
        let Some(topic) = self.topic else { return false };
        self.focus.iter().rev().take_while(|focus| focus.paragraph == paragraph).any(|focus| {
            focus.person == Some(topic) || focus.open.is_some_and(|two| two.contains(&topic))
        })
    }

    fn may_be(&self, name: u32, pronoun: u64) -> bool {
        let Some(name) = self.names.get(name as usize) else { return false };
        let given = name.name.split(' ').next().unwrap_or_default().to_lowercase();
        let flags = self.text.lexicon.flags(&given);
        let (he, she) = (flags & flag::HE != 0, flags & flag::SHE != 0);
        he == she
            || he && pronoun & flag::HE != 0
            || she && pronoun & flag::SHE != 0
            || pronoun & (flag::HE | flag::SHE) == 0
    }

    /// Whom `Ukraine’s foreign minister` or `the department` means.
    fn role(
        &self,
        sentence: &Sentence<'_, '_>,
        head: usize,
        tokens: &Range<usize>,
    ) -> Option<u32> {
        let (words, last) = role_words(self.text, tokens.clone());
        let definite = self.text.flags(tokens.start) & flag::DETERMINER != 0 || words.len() > 1;
        if !definite {
            return None;
        }
        let fits = |role: &RoleWords| {
            role.head == last && words.iter().all(|word| role.words.contains(word))
        };
        let mut people: Vec<u32> =
            self.roles.iter().filter(|(_, role)| fits(role)).map(|(name, _)| *name).collect();
        if people.is_empty() && words.len() > 1 {
            // Somebody of this document who has the role in another.
            let has = |name: &u32| self.known.get(name).is_some_and(|it| it.iter().any(fits));
            people.extend(self.named.iter().map(|n| n.name).filter(has));
        }
        people.sort_unstable();
        people.dedup();
        match people.as_slice() {
            [only] => return Some(*only),
            // The president: the one that was just spoken of.
            [_, ..] => {
                let paragraph = self.text.paragraph_of(sentence.tokens.start);
                let near = self.focus.iter().rev().take(MEMORY);
                let mut near = near.filter(|f| f.paragraph + 1 >= paragraph);
                return near
                    .find_map(|focus| focus.person)
                    .filter(|person| people.contains(person));
            }
            [] => {}
        }
        // The department, the council: the only body of that word.
        let word = self.text.word(head).to_lowercase();
        let article = self.text.is(tokens.start, "the");
        let body = self.text.lexicon.flags(&word) & flag::BODY != 0;
        if !article || !body || tokens.len() > 2 {
            return None;
        }
        let mut bodies: Vec<u32> = self
            .named
            .iter()
            .filter(|n| n.kind == NameKind::Organisation && n.tokens.start < head)
            .filter(|n| self.text.is(n.tokens.end - 1, &word))
            .map(|n| n.name)
            .collect();
        bodies.sort_unstable();
        bodies.dedup();
        match bodies.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// Remembers whom a sentence was about; `speaker` is whoever spoke last in
    /// it, `told` whether anybody did.
    pub(crate) fn note(
        &mut self,
        sentence: &Sentence<'_, '_>,
        speaker: Option<u32>,
        told: bool,
    ) {
        let paragraph = self.text.paragraph_of(sentence.tokens.start);
        let kind = |name: u32| self.names.get(name as usize).map(|n| n.kind);
        let last = self.focus.last().copied().unwrap_or_default();
        let same = last.paragraph + 1 >= paragraph;
        let people = people_at(sentence).next().is_some();
        let mut focus = Focus { paragraph, people, ..Focus::default() };
        if let Some(speaker) = speaker {
            match kind(speaker) {
                Some(NameKind::Person) => focus.person = Some(speaker),
                _ => focus.body = Some(speaker),
            }
        }
        if focus.person.is_none() {
            focus.person = main_person(sentence, &sentence.tokens);
        }
        // Trump told him: who is `he` in what follows stays open.
        let nominative = |i: usize| {
            sentence.flags(i) & flag::PRONOUN != 0
                && sentence.flags(i) & (flag::HE | flag::SHE) != 0
        };
        let items = 0..sentence.items.len();
        let him = items.clone().any(|i| sentence.is_any(i, &["him", "her"]))
            && !items.clone().any(nominative);
        // Three days later he heads the council, and Zelenskyy calls him …: two
        // people. When he arrived, Rubio said …: one.
        let named = people_at(sentence).next().map_or(usize::MAX, |n| n.tokens.start);
        let he = items.clone().any(|i| nominative(i) && sentence.token(i) < named)
            && sentence.flags(0) & (flag::CONJUNCTION | flag::PREPOSITION) == 0;
        if let (Some(before), true) = (last.person, same && (him || he)) {
            // He went, and Trump called him back: either may be meant.
            let other = match he {
                true => focus.person.filter(|&person| person != before),
                false => Some(focus.person.unwrap_or(before)).filter(|&it| it != before),
            };
            if other.is_some() || him && focus.person.is_none() {
                focus.open = Some([before, other.unwrap_or(before)]);
                focus.person = None;
                self.focus.push(focus);
                return;
            }
        }
        let his = items.take(3).any(|i| sentence.is_any(i, &["his", "her"]));
        if focus.person.is_none() && (he || his) && same {
            focus.person = last.person;
            focus.open = last.open;
            if last.person.is_none() && last.open.is_none() {
                focus.person = self.topic;
            }
        }
        // Nobody else has come up: the person of the sentence before stays.
        if focus.person.is_none() && focus.open.is_none() && same {
            let mut others = people_in(sentence);
            others.dedup();
            if others.is_empty() {
                focus.open = last.open;
            }
            focus.person = match (others.as_slice(), last.person) {
                ([], person) => person,
                ([only], None) if !told => Some(*only),
                ([only], Some(person)) if *only == person => Some(person),
                _ => None,
            };
        }
        self.focus.push(focus);
    }

    /// The person that a sentence is about, for a colon or a quotation alone.
    pub(crate) fn main(&self, sentence: &Sentence<'_, '_>) -> Option<(u32, Range<usize>)> {
        let named = main_named(sentence, &sentence.tokens)?;
        Some((named.name, named.tokens.clone()))
    }
}

/// The only person of a document whose surname stands in its title.
fn topic(text: &Text<'_>, names: &[Name], named: &[Named]) -> Option<u32> {
    let mut topics: Vec<u32> = named
        .iter()
        .filter(|n| n.kind == NameKind::Person)
        .map(|n| n.name)
        .filter(|&name| {
            let surname = names.get(name as usize).and_then(|n| n.name.rsplit(' ').next());
            let surname = key(surname.unwrap_or_default());
            let mut words = text.title.split(|c: char| !c.is_alphanumeric() && c != '-');
            words.any(|word| key(word) == surname)
        })
        .collect();
    topics.sort_unstable();
    topics.dedup();
    match topics.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// People named in a sentence outside quotations.
fn people_in(sentence: &Sentence<'_, '_>) -> Vec<u32> {
    people_at(sentence).map(|named| named.name).collect()
}

fn people_at<'s>(sentence: &Sentence<'s, '_>) -> impl Iterator<Item = &'s Named> {
    let first = sentence.named.partition_point(|n| n.tokens.start < sentence.tokens.start);
    sentence.named[first..]
        .iter()
        .take_while(|n| n.tokens.end <= sentence.tokens.end)
        .filter(|n| n.kind == NameKind::Person)
        .filter(|n| !sentence.is_quote(sentence.item_of(n.tokens.start)))
}

fn main_person(sentence: &Sentence<'_, '_>, tokens: &Range<usize>) -> Option<u32> {
    main_named(sentence, tokens).map(|named| named.name)
}

/// The person that is the subject of a sentence, as far as its form tells: the
/// first that neither a preposition nor another noun precedes.
fn main_named<'s>(sentence: &Sentence<'s, '_>, tokens: &Range<usize>) -> Option<&'s Named> {
    let text = sentence.text;
    let mut from = tokens.start;
    // When Yermak resigned, Umerov took over: the main clause is behind.
    let first_item = sentence.item_of(from);
    if sentence.is_any(
        first_item,
        &[
            "when", "after", "as", "while", "because", "if", "although", "though", "since",
            "before", "once", "until",
        ],
    ) {
        let comma = (first_item..sentence.items.len()).find(|&i| sentence.is(i, ","));
        if let Some(comma) = comma {
            from = sentence.token(comma).min(tokens.end);
        }
    }
    let first = sentence.named.partition_point(|n| n.tokens.start < from);
    sentence.named[first..]
        .iter()
        .take_while(|n| n.tokens.end <= tokens.end)
        .take(6)
        .filter(|n| n.kind == NameKind::Person)
        .filter(|n| !sentence.is_quote(sentence.item_of(n.tokens.start)))
        .find(|n| {
            if text.tokens[n.tokens.end - 1].is_possessive() {
                return false;
            }
            let mut start = start_with_roles(text, &n.tokens, &Around::default())
                .max(sentence.tokens.start);
            if start > sentence.tokens.start
                && text.flags(start - 1) & (flag::DETERMINER | flag::HONORIFIC) != 0
            {
                start -= 1;
            }
            let Some(before) = start.checked_sub(1).filter(|&b| b >= sentence.tokens.start)
            else {
                return true;
            };
            let item = sentence.item_of(before);
            sentence.is_any(
                item,
                &[
                    ",",
                    "but",
                    "and",
                    "that",
                    "both",
                    "when",
                    "after",
                    "then",
                    "—",
                    "meanwhile",
                    "while",
                    "as",
                    "because",
                    "if",
                    ":",
                    "had",
                ],
            ) && (!sentence.is(item, "and") || item == 0)
                || text.flags(before) & flag::ADVERB != 0
                || text.flags(before) & (flag::WEEKDAY | flag::TIME | flag::MONTH) != 0
                || text.tokens[before].shape == Shape::Digit
        })
}

/// A role as it was found: place, name, rule.
pub(crate) type FoundRole = (Span, u32, Rule);

/// The words of roles by name.
pub(crate) type KnownRoles = HashMap<u32, Vec<RoleWords>>;

/// What tells a role from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RoleWords {
    words: Vec<String>,
    head: String,
}

/// The words of the roles of one document.
pub(crate) fn words_of_roles(text: &Text<'_>, roles: &[FoundRole]) -> Vec<(u32, RoleWords)> {
    roles
        .iter()
        .map(|(span, name, _)| {
            let tokens = text.token_at(span.start)..text.token_at(span.end);
            let (words, head) = role_words(text, tokens);
            (*name, RoleWords { words, head })
        })
        .collect()
}

/// The words that tell a role from others, and its head.
fn role_words(text: &Text<'_>, tokens: Range<usize>) -> (Vec<String>, String) {
    let mut words = Vec::new();
    let mut head = String::new();
    let mut of = false;
    for token in tokens {
        let this = &text.tokens[token];
        of |= text.is(token, "of") || text.is(token, "to");
        if !this.is_word() || this.is(flag::DETERMINER | flag::PREPOSITION) {
            continue;
        }
        let word = text.word(token);
        let lower = word.to_lowercase();
        if this.is(flag::ROLE) && !of {
            head.clone_from(&lower);
        }
        let place = text.lexicon.name(word).map(|(_, canonical)| canonical);
        words.push(match place {
            Some(canonical) => stem(canonical),
            None => stem(&lower),
        });
    }
    (words, head)
}

/// One form for a country and its people, for `defence` and `defense`.
fn stem(word: &str) -> String {
    let folded = folded(word);
    match folded.as_str() {
        "defence" => "defense".to_owned(),
        "american" | "us" | "u.s." => "united states".to_owned(),
        "ukrainian" => "ukraine".to_owned(),
        "russian" => "russia".to_owned(),
        "french" => "france".to_owned(),
        "german" => "germany".to_owned(),
        "british" => "united kingdom".to_owned(),
        "chinese" => "china".to_owned(),
        "turkish" => "turkey".to_owned(),
        "polish" => "poland".to_owned(),
        "italian" => "italy".to_owned(),
        "israeli" => "israel".to_owned(),
        "iranian" => "iran".to_owned(),
        "spanish" => "spain".to_owned(),
        "indian" => "india".to_owned(),
        "japanese" => "japan".to_owned(),
        other => {
            if key(other).is_empty() {
                folded.clone()
            } else {
                other.to_owned()
            }
        }
    }
}
