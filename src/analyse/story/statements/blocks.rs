//! The part of a sentence that a cue rules: cues in their sentence go in, where
//! each one's part begins and ends comes out.

use std::ops::Range;

use super::cues::{Class, Cue};
use super::sentence::Sentence;
use super::subjects::Who;
use crate::analyse::story::facts::NameKind;
use crate::analyse::story::language::flag;
use crate::analyse::story::names::Named;
use crate::analyse::story::text::Shape;

/// The first item behind a dateline: `KYIV —`, `MOSCOW (Reuters) -`.
pub(super) fn behind_dateline(sentence: &Sentence<'_, '_>) -> usize {
    let first = &sentence.text.tokens[sentence.tokens.start];
    if first.shape != Shape::AllCapitals {
        return 0;
    }
    let dash = (1..sentence.items.len().min(9)).find(|&i| {
        sentence.is_any(i, &["—", "–", "-"]) && !sentence.text.tokens[sentence.token(i)].joined
    });
    dash.map_or(0, |dash| dash + 1)
}

/// Whether all that a cue reports is itself what the next one reports: Kyiv
/// hopes that “…,” Umerov added.
pub(super) fn nested_in_next(
    sentence: &Sentence<'_, '_>,
    cues: &[Cue],
    number: usize,
    left: usize,
) -> bool {
    let cue = &cues[number];
    let Some(next) = cues.get(number + 1) else { return false };
    let trailing = !next.participle
        && matches!(next.class, Class::Say | Class::State)
        && next.subject.who != Who::Same
        && next.first > cue.behind
        && (sentence.is(next.first - 1, ",") || sentence.is_quote(next.first - 1))
        && (next.behind..sentence.items.len()).all(|i| !sentence.is_quote(i))
        && sentence.words(&(next.behind..sentence.items.len())) <= 8;
    // Its own words come behind it, not before.
    let behind = cue.first <= left + 1
        || !(sentence.is(cue.first - 1, ",") || sentence.is_quote(cue.first - 1));
    trailing && behind && cue.class != Class::According && cue.subject.who != Who::Same
}

/// Where the part of a sentence that a cue rules ends: where the next one's own
/// words begin.
pub(super) fn block_end(sentence: &Sentence<'_, '_>, cues: &[Cue], number: usize) -> usize {
    let end = before_next_cue(sentence, cues, number);
    let from = cues[number].behind;
    let quote = (from..end).find(|&item| sentence.is_quote(item)).unwrap_or(end);
    (quote + 1..end).find(|&item| gap(sentence, item).is_some()).unwrap_or(end)
}

/// The name at `item` where the verb before is its own as well, unsaid: Rubio
/// spoke of “…”, Umerov of “…”. With it the item behind the name.
pub(super) fn gap<'s>(sentence: &Sentence<'s, '_>, item: usize) -> Option<(&'s Named, usize)> {
    let before = item.checked_sub(1)?;
    let named = sentence.named_at(item)?;
    let behind = sentence.item_of(named.tokens.end);
    let fits = sentence.token(item) == named.tokens.start
        && named.kind != NameKind::Other
        && !sentence.text.tokens[named.tokens.end - 1].is_possessive();
    let comma = sentence.is_any(before, &[",", ";", "while", "whereas"]);
    if !fits || !comma && !sentence.is(before, "and") {
        return None;
    }
    let quoted = |from: usize| {
        let article = usize::from(sentence.flags(from) & flag::DETERMINER != 0);
        sentence.is_quote(from + article)
    };
    let unsaid = sentence.is_any(behind, &["of", "as"]) && quoted(behind + 1)
        || comma && sentence.is(behind, ",") && quoted(behind + 1)
        || comma && sentence.is(behind, "that");
    unsaid.then_some((named, behind))
}

fn before_next_cue(sentence: &Sentence<'_, '_>, cues: &[Cue], number: usize) -> usize {
    let cue = &cues[number];
    let all = sentence.items.len();
    for next in &cues[number + 1..] {
        // What he called “…” stays in what is reported.
        let what = next.first.checked_sub(1).is_some_and(|b| sentence.is(b, "what"));
        if next.class == Class::Call && what {
            continue;
        }
        if next.first <= cue.items.start {
            continue;
        }
        // A verb of saying inside what is reported (“that Kyiv says …”): the
        // outer one keeps it, unless a new part of the sentence begins.
        let new_part = next.first == 0
            || sentence.is_any(next.first - 1, &[",", ";", "and", "but", "while", "—"])
            || sentence.is_any(next.first, &[",", "and", "but", "while", "with", "then", "by"])
            || sentence.is_quote(next.first - 1)
            || next.inverted
            || next.class == Class::According;
        if new_part || cue.class == Class::Call {
            return until_semicolon(sentence, cue.behind, next.first.min(all));
        }
    }
    until_semicolon(sentence, cue.behind, all)
}

fn until_semicolon(sentence: &Sentence<'_, '_>, from: usize, end: usize) -> usize {
    (from..end).find(|&i| sentence.is(i, ";")).unwrap_or(end)
}

/// The items around a cue that are not what was said.
pub(super) fn parts_around(
    sentence: &Sentence<'_, '_>,
    cue: &Cue,
    inside: impl Fn(usize) -> bool,
) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    // Behind the verb first: wrote on X.
    let order = (cue.items.end..sentence.items.len()).chain(0..cue.items.start);
    let mut start: Option<Range<usize>> = None;
    for item in order {
        let fits = !inside(item) && !sentence.is_quote(item);
        match (&mut start, fits) {
            (Some(part), true) if part.end == item => part.end = item + 1,
            (_, true) => {
                parts.extend(start.take());
                start = Some(item..item + 1);
            }
            (_, false) => parts.extend(start.take()),
        }
    }
    parts.extend(start);
    // A part of its own that begins with another verb is another's.
    parts.retain(|part| {
        part.start <= cue.behind + 2
            || part.start < cue.items.start
            || sentence.flags(part.start) & flag::PREPOSITION != 0
    });
    parts
}
