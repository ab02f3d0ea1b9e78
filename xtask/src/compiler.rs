//! In the compiler's place: a call of rustc goes in, the same call goes on,
//! without what is only for the engine where it compiles something else.
//!
//! At level "z" alone the engine loads the text 1.8 times slower than at "s", for
//! 30 kB (brotli) less: nothing but functions of some five instructions is
//! inlined, and no loop keeps its condition at its end. With both mended it loads
//! as fast as at "s", for 3 kB. The page's module, which waits for people, stays as
//! small as can be. A profile cannot say so, and flags count for both modules
//! (Cargo compiles again when they change): so this program stands in for rustc
//! while the shell is built, and takes them out again.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::{Command, ExitCode};

use crate::Outcome;

/// Loops end with their condition; functions up to about so many instructions
/// are inlined.
const SPEED: [&str; 2] =
    ["-Cllvm-args=-enable-loop-header-duplication", "-Cllvm-args=-inline-threshold=15"];

/// Makes a command that calls Cargo put this program in rustc's place, and gives
/// it flags besides these.
pub(crate) fn stands_in(command: &mut Command, flags: Option<String>) -> Outcome {
    let own = std::env::current_exe()
        .map_err(|error| format!("the path of this program is not known: {error}"))?;
    let flags: Vec<String> = flags.into_iter().chain(SPEED.map(str::to_owned)).collect();
    command.env("RUSTC_WRAPPER", own);
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.join(" "));
    Ok(())
}

/// The compiler that the arguments of this program begin with, if they do.
pub(crate) fn called(arguments: &[OsString]) -> Option<&OsString> {
    arguments.first().filter(|it| Path::new(it).file_stem() == Some(OsStr::new("rustc")))
}

/// Compiles.
pub(crate) fn run(compiler: &OsStr, arguments: &[OsString]) -> ExitCode {
    let mut command = Command::new(compiler);
    let speed = is_for_engine(arguments);
    command.args(arguments.iter().filter(|it| speed || !SPEED.iter().any(|flag| it == flag)));
    match command.status() {
        Ok(status) => match status.code().and_then(|code| u8::try_from(code).ok()) {
            Some(code) => code.into(),
            None => ExitCode::FAILURE,
        },
        Err(error) => {
            eprintln!("error: cannot start {}: {error}", compiler.display());
            ExitCode::FAILURE
        }
    }
}

/// Whether what is made goes where the engine's profile has its files.
fn is_for_engine(arguments: &[OsString]) -> bool {
    let mut folders = arguments.iter().skip_while(|it| *it != "--out-dir").skip(1);
    folders.next().is_some_and(|it| Path::new(it).iter().any(|part| part == "engine"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn calls_of_the_compiler_are_told_from_chores() {
        let called_by = |line: &str| called(&words(line)).is_some();
        assert!(called_by("/somewhere/bin/rustc --crate-name page"));
        assert!(called_by("rustc -vV"));
        assert!(!called_by("shell --force"));
        assert!(!called_by("test"));
    }

    #[test]
    fn the_engine_alone_is_made_for_speed() {
        assert!(is_for_engine(&words("--crate-name fst --out-dir target/wasm/engine/deps")));
        assert!(!is_for_engine(&words("--crate-name fst --out-dir target/wasm/page/deps")));
        assert!(!is_for_engine(&words("--crate-name engine -")));
    }
}
