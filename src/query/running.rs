//! A query under way: it is looked up and worked on in slices, then finished.
//!
//! - A simple query: a slice is a word that is looked up, and then a group of
//!   words, of frequent ones in some of the documents; what is left for the end is
//!   adding up.
//! - One of the corpus query language: a slice is a pattern that is looked up,
//!   and then a document, or a part of one.
//!
//! Between slices the caller may do something else, or drop the query.

use super::Corpus;
use super::cql;
use super::docset::DocSet;
use super::grammar::{self, Known, Parsed};
use super::matching::{self, Matches};
use super::plan::{self, LookedUp, Plan};
use super::ranking::{self, Counted};
use super::search::{self, Ran};
use super::token_hits;
use crate::request::{Mode, Syntax};

/// A query and what is to be done with it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    pub(crate) syntax: Syntax,
    pub(crate) query: String,
    pub(crate) mode: Mode,
    /// The only document that matters for one of the corpus query language.
    pub(crate) among: Option<u32>,
    /// Whether to add words to a simple query, and which ones not.
    pub(crate) broader: Option<Vec<String>>,
    /// A document whose score is to be taken apart.
    pub(crate) watched: Option<u32>,
}

impl Asked {
    pub(crate) fn new(syntax: Syntax, query: &str, mode: Mode) -> Self {
        Self { syntax, query: query.to_owned(), mode, ..Self::default() }
    }
}

/// A query under way.
#[derive(Debug)]
pub(crate) struct Running<'a> {
    asked: Asked,
    work: Work<'a>,
}

#[derive(Debug)]
enum Work<'a> {
    Looking {
        parsed: Box<Parsed>,
        /// Words of the query, as far as they are looked up.
        looked_up: Vec<LookedUp>,
    },
    Simple {
        plan: Box<Plan>,
        /// Hits of the groups that count, as far as they are done.
        hits: Vec<Matches<'a>>,
        /// The same of all groups, by document.
        counted: Vec<Counted>,
        /// Of the group at hand: the first document that it was not looked for
        /// in, and what is found in those before.
        next: u32,
        partial: Option<(Matches<'static>, Counted)>,
    },
    Tokens(Box<cql::Search>),
}

impl<'a> Running<'a> {
    /// Reads a query.
    pub(crate) fn new(corpus: Corpus<'a>, asked: Asked) -> Self {
        let Asked { syntax, query, mode, among, .. } = &asked;
        let work = if *syntax == Syntax::Simple || query.trim().is_empty() {
            let columns = corpus.index.columns.columns.iter();
            let fields: Vec<&str> = columns.map(|column| column.name.as_str()).collect();
            let story = corpus.index.story.is_some();
            let known = Known { chars: &corpus.index.chars, fields: &fields, story };
            let parsed = Box::new(grammar::parse(query, *mode, known));
            Work::Looking { parsed, looked_up: Vec::new() }
        } else {
            let among = among.map(|document| {
                let mut only = DocSet::empty(corpus.postings.documents());
                only.insert(document);
                only
            });
            Work::Tokens(Box::new(cql::Search::new(corpus, query, among.as_ref())))
        };
        Self { asked, work }
    }

    /// Works while `go_on` says so, at least one slice. Whether all is done.
    pub(crate) fn step(&mut self, corpus: Corpus<'a>, go_on: &mut dyn FnMut() -> bool) -> bool {
        if let Work::Looking { parsed, looked_up } = &mut self.work {
            if !plan::look_up(corpus, &parsed.node, looked_up, go_on) {
                return false;
            }
            let plan = Box::new(plan::plan(corpus, &self.asked.query, parsed, looked_up));
            self.work = Work::Simple {
                plan,
                hits: Vec::new(),
                counted: Vec::new(),
                next: 0,
                partial: None,
            };
            if !go_on() {
                return false;
            }
        }
        match &mut self.work {
            Work::Looking { .. } => false,
            Work::Tokens(search) => search.step(corpus, go_on),
            Work::Simple { plan, hits, counted, next, partial } => {
                while let Some(group) = plan.groups.get(counted.len()) {
                    let part = matching::part(corpus, group, *next);
                    let more = matching::matches(corpus, group, &part);
                    let more_counted = ranking::count(corpus, &more);
                    let (matches, count) = match partial.take() {
                        Some((mut matches, mut count)) => {
                            matches.append(&more);
                            count.append(more_counted);
                            (matches, count)
                        }
                        None => (more, more_counted),
                    };
                    *next = part.documents.end;
                    if *next < corpus.postings.documents() {
                        *partial = Some((matches, count));
                    } else {
                        *next = 0;
                        counted.push(count);
                        if group.positive {
                            hits.push(matches);
                        }
                    }
                    if !go_on() {
                        break;
                    }
                }
                counted.len() == plan.groups.len()
            }
        }
    }

    /// The same without a loan of the corpus, to be kept until the next slice.
    pub(crate) fn kept(self) -> Running<'static> {
        let work = match self.work {
            Work::Looking { parsed, looked_up } => Work::Looking { parsed, looked_up },
            Work::Tokens(search) => Work::Tokens(search),
            Work::Simple { plan, hits, counted, next, partial } => {
                let hits = hits.into_iter().map(Matches::kept).collect();
                Work::Simple { plan, hits, counted, next, partial }
            }
        };
        Running { asked: self.asked, work }
    }

    /// The result, once all is done.
    pub(crate) fn finish(mut self, corpus: Corpus<'a>) -> Ran<'a> {
        while !self.step(corpus, &mut || true) {}
        match self.work {
            Work::Looking { .. } => unreachable!("it was looked up above"),
            Work::Tokens(search) => token_hits::finish(corpus, &self.asked, *search),
            Work::Simple { plan, hits, counted, .. } => {
                search::finish(corpus, &self.asked, *plan, hits, counted)
            }
        }
    }
}
