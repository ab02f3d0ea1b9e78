//! Codec 1, *dense*: a static byte code. Symbols are ranked by frequency into
//! classes of 128, 16,384 and 2,097,152 codes of one, two and three bytes
//! (more: four), which are LEB128 varints of the rank.
//!
//! ```text
//! varint symbols  { u8 four classes of two bits each }*  stream
//! ```
//!
//! Within a class ranks follow the numbers of the types, so a class is all
//! that must be stored. Random access at any token, 3 ns a token, 0.31 bytes a
//! byte of prose, 0.25 after deflate.

use super::Place;
use crate::index::bytes::{Malformed, Reader};

/// Ranks below the n-th limit take n + 1 bytes.
const LIMITS: [u32; 3] = [1 << 7, 1 << 14, 1 << 21];

/// A text stream, ready to be decoded from any unit.
#[derive(Debug)]
pub(crate) struct Stream<'a> {
    /// Type of each rank.
    type_of: Vec<u32>,
    bytes: &'a [u8],
}

/// Encodes symbols, all of which are below `symbols`.
#[cfg(feature = "cli")]
pub(super) fn write(stream: &[u32], symbols: u32) -> Vec<u8> {
    let mut frequency = vec![0_u32; symbols as usize];
    for &symbol in stream {
        frequency[symbol as usize] += 1;
    }
    let mut by_frequency: Vec<u32> = (0..symbols).collect();
    by_frequency.sort_by_key(|&symbol| (std::cmp::Reverse(frequency[symbol as usize]), symbol));
    let mut class = vec![0_u8; symbols as usize];
    for (place, &symbol) in (0_u32..).zip(&by_frequency) {
        class[symbol as usize] = class_at(place);
    }
    let mut next = [0, LIMITS[0], LIMITS[1], LIMITS[2]];
    let rank: Vec<u32> = class
        .iter()
        .map(|&class| {
            let rank = next[usize::from(class)];
            next[usize::from(class)] += 1;
            rank
        })
        .collect();
    let mut writer = crate::index::bytes::Writer::default();
    writer.varint(u64::from(symbols));
    for four in class.chunks(4) {
        writer.u8(four.iter().enumerate().fold(0, |byte, (n, class)| byte | class << (2 * n)));
    }
    for &symbol in stream {
        writer.varint(u64::from(rank[symbol as usize]));
    }
    writer.bytes
}

#[cfg(feature = "cli")]
fn class_at(place: u32) -> u8 {
    LIMITS.iter().take_while(|&&limit| place >= limit).count().try_into().unwrap_or(3)
}

pub(super) fn read(bytes: &[u8], symbols: u32) -> Result<Stream<'_>, Malformed> {
    let mut reader = Reader::new(bytes);
    if reader.u32()? != symbols {
        return Err(Malformed);
    }
    let packed = reader.take((symbols as usize).div_ceil(4))?;
    let class = |symbol: u32| packed[symbol as usize / 4] >> (2 * (symbol % 4)) & 3;
    let mut type_of = Vec::with_capacity(symbols as usize);
    for wanted in 0..4 {
        type_of.extend((0..symbols).filter(|&symbol| class(symbol) == wanted));
        // A class that is not full must be the last.
        let full = LIMITS.get(usize::from(wanted)).map_or(usize::MAX, |&l| l as usize);
        if type_of.len() > full || (type_of.len() < full && type_of.len() < symbols as usize) {
            return Err(Malformed);
        }
    }
    Ok(Stream { type_of, bytes: reader.rest() })
}

impl Stream<'_> {
    /// The symbol at a place, which moves behind it. `None` at the end and for
    /// bytes that are no symbol.
    #[inline]
    pub(super) fn next(&self, place: &mut Place) -> Option<u32> {
        let mut at = place.at as usize;
        let mut byte = *self.bytes.get(at)?;
        let mut rank = u32::from(byte & 0x7f);
        let mut shift = 7;
        while byte >= 0x80 && shift < 28 {
            at += 1;
            byte = *self.bytes.get(at)?;
            rank |= u32::from(byte & 0x7f) << shift;
            shift += 7;
        }
        place.at = u32::try_from(at + 1).ok()?;
        self.type_of.get(rank as usize).copied()
    }

    /// Bytes of the stream.
    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.bytes.len()).unwrap_or(u32::MAX)
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decode(bytes: &[u8], symbols: u32) -> Vec<u32> {
        let stream = read(bytes, symbols).expect("well formed");
        let mut place = Place::default();
        std::iter::from_fn(|| stream.next(&mut place)).collect()
    }

    proptest! {
        #[test]
        fn round_trip(symbols in 1_u32..40_000, seeds in proptest::collection::vec(any::<u32>(), 0..200)) {
            // Small numbers are frequent, as in text.
            let stream: Vec<u32> =
                seeds.iter().map(|s| (s >> (s % 32)) % symbols).collect();
            prop_assert_eq!(decode(&write(&stream, symbols), symbols), stream);
        }

        #[test]
        fn any_bytes(bytes in any::<Vec<u8>>(), symbols in 0_u32..300) {
            if let Ok(stream) = read(&bytes, symbols) {
                let mut place = Place::default();
                let decoded = std::iter::from_fn(|| stream.next(&mut place)).count();
                prop_assert!(decoded <= bytes.len());
            }
        }
    }

    #[test]
    fn frequent_symbols_take_one_byte() {
        let stream = [vec![299; 50], (0..300).collect::<Vec<u32>>()].concat();
        let bytes = write(&stream, 300);
        assert_eq!(decode(&bytes, 300), stream);
        // 2 bytes of count, 75 of classes; 127 + 1 symbols of one byte.
        assert_eq!(bytes.len(), 2 + 75 + 50 + 128 + 2 * 172);
    }
}
