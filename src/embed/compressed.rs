//! A file's compressed forms beside it: `NAME.br` and `NAME.gz`.
//!
//! In: a file of a site and its bytes; out: two files, for hosts that send them
//! as they are to browsers that say they take them (nginx `gzip_static`,
//! `brotli_static`; Caddy `precompressed`). Brotli is at its best and slowest
//! level, about a second for each megabyte of code and index; what comes out
//! no smaller is not written. The same bytes give the same files.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::EmbedError;
use super::site;

const EXTENSIONS: [&str; 2] = ["br", "gz"];

/// Level and window of Brotli: the best, and the largest that all browsers take.
const QUALITY: u32 = 11;
const WINDOW: u32 = 24;

/// Writes the compressed forms.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), EmbedError> {
    let (brotli, gzip) = rayon::join(|| brotli(bytes), || gzip(bytes));
    for (extension, result) in EXTENSIONS.into_iter().zip([brotli, gzip]) {
        let path = beside(path, extension);
        match result {
            Ok(packed) if packed.len() < bytes.len() => site::write(&path, &packed)?,
            Ok(_) => {}
            Err(source) => return Err(EmbedError::Write { path, source }),
        }
    }
    Ok(())
}

/// Removes the compressed forms of an earlier build.
pub(super) fn remove(path: &Path) -> Result<(), EmbedError> {
    for path in EXTENSIONS.map(|extension| beside(path, extension)) {
        match fs::remove_file(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(source) => return Err(EmbedError::Write { path, source }),
        }
    }
    Ok(())
}

/// The name of the file that a compressed one stands beside.
pub(super) fn plain_name(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((plain, extension)) if EXTENSIONS.contains(&extension) => plain,
        _ => name,
    }
}

fn beside(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    name.into()
}

fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = brotli::CompressorWriter::new(Vec::new(), 1 << 16, QUALITY, WINDOW);
    encoder.write_all(bytes)?;
    Ok(encoder.into_inner())
}

/// Without a time or a name in its header, as flate2 writes it.
fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn both_forms_come_back_and_go_away() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("index.html");
        let bytes = "harbour ".repeat(500).into_bytes();
        write(&path, &bytes).expect("written");

        let mut gzip = Vec::new();
        let packed = fs::File::open(folder.path().join("index.html.gz")).expect("there");
        flate2::read::GzDecoder::new(packed).read_to_end(&mut gzip).expect("gzip");
        assert_eq!(gzip, bytes);
        let mut brotli = Vec::new();
        let packed = fs::File::open(folder.path().join("index.html.br")).expect("there");
        brotli::Decompressor::new(packed, 4096).read_to_end(&mut brotli).expect("brotli");
        assert_eq!(brotli, bytes);

        remove(&path).expect("removed");
        assert_eq!(fs::read_dir(folder.path()).expect("readable").count(), 0);
    }

    #[test]
    fn what_gets_no_smaller_is_left_out() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        write(&folder.path().join("a"), b"x").expect("written");
        assert_eq!(fs::read_dir(folder.path()).expect("readable").count(), 0);
    }

    #[test]
    fn names() {
        for (name, plain) in [("a.wasm.br", "a.wasm"), ("a.js.gz", "a.js"), ("a.js", "a.js")] {
            assert_eq!(plain_name(name), plain);
        }
    }
}
