//! The page module: exports `mount`, which puts the page into a shadow root.

/// Smaller as sent than the one of the standard library.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    // The export is linked in by its use; the shell calls it when it is ready.
    let _ = corpuscope::page::browser::mount;
}
