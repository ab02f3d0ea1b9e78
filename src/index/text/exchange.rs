//! Exchange clustering: things and what stands beside them go in, a class for
//! each thing comes out, so that classes say as much as possible of what is
//! beside them.
//!
//! Each thing in turn, the most frequent first, is taken out of its class and
//! put where the mutual information of class and neighbour gains most. For
//! types, neighbours are the classes of types before and after, which move as
//! well ([`types`]); for contexts they are the classes that follow
//! ([`contexts`]). A pass costs classes × different neighbours; the third one
//! gains a quarter of a per cent.
//!
//! One thread, sums in a fixed order, logarithms of our own: the same text
//! gives the same classes on every machine.

use super::counts::{Counts, Gain};

/// Passes over all types, and over all contexts.
const PASSES: usize = 3;
const CONTEXT_PASSES: usize = 2;
/// A move must gain so many bits, lest rounding moves things for ever.
const LEAST_GAIN: f32 = 0.01;

/// Classes of types, of which the `alone` most frequent have one each.
pub(super) fn types(stream: &[u32], types: u32, classes: usize, alone: usize) -> Vec<u8> {
    let mut frequency = vec![0_u32; types as usize];
    for &it in stream {
        frequency[it as usize] += 1;
    }
    let order = by_frequency(&frequency);
    let mut class_of = vec![0_u16; types as usize];
    for (rank, &it) in order.iter().enumerate() {
        let class =
            if rank < classes { rank } else { alone + (rank - alone) % (classes - alone) };
        class_of[it as usize] = narrow(class);
    }
    let end = types - 1;
    let before = std::iter::once(&end).chain(stream);
    let pairs = stream.iter().copied().zip(before.copied());
    let left = Counts::new(types as usize, pairs);
    let right = left.turned(types as usize);
    let moving = order.get(alone.min(order.len())..).unwrap_or(&[]);
    let mut state = Exchange::new(&left, &class_of, classes, alone);
    for _ in 0..PASSES {
        for &it in moving {
            state.place(it, &left, &right, &mut class_of);
        }
    }
    class_of.into_iter().map(|class| u8::try_from(class).unwrap_or(u8::MAX)).collect()
}

/// Numbers from the most frequent to the least; those that do not occur are
/// left out.
fn by_frequency(frequency: &[u32]) -> Vec<u32> {
    let mut order: Vec<u32> =
        (0_u32..).zip(frequency).filter(|it| *it.1 > 0).map(|it| it.0).collect();
    order.sort_by_key(|&it| (std::cmp::Reverse(frequency[it as usize]), it));
    order
}

fn narrow(class: usize) -> u16 {
    u16::try_from(class).unwrap_or(u16::MAX)
}

/// How often classes follow each other while types move among them.
struct Exchange {
    classes: usize,
    /// Classes of one type: no other comes in.
    alone: usize,
    gain: Gain,
    /// By class and the one before it, and the other way round.
    pairs: Vec<u32>,
    turned: Vec<u32>,
    /// Tokens of each class that come after another, and before another.
    after: Vec<u32>,
    before: Vec<u32>,
    /// Room for the neighbours of one type and the gains of each class.
    left: Neighbours,
    right: Neighbours,
    gains: Vec<f32>,
}

/// Classes beside one thing, with their counts.
#[derive(Default)]
struct Neighbours {
    list: Vec<(u16, u32)>,
    count_of: Vec<u32>,
    all: u32,
}

impl Neighbours {
    fn new(classes: usize) -> Self {
        Self { count_of: vec![0; classes], ..Self::default() }
    }

    /// Sums up by class; `own` does not count as its own neighbour.
    fn gather(&mut self, counts: &Counts, thing: u32, own: Option<u32>, class_of: &[u16]) {
        self.list.clear();
        self.all = 0;
        for &(other, count) in counts.of(thing) {
            if Some(other) == own {
                continue;
            }
            let class = class_of[other as usize];
            let sum = &mut self.count_of[usize::from(class)];
            if *sum == 0 {
                self.list.push((class, 0));
            }
            *sum += count;
            self.all += count;
        }
        for (class, count) in &mut self.list {
            *count = std::mem::take(&mut self.count_of[usize::from(*class)]);
        }
    }
}

impl Exchange {
    fn new(left: &Counts, class_of: &[u16], classes: usize, alone: usize) -> Self {
        let mut state = Self {
            classes,
            alone,
            gain: Gain::new(),
            pairs: vec![0; classes * classes],
            turned: vec![0; classes * classes],
            after: vec![0; classes],
            before: vec![0; classes],
            left: Neighbours::new(classes),
            right: Neighbours::new(classes),
            gains: vec![0.0; classes],
        };
        for thing in 0..left.things() {
            let class = usize::from(class_of[thing as usize]);
            for &(other, count) in left.of(thing) {
                let other = usize::from(class_of[other as usize]);
                state.pairs[other * classes + class] += count;
                state.turned[class * classes + other] += count;
                state.after[class] += count;
                state.before[other] += count;
            }
        }
        state
    }

    fn place(&mut self, it: u32, left: &Counts, right: &Counts, class_of: &mut [u16]) {
        self.left.gather(left, it, Some(it), class_of);
        self.right.gather(right, it, Some(it), class_of);
        let own = usize::from(class_of[it as usize]);
        self.shift(own, |sum, count| sum - count);
        let gains = &mut self.gains[self.alone..];
        for (class, gain) in (self.alone..).zip(gains.iter_mut()) {
            *gain = -self.gain.of(self.after[class], self.left.all)
                - self.gain.of(self.before[class], self.right.all);
        }
        let sides = [(&self.left, &self.pairs), (&self.right, &self.turned)];
        for (neighbours, matrix) in sides {
            for &(other, count) in &neighbours.list {
                let row =
                    &matrix[usize::from(other) * self.classes..][self.alone..self.classes];
                self.gain.add(row, count, gains);
            }
        }
        let best = self.alone + best(gains, own - self.alone);
        class_of[it as usize] = narrow(best);
        self.shift(best, |sum, count| sum + count);
    }

    /// Takes the neighbours at hand out of a class or into it.
    fn shift(&mut self, class: usize, change: impl Fn(u32, u32) -> u32) {
        let classes = self.classes;
        let apply = |sum: &mut u32, count| *sum = change(*sum, count);
        for &(other, count) in &self.left.list {
            let other = usize::from(other);
            apply(&mut self.pairs[other * classes + class], count);
            apply(&mut self.turned[class * classes + other], count);
        }
        for &(other, count) in &self.right.list {
            let other = usize::from(other);
            apply(&mut self.pairs[class * classes + other], count);
            apply(&mut self.turned[other * classes + class], count);
        }
        apply(&mut self.after[class], self.left.all);
        apply(&mut self.before[class], self.right.all);
    }
}

/// The class of the greatest gain: the old one unless another is better.
fn best(gains: &[f32], own: usize) -> usize {
    let mut best = own;
    let mut most = gains[own] + LEAST_GAIN;
    for (class, &gain) in gains.iter().enumerate() {
        if gain > most {
            (best, most) = (class, gain);
        }
    }
    best
}

/// Groups rows of counts: of each row how often each class follows it. Rows
/// come with a parent, and begin where the largest row of the parent is.
pub(super) fn contexts(
    follows: &Counts,
    parents: &[u8],
    most: usize,
    classes: usize,
) -> Vec<u16> {
    let sizes: Vec<u32> = (0..follows.things())
        .map(|row| follows.of(row).iter().map(|(_, count)| count).sum())
        .collect();
    let order = by_frequency(&sizes);
    let mut group_of = vec![0_u16; sizes.len()];
    let mut largest_of_parent = vec![None; 1 << u8::BITS];
    for (rank, &row) in order.iter().enumerate() {
        let largest = &mut largest_of_parent[usize::from(parents[row as usize])];
        let group = if rank < most { narrow(rank) } else { largest.unwrap_or(0) };
        largest.get_or_insert(group);
        group_of[row as usize] = group;
    }
    let groups = most.min(order.len()).max(1);
    let mut state = Grouping {
        groups,
        follows,
        sizes: &sizes,
        matrix: vec![0; classes * groups],
        totals: vec![0; groups],
    };
    for &row in &order {
        state.shift(row, usize::from(group_of[row as usize]), |sum, count| sum + count);
    }
    let gain = Gain::new();
    let mut gains = vec![0.0; groups];
    for _ in 0..CONTEXT_PASSES {
        for &row in &order {
            let own = usize::from(group_of[row as usize]);
            state.shift(row, own, |sum, count| sum - count);
            for (gains, &total) in gains.iter_mut().zip(&state.totals) {
                *gains = -gain.of(total, sizes[row as usize]);
            }
            for &(class, count) in follows.of(row) {
                let sums = &state.matrix[class as usize * groups..][..groups];
                gain.add(sums, count, &mut gains);
            }
            let best = best(&gains, own);
            group_of[row as usize] = narrow(best);
            state.shift(row, best, |sum, count| sum + count);
        }
    }
    group_of
}

/// How often classes follow each group while rows move among them.
struct Grouping<'a> {
    groups: usize,
    follows: &'a Counts,
    sizes: &'a [u32],
    /// By class and group.
    matrix: Vec<u32>,
    totals: Vec<u32>,
}

impl Grouping<'_> {
    /// Takes a row out of a group or puts it in.
    fn shift(&mut self, row: u32, group: usize, change: impl Fn(u32, u32) -> u32) {
        for &(class, count) in self.follows.of(row) {
            let cell = &mut self.matrix[class as usize * self.groups + group];
            *cell = change(*cell, count);
        }
        self.totals[group] = change(self.totals[group], self.sizes[row as usize]);
    }
}
