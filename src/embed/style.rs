//! The page's style: the sheets as they are written go in, a script module
//! that exports them as one text comes out.
//!
//! The page puts the text into its shadow root as a constructed sheet, which
//! needs no permission from a policy. It travels as a script, not in the page's
//! module: there it took 9 kB of the module's bytes as sent, and reaches the
//! same browsers either way. Comments and needless spaces are left out: a
//! third of the bytes.
//!
//! Lengths in `rem` are those of the page around, which may have set its root
//! to 10 pixels: they are made multiples of a variable, and the variable is
//! the size of the reader's text.

use super::scripts;

/// The sheets, in the order they apply.
const STYLE: &str = concat!(
    include_str!("../../styles/base.css"),
    include_str!("../../styles/frame.css"),
    include_str!("../../styles/documents.css"),
    include_str!("../../styles/reader.css"),
    include_str!("../../styles/lines.css"),
    include_str!("../../styles/story.css"),
    include_str!("../../styles/story-rows.css"),
    include_str!("../../styles/about.css"),
    include_str!("../../styles/media.css"),
);

/// `export const style = "…";`
pub(super) fn module() -> String {
    format!("export const style = {};\n", scripts::quoted(&scaled(&bare(STYLE))))
}

/// A sheet without comments, and without spaces where they mean nothing.
fn bare(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    let mut space = false;
    while let Some(letter) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            space = true;
        } else if letter.is_whitespace() {
            rest = &rest[letter.len_utf8()..];
            space = true;
        } else {
            let after_break = out.ends_with(['{', '}', ';', ',', ':']) || out.is_empty();
            if space && !after_break && !matches!(letter, '{' | '}' | ';' | ',') {
                out.push(' ');
            }
            space = false;
            if letter == '}' && out.ends_with(';') {
                out.pop();
            }
            let length = match letter {
                '"' | '\'' => rest[1..].find(letter).map_or(rest.len(), |end| end + 2),
                _ => letter.len_utf8(),
            };
            out.push_str(&rest[..length]);
            rest = &rest[length..];
        }
    }
    out
}

/// Every `Nrem` as `calc(N*var(--corpuscope-rem))`.
fn scaled(style: &str) -> String {
    let mut out = String::with_capacity(style.len() * 2);
    let mut parts = style.split("rem").peekable();
    while let Some(part) = parts.next() {
        let before = part.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let number = &part[before.len()..];
        // A minus that belongs to the number; within a `calc` it stands alone.
        let sign = if before.ends_with('-') { "-" } else { "" };
        match (parts.peek(), number) {
            (None, _) => out.push_str(part),
            (Some(_), "") => {
                out.push_str(part);
                out.push_str("rem");
            }
            (Some(_), number) => {
                out.push_str(&before[..before.len() - sign.len()]);
                out.push_str("calc(");
                out.push_str(sign);
                out.push_str(number);
                out.push_str("*var(--corpuscope-rem))");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_in_rem_are_made_multiples_of_the_variable() {
        let check = |style, expected: &str| assert_eq!(scaled(style), expected);
        check("a{b:1.5rem 2px}", "a{b:calc(1.5*var(--corpuscope-rem)) 2px}");
        check("min(20rem, 2dvh)", "min(calc(20*var(--corpuscope-rem)), 2dvh)");
        check(
            "a{b:-.5rem 0 -1.5rem}",
            "a{b:calc(-.5*var(--corpuscope-rem)) 0 calc(-1.5*var(--corpuscope-rem))}",
        );
        check("calc(100% - 2rem)", "calc(100% - calc(2*var(--corpuscope-rem)))");
        check("/* the remains */ 1REM 5px", "/* the remains */ 1REM 5px");
        check("", "");
    }

    #[test]
    fn comments_and_needless_spaces_go() {
        let check = |style, expected: &str| assert_eq!(bare(style), expected);
        check("a {\n  b: c;\n  d: e f;\n}\n", "a{b:c;d:e f}");
        check(
            "/* one */ .a > .b,\n.c :hover /* two */ { x: calc(1px + 2px) }",
            ".a > .b,.c :hover{x:calc(1px + 2px)}",
        );
        check("a{content: \" ; /* \"}", "a{content:\" ; /* \"}");
        check(
            "@media (max-width: 60em) and (hover) { a { b: 'c  d' } }",
            "@media (max-width:60em) and (hover){a{b:'c  d'}}",
        );
        check("a { b: \"open", "a{b:\"open");
        check("/* never closed", "");
    }

    #[test]
    fn the_sheets_have_no_rem_that_the_scaling_would_spoil() {
        let queries = STYLE.lines().filter(|line| line.starts_with('@'));
        let spoilt: Vec<&str> = queries.filter(|line| line.contains("rem")).collect();
        assert_eq!(spoilt, [""; 0], "a query cannot use a variable");
    }

    #[test]
    fn the_module_is_one_line() {
        let module = module();
        assert!(!module.contains('<'));
        assert_eq!(module.lines().count(), 1);
        assert!(module.contains("--corpuscope-rem"));
    }
}
