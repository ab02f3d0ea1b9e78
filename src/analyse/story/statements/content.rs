//! What was said: a cue in its sentence goes in, the items of what was said
//! come out.
//!
//! Behind the verb, times, places and venues are passed over. What then comes
//! is a quotation, `that` and a clause, a clause, or nothing: then what stands
//! before the speaker is what was said.

use std::ops::Range;

use super::calls::called;
use super::cues::{Class, Cue};
use super::sentence::Sentence;
use super::venues;
use crate::analyse::story::facts::Rule;
use crate::analyse::story::language::flag;

/// What one cue reports, in items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Content {
    /// From the first to the last item of what was said.
    pub(crate) items: Range<usize>,
    /// The quotations in it that are this speaker's.
    pub(crate) quotes: Vec<usize>,
    /// Nothing but quotations (and the words between speaker and cue).
    pub(crate) direct: bool,
    pub(crate) rule: Rule,
    pub(crate) addressee: Option<Range<usize>>,
}

/// Words that a clause without quotations must have.
pub(super) const SHORTEST: usize = 3;

/// What a cue reports. `left` is the first item that no cue before it has,
/// `end` the item where the next cue's own words begin.
pub(crate) fn of(
    sentence: &Sentence<'_, '_>,
    cue: &Cue,
    left: usize,
    end: usize,
) -> Option<Content> {
    match cue.class {
        Class::According => according(sentence, cue, left, end),
        Class::Call => called(sentence, cue, left, end),
        Class::Noun => {
            let that =
                (cue.behind..end).find(|&i| sentence.is(i, "that") || sentence.is_quote(i));
            let start = that.map(|i| if sentence.is_quote(i) { i } else { i + 1 })?;
            clause(sentence, start..end, Rule::Noun, None)
        }
        Class::Say | Class::State => said(sentence, cue, left, end),
    }
}

fn said(sentence: &Sentence<'_, '_>, cue: &Cue, left: usize, end: usize) -> Option<Content> {
    let (addressee, mut at) = addressee(sentence, cue, end);
    let quote_before = quote_before(sentence, cue.first, left);
    let separated = cue.first > left
        && (sentence.is_any(cue.first - 1, &[",", "—", "–"])
            || sentence.is_quote(cue.first - 1));
    // Any agreement, it said, has to have guarantees that …: nothing to pass.
    if !(separated && sentence.is(at, ",")) {
        at = skip_adjuncts(sentence, at, end);
    }
    let ends = at >= end || sentence.is_stop(at);
    let comma = sentence.is(at, ",");
    let quote_next = sentence.is_quote(at)
        || (comma || sentence.is(at, ":")) && sentence.is_quote(at + 1) && at + 1 < end;

    // “…,” X said; “…,” X said, “…”.
    if let (Some(quote), true) = (quote_before, !cue.participle) {
        let rule = if cue.inverted { Rule::QuoteThenVerb } else { Rule::QuoteThenSpeaker };
        return before_cue(sentence, left..quote + 1, at..end, rule, addressee);
    }
    if sentence.is(at, "that") {
        return clause(sentence, at + 1..end, Rule::ReportedClause, addressee);
    }
    if quote_next {
        let first = if sentence.is_quote(at) { at } else { at + 1 };
        let direct = !sentence.is_quote(at);
        return quoted(sentence, first..end, direct, addressee);
    }
    if !cue.participle && separated && !ends && comma && !says_behind(sentence, at, end) {
        // The goal, he said, is to “…”.
        let whole = trimmed(sentence, left..end);
        // officials who, Mr. Trump said, would keep him informed
        if sentence.is_any(cue.first.saturating_sub(2), &["who", "which", "that"]) {
            return clause(sentence, at + 1..end, Rule::ReportedClause, addressee);
        }
        let before = left..cue.first - 1;
        if sentence.words(&before) >= 1 && !is_adjunct(sentence, &before) {
            let quotes = quotes_in(sentence, &whole);
            return Some(Content {
                items: whole,
                quotes,
                direct: false,
                rule: Rule::ReportedClause,
                addressee,
            });
        }
    }
    if (ends || comma) && separated && !cue.participle {
        // …, the State Department said.
        let before = trimmed(sentence, left..cue.first - 1);
        let enough = sentence.words(&before) > SHORTEST && !is_adjunct(sentence, &before);
        return enough.then(|| Content {
            quotes: quotes_in(sentence, &before),
            items: before,
            direct: false,
            rule: Rule::ClauseThenSpeaker,
            addressee,
        });
    }
    if ends || comma {
        return None;
    }
    let but = (at..end).find(|&i| sentence.is(i, ",") && sentence.is(i + 1, "but"));
    let end = match but {
        Some(but) if quotes_in(sentence, &(but..end)).is_empty() => but,
        _ => end,
    };
    let rest = trimmed(sentence, at..end);
    // claimed to have shot down
    let claims = sentence.is_any(cue.items.start, &["claimed", "claims", "claiming"]);
    if claims && sentence.is(at, "to") {
        return clause(sentence, at..end, Rule::ReportedClause, addressee);
    }
    if !quotes_in(sentence, &rest).is_empty() {
        let opens = sentence.opens_noun(at) || cue.class == Class::Say;
        let start = if opens { at } else { quotes_in(sentence, &rest)[0] };
        return clause(sentence, start..end, Rule::QuoteInClause, addressee);
    }
    // Nothing but an object is no speech, save for verbs that say its words.
    let weighty = sentence.is_any(
        cue.items.start,
        &[
            "stressed",
            "emphasized",
            "emphasised",
            "underscored",
            "underlined",
            "emphasizes",
            "emphasises",
            "stresses",
            "stressing",
            "emphasizing",
            "highlighted",
            "highlights",
        ],
    );
    let plain =
        sentence.is_any(cue.items.start, &["said", "says", "say", "saying", "believes"]);
    let nominative = sentence.flags(at) & flag::PRONOUN != 0 && !sentence.is_mark(at + 1);
    let near = at..rest.end.min(at + 7);
    let near = near.start..near.clone().find(|&i| sentence.is(i, ",")).unwrap_or(near.end);
    let verb_near = if cue.class == Class::Say {
        sentence.has_verb(&rest)
    } else {
        sentence.has_verb(&near)
    };
    let clausal = nominative || sentence.opens_noun(at) && (plain || verb_near);
    let enough = sentence.words(&rest) >= SHORTEST;
    (enough && (clausal || weighty && sentence.words(&rest) > 2))
        .then(|| clause(sentence, at..end, Rule::ReportedClause, addressee))?
}

/// The quotation that ends directly before `first`, over a comma or dash.
pub(super) fn quote_before(
    sentence: &Sentence<'_, '_>,
    first: usize,
    left: usize,
) -> Option<usize> {
    let mut at = first.checked_sub(1)?;
    if sentence.is_any(at, &[",", "—", "–", "-"]) {
        at = at.checked_sub(1)?;
    }
    (at >= left && sentence.is_quote(at)).then_some(at)
}

/// What stands before the cue, and the quotations that go on behind it.
pub(super) fn before_cue(
    sentence: &Sentence<'_, '_>,
    before: Range<usize>,
    behind: Range<usize>,
    rule: Rule,
    addressee: Option<Range<usize>>,
) -> Option<Content> {
    let before = trimmed(sentence, before);
    let mut quotes = quotes_in(sentence, &before);
    let first = *quotes.first()?;
    let plain = (before.start..first).filter(|&i| !sentence.is_mark(i)).count();
    let between =
        (first..before.end).filter(|&i| !sentence.is_quote(i) && !sentence.is_mark(i)).count();
    let mut direct = plain == 0 && between == 0;
    let start = if plain <= 1 && between == 0 { first } else { before.start };
    let mut end = before.end;
    // “…,” he said, “…”
    let mut at = behind.start;
    while at < behind.end && !sentence.is_quote(at) {
        let passes = sentence.is_any(at, &[",", ":", "and", "then", "adding"])
            || sentence.flags(at) & flag::ADVERB != 0;
        if !passes {
            break;
        }
        at += 1;
    }
    if at < behind.end && sentence.is_quote(at) {
        quotes.push(at);
        end = at + 1;
        let rest = trimmed(sentence, at + 1..behind.end);
        direct &= sentence.words(&rest) == 0;
    }
    Some(Content { items: start..end, quotes, direct, rule, addressee })
}

/// A quotation right behind the cue.
fn quoted(
    sentence: &Sentence<'_, '_>,
    items: Range<usize>,
    direct: bool,
    addressee: Option<Range<usize>>,
) -> Option<Content> {
    let mut quotes = Vec::new();
    let mut end = items.start;
    for item in items.clone() {
        if sentence.is_quote(item) {
            quotes.push(item);
            end = item + 1;
        }
    }
    let rest = trimmed(sentence, items.start..items.end);
    let plain = rest.clone().filter(|&i| !sentence.is_quote(i) && !sentence.is_mark(i)).count();
    let rule = if direct { Rule::SpeakerThenQuote } else { Rule::QuoteInClause };
    // “more work to be done” after hours of talks: the rest is not his.
    let open = sentence.flags(items.start + 1)
        & (flag::PREPOSITION | flag::CONJUNCTION | flag::ADVERB)
        != 0
        && quotes.len() == 1;
    let end = if open || direct { end } else { rest.end.max(end) };
    Some(Content {
        items: items.start..end,
        quotes,
        direct: direct && plain == 0,
        rule,
        addressee,
    })
}

fn clause(
    sentence: &Sentence<'_, '_>,
    items: Range<usize>,
    rule: Rule,
    addressee: Option<Range<usize>>,
) -> Option<Content> {
    let mut items = trimmed(sentence, items);
    let quotes = quotes_in(sentence, &items);
    // … “long and hard” in an interview with the BBC: where, not what.
    if let Some(&last) = quotes.last() {
        let tail = last + 1..items.end;
        let at = sentence.is_any(tail.start, &["in", "on", "at", "during"]);
        let whole = |venue: Range<usize>| sentence.item_of(venue.end - 1) + 1 >= items.end;
        if at && venues::find(sentence, &tail).is_some_and(whole) {
            items.end = last + 1;
        }
    }
    if quotes.is_empty() && sentence.words(&items) < SHORTEST {
        return None;
    }
    let rule = if quotes.is_empty() { rule } else { Rule::QuoteInClause };
    Some(Content { items, quotes, direct: false, rule, addressee })
}

fn according(
    sentence: &Sentence<'_, '_>,
    cue: &Cue,
    left: usize,
    end: usize,
) -> Option<Content> {
    // For Rubio the talks were “…”: the quotation alone is his.
    if sentence.is_any(cue.items.start, &["for", "to"]) {
        let quote = (cue.behind..end).find(|&i| sentence.is_quote(i))?;
        let article = sentence.flags(quote - 1) & flag::DETERMINER != 0;
        return Some(Content {
            items: quote - usize::from(article)..quote + 1,
            quotes: vec![quote],
            direct: false,
            rule: Rule::AccordingTo,
            addressee: None,
        });
    }
    let before = trimmed(sentence, left..cue.first);
    let (items, rule) = if sentence.words(&before) > SHORTEST {
        (before, Rule::AccordingTo)
    } else {
        let mut start = cue.behind;
        // According to X, the minister, …
        let comma = (start..end.min(start + 14)).find(|&i| sentence.is(i, ","))?;
        start = comma + 1;
        (trimmed(sentence, start..end), Rule::AccordingTo)
    };
    let quotes = quotes_in(sentence, &items);
    if quotes.is_empty() && sentence.is(cue.items.start, "in") {
        return None;
    }
    let direct = !quotes.is_empty()
        && items.clone().all(|i| sentence.is_quote(i) || sentence.is_mark(i));
    (sentence.words(&items) > SHORTEST || !quotes.is_empty()).then_some(Content {
        items,
        quotes,
        direct,
        rule,
        addressee: None,
    })
}

pub(super) fn quotes_in(sentence: &Sentence<'_, '_>, items: &Range<usize>) -> Vec<usize> {
    items.clone().filter(|&i| sentence.is_quote(i)).collect()
}

/// Without marks and conjunctions at either end.
pub(super) fn trimmed(sentence: &Sentence<'_, '_>, mut items: Range<usize>) -> Range<usize> {
    items.end = items.end.min(sentence.items.len());
    while items.start < items.end {
        let first = items.start;
        let loose = sentence.is_mark(first) && !sentence.is_any(first, &["$", "€", "£", "("])
            || sentence.is_any(first, &["and", "but", "that", "meanwhile"]);
        if !loose {
            break;
        }
        items.start += 1;
    }
    while items.start < items.end {
        let last = items.end - 1;
        let loose = sentence.is_mark(last) && !sentence.is_any(last, &[")", "%"])
            || sentence.is_any(last, &["and", "but", "while", "with", "as"]);
        if !loose {
            break;
        }
        items.end -= 1;
    }
    items
}

/// `tell` and `inform` have an addressee.
fn addressee(
    sentence: &Sentence<'_, '_>,
    cue: &Cue,
    end: usize,
) -> (Option<Range<usize>>, usize) {
    let start = cue.behind;
    if !cue.telling {
        return (None, start);
    }
    let mut at = start;
    if let Some(named) = sentence.named_at(at) {
        at = sentence.item_of(named.tokens.end);
    } else {
        while at < end && at - start < 6 {
            let stop = sentence.is_quote(at)
                || sentence.is_mark(at)
                || sentence.is(at, "that")
                || at > start
                    && (sentence.flags(at)
                        & (flag::DETERMINER | flag::PRONOUN | flag::PREPOSITION)
                        != 0
                        || sentence.named_at(at).is_some());
            if stop {
                break;
            }
            at += 1;
            let noun = sentence.flags(at - 1) & (flag::GROUP | flag::ROLE) != 0;
            if noun {
                break;
            }
        }
    }
    if at == start {
        return (None, start);
    }
    let tokens = sentence.token(start)..sentence.items[at - 1].tokens.end;
    (Some(tokens), at)
}

/// Passes over times, places and venues behind a verb.
fn skip_adjuncts(sentence: &Sentence<'_, '_>, mut at: usize, end: usize) -> usize {
    for _ in 0..6 {
        if at >= end || sentence.is_quote(at) {
            break;
        }
        let flags = sentence.flags(at);
        let time = flag::WEEKDAY | flag::MONTH;
        if flags & time != 0
            || flags & flag::ADVERB != 0 && !sentence.is_any(at, &["only", "there", "even"])
            || sentence.is_any(at, &["late", "early"]) && sentence.flags(at + 1) & time != 0
        {
            at += 1;
            continue;
        }
        if sentence.is_any(
            at,
            &[
                "on",
                "in",
                "at",
                "during",
                "via",
                "over",
                "after",
                "through",
                "to",
                "about",
                "of",
                "before",
                "following",
                "for",
                "from",
                "with",
            ],
        ) {
            if sentence.is(at, "to") && sentence.flags(at + 1) & flag::AUXILIARY != 0 {
                break;
            }
            if sentence.is(at, "on") && sentence.flags(at + 1) & flag::WEEKDAY != 0 {
                at += 2;
                continue;
            }
            // Up to `that`, a comma or a quotation: all of it belongs here.
            let stop = (at + 1..end.min(at + 16)).find(|&i| {
                sentence.is_quote(i) || sentence.is_any(i, &["that", ",", ":", ";", ".", "?"])
            });
            if let Some(stop) = stop.filter(|&s| !sentence.is_quote(s)) {
                at = stop;
                continue;
            }
            if let Some(stop) = stop {
                let of = sentence.is_any(at, &["to", "for", "with", "of", "in", "about"]);
                let venue = venues::find(sentence, &(at..stop)).is_some();
                if venue || !of {
                    at = stop;
                }
                break;
            }
            if stop.is_none() && end <= at + 16 {
                let whole = at..end;
                let adjunct =
                    !sentence.has_verb(&whole) && quotes_in(sentence, &whole).is_empty();
                if adjunct {
                    return end;
                }
            }
            let near = at..end.min(at + 9);
            match venues::find(sentence, &near) {
                Some(venue) if !sentence.is(at, "to") => at = sentence.item_of(venue.end),
                _ => break,
            }
            continue;
        }
        if sentence.is(at, ",") {
            // said on Friday, after the meeting, that
            let that = (at + 2..end.min(at + 16))
                .find(|&i| sentence.is(i, "that") && sentence.is(i - 1, ","));
            if let Some(that) = that {
                at = that;
            }
        }
        break;
    }
    at
}

/// Whether behind a comma another verb of saying carries on.
fn says_behind(sentence: &Sentence<'_, '_>, comma: usize, end: usize) -> bool {
    comma + 1 >= end
        || sentence.flags(comma + 1) & flag::PARTICIPLE != 0
        || sentence.is_any(
            comma + 1,
            &[
                "and",
                "but",
                "according",
                "while",
                "who",
                "which",
                "as",
                "when",
                "after",
                "with",
                "in",
                "though",
                "although",
            ],
        )
        || sentence.is_quote(comma + 1)
}

/// Whether items are a time or place before the clause: In his address, …
fn is_adjunct(sentence: &Sentence<'_, '_>, items: &Range<usize>) -> bool {
    let first = sentence.flags(items.start);
    let opens = first & (flag::PREPOSITION | flag::TIME) != 0
        || first & flag::CONJUNCTION != 0
        || sentence.is_any(items.start, &["asked", "speaking", "addressing"]);
    opens && !sentence.has_verb(items) || first & flag::CONJUNCTION != 0 && items.len() < 4
}
