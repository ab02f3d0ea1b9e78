//! Numbers with decimals, read and written.
//!
//! The standard library's ways of reading and writing floating point are exact
//! to the last bit and some 20 kB of the module; figures of a text have few
//! digits.

/// Decimals that are kept.
const DECIMALS: u32 = 6;

/// A number as typed: digits, at most one point or comma, spaces between
/// groups. `None` for everything else.
pub(crate) fn read(typed: &str) -> Option<f64> {
    let (mut number, mut scale, mut point, mut any) = (0.0_f64, 1.0_f64, false, false);
    for letter in typed.trim().chars() {
        match letter {
            '0'..='9' => {
                any = true;
                number = number * 10.0 + f64::from(letter as u32 - '0' as u32);
                if point {
                    scale *= 10.0;
                }
            }
            '.' | ',' if !point => point = true,
            ' ' | '\u{a0}' | '\u{202f}' | '_' if !point => {}
            _ => return None,
        }
    }
    any.then_some(number / scale).filter(|number| number.is_finite())
}

/// A number in digits, with a point where it has decimals.
pub(crate) fn written(number: f64) -> String {
    let factor = 10_u64.pow(DECIMALS);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a cast of what is too large or no number gives the nearest number there is"
    )]
    let (whole, decimals) = {
        let number = number.abs();
        let whole = number.trunc() as u64;
        (whole, ((number - whole as f64) * factor as f64).round() as u64)
    };
    let (whole, decimals) = (whole.saturating_add(decimals / factor), decimals % factor);
    let mut out = String::new();
    if number < 0.0 {
        out.push('-');
    }
    out.push_str(&whole.to_string());
    if decimals > 0 {
        let digits = (factor + decimals).to_string();
        out.push('.');
        out.push_str(digits[1..].trim_end_matches('0'));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read() {
        let check = |typed, expected| assert_eq!(read(typed), expected, "{typed:?}");
        check("100", Some(100.0));
        check(" 1 000 000 ", Some(1_000_000.0));
        check("2.5", Some(2.5));
        check("2,5", Some(2.5));
        check("", None);
        check(".", None);
        check("1.2.3", None);
        check("-4", None);
        check("1e9", None);
        check(&"9".repeat(400), None);
    }

    #[test]
    fn numbers_are_written() {
        let check = |number, expected: &str| assert_eq!(written(number), expected);
        check(0.0, "0");
        check(653.0, "653");
        check(2.5, "2.5");
        check(0.05, "0.05");
        check(-3.25, "-3.25");
        check(1.999_999_9, "2");
        check(1e11, "100000000000");
        check(f64::NAN, "0");
    }
}
