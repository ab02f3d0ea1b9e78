//! The story in answers: requests go in, rows with their evidence come out.
//!
//! The facts lie in the index with places in tokens. A request is answered over
//! the documents that its query and filters leave; text is decoded for the rows
//! of the window, and for no other, unless rows are asked for by their words.

mod sentences;

pub(crate) mod compare;
pub(crate) mod dates;
mod differences;
pub(crate) mod duplicates;
pub(crate) mod events;
pub(crate) mod figures;
pub(crate) mod names;
pub(crate) mod network;
pub(crate) mod passages;
pub(crate) mod statements;

use std::ops::Range;

use super::docset::DocSet;
use super::search::Ran;
use super::{Corpus, filters};
use crate::analyse::layout;
use crate::analyse::story::facts::{Rule, Span};
use crate::index::story::{Facts, without_possessive};
use crate::query::passages::{Unit, decode, text_of};
use crate::request::StoryScope;
use crate::response::{Evidence, Mark, QueryEcho, Run};

/// Tokens of a span that stand for it.
const OPENING: u32 = 8;

/// The documents of a scope.
struct Scope<'a> {
    echo: QueryEcho,
    documents: DocSet,
    story: Option<&'a Facts>,
}

impl<'a> Scope<'a> {
    fn new(corpus: Corpus<'a>, scope: &StoryScope, ran: &Ran<'_>) -> Self {
        let mut echo = ran.plan.echo.clone();
        let passed = filters::apply(corpus, &ran.documents, &scope.filters, &mut echo.problems);
        Self { echo, documents: passed.all, story: corpus.postings.story.as_ref() }
    }

    /// Each document of the scope, if the corpus has a story.
    fn each(&self) -> impl Iterator<Item = (u32, &'a Facts)> {
        let story = self.story;
        self.documents.iter().filter_map(move |document| Some((document, story?)))
    }

    /// A count for each name.
    fn counts(&self) -> Vec<u32> {
        vec![0; self.story.map_or(0, |story| story.names.len())]
    }

    fn name(&self, number: u32) -> String {
        let name = self.story.and_then(|story| story.names.get(number as usize));
        name.map(|name| name.name.clone()).unwrap_or_default()
    }

    /// The number of a name.
    fn number(&self, name: &str) -> Option<u32> {
        let names = &self.story?.names;
        let place = names.iter().position(|it| it.name == name)?;
        u32::try_from(place).ok()
    }
}

/// The rows of a window.
fn window<T>(rows: Vec<T>, scope: &StoryScope) -> Vec<T> {
    rows.into_iter().skip(scope.offset as usize).take(scope.limit as usize).collect()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A decoded document, kept for the next row of the same one.
struct Pages<'a> {
    corpus: Corpus<'a>,
    open: Option<(u32, Page)>,
}

struct Page {
    unit: Unit,
    /// Where each sentence ends, in bytes.
    sentences: Vec<usize>,
}

impl<'a> Pages<'a> {
    fn new(corpus: Corpus<'a>) -> Self {
        Self { corpus, open: None }
    }

    fn page(&mut self, document: u32) -> &Page {
        if self.open.as_ref().is_none_or(|(open, _)| *open != document) {
            let unit = decode(self.corpus, document).text;
            let parts = unit.parts(self.corpus, layout::sentence_ends);
            let sentences = parts.into_iter().map(|sentence| sentence.end).collect();
            self.open = Some((document, Page { unit, sentences }));
        }
        match &self.open {
            Some((_, page)) => page,
            None => unreachable!("it was opened above"),
        }
    }

    /// The words of a span, without a possessive.
    fn text(&mut self, document: u32, span: &Span) -> String {
        let page = self.page(document);
        let bytes = page.bytes(span);
        page.unit.content.text.get(bytes).unwrap_or_default().to_owned()
    }

    /// A name's words: as the span, without a possessive.
    fn name(&mut self, document: u32, span: &Span) -> String {
        let text = self.text(document, span);
        without_possessive(&text).to_owned()
    }

    fn path(&self, document: u32) -> String {
        self.corpus.index.documents[document as usize].path.clone()
    }

    /// The first words of a span.
    fn opening(&mut self, document: u32, span: &Span) -> String {
        let end = span.end.min(span.start.saturating_add(OPENING));
        let text = self.text(document, &(span.start..end));
        if end < span.end { format!("{text} …") } else { text }
    }

    fn evidence(&mut self, document: u32, span: &Span, rule: Rule) -> Evidence {
        self.passage(document, span, rule.label())
    }

    /// Evidence that no rule of the analysis found.
    fn passage(&mut self, document: u32, span: &Span, why: &str) -> Evidence {
        let record = &self.corpus.index.documents[document as usize];
        let (path, date) = (record.path.clone(), record.date.map(|date| date.to_string()));
        let page = self.page(document);
        let text = &page.unit.content.text;
        let bytes = page.bytes(span);
        let around = page.around(&bytes);
        let scalars = |end: usize| count(text.get(..end).unwrap_or_default().chars().count());
        let run = |range: Range<usize>, mark: Mark| {
            let text = text.get(range).unwrap_or_default().replace(['\n', '\t'], " ");
            (!text.is_empty()).then_some(Run { text, mark })
        };
        let sentence = [
            run(around.start..bytes.start, Mark::Plain),
            run(bytes.clone(), Mark::Hit(0)),
            run(bytes.end..around.end, Mark::Plain),
        ];
        Evidence {
            path,
            date,
            start: scalars(bytes.start),
            end: scalars(bytes.end),
            sentence: sentence.into_iter().flatten().collect(),
            why: why.to_owned(),
        }
    }
}

impl Page {
    /// The bytes of a range of tokens.
    fn bytes(&self, span: &Span) -> Range<usize> {
        let tokens = &self.unit.content.tokens;
        let start = tokens.get(span.start as usize).map_or(0, |token| token.range().start);
        let last = span.end.checked_sub(1).and_then(|last| tokens.get(last as usize));
        start..last.map_or(start, |token| token.range().end).max(start)
    }

    /// The sentences that bytes stand in.
    fn around(&self, bytes: &Range<usize>) -> Range<usize> {
        let first = self.sentences.partition_point(|&end| end <= bytes.start);
        let last = self.sentences.partition_point(|&end| end < bytes.end);
        let start = first.checked_sub(1).map_or(0, |before| self.sentences[before]);
        let end = self.sentences.get(last).copied().unwrap_or(self.unit.content.text.len());
        start.min(bytes.start)..end.max(bytes.end)
    }
}

/// The row and the term of a word.
type Word = (u32, u32);

/// Calls with the rows of each sentence of a document's text, and with its words.
fn each_sentence(corpus: Corpus<'_>, document: u32, take: &mut dyn FnMut(Range<u32>, &[Word])) {
    let Corpus { index, postings } = corpus;
    let first_row = postings.rows.of(document).start;
    let text = text_of(corpus, document);
    let text = postings.words.get(text.start as usize..text.end as usize).unwrap_or(&[]);
    let mut terms =
        text.iter().map(|&word| index.forms.term_of.get(word as usize).copied().unwrap_or(0));
    let mut words: Vec<Word> = Vec::new();
    for rows in postings.rows.sentences(document) {
        let own = rows.clone().filter(|row| !postings.rows.is_mark(first_row + row));
        words.clear();
        words.extend(own.zip(&mut terms));
        take(rows, &words);
    }
}
