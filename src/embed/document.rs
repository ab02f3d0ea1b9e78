//! The HTML documents around the explorer, with their security policies.
//!
//! They show the title and "loading" before any script has run, and a sentence
//! where scripts are off or too old. Whatever comes from the corpus is
//! escaped; the policy forbids everything that the page does not need, so that
//! a mistake there would still run nothing.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::scripts::{self, SingleFile};
use super::{Form, PageInfo, bytes};

const STYLE: &str = include_str!("../shell/loading.css");

/// A lens; a page without an icon makes the browser ask the host for one.
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' \
    viewBox='0 0 16 16'%3E%3Ccircle cx='6.5' cy='6.5' r='4.5' fill='none' stroke='%23777' \
    stroke-width='2'/%3E%3Cpath d='m10 10 5 5' stroke='%23777' stroke-width='2.5'/%3E%3C/svg%3E";

/// Names of a site's files, relative to its `index.html`.
pub(super) struct SiteFiles<'a> {
    pub(super) engine: &'a str,
    pub(super) engine_bytes: usize,
    pub(super) style: &'a str,
    pub(super) gate: &'a str,
    pub(super) explorer: &'a str,
    /// Modules that will be asked for, so that they come at once.
    pub(super) modules: &'a [&'a str],
    pub(super) page_wasm: &'a str,
    pub(super) key: &'a str,
}

/// The `index.html` of a site. Everything is a file of its own there, so that
/// it also passes a host's own stricter policy.
pub(super) fn site(info: &PageInfo, files: &SiteFiles<'_>) -> String {
    let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; \
                  connect-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; \
                  form-action 'none'";
    let mut head = format!("<link rel=\"stylesheet\" href=\"{}\">\n", files.style);
    for module in files.modules {
        writeln!(head, "<link rel=\"modulepreload\" href=\"{module}\">")
            .expect("a String grows");
    }
    writeln!(
        head,
        "<link rel=\"preload\" href=\"{}\" as=\"fetch\" type=\"application/wasm\" crossorigin>",
        files.page_wasm
    )
    .expect("a String grows");
    let source = format!(" src=\"{}\" size=\"{}\"", files.engine, files.engine_bytes);
    let scripts = format!(
        "<script src=\"{}\"></script>\n<script type=\"module\" src=\"{}\"></script>\n",
        files.gate, files.explorer
    );
    let explorer = explorer(info, &source, files.key);
    let (before, after) = page(info, "utf-8", policy, &head, &explorer, &scripts);
    before + &after
}

/// The single file: scripts inline, or put in by those that are, and named in
/// the policy by their hashes. Its data belongs between the two parts.
pub(super) fn single(
    info: &PageInfo,
    scripts: &SingleFile,
    key: &str,
    form: Form,
) -> (String, String) {
    let (charset, [gate, start, style]) = match form {
        Form::Letters => ("utf-8", [scripts::GATE, &scripts.start, STYLE].map(str::to_owned)),
        Form::Bytes => (
            "windows-1252",
            [
                bytes::ascii_script(scripts::GATE),
                bytes::ascii_script(&scripts.start),
                bytes::ascii_style(STYLE),
            ],
        ),
    };
    let policy = format!(
        "default-src 'none'; script-src '{}' '{}' '{}' 'wasm-unsafe-eval'; worker-src blob:; \
         style-src '{}'; img-src data:; base-uri 'none'; form-action 'none'",
        hash(&gate),
        hash(&start),
        hash(&scripts.bundle),
        hash(&style)
    );
    let head = format!("<style>{style}</style>\n");
    let scripts =
        format!("<script>{gate}</script>\n<script type=\"module\">{start}</script>\n");
    let parts = page(info, charset, &policy, &head, &explorer(info, "", key), &scripts);
    match form {
        Form::Letters => parts,
        // Scripts and style are ASCII by now: what is not is text.
        Form::Bytes => (bytes::ascii_html(&parts.0), bytes::ascii_html(&parts.1)),
    }
}

/// The stylesheet that a site has as a file.
pub(super) fn style() -> &'static str {
    STYLE
}

/// A document: what stands before the data and behind it.
fn page(
    info: &PageInfo,
    charset: &str,
    policy: &str,
    head: &str,
    explorer: &str,
    scripts: &str,
) -> (String, String) {
    let language = escape(language(info));
    let title = escape(&info.title);
    let description = match &info.description {
        Some(text) => format!("<meta name=\"description\" content=\"{}\">\n", escape(text)),
        None => String::new(),
    };
    let before = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"{charset}\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"generator\" content=\"corpuscope {version}\">\n{description}\
         <title>{title}</title>\n<link rel=\"icon\" href=\"{ICON}\">\n{head}</head>\n<body>\n\
         {explorer}{scripts}",
        version = env!("CARGO_PKG_VERSION"),
    );
    (before, "</body>\n</html>\n".to_owned())
}

/// The element, and in it what shows until it takes over.
fn explorer(info: &PageInfo, source: &str, key: &str) -> String {
    format!(
        "<corpus-explorer{source} route=\"hash\" lang=\"{language}\" storage-key=\"{key}\">\n\
         <main class=\"loading\">\n<h1>{title}</h1>\n\
         <noscript><p>This page needs JavaScript, which is switched off.</p></noscript>\n\
         <p class=\"wait\">Loading …</p>\n\
         <p class=\"late\">This takes long. If nothing else appears, the page is cut off, or \
         its scripts are blocked, or the browser is too old: it needs Chrome or Edge 111, \
         Firefox 115, Safari 16.4, or a later version of these.</p>\n\
         </main>\n</corpus-explorer>\n",
        language = escape(language(info)),
        title = escape(&info.title),
    )
}

fn language(info: &PageInfo) -> &str {
    info.language.as_deref().unwrap_or("en")
}

/// An inline script's or style's name in a policy.
fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

/// Text as the content of an element or of a quoted attribute. Characters that
/// HTML cannot hold become the replacement character.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            letter if letter.is_control() => escaped.push('\u{fffd}'),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scripts() -> SingleFile {
        SingleFile { start: "start()".into(), bundle: "bundle()".into() }
    }

    fn page_titled(title: &str) -> String {
        let info = PageInfo {
            title: title.to_owned(),
            description: Some(title.to_owned()),
            language: Some(title.to_owned()),
        };
        let (before, after) = single(&info, &scripts(), "key", Form::Letters);
        before + &after
    }

    #[test]
    fn nothing_in_a_title_is_markup() {
        let harmless = page_titled("x");
        for title in [
            "</title><script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "' onload='alert(1)",
            "<!--",
            "]]>",
            "&lt;b&gt;",
            "\0\u{8}\u{1b}[31m",
        ] {
            let page = page_titled(title);
            for mark in ['<', '>', '"', '\''] {
                let count = |page: &str| page.matches(mark).count();
                assert_eq!(count(&page), count(&harmless), "{mark} for {title:?}");
            }
            assert!(!page.contains(|letter: char| letter.is_control() && letter != '\n'));
        }
        assert!(
            page_titled("a < b & \"c\"")
                .contains("<title>a &lt; b &amp; &quot;c&quot;</title>")
        );
    }

    #[test]
    fn the_policy_names_what_is_inline_and_nothing_else() {
        let page = page_titled("x");
        // echo -n "start()" | openssl dgst -sha256 -binary | base64
        assert!(
            page.contains("'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00=' "),
            "{page}"
        );
        assert!(
            page.contains("'sha256-V4xSH8Jc7BJkZ1GQNspE8goyGyZ7nDxSdPqEJ5qcq4U=' "),
            "{page}"
        );
        assert!(!page.contains("unsafe-inline") && !page.contains("bundle()"));
        assert_eq!(page.matches("'sha256-").count(), 4);
    }

    #[test]
    fn a_page_without_language_is_english() {
        let (page, _) = single(&PageInfo::default(), &scripts(), "", Form::Letters);
        assert!(page.contains("<html lang=\"en\">"));
    }
}
