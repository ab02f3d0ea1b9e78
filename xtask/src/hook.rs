//! `cargo xtask hook`: Trunk's last step, started by Trunk (`Trunk.toml`).
//!
//! Trunk has put the two modules into its staging folder. This turns the
//! folder into the page over `corpus/`, so that `trunk build` and `trunk serve`
//! show what `corpuscope build corpus` makes. Where Trunk builds the shell
//! itself (`cargo xtask shell`), the modules stay as they are.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::arguments::Arguments;
use crate::{Outcome, process, workspace};

/// What Trunk has put there, beside the `index.html` that is written over.
const MODULES: &[&str] = &["engine.js", "engine_bg.wasm", "page.js", "page_bg.wasm"];

/// `cargo xtask hook`.
pub(crate) fn run(arguments: Arguments) -> Outcome {
    arguments.finish()?;
    let folder = |name: &str| {
        let folder = std::env::var_os(name).map(PathBuf::from);
        folder.ok_or_else(|| format!("{name} is not set; this is started by Trunk alone"))
    };
    let (staging, dist) = (folder("TRUNK_STAGING_DIR")?, folder("TRUNK_DIST_DIR")?);
    if dist == workspace::shell() {
        return Ok(());
    }
    let mut build = Command::new("cargo");
    build.args(["run", "--quiet", "--bin", "corpuscope", "--", "build", "corpus", "--quiet"]);
    build.arg("--shell").arg(&staging).arg("--output").arg(&staging);
    process::in_view(build.current_dir(workspace::root()))?;
    for name in MODULES {
        let path = staging.join(name);
        fs::remove_file(&path)
            .map_err(|error| format!("cannot remove {}: {error}", path.display()))?;
    }
    Ok(())
}
