//! TODO
pub(crate) mod bytes;
