//! `corpuscope inspect`.

use crate::{Place, keys};

#[test]
fn json_names_every_section() {
    let place = Place::harbour();
    place.build(&["--output", "site"]);
    let about = place.json(&["inspect", "site", "--format", "json"]);
    assert_eq!(about["documents"], 4);
    assert_eq!(about["checksums"], "verified");
    assert_eq!(about["first_date"], "1929-01-14");
    assert_eq!(about["undated"], 3);
    assert_eq!(about["generator"], format!("corpuscope {}", env!("CARGO_PKG_VERSION")));
    let sections = about["sections"].as_array().expect("a list");
    let bytes: u64 = sections.iter().filter_map(|section| section["bytes"].as_u64()).sum();
    assert!(bytes > 0 && bytes <= about["index_bytes"].as_u64().expect("a number"));
    for section in sections {
        assert_eq!(keys(section), ["about", "bytes", "codec", "name", "share"]);
    }
}

#[test]
fn people_and_tables() {
    let place = Place::harbour();
    let text = place.good(&["inspect", "corpus"]);
    for line in
        ["corpus\n", "4 documents, ", "checksums verified", "field source: 2 values in 3"]
    {
        assert!(text.contains(line), "{line:?} is not in {text}");
    }
    let table = place.good(&["inspect", "corpus", "--format", "csv"]);
    assert!(table.starts_with("section,about,codec,bytes,share\n"), "{table}");
}
