//! `corpuscope search`.

use serde_json::Value;

use crate::{Place, keys};

#[test]
fn json_keeps_its_contract() {
    let place = Place::harbour();
    let found = place.json(&["search", "corpus", "pilots", "--format", "json"]);
    assert_eq!(keys(&found), ["documents", "query", "total_documents", "total_hits"]);
    assert_eq!(found["query"], "pilots");
    assert_eq!(found["total_documents"], 3);
    assert_eq!(found["total_hits"], 3);
    for document in found["documents"].as_array().expect("a list") {
        assert_eq!(keys(document), ["document", "hits", "score", "snippet", "title"]);
        assert!(document["score"].as_f64().is_some_and(|score| score > 0.0));
        for hit in document["hits"].as_array().expect("a list") {
            assert_eq!(keys(hit), ["end", "start", "text"]);
        }
    }
    let names: Vec<&str> = found["documents"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|document| document["document"].as_str())
        .collect();
    for name in ["ice.md", "thaw.txt", "rows.csv#7"] {
        assert!(names.contains(&name), "{name} is not among {names:?}");
    }
}

/// The text of every hit stands in the exported text, or in the title, where
/// the hit says.
#[test]
fn offsets_count_scalar_values_of_the_exported_text() {
    let place = Place::harbour();
    place.good(&["export", "corpus", "--output", "out", "--quiet"]);
    let mut seen = 0;
    for query in ["pilots", "Łęcka", "été", "ice", "\"reached the mole\"", "thaw"] {
        let found = place.json(&["search", "corpus", query, "--format", "json"]);
        for document in found["documents"].as_array().expect("a list") {
            let name = document["document"].as_str().expect("a name");
            let file =
                if name.ends_with(".txt") { name.to_owned() } else { format!("{name}.txt") };
            let text = place.read(&format!("out/texts/{file}"));
            for hit in document["hits"].as_array().expect("a list") {
                let in_title = hit["field"] == "title";
                let title = document["title"].as_str().unwrap_or_default();
                let whole = if in_title { title } else { &text };
                let at = |key: &str| {
                    usize::try_from(hit[key].as_u64().expect("a number")).expect("it fits")
                };
                let stretch: String =
                    whole.chars().skip(at("start")).take(at("end") - at("start")).collect();
                assert_eq!(hit["text"], stretch.as_str(), "{query} in {name}");
                seen += 1;
            }
        }
    }
    assert!(seen >= 9, "only {seen} hits were seen");
    let found = place.json(&["search", "corpus", "comes", "--format", "json"]);
    assert_eq!(found["documents"][0]["hits"][0]["field"], "title");
}

#[test]
fn what_is_asked_for_is_given() {
    let place = Place::harbour();
    let check = |arguments: &[&str], expected: &[&str]| {
        let found: Value =
            place.json(&[&["search", "corpus", "--format", "json"], arguments].concat());
        let names: Vec<&str> = found["documents"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|document| document["document"].as_str())
            .collect();
        assert_eq!(names, expected, "for {arguments:?}");
    };
    check(&["", "--sort", "path"], &["ice.md", "rows.csv#2", "rows.csv#7", "thaw.txt"]);
    check(
        &["", "--sort", "path", "--offset", "1", "--limit", "2"],
        &["rows.csv#2", "rows.csv#7"],
    );
    check(&["", "--sort", "path", "--limit", "0"], &[]);
    check(&["", "--filter", "source=Desk", "--sort", "path"], &["rows.csv#2", "rows.csv#7"]);
    check(
        &["", "--filter", "source=Desk", "--filter", "source=Wire", "--sort", "path"],
        &["ice.md", "rows.csv#2", "rows.csv#7"],
    );
    check(&["", "--filter", "source!=Desk", "--sort", "path"], &["ice.md", "thaw.txt"]);
    check(&["", "--filter", "source="], &["thaw.txt"]);
    check(&["", "--filter", "date=1929"], &["ice.md"]);
    check(&["", "--filter", "date=1930..1940"], &[]);
    check(&["-pilots quay"], &[]);
    check(&["mole -pilots"], &["rows.csv#2"]);
    check(&["\"left the quay\""], &["thaw.txt"]);
    check(&["met repaired"], &[]);
    check(&["met repaired", "--any", "--sort", "path"], &["rows.csv#2", "rows.csv#7"]);
}

#[test]
fn the_corpus_query_language() {
    let place = Place::harbour();
    let found = place.json(&[
        "search",
        "corpus",
        "[lower=\"the\"] [] \"(left|could)\"",
        "--cql",
        "--sort",
        "path",
        "--format",
        "json",
    ]);
    assert_eq!(found["total_hits"], 2);
    assert_eq!(found["documents"][0]["hits"][0]["text"], "the pilots could");
    let lines = place.json(&[
        "concordance",
        "corpus",
        "\",\" [kind=\"word\"]+ within s containing \"said\"",
        "--cql",
        "--format",
        "json",
    ]);
    let line = &lines["lines"][0];
    assert_eq!(
        (&line["match"], &lines["total_hits"]),
        (&Value::from(", said"), &Value::from(1))
    );
    assert_eq!(
        (&line["token_start"], &line["token_end"]),
        (&Value::from(11), &Value::from(13))
    );
    let place_of = (&line["start"], &line["end"]);
    assert_eq!(place_of, (&Value::from(48), &Value::from(54)));
    let ran = place.run(&["search", "corpus", "[part=\"NN\"]", "--cql", "--format", "json"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.stderr.contains("word"), "{}", ran.stderr);
    assert_eq!(place.run(&["search", "corpus", "x", "--cql", "--any"]).code, Some(2));
}

#[test]
fn text_and_tables() {
    let place = Place::harbour();
    let text = place.good(&["search", "corpus", "pilots", "--limit", "1", "--sort", "path"]);
    assert!(
        text.starts_with("3 hits in 3 of 4 documents\n\nThe ice comes\nice.md · "),
        "{text}"
    );
    assert!(text.ends_with("\n2 documents more: --offset 1\n"), "{text}");
    let table = place.good(&["search", "corpus", "mole", "--format", "csv", "--sort", "path"]);
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let heading = rows.headers().expect("a heading").clone();
    assert_eq!(
        heading.iter().collect::<Vec<_>>(),
        ["document", "title", "date", "score", "hits", "snippet"]
    );
    let names: Vec<String> =
        rows.records().map(|row| row.expect("a row")[0].to_owned()).collect();
    assert_eq!(names, ["ice.md", "rows.csv#2"]);
}

#[test]
fn a_word_that_is_nowhere_is_said() {
    let place = Place::harbour();
    let ran = place.run(&["search", "corpus", "pilits", "--format", "json"]);
    assert_eq!(ran.code, Some(0));
    assert_eq!(ran.stderr, "no hits for pilits, showing pilots\n");
    let found: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(found["remarks"][0], "no hits for pilits, showing pilots");
    let none = place.json(&["search", "corpus", "xyzzyxyzzy", "--format", "json"]);
    assert_eq!(none["total_documents"], 0);
}

#[test]
fn a_corpus_cannot_steer_the_terminal() {
    let place = Place::new(&[("a.txt", "The pilot \u{1b}[2J\u{7} waited.\n")]);
    let text = place.good(&["search", "corpus", "pilot"]);
    assert!(!text.contains('\u{1b}') && !text.contains('\u{7}'), "{text:?}");
}
