//! The codecs against the stream that went in, and against bytes that no
//! encoder wrote.

use proptest::prelude::*;

use super::*;

fn decode(codec: u16, bytes: &[u8], symbols: u32) -> Vec<u32> {
    let stream = read(bytes, symbols, codec).expect("well formed");
    let mut place = Place::default();
    std::iter::from_fn(|| stream.next(&mut place)).collect()
}

fn class(stream: &[u32], symbols: u32, classes: usize, contexts: usize) -> Vec<u8> {
    let size = learn::Size { classes, alone: classes / 3, contexts };
    class::write(stream, &learn::learn(stream, symbols, size))
}

/// Tokens of a text with habits: frequent ones, pairs, and ends of units.
fn text(symbols: u32, seeds: &[u32]) -> Vec<u32> {
    let tokens = seeds.iter().flat_map(|&seed| {
        let rare = (seed >> (seed % 32)) % symbols;
        [rare, (rare * 7 + 1) % symbols, if seed % 5 == 0 { symbols - 1 } else { 0 }]
    });
    tokens.collect()
}

proptest! {
    // Learning is slow where nothing is optimised.
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn streams_come_back(
        symbols in 1_u32..1_000,
        seeds in proptest::collection::vec(any::<u32>(), 0..2_000),
        classes in 1_usize..40,
        contexts in 1_usize..60,
    ) {
        let stream = text(symbols, &seeds);
        let bytes = class(&stream, symbols, classes, contexts);
        prop_assert_eq!(decode(CLASS, &bytes, symbols), &*stream);
        let (codec, bytes) = write(&stream, symbols);
        prop_assert_eq!(decode(codec, &bytes, symbols), stream);
    }

    #[test]
    fn decoding_goes_on_at_any_place(seeds in proptest::collection::vec(any::<u32>(), 2_000..4_000), at in 0_usize..6_000) {
        let stream = text(500, &seeds);
        let bytes = class(&stream, 500, 16, 32);
        let decoder = read(&bytes, 500, CLASS).expect("well formed");
        let mut place = Place::default();
        for _ in 0..at {
            decoder.next(&mut place);
        }
        let mut copy = place;
        let rest: Vec<u32> = std::iter::from_fn(|| decoder.next(&mut copy)).collect();
        prop_assert_eq!(&rest, &stream[at.min(stream.len())..]);
    }

    #[test]
    fn damaged_bytes_end(
        seeds in proptest::collection::vec(any::<u32>(), 0..900),
        changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..9),
        cut in any::<usize>(),
    ) {
        let stream = text(200, &seeds);
        let mut bytes = class(&stream, 200, 8, 12);
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        if cut % 3 == 0 {
            bytes.truncate(cut % (bytes.len() + 1));
        }
        if let Ok(decoder) = read(&bytes, 200, CLASS) {
            let mut place = Place::default();
            let decoded = std::iter::from_fn(|| decoder.next(&mut place)).inspect(|it| assert!(*it < 200));
            // Blocks of two bytes say how many tokens there can be.
            prop_assert!(decoded.count() <= bytes.len() / 2 * 4096);
        }
    }

}

proptest! {
    #[test]
    fn any_bytes_are_refused_or_end(bytes in any::<Vec<u8>>(), symbols in 0_u32..300, codec in 0_u16..4) {
        if let Ok(stream) = read(&bytes, symbols, codec) {
            let mut place = Place::default();
            let decoded = std::iter::from_fn(|| stream.next(&mut place)).count();
            prop_assert!(decoded <= bytes.len().max(1) * 4096);
        }
    }
}

#[test]
fn extremes_come_back() {
    let one = vec![0_u32; 20_000];
    assert_eq!(decode(CLASS, &class(&one, 1, 4, 4), 1), one);
    let distinct: Vec<u32> = (0..20_000).collect();
    assert_eq!(decode(CLASS, &class(&distinct, 20_000, 256, 2_048), 20_000), distinct);
    assert!(decode(CLASS, &class(&[], 3, 4, 4), 3).is_empty());
    let never: Vec<u32> = (0..50).map(|it| it % 3).collect();
    assert_eq!(decode(CLASS, &class(&never, 1_000, 8, 8), 1_000), never);
}

#[test]
fn a_text_of_one_word_takes_next_to_nothing() {
    let stream = vec![0_u32; 40_960];
    // Two bytes and two states a block.
    assert!(class(&stream, 1, 1, 1).len() < 10 * 18 + 20);
}

proptest! {
    #[test]
    fn short_streams_come_back_and_classes_may_be_empty(
        stream in proptest::collection::vec(0_u32..9, 0..60),
        classes in 1_usize..10,
    ) {
        let bytes = class(&stream, 9, classes, classes * 2);
        prop_assert_eq!(decode(CLASS, &bytes, 9), stream);
    }
}
