//! What a query means, for people: a tree goes in, plain data that the page
//! puts into words comes out.

use super::Corpus;
use super::facts::amounts::Amounts;
use super::tree::{
    Bound, Fact, FactTest, FieldTest, Group, Node, ValueTest, WordTest, Words, Zone,
};
use crate::analyse::cases;
use crate::response::{FieldMeaning, Meaning, WordMeaning};

/// Tells what a tree means.
pub(crate) fn of(corpus: Corpus<'_>, node: &Node) -> Meaning {
    let all = |nodes: &[Node]| nodes.iter().map(|node| of(corpus, node)).collect();
    match node {
        Node::Everything => Meaning::Everything,
        Node::Words(Group { words, zone }) => {
            let words = of_words(words);
            match zone {
                Zone::Anywhere => words,
                Zone::Title => Meaning::InTitle(Box::new(words)),
                Zone::Said => Meaning::InSpeech(Box::new(words)),
            }
        }
        Node::Field(test) => of_field(corpus, test),
        Node::All(nodes) => Meaning::All(all(nodes)),
        Node::Any(nodes) => Meaning::Any(all(nodes)),
        Node::Not(node) => Meaning::Not(Box::new(of(corpus, node))),
    }
}

fn of_words(words: &Words) -> Meaning {
    match words {
        Words::Sequence(tests) => match &tests[..] {
            [test] => Meaning::Word(of_word(test)),
            tests => Meaning::Phrase(tests.iter().map(of_word).collect()),
        },
        Words::Together { words, within } => {
            Meaning::Together { words: words.iter().map(of_word).collect(), within: *within }
        }
        Words::Near { left, right, within, ordered } => Meaning::Near {
            left: Box::new(of_words(left)),
            right: Box::new(of_words(right)),
            within: *within,
            ordered: *ordered,
        },
        Words::Fact(test) => {
            Meaning::Field { label: test.fact.field().to_owned(), test: of_fact(test) }
        }
    }
}

fn of_fact(test: &FactTest) -> FieldMeaning {
    match Amounts::read(&test.typed, &cases::lower) {
        Some(amounts) if test.fact == Fact::Figure && amounts.unit.is_empty() => {
            range(&amounts.from, &amounts.to)
        }
        _ if test.whole => FieldMeaning::Equals(test.typed.clone()),
        _ => FieldMeaning::Contains(test.typed.clone()),
    }
}

fn of_word(test: &WordTest) -> WordMeaning {
    match test {
        WordTest::Form(word) => WordMeaning::Forms(word.clone()),
        WordTest::Folded(word) => WordMeaning::Folded(word.clone()),
        WordTest::Exact(word) => WordMeaning::Exact(word.clone()),
        WordTest::Pattern(pattern) => WordMeaning::Pattern(pattern.clone()),
        WordTest::Similar(word, errors) => {
            WordMeaning::Similar { word: word.clone(), errors: *errors }
        }
        WordTest::Regex(pattern) => WordMeaning::Regex(pattern.clone()),
    }
}

fn of_field(corpus: Corpus<'_>, test: &FieldTest) -> Meaning {
    let column = corpus.index.columns.columns.iter().find(|c| c.name == test.field);
    let label = column.map_or(&test.field, |column| &column.label).clone();
    let test = match &test.test {
        ValueTest::Contains(value) => FieldMeaning::Contains(value.clone()),
        ValueTest::Equals(value) => FieldMeaning::Equals(value.clone()),
        ValueTest::Present => FieldMeaning::Present,
        ValueTest::Number(from, to) => range(from, to),
        ValueTest::Date(from, to) => range(from, to),
    };
    Meaning::Field { label, test }
}

fn range<T: std::fmt::Display + PartialEq>(from: &Bound<T>, to: &Bound<T>) -> FieldMeaning {
    match (from, to) {
        (Bound::Including(from), Bound::Including(to)) if from == to => {
            FieldMeaning::Equals(from.to_string())
        }
        (Bound::Excluding(from), _) => FieldMeaning::MoreThan(from.to_string()),
        (_, Bound::Excluding(to)) => FieldMeaning::LessThan(to.to_string()),
        (from, to) => FieldMeaning::Between { from: shown(from), to: shown(to) },
    }
}

fn shown<T: std::fmt::Display>(bound: &Bound<T>) -> Option<String> {
    match bound {
        Bound::Open => None,
        Bound::Including(value) | Bound::Excluding(value) => Some(value.to_string()),
    }
}
