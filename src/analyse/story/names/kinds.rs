//! Kinds by context: a candidate goes in, what the words around it tell of its
//! kind comes out, with a weight. The kind of a name is decided by all its
//! mentions together (`merge`).

use super::candidates::Candidate;
use super::evidence::Evidence;
use crate::analyse::story::facts::{NameKind, Rule};
use crate::analyse::story::language::flag;
use crate::analyse::story::text::{Shape, Text};

/// What one mention tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Vote {
    pub(crate) kind: NameKind,
    pub(crate) rule: Rule,
    pub(crate) weight: u32,
}

/// Reads the context of a candidate.
pub(crate) fn vote(
    text: &Text<'_>,
    candidate: &Candidate,
    evidence: &Evidence,
) -> Option<Vote> {
    // J.P. Morgan analysts
    let initials = text.word(candidate.tokens.start).ends_with('.');
    if initials
        && candidate.rule == Rule::GivenName
        && ["analysts", "shares", "stock", "officials", "economists"]
            .iter()
            .any(|word| text.is(candidate.tokens.end, word))
    {
        return Some(Vote { kind: NameKind::Organisation, rule: Rule::BodyWord, weight: 4 });
    }
    if let Some(kind) = candidate.kind {
        let weight = match candidate.rule {
            Rule::Gazetteer | Rule::TitleBefore | Rule::Configured => 5,
            Rule::Capitals => 1,
            _ => 3,
        };
        return Some(Vote { kind, rule: candidate.rule, weight });
    }
    let person = |rule, weight| Some(Vote { kind: NameKind::Person, rule, weight });
    let tokens = &candidate.tokens;
    let sentence = text.sentence_of(tokens.start);
    let before = tokens.start.checked_sub(1).filter(|&b| b >= sentence.start);
    let after = Some(tokens.end).filter(|&a| a < sentence.end);
    let is = |at: Option<usize>, flags| at.is_some_and(|at| text.flags(at) & flags != 0);
    let last = &text.tokens[tokens.end - 1];
    if is(before, flag::HONORIFIC) {
        return person(Rule::Honorific, 5);
    }
    if is(before, flag::ROLE) {
        return person(Rule::TitleBefore, 4);
    }
    if is(before, flag::BODY) && !is(before, flag::FUNCTION) {
        let lower = before.is_some_and(|b| text.tokens[b].shape == Shape::Lower);
        if lower {
            return Some(Vote {
                kind: NameKind::Organisation,
                rule: Rule::BodyWord,
                weight: 2,
            });
        }
    }
    if is(before, flag::PLACE_WORD) && before.is_some_and(|b| !text.tokens[b].has_capital()) {
        return Some(Vote { kind: NameKind::Place, rule: Rule::PlaceWord, weight: 2 });
    }
    if !last.is_possessive() {
        if after.is_some_and(|a| text.is(a, "who") || text.is(a, ",") && text.is(a + 1, "who"))
        {
            return person(Rule::DescriptionAfter, 4);
        }
        if after.is_some_and(|a| text.is(a, ",") && describes(text, a + 1, sentence.end)) {
            return person(Rule::DescriptionAfter, 2);
        }
        if after.is_some_and(|a| text.is(a, ",") && describes_body(text, a + 1, sentence.end)) {
            return Some(Vote {
                kind: NameKind::Organisation,
                rule: Rule::DescriptionAfter,
                weight: 2,
            });
        }
        let verb = after.map(|mut verb| {
            while verb < sentence.end
                && text.flags(verb) & (flag::ADVERB | flag::AUXILIARY) != 0
            {
                verb += 1;
            }
            verb
        });
        let says = flag::SAYING | flag::STATING;
        if is(verb, says) && !is(verb, flag::AMBIGUOUS | flag::PARTICIPLE) {
            let weight = if tokens.len() == 1 { 1 } else { 2 };
            return person(Rule::Acts, weight);
        }
        let verb_before = before.filter(|&b| text.is(b, "said") || text.is(b, "says"));
        if verb_before.is_some() {
            return person(Rule::Acts, 2);
        }
    }
    if is(before, flag::LOCATIVE) {
        let near = before.is_some_and(|b| !text.is(b, "to") && !text.is(b, "around"));
        return near.then_some(Vote {
            kind: NameKind::Place,
            rule: Rule::PlacePreposition,
            weight: 2,
        });
    }
    if is(Some(tokens.start), flag::GIVEN) {
        return person(Rule::GivenName, 1);
    }
    let plain = tokens.clone().all(|t| {
        let token = &text.tokens[t];
        token.shape == Shape::Capital
            && !token.is(!(flag::GIVEN | flag::PARTICLE))
            && !evidence.is_small(text.word(t))
            || text.tokens[t].shape == Shape::Mark
    });
    if (2..=3).contains(&tokens.len()) && plain && !text.noun_capitals {
        let article = before.is_some_and(|b| text.is(b, "the"));
        if article {
            return Some(Vote {
                kind: NameKind::Organisation,
                rule: Rule::Capitals,
                weight: 1,
            });
        }
        return person(Rule::Capitals, 1);
    }
    None
}

/// Whether a description of a person begins at `at`: `, the foreign minister,`.
pub(crate) fn describes(text: &Text<'_>, at: usize, limit: usize) -> bool {
    let Some(first) = text.tokens.get(at).filter(|_| at < limit) else { return false };
    let opens = first.is(flag::DETERMINER | flag::MODIFIER | flag::ROLE | flag::DEMONYM)
        || first.has_capital();
    opens && role_within(text, at, limit).is_some()
}

/// Whether a description of a body begins at `at`: `, a rights group,`.
fn describes_body(text: &Text<'_>, at: usize, limit: usize) -> bool {
    if text.flags(at) & flag::DETERMINER == 0 {
        return false;
    }
    for token in at + 1..limit.min(at + 6) {
        let this = &text.tokens[token];
        if this.shape != Shape::Lower && !this.is(flag::DEMONYM) || this.is(flag::FUNCTION) {
            return false;
        }
        if this.is(flag::BODY) {
            return true;
        }
    }
    false
}

/// Words in which a description must come to its role.
const DESCRIPTION: usize = 9;

/// The first word for a role from `at` on, before any mark or verb.
pub(crate) fn role_within(text: &Text<'_>, at: usize, limit: usize) -> Option<usize> {
    for token in at..limit.min(at + DESCRIPTION) {
        let this = &text.tokens[token];
        if this.is(flag::ROLE) && !this.is(flag::GIVEN) {
            // The head is the last of several: prime minister, vice president.
            let next = token + 1;
            let goes_on = next < limit && text.flags(next) & flag::ROLE != 0;
            return Some(if goes_on { next } else { token });
        }
        let verb = flag::SAYING
            | flag::STATING
            | flag::COPULA
            | flag::AUXILIARY
            | flag::PRONOUN
            | flag::CONJUNCTION;
        let hyphen = text.word(token) == "-";
        let joins = text.is(token, "and");
        if (this.shape == Shape::Mark && !hyphen) || this.is(verb) && !joins {
            return None;
        }
        if this.is(flag::PREPOSITION) && !text.is(token, "of") {
            return None;
        }
    }
    None
}
