//! The single file: the whole page as one HTML text that needs no host.
//!
//! Modules and index are compressed by gzip, which every browser can undo as
//! a stream, and stand at the end of the file as base64 in blocks of about a
//! megabyte, so that none of them is a string too long to handle and the page
//! paints between two of them. The blocks are numbered: a page that was cut
//! off knows it.

use std::fmt::Write as _;
use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::{EmbedError, PageInfo, Shell, document, embed_index, scripts, site};

/// Compressed bytes in one block: a multiple of three, so that only the last
/// one has padding.
const BLOCK: usize = 3 << 18;

/// The page of an index as one file.
///
/// # Errors
/// The shell is not usable, or the index too large.
pub fn single_file(shell: &Shell, index: &[u8], info: &PageInfo) -> Result<String, EmbedError> {
    let bundle = scripts::bundle(shell)?;
    let engine = embed_index(&shell.engine_wasm, index)?;
    let mut blocks = String::new();
    append_blocks(&mut blocks, "page", &compress(&shell.page_wasm));
    append_blocks(&mut blocks, "engine", &compress(&engine));
    Ok(document::single(info, scripts::GATE, &bundle, &site::key(index), &blocks))
}

/// As one stream: deflate stores what does not shrink, so that code and index
/// apart would gain nothing.
fn compress(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .expect("writing into memory cannot fail")
}

fn append_blocks(html: &mut String, name: &str, bytes: &[u8]) {
    let total = bytes.len().div_ceil(BLOCK);
    for (number, block) in bytes.chunks(BLOCK).enumerate() {
        write!(
            html,
            "<script type=\"text/plain\" data-{name}=\"{}\" data-of=\"{total}\">",
            number + 1
        )
        .expect("a String grows");
        STANDARD.encode_string(block, html);
        html.push_str("</script>\n");
    }
}

#[cfg(test)]
mod tests {
    use super::super::extract_index;
    use super::*;

    /// Bytes that no compression shortens (a linear congruential generator).
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        };
        (0..length).map(|_| next()).collect()
    }

    #[test]
    fn an_index_comes_out_as_it_went_in() {
        for length in [1, BLOCK, 3 * BLOCK] {
            let index = noise(length);
            let page =
                single_file(&Shell::tiny(), &index, &PageInfo::default()).expect("it fits");
            assert_eq!(extract_index(page.as_bytes()).expect("it is there"), index);
            assert_eq!(
                page,
                single_file(&Shell::tiny(), &index, &PageInfo::default()).expect("it fits")
            );
        }
    }

    #[test]
    fn blocks_are_numbered_and_small() {
        let index = noise(3 * BLOCK);
        let page = single_file(&Shell::tiny(), &index, &PageInfo::default()).expect("it fits");
        let longest = page.lines().map(str::len).max();
        assert!(longest < Some(1_100_000), "{longest:?}");
        for number in 1..=4 {
            assert!(page.contains(&format!("data-engine=\"{number}\" data-of=\"4\"")));
        }
        assert!(!page.contains("data-engine=\"5\""));
    }
}
