//! The interface's texts: what the build refuses, and what it makes of the rest.

#[path = "../build/languages.rs"]
mod languages;

use languages::{Made, make, read};

const ENGLISH: &str = "\
# A comment.
plurals = English
tag = en
hit_of = Hit {hit} of {hits}
hint = Fewer words,
  or others.
n_hits = {number} hit | {number} hits
days =
  - Monday
  - Sunday

[help]
syntax =
  - a b => both
  - => all
";

fn made(files: &[(&str, &str)]) -> Result<Made, Vec<String>> {
    let languages: Result<Vec<_>, _> =
        files.iter().map(|(tag, text)| read(tag, text)).collect();
    make(&languages?)
}

/// English is there, and a language with one part replaced.
fn check(part: &str, by: &str, expected: &str) {
    let other = ENGLISH.replace("tag = en", "tag = xx").replace(part, by);
    assert_ne!(other, ENGLISH.replace("tag = en", "tag = xx"), "{part:?} is in it");
    let found = made(&[("en", ENGLISH), ("xx", &other)]).err().unwrap_or_default();
    assert!(found.iter().any(|it| it.contains(expected)), "{part:?} as {by:?} gave {found:?}");
}

#[test]
fn a_language_that_does_not_fit_is_refused() {
    check("hint = Fewer words,\n  or others.\n", "", "languages/xx.txt: hint is missing");
    check("[help]", "[helps]", "languages/xx.txt: help.syntax is missing");
    check("[help]", "[helps]", "helps.syntax is in no need");
    check("hint =", "more = a\nhint =", "more is in no need");
    check("of {hits}", "of", "hit_of: {hits} is missing");
    check("of {hits}", "of {hits} {all}", "hit_of: {all} is not in the English text");
    check(" | {number} hits", "", "n_hits: 1 forms, 2 wanted");
    check("plurals = English", "plurals = Ukrainian", "n_hits: 2 forms, 3 wanted");
    check("plurals = English", "plurals = Klingon", "plurals is to be one of English, French");
    check("tag = xx", "tag = yy", "tag is to be xx");
    check("  - Sunday\n", "", "days: 1 items, 2 wanted");
    check("- a b => both", "- a b", "help.syntax: items of 2 parts are wanted");
    check("hint = Fewer words,\n  or others.", "hint =", "hint: no text");
    check("hint = Fewer words,\n  or others.", "hint =\n  - a", "hint: a text is wanted");
    check("days =\n  - Monday\n  - Sunday", "days = none", "days: a list is wanted");
    check("hint =", "hint:", "line 5: no line of the form");
    check("hint =", "hit_of = x\nhint =", "line 5: hit_of is there twice");
    check("# A comment.", "  astray", "line 1: no message goes before it");
    let found = made(&[("de", ENGLISH)]).err().unwrap_or_default();
    assert_eq!(found, ["languages/en.txt is missing"]);
}

#[test]
fn texts_are_packed_in_the_order_of_the_english_ones() {
    let hit_of = "hit_of = Hit {hit} of {hits}\n";
    let other = ENGLISH
        .replace(hit_of, "")
        .replace("[help]", "hit_of = {hits}: {hit}\n[help]")
        .replace("tag = en", "tag = aa")
        .replace("Fewer words,", "50\\u00a0%");
    let made = made(&[("en", ENGLISH), ("aa", &other)]).expect("they fit");
    let [(first, packed), (second, english)] = &made.packed[..] else {
        panic!("two languages")
    };
    assert_eq!((first.as_str(), second.as_str()), ("aa", "en"));
    let (head, packed) = packed.split_once('\n').expect("a head");
    assert_eq!(
        packed,
        "aa\n{1}: {0}\n50\u{a0}% or others.\n{0} hit\t{0} hits\nMonday\tSunday\na b\tboth\t\tall"
    );
    assert!(head.ends_with(" English") && english.starts_with(head));
}

#[test]
fn the_code_has_a_method_for_each_message() {
    let code = made(&[("en", ENGLISH)]).expect("it fits itself").code;
    for part in [
        "const MESSAGES: usize = 6;",
        "fn hint(&self) -> &'static str {\n        self.messages[2]\n",
        "fn hit_of(&self, hit: &str, hits: &str) -> String {",
        "fn n_hits(&self, count: u64, number: &str) -> String {",
        "fn days(&self) -> Items {",
        "fn help(&self) -> Help<'_> {",
        "fn syntax(&self) -> Pairs {\n        Pairs(self.0.messages[5])\n",
    ] {
        assert!(code.contains(part), "no {part:?} in {code}");
    }
}

#[test]
fn a_module_is_told_from_another_by_names_and_placeholders() {
    let head = |text: &str| {
        let made = made(&[("en", text)]).expect("it fits itself");
        made.packed[0].1.lines().next().map(str::to_owned)
    };
    let english = head(ENGLISH);
    assert_eq!(head(&ENGLISH.replace("Monday", "Tuesday")), english, "texts do not count");
    assert_ne!(head(&ENGLISH.replace("hint", "note")), english);
    assert_ne!(head(&ENGLISH.replace("{hit}", "{number}")), english);
}
