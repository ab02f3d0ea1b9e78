//! Finds the index in what was built: an engine module, a single-file page, a
//! site's folder. The command reads corpora this way, and trusts none of them.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;
use memchr::memmem;

use super::module::index_in_module;
use super::{EmbedError, site};

/// More than this no 32-bit memory holds, whatever a compressed page claims.
const MOST_BYTES: u64 = 1 << 32;

/// What every single-file page has and no other document is likely to.
const MARK: &str = "\n<corpus-explorer route=\"hash\" ";

/// The index inside an engine module or a single-file page.
///
/// # Errors
/// The bytes are neither, are damaged, or carry no corpus.
pub fn extract_index(bytes: &[u8]) -> Result<Vec<u8>, EmbedError> {
    if bytes.starts_with(b"\0asm") {
        return index_in_module(bytes).map(<[u8]>::to_vec);
    }
    if !bytes.trim_ascii_start().starts_with(b"<") {
        return Err(damaged("it is neither WebAssembly nor a page"));
    }
    decompress(&blocks(bytes)?)
}

/// The index of a built folder, an engine module or a single-file page;
/// `None` where the path is none of these, such as a folder of documents.
///
/// # Errors
/// The path is one of these but cannot be read, is damaged or has no corpus.
pub fn read_index(path: &Path) -> Result<Option<Vec<u8>>, EmbedError> {
    let read = |path: &Path| {
        fs::read(path).map_err(|source| EmbedError::Read { path: path.to_owned(), source })
    };
    if path.is_dir() {
        return match site::engine_file(path)? {
            Some(engine) => extract_index(&read(&engine)?).map(Some),
            None => Ok(None),
        };
    }
    let extension = path.extension().and_then(|extension| extension.to_str());
    match extension.map(str::to_ascii_lowercase).as_deref() {
        Some("wasm") => extract_index(&read(path)?).map(Some),
        Some("html" | "htm") => {
            let bytes = read(path)?;
            // Other HTML files are documents.
            let ours = memmem::find(&bytes, MARK.as_bytes()).is_some();
            if ours { extract_index(&bytes).map(Some) } else { Ok(None) }
        }
        _ => Ok(None),
    }
}

/// The compressed index: all its blocks of a page, in order.
fn blocks(html: &[u8]) -> Result<Vec<u8>, EmbedError> {
    let mut compressed = Vec::new();
    let mut rest = html;
    let mut number = 0;
    let mut total = None;
    while total.is_none_or(|total| number < total) {
        number += 1;
        let opening = format!("<script type=\"text/plain\" data-index=\"{number}\" data-of=\"");
        let (_, block) = split(rest, &opening).ok_or_else(|| missing(number))?;
        let (of, block) = split(block, "\"").ok_or_else(|| missing(number))?;
        let (more, block) = split(block, ">").ok_or_else(|| missing(number))?;
        let (text, after) = split(block, "</script>").ok_or_else(|| missing(number))?;
        let of = std::str::from_utf8(of).ok().and_then(|of| of.parse().ok());
        total = Some(of.ok_or_else(|| damaged("a block has no number"))?);
        if more == b" data-bytes" {
            super::bytes::read(&mut compressed, text)?;
        } else {
            STANDARD
                .decode_vec(text.trim_ascii(), &mut compressed)
                .map_err(|error| damaged(&format!("block {number} is no base64 ({error})")))?;
        }
        rest = after;
    }
    Ok(compressed)
}

/// What is before and behind the first occurrence of a part.
fn split<'a>(text: &'a [u8], part: &str) -> Option<(&'a [u8], &'a [u8])> {
    let place = memmem::find(text, part.as_bytes())?;
    Some((&text[..place], &text[place + part.len()..]))
}

fn decompress(compressed: &[u8]) -> Result<Vec<u8>, EmbedError> {
    let mut index = Vec::new();
    GzDecoder::new(compressed)
        .take(MOST_BYTES)
        .read_to_end(&mut index)
        .map_err(|error| damaged(&format!("its data does not decompress ({error})")))?;
    Ok(index)
}

fn missing(number: u32) -> EmbedError {
    damaged(&format!("block {number} of its data is missing or cut off"))
}

fn damaged(message: &str) -> EmbedError {
    EmbedError::DamagedPage { message: message.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Form, PageInfo, Shell, single_file};
    use super::*;

    fn page() -> String {
        String::from_utf8(page_as(Form::Letters)).expect("it is UTF-8")
    }

    fn page_as(form: Form) -> Vec<u8> {
        single_file(&Shell::tiny(), b"an index", &PageInfo::default(), form).expect("it fits")
    }

    fn check(page: &str, expected: &str) {
        let error = extract_index(page.as_bytes()).expect_err(expected).to_string();
        assert!(error.contains(expected), "{error:?} should say {expected:?}");
    }

    #[test]
    fn damage_is_named() {
        let whole = page();
        check(&whole[..whole.len() / 2], "block 1 of its data is missing or cut off");
        check("<html>", "block 1 of its data is missing");
        check(
            &whole.replace("data-of=\"1\"", "data-of=\"2\""),
            "block 2 of its data is missing",
        );
        check(&whole.replace("data-of=\"1\"", "data-of=\"x\""), "a block has no number");
        let start = whole.find("data-index").expect("there is data") + 45;
        for (with, expected) in [("!", "block 1 is no base64"), ("", "block 1 is no base64")] {
            let mut broken = whole.clone();
            broken.replace_range(start..=start, with);
            check(&broken, expected);
        }
        let mut broken = whole.clone();
        let other = if &whole[start..=start] == "A" { "B" } else { "A" };
        broken.replace_range(start..=start, other);
        check(&broken, "does not decompress");
    }

    #[test]
    fn bytes_that_are_no_page_are_refused() {
        let error = extract_index(&[0xff, 0xfe, 0]).expect_err("it is no page").to_string();
        assert!(error.contains("neither WebAssembly nor a page"), "{error}");
    }

    #[test]
    fn documents_are_no_corpora() {
        let folder = tempfile::tempdir().expect("a folder");
        let html = folder.path().join("a.html");
        fs::write(&html, "<p>an article on <corpus-explorer></p>").expect("written");
        assert_eq!(read_index(folder.path()).expect("readable"), None);
        assert_eq!(read_index(&html).expect("readable"), None);
        assert_eq!(read_index(&folder.path().join("none.txt")).expect("not asked"), None);
        let page_file = folder.path().join("page.HTML");
        for form in [Form::Letters, Form::Bytes] {
            fs::write(&page_file, page_as(form)).expect("written");
            assert_eq!(read_index(&page_file).expect("readable"), Some(b"an index".to_vec()));
        }
        fs::write(folder.path().join("corpuscope.json"), "{}").expect("written");
        assert!(read_index(folder.path()).is_err(), "a site without its engine");
    }

    proptest! {
        #[test]
        fn no_damage_makes_it_panic(
            place: prop::sample::Index,
            byte: u8,
            cut: bool,
            small: bool,
        ) {
            let mut bytes = page_as(if small { Form::Bytes } else { Form::Letters });
            let place = place.index(bytes.len());
            bytes[place] = byte;
            if cut {
                bytes.truncate(place);
            }
            let _ = extract_index(&bytes);
        }
    }
}
