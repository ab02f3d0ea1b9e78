//! Embedding: a shell and an index go in, a page comes out.
//!
//! The shell is the two modules without a corpus and their scripts; the index
//! is put into the engine module itself ([`embed_index`]). What comes out is
//! either a folder for any static host ([`write_site`]) or one file that needs
//! no host at all ([`single_file()`]). Both are the same bytes for the same
//! input: no clock, no machine, no chance is in them.
//!
//! 1. `module` puts the index into the engine module and gets it out again.
//! 2. `scripts` joins the hand-written scripts with the generated ones; `style`
//!    and `languages` are two of them.
//! 3. `document` writes the HTML around them, with its security policy.
//! 4. `site` and `single_file` lay the parts out (`compressed`: a site's files
//!    packed beside them); `target` finds the index in either.
//!
//! Letters in the single file cost a quarter to a third of the compressed size,
//! and are all that survives every mail program and every editor; who needs
//! neither has a smaller form (`bytes`).

mod base85;
mod bytes;
mod compressed;
mod document;
mod languages;
mod module;
mod scripts;
mod shell;
mod single_file;
mod site;
mod style;
mod target;

use std::fmt;
use std::io;
use std::path::PathBuf;

pub use module::embed_index;
pub use shell::Shell;
pub use single_file::{Form, single_file};
pub use site::write_site;
pub use target::{extract_index, read_index};

/// What the page's HTML says of the corpus before anything is loaded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageInfo {
    /// Title of the page.
    pub title: String,
    /// A sentence or two for search engines and previews.
    pub description: Option<String>,
    /// Language of the page's own words, a BCP 47 tag; English where unset.
    pub language: Option<String>,
}

/// Why a page could not be made, or no index be got out of one.
#[derive(Debug)]
#[non_exhaustive]
pub enum EmbedError {
    /// The command was compiled without a shell inside.
    NoShell,
    /// A file of the shell, or a built page, could not be read.
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file of the page could not be written or removed.
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A script of the shell has a form that is not understood.
    Script {
        /// The script's name.
        name: String,
        /// The line in question.
        line: String,
    },
    /// Bytes that are WebAssembly, but not our engine.
    NotAnEngine {
        /// What an engine has and this has not.
        missing: &'static str,
    },
    /// Bytes that are no WebAssembly module, or a broken one.
    DamagedModule {
        /// What the parser says.
        message: String,
        /// Where it stopped.
        offset: u64,
    },
    /// An engine without a corpus.
    NoCorpus,
    /// A single-file page that is cut off or was changed.
    DamagedPage {
        /// What is wrong with it.
        message: String,
    },
    /// More than a 32-bit memory holds.
    IndexTooLarge {
        /// Its size.
        bytes: u64,
    },
}

impl fmt::Display for EmbedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoShell => f.write_str(
                "this command was compiled without the page's modules; run cargo xtask shell in \
                 its repository and compile it again, or name a folder that has them with \
                 --shell",
            ),
            Self::Read { path, source } => {
                write!(f, "{} cannot be read: {source}", path.display())
            }
            Self::Write { path, source } => {
                write!(f, "{} cannot be written: {source}", path.display())
            }
            Self::Script { name, line } => write!(
                f,
                "{name} in the shell has a line that is not understood: {line}; make the shell \
                 with the tool versions that the repository names"
            ),
            Self::NotAnEngine { missing } => write!(
                f,
                "this module is no corpuscope engine: it lacks {missing}; make the shell again \
                 with cargo xtask shell"
            ),
            Self::DamagedModule { message, offset } => write!(
                f,
                "the engine module is damaged at byte {offset}: {message}; copy it again or \
                 build it again"
            ),
            Self::NoCorpus => {
                f.write_str("this engine carries no corpus; make one with corpuscope build")
            }
            Self::DamagedPage { message } => {
                write!(f, "the page is damaged: {message}; copy it again or build it again")
            }
            Self::IndexTooLarge { bytes } => write!(
                f,
                "the index of {bytes} bytes is too large for one page; build fewer documents \
                 into it"
            ),
        }
    }
}

impl std::error::Error for EmbedError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read { source, .. } | Self::Write { source, .. } => Some(source),
            _ => None,
        }
    }
}
