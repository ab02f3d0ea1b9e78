//! `cargo xtask shell`: the page and the engine without a corpus, by Trunk.
//!
//! Trunk takes some seconds to find that nothing changed, so a fingerprint of
//! everything that the two modules are made of lies beside the result, and
//! Trunk is started only where that differs.

use std::path::PathBuf;
use std::time::Instant;

use crate::arguments::Arguments;
use crate::setup::{self, Environment, Need};
use crate::workspace::{self, Fingerprint};
use crate::{Outcome, compiler, process, tools};

/// What the modules are made of. Folders are read with all that is below.
const SOURCES: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build",
    "build.rs",
    "index.html",
    "languages",
    "src",
    "xtask/src/compiler.rs",
];

/// Below `src`, but in neither module.
const NATIVE_ONLY: &[&str] =
    &["src/cli", "src/embed", "src/read", "src/shell", "src/bin/corpuscope.rs"];

/// `cargo xtask shell`.
pub(crate) fn run(mut arguments: Arguments) -> Outcome {
    let force = arguments.flag("--force");
    arguments.finish()?;
    let environment = setup::ready(Need::Shell)?;
    if force {
        std::fs::remove_file(stamp()).ok();
    }
    build(&environment)
}

/// Builds the shell unless it is up to date.
pub(crate) fn build(environment: &Environment) -> Outcome {
    let folder = workspace::shell();
    let wanted = fingerprint();
    let found = std::fs::read_to_string(stamp()).unwrap_or_default();
    if found == wanted && folder.is_dir() {
        println!("shell: up to date");
        return Ok(());
    }
    println!("shell: building the page and the engine (a minute when nothing is compiled yet)");
    let begin = Instant::now();
    std::fs::remove_file(stamp()).ok();
    let mut command = environment.command("trunk");
    command.args(["build", "--release", "--dist"]).arg(&folder);
    compiler::stands_in(&mut command, nameless())?;
    process::in_view(&mut command)?;
    std::fs::write(stamp(), wanted)
        .map_err(|error| format!("cannot write {}: {error}", stamp().display()))?;
    println!("shell: built in {}", process::seconds(begin.elapsed()));
    Ok(())
}

/// Makes the compiler call its packages' folder `cargo`: panics name source
/// files, and no published page should tell where its maker's home is, nor
/// differ from one machine to the next. The variable counts for the modules
/// only; a folder with a blank in its name cannot be written there.
fn nameless() -> Option<String> {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")))?;
    let packages = home.join("registry/src").into_os_string().into_string().ok()?;
    let flag = format!("--remap-path-prefix={packages}=cargo");
    (!flag.contains(' ')).then_some(flag)
}

fn stamp() -> PathBuf {
    workspace::shell().with_extension("fingerprint")
}

fn fingerprint() -> String {
    let root = workspace::root();
    let mut fingerprint = Fingerprint::new();
    fingerprint.add(tools::TRUNK.as_bytes());
    for source in SOURCES {
        for file in workspace::files_below(&root.join(source)) {
            let name = file.strip_prefix(root).unwrap_or(&file);
            if NATIVE_ONLY.iter().any(|native| name.starts_with(native)) {
                continue;
            }
            fingerprint.add(name.as_os_str().as_encoded_bytes());
            fingerprint.add(&std::fs::read(&file).unwrap_or_default());
        }
    }
    fingerprint.text()
}
