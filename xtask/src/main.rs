//! Chores of the project: `cargo xtask COMMAND`.
//!
//! A command line goes in, one module does the chore, one sentence on standard
//! error says what went wrong. There are no dependencies, so that the first
//! `cargo xtask` of a fresh clone starts within seconds.

mod arguments;
mod bench;
mod compiler;
mod dist;
mod doctor;
mod explore;
mod hook;
mod pictures;
mod process;
mod setup;
mod shell;
mod steps;
mod test;
mod tools;
mod workspace;

use std::process::ExitCode;

use arguments::Arguments;

/// What every chore gives back: nothing, or a sentence for the person.
type Outcome<T = ()> = Result<T, String>;

const HELP: &str = "\
Chores of the project.

Usage: cargo xtask COMMAND

  explore [FOLDER] [--port N]   builds the page over FOLDER (default: corpus/) and serves it
  test [--quick] [STEP…]        runs every check, or the steps named (--list shows them)
  doctor                        lists the tools that are needed, and how to get the missing ones
  setup [--no-browsers]         installs what is missing; the other commands do it themselves
  shell [--force]               builds the page and the engine without a corpus: target/shell/
  bench [--corpus NAME,…] [--runs N] [--books FILE] [--alone]
                                speed and size, beside peers: benches/README.md
  dist                          the finished command, one file: target/dist/
  pictures                      takes the README's pictures anew: docs/pictures/
  help                          prints this

Tools are kept outside the clone, in $CORPUSCOPE_CACHE, $XDG_CACHE_HOME/corpuscope
or ~/.cache/corpuscope, so that the next clone finds them ready.
";

fn main() -> ExitCode {
    let own: Vec<_> = std::env::args_os().skip(1).collect();
    if let Some(rustc) = compiler::called(&own) {
        return compiler::run(rustc, &own[1..]);
    }
    let mut arguments = Arguments::from_environment();
    let command = arguments.next_word().unwrap_or_else(|| "help".to_owned());
    let outcome = match command.as_str() {
        "explore" => explore::run(arguments),
        "test" => test::run(arguments),
        "doctor" => doctor::run(arguments),
        "setup" => setup::run(arguments),
        "shell" => shell::run(arguments),
        "hook" => hook::run(arguments),
        "bench" => bench::run(arguments),
        "dist" => dist::run(arguments),
        "pictures" => pictures::run(arguments),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("no command `{other}`; `cargo xtask help` lists them")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
