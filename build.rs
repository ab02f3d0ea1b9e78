//! Puts the interface's texts into the page and the shell (the two modules
//! without a corpus) into the command.
//!
//! The texts are the files in `languages/`; see `build/languages.rs`. The engine
//! gets tables of letters: `build/cases.rs`.
//!
//! The shell is taken from the folder that `CORPUSCOPE_SHELL` names, else from
//! `target/shell`, where `cargo xtask shell` leaves it. Where there is none, the
//! command is compiled all the same and says at run time how to make one: the
//! modules are made by a build of this very package, so that nothing else
//! would ever get off the ground.

#[path = "build/cases.rs"]
mod cases;
#[path = "build/languages.rs"]
mod languages;

use std::path::{Path, PathBuf};
use std::{env, fs};

const FILES: [&str; 4] = ["engine.js", "engine_bg.wasm", "page.js", "page_bg.wasm"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=languages");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("cases.rs"), cases::make()).expect("OUT_DIR can be written");
    for error in texts(&root.join("languages"), &out).err().into_iter().flatten() {
        println!("cargo::error={error}");
    }
    if env::var_os("CARGO_FEATURE_CLI").is_none() {
        return;
    }
    println!("cargo::rerun-if-env-changed=CORPUSCOPE_SHELL");
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

/// Writes `texts.rs` (what the page reads) and `packed_texts.rs` (each language
/// with the name of its script and its texts).
fn texts(folder: &Path, out: &Path) -> Result<(), Vec<String>> {
    let unreadable = |error| vec![format!("languages/ cannot be read: {error}")];
    let mut languages = Vec::new();
    let mut errors = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let tag = path.file_stem().unwrap_or_default().to_string_lossy();
        let text = fs::read_to_string(&path).map_err(unreadable)?;
        match languages::read(&tag, &text) {
            Ok(language) => languages.push(language),
            Err(more) => errors.extend(more),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let made = languages::make(&languages)?;
    let mut list = String::new();
    for (tag, packed) in &made.packed {
        list += &format!("    (\"{tag}\", \"texts-{tag}.js\", {packed:?}),\n");
    }
    let list = format!("const PACKED_TEXTS: &[(&str, &str, &str)] = &[\n{list}];\n");
    let written = fs::write(out.join("texts.rs"), made.code)
        .and_then(|()| fs::write(out.join("packed_texts.rs"), list));
    written.map_err(|error| vec![format!("OUT_DIR cannot be written: {error}")])
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
