//! `cargo xtask explore [FOLDER]`: from a fresh clone to a page in the browser.
//!
//! Installs what is missing, builds the shell and the command, and hands over
//! to `corpuscope serve`, which rebuilds and reloads when a document changes.

use std::path::PathBuf;
use std::process::Command;

use crate::arguments::Arguments;
use crate::setup::{self, Need};
use crate::{Outcome, process, shell, workspace};

/// `cargo xtask explore`.
pub(crate) fn run(mut arguments: Arguments) -> Outcome {
    let port = arguments.option("--port")?;
    let open = arguments.flag("--open");
    let folder =
        arguments.next_word().map_or_else(|| workspace::root().join("corpus"), PathBuf::from);
    arguments.finish()?;
    if !folder.exists() {
        return Err(format!("no folder {}; name a folder of documents", folder.display()));
    }

    let environment = setup::ready(Need::Shell)?;
    shell::build(&environment)?;
    let program = release_command()?;
    let mut serve = Command::new(program);
    serve.arg("serve").arg(&folder);
    serve.args(port.iter().flat_map(|port| ["--port", port]));
    serve.args(open.then_some("--open"));
    process::in_view(&mut serve)
}

/// Builds the command with the shell inside, and gives back its place.
pub(crate) fn release_command() -> Outcome<PathBuf> {
    println!("command: building corpuscope (minutes the first time, then seconds)");
    let mut build = Command::new("cargo");
    build.args(["build", "--release", "--bin", "corpuscope"]).current_dir(workspace::root());
    process::in_view(&mut build)?;
    Ok(workspace::target().join("release/corpuscope"))
}
