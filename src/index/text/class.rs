//! Codec 2, *class*: the class of each type given the two before it, then the
//! type given its class. English prose takes 0.18 (speeches), 0.22 (encyclopaedia)
//! or 0.23 (novels, 33 MB) bytes a byte, a fifth to a quarter less than brotli
//! -11 of the whole text, and is decoded from any block: in five to six times
//! the time of the dense code.
//!
//! ```text
//! varint types  varint tokens  varint classes - 1  varint contexts - 1
//! varint bytes  model (`model`)
//! { u16 words of the block }*  { u32 word }*
//! ```
//!
//! A block is 4,096 tokens (the last may be shorter) and stands for itself. It
//! is two numbers in the manner of range asymmetric numeral systems, one for
//! classes and one for types: states of 64 bits, kept at 2^32 and above by
//! taking in the next word below. It begins with both states, low words first.
//! A token takes two steps: the slot of 16 bits gives its class in the context
//! of the two classes before it (those of the unit end where a block begins),
//! the slot of as many bits as the class has gives the type. A step with slots
//! [s, s + n) of 2^b turns state x into n · (x >> b) + (x mod 2^b) − s.
//!
//! Two states because the processor then looks up a type while it works on the
//! next class: a tenth less time for a thousandth more bytes.

use super::Place;
use super::model;
use super::tables::{Classes, SLOTS, Slots, Types};
use crate::index::bytes::{Malformed, Reader};

/// Tokens of a block.
pub(super) const BLOCK: u32 = 1 << 12;
/// The state is below this only between a step and the word that follows it.
const LOWEST: u64 = 1 << 32;

/// A text, ready to be decoded from any place.
#[derive(Debug)]
pub(crate) struct Stream<'a> {
    tokens: u32,
    classes: usize,
    /// Class of the type that ends a unit.
    end_class: u8,
    follows: Classes,
    types: Types,
    /// First word of each block.
    blocks: Vec<u32>,
    /// The words of all blocks.
    words: &'a [u8],
}

pub(super) fn read(bytes: &[u8], types: u32) -> Result<Stream<'_>, Malformed> {
    let mut reader = Reader::new(bytes);
    if reader.u32()? != types || types == 0 {
        return Err(Malformed);
    }
    let tokens = reader.u32()?;
    let classes = reader.u32()? as usize + 1;
    let contexts = reader.u32()? as usize + 1;
    let length = reader.count()?;
    let model = model::read(reader.take(length)?, types as usize, classes, contexts)?;
    let number_of_blocks = tokens.div_ceil(BLOCK) as usize;
    let lengths = reader.take(number_of_blocks.checked_mul(2).ok_or(Malformed)?)?;
    let mut end = 0_u32;
    let mut blocks = Vec::with_capacity(number_of_blocks);
    for length in lengths.chunks_exact(2) {
        blocks.push(end);
        let length = u16::from_le_bytes([length[0], length[1]]);
        end = end.checked_add(length.into()).ok_or(Malformed)?;
    }
    if reader.rest().len() as u64 != u64::from(end) * 4 {
        return Err(Malformed);
    }
    Ok(Stream {
        tokens,
        classes,
        end_class: model.class_of[types as usize - 1],
        follows: Classes::new(&model),
        types: Types::new(&model)?,
        blocks,
        words: reader.rest(),
    })
}

impl Stream<'_> {
    /// The type at a place, which moves behind it.
    #[inline]
    pub(super) fn next(&self, place: &mut Place) -> Option<u32> {
        if place.at.is_multiple_of(BLOCK) {
            self.begin_block(place)?;
        } else if place.at >= self.tokens {
            return None;
        }
        Some(self.token(place))
    }

    #[inline]
    fn token(&self, place: &mut Place) -> u32 {
        let [last, before] = place.classes;
        let pair = usize::from(last) * self.classes + usize::from(before);
        let found = self.follows.find(pair, low(place.states[0], SLOTS));
        let class = found.value;
        step(&mut place.states[0], SLOTS, found.slots);
        self.take_in(&mut place.states[0], &mut place.word);
        place.classes = [class, last];
        place.at += 1;
        let bits = self.types.bits(class);
        if bits == 0 {
            return self.types.only(class);
        }
        let found = self.types.find(class, low(place.states[1], bits));
        step(&mut place.states[1], bits, found.slots);
        self.take_in(&mut place.states[1], &mut place.word);
        found.value
    }

    /// Tokens of the stream.
    pub(super) fn tokens(&self) -> u32 {
        self.tokens
    }

    fn begin_block(&self, place: &mut Place) -> Option<()> {
        if place.at >= self.tokens {
            return None;
        }
        place.word = *self.blocks.get((place.at / BLOCK) as usize)?;
        for state in &mut place.states {
            let (low, high) = (self.word(place.word), self.word(place.word.wrapping_add(1)));
            *state = u64::from(low) | u64::from(high) << 32;
            place.word = place.word.wrapping_add(2);
        }
        place.classes = [self.end_class; 2];
        Some(())
    }

    #[inline]
    fn take_in(&self, state: &mut u64, word: &mut u32) {
        if *state < LOWEST {
            *state = *state << 32 | u64::from(self.word(*word));
            *word = word.wrapping_add(1);
        }
    }

    /// Words behind the last are zero: damaged bytes may ask for them.
    #[inline]
    fn word(&self, at: u32) -> u32 {
        let start = (at as usize).wrapping_mul(4);
        let bytes = self.words.get(start..start.wrapping_add(4));
        bytes.and_then(|it| it.try_into().ok()).map_or(0, u32::from_le_bytes)
    }
}

/// The lower bits of a state, at most 32.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the others are masked off")]
fn low(state: u64, bits: u32) -> u32 {
    (state & ((1 << bits) - 1)) as u32
}

#[inline]
fn step(state: &mut u64, bits: u32, slots: Slots) {
    *state =
        u64::from(slots.count) * (*state >> bits) + u64::from(low(*state, bits) - slots.start);
}

/// Encodes types, all of which are below `types`, by a model of them.
#[cfg(feature = "cli")]
pub(super) fn write(stream: &[u32], model: &model::Model) -> Vec<u8> {
    let types = Types::new(model).expect("a model of counts");
    let encoder =
        BlockEncoder { model, follows: Classes::new(model), slots: types.slots(model), types };
    let model_bytes = model::write(model);
    let mut writer = crate::index::bytes::Writer::default();
    writer.count(model.class_of.len());
    writer.count(stream.len());
    writer.count(model.classes - 1);
    writer.count(model.contexts - 1);
    writer.count(model_bytes.len());
    writer.bytes.extend_from_slice(&model_bytes);
    let mut words = Vec::new();
    for block in stream.chunks(BLOCK as usize) {
        let before = words.len();
        encoder.encode(block, &mut words);
        let length = u16::try_from(words.len() - before).expect("at most two words a token");
        writer.bytes.extend_from_slice(&length.to_le_bytes());
    }
    writer.bytes.extend(words.iter().flat_map(|word| word.to_le_bytes()));
    writer.bytes
}

#[cfg(feature = "cli")]
struct BlockEncoder<'a> {
    model: &'a model::Model,
    follows: Classes,
    types: Types,
    /// Of each type.
    slots: Vec<Slots>,
}

#[cfg(feature = "cli")]
impl BlockEncoder<'_> {
    fn encode(&self, block: &[u32], words: &mut Vec<u32>) {
        let class_of = &self.model.class_of;
        let end_class = class_of[class_of.len() - 1];
        let class = |at: Option<usize>| at.map_or(end_class, |at| class_of[block[at] as usize]);
        let mut states = [LOWEST; 2];
        let mut reversed = Vec::new();
        for at in (0..block.len()).rev() {
            let own = class(Some(at));
            let bits = self.types.bits(own);
            if bits != 0 {
                put(&mut states[1], bits, self.slots[block[at] as usize], &mut reversed);
            }
            let last = usize::from(class(at.checked_sub(1)));
            let before = usize::from(class(at.checked_sub(2)));
            let pair = last * self.model.classes + before;
            let slots = self.follows.slots(pair, own).expect("the model saw the text");
            put(&mut states[0], SLOTS, slots, &mut reversed);
        }
        words.extend(states.iter().flat_map(|&it| [low(it, 32), low(it >> 32, 32)]));
        words.extend(reversed.iter().rev());
    }
}

/// The step of the decoder, backwards.
#[cfg(feature = "cli")]
fn put(state: &mut u64, bits: u32, slots: Slots, words: &mut Vec<u32>) {
    let count = u64::from(slots.count);
    if *state >> (64 - bits) >= count {
        words.push(low(*state, 32));
        *state >>= 32;
    }
    *state = (*state / count) << bits | (*state % count + u64::from(slots.start));
}
