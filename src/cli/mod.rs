//! The command line: words go in, files or lines come out.
//!
//! One module a subcommand; each takes its arguments as a plain struct and
//! gives back an `Outcome`. What they share:
//!
//! - `asked` is what every command that runs a query takes;
//! - `source` reads a folder of documents, with progress and warnings;
//! - `target` finds the index of whatever a person names: a folder of
//!   documents, a built folder, an engine, a single-file page;
//! - `output` writes results to standard output;
//! - `notice` writes everything else to standard error;
//! - `failure` is the one sentence that a failed command ends with.
//!
//! Standard output carries results only, so that it can be piped; progress is
//! shown where standard error is a terminal. The exit code is 0, or 1 for a
//! failure, or 2 for a wrong command line. A closed pipe is no failure.
//! `docs/GUIDE.md` documents the commands for people.

mod asked;
mod build;
mod concordance;
mod dispersion;
mod export;
mod failure;
mod inspect;
mod notice;
mod output;
mod rank;
mod search;
mod serve;
mod source;
mod story;
mod target;

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Parser, Subcommand, ValueEnum};

use failure::Failure;

/// Compiles a folder of documents into one web page that searches, filters and
/// analyses them, entirely on the reader's own computer.
#[derive(Debug, Parser)]
#[command(name = "corpuscope", version, max_term_width = 90, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Build),
    Serve(serve::Serve),
    Search(search::Search),
    Concordance(concordance::Concordance),
    Rank(rank::Rank),
    Names(story::names::Names),
    Statements(story::statements::Statements),
    Figures(story::figures::Figures),
    Dates(story::dates::Dates),
    Events(story::events::Events),
    Duplicates(story::duplicates::Duplicates),
    Compare(story::compare::Compare),
    Inspect(inspect::Inspect),
    Export(export::Export),
}

/// How results are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// For scripts.
    Json,
    /// For spreadsheets.
    Csv,
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return explain(&error),
    };
    let outcome = match arguments.command {
        Command::Build(arguments) => build::run(arguments),
        Command::Serve(arguments) => serve::run(arguments),
        Command::Search(arguments) => search::run(arguments),
        Command::Concordance(arguments) => concordance::run(arguments),
        Command::Rank(arguments) => rank::run(&arguments),
        Command::Names(arguments) => story::names::run(&arguments),
        Command::Statements(arguments) => story::statements::run(&arguments),
        Command::Figures(arguments) => story::figures::run(&arguments),
        Command::Dates(arguments) => story::dates::run(&arguments),
        Command::Events(arguments) => story::events::run(&arguments),
        Command::Duplicates(arguments) => story::duplicates::run(&arguments),
        Command::Compare(arguments) => story::compare::run(&arguments),
        Command::Inspect(arguments) => inspect::run(arguments),
        Command::Export(arguments) => export::run(arguments),
    };
    match outcome {
        Ok(()) | Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Err(Failure::Message(message)) => {
            notice::say(&format!("corpuscope: {message}"));
            ExitCode::FAILURE
        }
    }
}

/// Help where it was asked for, else one sentence on what is wrong.
fn explain(error: &clap::Error) -> ExitCode {
    let text = error.render().to_string();
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // Nobody is left to tell if even help cannot be written.
        let _ = std::io::stdout().write_all(text.as_bytes());
        return ExitCode::SUCCESS;
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        notice::say(text.trim_end());
        return ExitCode::from(2);
    }
    notice::say(&format!("corpuscope: {}", sentence(&text)));
    ExitCode::from(2)
}

/// The parser's message and its tip in one line, and where to read on.
fn sentence(text: &str) -> String {
    let before_usage = text.split("\nUsage:").next().unwrap_or(text);
    let lines: Vec<&str> = before_usage
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("For more information"))
        .collect();
    let message = lines.join(" ");
    let message = message.trim_start_matches("error: ").replace(" tip: ", "; ");
    let subcommand = std::env::args_os().nth(1).unwrap_or_default();
    let known = [
        "build",
        "serve",
        "search",
        "concordance",
        "rank",
        "names",
        "statements",
        "figures",
        "dates",
        "events",
        "compare",
        "inspect",
        "export",
    ]
    .iter()
    .find(|name| OsString::from(name) == subcommand);
    match known {
        Some(name) => format!("{message}; see `corpuscope {name} --help`"),
        None => format!("{message}; see `corpuscope --help`"),
    }
}
