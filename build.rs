//! Puts the shell (the two modules without a corpus) into the command.
//!
//! The shell is taken from the folder that `CORPUSCOPE_SHELL` names, else from
//! `target/shell`, where `cargo xtask shell` leaves it. Where there is none, the
//! command is compiled all the same and says at run time how to make one: the
//! modules are made by a build of this very package, so that nothing else
//! would ever get off the ground.

use std::path::{Path, PathBuf};
use std::{env, fs};

const FILES: [&str; 4] = ["engine.js", "engine_bg.wasm", "page.js", "page_bg.wasm"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_CLI").is_none() {
        return;
    }
    println!("cargo::rerun-if-env-changed=CORPUSCOPE_SHELL");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let named = env::var_os("CORPUSCOPE_SHELL").filter(|folder| !folder.is_empty());
    let folder = match &named {
        Some(folder) => root.join(folder),
        None => root.join("target").join("shell"),
    };
    // Cargo takes a watched path that does not exist for changed, and would
    // compile the package anew each time: an empty folder can be watched. Where
    // it cannot be made (a read-only copy), that is the lesser evil.
    let _ = fs::create_dir_all(&folder);
    println!("cargo::rerun-if-changed={}", folder.display());

    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let packed = match pack(&folder, &out) {
        Some(list) => format!("Some([{list}])"),
        None if named.is_some() => {
            println!(
                "cargo::error=CORPUSCOPE_SHELL names {}, which lacks one of {}; make it with \
                 cargo xtask shell",
                folder.display(),
                FILES.join(", ")
            );
            return;
        }
        None => "None".to_owned(),
    };
    let code = format!("const PACKED: Option<[&[u8]; {}]> = {packed};\n", FILES.len());
    fs::write(out.join("packed_shell.rs"), code).expect("OUT_DIR can be written");
}

/// Copies the files where the compiler includes them from; `None` unless all
/// are there.
fn pack(folder: &Path, out: &Path) -> Option<String> {
    let mut list = String::new();
    for name in FILES {
        fs::copy(folder.join(name), out.join(name)).ok()?;
        list += &format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}\")), ");
    }
    Some(list)
}
