//! Why bytes are not an index that can be used.

use std::fmt;

/// Why an index could not be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexError {
    /// There are no bytes: the module was never given a corpus.
    Empty,
    /// The bytes are something else.
    NotAnIndex,
    /// Made by a version whose format this one can not read.
    Version {
        /// Major version of the bytes.
        found: u16,
        /// Major version of this program.
        supported: u16,
    },
    /// Fewer bytes than the header says.
    Truncated {
        /// Bytes by the header.
        expected: u64,
        /// Bytes there are.
        got: u64,
    },
    /// A checksum does not agree.
    Damaged {
        /// The section's four letters, or `head`.
        section: String,
    },
    /// A section that is needed is not there.
    Missing {
        /// The section's four letters.
        section: String,
    },
    /// A section is coded in a way that this version does not know.
    Codec {
        /// The section's four letters.
        section: String,
        /// The number of the codec.
        codec: u16,
    },
    /// The checksum agrees and yet the bytes make no sense.
    Malformed {
        /// The section's four letters.
        section: String,
    },
}

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str(
                "there is no corpus in this module; make one with `corpuscope build`",
            ),
            Self::NotAnIndex => f.write_str(
                "these bytes are not a Corpuscope index; rebuild with `corpuscope build`",
            ),
            Self::Version { found, supported } => write!(
                f,
                "the index has format version {found} and this program reads version \
                 {supported}; rebuild with the `corpuscope build` of one version"
            ),
            Self::Truncated { expected, got } => write!(
                f,
                "the index is cut short ({got} of {expected} bytes); copy the file again or \
                 rebuild it"
            ),
            Self::Damaged { section } => write!(
                f,
                "the index is damaged in its section {section}; copy the file again or \
                 rebuild it"
            ),
            Self::Missing { section } => write!(
                f,
                "the index lacks its section {section}; rebuild with `corpuscope build`"
            ),
            Self::Codec { section, codec } => write!(
                f,
                "the index has its section {section} in code {codec}, which this program does \
                 not read; rebuild with the `corpuscope build` of one version"
            ),
            Self::Malformed { section } => write!(
                f,
                "the index makes no sense in its section {section}; rebuild with \
                 `corpuscope build`"
            ),
        }
    }
}

impl std::error::Error for IndexError {}
