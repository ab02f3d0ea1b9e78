//! Anything as a query of either language, on a small index: nothing panics,
//! every problem is about a part of the query, every match is in its document.
//!
//! The first byte says which language.

#![no_main]

use std::sync::OnceLock;

use corpuscope::query::fuzzing::Tried;
use libfuzzer_sys::fuzz_target;

static INDEX: &[u8] = include_bytes!("../../tests/golden/index-3.0.bin");

fuzz_target!(|input: &[u8]| {
    static TRIED: OnceLock<Tried> = OnceLock::new();
    let tried = TRIED.get_or_init(|| Tried::open(INDEX));
    let Some((language, query)) = input.split_first() else { return };
    let Ok(query) = std::str::from_utf8(query) else { return };
    if language % 2 == 0 {
        tried.simple(query);
    } else {
        tried.cql(query);
    }
});
