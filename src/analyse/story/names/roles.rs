//! Roles: a person's mention goes in, the titles and descriptions that the
//! text gives come out.
//!
//! - before the name: `Ukrainian Foreign Minister Andriy Sybiha`, `Secretary of
//!   the Council and head of the delegation Rustem Umerov`;
//! - after it: `Jared Kushner, the son-in-law of President Trump,`;
//! - with a verb: `Ukraine’s negotiator had been Andriy Yermak`.

use std::ops::Range;

use super::kinds::role_within;
use crate::analyse::story::facts::Rule;
use crate::analyse::story::language::flag;
use crate::analyse::story::text::{Shape, Text};

/// Tokens of the names of a document, in order.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Around<'n> {
    pub(crate) people: &'n [Range<usize>],
    /// People, bodies, places and other things.
    pub(crate) all: &'n [Range<usize>],
}

/// A role in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) tokens: Range<usize>,
    pub(crate) rule: Rule,
}

/// Tokens before a name in which its role must stand.
const REACH: usize = 18;
/// Tokens of a description after a name.
const LONGEST: usize = 24;

/// The roles given to the person at `name`; `around` are the names of the
/// document.
pub(crate) fn of(text: &Text<'_>, name: &Range<usize>, around: &Around<'_>) -> Vec<Found> {
    let mut found = before(text, name, around);
    let limit = text.sentence_of(name.start).end;
    for first in
        [after(text, name, around), with_verb(text, name, around)].into_iter().flatten()
    {
        let more = second(text, &first, limit);
        found.push(first);
        found.extend(more);
    }
    found
}

/// Where the roles that directly precede a name begin; the name's own start
/// where there are none.
pub(crate) fn start_with_roles(
    text: &Text<'_>,
    name: &Range<usize>,
    around: &Around<'_>,
) -> usize {
    let roles = before(text, name, around);
    roles.iter().map(|role| role.tokens.start).min().unwrap_or(name.start)
}

fn before(text: &Text<'_>, name: &Range<usize>, around: &Around<'_>) -> Vec<Found> {
    let floor = text.sentence_of(name.start).start;
    let Some(mut last) = name.start.checked_sub(1).filter(|&l| l >= floor) else {
        return Vec::new();
    };
    if text.flags(last) & flag::HONORIFIC != 0 && text.flags(last) & flag::ROLE == 0 {
        match last.checked_sub(1).filter(|&l| l >= floor) {
            Some(next) => last = next,
            None => return Vec::new(),
        }
    }
    let token = &text.tokens[last];
    // Presidents Zelensky and Trump.
    if token.is(flag::GROUP) && token.has_capital() && is_plural_title(text, last) {
        let start = extend(text, last, floor, around);
        return vec![Found { tokens: start..last + 1, rule: Rule::TitleBefore }];
    }
    // Trump’s envoy, Steve Witkoff, …
    if text.is(last, ",") && last > floor {
        return with_comma(text, last - 1, floor, name, around);
    }
    if token.is(flag::ROLE) && !token.is_possessive() && !is_named(around, last) {
        let start = extend(text, last, floor, around);
        return vec![Found { tokens: start..last + 1, rule: Rule::TitleBefore }];
    }
    with_complement(text, last, floor, around)
}

/// `the Russian envoy, Kirill Dmitriev,`: the role at `head` is the name's.
fn with_comma(
    text: &Text<'_>,
    head: usize,
    floor: usize,
    name: &Range<usize>,
    around: &Around<'_>,
) -> Vec<Found> {
    let token = &text.tokens[head];
    let closes =
        matches!(text.word(name.end), "," | "." | ";" | ")") || name.end >= text.tokens.len();
    if !token.is(flag::ROLE) || token.is_possessive() || !closes || is_named(around, head) {
        return Vec::new();
    }
    let start = extend(text, head, floor, around);
    let definite = start.checked_sub(1).is_some_and(|b| {
        ["the", "his", "her", "its", "their"].iter().any(|word| text.is(b, word))
    });
    let owned = text.tokens[start..head].iter().any(|t| t.is_possessive());
    if !definite && !owned {
        return Vec::new();
    }
    vec![Found { tokens: start..head + 1, rule: Rule::TitleBefore }]
}

fn is_plural_title(text: &Text<'_>, at: usize) -> bool {
    let word = text.word(at).to_lowercase();
    word.strip_suffix('s').is_some_and(|one| text.lexicon.flags(one) & flag::ROLE != 0)
}

fn is_named(around: &Around<'_>, at: usize) -> bool {
    let next = around.people.partition_point(|p| p.end <= at);
    around.people.get(next).is_some_and(|p| p.start <= at)
}

/// `Secretary of the Council of Ukraine and head of the delegation` before a
/// name.
fn with_complement(
    text: &Text<'_>,
    last: usize,
    floor: usize,
    around: &Around<'_>,
) -> Vec<Found> {
    let mut found = Vec::new();
    let mut end = last + 1;
    let mut at = last;
    let mut plain = 0;
    for _ in 0..REACH {
        let token = &text.tokens[at];
        let of = text.is(at + 1, "of");
        if token.is(flag::ROLE) && of && at + 1 < end && !is_named(around, at) {
            let start = extend(text, at, floor, around);
            found.push(Found { tokens: start..end, rule: Rule::TitleBefore });
            plain = 0;
            // … and …
            let and = start.checked_sub(1).filter(|&a| a > floor && text.is(a, "and"));
            match and.and_then(|and| and.checked_sub(1)) {
                Some(next) => {
                    end = next + 1;
                    at = next;
                    continue;
                }
                None => break,
            }
        }
        let small =
            text.is(at, "of") || text.is(at, "the") || text.is(at, "and") || text.is(at, "for");
        let named = token.has_capital() && !token.is(flag::WEEKDAY | flag::MONTH);
        let noun = token.is(flag::MODIFIER
            | flag::PORTFOLIO
            | flag::BODY
            | flag::GROUP
            | flag::ROLE
            | flag::DEMONYM);
        let hyphen = text.word(at) == "-";
        if !(small || named || noun || hyphen) {
            plain += 1;
            let no_noun = flag::FUNCTION | flag::SAYING | flag::STATING | flag::CALLING;
            if plain > 2 || token.shape != Shape::Lower || token.is(no_noun) {
                break;
            }
        }
        if is_named(around, at) {
            break;
        }
        match at.checked_sub(1).filter(|&next| next >= floor) {
            Some(next) => at = next,
            None => break,
        }
    }
    found.reverse();
    found
}

/// The first token of a role whose head is at `head`.
fn extend(text: &Text<'_>, head: usize, floor: usize, around: &Around<'_>) -> usize {
    let mut start = head;
    while start > floor {
        let at = start - 1;
        let token = &text.tokens[at];
        if token.is_possessive() && token.has_capital() {
            // Trump’s envoy: with the person and his own title.
            let owner = around.people.iter().rev().find(|p| p.end == at + 1);
            let body = around.all.iter().find(|p| p.end == at + 1);
            return match (owner, body) {
                (Some(owner), _) => start_with_roles(text, owner, &Around::default()),
                (None, Some(body)) => body.start.max(floor),
                (None, None) => name_start(text, at, floor),
            };
        }
        let word = token.is(flag::MODIFIER | flag::ROLE | flag::PORTFOLIO | flag::DEMONYM);
        let first_word = token.starts
            && token.is(flag::FUNCTION | flag::COMMON)
            && !token.is(flag::MODIFIER | flag::DEMONYM);
        let named = token.has_capital()
            && !token.is(flag::FUNCTION | flag::WEEKDAY | flag::MONTH | flag::HONORIFIC)
            && !first_word;
        let listed_short = token.is(flag::LISTED) && token.shape == Shape::AllCapitals;
        let hyphen = text.word(at) == "-" && token.joined && at > floor;
        let of_staff = text.is(at, "of")
            && text.flags(start) & flag::PORTFOLIO != 0
            && at > floor
            && text.flags(at - 1) & flag::ROLE != 0;
        // National Security and Defense Council Secretary
        let inside = text.is(at, "and")
            && at > floor
            && text.flags(at - 1) & (flag::PORTFOLIO | flag::MODIFIER) != 0
            && text.tokens[at - 1].has_capital()
            && text.tokens[start].has_capital()
            && text.flags(start) & (flag::PORTFOLIO | flag::MODIFIER) != 0;
        if inside {
            start = at;
            continue;
        }
        let lower_function = token.is(flag::FUNCTION) && !token.has_capital();
        if lower_function && !of_staff
            || !(word || named || listed_short || hyphen || of_staff)
            || is_named(around, at)
        {
            break;
        }
        // Secretary of State: what stands before `and` is another one's.
        if word && !token.has_capital() && token.is(flag::SAYING | flag::STATING) {
            break;
        }
        start = at;
    }
    if text.word(start) == "-" { start + 1 } else { start }
}

/// The start of a listed name of several words that ends at `last`.
fn name_start(text: &Text<'_>, last: usize, floor: usize) -> usize {
    let mut start = last;
    while start > floor && text.tokens[start - 1].has_capital() {
        let before = &text.tokens[start - 1];
        if before.is(flag::FUNCTION | flag::WEEKDAY) || before.is_possessive() {
            break;
        }
        start -= 1;
    }
    start
}

fn after(text: &Text<'_>, name: &Range<usize>, around: &Around<'_>) -> Option<Found> {
    let limit = text.sentence_of(name.start).end;
    let last = text.tokens.get(name.end - 1)?;
    let opens = matches!(text.word(name.end), "," | "(" | "—" | "–");
    if last.is_possessive() || name.end >= limit || !opens {
        return None;
    }
    let mut start = name.end + 1;
    if text.is(start, "now") || text.is(start, "then") {
        start += 1;
    }
    start = behind_naming(text, start);
    if is_named(around, start) && !owner_is_possessive(text, around, start) {
        return None;
    }
    // President Donald Trump’s envoy: the role is the one behind the owner.
    let owner = around.people.iter().find(|p| {
        p.start > start
            && p.end < start + 7
            && text.tokens[p.end - 1].is_possessive()
            && !(start..p.start).any(|t| text.tokens[t].shape == Shape::Mark)
    });
    let from = owner.map_or(start, |owner| owner.end);
    let role = role_within(text, from, limit)?;
    let first = text.tokens.get(start)?;
    let fits = first.is(flag::DETERMINER | flag::MODIFIER | flag::ROLE | flag::DEMONYM)
        || first.has_capital();
    if !fits {
        return None;
    }
    let end = (role..limit.min(start + LONGEST)).find(|&t| {
        matches!(
            text.word(t),
            "," | "." | ";" | ":" | ")" | "(" | "—" | "–" | "“" | "\"" | "”" | "?"
        ) || (t > role && (text.is(t, "who") || text.is(t, "which") || text.is(t, "whose")))
            || (t > role
                && text.flags(t) & (flag::SAYING | flag::STATING | flag::COPULA) != 0
                && text.flags(t) & (flag::AMBIGUOUS | flag::PARTICIPLE) == 0)
    })?;
    // Vance, Secretary of State Marco Rubio: the title of the next one.
    let next = around.people.iter().find(|p| p.start > start && p.start < end);
    if let Some(next) = next {
        let own = before(text, next, &Around::default());
        let theirs = own.iter().any(|r| r.tokens.contains(&role));
        if theirs || next.start == role + 1 {
            return None;
        }
    }
    start = behind_article(text, start);
    let end = role_end(text, role, end);
    (start < end).then_some(Found { tokens: start..end, rule: Rule::DescriptionAfter })
}

fn behind_article(text: &Text<'_>, start: usize) -> usize {
    let small = ["the", "a", "an", "his", "her", "its", "their"];
    if small.iter().any(|word| text.is(start, word)) { start + 1 } else { start }
}

/// `named here as`, `identified as`: what follows is the role.
fn behind_naming(text: &Text<'_>, start: usize) -> usize {
    const NAMING: [&str; 6] =
        ["identified", "described", "named", "known", "introduced", "listed"];
    if !NAMING.iter().any(|word| text.is(start, word)) {
        return start;
    }
    let naming = (start + 1..start + 4).find(|&t| text.is(t, "as"));
    naming.map_or(start, |naming| naming + 1)
}

/// A role goes on with `of`, `to` and `for` only, and over `and` not at all
/// where another role follows.
fn role_end(text: &Text<'_>, role: usize, end: usize) -> usize {
    (role + 1..end)
        .find(|&t| {
            let other = text.flags(t) & flag::PREPOSITION != 0
                && !text.tokens[t].joined
                && !["of", "to", "for"].iter().any(|word| text.is(t, word));
            let and =
                text.is(t, "and") && (t + 1 >= end || role_within(text, t + 1, end).is_some());
            other || and
        })
        .unwrap_or(end)
}

/// The role behind `and`: his chief of staff and the country’s negotiator.
fn second(text: &Text<'_>, first: &Found, limit: usize) -> Option<Found> {
    let and = first.tokens.end;
    if !text.is(and, "and") {
        return None;
    }
    let mut start = and + 1;
    // until that day
    if text.is(start, ",") {
        let close = (start + 1..limit.min(start + 8)).find(|&t| text.is(t, ","))?;
        start = close + 1;
    }
    let role = role_within(text, start, limit)?;
    start = behind_article(text, start);
    let stop = (role + 1..limit.min(role + LONGEST)).find(|&t| {
        text.tokens[t].shape == Shape::Mark && text.word(t) != "-"
            || text.flags(t) & (flag::COPULA | flag::SAYING | flag::STATING | flag::AUXILIARY)
                != 0
    })?;
    let end = role_end(text, role, stop);
    (start < end).then_some(Found { tokens: start..end, rule: first.rule })
}

fn owner_is_possessive(text: &Text<'_>, around: &Around<'_>, at: usize) -> bool {
    around
        .people
        .iter()
        .find(|p| p.contains(&at))
        .and_then(|p| text.tokens.get(p.end - 1))
        .is_some_and(|t| t.is_possessive())
}

fn with_verb(text: &Text<'_>, name: &Range<usize>, around: &Around<'_>) -> Option<Found> {
    let sentence = text.sentence_of(name.start);
    // … had been Andriy Yermak
    let mut at = name.start;
    while at > sentence.start && text.flags(at - 1) & flag::AUXILIARY != 0 {
        at -= 1;
    }
    let tie = at..name.start;
    if !tie.is_empty() && text.flags(name.start - 1) & flag::COPULA != 0 {
        let head = at.checked_sub(1).filter(|&h| h >= sentence.start)?;
        if text.flags(head) & flag::ROLE != 0 && !text.tokens[head].is_possessive() {
            let start = extend(text, head, sentence.start, around);
            return Some(Found { tokens: start..head + 1, rule: Rule::Predicate });
        }
        return None;
    }
    // Andriy Yermak was the chief of staff
    if name.end >= sentence.end || text.flags(name.end) & flag::COPULA == 0 {
        return None;
    }
    let mut start = behind_naming(text, name.end + 1);
    if !text.tokens.get(start)?.is(flag::DETERMINER)
        && !text.tokens.get(start)?.is_possessive()
        && text.flags(start) & flag::ROLE == 0
    {
        return None;
    }
    let role = role_within(text, start, sentence.end)?;
    start = behind_article(text, start);
    let stop = flag::CONJUNCTION | flag::AUXILIARY | flag::SAYING | flag::STATING;
    let end = (role + 1..sentence.end.min(start + LONGEST)).find(|&t| {
        (text.tokens[t].shape == Shape::Mark && text.word(t) != "-")
            || text.flags(t) & stop != 0
            || text.is(t, "who")
            || text.is(t, "that")
            || text.flags(t) & flag::PREPOSITION != 0 && !text.is(t, "of") && !text.is(t, "to")
    })?;
    Some(Found { tokens: start..end, rule: Rule::Predicate })
}
