//! Documents that a name is in, over time: bars as those of the filters, and a
//! list for who does not see bars.
//!
//! The bars are those of the chart of dates beside it, so that the two can be
//! held against each other, and a click on one chooses its stretch of time.

use yew::prelude::*;

use crate::page::browser::pointer;
use crate::page::components::{click, markup};
use crate::page::filters::DateRange;
use crate::page::message::Message;
use crate::page::model::Model;
use crate::page::views::story::evidence::Links;
use crate::response::{Bar, NameResponse};

/// Units of the drawing: a bar's pitch, and the height of the highest.
const PITCH: usize = 8;
const HEIGHT: u32 = 40;

/// Documents that are listed.
const LISTED: usize = 200;

/// As many are listed without being asked for.
const SHOWN: usize = 6;

/// The part of the page; nothing where there are no documents.
pub(super) fn view(model: &Model, found: &NameResponse, links: &Links) -> Html {
    if found.appearances.is_empty() {
        return Html::default();
    }
    let texts = links.texts;
    let bars = model.results.answer.as_ref().and_then(|answer| answer.dates.as_ref());
    let bars = bars.map(|dates| dates.bars.as_slice()).unwrap_or_default();
    let documents = found.appearances.iter().take(LISTED).map(|it| {
        let mentions = u64::from(it.mentions);
        markup!(
            "<li class=companion>
                <button type=button class=name-link onclick={}>{}</button>
                <span class=amount>{}</span>
            </li>",
            click(&links.dispatch, Message::Open(it.path.clone(), None)),
            links.origin_name(&it.path, &it.date),
            texts.story().n_mentions(mentions, &texts.number(mentions)),
        )
    });
    let count = found.appearances.len();
    let dated = bars.len() > 1;
    markup!(
        "<section>
            <h3>{}</h3>
            {}
            <details open={}><summary>{}</summary><ul class=long>{}</ul></details>
        </section>",
        if dated { texts.story().when() } else { texts.documents() },
        dated.then(|| chart(links, found, bars)),
        (count <= SHOWN).then_some(""),
        texts.count_documents(count as u64),
        documents.collect::<Vec<_>>(),
    )
}

/// Mentions in each bar's stretch of time.
fn counts(found: &NameResponse, bars: &[Bar]) -> Vec<u32> {
    let mut counts = vec![0_u32; bars.len()];
    for appearance in &found.appearances {
        let Some(date) = appearance.date.as_deref() else { continue };
        // A date less exact than a bar counts at the first that it may mean.
        let at = bars.partition_point(|bar| *bar.to < *date && !date.starts_with(&bar.to));
        if let Some(count) = counts.get_mut(at) {
            *count += appearance.mentions;
        }
    }
    counts
}

fn chart(links: &Links, found: &NameResponse, bars: &[Bar]) -> Html {
    let texts = links.texts;
    let counts = counts(found, bars);
    let highest = counts.iter().copied().max().unwrap_or(0).max(1);
    let first = counts.iter().position(|count| *count > 0);
    let drawn = bars.iter().zip(&counts).enumerate().filter(|(_, (_, count))| **count > 0);
    let drawn = drawn.map(|(at, (bar, &count))| {
        let height = (count.saturating_mul(HEIGHT) / highest).max(2);
        let when = texts.date_range(Some(&bar.from), Some(&bar.to));
        let mentions = texts.story().n_mentions(count.into(), &texts.number(count.into()));
        let said = [&*when, ": ", &mentions].concat();
        let range = DateRange { from: Some(bar.from.clone()), to: Some(bar.to.clone()) };
        let chosen = Message::SetDates(range);
        // One of them is in the order of the Tab key, the arrows lead to the
        // others.
        let tabindex = if first == Some(at) { "0" } else { "-1" };
        let keys = {
            let (dispatch, chosen) = (links.dispatch.clone(), chosen.clone());
            Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
                "Enter" | " " => {
                    event.prevent_default();
                    dispatch.emit(chosen.clone());
                }
                _ => pointer::walk(&event),
            })
        };
        markup!(
            "<g role=button tabindex={} data-zone=field aria-label={} onclick={} onkeydown={}>
                {}
            </g>",
            tabindex,
            said.clone(),
            click(&links.dispatch, chosen),
            keys,
            markup!(
                "<title>{}</title><rect class=over x={} y=0 width={} height={}></rect>
                    <rect class=bar x={} width={} y={} height={}></rect>",
                said,
                (at * PITCH).to_string(),
                PITCH.to_string(),
                HEIGHT.to_string(),
                (at * PITCH + 1).to_string(),
                (PITCH - 2).to_string(),
                (HEIGHT - height).to_string(),
                height.to_string(),
            )
        )
    });
    let width = (bars.len() * PITCH).to_string();
    let view_box = ["0 0 ", &width, " ", &(HEIGHT + 2).to_string()].concat();
    let date = |bar: Option<&Bar>| bar.map(|bar| texts.date(&bar.from));
    markup!(
        "<div class=chart>
            <svg class=histogram viewBox={} preserveAspectRatio=none role=group aria-label={}>
                {}<line class=base x1=0 x2={} y1={} y2={}></line>
            </svg>
            <div class=ends aria-hidden=true><span>{}</span><span>{}</span></div>
        </div>",
        view_box,
        texts.story().when(),
        drawn.collect::<Vec<_>>(),
        width,
        (HEIGHT + 1).to_string(),
        (HEIGHT + 1).to_string(),
        date(bars.first()),
        date(bars.last()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::response::Appearance;

    #[test]
    fn mentions_are_counted_in_the_bars_of_their_dates() {
        let bars: Vec<Bar> = ["2025-10", "2025-11", "2025-12"]
            .map(|month| Bar { from: month.into(), to: month.into(), documents: 1, all: 1 })
            .into();
        let check = |date: Option<&str>, expected: [u32; 3]| {
            let appearance =
                Appearance { path: "a".into(), date: date.map(Into::into), mentions: 2 };
            let found = NameResponse { appearances: vec![appearance], ..Default::default() };
            assert_eq!(counts(&found, &bars), expected, "{date:?}");
        };
        check(Some("2025-11-20"), [0, 2, 0]);
        check(Some("2025-10"), [2, 0, 0]);
        check(Some("2025"), [2, 0, 0]);
        check(Some("2025-12-31"), [0, 0, 2]);
        check(Some("2026-01-01"), [0, 0, 0]);
        check(None, [0, 0, 0]);
    }
}
