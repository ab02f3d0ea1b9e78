//! Cutting text into tokens: a text goes in, its words, marks and gaps come
//! out, in order, without anything left between them.
//!
//! A *word* is a segment of UAX #29 (word boundaries, Unicode 16) that has a
//! letter or digit. A *mark* is any other visible segment, most often one
//! punctuation mark. A *gap* is a run of white space, controls and stray
//! invisible characters. Words and marks are tokens.
//!
//! Where tokens are given, as annotated corpora do, each is a word or a mark as
//! it stands, whatever the rules would have made of it.
//!
//! Ideographs and kana are words of one character: such text is searchable
//! without a dictionary because a query of several characters is a phrase.

use std::ops::Range;

use super::chars::{CharClass, CharTable};

/// What a segment of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// Has a letter or digit.
    Word,
    /// Visible, without letter or digit.
    Mark,
    /// Not visible.
    Gap,
}

/// A segment of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) kind: Kind,
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
}

/// Cuts `text` and hands each segment to `take`. No two gaps are adjacent.
pub(crate) fn cut(text: &str, chars: &CharTable, mut take: impl FnMut(Segment)) {
    let mut cutter = Cutter::default();
    let mut iter = text.char_indices();
    let mut gap_start: Option<usize> = None;
    let mut start = 0;
    let mut word = false;
    let mut gap = true;
    let mut emit = |kind: Kind, range: Range<usize>| {
        if range.is_empty() {
            return;
        }
        if kind == Kind::Gap {
            gap_start.get_or_insert(range.start);
            return;
        }
        if let Some(from) = gap_start.take() {
            take(Segment { kind: Kind::Gap, range: from..range.start });
        }
        take(Segment { kind, range });
    };
    while let Some((at, character)) = iter.next() {
        let class = chars.class(character);
        let next =
            || iter.as_str().chars().map(|c| chars.class(c)).find(|class| !class.is_attached());
        if cutter.breaks_before(class, next) {
            emit(kind_of(word, gap), start..at);
            (start, word, gap) = (at, false, true);
        }
        word |= class.makes_word();
        gap &= class.is_gap() || class.is_attached();
        cutter.push(class);
    }
    emit(kind_of(word, gap), start..text.len());
    if let Some(from) = gap_start {
        take(Segment { kind: Kind::Gap, range: from..text.len() });
    }
}

/// Hands over the tokens of `text` that are given, ascending and disjoint, and
/// the gaps between them. What is given and has nothing visible is a gap.
#[cfg(feature = "cli")]
pub(crate) fn cut_as_given(
    text: &str,
    given: &[Range<usize>],
    chars: &CharTable,
    mut take: impl FnMut(Segment),
) {
    let mut at = 0;
    for range in given {
        let kind = kind_of_token(&text[range.clone()], chars);
        if kind == Kind::Gap {
            continue;
        }
        if range.start > at {
            take(Segment { kind: Kind::Gap, range: at..range.start });
        }
        take(Segment { kind, range: range.clone() });
        at = range.end;
    }
    if at < text.len() {
        take(Segment { kind: Kind::Gap, range: at..text.len() });
    }
}

/// What a given token is.
#[cfg(feature = "cli")]
pub(crate) fn kind_of_token(token: &str, chars: &CharTable) -> Kind {
    let classes = || token.chars().map(|letter| chars.class(letter));
    let word = classes().any(CharClass::makes_word);
    kind_of(word, classes().all(|class| class.is_gap() || class.is_attached()))
}

fn kind_of(word: bool, gap: bool) -> Kind {
    match (word, gap) {
        (true, _) => Kind::Word,
        (false, true) => Kind::Gap,
        (false, false) => Kind::Mark,
    }
}

/// What the rules need to remember of the characters before.
#[derive(Default)]
struct Cutter {
    /// The character just before.
    raw: Option<CharClass>,
    /// The last and the last but one that is not attached to another (WB4).
    last: Option<CharClass>,
    before: Option<CharClass>,
    /// Regional indicators directly before.
    indicators: usize,
}

impl Cutter {
    fn breaks_before(&self, class: CharClass, next: impl Fn() -> Option<CharClass>) -> bool {
        use CharClass as C;
        let (Some(raw), Some(last)) = (self.raw, self.last) else { return true };
        // WB3, WB3a and WB3b: line ends stand alone (a gap joins them again).
        if raw == C::Newline || class == C::Newline {
            return true;
        }
        // WB3c: emoji joined by a joiner.
        if raw == C::ZeroWidthJoiner && matches!(class, C::Pictograph | C::PictographLetter) {
            return false;
        }
        // WB3d.
        if raw == C::Space && class == C::Space {
            return false;
        }
        // WB4.
        if class.is_attached() {
            return false;
        }
        let letter = |c: C| matches!(c, C::Letter | C::HebrewLetter | C::PictographLetter);
        let mid_letter = |c: C| matches!(c, C::MidLetter | C::MidNumLet | C::SingleQuote);
        let mid_number = |c: C| matches!(c, C::MidNum | C::MidNumLet | C::SingleQuote);
        let is = |c: Option<C>, test: &dyn Fn(C) -> bool| c.is_some_and(test);
        let joins = match class {
            // WB5, WB10.
            c if letter(c) && (letter(last) || last == C::Numeric) => true,
            // WB7.
            c if letter(c) && mid_letter(last) && is(self.before, &letter) => true,
            // WB6.
            c if mid_letter(c) && letter(last) && is(next(), &letter) => true,
            // WB7a.
            C::SingleQuote if last == C::HebrewLetter => true,
            // WB7b, WB7c.
            C::DoubleQuote if last == C::HebrewLetter => next() == Some(C::HebrewLetter),
            C::HebrewLetter if last == C::DoubleQuote => self.before == Some(C::HebrewLetter),
            // WB8, WB9.
            C::Numeric if last == C::Numeric || letter(last) => true,
            // WB11.
            C::Numeric if mid_number(last) => self.before == Some(C::Numeric),
            // WB12.
            c if mid_number(c) && last == C::Numeric => next() == Some(C::Numeric),
            // WB13.
            C::Katakana if last == C::Katakana => true,
            // WB13a.
            C::ExtendNumLet => {
                letter(last) || matches!(last, C::Numeric | C::Katakana | C::ExtendNumLet)
            }
            // WB13b.
            c if last == C::ExtendNumLet => letter(c) || matches!(c, C::Numeric | C::Katakana),
            // WB15, WB16.
            C::RegionalIndicator => last == C::RegionalIndicator && self.indicators % 2 == 1,
            _ => false,
        };
        !joins
    }

    fn push(&mut self, class: CharClass) {
        self.raw = Some(class);
        // WB4 does not reach over line ends: what follows them stands alone.
        if class.is_attached() && !matches!(self.last, None | Some(CharClass::Newline)) {
            return;
        }
        if class == CharClass::RegionalIndicator {
            self.indicators += 1;
        } else {
            self.indicators = 0;
        }
        self.before = self.last;
        self.last = Some(class);
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;
    use crate::analyse::unicode::table_for;

    fn pieces<'a>(text: &'a str, table: &CharTable) -> Vec<(Kind, &'a str)> {
        let mut pieces = Vec::new();
        cut(text, table, |segment| pieces.push((segment.kind, &text[segment.range])));
        pieces
    }

    fn check(text: &str, tokens: &[&str]) {
        let found: Vec<&str> = pieces(text, &table_for(text.chars()))
            .into_iter()
            .filter_map(|(kind, piece)| (kind != Kind::Gap).then_some(piece))
            .collect();
        assert_eq!(found, tokens, "for {text:?}");
    }

    #[test]
    fn tokens_as_specified() {
        check("", &[]);
        check("  \n ", &[]);
        check("It’s 4 o'clock.", &["It’s", "4", "o'clock", "."]);
        check("a 28-point plan", &["a", "28", "-", "point", "plan"]);
        check("U.S. and $1,000.50", &["U.S", ".", "and", "$", "1,000.50"]);
        check("snake_case a_1", &["snake_case", "a_1"]);
        check("soft\u{ad}hyphen", &["soft\u{ad}hyphen"]);
        check("no\u{a0}break", &["no", "break"]);
        check("“Quoted,” she said", &["“", "Quoted", ",", "”", "she", "said"]);
        check("об'єднання п’ять пʼять", &["об'єднання", "п’ять", "пʼять"]);
        check("和平计划", &["和", "平", "计", "划"]);
        check("カタカナ", &["カタカナ"]);
        check("e\u{301}tude", &["e\u{301}tude"]);
        check("🇺🇦🇺🇸", &["🇺🇦", "🇺🇸"]);
        check("👩‍👩‍👧 👍🏽", &["👩‍👩‍👧", "👍🏽"]);
        check("...", &[".", ".", "."]);
        check("a\u{200b}b", &["a", "b"]);
        check("\u{200d}ⓂⓂ", &["\u{200d}ⓂⓂ"]);
        check("a'\u{200d}😀", &["a", "'\u{200d}😀"]);
    }

    /// The reference: UAX #29 by another implementation, gaps joined. It has no
    /// joiners to cut, since the two differ at one between an apostrophe and an
    /// emoji, where ours is as the standard says.
    fn reference(text: &str, table: &CharTable) -> Vec<(bool, String)> {
        let mut pieces: Vec<(bool, String)> = Vec::new();
        for piece in text.split_word_bounds() {
            let gap =
                piece.chars().all(|c| table.class(c).is_gap() || table.class(c).is_attached());
            match pieces.last_mut() {
                Some((true, last)) if gap => last.push_str(piece),
                _ => pieces.push((gap, piece.to_owned())),
            }
        }
        pieces
    }

    /// Making a table takes longer than cutting a text.
    static TABLE: LazyLock<CharTable> = LazyLock::new(|| {
        let others = "אבג’“\u{ad}\u{301}\u{200d}\u{200b}カキ和😀🇺";
        table_for(('\0'..='\u{ff}').chain(others.chars()))
    });

    proptest! {
        #[test]
        fn cuts_where_the_standard_says(text in "[a-cא-ג0-9'’\"“.,:;_ \n\r\u{ad}\u{301}\u{200b}カキ和😀🇺!-]{0,24}") {
            let ours: Vec<(bool, String)> = pieces(&text, &TABLE)
                .into_iter()
                .map(|(kind, piece)| (kind == Kind::Gap, piece.to_owned()))
                .collect();
            prop_assert_eq!(ours, reference(&text, &TABLE));
        }

        #[test]
        fn leaves_nothing_out(text in "\\PC{0,40}") {
            let whole: String = pieces(&text, &TABLE).into_iter().map(|(_, piece)| piece).collect();
            prop_assert_eq!(whole, text);
        }
    }
}
