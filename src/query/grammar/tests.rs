//! What each query means, in a notation of the tests.

use proptest::prelude::*;

use super::*;
use crate::analyse::unicode::table_for;
use crate::query::tree::{Bound, ValueTest, WordTest};

fn word(test: &WordTest) -> String {
    match test {
        WordTest::Form(word) => word.clone(),
        WordTest::Folded(word) => format!("\"{word}\""),
        WordTest::Pattern(word) => format!("<{word}>"),
        other => other.typed(),
    }
}

fn words(words: &Words) -> String {
    let list = |tests: &[WordTest]| tests.iter().map(word).collect::<Vec<_>>().join(" ");
    match words {
        Words::Sequence(tests) => list(tests),
        Words::Together { words, within } => format!("[{}]~{within}", list(words)),
        Words::Near { left, right, within, ordered } => {
            let operator = if *ordered { "before" } else { "near" };
            format!("[{} {operator}/{within} {}]", self::words(left), self::words(right))
        }
        Words::Fact(test) => Words::Fact(test.clone()).typed(),
    }
}

fn shown(node: &Node) -> String {
    let join =
        |nodes: &[Node], with: &str| nodes.iter().map(shown).collect::<Vec<_>>().join(with);
    match node {
        Node::Everything => "everything".into(),
        Node::All(nodes) => format!("({})", join(nodes, " & ")),
        Node::Any(nodes) => format!("({})", join(nodes, " | ")),
        Node::Not(node) => format!("not {}", shown(node)),
        Node::Words(group) => {
            let zone = match group.zone {
                Zone::Anywhere => "",
                Zone::Title => "title:",
                Zone::Said => "said:",
            };
            format!("{zone}{}", words(&group.words))
        }
        Node::Field(test) => {
            let value = match &test.test {
                ValueTest::Contains(value) => format!("~{value}"),
                ValueTest::Equals(value) => format!("={value}"),
                ValueTest::Present => "*".into(),
                ValueTest::Number(from, to) => format!("{}, {}", end(from), end(to)),
                ValueTest::Date(from, to) => format!("{}, {}", end(from), end(to)),
            };
            format!("{}[{value}]", test.field)
        }
    }
}

fn end<T: std::fmt::Display>(bound: &Bound<T>) -> String {
    match bound {
        Bound::Open => "…".into(),
        Bound::Including(value) => value.to_string(),
        Bound::Excluding(value) => format!("not {value}"),
    }
}

fn read(query: &str, mode: Mode) -> Parsed {
    let chars = table_for(('a'..='z').chain('A'..='Z').chain(" \n-'’".chars()));
    parse(query, mode, Known { chars: &chars, fields: &["source", "points"], story: true })
}

fn check(query: &str, expected: &str) {
    let parsed = read(query, Mode::All);
    assert_eq!(shown(&parsed.node), expected, "for {query:?}");
    assert_eq!(parsed.problems, [], "for {query:?}");
}

fn check_problem(query: &str, expected: &str, start: u32, end: u32) {
    let parsed = read(query, Mode::All);
    assert_eq!(shown(&parsed.node), expected, "for {query:?}");
    let places: Vec<(u32, u32)> = parsed.problems.iter().map(|p| (p.start, p.end)).collect();
    assert_eq!(places, [(start, end)], "for {query:?}: {:?}", parsed.problems);
}

#[test]
fn words_and_phrases() {
    check("", "everything");
    check("  \n", "everything");
    check("peace", "peace");
    check("peace talks", "(peace & talks)");
    check("\"peace talks\"", "\"peace\" \"talks\"");
    check("“peace talks” Kyiv", "(\"peace\" \"talks\" & Kyiv)");
    check("«peace» „talks“", "(\"peace\" & \"talks\")");
    check("peace-plan", "peace plan");
    check("和平 plan", "(和 平 & plan)");
    check("don’t", "don’t");
    check("=Trump", "=Trump");
    check("=\"Peace Plan\"", "=Peace =Plan");
}

#[test]
fn wildcards_errors_and_regular_expressions() {
    check("negot*", "<negot*>");
    check("*ing", "<*ing>");
    check("NEGOTI?T*", "<negoti?t*>");
    check("\"peace pl*\"", "\"peace\" <pl*>");
    check("why?", "why");
    check("word~", "word~");
    check("word~2", "word~2");
    check("/un.*able/ x", "(/un.*able/ & x)");
    check("/a\\/b/", "/a\\/b/");
    check("and/or", "and or");
}

#[test]
fn booleans() {
    check("peace -Gaza", "(peace & not Gaza)");
    check("peace NOT Gaza", "(peace & not Gaza)");
    check("-Gaza", "(everything & not Gaza)");
    check("peace –\"cease fire\"", "(peace & not \"cease\" \"fire\")");
    check("peace OR truce", "(peace | truce)");
    check("peace | truce", "(peace | truce)");
    check("talks peace OR truce", "(talks & (peace | truce))");
    check("(peace talks) OR truce", "((peace & talks) | truce)");
    check("-(peace OR truce) talks", "(talks & not (peace | truce))");
    check("NOT NOT peace", "peace");
    check("ORDER NOTE or not", "(ORDER & NOTE & or & not)");
    check("(peace, talks)", "(peace & talks)");
}

#[test]
fn distances() {
    check("\"drones missiles\"~5", "[\"drones\" \"missiles\"]~5");
    check("\"drones\"~5", "\"drones\"");
    check("drones NEAR/5 missiles", "[drones near/5 missiles]");
    check(
        "drones BEFORE/3 \"ballistic missiles\"",
        "[drones before/3 \"ballistic\" \"missiles\"]",
    );
    check("a NEAR b NEAR/2 c", "[[a near/10 b] near/2 c]");
}

#[test]
fn fields() {
    check("title:peace", "title:peace");
    check("title:\"peace talks\"", "title:\"peace\" \"talks\"");
    check("source:wire", "source[~wire]");
    check("Source:\"Wire Desk\" peace", "(peace & source[~wire desk])");
    check("source:=Wire", "source[=wire]");
    check("-source:wire", "(everything & not source[~wire])");
    check("date:2025-11", "date[2025-11, 2025-11]");
    check("date:2025-11-20..2025-12-01", "date[2025-11-20, 2025-12-01]");
    check("date:2025-11-20..", "date[2025-11-20, …]");
    check("date:>2025", "date[not 2025, …]");
    check("date:<=2025-11", "date[…, 2025-11]");
    check("points:>=20", "points[20, …]");
    check("points:10..1,000", "points[10, 1000]");
    check("has:author", "author[*]");
    check("-is:dated", "(everything & not date[*])");
    check("12:30", "12 30");
    check("https://example.org/a", "https example.org a");
}

#[test]
fn any_word() {
    let parsed = read("peace talks -Gaza source:wire", Mode::Any);
    assert_eq!(shown(&parsed.node), "((peace | talks) & not Gaza & source[~wire])");
}

#[test]
fn fields_of_the_story() {
    check("person:Vance", "person:\"Vance\"");
    check("speaker:\"Mr Vance\" peace", "(peace & speaker:\"Mr Vance\")");
    check("-org:=senate", "(everything & not org:=\"senate\")");
    check("said:\"peace plan\"", "said:\"peace\" \"plan\"");
    check("said:talk NEAR/3 venue:geneva", "said:[talk near/3 venue:\"geneva\"]");
    check("figure:>100", "figure:\">100\"");
    check("figure:\"100 million\"", "figure:\"100 million\"");
    let any = |query: &str| shown(&read(query, Mode::Any).node);
    assert_eq!(any("peace talks place:geneva"), "((peace | talks) & place:\"geneva\")");
    assert_eq!(any("said:peace"), "said:peace");
}

#[test]
fn what_is_not_understood_is_pointed_at() {
    check_problem("\"peace talks", "\"peace\" \"talks\"", 0, 12);
    check_problem("peace \"\"", "peace", 6, 8);
    check_problem("/pea talks", "(pea & talks)", 0, 4);
    check_problem("peace & talks", "(peace & talks)", 6, 7);
    check_problem("*", "everything", 0, 1);
    check_problem("---", "everything", 0, 3);
    check_problem("peace OR", "peace", 6, 7);
    check_problem("peace NOT", "peace", 6, 9);
    check_problem("(peace", "peace", 0, 1);
    check_problem("peace) talks", "(peace & talks)", 5, 6);
    check_problem("() peace", "peace", 0, 2);
    check_problem("date:soon peace", "peace", 5, 9);
    check_problem("sorce:wire", "sorce:wire", 0, 5);
    check_problem("is:blue", "everything", 3, 7);
    check_problem("figure:many peace", "peace", 7, 11);
    check_problem("person:\"\" peace", "peace", 7, 9);
    check_problem("word~3", "word~2", 0, 6);
    check_problem("peace NEAR/3", "peace", 6, 12);
    let parsed = read(&"word ".repeat(1000), Mode::All);
    assert_eq!(parsed.problems.len(), 1);
    let parsed = read(&"(".repeat(100_000), Mode::All);
    assert!(!parsed.problems.is_empty());
    let parsed = read(&"-".repeat(100_000), Mode::All);
    assert!(!parsed.problems.is_empty());
    let parsed = read(&"NOT ".repeat(10_000), Mode::All);
    assert!(!parsed.problems.is_empty());
}

proptest! {
    #[test]
    fn anything_is_read(query in "[a-c \"“()~/*?|:=>.0-9-]{0,30}|\\PC{0,30}|(a|OR|NOT|NEAR/2|\\(|\\)| |\"|source:|date:){0,12}", any_mode in any::<bool>()) {
        let mode = if any_mode { Mode::Any } else { Mode::All };
        let parsed = read(&query, mode);
        let letters = u32::try_from(query.chars().count()).expect("short");
        for problem in parsed.problems {
            prop_assert!(problem.start <= problem.end && problem.end <= letters);
        }
    }
}
