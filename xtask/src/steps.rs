//! The checks themselves, in the order in which a mistake shows soonest.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::process::{self, Count};
use crate::setup::{self, Environment, Need};
use crate::{Outcome, dist, shell, tools, workspace};

/// A browser that hangs must not hang everything.
const TEST_LIMIT: &str = "--test-timeout=300000";

/// A check.
pub(crate) struct Step {
    /// What one types to run it alone.
    pub(crate) name: &'static str,
    /// What it checks.
    pub(crate) about: &'static str,
    /// What it needs; `--quick` runs the steps that need nothing but Rust.
    pub(crate) need: Need,
    /// Does it. No count: it stands for one test.
    pub(crate) work: fn(&Environment) -> (Count, Outcome),
}

/// All of them.
pub(crate) const STEPS: &[Step] = &[
    step("fmt", "rustfmt finds nothing to change", Need::Rust, fmt),
    step("native", "tests of the library and the command", Need::Rust, native),
    step("xtask", "tests of these chores", Need::Rust, xtask),
    step("clippy", "lints, all native targets", Need::Rust, clippy),
    step("clippy-engine", "lints, the engine for wasm", Need::Rust, clippy_engine),
    step("clippy-page", "lints, the page for wasm", Need::Rust, clippy_page),
    step("page", "tests of the page's model and views", Need::Rust, page),
    step("docs", "rustdoc without a warning", Need::Rust, docs),
    step("scripts", "tests of the shell's scripts, in Node", Need::Shell, scripts),
    step("shell", "Trunk builds page and engine", Need::Shell, build_shell),
    step("pages", "the command builds the pages under test", Need::Shell, pages),
    step("sizes", "modules and pages keep their budgets", Need::Shell, sizes),
    step("browser", "the pages in Chromium and Firefox, and in Node", Need::Browsers, browser),
    step("dist", "the finished command works alone", Need::Shell, finished),
    step("counts", "the finished command keeps its instruction counts", Need::Shell, counts),
];

const fn step(
    name: &'static str,
    about: &'static str,
    need: Need,
    work: fn(&Environment) -> (Count, Outcome),
) -> Step {
    Step { name, about, need, work }
}

fn fmt(environment: &Environment) -> (Count, Outcome) {
    cargo(environment, &["fmt", "--all", "--check"])
}

fn native(environment: &Environment) -> (Count, Outcome) {
    process::counted(environment.command("cargo").args(["test", "--no-fail-fast"]))
}

fn xtask(environment: &Environment) -> (Count, Outcome) {
    process::counted(environment.command("cargo").args(["test", "--package", "xtask"]))
}

fn clippy(environment: &Environment) -> (Count, Outcome) {
    cargo(environment, &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])
}

fn clippy_engine(environment: &Environment) -> (Count, Outcome) {
    clippy_wasm(environment, "engine")
}

fn clippy_page(environment: &Environment) -> (Count, Outcome) {
    clippy_wasm(environment, "page")
}

fn clippy_wasm(environment: &Environment, feature: &str) -> (Count, Outcome) {
    let mut arguments = vec!["clippy", "--target", tools::WASM_TARGET];
    arguments.extend(["--no-default-features", "--features", feature, "--", "-D", "warnings"]);
    cargo(environment, &arguments)
}

fn page(environment: &Environment) -> (Count, Outcome) {
    let arguments = ["test", "--no-default-features", "--features", "snapshots", "--lib"];
    process::counted(environment.command("cargo").args(arguments))
}

fn docs(environment: &Environment) -> (Count, Outcome) {
    let mut command = environment.command("cargo");
    command.args(["doc", "--no-deps", "--document-private-items", "--lib"]);
    // A module's doc tells its steps by the names of its private parts.
    command.env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links");
    (Count::default(), process::in_view(&mut command))
}

fn scripts(environment: &Environment) -> (Count, Outcome) {
    let tests = tests_in("tests/shell");
    process::counted(
        environment.command("node").args(["--test", "--test-reporter=spec"]).args(tests),
    )
}

/// The files of a folder that Node's test runner takes.
fn tests_in(folder: &str) -> Vec<PathBuf> {
    let mut tests = workspace::files_in(&workspace::root().join(folder));
    tests.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    tests
}

fn build_shell(environment: &Environment) -> (Count, Outcome) {
    (Count::default(), shell::build(environment))
}

/// The sample and every fixture of the browser tests, as folder and as file.
/// The debug build does: it is there already.
fn pages(environment: &Environment) -> (Count, Outcome) {
    (Count::default(), build_pages(environment))
}

/// Builds them into [`built_pages`].
pub(crate) fn build_pages(environment: &Environment) -> Outcome {
    let mut build = environment.command("cargo");
    process::in_view(build.args(["build", "--bin", "corpuscope"]))?;
    let program = workspace::target().join("debug/corpuscope");

    let root = workspace::root();
    // The wire reports are as much text as five articles: what a small page weighs.
    let mut sources = vec![
        ("sample".to_owned(), root.join("corpus")),
        ("small".to_owned(), root.join("corpus/wire")),
    ];
    let fixtures = root.join("tests/fixtures/browser");
    let entries = fs::read_dir(&fixtures)
        .map_err(|error| format!("cannot read {}: {error}", fixtures.display()))?;
    for entry in entries.flatten() {
        sources.push((entry.file_name().to_string_lossy().into_owned(), entry.path()));
    }
    sources.sort();
    for (name, source) in sources {
        let folder = built_pages().join(&name);
        fs::remove_dir_all(&folder).ok();
        fs::create_dir_all(&folder)
            .map_err(|error| format!("cannot write {}: {error}", folder.display()))?;
        let mut command = Command::new(&program);
        command.arg("build").arg(&source).arg("--quiet");
        command.arg("--shell").arg(workspace::shell());
        command.arg("--output").arg(folder.join("site"));
        command.arg("--single-file").arg(folder.join("page.html"));
        process::in_view(&mut command)?;
        let mut command = Command::new(&program);
        command.arg("build").arg(&source).args(["--quiet", "--smallest"]);
        command.arg("--shell").arg(workspace::shell());
        command.arg("--single-file").arg(folder.join("smallest.html"));
        process::in_view(&mut command)?;
    }
    Ok(())
}

/// Where the pages under test are.
pub(crate) fn built_pages() -> PathBuf {
    workspace::target().join("pages")
}

fn sizes(environment: &Environment) -> (Count, Outcome) {
    let mut node = environment.command("node");
    node.arg("benches/budgets.mjs").arg(workspace::shell());
    node.arg(built_pages().join("small/page.html"));
    (Count::default(), process::in_view(&mut node))
}

fn browser(environment: &Environment) -> (Count, Outcome) {
    let tests = tests_in("tests/browser");
    let mut node = environment.command("node");
    // One file at a time: two browsers on two cores would be timed together.
    node.args(["--test", "--test-reporter=spec", "--test-concurrency=1", TEST_LIMIT])
        .args(tests);
    node.env("CORPUSCOPE_BUILT", built_pages());
    for browser in [tools::CHROMIUM, tools::FIREFOX] {
        node.envs(browser.find().map(|program| (browser.variable, program)));
    }
    process::counted(&mut node)
}

fn finished(environment: &Environment) -> (Count, Outcome) {
    (Count::default(), dist::build(environment))
}

/// After `dist`: it counts the command that was built there.
fn counts(environment: &Environment) -> (Count, Outcome) {
    (Count::default(), count_instructions(environment))
}

fn count_instructions(environment: &Environment) -> Outcome {
    if !cfg!(target_arch = "x86_64") {
        println!("skipped: the budgets are of x86-64");
        return Ok(());
    }
    setup::valgrind()?;
    let command = workspace::target().join("dist/corpuscope");
    if !command.is_file() {
        dist::build(environment)?;
    }
    let mut node = environment.command("node");
    node.arg("benches/counts.mjs").arg(command).arg(workspace::target().join("counts"));
    process::in_view(&mut node)
}

/// A command of cargo's without tests of its own.
fn cargo(environment: &Environment, arguments: &[&str]) -> (Count, Outcome) {
    (Count::default(), process::in_view(environment.command("cargo").args(arguments)))
}
