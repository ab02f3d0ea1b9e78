//! What something was called: a cue like `called` or `urged` in its sentence
//! goes in, the items that are the speaker's own words come out.

use super::content::{Content, SHORTEST, before_cue, quote_before, quotes_in, trimmed};
use super::cues::Cue;
use super::sentence::Sentence;
use crate::analyse::story::facts::Rule;
use crate::analyse::story::language::flag;

/// `called it “…”`, `as a “concept” or a “map” to be “fine-tuned”`.
pub(super) fn called(
    sentence: &Sentence<'_, '_>,
    cue: &Cue,
    left: usize,
    end: usize,
) -> Option<Content> {
    let quotes = quotes_in(sentence, &(cue.behind..end));
    let Some(&first) = quotes.first() else {
        return object(sentence, cue, end);
    };
    // He rejected the “new framework”: the words may be anybody's.
    let reacts = [
        "welcomed",
        "welcomes",
        "rejected",
        "rejects",
        "backed",
        "supported",
        "endorsed",
        "signed",
        "defended",
        "opposed",
        "condemned",
        "condemns",
        "denounced",
        "denounces",
        "dismissed",
        "dismisses",
        "criticized",
        "criticised",
        "thanked",
        "thanks",
    ];
    if sentence.is_any(cue.items.start, &reacts)
        && !(cue.items.end..first).any(|i| sentence.is_any(i, &["as", "for", "to", "that"]))
    {
        return None;
    }
    // “…,” he urged: the quotation before is the object.
    if let (Some(quote), true) =
        (quote_before(sentence, cue.first, left), !cue.participle && cue.behind >= end)
    {
        return before_cue(sentence, left..quote + 1, end..end, Rule::QuoteThenSpeaker, None);
    }
    // Quotations that belong together: marks, `and`, `or` and few words between.
    let mut last = first;
    for &quote in &quotes[1..] {
        let between = last + 1..quote;
        let clause = between.clone().any(|i| {
            sentence.is_any(i, &[";", "but", "while"]) || sentence.named_at(i).is_some()
        });
        if between.len() > 5 || clause {
            break;
        }
        last = quote;
    }
    let quotes: Vec<usize> = quotes.into_iter().filter(|&q| q <= last).collect();
    let mut start = first;
    let article = |i: usize| sentence.is_any(i, &["a", "an", "the", "its", "his"]);
    let floor = cue.behind;
    // urged both sides to secure peace “…”
    let asks = [
        "intends",
        "intended",
        "wants",
        "expects",
        "urged",
        "asked",
        "pressed",
        "demanded",
        "urging",
        "urges",
        "asking",
        "promised",
        "vowed",
        "offered",
        "threatened",
        "pledged",
        "wanted",
        "expected",
    ];
    let to = (floor..first).find(|&i| sentence.is(i, "to"));
    let mut addressee = None;
    if let Some(to) = to.filter(|_| sentence.is_any(cue.items.start, &asks)) {
        start = to;
        if to > floor {
            addressee = Some(sentence.token(floor)..sentence.token(to));
        }
    } else if start > floor && article(start - 1) {
        start -= 1;
    } else if sentence.is_any(cue.items.start, &["spoke", "speaks", "speaking"]) {
        // spoke of more talks and of “…” to come
        let quotes = quotes_in(sentence, &(floor..end));
        return Some(Content {
            items: trimmed(sentence, floor..end),
            quotes,
            direct: false,
            rule: Rule::Calling,
            addressee: None,
        });
    }
    let mut behind = last + 1;
    if to.is_some() && start < first {
        behind = trimmed(sentence, first..end).end.max(behind);
    } else if sentence.is(behind, "of") {
        // a “common understanding” of the terms
        let stop = (behind..end).find(|&i| {
            i > behind
                && (sentence.is_mark(i)
                    || sentence.flags(i) & (flag::PREPOSITION | flag::CONJUNCTION) != 0)
        });
        behind = stop.unwrap_or(end.min(sentence.items.len())).min(behind + 6);
    }
    Some(Content {
        items: start..behind,
        quotes,
        direct: false,
        rule: Rule::Calling,
        addressee,
    })
}

/// Demands that have no quotation.
fn object(sentence: &Sentence<'_, '_>, cue: &Cue, end: usize) -> Option<Content> {
    let asks = sentence.is_any(
        cue.items.start,
        &["urged", "demanded", "urging", "demanding", "urges", "demands"],
    );
    if !asks {
        return None;
    }
    let items = trimmed(sentence, cue.behind..end);
    let words = sentence.words(&items);
    (words > SHORTEST).then_some(Content {
        items,
        quotes: Vec::new(),
        direct: false,
        rule: Rule::ReportedClause,
        addressee: None,
    })
}
