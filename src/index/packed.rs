//! Packed bytes: the tables of an index go in, a third to a sixth of them come
//! out.
//!
//! ```text
//! varint bytes  adaptive bits (`range`)
//! ```
//!
//! A byte is eight bits, the highest first, each in the context of the two
//! bytes before it and the bits of its own that are known. Contexts are found
//! by a hash, so that a small table has few of them. Mixing three orders would
//! take a tenth less space and six times the time.

use super::bytes::{Malformed, Reader};
use super::range::{Bit, Decoder};

/// Contexts of bytes that follow each other.
#[derive(Debug)]
pub(crate) struct Pairs {
    contexts: Vec<Bit>,
    shift: u32,
    /// The two bytes before, the last one lowest.
    before: u32,
}

/// Contexts as bits: at least, at most, and by how much more than bytes.
const LEAST: u32 = 8;
const MOST: u32 = 18;
const MORE: u32 = 3;

/// Bytes never come from less than a thousandth of them.
const MOST_RATIO: usize = 1 << 10;

impl Pairs {
    /// For about so many bytes.
    pub(crate) fn new(bytes: usize) -> Self {
        let bits = (bytes.max(1).ilog2() + MORE).clamp(LEAST, MOST);
        Self { contexts: vec![Bit::default(); 1 << bits], shift: u32::BITS - bits, before: 0 }
    }

    /// Takes a byte as one that stands before those to come.
    pub(crate) fn pass(&mut self, byte: u8) {
        self.before = (self.before << 8 | u32::from(byte)) & 0xffff;
    }

    /// Forgets the bytes before.
    pub(crate) fn restart(&mut self) {
        self.before = 0;
    }

    #[inline]
    fn context(&mut self, node: u32) -> &mut Bit {
        let hash = (self.before << 8 | node).wrapping_mul(0x9e37_79b1);
        &mut self.contexts
            [((hash ^ hash >> 15).wrapping_mul(0x85eb_ca6b) >> self.shift) as usize]
    }

    /// Called again and again, so that browsers soon run its optimised code.
    #[inline(never)]
    pub(crate) fn read(&mut self, decoder: &mut Decoder<'_>) -> u8 {
        let mut node = 1;
        for _ in 0..u8::BITS {
            node = node << 1 | u32::from(decoder.bit(self.context(node)));
        }
        let [byte, ..] = node.to_le_bytes();
        self.pass(byte);
        byte
    }

    #[cfg(feature = "cli")]
    pub(crate) fn write(&mut self, encoder: &mut super::range::Encoder, byte: u8) {
        let mut node = 1;
        for place in (0..u8::BITS).rev() {
            let bit = byte >> place & 1;
            encoder.bit(self.context(node), bit == 1);
            node = node << 1 | u32::from(bit);
        }
        self.pass(byte);
    }
}

#[cfg(feature = "cli")]
pub(crate) fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = super::range::Encoder::default();
    let mut pairs = Pairs::new(bytes.len());
    for &byte in bytes {
        pairs.write(&mut encoder, byte);
    }
    let mut writer = super::bytes::Writer::default();
    writer.count(bytes.len());
    writer.bytes.extend(encoder.finish());
    writer.bytes
}

pub(crate) fn unpack(bytes: &[u8]) -> Result<Vec<u8>, Malformed> {
    let mut reader = Reader::new(bytes);
    let length = bounded(reader.u32()?, bytes)?;
    let mut decoder = Decoder::new(reader.rest());
    let mut pairs = Pairs::new(length);
    let unpacked = (0..length).map(|_| pairs.read(&mut decoder)).collect();
    if decoder.is_intact() { Ok(unpacked) } else { Err(Malformed) }
}

/// A number of bytes that packed ones say they are.
pub(crate) fn bounded(length: u32, packed: &[u8]) -> Result<usize, Malformed> {
    let length = length as usize;
    if length / MOST_RATIO > packed.len() { Err(Malformed) } else { Ok(length) }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn round_trip(bytes in any::<Vec<u8>>()) {
            prop_assert_eq!(unpack(&pack(&bytes)), Ok(bytes));
        }

        #[test]
        fn any_bytes(bytes in any::<Vec<u8>>()) {
            if let Ok(unpacked) = unpack(&bytes) {
                prop_assert!(unpacked.len() <= (bytes.len() + 1) * MOST_RATIO);
            }
        }
    }

    #[test]
    fn the_most_monotonous_bytes_come_back() {
        let bytes = vec![0; 1 << 20];
        let packed = pack(&bytes);
        assert!(packed.len() * MOST_RATIO > bytes.len(), "{}", packed.len());
        assert_eq!(unpack(&packed), Ok(bytes));
    }

    #[test]
    fn lists_of_names_are_a_fraction() {
        let names: String = (0..2_000).map(|n| format!("reports/2024/{n:05}.txt\n")).collect();
        assert!(pack(names.as_bytes()).len() * 8 < names.len());
    }
}
