//! Bytes as the text of a script element, in the encoding windows-1252, which
//! has a letter for every byte: written for the smallest single file, and read
//! by the command (`src/shell/single-file.js` reads them in the browser).
//!
//! Four bytes would not come back from a browser: 0 becomes the replacement
//! character, a carriage return becomes a line feed, `<` may begin the end of
//! the element, and `=` is what announces the others. Each is written as `=` and
//! the byte 64 higher: 1.6 % on bytes that are all alike likely, where base64
//! takes 33 %.

use super::EmbedError;

const ESCAPE: u8 = b'=';
const SHIFT: u8 = 64;

/// Appends data as text.
pub(super) fn write(text: &mut Vec<u8>, data: &[u8]) {
    text.reserve(data.len() + data.len() / 50);
    for &byte in data {
        if matches!(byte, 0 | b'\r' | b'<' | ESCAPE) {
            text.extend([ESCAPE, byte + SHIFT]);
        } else {
            text.push(byte);
        }
    }
}

/// Appends the data of a text.
pub(super) fn read(data: &mut Vec<u8>, text: &[u8]) -> Result<(), EmbedError> {
    let mut rest = text.iter();
    while let Some(&byte) = rest.next() {
        if byte != ESCAPE {
            data.push(byte);
            continue;
        }
        match rest.next().and_then(|byte| byte.checked_sub(SHIFT)) {
            Some(byte) => data.push(byte),
            None => {
                return Err(EmbedError::DamagedPage { message: "a block is no data".into() });
            }
        }
    }
    Ok(())
}

/// Text of HTML in letters that every encoding has: other letters by number.
pub(super) fn ascii_html(text: &str) -> String {
    escaped(text, |letter| format!("&#{};", u32::from(letter)))
}

/// A script in letters that every encoding has. It may have other letters in
/// texts and patterns only, where an escape means the same.
pub(super) fn ascii_script(text: &str) -> String {
    escaped(text, |letter| {
        let mut units = [0; 2];
        letter.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")).collect()
    })
}

/// A style sheet likewise.
pub(super) fn ascii_style(text: &str) -> String {
    escaped(text, |letter| format!("\\{:x} ", u32::from(letter)))
}

fn escaped(text: &str, escape: impl Fn(char) -> String) -> String {
    let mut result = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii() {
            result.push(letter);
        } else {
            result += &escape(letter);
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn data_comes_back(data: Vec<u8>) {
            let mut text = Vec::new();
            write(&mut text, &data);
            prop_assert!(!text.iter().any(|byte| matches!(byte, 0 | b'\r' | b'<')));
            let mut back = Vec::new();
            read(&mut back, &text).expect("it was written so");
            prop_assert_eq!(back, data);
        }

        #[test]
        fn no_text_makes_it_panic(text: Vec<u8>) {
            let _ = read(&mut Vec::new(), &text);
        }
    }

    #[test]
    fn letters_of_other_encodings_are_escaped() {
        assert_eq!(ascii_html("a – б"), "a &#8211; &#1073;");
        assert_eq!(ascii_script("\"… 😀\""), "\"\\u2026 \\ud83d\\ude00\"");
        assert_eq!(ascii_style("content: \"–\""), "content: \"\\2013 \"");
    }
}
