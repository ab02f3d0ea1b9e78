//! People, statements, figures and dates on the command line, and what
//! `corpus.toml` says of them.

use serde_json::Value;

use crate::Place;

const NEWS: &str = "Minister Ida Berg spoke. Otto Falk listened. The old mole is closed.\n\n\
    “We will wait for the boat,” Berg said.\n";

fn names(place: &Place, target: &str) -> Vec<(String, String)> {
    let rows = place.json(&["names", target, "--format", "json", "--quiet"]);
    let rows = rows.as_array().expect("a list").iter();
    let text = |row: &Value, key: &str| row[key].as_str().expect("a text").to_owned();
    rows.map(|row| (text(row, "name"), text(row, "kind"))).collect()
}

#[test]
fn names_are_settled_in_corpus_toml() {
    let place = Place::new(&[("a.txt", NEWS)]);
    let pair = |name: &str, kind: &str| (name.to_owned(), kind.to_owned());
    let plain = [pair("Ida Berg", "person"), pair("Otto Falk", "person")];
    assert_eq!(names(&place, "corpus"), plain);
    place.write(
        "corpus/corpus.toml",
        "[[names]]\nname = \"Ida von Berg\"\nkind = \"person\"\naliases = [\"Ida Berg\"]\n\n\
         [[names]]\nname = \"Old Mole\"\nkind = \"place\"\naliases = \"old mole\"\n\n\
         [[names]]\nname = \"Otto Falk\"\nkind = \"none\"\n",
    );
    let settled = [pair("Ida von Berg", "person"), pair("Old Mole", "place")];
    assert_eq!(names(&place, "corpus"), settled);
    // A built page has what its corpus.toml said.
    place.good(&["build", "corpus", "--output", "out", "--shell", "shell", "--quiet"]);
    assert_eq!(names(&place, "out"), settled);
}

#[test]
fn faults_of_names_tell_file_line_and_mend() {
    let place = Place::new(&[("a.txt", NEWS)]);
    place.write("corpus/corpus.toml", "[[names]]\nname = \"Ida\"\nkind = \"human\"\n");
    let ran = place.run(&["names", "corpus"]);
    assert_eq!(ran.code, Some(1));
    let told =
        "corpus.toml:3: `kind` must be `person`, `organisation`, `place`, `other` or `none`";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
}

#[test]
fn the_story_can_be_left_out_of_a_page() {
    let place = Place::new(&[("a.txt", NEWS)]);
    let build = ["build", "corpus", "--output", "out", "--shell", "shell", "--quiet"];
    place.good(&build);
    let section = |place: &Place| {
        let inspected = place.json(&["inspect", "out", "--format", "json"]);
        inspected.to_string().contains("STRY")
    };
    assert!(section(&place), "it is there");
    place.write("corpus/corpus.toml", "[analysis]\nstory = false\n");
    place.good(&build);
    assert!(!section(&place), "it is left out");
    // The commands still tell it from the text.
    assert_eq!(names(&place, "out").len(), 2);
}

#[test]
fn documents_side_by_side() {
    let one = "Minister Ida Berg met Otto Falk in Oslo on 4 December 2025. The storm damaged 26 \
        boats on the outer mole of Bodø.\n";
    let two = "In Oslo, Ida Berg met the pilot Otto Falk on 4 December 2025. On the outer mole of \
        Bodø the storm damaged 31 boats. Cod is dear this year.\n";
    let place = Place::new(&[("one.txt", one), ("two.txt", two)]);
    let found =
        place.json(&["compare", "corpus", "one.txt", "two.txt", "--format", "json", "-q"]);
    assert_eq!(found["documents"], serde_json::json!(["one.txt", "two.txt"]));
    let first = &found["both"][0];
    assert_eq!(first["a"]["start"], 0);
    assert!(first["b"]["text"].as_str().is_some_and(|text| text.starts_with("In Oslo")));
    let differs = &found["differs"][0];
    assert_eq!((&differs["kind"], &differs["about"]), (&"figure".into(), &"boats".into()));
    assert_eq!(
        (&differs["a"]["text"], &differs["b"]["text"]),
        (&"26 boats".into(), &"31 boats".into())
    );
    assert_eq!(found["only"]["a"], serde_json::json!([]));
    assert_eq!(found["only"]["b"][0]["text"], "Cod is dear this year.");
    let text = place.good(&["compare", "corpus", "one.txt", "two.txt", "-q"]);
    assert!(
        text.contains("Told differently\n  figure: boats\n    a  26 boats\n    b  31 boats\n"),
        "{text}"
    );
    let table =
        place.good(&["compare", "corpus", "one.txt", "two.txt", "--format", "csv", "-q"]);
    assert!(table.starts_with("row,told,kind,about,document,start,end,text,who\n"), "{table}");
    let ran = place.run(&["compare", "corpus", "one.txt", "three.txt", "-q"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("there is no document `three.txt` in it"), "{}", ran.stderr);
}

#[test]
fn events_in_order_of_time() {
    let text = "Ida Berg met Otto Falk in Oslo on 4 December 2025. Ida Berg would not have met him \
        in Rome. Otto Falk resigned on 1 December 2025.\n";
    let place = Place::new(&[("a.txt", text)]);
    let found = place.json(&["events", "corpus", "--format", "json", "--quiet"]);
    let rows: Vec<(&Value, &Value, &Value)> = found
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| (&it["date"], &it["kind"], &it["who"]))
        .collect();
    let (both, one) =
        (serde_json::json!(["Ida Berg", "Otto Falk"]), serde_json::json!(["Otto Falk"]));
    assert_eq!(
        rows,
        [
            (&"2025-12-01".into(), &"resignation".into(), &one),
            (&"2025-12-04".into(), &"meeting".into(), &both),
        ]
    );
    let meetings =
        place.json(&["events", "corpus", "--kind", "meeting", "--format", "json", "-q"]);
    assert_eq!(meetings.as_array().map(Vec::len), Some(1));
}
