//! The shell: what Trunk makes of the engine and the page, without a corpus.
//!
//! Four files: each module and the glue that `wasm-bindgen` wrote for it. They
//! come from a folder, or from inside the command, where the build script has
//! put them.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use super::EmbedError;

include!(concat!(env!("OUT_DIR"), "/packed_shell.rs"));

/// The two modules without a corpus, and their glue.
#[derive(Clone, PartialEq, Eq)]
pub struct Shell {
    pub(super) engine_glue: Cow<'static, str>,
    pub(super) engine_wasm: Cow<'static, [u8]>,
    pub(super) page_glue: Cow<'static, str>,
    pub(super) page_wasm: Cow<'static, [u8]>,
}

impl std::fmt::Debug for Shell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shell")
            .field("engine_bytes", &self.engine_wasm.len())
            .field("page_bytes", &self.page_wasm.len())
            .finish_non_exhaustive()
    }
}

impl Shell {
    /// The shell inside this command.
    ///
    /// # Errors
    /// It was compiled without one.
    pub fn packed() -> Result<Self, EmbedError> {
        let Some([engine_glue, engine_wasm, page_glue, page_wasm]) = PACKED else {
            return Err(EmbedError::NoShell);
        };
        Ok(Self {
            engine_glue: String::from_utf8_lossy(engine_glue),
            engine_wasm: Cow::Borrowed(engine_wasm),
            page_glue: String::from_utf8_lossy(page_glue),
            page_wasm: Cow::Borrowed(page_wasm),
        })
    }

    /// The shell in a folder, such as `target/shell` or Trunk's output.
    ///
    /// # Errors
    /// One of its four files is missing or cannot be read.
    pub fn load(folder: &Path) -> Result<Self, EmbedError> {
        let bytes = |name: &str| {
            let path = folder.join(name);
            fs::read(&path).map_err(|source| EmbedError::Read { path, source })
        };
        let text = |name| bytes(name).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        Ok(Self {
            engine_glue: text("engine.js")?.into(),
            engine_wasm: bytes("engine_bg.wasm")?.into(),
            page_glue: text("page.js")?.into(),
            page_wasm: bytes("page_bg.wasm")?.into(),
        })
    }
}
