//! The words of the interface, in English, German and Ukrainian.
//!
//! In: a language tag. Out: one [`Texts`], a struct with a field for every
//! sentence, so that a language with a sentence missing does not compile.
//! Counted nouns are functions, since plural rules differ; numbers, dates and
//! sizes are written as the language writes them.

mod english;
mod german;
mod ukrainian;

use crate::document::PartialDate;
use crate::page::cases;
use crate::page::filters::DateProblem;

/// Everything that the interface says in one language.
#[derive(Debug)]
pub(crate) struct Texts {
    /// Its tag, for `lang` attributes.
    pub(crate) tag: &'static str,
    /// Between groups of three digits, and before decimals.
    pub(crate) separators: (&'static str, &'static str),
    /// Opening and closing quotation marks.
    pub(crate) quotes: (&'static str, &'static str),
    /// Month names as they stand in a date with a day, and alone.
    pub(crate) months: [[&'static str; 12]; 2],
    /// A date with its day, written: day, month, year.
    pub(crate) full_date: fn(u8, &str, &str) -> String,

    pub(crate) documents: &'static str,
    pub(crate) about: &'static str,
    pub(crate) about_short: &'static str,
    pub(crate) views: &'static str,
    pub(crate) search: &'static str,
    pub(crate) search_placeholder: &'static str,
    pub(crate) any_or_all: &'static str,
    pub(crate) all_words: &'static str,
    pub(crate) any_word: &'static str,
    pub(crate) sort: &'static str,
    pub(crate) sort_relevance: &'static str,
    pub(crate) sort_newest: &'static str,
    pub(crate) sort_oldest: &'static str,
    pub(crate) sort_title: &'static str,
    pub(crate) sort_path: &'static str,
    pub(crate) help: &'static str,
    pub(crate) close: &'static str,
    pub(crate) back: &'static str,
    pub(crate) theme: fn(&str) -> String,
    pub(crate) theme_auto: &'static str,
    pub(crate) theme_light: &'static str,
    pub(crate) theme_dark: &'static str,
    pub(crate) loading: fn(&str) -> String,
    pub(crate) engine_failed: &'static str,

    pub(crate) n_documents: fn(u64, String) -> String,
    pub(crate) n_hits: fn(u64, String) -> String,
    pub(crate) of_corpus: fn(String, String) -> String,
    pub(crate) results: &'static str,
    pub(crate) undated: &'static str,
    pub(crate) no_value: &'static str,
    pub(crate) unknown_language: &'static str,
    pub(crate) language: &'static str,
    pub(crate) date: &'static str,

    pub(crate) try_instead: fn(&str) -> String,
    pub(crate) substituted: fn(&str, &str) -> String,
    pub(crate) meaning: fn(&str) -> String,
    pub(crate) meanings: Meanings,
    pub(crate) searched_forms: &'static str,
    pub(crate) forms_of: fn(&str, String) -> String,
    pub(crate) more_forms: fn(String) -> String,

    pub(crate) nothing_found: &'static str,
    pub(crate) nothing_hint: &'static str,
    pub(crate) search_any: &'static str,
    pub(crate) without_filters: &'static str,
    pub(crate) empty_corpus: &'static str,
    pub(crate) odd_link: fn(&str) -> String,

    pub(crate) filters: &'static str,
    pub(crate) active_filters: &'static str,
    pub(crate) clear_filters: &'static str,
    pub(crate) show_results: &'static str,
    pub(crate) include: fn(&str) -> String,
    pub(crate) exclude: fn(&str) -> String,
    pub(crate) not: &'static str,
    pub(crate) remove_filter: fn(&str) -> String,
    pub(crate) show_all: fn(String) -> String,
    pub(crate) show_fewer: &'static str,
    pub(crate) narrow_values: fn(&str) -> String,
    pub(crate) values_cut: fn(String, String) -> String,
    pub(crate) from: &'static str,
    pub(crate) to: &'static str,
    pub(crate) date_form: &'static str,
    pub(crate) date_hint: &'static str,
    pub(crate) since: fn(&str) -> String,
    pub(crate) until: fn(&str) -> String,
    pub(crate) bad_from: &'static str,
    pub(crate) bad_to: &'static str,
    pub(crate) bad_order: &'static str,
    pub(crate) histogram: &'static str,
    pub(crate) first_bar: &'static str,
    pub(crate) last_bar: &'static str,
    pub(crate) all_dates: &'static str,
    pub(crate) partial_dates: fn(u64, String) -> String,

    pub(crate) broader: &'static str,
    pub(crate) broader_tip: &'static str,
    pub(crate) cql_title: &'static str,
    pub(crate) cql_placeholder: &'static str,
    pub(crate) suggestions: SuggestionTexts,
    pub(crate) why: WhyTexts,
    pub(crate) lines: LineTexts,
    pub(crate) export: ExportTexts,

    pub(crate) reader: &'static str,
    pub(crate) hit_list: &'static str,
    pub(crate) hit_of: fn(String, String) -> String,
    pub(crate) no_hits_here: &'static str,
    pub(crate) next_hit: &'static str,
    pub(crate) previous_hit: &'static str,
    pub(crate) next_document: &'static str,
    pub(crate) previous_document: &'static str,
    pub(crate) result_of: fn(String, String) -> String,
    pub(crate) copy_citation: &'static str,
    pub(crate) copy_link: &'static str,
    pub(crate) citation_copied: &'static str,
    pub(crate) link_copied: &'static str,
    pub(crate) copy_by_hand: &'static str,
    pub(crate) boilerplate: &'static str,
    pub(crate) no_document: &'static str,
    pub(crate) metadata: &'static str,
    pub(crate) path: &'static str,
    pub(crate) opening: &'static str,

    pub(crate) contents: &'static str,
    pub(crate) words: &'static str,
    pub(crate) tokens: &'static str,
    pub(crate) types: &'static str,
    pub(crate) text_size: &'static str,
    pub(crate) index_size: &'static str,
    pub(crate) dates: &'static str,
    pub(crate) languages: &'static str,
    pub(crate) stemmed: &'static str,
    pub(crate) unstemmed: &'static str,
    pub(crate) fields: &'static str,
    pub(crate) field: &'static str,
    pub(crate) values: &'static str,
    pub(crate) facet: &'static str,
    pub(crate) yes: &'static str,
    pub(crate) no: &'static str,
    pub(crate) sections: &'static str,
    pub(crate) section: &'static str,
    pub(crate) codec: &'static str,
    pub(crate) size: &'static str,
    pub(crate) share: &'static str,
    pub(crate) warnings: &'static str,
    pub(crate) no_warnings: &'static str,
    pub(crate) warnings_cut: fn(String, String) -> String,
    pub(crate) line: fn(String) -> String,
    pub(crate) analysis: &'static str,
    pub(crate) made_by: fn(&str, &str) -> String,
    pub(crate) built: fn(&str) -> String,
    pub(crate) private: &'static str,

    pub(crate) help_title: &'static str,
    pub(crate) how_to_search: &'static str,
    pub(crate) keys: &'static str,
    /// What to type, and what it finds.
    pub(crate) syntax: &'static [(&'static str, &'static str)],
    pub(crate) syntax_notes: &'static str,
    /// The same for the corpus query language.
    pub(crate) cql_syntax: &'static [(&'static str, &'static str)],
    pub(crate) cql_notes: &'static str,
    /// Keys (divided by spaces), and what they do.
    pub(crate) key_list: &'static [(&'static str, &'static str)],
    pub(crate) letter_keys: &'static str,
    /// Labels of well-known fields that the corpus gives no label of its own.
    pub(crate) known_fields: &'static [(&'static str, &'static str)],
}

/// What the list under the search box says.
#[derive(Debug)]
pub(crate) struct SuggestionTexts {
    pub(crate) list: &'static str,
    pub(crate) recent: &'static str,
    pub(crate) spelling: &'static str,
    pub(crate) open: &'static str,
    pub(crate) keep: &'static str,
}

/// How a score is explained.
#[derive(Debug)]
pub(crate) struct WhyTexts {
    pub(crate) question: &'static str,
    pub(crate) place: fn(&str, &str) -> String,
    pub(crate) length: fn(&str, &str) -> String,
    pub(crate) weightless: fn(&str) -> String,
    pub(crate) part: &'static str,
    pub(crate) here: &'static str,
    pub(crate) elsewhere: &'static str,
    pub(crate) adds: &'static str,
    pub(crate) pair: fn(&str) -> String,
    pub(crate) in_title: fn(&str) -> String,
}

/// What the concordance says.
#[derive(Debug)]
pub(crate) struct LineTexts {
    pub(crate) title: &'static str,
    pub(crate) n_lines: fn(u64, String) -> String,
    pub(crate) cut: fn(String) -> String,
    pub(crate) marked: fn(String) -> String,
    pub(crate) excluded: fn(String) -> String,
    pub(crate) mark: &'static str,
    pub(crate) exclude: &'static str,
    pub(crate) excluded_now: &'static str,
    pub(crate) undo: &'static str,
    pub(crate) picked_all: &'static str,
    pub(crate) settings: &'static str,
    pub(crate) sort: &'static str,
    pub(crate) keys: [&'static str; 3],
    pub(crate) text_order: &'static str,
    pub(crate) sorted_left: &'static str,
    pub(crate) sorted_right: &'static str,
    pub(crate) hit: &'static str,
    pub(crate) latest_first: &'static str,
    pub(crate) context: &'static str,
    pub(crate) n_words: fn(u32) -> String,
    pub(crate) sentence: &'static str,
    pub(crate) paragraph: &'static str,
    pub(crate) dispersion: &'static str,
    pub(crate) over_time: &'static str,
    pub(crate) in_documents: &'static str,
    pub(crate) per_million: fn(String) -> String,
    pub(crate) column: &'static str,
    pub(crate) count_by: &'static str,
    pub(crate) counts: &'static str,
    pub(crate) no_word: &'static str,
    pub(crate) sample: &'static str,
    pub(crate) all: &'static str,
    pub(crate) draw_again: &'static str,
    pub(crate) draw_again_tip: &'static str,
    pub(crate) show_all: &'static str,
    pub(crate) empty: &'static str,
    pub(crate) empty_hint: &'static str,
}

/// What the dialog of what to take along says.
#[derive(Debug)]
pub(crate) struct ExportTexts {
    pub(crate) button: &'static str,
    pub(crate) title: &'static str,
    pub(crate) what: &'static str,
    pub(crate) format: &'static str,
    pub(crate) csv: &'static str,
    pub(crate) tsv: &'static str,
    pub(crate) json: &'static str,
    pub(crate) text: &'static str,
    pub(crate) save: &'static str,
    pub(crate) copy: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) stop: &'static str,
}

/// How the parts of a query are put into words.
#[derive(Debug)]
pub(crate) struct Meanings {
    pub(crate) everything: &'static str,
    pub(crate) and: &'static str,
    pub(crate) or: &'static str,
    pub(crate) not: fn(&str) -> String,
    pub(crate) phrase: fn(&str) -> String,
    pub(crate) this_form: fn(&str) -> String,
    pub(crate) exactly: fn(&str) -> String,
    pub(crate) pattern: fn(&str) -> String,
    pub(crate) similar: fn(&str, u32) -> String,
    pub(crate) together: fn(&str, u32) -> String,
    pub(crate) near: fn(&str, &str, u32) -> String,
    pub(crate) before: fn(&str, &str, u32) -> String,
    pub(crate) in_title: fn(&str) -> String,
    pub(crate) present: fn(&str) -> String,
}

/// Two of them are the same if they are of the same language.
impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        self.tag == other.tag
    }
}

impl Texts {
    /// The first of the wanted languages that there is, else English.
    pub(crate) fn choose(wanted: Option<&str>, page: Option<&str>) -> &'static Self {
        let known = |tag: &str| {
            let primary = tag.split(['-', '_']).next().unwrap_or_default();
            match primary.to_ascii_lowercase().as_str() {
                "en" => Some(&english::TEXTS),
                "de" => Some(&german::TEXTS),
                "uk" => Some(&ukrainian::TEXTS),
                _ => None,
            }
        };
        wanted.and_then(known).or_else(|| page.and_then(known)).unwrap_or(&english::TEXTS)
    }

    /// A number with its digits in groups.
    pub(crate) fn number(&self, number: u64) -> String {
        let digits = number.to_string();
        // Four digits stand together in German and Ukrainian.
        if digits.len() < 5 && self.tag != "en" {
            return digits;
        }
        let mut out = String::with_capacity(digits.len() + 6);
        for (at, digit) in digits.char_indices() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push_str(self.separators.0);
            }
            out.push(digit);
        }
        out
    }

    /// A number with one decimal, given in tenths.
    fn tenths(&self, tenths: u64) -> String {
        let whole = self.number(tenths / 10);
        match tenths % 10 {
            0 => whole,
            decimal => format!("{whole}{}{decimal}", self.separators.1),
        }
    }

    /// A number with two decimals.
    pub(crate) fn hundredths(&self, number: f32) -> String {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "scores are small and not negative"
        )]
        let hundredths = (number * 100.0).round().max(0.0) as u64;
        let digits = |digit: u64| char::from_digit((digit % 10) as u32, 10).unwrap_or('0');
        let mut out = self.number(hundredths / 100);
        out.push_str(self.separators.1);
        out.extend([digits(hundredths / 10), digits(hundredths)]);
        out
    }

    /// A size in bytes, in decimal units.
    pub(crate) fn bytes(&self, bytes: u64) -> String {
        let (unit, name) = match bytes {
            0..1_000 => return format!("{} B", self.number(bytes)),
            1_000..1_000_000 => (1_000, "kB"),
            1_000_000..1_000_000_000 => (1_000_000, "MB"),
            _ => (1_000_000_000, "GB"),
        };
        format!("{} {name}", self.tenths((bytes / (unit / 10)).max(10)))
    }

    /// A part of a whole in per cent, one decimal.
    pub(crate) fn share_of(&self, part: u64, whole: u64) -> String {
        let tenths = part.saturating_mul(1_000).checked_div(whole).unwrap_or(0);
        format!("{} %", self.tenths(tenths))
    }

    /// `2025-11-30` as people write it; what is no date stays as it is.
    pub(crate) fn date(&self, iso: &str) -> String {
        let Some(date) = PartialDate::parse(iso) else { return iso.to_owned() };
        let year = match date.year {
            year if year < 0 => format!("−{}", year.unsigned_abs()),
            year => year.to_string(),
        };
        let name = |names: &[&'static str; 12], month: u8| names[usize::from(month - 1) % 12];
        match (date.month, date.day) {
            (Some(month), Some(day)) => {
                (self.full_date)(day, name(&self.months[0], month), &year)
            }
            (Some(month), None) => format!("{} {year}", name(&self.months[1], month)),
            _ => year,
        }
    }

    /// A range of dates.
    pub(crate) fn date_range(&self, from: Option<&str>, to: Option<&str>) -> String {
        match (from, to) {
            (Some(from), Some(to)) if from == to => self.date(from),
            (Some(from), Some(to)) => format!("{} – {}", self.date(from), self.date(to)),
            (Some(from), None) => (self.since)(&self.date(from)),
            (None, Some(to)) => (self.until)(&self.date(to)),
            (None, None) => self.all_dates.to_owned(),
        }
    }

    /// A field's label: the corpus's own, or ours for a field that has none.
    pub(crate) fn field(&self, name: &str, label: &str) -> String {
        if !label.eq_ignore_ascii_case(name) {
            return label.to_owned();
        }
        if let Some((_, known)) = self.known_fields.iter().find(|(known, _)| *known == name) {
            return (*known).to_owned();
        }
        cases::capitalised(&label.replace('_', " "))
    }

    /// Documents, counted.
    pub(crate) fn count_documents(&self, count: u64) -> String {
        (self.n_documents)(count, self.number(count))
    }

    /// Hits, counted.
    pub(crate) fn count_hits(&self, count: u64) -> String {
        (self.n_hits)(count, self.number(count))
    }

    /// Why a typed range of dates cannot be used.
    pub(crate) fn date_problem(&self, problem: DateProblem) -> &'static str {
        match problem {
            DateProblem::From => self.bad_from,
            DateProblem::To => self.bad_to,
            DateProblem::Order => self.bad_order,
        }
    }
}

/// Messages of programs begin small and end without a full stop; readers get
/// sentences.
pub(crate) fn as_sentence(message: &str) -> String {
    let mut sentence = cases::capitalised(message.trim());
    if !sentence.ends_with(['.', '!', '?', '…']) {
        sentence.push('.');
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_first_wanted_that_there_is() {
        let check = |wanted, page, expected| {
            assert_eq!(Texts::choose(wanted, page).tag, expected, "{wanted:?} {page:?}");
        };
        check(None, None, "en");
        check(Some("uk"), Some("de"), "uk");
        check(Some("DE-at"), None, "de");
        check(Some("fr"), Some("uk_UA"), "uk");
        check(Some(""), Some("fr"), "en");
    }

    #[test]
    fn counted_nouns() {
        let check = |tag, count, expected: &str| {
            assert_eq!(Texts::choose(Some(tag), None).count_documents(count), expected);
        };
        check("en", 0, "0 documents");
        check("en", 1, "1 document");
        check("en", 1204, "1,204 documents");
        check("de", 1, "1 Dokument");
        check("de", 1204, "1204 Dokumente");
        check("de", 12045, "12.045 Dokumente");
        check("uk", 1, "1 документ");
        check("uk", 3, "3 документи");
        check("uk", 5, "5 документів");
        check("uk", 11, "11 документів");
        check("uk", 14, "14 документів");
        check("uk", 21, "21 документ");
        check("uk", 12_022, "12\u{a0}022 документи");
        check("uk", 0, "0 документів");
    }

    #[test]
    fn dates_as_people_write_them() {
        let check = |tag, iso, expected: &str| {
            assert_eq!(Texts::choose(Some(tag), None).date(iso), expected);
        };
        check("en", "2025-11-03", "3 November 2025");
        check("en", "2025-11", "November 2025");
        check("en", "2025", "2025");
        check("en", "-0044-03-15", "15 March −44");
        check("en", "last week", "last week");
        check("de", "2025-03-03", "3. März 2025");
        check("uk", "2025-11-03", "3 листопада 2025");
        check("uk", "2025-11", "листопад 2025");
    }

    #[test]
    fn sizes_and_shares() {
        let english = Texts::choose(None, None);
        assert_eq!(english.bytes(999), "999 B");
        assert_eq!(english.bytes(1_000), "1 kB");
        assert_eq!(english.bytes(1_260), "1.2 kB");
        assert_eq!(english.bytes(61_600_000), "61.6 MB");
        assert_eq!(Texts::choose(Some("de"), None).bytes(1_260_000), "1,2 MB");
        assert_eq!(english.share_of(1, 3), "33.3 %");
        assert_eq!(english.share_of(1, 0), "0 %");
    }

    #[test]
    fn labels_of_fields() {
        let german = Texts::choose(Some("de"), None);
        assert_eq!(german.field("source", "source"), "Quelle");
        assert_eq!(german.field("source", "Desk"), "Desk");
        assert_eq!(german.field("page_count", "page_count"), "Page count");
        assert_eq!(german.field("", ""), "");
    }

    #[test]
    fn messages_become_sentences() {
        let check = |message, expected: &str| assert_eq!(as_sentence(message), expected);
        check("the engine stopped", "The engine stopped.");
        check("Copy the file again.", "Copy the file again.");
        check("що сталося?", "Що сталося?");
        check("", ".");
    }
}
