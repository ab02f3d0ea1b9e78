//! `META`: what the corpus is called and counts that are known when it is
//! made, written and read. The bytes are postcard's of [`Meta`].

use serde::{Deserialize, Serialize};

use super::bytes::Malformed;
use crate::document::Warning;

/// What an index says of itself. Fields may only be added together with a new
/// major version: postcard has no names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Meta {
    pub(crate) title: String,
    pub(crate) description: Option<String>,
    /// `corpuscope 0.1.0`.
    pub(crate) generator: String,
    /// Only where asked for: a date would change the bytes of every build.
    pub(crate) built: Option<String>,
    /// Bytes of all texts.
    pub(crate) text_bytes: u64,
    /// Word types: how many spellings the forms section begins with.
    pub(crate) word_types: u32,
    /// Words and marks of all texts, boilerplate included, titles apart left out.
    pub(crate) tokens: u64,
    /// Words that can be found: titles apart included, boilerplate left out.
    pub(crate) words: u64,
    /// The first warnings of the build.
    pub(crate) warnings: Vec<Warning>,
    pub(crate) total_warnings: u32,
}

#[cfg(feature = "cli")]
pub(crate) fn write(meta: &Meta) -> Vec<u8> {
    postcard::to_allocvec(meta).expect("plain data is always written")
}

pub(crate) fn read(bytes: &[u8]) -> Result<Meta, Malformed> {
    postcard::from_bytes(bytes).map_err(|_| Malformed)
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;

    #[test]
    fn round_trip() {
        let meta = Meta {
            title: "A corpus".into(),
            description: Some("of two".into()),
            words: 1 << 40,
            warnings: vec![Warning { path: "a".into(), line: Some(3), message: "b".into() }],
            ..Meta::default()
        };
        assert_eq!(read(&write(&meta)), Ok(meta));
        assert_eq!(read(&[0xff; 3]), Err(Malformed));
    }
}
