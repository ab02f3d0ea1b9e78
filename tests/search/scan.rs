//! Generated texts and queries: the engine's answers beside a scan of the text.

use std::collections::BTreeSet;

use corpuscope::engine::Engine;
use corpuscope::request::{
    ConcordanceKey, ConcordanceRequest, DocumentRequest, Mode, Request, SearchRequest, SortKey,
};
use corpuscope::response::{Mark, Response};
use pagefind_stem::{Algorithm, Stemmer};
use proptest::prelude::*;

use super::{english, index_of, query, search};

/// The words of a plain ASCII text with their places.
fn words(text: &str) -> Vec<(usize, usize, String)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_ascii_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push((from, at, text[from..at].to_lowercase()));
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn stem(word: &str) -> String {
    Stemmer::create(Algorithm::English).stem(word).into_owned()
}

#[derive(Clone, Debug)]
enum Item {
    Word(String),
    Phrase(Vec<String>),
    Prefix(String),
    Exact(String),
    Similar(String, usize),
    Together(Vec<String>, usize),
    Near { left: String, right: String, within: usize, ordered: bool },
}

impl Item {
    fn typed(&self) -> String {
        match self {
            Self::Word(word) => word.clone(),
            Self::Phrase(words) => format!("\"{}\"", words.join(" ")),
            Self::Prefix(start) => format!("{start}*"),
            Self::Exact(word) => format!("={word}"),
            Self::Similar(word, errors) => format!("{word}~{errors}"),
            Self::Together(words, within) => format!("\"{}\"~{within}", words.join(" ")),
            Self::Near { left, right, within, ordered } => {
                let operator = if *ordered { "BEFORE" } else { "NEAR" };
                format!("({left} {operator}/{within} {right})")
            }
        }
    }

    /// Whether a word of it is mended when it does not occur.
    fn bare_words(&self) -> Vec<&String> {
        match self {
            Self::Word(word) => vec![word],
            Self::Near { left, right, .. } => vec![left, right],
            _ => Vec::new(),
        }
    }

    /// Places of its hits in a text.
    fn scan(&self, text: &str) -> Vec<(usize, usize)> {
        let words = words(text);
        match self {
            Self::Word(wanted) => words
                .iter()
                .filter(|(.., word)| stem(word) == stem(wanted))
                .map(|&(start, end, _)| (start, end))
                .collect(),
            Self::Prefix(wanted) => words
                .iter()
                .filter(|(.., word)| word.starts_with(wanted.as_str()))
                .map(|&(start, end, _)| (start, end))
                .collect(),
            Self::Exact(wanted) => words
                .iter()
                .filter(|&&(start, end, _)| text[start..end] == *wanted)
                .map(|&(start, end, _)| (start, end))
                .collect(),
            Self::Similar(wanted, errors) => words
                .iter()
                .filter(|(.., word)| distance(word, wanted) <= *errors)
                .map(|&(start, end, _)| (start, end))
                .collect(),
            Self::Together(wanted, within) => {
                let mut spans = BTreeSet::new();
                choose(&words, wanted, &mut Vec::new(), &mut |chosen| {
                    let (first, last) = (
                        chosen.iter().min().expect("some"),
                        chosen.iter().max().expect("some"),
                    );
                    if last - first <= *within {
                        spans.insert((words[*first].0, words[*last].1));
                    }
                });
                minimal(&spans)
            }
            Self::Near { left, right, within, ordered } => {
                let mut spans = BTreeSet::new();
                for (a, (start, _, one)) in words.iter().enumerate() {
                    for (_, end, other) in words.iter().skip(a + 1).take(*within) {
                        let is = |word: &String, wanted: &String| stem(word) == stem(wanted);
                        if is(one, left) && is(other, right)
                            || !ordered && is(one, right) && is(other, left)
                        {
                            spans.insert((*start, *end));
                        }
                    }
                }
                minimal(&spans)
            }
            Self::Phrase(wanted) => words
                .windows(wanted.len())
                .filter(|row| row.iter().zip(wanted).all(|((.., word), wanted)| word == wanted))
                .map(|row| (row[0].0, row[row.len() - 1].1))
                .collect(),
        }
    }
}

/// Every way to choose a different word for each wanted one.
fn choose(
    words: &[(usize, usize, String)],
    wanted: &[String],
    chosen: &mut Vec<usize>,
    take: &mut impl FnMut(&[usize]),
) {
    let Some(next) = wanted.get(chosen.len()) else { return take(chosen) };
    for (at, (.., word)) in words.iter().enumerate() {
        if word == next && !chosen.contains(&at) {
            chosen.push(at);
            choose(words, wanted, chosen, take);
            chosen.pop();
        }
    }
}

/// The spans that hold no other.
fn minimal(spans: &BTreeSet<(usize, usize)>) -> Vec<(usize, usize)> {
    let holds = |a: &(usize, usize), b: &(usize, usize)| a != b && a.0 <= b.0 && b.1 <= a.1;
    spans.iter().filter(|a| !spans.iter().any(|b| holds(a, b))).copied().collect()
}

/// Errors between two words; two letters that changed places are one.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = match (i, j) {
                (0, j) => j,
                (i, 0) => i,
                (i, j) => {
                    let changed = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let mut best = changed.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        best = best.min(table[i - 2][j - 2] + 1);
                    }
                    best
                }
            };
        }
    }
    table[a.len()][b.len()]
}

fn any_item() -> impl Strategy<Value = Item> {
    let word =
        || prop::sample::select(vec!["talk", "talks", "talking", "peace", "plan", "the"]);
    prop_oneof![
        word().prop_map(|word| Item::Word(word.into())),
        proptest::collection::vec(word(), 1..4)
            .prop_map(|words| Item::Phrase(words.into_iter().map(str::to_owned).collect())),
        prop::sample::select(vec!["t", "ta", "talk", "p", "pe"])
            .prop_map(|start| Item::Prefix(start.into())),
        prop::sample::select(vec!["talk", "Talks", "TALKING", "Peace", "the"])
            .prop_map(|word| Item::Exact(word.into())),
        (prop::sample::select(vec!["tlak", "peaces", "plna", "tap"]), 1_usize..3)
            .prop_map(|(word, errors)| Item::Similar(word.into(), errors)),
        (proptest::collection::vec(word(), 2..4), 1_usize..6).prop_map(|(words, within)| {
            Item::Together(words.into_iter().map(str::to_owned).collect(), within)
        }),
        (word(), word(), 1_usize..5, any::<bool>()).prop_map(
            |(left, right, within, ordered)| {
                Item::Near { left: left.into(), right: right.into(), within, ordered }
            }
        ),
    ]
}

fn any_text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "talk", "Talks", "TALKING", "peace", "Peace", "plan", "plans", "the", "The", "tape",
    ]);
    let gap = prop::sample::select(vec![" ", " ", " ", ", ", ". ", "\n\n", " (", "-"]);
    proptest::collection::vec((word, gap), 0..40)
        .prop_map(|pairs| pairs.iter().flat_map(|(word, gap)| [*word, *gap]).collect())
}

/// Hits that lie within another are part of it.
fn merged(mut spans: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    spans.sort_by_key(|&(start, end)| (start, std::cmp::Reverse(end)));
    let mut furthest = 0;
    spans.retain(|&(_, end)| {
        let kept = end > furthest;
        furthest = furthest.max(end);
        kept
    });
    spans
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn the_same_as_a_scan(
        texts in proptest::collection::vec(any_text(), 1..8),
        wanted in proptest::collection::vec(any_item(), 0..4),
        unwanted in proptest::option::of(any_item()),
        any_word in any::<bool>(),
    ) {
        // A word that does not occur at all is looked for with a typing error;
        // that is tested apart.
        let occurs = |item: &Item| texts.iter().any(|text| !item.scan(text).is_empty());
        let bare = wanted.iter().flat_map(Item::bare_words);
        prop_assume!(bare.into_iter().all(|word| occurs(&Item::Word(word.clone()))));
        let index = index_of(texts.iter().enumerate().map(|(n, t)| english(n, t)).collect());
        let mut typed: Vec<String> = wanted.iter().map(Item::typed).collect();
        typed.extend(unwanted.iter().map(|item| format!("-{}", item.typed())));
        let mode = if any_word { Mode::Any } else { Mode::All };
        let response = search(&index, SearchRequest { mode, ..query(&typed.join(" ")) });

        let mut expected = Vec::new();
        for (number, text) in texts.iter().enumerate() {
            let scans: Vec<Vec<(usize, usize)>> = wanted.iter().map(|i| i.scan(text)).collect();
            let some = |scan: &Vec<(usize, usize)>| !scan.is_empty();
            let fits = match mode {
                _ if scans.is_empty() => true,
                Mode::All => scans.iter().all(some),
                Mode::Any => scans.iter().any(some),
            };
            if fits && unwanted.iter().all(|item| item.scan(text).is_empty()) {
                expected.push((format!("{number:03}.txt"), merged(scans.concat())));
            }
        }
        let found: Vec<(String, Vec<(usize, usize)>)> = response
            .documents
            .iter()
            .map(|document| {
                let places = document.hit_places.iter();
                let spans = places.map(|h| (h.start as usize, h.end as usize)).collect();
                (document.path.clone(), spans)
            })
            .collect();
        prop_assert_eq!(&found, &expected);
        prop_assert_eq!(response.total_documents as usize, expected.len());
        let hits: usize = expected.iter().map(|(_, spans)| spans.len()).sum();
        prop_assert_eq!(response.total_hits, hits as u64);
        for (document, (_, spans)) in response.documents.iter().zip(&expected) {
            prop_assert_eq!(document.hits as usize, spans.len());
            for hit in &document.hit_places {
                let number: usize = document.path[..3].parse().expect("a number");
                prop_assert_eq!(&texts[number][hit.start as usize..hit.end as usize], &hit.text);
            }
        }
    }

    #[test]
    fn a_concordance_has_every_hit_sorted_as_asked(
        texts in proptest::collection::vec(any_text(), 1..6),
        right in 1_i8..3,
        sample in proptest::option::of(0_u32..5),
    ) {
        let index = index_of(texts.iter().enumerate().map(|(n, t)| english(n, t)).collect());
        let mut engine = Engine::load(&index).expect("a good index");
        let request = ConcordanceRequest {
            query: "\"peace\" OR tal*".into(),
            context: 3,
            sort: vec![SortKey { by: ConcordanceKey::Position(right), descending: false }],
            limit: 1_000,
            with_places: true,
            group: Some(ConcordanceKey::Position(right)),
            ..ConcordanceRequest::default()
        };
        let mut ask = |request: &ConcordanceRequest| {
            match engine.answer(Request::Concordance(request.clone())) {
                Response::Concordance(response) => response,
                other => panic!("no concordance: {other:?}"),
            }
        };
        let all = ask(&request);

        // The naive scan: key, document, place, left, hit, right.
        let mut expected = Vec::new();
        for (number, text) in texts.iter().enumerate() {
            let words = words(text);
            for (at, (start, end, word)) in words.iter().enumerate() {
                if word == "peace" || word.starts_with("tal") {
                    let key = words.get(at + right.unsigned_abs() as usize).map(|w| w.2.clone());
                    let order = (key.is_none(), key.clone());
                    let from = words[at.saturating_sub(3)].0;
                    let line = (format!("{number:03}.txt"), *start, *end);
                    let left: Vec<&str> = text[from..*start].split_whitespace().collect();
                    expected.push((order, line, left.join(" "), key.unwrap_or_default()));
                }
            }
        }
        let mut counts = std::collections::BTreeMap::new();
        expected.iter().for_each(|line| *counts.entry(line.3.clone()).or_insert(0) += 1);
        expected.sort();
        prop_assert_eq!(all.total_hits, expected.len() as u64);
        let found: Vec<(String, usize, usize)> = all
            .lines
            .iter()
            .map(|line| {
                let place = line.place.as_ref().expect("asked for");
                (line.path.clone(), place.start as usize, place.end as usize)
            })
            .collect();
        let places: Vec<_> = expected.iter().map(|line| line.1.clone()).collect();
        prop_assert_eq!(found, places);
        for (line, expected) in all.lines.iter().zip(&expected) {
            prop_assert_eq!(line.left.trim(), &expected.2);
            prop_assert_eq!(line.matched.to_lowercase().starts_with(['t', 'p']), true);
        }
        let groups: std::collections::BTreeMap<String, u32> =
            all.groups.iter().map(|group| (group.value.clone(), group.lines)).collect();
        prop_assert_eq!(groups, counts);

        // A sample is a part of all, of the size asked for, and repeats.
        if let Some(size) = sample {
            let request = ConcordanceRequest { sample: Some(size), seed: 7, ..request };
            let part = ask(&request);
            prop_assert_eq!(part.lines.len(), (size as usize).min(all.lines.len()));
            prop_assert!(part.lines.iter().all(|line| all.lines.contains(line)));
            prop_assert_eq!(ask(&request), part);
        }
    }

    #[test]
    fn the_reader_shows_the_whole_text(
        text in "[a-c .,\n“”é和]{0,60}",
        typed in "[a-c\"]{0,4}",
        at in 0..70_u32,
    ) {
        let index = index_of(vec![english(0, &text)]);
        let mut engine = Engine::load(&index).expect("a good index");
        let request = DocumentRequest {
            path: "000.txt".into(),
            query: typed,
            at: Some(at),
            ..DocumentRequest::default()
        };
        let Response::Document(document) = engine.answer(Request::Document(request)) else {
            panic!("no document");
        };
        let mut shown = String::new();
        for paragraph in &document.paragraphs {
            prop_assert_eq!(paragraph.start as usize, shown.chars().count());
            paragraph.runs.iter().for_each(|run| shown.push_str(&run.text));
        }
        prop_assert_eq!(shown, text);
        let paragraph = document.paragraphs.iter().rposition(|it| it.start <= at).unwrap_or(0);
        prop_assert_eq!(document.at_paragraph, u32::try_from(paragraph).ok());
        let marked: BTreeSet<u32> = document
            .paragraphs
            .iter()
            .flat_map(|p| &p.runs)
            .filter_map(|run| match run.mark {
                Mark::Hit(number) => Some(number),
                _ => None,
            })
            .collect();
        let count = u32::try_from(document.hit_paragraphs.len()).expect("few");
        let all: BTreeSet<u32> = (0..count).collect();
        prop_assert_eq!(marked, all);
    }
}
