//! What goes wrong ends with one clear sentence and a code that is not 0.

use std::fs;
use std::process::Stdio;

use crate::Place;

#[track_caller]
fn check(place: &Place, arguments: &[&str], code: i32, expected: &str) {
    let ran = place.run(arguments);
    assert_eq!(ran.code, Some(code), "{arguments:?}: {}", ran.stderr);
    assert_eq!(ran.stdout, "", "{arguments:?}");
    assert!(ran.stderr.contains(expected), "{:?} should have {expected:?}", ran.stderr);
    assert!(ran.stderr.starts_with("corpuscope: "), "{:?}", ran.stderr);
    assert_eq!(ran.stderr.lines().count(), 1, "{:?}", ran.stderr);
}

#[test]
fn wrong_command_lines() {
    let place = Place::harbour();
    check(&place, &["serch", "corpus", "x"], 2, "unrecognized subcommand 'serch'");
    check(&place, &["search", "corpus", "x", "--fitler", "a"], 2, "'--filter'");
    check(&place, &["search", "corpus"], 2, "see `corpuscope search --help`");
    check(
        &place,
        &["search", "corpus", "x", "--filter", "a"],
        2,
        "write a filter as FIELD=VALUE",
    );
    check(&place, &["search", "corpus", "x", "--limit", "many"], 2, "'many'");
    check(&place, &["search", "corpus", "x", "--format", "xml"], 2, "text, json, csv");
    check(&place, &["build", "corpus"], 2, "--output");
    check(
        &place,
        &["build", "corpus", "--output", "o", "--built-date", "24.12.2025"],
        2,
        "write a day as YYYY-MM-DD",
    );
}

#[test]
fn help_is_no_fault() {
    let place = Place::harbour();
    for arguments in [&["--help"][..], &["build", "--help"], &["--version"]] {
        assert!(!place.good(arguments).is_empty());
    }
    assert_eq!(place.run(&[]).code, Some(2));
}

#[test]
fn what_is_not_there() {
    let place = Place::harbour();
    for command in [
        &["search", "nowhere", "x"][..],
        &["inspect", "nowhere"],
        &["export", "nowhere", "--output", "o"],
        &["build", "nowhere", "--shell", "shell", "--output", "o"],
        &["serve", "nowhere", "--shell", "shell"],
    ] {
        check(&place, command, 1, "nowhere: there is no such file or folder");
    }
    check(
        &place,
        &["build", "corpus", "--shell", "shell", "--output", "o", "--config", "no.toml"],
        1,
        "no.toml: there is no such file or folder",
    );
    check(&place, &["build", "corpus", "--shell", "no", "--output", "o"], 1, "no/engine");
}

#[test]
fn nothing_to_read() {
    let place = Place::new(&[]);
    check(&place, &["search", "corpus", "x"], 1, "corpus: no document found: .txt, ");
    let place = Place::new(&[("a.txt", "One.\n"), ("corpus.toml", "titel = \"x\"\n")]);
    check(
        &place,
        &["inspect", "corpus"],
        1,
        "corpus.toml:1: unknown key `titel`: did you mean `title`?",
    );
}

#[test]
fn outputs_that_cannot_be() {
    let place = Place::harbour();
    let build = ["build", "corpus", "--quiet", "--shell", "shell"];
    check(&place, &[&build[..], &["--output", "corpus"]].concat(), 1, "corpus is a source");
    place.write("file", "x");
    check(&place, &[&build[..], &["--output", "file"]].concat(), 1, "file is a file");
    check(&place, &[&build[..], &["--output", "file/x"]].concat(), 1, "cannot be written");
    check(&place, &[&build[..], &["--single-file", "file/x"]].concat(), 1, "cannot be written");
    assert_eq!(place.read("file"), "x");
}

#[test]
fn pages_that_are_damaged() {
    let place = Place::harbour();
    place.build(&["--output", "site", "--single-file", "page.html"]);
    let page = place.read("page.html");
    // In the middle of the data, and before it.
    for (name, cut) in [("half", page.len() - page.len() / 8), ("quarter", page.len() / 2)] {
        let at = (cut..).find(|&at| page.is_char_boundary(at)).expect("a boundary");
        place.write(&format!("{name}.html"), &page[..at]);
        let name = format!("{name}.html");
        check(&place, &["search", &name, "x"], 1, &format!("{name}: "));
    }
    // What is left may look like any HTML file: it is known by its maker.
    place.write("head.html", &page[..page.find("<body>").expect("a body")]);
    check(
        &place,
        &["search", "head.html", "x"],
        1,
        "a page that corpuscope made, or a part of",
    );
    let site = place.path("site/assets");
    let engine = fs::read_dir(&site)
        .expect("a folder")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            name.starts_with("engine") && name.ends_with(".wasm")
        })
        .expect("an engine");
    let whole = fs::read(&engine).expect("a file");
    fs::write(place.path("cut.wasm"), &whole[..whole.len() / 2]).expect("a file");
    check(&place, &["inspect", "cut.wasm"], 1, "cut.wasm: ");
    // One bit of the index: its place is behind the engine's own data.
    let mut flipped = whole.clone();
    let place_of_bit = whole.len() * 2 / 3;
    flipped[place_of_bit] ^= 1;
    fs::write(place.path("bit.wasm"), &flipped).expect("a file");
    check(&place, &["search", "bit.wasm", "x"], 1, "damaged");
    fs::write(place.path("none.wasm"), crate::tiny_engine()).expect("a file");
    check(&place, &["search", "none.wasm", "x"], 1, "carries no corpus");
    fs::write(place.path("other.wasm"), b"\0asm\x01\0\0\0").expect("a file");
    check(&place, &["search", "other.wasm", "x"], 1, "other.wasm: ");
}

#[test]
fn a_closed_pipe_is_quiet() {
    let place = Place::harbour();
    for arguments in [
        &["search", "corpus", "", "--format", "json"][..],
        &["inspect", "corpus"],
        &["search", "corpus", "pilots", "--format", "csv"],
        &["search", "corpus", "pilots"],
    ] {
        let mut child = place
            .command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the command ends");
        assert!(output.status.success(), "{arguments:?}: {:?}", output.status);
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    }
}

#[test]
fn hostile_queries() {
    let place = Place::harbour();
    let thousand = "pilots ".repeat(1000);
    for query in [&thousand, "\"", "(((((", "*", "-", "\u{fffd}", "\"\" \"\"", "a* b* c*"] {
        let ran = place.run(&["search", "corpus", query, "--format", "json", "--quiet"]);
        assert_eq!(ran.code, Some(0), "{query:.20}: {}", ran.stderr);
    }
}

#[cfg(unix)]
#[test]
fn a_query_that_is_no_text() {
    use std::os::unix::ffi::OsStrExt as _;
    let place = Place::harbour();
    // A lone surrogate, as a broken program would pass it.
    let query = std::ffi::OsStr::from_bytes(b"\xed\xa0\x80");
    let output =
        place.command(&["search", "corpus"]).arg(query).output().expect("the command starts");
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).expect("messages in UTF-8");
    assert_eq!(message.lines().count(), 1, "{message}");
    assert!(message.contains("UTF-8"), "{message}");
}
