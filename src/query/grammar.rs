//! Simple queries: what was typed goes in, a [`Node`] and [`Problem`]s come out.
//!
//! ```text
//! query   (item white-space)*
//! item    ["-"] (phrase | word)
//! phrase  '"' word* '"'          adjacent words, exact forms; any quote marks
//! word    letters, with "*" for any characters and "?" for one
//! ```
//!
//! Bare words match by stem. A bare word that the text would be cut at
//! (`peace-plan`, `和平`) is a phrase of its parts. Nothing typed is an error:
//! what can be understood is run, the rest is pointed at.

use super::tree::{Group, Node, WordTest};
use crate::analyse::chars::{CharClass, CharTable};
use crate::analyse::tokens::{self, Kind};
use crate::request::Mode;
use crate::response::Problem;

/// Words that are looked at; more are left out with a problem.
const MOST_WORDS: usize = 256;

/// A query as it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parsed {
    pub(crate) node: Node,
    pub(crate) problems: Vec<Problem>,
}

/// Reads a query.
pub(crate) fn parse(query: &str, mode: Mode, chars: &CharTable) -> Parsed {
    let mut parser = Parser {
        letters: query.chars().collect(),
        at: 0,
        chars,
        problems: Vec::new(),
        words: 0,
    };
    let (mut wanted, mut unwanted) = (Vec::new(), Vec::new());
    while let Some((negative, groups)) = parser.item() {
        let target = if negative { &mut unwanted } else { &mut wanted };
        target.extend(groups.into_iter().map(Node::Words));
    }
    let mut all = match (wanted.len(), mode) {
        (0, _) => vec![Node::Everything],
        (1, _) | (_, Mode::All) => wanted,
        (_, Mode::Any) => vec![Node::Any(wanted)],
    };
    all.extend(unwanted.into_iter().map(|node| Node::Not(Box::new(node))));
    let node = match <[Node; 1]>::try_from(all) {
        Ok([one]) => one,
        Err(all) => Node::All(all),
    };
    Parsed { node, problems: parser.problems }
}

struct Parser<'a> {
    letters: Vec<char>,
    at: usize,
    chars: &'a CharTable,
    problems: Vec<Problem>,
    words: usize,
}

impl Parser<'_> {
    /// The next item: whether it is negative, and its groups (none where there
    /// was no word in it).
    fn item(&mut self) -> Option<(bool, Vec<Group>)> {
        while self.letters.get(self.at).is_some_and(|&c| self.is_gap(c)) {
            self.at += 1;
        }
        let start = self.at;
        let first = *self.letters.get(self.at)?;
        let negative = is_dash(first)
            && self.letters.get(self.at + 1).is_some_and(|&c| !self.is_gap(c) && !is_dash(c));
        self.at += usize::from(negative);
        let quoted = self.letters.get(self.at).is_some_and(|&c| is_quote(c));
        let group = if quoted { self.phrase() } else { self.bare() };
        if group.is_none() && !quoted && self.at > start {
            self.ignored(start, "has no letter or digit and is left out");
        }
        if self.words >= MOST_WORDS && self.at < self.letters.len() {
            let (start, end) = (self.at, self.letters.len());
            self.at = end;
            self.problem(
                start,
                end,
                format!("only the first {MOST_WORDS} words are used"),
                None,
            );
        }
        Some((negative, group.into_iter().collect()))
    }

    fn phrase(&mut self) -> Option<Group> {
        let open = self.at;
        self.at += 1;
        let start = self.at;
        while self.letters.get(self.at).is_some_and(|&c| !is_quote(c)) {
            self.at += 1;
        }
        let inside: String = self.letters[start..self.at].iter().collect();
        if self.at < self.letters.len() {
            self.at += 1;
        } else {
            let whole: String = self.letters[open + 1..].iter().collect();
            self.problem(
                open,
                self.letters.len(),
                "this quotation mark is not closed; the rest is taken as the phrase".into(),
                Some(format!("\"{}\"", whole.trim())),
            );
        }
        let group = self.group(&inside, &WordTest::Folded);
        if group.is_none() {
            self.ignored(open, "there is no word between these quotation marks");
        }
        group
    }

    fn bare(&mut self) -> Option<Group> {
        let start = self.at;
        while self.letters.get(self.at).is_some_and(|&c| !self.is_gap(c) && !is_quote(c)) {
            self.at += 1;
        }
        let typed: String = self.letters[start..self.at].iter().collect();
        self.group(&typed, &WordTest::Form)
    }

    /// The words of a piece of text, cut as the corpus's texts were cut.
    fn group(&mut self, text: &str, make: &dyn Fn(String) -> WordTest) -> Option<Group> {
        let mut words = Vec::new();
        for piece in text.split(|c: char| c.is_whitespace()).filter(|piece| !piece.is_empty()) {
            if piece.contains(['*', '?']) {
                words.extend(self.pattern(piece));
                continue;
            }
            tokens::cut(piece, self.chars, |segment| {
                if segment.kind == Kind::Word {
                    words.push(make(piece[segment.range].to_owned()));
                }
            });
        }
        words.truncate(MOST_WORDS.saturating_sub(self.words));
        self.words += words.len();
        (!words.is_empty()).then_some(Group { words })
    }

    /// `*` and `?` belong to the word; whatever else is no letter ends it.
    fn pattern(&self, piece: &str) -> Option<WordTest> {
        let trimmed = piece.trim_matches(|c: char| {
            !matches!(c, '*' | '?') && !self.chars.class(c).makes_word()
        });
        // A question mark that closes a question is punctuation.
        let trimmed = match trimmed.strip_suffix('?') {
            Some(word) if !word.contains(['*', '?']) => {
                return Some(WordTest::Form(word.to_owned())).filter(|_| !word.is_empty());
            }
            _ => trimmed,
        };
        let has_letter = trimmed.chars().any(|c| self.chars.class(c).makes_word());
        let folded: String = trimmed
            .split_inclusive(['*', '?'])
            .map(|part| {
                let wild = part.strip_suffix(['*', '?']);
                let folded = self.chars.fold(wild.unwrap_or(part));
                match (wild, part.chars().next_back()) {
                    (Some(_), Some(last)) => folded + &last.to_string(),
                    _ => folded,
                }
            })
            .collect();
        has_letter.then_some(WordTest::Pattern(folded))
    }

    fn is_gap(&self, character: char) -> bool {
        character.is_whitespace()
            || self.chars.class(character).is_gap()
            || matches!(self.chars.class(character), CharClass::Space | CharClass::Newline)
    }

    fn ignored(&mut self, start: usize, why: &str) {
        self.problem(start, self.at, why.to_owned(), None);
    }

    fn problem(
        &mut self,
        start: usize,
        end: usize,
        message: String,
        suggestion: Option<String>,
    ) {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.problems.push(Problem {
            start: count(start),
            end: count(end),
            message,
            suggestion,
        });
    }
}

fn is_quote(character: char) -> bool {
    matches!(
        character,
        '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '«' | '»' | '\u{ff02}'
    )
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analyse::unicode::table_for;

    fn shown(node: &Node) -> String {
        let join =
            |nodes: &[Node], with: &str| nodes.iter().map(shown).collect::<Vec<_>>().join(with);
        match node {
            Node::Everything => "everything".into(),
            Node::All(nodes) => format!("({})", join(nodes, " & ")),
            Node::Any(nodes) => format!("({})", join(nodes, " | ")),
            Node::Not(node) => format!("not {}", shown(node)),
            Node::Words(group) => {
                let words: Vec<String> = group
                    .words
                    .iter()
                    .map(|word| match word {
                        WordTest::Form(word) => word.clone(),
                        WordTest::Folded(word) => format!("={word}"),
                        WordTest::Pattern(word) => format!("~{word}"),
                    })
                    .collect();
                words.join(" ")
            }
        }
    }

    fn read(query: &str, mode: Mode) -> Parsed {
        parse(query, mode, &table_for(('a'..='z').chain('A'..='Z').chain(" \n-'’".chars())))
    }

    fn check(query: &str, expected: &str) {
        let parsed = read(query, Mode::All);
        assert_eq!(shown(&parsed.node), expected, "for {query:?}");
        assert_eq!(parsed.problems, [], "for {query:?}");
    }

    fn check_problem(query: &str, expected: &str, start: u32, end: u32) {
        let parsed = read(query, Mode::All);
        assert_eq!(shown(&parsed.node), expected, "for {query:?}");
        let places: Vec<(u32, u32)> =
            parsed.problems.iter().map(|p| (p.start, p.end)).collect();
        assert_eq!(places, [(start, end)], "for {query:?}: {:?}", parsed.problems);
    }

    #[test]
    fn simple_queries() {
        check("", "everything");
        check("  \n", "everything");
        check("peace", "peace");
        check("peace talks", "(peace & talks)");
        check("\"peace talks\"", "=peace =talks");
        check("“peace talks” Kyiv", "(=peace =talks & Kyiv)");
        check("«peace» „talks“", "(=peace & =talks)");
        check("peace -Gaza", "(peace & not Gaza)");
        check("-Gaza", "(everything & not Gaza)");
        check("peace –\"cease fire\"", "(peace & not =cease =fire)");
        check("peace-plan", "peace plan");
        check("和平 plan", "(和 平 & plan)");
        check("negot*", "~negot*");
        check("*ing", "~*ing");
        check("NEGOTI?T*", "~negoti?t*");
        check("\"peace pl*\"", "=peace ~pl*");
        check("why?", "why");
        check("don’t", "don’t");
        check("(peace, talks)", "(peace & talks)");
    }

    #[test]
    fn any_word() {
        let parsed = read("peace talks -Gaza", Mode::Any);
        assert_eq!(shown(&parsed.node), "((peace | talks) & not Gaza)");
    }

    #[test]
    fn what_is_not_understood_is_pointed_at() {
        check_problem("\"peace talks", "=peace =talks", 0, 12);
        check_problem("peace \"\"", "peace", 6, 8);
        check_problem("peace & talks", "(peace & talks)", 6, 7);
        check_problem("*", "everything", 0, 1);
        check_problem("---", "everything", 0, 3);
        let parsed = read(&"word ".repeat(1000), Mode::All);
        assert_eq!(parsed.problems.len(), 1);
    }

    proptest! {
        #[test]
        fn anything_is_read(query in any::<String>(), any_mode in any::<bool>()) {
            let mode = if any_mode { Mode::Any } else { Mode::All };
            let parsed = read(&query, mode);
            let letters = u32::try_from(query.chars().count()).expect("short");
            for problem in parsed.problems {
                prop_assert!(problem.start <= problem.end && problem.end <= letters);
            }
        }
    }
}
