//! How the query was understood: problems with what to type instead, words
//! that were replaced, the forms that were searched.

use yew::prelude::*;

use crate::page::components::{Dispatch, button};
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
        html! { <p class="substituted" dir="auto">{ said }</p> }
    });
    let cql =
        echo.cql.as_ref().filter(|cql| **cql != echo.text && !echo.text.trim().is_empty());
    let meaning = meaning::in_words(texts, &echo.meaning);
    html! {
        <div class="notes">
            <div role="status">
                { for meaning.map(|said| html! { <p dir="auto">{ texts.meaning(&said) }</p> }) }
                { problems.collect::<Html>() }
                { substitutions.collect::<Html>() }
            </div>
            if !echo.words.is_empty() || cql.is_some() {
                <details class="forms">
                    <summary>{ texts.searched_forms() }</summary>
                    <ul>{ for echo.words.iter().map(|word| forms(texts, word)) }</ul>
                    { for cql.map(|cql| html! { <p>{ "CQL: " }<code>{ cql.clone() }</code></p> }) }
                </details>
            }
        </div>
    }
}

fn problem(texts: &'static Texts, echo: &QueryEcho, it: &Problem, dispatch: &Dispatch) -> Html {
    let suggestion = it.suggestion.as_ref().map(|suggestion| {
        let query = replaced(&echo.text, it.start, it.end, suggestion);
        let name = texts.try_instead(&texts.quoted(suggestion));
        button(dispatch, name, Message::TakeQuery(query))
    });
    let part = slice(&echo.text, it.start, it.end);
    html! {
        <p class="problem">
            if !part.is_empty() {
                <code dir="auto">{ part }</code>
            }
            <span>{ as_sentence(&it.message) }</span>
            { for suggestion }
        </p>
    }
}

fn forms(texts: &'static Texts, word: &WordEcho) -> Html {
    let count = texts.number(word.occurrences);
    let shown = u32::try_from(word.forms.len()).unwrap_or(u32::MAX);
    let more = word.total_forms.saturating_sub(shown);
    let mut forms = word.forms.join(", ");
    if more > 0 {
        forms = format!("{forms} {}", texts.more_forms(&texts.number(more.into())));
    }
    html! {
        <li dir="auto">
            <span class="word">{ texts.forms_of(&word.typed, &count) }</span>
            <span>{ format!(" {forms}") }</span>
        </li>
    }
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
