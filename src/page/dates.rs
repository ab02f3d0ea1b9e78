//! Ranges of dates and the bars of a histogram: which bars a range covers, and
//! which range some bars stand for.

use std::ops::RangeInclusive;

use crate::document::PartialDate;
use crate::page::filters::DateRange;
use crate::response::Bar;

/// The range that bars stand for, from one to another in either order.
pub(crate) fn range_of(bars: &[Bar], one: usize, other: usize) -> Option<DateRange> {
    let from = bars.get(one.min(other))?.from.clone();
    let to = bars.get(one.max(other))?.to.clone();
    Some(DateRange { from: Some(from), to: Some(to) })
}

/// The bars that a range covers; `None` where it covers none. An open range
/// covers all.
pub(crate) fn bars_in(bars: &[Bar], range: &DateRange) -> Option<RangeInclusive<usize>> {
    let day = |end: &Option<String>| end.as_deref().and_then(PartialDate::parse);
    let (from, to) = (day(&range.from), day(&range.to));
    let first = match from {
        Some(from) => bars.iter().position(|bar| last_day(bar) >= Some(from.first_day()))?,
        None => 0,
    };
    let last = match to {
        Some(to) => bars.iter().rposition(|bar| first_day(bar) <= Some(to.last_day()))?,
        None => bars.len().checked_sub(1)?,
    };
    (first <= last).then_some(first..=last)
}

/// Moves one end of the covered bars by some bars and tells the new range;
/// `i32::MIN` and `i32::MAX` go as far as they can.
pub(crate) fn moved(
    bars: &[Bar],
    covered: &RangeInclusive<usize>,
    end: End,
    by: i32,
) -> Option<DateRange> {
    let (first, last) = (*covered.start(), *covered.end());
    let by = isize::try_from(by).ok()?;
    match end {
        End::First => range_of(bars, first.saturating_add_signed(by).min(last), last),
        End::Last => {
            let last = last.saturating_add_signed(by).clamp(first, bars.len().checked_sub(1)?);
            range_of(bars, first, last)
        }
    }
}

/// An end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The first day.
    First,
    /// The last day.
    Last,
}

type Day = Option<(i16, u8, u8)>;

fn first_day(bar: &Bar) -> Day {
    PartialDate::parse(&bar.from).map(PartialDate::first_day)
}

fn last_day(bar: &Bar) -> Day {
    PartialDate::parse(&bar.to).map(PartialDate::last_day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months() -> Vec<Bar> {
        (1..=12)
            .map(|month| Bar {
                from: format!("2025-{month:02}"),
                to: format!("2025-{month:02}"),
                documents: 1,
                all: 1,
            })
            .collect()
    }

    fn range(from: &str, to: &str) -> DateRange {
        DateRange::from_typed(from, to).expect("a valid range")
    }

    #[test]
    fn bars_of_a_range() {
        let check = |from: &str, to: &str, expected: Option<RangeInclusive<usize>>| {
            assert_eq!(bars_in(&months(), &range(from, to)), expected, "{from} to {to}");
        };
        check("", "", Some(0..=11));
        check("2025-03", "2025-05-01", Some(2..=4));
        check("2025-03-31", "", Some(2..=11));
        check("", "2025", Some(0..=11));
        check("2026", "", None);
        check("", "2024", None);
        assert_eq!(bars_in(&[], &DateRange::default()), None);
    }

    #[test]
    fn ends_move_and_never_cross() {
        let bars = months();
        assert_eq!(moved(&bars, &(2..=4), End::First, 1), Some(range("2025-04", "2025-05")));
        assert_eq!(moved(&bars, &(2..=4), End::First, 9), Some(range("2025-05", "2025-05")));
        assert_eq!(
            moved(&bars, &(2..=4), End::Last, i32::MAX),
            Some(range("2025-03", "2025-12"))
        );
        assert_eq!(
            moved(&bars, &(2..=4), End::Last, i32::MIN),
            Some(range("2025-03", "2025-03"))
        );
        assert_eq!(range_of(&bars, 4, 2), Some(range("2025-03", "2025-05")));
        assert_eq!(range_of(&bars, 0, 12), None);
    }
}
