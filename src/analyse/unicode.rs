//! The one place that reads Unicode's tables: characters go in, a
//! [`CharTable`] comes out. Only the command has it.
//!
//! Folding of one character: compatibility decomposition (NFKD), lower case,
//! accents dropped (combining classes 10 to 35 and 200 to 240: accents and
//! vowel points, but not virama, kana voicing or vowel signs), recomposition;
//! typographers' quotes, apostrophes and dashes become the plain ones; letters
//! that decompose in no standard way (ß, æ, ø, ł) become what people type.
//! Cyrillic й and ї are letters of their own and stay.

use std::collections::BTreeSet;

use icu_properties::CodePointMapData;
use icu_properties::props::{ExtendedPictographic, WordBreak};
use icu_properties::{CodePointSetData, props::GeneralCategory};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use super::chars::{CharClass, CharEntry, CharTable};

/// A table of the characters in `text`, and of those that a person may type
/// and that fold to nothing but what these fold to.
pub(crate) fn table_for(text: impl IntoIterator<Item = char>) -> CharTable {
    let characters: BTreeSet<char> = text.into_iter().collect();
    let mut entries: Vec<CharEntry> = characters.iter().map(|&c| entry(c)).collect();
    let folded: BTreeSet<char> = entries.iter().flat_map(|e| e.fold.chars()).collect();
    let typed = TYPED
        .iter()
        .flat_map(|range| range.clone())
        .filter(|c| !characters.contains(c))
        .map(entry)
        .filter(|e| e.fold.chars().all(|c| folded.contains(&c)));
    entries.extend(typed);
    CharTable::new(entries)
}

/// Blocks that keyboards and word processors produce: Latin, Greek, Cyrillic,
/// Vietnamese, general punctuation, ligatures, full-width forms.
const TYPED: [std::ops::RangeInclusive<char>; 6] = [
    '\u{0}'..='\u{24f}',
    '\u{300}'..='\u{4ff}',
    '\u{1e00}'..='\u{1eff}',
    '\u{2000}'..='\u{206f}',
    '\u{fb00}'..='\u{fb06}',
    '\u{ff00}'..='\u{ff5e}',
];

fn entry(character: char) -> CharEntry {
    CharEntry { character, class: class(character), fold: fold(character) }
}

fn class(character: char) -> CharClass {
    let alphanumeric = character.is_alphanumeric();
    let pictograph = CodePointSetData::new::<ExtendedPictographic>().contains(character);
    match CodePointMapData::<WordBreak>::new().get(character) {
        WordBreak::CR | WordBreak::LF | WordBreak::Newline => CharClass::Newline,
        WordBreak::WSegSpace => CharClass::Space,
        WordBreak::Extend => CharClass::Extend,
        WordBreak::Format => CharClass::Format,
        WordBreak::ZWJ => CharClass::ZeroWidthJoiner,
        WordBreak::Katakana => CharClass::Katakana,
        WordBreak::HebrewLetter => CharClass::HebrewLetter,
        WordBreak::ALetter if pictograph => CharClass::PictographLetter,
        WordBreak::ALetter => CharClass::Letter,
        WordBreak::SingleQuote => CharClass::SingleQuote,
        WordBreak::DoubleQuote => CharClass::DoubleQuote,
        WordBreak::MidNumLet => CharClass::MidNumLet,
        WordBreak::MidLetter => CharClass::MidLetter,
        WordBreak::MidNum => CharClass::MidNum,
        WordBreak::Numeric => CharClass::Numeric,
        WordBreak::ExtendNumLet => CharClass::ExtendNumLet,
        WordBreak::RegionalIndicator => CharClass::RegionalIndicator,
        _ if character.is_whitespace() => CharClass::Space,
        _ if is_invisible(character) => CharClass::Control,
        _ if pictograph => CharClass::Pictograph,
        _ if alphanumeric => CharClass::Single,
        _ => CharClass::Mark,
    }
}

fn is_invisible(character: char) -> bool {
    matches!(
        CodePointMapData::<GeneralCategory>::new().get(character),
        GeneralCategory::Control
            | GeneralCategory::Format
            | GeneralCategory::Unassigned
            | GeneralCategory::PrivateUse
    )
}

fn fold(character: char) -> String {
    match character {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => return String::new(),
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{2b9}' | '\u{2bb}' | '`'
        | '\u{b4}' | '\u{2032}' | '\u{ff07}' => return "'".into(),
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{ab}' | '\u{bb}'
        | '\u{2033}' => return "\"".into(),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => return "-".into(),
        'й' | 'Й' => return "й".into(),
        'ї' | 'Ї' => return "ї".into(),
        _ => {}
    }
    let mut folded = String::new();
    for part in character.to_lowercase().nfkd() {
        if matches!(canonical_combining_class(part), 10..=35 | 200..=240) {
            continue;
        }
        for lower in part.to_lowercase() {
            match lower {
                'ß' => folded.push_str("ss"),
                'æ' => folded.push_str("ae"),
                'œ' => folded.push_str("oe"),
                'þ' => folded.push_str("th"),
                'ø' => folded.push('o'),
                'ł' => folded.push('l'),
                'đ' | 'ð' => folded.push('d'),
                'ħ' => folded.push('h'),
                'ı' => folded.push('i'),
                'ς' => folded.push('σ'),
                other => folded.push(other),
            }
        }
    }
    folded.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, folded: &str) {
        assert_eq!(table_for(text.chars()).fold(text), folded, "for {text:?}");
    }

    #[test]
    fn folding() {
        check("Zelenskyy", "zelenskyy");
        check("Jean-Noël", "jean-noel");
        check("e\u{301}tude", "etude");
        check("Straße Ärger Øre Łódź", "strasse arger ore lodz");
        check("œuvre ﬁnal", "oeuvre final");
        check("Київ й Їжак ґрунт", "київ й їжак ґрунт");
        check("п’ять пʼять п'ять", "п'ять п'ять п'ять");
        check("soft\u{ad}hyphen", "softhyphen");
        check("“a” «b» „c“", "\"a\" \"b\" \"c\"");
        check("1–2—3", "1-2-3");
        check("İstanbul ILGAZ", "istanbul ilgaz");
        check("ΟΔΟΣ οδός", "οδοσ οδοσ");
        check("がガ", "がガ");
        check("한국", "한국");
        check("ＡＢＣ１", "abc1");
        check("שָׁלוֹם", "שלום");
    }

    #[test]
    fn typed_characters_are_known_where_they_fold_to_the_corpus() {
        let table = table_for("cafe".chars());
        assert_eq!(table.fold("CAFÉ"), "cafe");
        assert!(table.entries().iter().all(|e| e.character != 'ж'));
    }
}
