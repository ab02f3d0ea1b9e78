//! Sorting in little code: a list and an order go in, the list comes out in
//! that order, equal items as they stood.
//!
//! The standard library's sorts are fast and large: 5 to 10 kB of the engine for
//! each kind of list and order, a quarter of its code in all. Here one merge
//! sort over places is shared by all lists, for a call through a pointer a
//! comparison. It is for lists of some thousand items; plain numbers and pairs
//! of them, of which there are millions, keep `sort_unstable`.

use std::cmp::Ordering;

/// Sorts by an order.
pub(crate) fn sort_by<T>(list: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    if list.is_sorted_by(|a, b| compare(a, b).is_le()) {
        return;
    }
    let order = places(list.len(), &mut |a, b| compare(&list[a], &list[b]).is_gt());
    arrange(list, order);
}

/// Sorts by a key.
pub(crate) fn sort_by_key<T, K: Ord>(list: &mut [T], mut key: impl FnMut(&T) -> K) {
    sort_by(list, |a, b| key(a).cmp(&key(b)));
}

/// Sorts by a key that is dear to compute.
pub(crate) fn sort_by_cached_key<T, K: Ord>(list: &mut [T], key: impl FnMut(&T) -> K) {
    let keys: Vec<K> = list.iter().map(key).collect();
    let order = places(list.len(), &mut |a, b| keys[a] > keys[b]);
    arrange(list, order);
}

/// Sorts by the items' own order.
pub(crate) fn sort<T: Ord>(list: &mut [T]) {
    sort_by(list, T::cmp);
}

/// The places of a list's items in order; `is_after` compares two of them.
fn places(length: usize, is_after: &mut dyn FnMut(usize, usize) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    let mut merged = order.clone();
    let mut width = 1;
    while width < length {
        let mut start = 0;
        while start < length {
            let middle = (start + width).min(length);
            let end = (start + 2 * width).min(length);
            let (mut left, mut right) = (start, middle);
            for place in &mut merged[start..end] {
                let from_right =
                    left == middle || right < end && is_after(order[left], order[right]);
                let taken = if from_right { &mut right } else { &mut left };
                *place = order[*taken];
                *taken += 1;
            }
            start = end;
        }
        std::mem::swap(&mut order, &mut merged);
        width *= 2;
    }
    order
}

/// Puts at each place the item that is named for it, along the cycles.
fn arrange<T>(list: &mut [T], mut order: Vec<usize>) {
    for start in 0..order.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut order[at], at);
            if from == start || from == at {
                break;
            }
            list.swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_same_as_the_standard_library(
            list in proptest::collection::vec((0_u8..9, any::<u16>()), 0..300),
        ) {
            let mut expected = list.clone();
            expected.sort_by_key(|item| item.0);
            let mut by_key = list.clone();
            sort_by_key(&mut by_key, |item| item.0);
            prop_assert_eq!(&by_key, &expected);
            let mut by_cached_key = list.clone();
            sort_by_cached_key(&mut by_cached_key, |item| item.0.to_string());
            prop_assert_eq!(&by_cached_key, &expected);
            let mut whole = list;
            sort(&mut whole);
            expected.sort_unstable();
            prop_assert_eq!(&whole, &expected);
        }
    }
}
