//! Headings in a list of the story: where a row begins another group than the
//! row above it.
//!
//! Statements stand by document or by the day of their document, figures by what
//! they count, dates by day.

use yew::prelude::*;

use crate::page::components::markup;
use crate::page::story::StoryRow;
use crate::page::views::story::evidence::{Links, short};

/// What rows of one group have in common.
#[derive(PartialEq)]
enum Group<'a> {
    Document(&'a str),
    Counted(&'a str, &'a str),
    Day(Option<&'a str>),
}

/// The heading above a row, if it begins a group.
pub(super) fn heading(
    links: &Links,
    above: Option<&StoryRow>,
    row: &StoryRow,
    by_time: bool,
) -> Option<Html> {
    let begun = above.and_then(|above| group(above, by_time));
    let group = group(row, by_time)?;
    if begun.as_ref() == Some(&group) {
        return None;
    }
    let texts = links.texts;
    let (name, more) = match group {
        Group::Document(path) => {
            let date = row.evidence().and_then(|evidence| evidence.date.as_deref());
            let date = date.map_or(texts.undated().to_owned(), |date| texts.date(date));
            (short(path), date)
        }
        Group::Counted(_, "") => (texts.story().nothing_counted().to_owned(), String::new()),
        Group::Counted(_, unit) => (unit.to_owned(), String::new()),
        Group::Day(Some(day)) => (texts.date(day), String::new()),
        Group::Day(None) => {
            // A document without a date is no date that nobody knows.
            let hint = if by_time { "" } else { texts.story().undated_hint() };
            (texts.undated().to_owned(), hint.to_owned())
        }
    };
    Some(markup!(
        "<h3 class=group-heading><bdi>{}</bdi><span class=quiet>{}</span></h3>",
        name,
        more
    ))
}

fn group(row: &StoryRow, by_time: bool) -> Option<Group<'_>> {
    Some(match row {
        StoryRow::Statement(row) if by_time => Group::Day(row.evidence.date.as_deref()),
        StoryRow::Statement(row) => Group::Document(&row.evidence.path),
        StoryRow::Figure(row) => Group::Counted(&row.kind, &row.unit),
        StoryRow::Date(row) => Group::Day(row.named.as_deref()),
        StoryRow::Name(_) | StoryRow::Mention(_) => return None,
    })
}
