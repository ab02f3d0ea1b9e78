//! Small and capital letters, for comparing what is typed and for beginning a
//! sentence.
//!
//! In: a letter or a text. Out: the same in small letters, or with its first
//! letter a capital. Unicode's own tables for this are 22 kB of the module, 4
//! as it is sent; here are the scripts that have case and are in wide use,
//! Latin up to U+017F, Greek, Cyrillic and Armenian, whose letters stand at
//! regular distances. Other letters stay as they are.

/// In small letters.
pub(crate) fn small(text: &str) -> String {
    text.chars().map(small_letter).collect()
}

/// With a capital at its beginning.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(capital_letter);
    first.into_iter().chain(letters).collect()
}

fn small_letter(letter: char) -> char {
    let code = u32::from(letter);
    let small = match code {
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3a9 | 0x410..=0x42f => code + 32,
        0x400..=0x40f => code + 80,
        0x531..=0x556 => code + 48,
        _ if is_paired(code) => small_of_pair(code),
        _ => code,
    };
    char::from_u32(small).unwrap_or(letter)
}

fn capital_letter(letter: char) -> char {
    let code = u32::from(letter);
    let capital = match code {
        0x61..=0x7a | 0xe0..=0xf6 | 0xf8..=0xfe | 0x3b1..=0x3c1 | 0x3c3..=0x3c9 => code - 32,
        0x430..=0x44f => code - 32,
        0x450..=0x45f => code - 80,
        0x561..=0x586 => code - 48,
        _ if is_paired(code) && small_of_pair(code) == code => code - 1,
        _ => code,
    };
    char::from_u32(capital).unwrap_or(letter)
}

/// Where a capital and its small letter follow each other.
fn is_paired(code: u32) -> bool {
    matches!(
        code,
        0x100..=0x12f | 0x132..=0x137 | 0x139..=0x148 | 0x14a..=0x177 | 0x179..=0x17e
            | 0x460..=0x481 | 0x48a..=0x4bf | 0x4d0..=0x52f
    )
}

fn small_of_pair(code: u32) -> u32 {
    // In two stretches capitals have the odd numbers.
    if matches!(code, 0x139..=0x148 | 0x179..=0x17e) { code + code % 2 } else { code | 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_unicode_in_the_scripts_named() {
        let scripts =
            [0x20..=0x17e, 0x391..=0x3a9, 0x3b1..=0x3c9, 0x400..=0x4bf, 0x4d0..=0x52f];
        let more = [0x531..=0x556, 0x561..=0x586];
        for code in scripts.into_iter().chain(more).flatten() {
            let Some(letter) = char::from_u32(code) else { continue };
            // One letter to several, or to one outside the table, stays.
            if matches!(letter, 'ß' | 'İ' | 'ı' | 'ŉ' | 'ς' | 'µ' | '\u{3a2}' | 'ÿ' | 'Ÿ')
            {
                continue;
            }
            let expected: String = letter.to_lowercase().collect();
            assert_eq!(small_letter(letter).to_string(), expected, "{letter} small");
            let expected: String = letter.to_uppercase().collect();
            assert_eq!(capital_letter(letter).to_string(), expected, "{letter} capital");
        }
    }

    #[test]
    fn texts() {
        let check = |text, expected| assert_eq!(small(text), expected);
        check("Ünlü ŽIŽEK, ПУТІН Ґ", "ünlü žižek, путін ґ");
        check("東京 №5", "東京 №5");
        check("", "");
        let check = |text, expected| assert_eq!(capitalised(text), expected);
        check("іноді так", "Іноді так");
        check("", "");
        check("«x»", "«x»");
    }
}
