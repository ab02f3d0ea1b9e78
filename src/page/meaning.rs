//! What a query means, in words: “peace” and the phrase “dignified peace”, not
//! “Gaza”.
//!
//! In: a [`Meaning`] of the engine. Out: the end of a sentence in the language
//! of the interface. Everything is in the basic case of its language, so that
//! parts can stand in any order. A query of nothing but words says itself, and
//! is not repeated.

use crate::document::PartialDate;
use crate::page::languages::Texts;
use crate::response::{FieldMeaning, Meaning, WordMeaning};

/// What a query means, where that is more than its words.
pub(crate) fn in_words(texts: &Texts, meaning: &Meaning) -> Option<String> {
    (!is_plain(meaning)).then(|| said(texts, meaning, Inside::Nothing))
}

/// What a part stands in, which decides on parentheses.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    All,
    Part,
}

fn is_plain(meaning: &Meaning) -> bool {
    let is_word = |meaning: &Meaning| matches!(meaning, Meaning::Word(WordMeaning::Forms(_)));
    match meaning {
        Meaning::Everything | Meaning::Tokens => true,
        Meaning::All(parts) | Meaning::Any(parts) => parts.iter().all(is_word),
        other => is_word(other),
    }
}

fn said(texts: &Texts, meaning: &Meaning, inside: Inside) -> String {
    let texts_of = texts.meanings();
    let part = |meaning: &Meaning| said(texts, meaning, Inside::Part);
    match meaning {
        Meaning::Everything => texts_of.everything().to_owned(),
        Meaning::Word(word) => word_said(texts, word),
        Meaning::Phrase(words) => texts_of.phrase(&texts.quoted(&letters(words))),
        Meaning::Together { words, within } => {
            let words: Vec<String> = words.iter().map(|word| word_said(texts, word)).collect();
            let words = listed(&words, texts_of.and());
            texts_of.together((*within).into(), &words, &within.to_string())
        }
        Meaning::Near { left, right, within, ordered } => {
            let (left, right, number) = (part(left), part(right), within.to_string());
            match ordered {
                true => texts_of.before((*within).into(), &left, &number, &right),
                false => texts_of.near((*within).into(), &left, &number, &right),
            }
        }
        Meaning::InTitle(inner) => texts_of.in_title(&part(inner)),
        Meaning::InSpeech(inner) => texts_of.in_speech(&part(inner)),
        Meaning::Field { label, test } => field_said(texts, label, test),
        Meaning::All(parts) => {
            let (without, with): (Vec<&Meaning>, Vec<&Meaning>) =
                parts.iter().partition(|part| matches!(part, Meaning::Not(_)));
            let say = |meaning: &&Meaning| said(texts, meaning, Inside::All);
            let with: Vec<String> = with.iter().map(say).collect();
            let mut list = listed(&with, texts_of.and());
            for meaning in without {
                if !list.is_empty() {
                    list.push_str(", ");
                }
                list.push_str(&say(&meaning));
            }
            in_parentheses(list, inside == Inside::Part)
        }
        Meaning::Any(parts) => {
            let parts: Vec<String> = parts.iter().map(part).collect();
            in_parentheses(listed(&parts, texts_of.or()), inside != Inside::Nothing)
        }
        Meaning::Not(inner) => texts_of.not(&part(inner)),
        // It says itself, and is never a part of another.
        Meaning::Tokens => String::new(),
    }
}

fn word_said(texts: &Texts, word: &WordMeaning) -> String {
    let texts_of = texts.meanings();
    match word {
        WordMeaning::Forms(word) => texts.quoted(word),
        WordMeaning::Folded(word) => texts_of.this_form(&texts.quoted(word)),
        WordMeaning::Exact(word) => texts_of.exactly(&texts.quoted(word)),
        WordMeaning::Pattern(pattern) => texts_of.pattern(pattern),
        WordMeaning::Similar { word, errors } => {
            let number = errors.to_string();
            texts_of.similar((*errors).into(), &texts.quoted(word), &number)
        }
        WordMeaning::Regex(pattern) => texts_of.pattern(&format!("/{pattern}/")),
    }
}

fn field_said(texts: &Texts, label: &str, test: &FieldMeaning) -> String {
    let label = texts.field(label, label);
    let value = match test {
        FieldMeaning::Contains(value) => texts.quoted(value),
        FieldMeaning::Equals(value) if PartialDate::parse(value).is_some() => texts.date(value),
        FieldMeaning::Equals(value) => format!("= {}", texts.quoted(value)),
        FieldMeaning::Present => return texts.meanings().present(&label),
        FieldMeaning::MoreThan(value) => format!("> {}", texts.date(value)),
        FieldMeaning::LessThan(value) => format!("< {}", texts.date(value)),
        FieldMeaning::Between { from, to } => texts.date_range(from.as_deref(), to.as_deref()),
    };
    format!("{label} {value}")
}

/// The words of a phrase as they stand in it.
fn letters(words: &[WordMeaning]) -> String {
    let words: Vec<String> = words
        .iter()
        .map(|word| match word {
            WordMeaning::Forms(word) | WordMeaning::Folded(word) => word.clone(),
            WordMeaning::Exact(word) => format!("={word}"),
            WordMeaning::Pattern(pattern) => pattern.clone(),
            WordMeaning::Similar { word, errors } => format!("{word}~{errors}"),
            WordMeaning::Regex(pattern) => format!("/{pattern}/"),
        })
        .collect();
    words.join(" ")
}

/// `a, b and c`.
fn listed(parts: &[String], last: &str) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

fn in_parentheses(text: String, needed: bool) -> String {
    if needed { format!("({text})") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Meaning {
        Meaning::Word(WordMeaning::Forms(text.into()))
    }

    fn phrase(text: &str) -> Meaning {
        Meaning::Phrase(text.split(' ').map(|it| WordMeaning::Folded(it.into())).collect())
    }

    fn check(meaning: &Meaning, expected: Option<&str>) {
        let english = Texts::of("en");
        assert_eq!(in_words(english, meaning).as_deref(), expected, "{meaning:?}");
    }

    #[test]
    fn words_alone_say_themselves() {
        check(&Meaning::Everything, None);
        check(&word("peace"), None);
        check(&Meaning::All(vec![word("peace"), word("plan")]), None);
        check(&Meaning::Any(vec![word("peace"), word("plan")]), None);
    }

    #[test]
    fn everything_else_is_put_into_words() {
        let not = |meaning| Meaning::Not(Box::new(meaning));
        check(&phrase("peace plan"), Some("the phrase “peace plan”"));
        check(
            &Meaning::All(vec![
                word("peace"),
                not(word("Gaza")),
                phrase("dignified peace"),
                Meaning::Field {
                    label: "date".into(),
                    test: FieldMeaning::Between {
                        from: Some("2025-11".into()),
                        to: Some("2025-11".into()),
                    },
                },
            ]),
            Some("“peace”, the phrase “dignified peace” and Date November 2025, not “Gaza”"),
        );
        check(
            &Meaning::All(vec![
                Meaning::Any(vec![word("peace"), word("truce")]),
                not(Meaning::All(vec![word("a"), word("b")])),
            ]),
            Some("(“peace” or “truce”), not (“a” and “b”)"),
        );
        check(
            &Meaning::Near {
                left: Box::new(word("peace")),
                right: Box::new(phrase("the plan")),
                within: 5,
                ordered: true,
            },
            Some("“peace” at most 5 words before the phrase “the plan”"),
        );
        check(
            &Meaning::Together {
                words: vec![
                    WordMeaning::Pattern("negotiat*".into()),
                    WordMeaning::Similar { word: "zelensky".into(), errors: 1 },
                    WordMeaning::Exact("Rada".into()),
                ],
                within: 3,
            },
            Some(
                "a word like negotiat*, “zelensky” with at most 1 typing error and exactly \
                 “Rada” within 3 words of each other",
            ),
        );
        let date = FieldMeaning::Equals("2025-11".into());
        let date = Meaning::Field { label: "date".into(), test: date };
        check(&date, Some("Date November 2025"));
        check(
            &Meaning::InTitle(Box::new(Meaning::Word(WordMeaning::Regex("a.*".into())))),
            Some("a word like /a.*/ in the title"),
        );
    }
}
