//! Rows and tokens of a text: the number of a token among those that are the
//! document's own, and among all.

use std::ops::Range;

/// The tokens of a text that are no boilerplate.
#[derive(Debug)]
pub(crate) struct OwnTokens<'a> {
    boilerplate: &'a [Range<u32>],
    /// For each range, the row that follows it, and the tokens that are left out
    /// up to its end.
    left_out: Vec<(u32, u32)>,
}

impl<'a> OwnTokens<'a> {
    /// `boilerplate` is sorted and disjoint.
    pub(crate) fn new(boilerplate: &'a [Range<u32>]) -> Self {
        let mut count = 0_u32;
        let ranges = boilerplate.iter().map(|range| {
            let row = range.start.saturating_sub(count);
            count = count.saturating_add(range.end.saturating_sub(range.start));
            (row, count)
        });
        Self { boilerplate, left_out: ranges.collect() }
    }

    /// The token of a row.
    pub(crate) fn token(&self, row: u32) -> u32 {
        let ranges = self.left_out.partition_point(|&(first, _)| first <= row);
        row.saturating_add(self.left_out_by(ranges))
    }

    /// Rows before a token.
    pub(crate) fn rows_before(&self, token: u32) -> u32 {
        let ranges = self.boilerplate.partition_point(|range| range.end <= token);
        let inside = self.boilerplate.get(ranges).map_or(0, |r| token.saturating_sub(r.start));
        token.saturating_sub(self.left_out_by(ranges)).saturating_sub(inside)
    }

    fn left_out_by(&self, ranges: usize) -> u32 {
        ranges.checked_sub(1).map_or(0, |last| self.left_out[last].1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn as_counted(parts in proptest::collection::vec((0_u32..5, 0_u32..4), 0..8)) {
            let (mut boilerplate, mut own) = (Vec::new(), Vec::new());
            let mut token = 0;
            for (kept, skipped) in parts {
                own.extend(token..token + kept);
                token += kept + skipped;
                boilerplate.push(token - skipped..token);
            }
            own.extend(token..token + 3);
            let tokens = OwnTokens::new(&boilerplate);
            for (row, &token) in (0..).zip(&own) {
                prop_assert_eq!(tokens.token(row), token);
            }
            for token in 0..token + 3 {
                let before = own.iter().filter(|own| **own < token).count();
                prop_assert_eq!(tokens.rows_before(token) as usize, before);
            }
        }
    }
}
