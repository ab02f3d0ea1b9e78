//! The engine module: loaded by the page's worker, by its main thread, by Node.

fn main() {}
