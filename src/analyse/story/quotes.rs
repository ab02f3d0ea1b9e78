//! Quotations: the marks of a text go in, pairs that belong together come out.
//!
//! A mark opens or closes by its form (`“`, `«`, `„`) and, where the form says
//! nothing (`"`, `'`), by the space around it. A stack of open marks is kept
//! within a paragraph. What is still open at its end goes on in the next
//! paragraph where that begins with an opening mark, as newspapers set long
//! quotations, or where the closing mark comes soon and no other opens before;
//! any other is odd and dropped: it never swallows the rest. Time is linear:
//! a mark is pushed and popped once, and looking ahead has a limit.

use super::text::{Shape, Text};

/// A quotation, by the numbers of the tokens that are its marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quote {
    pub(crate) open: usize,
    /// The closing mark, or the last token of a paragraph whose quotation goes
    /// on in the next.
    pub(crate) close: usize,
    /// How many others it stands in.
    pub(crate) depth: u32,
    /// Whether it goes on in the next paragraph.
    pub(crate) continued: bool,
}

/// Quotations nested deeper than this are not kept apart.
const DEEPEST: usize = 8;
/// Tokens within which a mark left open may be closed in a later paragraph.
const LOOK_AHEAD: usize = 400;

/// The kinds of marks that can pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// “ ” „ and "
    Double,
    /// ‘ ’ ‚ and '
    Single,
    /// « » in either direction, ‹ ›
    Angle,
    /// 「 」 『 』
    Corner,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Open,
    Close,
    /// Opens or closes, whichever fits.
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    token: usize,
    family: Family,
    mark: char,
}

/// Finds the quotations of a text whose tokens and paragraphs are known.
pub(crate) fn find(text: &Text<'_>) -> Vec<Quote> {
    let mut quotes = Vec::new();
    for number in 0..text.paragraphs.len() {
        in_paragraph(text, number, &mut quotes);
    }
    quotes.sort_by_key(|q| (q.open, std::cmp::Reverse(q.close)));
    settle(quotes)
}

fn in_paragraph(text: &Text<'_>, number: usize, quotes: &mut Vec<Quote>) {
    let paragraph = text.paragraphs[number].clone();
    let mut stack: Vec<Open> = Vec::new();
    for token in paragraph.clone() {
        if text.tokens[token].shape != Shape::Mark {
            continue;
        }
        let Some(mark) = text.word(token).chars().next() else { continue };
        let Some((family, way)) = reading(text, token, mark, paragraph.end) else { continue };
        let fits = |open: &Open| open.family == family && closes(open.mark, mark);
        let place = stack.iter().rposition(fits);
        let close = match way {
            Way::Open => None,
            Way::Close => place,
            Way::Either => place,
        };
        if let Some(place) = close {
            // Marks left open inside are odd.
            let open = stack[place];
            stack.truncate(place);
            if token > open.token + 1 {
                quotes.push(Quote {
                    open: open.token,
                    close: token,
                    depth: 0,
                    continued: false,
                });
            }
            continue;
        }
        if way == Way::Close {
            continue;
        }
        // A second mark of the same kind: the one before was never closed.
        if let Some(place) = stack.iter().rposition(|open| open.family == family) {
            stack.truncate(place);
        }
        if stack.len() < DEEPEST {
            stack.push(Open { token, family, mark });
        }
    }
    let Some(open) = stack.first().copied() else { return };
    if open.family != Family::Double && open.family != Family::Angle {
        return;
    }
    goes_on(text, number, open, quotes);
}

/// What becomes of a mark that its paragraph leaves open.
fn goes_on(text: &Text<'_>, number: usize, open: Open, quotes: &mut Vec<Quote>) {
    let end = text.paragraphs[number].end;
    let Some(next) = text.paragraphs.get(number + 1) else { return };
    if text.word(next.start).starts_with(open.mark) {
        quotes.push(Quote { open: open.token, close: end - 1, depth: 0, continued: true });
        return;
    }
    for token in (next.start..text.tokens.len()).take(LOOK_AHEAD) {
        if text.tokens[token].shape != Shape::Mark {
            continue;
        }
        let Some(mark) = text.word(token).chars().next() else { continue };
        let limit = text.paragraphs[text.paragraph_of(token)].end;
        match reading(text, token, mark, limit) {
            Some((family, Way::Close)) if family == open.family && closes(open.mark, mark) => {
                quotes.push(Quote {
                    open: open.token,
                    close: token,
                    depth: 0,
                    continued: false,
                });
                return;
            }
            Some((family, _)) if family == open.family => return,
            _ => {}
        }
    }
}

/// Numbers depths; of two that cross, the later is dropped.
fn settle(quotes: Vec<Quote>) -> Vec<Quote> {
    let mut settled: Vec<Quote> = Vec::with_capacity(quotes.len());
    let mut around: Vec<usize> = Vec::new();
    for mut quote in quotes {
        while around.last().is_some_and(|&end| end < quote.open) {
            around.pop();
        }
        if around.last().is_some_and(|&end| quote.close > end) {
            continue;
        }
        quote.depth = u32::try_from(around.len()).unwrap_or(u32::MAX);
        around.push(quote.close);
        settled.push(quote);
    }
    settled
}

/// Whether `mark` can close what `open` began.
fn closes(open: char, mark: char) -> bool {
    match open {
        '“' => matches!(mark, '”' | '"'),
        '„' => matches!(mark, '“' | '”' | '"' | '‟'),
        '”' => mark == '”',
        '"' => matches!(mark, '"' | '”'),
        '«' => mark == '»',
        '»' => matches!(mark, '«' | '»'),
        '‹' => mark == '›',
        '›' => matches!(mark, '‹' | '›'),
        '‘' => mark == '’',
        '‚' => matches!(mark, '‘' | '’'),
        '’' => mark == '’',
        '\'' => matches!(mark, '\'' | '’'),
        '「' => mark == '」',
        '『' => mark == '』',
        _ => false,
    }
}

/// What a mark is in its place.
fn reading(text: &Text<'_>, token: usize, mark: char, limit: usize) -> Option<(Family, Way)> {
    let this = &text.tokens[token];
    let next = text.tokens.get(token + 1).filter(|_| token + 1 < limit);
    let space_before = !this.joined || after_opener(text, token);
    let space_after = next.is_none_or(|n| !n.joined);
    let word_after = next.is_some_and(|n| n.joined && n.shape != Shape::Mark);
    let by_space = match (space_before, space_after) {
        (true, false) => Way::Open,
        (false, true) => Way::Close,
        // Directly between two things: closes before a mark, else as it fits.
        (false, false) if !word_after => Way::Close,
        _ => Way::Either,
    };
    match mark {
        '“' if by_space == Way::Close => Some((Family::Double, Way::Close)),
        '“' => Some((Family::Double, Way::Either)),
        '„' | '‟' => Some((Family::Double, Way::Open)),
        '”' => {
            let way = if by_space == Way::Open { Way::Either } else { Way::Close };
            Some((Family::Double, way))
        }
        '"' | '＂' | '″' => Some((Family::Double, by_space)),
        '«' | '»' | '‹' | '›' if by_space == Way::Close => {
            Some((Family::Angle, Way::Close))
        }
        '«' | '»' | '‹' | '›' => Some((Family::Angle, Way::Either)),
        '「' | '『' => Some((Family::Corner, Way::Open)),
        '」' | '』' => Some((Family::Corner, Way::Close)),
        '‘' if by_space == Way::Close => Some((Family::Single, Way::Close)),
        '‘' => Some((Family::Single, Way::Either)),
        '‚' if by_space == Way::Open => Some((Family::Single, Way::Open)),
        '’' | '\'' => single(text, token, mark, by_space),
        _ => None,
    }
}

/// `'` and `’` are apostrophes more often than marks.
fn single(text: &Text<'_>, token: usize, mark: char, way: Way) -> Option<(Family, Way)> {
    match way {
        Way::Close => {
            let before = token.checked_sub(1)?;
            // the negotiators’ plan
            let plural = text.word(before).ends_with(['s', 'S']);
            let next = text.tokens.get(token + 1);
            let goes_on = next.is_some_and(|n| n.shape == Shape::Lower && !n.joined);
            (!(plural && goes_on && closes_later(text, token))).then_some((Family::Single, way))
        }
        Way::Open if mark == '\'' => {
            let next = text.word(token + 1);
            // ’90s, ’tis
            let clipped = next.starts_with(|c: char| c.is_ascii_digit())
                || ["tis", "twas", "em", "n", "til", "cause", "s", "t"].contains(&next);
            (!clipped && closes_later(text, token)).then_some((Family::Single, way))
        }
        _ => None,
    }
}

/// Tokens within which a single mark must find its fellow.
const SINGLE_AHEAD: usize = 120;

/// Whether a mark that can close stands behind, in the same paragraph.
fn closes_later(text: &Text<'_>, token: usize) -> bool {
    let end = text.paragraphs.get(text.paragraph_of(token)).map_or(0, |p| p.end);
    (token + 2..end.min(token + SINGLE_AHEAD)).any(|at| {
        let this = &text.tokens[at];
        this.shape == Shape::Mark
            && this.joined
            && matches!(text.word(at), "'" | "’")
            && text.tokens.get(at + 1).is_none_or(|n| !n.joined || n.shape == Shape::Mark)
    })
}

/// Whether an opening bracket, dash or mark stands directly before.
fn after_opener(text: &Text<'_>, token: usize) -> bool {
    token.checked_sub(1).is_some_and(|before| {
        matches!(
            text.word(before),
            "(" | "["
                | "{"
                | "—"
                | "–"
                | "-"
                | "/"
                | "“"
                | "‘"
                | "«"
                | "„"
                | "¿"
                | "¡"
                | "*"
        ) || (matches!(text.word(before), "\"" | "'") && !text.tokens[before].joined)
    })
}
