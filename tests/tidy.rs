//! The habits of the source, checked: what a formatter and a linter do not see.
//!
//! Every rule is a function from one file to the lines that break it; the
//! test of a rule first shows it a bad example, then every file of the clone
//! (as git lists them, new ones included). Strings that must not appear are
//! put together from parts, so that this file keeps its own rules.

use std::path::Path;
use std::process::Command;

/// Modules in reading order: each may use only those before it.
const ORDER: &[&str] = &[
    "document",
    "request",
    "response",
    "numbers",
    "sorting",
    "read",
    "analyse",
    "index",
    "query",
    "statistics",
    "engine",
    "page",
    "embed",
    "cli",
];

/// A file longer than this says why in its module doc.
const LONGEST: usize = 600;

/// A file of text, with its path in the clone.
struct Source {
    path: String,
    text: String,
}

impl Source {
    fn example(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    fn ends_with(&self, endings: &[&str]) -> bool {
        endings.iter().any(|ending| self.path.ends_with(ending))
    }

    /// Documents that tests and the sample read: their dirt is on purpose.
    fn is_corpus(&self) -> bool {
        ["corpus/", "tests/fixtures/", "tests/snapshots/"]
            .iter()
            .any(|it| self.path.starts_with(it))
            || self.path.contains("/snapshots/")
    }

    /// The numbered lines that a condition holds for.
    fn lines(&self, breaks: impl Fn(&str) -> bool) -> Vec<String> {
        let numbered = self.text.lines().enumerate();
        numbered.filter(|(_, line)| breaks(line)).map(|(at, line)| self.at(at, line)).collect()
    }

    fn at(&self, line: usize, message: &str) -> String {
        format!("{}:{}: {}", self.path, line + 1, message.trim())
    }

    fn whole(&self, broken: bool, message: &str) -> Vec<String> {
        if broken { vec![format!("{}: {message}", self.path)] } else { Vec::new() }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every text file that git knows or would take.
fn sources() -> Vec<Source> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git lists the files of the clone");
    assert!(output.status.success(), "git ls-files failed: not a clone?");
    let names = String::from_utf8(output.stdout).expect("paths are UTF-8");
    let names = names.split('\0').filter(|name| !name.is_empty());
    let read = |name: &str| {
        let text = std::fs::read_to_string(root().join(name)).ok()?;
        Some(Source { path: name.to_owned(), text })
    };
    let mut sources: Vec<Source> = names.filter_map(read).collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(sources.len() > 20, "only {} files of text were found", sources.len());
    sources
}

/// Shows the rule a file that breaks it, then all files.
fn check(bad: &Source, rule: impl Fn(&Source) -> Vec<String>) {
    assert!(!rule(bad).is_empty(), "the rule does not see its own bad example {}", bad.path);
    let broken: Vec<String> = sources().iter().flat_map(rule).collect();
    assert!(broken.is_empty(), "{} places:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn every_rust_file_begins_with_its_doc() {
    let bad = Source::example("src/a.rs", "use std::fmt;\n");
    check(&bad, |source| {
        let documented = source.text.starts_with("//! ");
        source.whole(source.ends_with(&[".rs"]) && !documented, "no `//!` at the top")
    });
}

#[test]
fn long_files_say_why() {
    let bad = Source::example("src/a.rs", &"x\n".repeat(LONGEST + 1));
    check(&bad, |source| {
        let code = source.ends_with(&[".rs", ".js", ".mjs", ".ts", ".css"]);
        let length = source.text.lines().count();
        let excused = source.text.contains("Long because ");
        let message = format!("{length} lines; split it, or say `Long because …` in its doc");
        source.whole(code && !source.is_corpus() && length > LONGEST && !excused, &message)
    });
}

#[test]
fn no_trailing_blanks_and_a_final_line_end() {
    let bad = Source::example("a.md", "text \n");
    check(&bad, |source| {
        if source.is_corpus() {
            return Vec::new();
        }
        let mut broken = source.lines(|line| line.ends_with([' ', '\t', '\r']));
        let open = !source.text.is_empty() && !source.text.ends_with('\n');
        broken.extend(source.whole(open, "no line end at the end"));
        broken
    });
}

#[test]
fn no_path_of_one_machine() {
    let folders = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];
    let bad = Source::example("a.md", &format!("see {}me/notes", folders[2]));
    check(&bad, |source| {
        source.lines(|line| {
            folders.iter().any(|folder| {
                line.match_indices(folder).any(|(at, _)| {
                    // A folder of that name further down in a path is fine.
                    !line[..at]
                        .ends_with(|before: char| before.is_alphanumeric() || before == '.')
                })
            })
        })
    });
}

#[test]
fn no_registry_by_name() {
    let hosts = [
        concat!("registry.", "npmjs"),
        concat!("static.", "crates.io"),
        concat!("index.", "crates.io"),
        concat!("pypi.", "org"),
        concat!("pythonhosted", ".org"),
        concat!("deb.", "debian.org"),
    ];
    let bad = Source::example("package-lock.json", &format!("\"resolved\": \"{}…\"", hosts[0]));
    check(&bad, |source| source.lines(|line| hosts.iter().any(|host| line.contains(host))));
}

#[test]
fn nothing_unfinished_or_switched_off() {
    let marks = [
        concat!("to", "do!("),
        concat!("unimpl", "emented!("),
        concat!("db", "g!("),
        concat!("#[ig", "nore"),
        concat!("test.", "skip("),
        concat!("test.", "only("),
        concat!("FIX", "ME"),
    ];
    let bad = Source::example("src/a.rs", &format!("{})\n", marks[0]));
    check(&bad, |source| {
        if !source.ends_with(&[".rs", ".js", ".mjs", ".ts", ".css"]) {
            return Vec::new();
        }
        source.lines(|line| marks.iter().any(|mark| line.contains(mark)))
    });
}

#[test]
fn modules_use_only_those_above_them() {
    let bad = Source::example("src/query/a.rs", "use crate::engine::Engine;\n");
    check(&bad, module_order);
}

fn module_order(source: &Source) -> Vec<String> {
    let Some(rest) = source.path.strip_prefix("src/") else { return Vec::new() };
    let module = rest.split(['/', '.']).next().unwrap_or_default();
    let Some(place) = ORDER.iter().position(|it| *it == module) else { return Vec::new() };
    // Tests may look from above; docs may link anywhere.
    let code = source.text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let mut broken = Vec::new();
    for (at, line) in code.lines().enumerate() {
        if line.trim_start().starts_with("//") || rest.ends_with("/tests.rs") {
            continue;
        }
        for used in names_after_crate(line) {
            let lower = ORDER.iter().position(|it| *it == used).is_some_and(|it| it > place);
            if lower {
                broken.push(
                    source.at(at, &format!("`{module}` uses `{used}`, which is below it")),
                );
            }
        }
    }
    broken
}

/// `engine` in `use crate::engine::Engine`, all of them in `use crate::{a, b::C}`.
fn names_after_crate(line: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for (at, found) in line.match_indices("crate::") {
        let rest = &line[at + found.len()..];
        let group = rest.strip_prefix('{');
        let parts = group.map_or(rest, |inside| inside.split('}').next().unwrap_or_default());
        let count = if group.is_some() { usize::MAX } else { 1 };
        names.extend(parts.split(',').take(count).map(|part| {
            let part = part.trim();
            let end = part.find(|it: char| !it.is_alphanumeric() && it != '_');
            &part[..end.unwrap_or(part.len())]
        }));
    }
    names
}

#[test]
fn the_order_of_modules_is_that_of_the_library() {
    let library =
        std::fs::read_to_string(root().join("src/lib.rs")).expect("src/lib.rs is read");
    let declared: Vec<&str> = library
        .lines()
        .filter_map(|line| {
            line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';')
        })
        .collect();
    let expected: Vec<&str> =
        ORDER.iter().copied().filter(|module| declared.contains(module)).collect();
    assert_eq!(declared, expected, "src/lib.rs declares its modules in reading order");
}

/// Attributes that a strict content security policy blocks, and ways by which
/// a corpus's text could be taken for markup.
#[test]
fn the_page_keeps_the_policy() {
    let marks = [
        concat!("style", "=\""),
        concat!("style", "={"),
        concat!("inner", "HTML"),
        concat!("from_html", "_unchecked"),
        concat!("set_inner", "_html"),
        concat!("insertAdjacent", "HTML"),
        concat!("document.", "write("),
        concat!("e", "val("),
    ];
    let bad = Source::example("src/page/a.rs", &format!("<p {}color: red\">", marks[0]));
    check(&bad, |source| {
        let shown = ["src/page/", "src/shell/", "styles/", "index.html"];
        let tested = source.path.ends_with("/tests.rs");
        if tested || !shown.iter().any(|it| source.path.starts_with(it)) {
            return Vec::new();
        }
        source.lines(|line| {
            let line = line.trim_start();
            !line.starts_with("//") && marks.iter().any(|mark| line.contains(mark))
        })
    });
}

#[test]
fn wasm_bindgen_is_pinned() {
    // The command that makes the modules' JavaScript has to be the same one.
    let manifest = manifest();
    let line = manifest.lines().find(|line| line.starts_with("wasm-bindgen = "));
    assert!(line.is_some_and(|line| line.contains("version = \"=")), "{line:?} needs `=`");
}

#[test]
fn every_dependency_has_its_reason_in_the_architecture() {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md"));
    let text = text.expect("ARCHITECTURE.md is read");
    let manifest = manifest();
    let missing: Vec<&str> = dependencies(&manifest)
        .into_iter()
        .filter(|it| !text.contains(&format!("`{it}`")))
        .collect();
    assert!(
        missing.is_empty(),
        "ARCHITECTURE.md does not say why these are there: {missing:?}"
    );
}

fn manifest() -> String {
    std::fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml is read")
}

/// The names in `[dependencies]` and its like.
fn dependencies(manifest: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut inside = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.trim_end_matches(']').ends_with("dependencies");
        } else if inside && line.starts_with(|first: char| first.is_ascii_lowercase()) {
            names.extend(line.split(['=', '.', ' ']).next());
        }
    }
    names.dedup();
    names
}

#[test]
fn dependencies_are_read_from_the_manifest() {
    let text = "[package]\nname = \"a\"\n[dependencies]\nfst = \"1\"\nyew = { version = \"1\", features = [\n    \"csr\",\n] }\n[features]\ncore = []\n[dev-dependencies]\ninsta.workspace = true\n";
    assert_eq!(dependencies(text), ["fst", "yew", "insta"]);
}

#[test]
fn names_of_modules_are_found_in_paths() {
    let cases: &[(&str, &[&str])] = &[
        ("use crate::engine::Engine;", &["engine"]),
        ("use crate::{document::Document, index};", &["document", "index"]),
        ("    let it = crate::query::run(&crate::index::open());", &["query", "index"]),
        ("use std::fmt;", &[]),
    ];
    for (line, expected) in cases {
        assert_eq!(names_after_crate(line), *expected, "{line}");
    }
}
