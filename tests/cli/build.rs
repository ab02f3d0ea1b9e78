//! `corpuscope build`.

use crate::{Place, files_below};

#[test]
fn a_folder_and_a_file() {
    let place = Place::harbour();
    let ran = place.build(&["--output", "out/site", "--single-file", "out/page.html"]);
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.starts_with("corpus: 4 documents, index "), "{}", ran.stderr);
    let names: Vec<String> =
        files_below(&place.path("out/site")).into_iter().map(|(name, _)| name).collect();
    assert!(names.contains(&"index.html".to_owned()), "{names:?}");
    assert!(place.read("out/page.html").contains("<title>corpus</title>"));
}

#[test]
fn every_built_form_answers_alike() {
    let place = Place::harbour();
    place.build(&["--output", "site", "--single-file", "page.html", "--title", "Harbour"]);
    let names = files_below(&place.path("site"));
    let engine = names
        .iter()
        .map(|(name, _)| name)
        .find(|name| name.starts_with("assets/engine") && name.ends_with(".wasm"))
        .expect("the engine is a file of the site");
    let expected = place.good(&["search", "corpus", "pilots", "--format", "json"]);
    for target in ["site", "page.html", &format!("site/{engine}")] {
        let found = place.good(&["search", target, "pilots", "--format", "json"]);
        assert_eq!(found, expected, "in {target}");
    }
    assert_eq!(place.json(&["inspect", "site", "--format", "json"])["title"], "Harbour");
}

#[test]
fn the_same_folder_gives_the_same_bytes() {
    let place = Place::harbour();
    place.build(&["--output", "a", "--single-file", "a.html", "--threads", "1"]);
    place.build(&["--output", "b", "--single-file", "b.html", "--threads", "4"]);
    assert_eq!(files_below(&place.path("a")), files_below(&place.path("b")));
    assert_eq!(place.read("a.html"), place.read("b.html"));
    // A second build into the same place changes nothing.
    place.build(&["--output", "a"]);
    assert_eq!(files_below(&place.path("a")), files_below(&place.path("b")));
}

#[test]
fn the_output_is_not_read_again() {
    let place = Place::harbour();
    for _ in 0..2 {
        let ran =
            place.build(&["--output", "corpus/site", "--single-file", "corpus/page.html"]);
        assert!(ran.stderr.starts_with("corpus: 4 documents"), "{}", ran.stderr);
        assert!(!ran.stderr.contains("warning"), "{}", ran.stderr);
    }
}

#[test]
fn a_page_among_the_documents_is_no_document() {
    let place = Place::harbour();
    place.build(&["--output", "corpus/site"]);
    let ran = place.build(&["--output", "elsewhere"]);
    assert!(ran.stderr.starts_with("corpus: 4 documents"), "{}", ran.stderr);
}

#[test]
fn a_day_only_where_one_is_asked_for() {
    let place = Place::harbour();
    place.build(&["--output", "a"]);
    place.build(&["--output", "b", "--built-date", "2025-12-24"]);
    let built = |target| place.json(&["inspect", target, "--format", "json"])["built"].clone();
    assert!(built("a").is_null());
    assert_eq!(built("b"), "2025-12-24");
}

#[test]
fn quiet_says_nothing() {
    let place = Place::harbour();
    place.write("corpus/empty.txt", "");
    let ran = place.build(&["--output", "site", "--quiet"]);
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", ""));
}

#[test]
fn warnings_are_shown_by_kind() {
    let place = Place::harbour();
    for n in 0..30 {
        place.write(&format!("corpus/empty-{n:02}.txt"), "");
    }
    place.write("corpus/bad.csv", "id,text\n1\n");
    let some = place.build(&["--output", "site"]).stderr;
    assert_eq!(some.matches("the file is empty; skipped\n").count(), 20, "{some}");
    assert!(some.contains("warning: bad.csv:2: the row has 1 values"), "{some}");
    assert!(
        some.contains("warning: 10 more like this: the file is empty; skipped (30 in all"),
        "{some}"
    );
    let all = place.build(&["--output", "site", "--all-warnings"]).stderr;
    assert_eq!(all.matches("the file is empty; skipped\n").count(), 30, "{all}");
    let known = place.json(&["inspect", "site", "--format", "json"])["warnings"].clone();
    assert_eq!(known, 31, "the page knows them all");
}

#[test]
fn several_sources_and_a_config() {
    let place = Place::harbour();
    place.write("more/ice.md", "# Other ice\n\nMore ice.\n");
    place.write("rules.toml", "title = \"Both\"\nexclude = [\"*.csv\"]\n");
    let ran = place.run(&[
        "build",
        "corpus",
        "more",
        "--shell",
        "shell",
        "--output",
        "site",
        "--config",
        "rules.toml",
    ]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stderr.contains("this one is called `ice (2).md`"), "{}", ran.stderr);
    assert!(ran.stderr.contains("Both: 3 documents"), "{}", ran.stderr);
}
