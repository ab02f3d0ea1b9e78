//! What is in the corpus, how it was made, what it weighs.

use std::collections::BTreeMap;

use super::Corpus;
use crate::index::Index;
use crate::response::{About, FieldInfo, LanguageCount, LayerInfo, StructureInfo};
use crate::sorting;

/// Describes a corpus.
pub(crate) fn about(corpus: Corpus<'_>) -> About {
    let index = corpus.index;
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let dates = || index.documents.iter().filter_map(|record| record.date);
    let first = dates().min();
    let last = dates().max_by_key(|date| date.last_day());
    let meta = &index.meta;
    About {
        title: meta.title.clone(),
        description: meta.description.clone(),
        documents: count(index.documents.len()),
        words: meta.words,
        tokens: meta.tokens,
        types: count(index.terms.len()),
        text_bytes: meta.text_bytes,
        index_bytes: index.length,
        dates: first.zip(last).map(|(first, last)| (first.to_string(), last.to_string())),
        undated: count(index.documents.iter().filter(|r| r.date.is_none()).count()),
        languages: languages(corpus),
        fields: fields(corpus),
        layers: layers(corpus),
        structures: structures(corpus),
        sections: index.sections.clone(),
        warnings: meta.warnings.clone(),
        total_warnings: meta.total_warnings,
        analysis: analysis(corpus),
        generator: meta.generator.clone(),
        format: Index::format(),
        built: meta.built.clone(),
        analysed: index.story.is_some(),
    }
}

fn languages(corpus: Corpus<'_>) -> Vec<LanguageCount> {
    let mut counts: BTreeMap<Option<&str>, u32> = BTreeMap::new();
    for document in 0..corpus.postings.documents() {
        *counts.entry(corpus.index.language_of(document)).or_default() += 1;
    }
    let mut languages: Vec<LanguageCount> = counts
        .into_iter()
        .map(|(language, documents)| LanguageCount {
            language: language.map(str::to_owned),
            documents,
            stemmed: language.is_some_and(|l| corpus.index.stems_for(l).is_some()),
        })
        .collect();
    sorting::sort_by_key(&mut languages, |language| std::cmp::Reverse(language.documents));
    languages
}

fn fields(corpus: Corpus<'_>) -> Vec<FieldInfo> {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let columns = corpus.index.columns.columns.iter();
    columns
        .map(|column| FieldInfo {
            name: column.name.clone(),
            label: column.label.clone(),
            facet: column.facet,
            documents: count(
                (0..corpus.postings.documents())
                    .filter(|&document| !column.of(document).is_empty())
                    .count(),
            ),
            values: count(column.values.len()),
        })
        .collect()
}

fn layers(corpus: Corpus<'_>) -> Vec<LayerInfo> {
    let layers = corpus.index.annotations.layers.iter().zip(&corpus.postings.layers);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let layers = layers.map(|(layer, tokens)| {
        // The empty value is that of tokens of which nothing is said.
        let empty = layer.values.first().is_some_and(String::is_empty);
        let known = count(usize::from(empty))..count(layer.values.len());
        LayerInfo {
            name: layer.name.clone(),
            values: known.end - known.start,
            tokens: tokens.count_in(&known),
        }
    });
    layers.collect()
}

fn structures(corpus: Corpus<'_>) -> Vec<StructureInfo> {
    let structures = corpus.index.annotations.structures.iter();
    let structures = structures.map(|structure| StructureInfo {
        name: structure.name.clone(),
        attributes: structure.attributes.iter().map(|(name, _)| name.clone()).collect(),
        regions: structure.count(),
    });
    structures.collect()
}

fn analysis(corpus: Corpus<'_>) -> Vec<String> {
    let mut sentences = vec![
        "Words are cut by the Unicode rules for word boundaries (UAX #29); ideographs and \
         kana are words of one character."
            .to_owned(),
        "Case, accents, kinds of quotation marks, apostrophes and dashes, ligatures and \
         invisible hyphens make no difference to a search."
            .to_owned(),
    ];
    let (stemmed, plain): (Vec<LanguageCount>, Vec<LanguageCount>) =
        languages(corpus).into_iter().partition(|language| language.stemmed);
    let names = |list: &[LanguageCount]| {
        let names: Vec<&str> =
            list.iter().map(|l| l.language.as_deref().unwrap_or("undetermined")).collect();
        names.join(", ")
    };
    if corpus.index.annotations.documents.contains(&true) {
        sentences.push(
            "Annotated documents have the words that they came with, with what is said of them."
                .to_owned(),
        );
    }
    if !stemmed.is_empty() {
        sentences.push(format!(
            "Bare words match all forms with the same Snowball stem, in documents in: {}.",
            names(&stemmed)
        ));
    }
    if !plain.is_empty() {
        sentences.push(format!(
            "There are no stems for documents in: {}; words match as they are written.",
            names(&plain)
        ));
    }
    sentences
}
