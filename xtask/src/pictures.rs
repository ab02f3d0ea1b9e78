//! `cargo xtask pictures`: takes the pictures of the README anew, by Chromium.

use crate::arguments::Arguments;
use crate::setup::{self, Need};
use crate::{Outcome, process, shell, steps, workspace};

/// `cargo xtask pictures`.
pub(crate) fn run(arguments: Arguments) -> Outcome {
    arguments.finish()?;
    let environment = setup::ready(Need::Browsers)?;
    shell::build(&environment)?;
    steps::build_pages(&environment)?;
    let mut node = environment.command("node");
    node.arg("tests/browser/pictures.mjs");
    node.arg(workspace::root().join("docs/pictures"));
    node.env("CORPUSCOPE_BUILT", steps::built_pages());
    process::in_view(&mut node)
}
