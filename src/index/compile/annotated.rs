//! Layers and structures: the annotations of documents and the text as types go
//! in, what the index says of them comes out.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::analyse::chars::CharTable;
use crate::analyse::tokens::{self, Kind};
use crate::document::{Annotation, Corpus, Document};
use crate::index::layers::{AnnotationsInput, LayerInput, Structure};

/// Whether an annotation is of its text.
pub(super) fn is_sound(document: &Document) -> bool {
    let Some(annotation) = &document.annotation else { return true };
    let mut end = 0;
    let in_order = annotation.tokens.iter().all(|range| {
        let sound = end <= range.start
            && range.start < range.end
            && document.text.get(range.clone()).is_some();
        end = range.end;
        sound
    });
    let complete = annotation.layers.iter().all(|layer| {
        let places = 0..layer.values.len();
        layer.of_tokens.len() == annotation.tokens.len()
            && layer.of_tokens.iter().all(|&value| places.contains(&(value as usize)))
    });
    in_order && complete
}

/// The types of the tokens of each annotated document's text, in the final
/// stream.
pub(super) struct Stream<'s> {
    pub(super) symbols: &'s [u32],
    /// Types below this are tokens.
    pub(super) tokens: u32,
    /// Ends a unit.
    pub(super) end: u32,
}

/// Everything that is said of tokens; `None` where no document is annotated.
pub(super) fn annotations(
    corpus: &Corpus,
    stream: &Stream<'_>,
    chars: &CharTable,
) -> Option<AnnotationsInput> {
    let annotated: Vec<&Annotation> =
        corpus.documents.iter().filter_map(|document| document.annotation.as_deref()).collect();
    if annotated.is_empty() {
        return None;
    }
    let mut input = AnnotationsInput {
        layers: layers(&annotated),
        structures: structures(&annotated),
        ..AnnotationsInput::default()
    };
    let mut units = stream.symbols.split(|&symbol| symbol == stream.end);
    for document in &corpus.documents {
        let has_title_apart =
            matches!(document.title, Some(crate::document::Title::Separate(_)));
        let text = units.nth(usize::from(has_title_apart)).unwrap_or(&[]);
        input.documents.push(document.annotation.is_some());
        if let Some(annotation) = &document.annotation {
            input.types.extend(text.iter().filter(|&&symbol| symbol < stream.tokens));
            add(annotation, &document.text, chars, &mut input);
        } else {
            input.structures.iter_mut().for_each(Structure::end_document);
        }
    }
    Some(input)
}

fn layers(annotated: &[&Annotation]) -> Vec<LayerInput> {
    let mut names: Vec<&str> = Vec::new();
    let mut values: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for layer in annotated.iter().flat_map(|annotation| &annotation.layers) {
        if !names.contains(&layer.name.as_str()) {
            names.push(&layer.name);
        }
        values.entry(&layer.name).or_default().extend(layer.values.iter().map(String::as_str));
    }
    let layers = names.into_iter().map(|name| {
        // Documents without the layer have nothing in it.
        let mut values = values.remove(name).unwrap_or_default();
        values.insert("");
        LayerInput {
            name: name.to_owned(),
            values: values.into_iter().map(str::to_owned).collect(),
            of_tokens: Vec::new(),
        }
    });
    layers.collect()
}

fn structures(annotated: &[&Annotation]) -> Vec<Structure> {
    let mut known: BTreeMap<&str, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
    for region in annotated.iter().flat_map(|annotation| &annotation.regions) {
        let attributes = known.entry(&region.structure).or_default();
        for (name, value) in &region.attributes {
            attributes.entry(name).or_default().insert(value);
        }
    }
    let structures = known.into_iter().map(|(name, attributes)| {
        let owned = |values: BTreeSet<&str>| values.into_iter().map(str::to_owned).collect();
        let attributes = attributes.into_iter();
        let attributes =
            attributes.map(|(name, values)| (name.to_owned(), owned(values))).collect();
        Structure::new(name, attributes)
    });
    structures.collect()
}

fn add(annotation: &Annotation, text: &str, chars: &CharTable, input: &mut AnnotationsInput) {
    let is_token =
        |range: &Range<usize>| tokens::kind_of_token(&text[range.clone()], chars) != Kind::Gap;
    let kept: Vec<bool> = annotation.tokens.iter().map(is_token).collect();
    for layer in &mut input.layers {
        let own = annotation.layers.iter().find(|own| own.name == layer.name);
        let place = |value: &str| {
            let place = layer.values.binary_search_by(|other| other.as_str().cmp(value));
            u32::try_from(place.unwrap_or(0)).unwrap_or(0)
        };
        let places: Vec<u32> =
            own.iter().flat_map(|own| &own.values).map(|v| place(v)).collect();
        let nothing = place("");
        let values =
            kept.iter().enumerate().filter(|(_, kept)| **kept).map(|(at, _)| match own {
                Some(own) => places[own.of_tokens[at] as usize],
                None => nothing,
            });
        layer.of_tokens.extend(values);
    }
    // Tokens before each, of those that are kept.
    let mut before = Vec::with_capacity(kept.len() + 1);
    before.push(0_u32);
    for kept in &kept {
        before.push(before.last().map_or(0, |last| last + u32::from(*kept)));
    }
    let at = |token: u32| before.get(token as usize).or(before.last()).copied().unwrap_or(0);
    for structure in &mut input.structures {
        let mut own: Vec<_> = annotation
            .regions
            .iter()
            .filter(|region| region.structure == structure.name)
            .map(|region| (at(region.tokens.start)..at(region.tokens.end), region))
            .collect();
        own.sort_by_key(|(tokens, _)| (tokens.start, std::cmp::Reverse(tokens.end)));
        let mut end = 0;
        for (tokens, region) in own {
            if tokens.is_empty() || tokens.start < end {
                continue;
            }
            end = tokens.end;
            let place = |(name, values): &(String, Vec<String>)| {
                let value = region.attributes.iter().find(|(own, _)| own == name)?;
                let place = values.binary_search(&value.1).ok()?;
                u32::try_from(place).ok()
            };
            let values: Vec<Option<u32>> = structure.attributes.iter().map(place).collect();
            structure.push(tokens, values.into_iter());
        }
        structure.end_document();
    }
}
