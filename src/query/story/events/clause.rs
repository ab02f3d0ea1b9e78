//! The clause of a word for an event: the words of a sentence go in, what they
//! tell of it comes out: whether it happened or is planned, who, where, when.

use crate::analyse::story::facts::{
    DateMention, DocumentFacts, EventKind, EventSign as Sign, Mention, NameKind, Span,
    StatementKind,
};
use crate::index::story::Facts;
use crate::query::Corpus;

/// Words before and after the word in which it is denied or planned.
const MOOD: usize = 6;
/// Tokens between names of one list.
const LIST: u32 = 2;

/// Signs beside those of the lists.
const ASKS: u32 = 1 << 24;
const COMMA: u32 = 1 << 25;
const STRONG: u32 = 1 << 26;
const MARK: u32 = 1 << 27;
/// A word with a possessive.
const OWNS: u32 = 1 << 28;

/// A token of a sentence.
#[derive(Clone, Copy)]
pub(super) struct Told {
    pub(super) token: u32,
    /// What kind of event it tells: the number of its list, plus one.
    kind: u8,
    signs: u32,
}

impl Told {
    pub(super) fn is_word(&self) -> bool {
        self.signs & MARK == 0
    }

    pub(super) fn tells(&self) -> bool {
        self.kind > 0
    }

    pub(super) fn asks(&self) -> bool {
        self.signs & (MARK | ASKS) == MARK | ASKS
    }

    pub(super) fn is(&self, sign: Sign) -> bool {
        self.signs & MARK == 0 && self.signs >> (sign as u32) & 1 == 1
    }

    /// Another clause begins.
    fn parts(&self) -> bool {
        self.signs & STRONG != 0 || self.is(Sign::Clause)
    }
}

/// What each type of the text tells of events.
pub(super) struct Words {
    types: Vec<(u8, u32)>,
}

impl Words {
    pub(super) fn new(corpus: Corpus<'_>) -> Self {
        let index = corpus.index;
        let mut terms = vec![(0_u8, 0_u32); index.terms.len()];
        let kinds = EventKind::ALL.len() * 2;
        for (number, list) in index.event_words.iter().enumerate() {
            for &term in list {
                let told = &mut terms[term as usize];
                match number.checked_sub(kinds) {
                    Some(sign) => told.1 |= 1 << sign,
                    None => told.0 = u8::try_from(number + 1).unwrap_or(0),
                }
            }
        }
        for (term, told) in (0..).zip(&mut terms) {
            let word = index.terms.word(term);
            if word.ends_with("'s") || word.ends_with("’s") {
                told.1 |= OWNS;
            }
        }
        let forms = &index.forms;
        let mut types: Vec<(u8, u32)> =
            forms.term_of.iter().map(|&term| terms[term as usize]).collect();
        let mut text = String::new();
        for number in forms.words()..forms.tokens() {
            text.clear();
            forms.push(number, &index.terms, &mut text);
            let signs = match text.chars().next() {
                Some(',') => COMMA,
                Some('?') => ASKS,
                Some(';' | ':' | '—' | '–' | '“' | '”' | '„' | '"' | '(' | ')' | '«' | '»') => {
                    STRONG
                }
                _ => 0,
            };
            types.push((0, signs | MARK));
        }
        Self { types }
    }

    pub(super) fn told(&self, token: u32, number: usize) -> Told {
        let (kind, signs) = self.types.get(number).copied().unwrap_or((0, MARK));
        Told { token, kind, signs }
    }
}

/// Who, where and when.
#[derive(Default)]
pub(super) struct Has {
    pub(super) who: Vec<u32>,
    pub(super) place: Option<u32>,
    pub(super) date: Option<DateMention>,
}

/// Calls with the word, the kind, whether it is planned, and who, where and
/// when, for each event of a sentence. `heading` is a date that stands above it.
pub(super) fn in_sentence(
    story: &Facts,
    facts: &DocumentFacts,
    told: &[Told],
    heading: Option<&DateMention>,
    call: &mut dyn FnMut(u32, EventKind, bool, Has),
) {
    for (at, word) in told.iter().enumerate() {
        let Some(number) = usize::from(word.kind).checked_sub(1) else { continue };
        let Some(&kind) = EventKind::ALL.get(number / 2) else { continue };
        // To visit.
        let leads = at > 0 && told[at - 1].is(Sign::Plan) && told[at - 1].is(Sign::Toward);
        let verb = number % 2 == 0 || leads && word.is(Sign::Base);
        let mood = mood(told, at, verb);
        let heading = heading.filter(|_| mood != Mood::Planned);
        // A verb in the present tells what was only below its date.
        let past = heading.is_some() || !word.is(Sign::Now);
        if mood == Mood::Denied || !past || in_name(facts, word.token) {
            continue;
        }
        let clause = Clause::new(story, facts, told, at, (kind, verb));
        let who = clause.who();
        let (place, near) = clause.place();
        let own = clause.date();
        let held = clause.held();
        let named = !who.is_empty() || place.is_some();
        // They saw: only somebody one another.
        let weak = word.is(Sign::Weak) && who.len() < 2;
        let enough = match verb {
            _ if weak => false,
            true if kind == EventKind::Visit => place.is_some(),
            true => named,
            false if alone(kind) => !who.is_empty(),
            false => {
                // Below a date, a few words tell what was: talks in Oslo.
                let below = heading.is_some() && at < MOOD / 2;
                let when = own.is_some() || below || held;
                let both = mood == Mood::Planned && !who.is_empty() && place.is_some();
                named && when || both || near
            }
        };
        if enough {
            let date = own.or(heading).cloned();
            call(word.token, kind, mood == Mood::Planned, Has { who, place, date });
        }
    }
}

/// Whether an event befalls one of those that are named with it.
fn alone(kind: EventKind) -> bool {
    use EventKind::{Appointment, Arrest, Death, Resignation};
    matches!(kind, Appointment | Arrest | Death | Resignation)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mood {
    Happened,
    Planned,
    Denied,
}

/// What the words around a word make of its event.
fn mood(told: &[Told], at: usize, verb: bool) -> Mood {
    let base = told[at].is(Sign::Base) && verb;
    let (mut planned, mut to, mut words) = (false, false, 0);
    // `be` right before: to be signed. And a verb after `to`: to hold talks.
    let (mut carried, mut loose) = (false, false);
    for place in (0..at).rev() {
        let it = &told[place];
        if !it.is_word() {
            if it.signs & (COMMA | STRONG) != 0 {
                break;
            }
            continue;
        }
        // About the talks; left for talks.
        let topic = words < 3 && it.is(Sign::Topic) || words < 2 && it.is(Sign::Toward);
        if it.is(Sign::Deny) || !verb && topic {
            return Mood::Denied;
        }
        if it.is(Sign::Clause) {
            // Denied that …
            let before = &told[place.saturating_sub(2)..place];
            if before.iter().any(|it| it.is(Sign::Deny)) {
                return Mood::Denied;
            }
            break;
        }
        if it.is(Sign::Plan) {
            // Is to meet; set to hold.
            let infinitive = it.is(Sign::Toward);
            to |= infinitive && place > 0 && told[place - 1].is(Sign::Be);
            loose |= infinitive && told[place + 1].is(Sign::Base);
            planned |= !infinitive;
        }
        if words == 0 {
            carried = it.is(Sign::Base);
        }
        words += 1;
        if words == MOOD {
            break;
        }
    }
    if verb {
        return match (base, planned || to) {
            // He would meet her only if …
            (true, true) => {
                let rest = told[at + 1..].iter().take(2 * MOOD);
                let bound = rest.clone().any(|it| it.is(Sign::Deny));
                if bound { Mood::Denied } else { Mood::Planned }
            }
            (true, false) => Mood::Denied,
            // To be signed; would have met.
            (false, true) if carried => Mood::Planned,
            (false, true) if planned => Mood::Denied,
            (false, _) => Mood::Happened,
        };
    }
    let mut before: Option<&Told> = None;
    for it in
        told[at + 1..].iter().filter(|it| it.signs & MARK == 0 || it.parts()).take(MOOD + 2)
    {
        if it.parts() || it.is(Sign::Hold) {
            break;
        }
        if it.is(Sign::Deny) {
            return Mood::Denied;
        }
        let is_to = it.is(Sign::Toward) && before.is_some_and(|it| it.is(Sign::Be));
        planned |= it.is(Sign::Plan) && (is_to || !it.is(Sign::Toward));
        before = Some(it);
    }
    match planned || to {
        true => Mood::Planned,
        false if loose => Mood::Denied,
        false => Mood::Happened,
    }
}

/// Whether a word is part of a name or stands in marks that are no speech.
fn in_name(facts: &DocumentFacts, token: u32) -> bool {
    let labels = facts.statements.iter().filter(|it| it.kind == StatementKind::Label);
    facts.mentions.iter().any(|it| it.span.contains(&token))
        || labels.into_iter().any(|it| it.span.contains(&token))
}

pub(super) fn inside(span: &Span, of: &Span) -> bool {
    span.start >= of.start && span.end <= of.end
}

/// The part of a sentence that tells an event.
struct Clause<'a> {
    facts: &'a DocumentFacts,
    told: &'a [Told],
    at: usize,
    token: u32,
    kind: EventKind,
    verb: bool,
    /// Its tokens.
    tokens: Span,
    /// Mentions in it, with what they are the names of.
    named: Vec<(&'a Mention, NameKind)>,
}

impl<'a> Clause<'a> {
    fn new(
        story: &Facts,
        facts: &'a DocumentFacts,
        told: &'a [Told],
        at: usize,
        (kind, verb): (EventKind, bool),
    ) -> Self {
        let token = told[at].token;
        let from = told[..at].iter().rposition(Told::parts).map_or(0, |it| it + 1);
        let to =
            told[at + 1..].iter().position(Told::parts).map_or(told.len(), |it| at + 1 + it);
        let tokens = told[from].token..told[to - 1].token.saturating_add(1);
        let said = facts.statements.iter().find(|it| it.span.contains(&token));
        let first = facts.mentions.partition_point(|it| it.span.start < tokens.start);
        let named = facts.mentions[first..]
            .iter()
            .take_while(|it| it.span.end <= tokens.end)
            .filter(|it| {
                // Who says so need not have been there, nor who is named in the
                // role of another.
                said.is_none_or(|said| said.speaker_mention.as_ref() != Some(&it.span))
                    && !facts.roles.iter().any(|role| inside(&it.span, &role.span))
            })
            .filter_map(|it| Some((it, story.names.get(it.name as usize)?.kind)))
            .collect();
        Self { facts, told, at, token, kind, verb, tokens, named }
    }

    /// The word before a token, without articles.
    fn before(&self, token: u32) -> Option<&Told> {
        let place = self.told.partition_point(|it| it.token < token);
        self.told[..place].iter().rev().find(|it| !it.is(Sign::Article))
    }

    /// Whether a comma stands between two tokens.
    fn comma(&self, from: u32, to: u32) -> bool {
        let between = |it: &&Told| it.token >= from && it.token < to;
        self.told.iter().filter(between).any(|it| it.signs & COMMA != 0)
    }

    /// What follows is only spoken of: talks on, about.
    fn topic(&self, from: u32, to: u32) -> bool {
        let between = |it: &&Told| it.token >= from && it.token < to;
        let dated =
            |it: &Told| self.facts.dates.iter().any(|date| date.span.start == it.token + 1);
        self.told
            .iter()
            .filter(between)
            .any(|it| it.is(Sign::Topic) || it.is(Sign::On) && !dated(it))
    }

    /// A place named as one who acts: Russia attacked.
    fn acts(&self, mention: &Mention) -> bool {
        let before = self.before(mention.span.start);
        self.verb
            && mention.span.end <= self.token
            && self.token - mention.span.end <= LIST
            && !before.is_some_and(|it| {
                it.is_word() && (it.is(Sign::At) || it.is(Sign::Toward) || it.is(Sign::Topic))
            })
    }

    /// A possessive.
    fn owns(&self, mention: &Mention) -> bool {
        let last = mention.span.end - 1;
        self.told.iter().any(|it| it.token == last && it.signs & OWNS != 0)
    }

    /// A noun is of somebody: Berg's expected visit.
    fn of_it(&self, mention: &Mention) -> bool {
        let end = mention.span.end;
        let near = end <= self.token && self.token - end <= LIST;
        !self.verb && near && (end == self.token || self.owns(mention))
    }

    fn is_someone(&self, (mention, kind): &(&Mention, NameKind)) -> bool {
        // Berg's resignation is hers, but her envoy's visit is not.
        if self.owns(mention) && !self.of_it(mention) {
            return false;
        }
        match kind {
            NameKind::Person | NameKind::Organisation => true,
            NameKind::Place => self.acts(mention),
            NameKind::Other => false,
        }
    }

    /// Those who do it or whom it befalls.
    fn who(&self) -> Vec<u32> {
        let mut before: Vec<&Mention> = Vec::new();
        for named in self.named.iter().rev().filter(|it| it.0.span.end <= self.token) {
            let mention = named.0;
            // The nearest between commas, and what is in one list with it.
            let apart = before.last().is_some_and(|last| {
                self.comma(mention.span.end, last.span.start)
                    && last.span.start - mention.span.end > LIST
            });
            if apart {
                break;
            }
            if self.is_someone(named) {
                before.push(mention);
            }
        }
        before.reverse();
        let mut after: Vec<&Mention> = Vec::new();
        let mut end = self.token + 1;
        for named in self.named.iter().filter(|it| it.0.span.start > self.token) {
            let mention = named.0;
            let far = mention.span.start - end > LIST || after.is_empty();
            let topic = !self.verb && self.topic(end, mention.span.start);
            if far && self.comma(end, mention.span.start) || topic {
                break;
            }
            end = mention.span.end;
            if self.is_someone(named) {
                after.push(mention);
            }
        }
        let near = |it: &&Mention| it.span.start - self.token <= LIST + 2;
        let chosen: Vec<&Mention> = match (alone(self.kind), self.verb) {
            (true, true) if self.is_passive() || !after.first().is_some_and(near) => {
                before.last().copied().into_iter().collect()
            }
            (true, true) => vec![after[0]],
            // The resignation of Berg; Berg's resignation.
            (true, false) => {
                let own = before.last().filter(|it| it.span.end == self.token);
                own.or(after.first().filter(|it| near(it))).copied().into_iter().collect()
            }
            (false, _) if self.kind == EventKind::Announcement => before,
            // Who speaks of talks need not have been there.
            (false, false) if !self.held() => {
                before.retain(|it| self.of_it(it));
                before.into_iter().chain(after).collect()
            }
            (false, _) => before.into_iter().chain(after).collect(),
        };
        let mut who: Vec<u32> = Vec::new();
        for mention in chosen {
            if !who.contains(&mention.name) {
                who.push(mention.name);
            }
        }
        who
    }

    fn is_passive(&self) -> bool {
        let words = self.told[..self.at].iter().rev().filter(|it| it.is_word());
        words.take(3).any(|it| it.is(Sign::Be))
    }

    /// Where it is, and whether the word is as near as in "the Oslo attack".
    fn place(&self) -> (Option<u32>, bool) {
        let attack = self.kind == EventKind::Attack;
        let visit = self.kind == EventKind::Visit;
        // Left for Oslo, not: left in Oslo.
        let away = self.told[self.at].is(Sign::Away);
        let mut found: Option<(u32, u32, bool)> = None;
        for (mention, kind) in &self.named {
            if *kind != NameKind::Place {
                continue;
            }
            let Span { start, end } = mention.span;
            let before = self.before(start).filter(|it| it.is_word());
            let at = before.is_some_and(|it| {
                it.is(Sign::At) && !away || visit && start > self.token && it.is(Sign::Toward)
            });
            // Struck Oslo; the attack on Oslo; the Oslo talks.
            let object = (attack || visit)
                && start > self.token
                && start - self.token <= LIST + u32::from(!self.verb);
            let own = !self.verb && end == self.token;
            let apart = start - self.tokens.start > LIST
                && self.comma(end.min(self.token), start.max(self.token));
            if (at || object || own) && !apart {
                let distance = if own { 0 } else { self.token.abs_diff(start) };
                if found.is_none_or(|(nearest, ..)| distance < nearest) {
                    let near = attack && !self.verb && distance <= LIST + 1;
                    found = Some((distance, mention.name, near));
                }
            }
        }
        (found.map(|it| it.1), found.is_some_and(|it| it.2))
    }

    /// The date nearest to the word, without a comma between unless it opens the
    /// clause.
    fn date(&self) -> Option<&'a DateMention> {
        let mut found: Option<(u32, &DateMention)> = None;
        for date in self.facts.dates.iter().filter(|it| inside(&it.span, &self.tokens)) {
            let Span { start, end } = date.span;
            let bound = self.before(start).is_some_and(|it| it.is(Sign::Bound));
            let comma = self.comma(end.min(self.token), self.token.max(start));
            let opens = start - self.tokens.start <= LIST;
            if bound || comma && !opens {
                continue;
            }
            let distance = self.token.abs_diff(start) + 50 * u32::from(comma);
            if found.is_none_or(|(nearest, _)| distance < nearest) {
                found = Some((distance, date));
            }
        }
        found.map(|it| it.1)
    }

    /// A verb says that it was held or took place.
    fn held(&self) -> bool {
        let words = |it: &&Told| it.is_word();
        let before = self.told[..self.at].iter().rev().take_while(|it| !it.parts());
        let after = self.told[self.at + 1..].iter().take_while(|it| !it.parts());
        // Were in talks.
        let two = &self.told[self.at.saturating_sub(2)..self.at];
        let amid = matches!(two, [be, at] if be.is(Sign::Be) && at.is(Sign::At));
        amid || before.filter(words).take(MOOD).any(|it| it.is(Sign::Hold))
            || after.filter(words).take(MOOD).any(|it| it.is(Sign::Hold))
    }
}
