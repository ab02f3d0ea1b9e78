//! Documents over time: bars, a range that is drawn with the pointer or moved
//! by its two ends with the arrow keys, and two fields for exact dates.

use std::ops::RangeInclusive;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::page::browser::pointer;
use crate::page::components::Dispatch;
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
    html! {
        <section class="facet dates" role="group" part="facet" aria-label={texts.date_heading()}>
            <h3>{ texts.date_heading() }</h3>
            if dates.bars.len() > 1 {
                { chart(model, &dates.bars, dispatch) }
            }
            { fields(model, dispatch) }
            if dates.partial > 0 {
                <p class="quiet">{
                    texts.partial_dates(dates.partial.into(), &texts.number(dates.partial.into()))
                }</p>
            }
            if dates.undated > 0 || chosen {
                <ul class="values">{ value_row(model, DATE_FIELD, &undated, dispatch) }</ul>
            }
        </section>
    }
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
        html! {
            <g>
                <rect {class} x={(at * PITCH + 1).to_string()} width={(PITCH - 2).to_string()}
                    y={(HEIGHT - height).to_string()} height={height.to_string()} />
                <rect class="over" {x} y="0" width={PITCH.to_string()}
                    height={HEIGHT.to_string()}><title>{ said }</title></rect>
            </g>
        }
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
    html! {
        <div class="chart">
            <svg class={classes!("histogram", whole.then_some("whole"))} viewBox={view_box}
                preserveAspectRatio="none" role="group" aria-label={texts.histogram()}
                onpointerdown={draw(Stroke::Begins)} onpointermove={draw(Stroke::Goes)}
                onpointerup={draw(Stroke::Ends)} onpointercancel={draw(Stroke::Breaks)}>
                { drawn.collect::<Html>() }
                <line class="base" x1="0" x2={(count * PITCH).to_string()}
                    y1={(HEIGHT + 1).to_string()} y2={(HEIGHT + 1).to_string()} />
                { ends.collect::<Html>() }
            </svg>
            if let (Some(first), Some(last)) = ends_said {
                <div class="ends" aria-hidden="true">
                    <span>{ texts.date(&first.from) }</span><span>{ texts.date(&last.to) }</span>
                </div>
            }
        </div>
    }
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
    html! {
        <rect class="end" x={x.to_string()} y="0" width="2" height={(HEIGHT + 6).to_string()}
            role="slider" tabindex="0" data-zone="field" aria-label={name}
            aria-valuemin="1" aria-valuemax={bars.len().to_string()}
            aria-valuenow={(at + 1).to_string()} aria-valuetext={date} onkeydown={moves} />
    }
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
        html! {
            <label>
                <span>{ name }</span>
                <input type="text" inputmode="numeric" placeholder={texts.date_form()} title={texts.date_hint()}
                    autocomplete="off" value={value.clone()} onchange={typed(end)}
                    aria-invalid={problem.map(|_| "true")}
                    aria-describedby={problem.map(|_| "date-problem")} />
            </label>
        }
    };
    html! {
        <>
            <div class="date-fields">
                { field(texts.from(), &from, End::First) }
                { field(texts.to(), &to, End::Last) }
            </div>
            if let Some(problem) = problem {
                <p class="problem" id="date-problem" role="alert">{ problem }</p>
            }
        </>
    }
}
