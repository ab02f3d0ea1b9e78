//! `corpuscope export`.

use serde_json::Value;

use crate::{Place, files_below};

#[test]
fn texts_to_the_byte_and_tables() {
    let place = Place::harbour();
    place.build(&["--output", "site"]);
    place.good(&["export", "site", "--output", "out"]);
    let files = files_below(&place.path("out"));
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "documents.csv",
            "documents.jsonl",
            "texts/ice.md.txt",
            "texts/rows.csv#2.txt",
            "texts/rows.csv#7.txt",
            "texts/thaw.txt",
        ]
    );
    assert_eq!(place.read("out/texts/thaw.txt"), place.read("corpus/thaw.txt"));
    assert_eq!(place.read("out/texts/rows.csv#7.txt"), "The pilots met.");

    let rows: Vec<Value> = place
        .read("out/documents.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[0]["document"], "ice.md");
    assert_eq!(rows[0]["title"], "The ice comes");
    assert_eq!(rows[0]["date"], "1929-01-14");
    assert_eq!(rows[0]["file"], "texts/ice.md.txt");
    assert_eq!(rows[0]["fields"]["source"][0], "Wire");
    assert_eq!(rows[2]["id"], "7");
    assert!(rows[3]["date"].is_null());

    let table = place.read("out/documents.csv");
    let mut table = csv::Reader::from_reader(table.as_bytes());
    assert_eq!(
        table.headers().expect("a heading").iter().collect::<Vec<_>>(),
        ["document", "id", "title", "date", "language", "words", "file", "source"]
    );
    assert_eq!(table.records().count(), 4);
}

/// Whatever the text, it comes out as it went in: the index is lossless.
#[test]
fn awkward_texts_survive() {
    let texts = [
        ("a.txt", "No line end"),
        ("b.txt", "Two  blanks,\ttabs\u{a0}and \u{ad}soft hyphens — “quotes” …\n\n\n\n"),
        ("c.txt", "  leading blanks\n \n trailing \n"),
        ("d.txt", "日本語のテキスト。\n한국어 텍스트\nالعربية ١٢٣\n"),
        ("e.txt", "a\u{301}e\u{301} ﬁne 𝄞 👩‍👩‍👧 \u{200b}x\u{feff}y\n"),
        ("f.txt", "x\u{85}y\u{2028}z\u{c}w\n<script>&amp;</script>\n"),
        ("g.txt", "← Back to News\n\nAdvertisement\n"),
    ];
    let place = Place::new(&texts);
    place.good(&["export", "corpus", "--output", "out", "--quiet"]);
    for (name, text) in texts {
        assert_eq!(place.read(&format!("out/texts/{name}")), text, "in {name}");
    }
}
