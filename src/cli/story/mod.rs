//! The story of a corpus as tables: names, statements, figures, dates, events,
//! and documents side by side.
//!
//! A folder and a built page are treated alike: the texts are taken out of the
//! index and analysed, which gives the same facts either way.

pub(crate) mod compare;
pub(crate) mod dates;
pub(crate) mod duplicates;
pub(crate) mod events;
pub(crate) mod figures;
pub(crate) mod names;
pub(crate) mod read;
mod rows;
pub(crate) mod statements;

use std::path::PathBuf;

use clap::Args;

use super::Format;

/// What the commands of the story have in common.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Folder of documents, built folder, engine.wasm or single-file page
    pub(crate) target: PathBuf,
    /// How to write the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Say nothing but the result
    #[arg(short, long)]
    pub(crate) quiet: bool,
}
