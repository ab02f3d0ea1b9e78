//! Queries made to hang: each ends, within its budget.

use std::time::{Duration, Instant};

use super::super::{Budget, Found, SLICE, STEPS, compile, parse};
use super::corpus::Vertical;
use super::run;

/// Far more than is needed: a shared machine may be slow, a hang is for ever.
const LONG: Duration = Duration::from_secs(20);

fn words(count: usize) -> Vertical {
    let all: Vec<&str> = (0..count).map(|n| ["a", "b", "a", "c"][n % 4]).collect();
    Vertical::of_words(&all)
}

fn check(corpus: &Vertical, query: &str) -> Found {
    let begin = Instant::now();
    let (found, _) = run(corpus, query);
    let shown: String = query.chars().take(60).collect();
    assert!(begin.elapsed() < LONG, "{shown} took {:?}", begin.elapsed());
    found
}

#[test]
fn gaps_and_stars() {
    let corpus = words(20_000);
    assert_eq!(check(&corpus, "[]*").matches.len(), 20_000);
    assert_eq!(check(&corpus, "(?longest) []*").matches, [0..20_000]);
    assert_eq!(check(&corpus, "[]* \"x\" []*").matches, []);
    assert_eq!(check(&corpus, "[]* \"c\" []* \"c\" []*").matches.len(), 4_999);
    assert_eq!(check(&corpus, "((([]*)*)*)*").matches.len(), 20_000);
    assert_eq!(check(&corpus, "(\"a\"? \"b\"? \"c\"?)* \"x\"").matches, []);
    assert_eq!(check(&corpus, "[]* within ([]*)").matches.len(), 20_000);
    assert_eq!(check(&corpus, "[]* containing ([]* \"x\" []*)").matches, []);
    assert!(check(&corpus, "(?longest) [] []{0,400} \"x\"").matches.is_empty());
    check(&corpus, "[]{1,200} within ([]{300})");
    check(&corpus, "(?longest) []{1,200} within ([]{300})");
    check(&corpus, "[]* containing ([]{300})");
    check(&corpus, "[]* !within ([]* containing \"c\") containing ([]{9} !containing \"x\")");
}

#[test]
fn long_and_deep_queries() {
    let corpus = words(2_000);
    let long = "\"a\" ".repeat(10_000);
    assert_eq!(check(&corpus, &long).matches, []);
    let long = "\"a\" | ".repeat(10_000) + "\"a\"";
    assert_eq!(check(&corpus, &long).matches.len(), 1_000);
    let long = "[word=\"a\" & ".to_owned() + &"!word=\"b\" & ".repeat(10_000) + "word=\"a\"]";
    assert_eq!(check(&corpus, &long).matches.len(), 1_000);
    let distinct: String = (0..10_000).map(|n| format!("\"w{n}\" ")).collect();
    assert_eq!(check(&corpus, &distinct).matches, []);
    let patterns: String = (0..2_000).map(|n| format!("\"w{n}.*\" ")).collect();
    assert!(run(&corpus, &patterns).1.iter().any(|it| it.message.contains("too large")));
    for (open, close) in [("(", ")"), ("[!(", ")]"), ("within (", ")"), ("MU(", ")")] {
        let deep = format!("\"a\" {}\"a\"{}", open.repeat(10_000), close.repeat(10_000));
        check(&corpus, &deep);
    }
    check(&corpus, &format!("\"a\"{}", "*".repeat(100_000)));
    check(&corpus, &format!("[{}word=\"a\"]", "!".repeat(100_000)));
    check(&corpus, &"[".repeat(200_000));
    check(&corpus, &"a:".repeat(100_000));
    check(&corpus, &"within ".repeat(100_000));
    check(&corpus, &"<s> ".repeat(50_000));
}

#[test]
fn large_repetitions_are_refused_with_their_place() {
    let corpus = words(100);
    for query in ["[]{1000}{1000}", "([]{100}){100}{100}", "\"a\"{0,99999}", "[]{4294967295}"] {
        let (found, problems) = run(&corpus, query);
        assert_eq!(found.matches, [], "{query}");
        assert!(problems.iter().any(|it| it.message.contains("too large")), "{query}");
    }
    let optional = "\"a\"? ".repeat(5_000) + "\"x\"";
    assert!(run(&corpus, &optional).1.iter().any(|it| it.message.contains("too large")));
}

#[test]
fn the_budget_is_kept_and_told() {
    let corpus = words(3_000);
    let query = "a:[] []* b:[] []* c:[] []* \"c\" :: a.word = b.word & b.word = c.word & a = c";
    let (parsed, problems) = parse(query);
    assert_eq!(problems, []);
    let (compiled, problems) = compile(&parsed.expect("a query"), &corpus);
    assert_eq!(problems, []);
    let mut compiled = compiled.expect("small");
    let mut budget = Budget { steps: 1_000_000, slice: SLICE, go_on: &mut || true };
    assert!(compiled.match_document(&corpus, &mut budget, None).gave_up);
    // What needs less is complete.
    let (parsed, _) = parse("a:[] []{0,3} b:[word = a.word]");
    let (compiled, _) = compile(&parsed.expect("a query"), &corpus);
    let mut budget = Budget { steps: 1_000_000, slice: SLICE, go_on: &mut || true };
    let found = compiled.expect("small").match_document(&corpus, &mut budget, None);
    assert!(!found.gave_up && found.matches.len() == 2_997, "{}", found.matches.len());
}

/// A long document is worked on in parts.
#[test]
fn long_documents_are_paused() {
    for (count, query) in [
        (60_000, "a:\"c\" []* b:[] :: a.word = b.word"),
        (1_000, "a:[] []* b:\"x|a\" :: a.word != b.word"),
        (9_000, "(?longest) [] []{0,400} \"a\""),
        (9_000, "\"c\" []{200,400} \"a\" within ([]{300}) !containing \"x\""),
    ] {
        let corpus = words(count);
        let (parsed, _) = parse(query);
        let (compiled, problems) = compile(&parsed.expect("a query"), &corpus);
        assert_eq!(problems, []);
        let mut compiled = compiled.expect("small");
        let mut budget = Budget { steps: STEPS, slice: SLICE, go_on: &mut || true };
        let at_once = compiled.match_document(&corpus, &mut budget, None);
        assert!(!at_once.gave_up && !at_once.matches.is_empty());
        let needed = STEPS - budget.steps;
        let (mut found, mut left, mut pauses) = (Found::default(), STEPS, 0);
        loop {
            let mut budget = Budget { steps: left, slice: SLICE, go_on: &mut || false };
            found = compiled.match_document(&corpus, &mut budget, found.paused.take());
            // A part ends soon after half a million steps.
            assert!(left - budget.steps < 800_000, "{query}: {}", left - budget.steps);
            let Some(paused) = &found.paused else { break };
            left = paused.steps;
            pauses += 1;
        }
        assert_eq!(found, at_once, "{query}");
        // A pause comes at the end of a row or of a start.
        let whole = needed / SLICE;
        assert!((whole * 4 / 5..=whole).contains(&pauses), "{query}: {pauses} of {whole}");
    }
}

#[test]
fn hostile_patterns_end() {
    let long = "a".repeat(5_000);
    let corpus = Vertical::of_words(&[&long, "b"]);
    for pattern in ["(a*)*b", "(a|aa)+$", "(.*a.*){20}", "a{1000}{1000}", "(((((a*)*)*)*)*)*c"]
    {
        check(&corpus, &format!("\"{pattern}\""));
        check(&corpus, &format!("[word=\"{pattern}\"%cd]"));
    }
}
