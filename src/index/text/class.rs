//! Codec 3, *class*: the class of each type given the two before it, then the
//! type given its class. English prose takes 0.18 (speeches), 0.22 (encyclopaedia)
//! or 0.23 (novels, 33 MB) bytes a byte, a fifth to a quarter less than brotli
//! -11 of the whole text, and is decoded from any block.
//!
//! ```text
//! varint types  varint tokens  varint classes - 1  varint contexts - 1
//! varint bytes  model (`model`)
//! { u16 bytes of the block }*  { u8 }*
//! ```
//!
//! A block is 4,096 tokens (the last may be shorter) and stands for itself. A
//! token is two codes of `tables`: its class in the context of the two classes
//! before it (those of the unit end where a block begins), and its type in that
//! class. The bits of a block run from the highest of its last byte down to the
//! first byte, so that eight bytes read as one little-endian number have the
//! next bits at the top, and 57 of them at least.
//!
//! Codes of whole bits cost 0.4 to 0.6 per cent more than the arithmetic coders
//! of codec 2, which this one replaces: a token is three looks at tables that a
//! small cache holds, and waits for no division and no search. Each look needs
//! the one before, so [`Stream::ahead`] decodes four blocks side by side, a third
//! faster. Both together take less than half the time.

use super::model;
#[cfg(feature = "cli")]
use super::tables::{self, Code};
use super::tables::{Classes, Types};
use super::{Place, Places, STRIDE};
use crate::index::bytes::{Malformed, Reader};

/// Tokens of a block.
pub(super) const BLOCK: u32 = 1 << 12;
/// Blocks that are decoded side by side.
const SIDE_BY_SIDE: u32 = 4;

/// A text, ready to be decoded from any place.
#[derive(Debug)]
pub(crate) struct Stream<'a> {
    tokens: u32,
    /// The type that ends a unit, and its class.
    end: u32,
    end_class: u8,
    follows: Classes,
    types: Types,
    /// Where each block ends in the bytes.
    blocks: Vec<u32>,
    bytes: &'a [u8],
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
    let mut end = u32::try_from(bytes.len() - reader.rest().len()).map_err(|_| Malformed)?;
    let mut blocks = Vec::with_capacity(number_of_blocks);
    for length in lengths.chunks_exact(2) {
        end = end
            .checked_add(u16::from_le_bytes([length[0], length[1]]).into())
            .ok_or(Malformed)?;
        blocks.push(end);
    }
    if bytes.len() as u64 != u64::from(end) {
        return Err(Malformed);
    }
    Ok(Stream {
        tokens,
        end: types - 1,
        end_class: model.class_of[types as usize - 1],
        follows: Classes::new(&model),
        types: Types::new(&model),
        blocks,
        bytes,
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
        place.at += 1;
        Some(self.token(place))
    }

    /// Decodes the next blocks side by side, if the place is where they begin.
    /// Adds places among them.
    pub(super) fn ahead(
        &self,
        place: &mut Place,
        types: &mut Vec<u32>,
        among: &mut Places,
    ) -> bool {
        let left = self.tokens.saturating_sub(place.at);
        if !place.at.is_multiple_of(BLOCK) || left < SIDE_BY_SIDE * BLOCK {
            return false;
        }
        types.clear();
        types.resize((SIDE_BY_SIDE * BLOCK) as usize, 0);
        let mut places = [*place; SIDE_BY_SIDE as usize];
        for (number, place) in (0..).zip(&mut places) {
            place.at += number * BLOCK;
            if self.begin_block(place).is_none() {
                return false;
            }
        }
        self.side_by_side(&mut places, types, among);
        *place = places[places.len() - 1];
        place.at += BLOCK;
        true
    }

    /// The loop that loading spends its time in. It is a function of its own, and
    /// called again and again, so that browsers soon run its optimised code.
    #[inline(never)]
    fn side_by_side(
        &self,
        places: &mut [Place; SIDE_BY_SIDE as usize],
        types: &mut [u32],
        among: &mut Places,
    ) {
        let mut quarters = types.chunks_exact_mut(BLOCK as usize);
        let mut quarter = || quarters.next().unwrap_or_default().iter_mut();
        let rows = quarter().zip(quarter()).zip(quarter()).zip(quarter());
        let [mut a, mut b, mut c, mut d] = *places;
        let mut found: [Places; SIDE_BY_SIDE as usize] = Default::default();
        for (before, (((w, x), y), z)) in (0_u32..).zip(rows) {
            if before.is_multiple_of(STRIDE) {
                for (found, place) in found.iter_mut().zip([a, b, c, d]) {
                    found.stops.push(Place { at: place.at + before, ..place });
                }
            }
            *w = self.token(&mut a);
            *x = self.token(&mut b);
            *y = self.token(&mut c);
            *z = self.token(&mut d);
            let ended = [*w, *x, *y, *z].map(|it| it == self.end);
            if ended != [false; 4] {
                for ((found, place), ended) in found.iter_mut().zip([a, b, c, d]).zip(ended) {
                    if ended {
                        found.ends.push(Place { at: place.at + before + 1, ..place });
                    }
                }
            }
        }
        *places = [a, b, c, d];
        for found in found {
            among.ends.extend(found.ends);
            among.stops.extend(found.stops);
        }
    }

    /// Decodes a token; the caller counts them.
    #[inline(always)]
    fn token(&self, place: &mut Place) -> u32 {
        let window = self.window(place.bit);
        let (class, length) = self.follows.find(place.context, window);
        place.context = self.follows.context(class, place.class);
        place.class = class;
        let (it, more) = self.types.find(class, window << length);
        place.bit = place.bit.wrapping_sub(u64::from(length + more));
        it
    }

    /// Tokens of the stream.
    pub(super) fn tokens(&self) -> u32 {
        self.tokens
    }

    fn begin_block(&self, place: &mut Place) -> Option<()> {
        if place.at >= self.tokens {
            return None;
        }
        place.bit = u64::from(*self.blocks.get((place.at / BLOCK) as usize)?) * 8;
        place.context = self.follows.context(self.end_class, self.end_class);
        place.class = self.end_class;
        Some(())
    }

    /// The bits below a place, the highest first.
    #[inline(always)]
    fn window(&self, bit: u64) -> u64 {
        let end = usize::try_from(bit.wrapping_add(7) >> 3).unwrap_or(0);
        let bytes = self.bytes.get(end.wrapping_sub(8)..end);
        let window = match bytes.and_then(|it| it.try_into().ok()) {
            Some(bytes) => u64::from_le_bytes(bytes),
            None => self.first_bytes(end),
        };
        window << (bit.wrapping_neg() & 7)
    }

    /// What there is before the eighth byte; damaged bytes may ask for more.
    #[cold]
    fn first_bytes(&self, end: usize) -> u64 {
        let bytes = self.bytes.get(..end).unwrap_or_default().iter().rev();
        bytes
            .zip((0..8).rev())
            .fold(0, |all, (&byte, place)| all | u64::from(byte) << (8 * place))
    }
}

/// Encodes types, all of which are below `types`, by a model of them.
#[cfg(feature = "cli")]
pub(super) fn write(stream: &[u32], model: &model::Model) -> Vec<u8> {
    let model_bytes = model::write(model);
    let mut writer = crate::index::bytes::Writer::default();
    writer.count(model.class_of.len());
    writer.count(stream.len());
    writer.count(model.classes - 1);
    writer.count(model.contexts - 1);
    writer.count(model_bytes.len());
    writer.bytes.extend_from_slice(&model_bytes);
    let (class_codes, type_codes) = (tables::class_codes(model), tables::type_codes(model));
    let end = model.class_of.last().map_or(0, |&class| usize::from(class));
    let mut blocks = Vec::new();
    for block in stream.chunks(BLOCK as usize) {
        let mut bits = Bits::default();
        let [mut last, mut before] = [end; 2];
        for &it in block {
            let class = usize::from(model.class_of[it as usize]);
            let context = usize::from(model.context_of[last * model.classes + before]);
            bits.push(class_codes[context * model.classes + class]);
            bits.push(type_codes[it as usize]);
            [last, before] = [class, last];
        }
        let bytes = bits.finish();
        let length = u16::try_from(bytes.len()).expect("at most five bytes a token");
        writer.bytes.extend_from_slice(&length.to_le_bytes());
        blocks.extend(bytes);
    }
    writer.bytes.extend(blocks);
    writer.bytes
}

/// Bits, the first ones in the last byte.
#[cfg(feature = "cli")]
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    /// Bits that do not fill a byte yet, and how many.
    held: u64,
    count: u32,
}

#[cfg(feature = "cli")]
impl Bits {
    fn push(&mut self, code: Code) {
        self.held = self.held << code.length | u64::from(code.bits);
        self.count += code.length;
        while self.count >= 8 {
            self.count -= 8;
            let [byte, ..] = (self.held >> self.count).to_le_bytes();
            self.bytes.push(byte);
            self.held &= (1 << self.count) - 1;
        }
    }

    fn finish(mut self) -> Vec<u8> {
        self.push(Code { bits: 0, length: (8 - self.count) % 8 });
        self.bytes.reverse();
        self.bytes
    }
}
