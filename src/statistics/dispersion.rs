//! Dispersion: the places of hits go in, where in each document and where over
//! time they are comes out.

use std::collections::BTreeMap;

use crate::query::docset::DocSet;
use crate::query::timeline::Timeline;
use crate::query::{Corpus, filters, ranking, search};
use crate::request::Filter;
use crate::response::{Dispersion, DispersionBar, DispersionDocument, DispersionTime};
use crate::sorting;

/// Documents that are listed.
const MOST_DOCUMENTS: usize = 500;

/// Tells where hits are, each given as its document and its depth in it.
pub(super) fn dispersion(
    corpus: Corpus<'_>,
    places: Vec<(u32, u16)>,
    filters: &[Filter],
) -> Dispersion {
    let mut by_document: BTreeMap<u32, Vec<u16>> = BTreeMap::new();
    for (document, depth) in places {
        by_document.entry(document).or_default().push(depth);
    }
    let hits: BTreeMap<u32, u64> =
        by_document.iter().map(|(document, depths)| (*document, depths.len() as u64)).collect();
    let listed = by_document.into_iter().take(MOST_DOCUMENTS).map(|(document, mut depths)| {
        let record = &corpus.index.documents[document as usize];
        let hits = u32::try_from(depths.len()).unwrap_or(u32::MAX);
        sorting::sort(&mut depths);
        depths.dedup();
        DispersionDocument {
            path: record.path.clone(),
            title: search::title_of(corpus, document).unwrap_or_else(|| record.path.clone()),
            date: record.date.map(|date| date.to_string()),
            words: ranking::words_of(corpus, document),
            hits,
            depths,
        }
    });
    Dispersion {
        documents: listed.collect(),
        total_documents: u32::try_from(hits.len()).unwrap_or(u32::MAX),
        time: time(corpus, &hits, filters),
    }
}

fn time(
    corpus: Corpus<'_>,
    hits: &BTreeMap<u32, u64>,
    filters: &[Filter],
) -> Option<DispersionTime> {
    let timeline = Timeline::of(corpus)?;
    let bars = timeline.bars().into_iter();
    let mut bars: Vec<DispersionBar> =
        bars.map(|(from, to)| DispersionBar { from, to, hits: 0, words: 0 }).collect();
    // What can not be used of the filters has been said already.
    let all = DocSet::full(corpus.postings.documents());
    let passed = filters::apply(corpus, &all, filters, &mut Vec::new());
    let mut undated = 0;
    for document in passed.all.iter() {
        let hits = hits.get(&document).copied().unwrap_or(0);
        let Some(date) = corpus.index.documents[document as usize].date else {
            undated += hits;
            continue;
        };
        if let Some(bar) = bars.get_mut(timeline.bar_of(date)) {
            bar.hits += hits;
            bar.words += u64::from(ranking::words_of(corpus, document));
        }
    }
    let step = u32::try_from(timeline.step).unwrap_or(u32::MAX);
    Some(DispersionTime { unit: timeline.unit, step, bars, undated })
}
