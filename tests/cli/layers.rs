//! Annotated corpora on the command line.

use std::path::Path;

use serde_json::Value;

use crate::Place;

/// What a reference corpus query processor answers on a toy corpus, where the
/// folder with its answers is there.
#[test]
fn the_reference_cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reference/cql");
    let read = |name: &str| std::fs::read_to_string(folder.join(name));
    let (Ok(corpus), Ok(cases)) = (read("toy.vrt"), read("cases.json")) else {
        println!("skipped: there is no {}", folder.display());
        return;
    };
    let place = Place::new(&[("toy.vrt", &corpus)]);
    place.good(&["build", "corpus", "--output", "out", "--shell", "shell", "--quiet"]);
    let cases: Value = serde_json::from_str(&cases).expect("well formed");
    for case in cases["cases"].as_array().expect("a list") {
        let query = case["query"].as_str().expect("a text");
        for (strategy, prefix) in [("standard", ""), ("longest", "(?longest) ")] {
            let query = format!("{prefix}{query}");
            let found =
                place.json(&["concordance", "out", &query, "--cql", "--format", "json"]);
            let lines = found["lines"].as_array().expect("a list");
            let rows: Vec<Value> = lines
                .iter()
                .map(|line| {
                    let end = line["token_end"].as_u64().expect("a number");
                    serde_json::json!([line["token_start"], end - 1])
                })
                .collect();
            assert_eq!(Value::from(rows), case[strategy], "{strategy}: {query}");
        }
    }
}

const TIDES: &str = "<doc id=\"t1\" title=\"Tides\" date=\"1901-03-04\">\n<s n=\"1\">\n\
    <np>\nThe\tDT\tthe\ntides\tNNS\ttide\n</np>\ndo\tVBP\tdo\nn't\tRB\tnot\nwait\tVB\twait\n\
    .\tSENT\t.\n</s>\n<s n=\"2\">\nTides\tNNS\ttide\nturn\tVBP\tturn\n&lt;\tSYM\t&lt;\n</s>\n\
    </doc>\n<doc title=\"Ebb\">\nEbb\tNN\tebb\n</doc>\n";

#[test]
fn layers_and_structures_are_asked_for() {
    let place =
        Place::new(&[("tides.vrt", TIDES), ("plain.txt", "The tide turned. Not yet.\n")]);
    place.good(&["build", "corpus", "--output", "out", "--shell", "shell", "--quiet"]);
    let check = |query: &str, expected: &[&str]| {
        let found = place.json(&["concordance", "out", query, "--cql", "--format", "json"]);
        let lines = found["lines"].as_array().expect("a list");
        let hits: Vec<&str> = lines.iter().filter_map(|line| line["match"].as_str()).collect();
        assert_eq!(hits, expected, "{query}");
    };
    check("[lemma=\"tide\"]", &["tides", "Tides"]);
    check("[lemma=\"tide\" & word=\"T.*\"] [pos=\"V.*\"]", &["Tides turn"]);
    check("\"do\" \"n't\"", &["don't"]);
    check("<np> [] []", &["The tides"]);
    check("[pos=\"NNS\"] within <np/>", &["tides"]);
    check("[] </s>", &[".", ".", "Ebb", ".", "<"]);
    check("[pos=\"NN.*\"] within <s n=\"2\"/>", &["Tides"]);
    check("[pos=\"NN\"] within <doc title=\"E.*\"/>", &["Ebb"]);
    check("[pos=\"\" & lower=\"t.*\"]", &["The", "tide", "turned"]);
    check(
        "a:[] []* b:[] :: a.lemma = b.lemma & a.word != b.word & a.pos = \"NNS\"",
        &["tides don't wait. Tides"],
    );
    let text = place.good(&["search", "out", "tides", "--limit", "1"]);
    assert!(text.contains("The tides don't wait."), "{text}");
    let about = place.good(&["inspect", "out"]);
    assert!(about.contains("\n  LAYR "), "{about}");
    assert!(about.contains("\nlayer lemma: "), "{about}");
}
