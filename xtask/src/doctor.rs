//! `cargo xtask doctor`: what is there, what is not, and what mends it.
//! Changes nothing; fails where something is missing.

use std::process::Command;

use crate::arguments::Arguments;
use crate::tools::{self, CargoTool};
use crate::{Outcome, process, workspace};

/// One line of the list.
struct Finding {
    tool: String,
    /// Its version or place.
    found: Option<String>,
    /// The command that brings it.
    mend: String,
}

/// `cargo xtask doctor`.
pub(crate) fn run(arguments: Arguments) -> Outcome {
    arguments.finish()?;
    let findings = examine()?;
    let width = findings.iter().map(|it| it.tool.chars().count()).max().unwrap_or(0);
    for Finding { tool, found, mend } in &findings {
        match found {
            Some(found) => println!("ok       {tool:width$}  {found}"),
            None => println!("missing  {tool:width$}  mend: {mend}"),
        }
    }
    println!("\ntools are kept in {}", workspace::cache().display());
    match findings.iter().filter(|it| it.found.is_none()).count() {
        0 => Ok(()),
        1 => Err("1 tool is missing".into()),
        missing => Err(format!("{missing} tools are missing")),
    }
}

fn examine() -> Outcome<Vec<Finding>> {
    let setup = "cargo xtask setup";
    let version = |program: &str| process::printed(Command::new(program).arg("--version"));
    let first_line = |text: String| text.lines().next().unwrap_or_default().to_owned();
    let finding = |tool: &str, found: Option<String>, mend: &str| Finding {
        tool: tool.to_owned(),
        found: found.map(first_line),
        mend: mend.to_owned(),
    };
    let mut findings = vec![
        finding("rustc", version("rustc"), "install Rust with rustup"),
        finding(
            "rustfmt",
            process::printed(Command::new("cargo").args(["fmt", "--version"])),
            "rustup component add rustfmt",
        ),
        finding(
            "clippy",
            process::printed(Command::new("cargo").args(["clippy", "--version"])),
            "rustup component add clippy",
        ),
        finding(
            tools::WASM_TARGET,
            tools::has_wasm_target().then(|| "installed".to_owned()),
            &format!("rustup target add {} (or {setup})", tools::WASM_TARGET),
        ),
        finding("a C linker", version("cc"), "apt-get install gcc"),
        finding("git", version("git"), "apt-get install git"),
        finding(
            &format!("Node {} or newer", tools::OLDEST_NODE),
            tools::node_version()
                .filter(|it| *it >= tools::OLDEST_NODE)
                .and_then(|_| version("node")),
            "apt-get install nodejs npm",
        ),
        finding("npm", version("npm"), "apt-get install npm"),
    ];
    for tool in [CargoTool::trunk(), CargoTool::wasm_bindgen()?] {
        let place = tool.folder().join("bin").join(tool.program);
        let found = tool.is_there().then(|| place.display().to_string());
        findings.push(finding(&format!("{} {}", tool.package, tool.version), found, setup));
    }
    let node = tools::node_folder()?.join("node_modules");
    for (package, what) in [
        ("binaryen", "wasm-opt"),
        ("playwright-core", "playwright-core"),
        ("puppeteer-core", "puppeteer-core"),
        ("axe-core", "axe-core"),
    ] {
        let place = node.join(package);
        let found = place.is_dir().then(|| place.display().to_string());
        findings.push(finding(what, found, setup));
    }
    for browser in [tools::CHROMIUM, tools::FIREFOX] {
        let found = browser.find().map(|it| it.display().to_string());
        let mend = format!("apt-get install {}", browser.packages.join(" "));
        findings.push(finding(browser.name, found, &format!("{mend} (or {setup}, as root)")));
    }
    Ok(findings)
}
