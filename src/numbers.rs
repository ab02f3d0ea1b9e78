//! Numbers with decimals, read in little code: a text goes in, its number comes
//! out.
//!
//! The standard library reads every number to the last bit, by a table of 10 kB
//! that nothing makes smaller. Here the digits are one whole number, and a power
//! of ten multiplies or divides it: the same for up to 15 digits with up to 22
//! places, and within a few units of the 16th digit beyond. `inf`, `nan` and
//! points without digits are no numbers.

/// The number that a text is, and nothing else: `-12`, `0.5`, `1e6`.
pub(crate) fn decimal(text: &str) -> Option<f64> {
    let (negative, rest) = match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let (mut number, mut places, mut digits) = (0.0_f64, 0_i32, 0_usize);
    let (mut point, mut end) = (false, rest.len());
    for (at, &byte) in rest.iter().enumerate() {
        match byte {
            b'0'..=b'9' => {
                number = number * 10.0 + f64::from(byte - b'0');
                places += i32::from(point);
                digits += 1;
            }
            b'.' if !point => point = true,
            b'e' | b'E' => {
                end = at;
                break;
            }
            _ => return None,
        }
    }
    if digits == 0 {
        return None;
    }
    if let Some(exponent) = rest.get(end + 1..) {
        let exponent = std::str::from_utf8(exponent).ok()?.parse::<i32>().ok()?;
        places = places.saturating_sub(exponent);
    }
    let scale = power_of_ten(places.unsigned_abs());
    let number = if places < 0 { number * scale } else { number / scale };
    Some(if negative { -number } else { number }).filter(|number| number.is_finite())
}

/// Exact up to the 22nd.
fn power_of_ten(exponent: u32) -> f64 {
    (0..exponent.min(400)).fold(1.0, |power, _| power * 10.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_and_others() {
        let check =
            |text: &str, expected: Option<f64>| assert_eq!(decimal(text), expected, "{text}");
        check("0", Some(0.0));
        check("-12", Some(-12.0));
        check("+7.25", Some(7.25));
        check(".5", Some(0.5));
        check("5.", Some(5.0));
        check("1e6", Some(1_000_000.0));
        check("25E-1", Some(2.5));
        check("0.1", Some(0.1));
        check("123456789012345", Some(123_456_789_012_345.0));
        for text in [
            "", "-", ".", "e5", "1e", "1e+-2", "1.2.3", "1,5", "inf", "nan", "1 2", "½",
            "1e999",
        ] {
            check(text, None);
        }
        check("1e-999", Some(0.0));
    }

    proptest! {
        #[test]
        fn as_the_standard_library_reads(whole in 0_u64..1_000_000_000, decimals in "[0-9]{0,6}", minus: bool) {
            let sign = if minus { "-" } else { "" };
            let text = format!("{sign}{whole}.{decimals}");
            prop_assert_eq!(decimal(&text), text.parse().ok());
        }

        #[test]
        fn no_text_makes_it_panic(text: String) {
            let _ = decimal(&text);
        }
    }
}
