//! Facts come back as they went in: those of real texts and made-up ones; and
//! other bytes come to an end.

use std::ops::Range;
use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::analyse::story::facts::{
    Anchor, DateMention, Figure, FigureKind, Mention, Role, Rule, Statement, StatementKind,
    Story,
};
use crate::document::{AnalysisRules, Corpus, Document, PartialDate};
use crate::index::{CompileOptions, analysed, compile};

fn compiled(corpus: &Corpus) -> Vec<u8> {
    compile(corpus, &[], &CompileOptions::default()).expect("a corpus")
}

fn taken(index: &Index<'_>, bytes: &[u8]) -> Facts {
    let mut reading = Reading::new(index, bytes);
    loop {
        if let Some(facts) = reading.step(index, &mut || false) {
            return facts;
        }
    }
}

fn check_same(found: &Facts, told: &Story) {
    assert_eq!(found.names, told.names);
    assert_eq!(found.suggestions, told.suggestions);
    for (number, told) in (0_u32..).zip(&told.documents) {
        let found = found.document(number);
        assert_eq!(found.mentions, told.mentions, "document {number}");
        assert_eq!(found.roles, told.roles, "document {number}");
        assert_eq!(found.statements, told.statements, "document {number}");
        assert_eq!(found.figures, told.figures, "document {number}");
        assert_eq!(found.dates, told.dates, "document {number}");
    }
}

/// The sample corpus of the repository.
fn sample() -> Corpus {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let source = crate::read::Source { paths: vec![folder], ..crate::read::Source::default() };
    crate::read::read_corpus(&source).expect("the sample corpus").0
}

#[test]
fn facts_of_real_texts_come_back_in_few_bytes() {
    let corpus = sample();
    let bytes = compiled(&corpus);
    let index = Index::open(&bytes).expect("it opens");
    let story = analysed::story_of(&corpus, &index);
    let section = index.story.expect("a story");
    let facts = taken(&index, section);
    check_same(&facts, &story);
    let text: usize = corpus.documents.iter().map(|it| it.text.len()).sum();
    assert!(story.documents.iter().map(|it| it.statements.len()).sum::<usize>() > 200);
    assert!(section.len() * 40 < text, "{} of {text}", section.len());
    assert!(facts.bytes() * 5 < text, "{} of {text}", facts.bytes());
}

const WORDS: [&str; 16] = [
    "Ada", "Ada’s", "Berg", "said", "the", "“", "”", ".", ",", "12", "2025", "May", "boats",
    "al", "NATO", "\n\n",
];

/// Words as the numbers of a document tell them.
fn document(path: String, words: &[u8]) -> Document {
    let text: Vec<&str> =
        words.iter().map(|&it| WORDS[usize::from(it) % WORDS.len()]).collect();
    let date = PartialDate::parse("2025-12-06");
    Document { path, text: text.join(" "), date, ..Document::default() }
}

#[derive(Clone, Copy, Debug)]
struct Numbers<'a> {
    numbers: &'a [u16],
    tokens: u32,
}

impl Numbers<'_> {
    fn next(&mut self, most: u32) -> u32 {
        let (first, rest) = self.numbers.split_first().unwrap_or((&0, &[]));
        self.numbers = rest;
        u32::from(*first) % most.max(1)
    }

    fn span(&mut self) -> Range<u32> {
        let start = self.next(self.tokens);
        start..start + 1 + self.next((self.tokens - start).min(12))
    }

    fn some<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.next(3) > 0).then(|| make(self))
    }

    fn rule(&mut self) -> Rule {
        Rule::ALL[self.next(u32::MAX) as usize % Rule::ALL.len()]
    }

    fn statement(&mut self) -> Statement {
        Statement {
            span: self.span(),
            kind: StatementKind::ALL[self.next(4) as usize],
            quotes: (0..self.next(3)).map(|_| self.span()).collect(),
            speaker: self.some(|it| it.next(5)),
            speaker_mention: self.some(Self::span),
            cue: self.some(Self::span),
            venue: self.some(Self::span),
            addressee: self.some(Self::span),
            about: Vec::new(),
            cluster: self.some(|it| it.next(3)),
            rule: self.rule(),
        }
    }

    fn figure(&mut self) -> Figure {
        let span = self.span();
        let qualifier = self.some(|it| span.start..span.start + it.next(3));
        Figure {
            kind: FigureKind::ALL[self.next(5) as usize],
            value: [12.0, 0.0, -3.5, 1.5e9, 2e20][self.next(5) as usize],
            unit: ["", "boats", "Berg", "per cent", "дні"][self.next(5) as usize].to_owned(),
            qualifier,
            claimant: None,
            sentence: span.clone(),
            rule: self.rule(),
            span,
        }
    }

    fn date(&mut self) -> DateMention {
        let dates = ["2025", "2025-05", "2025-05-12", "2024-12-31", "-0300", "2026-05-02"];
        DateMention {
            span: self.span(),
            date: self.some(|it| PartialDate::parse(dates[it.next(6) as usize])).flatten(),
            anchor: Anchor::ALL[self.next(3) as usize],
            rule: self.rule(),
        }
    }

    fn facts(&mut self) -> DocumentFacts {
        let mut facts = DocumentFacts::default();
        if self.tokens == 0 {
            return facts;
        }
        for _ in 0..self.next(8) {
            let (span, name, rule) = (self.span(), self.next(5), self.rule());
            facts.mentions.push(Mention { span, name, rule });
            let (span, name, rule) = (self.span(), self.next(5), self.rule());
            facts.roles.push(Role { span, name, rule });
            facts.statements.push(self.statement());
            facts.figures.push(self.figure());
            facts.dates.push(self.date());
        }
        facts.mentions.sort_by_key(|it| it.span.start);
        facts
    }
}

fn made_up(texts: &[Vec<u8>], numbers: &[u16]) -> (Corpus, Vec<u8>, Story) {
    let documents = texts
        .iter()
        .enumerate()
        .map(|(place, it)| document(format!("{place}.txt"), it))
        .collect();
    let analysis = AnalysisRules { without_story: true, ..AnalysisRules::default() };
    let corpus = Corpus { documents, analysis, ..Corpus::default() };
    let bytes = compiled(&corpus);
    let index = Index::open(&bytes).expect("it opens");
    let words = Words::new(&index);
    let (mut tokens, mut place) = (Tokens::default(), Place::default());
    let mut numbers = Numbers { numbers, tokens: 0 };
    let facts = (0..texts.len()).map(|_| {
        tokens.read(&index, &words, &mut place, false);
        numbers.tokens = tokens.len();
        numbers.facts()
    });
    let documents = facts.collect();
    let names = ["Ada Berg", "Ada", "NATO", "", "Берг"];
    let names = names.into_iter().zip([0, 1, 2, 3, 0]);
    let names = names.map(|(name, kind)| Name { name: name.into(), kind: NameKind::ALL[kind] });
    let suggestions = vec![Suggestion { first: 3, second: 1 }];
    let mut story = Story { names: names.collect(), documents, suggestions };
    in_order(&mut story);
    (corpus, bytes, story)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn made_up_facts_come_back(
        texts in proptest::collection::vec(any::<Vec<u8>>(), 0..4),
        numbers in proptest::collection::vec(any::<u16>(), 0..900),
    ) {
        let (_, bytes, story) = made_up(&texts, &numbers);
        let index = Index::open(&bytes).expect("it opens");
        let section = write(&index, &story);
        check_same(&taken(&index, &section), &story);
    }

    #[test]
    fn any_bytes_come_to_an_end_within_the_text(
        texts in proptest::collection::vec(any::<Vec<u8>>(), 1..3),
        numbers in proptest::collection::vec(any::<u16>(), 0..400),
        damage in proptest::collection::vec((any::<u16>(), any::<u8>()), 1..6),
        made_up_bytes in any::<Option<Vec<u8>>>(),
    ) {
        let (_, bytes, story) = made_up(&texts, &numbers);
        let index = Index::open(&bytes).expect("it opens");
        let mut section = made_up_bytes.unwrap_or_else(|| write(&index, &story));
        for (place, byte) in damage {
            let length = section.len().max(1);
            if let Some(at) = section.get_mut(usize::from(place) % length) {
                *at = byte;
            }
        }
        let facts = taken(&index, &section);
        for number in 0..facts.documents() {
            let found = facts.document(number);
            let names = found.mentions.iter().map(|it| it.name);
            let names = names.chain(found.statements.iter().filter_map(|it| it.speaker));
            prop_assert!(names.into_iter().all(|it| (it as usize) < facts.names.len()));
            let most = u32::try_from(index.meta.tokens).expect("few");
            prop_assert!(found.mentions.iter().all(|it| it.span.end <= most));
            prop_assert!(found.statements.iter().all(|it| it.span.end <= most));
            prop_assert!(found.figures.iter().all(|it| it.span.end <= most));
        }
    }
}
