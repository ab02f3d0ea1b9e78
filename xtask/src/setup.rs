//! Installs what is missing, at pinned versions, and says so.
//!
//! 1. With nothing missing this takes a fraction of a second: it looks for
//!    files and starts `rustc` and `node` once each.
//! 2. A tool is installed into a temporary folder beside its place and moved
//!    there in one step, so that a run that is stopped leaves nothing half
//!    done. A lock file for each tool lets a second run wait for the first.
//! 3. Packages of the system are installed only where that needs nobody's
//!    leave (`apt-get`, as root); elsewhere a sentence tells what to type.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::arguments::Arguments;
use crate::tools::{self, Browser, CargoTool};
use crate::{Outcome, process, workspace};

/// What a chore needs beyond Rust.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    /// To compile, for the wasm target too, and to lint.
    Rust,
    /// To build the shell: the wasm target, Trunk, wasm-bindgen, wasm-opt.
    Shell,
    /// To try it as well: browsers, and what drives them.
    Browsers,
}

/// The tools, ready to be run.
pub(crate) struct Environment {
    path: OsString,
}

impl Environment {
    /// A program that finds the pinned tools before any other.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("PATH", &self.path).current_dir(workspace::root());
        // Trunk 0.21 takes NO_COLOR=1 for a value it cannot read.
        if program == "trunk" {
            command.env_remove("NO_COLOR");
        }
        command
    }
}

/// `cargo xtask setup`.
pub(crate) fn run(mut arguments: Arguments) -> Outcome {
    let need = if arguments.flag("--no-browsers") { Need::Shell } else { Need::Browsers };
    arguments.finish()?;
    let begin = Instant::now();
    ready(need)?;
    println!("setup: everything is there ({})", process::seconds(begin.elapsed()));
    Ok(())
}

/// Installs what is missing and gives back where everything is.
pub(crate) fn ready(need: Need) -> Outcome<Environment> {
    let tools = workspace::cache().join("tools");
    fs::create_dir_all(&tools).map_err(|error| cannot_write(&tools, &error))?;

    rust()?;
    let mut path = Vec::new();
    if need >= Need::Shell {
        node()?;
        path.push(node_packages()?.join("node_modules/.bin"));
        for tool in [CargoTool::wasm_bindgen()?, CargoTool::trunk()] {
            cargo_tool(&tool)?;
            path.push(tool.folder().join("bin"));
        }
    }
    if need >= Need::Browsers {
        for browser in [tools::CHROMIUM, tools::FIREFOX] {
            self::browser(browser)?;
        }
    }
    path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let path = std::env::join_paths(path).map_err(|error| format!("odd PATH: {error}"))?;
    Ok(Environment { path })
}

/// Adds rustc's library for the browser and the components for the checks.
/// `RUSTUP_AUTO_INSTALL=0` may be set, so nothing but an explicit command would.
fn rust() -> Outcome {
    if !tools::has_wasm_target() {
        rustup(&["target", "add", tools::WASM_TARGET])?;
    }
    for component in tools::missing_components() {
        rustup(&["component", "add", component])?;
    }
    Ok(())
}

fn rustup(arguments: &[&str]) -> Outcome {
    let typed = arguments.join(" ");
    if tools::on_path("rustup").is_none() {
        return Err(format!(
            "`rustup {typed}` is needed, and there is no rustup; install Rust with it"
        ));
    }
    let mut command = Command::new("rustup");
    command.args(arguments).current_dir(workspace::root());
    step(&format!("what `rustup {typed}` brings"), "some seconds", |log| {
        process::with_progress("rustup", &mut command, log)
    })
}

fn node() -> Outcome {
    if tools::node_version().is_none() && tools::can_install_packages() {
        packages("Node and npm", &["nodejs", "npm"])?;
    }
    match tools::node_version() {
        Some(version) if version >= tools::OLDEST_NODE && tools::on_path("npm").is_some() => {
            Ok(())
        }
        Some(version) if version >= tools::OLDEST_NODE => {
            Err("npm is missing; install it (Debian: apt-get install npm)".into())
        }
        Some(version) => Err(format!(
            "Node {version} is too old; install Node {} or newer",
            tools::OLDEST_NODE
        )),
        None => Err(format!(
            "Node is missing; install Node {} or newer with npm (Debian: apt-get install nodejs npm)",
            tools::OLDEST_NODE
        )),
    }
}

/// What `tests/browser/package-lock.json` pins: wasm-opt, the browsers'
/// drivers, axe, Pagefind. A link makes them visible to the scripts there.
fn node_packages() -> Outcome<PathBuf> {
    let folder = tools::node_folder()?;
    install_once(&folder, "node_modules", |staging, log| {
        for name in ["package.json", "package-lock.json", ".npmrc"] {
            fs::copy(tools::node_project().join(name), staging.join(name))
                .map_err(|error| cannot_write(staging, &error))?;
        }
        let mut command = Command::new("npm");
        command
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"])
            .current_dir(staging);
        step("npm's packages (wasm-opt, drivers of browsers)", "half a minute", |_| {
            process::with_progress("npm ci", &mut command, log)
        })
    })?;
    let link = tools::node_project().join("node_modules");
    let goal = folder.join("node_modules");
    if fs::read_link(&link).ok().as_ref() != Some(&goal) {
        link_to(&goal, &link)?;
    }
    Ok(folder)
}

/// Puts the link in place in one step, for two runs may do so at once.
fn link_to(goal: &Path, link: &Path) -> Outcome {
    if link.is_dir() && !link.is_symlink() {
        fs::remove_dir_all(link).map_err(|error| cannot_write(link, &error))?;
    }
    let staging = link.with_file_name(format!(".node_modules-{}", std::process::id()));
    std::os::unix::fs::symlink(goal, &staging)
        .map_err(|error| cannot_write(&staging, &error))?;
    fs::rename(&staging, link).map_err(|error| cannot_write(link, &error))
}

fn cargo_tool(tool: &CargoTool) -> Outcome {
    let what = format!("{} {}", tool.package, tool.version);
    let folder = tool.folder();
    install_once(&folder, &format!("bin/{}", tool.program), |staging, log| {
        let mut command = Command::new("cargo");
        command
            .args(["install", tool.package, "--version", &tool.version, "--locked", "--root"])
            .arg(staging)
            .env("CARGO_TARGET_DIR", staging.join("target"))
            .env_remove("RUSTFLAGS")
            // A tool that runs for seconds need not be compiled for minutes:
            // Trunk's own settings optimise the whole program at its end.
            .envs([
                ("CARGO_PROFILE_RELEASE_LTO", "off"),
                ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
                ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
            ])
            // Away from the clone, whose settings are not meant for the tool.
            .current_dir(staging);
        let duration = format!("about {} minutes, once for all clones", tool.minutes);
        step(&what, &duration, |_| process::with_progress(tool.package, &mut command, log))?;
        fs::remove_dir_all(staging.join("target")).ok();
        Ok(())
    })
}

fn browser(browser: Browser) -> Outcome {
    if browser.find().is_some() {
        return Ok(());
    }
    if !tools::can_install_packages() {
        return Err(format!(
            "{} is missing; install it (Debian: sudo apt-get install {}) \
             or name its program in {}",
            browser.name,
            browser.packages.join(" "),
            browser.variable
        ));
    }
    packages(browser.name, browser.packages)?;
    match browser.find() {
        Some(_) => Ok(()),
        None => Err(format!("{} is still missing after its installation", browser.name)),
    }
}

/// Counts instructions; only the step that does so needs it.
pub(crate) fn valgrind() -> Outcome {
    if tools::on_path("valgrind").is_some() {
        return Ok(());
    }
    if !tools::can_install_packages() {
        return Err(
            "valgrind is missing; install it (Debian: sudo apt-get install valgrind)".into()
        );
    }
    packages("valgrind", &["valgrind"])
}

/// Packages of the system. Another `apt-get` may be at work: it is waited for.
fn packages(what: &str, names: &[&str]) -> Outcome {
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command.args(["-q", "-y", "-o", "DPkg::Lock::Timeout=600"]).args(arguments);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    let mut install = vec!["install", "--no-install-recommends"];
    install.extend(names);
    step(&format!("{what}, from the system's packages"), "a minute or two", |log| {
        process::with_progress("apt-get", &mut apt(&["update"]), log)?;
        process::with_progress("apt-get", &mut apt(&install), log)
    })
}

/// Fills `folder` by way of a temporary one, unless `witness` is in it.
fn install_once(
    folder: &Path,
    witness: &str,
    fill: impl FnOnce(&Path, &Path) -> Outcome,
) -> Outcome {
    if folder.join(witness).exists() {
        return Ok(());
    }
    let name = folder.file_name().expect("a tool's folder has a name").to_string_lossy();
    let beside = |prefix: &str| folder.with_file_name(format!(".{prefix}-{name}"));

    let lock_path = beside("lock");
    let lock = File::create(&lock_path).map_err(|error| cannot_write(&lock_path, &error))?;
    if let Err(TryLockError::WouldBlock) = lock.try_lock() {
        println!("setup: another run is installing {name}; waiting for it");
        lock.lock().map_err(|error| cannot_write(&lock_path, &error))?;
    }
    if folder.join(witness).exists() {
        return Ok(());
    }
    let staging = beside("staging");
    for leftover in [&staging, folder] {
        if leftover.exists() {
            fs::remove_dir_all(leftover).map_err(|error| cannot_write(leftover, &error))?;
        }
    }
    fs::create_dir_all(&staging).map_err(|error| cannot_write(&staging, &error))?;
    fill(&staging, &beside("log"))?;
    fs::rename(&staging, folder).map_err(|error| cannot_write(folder, &error))
}

/// Says what is done and how long it took.
fn step(what: &str, duration: &str, work: impl FnOnce(&Path) -> Outcome) -> Outcome {
    println!("setup: installing {what} ({duration})");
    let log = workspace::cache().join("tools/.log-system");
    let begin = Instant::now();
    work(&log)?;
    println!("setup: installed {what} in {}", process::seconds(begin.elapsed()));
    Ok(())
}

fn cannot_write(path: &Path, error: &std::io::Error) -> String {
    format!("cannot write {}: {error}", path.display())
}
