//! Whatever the bytes, reading ends, does not panic, and gives a corpus that
//! keeps its promises.

use std::collections::BTreeSet;
use std::fs;

use corpuscope::document::{Corpus, Title};
use corpuscope::read::read_corpus;
use proptest::prelude::*;

use crate::{folder, source};

/// Paths are sorted and unique; ranges are sorted, disjoint, inside the text
/// and between characters.
fn check_promises(corpus: &Corpus) {
    let paths: Vec<&str> = corpus.documents.iter().map(|it| it.path.as_str()).collect();
    let unique: BTreeSet<&str> = paths.iter().copied().collect();
    assert!(unique.into_iter().eq(paths), "paths are sorted and unique");
    for document in &corpus.documents {
        let mut end = 0;
        for range in &document.boilerplate {
            assert!(end <= range.start && range.start < range.end, "{range:?} in {document:?}");
            assert!(document.text.get(range.clone()).is_some(), "{range:?} in {document:?}");
            end = range.end;
        }
        if let Some(Title::InText(range)) = &document.title {
            let title = document.text.get(range.clone());
            assert!(title.is_some_and(|title| !title.trim().is_empty()), "{document:?}");
        }
        assert!(!document.text.contains('\r'), "{document:?}");
        for (name, values) in &document.fields {
            assert!(!name.is_empty() && !values.is_empty(), "{document:?}");
            assert_eq!(*name, name.to_lowercase());
        }
    }
}

/// Pieces that mean something to one format or another.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let pieces: &[&[u8]] = &[
        b"\n",
        b"\r\n",
        b"\r",
        b" ",
        b"---\n",
        b"+++\n",
        b"title: a\n",
        b"date: 1/2/25\n",
        b"\"",
        b",",
        b"\t",
        b";",
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b"\"text\":\"a\"",
        b"text,id\n",
        b"<h1>",
        b"</h1>",
        b"<p>",
        b"<nav>",
        b"</nav>",
        b"<pre>",
        b"<script>",
        b"</script>",
        b"<header>",
        b"<time datetime=2025>",
        b"<td>",
        b"<!--",
        b"&amp;",
        b"<main>",
        b"</main>",
        b"<br>",
        b"<span role=navigation>",
        b"<span role=main>",
        b"</span>",
        b"</pre>",
        b"# a\n",
        b"- a\n",
        b"> ",
        b"```\n",
        b"|a|b|\n|-|-|\n",
        b"[^1]: ",
        b"Advertisement\n",
        "← Back to News".as_bytes(),
        b"(AP Photo/A)",
        b"Jo Example / AP\n",
        b"\xff",
        b"\xfe",
        b"\0",
        b"\xef\xbb\xbf",
        "é日\u{301}".as_bytes(),
        b"&anchor [*anchor]",
        b"a: &b\n c: *b\n",
    ];
    let owned: Vec<Vec<u8>> = pieces.iter().map(|piece| piece.to_vec()).collect();
    prop::collection::vec(prop::sample::select(owned), 0..40).prop_map(|all| all.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_in_any_format(
        bytes in prop_oneof![4 => pieces(), 1 => prop::collection::vec(any::<u8>(), 0..400)],
    ) {
        let folder = folder(&[("keep.txt", b"One.\n")]);
        for ending in ["txt", "md", "html", "csv", "tsv", "json", "jsonl"] {
            let path = folder.path().join("corpus").join(format!("a.{ending}"));
            fs::write(path, &bytes).expect("a file");
        }
        fs::write(folder.path().join("corpus/metadata.csv"), &bytes).expect("a file");
        let (corpus, _) = read_corpus(&source(&folder)).expect("one document is good");
        check_promises(&corpus);
    }

    #[test]
    fn any_rules(bytes in pieces()) {
        let folder = folder(&[("keep.txt", b"One.\n"), ("corpus.toml", &bytes)]);
        if let Ok((corpus, _)) = read_corpus(&source(&folder)) {
            check_promises(&corpus);
        }
    }
}
