//! A document as the story's sections see it: an index and a place in its text
//! go in, the tokens with what is known of each come out.

use crate::analyse::tokens::Kind;
use crate::index::open::Index;
use crate::index::text::Place;

/// How a token looks.
pub(super) mod shape {
    pub(in crate::index::story) const LOWER: u8 = 0;
    pub(in crate::index::story) const CAPITAL: u8 = 1;
    pub(in crate::index::story) const CAPITALS: u8 = 2;
    pub(in crate::index::story) const DIGIT: u8 = 3;
    pub(in crate::index::story) const QUOTE: u8 = 4;
    pub(in crate::index::story) const STOP: u8 = 5;
    pub(in crate::index::story) const MARK: u8 = 6;
    /// Beyond the text.
    pub(in crate::index::story) const NONE: u8 = 7;
}

/// What is known of every word and mark of the corpus.
#[derive(Debug)]
pub(super) struct Words {
    shape: Vec<u8>,
    /// The type without a possessive, where there is one, else itself.
    base: Vec<u32>,
    /// Of each gap: 1 where a line ends, 2 where a paragraph does, else 0.
    breaks: Vec<u8>,
}

impl Words {
    pub(super) fn new(index: &Index<'_>) -> Self {
        let tokens = index.forms.tokens();
        let mut shapes = Vec::with_capacity(tokens as usize);
        let mut base = Vec::with_capacity(tokens as usize);
        let mut spelling = String::new();
        for number in 0..tokens {
            spelling.clear();
            index.forms.push(number, &index.terms, &mut spelling);
            shapes.push(match index.kind(number) {
                Kind::Word => shape_of_word(&spelling),
                _ => shape_of_mark(&spelling),
            });
            let owner = without_possessive(&spelling);
            base.push(if owner.len() < spelling.len() {
                type_of(index, owner).unwrap_or(number)
            } else {
                number
            });
        }
        let breaks = (tokens..index.forms.end())
            .map(|gap| {
                spelling.clear();
                index.forms.push(gap, &index.terms, &mut spelling);
                match spelling.matches('\n').count() {
                    0 => 0,
                    1 => 1,
                    _ => 2,
                }
            })
            .collect();
        Self { shape: shapes, base, breaks }
    }

    /// The type without a possessive.
    pub(super) fn base(&self, number: u32) -> u32 {
        self.base.get(number as usize).copied().unwrap_or(number)
    }

    pub(super) fn shape(&self, number: u32) -> u8 {
        self.shape.get(number as usize).copied().unwrap_or(shape::NONE)
    }
}

/// `Rubio’s`: Rubio.
pub(crate) fn without_possessive(word: &str) -> &str {
    let endings = ["’s", "'s", "ʼs", "’S", "'S"];
    endings.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

/// The type of a spelling.
fn type_of(index: &Index<'_>, word: &str) -> Option<u32> {
    let term = index.terms.find(&index.chars.fold_word(word))?;
    let mut spelling = String::new();
    index.forms.of_term(term).find(|&number| {
        spelling.clear();
        spelled(index, number, &mut spelling);
        spelling == word
    })
}

/// Appends the spelling of a type.
pub(super) fn spelled(index: &Index<'_>, number: u32, text: &mut String) {
    if number < index.forms.tokens() {
        index.forms.push(number, &index.terms, text);
    }
}

fn shape_of_word(word: &str) -> u8 {
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(first), _) if first.is_ascii_digit() => shape::DIGIT,
        (Some(first), Some(second)) if first.is_uppercase() && second.is_uppercase() => {
            shape::CAPITALS
        }
        (Some(first), _) if first.is_uppercase() => shape::CAPITAL,
        _ => shape::LOWER,
    }
}

fn shape_of_mark(mark: &str) -> u8 {
    match mark.chars().next() {
        Some(
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‘' | '’' | '‚' | '\'' | '「'
            | '」' | '『' | '』' | '＂' | '″',
        ) => shape::QUOTE,
        Some('.' | '!' | '?' | '…' | '。') => shape::STOP,
        _ => shape::MARK,
    }
}

/// The tokens of one document's text.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) types: Vec<u32>,
    shapes: Vec<u8>,
    classes: Vec<u8>,
    /// For each token what is before it: no space, and what ends there.
    joined: Vec<bool>,
    breaks: Vec<u8>,
}

/// Stands for a token beyond the text.
pub(super) const NOTHING: u32 = u32::MAX;

impl Tokens {
    /// Reads a document, with its title if that stands apart.
    pub(super) fn read(
        &mut self,
        index: &Index<'_>,
        words: &Words,
        place: &mut Place,
        titled: bool,
    ) {
        if titled {
            self.read_unit(index, words, place);
        }
        self.read_unit(index, words, place);
    }

    fn read_unit(&mut self, index: &Index<'_>, words: &Words, place: &mut Place) {
        self.types.clear();
        self.shapes.clear();
        self.classes.clear();
        self.joined.clear();
        self.breaks.clear();
        let tokens = index.forms.tokens();
        let mut gap: Option<u32> = None;
        let mut last: Option<u32> = None;
        while let Some(symbol) = index.stream.next(place) {
            if symbol >= tokens {
                if symbol == index.forms.end() {
                    break;
                }
                gap = Some(symbol);
                continue;
            }
            let joined = match (gap, last) {
                (Some(gap), _) => index.forms.is_empty_gap(gap),
                (None, Some(last)) => !index.forms.space_between(last, symbol),
                (None, None) => false,
            };
            let breaks = match (gap, last) {
                (Some(gap), Some(_)) => words.breaks.get((gap - tokens) as usize).copied(),
                (_, None) => Some(2),
                (None, _) => Some(0),
            };
            self.types.push(symbol);
            self.shapes.push(words.shape(symbol));
            self.classes.push(place.class());
            self.joined.push(joined);
            self.breaks.push(breaks.unwrap_or(0));
            gap = None;
            last = Some(symbol);
        }
    }

    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.types.len()).unwrap_or(u32::MAX)
    }

    /// The type of a token; places before the text are given as those of
    /// `u32::MAX` and less.
    pub(super) fn at(&self, token: u32) -> u32 {
        self.types.get(token as usize).copied().unwrap_or(NOTHING)
    }

    /// Whether its type is one of those that are flagged.
    pub(super) fn is_among(&self, types: &[bool], token: u32) -> bool {
        types.get(self.at(token) as usize).copied().unwrap_or(false)
    }

    pub(super) fn shape(&self, token: u32) -> u8 {
        self.shapes.get(token as usize).copied().unwrap_or(shape::NONE)
    }

    /// What kind of token it is: its class in the text, and its shape.
    pub(super) fn class(&self, token: u32) -> u32 {
        let class = self.classes.get(token as usize).copied().unwrap_or(0);
        u32::from(class) << 4
            | u32::from(self.shape(token)) << 1
            | u32::from(self.is_joined(token))
    }

    /// Whether nothing stands between it and the token before.
    pub(super) fn is_joined(&self, token: u32) -> bool {
        self.joined.get(token as usize).copied().unwrap_or(false)
    }

    /// Whether a line (1) or a paragraph (2) ends before it.
    pub(super) fn breaks(&self, token: u32) -> u8 {
        self.breaks.get(token as usize).copied().unwrap_or(2)
    }

    /// The shapes from one token to three behind as one number.
    pub(super) fn shapes(&self, first: u32) -> u32 {
        (0..4).fold(0, |all, more| {
            let token = first.wrapping_add(more);
            all << 6
                | u32::from(self.shape(token)) << 3
                | u32::from(self.breaks(token)) << 1
                | u32::from(self.is_joined(token))
        })
    }

    /// Whether a quotation mark opens here rather than closes.
    pub(super) fn opens(&self, token: u32) -> bool {
        self.shape(token) == shape::QUOTE && self.is_joined(token + 1) && {
            let before = self.shape(token.wrapping_sub(1));
            !self.is_joined(token) || before == shape::MARK || before == shape::QUOTE
        }
    }

    /// Whether a span is likely to begin or end before a token: beside a mark.
    pub(super) fn is_bound(&self, token: u32) -> bool {
        let mark = |token: u32| self.shape(token) >= shape::QUOTE;
        token == 0
            || token >= self.len()
            || mark(token)
            || mark(token - 1)
            || self.breaks(token) > 0
    }
}
