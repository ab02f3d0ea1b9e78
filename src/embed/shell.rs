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

#[cfg(test)]
impl Shell {
    /// A shell that is whole in form: a module with a memory, a cell and some
    /// data of its own, and glue of the form that wasm-bindgen writes.
    pub(super) fn tiny() -> Self {
        Self {
            engine_glue: "let wasm_bindgen = (function() {})();\n".into(),
            engine_wasm: tiny_engine(None).into(),
            page_glue: "export function mount() {}\n\
                        async function __wbg_init() {}\n\
                        export { mount as other, __wbg_init as default };\n"
                .into(),
            page_wasm: wasm_encoder::Module::new().finish().into(),
        }
    }
}

/// Two pages of memory, at most `maximum`; the cell at 1,024.
#[cfg(test)]
pub(super) fn tiny_engine(maximum: Option<u64>) -> Vec<u8> {
    use wasm_encoder::{
        ConstExpr, DataSection, ExportKind, ExportSection, GlobalSection, GlobalType,
        MemorySection, MemoryType, Module, ValType,
    };
    let mut memory = MemorySection::new();
    memory.memory(MemoryType {
        minimum: 2,
        maximum,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut global = GlobalSection::new();
    let constant = GlobalType { val_type: ValType::I32, mutable: false, shared: false };
    global.global(constant, &ConstExpr::i32_const(7));
    global.global(constant, &ConstExpr::i32_const(1024));
    let mut export = ExportSection::new();
    export.export("memory", ExportKind::Memory, 0);
    export.export("CORPUSCOPE_INDEX", ExportKind::Global, 1);
    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(1000), *b"constants of the engine");
    let mut module = Module::new();
    module.section(&memory).section(&global).section(&export).section(&data);
    module.finish()
}
