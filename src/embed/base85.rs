//! Bytes as letters, four in five of them: a quarter more than the bytes, where
//! base64 takes a third. The code in a single file is written so, 40 kB less on
//! the smallest page. Scripts read it (`src/shell/base85.js`), at some 100 MB a
//! second; the index, which can be large, stays base64, which browsers read by
//! themselves.
//!
//! Four bytes are a number, its first byte the highest, and that number is five
//! digits of 85, the highest first. A digit is the letter that many places after
//! `*`; the 19th would be `<`, which may begin a tag, and is `!`. One to three
//! bytes at the end are filled up by zeros and have one digit more than bytes.
//! Known alphabets have `<` beside `!` and `-`, which could begin a comment.

/// Appends data as letters.
pub(super) fn write(text: &mut Vec<u8>, data: &[u8]) {
    text.reserve(data.len().div_ceil(4) * 5);
    for group in data.chunks(4) {
        let mut bytes = [0; 4];
        bytes[..group.len()].copy_from_slice(group);
        let mut number = u32::from_be_bytes(bytes);
        let mut letters = [0; 5];
        for letter in letters.iter_mut().rev() {
            *letter = letter_of((number % 85) as u8);
            number /= 85;
        }
        text.extend_from_slice(&letters[..=group.len()]);
    }
}

fn letter_of(digit: u8) -> u8 {
    match b'*' + digit {
        b'<' => b'!',
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `tests/shell/base85.test.mjs` reads the same.
    #[test]
    fn bytes_become_letters() {
        let check = |data: &[u8], expected: &str| {
            let mut text = Vec::new();
            write(&mut text, data);
            assert_eq!(String::from_utf8_lossy(&text), expected, "{data:?}");
        };
        check(b"", "");
        check(&[0], "**");
        check(&[255], "{{");
        check(&[0, 0, 0, 18], "****!");
        check(b"corpus", "I{QL5Oi[");
        check(&[255, 255, 255, 255, 1, 2, 3], "|A`6**EWH");
    }
}
