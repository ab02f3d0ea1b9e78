//! Reading a finished index again: every text must come back byte for byte.

use super::CompileError;
use crate::document::{Corpus, Title};
use crate::index::Index;
use crate::index::text::Place;

/// Whether every text comes back from an index: a twentieth of the build.
pub(super) fn verify(bytes: &[u8], corpus: &Corpus) -> Result<(), CompileError> {
    let index = Index::open(bytes).map_err(|_| lost("the corpus"))?;
    let mut place = Place::default();
    for document in &corpus.documents {
        let title = match &document.title {
            Some(Title::Separate(title)) => Some(title),
            _ => None,
        };
        for unit in title.into_iter().chain([&document.text]) {
            if index.decode(&mut place, 0..u32::MAX).text != *unit {
                return Err(lost(&document.path));
            }
        }
    }
    Ok(())
}

/// That a text did not come back.
pub(in crate::index) fn lost(path: &str) -> CompileError {
    CompileError::NotRestored { path: path.to_owned() }
}
