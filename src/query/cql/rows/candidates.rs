//! The documents in which a query may have a match, from the postings of the
//! words that every match needs.

use super::super::compile::{Compiled, Need};
use super::super::keys::Keys;
use super::IndexVocabulary;
use crate::query::docset::DocSet;
use crate::sorting;

/// Terms of which a document must have one, and how often they occur.
struct Words {
    terms: Vec<u32>,
    occurrences: u64,
}

/// A set of more terms than this is expected to be in every document.
const MANY_TERMS: usize = 256;

/// What documents must have: all of these.
type Wanted = Vec<Words>;

impl IndexVocabulary<'_> {
    /// Documents that may have a match. `None` where nothing rules one out.
    pub(crate) fn candidates(&self, compiled: &Compiled) -> Option<DocSet> {
        let postings = self.corpus.postings;
        let all = postings.words.len() as u64;
        let mut wanted = self.wanted(&compiled.needs(), all / 4);
        sorting::sort_by_key(&mut wanted, |words| words.occurrences);
        // The rarest words decide; others are worth it only where they rule
        // out more than it costs to find their documents.
        let worth = wanted.first()?.occurrences.saturating_mul(16).max(all / 256);
        let mut documents: Option<DocSet> = None;
        for words in wanted.iter().filter(|words| words.occurrences <= worth).take(8) {
            let found = self.documents_with(&words.terms);
            match &mut documents {
                Some(documents) => documents.intersect(&found),
                None => documents = Some(found),
            }
        }
        documents
    }

    /// Needs in terms of the dictionary; those with more occurrences than
    /// `most` are left out.
    fn wanted(&self, need: &Need<'_>, most: u64) -> Wanted {
        match need {
            // Only the words of the text have postings.
            Need::Keys(0, keys) => self.words(keys, most).into_iter().collect(),
            Need::Keys(space, keys) => {
                let types = self.types_with(*space, keys);
                types.and_then(|types| self.words(&types, most)).into_iter().collect()
            }
            Need::Unknown => Vec::new(),
            Need::All(needs) => needs.iter().flat_map(|need| self.wanted(need, most)).collect(),
            Need::Any(needs) => {
                // One set of words for all, from the rarest of each.
                let mut all = Words { terms: Vec::new(), occurrences: 0 };
                for need in needs {
                    let rarest = self.wanted(need, most);
                    let rarest = rarest.into_iter().min_by_key(|words| words.occurrences);
                    let Some(rarest) = rarest else { return Vec::new() };
                    all.terms.extend(rarest.terms);
                    all.occurrences += rarest.occurrences;
                    if all.occurrences > most {
                        return Vec::new();
                    }
                }
                vec![all]
            }
        }
    }

    /// The terms of keys. `None` where they are too frequent, or where a mark
    /// is among them, which has no postings.
    fn words(&self, keys: &Keys, most: u64) -> Option<Words> {
        let forms = &self.corpus.index.forms;
        let mut terms: Vec<u32> = Vec::new();
        for key in keys.iter() {
            let term = *forms.term_of.get((key % self.types()) as usize)?;
            if terms.last() != Some(&term) {
                terms.push(term);
            }
        }
        terms.sort_unstable();
        terms.dedup();
        let frequency = |&term: &u32| u64::from(self.corpus.postings.frequency(term));
        let occurrences = terms.iter().map(frequency).sum();
        // Many words that are in about every document cost more than they save.
        let everywhere = self.corpus.postings.documents().saturating_mul(8).into();
        let useless = terms.len() > MANY_TERMS && occurrences > everywhere;
        (occurrences <= most && !useless).then_some(Words { terms, occurrences })
    }

    fn documents_with(&self, terms: &[u32]) -> DocSet {
        let postings = self.corpus.postings;
        let mut documents = DocSet::empty(postings.documents());
        for &term in terms {
            let mut walk = postings.walk();
            let mut end = 0;
            for position in postings.of(term) {
                if position >= end {
                    let document = walk.document(position);
                    documents.insert(document);
                    end = postings.document(document).end;
                }
            }
        }
        documents
    }
}
