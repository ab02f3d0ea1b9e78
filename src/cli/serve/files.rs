//! The files of a built page: a request's path goes in, a file and its type
//! come out. Nothing outside the folder is ever read.

use std::path::{Path, PathBuf};

/// The file below `root` that a path of a URL names; `None` where there is
/// none, and for everything that would lead outside.
pub(super) fn file_at(root: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let path = decoded(path)?;
    let mut file = root.to_owned();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        let plain = part != "." && part != ".." && !part.contains(['\\', ':', '\0']);
        file.push(plain.then_some(part)?);
    }
    if file.is_dir() {
        file.push("index.html");
    }
    // A link in the folder must not lead out of it either.
    let (full, root) = (file.canonicalize().ok()?, root.canonicalize().ok()?);
    (full.starts_with(root) && full.is_file()).then_some(full)
}

/// Undoes `%41`; `None` where that is broken or no UTF-8.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [rest.next()?, rest.next()?].map(|digit| char::from(digit).to_digit(16));
        let value = digits[0]? * 16 + digits[1]?;
        bytes.push(u8::try_from(value).ok()?);
    }
    String::from_utf8(bytes).ok()
}

/// The media type of a file, by its ending.
pub(super) fn media_type(file: &Path) -> &'static str {
    let extension = file.extension().and_then(|extension| extension.to_str());
    match extension.unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "ts" | "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn only_files_of_the_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("site");
        fs::create_dir_all(root.join("assets")).expect("a folder");
        for name in ["index.html", "assets/a b.js", "../secret.txt"] {
            fs::write(root.join(name), "x").expect("a file");
        }
        let found = |url: &str| {
            let file = file_at(&root, url)?;
            let below = file.strip_prefix(root.canonicalize().ok()?).ok()?.to_owned();
            Some(below.to_string_lossy().into_owned())
        };
        assert_eq!(found("/").as_deref(), Some("index.html"));
        assert_eq!(found("/index.html?x#y").as_deref(), Some("index.html"));
        assert_eq!(found("/assets/a%20b.js").as_deref(), Some("assets/a b.js"));
        assert_eq!(found("//assets//a%20b.js").as_deref(), Some("assets/a b.js"));
        for url in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/assets/../../secret.txt",
            "/..%2fsecret.txt",
            "/..\\secret.txt",
            "/%5c..%5csecret.txt",
            "/none",
            "/assets",
            "/%zz",
            "/%f",
            "/\0",
        ] {
            assert_eq!(found(url), None, "for {url:?}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("../secret.txt", root.join("link.txt")).expect("a link");
            assert_eq!(found("/link.txt"), None);
        }
    }

    #[test]
    fn types() {
        assert_eq!(media_type(Path::new("a.wasm")), "application/wasm");
        assert_eq!(media_type(Path::new("a.js")), "text/javascript; charset=utf-8");
        assert_eq!(media_type(Path::new("a")), "application/octet-stream");
    }
}
