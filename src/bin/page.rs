//! The page module.

fn main() {}
