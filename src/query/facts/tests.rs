//! Facts in queries against a scan of the tokens, with the facts as they are read
//! back from the index: words in statements, statements by speaker and venue, and
//! statements as structures of corpus queries.

use std::cmp::Reverse;
use std::ops::Range;

use proptest::prelude::*;

use crate::analyse::story::facts::{DocumentFacts, Span, Statement, StatementKind, Story};
use crate::analyse::tokens::Kind;
use crate::document::{self, Document};
use crate::index::story::{Reading, read};
use crate::index::{CompileOptions, Index, Loader, compile};
use crate::query::running::{Asked, Running};
use crate::query::{Corpus, passages};
use crate::request::{Mode, Syntax};

/// A token of a text.
struct Token {
    /// In folded form, for a word that can be found.
    word: Option<String>,
    /// The position of the word, or of the next one.
    position: u32,
    own: bool,
}

/// A document as it is scanned.
struct Scanned<'a> {
    text: String,
    places: Vec<Range<usize>>,
    tokens: Vec<Token>,
    facts: &'a DocumentFacts,
}

impl<'a> Scanned<'a> {
    fn new(corpus: Corpus<'_>, number: u32, facts: &'a DocumentFacts) -> Self {
        let index = corpus.index;
        let content = passages::decode(corpus, number).text.content;
        let boilerplate = &index.documents[number as usize].boilerplate;
        let mut position = passages::text_of(corpus, number).start;
        let tokens = (0_u32..).zip(&content.tokens).map(|(at, token)| {
            let own = boilerplate.iter().all(|range| !range.contains(&at));
            let is_word = own && index.kind(token.number) == Kind::Word;
            let word = is_word.then(|| index.chars.fold_word(&content.text[token.range()]));
            position += u32::from(is_word);
            Token { word, position: position - u32::from(is_word), own }
        });
        let tokens = tokens.collect();
        let places = content.tokens.iter().map(|token| token.range()).collect();
        Self { text: content.text, places, tokens, facts }
    }

    fn words(&self, span: &Span) -> Vec<&str> {
        let tokens = &self.tokens[span.start as usize..span.end as usize];
        tokens.iter().filter_map(|token| token.word.as_deref()).collect()
    }

    /// Whether the words of a name stand in a span in a row, perhaps possessive.
    fn has(&self, span: &Span, name: &[String]) -> bool {
        let fits = |(word, wanted): (&&str, &String)| {
            let bare = ["’s", "'s"].iter().find_map(|ending| word.strip_suffix(ending));
            *word == wanted || bare == Some(wanted)
        };
        self.words(span).windows(name.len()).any(|row| row.iter().zip(name).all(fits))
    }

    /// The positions of the words of a span.
    fn positions(&self, span: &Span) -> Option<(u32, u32)> {
        let tokens = &self.tokens[span.start as usize..span.end as usize];
        let words = || tokens.iter().filter(|token| token.word.is_some());
        Some((words().next()?.position, words().next_back()?.position + 1))
    }

    /// The tokens of a span from the first to the last that is the document's own.
    fn own(&self, span: &Span) -> Option<Span> {
        let is_own = |at: &u32| self.tokens[*at as usize].own;
        Some(span.clone().find(is_own)?..span.clone().rfind(is_own)? + 1)
    }

    fn said(&self) -> impl Iterator<Item = &Statement> {
        self.facts.statements.iter().filter(|it| it.kind != StatementKind::Label)
    }

    /// The statements that are structures: none in another.
    fn structures(&self) -> Vec<(Span, &Statement)> {
        let mut end = 0;
        let own = self.said().filter_map(|it| Some((self.own(&it.span)?, it)));
        own.filter(|(span, _)| {
            let is_free = span.start >= end;
            end = if is_free { span.end } else { end };
            is_free
        })
        .collect()
    }

    fn spelled(&self, span: &Span) -> String {
        let place = |at: u32| self.places[at as usize].clone();
        self.text[place(span.start).start..place(span.end - 1).end].to_owned()
    }
}

fn spans_of(found: impl Iterator<Item = (u32, u32)>) -> Vec<(u32, u32)> {
    let mut all: Vec<(u32, u32)> = found.collect();
    all.sort_by_key(|&(start, end)| (start, Reverse(end)));
    all.dedup_by_key(|(start, _)| *start);
    all
}

fn run(corpus: Corpus<'_>, syntax: Syntax, query: &str) -> Vec<(u32, u32, u32)> {
    let ran = Running::new(corpus, Asked::new(syntax, query, Mode::All)).finish(corpus);
    assert_eq!(ran.plan.echo.problems, [], "{query}");
    let documents = ran.documents.iter();
    let hits = documents.flat_map(|document| {
        let groups = ran.hits.first().map(crate::query::matching::Matches::spans);
        let own = corpus.postings.document(document);
        match groups {
            Some(spans) => spans
                .into_iter()
                .filter(|span| own.contains(&span.0))
                .map(|(start, end)| (document, start, end))
                .collect::<Vec<_>>(),
            None => {
                let hits = ran.hits_in(corpus, document).into_iter();
                let tokens = hits.filter_map(|hit| hit.tokens);
                tokens.map(|(start, end)| (document, start, end)).collect()
            }
        }
    });
    hits.collect()
}

/// Compares, for some words and the first names; returns how much was found.
fn check(corpus: &document::Corpus, words: &[&str], most_names: usize) -> usize {
    let bytes = compile(corpus, &[], &CompileOptions::default()).expect("small");
    let index = Index::open(&bytes).expect("well formed");
    let mut loader = Loader::new(&index);
    while loader.step(&index, &mut || true) < 1.0 {}
    let mut postings = loader.take_finished().expect("loaded");
    let section = index.story.expect("a story");
    postings.story = Reading::new(&index, section).step(&index, &mut || true);
    let story: Story = read(&index).expect("a story");
    let corpus = Corpus { index: &index, postings: &postings };
    let documents = (0..).zip(&story.documents);
    let scanned: Vec<Scanned<'_>> =
        documents.map(|(number, facts)| Scanned::new(corpus, number, facts)).collect();
    let mut total = 0;
    let mut agree =
        |syntax: Syntax, query: &str, one: &dyn Fn(&Scanned<'_>) -> Vec<(u32, u32)>| {
            let all = (0_u32..).zip(&scanned);
            let expected: Vec<(u32, u32, u32)> = all
                .flat_map(|(number, it)| one(it).into_iter().map(move |(s, e)| (number, s, e)))
                .collect();
            assert_eq!(run(corpus, syntax, query), expected, "{query}");
            total += expected.len();
        };
    let is_word = |token: &Token, word: &str| token.word.as_deref() == Some(word);
    for &word in words.iter().filter(|word| index.terms.find(word).is_some()) {
        agree(Syntax::Simple, &format!("said:\"{word}\""), &|it| {
            let inside = |at: u32| it.said().any(|said| said.span.contains(&at));
            let tokens = (0_u32..)
                .zip(&it.tokens)
                .filter(|(at, token)| is_word(token, word) && inside(*at));
            tokens.map(|(_, token)| (token.position, token.position + 1)).collect()
        });
        agree(Syntax::Cql, &format!("<statement/> containing [folded=\"{word}\"]"), &|it| {
            let has = |span: &Span| it.words(span).contains(&word);
            let own = it.structures().into_iter().filter(|(span, _)| has(span));
            own.map(|(span, _)| (span.start, span.end)).collect()
        });
    }
    for name in story.names.iter().take(most_names).map(|name| &name.name) {
        let folded = index.chars.fold(name);
        let wanted: Vec<String> = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        // Names of plain words, which are cut here as in the text.
        if wanted.join(" ") != folded {
            continue;
        }
        let in_name = |other: &str| {
            let other = index.chars.fold(other);
            let other: Vec<&str> = other
                .split(|c: char| !c.is_alphanumeric())
                .filter(|it| !it.is_empty())
                .collect();
            other.windows(wanted.len()).any(|row| row.iter().zip(&wanted).all(|(a, b)| a == b))
        };
        let mut fits: Vec<bool> = story.names.iter().map(|it| in_name(&it.name)).collect();
        for it in &scanned {
            for mention in &it.facts.mentions {
                fits[mention.name as usize] |= it.has(&mention.span, &wanted);
            }
        }
        agree(Syntax::Simple, &format!("speaker:\"{name}\""), &|it| {
            let own = it.said().filter(|said| match (said.speaker, &said.speaker_mention) {
                (Some(speaker), _) => fits[speaker as usize],
                (None, Some(words)) => it.has(words, &wanted),
                (None, None) => false,
            });
            spans_of(own.filter_map(|said| it.positions(&said.span)))
        });
        agree(Syntax::Simple, &format!("venue:\"{name}\""), &|it| {
            let at = |said: &&Statement| {
                said.venue.as_ref().is_some_and(|venue| it.has(venue, &wanted))
            };
            spans_of(it.said().filter(at).filter_map(|said| it.positions(&said.span)))
        });
        for word in words {
            let query = format!("[folded=\"{word}\"] within <statement speaker=\"{name}\"/>");
            agree(Syntax::Cql, &query, &|it| {
                let by = |said: &Statement| match (said.speaker, &said.speaker_mention) {
                    (Some(speaker), _) => story.names[speaker as usize].name == *name,
                    (None, Some(words)) => it.spelled(words) == *name,
                    (None, None) => false,
                };
                let own = it.structures().into_iter().filter(|(_, said)| by(said));
                let tokens = own.flat_map(|(span, _)| span);
                let tokens = tokens.filter(|at| is_word(&it.tokens[*at as usize], word));
                tokens.map(|at| (at, at + 1)).collect()
            });
        }
    }
    total
}

#[test]
fn in_the_sample() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let source = crate::read::Source { paths: vec![folder], ..crate::read::Source::default() };
    let (corpus, _) = crate::read::read_corpus(&source).expect("the sample");
    let found = check(&corpus, &["peace", "the", "deal", "ukraine", "we"], 40);
    assert!(found > 300, "{found}");
}

const NAMES: [&str; 4] = ["Maria Keller", "Anna Lund", "John Smith", "the ministry"];

/// A sentence that somebody says, or nobody.
fn any_sentence() -> impl Strategy<Value = String> {
    let name = proptest::sample::select(&NAMES[..]);
    let words = "(the deal|peace|we agree|a plan for peace)";
    let way = 0_usize..8;
    (name, words, way).prop_map(|(name, words, way)| match way {
        0 => format!("“{words}, and {words},” said {name} in Geneva."),
        1 => format!("{name} said that {words} is near."),
        2 => format!("President {name} told reporters in Kyiv: “{words}.”"),
        3 => format!("They call it “{words}”."),
        4 => format!("“{words},” she said. “There is {words}.”"),
        5 => format!("According to {name}’s office, {words} matters."),
        6 => format!("{name} met Anna Lund."),
        _ => format!("There was {words} in Geneva.\n\n"),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn in_generated_texts(
        texts in proptest::collection::vec(proptest::collection::vec(any_sentence(), 0..8), 1..5)
    ) {
        let documents = (0..).zip(texts).map(|(number, sentences): (usize, Vec<String>)| Document {
            path: format!("{number:03}.txt"),
            text: sentences.join(" "),
            language: Some("en".into()),
            ..Document::default()
        });
        let corpus =
            document::Corpus { documents: documents.collect(), ..document::Corpus::default() };
        check(&corpus, &["peace", "the", "deal", "we"], 8);
    }
}
