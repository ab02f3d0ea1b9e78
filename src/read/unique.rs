//! Names: two documents with one path get two, the later one a number.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Document, Warning};

/// Gives every document a path of its own, in the order they were read.
pub(crate) fn part_names(documents: &mut [Document], warnings: &mut Vec<Warning>) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let all: BTreeSet<String> =
        documents.iter().map(|document| document.path.clone()).collect();
    // Where the search for a free number goes on, so that a table whose rows
    // all have one name takes one pass.
    let mut next: BTreeMap<String, u32> = BTreeMap::new();
    for document in documents {
        if taken.insert(document.path.clone()) {
            continue;
        }
        let number = next.entry(document.path.clone()).or_insert(2);
        let path = loop {
            let path = numbered(&document.path, *number);
            *number += 1;
            if !taken.contains(&path) && !all.contains(&path) {
                break path;
            }
        };
        warnings.push(Warning {
            path: document.path.clone(),
            line: None,
            message: format!("another document has this name; this one is called `{path}`"),
        });
        taken.insert(path.clone());
        document.path = path;
    }
}

/// `a.txt` becomes `a (2).txt`, `a.csv#7` becomes `a.csv#7 (2)`.
fn numbered(path: &str, number: u32) -> String {
    let name_start = path.rfind('/').map_or(0, |at| at + 1);
    match path[name_start..].rfind('.') {
        Some(dot) if dot > 0 && !path.contains('#') => {
            let (stem, extension) = path.split_at(name_start + dot);
            format!("{stem} ({number}){extension}")
        }
        _ => format!("{path} ({number})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_once() {
        let paths =
            ["a.txt", "a.txt", "a (2).txt", "d/b", "d/b", "t.csv#7", "t.csv#7", "a.txt"];
        let mut documents: Vec<Document> = paths
            .iter()
            .map(|path| Document { path: (*path).into(), ..Document::default() })
            .collect();
        let mut warnings = Vec::new();
        part_names(&mut documents, &mut warnings);
        let named: Vec<&str> =
            documents.iter().map(|document| document.path.as_str()).collect();
        assert_eq!(
            named,
            [
                "a.txt",
                "a (3).txt",
                "a (2).txt",
                "d/b",
                "d/b (2)",
                "t.csv#7",
                "t.csv#7 (2)",
                "a (4).txt"
            ]
        );
        assert_eq!(warnings.len(), 4);
    }
}
