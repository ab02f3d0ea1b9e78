//! `cargo xtask dist`: the command as one file, for people without a toolchain.
//!
//! Builds it for release with the shell inside, lays it into `target/dist`
//! with what has to go along, and tries it there: with an empty `PATH`, in an
//! empty folder, it has to say its version and to build a page.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::arguments::Arguments;
use crate::setup::{self, Environment, Need};
use crate::{Outcome, explore, process, shell, workspace};

/// What goes along with the command.
const COMPANIONS: &[&str] = &["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"];

/// `cargo xtask dist`.
pub(crate) fn run(arguments: Arguments) -> Outcome {
    arguments.finish()?;
    build(&setup::ready(Need::Shell)?)
}

/// Makes `target/dist`.
pub(crate) fn build(environment: &Environment) -> Outcome {
    shell::build(environment)?;
    let program = explore::release_command()?;
    let folder = workspace::target().join("dist");
    let failed = |error: std::io::Error| format!("cannot write {}: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(failed)?;
    }
    fs::create_dir_all(&folder).map_err(failed)?;
    let command = folder.join("corpuscope");
    fs::copy(program, &command).map_err(failed)?;
    for name in COMPANIONS {
        fs::copy(workspace::root().join(name), folder.join(name)).map_err(failed)?;
    }
    // The profile strips already; this takes what a linker leaves, if it can.
    process::printed(Command::new("strip").arg(&command));

    let version = try_out(&command, &folder.join("trial"))?;
    let bytes = fs::metadata(&command).map_err(failed)?.len();
    println!("dist: {} ({version}, {:.1} MB)", command.display(), bytes as f64 / 1e6);
    Ok(())
}

/// Runs the command where nothing else is to be found; its version.
fn try_out(command: &Path, folder: &Path) -> Outcome<String> {
    let failed = |error: std::io::Error| format!("cannot write {}: {error}", folder.display());
    let documents = folder.join("documents");
    fs::create_dir_all(&documents).map_err(failed)?;
    fs::write(documents.join("a.txt"), "The harbour opened on Monday.\n").map_err(failed)?;
    let alone = |arguments: &[&str]| {
        let mut command = Command::new(command);
        command.env_clear().env("PATH", "").current_dir(folder).args(arguments);
        process::printed(&mut command)
            .ok_or_else(|| format!("the finished command failed at `{}`", arguments.join(" ")))
    };
    let version = alone(&["--version"])?;
    alone(&[
        "build",
        "documents",
        "--output",
        "site",
        "--single-file",
        "page.html",
        "--quiet",
    ])?;
    let found = alone(&["search", "page.html", "harbour", "--format", "json"])?;
    if !found.contains("a.txt") {
        return Err(format!("the finished command does not find its document: {found}"));
    }
    fs::remove_dir_all(folder).map_err(failed)?;
    Ok(version)
}
