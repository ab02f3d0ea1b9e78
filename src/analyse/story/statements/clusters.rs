//! The same words quoted in several places: statements go in, numbers that
//! those share come out.
//!
//! Two quotations belong together where five words in a row are the same in
//! both (or all, of a quotation of four). Shingles are looked up in one table,
//! so the time grows with the words, not with the pairs.

use std::collections::HashMap;

use crate::analyse::story::facts::{DocumentFacts, StatementKind};

/// Words in a row that make two quotations one.
const SHINGLE: usize = 5;
/// Words of the shortest quotation that is compared.
const SHORTEST: usize = 4;

/// Numbers the clusters over all documents; `texts` are the documents' texts.
pub(crate) fn number(documents: &mut [DocumentFacts], texts: &[&str]) {
    let mut parent: Vec<usize> = Vec::new();
    let mut places: Vec<(usize, usize)> = Vec::new();
    let mut known: HashMap<u64, usize> = HashMap::new();
    for (document, (facts, text)) in documents.iter().zip(texts).enumerate() {
        for (at, statement) in facts.statements.iter().enumerate() {
            if statement.kind == StatementKind::Label {
                continue;
            }
            let number = parent.len();
            parent.push(number);
            places.push((document, at));
            for quote in &statement.quotes {
                let quoted = text.get(quote.start as usize..quote.end as usize);
                let words = words(quoted.unwrap_or_default());
                if words.len() < SHORTEST {
                    continue;
                }
                for shingle in words.windows(SHINGLE.min(words.len())) {
                    let words = shingle.iter().fold(0_u64, |all, word| {
                        all.rotate_left(21)
                            .wrapping_add(*word)
                            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                    });
                    let first = *known.entry(words).or_insert(number);
                    join(&mut parent, first, number);
                }
            }
        }
    }
    let mut sizes = vec![0_u32; parent.len()];
    for at in 0..parent.len() {
        let root = root(&parent, at);
        sizes[root] += 1;
    }
    let mut numbers: HashMap<usize, u32> = HashMap::new();
    for (at, (document, statement)) in places.into_iter().enumerate() {
        let root = root(&parent, at);
        if sizes[root] > 1 {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            let number = *numbers.entry(root).or_insert(next);
            documents[document].statements[statement].cluster = Some(number);
        }
    }
}

/// Words of a quotation as numbers, in small letters.
fn words(text: &str) -> Vec<u64> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .map(|word| {
            word.chars()
                .flat_map(char::to_lowercase)
                .filter(|c| c.is_alphanumeric())
                .fold(0xcbf2_9ce4_8422_2325_u64, |hash, c| {
                    (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3)
                })
        })
        .collect()
}

fn root(parent: &[usize], mut at: usize) -> usize {
    while parent[at] != at {
        at = parent[at];
    }
    at
}

fn join(parent: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(parent, a), root(parent, b));
    parent[a.max(b)] = a.min(b);
}
