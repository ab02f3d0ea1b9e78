//! The single file: the whole page as one HTML text that needs no host.
//!
//! Its parts stand at the end of the file as letters, in blocks of about a
//! megabyte, so that none of them is a string too long to handle and the page
//! paints between two of them. They are numbered: a page that was cut off
//! knows it.
//!
//! - `script`, `page` and `code`: the page's scripts as one text, the page
//!   module, and the engine module without its index, as LZMA with a checksum.
//!   On WebAssembly it is a quarter smaller than gzip, 130 kB on a page of 700;
//!   the script that undoes it weighs 6 kB and takes 150 ms of one core's time,
//!   half of it in the worker. The scripts are a third of what they were. They
//!   are written in base 85; see `base85`.
//! - `index`: as gzip, which every browser undoes as a stream and at once,
//!   however large the corpus, and in base64, which it undoes as fast.
//!
//! The smallest form has bytes in place of letters, in an encoding that has a
//! letter for every byte; see `bytes`. It is a fifth to a quarter smaller and
//! its data takes twice as long to read.

use std::io::Write as _;
use std::thread;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::write::GzEncoder;
use flate2::{Compression, Crc};
use lzma_rust2::{EncodeMode, LzmaOptions, LzmaWriter, MfType};

use super::module::place_of_index;
use super::{EmbedError, PageInfo, Shell, base85, bytes, document, embed_index, scripts, site};

/// Compressed bytes in one block: a multiple of three and of four, so that only
/// the last one is filled up.
const BLOCK: usize = 3 << 18;

/// How a single file holds its data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// As letters of ASCII: goes unharmed through every editor, mail and host.
    #[default]
    Letters,
    /// As bytes, in a text of the encoding windows-1252.
    Bytes,
}

/// The page of an index as one file.
///
/// # Errors
/// The shell is not usable, or the index too large.
pub fn single_file(
    shell: &Shell,
    index: &[u8],
    info: &PageInfo,
    form: Form,
) -> Result<Vec<u8>, EmbedError> {
    let scripts = scripts::single_file(shell)?;
    let engine = embed_index(&shell.engine_wasm, index)?;
    let place = place_of_index(&engine)?;
    let code = [&engine[..place.start], &engine[place.end..]].concat();

    // Each takes most of a second on a slow core.
    let (page, code, index_blocks) = thread::scope(|scope| {
        let page = scope.spawn(|| pack(&shell.page_wasm));
        let code = scope.spawn(|| pack(&code));
        let index = compress(index);
        let joined = "packing bytes in memory does not panic";
        (page.join().expect(joined), code.join().expect(joined), index)
    });
    let split = format!(" data-split=\"{}\"", place.start);
    let mut blocks = Vec::new();
    let code_as = match form {
        Form::Letters => Written::Base85,
        Form::Bytes => Written::Bytes,
    };
    let index_as = match form {
        Form::Letters => Written::Base64,
        Form::Bytes => Written::Bytes,
    };
    append_blocks(&mut blocks, code_as, "script", "", &pack(scripts.bundle.as_bytes()));
    append_blocks(&mut blocks, code_as, "page", "", &page);
    append_blocks(&mut blocks, code_as, "code", &split, &code);
    append_blocks(&mut blocks, index_as, "index", "", &index_blocks);
    let (before, after) = document::single(info, &scripts, &site::key(index), form);
    Ok([before.as_bytes(), &blocks, after.as_bytes()].concat())
}

/// LZMA as `src/shell/lzma.js` undoes it: settings, length, data, checksum.
fn pack(bytes: &[u8]) -> Vec<u8> {
    let options = LzmaOptions {
        // No more than there is: the memory it takes is ten times as much.
        dict_size: u32::try_from(bytes.len()).unwrap_or(u32::MAX).clamp(1 << 12, 1 << 24),
        lc: 3,
        lp: 0,
        // Code of WebAssembly is not aligned.
        pb: 0,
        mode: EncodeMode::Normal,
        nice_len: LzmaOptions::NICE_LEN_MAX,
        mf: MfType::Bt4,
        depth_limit: 512,
        preset_dict: None,
    };
    let mut crc = Crc::new();
    crc.update(bytes);
    let mut packed = LzmaWriter::new_use_header(Vec::new(), &options, Some(bytes.len() as u64))
        .and_then(|mut writer| {
            writer.write_all(bytes)?;
            writer.finish()
        })
        .expect("these options are valid, and writing into memory cannot fail");
    packed.extend_from_slice(&crc.sum().to_le_bytes());
    packed
}

/// The index is coded already; gzip still finds a fifth in it.
fn compress(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len()), Compression::default());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .expect("writing into memory cannot fail")
}

/// How a part is written.
#[derive(Clone, Copy)]
enum Written {
    Base64,
    Base85,
    Bytes,
}

fn append_blocks(html: &mut Vec<u8>, written: Written, name: &str, more: &str, data: &[u8]) {
    let total = data.len().div_ceil(BLOCK);
    let mark = match written {
        Written::Base64 => "",
        Written::Base85 => " data-85",
        Written::Bytes => " data-bytes",
    };
    for (number, block) in data.chunks(BLOCK).enumerate() {
        let number = number + 1;
        write!(
            html,
            "<script type=\"text/plain\" data-{name}=\"{number}\" data-of=\"{total}\"{more}{mark}>"
        )
        .expect("writing into memory cannot fail");
        match written {
            Written::Base64 => html.extend_from_slice(STANDARD.encode(block).as_bytes()),
            Written::Base85 => base85::write(html, block),
            Written::Bytes => bytes::write(html, block),
        }
        html.extend_from_slice(b"</script>\n");
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
        for form in [Form::Letters, Form::Bytes] {
            for length in [1, BLOCK, 3 * BLOCK] {
                let index = noise(length);
                let page = page(&index, form);
                assert_eq!(extract_index(&page).expect("it is there"), index);
                assert!(page == self::page(&index, form), "the same bytes twice");
            }
        }
    }

    #[test]
    fn blocks_are_numbered_and_small() {
        let index = noise(3 * BLOCK);
        let page = String::from_utf8(page(&index, Form::Letters)).expect("it is UTF-8");
        let longest = page.lines().map(str::len).max();
        assert!(longest < Some(1_100_000), "{longest:?}");
        for number in 1..=4 {
            assert!(page.contains(&format!("data-index=\"{number}\" data-of=\"4\"")));
        }
        assert!(!page.contains("data-index=\"5\""));
    }

    #[test]
    fn bytes_are_a_quarter_smaller() {
        let index = noise(2 * BLOCK);
        let [letters, bytes] =
            [Form::Letters, Form::Bytes].map(|form| page(&index, form).len());
        assert!(bytes * 100 < letters * 78, "{bytes} of {letters}");
    }

    #[test]
    fn outside_its_data_the_smallest_form_is_ascii() {
        let info = PageInfo { title: "Гавань – Häfen".into(), ..PageInfo::default() };
        let page = single_file(&Shell::tiny(), b"i", &info, Form::Bytes).expect("it fits");
        let text: String = page.iter().map(|&byte| char::from(byte)).collect();
        let (before, _) =
            text.split_once("<script type=\"text/plain\"").expect("there is data");
        assert!(before.is_ascii());
        assert!(before.contains("<title>&#1043;&#1072;"), "{before}");
    }

    fn page(index: &[u8], form: Form) -> Vec<u8> {
        single_file(&Shell::tiny(), index, &PageInfo::default(), form).expect("it fits")
    }
}
