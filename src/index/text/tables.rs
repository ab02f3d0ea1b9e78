//! Frequencies of the class codec: a [`Model`] goes in, the tables that coder
//! and decoder share come out.
//!
//! A *slot* is a number below a power of two. Of the 2^16 slots of a context
//! each class that can follow has a range; of the 2^b slots of a class each of
//! its types has one, 32 slots and more for a type that occurs once. Types of
//! one level have ranges of one size, so that a type is found by its level, a
//! division and one look into `types`, and levels and classes by the upper
//! bits of the slot and a step or two.

use super::level;
use super::model::Model;
use crate::index::bytes::Malformed;
use crate::sorting;

/// Slots of a context, as bits.
pub(super) const SLOTS: u32 = 16;
/// Bits of a slot that say where to begin to look for its class or level.
const GUESS: u32 = 6;
/// Slots for a token of a class, as bits, and the most there are for a class.
const SLOTS_OF_TOKEN: u32 = 5;
const MOST_SLOTS: u32 = 30;

/// A range of slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slots {
    pub(super) start: u32,
    pub(super) count: u32,
}

/// What is found at a slot, and the range that it has.
pub(super) struct Found<T> {
    pub(super) value: T,
    pub(super) slots: Slots,
}

/// The classes that follow each context.
///
/// A row for each context, side by side because they are used together: for
/// each step of 1,024 slots one byte, how many ranges end before it; then the
/// ranges, first slot and class, the likely ones first; then one that begins
/// behind the last slot.
#[derive(Debug, Default)]
pub(super) struct Classes {
    rows: Vec<u32>,
    /// Row of two classes: the last one times their number plus the one before.
    row_of: Vec<u16>,
}

/// Numbers that hold the bytes of a row.
const HEAD: usize = 1 << GUESS >> 2;
/// Rows begin at multiples of this, so that 16 bits name them.
const UNIT: usize = 16;

impl Classes {
    pub(super) fn new(model: &Model) -> Self {
        let mut classes = Self::default();
        let mut rows = Vec::with_capacity(model.contexts);
        for levels in model.follows.chunks(model.classes) {
            let row = classes.rows.len().next_multiple_of(UNIT);
            rows.push(u16::try_from(row / UNIT).unwrap_or(u16::MAX));
            classes.rows.resize(row + HEAD, 0);
            let mut start = 0;
            let mut step = 0;
            for (place, (class, slots)) in (0_u32..).zip(shares(levels)) {
                classes.rows.push(start << 8 | u32::from(class));
                start += slots;
                while step < 1 << GUESS && step << (SLOTS - GUESS) < start {
                    classes.rows[row + step as usize / 4] |= place << (step % 4 * 8);
                    step += 1;
                }
            }
            classes.rows.push(1 << SLOTS << 8);
        }
        classes.row_of =
            model.context_of.iter().map(|&context| rows[usize::from(context)]).collect();
        classes
    }

    /// The class at a slot behind two classes.
    #[inline]
    pub(super) fn find(&self, pair: usize, slot: u32) -> Found<u8> {
        let row = &self.rows[usize::from(self.row_of[pair]) * UNIT..];
        let step = slot >> (SLOTS - GUESS);
        let passed = row[step as usize / 4] >> (step % 4 * 8) & 0xff;
        let mut place = HEAD + passed as usize;
        let mut range = row[place];
        let mut next = row[place + 1];
        while next >> 8 <= slot {
            place += 1;
            range = next;
            next = row[place + 1];
        }
        let start = range >> 8;
        let [class, ..] = range.to_le_bytes();
        Found { value: class, slots: Slots { start, count: (next >> 8) - start } }
    }

    /// The slots of a class behind two classes.
    #[cfg(feature = "cli")]
    pub(super) fn slots(&self, pair: usize, class: u8) -> Option<Slots> {
        let row = usize::from(self.row_of[pair]) * UNIT + HEAD;
        let mut pairs = self.rows[row..].windows(2);
        let pair =
            pairs.find(|it| it[0] & 0xff == u32::from(class) && it[0] >> 8 < 1 << SLOTS)?;
        let start = pair[0] >> 8;
        Some(Slots { start, count: (pair[1] >> 8) - start })
    }
}

/// Divides the slots of a context among the classes that follow it.
fn shares(levels: &[u8]) -> Vec<(u8, u32)> {
    let counts = (0_u8..=255).zip(levels.iter().map(|&it| u64::from(level::count(it))));
    let present: Vec<(u8, u64)> = counts.filter(|(_, count)| *count > 0).collect();
    let all: u64 = present.iter().map(|(_, count)| count).sum();
    let mut shares: Vec<(u8, u32)> = present
        .iter()
        .map(|&(class, count)| {
            let share = (count << SLOTS) / all;
            (class, u32::try_from(share).unwrap_or(0).max(1))
        })
        .collect();
    if shares.is_empty() {
        shares.push((0, 1));
    }
    // What is left over goes to the largest, what is short comes from it.
    loop {
        let given: u32 = shares.iter().map(|(_, share)| share).sum();
        let largest = shares.iter_mut().rev().max_by_key(|(_, share)| *share);
        match largest {
            Some((_, largest)) if given != 1 << SLOTS => {
                *largest = (*largest + (1 << SLOTS)).saturating_sub(given).max(1);
            }
            _ => break,
        }
    }
    // The likely ones side by side: they are found at once and stay cached.
    sorting::sort_by_key(&mut shares, |&(class, share)| (std::cmp::Reverse(share), class));
    shares
}

/// The types of each class.
#[derive(Debug, Default)]
pub(super) struct Types {
    /// By class.
    classes: Vec<Class>,
    levels: Vec<Level>,
    /// By class and upper bits of the slot: how many levels end before.
    guess: Vec<u8>,
    /// Type numbers, by class and level.
    types: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Class {
    /// First of its levels; those of the next class follow, and one more.
    first: u32,
    /// Slots of the class, as bits: 0 where it is of one type.
    bits: u32,
}

/// The types of a class whose counts are of one level.
#[derive(Clone, Copy, Debug)]
struct Level {
    /// First of its slots.
    start: u32,
    /// Slots of each type.
    slots: u32,
    /// First of its types.
    first: u32,
}

impl Level {
    fn new(start: u32, slots: u32, first: usize) -> Self {
        Self { start, slots, first: number(first) }
    }
}

impl Types {
    pub(super) fn new(model: &Model) -> Result<Self, Malformed> {
        let mut order: Vec<u32> = (0..number(model.class_of.len())).collect();
        order.retain(|&it| model.level_of[it as usize] != 0);
        let class_of = |it: u32| model.class_of[it as usize];
        let level_of = |it: u32| model.level_of[it as usize];
        sorting::sort_by_key(&mut order, |&it| (class_of(it), level_of(it), it));
        let mut types = Self::default();
        let mut rest = order.as_slice();
        for class in 0..model.classes {
            let split = rest.partition_point(|&it| usize::from(class_of(it)) <= class);
            let (own, others) = rest.split_at(split);
            types.push(own, &level_of)?;
            rest = others;
        }
        Ok(types)
    }

    fn push(&mut self, own: &[u32], level_of: &dyn Fn(u32) -> u8) -> Result<(), Malformed> {
        let first = number(self.levels.len());
        let all: u64 = own.iter().map(|&it| u64::from(level::count(level_of(it)))).sum();
        let bits = match own.len() {
            0 | 1 => 0,
            _ => (all.ilog2() + 1 + SLOTS_OF_TOKEN).min(MOST_SLOTS),
        };
        self.classes.push(Class { first, bits });
        let mut start = 0_u64;
        for group in own.chunk_by(|&a, &b| level_of(a) == level_of(b)) {
            let count = u64::from(level::count(level_of(group[0])));
            let slots = if bits == 0 { 1 } else { (count << bits) / all };
            let slots = u32::try_from(slots.max(1)).map_err(|_| Malformed)?;
            let begin = u32::try_from(start).map_err(|_| Malformed)?;
            self.levels.push(Level::new(begin, slots, self.types.len()));
            self.types.extend_from_slice(group);
            start += u64::from(slots) * group.len() as u64;
        }
        if own.is_empty() {
            // Damaged bytes alone lead here: any type will do.
            self.levels.push(Level::new(0, 1, self.types.len()));
            self.types.push(0);
        }
        if start > 1 << bits {
            return Err(Malformed);
        }
        let own_levels = &self.levels[first as usize..];
        for step in 0..1_u32 << GUESS {
            let slot = step << bits.saturating_sub(GUESS);
            let before = own_levels.partition_point(|it| it.start <= slot);
            self.guess.push(u8::try_from(before.saturating_sub(1)).unwrap_or(u8::MAX));
        }
        self.levels.push(Level::new(u32::MAX, 1, self.types.len()));
        Ok(())
    }

    /// Slots of a class, as bits.
    #[inline]
    pub(super) fn bits(&self, class: u8) -> u32 {
        self.classes[usize::from(class)].bits
    }

    /// The one type of a class whose slots are of no bits.
    #[inline]
    pub(super) fn only(&self, class: u8) -> u32 {
        let first = self.classes[usize::from(class)].first as usize;
        self.types[self.levels[first].first as usize]
    }

    #[inline]
    pub(super) fn find(&self, class: u8, slot: u32) -> Found<u32> {
        let Class { first, bits } = self.classes[usize::from(class)];
        // A class that is not of one type has 64 slots and more.
        let step = usize::from(class) << GUESS | (slot >> bits.saturating_sub(GUESS)) as usize;
        let mut place = first as usize + usize::from(self.guess[step]);
        while self.levels[place + 1].start <= slot {
            place += 1;
        }
        let level = self.levels[place];
        // Slots behind the last type are never written.
        let last = self.levels[place + 1].first - level.first - 1;
        let nth = ((slot - level.start) / level.slots).min(last);
        let start = level.start + nth * level.slots;
        let value = self.types[(level.first + nth) as usize];
        Found { value, slots: Slots { start, count: level.slots } }
    }

    /// Slots of each type in its class, none where it does not occur.
    #[cfg(feature = "cli")]
    pub(super) fn slots(&self, model: &Model) -> Vec<Slots> {
        let mut slots = vec![Slots { start: 0, count: 0 }; model.class_of.len()];
        let mut class = 0_usize;
        for pair in self.levels.windows(2) {
            if pair[0].start == u32::MAX {
                class += 1;
                continue;
            }
            let types = &self.types[pair[0].first as usize..pair[1].first as usize];
            for (nth, &it) in (0_u32..).zip(types) {
                // A class of no types has another's.
                if usize::from(model.class_of[it as usize]) == class {
                    let start = pair[0].start + nth * pair[0].slots;
                    slots[it as usize] = Slots { start, count: pair[0].slots };
                }
            }
        }
        slots
    }
}

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
