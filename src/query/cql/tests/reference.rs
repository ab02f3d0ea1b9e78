//! What a reference corpus query processor answers on a toy corpus, where the
//! folder with its answers is there.

use std::path::Path;

use super::corpus::Vertical;
use super::run;

#[test]
fn the_reference_cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reference/cql");
    let read = |name: &str| std::fs::read_to_string(folder.join(name));
    let (Ok(corpus), Ok(cases)) = (read("toy.vrt"), read("cases.json")) else {
        println!("skipped: there is no {}", folder.display());
        return;
    };
    let corpus = Vertical::read(&corpus);
    let cases: serde_json::Value = serde_json::from_str(&cases).expect("well formed");
    let cases = cases["cases"].as_array().expect("a list");
    assert!(!cases.is_empty());
    for case in cases {
        let query = case["query"].as_str().expect("a text");
        for (strategy, prefix) in [("standard", ""), ("longest", "(?longest) ")] {
            let expected: Vec<(u64, u64)> = case[strategy]
                .as_array()
                .expect("a list")
                .iter()
                .map(|pair| {
                    (pair[0].as_u64().expect("a row"), pair[1].as_u64().expect("a row"))
                })
                .collect();
            let (found, problems) = run(&corpus, &format!("{prefix}{query}"));
            assert_eq!(problems, [], "{query}");
            let found: Vec<(u64, u64)> = found
                .matches
                .iter()
                .map(|rows| (u64::from(rows.start), u64::from(rows.end) - 1))
                .collect();
            assert_eq!(found, expected, "{strategy}: {query}");
        }
    }
}
