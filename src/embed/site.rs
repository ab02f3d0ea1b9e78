//! The site: a folder for any static host, at any path below it.
//!
//! Files that people name have names that stay: `index.html`, `corpuscope.js`
//! (the API), `corpus-explorer.js` (the element), `corpuscope.json` (what is
//! in the folder). Everything else is in `assets/` under a name that holds a
//! hash of its content, and may be cached for ever: the fixed scripts are one
//! line each and import the hashed ones.
//!
//! A rebuild writes what has changed, then removes files in `assets/` that
//! bear one of our names and belong to an earlier build. It touches nothing
//! else.
//!
//! On request each file has its compressed forms beside it, `.br` and `.gz`,
//! for hosts that send such files as they are. Those of an earlier build are
//! removed either way: a host would go on sending them.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh64::xxh64;

use super::document::{self, SiteFiles};
use super::{EmbedError, PageInfo, Shell, compressed, embed_index, languages, scripts, style};

/// The folder of the hashed files.
const ASSETS: &str = "assets";

/// Writes the site of an index into a folder, which is made where needed, with
/// compressed files beside the others where `compressed` is set.
///
/// # Errors
/// The shell is not usable, the index too large, the folder not writable.
pub fn write_site(
    shell: &Shell,
    index: &[u8],
    info: &PageInfo,
    folder: &Path,
    compressed: bool,
) -> Result<(), EmbedError> {
    let engine_wasm = embed_index(&shell.engine_wasm, index)?;
    let engine_bytes = engine_wasm.len();

    // Each script may name only those before it: their names hold hashes.
    let mut assets = Assets::default();
    let engine_file = assets.add("engine.wasm", engine_wasm);
    let page_wasm = assets.add("page.wasm", shell.page_wasm.to_vec());
    let page = assets.add("page.js", shell.page_glue.as_bytes().to_vec());
    assets.add_script("engine.js", &scripts::engine(shell));
    let handle = assets.add_script("engine-handle.js", scripts::HANDLE);
    let source = assets.add_script("source.js", scripts::SOURCE);
    let sheets = assets.add_script("style.js", &style::module());
    let mut shown = String::new();
    for (tag, name, texts) in languages::scripts() {
        let file = assets.add(name, texts.into_bytes());
        if tag == languages::shown(info.language.as_deref()) {
            shown = file;
        }
    }
    let languages = assets.add_script("languages.js", &languages::list());
    let element = assets.add_script("explorer-element.js", scripts::ELEMENT);
    let explorer = assets.add_script("corpus-explorer.js", scripts::EXPLORER);
    let api = assets.add_script("corpuscope.js", scripts::API);
    let gate = assets.add_script("gate.js", scripts::GATE);
    let style = assets.add("loading.css", document::style().as_bytes().to_vec());

    let html = document::site(
        info,
        &SiteFiles {
            engine: &engine_file,
            engine_bytes,
            style: &style,
            gate: &gate,
            explorer: &explorer,
            modules: &[&handle, &source, &sheets, &languages, &shown, &element, &page],
            page_wasm: &page_wasm,
            key: &key(index),
        },
    );
    let fixed = [
        ("corpuscope.js", format!("export * from \"./{api}\";\n")),
        ("corpus-explorer.js", format!("import \"./{explorer}\";\n")),
        ("corpuscope.d.ts", scripts::API_TYPES.to_owned()),
        ("package.json", package()),
        ("corpuscope.json", about(info, &engine_file, engine_bytes)),
        // Last: whoever loads the page while it is written gets the old one.
        ("index.html", html),
    ];
    let assets_first = assets.files.iter().map(|(path, bytes)| (path.as_str(), &bytes[..]));
    let then_fixed = fixed.iter().map(|(path, text)| (*path, text.as_bytes()));
    for (path, bytes) in assets_first.chain(then_fixed) {
        let path = folder.join(path);
        compressed::remove(&path)?;
        write(&path, bytes)?;
        if compressed {
            compressed::write(&path, bytes)?;
        }
    }
    assets.remove_others(folder)
}

/// What storage in the browser is keyed by: the corpus, not its place.
pub(super) fn key(index: &[u8]) -> String {
    format!("{:016x}", xxh64(index, 0))
}

/// Hashed files, in the order in which they were added.
#[derive(Default)]
struct Assets {
    /// Path below the site's folder, and content.
    files: Vec<(String, Vec<u8>)>,
    /// Plain name, hashed name.
    names: Vec<(&'static str, String)>,
}

impl Assets {
    /// Adds a file; returns its path below the site's folder.
    fn add(&mut self, name: &'static str, bytes: Vec<u8>) -> String {
        let (stem, extension) = name.split_once('.').expect("our names have an extension");
        let hashed = format!("{stem}-{:016x}.{extension}", xxh64(&bytes, 0));
        let path = format!("{ASSETS}/{hashed}");
        self.files.push((path.clone(), bytes));
        self.names.push((name, hashed));
        path
    }

    /// Adds a script in which quoted `"./NAME"` of the files before it become
    /// their hashed names.
    fn add_script(&mut self, name: &'static str, text: &str) -> String {
        let mut text = text.to_owned();
        for (plain, hashed) in &self.names {
            text = text.replace(&format!("\"./{plain}\""), &format!("\"./{hashed}\""));
        }
        self.add(name, text.into_bytes())
    }

    /// Removes what an earlier build left in the folder.
    fn remove_others(&self, folder: &Path) -> Result<(), EmbedError> {
        let assets = folder.join(ASSETS);
        let read = |source| EmbedError::Read { path: assets.clone(), source };
        let mut others = BTreeSet::new();
        for entry in fs::read_dir(&assets).map_err(read)? {
            let name = entry.map_err(read)?.file_name();
            let Some(name) = name.to_str() else { continue };
            let plain = compressed::plain_name(name);
            if self.is_ours(plain) && self.names.iter().all(|(_, hashed)| hashed != plain) {
                others.insert(name.to_owned());
            }
        }
        for name in others {
            let path = assets.join(name);
            fs::remove_file(&path).map_err(|source| EmbedError::Write { path, source })?;
        }
        Ok(())
    }

    fn is_ours(&self, name: &str) -> bool {
        self.names.iter().any(|(plain, _)| is_hashed(plain, name))
    }
}

/// Whether a name is a plain one with sixteen hexadecimal digits in it.
fn is_hashed(plain: &str, name: &str) -> bool {
    let Some((stem, extension)) = plain.split_once('.') else { return false };
    name.strip_prefix(stem)
        .and_then(|rest| rest.strip_prefix('-'))
        .and_then(|rest| rest.strip_suffix(extension))
        .and_then(|rest| rest.strip_suffix('.'))
        .is_some_and(|hash| {
            hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
}

/// Writes a file unless it has these bytes already, so that times of files
/// tell a host's uploader the truth.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), EmbedError> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    let fail = |source| EmbedError::Write { path: path.to_owned(), source };
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(fail)?;
    }
    fs::write(path, bytes).map_err(fail)
}

/// `corpuscope.json`: how scripts find the engine.
fn about(info: &PageInfo, engine: &str, engine_bytes: usize) -> String {
    format!(
        "{{\n  \"generator\": \"corpuscope {}\",\n  \"title\": {},\n  \"engine\": \"{engine}\",\n  \
         \"size\": {engine_bytes}\n}}\n",
        env!("CARGO_PKG_VERSION"),
        json_string(&info.title),
    )
}

/// The engine module of a site; `None` where the folder is no site.
pub(super) fn engine_file(folder: &Path) -> Result<Option<PathBuf>, EmbedError> {
    let path = folder.join("corpuscope.json");
    let about = match fs::read_to_string(&path) {
        Ok(about) => about,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(EmbedError::Read { path, source }),
    };
    let name = about
        .split_once("\"engine\": \"assets/")
        .and_then(|(_, rest)| Some(rest.split_once('"')?.0))
        .filter(|name| is_hashed("engine.wasm", name));
    match name {
        Some(name) => Ok(Some(folder.join(ASSETS).join(name))),
        None => Err(EmbedError::NoCorpus),
    }
}

/// `package.json`: lets Node and bundlers take the folder for a module.
fn package() -> String {
    "{\n  \"private\": true,\n  \"type\": \"module\",\n  \"exports\": \"./corpuscope.js\",\n  \
     \"types\": \"./corpuscope.d.ts\"\n}\n"
        .to_owned()
}

/// A JSON string; everything beyond plain ASCII text is written as an escape.
fn json_string(text: &str) -> String {
    let mut json = String::from("\"");
    let mut units = [0; 2];
    for letter in text.chars() {
        match letter {
            '"' | '\\' => json.extend(['\\', letter]),
            ' '..='~' => json.push(letter),
            _ => {
                for unit in letter.encode_utf16(&mut units) {
                    json += &format!("\\u{unit:04x}");
                }
            }
        }
    }
    json.push('"');
    json
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::time::SystemTime;

    use super::super::read_index;
    use super::*;

    fn info(title: &str) -> PageInfo {
        PageInfo { title: title.to_owned(), ..PageInfo::default() }
    }

    /// Every file below a folder with its bytes.
    fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        for prefix in ["", "assets/"] {
            for entry in fs::read_dir(folder.join(prefix)).expect("the folder is there") {
                let path = entry.expect("it can be listed").path();
                if let Ok(bytes) = fs::read(&path) {
                    let name = path.file_name().expect("a file").to_string_lossy();
                    files.insert(format!("{prefix}{name}"), bytes);
                }
            }
        }
        files
    }

    #[test]
    fn the_same_corpus_gives_the_same_folder() {
        let (a, b) = (tempfile::tempdir().expect("a"), tempfile::tempdir().expect("b"));
        for folder in [&a, &b] {
            write_site(&Shell::tiny(), b"index", &info("T"), folder.path(), false)
                .expect("written");
        }
        assert_eq!(files(a.path()), files(b.path()));
    }

    #[test]
    fn every_name_in_a_file_is_a_file() {
        let folder = tempfile::tempdir().expect("a folder");
        write_site(&Shell::tiny(), b"index", &info("T"), folder.path(), false)
            .expect("written");
        let files = files(folder.path());
        let mut names = 0;
        for (path, bytes) in &files {
            let Ok(text) = std::str::from_utf8(bytes) else { continue };
            let base = if path.starts_with("assets/") { "assets/" } else { "" };
            for quoted in text.split('"').skip(1).step_by(1) {
                let name = quoted.strip_prefix("./").unwrap_or(quoted);
                let file =
                    ["js", "css", "wasm"].iter().any(|it| name.ends_with(&format!(".{it}")));
                let hashed = name.contains('-')
                    && name.rsplit(['-', '.']).nth(1).is_some_and(|it| it.len() == 16);
                if file && hashed && !name.contains(' ') {
                    names += 1;
                    assert!(files.contains_key(&format!("{base}{name}")), "{name} in {path}");
                }
            }
        }
        assert!(names > 12, "only {names} names were seen");
        for plain in
            ["./engine.js", "./page.js", "./page.wasm", "./engine-handle.js", "./source.js"]
        {
            let left = files.iter().find(|(path, bytes)| {
                path.ends_with(".js")
                    && String::from_utf8_lossy(bytes).contains(&format!("\"{plain}\""))
            });
            assert_eq!(left.map(|(path, _)| path), None, "still names {plain}");
        }
    }

    #[test]
    fn a_rebuild_takes_its_own_old_files_away_and_no_others() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path();
        write_site(&Shell::tiny(), b"old", &info("T"), path, false).expect("written");
        let old = files(path);
        let foreign = ["notes.txt", "assets/logo.svg", "assets/engine-old.wasm"];
        for name in foreign {
            fs::write(path.join(name), "mine").expect("written");
        }
        write_site(&Shell::tiny(), b"new", &info("T"), path, false).expect("written");
        let new = files(path);
        assert_eq!(new.len(), old.len() + foreign.len());
        for name in foreign {
            assert!(new.contains_key(name), "{name} is gone");
        }
        assert_eq!(read_index(path).expect("it is a site"), Some(b"new".to_vec()));
    }

    #[test]
    fn compressed_files_go_with_the_build_that_they_belong_to() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path();
        let packed = |path: &Path| {
            let is_packed = |name: &str| name.ends_with(".br") || name.ends_with(".gz");
            files(path).into_keys().filter(|name| is_packed(name)).count()
        };
        write_site(&Shell::tiny(), b"old", &info("T"), path, true).expect("written");
        let count = packed(path);
        assert!(count > 10, "only {count} compressed files");
        write_site(&Shell::tiny(), b"new", &info("T"), path, true).expect("written");
        assert_eq!(packed(path), count);
        write_site(&Shell::tiny(), b"new", &info("T"), path, false).expect("written");
        assert_eq!(packed(path), 0);
    }

    #[test]
    fn what_has_not_changed_is_not_written() {
        let folder = tempfile::tempdir().expect("a folder");
        write_site(&Shell::tiny(), b"index", &info("T"), folder.path(), false)
            .expect("written");
        let long_ago = SystemTime::UNIX_EPOCH;
        let index = folder.path().join("index.html");
        let api = folder.path().join("corpuscope.js");
        for path in [&index, &api] {
            let file = fs::File::options().write(true).open(path).expect("it is there");
            file.set_modified(long_ago).expect("times can be set");
        }
        write_site(&Shell::tiny(), b"index", &info("Another"), folder.path(), false)
            .expect("written");
        let modified = |path| fs::metadata(path).and_then(|it| it.modified()).expect("a time");
        assert_eq!(modified(&api), long_ago);
        assert_ne!(modified(&index), long_ago);
    }

    #[test]
    fn titles_are_json() {
        assert_eq!(
            json_string("a \"b\" \\ \n é 𝄞"),
            r#""a \"b\" \\ \u000a \u00e9 \ud834\udd1e""#
        );
    }
}
