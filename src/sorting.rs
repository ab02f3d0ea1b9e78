//! Sorting in little code: a list and an order go in, the list comes out in
//! that order, equal items as they stood.
//!
//! The standard library's sorts are fast and large: 5 to 10 kB of the engine for
//! each kind of list and order, a quarter of its code in all. Here one merge
//! sort over places is shared by all lists, for a call through a pointer a
//! comparison. It is for lists of some thousand items. Millions are sorted as
//! plain numbers, two of 32 bits in one of 64: by `sort_unstable`, or by
//! [`window`], where only a part of them is wanted in order.

use std::cmp::Ordering;
use std::ops::Range;

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

/// The numbers that sorting would bring to some places, in order: in time
/// linear in the list. The others are left in no order.
pub(crate) fn window(list: &mut [u64], places: Range<usize>) -> &[u64] {
    let end = places.end.min(list.len());
    let start = places.start.min(end);
    if end < list.len() {
        list.select_nth_unstable(end);
    }
    let list = &mut list[..end];
    if start > 0 && start < end {
        list.select_nth_unstable(start);
    }
    list[start..].sort_unstable();
    &list[start..]
}

/// One sorted list of several.
pub(crate) fn merged(mut lists: Vec<Vec<u64>>) -> Vec<u64> {
    while lists.len() > 1 {
        let pairs = lists.chunks(2);
        lists = pairs
            .map(|pair| match pair {
                [one, other] => merged_pair(one, other),
                rest => rest.concat(),
            })
            .collect();
    }
    lists.pop().unwrap_or_default()
}

fn merged_pair(one: &[u64], other: &[u64]) -> Vec<u64> {
    let mut all = Vec::with_capacity(one.len() + other.len());
    let (mut left, mut right) = (0, 0);
    while let (Some(&a), Some(&b)) = (one.get(left), other.get(right)) {
        all.push(a.min(b));
        left += usize::from(a <= b);
        right += usize::from(a > b);
    }
    all.extend_from_slice(&one[left..]);
    all.extend_from_slice(&other[right..]);
    all
}

/// The higher and the lower half of a number.
#[expect(clippy::cast_possible_truncation, reason = "these are the halves")]
pub(crate) fn halves(number: u64) -> (u32, u32) {
    ((number >> 32) as u32, number as u32)
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

        #[test]
        fn parts_of_lists(
            lists in proptest::collection::vec(
                proptest::collection::vec(any::<u64>(), 0..40), 0..6),
            start in 0_usize..100,
            length in 0_usize..50,
        ) {
            let mut expected = lists.concat();
            expected.sort_unstable();
            let mut list = lists.concat();
            let end = (start + length).min(list.len());
            let part = window(&mut list, start..start + length);
            prop_assert_eq!(part, &expected[start.min(end)..end]);
            let sorted = |mut list: Vec<u64>| {
                list.sort_unstable();
                list
            };
            prop_assert_eq!(merged(lists.into_iter().map(sorted).collect()), expected);
        }
    }
}
