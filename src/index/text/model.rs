//! What the class codec knows of a text: the class and the level of each type,
//! the context of each pair of classes, and how often each class follows each
//! context. Written once before the text, with adaptive bits.
//!
//! ```text
//! { level of the type   its class, if the level is not 0 }*     for each type
//! { contexts of the class before and each class before that }*  for each class
//! { level of each class in the context }*                       for each context
//! ```
//!
//! A level is a tree of 2 bits, which has 0 to 2 or says that a tree of 7 bits
//! follows: those of types in the context of the level before, levels of classes
//! in that of the count to be expected if class and context were independent.
//! Classes are trees in the context of the level. A context is a bit, whether
//! it is the one used last in the row, else its place among those used before,
//! the last one first, or one more and then its number.

use super::level;
use crate::index::bytes::Malformed;
use crate::index::range::{Bit, Decoder, Number, Tree};

/// Classes are at most so many, and contexts so many.
pub(super) const MOST_CLASSES: usize = 256;
pub(super) const MOST_CONTEXTS: usize = 2048;

/// The statistics of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Model {
    pub(super) classes: usize,
    pub(super) contexts: usize,
    /// Class of each type.
    pub(super) class_of: Vec<u8>,
    /// Level of each type's count; 0 where it does not occur.
    pub(super) level_of: Vec<u8>,
    /// Context of a class and the class before it: the last one times the
    /// number of classes, plus the one before.
    pub(super) context_of: Vec<u16>,
    /// Level of each class in each context: context times classes plus class.
    pub(super) follows: Vec<u8>,
}

/// A tree for each of a number of contexts.
fn trees(contexts: usize, bits: u32) -> Vec<Tree> {
    vec![Tree::new(bits); contexts]
}

/// Bits for a number below `count`.
fn width(count: usize) -> u32 {
    count.max(1).next_power_of_two().ilog2()
}

/// Levels that have contexts of their own.
const LEVELS: usize = 24;

/// What writer and reader keep while they go through a model.
struct Contexts {
    levels: Vec<Levels>,
    classes: Vec<Tree>,
    /// Whether the context is the one before, by whether the last one was.
    same: [Bit; 2],
    recent: Number,
    follows: Vec<Levels>,
}

/// Contexts for a level: most are below 3.
#[derive(Clone)]
struct Levels {
    low: Tree,
    whole: Tree,
}

const LOW_BITS: u32 = 2;
const LOW: u32 = (1 << LOW_BITS) - 1;

impl Levels {
    fn several(contexts: usize) -> Vec<Self> {
        let levels = Self { low: Tree::new(LOW_BITS), whole: Tree::new(level::BITS) };
        vec![levels; contexts]
    }

    fn read(&mut self, decoder: &mut Decoder<'_>) -> u8 {
        let low = decoder.tree(&mut self.low);
        narrow(if low < LOW { low } else { decoder.tree(&mut self.whole) })
    }

    #[cfg(feature = "cli")]
    fn write(&mut self, encoder: &mut crate::index::range::Encoder, level: u8) {
        let level = u32::from(level);
        encoder.tree(&mut self.low, level.min(LOW));
        if level >= LOW {
            encoder.tree(&mut self.whole, level);
        }
    }
}

impl Contexts {
    fn new(classes: usize) -> Self {
        Self {
            levels: Levels::several(LEVELS),
            classes: trees(LEVELS, width(classes)),
            same: [Bit::default(); 2],
            recent: Number::default(),
            follows: Levels::several(1 << level::BITS),
        }
    }
}

fn bounded(level: u8) -> usize {
    usize::from(level).min(LEVELS - 1)
}

/// The level of how often a class would follow a context by chance, in
/// sixteenths.
fn expected(row: u64, column: u64, all: u64) -> usize {
    let sixteenths = u128::from(row) * u128::from(column) * 16 / u128::from(all.max(1));
    usize::from(level::of(u32::try_from(sixteenths).unwrap_or(u32::MAX).min(1 << 30)))
}

/// Tokens of each class, by the levels of its types.
fn totals(model: &Model) -> Vec<u64> {
    let mut totals = vec![0; model.classes];
    for (&class, &of_type) in model.class_of.iter().zip(&model.level_of) {
        totals[usize::from(class)] += u64::from(level::count(of_type));
    }
    totals
}

#[cfg(feature = "cli")]
pub(super) fn write(model: &Model) -> Vec<u8> {
    let mut encoder = crate::index::range::Encoder::default();
    let mut contexts = Contexts::new(model.classes);
    let mut before = 0;
    for (&of_type, &class) in model.level_of.iter().zip(&model.class_of) {
        contexts.levels[before].write(&mut encoder, of_type);
        before = bounded(of_type);
        if of_type != 0 {
            encoder.tree(&mut contexts.classes[before], u32::from(class));
        }
    }
    let mut followed = 0;
    for row in model.context_of.chunks(model.classes) {
        let mut used: Vec<u16> = Vec::new();
        for &context in row {
            let place = used.iter().position(|&other| other == context);
            let rank = place.unwrap_or(used.len());
            encoder.bit(&mut contexts.same[followed], rank == 0);
            followed = usize::from(rank == 0);
            if let Some(others) = rank.checked_sub(1) {
                encoder.number(&mut contexts.recent, u32::try_from(others).unwrap_or(0));
            }
            if place.is_none() {
                encoder.raw(u32::from(context), width(model.contexts));
                used.push(context);
            }
            used[..=rank].rotate_right(1);
        }
    }
    let columns = totals(model);
    let all = columns.iter().sum();
    let mut row_total = Number::default();
    for row in model.follows.chunks(model.classes) {
        let total: u64 = row.iter().map(|&it| u64::from(level::count(it))).sum();
        let row_level = level::of(u32::try_from(total).unwrap_or(u32::MAX).min(1 << 30));
        encoder.number(&mut row_total, u32::from(row_level));
        let total = u64::from(level::count(row_level));
        if total == 0 {
            continue;
        }
        for (&of_class, &column) in row.iter().zip(&columns) {
            let levels = &mut contexts.follows[expected(total, column, all)];
            levels.write(&mut encoder, of_class);
        }
    }
    encoder.finish()
}

/// Reads the model of a text with so many types.
pub(super) fn read(
    bytes: &[u8],
    types: usize,
    classes: usize,
    number_of_contexts: usize,
) -> Result<Model, Malformed> {
    let sizes = (1..=MOST_CLASSES).contains(&classes)
        && (1..=MOST_CONTEXTS).contains(&number_of_contexts);
    if !sizes {
        return Err(Malformed);
    }
    let mut model = Model { classes, contexts: number_of_contexts, ..Model::default() };
    let mut decoder = Decoder::new(bytes);
    let mut contexts = Contexts::new(classes);
    let mut before = 0;
    for _ in 0..types {
        let of_type = contexts.levels[before].read(&mut decoder);
        before = bounded(of_type);
        let class = match of_type {
            0 => 0,
            _ => decoder.tree(&mut contexts.classes[before]),
        };
        if class as usize >= classes {
            return Err(Malformed);
        }
        model.level_of.push(of_type);
        model.class_of.push(narrow(class));
    }
    let mut followed = 0;
    for _ in 0..classes {
        let mut used: Vec<u16> = Vec::new();
        for _ in 0..classes {
            let same = decoder.bit(&mut contexts.same[followed]);
            followed = usize::from(same);
            let rank = match same {
                true => 0,
                false => decoder.number(&mut contexts.recent) as usize + 1,
            };
            if rank == used.len() {
                let context = decoder.raw(width(number_of_contexts));
                if context as usize >= number_of_contexts {
                    return Err(Malformed);
                }
                used.push(u16::try_from(context).map_err(|_| Malformed)?);
            }
            used.get_mut(..=rank).ok_or(Malformed)?.rotate_right(1);
            model.context_of.push(used[0]);
        }
    }
    let columns = totals(&model);
    let all = columns.iter().sum();
    let mut row_total = Number::default();
    for _ in 0..number_of_contexts {
        let total = decoder.number(&mut row_total);
        if total >= 1 << level::BITS {
            return Err(Malformed);
        }
        let total = u64::from(level::count(narrow(total)));
        for &column in &columns {
            let of_class = match total {
                0 => 0,
                _ => contexts.follows[expected(total, column, all)].read(&mut decoder),
            };
            model.follows.push(of_class);
        }
    }
    if decoder.is_intact() { Ok(model) } else { Err(Malformed) }
}

/// A number of at most 8 bits.
fn narrow(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_model() -> impl Strategy<Value = Model> {
        (1_usize..9, 1_usize..7, 0_usize..40).prop_flat_map(|(classes, contexts, types)| {
            let types = proptest::collection::vec((0_u8..120, 0..classes), types);
            let pairs = proptest::collection::vec(0..contexts, classes * classes);
            let follows = proptest::collection::vec(0_u8..100, contexts * classes);
            (types, pairs, follows).prop_map(move |(types, pairs, follows)| Model {
                classes,
                contexts,
                class_of: types
                    .iter()
                    .map(
                        |&(level, class)| {
                            if level == 0 { 0 } else { u8::try_from(class).expect("few") }
                        },
                    )
                    .collect(),
                level_of: types.iter().map(|&(level, _)| level).collect(),
                context_of: pairs
                    .iter()
                    .map(|&context| u16::try_from(context).expect("few"))
                    .collect(),
                follows,
            })
        })
    }

    proptest! {
        #[test]
        fn round_trip(model in any_model()) {
            let bytes = write(&model);
            let types = model.class_of.len();
            prop_assert_eq!(read(&bytes, types, model.classes, model.contexts), Ok(model));
        }

        #[test]
        fn any_bytes(bytes in any::<Vec<u8>>(), classes in 0_usize..300, contexts in 0_usize..9) {
            if let Ok(model) = read(&bytes, 50, classes, contexts) {
                prop_assert_eq!(model.context_of.len(), classes * classes);
                prop_assert!(model.context_of.iter().all(|&it| usize::from(it) < contexts));
            }
        }
    }
}
