//! Patterns against a second opinion, and patterns made to hang.

use super::*;

fn compile(pattern: &str) -> Result<Pattern, PatternError> {
    Pattern::compile(pattern, &Options::default())
}

fn check(pattern: &str, yes: &[&str], no: &[&str]) {
    let mut compiled = compile(pattern).unwrap_or_else(|e| panic!("{pattern:?}: {e:?}"));
    for (values, expected) in [(yes, true), (no, false)] {
        for value in values {
            assert_eq!(compiled.is_match(value), expected, "{pattern:?} on {value:?}");
        }
    }
}

fn check_error(pattern: &str, start: u32, end: u32, suggestion: Option<&str>) {
    let error = compile(pattern).expect_err(pattern);
    assert_eq!((error.start, error.end), (start, end), "{pattern:?}: {error:?}");
    assert_eq!(error.suggestion.as_deref(), suggestion, "{pattern:?}: {error:?}");
}

#[test]
fn the_whole_value_is_matched() {
    check("cat", &["cat"], &["", "ca", "cats", "Cat", "bobcat"]);
    check("", &[""], &["a"]);
    check(".*ing", &["ing", "going"], &["goings"]);
    check("c.t", &["cat", "cöt"], &["ct", "caat"]);
    check("cat|dog|", &["cat", "dog", ""], &["catdog"]);
    check("(un|re)?do(ing)?", &["do", "undo", "redoing"], &["unredo"]);
    check("(?:a|b)+", &["abba"], &["", "abc"]);
    check("(?<name>a)(?P<other>b)", &["ab"], &["a"]);
    check("^cat$|^dog$", &["cat", "dog"], &["cat$"]);
}

#[test]
fn repetitions() {
    check("a{2}", &["aa"], &["a", "aaa"]);
    check("a{2,}", &["aa", "aaaa"], &["a"]);
    check("a{1,3}", &["a", "aaa"], &["", "aaaa"]);
    check("a{,2}", &["", "aa"], &["aaa"]);
    check("(ab){0}", &[""], &["ab"]);
    check("a+?b*?", &["a", "aab"], &["b"]);
    check("a{b}", &["a{b}"], &["a"]);
    check("a{2}{3}", &["aaaaaa"], &["aaaaa"]);
    check("x{", &["x{"], &[]);
}

#[test]
fn sets_and_classes() {
    check("[a-c]x", &["ax", "cx"], &["dx", "-x"]);
    check("[^a-c]", &["d", "é", "字"], &["a", ""]);
    check("[]a]", &["]", "a"], &["b"]);
    check("[^]a]", &["b"], &["]", "a"]);
    check("[a-]", &["a", "-"], &["b"]);
    check("[\\]\\-x]", &["]", "-", "x"], &["\\"]);
    check("\\d+", &["2025", "٣"], &["20a", ""]);
    check("\\D\\W\\S", &["a.b"], &["1.b", "aab", "a. "]);
    check("\\w+", &["don", "été", "слово", "a_1"], &["don’t", "a-b"]);
    check("\\p{Lu}\\p{Ll}+", &["Kyiv", "Київ"], &["kyiv", "KYIV"]);
    check("\\P{L}", &["1", "."], &["a"]);
    check("\\pL\\pN", &["a1"], &["1a"]);
    check("\\p{P}+", &[".", "“”", "—", "?!"], &["+", "a"]);
    check("[[:alpha:]_]+", &["ab_"], &["a1"]);
    check("[[:^digit:]]", &["a"], &["1"]);
    check("[[:alpha]", &["[", ":", "l"], &["b"]);
    check("[\\w.]+", &["a.b"], &["a-b"]);
    check("\\x41\\u{2014}\\u2014", &["A——"], &[]);
    check("\\.\\*\\\\", &[".*\\"], &["a*\\"]);
}

#[test]
fn case_and_accents() {
    check("(?i)straße", &["Straße", "STRAßE"], &["strasse"]);
    check("(?i)[a-c]É", &["Bé", "bÉ"], &["bE"]);
    check("(?i)[^a]", &["b"], &["a", "A"]);
    let strip = |letter: char, out: &mut String| match letter {
        'é' => out.push('e'),
        'œ' => out.push_str("oe"),
        other => out.push(other),
    };
    let options = Options { strip: Some(&strip), ..Options::default() };
    let mut pattern = Pattern::compile("œuvr[é]+", &options).expect("well formed");
    assert!(pattern.is_match("oeuvree"));
    assert!(!pattern.is_match("ouvre"));
    let options = Options { literal: true, ignore_case: true, strip: None };
    let mut pattern = Pattern::compile("a.*(", &options).expect("well formed");
    assert!(pattern.is_match("A.*("));
    assert!(!pattern.is_match("ab("));
}

#[test]
fn what_is_known_before_matching() {
    let shown = |pattern: &str| {
        let pattern = compile(pattern).expect("well formed");
        (pattern.literal_prefix().to_owned(), pattern.words().map(<[_]>::to_vec))
    };
    let words = |words: &[&str]| Some(words.iter().map(|w| (*w).to_owned()).collect());
    assert_eq!(shown("cat"), ("cat".into(), words(&["cat"])));
    assert_eq!(shown("cat|dog"), (String::new(), words(&["cat", "dog"])));
    assert_eq!(shown("cat.*"), ("cat".into(), None));
    assert_eq!(shown("cats?"), ("cat".into(), None));
    assert_eq!(shown("(ca){2}t"), ("ca".into(), None));
    assert_eq!(shown("(cat)s"), ("cats".into(), words(&["cats"])));
    assert_eq!(shown(""), (String::new(), words(&[""])));
    assert!(compile(".*").expect("well formed").is_universal());
    assert!(!compile(".+").expect("well formed").is_universal());
    assert!(compile("(?i)a").expect("well formed").ignores_case());
}

const CLASSES: &str = "[:alpha:], [:digit:], [:alnum:], [:upper:], [:lower:], [:punct:]";

#[test]
fn what_can_not_be_read_is_pointed_at() {
    check_error("a)", 1, 2, Some("\\)"));
    check_error("(a", 0, 1, Some("(a)"));
    check_error("[a", 0, 2, Some("[a]"));
    check_error("*a", 0, 1, Some(".*"));
    check_error("a|+", 2, 3, Some(".+"));
    check_error("a$b", 1, 2, Some("\\$"));
    check_error("(^a)", 1, 2, Some("\\^"));
    check_error("a\\", 1, 2, Some("\\\\"));
    check_error("(a)\\1", 3, 5, Some("1"));
    check_error("a{3,2}", 1, 6, Some("{2,3}"));
    check_error("a{99999}", 1, 8, Some("use * or + for any number"));
    check_error("[z-a]", 1, 4, Some("a-z"));
    check_error("(?x)a", 0, 4, Some("(?i)"));
    check_error("(?=a)", 0, 3, Some("combine two tests instead: [word=\"…\" & word!=\"…\"]"));
    check_error("[[:alpha", 0, 8, Some("[[:alpha]"));
    check_error("[[:alpha::]]", 1, 3, Some(CLASSES));
    check_error("\\p{Greek}", 0, 9, Some("\\p{L}, \\p{Lu}, \\p{Ll}, \\p{N}, \\p{P}"));
    check_error("\\x{zz}", 0, 3, Some("\\x{2014}"));
}

/// Patterns that make engines hang which back up, or that fill the memory of
/// those that do not.
#[test]
fn hostile_patterns() {
    let long = "a".repeat(100_000);
    for pattern in ["(a*)*b", "(a|aa)+$", "(a|a)*b", "((a*)*)*b", "(a?){100}b", "(.*)(.*)(.*)b"]
    {
        let mut pattern = compile(pattern).expect("well formed");
        pattern.is_match(&long);
        assert!(!pattern.is_exhausted());
    }
    for (open, close) in [("(", ")"), ("(?:", ")*")] {
        let nested = format!("{}a{}", open.repeat(1000), close.repeat(1000));
        assert!(compile(&nested).expect_err("too deep").message.contains("nested"));
        let nested = format!("{}a{}", open.repeat(150), close.repeat(150));
        assert!(compile(&nested).expect("deep enough").is_match("a"));
    }
    for pattern in ["a{1000}{1000}", "(a{100}){100}{100}", "((((a{9}){99}){99}){99}){99}"] {
        assert!(compile(pattern).expect_err("too large").message.contains("states"));
    }
    assert!(compile(&format!("a{}", "*".repeat(1000))).is_err());
    // Half of the alphabet ten times over leads to a new state at each letter.
    let mut pattern = compile("(.*a.{12}|.*b.{11}|.*c.{10})").expect("well formed");
    let mut state = 1_u32;
    for _ in 0..20_000 {
        let value: String = (0..30)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                char::from(b'a' + u8::try_from(state >> 30).expect("two bits"))
            })
            .collect();
        let letters: Vec<char> = value.chars().rev().collect();
        let expected = letters[12] == 'a' || letters[11] == 'b' || letters[10] == 'c';
        assert_eq!(pattern.is_match(&value), expected, "{value}");
    }
    // Every letter leads to a set of thousands: the work runs out, soon.
    let mut pattern = compile(&format!("({}){{700}}", "a?b?c?d?e?f?g?")).expect("well formed");
    let mut tried = 0;
    while !pattern.is_exhausted() && tried < 200_000 {
        let value: String = (0..9)
            .map(|n| char::from(b'a' + u8::try_from(tried >> (2 * n) & 3).expect("two bits")))
            .collect();
        pattern.is_match(&value);
        tried += 1;
    }
}

#[cfg(feature = "cli")]
mod second_opinion {
    use proptest::prelude::*;

    use super::*;

    fn any_pattern() -> impl Strategy<Value = String> {
        let leaf = prop_oneof![
            4 => "[abcAé]",
            1 => Just(".".to_owned()),
            1 => Just("[ab]".to_owned()),
            1 => Just("[^aé]".to_owned()),
            1 => Just("[a-cÉ]".to_owned()),
            1 => Just("\\w".to_owned()),
            1 => Just("\\d".to_owned()),
            1 => Just("\\p{Lu}".to_owned()),
            1 => Just("\\p{L}".to_owned()),
            1 => Just("[[:punct:]a]".to_owned()),
            1 => Just("\\.".to_owned()),
            1 => Just("\\S".to_owned()),
            1 => Just(String::new()),
        ];
        leaf.prop_recursive(5, 40, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 2..4).prop_map(|p| p.concat()),
                proptest::collection::vec(inner.clone(), 2..4)
                    .prop_map(|p| format!("({})", p.join("|"))),
                (inner.clone(), "[*+?]").prop_map(|(p, r)| format!("(?:{p}){r}")),
                (inner.clone(), 0_u32..3, 0_u32..3)
                    .prop_map(|(p, n, m)| format!("({p}){{{n},{}}}", n + m)),
                (inner, 0_u32..3).prop_map(|(p, n)| format!("({p}){{{n},}}")),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn the_same_values(
            pattern in any_pattern(),
            ignore_case in any::<bool>(),
            values in proptest::collection::vec("[abcABCéÉ1. ]{0,7}", 1..8),
        ) {
            let flag = if ignore_case { "(?i)" } else { "" };
            let expected = regex::Regex::new(&format!("{flag}^(?:{pattern})$")).expect("well formed");
            let options = Options { ignore_case, ..Options::default() };
            let mut own = Pattern::compile(&pattern, &options).expect("well formed");
            for value in &values {
                prop_assert_eq!(own.is_match(value), expected.is_match(value), "{} on {:?}", pattern, value);
                if expected.is_match(value) && !ignore_case {
                    prop_assert!(value.starts_with(own.literal_prefix()));
                    prop_assert!(own.words().is_none_or(|words| words.contains(value)));
                }
            }
        }

        #[test]
        fn anything_is_read(pattern in any::<String>(), value in any::<String>()) {
            match Pattern::compile(&pattern, &Options::default()) {
                Ok(mut pattern) => {
                    pattern.is_match(&value);
                }
                Err(error) => {
                    let letters = u32::try_from(pattern.chars().count()).expect("short");
                    prop_assert!(error.start <= error.end && error.end <= letters, "{:?}", error);
                }
            }
        }

        #[test]
        fn anything_like_a_pattern_is_read(pattern in "[ab(|)*+?{}\\[\\]^$.,0-3\\\\:dpL-]{0,20}") {
            match (Pattern::compile(&pattern, &Options::default()), regex::Regex::new(&format!("^(?:{pattern})$"))) {
                (Ok(mut own), Ok(other)) if !pattern.contains(['^', '$', '[']) && !pattern.contains("?+") => {
                    for value in ["", "a", "b", "ab", "aab", "1", "."] {
                        prop_assert_eq!(own.is_match(value), other.is_match(value), "{} on {:?}", pattern, value);
                    }
                }
                (Err(error), _) => {
                    let letters = u32::try_from(pattern.chars().count()).expect("short");
                    prop_assert!(error.start <= error.end && error.end <= letters, "{:?}", error);
                }
                _ => {}
            }
        }
    }
}
