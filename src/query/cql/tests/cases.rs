//! Queries over a little tagged corpus, with the rows of their matches: a
//! number, or two with `-` between them, both included.

use super::corpus::Vertical;
use super::run;

fn check(query: &str, expected: &str) {
    let corpus = Vertical::read(include_str!("bakery.vrt"));
    let (found, problems) = run(&corpus, query);
    assert_eq!(problems, [], "{query}");
    let shown: Vec<String> = found
        .matches
        .iter()
        .map(|rows| match rows.end - rows.start {
            1 => rows.start.to_string(),
            _ => format!("{}-{}", rows.start, rows.end - 1),
        })
        .collect();
    assert_eq!(shown.join(" "), expected, "{query}");
    assert!(!found.gave_up, "{query}");
}

/// The same matches whatever the strategy.
fn check_all(query: &str, expected: &str) {
    for prefix in ["", "(?standard)", "(?traditional)", "(?shortest)", "(?longest)"] {
        check(&format!("{prefix} {query}"), expected);
    }
}

#[test]
fn tokens() {
    check_all("\"baker\"", "4 18");
    check_all("'baker'", "4 18");
    check_all("“baker”", "4 18");
    check_all("\"b.*\"", "4 5 8 14 18 23 24");
    check_all("\"bread\"%c", "8 10");
    check_all("\"(?i)bread\"", "8 10");
    check_all("\"cafe\"", "");
    check_all("\"cafe\"%d", "22");
    check_all("\"CAFÈ\"%cd", "22");
    check_all("\".\"", "9 12 16 20 21 25");
    check_all("\".\"%l", "9 20");
    check_all("[word==\".\"]", "9 20");
    check_all("[word!==\".\" & pos=\"PU\"]", "12 16 25");
    check_all("\"\\.\"", "9 20");
    check_all("[word=\"step|by\"]", "13 14 15");
    check_all("[lemma=\"bake\"]", "5 23 24");
    check_all("[lemma=\"bake\" & pos=\"VB\"]", "5 23");
    check_all("[pos=\"VB\" | pos=\"NN\" & word=\"b.*\"]", "4 5 8 11 18 19 23 24");
    check_all("[(pos=\"VB\" | pos=\"NN\") & word=\"b.*\"]", "4 5 8 18 23 24");
    check_all("[!(pos=\"NN\") & word=\"ba.*\"]", "5 23");
    check_all("[pos=\"NN\" & lemma!=\"b.*\"]", "13 15 22");
    check_all("[!(lemma=\"b.*\" | pos!=\"NN\")]", "13 15 22");
    check_all("[word=lemma & pos=\"NN\"]", "4 8 13 15 18 22");
    check_all("[\"baker\"]", "4 18");
    check_all("[pos >= \"VB\"]", "5 11 19 23");
}

#[test]
fn sequences_and_repetitions() {
    check("\"the\" \"old\"? \"baker\"", "2-4 17-18");
    check("[pos=\"JJ\"]+ \"bread\"", "6-8");
    check("(?traditional) [pos=\"JJ\"]+ \"bread\"", "6-8 7-8");
    check("(?shortest) [pos=\"JJ\"]+ \"bread\"", "7-8");
    check("(?longest) [pos=\"JJ\"]+", "3 6-7");
    check("[pos=\"JJ\"]+", "3 6 7");
    check("[pos=\"JJ\"]*", "3 6 7");
    check("(?longest) [pos=\"JJ\"]*", "3 6-7");
    check("[pos=\"JJ\"]{2}", "6-7");
    check("[pos=\"JJ\"]{2,} []", "6-8");
    check("(?longest) [pos=\"JJ\"]{,2} [pos=\"NN\"]", "3-4 6-8 10 13 15 18 22 24");
    check("\"the\" []{0,3} [pos=\"VB\"]", "2-5 17-19");
    check("[pos=\"NN\"] []{0,4} [pos=\"VB\"]", "4-5 8-11 15-19 22-23");
    check("(?longest) [pos=\"NN\"] []{0,4} [pos=\"VB\"]", "4-5 8-11 15-19 22-23");
    check("\"step\" (\",\" | \"by\" \"step\")+", "13-15 15-16");
    check("(?longest) \"step\" (\",\" | \"by\" \"step\")+", "13-16");
    check("[pos=\"NN\"] | [pos=\"VB\"] \"plain\"", "4 5-6 8 10 13 15 18 22 24");
    check_all("((\"the\")) (((\"baker\")))", "17-18");
    check_all("\"nowhere\"*", "");
    check_all("(\"by\"?)*", "14");
}

#[test]
fn structures() {
    check_all("<s> \"Every\"", "0");
    check_all("<s> [pos=\"DT\"]", "0 21");
    check_all("[pos=\"NN\"] \"\\.\" </s>", "8-9");
    check_all("\"!\" </s> </p> </doc>", "25");
    check_all("</s> <s> []", "10 21");
    check_all("<s/> containing \"step\"", "10-20");
    check_all("<s/>", "0-9 10-20 21-25");
    check_all("<s> []* </s>", "0-9 10-20 21-25");
    check_all("<doc source=\"G.*\"> []", "21");
    check_all("<doc_source=\"G.*\"> []", "21");
    check_all("<doc source!=\"Gazette\" & year=\"19..\"> []", "0");
    check_all("<doc year > \"2000\"> []", "21");
    check_all("[pos=\"VB\" & doc_source=\"Gazette\"]", "23");
    check_all("[lbound(s) & pos=\"DT\"]", "0 21");
    check_all("[rbound(s)]", "9 20 25");
    check_all("[s & pos=\"NP\"]", "1");
}

#[test]
fn filters() {
    check("[pos=\"VB\"] []* [pos=\"DT\"]", "5-17 19-21");
    check("[pos=\"VB\"] []* [pos=\"DT\"] within s", "11-17");
    check("[pos=\"VB\"] []* [pos=\"DT\"] within <s/>", "11-17");
    check("[pos=\"VB\"] []* [pos=\"DT\"] within 2 s", "5-17 19-21");
    check("[pos=\"VB\"] []* [pos=\"DT\"] within 3", "19-21");
    check("[pos=\"VB\"] []* [pos=\"DT\"] !within s", "5-17 11-21");
    check("(?longest) [pos=\"VB\"] []* within s", "5-9 11-20 23-25");
    check_all("\"bakes\" within <doc source=\"Courier\"/>", "5");
    check_all("\"bakes\" !within <doc source=\"Courier\"/>", "23 24");
    check_all("\"baker\" within (<s/> containing \"step\")", "18");
    check_all("\"baker\" !within (<s/> containing \"step\")", "4");
    check_all("<s/> containing \"baker\" !containing \"step\"", "0-9");
    check_all("<s/> containing \"baker\" containing \"step\"", "10-20");
    check_all("<s/> not containing [pos=\"JJ\"]", "10-20 21-25");
    check("\"the\" []* \"\\.\" containing \"baker\" within s", "2-9 17-20");
    check("[]{1,3} containing \"by\"", "12-14");
    check("(?traditional) []{1,3} containing \"by\"", "12-14 13-14 14");
    check("(?shortest) []{1,3} containing \"by\"", "14");
    check_all("\"by\" within \"step\" \"by\" \"step\"", "14");
}

#[test]
fn labels_and_constraints() {
    check("a:[] \"by\" b:[] :: a.word = b.word", "13-15");
    check("a:[] \"by\" b:[] & a.word = b.word", "13-15");
    check("1:[] \"by\" 2:[] & 1.word = 2.word", "13-15");
    check("a:[] \"by\" [word = a.word]", "13-15");
    check("a:[] b:[] :: a.lemma = b.lemma", "23-24");
    check("a:[] b:[] :: a.lemma = b.lemma & a.pos = b.pos", "");
    check("a:[] b:[] :: a.lemma = b.lemma & !(a.pos = b.pos)", "23-24");
    check(
        "a:[pos=\"NN\"] []* b:[pos=\"NN\"] :: distabs(a, b) = 2 | distance(b, a) = 8",
        "8-10 13-15 22-24",
    );
    check("a:[pos=\"JJ\"]? b:\"baker\" :: a", "3-4");
    check("a:[pos=\"JJ\"]? b:\"baker\" :: !a", "4 18");
    check("[pos=\"VB\"] :: match.doc_source = \"Gazette\"", "23");
    check("[pos=\"JJ\"] [] :: matchend.pos = \"NN\"", "3-4 7-8");
    check("a:[pos=\"NN\"] []* b:[pos=\"NN\"] :: a.word = b.word within s", "13-15");
    check("a:[pos=\"NN\"] []* b:[pos=\"NN\"] within s :: a.word = b.word", "13-15");
    check("(?longest) a:[] []* b:[] within s :: a.pos = b.pos", "0-2 3-7 10-18 22-24");
    check("@[pos=\"JJ\"] \"bread\" :: target.word = \"w.*\"", "7-8");
}

#[test]
fn near_and_ahead() {
    check_all("MU(meet \"baker\" \"bakes\" s)", "4");
    check_all("MU(meet \"baker\" \"bakes\" -2 2)", "4");
    check_all("MU(meet \"baker\" \"bakes\" -2 -1)", "");
    check_all("MU(meet \"baker\" not \"bakes\" s)", "18");
    check_all("MU(union \"by\" \"sells\")", "11 14");
    check_all("MU(meet (union \"by\" \"sells\") [lemma=\"bread\"] -1 1)", "11");
    check_all("(meet [pos=\"NN\"] [pos=\"JJ\"] -1 0)", "4 8");
    check_all("[pos=\"NN\"] [: pos=\"VB\" :]", "4 10 18 22");
    check_all("[pos=\"NN\"] [: pos!=\"VB\" :]", "8 13 15 24");
    check_all("[pos=\"PU\"] [::]", "9 12 16 20");
    check_all("[: word=\"b.*\" :] [pos=\"VB\"]", "5 23");
}
