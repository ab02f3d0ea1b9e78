//! Runs of corpus text: text nodes, with hits and boilerplate around them.

use yew::prelude::*;

use crate::response::{Mark, Run};

/// Runs with their hits marked.
pub(crate) fn marked(runs: &[Run]) -> Html {
    marked_at(runs, None, "")
}

/// Runs with their hits marked and numbered, the current one set off, and
/// boilerplate explained by a tip.
pub(crate) fn marked_at(runs: &[Run], current: Option<u32>, boilerplate: &'static str) -> Html {
    runs.iter()
        .map(|run| match run.mark {
            Mark::Plain => Html::from(run.text.as_str()),
            Mark::Hit(number) => {
                let is_current = current == Some(number);
                html! {
                    <mark class={if is_current { "hit current" } else { "hit" }}
                        data-hit={number.to_string()}>{ run.text.as_str() }</mark>
                }
            }
            Mark::Boilerplate => html! {
                <span class="boilerplate" title={boilerplate}>{ run.text.as_str() }</span>
            },
        })
        .collect()
}
