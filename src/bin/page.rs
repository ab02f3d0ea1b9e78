//! The page module: exports `mount`, which puts the page into a shadow root.

fn main() {
    // The export is linked in by its use; the shell calls it when it is ready.
    let _ = corpuscope::page::browser::mount;
}
