//! Documents over time: bars, a range that is drawn with the pointer or moved
//! by its two ends with the arrow keys, and two fields for exact dates.

use std::ops::RangeInclusive;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::page::browser::pointer;
use crate::page::components::{Dispatch, markup, remark};
use crate::page::dates::{self, End};
use crate::page::filters::{DATE_FIELD, DateRange};
use crate::page::message::{Message, Stroke};
use crate::page::model::Model;
use crate::page::views::documents::facets::value_row;
use crate::response::{Bar, FacetState, FacetValue, Histogram};

/// Units of the drawing: a bar's pitch, and the height of the highest.
const PITCH: usize = 8;
const HEIGHT: u32 = 56;

/// The chart with its fields, and the undated below.
pub(crate) fn view(model: &Model, dates: &Histogram, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let undated = FacetValue { value: None, documents: dates.undated, state: FacetState::Free };
    let chosen = model.place.filters.fields.has(DATE_FIELD);
    markup!(
        "<section class={} role=group part=facet aria-label={}>
            <h3>{}</h3>
            {}
            {}
            {}
            {}
        </section>",
        "facet dates",
        texts.date_heading(),
        texts.date_heading(),
        if dates.bars.len() > 1 {
            chart(model, &dates.bars, dispatch)
        } else {
            Html::default()
        },
        fields(model, dispatch),
        remark((dates.partial > 0).then(|| {
            texts.partial_dates(dates.partial.into(), &texts.number(dates.partial.into()))
        })),
        if dates.undated > 0 || chosen {
            markup!(
                "<ul class=values>{}</ul>",
                value_row(model, DATE_FIELD, &undated, dispatch)
            )
        } else {
            Html::default()
        }
    )
}

fn chart(model: &Model, bars: &[Bar], dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let count = bars.len();
    let highest = bars.iter().map(|bar| bar.documents).max().unwrap_or(0).max(1);
    let range = &model.place.filters.dates;
    let covered = match model.date_entry.drawn {
        Some((origin, at)) => Some(origin.min(at)..=origin.max(at).min(count - 1)),
        None if range.is_open() => Some(0..=count - 1),
        None => dates::bars_in(bars, range),
    };
    let whole = covered == Some(0..=count - 1) && range.is_open();
    let drawn = bars.iter().enumerate().map(|(at, bar)| {
        let inside = covered.as_ref().is_some_and(|covered| covered.contains(&at));
        let class = if inside { "bar" } else { "bar outside" };
        let height = match bar.documents {
            0 => 0,
            documents => (documents.saturating_mul(HEIGHT) / highest).max(2),
        };
        let when = texts.date_range(Some(&bar.from), Some(&bar.to));
        let said = format!("{when}: {}", texts.count_documents(bar.documents.into()));
        let x = (at * PITCH).to_string();
        markup!(
            "<g>
                <rect class={} x={} width={} y={} height={}></rect>
                <rect class=over x={} y=0 width={} height={}>
                    <title>{}</title>
                </rect>
            </g>",
            class,
            (at * PITCH + 1).to_string(),
            (PITCH - 2).to_string(),
            (HEIGHT - height).to_string(),
            height.to_string(),
            x,
            PITCH.to_string(),
            HEIGHT.to_string(),
            said
        )
    });
    let ends = covered.iter().flat_map(|covered| {
        [End::First, End::Last].map(|end| slider(model, bars, covered, end, dispatch))
    });
    let draw = |stroke: Stroke| {
        dispatch.reform(move |event: PointerEvent| {
            if stroke == Stroke::Begins {
                pointer::hold(&event);
            }
            Message::DrawDates(stroke, pointer::part_under(&event, count))
        })
    };
    let view_box = format!("0 0 {} {}", count * PITCH, HEIGHT + 6);
    let ends_said = (bars.first(), bars.last());
    markup!(
        "<div class=chart>
            <svg class={} viewBox={} preserveAspectRatio=none role=group aria-label={}
                onpointerdown={} onpointermove={} onpointerup={} onpointercancel={}>
                {}
                <line class=base x1=0 x2={} y1={} y2={}></line>
                {}
            </svg>
            {}
        </div>",
        classes!("histogram", whole.then_some("whole")),
        view_box,
        texts.histogram(),
        draw(Stroke::Begins),
        draw(Stroke::Goes),
        draw(Stroke::Ends),
        draw(Stroke::Breaks),
        drawn.collect::<Html>(),
        (count * PITCH).to_string(),
        (HEIGHT + 1).to_string(),
        (HEIGHT + 1).to_string(),
        ends.collect::<Html>(),
        if let (Some(first), Some(last)) = ends_said {
            markup!(
                "<div class=ends aria-hidden=true><span>{}</span><span>{}</span></div>",
                texts.date(&first.from),
                texts.date(&last.to)
            )
        } else {
            Html::default()
        }
    )
}

/// One end of the range, for the keyboard.
fn slider(
    model: &Model,
    bars: &[Bar],
    covered: &RangeInclusive<usize>,
    end: End,
    dispatch: &Dispatch,
) -> Html {
    let texts = model.texts;
    let (at, x, name) = match end {
        End::First => (*covered.start(), covered.start() * PITCH, texts.first_bar()),
        End::Last => (*covered.end(), (covered.end() + 1) * PITCH - 2, texts.last_bar()),
    };
    let bar = bars.get(at);
    let date = bar.map(|bar| texts.date(if end == End::First { &bar.from } else { &bar.to }));
    let moves = {
        let step = |by| dates::moved(bars, covered, end, by);
        let choices = [step(-1), step(1), step(i32::MIN), step(i32::MAX)];
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            let choice = match event.key().as_str() {
                "ArrowLeft" | "ArrowDown" => 0,
                "ArrowRight" | "ArrowUp" => 1,
                "Home" => 2,
                "End" => 3,
                _ => return,
            };
            event.prevent_default();
            if let Some(range) = choices[choice].clone() {
                dispatch.emit(Message::SetDates(range));
            }
        })
    };
    markup!("<rect class=end x={} y=0 width=2 height={} role=slider tabindex=0 data-zone=field
                aria-label={} aria-valuemin=1 aria-valuemax={} aria-valuenow={} aria-valuetext={} onkeydown={}></rect>", x.to_string(), (HEIGHT + 6).to_string(), name, bars.len().to_string(), (at + 1).to_string(), date, moves)
}

fn fields(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let DateRange { from, to } = model.place.filters.dates.clone();
    let refused = model.date_entry.refused.as_ref();
    let from = refused.map_or(from.unwrap_or_default(), |(from, _, _)| from.clone());
    let to = refused.map_or(to.unwrap_or_default(), |(_, to, _)| to.clone());
    let problem = refused.map(|(_, _, problem)| texts.date_problem(*problem));
    let typed = |end: End| {
        let (from, to) = (from.clone(), to.clone());
        dispatch.reform(move |event: Event| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            match end {
                End::First => Message::TypeDates(text, to.clone()),
                End::Last => Message::TypeDates(from.clone(), text),
            }
        })
    };
    let field = |name: &'static str, value: &String, end: End| {
        markup!(
            "<label>
                <span>{}</span>
                <input type=text inputmode=numeric placeholder={} title={} autocomplete=off
                    value={} onchange={} aria-invalid={} aria-describedby={}></input>
            </label>",
            name,
            texts.date_form(),
            texts.date_hint(),
            value.clone(),
            typed(end),
            problem.map(|_| "true"),
            problem.map(|_| "date-problem")
        )
    };
    markup!(
        "<div class=date-fields>{}{}</div>{}",
        field(texts.from(), &from, End::First),
        field(texts.to(), &to, End::Last),
        if let Some(problem) = problem {
            markup!("<p class=problem id=date-problem role=alert>{}</p>", problem)
        } else {
            Html::default()
        }
    )
}
