//! Anything as a regular expression, tried on anything: the part behind the
//! last line end is the value.

#![no_main]

use corpuscope::query::fuzzing::pattern;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    let (text, value) = input.rsplit_once('\n').unwrap_or((input, "aab"));
    pattern(text, value);
});
