//! What it would cost to parse a page: the page goes in, whether it can be
//! parsed in reasonable time and memory comes out.
//!
//! The parsing rules of HTML look through all open elements at most tags, open
//! every formatting element anew in each paragraph, and compare each attribute
//! with those before it, so a page made for
//! the purpose costs time or memory by the square of its length: 200,000
//! `<div>` in one another, one megabyte, take a minute. Browsers stop at 512
//! elements in one another. Here one pass over the tags, at about 1 GB a
//! second, adds up what both rules would cost; real pages stay far below.

/// Looks through open elements, in all: about a second.
const MOST_STEPS: u64 = 1_000_000_000;
/// Formatting elements opened anew, in all: about 2 GB.
const MOST_COPIES: u64 = 20_000_000;

/// Elements that end by themselves.
const NEVER_NESTED: [&[u8]; 26] = [
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta",
    b"param", b"source", b"track", b"wbr", b"p", b"li", b"dt", b"dd", b"option", b"tr", b"td",
    b"th", b"thead", b"tbody", b"tfoot", b"body",
];
/// Elements that a paragraph opens anew.
const FORMATTING: [&[u8]; 14] = [
    b"a", b"b", b"big", b"code", b"em", b"font", b"i", b"nobr", b"s", b"small", b"strike",
    b"strong", b"tt", b"u",
];

/// Whether parsing `html` would take unreasonable time or memory.
pub(super) fn is_unreasonable(html: &str) -> bool {
    let bytes = html.as_bytes();
    let (mut open, mut formatting) = (0_u64, 0_u64);
    let (mut steps, mut copies) = (0_u64, 0_u64);
    let mut attributes = 0_u64;
    for at in memchr::memchr3_iter(b'<', b'>', b'=', bytes) {
        if bytes[at] == b'=' {
            // Each attribute's name is compared with those before it.
            steps += attributes;
            attributes += 1;
            continue;
        }
        attributes = 0;
        if bytes[at] == b'>' {
            continue;
        }
        let closes = bytes.get(at + 1) == Some(&b'/');
        let start = at + 1 + usize::from(closes);
        let mut name = [0_u8; 8];
        let mut length = 0;
        while let Some(byte) = bytes.get(start + length).filter(|b| b.is_ascii_alphanumeric()) {
            if let Some(place) = name.get_mut(length) {
                *place = byte.to_ascii_lowercase();
            }
            length += 1;
        }
        let Some(name) = name.get(..length.min(8)).filter(|name| !name.is_empty()) else {
            continue;
        };
        let is_formatting = FORMATTING.contains(&name);
        steps += open;
        copies += formatting;
        if NEVER_NESTED.contains(&name) {
            continue;
        }
        if closes {
            open = open.saturating_sub(1);
            formatting = formatting.saturating_sub(u64::from(is_formatting));
        } else {
            open += 1;
            formatting += u64::from(is_formatting);
        }
    }
    steps > MOST_STEPS || copies > MOST_COPIES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_made_for_the_purpose() {
        assert!(is_unreasonable(&"<div>".repeat(60_000)));
        assert!(is_unreasonable(&"<b class=x><P>".repeat(10_000)));
        assert!(is_unreasonable(&format!("<p {}>", "a=b ".repeat(60_000))));
        assert!(!is_unreasonable(&"<div>".repeat(20_000)));
        assert!(!is_unreasonable(&"=".repeat(20_000)));
    }

    #[test]
    fn real_pages() {
        let row = "<tr><td class=a><a href=x><b>one</b></a><br><img src=y>two<p>three";
        assert!(!is_unreasonable(&row.repeat(200_000)));
        assert!(!is_unreasonable(&"<div><p>1 < 2 <em>x</em></div>".repeat(200_000)));
        assert!(!is_unreasonable("<"));
        assert!(!is_unreasonable("</"));
    }
}
