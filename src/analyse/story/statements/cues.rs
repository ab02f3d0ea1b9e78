//! Cues: a sentence goes in, its verbs and nouns of saying with their subjects
//! come out.

use std::ops::Range;

use super::sentence::Sentence;
use super::subjects::{self, Subject, Who};
use crate::analyse::story::facts::NameKind;
use crate::analyse::story::language::flag;
use crate::analyse::story::names::roles::{Around, start_with_roles};

/// What a cue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// say, add, write.
    Say,
    /// stress, announce, confirm.
    State,
    /// call, describe: only quoted words are the speaker's.
    Call,
    /// Trump’s declaration that.
    Noun,
    /// according to.
    According,
}

/// A cue in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cue {
    pub(crate) items: Range<usize>,
    pub(crate) class: Class,
    pub(crate) participle: bool,
    pub(crate) telling: bool,
    pub(crate) subject: Subject,
    /// Behind the verb and an inverted subject.
    pub(crate) behind: usize,
    /// First item of subject, verb and what belongs to them.
    pub(crate) first: usize,
    /// The subject stands behind the verb.
    pub(crate) inverted: bool,
}

/// Finds the cues of a sentence in order.
pub(crate) fn find(sentence: &Sentence<'_, '_>) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    for item in 0..sentence.items.len() {
        if sentence.is_quote(item) || cues.last().is_some_and(|c| c.items.end > item) {
            continue;
        }
        let flags = sentence.flags(item);
        let cue = if sentence.is(item, "according") && sentence.is(item + 1, "to") {
            according(sentence, item)
        } else if flags & (flag::SAYING | flag::STATING | flag::CALLING) != 0 {
            verb(sentence, item, cues.last()).or_else(|| noun(sentence, item))
        } else if flags & flag::SPEECH_NOUN != 0 {
            noun(sentence, item)
        } else if sentence.is(item, "in") {
            in_words(sentence, item)
        } else if sentence.is_any(item, &["put", "puts"]) && sentence.is(item + 1, "it") {
            put_it(sentence, item)
        } else if item == 0 && sentence.is_any(item, &["for", "to"]) {
            for_someone(sentence, item)
        } else {
            None
        };
        cues.extend(cue);
    }
    cues
}

/// `“…,” as Rubio put it`; `“…” is how she puts it`.
fn put_it(sentence: &Sentence<'_, '_>, item: usize) -> Option<Cue> {
    let found = subjects::before(sentence, item).filter(|found| !found.negated)?;
    let subject = found.subject;
    let mut first = subject.first;
    let tie = first.checked_sub(1)?;
    if !sentence.is_any(tie, &["as", "how"]) {
        return None;
    }
    first = tie;
    if first > 0 && sentence.flags(first - 1) & flag::COPULA != 0 {
        first -= 1;
    }
    let items = item..item + 2;
    Some(Cue { class: Class::Say, behind: item + 2, first, subject, ..plain(items) })
}

/// `For Rubio the talks were “…”`.
fn for_someone(sentence: &Sentence<'_, '_>, item: usize) -> Option<Cue> {
    let named = sentence.named_at(item + 1).filter(|named| named.kind == NameKind::Person)?;
    let behind = sentence.item_of(named.tokens.end);
    let quote = (behind..sentence.items.len()).find(|&i| sentence.is_quote(i))?;
    let is = sentence.flags(quote - 1) & flag::COPULA != 0
        || sentence.is_any(quote - 1, &["a", "an", "the"])
            && sentence.flags(quote - 2) & flag::COPULA != 0;
    let possessive = sentence.text.tokens[named.tokens.end - 1].is_possessive();
    let other = (behind..quote).any(|i| sentence.named_at(i).is_some());
    if !is || possessive || other {
        return None;
    }
    let subject =
        Subject { who: Who::Name(named.name), tokens: named.tokens.clone(), first: item };
    let items = item..item + 1;
    Some(Cue {
        class: Class::According,
        behind,
        first: item,
        subject,
        inverted: true,
        ..plain(items)
    })
}

/// A cue of these items with nothing else known.
fn plain(items: Range<usize>) -> Cue {
    Cue {
        class: Class::Say,
        participle: false,
        telling: false,
        subject: same(items.start),
        behind: items.end,
        first: items.start,
        inverted: false,
        items,
    }
}

fn same(first: usize) -> Subject {
    Subject { who: Who::Same, tokens: 0..0, first }
}

fn verb(sentence: &Sentence<'_, '_>, item: usize, last: Option<&Cue>) -> Option<Cue> {
    let flags = sentence.flags(item);
    let text = sentence.text;
    let token = &text.tokens[sentence.token(item)];
    if token.has_capital() && item > 0 && !token.starts {
        return None;
    }
    let class = if flags & flag::SAYING != 0 {
        Class::Say
    } else if flags & flag::STATING != 0 {
        Class::State
    } else {
        Class::Call
    };
    let participle = flags & flag::PARTICIPLE != 0;
    let mut end = item + 1;
    let particle = match text.word(sentence.token(item)) {
        "played" | "plays" | "playing" => "down",
        "pointed" | "points" | "ruled" => "out",
        "spoke" | "speaks" | "speaking" => "of",
        "referred" | "refers" | "referring" => "to",
        _ => "",
    };
    if sentence.is(end, particle) {
        end += 1;
    }
    let cue = |subject: Subject, behind: usize, first: usize, inverted: bool| Cue {
        items: item..end,
        class,
        participle,
        telling: flags & flag::TELLING != 0,
        subject,
        behind,
        first,
        inverted,
    };
    // A noun: the call, a Russian claim, Trump’s demands.
    let before = item.checked_sub(1);
    if let Some(before) = before {
        let this = sentence.flags(before);
        let possessive =
            !sentence.is_quote(before) && text.tokens[sentence.token(before)].is_possessive();
        let article = this & flag::DETERMINER != 0
            && !sentence.is_any(before, &["that", "which", "both", "all", "what"]);
        let preposition = this & flag::PREPOSITION != 0 && this & flag::ADVERB == 0;
        if article || possessive || preposition && !participle {
            return None;
        }
        if sentence.is(end, "by") && !participle {
            return by_agent(sentence, item..end, class);
        }
        // is said, was described: nobody says who did.
        if passive(sentence, item) {
            // Umerov is quoted as follows: “…”
            let quoted =
                sentence.is(item, "quoted") && sentence.is_any(end, &["as", "with", "saying"]);
            if !quoted {
                return None;
            }
            let found = subjects::before(sentence, item).filter(|found| !found.negated)?;
            let first = found.subject.first;
            let behind = if sentence.is_any(end + 1, &["saying", "follows"]) {
                end + 2
            } else {
                end + 1
            };
            return Some(Cue { class: Class::Say, ..cue(found.subject, behind, first, false) });
        }
    }
    // The report quotes Umerov as saying
    if participle && let Some(subject) = quoted_as(sentence, item) {
        let first = subject.first;
        return Some(cue(subject, end, first, false));
    }
    if participle {
        let Some(before) = before else {
            return Some(cue(same(item), end, item, false));
        };
        let progressive = sentence.flags(before) & flag::AUXILIARY != 0;
        if !progressive {
            let linked = sentence.is_any(before, &[",", "and", "by", "while", "then", "—"])
                || sentence.is_quote(before);
            if linked {
                let first = if sentence.is_quote(before) { item } else { before };
                return Some(cue(same(first), end, first, false));
            }
            // with Barrot declaring
            let subject = subjects::ending(sentence, item)?;
            let with = subject.first.checked_sub(1).filter(|&w| sentence.is(w, "with"))?;
            return Some(cue(subject, end, with, false));
        }
    }
    let after_quote = before
        .is_some_and(|b| sentence.is_quote(b) || sentence.is_any(b, &[",", "—"]) && b > 0);
    // …, said Rubio, …: whoever stands before the comma is no subject.
    if after_quote
        && class == Class::Say
        && flags & (flag::AMBIGUOUS | flag::TELLING) == 0
        && let Some((subject, behind)) = subjects::after(sentence, end - 1)
        && (sentence.is_stop(behind) || sentence.is(behind, ","))
    {
        return Some(cue(subject, behind, item, true));
    }
    if let Some(found) = subjects::before(sentence, item) {
        let noun_like = flags & flag::AMBIGUOUS != 0;
        let plain = matches!(
            found.subject.who,
            Who::Name(_) | Who::Pronoun | Who::It | Who::Role(_) | Who::Group
        );
        let follows = sentence.is_quote(end)
            || sentence.is_any(end, &["that", "it", "he", "she", "they", "the", "there"]);
        if found.negated || noun_like && !plain && !follows || sentence.is(end, "nothing") {
            return None;
        }
        if found.subject.who == Who::Same {
            let last = last.filter(|l| l.class != Class::According)?;
            let first = found.subject.first;
            return (last.items.end < item).then(|| cue(same(first), end, first, false));
        }
        let first = found.subject.first;
        // “…,” said Rubio, the minister, … : the verb's own subject is behind.
        return Some(cue(found.subject, end, first, false));
    }
    if after_quote && class != Class::Call && flags & flag::AMBIGUOUS == 0 {
        let (subject, behind) = subjects::after(sentence, end - 1)?;
        return Some(cue(subject, behind, item, true));
    }
    None
}

/// `described by Rubio as “…”`; who quotes or asks says nothing.
fn by_agent(sentence: &Sentence<'_, '_>, items: Range<usize>, class: Class) -> Option<Cue> {
    let others =
        ["asked", "quoted", "cited", "used", "named", "signed", "pressed", "seen", "saw"];
    if class != Class::Call || sentence.is_any(items.start, &others) {
        return None;
    }
    let (subject, behind) = subjects::after(sentence, items.end)?;
    Some(Cue { class, behind, first: items.start, subject, inverted: true, ..plain(items) })
}

/// The one quoted where `as saying` or `saying` follows.
fn quoted_as(sentence: &Sentence<'_, '_>, saying: usize) -> Option<Subject> {
    let end = match sentence.is(saying.checked_sub(1)?, "as") {
        true => saying - 1,
        false => saying,
    };
    let named = sentence.named_before(end).filter(|named| named.kind == NameKind::Person)?;
    let mut first =
        sentence.item_of(start_with_roles(sentence.text, &named.tokens, &Around::default()));
    while first > 0 && sentence.flags(first - 1) & (flag::DETERMINER | flag::HONORIFIC) != 0 {
        first -= 1;
    }
    let quotes = sentence.is_any(
        first.checked_sub(1)?,
        &["quotes", "quote", "quoted", "quoting", "cites", "cited", "citing"],
    );
    quotes.then(|| Subject { who: Who::Name(named.name), tokens: named.tokens.clone(), first })
}

fn passive(sentence: &Sentence<'_, '_>, item: usize) -> bool {
    let mut at = item;
    while let Some(before) = at.checked_sub(1) {
        if sentence.flags(before) & flag::ADVERB != 0 {
            at = before;
            continue;
        }
        let be = sentence.is_any(before, &["is", "was", "are", "were", "be", "been", "being"]);
        let participle = sentence.flags(item) & flag::PARTICIPLE != 0;
        return be && !participle;
    }
    false
}

/// `Trump’s declaration on Truth Social that`, `his conclusion was: “…”`.
fn noun(sentence: &Sentence<'_, '_>, item: usize) -> Option<Cue> {
    let text = sentence.text;
    if sentence.flags(item) & flag::SPEECH_NOUN == 0 {
        return None;
    }
    let mut owner = item.checked_sub(1)?;
    // his careful answer
    let owned = text.tokens[sentence.token(owner)].is_possessive();
    if !owned
        && sentence.flags(owner) == 0
        && !sentence.is_quote(owner)
        && !sentence.is_mark(owner)
    {
        owner = owner.checked_sub(1)?;
    }
    let token = sentence.token(owner);
    let subject = if sentence.is_any(owner, &["his", "her"]) {
        Subject { who: Who::Pronoun, tokens: token..token + 1, first: owner }
    } else {
        let named = sentence.named_before(owner + 1)?;
        let possessive = text.tokens[named.tokens.end - 1].is_possessive();
        possessive.then_some(())?;
        let first = sentence.item_of(named.tokens.start);
        Subject { who: Who::Name(named.name), tokens: named.tokens.clone(), first }
    };
    // Only where a clause or a quotation follows.
    let near = item + 1..(item + 10).min(sentence.items.len());
    let mut near = near;
    let that = near.find(|&i| sentence.is(i, "that") || sentence.is_quote(i))?;
    let tied = sentence.is(that, "that")
        || sentence.is_any(that - 1, &[":", ","]) && that - item <= 6
        || sentence.flags(that - 1) & flag::COPULA != 0;
    let first = subject.first;
    tied.then_some(Cue {
        items: item..item + 1,
        class: Class::Noun,
        participle: false,
        telling: false,
        subject,
        behind: item + 1,
        first,
        inverted: false,
    })
}

/// `according to X`, and `in his words`.
fn according(sentence: &Sentence<'_, '_>, item: usize) -> Option<Cue> {
    let (subject, behind) = subjects::after(sentence, item + 1)?;
    Some(Cue {
        items: item..item + 2,
        class: Class::According,
        participle: false,
        telling: false,
        subject,
        behind,
        first: item,
        inverted: true,
    })
}

fn in_words(sentence: &Sentence<'_, '_>, item: usize) -> Option<Cue> {
    let owner = item + 1;
    let token = sentence.token(owner);
    let subject = if sentence.is_any(owner, &["his", "her"]) && sentence.is(owner + 1, "words")
    {
        Subject { who: Who::Pronoun, tokens: token..token + 1, first: item }
    } else {
        let named = sentence.named_at(owner)?;
        let words = sentence.item_of(named.tokens.end);
        sentence.is(words, "words").then_some(())?;
        Subject { who: Who::Name(named.name), tokens: named.tokens.clone(), first: item }
    };
    let words = (owner..owner + 6).find(|&i| sentence.is(i, "words"))?;
    Some(Cue {
        items: item..words + 1,
        class: Class::According,
        participle: false,
        telling: false,
        subject,
        behind: words + 1,
        first: item,
        inverted: true,
    })
}
