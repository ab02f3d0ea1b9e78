//! Lines that are not the document's own words: a text goes in, byte ranges
//! come out. Nothing is deleted: the ranges are greyed in the reader and left
//! out of search, counts and analysis.
//!
//! A wrong grey sentence is worse than a missed one, so every rule covers a
//! whole line of a known shape, and none covers a line of prose. In text that
//! is wrapped at a fixed width any words may fill a line, so a line that a
//! sentence runs through (by the end of the line before or the beginning of
//! the next) is left alone, and so is one that begins in lower case.
//!
//! | rule | example |
//! |---|---|
//! | navigation | `← Back to News`, `Skip to content`, `Previous article` |
//! | sharing, subscribing | `Share this article`, `Sign up for our newsletter` |
//! | advertising | `Advertisement`, `Anzeige` |
//! | pointers elsewhere | `Read more: The day the harbour froze`, `Related: …` |
//! | photo credit | `Jo Example / AP`, `Photo: Sam Sample`, `Getty Images` |
//! | credit after a caption | `… at the quay. (AP Photo/Jo Example, File)`: the part in brackets |
//! | navigation stuck to the end | `… they said. ← Back to News`: from the arrow on |
//! | blank lines at the end | all but the first line end |
//!
//! `corpus.toml` adds patterns for further lines (`boilerplate`) and switches
//! these off (`builtin_boilerplate = false`).

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Regex, RegexSet};

use super::config::Rules;

/// Longer lines are prose; it also keeps the search linear in the text.
const LONGEST_LINE: usize = 240;
/// Lines of lists and menus are shorter, wrapped prose is longer.
const SHORT_LINE: usize = 50;

/// What an agency is called at the end of a credit.
const AGENCIES: &str = "AP|AP Photo|Associated Press|The Associated Press|AFP|Reuters|REUTERS|\
    Getty|Getty Images|Getty Images Europe|EPA|EPA-EFE|EFE|EPA Images|dpa|DPA|picture alliance|\
    TASS|Sputnik|Xinhua|Bloomberg|UPI|ANSA|PA|PA Images|PA Wire|Shutterstock|iStock|Alamy|\
    NurPhoto|Anadolu|Anadolu Agency|SOPA Images|Sipa|Sipa USA|Zuma|ZUMA Press|Pool|POOL|\
    Ukrinform|UNIAN|Corbis|Magnum|Magnum Photos|LaPresse|Keystone|APA|Belga|ANP|TT|NTB|Lehtikuva|\
    Ritzau Scanpix|Scanpix|Unsplash|Pexels|Wikimedia Commons";

/// Shapes of whole lines, blanks at their ends left off.
static LINES: LazyLock<RegexSet> = LazyLock::new(|| {
    let word = r"(?:\p{Lu}[\p{L}.'’\-]*|de|van|von|der|la|el|al|bin|di|da)";
    let name = format!(r"{word}(?:\s+{word}){{0,4}}");
    RegexSet::new([
        // Navigation.
        r"^(?:[←‹«⟵<]|&larr;)\s*(?:Back|Return|Go back|Home|Previous|Zurück|Назад|Retour|Volver|Powrót)(?:[^\p{L}].{0,40})?$".to_owned(),
        r"(?i)^(?:skip to (?:main )?content|skip to navigation|back to top|return to top|go to top|(?:previous|next) (?:article|post|story|page)|jump to (?:content|navigation)|zum inhalt springen|nach oben|zum seitenanfang|haut de page)\s*[→›»↑]?$".to_owned(),
        r"^(?:Previous|Next|Home|Menu)\s*[→›»]$".to_owned(),
        // Sharing and subscribing.
        r"(?i)^(?:share (?:this|on|via|with|by)(?: (?:this|article|story|post|page|facebook|twitter|x|linkedin|whatsapp|telegram|reddit|email|e-mail|friends))*|share|tweet|print this (?:article|page|story)|email this (?:article|page|story)|copy link|artikel teilen|teilen|поділитися|поделиться|partager)$".to_owned(),
        r"(?i)^(?:sign up (?:for|to) (?:our|the) [\p{L} ]{0,40}newsletter|subscribe to (?:our|the) [\p{L} ]{0,40}newsletter|subscribe now|get our newsletter|follow us on [\p{L}, ]{1,60}|newsletter abonnieren|subscribe to continue reading|continue reading below|article continues (?:below|after) (?:this )?(?:ad|advertisement))[.!]?$".to_owned(),
        // Advertising.
        r"(?i)^(?:advertisement|advertising|advertisment|sponsored content|sponsored|anzeige|werbung|publicité|реклама|publicidad|scroll to continue|story continues below(?: advertisement)?)[.:]?$".to_owned(),
        // Pointers elsewhere.
        r"(?i)^(?:read more|read also|also read|see also|more on this story|more on this topic|related|related (?:article|articles|story|stories|coverage|content)|recommended|you may also like|mehr dazu|lesen sie auch|weiterlesen|mehr zum thema|читайте також|читайте также|lire aussi|leer también)\s*(?:[:|»→].{0,200}|[.…]{0,3})$".to_owned(),
        // Photo credits.
        format!(r"^{name}\s*[/|]\s*(?:{AGENCIES})(?:\s*(?:/|via|,)\s*(?:{AGENCIES}))*$"),
        // With a comma only where no place is called so (`Erie, PA`).
        format!(r"^{name},\s*(?:AP|AFP|Reuters|REUTERS|Getty Images|EPA|dpa)$"),
        format!(r"^{name}\s*/\s*{name}(?:\s*/\s*|\s+via\s+)(?:{AGENCIES})$"),
        format!(r"^(?:via )?(?:{AGENCIES})(?:\s*(?:/|via)\s*(?:{AGENCIES}))+$"),
        r"^(?:Getty Images|AP Photo|AFP via Getty Images|Reuters Photo|EPA-EFE)$".to_owned(),
        r"^\((?:AP Photo|AP|Reuters|REUTERS|AFP|Getty Images|Photo|Image|Foto|Фото)\s*[/:][^()]{1,120}\)$".to_owned(),
        r"^(?:[Pp]hoto(?:graph)?|[Ii]mage|[Pp]icture|[Ii]llustration|PHOTO|IMAGE)s?(?:\s+(?:[Cc]redit|[Cc]ourtesy|[Ss]ource))?\s*:\s*[^.!?]{1,100}$".to_owned(),
        r"^(?:[Pp]hoto|[Ii]mage|[Pp]icture|[Pp]hotograph)s?\s+(?:[Bb]y|[Cc]ourtesy of|©)\s+[^.!?]{1,80}$".to_owned(),
        r"^(?:Foto|Bild|Fotos|Bilder|Фото|Zdjęcie|Crédit photo|Photo)\s*:\s*[^.!?]{1,100}$".to_owned(),
        r"^(?:Credit|Photo credit|Image credit|Bildnachweis|Bildrechte|Crédit)\s*:\s*[^.!?]{1,100}$".to_owned(),
    ])
    .expect("the rules are valid patterns")
});

/// A credit in brackets at the end of a caption.
static CAPTION_CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\((?:AP Photo|Reuters|REUTERS|AFP|Getty Images|Photo|Image|Foto|Фото)\s*[/:][^()]{1,120}\)$")
        .expect("the rule is a valid pattern")
});

/// What navigation that leads back begins with.
const ARROWS: [char; 3] = ['←', '‹', '⟵'];

/// Navigation that the extraction has stuck to the end of a sentence.
static STUCK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[←‹⟵]\s*(?:Back|Return|Home|Zurück|Назад)(?:[^\p{L}.!?][^.!?]{0,40})?$")
        .expect("the rule is a valid pattern")
});

/// What of `text` is not the document's own words: sorted and disjoint.
/// `marked` is what the format knew already, in any order; nothing inside
/// `kept` (the title) is marked.
pub(crate) fn find(
    text: &str,
    marked: &[Range<usize>],
    kept: Option<&Range<usize>>,
    rules: &Rules,
) -> Vec<Range<usize>> {
    let mut ranges = marked.to_vec();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let words = line.trim();
        at += line.len();
        if words.is_empty() {
            continue;
        }
        if rules.boilerplate.iter().any(|rule| rule.is_match(words)) {
            ranges.push(start..start + words.len());
        } else if rules.builtin_boilerplate
            && let Some(part) = builtin(words)
            && !runs_through(&text[..start], &text[at..])
        {
            ranges.push(start + part.start..start + part.end);
        }
    }
    if rules.builtin_boilerplate {
        ranges.extend(blank_end(text));
    }
    if let Some(kept) = kept {
        ranges = ranges.into_iter().flat_map(|range| without(range, kept)).collect();
    }
    merge(text, ranges)
}

/// Whether a sentence runs through a line, by what stands before and after.
fn runs_through(before: &str, after: &str) -> bool {
    // The line itself may be indented; its line's beginning is the last `\n`.
    let mut lines = before.rsplit('\n').skip(1);
    let previous = lines.next().unwrap_or_default().trim();
    let goes_on = previous.len() > SHORT_LINE
        && previous.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '-'));
    let next = after.split('\n').next().unwrap_or_default().trim_start();
    goes_on || next.starts_with(char::is_lowercase)
}

/// The part of a line that a built-in rule covers.
fn builtin(line: &str) -> Option<Range<usize>> {
    let tail_start = line.len().saturating_sub(LONGEST_LINE);
    if tail_start == 0 && !line.starts_with(char::is_lowercase) && LINES.is_match(line) {
        return Some(0..line.len());
    }
    let tail_start = (tail_start..line.len()).find(|&at| line.is_char_boundary(at))?;
    let tail = &line[tail_start..];
    // Looked for only where the characters are there that they must have.
    let found = match tail.ends_with(')') {
        true => CAPTION_CREDIT.find(tail)?,
        false if tail.contains(ARROWS) => STUCK.find(tail)?,
        false => return None,
    };
    Some(tail_start + found.start()..line.len())
}

/// Blank lines at the end, beyond the end of the last line.
fn blank_end(text: &str) -> Option<Range<usize>> {
    let words = text.trim_end().len();
    let end_of_line = text[words..].find('\n')? + words + 1;
    (text[end_of_line..].contains('\n')).then_some(end_of_line..text.len())
}

fn without(range: Range<usize>, kept: &Range<usize>) -> Vec<Range<usize>> {
    if range.end <= kept.start || kept.end <= range.start {
        return vec![range];
    }
    let before = range.start..kept.start.max(range.start);
    let after = kept.end.min(range.end)..range.end;
    [before, after].into_iter().filter(|part| !part.is_empty()).collect()
}

/// Sorted and disjoint, with no gap between two that holds no word.
fn merge(text: &str, mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last)
                if range.start <= last.end || text[last.end..range.start].trim().is_empty() =>
            {
                last.end = last.end.max(range.end);
            }
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Rules {
        Rules { builtin_boilerplate: true, ..Rules::default() }
    }

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> =
            find(text, &[], None, &rules()).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected, "for {text:?}");
    }

    #[test]
    fn whole_lines() {
        for line in [
            "← Back to News",
            "‹ Zurück zur Übersicht",
            "Skip to content",
            "Next article →",
            "Share this article",
            "Share on Facebook",
            "Sign up for our daily newsletter",
            "Advertisement",
            "ADVERTISEMENT",
            "Anzeige",
            "Read more: The day the harbour froze",
            "Read more",
            "Related: What the minutes say",
            "Lesen Sie auch: Der Hafen im Eis",
            "Jo Example / AP",
            "Jo Example/Getty Images",
            "Jo Example / AFP via Getty Images",
            "Jo van der Example, Reuters",
            "(AP Photo/Jo Example, File)",
            "AFP via Getty Images",
            "Getty Images",
            "Photo: Sam Sample",
            "Photo credit: Sam Sample / Pool",
            "Image courtesy of Sam Sample",
            "Photo by Sam Sample",
            "Foto: Sam Sample/dpa",
            "Фото: Сем Семпл",
        ] {
            check(&format!("One.\n{line}\nTwo."), &[line]);
        }
    }

    #[test]
    fn prose_is_left_alone() {
        for line in [
            "Share prices fell on Friday.",
            "The advertisement ran for a week.",
            "Advertisement sales fell.",
            "Read more books, he said.",
            "Related talks were held in Geneva.",
            "Back to News was the name of the paper.",
            "Reuters reported the meeting first.",
            "According to Reuters",
            "Erie, PA",
            "He spoke to AP",
            "Photo: the minister said it was old. Nobody believed him.",
            "AP",
            "Bloomberg",
            "Kyiv, Ukraine",
            "Jo Example, Bloomberg reported, was there.",
            "The letter was signed Jo Example / Treasurer",
            "Pictures by the score hung there.",
            "Home",
            "< 5 per cent",
        ] {
            check(&format!("One.\n{line}\nTwo."), &[]);
        }
    }

    #[test]
    fn wrapped_prose_is_left_alone() {
        for text in [
            "It stood in every paper of the town and was at most an\nadvertisement.\n",
            "In the gallery of the old house by the harbour there hung\nPhoto by Jo Example\n",
            "Images by Jo Example, Sam Sample, Kim Muster\nand the other painters.\n",
            "She said that she had never in her life read the paper\nAdvertisement\n",
        ] {
            check(text, &[]);
        }
        check("A line of a menu\nAdvertisement\nMore", &["Advertisement"]);
    }

    #[test]
    fn parts_of_lines() {
        check(
            "Ice at the quay. (AP Photo/Jo Example, File)\nTwo.",
            &["(AP Photo/Jo Example, File)"],
        );
        check("They said so. ← Back to News", &["← Back to News"]);
        check("They said so.← Back to News", &["← Back to News"]);
        let long = format!("{}. ← Back to News", "the ice ".repeat(60));
        check(&long, &["← Back to News"]);
    }

    #[test]
    fn blank_lines_at_the_end() {
        check("One.", &[]);
        check("One.\n", &[]);
        check("One.\n\n\n", &["\n\n"]);
        check("One.\n\n← Back to News\n\n\n", &["← Back to News\n\n\n"]);
    }

    #[test]
    fn titles_are_kept_and_marks_are_merged() {
        let text = "Menu\nTitle\nFooter\nMore";
        let found = find(text, &[0..17, 17..22], Some(&(5..10)), &rules());
        assert_eq!(found, [0..5, 10..22]);
    }

    #[test]
    fn the_corpus_has_its_own_rules() {
        let mut rules = rules();
        rules.builtin_boilerplate = false;
        rules.boilerplate.push(Regex::new("^Listen to this").expect("a pattern"));
        let text = "Listen to this article\nAdvertisement\n\n\n";
        assert_eq!(find(text, &[], None, &rules), [0..22]);
    }
}
