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
