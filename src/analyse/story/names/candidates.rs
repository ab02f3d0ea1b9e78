//! Candidates for names: a text goes in, stretches of capitals that look like
//! names come out, with what the words themselves tell of their kind.
//!
//! 1. Runs of capitals are found in each sentence, over hyphens, initials and
//!    small words inside names (`von der`, `al-`).
//! 2. A run is joined to the next over `of`, `and`, `for` where its words are
//!    those of a body (`Ministry of Defence`, `Security and Defense Council`).
//! 3. A run is parted: titles before a person, a country before a body, a
//!    given name, listed names.
//!
//! A sentence in capitals (a headline) tells nothing by its capitals: there
//! only listed names and given names with a surname are taken.

use std::ops::Range;

use super::evidence::Evidence;
use crate::analyse::story::facts::{NameKind, Rule};
use crate::analyse::story::language::flag;
use crate::analyse::story::text::{Shape, Text};

/// A stretch that looks like a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) tokens: Range<usize>,
    /// `None` where only other mentions can tell.
    pub(crate) kind: Option<NameKind>,
    pub(crate) rule: Rule,
}

/// Tokens of the longest listed name.
const LONGEST_LISTED: usize = 6;
/// Tokens of a person's name at most.
const LONGEST_PERSON: usize = 5;
/// Tokens of a run at most: longer ones are headlines or tables.
const LONGEST_RUN: usize = 14;

/// Finds candidates in order of place.
pub(crate) fn find(text: &Text<'_>, evidence: &Evidence) -> Vec<Candidate> {
    let mut finder = Finder { text, evidence, found: Vec::new() };
    for sentence in &text.sentences {
        match capitals(text, sentence) {
            Capitals::Usual => finder.sentence(sentence),
            Capitals::Headline => finder.headline(sentence),
            Capitals::Shouted => {}
        }
    }
    finder.found.sort_by_key(|c| c.tokens.start);
    finder.found.dedup_by(|b, a| b.tokens.start < a.tokens.end);
    finder.found
}

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Capitals {
    Usual,
    /// On most words.
    Headline,
    /// Nothing but capitals, or the text of a program: they tell nothing.
    Shouted,
}

/// How a sentence uses capitals.
pub(crate) fn capitals(text: &Text<'_>, sentence: &Range<usize>) -> Capitals {
    let (mut words, mut capitals, mut shouted, mut letters) = (0, 0, 0, 0);
    let mut code = 0;
    for token in &text.tokens[sentence.clone()] {
        if !token.is_word() || token.shape == Shape::Digit {
            let mark = text.content.as_bytes().get(token.start as usize);
            code += usize::from(mark.is_some_and(|mark| b"{}()[]<>;=|\\/_&#".contains(mark)));
            continue;
        }
        letters += 1;
        shouted += usize::from(token.shape == Shape::AllCapitals);
        if !token.is(flag::FUNCTION) {
            words += 1;
            capitals += usize::from(token.has_capital());
        }
    }
    if letters >= 4 && shouted * 10 >= letters * 7 {
        return Capitals::Shouted;
    }
    // As many marks of programs as one does not write otherwise.
    if code >= 4 && code * 4 >= sentence.len() {
        return Capitals::Shouted;
    }
    // A headline has no full stop.
    let stopped = sentence.end.checked_sub(1).is_some_and(|last| {
        text.tokens[sentence.clone()].len() > 1 && matches!(text.word(last), "." | "”" | "\"")
    });
    if !text.noun_capitals && !stopped && words >= 4 && capitals * 10 >= words * 8 {
        // A list of names has commas, a headline has small verbs in capitals.
        let commas = sentence.clone().filter(|&t| text.is(t, ",")).count();
        if commas * 4 < words {
            return Capitals::Headline;
        }
    }
    Capitals::Usual
}

pub(super) struct Finder<'t, 'a> {
    pub(super) text: &'t Text<'a>,
    evidence: &'t Evidence,
    found: Vec<Candidate>,
}

impl Finder<'_, '_> {
    fn sentence(&mut self, sentence: &Range<usize>) {
        let mut at = sentence.start;
        while at < sentence.end {
            if !self.can_begin(at) {
                at += 1;
                continue;
            }
            let run = at..self.run_end(at, sentence.end);
            at = self.take(run, sentence.end);
        }
    }

    /// In a headline only what is listed, and given name and surname.
    fn headline(&mut self, sentence: &Range<usize>) {
        let mut at = sentence.start;
        while at < sentence.end {
            if let Some((end, kind)) = self.listed_from(at, sentence.end) {
                self.push(at..end, Some(kind), Rule::Gazetteer);
                at = end;
                continue;
            }
            let next = at + 1;
            let given = self.text.flags(at) & flag::GIVEN != 0
                && self.text.tokens[at].has_capital()
                && next < sentence.end
                && self.text.tokens[next].has_capital()
                && self.text.flags(next) & !flag::GIVEN == 0
                && !self.evidence.is_small(self.text.word(next));
            if given {
                self.push(at..next + 1, Some(NameKind::Person), Rule::GivenName);
                at = next;
            }
            at += 1;
        }
    }

    fn push(&mut self, tokens: Range<usize>, kind: Option<NameKind>, rule: Rule) {
        if tokens.is_empty() {
            return;
        }
        self.found.push(Candidate { tokens, kind, rule });
    }

    /// Whether a run of capitals can begin here.
    fn can_begin(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        if !token.has_capital() {
            // al-Sisi, van Gogh
            return token.is(flag::PARTICLE)
                && self.text.word(at) == "al"
                && self.joins(at + 1);
        }
        if token.is(flag::FUNCTION) && token.shape != Shape::AllCapitals {
            return self
                .listed_from(at, at + LONGEST_LISTED)
                .is_some_and(|(end, _)| end > at + 1);
        }
        if token.is(flag::FUNCTION) && !token.is(flag::LISTED) {
            return false;
        }
        !token.is(flag::WEEKDAY | flag::MONTH) || token.is(flag::GIVEN) && self.next_is_name(at)
    }

    fn next_is_name(&self, at: usize) -> bool {
        self.text.tokens.get(at + 1).is_some_and(|n| {
            n.has_capital() && !n.is(flag::FUNCTION | flag::WEEKDAY | flag::MONTH)
        })
    }

    /// Whether a hyphen at `at` ties two parts of a name.
    fn joins(&self, at: usize) -> bool {
        let text = self.text;
        matches!(text.word(at), "-" | "‑" | "–")
            && text.tokens[at].joined
            && text.tokens.get(at + 1).is_some_and(|n| n.joined && n.has_capital())
    }

    fn is_country_or_people(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        token.is(flag::DEMONYM) || self.text.lexicon.name(self.text.word(at)).is_some()
    }

    pub(super) fn run_end(&self, start: usize, limit: usize) -> usize {
        let text = self.text;
        let mut end = start + 1;
        while end < limit && end - start < LONGEST_RUN {
            let last = &text.tokens[end - 1];
            if last.is_possessive() {
                break;
            }
            let token = &text.tokens[end];
            if self.joins(end) {
                // U.S.-Ukraine are two; Jean-Noël is one.
                if self.is_country_or_people(end - 1) && self.is_country_or_people(end + 1) {
                    break;
                }
                end += 2;
            } else if let Some(behind) = self.small_word_in_hyphens(end, limit) {
                // Clacton-on-Sea
                end = behind;
            } else if token.has_capital() && !token.joined && self.goes_on(end)
                || token.is(flag::PARTICLE) && self.particle(end, limit)
            {
                end += 1;
            } else if text.word(end) == "&"
                && text.tokens.get(end + 1).is_some_and(|n| n.has_capital())
            {
                end += 2;
            } else {
                break;
            }
        }
        end.min(limit)
    }

    fn small_word_in_hyphens(&self, at: usize, limit: usize) -> Option<usize> {
        let small = ["on", "upon", "sur", "le", "la", "de", "en", "by", "in", "am", "under"];
        let fits = self.text.word(at) == "-"
            && small.iter().any(|word| self.text.word(at + 1) == *word)
            && self.text.tokens.get(at + 1).is_some_and(|t| t.joined)
            && self.joins(at + 2)
            && at + 4 <= limit;
        fits.then_some(at + 4)
    }

    fn goes_on(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        let small = token.is(flag::FUNCTION | flag::WEEKDAY | flag::MONTH);
        !small || token.is(flag::SUFFIX) || (token.is(flag::GIVEN) && !token.is(flag::FUNCTION))
    }

    /// `von der` before a capital, behind a name.
    fn particle(&self, at: usize, limit: usize) -> bool {
        let text = self.text;
        if text.tokens[at].is(flag::FUNCTION) && text.flags(at - 1) & flag::GIVEN == 0 {
            // `der` of `von der Leyen`
            let second = text.flags(at - 1) & flag::PARTICLE != 0;
            if !second {
                return false;
            }
        }
        (at + 1..limit.min(at + 3)).any(|next| {
            let token = &text.tokens[next];
            token.has_capital() && !token.is(flag::FUNCTION)
        }) && text.tokens[at + 1].shape != Shape::Mark
            || self.joins(at + 1)
    }

    /// Takes a run; returns where to go on.
    fn take(&mut self, run: Range<usize>, limit: usize) -> usize {
        let run = self.without_sentence_word(run);
        if run.is_empty() {
            return run.end;
        }
        let joined = self.join(&run, limit);
        if let Some((end, kind, rule)) = joined {
            let start = self.without_country(run.start, end);
            if start > run.start {
                self.listed_only(run.start..start);
            }
            self.push(start..end, Some(kind), rule);
            return end;
        }
        let end = run.end;
        self.part(run);
        end
    }

    /// The first word of a sentence is dropped where it is no name.
    fn without_sentence_word(&self, mut run: Range<usize>) -> Range<usize> {
        if run.is_empty() {
            return run;
        }
        let token = &self.text.tokens[run.start];
        if token.starts && !self.is_listed(&run) {
            let word = self.text.word(run.start);
            let known = token.is(flag::GIVEN
                | flag::ROLE
                | flag::HONORIFIC
                | flag::DEMONYM
                | flag::LISTED);
            let alone = run.len() == 1 || self.text.flags(run.start + 1) & flag::PARTICLE != 0;
            let verbal = word.ends_with("ing") || word.ends_with("ed") || word.ends_with("ly");
            let drop = if token.is(flag::FUNCTION | flag::COMMON) && !token.is(flag::ROLE) {
                !token.is(flag::LISTED | flag::BODY | flag::MODIFIER) || alone
            } else if known {
                alone && self.evidence.is_small(word) && !self.evidence.is_name(word)
            } else if alone {
                !self.evidence.is_name(word)
            } else {
                verbal && !token.is(flag::MODIFIER)
                    || self.evidence.is_small(word)
                        && !token.is(flag::MODIFIER | flag::BODY | flag::PORTFOLIO)
            };
            if !drop {
                return run;
            }
            run.start += 1;
            if run.start < run.end && !self.text.tokens[run.start].is_word() {
                // The rest of a hyphenated word.
                run.start = run.end;
            }
            if run.start < run.end {
                let next = &self.text.tokens[run.start];
                if !next.has_capital() || next.is(flag::WEEKDAY | flag::MONTH) {
                    run.start = run.end;
                }
            }
        }
        run
    }

    pub(super) fn is_listed(&self, run: &Range<usize>) -> bool {
        self.listed(run).is_some()
    }

    /// The kind of a range that is a listed name as a whole.
    fn listed(&self, tokens: &Range<usize>) -> Option<NameKind> {
        let token = self.text.tokens.get(tokens.start)?;
        if !token.is(flag::LISTED) || tokens.len() > LONGEST_LISTED {
            return None;
        }
        let written = self.text.slice(&self.text.span(tokens));
        let found = self.text.lexicon.name(written).or_else(|| {
            // KYIV, ABU DHABI
            let capitals =
                self.text.tokens[tokens.clone()].iter().all(|t| t.shape == Shape::AllCapitals);
            (capitals && written.len() > 3)
                .then(|| titled(written))
                .and_then(|name| self.text.lexicon.name(&name))
        });
        let (kind, _) = found?;
        (written != "X" || self.is_platform(tokens.start)).then_some(kind)
    }

    /// `X` is a name where something is posted on it.
    fn is_platform(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            [
                "on", "to", "via", "platform", "from", "at", "auf", "network", "called", "of",
                "and",
            ]
            .iter()
            .any(|word| self.text.is(before, word))
        }) && self.text.tokens.get(at + 1).is_none_or(|n| !n.joined || !self.joins(at + 1))
    }

    /// The longest listed name from `at` on.
    fn listed_from(&self, at: usize, limit: usize) -> Option<(usize, NameKind)> {
        if self.text.flags(at) & flag::LISTED == 0 {
            return None;
        }
        let limit = limit.min(at + LONGEST_LISTED).min(self.text.tokens.len());
        (at + 1..=limit).rev().find_map(|end| {
            let last = &self.text.tokens[end - 1];
            if !last.is_word() {
                return None;
            }
            Some((end, self.listed(&(at..end))?))
        })
    }

    /// Parts a run into names.
    fn part(&mut self, run: Range<usize>) {
        if run.is_empty() {
            return;
        }
        let text = self.text;
        if let Some(kind) = self.listed(&run) {
            return self.push(run, Some(kind), Rule::Gazetteer);
        }
        let is = |at: usize, flags| text.flags(at) & flags != 0;
        let last = run.end - 1;
        // A title, and the person behind it.
        let title = run.clone().rev().find(|&t| {
            is(t, flag::ROLE | flag::HONORIFIC) && (!is(t, flag::GIVEN) || t > run.start)
        });
        if let Some(title) = title {
            let body_last = is(last, flag::BODY) && !is(last, flag::GIVEN);
            if title == last {
                // A role without its bearer: Foreign Minister.
                return self.listed_only(run.start..title);
            }
            if !body_last {
                self.listed_only(run.start..title);
                return self.person(title + 1..run.end, Rule::TitleBefore);
            }
        }
        // Secretary of State Marco Rubio: what the office is of is no name.
        if self.is_office(run.start) {
            let first = run.clone().find(|&t| !is(t, flag::PORTFOLIO)).unwrap_or(run.end);
            if first > run.start {
                return self.person(first..run.end, Rule::TitleBefore);
            }
        }
        if is(run.start, flag::GROUP) && run.len() > 1 && !is(last, flag::BODY) {
            return self.person(run.start + 1..run.end, Rule::TitleBefore);
        }
        let single = run.len() == 1;
        if !single && is(last, flag::BODY) && !self.begins_with_given(&run) {
            let start = self.without_country(run.start, run.end);
            self.listed_only(run.start..start);
            let rest = start..run.end;
            if let Some((end, kind)) = self.listed_from(start, run.end) {
                // U.S. State Department: the rest is listed by itself.
                let tail = end..run.end;
                if kind == NameKind::Place && self.is_listed(&tail) {
                    self.push(start..end, Some(kind), Rule::Gazetteer);
                    return self.push(tail, Some(NameKind::Organisation), Rule::Gazetteer);
                }
            }
            if rest.len() == 1 {
                // Ukrainian Army, the Council: a word, not a name.
                return self.listed_only(rest);
            }
            return self.push(rest, Some(NameKind::Organisation), Rule::BodyWord);
        }
        if let Some(given) = run.clone().find(|&t| is(t, flag::GIVEN) && t < last) {
            self.part(run.start..given);
            return self.person(given..run.end, Rule::GivenName);
        }
        if !single && is(last, flag::PLACE_WORD) {
            return self.push(run, Some(NameKind::Place), Rule::PlaceWord);
        }
        if !single && is(last, flag::THING) {
            return self.push(run, Some(NameKind::Other), Rule::ThingWord);
        }
        if !single && self.is_initial(run.start) {
            return self.person(run, Rule::GivenName);
        }
        // What is listed or a people, and the rest.
        if is(run.start, flag::DEMONYM) {
            if single {
                return;
            }
            return self.part(run.start + 1..run.end);
        }
        if let Some((end, kind)) = self.listed_from(run.start, run.end) {
            if end == run.end {
                return self.push(run, Some(kind), Rule::Gazetteer);
            }
            if kind != NameKind::Place {
                self.push(run.start..end, Some(kind), Rule::Gazetteer);
                return self.part(end..run.end);
            }
            if text.noun_capitals {
                return self.push(run.start..end, Some(kind), Rule::Gazetteer);
            }
            return self.push(run, Some(NameKind::Organisation), Rule::Capitals);
        }
        self.unknown(run);
    }

    fn begins_with_given(&self, run: &Range<usize>) -> bool {
        let token = &self.text.tokens[run.start];
        token.is(flag::GIVEN) && !token.is(flag::LISTED | flag::MODIFIER) && run.len() <= 3
    }

    /// Whether `Secretary of` or `Minister of the` stands before.
    fn is_office(&self, at: usize) -> bool {
        let of = (1..=2).find_map(|back| {
            let place = at.checked_sub(back)?;
            self.text.is(place, "of").then_some(place)
        });
        of.and_then(|of| of.checked_sub(1))
            .is_some_and(|role| self.text.flags(role) & flag::ROLE != 0)
    }

    fn is_initial(&self, at: usize) -> bool {
        let word = self.text.word(at);
        word.len() == 2 && word.ends_with('.')
            || word.len() <= 4 && word.ends_with('.') && word.contains('.')
    }

    /// Only listed names of a stretch: what stands before a title.
    fn listed_only(&mut self, tokens: Range<usize>) {
        let mut at = tokens.start;
        while at < tokens.end {
            if let Some((end, kind)) = self.listed_from(at, tokens.end) {
                self.push(at..end, Some(kind), Rule::Gazetteer);
                at = end;
                continue;
            }
            // U.S. Army Secretary, Security Council Secretary
            let body = (at..tokens.end).rev().find(|&t| self.text.flags(t) & flag::BODY != 0);
            if let Some(body) = body.filter(|&body| body > at) {
                let start = if self.text.flags(at) & flag::DEMONYM != 0 { at + 1 } else { at };
                if body > start && self.text.flags(start) & flag::ROLE == 0 {
                    let kind = Some(NameKind::Organisation);
                    self.push(start..body + 1, kind, Rule::BodyWord);
                }
                at = body + 1;
                continue;
            }
            at += 1;
        }
    }

    fn person(&mut self, mut tokens: Range<usize>, rule: Rule) {
        let text = self.text;
        // Prime Minister Boris Johnson's Conservative Party and the like are
        // cut at words that no person's name has.
        let stop = tokens.clone().skip(1).find(|&t| {
            text.flags(t) & (flag::ROLE | flag::HONORIFIC | flag::DEMONYM) != 0
                && text.flags(t) & flag::GIVEN == 0
                && !text.tokens[t].joined
        });
        if let Some(stop) = stop {
            self.part(stop..tokens.end);
            tokens.end = stop;
        }
        if tokens.is_empty() {
            return;
        }
        let office = flag::PORTFOLIO | flag::BODY | flag::THING;
        let words = tokens.clone().filter(|&t| text.tokens[t].is_word());
        if words
            .clone()
            .all(|t| text.flags(t) & office != 0 && text.flags(t) & flag::GIVEN == 0)
        {
            return;
        }
        if words.clone().count() > LONGEST_PERSON {
            return self.unknown(tokens);
        }
        if words.count() == 1 {
            let only = tokens.start;
            // President Ukraine is no person.
            if self.listed(&tokens) == Some(NameKind::Place)
                && text.flags(only) & flag::GIVEN == 0
            {
                return self.push(tokens, Some(NameKind::Place), Rule::Gazetteer);
            }
        }
        self.push(tokens, Some(NameKind::Person), rule);
    }

    /// A run that its own words tell nothing of.
    fn unknown(&mut self, run: Range<usize>) {
        let text = self.text;
        let single = run.len() == 1;
        let token = &text.tokens[run.start];
        if token.shape == Shape::AllCapitals && single {
            let word = text.word(run.start);
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            if (2..=6).contains(&letters) && !self.is_shouted(run.start) {
                return self.push(run, Some(NameKind::Organisation), Rule::Abbreviation);
            }
            return;
        }
        if single && text.noun_capitals {
            return;
        }
        if single && token.is(flag::COMMON) {
            return;
        }
        self.push(run, None, Rule::Capitals);
    }

    /// A word in capitals for emphasis: its small form is a word.
    fn is_shouted(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        let word = self.text.word(at);
        let neighbour = |other: Option<usize>| {
            other
                .and_then(|o| self.text.tokens.get(o))
                .is_some_and(|o| o.shape == Shape::AllCapitals && !o.is(flag::LISTED))
        };
        token.is(!(flag::LISTED | flag::BODY | flag::GIVEN | flag::PARTICLE | flag::ROLE))
            || self.evidence.is_small(word)
            || neighbour(at.checked_sub(1))
            || neighbour(Some(at + 1))
    }
}

/// `ABU DHABI` as `Abu Dhabi`.
pub(crate) fn titled(written: &str) -> String {
    let mut titled = String::with_capacity(written.len());
    let mut inside = false;
    for character in written.chars() {
        if inside {
            titled.extend(character.to_lowercase());
        } else {
            titled.push(character);
        }
        inside = character.is_alphabetic();
    }
    titled
}
