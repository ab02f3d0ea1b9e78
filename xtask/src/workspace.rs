//! Where things are: the clone, its target folders, the cache of tools.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The root of the clone. Cargo tells it at each run: the one of the day it was
/// compiled is wrong once the clone has been moved.
pub(crate) fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        manifest.parent().map(Path::to_path_buf).unwrap_or(manifest.clone())
    })
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// The page and the engine without a corpus. Always in the clone's own
/// `target`: Trunk, the build script and the tests agree on this name.
pub(crate) fn shell() -> PathBuf {
    root().join("target/shell")
}

/// What outlives the clone: tools and downloaded corpora.
pub(crate) fn cache() -> PathBuf {
    let from =
        |name: &str| std::env::var_os(name).filter(|it| !it.is_empty()).map(PathBuf::from);
    from("CORPUSCOPE_CACHE")
        .or_else(|| from("XDG_CACHE_HOME").map(|folder| folder.join("corpuscope")))
        .or_else(|| from("HOME").map(|folder| folder.join(".cache/corpuscope")))
        .unwrap_or_else(|| root().join("target/cache"))
}

/// 64-bit FNV-1a: names a folder or a state of the sources after its content.
/// Not for anything that somebody might forge.
#[derive(Clone, Copy)]
pub(crate) struct Fingerprint(u64);

impl Fingerprint {
    /// Of nothing.
    pub(crate) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Goes on with these bytes and their length.
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        let length = (bytes.len() as u64).to_le_bytes();
        for byte in bytes.iter().chain(&length) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// Sixteen hexadecimal digits.
    pub(crate) fn text(self) -> String {
        format!("{:016x}", self.0)
    }
}

/// The files of a folder itself, in order of path.
pub(crate) fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
}

/// Every file below a folder (or the file itself), in order of path.
pub(crate) fn files_below(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_path_buf()];
    }
    let Ok(entries) = std::fs::read_dir(path) else { return Vec::new() };
    let mut children: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    children.sort();
    children.iter().flat_map(|child| files_below(child)).collect()
}
