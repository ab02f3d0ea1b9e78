//! The filters a person has chosen: for each field the values wanted and the
//! values ruled out, and a range of dates.
//!
//! In: clicks on facets, the link's fragment. Out: the [`Filter`]s of a
//! request. Sorted maps keep the order of chips and of fragments the same,
//! whatever the order of the clicks.

use crate::document::PartialDate;
use crate::page::ordered::Ordered;
use crate::request::{Filter, FilterTest};

/// The field that holds the date in filters.
pub(crate) const DATE_FIELD: &str = "date";

/// A value of a field; `None` stands for documents without one.
pub(crate) type Value = Option<String>;

/// Everything that narrows the results apart from the query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filters {
    /// By field name; a field without any choice is not in the map.
    pub(crate) fields: Ordered<String, Choice>,
    /// First and last day, each `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub(crate) dates: DateRange,
}

/// What was chosen of one field, in the order of choosing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Choice {
    /// One of these must hold, where there are any.
    pub(crate) include: Vec<Value>,
    /// None of these may hold.
    pub(crate) exclude: Vec<Value>,
}

/// A closed range of dates; an absent end is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DateRange {
    /// First day.
    pub(crate) from: Option<String>,
    /// Last day.
    pub(crate) to: Option<String>,
}

/// Which of the two lists of a [`Choice`] is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Wanted.
    Include,
    /// Ruled out.
    Exclude,
}

impl Filters {
    /// Whether nothing is chosen.
    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.dates.is_open()
    }

    /// How many chips there are.
    pub(crate) fn len(&self) -> usize {
        let values: usize = self
            .fields
            .iter()
            .map(|(_, choice)| choice.include.len() + choice.exclude.len())
            .sum();
        values + usize::from(!self.dates.is_open())
    }

    /// Chooses a value or takes the choice back. A value is never on both
    /// sides: choosing one side leaves the other.
    pub(crate) fn toggle(&mut self, field: &str, value: &Value, side: Side) {
        let mut choice = self.fields.remove(field).unwrap_or_default();
        let held = choice.side(side).contains(value);
        choice.include.retain(|it| it != value);
        choice.exclude.retain(|it| it != value);
        if !held {
            choice.side_mut(side).push(value.clone());
        }
        if !choice.is_empty() {
            self.fields.insert(field.to_owned(), choice);
        }
        // A range and "undated" together would find nothing.
        if field == DATE_FIELD && !held && side == Side::Include {
            self.dates = DateRange::default();
        }
    }

    /// Sets the range of dates, which takes back a wish for undated documents.
    pub(crate) fn set_dates(&mut self, dates: DateRange) {
        if !dates.is_open() {
            self.fields.remove(DATE_FIELD);
        }
        self.dates = dates;
    }

    /// As the engine wants them.
    pub(crate) fn to_request(&self) -> Vec<Filter> {
        let mut filters = Vec::new();
        for (field, choice) in self.fields.iter() {
            if !choice.include.is_empty() {
                let test = FilterTest::Include(choice.include.clone());
                filters.push(Filter { field: field.clone(), test });
            }
            if !choice.exclude.is_empty() {
                let test = FilterTest::Exclude(choice.exclude.clone());
                filters.push(Filter { field: field.clone(), test });
            }
        }
        if !self.dates.is_open() {
            let DateRange { from, to } = self.dates.clone();
            let test = FilterTest::Between { from, to };
            filters.push(Filter { field: DATE_FIELD.to_owned(), test });
        }
        filters
    }
}

impl Choice {
    /// Whether nothing is chosen.
    pub(crate) fn is_empty(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    fn side(&self, side: Side) -> &[Value] {
        match side {
            Side::Include => &self.include,
            Side::Exclude => &self.exclude,
        }
    }

    fn side_mut(&mut self, side: Side) -> &mut Vec<Value> {
        match side {
            Side::Include => &mut self.include,
            Side::Exclude => &mut self.exclude,
        }
    }
}

impl DateRange {
    /// Whether neither end is set.
    pub(crate) fn is_open(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// Both ends as typed by a person, checked: `Err` names the end that is no
    /// date, or both if the first lies after the last.
    pub(crate) fn from_typed(from: &str, to: &str) -> Result<Self, DateProblem> {
        let from = typed(from).map_err(|()| DateProblem::From)?;
        let to = typed(to).map_err(|()| DateProblem::To)?;
        if let (Some(from), Some(to)) = (&from, &to)
            && from.first_day() > to.last_day()
        {
            return Err(DateProblem::Order);
        }
        Ok(Self {
            from: from.map(|date| date.to_string()),
            to: to.map(|date| date.to_string()),
        })
    }
}

/// Why a typed range cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateProblem {
    /// The first day is no date.
    From,
    /// The last day is no date.
    To,
    /// The first day lies after the last.
    Order,
}

fn typed(text: &str) -> Result<Option<PartialDate>, ()> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    PartialDate::parse(text).map(Some).ok_or(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Value {
        Some(text.to_owned())
    }

    #[test]
    fn a_value_is_on_one_side_only_and_a_second_click_takes_it_back() {
        let mut filters = Filters::default();
        filters.toggle("source", &value("Wire"), Side::Include);
        filters.toggle("source", &None, Side::Exclude);
        assert_eq!(filters.len(), 2);
        filters.toggle("source", &value("Wire"), Side::Exclude);
        let sides = |it: &Choice| (it.include.clone(), it.exclude.clone());
        let source = filters.fields.get("source").map(sides);
        assert_eq!(source, Some((vec![], vec![None, value("Wire")])));
        filters.toggle("source", &value("Wire"), Side::Exclude);
        filters.toggle("source", &None, Side::Exclude);
        assert!(filters.is_empty());
    }

    #[test]
    fn a_range_and_undated_exclude_each_other() {
        let mut filters = Filters::default();
        filters.set_dates(DateRange::from_typed("2025-11", "").expect("a month is a date"));
        filters.toggle(DATE_FIELD, &None, Side::Include);
        assert!(filters.dates.is_open());
        filters.set_dates(DateRange::from_typed("", "2025-12-31").expect("a day is a date"));
        assert_eq!(filters.len(), 1);
        assert_eq!(filters.to_request().len(), 1);
    }

    #[test]
    fn typed_ranges() {
        let check = |from: &str, to: &str, expected: Result<(&str, &str), DateProblem>| {
            let found = DateRange::from_typed(from, to);
            let found = found
                .map(|range| (range.from.unwrap_or_default(), range.to.unwrap_or_default()));
            let expected = expected.map(|(from, to)| (from.to_owned(), to.to_owned()));
            assert_eq!(found, expected, "for {from:?} to {to:?}");
        };
        check("", "", Ok(("", "")));
        check(" 2025-11-01 ", "2025", Ok(("2025-11-01", "2025")));
        check("2025-12", "2025-11", Err(DateProblem::Order));
        check("2025-11-30", "2025-11", Ok(("2025-11-30", "2025-11")));
        check("yesterday", "", Err(DateProblem::From));
        check("2025", "30.11.2025", Err(DateProblem::To));
    }
}
