//! A matcher that tries everything: what it finds is what a query means.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::super::parse;
use super::super::tree::{
    Comparison, Condition, Filter, Node, Operand, Query, Spans, Strategy as Choice, Tag, Value,
};
use super::super::{Rows, Vocabulary};
use super::corpus::Vertical;
use super::run;

type Labels = BTreeMap<String, u32>;

struct Naive<'a> {
    corpus: &'a Vertical,
}

impl Naive<'_> {
    fn len(&self) -> u32 {
        Rows::len(self.corpus)
    }

    /// Every way in which a node matches from `at`: where it ends, the labels.
    fn ways(&self, node: &Node, at: u32, labels: &Labels) -> BTreeSet<(u32, Labels)> {
        let mut ways = BTreeSet::new();
        match node {
            Node::Token { label, condition, .. } => {
                if at < self.len() && self.holds(condition, Some(at), labels) {
                    let mut labels = labels.clone();
                    labels.extend(label.clone().map(|label| (label, at)));
                    ways.insert((at + 1, labels));
                }
            }
            Node::Look { condition, .. } => {
                if at < self.len() && self.holds(condition, Some(at), labels) {
                    ways.insert((at, labels.clone()));
                }
            }
            Node::Tag(tag) => {
                let regions = self.corpus.regions(self.structure(tag));
                let is_there = regions
                    .iter()
                    .any(|region| at == if tag.closes { region.end } else { region.start });
                if is_there {
                    ways.insert((at, labels.clone()));
                }
            }
            Node::Region(tag) => {
                let regions = self.corpus.regions(self.structure(tag)).iter();
                ways.extend(regions.filter(|r| r.start == at).map(|r| (r.end, labels.clone())));
            }
            Node::Sequence(nodes) => return self.sequence(nodes, at, labels),
            Node::Choice(nodes) => {
                ways.extend(nodes.iter().flat_map(|node| self.ways(node, at, labels)));
            }
            Node::Repeat { node, least, most, .. } => {
                let mut reached = BTreeSet::from([(at, labels.clone())]);
                let mut seen = BTreeSet::new();
                // More rounds than rows add nothing but empty ones.
                let rounds = most.unwrap_or(least + self.len() + 1);
                for round in 0..=rounds {
                    if round >= *least {
                        ways.extend(reached.iter().cloned());
                        if !seen.insert(reached.clone()) {
                            break;
                        }
                    }
                    reached = reached
                        .iter()
                        .flat_map(|(at, labels)| self.ways(node, *at, labels))
                        .collect();
                }
            }
            Node::Near(_) => unreachable!("not generated"),
        }
        ways
    }

    fn structure(&self, tag: &Tag) -> u32 {
        self.corpus.structure(&tag.structure).expect("known")
    }

    fn sequence(&self, nodes: &[Node], at: u32, labels: &Labels) -> BTreeSet<(u32, Labels)> {
        let Some((node, rest)) = nodes.split_first() else {
            return BTreeSet::from([(at, labels.clone())]);
        };
        // A pair of tags is about one region.
        let pair = |tag: &Tag| {
            let same = |node: &Node| matches!(node, Node::Tag(other) if other.structure == tag.structure);
            let length = rest.iter().position(same).filter(|_| !tag.closes)?;
            matches!(&rest[length], Node::Tag(other) if other.closes).then_some(length)
        };
        let mut ways = BTreeSet::new();
        for (end, labels) in self.ways(node, at, labels) {
            let length = match node {
                Node::Tag(tag) => pair(tag),
                _ => None,
            };
            let Some(length) = length else {
                ways.extend(self.sequence(rest, end, &labels));
                continue;
            };
            let Node::Tag(tag) = node else { continue };
            for (close, labels) in self.sequence(&rest[..length], end, &labels) {
                let mut regions = self.corpus.regions(self.structure(tag)).iter();
                let is_region = regions.any(|r| r.start == end && r.end >= close);
                if is_region {
                    ways.extend(self.sequence(&rest[length..], close, &labels));
                }
            }
        }
        ways
    }

    fn holds(&self, condition: &Condition, here: Option<u32>, labels: &Labels) -> bool {
        let each = |condition: &Condition| self.holds(condition, here, labels);
        match condition {
            Condition::Always => true,
            Condition::Not(condition) => !each(condition),
            Condition::All(conditions) => conditions.iter().all(each),
            Condition::Any(conditions) => conditions.iter().any(each),
            Condition::Compare { left, is, right, .. } => {
                let value = |value: &Value| match value {
                    Value::Attribute { label: None, .. } => here,
                    Value::Attribute { label: Some(label), .. } => labels.get(label).copied(),
                    _ => None,
                };
                let Some(one) = value(left).map(|row| self.corpus.word(row)) else {
                    return false;
                };
                let same = match right {
                    Value::Text { text, .. } => regex::Regex::new(&format!("^(?:{text})$"))
                        .expect("well formed")
                        .is_match(one),
                    other => match value(other) {
                        Some(row) => one == self.corpus.word(row),
                        None => return false,
                    },
                };
                same == (*is == Comparison::Equal)
            }
            Condition::Holds(..) => unreachable!("not generated"),
        }
    }

    /// Every span with at least one row that matches and passes the filters.
    fn spans(&self, spans: &Spans, constraint: Option<&Condition>) -> BTreeSet<(u32, u32)> {
        let mut found = BTreeSet::new();
        for start in 0..self.len() {
            for (end, labels) in self.ways(&spans.node, start, &Labels::new()) {
                let holds = end > start
                    && constraint.is_none_or(|it| self.holds(it, None, &labels))
                    && spans.filters.iter().all(|filter| self.passes(filter, (start, end)));
                if holds {
                    found.insert((start, end));
                }
            }
        }
        found
    }

    fn passes(&self, filter: &Filter, span: (u32, u32)) -> bool {
        let others: Vec<(u32, u32)> = match &filter.of {
            Operand::Tokens(count) => return (span.1 - span.0 <= *count) != filter.negated,
            Operand::Regions { structure, .. } => {
                let structure = self.corpus.structure(structure).expect("known");
                self.corpus.regions(structure).iter().map(|r| (r.start, r.end)).collect()
            }
            Operand::Spans(spans) => self.spans(spans, None).into_iter().collect(),
        };
        let found = others.iter().any(|other| {
            let (inner, outer) =
                if filter.containing { (*other, span) } else { (span, *other) };
            outer.0 <= inner.0 && inner.1 <= outer.1
        });
        found != filter.negated
    }

    fn matches(&self, query: &Query) -> Vec<(u32, u32)> {
        let all = self.spans(&query.spans, query.constraint.as_ref());
        let each_start = |longest: bool| {
            let mut best: BTreeMap<u32, u32> = BTreeMap::new();
            for &(start, end) in &all {
                let known = best.entry(start).or_insert(end);
                *known = if longest { end.max(*known) } else { end.min(*known) };
            }
            best.into_iter().collect::<Vec<_>>()
        };
        let nearest = each_start(false);
        match query.strategy {
            Choice::Traditional => nearest,
            Choice::Standard => {
                let earlier = |span: &(u32, u32)| {
                    nearest.iter().any(|other| other.0 < span.0 && other.1 == span.1)
                };
                nearest.iter().copied().filter(|span| !earlier(span)).collect()
            }
            Choice::Shortest => {
                let inside = |span: &(u32, u32)| {
                    nearest.iter().any(|o| o != span && span.0 <= o.0 && o.1 <= span.1)
                };
                nearest.iter().copied().filter(|span| !inside(span)).collect()
            }
            Choice::Longest => {
                let mut end = 0;
                let mut kept = Vec::new();
                for span in each_start(true) {
                    if span.0 >= end {
                        end = span.1;
                        kept.push(span);
                    }
                }
                kept
            }
        }
    }
}

fn any_token() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "\"[ab]\"",
        1 => Just("[]".to_owned()),
        1 => Just("[word=\"a|b\"]".to_owned()),
        1 => Just("[word!=\"a\"]".to_owned()),
        1 => Just("[!(word=\"a\" | word=\"b\")]".to_owned()),
        1 => Just("[word=\"[ab]\" & word!=\"b\"]".to_owned()),
        1 => Just("<s>".to_owned()),
        1 => Just("</s>".to_owned()),
        1 => Just("<s/>".to_owned()),
        1 => Just("[: word=\"a\" :]".to_owned()),
        1 => Just("[: word!=\"b\" :]".to_owned()),
        1 => Just("<s> []* </s>".to_owned()),
    ]
}

fn any_pattern(labels: bool) -> impl Strategy<Value = String> {
    let label = prop_oneof![Just("x:"), Just("y:")];
    let labelled =
        (label, "\\[\\]|\"[ab]\"").prop_map(|(label, token)| format!("{label}{token}"));
    let leaf = if labels {
        prop_oneof![3 => labelled, 2 => any_token()].boxed()
    } else {
        any_token().boxed()
    };
    leaf.prop_recursive(4, 12, 3, |inner| {
        prop_oneof![
            3 => proptest::collection::vec(inner.clone(), 2..4).prop_map(|p| p.join(" ")),
            1 => proptest::collection::vec(inner.clone(), 2..4)
                .prop_map(|p| format!("({})", p.join(" | "))),
            2 => (inner.clone(), "[*+?]").prop_map(|(p, r)| format!("({p}){r}")),
            1 => (inner.clone(), 0_u32..3, 0_u32..3)
                .prop_map(|(p, n, m)| format!("({p}){{{n},{}}}", n + m)),
            1 => (inner, 0_u32..3).prop_map(|(p, n)| format!("({p}){{{n},}}")),
        ]
    })
}

fn any_filters() -> impl Strategy<Value = String> {
    let operand = prop_oneof![
        2 => Just("s".to_owned()),
        1 => Just("<s/>".to_owned()),
        1 => "[1-4]",
        3 => any_pattern(false).prop_map(|p| format!("({p})")),
        1 => (any_pattern(false), any_pattern(false), "!?")
            .prop_map(|(p, q, not)| format!("(({p}) {not}containing ({q}))")),
        1 => (any_pattern(false), any_pattern(false), "!?")
            .prop_map(|(p, q, not)| format!("(({p}) {not}within ({q}))")),
    ];
    let filter = (operand, any::<bool>(), "!?").prop_map(|(operand, containing, not)| {
        // A number stands behind `within` only.
        let containing = containing && !operand.starts_with(|c: char| c.is_ascii_digit());
        format!(" {not}{} {operand}", if containing { "containing" } else { "within" })
    });
    proptest::collection::vec(filter, 0..3).prop_map(|filters| filters.concat())
}

/// Rows of `a`, `b` and `c`, sentences here and there.
fn any_corpus() -> impl Strategy<Value = String> {
    let sentence = ("[abc]{1,4}", any::<bool>());
    proptest::collection::vec(sentence, 0..4).prop_map(|sentences| {
        let mut text = String::new();
        for (words, tagged) in sentences {
            let words: Vec<String> = words.chars().map(String::from).collect();
            let (open, close) = if tagged { ("<s>\n", "</s>\n") } else { ("", "") };
            text += &format!("{open}{}\n{close}", words.join("\n"));
        }
        text
    })
}

const PREFIXES: [&str; 4] = ["", "(?traditional) ", "(?shortest) ", "(?longest) "];

fn agree(corpus: &str, query: &str) -> Result<(), TestCaseError> {
    let corpus = Vertical::read(corpus);
    for prefix in PREFIXES {
        let query = format!("{prefix}{query}");
        let (parsed, problems) = parse(&query);
        prop_assert_eq!(&problems, &[], "{}", query);
        let expected = Naive { corpus: &corpus }.matches(&parsed.expect("a query"));
        let (found, problems) = run(&corpus, &query);
        prop_assert_eq!(&problems, &[], "{}", query);
        let found: Vec<(u32, u32)> =
            found.matches.iter().map(|rows| (rows.start, rows.end)).collect();
        prop_assert_eq!(found, expected, "{} on {:?}", query, corpus);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn the_same_matches(corpus in any_corpus(), pattern in any_pattern(false)) {
        agree(&corpus, &pattern)?;
    }

    #[test]
    fn the_same_matches_with_filters(
        corpus in any_corpus(),
        pattern in any_pattern(false),
        filters in any_filters(),
    ) {
        agree(&corpus, &format!("({pattern}){filters}"))?;
    }

    #[test]
    fn the_same_matches_with_labels(
        corpus in any_corpus(),
        pattern in any_pattern(true),
        filter in "( within s| containing \"a\")?",
        constraint in "( :: !?\\(x\\.word = y\\.word\\)| :: x\\.word = \"a\" [|&] !\\(y\\.word=\"b\"\\))?",
    ) {
        agree(&corpus, &format!("x:[]? y:[]? ({pattern}){filter}{constraint}"))?;
    }

    #[test]
    fn the_same_matches_with_a_label_in_a_token(
        corpus in any_corpus(),
        pattern in any_pattern(true),
    ) {
        agree(&corpus, &format!("x:[] ({pattern}) [word = x.word]"))?;
    }
}
