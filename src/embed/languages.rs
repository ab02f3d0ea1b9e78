//! The interface's texts beside the page: each language as a script module, and
//! the list of them.
//!
//! In: what the build has packed (`build/languages.rs`). Out: for a site a
//! script a language, loaded when it is shown, and `languages.js`, which names
//! them; for a single file `languages.js` with all texts in it. Either way it
//! gives each tag a function that promises the texts.

use super::scripts::quoted;

include!(concat!(env!("OUT_DIR"), "/packed_texts.rs"));

/// Each language: tag, name of its script, script.
pub(super) fn scripts() -> impl Iterator<Item = (&'static str, &'static str, String)> {
    PACKED_TEXTS.iter().map(|(tag, name, texts)| {
        (*tag, *name, format!("export const texts = {};\n", quoted(texts)))
    })
}

/// `languages.js` of a site.
pub(super) fn list() -> String {
    module(|_, name| format!("(await import(\"./{name}\")).texts"))
}

/// `languages.js` of a single file.
pub(super) fn all() -> String {
    module(|texts, _| quoted(texts))
}

/// The language of a page that asks for this one: the same rule as in
/// `src/shell/explorer-element.js`.
pub(super) fn shown(wanted: Option<&str>) -> &'static str {
    let primary = wanted.and_then(|tag| tag.split(['-', '_']).next()).unwrap_or_default();
    let known = PACKED_TEXTS.iter().map(|(tag, _, _)| *tag);
    known.into_iter().find(|tag| tag.eq_ignore_ascii_case(primary)).unwrap_or("en")
}

fn module(promise: impl Fn(&str, &str) -> String) -> String {
    let entries: Vec<String> = PACKED_TEXTS
        .iter()
        .map(|(tag, name, texts)| format!("{tag}: async () => {}", promise(texts, name)))
        .collect();
    format!("export const languages = {{ {} }};\n", entries.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_named_and_loaded_alone() {
        let list = list();
        for tag in ["de", "en", "uk"] {
            let entry =
                format!("{tag}: async () => (await import(\"./texts-{tag}.js\")).texts");
            assert!(list.contains(&entry), "{list}");
        }
        assert!(list.len() < 300, "no texts are in it");
        let (_, name, script) = scripts().next().expect("there is one");
        assert_eq!(name, "texts-de.js");
        assert!(script.contains("\\nDokumente\\n") && script.lines().count() == 1);
    }

    #[test]
    fn a_single_file_has_all_of_them() {
        let all = all();
        for word in ["Documents", "Dokumente", "Документи"] {
            assert!(all.contains(&format!("\\n{word}\\n")), "{word}");
        }
        assert_eq!(all.lines().count(), 1);
    }

    #[test]
    fn the_language_is_the_wanted_one_if_there_is_such() {
        let check = |wanted, expected| assert_eq!(shown(wanted), expected, "{wanted:?}");
        check(None, "en");
        check(Some("uk"), "uk");
        check(Some("DE-at"), "de");
        check(Some("uk_UA"), "uk");
        check(Some("fr"), "en");
        check(Some(""), "en");
    }
}
