//! What is broken, empty, missing, binary, looping or very long: said in a
//! warning or an error, and the rest is read.

use std::fs;

use corpuscope::read::{ReadError, Source, read_corpus};

use crate::{check, folder, read, source};

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
            ("site/corpuscope.json", b"{\n  \"generator\": \"corpuscope 0.1.0\"\n}"),
            ("site/notes.txt", b"Part of a page.\n"),
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
        ! y.html: a page that corpuscope made, or a part of one, is no document; skipped
        ! z.html: the page shows no text; skipped
        "#,
    );
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
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).expect("permissions");
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
fn pages_made_to_be_slow_are_left_out() {
    let deep = "<div>".repeat(200_000);
    let wide = "<b id=x><p>a".repeat(50_000);
    let (corpus, warnings) = read(&[
        ("a.txt", b"One.\n"),
        ("deep.html", deep.as_bytes()),
        ("wide.html", wide.as_bytes()),
    ]);
    assert_eq!(corpus.documents.len(), 1);
    assert_eq!(
        warnings.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["deep", "wide"].map(|name| format!(
            "{name}.html: its elements stand in one another too deep; skipped"
        ))
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
fn broken_annotations() {
    check(
        &[
            (
                "a.vrt",
                b"<doc>\n<s>\nOne\tCD\tone\nTwo\tCD\n\tCD\tthree\nFour\tCD\tfour\tx\n\
                  Five\tCD\tfive\tx\n</p>\n<np>\nSix\tCD\tsix\n</doc>\n",
            ),
            ("b.vrt", b"<doc>\n</doc>\n"),
            ("c.conllu", b"1\tOne\tone\tNUM\tCD\t_\t0\troot\t_\t_\nTwo three\n2\tTwo\ttwo\n"),
        ],
        r#"
        a.vrt
          text: "One Two Four Five Six\n"
          layer pos: CD CD CD CD CD
          layer lemma: one  four five six
          s: One Two Four Five Six
          np: Six
        c.conllu
          text: "One\n"
          layer lemma: one
          layer upos: NUM
          layer xpos: CD
          s: One
        ! a.vrt:1: `<np>` is not closed in this document
        ! a.vrt:1: `<s>` is not closed in this document
        ! a.vrt:4: a line has fewer columns than others; the rest are empty
        ! a.vrt:5: a line has no word; skipped
        ! a.vrt:6: a line has more than 3 columns, of which the others are left out: name the columns in corpus.toml, as `columns = ["word", …]` under `[layers]`; so is 1 more line
        ! a.vrt:8: `</p>` closes nothing; skipped
        ! b.vrt: there is no token in it; skipped
        ! c.conllu:2: a line is no token of CoNLL-U (ten columns parted by tabs); skipped; so is 1 more line
        "#,
    );
}
