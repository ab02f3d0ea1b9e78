//! What documents tell differently: near sentences and the facts of their
//! documents go in, differences with both sides come out.
//!
//! What the other document has too, in whatever place, is no difference: it may
//! only stand in another sentence there.

use crate::analyse::cases;
use std::collections::{BTreeMap, BTreeSet};

use super::Pages;
use super::compare::Pair;
use super::sentences::{Sentence, plain_unit};
use crate::analyse::story::facts::{
    DateMention, DocumentFacts, Figure, FigureKind, Name, NameKind, Role, Span, Statement,
    StatementKind,
};
use crate::document::PartialDate;
use crate::response::{Difference, Side};

/// The names of the corpus, and the documents with their facts.
type Known<'f> = (&'f [Name], &'f [(u32, DocumentFacts)]);

/// Differences between documents: figures, roles, dates and quotations.
pub(super) fn find(
    pages: &mut Pages<'_>,
    story: Known<'_>,
    sentences: &[Sentence],
    pairs: &[Pair],
) -> Vec<Difference> {
    let mut found = figures(pages, story, sentences, pairs);
    found.extend(roles(pages, story));
    found.extend(dates(pages, story, sentences, pairs));
    found.extend(quotations(pages, story));
    found
}

fn name(story: Known<'_>, number: u32) -> String {
    story.0.get(number as usize).map(|it| it.name.clone()).unwrap_or_default()
}

/// The facts of one kind in a sentence.
fn in_sentence<'f, T>(
    story: Known<'f>,
    sentence: &Sentence,
    list: fn(&'f DocumentFacts) -> &'f [T],
    span: fn(&T) -> &Span,
) -> Vec<&'f T> {
    let all = all_of(story, sentence.document, list);
    let tokens = &sentence.tokens;
    all.iter()
        .filter(|it| span(it).start >= tokens.start && span(it).end <= tokens.end)
        .collect()
}

/// All facts of one kind in a document.
fn all_of<'f, T>(
    story: Known<'f>,
    document: u32,
    list: fn(&'f DocumentFacts) -> &'f [T],
) -> &'f [T] {
    let facts = story.1.iter().find(|(it, _)| *it == document);
    facts.map_or(&[], |(_, facts)| list(facts))
}

/// Figures of one kind and unit in near sentences, of which neither document has
/// the other's value.
fn figures(
    pages: &mut Pages<'_>,
    story: Known<'_>,
    sentences: &[Sentence],
    pairs: &[Pair],
) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut told: BTreeSet<(u32, u32, u32, u32)> = BTreeSet::new();
    for pair in pairs {
        let (a, b) = (&sentences[pair.a], &sentences[pair.b]);
        let [of_a, of_b] =
            [a, b].map(|it| in_sentence(story, it, |facts| &facts.figures, |it| &it.span));
        let same = |x: &Figure, y: &Figure| {
            x.kind == y.kind && plain_unit(&x.unit) == plain_unit(&y.unit)
        };
        let shared = |x: &Figure, other: &Sentence| {
            all_of(story, other.document, |facts| &facts.figures)
                .iter()
                .any(|y| same(x, y) && x.value.to_bits() == y.value.to_bits())
        };
        for x in of_a.iter().filter(|x| comparable(x) && !shared(x, b)) {
            let others: Vec<&&Figure> =
                of_b.iter().filter(|y| same(x, y) && !shared(y, a)).collect();
            // Of two that fit, nothing tells which is meant.
            let [y] = others.as_slice() else { continue };
            let key = (a.document, x.span.start, b.document, y.span.start);
            if told.insert(key) {
                let side = |pages: &mut Pages<'_>, document: u32, it: &Figure| Side {
                    evidence: pages.evidence(document, &it.span, it.rule),
                    text: pages.name(document, &it.span),
                    who: it.claimant.map(|number| name(story, number)),
                };
                let sides = vec![side(pages, a.document, x), side(pages, b.document, y)];
                found.push(Difference { kind: "figure".into(), about: x.unit.clone(), sides });
            }
        }
    }
    found
}

fn comparable(figure: &Figure) -> bool {
    !figure.unit.is_empty() && figure.kind != FigureKind::Compound
}

/// Words of a role that tell nothing.
const SMALL: [&str; 14] = [
    "the", "of", "to", "and", "for", "a", "an", "in", "his", "her", "its", "der", "die", "von",
];

/// The words of a role, small, without what stands before an apostrophe.
fn words_of(role: &str) -> BTreeSet<String> {
    cases::lower(role)
        .replace("’s", "")
        .replace("'s", "")
        .replace("defence", "defense")
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !SMALL.contains(word))
        .map(str::to_owned)
        .collect()
}

/// People whose roles in two documents have no word in common, or none of which
/// is another with more words.
fn roles(pages: &mut Pages<'_>, story: Known<'_>) -> Vec<Difference> {
    let mut found = Vec::new();
    // For each person the roles of each document.
    let mut people: BTreeMap<u32, Vec<(u32, &Role)>> = BTreeMap::new();
    for (document, facts) in story.1 {
        let document = *document;
        for role in &facts.roles {
            people.entry(role.name).or_default().push((document, role));
        }
    }
    for (person, roles) in people {
        let kind = story.0.get(person as usize).map(|it: &Name| it.kind);
        if kind != Some(NameKind::Person) {
            continue;
        }
        let mut sides: Vec<(u32, &Role, BTreeSet<String>)> = Vec::new();
        for &(document, _) in story.1 {
            // The fullest role of each document speaks for it.
            let own = roles.iter().filter(|(it, _)| *it == document);
            let all: Vec<(&Role, BTreeSet<String>)> = own
                .map(|(_, role)| (*role, words_of(&pages.name(document, &role.span))))
                .collect();
            let fits = |words: &BTreeSet<String>| {
                sides
                    .iter()
                    .any(|(_, _, other)| words.is_subset(other) || other.is_subset(words))
            };
            if all.iter().any(|(_, words)| fits(words)) {
                continue;
            }
            let fullest = all
                .into_iter()
                .max_by_key(|(role, words)| (words.len(), std::cmp::Reverse(role.span.start)));
            if let Some((role, words)) = fullest.filter(|(_, words)| !words.is_empty()) {
                sides.push((document, role, words));
            }
        }
        if sides.len() > 1 {
            let sides = sides
                .iter()
                .map(|(document, role, _)| Side {
                    evidence: pages.evidence(*document, &role.span, role.rule),
                    text: pages.name(*document, &role.span),
                    who: None,
                })
                .collect();
            let about = name(story, person);
            found.push(Difference { kind: "role".into(), about, sides });
        }
    }
    found
}

/// Dates in sentences that tell the same, where each has one and they differ.
fn dates(
    pages: &mut Pages<'_>,
    story: Known<'_>,
    sentences: &[Sentence],
    pairs: &[Pair],
) -> Vec<Difference> {
    let mut found = Vec::new();
    for pair in pairs.iter().take_while(|pair| pair.near >= super::compare::SAME) {
        let (a, b) = (&sentences[pair.a], &sentences[pair.b]);
        let [of_a, of_b] =
            [a, b].map(|it| in_sentence(story, it, |facts| &facts.dates, |it| &it.span));
        let ([x], [y]) = (of_a.as_slice(), of_b.as_slice()) else { continue };
        let (Some(day_x), Some(day_y)) = (x.date, y.date) else { continue };
        // A month that has the day is no other date.
        let apart =
            day_x.last_day() < day_y.first_day() || day_y.last_day() < day_x.first_day();
        let known = |document: u32, day: PartialDate| {
            let dates = all_of(story, document, |facts| &facts.dates);
            dates.iter().any(|it| it.date == Some(day))
        };
        if !apart || known(b.document, day_x) || known(a.document, day_y) {
            continue;
        }
        let side = |pages: &mut Pages<'_>, document: u32, it: &DateMention| Side {
            evidence: pages.evidence(document, &it.span, it.rule),
            text: format!(
                "{} ({})",
                pages.name(document, &it.span),
                it.date.map(|date| date.to_string()).unwrap_or_default()
            ),
            who: None,
        };
        let sides = vec![side(pages, a.document, x), side(pages, b.document, y)];
        let about = pages.opening(a.document, &a.tokens);
        found.push(Difference { kind: "date".into(), about, sides });
    }
    found
}

/// Tokens between two statements of one speaker in one place.
const TOGETHER: u32 = 40;
/// Words in a row that make quotations one.
const RUN: usize = 5;

/// A statement of a document.
struct Quoted<'s> {
    document: u32,
    statement: &'s Statement,
    /// The words of each stretch quoted in it.
    words: Vec<Vec<String>>,
    /// Where it was said, in words.
    venue: String,
}

/// Quotations of the same words that go on or begin differently, were said
/// elsewhere, or by somebody else.
fn quotations(pages: &mut Pages<'_>, story: Known<'_>) -> Vec<Difference> {
    let mut clusters: BTreeMap<u32, Vec<Quoted<'_>>> = BTreeMap::new();
    for (document, facts) in story.1 {
        let document = *document;
        let mut before: Option<&Statement> = None;
        for statement in facts.statements.iter().filter(|it| it.kind != StatementKind::Label) {
            // What one says right after is said in the same place.
            let last = before.filter(|last| {
                last.speaker.is_some()
                    && last.speaker == statement.speaker
                    && statement.span.start.saturating_sub(last.span.end) < TOGETHER
            });
            before = Some(statement);
            let Some(cluster) = statement.cluster else { continue };
            let venue = statement.venue.as_ref().or(last.and_then(|last| last.venue.as_ref()));
            let venue = venue.map(|span| pages.text(document, span)).unwrap_or_default();
            let mut words = Vec::new();
            for quote in &statement.quotes {
                let text = cases::lower(&pages.text(document, quote));
                // Where words are left out, what follows is another stretch.
                for part in text.replace("...", "…").split(['…', '[', ']']) {
                    let split = part.split(|c: char| !c.is_alphanumeric());
                    words.push(split.filter(|it| !it.is_empty()).map(str::to_owned).collect());
                }
            }
            let quoted = Quoted { document, statement, words, venue };
            clusters.entry(cluster).or_default().push(quoted);
        }
    }
    let mut found = Vec::new();
    for statements in clusters.into_values() {
        let mut tell = |kind: &str, differs: &dyn Fn(&Quoted<'_>, &Quoted<'_>) -> bool| {
            let mut sides: Vec<&Quoted<'_>> = Vec::new();
            for it in &statements {
                let new =
                    |other: &&Quoted<'_>| other.document != it.document && differs(other, it);
                let waits = sides.is_empty() && statements.iter().any(|other| new(&other));
                if waits || !sides.is_empty() && sides.iter().all(new) {
                    sides.push(it);
                }
            }
            if sides.len() < 2 {
                return;
            }
            let about = pages.opening(sides[0].document, &sides[0].statement.span);
            let sides = sides
                .iter()
                .map(|it| Side {
                    evidence: pages.evidence(
                        it.document,
                        &it.statement.span,
                        it.statement.rule,
                    ),
                    text: match kind {
                        "venue" => it.venue.clone(),
                        _ => pages.text(it.document, &it.statement.span),
                    },
                    who: it.statement.speaker.map(|number| name(story, number)),
                })
                .collect();
            found.push(Difference { kind: kind.into(), about, sides });
        };
        tell("wording", &|a, b| a.words.iter().any(|x| b.words.iter().any(|y| departs(x, y))));
        tell("venue", &|a, b| {
            let (x, y) = (words_of(&a.venue), words_of(&b.venue));
            !x.is_empty() && !y.is_empty() && !x.is_subset(&y) && !y.is_subset(&x)
        });
        tell("speaker", &|a, b| {
            let (x, y) = (a.statement.speaker, b.statement.speaker);
            x.is_some() && y.is_some() && x != y
        });
    }
    found
}

/// Whether two quotations have words in a row, before or after which each goes
/// on with others.
fn departs(a: &[String], b: &[String]) -> bool {
    for i in 0..a.len() {
        for j in 0..b.len() {
            let begins = i == 0 || j == 0 || a[i - 1] != b[j - 1];
            if !begins || a[i] != b[j] {
                continue;
            }
            let same = a[i..].iter().zip(&b[j..]).take_while(|(x, y)| x == y).count();
            let on = i + same < a.len() && j + same < b.len();
            if same >= RUN && (on || i > 0 && j > 0) {
                return true;
            }
        }
    }
    false
}
