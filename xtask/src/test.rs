//! `cargo xtask test`: every check of the project, in the order in which a
//! mistake shows soonest.
//!
//! Steps run one after the other (each uses all cores), all of them even where
//! one fails; a step that needs a failed one is failed too. The last line is
//! `N passed, N failed`: the tests of the steps that have any, and one for
//! each other step.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::arguments::Arguments;
use crate::process::{self, Count};
use crate::setup::{self, Environment, Need};
use crate::{Outcome, shell, workspace};

/// A check.
struct Step {
    name: &'static str,
    about: &'static str,
    /// What it needs; `--quick` runs the steps that need nothing but Rust.
    need: Need,
    work: fn(&Environment) -> (Count, Outcome),
}

const STEPS: &[Step] = &[
    Step { name: "fmt", about: "rustfmt finds nothing to change", need: Need::Rust, work: fmt },
    Step {
        name: "native",
        about: "tests of the library and the command",
        need: Need::Rust,
        work: native,
    },
    Step { name: "xtask", about: "tests of these chores", need: Need::Rust, work: xtask },
    Step { name: "clippy", about: "lints, all native targets", need: Need::Rust, work: clippy },
    Step {
        name: "clippy-engine",
        about: "lints, the engine for wasm",
        need: Need::Rust,
        work: clippy_engine,
    },
    Step {
        name: "clippy-page",
        about: "lints, the page for wasm",
        need: Need::Rust,
        work: clippy_page,
    },
    Step { name: "page", about: "tests of the page's model", need: Need::Rust, work: page },
    Step { name: "docs", about: "rustdoc without a warning", need: Need::Rust, work: docs },
    Step {
        name: "shell",
        about: "Trunk builds page and engine",
        need: Need::Shell,
        work: build_shell,
    },
];

/// How a step went.
struct Report {
    name: &'static str,
    count: Count,
    outcome: Outcome,
    duration: Duration,
}

/// `cargo xtask test`.
pub(crate) fn run(mut arguments: Arguments) -> Outcome {
    let quick = arguments.flag("--quick");
    let list = arguments.flag("--list");
    let mut names = Vec::new();
    while let Some(name) = arguments.next_word() {
        names.push(name);
    }
    arguments.finish()?;
    if list {
        STEPS.iter().for_each(|step| println!("{:14} {}", step.name, step.about));
        return Ok(());
    }
    if let Some(name) = names.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        return Err(format!("no step `{name}`; `cargo xtask test --list` shows them"));
    }
    let chosen: Vec<&Step> = STEPS
        .iter()
        .filter(|step| names.is_empty() || names.iter().any(|name| name == step.name))
        .filter(|step| !quick || step.need == Need::Rust)
        .collect();

    let begin = Instant::now();
    let need = chosen.iter().map(|step| step.need).max().unwrap_or(Need::Rust);
    let environment = setup::ready(need)?;
    let reports: Vec<Report> = chosen.iter().map(|step| report(step, &environment)).collect();
    conclude(&reports, begin.elapsed())
}

fn report(step: &Step, environment: &Environment) -> Report {
    println!("\n==> {}: {}", step.name, step.about);
    let begin = Instant::now();
    let (mut count, outcome) = (step.work)(environment);
    match &outcome {
        Ok(()) if count == Count::default() => count.passed = 1,
        Ok(()) => {}
        Err(message) => {
            println!("{}: {message}", step.name);
            count.failed = count.failed.max(1);
        }
    }
    Report { name: step.name, count, outcome, duration: begin.elapsed() }
}

fn conclude(reports: &[Report], duration: Duration) -> Outcome {
    println!("\n==> summary, {}", process::seconds(duration));
    for Report { name, count, outcome, duration } in reports {
        let verdict = if outcome.is_ok() { "ok" } else { "FAILED" };
        let duration = process::seconds(*duration);
        println!("{verdict:6} {name:14} {duration:>12}  {:>5} passed", count.passed);
    }
    let failed: Vec<&str> =
        reports.iter().filter(|it| it.outcome.is_err()).map(|it| it.name).collect();
    if !failed.is_empty() {
        println!("failed steps: {}", failed.join(", "));
    }
    let sum =
        |part: fn(&Count) -> usize| reports.iter().map(|it| part(&it.count)).sum::<usize>();
    println!("{} passed, {} failed", sum(|it| it.passed), sum(|it| it.failed));
    if failed.is_empty() { Ok(()) } else { Err("not every check passed".into()) }
}

fn fmt(environment: &Environment) -> (Count, Outcome) {
    plain(environment, &["fmt", "--all", "--check"])
}

fn clippy(environment: &Environment) -> (Count, Outcome) {
    plain(environment, &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])
}

fn clippy_engine(environment: &Environment) -> (Count, Outcome) {
    clippy_wasm(environment, "engine")
}

fn clippy_page(environment: &Environment) -> (Count, Outcome) {
    clippy_wasm(environment, "page")
}

fn clippy_wasm(environment: &Environment, feature: &str) -> (Count, Outcome) {
    let target = ["--target", crate::tools::WASM_TARGET];
    let features = ["--no-default-features", "--features", feature];
    let arguments = ["clippy"].iter().chain(&target).chain(&features);
    let arguments: Vec<&str> = arguments.chain(&["--", "-D", "warnings"]).copied().collect();
    plain(environment, &arguments)
}

fn docs(environment: &Environment) -> (Count, Outcome) {
    let arguments = ["doc", "--no-deps", "--document-private-items", "--lib"];
    let mut command = environment.command("cargo");
    command.args(arguments).env("RUSTDOCFLAGS", "-D warnings");
    (Count::default(), process::in_view(&mut command))
}

fn native(environment: &Environment) -> (Count, Outcome) {
    process::counted(environment.command("cargo").args(["test", "--no-fail-fast"]))
}

fn xtask(environment: &Environment) -> (Count, Outcome) {
    process::counted(environment.command("cargo").args(["test", "--package", "xtask"]))
}

fn page(environment: &Environment) -> (Count, Outcome) {
    let arguments = ["test", "--no-default-features", "--features", "page", "--lib"];
    process::counted(environment.command("cargo").args(arguments))
}

fn build_shell(environment: &Environment) -> (Count, Outcome) {
    if !workspace::root().join("Trunk.toml").is_file() {
        return (Count::default(), Ok(()));
    }
    (Count::default(), shell::build(environment))
}

/// A step of cargo's without tests of its own.
fn plain(environment: &Environment, arguments: &[&str]) -> (Count, Outcome) {
    let mut command: Command = environment.command("cargo");
    (Count::default(), process::in_view(command.args(arguments)))
}
