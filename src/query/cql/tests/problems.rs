//! Broken queries: what is pointed at, what is still found.

use proptest::prelude::*;

use super::super::parse;
use super::corpus::Vertical;
use super::run;

/// The query's problems as `start..end suggestion`, and its matches' starts.
fn check(query: &str, problems: &[(u32, u32, Option<&str>)], found: &[u32]) {
    let corpus = Vertical::read(include_str!("bakery.vrt"));
    let (matches, told) = run(&corpus, query);
    let shown: Vec<(u32, u32, Option<&str>)> =
        told.iter().map(|it| (it.start, it.end, it.suggestion.as_deref())).collect();
    assert_eq!(shown, problems, "{query}: {told:?}");
    let starts: Vec<u32> = matches.matches.iter().map(|rows| rows.start).collect();
    assert_eq!(starts, found, "{query}");
}

#[test]
fn what_can_be_understood_is_run() {
    check("", &[], &[]);
    check("  ", &[], &[]);
    check("\"baker", &[(0, 6, Some("\"baker\""))], &[4, 18]);
    check("baker", &[(0, 5, Some("\"baker\""))], &[4, 18]);
    check("old baker", &[(0, 3, Some("\"old\"")), (4, 9, Some("\"baker\""))], &[3]);
    check("[word=\"baker\"", &[(0, 1, Some("[word=\"baker\"]"))], &[4, 18]);
    check("(\"old\" \"baker\"", &[(0, 1, Some("(\"old\" \"baker\")"))], &[3]);
    check("\"old\") \"baker\"", &[(5, 6, None)], &[3]);
    check("()", &[(0, 2, None)], &[]);
    check("\"old\" | ", &[(8, 8, None)], &[3]);
    check("\"baker\" §", &[(8, 9, None)], &[4, 18]);
    check("[word=baker]", &[(5, 11, Some("\"baker\""))], &[4, 18]);
    check(
        "[word=]",
        &[(5, 6, Some("=\"…\""))],
        &[
            0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22,
            23, 24, 25,
        ],
    );
    check("<s \"Every\"", &[(0, 1, Some("<s>"))], &[0]);
    check("\"baker\"%x", &[(7, 9, Some("%c"))], &[4, 18]);
    check("\"baker\"{x}", &[(7, 8, Some("{1,3}")), (8, 9, Some("\"x\"")), (9, 10, None)], &[]);
    check("\"step\"{2,1}", &[(6, 11, Some("{1,2}"))], &[13, 15]);
    check("\"baker\" within", &[(8, 14, Some("within s"))], &[4, 18]);
    check("MU(meet \"baker\")", &[(0, 16, Some("MU(meet \"a\" \"b\" -2 2)"))], &[]);
    check(
        "MU(meet \"baker\" \"bakes\")",
        &[(3, 23, Some("meet \"baker\" \"bakes\" -2 2"))],
        &[4],
    );
    check(
        "(?greedy) \"baker\"",
        &[(0, 9, Some("(?longest), (?shortest), (?traditional) or (?standard)"))],
        &[4, 18],
    );
    check("\"baker\" :: ", &[(11, 11, Some("word=\"…\""))], &[4, 18]);
    check("\"baker\" cut 5", &[(8, 13, None)], &[4, 18]);
    check("\"baker\" expand to s", &[(8, 19, None)], &[4, 18]);
}

#[test]
fn patterns_are_pointed_at_inside() {
    check("\"ba(ker\"", &[(3, 4, Some("ba(ker)"))], &[]);
    check("[word=\"*aker\"]", &[(7, 8, Some(".*"))], &[]);
    check("\"a\" \"b[\"", &[(6, 7, Some("b[]"))], &[]);
}

#[test]
fn what_the_corpus_does_not_have_is_told() {
    check("[tag=\"NN\"]", &[(4, 9, Some("word, pos, lemma"))], &[]);
    check("<q> \"a\"", &[(0, 3, Some("<s>, <p>, <doc>"))], &[]);
    check("\"baker\" within q", &[(8, 16, Some("<s>, <p>, <doc>"))], &[4, 18]);
    check("<doc author=\"x\"> []", &[(11, 15, Some("source, year"))], &[]);
    check("a:\"baker\" :: b.word = \"x\"", &[(20, 25, Some("a:[…]"))], &[]);
    check("(\"a\" within s) \"b\"", &[(5, 13, None)], &[]);
    check(
        "\"baker\" :: f(match.word) > 5",
        &[(11, 24, Some("distance(a, b), distabs(a, b), lbound(s), rbound(s)"))],
        &[4, 18],
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn anything_is_read(query in any::<String>()) {
        let corpus = Vertical::of_words(&["a", "b"]);
        run(&corpus, &query);
    }

    #[test]
    fn anything_like_a_query_is_run(
        query in "([ab:]|\"[ab]\"|\\[|\\]|\\(|\\)|<s>|</s>|<|/>|\\[:|:\\]|::|[|&!=*+?{},%c.@0-2 ]|within|containing|meet|MU|union|word|word=\"a\"|not ){0,16}"
    ) {
        let corpus = Vertical::read("<s>\na\nb\na\n</s>\n<s>\na\n</s>");
        let letters = u32::try_from(query.chars().count()).expect("short");
        let (found, problems) = run(&corpus, &query);
        for problem in problems {
            prop_assert!(problem.start <= problem.end && problem.end <= letters, "{}: {:?}", query, problem);
            prop_assert!(!problem.message.is_empty());
        }
        for rows in found.matches {
            prop_assert!(rows.start < rows.end && rows.end <= 4);
        }
        // Reading is the same every time.
        prop_assert_eq!(parse(&query), parse(&query));
    }
}
