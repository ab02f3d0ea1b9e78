//! Where the lines are: over time, and in each document from its beginning to
//! its end. A click on a bar takes its dates, on a document its lines only.

use yew::prelude::*;

use crate::page::components::markup::list;
use crate::page::components::{Dispatch, click, markup, pressed, remark};
use crate::page::filters::DateRange;
use crate::page::message::Message;
use crate::page::model::Model;
use crate::request::ConcordanceKey;
use crate::response::{Dispersion, DispersionDocument, DispersionTime};

/// Documents that are shown; the rest is told as a number.
const MOST_SHOWN: usize = 150;

/// Units of the drawing over time: a bar's pitch, and the height of the
/// highest.
const PITCH: usize = 8;
const HEIGHT: u64 = 56;

/// The strips, where they are asked for.
pub(crate) fn view(model: &Model, dispatch: &Dispatch) -> Html {
    let answer = model.lines.answer.as_deref().filter(|_| model.place.lines.dispersion);
    let Some(dispersion) = answer.and_then(|answer| answer.dispersion.as_ref()) else {
        return Html::default();
    };
    let time = dispersion.time.as_ref().filter(|time| time.bars.len() > 1);
    markup!(
        "{}{}",
        list(time.map(|time| over_time(model, time, dispatch))),
        in_documents(model, dispersion, dispatch)
    )
}

/// Hits over time, as many in so many words: times with little text are not
/// lower for it.
fn over_time(model: &Model, time: &DispersionTime, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let per_million =
        |hits: u64, words: u64| (hits * 1_000_000).checked_div(words).unwrap_or(0);
    let rates = time.bars.iter().map(|bar| per_million(bar.hits, bar.words));
    let highest = rates.max().unwrap_or(0).max(1);
    let bars = time.bars.iter().enumerate().map(|(at, bar)| {
        let rate = per_million(bar.hits, bar.words);
        let height = match rate {
            0 => 0,
            rate => (rate * HEIGHT / highest).max(2),
        };
        let when = texts.date_range(Some(&bar.from), Some(&bar.to));
        let hits = texts.count_hits(bar.hits);
        let said =
            format!("{when}: {hits}, {}", texts.lines().per_million(&texts.number(rate)));
        let range = DateRange { from: Some(bar.from.clone()), to: Some(bar.to.clone()) };
        markup!(
            "<g onclick={}>
                <rect class=bar x={} width={} y={} height={}></rect>
                <rect class=over x={} y=0 width={} height={}>
                    <title>{}</title>
                </rect>
            </g>",
            click(dispatch, Message::SetDates(range)),
            (at * PITCH + 1).to_string(),
            (PITCH - 2).to_string(),
            (HEIGHT - height).to_string(),
            height.to_string(),
            (at * PITCH).to_string(),
            PITCH.to_string(),
            HEIGHT.to_string(),
            said
        )
    });
    let view_box = format!("0 0 {} {}", time.bars.len() * PITCH, HEIGHT + 2);
    let ends = (time.bars.first(), time.bars.last());
    markup!(
        "<div class=facet role=group aria-label={}>
            <h3>{}</h3>
            <svg class=histogram viewBox={} preserveAspectRatio=none role=img
                aria-label={}>
                {}
            </svg>
            {}
            {}
        </div>",
        texts.lines().over_time(),
        texts.lines().over_time(),
        view_box,
        texts.lines().over_time(),
        list(bars),
        if let (Some(first), Some(last)) = ends {
            markup!(
                "<div class=ends><span>{}</span><span>{}</span></div>",
                texts.date(&first.from),
                texts.date(&last.to)
            )
        } else {
            Html::default()
        },
        remark((time.undated > 0).then(|| format!(
            "{}: {}",
            texts.undated(),
            texts.count_hits(time.undated)
        )))
    )
}

fn in_documents(model: &Model, dispersion: &Dispersion, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let whole = dispersion.documents.len() == dispersion.total_documents as usize;
    let mut documents: Vec<&DispersionDocument> = Vec::new();
    for document in &dispersion.documents {
        // Most hits first, but where the list is cut its first are not those.
        // A few hundred are put in their places by hand: the library's sort
        // weighs kilobytes.
        let fewer = |held: &&DispersionDocument| !whole || held.hits >= document.hits;
        documents.insert(documents.partition_point(fewer), document);
    }
    documents.truncate(MOST_SHOWN);
    let shown = documents.len();
    let rows = documents.into_iter().map(|document| row(model, document, dispatch));
    markup!(
        "<div class=facet role=group aria-label={}>
            <h3>{}</h3>
            <ul class=values>{}</ul>
            {}
        </div>",
        texts.lines().in_documents(),
        texts.lines().in_documents(),
        list(rows),
        remark((shown < dispersion.total_documents as usize).then(|| texts.of_corpus(
            &texts.number(shown as u64),
            &texts.count_documents(dispersion.total_documents.into())
        )))
    )
}

fn row(model: &Model, document: &DispersionDocument, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let only = Some((ConcordanceKey::Document, document.path.clone()));
    let chosen = model.place.lines.only == only;
    let mut settings = model.place.lines.clone();
    settings.only = only.filter(|_| !chosen);
    // One path of short strokes, however many hits there are.
    let mut strokes = String::new();
    for depth in &document.depths {
        strokes.push('M');
        strokes.push_str(&depth.to_string());
        strokes.push_str(" 0v8");
    }
    markup!(
        "<li class={} key={}>
            <button type=button class=include aria-pressed={} title={} onclick={}>
                <span class={}><bdi>{}</bdi></span>
                <span class=number>{}</span>
                <svg class=strip viewBox={} preserveAspectRatio=none aria-hidden=true>
                    <path d={}></path>
                </svg>
            </button>
        </li>",
        classes!("value", chosen.then_some("included")),
        document.path.clone(),
        pressed(chosen),
        document.path.clone(),
        click(dispatch, Message::SetLines(Box::new(settings))),
        "name one-line",
        document.title.clone(),
        texts.number(document.hits.into()),
        "0 0 1000 8",
        strokes
    )
}
