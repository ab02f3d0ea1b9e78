//! How a command ends when it does not end well.

use std::io;
use std::path::Path;

use crate::embed::EmbedError;
use crate::index::{CompileError, IndexError};
use crate::read::ReadError;

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum Failure {
    /// One sentence for the person who typed it.
    Message(String),
    /// Whoever read our output has read enough.
    ClosedPipe,
}

/// What every command gives back.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self::Message(message.into())
    }

    /// A file or folder that cannot be written.
    pub(crate) fn unwritable(path: &Path, error: &io::Error) -> Self {
        Self::Message(format!("{} cannot be written: {error}", path.display()))
    }

    /// The same, said of a file.
    pub(crate) fn of(self, path: &Path) -> Self {
        match self {
            Self::Message(message) => Self::Message(format!("{}: {message}", path.display())),
            Self::ClosedPipe => Self::ClosedPipe,
        }
    }
}

/// Standard output is the only thing that is written without a name.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Message(format!("the output cannot be written: {error}")),
        }
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        Self::Message(error.to_string())
    }
}

impl From<CompileError> for Failure {
    fn from(error: CompileError) -> Self {
        Self::Message(error.to_string())
    }
}

impl From<EmbedError> for Failure {
    fn from(error: EmbedError) -> Self {
        Self::Message(error.to_string())
    }
}

impl From<IndexError> for Failure {
    fn from(error: IndexError) -> Self {
        Self::Message(error.to_string())
    }
}
