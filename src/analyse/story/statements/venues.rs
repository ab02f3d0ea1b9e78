//! Where it was said: the words around a verb of saying go in, the venue comes
//! out: `a post on X`, `Truth Social`, `nightly address`.

use std::ops::Range;

use super::content::Content;
use super::cues::Cue;
use super::sentence::Sentence;
use crate::analyse::story::language::flag;

/// Items of a venue at most.
const LONGEST: usize = 10;

/// Words that are a venue by themselves after `on`, `in`, `at`.
const PLATFORMS: [&str; 12] = [
    "x",
    "truth",
    "telegram",
    "facebook",
    "twitter",
    "instagram",
    "tiktok",
    "youtube",
    "fox",
    "threads",
    "bluesky",
    "linkedin",
];

/// Nouns that name an occasion or a medium.
const OCCASIONS: [&str; 46] = [
    "post",
    "posts",
    "address",
    "speech",
    "statement",
    "statements",
    "interview",
    "briefing",
    "conference",
    "remarks",
    "comments",
    "letter",
    "tweet",
    "message",
    "video",
    "broadcast",
    "television",
    "tv",
    "radio",
    "podcast",
    "column",
    "article",
    "op-ed",
    "call",
    "hearing",
    "testimony",
    "debate",
    "rally",
    "sermon",
    "memo",
    "email",
    "e-mail",
    "blog",
    "documentary",
    "monologue",
    "livestream",
    "x",
    "telegram",
    "facebook",
    "twitter",
    "media",
    "program",
    "programme",
    "note",
    "network",
    "report",
];

/// A venue among the items; the first that there is.
pub(crate) fn find(sentence: &Sentence<'_, '_>, items: &Range<usize>) -> Option<Range<usize>> {
    let mut at = items.start;
    while at < items.end {
        if sentence.is_any(at, &["in", "on", "at", "during", "via", "through", "to"])
            && !sentence.is_quote(at)
        {
            let limit = items.end.min(at + 1 + LONGEST);
            if let Some(venue) = venue(sentence, at, limit) {
                return Some(venue);
            }
        }
        at += 1;
    }
    None
}

/// The venue that the verb itself has: used his nightly address to say, told
/// state television that.
pub(super) fn of_verb(
    sentence: &Sentence<'_, '_>,
    cue: &Cue,
    content: &Content,
) -> Option<Range<usize>> {
    if sentence.is_any(cue.items.start, &["used", "uses"]) {
        return venue(sentence, cue.items.end - 1, content.items.start);
    }
    let told = content.addressee.clone()?;
    let last = sentence.item_of(told.end - 1);
    let medium = ["television", "tv", "radio", "newspaper", "magazine", "podcast"];
    sentence.is_any(last, &medium).then_some(told)
}

/// The venue behind the preposition at `at`, in tokens.
fn venue(sentence: &Sentence<'_, '_>, at: usize, limit: usize) -> Option<Range<usize>> {
    let mut start = at + 1;
    if sentence.is(at, "to") {
        // Comments to Russian state television; not: said to be on television.
        let noun = at.checked_sub(1)?;
        sentence
            .is_any(noun, &["comments", "remarks", "statement", "interview"])
            .then_some(())?;
    }
    if sentence.is_any(start, &["his", "her", "their", "its", "my"]) {
        start += 1;
    }
    let mut head = None;
    let mut item = start;
    while item < limit {
        if sentence.is_quote(item) {
            break;
        }
        let flags = sentence.flags(item);
        let hyphen = sentence.is(item, "-");
        let platform = sentence.is_any(item, &PLATFORMS) && capital(sentence, item)
            || sentence.is(item, "x") && capital(sentence, item);
        if platform || sentence.is_any(item, &OCCASIONS) {
            // A `post` as a verb, a `report` of something: only with an
            // article or a word before it.
            head = Some(item + 1);
            if sentence.is(item, "truth") && sentence.is(item + 1, "social") {
                head = Some(item + 2);
                item += 1;
            }
            if sentence.is(item, "fox") && sentence.is(item + 1, "news") {
                head = Some(item + 2);
                item += 1;
            }
        } else if sentence.is_mark(item) && !hyphen
            || flags & (flag::CONJUNCTION | flag::PRONOUN | flag::AUXILIARY) != 0
            || flags & flag::PREPOSITION != 0
                && !sentence.is_any(item, &["of", "on", "with", "to"])
            || flags & (flag::SAYING | flag::STATING) != 0
                && flags & flag::AMBIGUOUS == 0
                && flags & flag::VENUE == 0
        {
            break;
        }
        let time = flags & (flag::WEEKDAY | flag::TIME) != 0;
        let medium_next = sentence.is_any(item + 1, &["on", "to"]) && item + 1 < limit;
        if time && !medium_next || sentence.is(item, "that") {
            break;
        }
        // `a post on X` goes on; `a statement on the war` does not.
        let on = sentence.is_any(item + 1, &["on", "with", "to"]);
        if (head == Some(item + 1) || head.is_some() && time) && on {
            let the = usize::from(sentence.is(item + 2, "the"));
            let medium = sentence.is_any(item + 2, &PLATFORMS)
                || sentence.is_any(item + 2, &["state", "national", "television", "social"])
                || sentence.is(item + 1, "with") && capital(sentence, item + 2 + the)
                || (item + 2..(item + 6).min(limit))
                    .any(|i| sentence.is_any(i, &["television", "tv", "radio"]));
            if !medium {
                break;
            }
            if sentence.is(item + 1, "with") {
                let named = sentence.named_at(item + 2 + the)?;
                head = Some(sentence.item_of(named.tokens.end - 1) + 1);
                break;
            }
        }
        item += 1;
    }
    let end = head?;
    let tokens = sentence.token(start)..sentence.items.get(end - 1)?.tokens.end;
    // `comments published Sunday on Russian state television`: the medium.
    let medium = (start..end).rev().find(|&i| {
        sentence.is_any(i, &["on", "to"])
            && (i + 1..end).any(|j| sentence.is_any(j, &["television", "tv", "radio"]))
    });
    match medium {
        Some(on) => Some(sentence.token(on + 1)..tokens.end),
        None => Some(tokens),
    }
}

fn capital(sentence: &Sentence<'_, '_>, item: usize) -> bool {
    sentence.text.tokens.get(sentence.token(item)).is_some_and(|t| t.has_capital())
}
