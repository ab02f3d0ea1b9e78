//! `LAYR`: what is said of tokens, and which belong together; written and read.
//!
//! ```text
//! varint runs  { varint documents }*   annotated documents and others, in turn
//! varint layers  {
//!     text name
//!     varint values that are folded words  { varint term, less the one before }*
//!     varint other values                  { value as text after }*
//!     { varint values }*                   of each word and mark type
//!     { signed varint }*                   the usual value of each type that has
//!                                          one, less that of the type before
//!     { signed varint }*                   its others, less its usual one
//!     varint bytes                         the values of the tokens, see `ranks`
//! }*
//! varint structures  {
//!     text name
//!     varint attributes  { text name  varint values { value as text after }* }*
//!     for each annotated document:
//!         varint regions  { varint start, less the end before  varint tokens
//!                           { varint value + 1, or 0 }* for each attribute }*
//! }*
//! ```
//!
//! Values are sorted and distinct. A signed varint is 2n, or −2n − 1 where n is
//! negative. Most types have one value, whose tokens cost nothing. Titles that
//! stand apart from the text are not annotated.

#[cfg(feature = "cli")]
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::bytes::{Malformed, Reader};
use super::terms::Terms;
#[cfg(feature = "cli")]
use super::{bytes::Writer, ranks};

/// Everything that is said of tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Annotations<'a> {
    /// For each document, whether it is annotated.
    pub(crate) documents: Vec<bool>,
    pub(crate) layers: Vec<Layer<'a>>,
    pub(crate) structures: Vec<Structure>,
}

/// What is said of each token under one name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Layer<'a> {
    pub(crate) name: String,
    /// Sorted, distinct.
    pub(crate) values: Vec<String>,
    /// Where the values of each type begin in `ranked`, and one more.
    starts: Vec<u32>,
    /// Places of the values of each type, the most frequent first.
    ranked: Vec<u32>,
    /// The values of the tokens, coded.
    pub(crate) coded: &'a [u8],
}

impl Layer<'_> {
    /// Places of the values that tokens of a type have.
    pub(crate) fn of_type(&self, number: u32) -> &[u32] {
        let at = number as usize;
        let bounds = (self.starts.get(at), self.starts.get(at + 1));
        let (Some(&start), Some(&end)) = bounds else { return &[] };
        self.ranked.get(start as usize..end as usize).unwrap_or(&[])
    }

    /// How many values each type has.
    pub(crate) fn counts(&self) -> impl Iterator<Item = usize> {
        self.starts.windows(2).map(|pair| (pair[1] - pair[0]) as usize)
    }
}

/// Regions of one name, in all documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Structure {
    pub(crate) name: String,
    /// Name and sorted values of each attribute.
    pub(crate) attributes: Vec<(String, Vec<String>)>,
    /// Where the regions of each document end.
    ends: Vec<u32>,
    /// Tokens, ascending and disjoint in a document.
    regions: Vec<Range<u32>>,
    /// For each region the place of the value of each attribute, or [`NONE`].
    values: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Structure {
    #[cfg(feature = "cli")]
    pub(crate) fn new(name: &str, attributes: Vec<(String, Vec<String>)>) -> Self {
        Self { name: name.to_owned(), attributes, ..Self::default() }
    }

    /// Numbers of the regions of a document.
    pub(crate) fn of(&self, document: u32) -> Range<u32> {
        let at = document as usize;
        let start = at.checked_sub(1).and_then(|at| self.ends.get(at)).copied().unwrap_or(0);
        start..self.ends.get(at).copied().unwrap_or(start)
    }

    /// Regions of all documents.
    pub(crate) fn count(&self) -> u32 {
        u32::try_from(self.regions.len()).unwrap_or(u32::MAX)
    }

    /// The tokens of a region.
    pub(crate) fn tokens(&self, region: u32) -> Range<u32> {
        self.regions.get(region as usize).cloned().unwrap_or(0..0)
    }

    /// The value of an attribute of a region.
    pub(crate) fn value(&self, region: u32, attribute: &str) -> Option<&str> {
        let count = self.attributes.len();
        let place = self.attributes.iter().position(|(name, _)| name == attribute)?;
        let value = *self.values.get((region as usize).checked_mul(count)? + place)?;
        self.attributes[place].1.get(value as usize).map(String::as_str)
    }

    /// Adds a region to the document at hand; values are places.
    #[cfg(feature = "cli")]
    pub(crate) fn push(
        &mut self,
        tokens: Range<u32>,
        values: impl Iterator<Item = Option<u32>>,
    ) {
        self.regions.push(tokens);
        self.values.extend(values.map(|value| value.unwrap_or(NONE)));
    }

    /// Ends a document.
    #[cfg(feature = "cli")]
    pub(crate) fn end_document(&mut self) {
        self.ends.push(u32::try_from(self.regions.len()).unwrap_or(u32::MAX));
    }
}

/// Layers and structures as the compiler hands them over.
#[cfg(feature = "cli")]
#[derive(Default)]
pub(crate) struct AnnotationsInput {
    /// For each document, whether it is annotated.
    pub(crate) documents: Vec<bool>,
    /// The types of the tokens of all annotated documents.
    pub(crate) types: Vec<u32>,
    pub(crate) layers: Vec<LayerInput>,
    pub(crate) structures: Vec<Structure>,
}

/// A layer as the compiler hands it over.
#[cfg(feature = "cli")]
pub(crate) struct LayerInput {
    pub(crate) name: String,
    /// Sorted, distinct.
    pub(crate) values: Vec<String>,
    /// The value of each token, as a place, in all annotated documents.
    pub(crate) of_tokens: Vec<u32>,
}

/// Writes the section; `count` is the number of types, `folded` are the folded
/// words in order.
#[cfg(feature = "cli")]
pub(crate) fn write(input: &AnnotationsInput, count: u32, folded: &BTreeSet<&str>) -> Vec<u8> {
    let mut writer = Writer::default();
    write_runs(&input.documents, &mut writer);
    writer.count(input.layers.len());
    let number_of: HashMap<&str, usize> =
        folded.iter().enumerate().map(|(number, word)| (*word, number)).collect();
    let mut context: Option<&[u32]> = None;
    for layer in &input.layers {
        writer.text(&layer.name);
        write_values(layer, &number_of, &mut writer);
        let ranked = ranks::rank(&input.types, &layer.of_tokens, count);
        for values in &ranked {
            writer.count(values.len());
        }
        let mut before = 0;
        for &usual in ranked.iter().filter_map(|values| values.first()) {
            writer.varint(signed(i64::from(usual) - before));
            before = i64::from(usual);
        }
        for values in ranked.iter().filter(|values| values.len() > 1) {
            let first = i64::from(values[0]);
            values[1..].iter().for_each(|&it| writer.varint(signed(i64::from(it) - first)));
        }
        let coded = ranks::write(&input.types, &layer.of_tokens, &ranked, context);
        writer.count(coded.len());
        writer.bytes.extend_from_slice(&coded);
        context.get_or_insert(&layer.of_tokens);
    }
    writer.count(input.structures.len());
    for structure in &input.structures {
        write_structure(structure, &input.documents, &mut writer);
    }
    writer.bytes
}

#[cfg(feature = "cli")]
fn write_runs(annotated: &[bool], writer: &mut Writer) {
    let mut runs = vec![0];
    let mut is = true;
    for &annotated in annotated {
        if annotated != is {
            runs.push(0);
            is = annotated;
        }
        if let Some(last) = runs.last_mut() {
            *last += 1;
        }
    }
    writer.count(runs.len());
    runs.into_iter().for_each(|run| writer.count(run));
}

#[cfg(feature = "cli")]
fn write_values(layer: &LayerInput, number_of: &HashMap<&str, usize>, writer: &mut Writer) {
    let (terms, others): (Vec<&String>, Vec<&String>) =
        layer.values.iter().partition(|value| number_of.contains_key(value.as_str()));
    writer.count(terms.len());
    let mut before = 0;
    for number in terms.iter().map(|term| number_of[term.as_str()]) {
        writer.count(number - before);
        before = number;
    }
    writer.count(others.len());
    write_texts(others, writer);
}

#[cfg(feature = "cli")]
fn write_texts<'t>(texts: impl IntoIterator<Item = &'t String>, writer: &mut Writer) {
    let mut before = "";
    for text in texts {
        writer.text_after(before, text);
        before = text;
    }
}

#[cfg(feature = "cli")]
fn write_structure(structure: &Structure, annotated: &[bool], writer: &mut Writer) {
    writer.text(&structure.name);
    writer.count(structure.attributes.len());
    for (name, values) in &structure.attributes {
        writer.text(name);
        writer.count(values.len());
        write_texts(values, writer);
    }
    let attributes = structure.attributes.len();
    for (document, _) in (0_u32..).zip(annotated).filter(|(_, annotated)| **annotated) {
        let regions = structure.of(document);
        writer.count(regions.len());
        let mut end = 0;
        for region in regions {
            let tokens = structure.tokens(region);
            writer.varint(u64::from(tokens.start - end));
            writer.varint(u64::from(tokens.end - tokens.start));
            end = tokens.end;
            let first = region as usize * attributes;
            for value in &structure.values[first..first + attributes] {
                writer.varint(u64::from(value.wrapping_add(1)));
            }
        }
    }
}

#[cfg(feature = "cli")]
fn signed(value: i64) -> u64 {
    value.unsigned_abs() * 2 - u64::from(value < 0)
}

fn unsigned(value: u64) -> i64 {
    let half = i64::try_from(value.div_ceil(2)).unwrap_or(i64::MAX);
    if value.is_multiple_of(2) { half } else { -half }
}

pub(crate) fn read<'a>(
    bytes: &'a [u8],
    documents: usize,
    types: u32,
    terms: &Terms,
) -> Result<Annotations<'a>, Malformed> {
    let mut reader = Reader::new(bytes);
    let mut annotations = Annotations::default();
    let mut annotated = true;
    for _ in 0..reader.count()? {
        let run = reader.count()?;
        let known = annotations.documents.len();
        if run > documents - known {
            return Err(Malformed);
        }
        annotations.documents.resize(known + run, annotated);
        annotated = !annotated;
    }
    annotations.documents.resize(documents, false);
    for _ in 0..reader.count()? {
        let layer = read_layer(&mut reader, types, terms)?;
        if annotations.layers.iter().any(|other| other.name == layer.name) {
            return Err(Malformed);
        }
        annotations.layers.push(layer);
    }
    for _ in 0..reader.count()? {
        let structure = read_structure(&mut reader, &annotations.documents)?;
        if annotations.structures.iter().any(|other| other.name == structure.name) {
            return Err(Malformed);
        }
        annotations.structures.push(structure);
    }
    Ok(annotations)
}

fn read_texts(reader: &mut Reader<'_>) -> Result<Vec<String>, Malformed> {
    let mut texts: Vec<String> = Vec::new();
    for _ in 0..reader.count()? {
        let text = reader.text_after(texts.last().map_or("", String::as_str))?;
        texts.push(text);
    }
    Ok(texts)
}

fn read_layer<'a>(
    reader: &mut Reader<'a>,
    types: u32,
    terms: &Terms,
) -> Result<Layer<'a>, Malformed> {
    let mut layer = Layer { name: reader.text()?.to_owned(), ..Layer::default() };
    let mut term = 0_usize;
    for _ in 0..reader.count()? {
        term = term
            .checked_add(reader.count()?)
            .filter(|it| *it < terms.len())
            .ok_or(Malformed)?;
        layer.values.push(terms.word(u32::try_from(term).map_err(|_| Malformed)?).to_owned());
    }
    layer.values.extend(read_texts(reader)?);
    layer.values.sort_unstable();
    if layer.values.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(Malformed);
    }
    layer.starts.push(0);
    let mut end = 0_u32;
    for _ in 0..types {
        end = end.checked_add(reader.u32()?).ok_or(Malformed)?;
        layer.starts.push(end);
    }
    // Each takes a byte at least.
    if end as usize > reader.rest().len() {
        return Err(Malformed);
    }
    layer.ranked.resize(end as usize, 0);
    let values = layer.values.len();
    let mut difference = |from: u32| -> Result<u32, Malformed> {
        let value = i64::from(from).checked_add(unsigned(reader.varint()?)).ok_or(Malformed)?;
        u32::try_from(value).ok().filter(|it| (*it as usize) < values).ok_or(Malformed)
    };
    let mut before = 0;
    for pair in layer.starts.windows(2).filter(|pair| pair[0] < pair[1]) {
        before = difference(before)?;
        layer.ranked[pair[0] as usize] = before;
    }
    for pair in layer.starts.windows(2) {
        for place in pair[0] + 1..pair[1] {
            layer.ranked[place as usize] = difference(layer.ranked[pair[0] as usize])?;
        }
    }
    let length = reader.count()?;
    layer.coded = reader.take(length)?;
    Ok(layer)
}

fn read_structure(reader: &mut Reader<'_>, annotated: &[bool]) -> Result<Structure, Malformed> {
    let mut structure = Structure { name: reader.text()?.to_owned(), ..Structure::default() };
    for _ in 0..reader.count()? {
        structure.attributes.push((reader.text()?.to_owned(), read_texts(reader)?));
    }
    for &annotated in annotated {
        let count = if annotated { reader.count()? } else { 0 };
        let mut end = 0_u32;
        for _ in 0..count {
            let start = end.checked_add(reader.u32()?).ok_or(Malformed)?;
            end =
                start.checked_add(reader.u32()?).filter(|end| *end > start).ok_or(Malformed)?;
            structure.regions.push(start..end);
            for (_, values) in &structure.attributes {
                let value = reader.u32()?.wrapping_sub(1);
                if value != NONE && value as usize >= values.len() {
                    return Err(Malformed);
                }
                structure.values.push(value);
            }
        }
        structure.ends.push(u32::try_from(structure.regions.len()).map_err(|_| Malformed)?);
    }
    Ok(structure)
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{self, Annotation, Corpus, Document, Region, Title};
    use crate::index::{CompileOptions, Index, Loader, compile};

    /// A token, its values, and whether a region ends with it.
    type Token = (String, [String; 2], bool);

    fn document(number: usize, tokens: &[Token], annotated: bool, titled: bool) -> Document {
        let mut text = String::new();
        let mut annotation = Annotation::default();
        let mut start = 0;
        for (at, (form, _, ends)) in (1..).zip(tokens) {
            let begin = text.len();
            text.push_str(form);
            annotation.tokens.push(begin..text.len());
            text.push(' ');
            if *ends {
                let region = Region {
                    structure: "np".into(),
                    tokens: start..at,
                    attributes: vec![("n".into(), (at % 3).to_string())],
                };
                annotation.regions.push(region);
                start = at;
            }
        }
        for (place, name) in ["pos", "lemma"].into_iter().enumerate() {
            let values: BTreeSet<&String> =
                tokens.iter().map(|(_, all, _)| &all[place]).collect();
            let values: Vec<String> = values.into_iter().cloned().collect();
            let of = |value: &String| values.binary_search(value).ok()?.try_into().ok();
            let of_tokens = tokens.iter().filter_map(|(_, all, _)| of(&all[place])).collect();
            annotation.layers.push(document::Layer { name: name.into(), values, of_tokens });
        }
        Document {
            path: format!("{number:03}.txt"),
            text,
            title: titled.then(|| Title::Separate("A title".into())),
            annotation: annotated.then(|| Box::new(annotation)),
            ..Document::default()
        }
    }

    proptest! {
        #[test]
        fn what_is_said_of_tokens_comes_back(
            documents in proptest::collection::vec((
                proptest::collection::vec(
                    ("[ab.]{1,2}|a b", ["[XY]?", "[ab]{0,2}"], any::<bool>()), 0..12),
                any::<bool>(),
                any::<bool>(),
            ), 1..6),
        ) {
            let corpus: Vec<Document> = documents
                .iter()
                .enumerate()
                .map(|(n, (tokens, annotated, titled))| document(n, tokens, *annotated, *titled))
                .collect();
            let corpus = Corpus { documents: corpus, ..Corpus::default() };
            let bytes = compile(&corpus, &[], &CompileOptions::default()).expect("small");
            let index = Index::open(&bytes).expect("well formed");
            let mut loader = Loader::new(&index);
            while loader.step(&index, &mut || false) < 1.0 {}
            let postings = loader.take_finished().expect("loaded");
            let all = &index.annotations;
            for (number, (tokens, annotated, _)) in (0_u32..).zip(&documents) {
                prop_assert_eq!(postings.first_token(number).is_some(), *annotated);
                let Some(first) = postings.first_token(number) else { continue };
                prop_assert_eq!(postings.tokens[number as usize] as usize, tokens.len());
                for (token, (_, values, _)) in (first..).zip(tokens) {
                    for (place, layer) in all.layers.iter().enumerate() {
                        let value = postings.layers[place].of(token).expect("one");
                        prop_assert_eq!(&layer.values[value as usize], &values[place]);
                    }
                }
                let ends = (1_u32..).zip(tokens).filter(|(_, (_, _, ends))| *ends);
                let mut start = 0;
                let mut expected = Vec::new();
                for (end, _) in ends {
                    expected.push((start..end, (end % 3).to_string()));
                    start = end;
                }
                let found: Vec<(Range<u32>, String)> = all
                    .structures
                    .iter()
                    .flat_map(|np| np.of(number).map(move |region| (np, region)))
                    .map(|(np, region)| {
                        (np.tokens(region), np.value(region, "n").expect("given").to_owned())
                    })
                    .collect();
                prop_assert_eq!(found, expected);
            }
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            let terms = super::super::terms::write(["a", "b"]);
            let terms = super::super::terms::read(&terms, super::super::terms::SHARED).expect("well formed");
            if let Ok(annotations) = read(&bytes, 3, 2, &terms) {
                prop_assert_eq!(annotations.documents.len(), 3);
            }
        }
    }

    #[test]
    fn an_annotation_that_is_not_of_its_text_is_refused() {
        for tokens in [vec![0..9], vec![0..1, 0..2], vec![1..1], vec![0..1, 1..3]] {
            let annotation = Annotation { tokens, ..Annotation::default() };
            let document = Document {
                path: "a.txt".into(),
                text: "aé".into(),
                annotation: Some(Box::new(annotation.clone())),
                ..Document::default()
            };
            let corpus = Corpus { documents: vec![document], ..Corpus::default() };
            let is_whole = annotation.tokens == [0..1, 1..3];
            let bytes = compile(&corpus, &[], &CompileOptions::default());
            assert_eq!(bytes.is_ok(), is_whole, "{annotation:?}");
        }
    }
}
