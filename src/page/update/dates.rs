//! The range of dates: set at once, or drawn with the pointer.

use crate::page::dates;
use crate::page::filters::DateRange;
use crate::page::message::{Effect, Stroke};
use crate::page::model::{DateEntry, Model};
use crate::page::update::search;

/// Sets the range.
pub(super) fn set(model: &mut Model, range: DateRange) -> Vec<Effect> {
    model.date_entry = DateEntry::default();
    if model.place.filters.dates == range {
        return Vec::new();
    }
    model.place.filters.set_dates(range);
    search::start(model)
}

/// Goes on with a range that is drawn.
pub(super) fn draw(model: &mut Model, stroke: Stroke, bar: usize) -> Vec<Effect> {
    let drawn = &mut model.date_entry.drawn;
    match stroke {
        Stroke::Begins => *drawn = Some((bar, bar)),
        Stroke::Goes => *drawn = drawn.map(|(origin, _)| (origin, bar)),
        Stroke::Breaks => *drawn = None,
        Stroke::Ends => {
            let Some((origin, _)) = drawn.take() else { return Vec::new() };
            let answer = model.results.answer.as_ref();
            let bars = answer.and_then(|answer| answer.dates.as_ref()).map(|dates| &dates.bars);
            if let Some(range) = bars.and_then(|bars| dates::range_of(bars, origin, bar)) {
                return set(model, range);
            }
        }
    }
    Vec::new()
}
