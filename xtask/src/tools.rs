//! The tools that the chores need: which version, where it is kept, whether
//! it is there. Nothing is installed here; `setup` does that.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::workspace::{self, Fingerprint};
use crate::{Outcome, process};

/// Newer ones need a newer rustc than the project does.
pub(crate) const TRUNK: &str = "0.21.14";

/// Node 20 is the first with `node --test` as the browser tests use it.
pub(crate) const OLDEST_NODE: u32 = 20;

/// What rustc calls the browser.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// A program that `cargo install` brings.
pub(crate) struct CargoTool {
    /// Its package.
    pub(crate) package: &'static str,
    /// Its program.
    pub(crate) program: &'static str,
    /// The one version that fits.
    pub(crate) version: String,
    /// How long it takes to compile on two cores.
    pub(crate) minutes: u32,
}

impl CargoTool {
    /// Builds and serves the shell.
    pub(crate) fn trunk() -> Self {
        Self { package: "trunk", program: "trunk", version: TRUNK.to_owned(), minutes: 7 }
    }

    /// Makes a module's JavaScript. Its version has to be the library's.
    pub(crate) fn wasm_bindgen() -> Outcome<Self> {
        Ok(Self {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version: locked_version("wasm-bindgen")?,
            minutes: 5,
        })
    }

    /// Where it is kept: a folder for each version.
    pub(crate) fn folder(&self) -> PathBuf {
        workspace::cache().join("tools").join(format!("{}-{}", self.program, self.version))
    }

    /// Whether it is there and is what its folder's name says.
    pub(crate) fn is_there(&self) -> bool {
        self.folder().join("bin").join(self.program).is_file()
    }
}

/// The version of a package in `Cargo.lock`.
pub(crate) fn locked_version(package: &str) -> Outcome<String> {
    let path = workspace::root().join("Cargo.lock");
    let text = std::fs::read_to_string(&path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    version_in_lock(&text, package)
        .ok_or_else(|| format!("no package `{package}` in {}", path.display()))
}

fn version_in_lock(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    Some(version.trim_end_matches('"').to_owned())
}

/// The folder whose `package.json` and `package-lock.json` pin what npm brings.
pub(crate) fn node_project() -> PathBuf {
    workspace::root().join("tests/browser")
}

/// Where npm's packages are kept: a folder for each state of the lock file.
pub(crate) fn node_folder() -> Outcome<PathBuf> {
    let lock = node_project().join("package-lock.json");
    let bytes = std::fs::read(&lock)
        .map_err(|error| format!("cannot read {}: {error}", lock.display()))?;
    let mut fingerprint = Fingerprint::new();
    fingerprint.add(&bytes);
    Ok(workspace::cache().join("tools").join(format!("node-{}", fingerprint.text())))
}

/// The major version of Node, where there is one.
pub(crate) fn node_version() -> Option<u32> {
    let version = process::printed(Command::new("node").arg("--version"))?;
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

/// Whether rustc has the standard library for the browser.
pub(crate) fn has_wasm_target() -> bool {
    in_sysroot(&format!("lib/rustlib/{WASM_TARGET}"))
}

/// The components of rustup that the checks use and that are not there.
pub(crate) fn missing_components() -> Vec<&'static str> {
    let components = [("rustfmt", "bin/rustfmt"), ("clippy", "bin/clippy-driver")];
    components.iter().filter(|it| !in_sysroot(it.1)).map(|it| it.0).collect()
}

fn in_sysroot(path: &str) -> bool {
    let sysroot = process::printed(Command::new("rustc").args(["--print", "sysroot"]));
    sysroot.is_some_and(|folder| Path::new(&folder).join(path).exists())
}

/// A browser of the system.
#[derive(Clone, Copy)]
pub(crate) struct Browser {
    /// What people call it.
    pub(crate) name: &'static str,
    /// The variable that names another one.
    pub(crate) variable: &'static str,
    /// Its programs, best first.
    programs: &'static [&'static str],
    /// The packages of Debian that bring it.
    pub(crate) packages: &'static [&'static str],
}

/// Driven by playwright-core. It needs a font to draw text at all.
pub(crate) const CHROMIUM: Browser = Browser {
    name: "Chromium",
    variable: "CORPUSCOPE_CHROMIUM",
    programs: &["chromium", "chromium-browser", "google-chrome"],
    packages: &["chromium", "fonts-dejavu-core"],
};

/// Driven by puppeteer-core.
pub(crate) const FIREFOX: Browser = Browser {
    name: "Firefox",
    variable: "CORPUSCOPE_FIREFOX",
    programs: &["firefox-esr", "firefox"],
    packages: &["firefox-esr", "fonts-dejavu-core"],
};

impl Browser {
    /// Its program.
    pub(crate) fn find(&self) -> Option<PathBuf> {
        match std::env::var_os(self.variable) {
            Some(program) => Some(PathBuf::from(program)).filter(|it| it.is_file()),
            None => self.programs.iter().find_map(|program| on_path(program)),
        }
    }
}

/// Finds a program as a shell would.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|it| it.is_file())
}

/// Whether packages of the system can be installed without asking anybody.
pub(crate) fn can_install_packages() -> bool {
    on_path("apt-get").is_some()
        && process::printed(Command::new("id").arg("-u")).as_deref() == Some("0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"a-b\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"a\"\nversion = \"0.2.126\"\nsource = \"…\"\n";
        assert_eq!(version_in_lock(lock, "a").as_deref(), Some("0.2.126"));
        assert_eq!(version_in_lock(lock, "b"), None);
    }
}
