//! Messages as they travel: a line each, in the order of the English ones.
//!
//! In: packed texts (`build/languages.rs`). Out: the rule of plurals and the
//! messages; how parts are put into one, and lists. Nothing is taken apart
//! before it is shown.

/// Packed texts.
pub(super) struct Packed<'a> {
    pub(super) plurals: Plurals,
    pub(super) messages: std::str::Split<'a, char>,
}

impl<'a> Packed<'a> {
    /// The first line has a fingerprint and the rule of plurals.
    pub(super) fn new(packed: &'a str, fingerprint: &str) -> Option<Self> {
        let mut messages = packed.split('\n');
        let (found, rule) = messages.next()?.split_once(' ')?;
        (found == fingerprint).then(|| Self { plurals: Plurals::named(rule), messages })
    }
}

/// Some texts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Items(pub(super) &'static str);

impl Items {
    /// The text at a place; empty where there is none.
    pub(crate) fn get(self, at: usize) -> &'static str {
        self.0.split('\t').nth(at).unwrap_or_default()
    }
}

/// Some pairs of texts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pairs(pub(super) &'static str);

impl Pairs {
    pub(crate) fn iter(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let mut texts = self.0.split('\t');
        std::iter::from_fn(move || Some((texts.next()?, texts.next()?)))
    }
}

/// Which form a counted noun takes, by a language that has the rule.
#[derive(Clone, Copy, Debug)]
pub(super) enum Plurals {
    /// One form.
    Japanese,
    /// 1, and all others.
    English,
    /// 0 and 1, and all others.
    French,
    /// 1, 21, 31 …; 2 to 4, 22 to 24 …; 0, 5 to 20 ….
    Ukrainian,
}

impl Plurals {
    fn named(name: &str) -> Self {
        match name {
            "Japanese" => Self::Japanese,
            "French" => Self::French,
            "Ukrainian" => Self::Ukrainian,
            _ => Self::English,
        }
    }

    pub(super) fn form(self, count: u64) -> usize {
        match (self, count % 10, count % 100) {
            (Self::Japanese, _, _) => 0,
            (Self::English, _, _) => usize::from(count != 1),
            (Self::French, _, _) => usize::from(count > 1),
            (Self::Ukrainian, _, 11..=14) => 2,
            (Self::Ukrainian, 1, _) => 0,
            (Self::Ukrainian, 2..=4, _) => 1,
            (Self::Ukrainian, _, _) => 2,
        }
    }
}

/// A text with `{0}`, `{1}` … replaced.
pub(super) fn fill(text: &str, parts: &[&str]) -> String {
    let mut pieces = text.split('{');
    let mut out = String::from(pieces.next().unwrap_or_default());
    for piece in pieces {
        let digit = piece.bytes().next().unwrap_or_default().wrapping_sub(b'0');
        match (parts.get(usize::from(digit)), piece.get(2..)) {
            (Some(part), Some(rest)) => {
                out.push_str(part);
                out.push_str(rest);
            }
            _ => {
                out.push('{');
                out.push_str(piece);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_take_parts_where_they_belong() {
        let check =
            |text, parts: &[&str], expected: &str| assert_eq!(fill(text, parts), expected);
        check("Hit {0} of {1}", &["3", "12"], "Hit 3 of 12");
        check("{1} – {0}{0}", &["а", "{0}"], "{0} – аа");
        check("a {b} {", &["c"], "a {b} {");
        check("{7}", &["c"], "{7}");
        check("", &["c"], "");
    }

    #[test]
    fn forms_of_counted_nouns() {
        let check = |rule, forms: [&[u64]; 3]| {
            for (form, counts) in forms.iter().enumerate() {
                for &count in *counts {
                    assert_eq!(Plurals::named(rule).form(count), form, "{count} in {rule}");
                }
            }
        };
        check("English", [&[1], &[0, 2, 11, 21, 101], &[]]);
        check("French", [&[0, 1], &[2, 21], &[]]);
        check("Ukrainian", [&[1, 21, 101], &[2, 24, 103], &[0, 5, 11, 12, 14, 111, 112, 20]]);
        check("Japanese", [&[0, 1, 2, 5], &[], &[]]);
    }

    #[test]
    fn lists() {
        assert_eq!(Items("a\tb").get(1), "b");
        assert_eq!(Items("a\tb").get(2), "");
        let pairs: Vec<_> = Pairs("a\tb\t\tc").iter().collect();
        assert_eq!(pairs, [("a", "b"), ("", "c")]);
        assert_eq!(Pairs("").iter().count(), 0);
    }
}
