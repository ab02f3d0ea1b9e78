//! A few English texts of one day as an index, for tests of the story.

use corpuscope::document::{Corpus, Document, PartialDate};
use corpuscope::index::{CompileOptions, compile};

/// The index of texts under their paths.
pub(crate) fn index_of(texts: &[(&str, &str)]) -> Vec<u8> {
    let documents = texts.iter().map(|(path, text)| Document {
        path: (*path).into(),
        date: PartialDate::parse("2025-12-05"),
        language: Some("en".into()),
        text: (*text).into(),
        ..Document::default()
    });
    let corpus = Corpus { documents: documents.collect(), ..Corpus::default() };
    compile(&corpus, &[], &CompileOptions::default()).expect("a small corpus")
}
