//! What the index says of tokens, as attributes and structures of queries.
//!
//! Each layer is a space of its own, whose keys are the places of its values,
//! and one more where there is none. Documents without annotation have no value
//! in any layer, and their sentences and paragraphs are those of the layout.

use std::ops::Range;

use super::super::keys::Keys;
use super::super::vocabulary::{Attribute, ValueTest, Vocabulary};
use super::{DocumentRows, IndexVocabulary};
use crate::index::layers::{Layer, Structure};

/// Attributes and structures from here on are the index's own.
pub(super) const FIRST: u32 = 16;

impl IndexVocabulary<'_> {
    pub(super) fn layers(&self) -> &[Layer<'_>] {
        &self.corpus.index.annotations.layers
    }

    pub(super) fn layer(&self, name: &str) -> Option<Attribute> {
        let place = self.layers().iter().position(|layer| layer.name == name)?;
        let place = u32::try_from(place).ok()?;
        Some(Attribute { number: FIRST + place, space: 1 + place })
    }

    /// The layer of a space.
    pub(super) fn layer_of(&self, space: u32) -> Option<&Layer<'_>> {
        self.layers().get((space as usize).checked_sub(1)?)
    }

    pub(super) fn select_in(&self, attribute: Attribute, test: &mut ValueTest) -> Keys {
        let Some(layer) = self.layer_of(attribute.space) else {
            return Keys::new(Vec::new(), 1);
        };
        let strip = |letter, out: &mut String| self.strip(letter, out);
        let values = layer.values.iter().map(String::as_str).chain([""]);
        let found = (0_u32..).zip(values).filter(|(_, value)| test.passes(value, strip));
        let found = found.map(|(place, _)| place).collect();
        Keys::new(found, self.keys(attribute.space))
    }

    /// Types with one of these values; `None` where tokens without annotation
    /// have one, too.
    pub(super) fn types_with(&self, space: u32, keys: &Keys) -> Option<Keys> {
        let layer = self.layer_of(space)?;
        let nothing = u32::try_from(layer.values.len()).unwrap_or(u32::MAX);
        if keys.has(nothing) {
            return None;
        }
        let types = 0..self.types();
        let found = types.filter(|&it| layer.of_type(it).iter().any(|&value| keys.has(value)));
        Some(Keys::new(found.collect(), self.types()))
    }

    /// A structure of the index, by its number in queries.
    pub(super) fn structure_of(&self, number: u32) -> Option<&Structure> {
        let structures = &self.corpus.index.annotations.structures;
        match number {
            super::SENTENCE => structures.iter().find(|it| it.name == "s"),
            super::PARAGRAPH => structures.iter().find(|it| it.name == "p"),
            number => structures.get(number.checked_sub(FIRST)? as usize),
        }
    }
}

impl DocumentRows<'_> {
    /// The key of each row in the spaces of layers below `spaces`.
    pub(super) fn layer_keys(&self, spaces: u32) -> Vec<Vec<u32>> {
        let corpus = self.vocabulary.corpus;
        let first = corpus.postings.first_token(self.document);
        let keys = (1..spaces).map(|space| {
            let nothing = self.vocabulary.keys(space).saturating_sub(1);
            let values = corpus.postings.layers.get(space as usize - 1);
            let key = |token: u32| {
                let token = first?.checked_add(token)?;
                values?.of(token)
            };
            let rows = 0..u32::try_from(self.laid.keys.len()).unwrap_or(u32::MAX);
            rows.map(|row| key(self.tokens.token(row)).unwrap_or(nothing)).collect()
        });
        keys.collect()
    }

    /// The regions of a structure that the index has, as rows, each with its
    /// number in the index.
    pub(super) fn indexed_regions(&self, number: u32) -> Vec<(Range<u32>, u32)> {
        let Some(structure) = self.vocabulary.structure_of(number) else { return Vec::new() };
        let len = u32::try_from(self.laid.keys.len()).unwrap_or(u32::MAX);
        let row = |token: u32| self.tokens.rows_before(token).min(len);
        let regions = structure.of(self.document).map(|region| {
            let tokens = structure.tokens(region);
            (row(tokens.start)..row(tokens.end), region)
        });
        regions.filter(|(rows, _)| !rows.is_empty()).collect()
    }
}
