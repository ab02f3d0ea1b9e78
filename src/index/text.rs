//! `TEXT`: every token of every document, written and read.
//!
//! A document is one or two units (a title that stands apart, then the text),
//! a unit is a row of tokens. Between two tokens stands the gap that their
//! spacing promises (one space or nothing); any other gap is written as a
//! symbol of its own before the token. Each unit closes with the end symbol.
//!
//! | codec | file | for |
//! |---|---|---|
//! | 1 | `dense` | the smallest decoder; files of version 1.1 and before |
//! | 3 | `class` | all other text |
//!
//! [`write()`] tries codecs and sizes of model and keeps the smallest.

mod class;
#[cfg(feature = "cli")]
mod counts;
mod dense;
#[cfg(feature = "cli")]
mod exchange;
#[cfg(feature = "cli")]
mod learn;
mod level;
mod model;
mod tables;

use super::bytes::Malformed;

/// Numbers of the codecs.
pub(crate) const DENSE: u16 = 1;
pub(crate) const CLASS: u16 = 3;
/// Of files of version 2 alone, for which there is no decoder any more.
pub(crate) const EARLIER_CLASS: u16 = 2;

/// A text stream, ready to be decoded from any place.
#[derive(Debug)]
pub(crate) enum Stream<'a> {
    Dense(dense::Stream<'a>),
    Class(Box<class::Stream<'a>>),
}

/// Places among symbols that are decoded ahead.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// Behind each end of a unit.
    pub(crate) ends: Vec<Place>,
    /// Before every [`STRIDE`]th symbol, where the stream is in classes.
    pub(crate) stops: Vec<Place>,
}

/// Symbols from one place to the next from which decoding can begin at once.
const STRIDE: u32 = 1 << 9;
/// Symbols that are decoded ahead of what becomes of them.
const AHEAD: usize = 1 << 14;

/// A place in a stream, with what the decoder knows there. The default is the
/// beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// Bytes (dense) or tokens (class) before it.
    at: u32,
    /// Of a stream in classes: bits that are not read yet, the context of the
    /// next class, and the class before.
    context: u16,
    class: u8,
    bit: u64,
}

/// Encodes symbols, all of which are below `symbols`, by the codec that takes
/// least. Returns its number and the bytes.
#[cfg(feature = "cli")]
pub(crate) fn write(stream: &[u32], symbols: u32) -> (u16, Vec<u8>) {
    let dense = (DENSE, dense::write(stream, symbols));
    let tried = sizes(stream.len())
        .map(|size| (CLASS, class::write(stream, &learn::learn(stream, symbols, size))));
    std::iter::once(dense).chain(tried).min_by_key(|(_, bytes)| bytes.len()).unwrap_or_default()
}

/// Texts above this are written densely: the tables of the other codec have
/// room for no more.
#[cfg(feature = "cli")]
const MOST_TOKENS: usize = 1 << 28;

/// The sizes of model that may be best for a text of so many tokens.
#[cfg(feature = "cli")]
fn sizes(tokens: usize) -> impl Iterator<Item = learn::Size> {
    let classes: &[usize] = match tokens {
        0..4_000 => &[1, 2, 4, 8],
        4_000..40_000 => &[8, 16, 32],
        40_000..400_000 => &[64, 128],
        400_000..=MOST_TOKENS => &[256],
        _ => &[],
    };
    classes.iter().map(move |&classes| learn::Size {
        classes,
        alone: classes * 3 / 8,
        contexts: match tokens {
            0..4_000_000 => classes * 2,
            _ => classes * 4,
        },
    })
}

pub(crate) fn read(bytes: &[u8], symbols: u32, codec: u16) -> Result<Stream<'_>, Malformed> {
    match codec {
        DENSE => Ok(Stream::Dense(dense::read(bytes, symbols)?)),
        CLASS => Ok(Stream::Class(Box::new(class::read(bytes, symbols)?))),
        _ => Err(Malformed),
    }
}

impl Stream<'_> {
    /// The symbol at a place, which moves behind it. `None` at the end and for
    /// bytes that are no symbol.
    #[inline]
    pub(crate) fn next(&self, place: &mut Place) -> Option<u32> {
        match self {
            Self::Class(stream) => stream.next(place),
            Self::Dense(stream) => stream.next(place),
        }
    }

    /// Decodes some of the symbols that come next, none at the end; `end` ends a
    /// unit.
    pub(crate) fn ahead(
        &self,
        place: &mut Place,
        end: u32,
        symbols: &mut Vec<u32>,
        places: &mut Places,
    ) {
        places.ends.clear();
        places.stops.clear();
        if let Self::Class(stream) = self
            && stream.ahead(place, symbols, places)
        {
            return;
        }
        symbols.clear();
        while symbols.len() < AHEAD {
            if matches!(self, Self::Class(_)) && place.at.is_multiple_of(STRIDE) {
                places.stops.push(*place);
            }
            let Some(symbol) = self.next(place) else { break };
            symbols.push(symbol);
            if symbol == end {
                places.ends.push(*place);
            }
            // From here on blocks can be decoded side by side.
            if matches!(self, Self::Class(_)) && place.at.is_multiple_of(class::BLOCK) {
                break;
            }
        }
    }

    /// How far a place at the end is from the beginning.
    pub(crate) fn len(&self) -> u32 {
        match self {
            Self::Class(stream) => stream.tokens(),
            Self::Dense(stream) => stream.len(),
        }
    }
}

impl Place {
    /// How far it is from the beginning: in steps that take as long as others.
    pub(crate) fn distance(&self) -> u32 {
        self.at
    }

    /// The class of the symbol before it, where the text has classes.
    pub(crate) fn class(&self) -> u8 {
        self.class
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests;
