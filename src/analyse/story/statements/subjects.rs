//! Who says it: a verb of saying in its sentence goes in, the words that stand
//! for the speaker come out, before it is known who they mean.
//!
//! Leftwards from the verb: adverbs, auxiliaries and times are passed over, so
//! is a description between commas (`Umerov, the secretary, said`). What is
//! then directly before the verb is a name, a pronoun, a role or a group; or
//! `and`/`but`, which carry on the subject of the verb before. Behind the verb
//! a subject is looked for only where a quotation or comma comes before it.

use std::ops::Range;

use super::sentence::Sentence;
use crate::analyse::story::facts::NameKind;
use crate::analyse::story::language::flag;
use crate::analyse::story::names::roles::{Around, start_with_roles};
use crate::analyse::story::text::Shape;

/// The words for a speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Subject {
    pub(crate) who: Who,
    /// Tokens of the name, pronoun or role itself.
    pub(crate) tokens: Range<usize>,
    /// First item, with roles and articles before it.
    pub(crate) first: usize,
}

/// What the words for a speaker are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    Name(u32),
    /// he, she.
    Pronoun,
    It,
    /// `the minister`, with the head's token.
    Role(usize),
    /// People or a body without a name.
    Group,
    /// The subject of the verb before.
    Same,
}

/// A subject with what its verb phrase tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) subject: Subject,
    pub(crate) negated: bool,
}

/// Items that a description between commas may have.
const DESCRIPTION: usize = 28;

/// Looks left of the verb at `verb`.
pub(crate) fn before(sentence: &Sentence<'_, '_>, verb: usize) -> Option<Found> {
    let mut at = verb;
    let mut negated = false;
    loop {
        let last = at.checked_sub(1)?;
        let flags = sentence.flags(last);
        negated |= flags & flag::NEGATION != 0;
        let time = flags & (flag::TIME | flag::WEEKDAY | flag::MONTH) != 0;
        let next_time = sentence.flags(at) & (flag::TIME | flag::WEEKDAY | flag::MONTH) != 0
            || sentence.flags(at) & flag::DETERMINER != 0;
        let of_time =
            next_time && sentence.is_any(last, &["on", "late", "early", "in", "over"]);
        let article_of_time =
            flags & flag::DETERMINER != 0 && sentence.flags(at) & flag::TIME != 0 && at < verb;
        let subject_noun = flags & (flag::ROLE | flag::GROUP) != 0;
        let passes = flags & (flag::ADVERB | flag::AUXILIARY | flag::NEGATION) != 0
            || sentence.is_any(last, &["both", "all", "himself", "herself", "itself"])
                && last > 0
            || (time && !subject_noun)
            || of_time
            || article_of_time;
        if !passes || flags & flag::PRONOUN != 0 {
            break;
        }
        // `to say`, `declined to say`: nothing was said.
        if sentence.is(last, "to") {
            return None;
        }
        at = last;
    }
    let last = at.checked_sub(1)?;
    if sentence.is(last, "to") {
        return None;
    }
    if sentence.is_any(last, &["and", "but", "then"]) {
        let subject = Subject { who: Who::Same, tokens: 0..0, first: last };
        return Some(Found { subject, negated });
    }
    if sentence.is_any(last, &[",", ")", "—", "–"]) {
        let subject = behind_description(sentence, last)?;
        return Some(Found { subject, negated });
    }
    if sentence.is_any(last, &["who", "which", "that"]) {
        let mut end = last;
        if sentence.is(end.checked_sub(1)?, ",") {
            end -= 1;
        }
        // A reproach by Sybiha, who said …: the person, whatever goes before.
        let named = sentence.named_before(end).filter(|named| {
            sentence.is(last, "who")
                && named.kind == NameKind::Person
                && !sentence.text.tokens[named.tokens.end - 1].is_possessive()
        });
        let subject = match named {
            Some(named) => Subject {
                who: Who::Name(named.name),
                tokens: named.tokens.clone(),
                first: sentence.item_of(named.tokens.start),
            },
            None => ending(sentence, end)?,
        };
        return Some(Found { subject, negated });
    }
    let subject = ending(sentence, at)?;
    // Someone who spoke with Trump said …
    let with = subject.first.checked_sub(1).is_some_and(|w| sentence.is(w, "with"));
    let participle = sentence.flags(verb) & flag::PARTICIPLE != 0;
    (!with || participle).then_some(Found { subject, negated })
}

/// `Umerov, the secretary, said`: the subject before the description whose
/// closing comma is at `close`.
fn behind_description(sentence: &Sentence<'_, '_>, close: usize) -> Option<Subject> {
    // The spokesman, Dmitry Peskov, said
    if let Some(named) = sentence.named_before(close) {
        let first = sentence.item_of(named.tokens.start);
        let role = first >= 2
            && sentence.is(first - 1, ",")
            && sentence.flags(first - 2) & flag::ROLE != 0;
        if role && named.kind == NameKind::Person {
            let who = Who::Name(named.name);
            let role = noun(sentence, first - 2, first - 1);
            let first = role.map_or(first, |role| role.first);
            return Some(Subject { who, tokens: named.tokens.clone(), first });
        }
    }
    let wanted = if sentence.is(close, ",") { "," } else { "" };
    let floor = close.saturating_sub(DESCRIPTION);
    let mut fallback = None;
    for open in (floor..close).rev() {
        let opens = match wanted {
            "," => sentence.is(open, ","),
            _ => sentence.is_any(open, &["(", "—", "–"]),
        };
        if sentence.is_quote(open) {
            return fallback;
        }
        if !opens {
            continue;
        }
        let describes = sentence.is_any(
            open + 1,
            &[
                "who",
                "which",
                "whose",
                "in",
                "speaking",
                "addressing",
                "citing",
                "writing",
                "when",
                "on",
                "at",
                "for",
                "after",
                "like",
                "as",
                "now",
                "then",
                "asked",
                "at",
                "visiting",
            ],
        ) || sentence.flags(open + 1)
            & (flag::DETERMINER | flag::ROLE | flag::MODIFIER | flag::DEMONYM)
            != 0
            || sentence
                .text
                .tokens
                .get(sentence.token(open + 1))
                .is_some_and(|t| t.has_capital() || t.is_possessive());
        if let Some(subject) = ending(sentence, open) {
            // Ministers met Umerov, and in the evening, said …: no description.
            let nominative = subject.first == 0
                || sentence.is_any(subject.first - 1, &[",", "and", "but", "that", "while"])
                || close - open <= 4;
            if matches!(subject.who, Who::Name(_)) && (describes || nominative) {
                return Some(subject);
            }
            if describes {
                fallback.get_or_insert(subject);
            }
        }
    }
    fallback
}

/// The subject that ends directly before the item `end`.
pub(crate) fn ending(sentence: &Sentence<'_, '_>, end: usize) -> Option<Subject> {
    let last = end.checked_sub(1)?;
    if sentence.is_quote(last) {
        return None;
    }
    let token = sentence.token(last);
    let flags = sentence.flags(last);
    if flags & flag::PRONOUN != 0 {
        if sentence.is_any(last, &["we", "i", "you"]) {
            return None;
        }
        let who = if flags & (flag::HE | flag::SHE) != 0 {
            Who::Pronoun
        } else if sentence.is(last, "it") {
            Who::It
        } else {
            Who::Group
        };
        return Some(Subject { who, tokens: token..token + 1, first: last });
    }
    if let Some(named) = sentence.named_before(end) {
        return name(sentence, named);
    }
    if flags & (flag::ROLE | flag::GROUP | flag::DEMONYM | flag::BODY) != 0 {
        return noun(sentence, last, end);
    }
    // the Secretary of State
    let of = last.checked_sub(1)?;
    let of = if sentence.is(of, "the") { of.checked_sub(1)? } else { of };
    let head = of.checked_sub(1).filter(|_| sentence.is(of, "of"))?;
    if flags & flag::PORTFOLIO != 0 && sentence.flags(head) & flag::ROLE != 0 {
        return noun(sentence, head, end);
    }
    None
}

/// A name as subject; the first of several, the head before a preposition.
fn name(
    sentence: &Sentence<'_, '_>,
    named: &crate::analyse::story::names::Named,
) -> Option<Subject> {
    let text = sentence.text;
    if text.tokens[named.tokens.end - 1].is_possessive() || named.kind == NameKind::Other {
        return None;
    }
    let first_token =
        start_with_roles(text, &named.tokens, &Around::default()).max(sentence.tokens.start);
    let first = sentence.item_of(first_token);
    let mut own = Subject { who: Who::Name(named.name), tokens: named.tokens.clone(), first };
    if is_object(sentence, first) {
        return None;
    }
    let Some(mut before) = first.checked_sub(1) else { return Some(own) };
    if sentence.flags(before) & (flag::DETERMINER | flag::HONORIFIC) != 0 {
        own.first = before;
        let Some(next) = before.checked_sub(1) else { return Some(own) };
        before = next;
    }
    if sentence.is(before, "and") {
        // Of two the first speaks for both; a clause before `and` does not.
        let mut end = before;
        if end > 0 && sentence.is(end - 1, ",") {
            end -= 1;
        }
        let other = sentence.named_before(end).filter(|n| n.kind == named.kind);
        if let Some(other) = other {
            return name(sentence, other).or(Some(own));
        }
        return Some(own);
    }
    if sentence.is_any(before, &["like", "including"]) {
        return Some(own);
    }
    let preposition = sentence.is_any(
        before,
        &[
            "of", "in", "from", "for", "at", "to", "by", "near", "on", "against", "about",
            "under", "between", "after", "before", "than", "without", "over", "into", "behind",
        ],
    );
    if preposition {
        let head = before.checked_sub(1)?;
        let flags = sentence.flags(head);
        if flags & (flag::ROLE | flag::GROUP) != 0 {
            let mut subject = noun(sentence, head, sentence.item_of(named.tokens.end - 1) + 1)?;
            if flags & flag::ROLE != 0 && flags & flag::GROUP == 0 {
                subject.who = Who::Role(sentence.token(head));
            } else {
                subject.who = Who::Group;
            }
            return Some(subject);
        }
        return None;
    }
    Some(own)
}

/// Whether the name that begins at `first` is another verb's object: officials
/// who met Umerov said; the report that quotes him says.
fn is_object(sentence: &Sentence<'_, '_>, first: usize) -> bool {
    let Some(mut before) = first.checked_sub(1) else { return false };
    while before > 0
        && sentence.flags(before) & (flag::DETERMINER | flag::HONORIFIC) != 0
        && !sentence.is_any(before, &["that", "which"])
    {
        before -= 1;
    }
    let flags = sentence.flags(before);
    let verb = flags & flag::CALLING != 0
        && flags & (flag::SAYING | flag::STATING | flag::PARTICIPLE) == 0;
    let relative = (before.saturating_sub(2)..before)
        .rev()
        .take_while(|&i| !sentence.is_mark(i) && !sentence.is_quote(i))
        .any(|i| sentence.is_any(i, &["who", "which"]));
    verb || relative && !sentence.is_mark(before)
}

/// Words of a subject without a name.
const NOUN_PHRASE: usize = 8;

/// `A senior U.S. official`: from the head at `head` to its article.
fn noun(sentence: &Sentence<'_, '_>, head: usize, end: usize) -> Option<Subject> {
    let text = sentence.text;
    let mut first = head;
    while first > 0 && head - first < NOUN_PHRASE {
        let item = first - 1;
        if sentence.is_quote(item) {
            break;
        }
        let token = &text.tokens[sentence.token(item)];
        let hyphen = text.word(sentence.token(item)) == "-" && token.joined;
        let verb = flag::SAYING | flag::STATING | flag::AUXILIARY | flag::COPULA;
        if token.shape == Shape::Mark && !hyphen
            || token.is(verb) && !token.is(flag::AMBIGUOUS) && !token.is(flag::MODIFIER)
            || token.is(flag::PREPOSITION | flag::PRONOUN | flag::ADVERB)
            || token.is(flag::CONJUNCTION) && !sentence.is(item, "and")
        {
            break;
        }
        if sentence.is(item, "and") {
            let people =
                item > 0 && sentence.flags(item - 1) & (flag::DEMONYM | flag::LISTED) != 0;
            if !people {
                break;
            }
        }
        first = item;
        if token.is(flag::DETERMINER) {
            break;
        }
    }
    let head_flags = sentence.flags(head);
    let singular = head_flags & flag::ROLE != 0
        || head_flags & (flag::GROUP | flag::BODY) != 0
            && text.flags(sentence.token(first)) & flag::DETERMINER != 0
            && !text.word(sentence.token(head)).ends_with('s');
    // `official` and `spokesman` with `a` are nobody in particular.
    let vague = sentence
        .is_any(first, &["a", "an", "another", "one", "each", "both", "no", "every", "some"]);
    let who = if singular && !vague { Who::Role(sentence.token(head)) } else { Who::Group };
    let last = sentence.items.get(end.checked_sub(1)?)?.tokens.end;
    Some(Subject { who, tokens: sentence.token(first)..last, first })
}

/// Looks right of the verb: `…,” said Rubio`. Returns the subject and the item
/// behind it.
pub(crate) fn after(sentence: &Sentence<'_, '_>, verb: usize) -> Option<(Subject, usize)> {
    let start = verb + 1;
    let flags = sentence.flags(start);
    if flags & flag::PRONOUN != 0 && flags & (flag::HE | flag::SHE) != 0 {
        let token = sentence.token(start);
        let subject = Subject { who: Who::Pronoun, tokens: token..token + 1, first: start };
        return Some((subject, start + 1));
    }
    for item in start..(start + NOUN_PHRASE).min(sentence.items.len()) {
        if sentence.is_quote(item) {
            return None;
        }
        if let Some(named) = sentence.named_at(item) {
            let end = sentence.item_of(named.tokens.end);
            let possessive = sentence.text.tokens[named.tokens.end - 1].is_possessive();
            let role_next =
                sentence.flags(end) & (flag::ROLE | flag::MODIFIER | flag::BODY) != 0;
            if possessive || role_next && named.kind != NameKind::Person {
                continue;
            }
            let subject = Subject {
                who: Who::Name(named.name),
                tokens: named.tokens.clone(),
                first: start,
            };
            return (named.kind != NameKind::Other).then_some((subject, end));
        }
        let this = sentence.flags(item);
        let fits = flag::DETERMINER
            | flag::MODIFIER
            | flag::ROLE
            | flag::GROUP
            | flag::DEMONYM
            | flag::LISTED
            | flag::BODY
            | flag::PORTFOLIO;
        let possessive = sentence.text.tokens[sentence.token(item)].is_possessive();
        if this & fits == 0 && !possessive && !sentence.is(item, "of") {
            return None;
        }
        let next = sentence.flags(item + 1);
        let ends = next & (flag::MODIFIER | flag::ROLE | flag::GROUP) == 0
            && sentence.named_at(item + 1).is_none()
            && !sentence.is(item + 1, "of");
        if this & (flag::ROLE | flag::GROUP) != 0 && ends {
            let subject = noun(sentence, item, item + 1)?;
            return Some((Subject { first: start, ..subject }, item + 1));
        }
    }
    None
}
