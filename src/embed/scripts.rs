//! The page's scripts: those in `src/shell/` and the glue that `wasm-bindgen`
//! wrote, made fit for a folder or for one file.
//!
//! In a folder every script stays a module of its own, and only the names in
//! its imports change. In one file there is nothing to import from: each
//! module becomes a function that is called once and returns its exports, in
//! the order in which they need each other. That is forty lines here, because
//! our scripts keep to one form of import and export, and an error where they
//! do not; a bundler would be a second toolchain.

use std::borrow::Cow;

use super::{EmbedError, Shell, languages, style};

const ENGINE: &str = include_str!("../shell/engine.js");
const GLUE_MARKER: &str = "/*{{glue}}*/";

/// Scripts that are the same in every page.
pub(super) const GATE: &str = include_str!("../shell/gate.js");
pub(super) const HANDLE: &str = include_str!("../shell/engine-handle.js");
pub(super) const ELEMENT: &str = include_str!("../shell/explorer-element.js");
pub(super) const SOURCE: &str = include_str!("../shell/source.js");
pub(super) const EXPLORER: &str = include_str!("../shell/corpus-explorer.js");
pub(super) const API: &str = include_str!("../shell/corpuscope.js");
pub(super) const API_TYPES: &str = include_str!("../shell/corpuscope.d.ts");
const UNPACK: &str = include_str!("../shell/lzma.js");
const DIGITS: &str = include_str!("../shell/base85.js");
const SINGLE_START: &str = include_str!("../shell/single-start.js");
const SINGLE_FILE: &str = include_str!("../shell/single-file.js");

/// The engine's script with its glue inside.
pub(super) fn engine(shell: &Shell) -> String {
    ENGINE.replacen(GLUE_MARKER, &shell.engine_glue, 1)
}

/// The scripts of a single file, each a module.
pub(super) struct SingleFile {
    /// Stands in the page as it is.
    pub(super) start: String,
    /// Everything else; the page has it packed.
    pub(super) bundle: String,
}

/// Everything a single file runs.
pub(super) fn single_file(shell: &Shell) -> Result<SingleFile, EmbedError> {
    let start =
        join(&[("base85.js", DIGITS), ("lzma.js", UNPACK)], ("single-start.js", SINGLE_START))?;
    let (engine, style) = (engine(shell), style::module());
    let languages = languages::all();
    let modules = [
        ("engine.js", engine.as_str()),
        ("engine-handle.js", HANDLE),
        ("languages.js", &languages),
        ("style.js", &style),
        ("explorer-element.js", ELEMENT),
        ("page.js", &shell.page_glue),
    ];
    let bundle = join(&modules, ("single-file.js", SINGLE_FILE))?;
    Ok(SingleFile { start, bundle })
}

/// Modules and the one that needs them, as one script.
fn join(modules: &[(&str, &str)], entry: (&str, &str)) -> Result<String, EmbedError> {
    let mut script = String::new();
    for (name, text) in modules {
        let Module { body, exports } = Module::read(name, text)?;
        script += &format!(
            "const {} = (() => {{\n{body}return {{ {} }};\n}})();\n",
            variable(name),
            exports.join(", ")
        );
    }
    let (name, text) = entry;
    Ok(script + &Module::read(name, text)?.body)
}

/// A module without its imports and exports.
struct Module {
    body: String,
    /// Its exports as the entries of an object literal.
    exports: Vec<String>,
}

impl Module {
    fn read(name: &str, text: &str) -> Result<Self, EmbedError> {
        let mut body = String::with_capacity(text.len());
        let mut exports = Vec::new();
        for line in bare(text) {
            let kept = if line.starts_with("import ") {
                import(line).ok_or_else(|| refused(name, line))?.into()
            } else if let Some(rest) = line.strip_prefix("export ") {
                let (names, kept) = export(rest).ok_or_else(|| refused(name, line))?;
                exports.extend(names);
                Cow::Borrowed(kept)
            } else {
                Cow::Borrowed(line)
            };
            body += &kept;
            body.push('\n');
        }
        Ok(Self { body, exports })
    }
}

/// The lines of a script without indentation, comments and blank lines: a
/// quarter of the bytes. Only comments that begin a line are seen, and a script
/// with a text over several lines, which may hold anything, stays as it is.
fn bare(text: &str) -> Vec<&str> {
    if text.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return text.lines().collect();
    }
    let mut lines = Vec::new();
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if in_comment {
            // Code behind a comment's end would go unseen; nobody writes it.
            in_comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            lines.push(line);
        }
    }
    lines
}

/// `import { a, b } from "./x.js";` or `import * as x from "./x.js";` as a
/// declaration.
fn import(line: &str) -> Option<String> {
    let (names, from) = line.strip_prefix("import ")?.split_once(" from \"./")?;
    let from = variable(from.strip_suffix("\";")?);
    let names = names.strip_prefix("* as ").unwrap_or(names);
    Some(format!("const {names} = {from};"))
}

/// What an export names, and what is left of its line.
fn export(rest: &str) -> Option<(Vec<String>, &str)> {
    if let Some(list) = rest.strip_prefix('{') {
        let list = list.strip_suffix("};").or_else(|| list.strip_suffix('}'))?;
        let entry = |name: &str| match name.trim().split_once(" as ") {
            Some((inner, outer)) => format!("{outer}: {inner}"),
            None => name.trim().to_owned(),
        };
        return Some((list.split(',').map(entry).collect(), ""));
    }
    let declared = ["async function ", "function ", "class ", "const "]
        .iter()
        .find_map(|keyword| rest.strip_prefix(keyword))?;
    let end = declared.find(|letter: char| !letter.is_alphanumeric() && letter != '_')?;
    Some((vec![declared[..end].to_owned()], rest))
}

/// A text as a script writes it: one line, with nothing in it that would end a
/// script element.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '<' => quoted += "\\x3c",
            '\n' => quoted += "\\n",
            '\t' => quoted += "\\t",
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// The variable that holds a module's exports.
fn variable(name: &str) -> String {
    let stem = name.strip_suffix(".js").unwrap_or(name);
    format!("{}Module", stem.replace('-', "_"))
}

fn refused(name: &str, line: &str) -> EmbedError {
    let line = line.chars().take(120).collect();
    EmbedError::Script { name: name.to_owned(), line }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &str) {
        let module = Module::read("a.js", line);
        let shown = match module {
            Ok(Module { body, exports }) => {
                format!("{}|{}", body.trim_end(), exports.join(","))
            }
            Err(error) => error.to_string(),
        };
        assert!(shown.contains(expected), "{line:?} gave {shown:?}");
    }

    #[test]
    fn imports_and_exports() {
        check("import { a, b } from \"./c-d.js\";", "const { a, b } = c_dModule;|");
        check("import * as page from \"./page.js\";", "const page = pageModule;|");
        check("export function f(x) {", "function f(x) {|f");
        check("export async function f() {", "async function f() {|f");
        check("export class C {", "class C {|C");
        check("export const A_1 = 2;", "const A_1 = 2;|A_1");
        check("export { a, b as default };", "|a,default: b");
        check("import \"./c.js\";", "not understood: import");
        check("import a from \"elsewhere\";", "not understood: import");
        check("export default 3;", "not understood: export default 3;");
        check("export { a } from \"./c.js\";", "not understood");
    }

    #[test]
    fn comments_and_indentation_go() {
        let text = "// a\n/** b\n * c\n */\n\n  d(); // e\n  /* f */\n    g(`/*`);\n";
        assert_eq!(bare(text), ["d(); // e", "g(`/*`);"]);
        let text = "a(`\n  // b\n`);";
        assert_eq!(bare(text), ["a(`", "  // b", "`);"]);
    }

    #[test]
    fn everything_is_in_the_bundle() {
        let scripts = single_file(&Shell::tiny()).expect("our own scripts are understood");
        let SingleFile { start, bundle } = scripts;
        assert!(start.contains("const { decompress } = lzmaModule;"));
        // Either would end or hide the element that it stands in.
        assert!(!start.contains("</script") && !start.contains("<!--"));
        for part in [
            "const engineModule = (() => {",
            "return { engine };",
            "return { EngineHandle };",
            "return { defineExplorer };",
            "return { mount, other: mount, default: __wbg_init };",
            "const { EngineHandle } = engine_handleModule;",
            "let wasm_bindgen = (function() {})();",
        ] {
            assert!(bundle.contains(part), "no {part:?}");
        }
        assert!(!bundle.contains("{{glue"), "no marker is left");
        assert!(!bundle.lines().any(|line| line.starts_with("export ")), "no export is left");
    }

    /// Names of fields and of variants, as they are written in JavaScript.
    fn names(code: &str) -> Vec<String> {
        let snake = |name: &str| {
            let mut snake = String::new();
            for letter in name.chars() {
                if letter.is_uppercase() && !snake.is_empty() {
                    snake.push('_');
                }
                snake.extend(letter.to_lowercase());
            }
            snake
        };
        let is_name = |name: &str| {
            !name.is_empty() && name.chars().all(|it| it.is_alphanumeric() || it == '_')
        };
        let code = code.split("#[cfg(test)]").next().unwrap_or(code);
        // Lists of what is used name nothing new.
        let mut used = false;
        let lines = code.lines().filter(|line| {
            used = (used || line.starts_with("pub use ")) && !line.ends_with(';');
            !used && line.starts_with("    ")
        });
        let lines = lines.map(str::trim);
        let lines = lines.filter(|line| !line.starts_with(['/', '#']));
        let names = lines.filter_map(|line| {
            let line = line.strip_prefix("pub ").unwrap_or(line);
            let (name, rest) = line.split_at(line.find([':', '(', ',', ' '])?);
            let is_variant = name.starts_with(char::is_uppercase)
                && (rest.starts_with('(') || matches!(rest, "," | " {"));
            let declares = rest.starts_with(": ") || is_variant;
            (declares && is_name(name) && name != "Self").then(|| snake(name))
        });
        names.collect()
    }

    #[test]
    fn the_types_know_every_name_of_requests_and_responses() {
        assert_eq!(
            names("struct A {\n    pub b_c: u8,\n    DEf(G),\n    H,\n}"),
            ["b_c", "d_ef", "h"]
        );
        let code = [
            include_str!("../request.rs"),
            include_str!("../response.rs"),
            include_str!("../response/concordance.rs"),
            include_str!("../response/dispersion.rs"),
            include_str!("../response/explain.rs"),
            include_str!("../response/suggest.rs"),
            include_str!("../request/story.rs"),
            include_str!("../response/story.rs"),
        ]
        .concat();
        let names = names(&code);
        assert!(names.len() > 100, "only {} names were seen", names.len());
        let words: Vec<&str> = API_TYPES
            .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .collect();
        let missing: Vec<&String> =
            names.iter().filter(|name| !words.contains(&name.as_str())).collect();
        assert!(missing.is_empty(), "corpuscope.d.ts lacks {missing:?}");
    }
}
