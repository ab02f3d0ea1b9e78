//! `cargo xtask bench`: speed and size, beside peers over the same documents.
//!
//! Sets up, builds the command for release with the shell inside, and hands
//! over to `benches/bench.mjs`; `benches/README.md` says what is measured.

use std::path::PathBuf;

use crate::arguments::Arguments;
use crate::setup::{self, Need};
use crate::{Outcome, explore, process, shell, workspace};

/// `cargo xtask bench`.
pub(crate) fn run(mut arguments: Arguments) -> Outcome {
    let corpus = arguments.option("--corpus")?;
    let runs = arguments.option("--runs")?;
    let books = arguments.option("--books")?;
    let alone = arguments.flag("--alone");
    arguments.finish()?;
    if books.as_ref().is_some_and(|file| !PathBuf::from(file).is_file()) {
        return Err(format!("no file {}", books.unwrap_or_default()));
    }

    let environment = setup::ready(Need::Browsers)?;
    shell::build(&environment)?;
    let program = explore::release_command()?;
    let mut node = environment.command("node");
    node.arg(workspace::root().join("benches/bench.mjs"));
    node.arg("--command").arg(program);
    node.arg("--cache").arg(workspace::cache());
    node.arg("--output").arg(workspace::target().join("bench"));
    if let Some(books) = books.map(PathBuf::from).or_else(books_beside_the_clone) {
        node.arg("--books").arg(books);
    }
    node.args(corpus.iter().flat_map(|names| ["--corpus", names]));
    node.args(runs.iter().flat_map(|runs| ["--runs", runs]));
    if alone {
        node.arg("--alone");
    }
    process::in_view(&mut node)
}

/// A large corpus of prose, where somebody has put one.
fn books_beside_the_clone() -> Option<PathBuf> {
    let file = workspace::root().parent()?.join("shared/corpora/books.jsonl.xz");
    file.is_file().then_some(file)
}
