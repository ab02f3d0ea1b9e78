//! `corpus.toml`, tables of metadata, names, titles, dates; the same corpus from
//! any number of threads.

use std::fs;
use std::path::Path;

use corpuscope::read::{Source, read_corpus};

use crate::{check, folder, source};

#[test]
fn dates_are_never_guessed() {
    check(
        &[
            ("a.md", b"---\ndate: 03/04/2025\n---\nWritten on 30 November 2025.\n"),
            ("b.md", b"---\ndate: last week\n---\nOne.\n"),
            ("c.md", b"---\ndate: n.d.\n---\nOne.\n"),
            ("d.txt", b"On 30 November 2025 the ice came.\n"),
            ("e.csv", b"text,date\nOne.,1/2/2025\n"),
        ],
        r#"
        a.md
          text: "Written on 30 November 2025.\n"
        b.md
          text: "One.\n"
        c.md
          text: "One.\n"
        d.txt
          text: "On 30 November 2025 the ice came.\n"
        e.csv#1
          text: "One."
        ! a.md: the date `03/04/2025` may be read two ways; left out: write it as YYYY-MM-DD
        ! b.md: the date `last week` cannot be read; left out: write it as YYYY-MM-DD
        ! e.csv:2: the date `1/2/2025` may be read two ways; left out: write it as YYYY-MM-DD
        "#,
    );
}

#[test]
fn the_rules_of_a_corpus() {
    check(
        &[
            (
                "corpus.toml",
                b"title = 'Harbour'\nexclude = ['drafts/', '*.bak.txt']\n\
                  paths = ['{source}/{date}-*.txt', '{kind}/**']\ntext_extensions = ['log']\n\
                  boilerplate = ['^Listen to this']\n[fields]\ntext = 'Wortlaut'\n\
                  place = { from = 'Ort', split = '/' }\nwords = false\n\
                  [defaults]\nlanguage = 'en'\nsource = 'desk'\n",
            ),
            ("wire/2025-11-30-ice.txt", b"One.\nListen to this article\n"),
            ("notes/b.log", b"Two.\n"),
            ("drafts/c.txt", b"Draft.\n"),
            ("d.bak.txt", b"Old.\n"),
            ("t.csv", b"Wortlaut,Ort,words\nDrei.,Kyiv/Lviv,1\n"),
        ],
        r#"
        notes/b.log
          language: en
          kind: notes
          source: desk
          text: "Two.\n"
        t.csv#1
          language: en
          place: Kyiv | Lviv
          source: desk
          text: "Drei."
        wire/2025-11-30-ice.txt
          date: 2025-11-30
          language: en
          kind: wire
          source: wire
          text: "One.\nListen to this article\n"
          grey: "Listen to this article"
        "#,
    );
}

#[test]
fn ignore_files_exclude() {
    check(
        &[
            (".corpuscopeignore", b"drafts/\n*.old.txt\n!keep.old.txt\n"),
            (".gitignore", b"a.txt\n"),
            ("a.txt", b"One.\n"),
            ("drafts/b.txt", b"Two.\n"),
            ("c.old.txt", b"Three.\n"),
            ("keep.old.txt", b"Four.\n"),
        ],
        r#"
        a.txt
          text: "One.\n"
        keep.old.txt
          text: "Four.\n"
        "#,
    );
}

#[test]
fn tables_of_metadata_join_on_the_path() {
    check(
        &[
            (
                "metadata.csv",
                b"path,title,date\na.txt,Ice,2025\nsub/b.txt,Thaw,2026\nx.txt,X,1999\n",
            ),
            ("a.txt", b"One.\n"),
            ("sub/b.txt", b"Two.\n"),
            ("c.md", b"---\ntitle: Own\n---\nThree.\n"),
        ],
        r#"
        a.txt
          title: Ice
          date: 2025
          text: "One.\n"
        c.md
          title: Own
          text: "Three.\n"
        sub/b.txt
          title: Thaw
          date: 2026
          text: "Two.\n"
        ! metadata.csv: 1 file without a row, such as `c.md`
        ! metadata.csv: 1 row without a file, such as `x.txt`
        "#,
    );
    check(
        &[
            (
                "sub/metadata.jsonl",
                b"{\"file\":\"a.md\",\"author\":\"Jo\",\"date\":\"2025-11-30\"}\n",
            ),
            ("sub/a.md", b"---\nauthor: Sam\nplace: Kyiv\n---\nOne.\n"),
        ],
        r#"
        sub/a.md
          date: 2025-11-30
          author: Jo
          place: Kyiv
          text: "One.\n"
        "#,
    );
}

#[test]
fn names_are_parted() {
    check(
        &[("t.jsonl", b"{\"id\":1,\"text\":\"A.\"}\n{\"id\":1,\"text\":\"B.\"}\n")],
        r#"
        t.jsonl#1
          text: "A."
        t.jsonl#1 (2)
          text: "B."
        ! t.jsonl#1: another document has this name; this one is called `t.jsonl#1 (2)`
        "#,
    );
    let one = folder(&[("a.txt", b"One.\n")]);
    let two = folder(&[("a.txt", b"Two.\n")]);
    let paths = vec![one.path().join("corpus"), two.path().join("corpus/a.txt")];
    let (corpus, warnings) =
        read_corpus(&Source { paths, ..Source::default() }).expect("a corpus");
    let names: Vec<&str> = corpus.documents.iter().map(|d| d.path.as_str()).collect();
    assert_eq!(names, ["a (2).txt", "a.txt"]);
    assert_eq!(corpus.documents[0].text, "Two.\n");
    assert_eq!(warnings.len(), 1);
}

#[test]
fn titles_of_the_corpus() {
    let folder = folder(&[("a.txt", b"One.\n")]);
    let title = |source: &Source| read_corpus(source).expect("a corpus").0.title;
    assert_eq!(title(&source(&folder)), "corpus");
    let file = folder.path().join("corpus/a.txt");
    assert_eq!(title(&Source { paths: vec![file], ..Source::default() }), "a");
    // A `corpus.toml` beside the folder counts; the command's title wins.
    fs::write(folder.path().join("corpus.toml"), "title = \"Beside\"\n").expect("a file");
    assert_eq!(title(&source(&folder)), "Beside");
    fs::write(folder.path().join("corpus/corpus.toml"), "title = \"Inside\"\n")
        .expect("a file");
    assert_eq!(title(&source(&folder)), "Inside");
    let given = Source { title: Some("Given".into()), ..source(&folder) };
    assert_eq!(title(&given), "Given");
    let config = Source { config: Some(folder.path().join("corpus.toml")), ..source(&folder) };
    assert_eq!(title(&config), "Beside");
}

#[test]
fn one_thread_or_many() {
    let names: Vec<String> = (0..60).map(|n| format!("{}/{n}.txt", n % 7)).collect();
    let texts: Vec<String> = (0..60)
        .map(|n| format!("Title {n}\n\nThe pilots of harbour {n} waited.\n\n← Back to News\n"))
        .collect();
    let mut files: Vec<(&str, &[u8])> =
        names.iter().map(String::as_str).zip(texts.iter().map(String::as_bytes)).collect();
    files.push(("bad.csv", b"text,n\na\nb,1\n"));
    files.push(("old.txt", b"caf\xe9 in the harbour\n"));
    let folder = folder(&files);
    let with = |threads: usize| {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("threads")
            .install(|| read_corpus(&source(&folder)).expect("a corpus"))
    };
    let one = with(1);
    assert_eq!(one.0.documents.len(), 62);
    for threads in [2, 8] {
        assert_eq!(with(threads), one);
    }
}

#[test]
fn the_sample_is_clean() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let source = Source { paths: vec![sample], ..Source::default() };
    let (corpus, warnings) = read_corpus(&source).expect("a corpus");
    assert_eq!(warnings, []);
    let in_language =
        |code| corpus.documents.iter().filter(|d| d.language.as_deref() == Some(code)).count();
    assert!(corpus.documents.len() >= 28, "{} documents", corpus.documents.len());
    assert!(in_language("uk") >= 2 && in_language("de") >= 2);
    assert_eq!(
        in_language("en") + in_language("uk") + in_language("de"),
        corpus.documents.len()
    );
    let grey: Vec<&str> = corpus
        .documents
        .iter()
        .flat_map(|d| d.boilerplate.iter().map(|range| d.text[range.clone()].trim()))
        .filter(|text| !text.is_empty())
        .collect();
    assert!(grey.iter().all(|text| text.len() < 100), "{grey:?}");
    assert!(grey.contains(&"← Back to Notebook"), "{grey:?}");
    assert!(grey.contains(&"Jo Example / Corpuscope"), "{grey:?}");
}

#[test]
fn real_articles() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    if !seeds.is_dir() {
        eprintln!("skipped: the seeds are not here");
        return;
    }
    let source = Source { paths: vec![seeds], ..Source::default() };
    let (corpus, warnings) = read_corpus(&source).expect("a corpus");
    assert_eq!(warnings, []);
    let titled: Vec<bool> = corpus.documents.iter().map(|d| d.title.is_some()).collect();
    assert_eq!(titled, [false, true, false, true, false]);
    assert!(corpus.documents.iter().all(|d| d.date.is_none()));
    assert!(corpus.documents.iter().all(|d| d.language.as_deref() == Some("en")));
    let grey: Vec<&str> = corpus
        .documents
        .iter()
        .flat_map(|d| d.boilerplate.iter().map(|range| d.text[range.clone()].trim()))
        .filter(|text| !text.is_empty())
        .collect();
    assert_eq!(grey, ["← Back to News", "Terry Renna / AP"]);
}
