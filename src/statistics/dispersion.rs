//! Dispersion: the places of hits go in, document after document, where in each document and where over
//! time they are comes out.

use crate::query::docset::DocSet;
use crate::query::timeline::Timeline;
use crate::query::{Corpus, filters, ranking, search};
use crate::request::Filter;
use crate::response::{Dispersion, DispersionBar, DispersionDocument, DispersionTime};

/// Documents that are listed.
const MOST_DOCUMENTS: usize = 500;

/// Tells where hits are, each given as its document and first position.
pub(super) fn dispersion(
    corpus: Corpus<'_>,
    places: impl Iterator<Item = (u32, u32)>,
    filters: &[Filter],
) -> Dispersion {
    let mut hits: Vec<(u32, u64)> = Vec::new();
    // Of the documents that are listed, which depths have hits.
    let mut depths: Vec<Vec<bool>> = Vec::new();
    for (document, start) in places {
        if hits.last().is_none_or(|(last, _)| *last != document) {
            hits.push((document, 0));
            if depths.len() < MOST_DOCUMENTS {
                depths.push(vec![false; DEEPEST as usize + 1]);
            }
        }
        let own = hits.len() - 1;
        hits[own].1 += 1;
        if let Some(depths) = depths.get_mut(own) {
            depths[depth(corpus, document, start) as usize] = true;
        }
    }
    let listed = hits.iter().zip(depths).map(|(&(document, hits), depths)| {
        let record = &corpus.index.documents[document as usize];
        let depths = (0..).zip(depths).filter(|(_, has)| *has);
        DispersionDocument {
            path: record.path.clone(),
            title: search::title_of(corpus, document).unwrap_or_else(|| record.path.clone()),
            date: record.date.map(|date| date.to_string()),
            words: ranking::words_of(corpus, document),
            hits: u32::try_from(hits).unwrap_or(u32::MAX),
            depths: depths.map(|(depth, _)| depth).collect(),
        }
    });
    Dispersion {
        documents: listed.collect(),
        total_documents: u32::try_from(hits.len()).unwrap_or(u32::MAX),
        time: time(corpus, &hits, filters),
    }
}

/// The end of a document as a depth.
const DEEPEST: u16 = 1000;

/// How deep in its document a position is.
pub(super) fn depth(corpus: Corpus<'_>, document: u32, position: u32) -> u16 {
    let range = corpus.postings.document(document);
    let words = u64::from(range.end - range.start).max(1);
    let before = u64::from(position.saturating_sub(range.start));
    let depth = before * u64::from(DEEPEST) / words;
    u16::try_from(depth).map_or(DEEPEST, |depth| depth.min(DEEPEST))
}

fn time(corpus: Corpus<'_>, hits: &[(u32, u64)], filters: &[Filter]) -> Option<DispersionTime> {
    let timeline = Timeline::of(corpus)?;
    let bars = timeline.bars().into_iter();
    let mut bars: Vec<DispersionBar> =
        bars.map(|(from, to)| DispersionBar { from, to, hits: 0, words: 0 }).collect();
    // What can not be used of the filters has been said already.
    let all = DocSet::full(corpus.postings.documents());
    let passed = filters::apply(corpus, &all, filters, &mut Vec::new());
    let mut undated = 0;
    for document in passed.all.iter() {
        let own = hits.binary_search_by_key(&document, |(document, _)| *document);
        let hits = own.map_or(0, |own| hits[own].1);
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
