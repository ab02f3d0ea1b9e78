//! The end of a match from each start and a strategy go in, the matches that are
//! kept come out.

use std::ops::Range;

use super::super::keys;
use super::super::tree::Strategy;

/// Picks matches by the strategy, from the end of each start.
pub(super) fn choose(ends: &[u32], strategy: Strategy) -> Vec<Range<u32>> {
    let all = (0_u32..).zip(ends).filter(|(_, end)| **end > 0).map(|(start, &end)| start..end);
    match strategy {
        Strategy::Traditional => all.collect(),
        Strategy::Standard => {
            let mut taken = vec![0_u64; ends.len() / 64 + 1];
            let is_new = |found: &Range<u32>| {
                let is_new = !keys::has(&taken, found.end);
                keys::set(&mut taken, found.end);
                is_new
            };
            all.filter(is_new).collect()
        }
        Strategy::Shortest => {
            let mut least = u32::MAX;
            let mut kept: Vec<Range<u32>> = Vec::new();
            for found in all.collect::<Vec<_>>().into_iter().rev() {
                if found.end < least {
                    least = found.end;
                    kept.push(found);
                }
            }
            kept.reverse();
            kept
        }
        Strategy::Longest => {
            let mut end = 0;
            all.filter(|found| {
                let is_free = found.start >= end;
                if is_free {
                    end = found.end;
                }
                is_free
            })
            .collect()
        }
    }
}
