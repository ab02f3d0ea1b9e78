//! Corpuscope compiles a folder of documents into one web page that searches,
//! filters and analyses them on the reader's own computer.
//!
//! The flow goes one way, and so do the modules, which are declared in
//! reading order: each may use only those above it.
//!
//! ```text
//! read ──► analyse ──► compile ──► embed ──►  │ page │  ──► load ──► query ──► view
//! ```
//!
//! Three programs are made of this one crate: the command (feature `cli`), the
//! engine module (`engine`) and the page module (`page`), both WebAssembly.
//! `ARCHITECTURE.md` has the map and the invariants.

pub mod document;
pub mod request;
pub mod response;

#[cfg(feature = "core")]
mod numbers;
#[cfg(feature = "core")]
mod sorting;

#[cfg(feature = "cli")]
pub mod read;

#[cfg(feature = "core")]
pub mod analyse;

#[cfg(feature = "core")]
pub mod index;

#[cfg(feature = "core")]
pub mod query;

#[cfg(feature = "core")]
pub mod statistics;

#[cfg(feature = "core")]
pub mod engine;

#[cfg(feature = "page")]
pub mod page;

#[cfg(feature = "cli")]
pub mod embed;

#[cfg(feature = "cli")]
pub mod cli;
