//! What is said of each token, unpacked when an index is loaded: 1 byte a token
//! for parts of speech, 2 or 4 for lemmas.

use super::layers::Layer;
use super::open::Index;
use super::ranks::Decoder;

/// The value of each token of the annotated documents in one layer, as its
/// place among the values; their number where there is none.
#[derive(Debug)]
pub(crate) enum TokenValues {
    Bytes(Vec<u8>),
    Shorts(Vec<u16>),
    Longs(Vec<u32>),
}

impl Default for TokenValues {
    fn default() -> Self {
        Self::Bytes(Vec::new())
    }
}

impl TokenValues {
    fn new(layer: &Layer<'_>) -> Self {
        Self::below(u32::try_from(layer.values.len()).unwrap_or(u32::MAX).saturating_add(1))
    }

    /// Room for numbers below a bound.
    pub(super) fn below(bound: u32) -> Self {
        match bound {
            0..=256 => Self::Bytes(Vec::new()),
            257..=65_536 => Self::Shorts(Vec::new()),
            _ => Self::Longs(Vec::new()),
        }
    }

    pub(super) fn push(&mut self, value: u32) {
        match self {
            Self::Bytes(values) => values.push(u8::try_from(value).unwrap_or(u8::MAX)),
            Self::Shorts(values) => values.push(u16::try_from(value).unwrap_or(u16::MAX)),
            Self::Longs(values) => values.push(value),
        }
    }

    /// The value of a token.
    pub(crate) fn of(&self, token: u32) -> Option<u32> {
        let at = token as usize;
        match self {
            Self::Bytes(values) => values.get(at).copied().map(u32::from),
            Self::Shorts(values) => values.get(at).copied().map(u32::from),
            Self::Longs(values) => values.get(at).copied(),
        }
    }
}

impl TokenValues {
    /// Tokens whose value is in a range.
    pub(crate) fn count_in(&self, values: &std::ops::Range<u32>) -> u64 {
        let count = match self {
            Self::Bytes(all) => all.iter().filter(|v| values.contains(&u32::from(**v))).count(),
            Self::Shorts(all) => {
                all.iter().filter(|v| values.contains(&u32::from(**v))).count()
            }
            Self::Longs(all) => all.iter().filter(|v| values.contains(v)).count(),
        };
        count as u64
    }
}

/// Unpacks the layers of an index token by token.
#[derive(Debug, Default)]
pub(super) struct Unpacking {
    decoders: Vec<Decoder>,
    values: Vec<TokenValues>,
    /// Tokens of annotated documents so far.
    tokens: u32,
}

impl Unpacking {
    pub(super) fn new(index: &Index<'_>) -> Self {
        let layers = &index.annotations.layers;
        Self {
            decoders: layers.iter().map(|it| Decoder::new(it.coded, it.counts())).collect(),
            values: layers.iter().map(TokenValues::new).collect(),
            tokens: 0,
        }
    }

    /// Tokens of annotated documents so far.
    pub(super) fn tokens(&self) -> u32 {
        self.tokens
    }

    /// Takes the next token of an annotated document.
    pub(super) fn token(&mut self, index: &Index<'_>, number: u32) {
        self.tokens += 1;
        let mut context = None;
        let all = index.annotations.layers.iter().zip(&mut self.decoders).zip(&mut self.values);
        for ((layer, decoder), values) in all {
            let value = decoder.next(layer.coded, number, layer.of_type(number), context);
            let none = u32::try_from(layer.values.len()).unwrap_or(u32::MAX);
            values.push(value.unwrap_or(none));
            context.get_or_insert(value.unwrap_or(none));
        }
    }

    pub(super) fn finish(&mut self) -> Vec<TokenValues> {
        self.decoders.clear();
        std::mem::take(&mut self.values)
    }
}
