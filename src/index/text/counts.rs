//! Counts of what stands beside what, and what a count is worth.

use std::sync::OnceLock;

/// How often each thing has each neighbour, the neighbours ascending.
pub(super) struct Counts {
    starts: Vec<usize>,
    neighbours: Vec<(u32, u32)>,
}

impl Counts {
    /// Counts pairs of a thing, which is below `things`, and its neighbour.
    pub(super) fn new(things: usize, pairs: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut keys: Vec<u64> =
            pairs.map(|(thing, other)| u64::from(thing) << 32 | u64::from(other)).collect();
        keys.sort_unstable();
        let mut counts = Self { starts: vec![0; things + 1], neighbours: Vec::new() };
        for same in keys.chunk_by(|a, b| a == b) {
            let (thing, other) = ((same[0] >> 32) as usize, same[0] & u64::from(u32::MAX));
            let count = u32::try_from(same.len()).unwrap_or(u32::MAX);
            counts.neighbours.push((u32::try_from(other).unwrap_or(0), count));
            counts.starts[thing + 1] += 1;
        }
        for thing in 0..things {
            counts.starts[thing + 1] += counts.starts[thing];
        }
        counts
    }

    /// The same, seen from the neighbours, which are below `others`.
    pub(super) fn turned(&self, others: usize) -> Self {
        let mut starts = vec![0; others + 1];
        for &(other, _) in &self.neighbours {
            starts[other as usize + 1] += 1;
        }
        for other in 0..others {
            starts[other + 1] += starts[other];
        }
        let mut next = starts.clone();
        let mut neighbours = vec![(0, 0); self.neighbours.len()];
        for thing in 0..self.things() {
            for &(other, count) in self.of(thing) {
                let place = &mut next[other as usize];
                neighbours[*place] = (thing, count);
                *place += 1;
            }
        }
        Self { starts, neighbours }
    }

    pub(super) fn things(&self) -> u32 {
        u32::try_from(self.starts.len() - 1).unwrap_or(u32::MAX)
    }

    pub(super) fn of(&self, thing: u32) -> &[(u32, u32)] {
        &self.neighbours[self.starts[thing as usize]..self.starts[thing as usize + 1]]
    }
}

/// n · log2(n), the measure of mutual information, looked up.
#[derive(Clone, Copy)]
pub(super) struct Gain {
    table: &'static [f32],
}

/// Counts that are looked up.
const LOOKED_UP: u32 = 1 << 14;
static TABLE: OnceLock<Vec<f32>> = OnceLock::new();

impl Gain {
    pub(super) fn new() -> Self {
        Self { table: TABLE.get_or_init(|| (0..LOOKED_UP).map(|n| single(value(n))).collect()) }
    }

    /// What is gained when `count` more come to `sum`.
    #[inline]
    pub(super) fn of(&self, sum: u32, count: u32) -> f32 {
        let both = sum + count;
        match self.table.get(both as usize) {
            Some(value) => value - self.table[sum as usize],
            None => large(sum, count),
        }
    }

    /// Adds the gains of `count` more to each of a row of sums.
    pub(super) fn add(&self, sums: &[u32], count: u32, gains: &mut [f32]) {
        for (gain, &sum) in gains.iter_mut().zip(sums) {
            *gain += self.of(sum, count);
        }
    }
}

#[cold]
fn large(sum: u32, count: u32) -> f32 {
    single(value(sum + count) - value(sum))
}

fn value(n: u32) -> f64 {
    if n < 2 { 0.0 } else { f64::from(n) * log2(n) }
}

#[expect(clippy::cast_possible_truncation, reason = "a sum of gains needs no more precision")]
fn single(value: f64) -> f32 {
    value as f32
}

/// The logarithm by a series of sums and products, which are the same on every
/// machine; those of the system are not.
fn log2(n: u32) -> f64 {
    let power = n.ilog2();
    let mantissa = f64::from(n) / f64::from(1_u32 << power);
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let square = ratio * ratio;
    let series = (0..14).rev().fold(0.0, |sum, k| sum * square + 1.0 / f64::from(2 * k + 1));
    f64::from(power) + 2.0 * ratio * series * std::f64::consts::LOG2_E
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_counted_from_both_sides() {
        let counts = Counts::new(3, [(0, 7), (2, 1), (0, 7), (0, 3)].into_iter());
        assert_eq!(counts.of(0), [(3, 1), (7, 2)]);
        assert_eq!(counts.of(1), []);
        let turned = counts.turned(8);
        assert_eq!(turned.of(7), [(0, 2)]);
        assert_eq!(turned.of(1), [(2, 1)]);
    }

    #[test]
    fn logarithms_are_those_of_the_system() {
        for n in (1..2_000).chain([1 << 20, (1 << 20) + 1, u32::MAX]) {
            assert!((log2(n) - f64::from(n).log2()).abs() < 1e-12, "{n}");
        }
        let gain = Gain::new();
        assert!((gain.of(0, 8) - 24.0).abs() < 1e-4);
        assert!((gain.of(100_000, 1) - 18.05).abs() < 0.01);
    }
}
