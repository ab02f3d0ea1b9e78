//! A long list of which only windows are held: results of a search,
//! paragraphs of a document.
//!
//! In: answers of the engine, a stretch at a time, and how far it is scrolled.
//! Out: the chunks to show, and the stretch to ask for next.
//! The list is cut into chunks of a fixed number of items. Chunks within a
//! screen of the viewport are shown; all before and all after them are two
//! blanks, as high as those chunks were seen to be, or guessed. So 100,000
//! documents cost some 60 rows in the tree, and the scroll bar tells the truth.

use std::ops::{Deref, Range};
use std::rc::Rc;

use crate::page::ordered::Ordered;

/// Chunks on each side of the near ones that are kept.
const KEPT: u32 = 6;

/// Most items asked for at once.
const LONGEST_REQUEST: u32 = 120;

/// A shared value that is equal to itself only: comparing is one pointer, so
/// a component that shows it is skipped when nothing has changed.
#[derive(Debug)]
pub(crate) struct Shared<T: ?Sized>(pub(crate) Rc<T>);

impl<T> Shared<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(Rc::new(value))
    }
}

impl<T: ?Sized> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T: ?Sized> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: ?Sized> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// What is seen of a list, in pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    /// How far the viewport's top is below the list's; negative above it.
    pub(crate) top: i64,
    /// Height of the viewport.
    pub(crate) height: i64,
    /// Heights of the chunks that are shown.
    pub(crate) heights: Vec<(u32, u32)>,
}

/// What is held of a list, and what of it is near.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Windows<T> {
    total: u32,
    size: u32,
    chunks: Ordered<u32, Shared<Vec<T>>>,
    near: Range<u32>,
    heights: Ordered<u32, u32>,
    /// Height in pixels taken for an item never seen.
    item_height: u32,
    /// Whether one chunk seen tells the height of all.
    equal: bool,
}

impl<T> Windows<T> {
    /// An empty list, cut into chunks of `size` items, each `item_height`
    /// pixels high until better is known.
    pub(crate) fn new(size: u32, item_height: u32) -> Self {
        Self {
            total: 0,
            size: size.max(1),
            chunks: Ordered::default(),
            near: 0..1,
            heights: Ordered::default(),
            item_height,
            equal: false,
        }
    }

    /// An empty list whose items are all of one height, so that the scroll bar
    /// is right from the first chunk on and no jump misses.
    pub(crate) fn of_equal_items(size: u32, item_height: u32) -> Self {
        Self { equal: true, ..Self::new(size, item_height) }
    }

    /// Items in the whole list.
    pub(crate) fn total(&self) -> u32 {
        self.total
    }

    /// Chunks in the whole list.
    pub(crate) fn chunk_count(&self) -> u32 {
        self.total.div_ceil(self.size)
    }

    /// The chunk an item is in.
    pub(crate) fn chunk_of(&self, item: u32) -> u32 {
        item / self.size
    }

    /// The items of a chunk that is not the last.
    pub(crate) fn size(&self) -> u32 {
        self.size
    }

    /// The chunks to show, held or not.
    pub(crate) fn shown(&self) -> Range<u32> {
        let count = self.chunk_count();
        self.near.start.min(count)..self.near.end.min(count)
    }

    /// A chunk's items, if they are held.
    pub(crate) fn chunk(&self, chunk: u32) -> Option<&Shared<Vec<T>>> {
        self.chunks.get(&chunk)
    }

    /// Height of the blank in place of some chunks, in pixels.
    pub(crate) fn blank(&self, chunks: Range<u32>) -> u32 {
        if self.equal {
            let items = |chunk: u32| (chunk * self.size).min(self.total);
            return (items(chunks.end) - items(chunks.start)) * self.item_height;
        }
        chunks.map(|chunk| self.height(chunk, &[])).sum()
    }

    /// An item, if it is held.
    pub(crate) fn get(&self, item: u32) -> Option<&T> {
        self.chunks.get(&self.chunk_of(item))?.get((item % self.size) as usize)
    }

    /// Every item held, with its place in the list.
    pub(crate) fn held(&self) -> impl Iterator<Item = (u32, &T)> {
        self.chunks
            .iter()
            .flat_map(move |(chunk, items)| (chunk * self.size..).zip(items.iter()))
    }

    /// The stretch of items to ask for so that everything near is held.
    pub(crate) fn missing(&self) -> Option<Range<u32>> {
        let last = self.near.end.min(self.chunk_count());
        let mut wanted = (self.near.start..last).filter(|chunk| !self.chunks.has(chunk));
        let first = wanted.next()?;
        let end = wanted
            .zip(first + 1..)
            .take_while(|(chunk, expected)| chunk == expected)
            .last()
            .map_or(first + 1, |(chunk, _)| chunk + 1);
        let (start, end) = (first * self.size, (end * self.size).min(self.total));
        Some(start..end.min(start + self.longest_request()))
    }

    /// Most items of one request, in whole chunks.
    fn longest_request(&self) -> u32 {
        (LONGEST_REQUEST / self.size).max(1) * self.size
    }

    /// Takes an answer: the items from `first` on, of a list of `total`. A
    /// stretch that does not begin or end with a chunk is cut to whole chunks.
    pub(crate) fn insert(&mut self, total: u32, first: u32, items: Vec<T>) {
        self.total = total;
        let mut at = first;
        let mut items = items.into_iter();
        let lead = first.next_multiple_of(self.size) - first;
        at += u32::try_from(items.by_ref().take(lead as usize).count()).unwrap_or(lead);
        loop {
            let chunk: Vec<T> = items.by_ref().take(self.size as usize).collect();
            let length = u32::try_from(chunk.len()).unwrap_or(self.size);
            if length == 0 || (length < self.size && at + length < total) {
                break;
            }
            self.chunks.insert(at / self.size, Shared::new(chunk));
            at += length;
        }
        self.prune();
    }

    /// Notes how high the shown chunks are and what is near now.
    pub(crate) fn look(&mut self, seen: &Seen) {
        if self.equal {
            self.item_height = self.item_height_in(seen);
        } else {
            for (chunk, height) in &seen.heights {
                self.heights.insert(*chunk, *height);
            }
        }
        self.near = self.near_in(seen);
        self.prune();
    }

    /// Whether a look would change nothing.
    pub(crate) fn knows(&self, seen: &Seen) -> bool {
        self.near_in(seen) == self.near
            && (!self.equal || self.item_height_in(seen) == self.item_height)
    }

    /// The height of an item where all have the same.
    fn item_height_in(&self, seen: &Seen) -> u32 {
        let whole = seen
            .heights
            .iter()
            .find(|(chunk, height)| *height > 0 && (chunk + 1) * self.size <= self.total);
        whole.map_or(self.item_height, |(_, height)| height / self.size)
    }

    /// The chunks within a screen of the viewport.
    fn near_in(&self, seen: &Seen) -> Range<u32> {
        let (first, last) = (seen.top - seen.height, seen.top + 2 * seen.height);
        if self.equal {
            return self.near_of_equal(first, last);
        }
        let mut bottom = 0;
        let mut near = None;
        for chunk in 0..self.chunk_count() {
            let top = bottom;
            bottom += i64::from(self.height(chunk, &seen.heights));
            if bottom >= first && top <= last {
                near = Some(near.map_or(chunk, |near: Range<u32>| near.start)..chunk + 1);
            }
        }
        near.unwrap_or_else(|| self.near.clone())
    }

    /// Ten thousand chunks need not be gone through where all are alike.
    fn near_of_equal(&self, first: i64, last: i64) -> Range<u32> {
        let chunk = i64::from((self.size * self.item_height).max(1));
        let end = i64::from(self.chunk_count());
        let at = |pixels: i64| {
            u32::try_from(pixels.div_euclid(chunk).clamp(0, end)).unwrap_or_default()
        };
        if last < 0 || first > end * chunk {
            return self.near.clone();
        }
        at(first)..at(last + chunk)
    }

    fn height(&self, chunk: u32, seen: &[(u32, u32)]) -> u32 {
        let seen = seen.iter().find(|(at, _)| *at == chunk).map(|(_, height)| *height);
        let items = self.size.min(self.total.saturating_sub(chunk * self.size));
        seen.or_else(|| self.heights.get(&chunk).copied()).unwrap_or(items * self.item_height)
    }

    /// Makes an item's chunk near, with its neighbours, for moves that are not
    /// scrolling.
    pub(crate) fn bring_near(&mut self, item: u32) {
        let chunk = self.chunk_of(item);
        if !self.near.contains(&chunk) {
            self.near = chunk.saturating_sub(1)..chunk + 2;
            self.prune();
        }
    }

    /// First item that is near, and how many are.
    pub(crate) fn near_items(&self) -> (u32, u32) {
        let end = self.near.end.min(self.chunk_count());
        let start = self.near.start.min(end);
        (start * self.size, (end - start) * self.size)
    }

    /// Forgets the items but not where one stands, nor the heights: for a text
    /// that is marked anew.
    pub(crate) fn forget_items(&mut self) {
        self.chunks.clear();
    }

    fn prune(&mut self) {
        let kept = self.near.start.saturating_sub(KEPT)..self.near.end + KEPT;
        let count = self.chunk_count();
        self.chunks.retain(|chunk| kept.contains(chunk) && *chunk < count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list in chunks of 10 items, each guessed to be 5 pixels high, looked
    /// at through a window of 50 pixels.
    fn filled(total: u32) -> Windows<u32> {
        let mut windows = Windows::new(10, 5);
        windows.insert(total, 0, (0..total.min(10)).collect());
        windows
    }

    fn seen(top: i64, heights: &[(u32, u32)]) -> Seen {
        Seen { top, height: 50, heights: heights.into() }
    }

    #[test]
    fn what_is_near_is_asked_for_in_whole_chunks() {
        let mut windows = filled(95);
        assert_eq!(windows.chunk_count(), 10);
        assert_eq!((windows.shown(), windows.missing()), (0..1, None));
        windows.look(&seen(10, &[]));
        assert_eq!((windows.shown(), windows.missing()), (0..3, Some(10..30)));
        assert!(windows.knows(&seen(15, &[])));
        windows.insert(95, 10, (10..30).collect());
        assert_eq!(windows.missing(), None);
        assert_eq!(windows.get(29), Some(&29));
        windows.look(&seen(455, &[]));
        assert_eq!((windows.shown(), windows.missing()), (8..10, Some(80..95)));
        windows.insert(95, 80, (80..95).collect());
        assert_eq!(windows.get(94), Some(&94));
        assert_eq!(windows.missing(), None);
    }

    #[test]
    fn blanks_have_the_height_that_was_seen_or_guessed() {
        let mut windows = filled(95);
        windows.look(&seen(0, &[(0, 64)]));
        assert_eq!((windows.blank(0..1), windows.blank(1..2)), (64, 50));
        assert_eq!((windows.blank(9..10), windows.blank(0..10)), (25, 64 + 8 * 50 + 25));
    }

    #[test]
    fn what_is_near_follows_from_the_heights_seen() {
        let mut windows = filled(95);
        windows.look(&seen(0, &[(0, 500)]));
        assert_eq!(windows.shown(), 0..1, "the first chunk fills two screens");
        windows.look(&seen(480, &[(0, 500)]));
        assert_eq!(windows.shown(), 0..3);
        assert!(windows.knows(&seen(-1_000, &[])), "out of sight nothing changes");
    }

    #[test]
    fn one_chunk_of_equal_items_tells_the_height_of_all() {
        let mut windows = Windows::of_equal_items(10, 5);
        windows.insert(95, 0, (0..10).collect());
        assert_eq!(windows.blank(1..10), 8 * 50 + 25);
        let look = seen(0, &[(0, 80)]);
        assert!(!windows.knows(&look));
        windows.look(&look);
        assert_eq!(windows.blank(1..10), 8 * 80 + 40);
        assert!(windows.knows(&look), "the last chunk, which is shorter, says nothing");
        windows.look(&seen(470, &[(9, 7)]));
        assert_eq!((windows.shown(), windows.blank(0..1)), (5..8, 80));
        assert!(windows.knows(&seen(-1_000, &[])), "out of sight nothing changes");
        assert!(windows.knows(&seen(99_000, &[])), "out of sight nothing changes");
    }

    #[test]
    fn far_chunks_are_let_go() {
        let mut windows = filled(10_000);
        windows.look(&seen(25_000, &[]));
        assert_eq!(windows.get(0), None);
        assert_eq!(windows.shown(), 498..503);
    }

    #[test]
    fn an_item_can_be_brought_near() {
        let mut windows = filled(10_000);
        windows.bring_near(5_000);
        assert_eq!(windows.shown(), 499..502);
        windows.bring_near(5_010);
        assert_eq!(windows.shown(), 499..502);
    }

    #[test]
    fn answers_of_a_shorter_or_odd_stretch_do_no_harm() {
        let mut windows = filled(95);
        windows.insert(95, 15, (15..45).collect());
        assert_eq!(
            (windows.get(15), windows.get(20), windows.get(44)),
            (None, Some(&20), None)
        );
        windows.insert(3, 0, vec![0, 1, 2]);
        assert_eq!(
            (windows.chunk_count(), windows.get(2), windows.get(20)),
            (1, Some(&2), None)
        );
        windows.insert(0, 0, Vec::new());
        assert_eq!((windows.chunk_count(), windows.missing()), (0, None));
        assert_eq!(windows.shown(), 0..0);
    }
}
