//! Plain text: the decoded file is the document's text, to the letter.

use super::draft::{Draft, Reading};

/// Reads a `.txt` file.
pub(crate) fn read(text: String, reading: &mut Reading) {
    reading.drafts.push(Draft { text, title_by_shape: true, ..Draft::default() });
}
