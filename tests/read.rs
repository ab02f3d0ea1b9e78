//! Reading as a specification: files go into a folder, and what became of them
//! is compared with what the case says.
//!
//! A case is written as `check(&[(path, bytes)], expected)`. The expected text
//! shows every document (path, title, date, language, fields, text, what is
//! grey in it) and then every warning.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use corpuscope::document::{Corpus, Title, Warning};
use corpuscope::read::{ReadError, Source, read_corpus};
use tempfile::TempDir;

type Files<'f> = &'f [(&'f str, &'f [u8])];

fn folder(files: Files<'_>) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir_all(folder.path().join("corpus")).expect("a folder");
    for (name, bytes) in files {
        let path = folder.path().join("corpus").join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    folder
}

fn source(folder: &TempDir) -> Source {
    Source { paths: vec![folder.path().join("corpus")], ..Source::default() }
}

fn read(files: Files<'_>) -> (Corpus, Vec<Warning>) {
    read_corpus(&source(&folder(files))).expect("a corpus")
}

/// Documents and warnings, one fact a line.
fn shown(corpus: &Corpus, warnings: &[Warning]) -> String {
    let mut out = String::new();
    for document in &corpus.documents {
        let _ = writeln!(out, "{}", document.path);
        match (&document.title, document.title_text()) {
            (Some(Title::InText(_)), Some(title)) => {
                let _ = writeln!(out, "  title in text: {title}");
            }
            (_, Some(title)) => {
                let _ = writeln!(out, "  title: {title}");
            }
            _ => {}
        }
        if let Some(date) = document.date {
            let _ = writeln!(out, "  date: {date}");
        }
        if let Some(language) = &document.language {
            let _ = writeln!(out, "  language: {language}");
        }
        for (name, values) in &document.fields {
            let _ = writeln!(out, "  {name}: {}", values.join(" | "));
        }
        let _ = writeln!(out, "  text: {:?}", document.text);
        for range in &document.boilerplate {
            let _ = writeln!(out, "  grey: {:?}", &document.text[range.clone()]);
        }
    }
    for warning in warnings {
        let _ = writeln!(out, "! {warning}");
    }
    out
}

#[track_caller]
fn check(files: Files<'_>, expected: &str) {
    let (corpus, warnings) = read(files);
    let expected: Vec<&str> = expected.trim().lines().map(str::trim).collect();
    let shown = shown(&corpus, &warnings);
    let found: Vec<&str> = shown.trim().lines().map(str::trim).collect();
    assert_eq!(found, expected, "\n{shown}");
}

#[test]
fn plain_text() {
    check(
        &[
            ("a.txt", b"The Harbour Freezes\n\nThe ice came.\r\nIt stayed.\n"),
            ("b/c.TXT", "\u{feff}No title here, only a sentence.\n\n\n\n".as_bytes()),
        ],
        r#"
        a.txt
          title in text: The Harbour Freezes
          language: en
          text: "The Harbour Freezes\n\nThe ice came.\nIt stayed.\n"
        b/c.TXT
          language: en
          text: "No title here, only a sentence.\n\n\n\n"
          grey: "\n\n\n"
        "#,
    );
}

#[test]
fn markdown_with_front_matter() {
    check(
        &[
            (
                "a.md",
                b"---\ntitle: Ice\ndate: 30 November 2025\nauthor: Jo Example\nlang: en-GB\n\
                  tags: [harbour, ice]\nPlace: Kyiv\n---\n# Ice\n\nThe *ice* came.\n",
            ),
            ("b.md", b"+++\ndate = 2025-11-01\n[extra]\nmood = \"calm\"\n+++\nThaw [here](x).\n"),
            ("c.md", b"# Only a heading\n\nText.\n"),
        ],
        r#"
        a.md
          title in text: Ice
          date: 2025-11-30
          language: en
          author: Jo Example
          place: Kyiv
          tags: harbour | ice
          text: "Ice\n\nThe ice came.\n"
        b.md
          date: 2025-11-01
          language: en
          extra.mood: calm
          text: "Thaw here.\n"
        c.md
          title in text: Only a heading
          language: en
          text: "Only a heading\n\nText.\n"
        "#,
    );
}

#[test]
fn html_pages() {
    check(
        &[(
            "a.html",
            b"<!doctype html><html lang=de><title>Eis - Hafenblatt</title>\
              <meta name=date content=2025-11-30><meta name=author content='Jo Example'>\
              <nav>Start</nav><article><h1>Eis</h1><p>Das Eis <b>kam</b>.</p>\
              <script>alert('nein')</script></article><footer>Impressum</footer>",
        )],
        r#"
        a.html
          title in text: Eis
          date: 2025-11-30
          language: de
          author: Jo Example
          text: "Start\n\nEis\n\nDas Eis kam.\n\nImpressum\n"
          grey: "Start"
          grey: "Impressum"
        "#,
    );
}

#[test]
fn scripts_and_handlers_are_text() {
    check(
        &[
            ("a.html", b"<title><script>alert(1)</script></title><p>&lt;img onerror=x()&gt;"),
            ("b.md", b"---\ntitle: <img src=x onerror=alert(1)>\n---\n`<script>`\n"),
            ("c.txt", b"<script>alert(1)</script>.\n"),
        ],
        r#"
        a.html
          title: <script>alert(1)</script>
          text: "<img onerror=x()>\n"
        b.md
          title: <img src=x onerror=alert(1)>
          text: "<script>\n"
        c.txt
          text: "<script>alert(1)</script>.\n"
        "#,
    );
}

#[test]
fn rows_of_tables() {
    check(
        &[
            (
                "t.csv",
                b"id,Headline,date,tags,body\n7,Ice,2025,\"harbour;ice\",The ice came.\n\
                  ,Thaw,2025-11,,\"It went,\nslowly.\"\n",
            ),
            ("u.tsv", b"text\tplace\nOne.\tKyiv\n"),
        ],
        r#"
        t.csv#2
          title: Thaw
          date: 2025-11
          text: "It went,\nslowly."
        t.csv#7
          title: Ice
          date: 2025
          tags: harbour | ice
          text: "The ice came."
        u.tsv#1
          place: Kyiv
          text: "One."
        "#,
    );
}

#[test]
fn json_and_json_lines() {
    check(
        &[
            ("a.json", br#"[{"id":"x/1","text":["One.","Two."],"author":{"name":"Jo"}}]"#),
            ("b.json", br#"{"content":"Alone.","n":3}"#),
            ("c.jsonl", b"{\"text\":\"A.\",\"title\":\"T\"}\n{\"text\":\"B.\",\"id\":2}\n"),
        ],
        r#"
        a.json#x/1
          author: Jo
          text: "One.\n\nTwo."
        b.json#1
          n: 3
          text: "Alone."
        c.jsonl#1
          title: T
          text: "A."
        c.jsonl#2
          text: "B."
        "#,
    );
}

#[test]
fn broken_rows_and_lines_are_named() {
    check(
        &[
            ("a.csv", b"id,text\n1,One.\n2\n3,Three.\n"),
            ("b.jsonl", b"{\"text\":\"A.\"}\n{\"text\":\n{\"text\":\"C.\"}\n"),
            ("c.json", b"{\"text\":\n \"A.\",}\n"),
            ("d.csv", b"id,words\n1,One.\n"),
            ("e.jsonl", b"{\"text\":\"\"}\n{\"text\":\"E.\"}\n"),
            ("f.json", b"\"text\"\n"),
        ],
        r#"
        a.csv#1
          text: "One."
        a.csv#3
          text: "Three."
        b.jsonl#1
          text: "A."
        b.jsonl#3
          text: "C."
        e.jsonl#2
          text: "E."
        ! a.csv:3: the row has 1 values, the heading 2; skipped: check its quotes and separators
        ! b.jsonl:2: the line is not valid JSON (EOF while parsing a value, column 8); skipped
        ! c.json:2: it is not valid JSON (trailing comma, column 7); skipped
        ! d.csv: there is no column `text`, `body` or `content` with a text; skipped: name the one to use in corpus.toml, as `text = "…"` under `[fields]` (there are `id`, `words`)
        ! e.jsonl:1: the row has no text; skipped
        ! f.json: it is neither an object nor an array of objects; skipped
        "#,
    );
}

#[test]
fn encodings() {
    let utf16 = |text: &str, big: bool, mark: bool| -> Vec<u8> {
        let mark = if mark { "\u{feff}" } else { "" };
        format!("{mark}{text}")
            .encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    };
    let text = "Лід прийшов у гавань.\r\nThe ice came.\r\n";
    let read_as = "  text: \"Лід прийшов у гавань.\\nThe ice came.\\n\"";
    check(
        &[
            ("a.txt", &utf16(text, false, true)),
            ("b.txt", &utf16(text, true, true)),
            ("c.txt", &utf16(text, false, false)),
            ("d.txt", &utf16(text, true, false)),
            ("e.txt", text.as_bytes()),
        ],
        &["a", "b", "c", "d", "e"].map(|name| format!("{name}.txt\n{read_as}\n")).concat(),
    );
    check(
        &[
            ("a.txt", b"Caf\xe9 \x93au lait\x94 \x80 5 for the pilots of the harbour.\n"),
            ("b.txt", b"Na\xefve pilots stayed in the harbour.\n"),
            ("c.txt", "Ціла низка слів\nще слова \u{e9}\n".as_bytes()),
            (
                "d.txt",
                &[
                    "Ціла низка слів\nпошкоджено ".as_bytes(),
                    b"\xff",
                    " тут\n".as_bytes(),
                ]
                .concat(),
            ),
            (
                "e.html",
                b"<meta charset=windows-1251><p>\xcb\xb3\xe4 \xef\xf0\xe8\xe9\xf8\xee\xe2.",
            ),
        ],
        r#"
        a.txt
          text: "Café “au lait” € 5 for the pilots of the harbour.\n"
        b.txt
          text: "Naïve pilots stayed in the harbour.\n"
        c.txt
          text: "Ціла низка слів\nще слова é\n"
        d.txt
          text: "Ціла низка слів\nпошкоджено � тут\n"
        e.html
          text: "Лід прийшов.\n"
        ! a.txt: not UTF-8: this and one more file are read as windows-1252, which is a guess
        ! d.txt:2: bytes that are not UTF-8 are replaced by U+FFFD; this is the first line
        "#,
    );
}

#[test]
fn what_is_no_text_is_left_out() {
    check(
        &[
            ("a.txt", b"One.\n"),
            ("b.txt", b"\0\x01\x02binary\0\0"),
            ("c.txt", b"%PDF-1.7\nx"),
            ("d.txt", b""),
            ("e.txt", b" \n\n"),
            ("f.pdf", b"%PDF-1.7"),
            ("g.pdf", b"%PDF-1.7"),
            ("h.log", b"log"),
            ("README", b"readme"),
            ("x_files/style.css", b"p{}"),
            ("x_files/x.js", b"x()"),
            (".hidden.txt", b"Hidden."),
            (".git/a.txt", b"Hidden."),
            ("y.html", b"<meta name=generator content='corpuscope 0.1.0'><p>Page"),
            ("z.html", b"<script>x()</script>"),
        ],
        r#"
        a.txt
          text: "One.\n"
        ! README: a file without an extension is skipped: give it the ending `.txt` to have it read as text
        ! b.txt: the file has NUL bytes: it is binary, not text; skipped
        ! c.txt: the file is a PDF, not text; skipped
        ! d.txt: the file is empty; skipped
        ! e.txt: the file is empty; skipped
        ! f.pdf: this and one more file of type `.pdf` are skipped: save it as text or HTML to have it read
        ! h.log: a file of type `.log` is skipped: if it is text, list the type in `text_extensions` of corpus.toml
        ! y.html: a page that corpuscope made is no document; skipped
        ! z.html: the page shows no text; skipped
        "#,
    );
}

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
            ("metadata.csv", b"path,title,date\na.txt,Ice,2025\nsub/b.txt,Thaw,2026\nx.txt,X,1999\n"),
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
            ("sub/metadata.jsonl", b"{\"file\":\"a.md\",\"author\":\"Jo\",\"date\":\"2025-11-30\"}\n"),
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
    assert_eq!(title(&Source { paths: vec![file.clone()], ..Source::default() }), "a");
    // A `corpus.toml` beside the folder counts; the command's title wins.
    fs::write(folder.path().join("corpus.toml"), "title = \"Beside\"\n").expect("a file");
    assert_eq!(title(&source(&folder)), "Beside");
    fs::write(folder.path().join("corpus/corpus.toml"), "title = \"Inside\"\n").expect("a file");
    assert_eq!(title(&source(&folder)), "Inside");
    let given = Source { title: Some("Given".into()), ..source(&folder) };
    assert_eq!(title(&given), "Given");
    let config = Source { config: Some(folder.path().join("corpus.toml")), ..source(&folder) };
    assert_eq!(title(&config), "Beside");
}

#[track_caller]
fn check_error(source: &Source, expected: &str) {
    let error = read_corpus(source).expect_err("an error").to_string();
    assert!(error.ends_with(expected), "{error:?} should end with {expected:?}");
}

#[test]
fn nothing_to_read_is_an_error() {
    check_error(&Source::default(), "no source given: name a folder or a file");
    check_error(
        &source(&folder(&[])),
        "no document found: .txt, .md, .html, .csv, .tsv, .json and .jsonl files are read",
    );
    let missing = Source { paths: vec!["/no/such/folder".into()], ..Source::default() };
    check_error(&missing, "/no/such/folder: there is no such file or folder");
    let bad = folder(&[("a.txt", b"One.\n"), ("corpus.toml", b"\ntitel = 'x'\n")]);
    check_error(&source(&bad), "corpus.toml:2: unknown key `titel`: did you mean `title`?");
    let bad = folder(&[("a.txt", b"One.\n"), ("corpus.toml", b"title = \n")]);
    let error = read_corpus(&source(&bad)).expect_err("an error").to_string();
    assert!(error.contains("corpus.toml:1: it is not valid TOML: "), "{error}");
}

#[test]
fn all_that_was_skipped_comes_with_the_error() {
    let folder = folder(&[("a.txt", b""), ("b.pdf", b"%PDF-1.7")]);
    let Err(ReadError::NoDocuments { warnings, .. }) = read_corpus(&source(&folder)) else {
        panic!("there is no document");
    };
    assert_eq!(warnings.len(), 2);
}

#[cfg(unix)]
#[test]
fn links_that_loop_or_lead_nowhere_are_said() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("a.txt", b"One.\n"), ("sub/b.txt", b"Two.\n")]);
    let corpus = folder.path().join("corpus");
    symlink(&corpus, corpus.join("sub/up")).expect("a link");
    symlink("nowhere.txt", corpus.join("gone.txt")).expect("a link");
    symlink("a.txt", corpus.join("same.txt")).expect("a link");
    fs::create_dir(corpus.join("folder.txt")).expect("a folder");
    let (corpus, warnings) = read_corpus(&source(&folder)).expect("a corpus");
    let names: Vec<&str> = corpus.documents.iter().map(|d| d.path.as_str()).collect();
    assert_eq!(names, ["a.txt", "same.txt", "sub/b.txt"]);
    let said: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "gone.txt: a link leads to nothing; skipped",
            "sub/up: a link leads back to the folder `.` above it; not followed",
        ]
    );
}

#[cfg(unix)]
#[test]
fn unreadable_files_are_said() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("a.txt", b"One.\n"), ("b.txt", b"Two.\n")]);
    let locked = folder.path().join("corpus/b.txt");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0)).expect("permissions");
    if fs::read(&locked).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    let (_, warnings) = read_corpus(&source(&folder)).expect("a corpus");
    assert_eq!(
        warnings.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["b.txt: it may not be read: permission denied; check who may read it"]
    );
}

#[test]
fn one_long_line() {
    let line = "the ice reached the mole ".repeat(800_000);
    let jsonl = format!("{{\"text\":\"{line}\"}}\n");
    let (corpus, warnings) = read(&[("a.txt", line.as_bytes()), ("b.jsonl", jsonl.as_bytes())]);
    assert_eq!(warnings, []);
    assert!(corpus.documents.iter().all(|document| document.text == line));
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
