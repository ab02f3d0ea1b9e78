//! The command line as its users meet it: the real program is run over small
//! folders, and what it prints, writes and exits with is compared with its
//! contract (`docs/GUIDE.md`).

mod build;
mod export;
mod faults;
mod inspect;
mod layers;
mod search;
mod serve;
mod story;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder for one test: documents in `corpus`, a shell in `shell`.
struct Place {
    folder: TempDir,
}

/// What a command did.
#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Place {
    fn new(files: &[(&str, &str)]) -> Self {
        let place = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        fs::create_dir_all(place.path("corpus")).expect("a folder");
        for (name, text) in files {
            place.write(&format!("corpus/{name}"), text);
        }
        place.write("shell/engine.js", "let wasm_bindgen = (function() {})();\n");
        place.write(
            "shell/page.js",
            "export function mount() {}\nasync function __wbg_init() {}\n\
             export { mount as other, __wbg_init as default };\n",
        );
        fs::write(place.path("shell/engine_bg.wasm"), tiny_engine()).expect("a file");
        fs::write(place.path("shell/page_bg.wasm"), b"\0asm\x01\0\0\0").expect("a file");
        place
    }

    /// The documents that most tests search.
    fn harbour() -> Self {
        Self::new(&[
            (
                "ice.md",
                "---\ntitle: The ice comes\ndate: 1929-01-14\nsource: Wire\n---\nOn Monday the \
                 pilots could not leave the quay. The ice had reached the mole.\n",
            ),
            (
                "thaw.txt",
                "The thaw\n\nÉté — the pilots left the quay at last, said Ms. Łęcka.\n",
            ),
            (
                "rows.csv",
                "id,text,source\n7,The pilots met.,Desk\n,The mole was repaired.,Desk\n",
            ),
        ])
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The command, to be run inside the place.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_corpuscope"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command(arguments).output().expect("the command starts");
        Ran {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("output in UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("messages in UTF-8"),
        }
    }

    /// Runs what must succeed; what it printed.
    #[track_caller]
    fn good(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, Some(0), "{arguments:?}: {}", ran.stderr);
        ran.stdout
    }

    #[track_caller]
    fn json(&self, arguments: &[&str]) -> Value {
        let stdout = self.good(arguments);
        serde_json::from_str(&stdout).unwrap_or_else(|error| panic!("{error} in {stdout}"))
    }

    /// Builds the corpus with the shell of the place.
    #[track_caller]
    fn build(&self, arguments: &[&str]) -> Ran {
        let ran = self.run(&[&["build", "corpus", "--shell", "shell"], arguments].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        ran
    }
}

/// Names and bytes of every file below a folder.
fn files_below(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            let below = files_below(&path).into_iter();
            files.extend(below.map(|(file, bytes)| (format!("{name}/{file}"), bytes)));
        } else {
            files.push((name, fs::read(&path).expect("a file")));
        }
    }
    files.sort();
    files
}

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .map(|entries| entries.keys().map(String::as_str).collect())
        .unwrap_or_default()
}

/// A module that has what an engine must have: a memory, the cell for its
/// index, some data of its own.
fn tiny_engine() -> Vec<u8> {
    use wasm_encoder::{
        ConstExpr, DataSection, ExportKind, ExportSection, GlobalSection, GlobalType,
        MemorySection, MemoryType, Module, ValType,
    };
    let mut memory = MemorySection::new();
    memory.memory(MemoryType {
        minimum: 2,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut global = GlobalSection::new();
    let constant = GlobalType { val_type: ValType::I32, mutable: false, shared: false };
    global.global(constant, &ConstExpr::i32_const(1024));
    let mut export = ExportSection::new();
    export.export("memory", ExportKind::Memory, 0);
    export.export("CORPUSCOPE_INDEX", ExportKind::Global, 0);
    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(1000), *b"constants of the engine");
    let mut module = Module::new();
    module.section(&memory).section(&global).section(&export).section(&data);
    module.finish()
}
