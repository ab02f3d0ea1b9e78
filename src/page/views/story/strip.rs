//! How much there is of each time: a strip of bars above the timeline.
//!
//! In: how many rows each date has, in order. Out: a bar for each day, month,
//! year or decade that has any, whichever gives few enough, with a gap where
//! times between two of them have none. The bars are for the pointer: a click
//! goes to the first row of that time. For the keyboard and for readers' aids
//! the list has the same as headings.

use yew::prelude::*;

use crate::document::PartialDate;
use crate::page::components::{Dispatch, button, click, markup};
use crate::page::message::Message;
use crate::page::model::Model;
use crate::response::Counted;

/// Most bars of a strip.
const MOST_BARS: usize = 120;

/// Units of the drawing: a bar's pitch, a gap, the height of the highest bar;
/// some stand in the drawing itself.
const PITCH: usize = 6;
const GAP: usize = 4;
const HEIGHT: u32 = 40;

/// A stretch of time with rows.
#[derive(Debug, PartialEq)]
struct Bar {
    /// Its dates, from and to.
    first: String,
    last: String,
    rows: u32,
    /// Rows before it.
    before: u32,
    /// Whether the time just before it has none.
    gap: bool,
}

/// The strip, and the way to what has no date.
pub(super) fn view(model: &Model, days: &[Counted], dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let bars = bars(days);
    let dated = bars.last().map_or(0, |bar| bar.before + bar.rows);
    let undated = model.story.rows.total().saturating_sub(dated);
    let highest = bars.iter().map(|bar| bar.rows).max().unwrap_or(0).max(1);
    let mut x = 0;
    let drawn = bars.iter().map(|bar| {
        if bar.gap && x > 0 {
            x += GAP;
        }
        let height = (bar.rows.saturating_mul(HEIGHT) / highest).max(2);
        let when = texts.date_range(Some(&bar.first), Some(&bar.last));
        let at = x;
        x += PITCH;
        markup!(
            "<g onclick={}>
                <rect class=bar x={} width=5 y={} height={}></rect>
                <rect class=over x={} y=0 width=6 height=40><title>{}</title></rect>
            </g>",
            click(dispatch, Message::GoToRow(bar.before)),
            (at + 1).to_string(),
            (HEIGHT - height).to_string(),
            height.to_string(),
            at.to_string(),
            [&when, ": ", &texts.number(bar.rows.into())].concat(),
        )
    });
    let drawn: Vec<Html> = drawn.collect();
    let ends = bars.first().zip(bars.last()).filter(|_| bars.len() > 1);
    let chart = ends.map(|(first, last)| {
        markup!(
            "<svg class=histogram viewBox={} preserveAspectRatio=none aria-hidden=true>
                {}
                <line class=base x1=0 x2={} y1=41 y2=41></line>
            </svg>
            <div class=ends aria-hidden=true><span>{}</span><span>{}</span></div>",
            ["0 0 ", &x.to_string(), " 42"].concat(),
            drawn,
            x.to_string(),
            texts.date(&first.first),
            texts.date(&last.last),
        )
    });
    let rest = (undated > 0 && dated > 0).then(|| {
        let said = texts.story().n_undated(undated.into(), &texts.number(undated.into()));
        button(dispatch, said, Message::GoToRow(dated))
    });
    markup!("<div class=time-strip>{}{}</div>", chart, rest)
}

/// The bars of the finest unit of which there are few enough.
fn bars(days: &[Counted]) -> Vec<Bar> {
    let dates: Vec<(PartialDate, &Counted)> =
        days.iter().filter_map(|day| Some((PartialDate::parse(&day.text)?, day))).collect();
    let units: [fn(PartialDate) -> i64; 4] = [day, month, year, decade];
    let mut bars = Vec::new();
    for unit in units {
        bars = joined(&dates, unit);
        if bars.len() <= MOST_BARS {
            break;
        }
    }
    bars
}

fn joined(dates: &[(PartialDate, &Counted)], unit: fn(PartialDate) -> i64) -> Vec<Bar> {
    let mut bars: Vec<(i64, Bar)> = Vec::new();
    let mut before = 0;
    for (date, day) in dates {
        let at = unit(*date);
        match bars.last_mut() {
            Some((last, bar)) if *last == at => {
                bar.last.clone_from(&day.text);
                bar.rows += day.count;
            }
            last => {
                let gap = last.is_none_or(|(last, _)| *last + 1 != at);
                let (first, last) = (day.text.clone(), day.text.clone());
                bars.push((at, Bar { first, last, rows: day.count, before, gap }));
            }
        }
        before += day.count;
    }
    bars.into_iter().map(|(_, bar)| bar).collect()
}

/// Days since a fixed one; a date without a day is its first.
fn day(date: PartialDate) -> i64 {
    let (year, month, day) = date.first_day();
    // Years that begin in March have the day that comes and goes at their end.
    let (month, day) = (i64::from(month), i64::from(day));
    let year = i64::from(year) - i64::from(month < 3);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year
}

fn month(date: PartialDate) -> i64 {
    let (year, month, _) = date.first_day();
    i64::from(year) * 12 + i64::from(month)
}

fn year(date: PartialDate) -> i64 {
    i64::from(date.first_day().0)
}

fn decade(date: PartialDate) -> i64 {
    year(date).div_euclid(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(days: &[(&str, u32)]) -> Vec<Counted> {
        days.iter()
            .map(|(text, count)| Counted { text: (*text).into(), count: *count })
            .collect()
    }

    #[test]
    fn days_follow_each_other() {
        let check = |one, other| {
            let [one, other] =
                [one, other].map(|date| PartialDate::parse(date).map(day).expect("a date"));
            assert_eq!(other - one, 1);
        };
        check("2025-11-30", "2025-12-01");
        check("2025-12-31", "2026-01-01");
        check("2024-02-29", "2024-03-01");
        check("2025-02-28", "2025-03-01");
        check("1900-02-28", "1900-03-01");
        check("2000-02-28", "2000-02-29");
        check("-0001-12-31", "0000-01-01");
    }

    #[test]
    fn bars_are_of_the_finest_unit_that_fits() {
        let found = bars(&days(&[("2025-11-29", 2), ("2025-11-30", 1), ("2025-12-05", 4)]));
        let shown: Vec<_> = found.iter().map(|bar| (bar.rows, bar.before, bar.gap)).collect();
        assert_eq!(shown, [(2, 0, true), (1, 2, false), (4, 3, true)]);

        let many: Vec<String> = (0..MOST_BARS + 1)
            .map(|at| format!("2025-{:02}-{:02}", at / 28 + 1, at % 28 + 1))
            .collect();
        let many: Vec<(&str, u32)> = many.iter().map(|day| (day.as_str(), 1)).collect();
        let found = bars(&days(&many));
        assert_eq!(found.len(), 5);
        assert_eq!((&*found[1].first, &*found[1].last), ("2025-02-01", "2025-02-28"));
        assert_eq!((found[1].rows, found[1].before, found[1].gap), (28, 28, false));
        assert_eq!(bars(&[]), []);
    }

    #[test]
    fn centuries_fit_too() {
        let many: Vec<String> = (1000..2000).map(|year| year.to_string()).collect();
        let many: Vec<(&str, u32)> = many.iter().map(|day| (day.as_str(), 3)).collect();
        assert_eq!(bars(&days(&many)).len(), 100);
    }
}
