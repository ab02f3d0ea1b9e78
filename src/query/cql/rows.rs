//! An open index as a [`Vocabulary`], and its documents as [`Rows`].
//!
//! Attributes of tokens: `word` is the spelling, `lower` (also `lc`) in lower
//! case, `folded` also without accents, `stem` the stem in the language of the
//! document, `kind` whether it is a word or a mark. All follow from the type of the token and the document's stemmer,
//! so they share one space: the key of a token is its type, plus the number of
//! types for each stemmer before the document's. What annotated documents say of
//! their tokens are attributes in spaces of their own (`layers`).
//!
//! Structures: `doc` with the metadata fields and `path`, `title`, `id`,
//! `date` and `language`; `p` and `s` from the annotation or else the layout of
//! the text, which is found when the index is loaded; any others that the
//! annotation has; names, statements and figures (`story`). Rows are the tokens of
//! the text that are not boilerplate; a title that stands apart is an attribute
//! of `doc`, not rows.

use crate::analyse::cases;
use std::ops::Range;

use super::keys::Keys;
use super::vocabulary::{Attribute, Rows, ValueTest, Vocabulary};
use super::{Budget, Compiled, Paused};
use crate::analyse::stems::stemmable;
use crate::analyse::story::facts::DocumentFacts;
use crate::query::Corpus;
use crate::query::own_tokens::OwnTokens;
use crate::query::passages;

mod candidates;
mod layers;
mod select;
mod story;
#[cfg(all(test, feature = "cli"))]
mod tests;

const WORD: u32 = 0;
const LOWER: u32 = 1;
const FOLDED: u32 = 2;
const STEM: u32 = 3;
const KIND: u32 = 4;

const SENTENCE: u32 = 0;
const PARAGRAPH: u32 = 1;
const DOCUMENT: u32 = 2;

/// What may be asked of the attributes of `doc` besides the metadata fields.
const OWN_FIELDS: [&str; 5] = ["path", "title", "id", "date", "language"];

/// A corpus as queries see it.
#[derive(Clone)]
pub(crate) struct IndexVocabulary<'a> {
    corpus: Corpus<'a>,
    /// Groups of keys: one for each language with stems, and one behind them
    /// where there are documents without.
    slots: u32,
    /// Whether folding is blind to case for all characters of the corpus.
    folds_case: bool,
}

impl<'a> IndexVocabulary<'a> {
    pub(crate) fn new(corpus: Corpus<'a>) -> Self {
        let chars = &corpus.index.chars;
        let folds_case = chars.entries().iter().all(|entry| {
            let mut lower = String::new();
            cases::lower_letter(entry.character).push_to(&mut lower);
            chars.fold(&lower) == entry.fold
        });
        let stems = u32::try_from(corpus.index.stems.len()).unwrap_or(0);
        let others = stems == 0 || corpus.postings.stemmer_bits.contains(&0);
        Self { corpus, slots: stems + u32::from(others), folds_case }
    }

    /// Types of tokens.
    fn types(&self) -> u32 {
        self.corpus.index.forms.tokens()
    }

    /// Added to a type in documents of a language.
    fn offset(&self, document: u32) -> u32 {
        let bits = &self.corpus.postings.stemmer_bits;
        let bit = bits.get(document as usize).copied().unwrap_or(0);
        let stems = u32::try_from(self.corpus.index.stems.len()).unwrap_or(0);
        bit.trailing_zeros().min(stems) * self.types()
    }

    /// Appends the value of an attribute for a key.
    fn push_value(&self, attribute: u32, key: u32, out: &mut String) {
        let index = self.corpus.index;
        if attribute >= layers::FIRST {
            let layer = self.layer_of(attribute - layers::FIRST + 1);
            let value = layer.and_then(|layer| layer.values.get(key as usize));
            out.push_str(value.map_or("", String::as_str));
            return;
        }
        let types = self.types().max(1);
        let (slot, number) = (key / types, key % types);
        if attribute == KIND {
            out.push_str(if number < index.forms.words() { "word" } else { "mark" });
            return;
        }
        let start = out.len();
        index.forms.push(number, &index.terms, out);
        if attribute == WORD {
            return;
        }
        let word = &out[start..];
        let value = match attribute {
            LOWER if word.is_ascii() => {
                out[start..].make_ascii_lowercase();
                return;
            }
            LOWER => cases::lower(word),
            FOLDED => index.chars.fold_word(word),
            _ => {
                let lower = stemmable(word);
                let is_word = number < index.forms.words();
                match index.stems.get(slot as usize).filter(|_| is_word) {
                    Some(language) => language.rules.stem(&lower),
                    None => lower,
                }
            }
        };
        out.truncate(start);
        out.push_str(&value);
    }

    /// Finds the matches in a document, ascending, or goes on with it; and whether
    /// the budget ended before, or is to be continued.
    pub(crate) fn find(
        &self,
        compiled: &mut Compiled,
        document: u32,
        budget: &mut Budget<'_>,
        halted: Option<Box<Halted>>,
    ) -> (Vec<Match>, bool, Option<Box<Halted>>) {
        let (rows, paused) = match halted.map(|halted| *halted) {
            Some(Halted { paused, laid }) => {
                (DocumentRows::of(self, document, laid), Some(paused))
            }
            None => (DocumentRows::new(self, document, compiled), None),
        };
        let found = compiled.match_document(&rows, budget, paused);
        let matches = rows.matches(&found.matches);
        let laid = rows.laid;
        let halted = found.paused.map(|paused| Box::new(Halted { paused, laid }));
        (matches, found.gave_up, halted)
    }
}

/// A document whose matching is paused, with its rows.
#[derive(Clone, Debug)]
pub(crate) struct Halted {
    pub(super) paused: Paused,
    laid: Laid,
}

/// A match in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub(crate) document: u32,
    /// Tokens of the document's text.
    pub(crate) tokens: Range<u32>,
    /// Positions of the words among them; none where all are marks.
    pub(crate) positions: Range<u32>,
}

impl Vocabulary for IndexVocabulary<'_> {
    fn attributes(&self) -> Vec<String> {
        let own = ["word", "lower", "folded", "stem", "kind"].map(str::to_owned);
        own.into_iter().chain(self.layers().iter().map(|it| it.name.clone())).collect()
    }

    fn attribute(&self, name: &str) -> Option<Attribute> {
        let number = match name {
            "word" => WORD,
            "lower" | "lc" => LOWER,
            "folded" => FOLDED,
            "stem" => STEM,
            "kind" => KIND,
            _ => return self.layer(name),
        };
        Some(Attribute { number, space: 0 })
    }

    fn structures(&self) -> Vec<String> {
        let mut names = ["s", "p", "doc"].map(str::to_owned).to_vec();
        let indexed = self.corpus.index.annotations.structures.iter();
        names.extend(indexed.map(|it| it.name.clone()).filter(|it| it != "s" && it != "p"));
        for (name, _) in self.story_structures() {
            if !names.iter().any(|other| other == name) {
                names.push((*name).to_owned());
            }
        }
        names
    }

    fn structure(&self, name: &str) -> Option<u32> {
        match name {
            "s" => Some(SENTENCE),
            "p" => Some(PARAGRAPH),
            "doc" => Some(DOCUMENT),
            name => {
                let mut indexed = self.corpus.index.annotations.structures.iter();
                if let Some(place) = indexed.position(|structure| structure.name == name) {
                    return Some(layers::FIRST + u32::try_from(place).ok()?);
                }
                let place = self.story_structures().iter().position(|it| it.0 == name)?;
                Some(story::FIRST + u32::try_from(place).ok()?)
            }
        }
    }

    fn region_attributes(&self, structure: u32) -> Vec<String> {
        if let Some(place) = structure.checked_sub(story::FIRST) {
            let attributes = story::STRUCTURES.get(place as usize).map_or(&[][..], |it| it.1);
            return attributes.iter().map(|&name| name.to_owned()).collect();
        }
        if structure != DOCUMENT {
            let attributes = self.structure_of(structure).map(|it| it.attributes.as_slice());
            return attributes.unwrap_or(&[]).iter().map(|(name, _)| name.clone()).collect();
        }
        let columns = self.corpus.index.columns.columns.iter();
        let fields = columns.map(|column| column.name.clone());
        fields.chain(OWN_FIELDS.map(str::to_owned)).collect()
    }

    fn keys(&self, space: u32) -> u32 {
        match self.layer_of(space) {
            Some(layer) => {
                u32::try_from(layer.values.len()).unwrap_or(u32::MAX).saturating_add(1)
            }
            None => self.types().saturating_mul(self.slots),
        }
    }

    fn select(&self, attribute: Attribute, test: &mut ValueTest) -> Keys {
        match attribute.number {
            number @ 0..layers::FIRST => select::select(self, number, test),
            _ => self.select_in(attribute, test),
        }
    }

    /// Folding also lowers case; this keeps it.
    fn strip(&self, letter: char, out: &mut String) {
        let mut buffer = [0; 4];
        let folded = self.corpus.index.chars.fold(letter.encode_utf8(&mut buffer));
        let is_accent = folded.is_empty();
        if !letter.is_alphabetic() && !is_accent {
            out.push(letter);
        } else if letter.is_uppercase() {
            out.push_str(&cases::upper(&folded));
        } else {
            out.push_str(&folded);
        }
    }
}

/// A document as rows.
pub(crate) struct DocumentRows<'a> {
    vocabulary: &'a IndexVocabulary<'a>,
    document: u32,
    tokens: OwnTokens<'a>,
    laid: Laid,
}

/// What is laid out of a document for a query.
#[derive(Clone, Debug, Default)]
struct Laid {
    /// Key of each row.
    keys: Vec<u32>,
    /// Keys in the spaces of layers.
    layer_keys: Vec<Vec<u32>>,
    sentences: Vec<Range<u32>>,
    paragraphs: Vec<Range<u32>>,
    whole: Vec<Range<u32>>,
    /// Structures of the index and of the story that are asked for: number,
    /// regions, and their numbers there.
    indexed: Vec<(u32, Vec<Range<u32>>, Vec<u32>)>,
    /// What the story has of the document, where it is asked for.
    facts: Option<DocumentFacts>,
}

impl<'a> DocumentRows<'a> {
    fn of(vocabulary: &'a IndexVocabulary<'a>, document: u32, laid: Laid) -> Self {
        let index = vocabulary.corpus.index;
        let tokens = OwnTokens::new(&index.documents[document as usize].boilerplate);
        Self { vocabulary, document, tokens, laid }
    }

    /// A document, with the structures that the query asks for.
    fn new(vocabulary: &'a IndexVocabulary<'a>, document: u32, compiled: &Compiled) -> Self {
        let Corpus { index, postings } = vocabulary.corpus;
        let words = passages::text_of(vocabulary.corpus, document);
        let words = postings.words.get(words.start as usize..words.end as usize);
        let offset = vocabulary.offset(document);
        let mut rows = Self::of(vocabulary, document, Laid::default());
        let first_mark = index.forms.words();
        let keys = &mut rows.laid.keys;
        postings.rows.types(document, words.unwrap_or(&[]), first_mark, offset, keys);
        let len = u32::try_from(keys.len()).unwrap_or(u32::MAX);
        rows.laid.whole.extend((len > 0).then_some(0..len));
        let given = |structure: u32| {
            let indexed = vocabulary.structure_of(structure);
            indexed.is_some_and(|indexed| !indexed.of(document).is_empty())
        };
        let laid_out = |structure| compiled.asks_for(structure) && !given(structure);
        if laid_out(SENTENCE) {
            rows.laid.sentences = postings.rows.sentences(document);
        }
        if laid_out(PARAGRAPH) {
            rows.laid.paragraphs = postings.rows.paragraphs(document);
        }
        rows.laid.layer_keys = rows.layer_keys(compiled.spaces);
        let others = index.annotations.structures.len();
        let others = (0_u32..).take(others).map(|place| layers::FIRST + place);
        for structure in [SENTENCE, PARAGRAPH].into_iter().chain(others) {
            if compiled.asks_for(structure) && given(structure) {
                let regions = rows.indexed_regions(structure);
                let (regions, numbers) = regions.into_iter().unzip();
                rows.laid.indexed.push((structure, regions, numbers));
            }
        }
        let of_story = (story::FIRST..).take(vocabulary.story_structures().len());
        for structure in of_story.filter(|structure| compiled.asks_for(*structure)) {
            if let Some(facts) = postings.story.as_ref().filter(|_| rows.laid.facts.is_none()) {
                rows.laid.facts = Some(facts.document(document));
            }
            let (regions, numbers) = rows.story_regions(structure).into_iter().unzip();
            rows.laid.indexed.push((structure, regions, numbers));
        }
        rows
    }

    fn matches(&self, found: &[Range<u32>]) -> Vec<Match> {
        let postings = self.vocabulary.corpus.postings;
        let text = passages::text_of(self.vocabulary.corpus, self.document).start;
        let first = postings.rows.of(self.document).start;
        let words_in = |rows: Range<u32>| {
            let marks = postings.rows.marks_in(first + rows.start..first + rows.end);
            rows.end - rows.start - marks
        };
        // The position of a row: of the next word, for a mark.
        let (mut row, mut position) = (0, text);
        let each = found.iter().map(|rows| {
            position += words_in(row..rows.start);
            row = rows.start;
            let last = rows.end.saturating_sub(1);
            Match {
                document: self.document,
                tokens: self.tokens.token(rows.start)..self.tokens.token(last) + 1,
                positions: position..position + words_in(rows.clone()),
            }
        });
        each.collect()
    }
}

impl Rows for DocumentRows<'_> {
    fn len(&self) -> u32 {
        u32::try_from(self.laid.keys.len()).unwrap_or(u32::MAX)
    }

    fn keys(&self, space: u32) -> &[u32] {
        match space.checked_sub(1) {
            None => &self.laid.keys,
            Some(layer) => self.laid.layer_keys.get(layer as usize).map_or(&[], Vec::as_slice),
        }
    }

    fn regions(&self, structure: u32) -> &[Range<u32>] {
        if let Some((_, regions, _)) = self.laid.indexed.iter().find(|it| it.0 == structure) {
            return regions;
        }
        match structure {
            SENTENCE => &self.laid.sentences,
            PARAGRAPH => &self.laid.paragraphs,
            DOCUMENT => &self.laid.whole,
            _ => &[],
        }
    }

    fn region_values(
        &self,
        structure: u32,
        region: usize,
        attribute: &str,
        take: &mut dyn FnMut(&str),
    ) {
        if structure != DOCUMENT {
            let given = self.laid.indexed.iter().find(|it| it.0 == structure);
            let number = given.and_then(|(.., numbers)| numbers.get(region));
            if structure >= story::FIRST {
                number.iter().for_each(|&&number| {
                    self.story_values(structure, number, attribute, take);
                });
                return;
            }
            let indexed = self.vocabulary.structure_of(structure);
            let value = number.and_then(|&number| indexed?.value(number, attribute));
            value.into_iter().for_each(take);
            return;
        }
        let corpus = self.vocabulary.corpus;
        let record = &corpus.index.documents[self.document as usize];
        let mut columns = corpus.index.columns.columns.iter();
        if let Some(column) = columns.find(|column| column.name == attribute) {
            column.values_of(self.document).for_each(take);
            return;
        }
        match attribute {
            "path" => take(&record.path),
            "id" => record.id.iter().for_each(|id| take(id)),
            "date" => record.date.iter().for_each(|date| take(&date.to_string())),
            "language" => corpus.index.language_of(self.document).into_iter().for_each(take),
            "title" => {
                let title = passages::decode_title(corpus, self.document);
                for run in passages::title_runs(title.as_ref(), &[]).into_iter().flatten() {
                    take(&run.text);
                }
            }
            _ => {}
        }
    }

    fn value(&self, row: u32, attribute: Attribute, out: &mut String) {
        if let Some(&key) = Rows::keys(self, attribute.space).get(row as usize) {
            self.vocabulary.push_value(attribute.number, key, out);
        }
    }

    /// A word or mark is its type, within one language; so is a value of a layer.
    fn tells_apart(&self, attribute: Attribute) -> bool {
        attribute.number == WORD || attribute.number >= layers::FIRST
    }

    fn strip(&self, letter: char, out: &mut String) {
        self.vocabulary.strip(letter, out);
    }
}
