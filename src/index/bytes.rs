//! Little-endian numbers in byte strings: a writer and a checked reader.
//!
//! Numbers of unknown size are LEB128 varints: 7 bits a byte, low bits first.
//! The reader never panics and never allocates by an unchecked length.

/// Why bytes could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Malformed;

/// Appends to a byte string.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    pub(crate) bytes: Vec<u8>,
}

impl Writer {
    pub(crate) fn varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.bytes.push(u8::try_from(value & 0x7f).unwrap_or(0) | 0x80);
            value >>= 7;
        }
        self.bytes.push(u8::try_from(value).unwrap_or(0));
    }
}

#[cfg(feature = "cli")]
impl Writer {
    pub(crate) fn u8(&mut self, value: u8) {
        self.bytes.push(value);
    }

    pub(crate) fn count(&mut self, value: usize) {
        self.varint(value as u64);
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// A text as what it shares with the one before it, and the rest.
    pub(crate) fn text_after(&mut self, previous: &str, text: &str) {
        let shared = previous
            .char_indices()
            .zip(text.chars())
            .find(|((_, a), b)| a != b)
            .map_or(previous.len().min(text.len()), |((at, _), _)| at);
        self.count(shared);
        self.text(&text[shared..]);
    }
}

/// Reads from the front of a byte string.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(crate) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(Malformed)?;
        self.rest = rest;
        Ok(taken)
    }

    pub(crate) fn u8(&mut self) -> Result<u8, Malformed> {
        Ok(self.take(1)?[0])
    }

    pub(crate) fn varint(&mut self) -> Result<u64, Malformed> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.u8()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Malformed)
    }

    pub(crate) fn u32(&mut self) -> Result<u32, Malformed> {
        u32::try_from(self.varint()?).map_err(|_| Malformed)
    }

    /// How many items follow, each of at least one byte: more than the bytes
    /// that are left is malformed.
    pub(crate) fn count(&mut self) -> Result<usize, Malformed> {
        let count = usize::try_from(self.varint()?).map_err(|_| Malformed)?;
        if count > self.rest.len() { Err(Malformed) } else { Ok(count) }
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, Malformed> {
        let length = self.count()?;
        std::str::from_utf8(self.take(length)?).map_err(|_| Malformed)
    }

    pub(crate) fn text_after(&mut self, previous: &str) -> Result<String, Malformed> {
        let shared = usize::try_from(self.varint()?).map_err(|_| Malformed)?;
        let mut text = previous.get(..shared).ok_or(Malformed)?.to_owned();
        text.push_str(self.text()?);
        Ok(text)
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn round_trip(number in any::<u64>(), a in "\\PC{0,12}", b in "\\PC{0,12}") {
            let mut writer = Writer::default();
            writer.varint(number);
            writer.text(&a);
            writer.text_after(&a, &b);
            let mut reader = Reader::new(&writer.bytes);
            prop_assert_eq!(reader.varint(), Ok(number));
            prop_assert_eq!(reader.text(), Ok(a.as_str()));
            prop_assert_eq!(reader.text_after(&a), Ok(b));
            prop_assert!(reader.rest().is_empty());
        }

        #[test]
        fn any_bytes_are_refused_or_read(bytes in any::<Vec<u8>>()) {
            let mut reader = Reader::new(&bytes);
            while reader.text_after("ab").is_ok() && !reader.rest().is_empty() {}
            prop_assert!(reader.rest().len() <= bytes.len());
        }
    }
}
