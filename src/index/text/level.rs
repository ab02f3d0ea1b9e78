//! Counts as levels: a count goes in, one of some hundred levels comes out
//! that names it to within an eighth.
//!
//! Counts below 8 are levels of their own. Above, each power of two has four.
//! A model of the text stores levels instead of counts: a coder that assumes
//! counts wrong by an eighth loses 0.002 bits a token.

/// Bits of a level.
pub(super) const BITS: u32 = 7;
/// Levels for each power of two.
const STEPS: u32 = 4;
/// Levels above those of counts below 2^31 stand for no more than these.
const HIGHEST_SHIFT: u32 = 28;

/// The level of a count below 2^30.
pub(super) fn of(count: u32) -> u8 {
    let level = match count.checked_ilog2() {
        Some(power) if power >= 3 => (power - 2) * STEPS + (count >> (power - 2)),
        _ => count,
    };
    u8::try_from(level).unwrap_or(u8::MAX >> (8 - BITS))
}

/// The count that a level stands for: the middle of those it has.
pub(super) fn count(level: u8) -> u32 {
    let level = u32::from(level);
    if level < 2 * STEPS {
        return level;
    }
    let shift = (level / STEPS - 1).min(HIGHEST_SHIFT);
    (level % STEPS + STEPS) << shift | 1 << shift >> 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_near_their_counts() {
        for at in (0..5_000_u32).chain((0..30).map(|power| 1 << power)) {
            let back = count(of(at));
            assert!(back.abs_diff(at) * 8 <= at, "{at} became {back}");
            assert_eq!(of(back), of(at));
            assert!(of(at) < 1 << BITS);
        }
    }

    #[test]
    fn every_level_has_a_count() {
        let counts: Vec<u32> = (0..120).map(count).collect();
        assert!(counts.is_sorted());
    }
}
