//! Bytes to text: the bytes of a file go in, text with `\n` line ends comes
//! out, or nothing where the file is not text.
//!
//! 1. A byte order mark decides (UTF-8, UTF-16, UTF-32) and is dropped.
//! 2. Without one, a file with NUL bytes is UTF-16 if it decodes cleanly and
//!    has its spaces and line ends where one byte order puts them; else it is
//!    binary and left out.
//! 3. Valid UTF-8 is UTF-8.
//! 4. Otherwise HTML may name its encoding. If most of what looks like UTF-8
//!    is, the rest is damage: it is replaced by U+FFFD, with a warning that
//!    names the first line. If not, the encoding is guessed (chardetng, the
//!    detector of Firefox) and one warning a corpus and encoding says so.
//!
//! A file that is valid UTF-8 costs one pass and no copy.

use std::collections::BTreeMap;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::draft::Reading;
use super::error::line_of;
use super::walk::Format;
use crate::document::Warning;

/// How much of a file the guesses look at.
const SAMPLE: usize = 64 << 10;
/// Bytes beyond ASCII that a guess at a single-byte encoding needs.
const FEWEST_FOREIGN: usize = 6;

/// The text of a file; `None` where it is not text, which `reading` then says.
pub(crate) fn decode(bytes: Vec<u8>, format: Format, reading: &mut Reading) -> Option<String> {
    let text = match sniff(&bytes, format) {
        Sniffed::Binary(what) => {
            reading.warn(None, format!("{what}, not text; skipped"));
            return None;
        }
        Sniffed::Utf8 { skip } => match String::from_utf8(bytes) {
            Ok(mut text) => {
                text.drain(..skip);
                text
            }
            Err(error) => lossy(&error.as_bytes()[skip..], reading),
        },
        Sniffed::Utf32 { little } => utf32(&bytes[4..], little),
        Sniffed::Other { encoding, skip, guessed } => {
            let (text, damaged) = encoding.decode_without_bom_handling(&bytes[skip..]);
            if guessed {
                reading.guessed_encoding = Some(encoding.name());
            }
            let text = text.into_owned();
            if damaged {
                warn_of_damage(&text, encoding.name(), reading);
            }
            text
        }
    };
    Some(normalise_line_ends(text))
}

enum Sniffed {
    Utf8 { skip: usize },
    Utf32 { little: bool },
    Other { encoding: &'static Encoding, skip: usize, guessed: bool },
    Binary(&'static str),
}

fn sniff(bytes: &[u8], format: Format) -> Sniffed {
    if let Some(what) = signature(bytes) {
        return Sniffed::Binary(what);
    }
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => return Sniffed::Utf8 { skip: 3 },
        [0xff, 0xfe, 0, 0, ..] => return Sniffed::Utf32 { little: true },
        [0, 0, 0xfe, 0xff, ..] => return Sniffed::Utf32 { little: false },
        [0xff, 0xfe, ..] => {
            return Sniffed::Other { encoding: UTF_16LE, skip: 2, guessed: false };
        }
        [0xfe, 0xff, ..] => {
            return Sniffed::Other { encoding: UTF_16BE, skip: 2, guessed: false };
        }
        _ => {}
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if memchr::memchr(0, bytes).is_some() {
        return match utf16_order(bytes) {
            Some(encoding) => Sniffed::Other { encoding, skip: 0, guessed: false },
            None => Sniffed::Binary("the file has NUL bytes: it is binary"),
        };
    }
    let controls = sample
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b))
        .count();
    if controls * 20 > sample.len() {
        return Sniffed::Binary("the file is full of control characters: it is binary");
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Sniffed::Utf8 { skip: 0 };
    }
    if let Some(encoding) = (format == Format::Html).then(|| declared(sample)).flatten() {
        return Sniffed::Other { encoding, skip: 0, guessed: false };
    }
    if looks_like_damaged_utf8(bytes) {
        return Sniffed::Utf8 { skip: 0 };
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let mut encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    // A few bytes are too few to tell single-byte encodings apart; the commonest
    // of them is the likeliest then.
    let foreign = bytes.iter().filter(|byte| !byte.is_ascii()).take(FEWEST_FOREIGN).count();
    if foreign < FEWEST_FOREIGN && encoding.is_single_byte() {
        encoding = WINDOWS_1252;
    }
    Sniffed::Other { encoding, skip: 0, guessed: true }
}

/// Kinds of file that are often met under a wrong name.
fn signature(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 11] = [
        (b"%PDF-", "the file is a PDF"),
        (b"PK\x03\x04", "the file is a ZIP archive or an office document"),
        (b"\x1f\x8b", "the file is gzip data"),
        (b"\x89PNG", "the file is a picture"),
        (b"\xff\xd8\xff", "the file is a picture"),
        (b"GIF8", "the file is a picture"),
        (b"\xd0\xcf\x11\xe0", "the file is an office document"),
        (b"{\\rtf", "the file is an RTF document"),
        (b"\x28\xb5\x2f\xfd", "the file is zstd data"),
        (b"\xfd7zXZ", "the file is xz data"),
        (b"\0asm", "the file is WebAssembly"),
    ];
    SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, what)| *what)
}

/// The byte order of UTF-16 without a mark. Spaces and line ends are the
/// commonest characters of nearly every text and stand high byte zero, so the
/// right order shows far more of them than the wrong one.
fn utf16_order(bytes: &[u8]) -> Option<&'static Encoding> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    let blanks = |little: bool| {
        sample
            .chunks_exact(2)
            .filter(|pair| {
                let unit = if little { [pair[1], pair[0]] } else { [pair[0], pair[1]] };
                matches!(unit, [0, b' ' | b'\n'])
            })
            .count()
    };
    let (little, big) = (blanks(true), blanks(false));
    let encoding = match () {
        () if little > 4 * big => UTF_16LE,
        () if big > 4 * little => UTF_16BE,
        () => return None,
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    let odd = text
        .chars()
        .take(SAMPLE)
        .filter(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}'))
        .count();
    (odd * 50 < sample.len()).then_some(encoding)
}

/// The encoding that an HTML page names in its first part.
fn declared(sample: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&sample[..sample.len().min(2048)]).to_lowercase();
    let after = head.split("charset=").nth(1)?;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    // A page that claims UTF-8 and is not leaves the question open.
    Encoding::for_label(label.as_bytes()).filter(|&encoding| encoding != UTF_8)
}

/// Whether well-formed sequences of several bytes outnumber the bytes that fit
/// nowhere: damage does that, another encoding hardly ever.
fn looks_like_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|&byte| byte >= 0xc0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 2 * broken
}

fn lossy(bytes: &[u8], reading: &mut Reading) -> String {
    let text = String::from_utf8_lossy(bytes).into_owned();
    warn_of_damage(&text, "UTF-8", reading);
    text
}

fn warn_of_damage(text: &str, encoding: &str, reading: &mut Reading) {
    // A file may hold U+FFFD of its own; the first one then stands in for it.
    let line = text.find('\u{fffd}').map(|at| line_of(text, at));
    reading.warn(
        line,
        format!("bytes that are not {encoding} are replaced by U+FFFD; this is the first line"),
    );
}

fn utf32(bytes: &[u8], little: bool) -> String {
    bytes
        .chunks(4)
        .map(|unit| match <[u8; 4]>::try_from(unit) {
            Ok(unit) if little => u32::from_le_bytes(unit),
            Ok(unit) => u32::from_be_bytes(unit),
            Err(_) => u32::MAX,
        })
        .map(|value| char::from_u32(value).unwrap_or('\u{fffd}'))
        .collect()
}

fn normalise_line_ends(text: String) -> String {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return text;
    }
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// One warning for each encoding that was guessed.
pub(crate) fn guesses(readings: &[Reading]) -> Vec<Warning> {
    let mut by_encoding: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for reading in readings {
        if let Some(encoding) = reading.guessed_encoding {
            by_encoding.entry(encoding).or_insert((0, &reading.name)).0 += 1;
        }
    }
    by_encoding
        .into_iter()
        .map(|(encoding, (files, first))| Warning {
            path: first.to_owned(),
            line: None,
            message: match files {
                1 => format!("not UTF-8: read as {encoding}, which is a guess"),
                2 => format!(
                    "not UTF-8: this and one more file are read as {encoding}, which is a guess"
                ),
                n => format!(
                    "not UTF-8: this and {} more files are read as {encoding}, which is a guess",
                    n - 1
                ),
            },
        })
        .collect()
}
