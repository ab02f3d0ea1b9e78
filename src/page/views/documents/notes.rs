//! How the query was understood: problems with what to type instead, words
//! that were replaced, the forms that were searched.

use yew::prelude::*;

use crate::page::components::markup::list;
use crate::page::components::{Dispatch, button, markup};
use crate::page::languages::{Texts, as_sentence};
use crate::page::meaning;
use crate::page::message::Message;
use crate::page::model::Model;
use crate::response::{Problem, QueryEcho, WordEcho};

/// The notes under the search box; nothing where there is nothing to say.
pub(crate) fn view(model: &Model, dispatch: &Dispatch) -> Html {
    let Some(answer) = &model.results.answer else { return Html::default() };
    let texts = model.texts;
    let echo = &answer.query;
    let problems = echo.problems.iter().map(|it| problem(texts, echo, it, dispatch));
    let substitutions = echo.substitutions.iter().map(|it| {
        let said = texts.substituted(&texts.quoted(&it.typed), &it.used.join(", "));
        markup!("<p class=substituted dir=auto>{}</p>", said)
    });
    let cql =
        echo.cql.as_ref().filter(|cql| **cql != echo.text && !echo.text.trim().is_empty());
    let meaning = meaning::in_words(texts, &echo.meaning);
    markup!(
        "<div class=notes><div role=status>{}{}{}</div>{}</div>",
        list(meaning.map(|said| markup!("<p dir=auto>{}</p>", texts.meaning(&said)))),
        problems.collect::<Html>(),
        substitutions.collect::<Html>(),
        if !echo.words.is_empty() || cql.is_some() {
            markup!(
                "<details class=forms><summary>{}</summary><ul>{}</ul>{}</details>",
                texts.searched_forms(),
                list(echo.words.iter().map(|word| forms(texts, word))),
                list(cql.map(|cql| markup!("<p>CQL: <code>{}</code></p>", cql.clone())))
            )
        } else {
            Html::default()
        }
    )
}

fn problem(texts: &'static Texts, echo: &QueryEcho, it: &Problem, dispatch: &Dispatch) -> Html {
    let suggestion = it.suggestion.as_ref().map(|suggestion| {
        let query = replaced(&echo.text, it.start, it.end, suggestion);
        let name = texts.try_instead(&texts.quoted(suggestion));
        button(dispatch, name, Message::TakeQuery(query))
    });
    let part = slice(&echo.text, it.start, it.end);
    markup!(
        "<p class=problem>{}<span>{}</span>{}</p>",
        if !part.is_empty() {
            markup!("<code dir=auto>{}</code>", part)
        } else {
            Html::default()
        },
        as_sentence(&it.message),
        list(suggestion)
    )
}

fn forms(texts: &'static Texts, word: &WordEcho) -> Html {
    let count = texts.number(word.occurrences);
    let shown = u32::try_from(word.forms.len()).unwrap_or(u32::MAX);
    let more = word.total_forms.saturating_sub(shown);
    let mut forms = word.forms.join(", ");
    if more > 0 {
        forms = format!("{forms} {}", texts.more_forms(&texts.number(more.into())));
    }
    markup!(
        "<li dir=auto><span class=word>{}</span><span>{}</span></li>",
        texts.forms_of(&word.typed, &count),
        format!(" {forms}")
    )
}

/// The query with one part replaced; offsets count scalar values and may lie
/// outside of it.
fn replaced(query: &str, start: u32, end: u32, by: &str) -> String {
    let head = query.chars().take(start as usize);
    let tail = query.chars().skip(end.max(start) as usize);
    head.chain(by.chars()).chain(tail).collect()
}

fn slice(query: &str, start: u32, end: u32) -> String {
    query.chars().take(end as usize).skip(start as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suggestion_replaces_its_part_only() {
        assert_eq!(replaced("мир \"план", 4, 9, "\"план\""), "мир \"план\"");
        assert_eq!(replaced("a", 5, 2, "b"), "ab");
        assert_eq!(slice("мир \"план", 4, 99), "\"план");
        assert_eq!(slice("мир", 2, 1), "");
    }
}
