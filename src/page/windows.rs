//! A long list of which only windows are held: results of a search,
//! paragraphs of a document.
//!
//! In: answers of the engine, a stretch at a time, and which chunks are near
//! what is seen. Out: the chunks to show, and the stretch to ask for next.
//! The list is cut into chunks of a fixed number of items. A chunk near the
//! viewport is shown; the others are a blank of the height they had, or of the
//! mean height, so that 10,000 documents cost some 90 rows in the tree and the
//! scroll bar still tells the truth.

use std::collections::BTreeMap;
use std::ops::{Deref, Range};
use std::rc::Rc;

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

/// What is seen of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Chunks near the viewport.
    pub(crate) near: Range<u32>,
    /// Heights in pixels of the chunks that are shown.
    pub(crate) heights: Vec<(u32, u32)>,
}

/// What is held of a list, and what of it is near.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Windows<T> {
    total: u32,
    size: u32,
    chunks: BTreeMap<u32, Shared<Vec<T>>>,
    near: Range<u32>,
    heights: BTreeMap<u32, u32>,
    /// Height in pixels taken for an item never seen.
    item_height: u32,
}

impl<T> Windows<T> {
    /// An empty list, cut into chunks of `size` items, each `item_height`
    /// pixels high until better is known.
    pub(crate) fn new(size: u32, item_height: u32) -> Self {
        Self {
            total: 0,
            size: size.max(1),
            chunks: BTreeMap::new(),
            near: 0..1,
            heights: BTreeMap::new(),
            item_height,
        }
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

    /// A chunk to show: near and held.
    pub(crate) fn shown(&self, chunk: u32) -> Option<&Shared<Vec<T>>> {
        self.near.contains(&chunk).then(|| self.chunks.get(&chunk))?
    }

    /// The blank in place of a chunk, in pixels.
    pub(crate) fn height(&self, chunk: u32) -> u32 {
        let items = self.size.min(self.total.saturating_sub(chunk * self.size));
        self.heights.get(&chunk).copied().unwrap_or(items * self.item_height)
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
        let mut wanted =
            (self.near.start..last).filter(|chunk| !self.chunks.contains_key(chunk));
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

    /// Notes what is near and how high the chunks shown are; tells whether
    /// anything else is to be shown now.
    pub(crate) fn look(&mut self, Seen { near, heights }: Seen) -> bool {
        self.heights.extend(heights);
        if near.is_empty() || self.near == near {
            return false;
        }
        self.near = near;
        self.prune();
        true
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

    /// The chunks that are near, as they were looked at last.
    pub(crate) fn near(&self) -> Range<u32> {
        self.near.clone()
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
        self.chunks.retain(|chunk, _| kept.contains(chunk) && *chunk < count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(total: u32) -> Windows<u32> {
        let mut windows = Windows::new(10, 5);
        windows.insert(total, 0, (0..total.min(10)).collect());
        windows
    }

    fn seen(near: Range<u32>, heights: &[(u32, u32)]) -> Seen {
        Seen { near, heights: heights.into() }
    }

    #[test]
    fn what_is_near_is_asked_for_in_whole_chunks() {
        let mut windows = filled(95);
        assert_eq!(windows.chunk_count(), 10);
        assert_eq!(windows.missing(), None);
        assert!(windows.look(seen(0..3, &[(0, 64)])));
        assert_eq!(windows.missing(), Some(10..30));
        windows.insert(95, 10, (10..30).collect());
        assert_eq!(windows.missing(), None);
        assert_eq!(windows.get(29), Some(&29));
        assert!(windows.look(seen(8..10, &[])));
        assert_eq!(windows.missing(), Some(80..95));
        windows.insert(95, 80, (80..95).collect());
        assert_eq!(windows.get(94), Some(&94));
        assert_eq!(windows.missing(), None);
    }

    #[test]
    fn blanks_have_the_height_that_was_seen_or_the_mean() {
        let mut windows = filled(95);
        windows.look(seen(0..1, &[(0, 64)]));
        assert_eq!((windows.height(0), windows.height(1), windows.height(9)), (64, 50, 25));
    }

    #[test]
    fn far_chunks_are_let_go() {
        let mut windows = filled(10_000);
        windows.look(seen(500..503, &[]));
        assert_eq!(windows.get(0), None);
        assert!(windows.shown(0).is_none());
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
    }
}
