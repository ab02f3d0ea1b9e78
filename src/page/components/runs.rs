//! Runs of corpus text: text nodes, with hits and boilerplate around them.

use yew::prelude::*;

use crate::page::components::markup::markup;

use crate::response::{Mark, Run};

/// Runs with their hits marked.
pub(crate) fn marked(runs: &[Run]) -> Html {
    marked_at(runs, None, "")
}

/// Runs with their hits marked and numbered, the current one set off, and
/// boilerplate explained by a tip. Line ends at the end are left out: the end
/// of the block stands for them.
pub(crate) fn marked_at(runs: &[Run], current: Option<u32>, boilerplate: &'static str) -> Html {
    let last = runs.len().saturating_sub(1);
    let texts = runs.iter().enumerate().map(|(at, run)| match run.text.as_str() {
        text if at == last => (text.trim_end_matches(['\n', '\r']), run.mark),
        text => (text, run.mark),
    });
    texts.map(|(text, mark)| run(text, mark, current, boilerplate)).collect()
}

/// One run, as it is.
pub(crate) fn run(
    text: &str,
    mark: Mark,
    current: Option<u32>,
    boilerplate: &'static str,
) -> Html {
    match mark {
        Mark::Plain => Html::from(text),
        Mark::Hit(number) => {
            let is_current = current == Some(number);
            markup!(
                "<mark class={} data-hit={}>{}</mark>",
                if is_current { "hit current" } else { "hit" },
                number.to_string(),
                text.to_owned()
            )
        }
        Mark::Boilerplate => {
            markup!("<span class=boilerplate title={}>{}</span>", boilerplate, text.to_owned())
        }
    }
}
