//! What the story says as conditions of a query: a field and what was typed for
//! it go in, the places that it is about come out.
//!
//! - `person:`, `org:`, `place:`: every mention of a name that has these words, in
//!   its full form or in some mention.
//! - `speaker:`, `about:`, `venue:`: statements by such a name, that name one, or
//!   made there. Where the text leaves the speaker open, the words count that
//!   stand for the speaker.
//! - `figure:`: numbers of a size and unit ([`amounts`]).
//! - `said:` is no condition of its own: words in statements ([`statements`]).
//!
//! Labels (words in quotation marks that nobody spoke) are no statements here.
//! Facts lie in the index with places in tokens; hits are positions of words.

pub(crate) mod amounts;
#[cfg(all(test, feature = "cli"))]
mod tests;

use std::cell::OnceCell;
use std::ops::Range;

use super::Corpus;
use super::metadata;
use super::own_tokens::OwnTokens;
use super::passages;
use super::terms;
use super::tree::{Fact, FactTest, WordTest};
use crate::analyse::story::facts::{
    DocumentFacts, Name, NameKind, Span, Statement, StatementKind,
};
use crate::index::story::Facts;
use crate::sorting;
use amounts::Amounts;

/// The fields, each with what it asks for; `said` is one besides.
pub(crate) const FIELDS: [(&str, Fact); 7] = [
    ("person", Fact::Person),
    ("org", Fact::Organisation),
    ("place", Fact::Place),
    ("speaker", Fact::Speaker),
    ("venue", Fact::Venue),
    ("about", Fact::About),
    ("figure", Fact::Figure),
];
pub(crate) const SAID: &str = "said";

/// The spans of a test in some documents, ascending, none twice. What is `wanted`
/// is looked up the first time.
pub(crate) fn spans(
    corpus: Corpus<'_>,
    test: &FactTest,
    wanted: &OnceCell<Wanted>,
    documents: Range<u32>,
) -> Vec<(u32, u32)> {
    let nothing = Facts::default();
    let story = corpus.postings.story.as_ref().unwrap_or(&nothing);
    let wanted = wanted.get_or_init(|| Wanted::new(corpus, story, test));
    if corpus.postings.story.is_none() {
        return Vec::new();
    }
    each_document(corpus, story, documents, Some(test.fact), |facts, place| {
        let statements = |fits: &dyn Fn(&Statement) -> bool| {
            said(facts).filter(|it| fits(it)).for_each(|it| place.add(&it.span));
        };
        match test.fact {
            Fact::Person | Fact::Organisation | Fact::Place => {
                let own = facts.mentions.iter().filter(|it| wanted.has(it.name));
                own.for_each(|mention| place.add(&mention.span));
            }
            Fact::Speaker => statements(&|it| match (it.speaker, &it.speaker_mention) {
                (Some(name), _) => wanted.has(name),
                (None, Some(words)) => place.has_words(words, wanted),
                (None, None) => false,
            }),
            Fact::About => statements(&|it| it.about.iter().any(|&name| wanted.has(name))),
            Fact::Venue => statements(&|it| {
                it.venue.as_ref().is_some_and(|words| place.has_words(words, wanted))
            }),
            Fact::Figure => {
                let Some(amounts) = &wanted.amounts else { return };
                let own = facts.figures.iter().filter(|figure| {
                    amounts.have(figure.value, &corpus.index.chars.fold(&figure.unit))
                });
                own.for_each(|figure| place.add(&figure.span));
            }
        }
    })
}

/// The spans of the statements in some documents.
pub(crate) fn statements(corpus: Corpus<'_>, documents: Range<u32>) -> Vec<(u32, u32)> {
    let Some(story) = &corpus.postings.story else { return Vec::new() };
    each_document(corpus, story, documents, None, |facts, place| {
        said(facts).for_each(|it| place.add(&it.span));
    })
}

/// The statements but for labels.
fn said(facts: &DocumentFacts) -> impl Iterator<Item = &Statement> {
    facts.statements.iter().filter(|it| it.kind != StatementKind::Label)
}

/// Spans that lie within one of others; both ascend, and so does what is kept.
pub(crate) fn within(spans: Vec<(u32, u32)>, others: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let (mut next, mut furthest) = (0, 0);
    let mut inside = |(start, end): &(u32, u32)| {
        while let Some((_, other_end)) = others.get(next).filter(|other| other.0 <= *start) {
            furthest = furthest.max(*other_end);
            next += 1;
        }
        *end <= furthest
    };
    spans.into_iter().filter(|span| inside(span)).collect()
}

/// Names that a field asks for, with a word that begins so, each with how often
/// the field finds it.
pub(crate) fn names_beginning(
    corpus: Corpus<'_>,
    field: &str,
    folded: &str,
) -> Vec<(String, u64)> {
    let (Some(story), Some(fact)) = (&corpus.postings.story, fact_of(field)) else {
        return Vec::new();
    };
    let begins = |name: &Name| {
        let name = corpus.index.chars.fold(&name.name);
        let mut words = name.split(|c: char| !c.is_alphanumeric());
        name.starts_with(folded) || words.any(|word| word.starts_with(folded))
    };
    let fits: Vec<bool> =
        story.names.iter().map(|name| is_of_kind(name, fact) && begins(name)).collect();
    let mut counts = vec![0_u64; story.names.len()];
    for document in 0..corpus.postings.documents() {
        let facts = facts_for(story, document, Some(fact));
        match fact {
            Fact::Person | Fact::Organisation | Fact::Place => {
                facts.mentions.iter().for_each(|it| counts[it.name as usize] += 1);
            }
            Fact::Speaker => {
                let speakers = said(&facts).filter_map(|it| it.speaker);
                speakers.for_each(|name| counts[name as usize] += 1);
            }
            Fact::About => {
                let about = said(&facts).flat_map(|it| &it.about);
                about.for_each(|&name| counts[name as usize] += 1);
            }
            Fact::Venue | Fact::Figure => {}
        }
    }
    let named = story.names.iter().zip(fits).zip(counts);
    named
        .filter(|((_, fits), count)| *fits && *count > 0)
        .map(|((name, _), count)| (name.name.clone(), count))
        .collect()
}

/// Documents with something that a field asks for.
pub(crate) fn documents_with(corpus: Corpus<'_>, field: &str) -> u64 {
    let Some(story) = &corpus.postings.story else { return 0 };
    let fact = fact_of(field);
    let has = |facts: &DocumentFacts| match fact {
        Some(Fact::Person | Fact::Organisation | Fact::Place) => {
            let mut names = facts.mentions.iter().map(|it| &story.names[it.name as usize]);
            fact.is_some_and(|fact| names.any(|name| is_of_kind(name, fact)))
        }
        Some(Fact::Figure) => !facts.figures.is_empty(),
        Some(Fact::Venue) => said(facts).any(|it| it.venue.is_some()),
        _ => said(facts).next().is_some(),
    };
    let all = (0..corpus.postings.documents()).map(|document| facts_for(story, document, fact));
    all.filter(has).count() as u64
}

fn fact_of(field: &str) -> Option<Fact> {
    FIELDS.iter().find(|(name, _)| *name == field).map(|(_, fact)| *fact)
}

/// The facts of a document that a field asks about; statements for none.
fn facts_for(story: &Facts, document: u32, fact: Option<Fact>) -> DocumentFacts {
    match fact {
        Some(Fact::Person | Fact::Organisation | Fact::Place) => {
            DocumentFacts { mentions: story.mentions(document), ..DocumentFacts::default() }
        }
        Some(Fact::Figure) => {
            DocumentFacts { figures: story.figures(document), ..DocumentFacts::default() }
        }
        Some(Fact::About) => story.document(document),
        Some(Fact::Speaker | Fact::Venue) | None => {
            DocumentFacts { statements: story.statements(document), ..DocumentFacts::default() }
        }
    }
}

/// Whether what was typed asks for the story: by a field, or by a structure.
pub(crate) fn ask(query: &str) -> bool {
    let fields = FIELDS.iter().map(|(name, _)| *name).chain([SAID]);
    let followed = |name: &str| {
        let mut rest = query.split(name).skip(1);
        rest.any(|rest| rest.starts_with(':'))
    };
    let structures = ["statement", "person", "org", "place", "name", "figure"];
    let tagged = |tag: &str| {
        let tag = tag.trim_start_matches(['/', ' ', '\t', '\n']);
        structures.iter().any(|name| tag.starts_with(name))
    };
    fields.into_iter().any(followed) || query.split('<').skip(1).any(tagged)
}

/// Whether a field of the story is being typed: most of its name is there, so
/// that reading the story for it is worth the while.
pub(crate) fn is_typed(text: &str) -> bool {
    let word = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let names = FIELDS.iter().map(|(name, _)| *name).chain([SAID]);
    word.len() > 3 && names.into_iter().any(|name| name.starts_with(word))
}

fn is_of_kind(name: &Name, fact: Fact) -> bool {
    match fact {
        Fact::Person => name.kind == NameKind::Person,
        Fact::Organisation => name.kind == NameKind::Organisation,
        Fact::Place => name.kind == NameKind::Place,
        _ => true,
    }
}

/// What is asked for, looked up.
#[derive(Debug)]
pub(crate) struct Wanted {
    /// Names that fit.
    names: Vec<bool>,
    /// The terms of each word, sorted.
    words: Vec<Vec<u32>>,
    /// Whether there may be no other words.
    whole: bool,
    amounts: Option<Amounts>,
}

impl Wanted {
    fn new(corpus: Corpus<'_>, story: &Facts, test: &FactTest) -> Self {
        let mut wanted = Self {
            names: vec![false; story.names.len()],
            words: test.words.iter().map(|word| terms_of(corpus, word)).collect(),
            whole: test.whole,
            amounts: None,
        };
        match test.fact {
            Fact::Figure => {
                let fold = |text: &str| corpus.index.chars.fold(text);
                wanted.amounts = Amounts::read(&test.typed, &fold);
            }
            Fact::Venue => {}
            _ => wanted.find_names(corpus, story, test),
        }
        wanted
    }

    fn find_names(&mut self, corpus: Corpus<'_>, story: &Facts, test: &FactTest) {
        let typed = corpus.index.chars.fold(&test.typed);
        let kinds: Vec<bool> =
            story.names.iter().map(|name| is_of_kind(name, test.fact)).collect();
        for (name, fits) in story.names.iter().zip(&mut self.names) {
            let folded = corpus.index.chars.fold(&name.name);
            *fits = match test.whole {
                true => folded == typed,
                false => metadata::contains(&folded, &typed),
            };
        }
        // Other spellings of the same one.
        let mut names = std::mem::take(&mut self.names);
        for document in 0..corpus.postings.documents() {
            let place = Places::new(corpus, document);
            for mention in &story.mentions(document) {
                let name = mention.name as usize;
                if kinds[name] && !names[name] && place.has_words(&mention.span, self) {
                    names[name] = true;
                }
            }
        }
        names.iter_mut().zip(kinds).for_each(|(fits, of_kind)| *fits &= of_kind);
        self.names = names;
    }

    fn has(&self, name: u32) -> bool {
        self.names.get(name as usize).is_some_and(|fits| *fits)
    }
}

/// The terms of a word, and of the same with a possessive.
fn terms_of(corpus: Corpus<'_>, word: &WordTest) -> Vec<u32> {
    let mut terms: Vec<u32> = Vec::new();
    let mut add = |word: &WordTest| {
        let set = terms::terms_of(corpus, word).unwrap_or_default();
        terms.extend(set.terms.iter().map(|(term, _)| *term));
    };
    add(word);
    if let WordTest::Folded(word) = word {
        ["’s", "'s"]
            .iter()
            .for_each(|ending| add(&WordTest::Folded(format!("{word}{ending}"))));
    }
    terms.sort_unstable();
    terms
}

/// Calls with the facts of each of some documents and gathers the spans that are added.
fn each_document(
    corpus: Corpus<'_>,
    story: &Facts,
    documents: Range<u32>,
    fact: Option<Fact>,
    add: impl Fn(&DocumentFacts, &Places<'_>),
) -> Vec<(u32, u32)> {
    let mut all = Vec::new();
    for document in documents {
        let place = Places::new(corpus, document);
        add(&facts_for(story, document, fact), &place);
        let mut found = place.found.into_inner();
        // The longest of those that begin at a word.
        sorting::sort_by_key(&mut found, |&(start, end)| (start, std::cmp::Reverse(end)));
        found.dedup_by_key(|(start, _)| *start);
        all.append(&mut found);
    }
    all
}

/// Places in a document's text, as positions of its words.
pub(crate) struct Places<'a> {
    corpus: Corpus<'a>,
    tokens: OwnTokens<'a>,
    /// The first row and position of the text, and the rows it has.
    row: u32,
    position: u32,
    rows: u32,
    found: std::cell::RefCell<Vec<(u32, u32)>>,
}

impl<'a> Places<'a> {
    pub(crate) fn new(corpus: Corpus<'a>, document: u32) -> Self {
        let rows = corpus.postings.rows.of(document);
        Self {
            corpus,
            tokens: OwnTokens::new(&corpus.index.documents[document as usize].boilerplate),
            row: rows.start,
            position: passages::text_of(corpus, document).start,
            rows: rows.end - rows.start,
            found: std::cell::RefCell::default(),
        }
    }

    /// Rows of some tokens.
    pub(crate) fn rows(&self, span: &Span) -> Span {
        let row = |token: u32| self.tokens.rows_before(token).min(self.rows);
        row(span.start)..row(span.end)
    }

    /// Positions of the words among some tokens.
    fn positions(&self, span: &Span) -> Span {
        let rows = self.rows(span);
        let before = |row: u32| {
            let marks = self.corpus.postings.rows.marks_in(self.row..self.row + row);
            self.position + row - marks
        };
        before(rows.start)..before(rows.end)
    }

    fn add(&self, span: &Span) {
        let positions = self.positions(span);
        if !positions.is_empty() {
            self.found.borrow_mut().push((positions.start, positions.end));
        }
    }

    /// Whether some tokens have the wanted words in a row.
    fn has_words(&self, span: &Span, wanted: &Wanted) -> bool {
        let Corpus { index, postings } = self.corpus;
        let positions = self.positions(span);
        let words = postings.words.get(positions.start as usize..positions.end as usize);
        let words = words.unwrap_or(&[]);
        let length = wanted.words.len();
        let fits = |row: &[u32]| {
            row.iter().zip(&wanted.words).all(|(&word, terms)| {
                let term = index.forms.term_of.get(word as usize);
                term.is_some_and(|term| terms.binary_search(term).is_ok())
            })
        };
        length > 0
            && (!wanted.whole || words.len() == length)
            && words.windows(length).any(fits)
    }
}
