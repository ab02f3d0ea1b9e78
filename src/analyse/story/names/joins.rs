//! Names over small words: `Ministry of Defence`, `National Security and Defense
//! Council`, `Institute for the Study of War`. A run of capitals goes in; where
//! its words are those of a body, place or thing, the whole name comes out.

use std::ops::Range;

use super::candidates::Finder;
use crate::analyse::story::facts::{NameKind, Rule};
use crate::analyse::story::language::flag;

impl Finder<'_, '_> {
    /// A body, place or thing whose name goes on over small words.
    pub(super) fn join(
        &self,
        run: &Range<usize>,
        limit: usize,
    ) -> Option<(usize, NameKind, Rule)> {
        let text = self.text;
        let last = &text.tokens[run.end - 1];
        if last.is_possessive() || run.end + 1 >= limit {
            return None;
        }
        let link = run.end;
        let after = |from: usize| -> Option<usize> {
            let first = if text.is(from, "the") { from + 1 } else { from };
            let token = text.tokens.get(first).filter(|_| first < limit)?;
            let fits = token.has_capital() && !token.is(flag::FUNCTION);
            fits.then(|| self.run_end(first, limit))
        };
        if text.is(link, "and") || text.is(link, "&") {
            let first = link + 1;
            let next = text.tokens.get(first).filter(|_| first < limit)?;
            let left = text.tokens[run.clone()].iter().all(|t| !t.is(flag::GIVEN | flag::ROLE));
            if !next.has_capital() || !left || !last.is(flag::PORTFOLIO | flag::MODIFIER) {
                return None;
            }
            let end = self.run_end(first, limit);
            // Council Secretary Umerov: the body ends before the role.
            let body = (first..end).rev().find(|&t| text.flags(t) & flag::BODY != 0)?;
            let people =
                (first..=body).any(|t| text.flags(t) & (flag::GIVEN | flag::ROLE) != 0);
            return (!people).then_some((body + 1, NameKind::Organisation, Rule::BodyWord));
        }
        if text.is(link, "of") {
            let (kind, rule) = if last.is(flag::ROLE) {
                return None;
            } else if last.is(flag::BODY) && run.len() <= 3 {
                (NameKind::Organisation, Rule::BodyWord)
            } else if last.is(flag::PLACE_WORD) {
                (NameKind::Place, Rule::PlaceWord)
            } else if last.is(flag::THING) {
                (NameKind::Other, Rule::ThingWord)
            } else {
                return None;
            };
            let end = after(link + 1)?;
            // Bank of England Governor Bailey: up to the role.
            let stop = (link + 1..end).find(|&t| {
                text.flags(t) & (flag::ROLE | flag::GIVEN) != 0 && !text.is(t, "the")
            });
            let end = stop.unwrap_or(end);
            let (end, _) = self.more(end, limit).unwrap_or((end, ()));
            return (end > link + 1).then_some((end, kind, rule));
        }
        if text.is(link, "for") && last.is(flag::BODY) {
            let end = after(link + 1)?;
            let (end, ()) = self.more(end, limit).unwrap_or((end, ()));
            return Some((end, NameKind::Organisation, Rule::BodyWord));
        }
        None
    }

    /// `… and Industry`, `… of War` at the end of a body's name.
    fn more(&self, end: usize, limit: usize) -> Option<(usize, ())> {
        let text = self.text;
        let before = text.tokens.get(end.checked_sub(1)?)?;
        let links = text.is(end, "and") && before.is(flag::PORTFOLIO | flag::MODIFIER)
            || text.is(end, "of") && !before.is(flag::LISTED);
        let first = end + 1;
        let next = text.tokens.get(first).filter(|_| first < limit)?;
        let fits = links
            && !before.is_possessive()
            && next.has_capital()
            && !next.is(flag::FUNCTION | flag::GIVEN | flag::ROLE | flag::LISTED);
        fits.then(|| (self.run_end(first, limit), ()))
    }

    /// A people's name before a body is not part of it.
    pub(super) fn without_country(&self, start: usize, end: usize) -> usize {
        if end - start < 2 {
            return start;
        }
        let token = &self.text.tokens[start];
        let title = (start..end - 1).rev().find(|&t| {
            self.text.flags(t) & (flag::ROLE | flag::HONORIFIC) != 0
                && self.text.flags(t) & flag::MODIFIER == 0
        });
        if let Some(title) = title {
            return title + 1;
        }
        if token.is(flag::DEMONYM) && !self.is_listed(&(start..end)) {
            start + 1
        } else {
            start
        }
    }
}
