//! `cargo xtask test`: runs the steps and sums them up.
//!
//! Steps run one after the other (each uses all cores), all of them even where
//! one fails; a step that needs a failed one is failed too. The last line is
//! `N passed, N failed`: the tests of the steps that have any, and one for
//! each other step.

use std::time::{Duration, Instant};

use crate::Outcome;
use crate::arguments::Arguments;
use crate::process::{self, Count};
use crate::setup::{self, Environment, Need};
use crate::steps::{STEPS, Step};

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
