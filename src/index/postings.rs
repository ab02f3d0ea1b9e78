//! What is derived from the text when an index is loaded: an index goes in,
//! the words in a row and the positions of each term come out.
//!
//! 1. [`Loader::step`] decodes documents one after the other and notes the type
//!    of every word that can be found (boilerplate is left out).
//! 2. It places the positions by counting sort: one pass, no comparison.
//! 3. It groups the spellings by their stems, in each language that has stems.
//!
//! A *position* is the number of a word in the row of all words of all
//! documents. 6.5 bytes a word in memory (`positions`), and half a byte for the
//! marks between them (`text_rows`).

use std::ops::Range;

use super::open::Index;
use super::positions::{Placing, PositionLists, Positions, Tally};
use super::stems::StemGroups;
use super::story::Facts;
use super::text::{Place, Places};
use super::text_rows::{RowsLoader, TextRows};
use super::token_values::{TokenValues, Unpacking};

/// Words, positions and stems of an index.
#[derive(Debug, Default)]
pub(crate) struct Postings {
    /// Word type of each position: its spelling, and through that its term.
    pub(crate) words: Vec<u32>,
    positions: PositionLists,
    /// First position of each unit, and one more.
    units: Vec<u32>,
    /// First unit of each document, and one more: a document has one unit, or
    /// two when its title stands apart.
    document_units: Vec<u32>,
    /// Where each document begins in the stream.
    places: Vec<Place>,
    /// Places in texts, in order.
    waypoints: Vec<Waypoint>,
    /// Positions of each document's title, wherever it stands.
    titles: Vec<Range<u32>>,
    /// The texts as rows of words and marks.
    pub(crate) rows: TextRows,
    /// Tokens of each document's text, marks and boilerplate included.
    pub(crate) tokens: Vec<u32>,
    /// For each document the bit of its language's stems, 0 where it has none.
    pub(crate) stemmer_bits: Vec<u32>,
    /// What documents of a language have of each stem, as the index has them.
    pub(crate) stems: Vec<StemGroups>,
    /// What is said of the tokens of annotated documents, by layer.
    pub(crate) layers: Vec<TokenValues>,
    /// The first token of each document among those of annotated documents,
    /// [`UNANNOTATED`] where it is not one.
    first_tokens: Vec<u32>,
    /// The story, once a request needed it.
    pub(crate) story: Option<Facts>,
}

const UNANNOTATED: u32 = u32::MAX;

impl Postings {
    /// Positions of a term, ascending.
    pub(crate) fn of(&self, term: u32) -> Positions<'_> {
        self.positions.of(term)
    }

    /// How often a term occurs.
    pub(crate) fn frequency(&self, term: u32) -> u32 {
        self.positions.count(term)
    }

    /// Positions of a document, both its units.
    pub(crate) fn document(&self, document: u32) -> Range<u32> {
        let unit = |d: usize| self.document_units.get(d).copied().unwrap_or(0) as usize;
        let at = |unit: usize| self.units.get(unit).copied().unwrap_or(0);
        let document = document as usize;
        at(unit(document))..at(unit(document + 1))
    }

    /// Units of a document: the title, where it stands apart, then the text.
    pub(crate) fn units_of(&self, document: u32) -> Range<u32> {
        let unit = |d: usize| self.document_units.get(d).copied().unwrap_or(0);
        unit(document as usize)..unit(document as usize + 1)
    }

    /// Positions of a unit.
    pub(crate) fn unit(&self, unit: u32) -> Range<u32> {
        let at = |unit: usize| self.units.get(unit).copied().unwrap_or(0);
        at(unit as usize)..at(unit as usize + 1)
    }

    /// Positions of a document's title.
    pub(crate) fn title(&self, document: u32) -> Range<u32> {
        self.titles.get(document as usize).cloned().unwrap_or(0..0)
    }

    /// Where a document begins in the stream.
    pub(crate) fn place(&self, document: u32) -> Place {
        self.places.get(document as usize).copied().unwrap_or_default()
    }

    /// The last place in a document's text, which begins at a place, that is well
    /// before a word and, where some tokens are wanted as well, before these.
    pub(crate) fn waypoint(
        &self,
        document: u32,
        begin: Place,
        word: u32,
        also: &Range<u32>,
    ) -> Waypoint {
        let upto = |place: Place| {
            self.waypoints.partition_point(|it| it.place.distance() <= place.distance())
        };
        let next = self.places.get(document as usize + 1);
        let own = upto(begin)..next.map_or(self.waypoints.len(), |&next| upto(next));
        let own = self.waypoints.get(own).unwrap_or_default();
        let before = own
            .partition_point(|it| it.word < word && (also.is_empty() || it.token < also.start));
        let last = before.checked_sub(1).map(|last| own[last]);
        last.unwrap_or(Waypoint { place: begin, token: 0, word: 0 })
    }

    /// The first token of a document's text in the layers; `None` where it is not
    /// annotated.
    pub(crate) fn first_token(&self, document: u32) -> Option<u32> {
        let first = self.first_tokens.get(document as usize).copied();
        first.filter(|first| *first != UNANNOTATED)
    }

    /// How many documents there are.
    pub(crate) fn documents(&self) -> u32 {
        u32::try_from(self.places.len()).unwrap_or(u32::MAX)
    }

    /// Walks from ascending positions to their documents.
    pub(crate) fn walk(&self) -> Walk<'_> {
        Walk { postings: self, unit: 0, unit_end: 0, document: 0, document_end: 0 }
    }
}

/// A place in a text and what comes before it: long texts need not be decoded
/// from their beginning.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Waypoint {
    pub(crate) place: Place,
    /// Tokens of the text before it, and words that are no boilerplate.
    pub(crate) token: u32,
    pub(crate) word: u32,
}

/// A position's document and the end of its unit, for positions that ascend.
pub(crate) struct Walk<'a> {
    postings: &'a Postings,
    unit: usize,
    /// First position behind the current unit and document.
    pub(crate) unit_end: u32,
    document: usize,
    document_end: u32,
}

impl Walk<'_> {
    /// The document of a position that is not before the last one asked for.
    #[inline]
    pub(crate) fn document(&mut self, position: u32) -> u32 {
        if position >= self.document_end {
            self.advance(position);
        }
        u32::try_from(self.document).unwrap_or(u32::MAX)
    }

    fn advance(&mut self, position: u32) {
        let postings = self.postings;
        let end_of = |document: usize| {
            let unit = postings.document_units.get(document + 1)?;
            postings.units.get(*unit as usize).copied()
        };
        // Gallop, then search: rare words leap over many documents.
        let (mut low, mut step) = (self.document, 1);
        while end_of(low + step).is_some_and(|end| end <= position) {
            low += step;
            step *= 2;
        }
        let mut high = low + step;
        while low < high {
            let middle = low + (high - low) / 2;
            if end_of(middle).is_none_or(|end| end > position) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        self.document = low;
        self.document_end = end_of(low).unwrap_or(u32::MAX);
    }

    /// First position of the unit that was last asked for.
    pub(crate) fn unit_start(&self) -> u32 {
        let before = self.unit.checked_sub(1);
        before.and_then(|unit| self.postings.units.get(unit)).copied().unwrap_or(0)
    }

    /// First position behind the unit of `position`.
    #[inline]
    pub(crate) fn end_of_unit(&mut self, position: u32) -> u32 {
        if position >= self.unit_end {
            let units = &self.postings.units;
            let rest = units.get(self.unit..).unwrap_or(&[]);
            self.unit += rest.partition_point(|&start| start <= position);
            self.unit_end = units.get(self.unit).copied().unwrap_or(u32::MAX);
        }
        self.unit_end
    }
}

/// Derives the postings in steps.
#[derive(Debug)]
pub(crate) struct Loader {
    postings: Postings,
    ahead: Ahead,
    document: usize,
    /// How often each spelling occurs, and where.
    tallies: Vec<Tally>,
    placing: Placing,
    placed: usize,
    /// For each spelling the bits of the stems of the documents it is in; empty
    /// where all documents have the same.
    stem_bits: Vec<u32>,
    /// The bit of the document at hand.
    bit: u32,
    /// Spellings that have their stem.
    stemmed: u32,
    unpacking: Unpacking,
    rows: RowsLoader,
    stage: Stage,
}

/// The bit of the stems of a document's language, 0 where it has none.
fn stem_bit(index: &Index<'_>, document: u32) -> u32 {
    let stems = index.language_of(document).and_then(|language| index.stems_for(language));
    stems.map_or(0, |number| 1 << number)
}

/// Symbols that are decoded and not yet taken.
#[derive(Debug, Default)]
struct Ahead {
    symbols: Vec<u32>,
    at: usize,
    /// Behind the last of them.
    place: Place,
    /// Places among them, and how many are taken.
    places: Places,
    ended: usize,
    stopped: usize,
    /// Behind the last end of a unit.
    behind_end: Place,
}

impl Ahead {
    fn next(&mut self, index: &Index<'_>) -> Option<u32> {
        self.refill(index);
        let symbol = *self.symbols.get(self.at)?;
        self.at += 1;
        if symbol == index.forms.end() {
            self.behind_end = self.places.ends.get(self.ended).copied().unwrap_or_default();
            self.ended += 1;
        }
        Some(symbol)
    }

    fn refill(&mut self, index: &Index<'_>) {
        if self.at == self.symbols.len() {
            let end = index.forms.end();
            index.stream.ahead(&mut self.place, end, &mut self.symbols, &mut self.places);
            (self.at, self.ended, self.stopped) = (0, 0, 0);
        }
    }

    /// The place before the next symbol, if that is one to stop at.
    fn stop(&mut self, index: &Index<'_>) -> Option<Place> {
        self.refill(index);
        while self.next_stop() < self.at {
            self.stopped += 1;
        }
        let stop = self.places.stops.get(self.stopped).copied();
        stop.filter(|_| self.next_stop() == self.at)
    }

    /// Before which of the symbols to stop next.
    fn next_stop(&self) -> usize {
        let stop = self.places.stops.get(self.stopped);
        let behind = stop.map_or(0, |stop| self.place.distance() - stop.distance());
        self.symbols.len() - behind as usize
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Stage {
    Decoding,
    Placing,
    Stemming,
    Done,
}

/// Positions that are placed between two looks at the clock.
const SLICE: usize = 1 << 16;
/// Spellings that are stemmed between two looks at the clock.
const STEM_SLICE: u32 = 1 << 12;

impl Loader {
    pub(crate) fn new(index: &Index<'_>) -> Self {
        let mut postings = Postings::default();
        postings.units.push(0);
        postings.document_units.push(0);
        let words =
            usize::try_from(index.meta.words).unwrap_or(0).min(index.stream.len() as usize);
        postings.words.reserve_exact(words);
        postings.stems.resize_with(index.stems.len(), StemGroups::default);
        let mut bits =
            (0_u32..).zip(&index.documents).map(|(document, _)| stem_bit(index, document));
        let first = bits.next();
        let differ = bits.any(|bit| Some(bit) != first);
        Self {
            postings,
            ahead: Ahead::default(),
            document: 0,
            tallies: vec![Tally::default(); index.forms.words() as usize],
            placing: Placing::default(),
            placed: 0,
            stem_bits: if differ { vec![0; index.forms.words() as usize] } else { Vec::new() },
            bit: 0,
            stemmed: 0,
            unpacking: Unpacking::new(index),
            rows: RowsLoader::new(index),
            stage: Stage::Decoding,
        }
    }

    /// Works while `go_on` says so, at least one slice. The part done, 0 to 1.
    pub(crate) fn step(&mut self, index: &Index<'_>, go_on: &mut dyn FnMut() -> bool) -> f32 {
        while self.stage != Stage::Done {
            match self.stage {
                Stage::Decoding => self.decode_slice(index),
                Stage::Placing => self.place_slice(index),
                Stage::Stemming => self.stem_slice(index),
                Stage::Done => {}
            }
            if !go_on() {
                break;
            }
        }
        self.fraction(index)
    }

    /// The postings, once they are complete; they are handed out once.
    pub(crate) fn take_finished(&mut self) -> Option<Postings> {
        (self.stage == Stage::Done).then(|| std::mem::take(&mut self.postings))
    }

    #[expect(clippy::cast_precision_loss, reason = "a progress bar needs no precision")]
    fn fraction(&self, index: &Index<'_>) -> f32 {
        match self.stage {
            Stage::Decoding => {
                0.65 * self.ahead.place.distance() as f32 / index.stream.len().max(1) as f32
            }
            Stage::Placing => {
                0.65 + 0.3 * self.placed as f32 / self.postings.words.len().max(1) as f32
            }
            Stage::Stemming => 0.96,
            Stage::Done => 1.0,
        }
    }

    fn decode_slice(&mut self, index: &Index<'_>) {
        let start = self.ahead.place.distance();
        while self.ahead.place.distance() - start < u32::try_from(SLICE).unwrap_or(u32::MAX) {
            if self.document == index.documents.len() {
                self.begin_placing(index);
                return;
            }
            self.decode_document(index);
        }
    }

    fn decode_document(&mut self, index: &Index<'_>) {
        let record = &index.documents[self.document];
        self.postings.places.push(self.ahead.behind_end);
        self.bit = stem_bit(index, u32::try_from(self.document).unwrap_or(u32::MAX));
        self.postings.stemmer_bits.push(self.bit);
        let first = self.position();
        let mut title = first..first;
        if record.separate_title {
            self.decode_title(index);
            title.end = self.position();
        }
        let annotated = index.annotations.documents.get(self.document).is_some_and(|it| *it);
        let first_token = if annotated { self.unpacking.tokens() } else { UNANNOTATED };
        self.postings.first_tokens.push(first_token);
        let title_in_text = record.title_in_text.clone();
        let (tokens, in_text) =
            self.decode_unit(index, &record.boilerplate, title_in_text, annotated);
        if !in_text.is_empty() {
            title = in_text;
        }
        self.postings.tokens.push(tokens);
        self.postings.titles.push(title);
        let units = u32::try_from(self.postings.units.len() - 1).unwrap_or(u32::MAX);
        self.postings.document_units.push(units);
        self.document += 1;
    }

    fn position(&self) -> u32 {
        u32::try_from(self.postings.words.len()).unwrap_or(u32::MAX)
    }

    /// Decodes a title that stands apart.
    fn decode_title(&mut self, index: &Index<'_>) {
        while let Some(symbol) = self.ahead.next(index) {
            if symbol < index.forms.words() {
                self.word(symbol);
            } else if symbol == index.forms.end() {
                break;
            }
        }
        self.postings.units.push(self.position());
    }

    /// Returns the number of tokens, and the positions of the tokens `title`.
    fn decode_unit(
        &mut self,
        index: &Index<'_>,
        boilerplate: &[Range<u32>],
        title: Range<u32>,
        annotated: bool,
    ) -> (u32, Range<u32>) {
        let forms = &index.forms;
        let mut skipped = boilerplate.iter().peekable();
        let mut token = 0_u32;
        let first = self.position();
        let mut title_positions = first..first;
        self.rows.begin();
        let plain = boilerplate.is_empty() && title.is_empty() && !annotated;
        loop {
            if let Some(place) = self.ahead.stop(index) {
                let word = self.position() - first;
                self.postings.waypoints.push(Waypoint { place, token, word });
            }
            if plain {
                let before = self.ahead.at;
                token += self.take_words(index);
                if self.ahead.at > before {
                    continue;
                }
            }
            let Some(symbol) = self.ahead.next(index) else { break };
            if symbol >= forms.tokens() {
                if symbol == forms.end() {
                    break;
                }
                self.rows.gap(index, symbol);
                continue;
            }
            while skipped.next_if(|range| range.end <= token).is_some() {}
            let skip = skipped.peek().is_some_and(|range| range.start <= token);
            if symbol < forms.words() && !skip {
                title_positions.start += u32::from(token < title.start);
                title_positions.end += u32::from(token < title.end);
                self.word(symbol);
            }
            self.rows.token(index, symbol, !skip);
            if annotated {
                self.unpacking.token(index, symbol);
            }
            token += 1;
        }
        self.rows.end();
        let end = self.position();
        self.postings.units.push(end);
        (token, title_positions)
    }

    /// Takes what is decoded of a unit in which every word counts, up to the next
    /// place to stop at. Returns the number of tokens.
    fn take_words(&mut self, index: &Index<'_>) -> u32 {
        let (words, tokens, end) =
            (index.forms.words(), index.forms.tokens(), index.forms.end());
        let mut taken = 0;
        // A place that is dealt with is not stopped at again.
        self.ahead.stopped += usize::from(self.ahead.next_stop() == self.ahead.at);
        let until = self.ahead.next_stop();
        while self.ahead.at < until {
            let symbol = self.ahead.symbols[self.ahead.at];
            if symbol < tokens {
                if symbol < words {
                    self.word(symbol);
                }
                self.rows.token(index, symbol, true);
                taken += 1;
            } else if symbol == end {
                break;
            } else {
                self.rows.gap(index, symbol);
            }
            self.ahead.at += 1;
        }
        taken
    }

    #[inline(always)]
    fn word(&mut self, symbol: u32) {
        let place = symbol as usize;
        let position = self.position();
        self.tallies[place].add(position);
        if let Some(bits) = self.stem_bits.get_mut(place) {
            *bits |= self.bit;
        }
        self.postings.words.push(symbol);
    }

    fn begin_placing(&mut self, index: &Index<'_>) {
        self.postings.layers = self.unpacking.finish();
        self.postings.rows = self.rows.finish();
        self.ahead = Ahead::default();
        let term_of = &index.forms.term_of;
        self.placing = Placing::new(&self.tallies, term_of, index.terms.len());
        self.stage = Stage::Placing;
    }

    fn place_slice(&mut self, index: &Index<'_>) {
        let words = &self.postings.words;
        let end = words.len().min(self.placed + SLICE);
        let first = u32::try_from(self.placed).unwrap_or(u32::MAX);
        for (position, &word) in (first..).zip(&words[self.placed..end]) {
            let term = index.forms.term_of[word as usize];
            self.placing.place(term, position);
        }
        self.placed = end;
        if end == words.len() {
            self.postings.positions = self.placing.finish();
            self.stage = Stage::Stemming;
        }
    }

    fn stem_slice(&mut self, index: &Index<'_>) {
        let words = index.forms.words();
        let end = words.min(self.stemmed.saturating_add(STEM_SLICE));
        for number in self.stemmed..end {
            let place = number as usize;
            let occurs = self.tallies.get(place).is_some_and(|it| it.count > 0);
            let same = if occurs { self.bit } else { 0 };
            let bits = self.stem_bits.get(place).copied().unwrap_or(same);
            for (at, groups) in self.postings.stems.iter_mut().enumerate() {
                if bits & 1 << at != 0 {
                    groups.add(index, &index.stems[at].rules, number);
                }
            }
        }
        self.stemmed = end;
        if end == words {
            self.postings.stems.iter_mut().for_each(StemGroups::sort);
            (self.stem_bits, self.tallies) = (Vec::new(), Vec::new());
            self.stage = Stage::Done;
        }
    }
}
