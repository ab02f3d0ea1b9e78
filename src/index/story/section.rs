//! What the parts of the section have in common: texts, lists of types, spans,
//! and what is told at a token.

use std::iter::Peekable;
use std::ops::Range;
use std::slice::Iter;

use super::mixer::{Mixer, Side, mixed};
use super::tokens::{Tokens, shape};

/// Letters of the longest text.
const LONGEST_TEXT: u32 = 1 << 12;

/// A text, byte by byte.
pub(super) fn text<S: Side>(
    mixer: &mut Mixer<S>,
    length: u32,
    letter: u32,
    told: &str,
) -> String {
    let count = u32::try_from(told.len()).unwrap_or(u32::MAX);
    let count = mixer.number(length, &[], count).min(LONGEST_TEXT);
    let mut bytes: Vec<u8> = Vec::new();
    for place in 0..count as usize {
        if !mixer.side.is_sound() {
            break;
        }
        let before = |back: usize| {
            place
                .checked_sub(back)
                .and_then(|it| bytes.get(it))
                .map_or(256, |&it| u32::from(it))
        };
        let (one, two, three) = (before(1), before(2), before(3));
        let byte = S::told(|| told.as_bytes().get(place).map_or(0, |&it| u32::from(it)));
        let byte =
            mixer.tree(letter, 8, &[one, mixed(&[one, two]), mixed(&[one, two, three])], byte);
        bytes.push(u8::try_from(byte).unwrap_or(0));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A set of types, as a flag for each.
pub(super) fn listed<S: Side>(
    mixer: &mut Mixer<S>,
    kind: u32,
    types: u32,
    told: &[bool],
) -> Vec<bool> {
    let mut flags = vec![false; types as usize];
    let given = S::told(|| {
        (0_u32..).zip(told).filter(|(_, it)| **it).map(|(n, _)| n).collect::<Vec<_>>()
    });
    let count = u32::try_from(given.len()).unwrap_or(0);
    let count = mixer.number(kind, &[0], count).min(types);
    let mut next = 0_u32;
    for place in 0..count {
        let step = given.get(place as usize).map_or(0, |&it| it - next);
        next = next.saturating_add(mixer.number(kind, &[1], step));
        match flags.get_mut(next as usize) {
            Some(flag) => *flag = true,
            None => break,
        }
        next = next.saturating_add(1);
    }
    flags
}

/// Steps of a walk at most.
const FARTHEST: u32 = 4_000;

/// Kinds of decisions that a walk takes.
#[derive(Clone, Copy)]
pub(super) struct Walk {
    /// Whether it ends where such things usually end.
    pub(super) usual: u32,
    /// Whether it ends here.
    pub(super) here: u32,
    /// How far it goes, where it does not.
    pub(super) far: u32,
}

/// Where a walk is.
struct Step {
    token: u32,
    /// Tokens and bounds since its beginning.
    far: u32,
    bounds: u32,
    /// Quotations around.
    depth: u32,
}

impl Walk {
    /// Whether it ends here; `beside` is what it looks at in its own direction.
    fn ends<S: Side>(
        self,
        mixer: &mut Mixer<S>,
        tokens: &Tokens,
        context: u32,
        step: Step,
        beside: &dyn Fn(u32) -> u32,
        told: bool,
    ) -> bool {
        let Step { token, far, bounds, depth } = step;
        let before = token.wrapping_sub(1);
        let opens = u32::from(tokens.opens(token)) * 2 + u32::from(tokens.opens(before));
        let state = mixed(&[context, depth, opens]);
        mixer.bit(
            self.here,
            &[
                mixed(&[context, tokens.at(before), tokens.at(token)]),
                mixed(&[state, tokens.shapes(before)]),
                beside(state),
                mixed(&[state, far.min(31), bounds.min(3)]),
                mixed(&[context, tokens.class(before), tokens.class(token), depth]),
            ],
            told,
        )
    }
}

/// Finds what begins at digits or at listed types, one behind the other: where
/// it may begin, `find` decides, given what is told there.
pub(super) fn found<S: Side, T>(
    mixer: &mut Mixer<S>,
    tokens: &Tokens,
    listed: &[bool],
    told: &[T],
    span: fn(&T) -> Range<u32>,
    mut find: impl FnMut(&mut Mixer<S>, u32, Option<&T>) -> Option<T>,
) -> Vec<T> {
    let mut told = told.iter().peekable();
    let mut all: Vec<T> = Vec::new();
    let mut at = 0;
    while at < tokens.len() && mixer.side.is_sound() {
        let mut next = at + 1;
        if tokens.shape(at) == shape::DIGIT || tokens.is_among(listed, at) {
            let given = told_at::<S, T>(&mut told, at, |it| span(it).start);
            if let Some(one) = find(mixer, at, given) {
                next = next.max(span(&one).end);
                all.push(one);
            }
        }
        at = next;
    }
    all
}

/// What is told at a token; what is told before it is passed by.
pub(super) fn told_at<'t, S: Side, T>(
    told: &mut Peekable<Iter<'t, T>>,
    at: u32,
    start: impl Fn(&T) -> u32,
) -> Option<&'t T> {
    S::told(|| {
        while told.next_if(|it| start(it) < at).is_some() {}
        told.peek().copied().filter(|it| start(it) == at)
    })
}

/// A place at or behind another, at most the end of the text: found by walking
/// over the bounds, or as a number of tokens.
pub(super) fn ahead<S: Side>(
    mixer: &mut Mixer<S>,
    tokens: &Tokens,
    walk: Walk,
    from: u32,
    contexts: &[u32; 2],
    told: u32,
) -> u32 {
    let usual = S::told(|| {
        tokens.is_bound(told)
            && (from..told).filter(|&it| tokens.is_bound(it)).count() < FARTHEST as usize
    });
    if !mixer.bit(walk.usual, contexts, usual) {
        let step = mixer.number(walk.far, contexts, told.saturating_sub(from));
        return from.saturating_add(step).min(tokens.len());
    }
    let mut steps = 0_u32;
    let mut depth = 0_u32;
    for token in from..tokens.len() {
        if token > from {
            let mark = token - 1;
            if tokens.opens(mark) {
                depth = depth.wrapping_add(1);
            } else if tokens.shape(mark) == shape::QUOTE {
                depth = depth.wrapping_sub(1);
            }
        }
        if !tokens.is_bound(token) {
            continue;
        }
        let beside = |state: u32| mixed(&[state, tokens.at(token), tokens.at(token + 1)]);
        let step = Step { token, far: token - from, bounds: steps, depth };
        let ends = walk.ends(mixer, tokens, contexts[0], step, &beside, token == told);
        if ends || !mixer.side.is_sound() {
            return token;
        }
        steps += 1;
        if steps > FARTHEST {
            break;
        }
    }
    tokens.len()
}

/// A place at or before another: the same backwards.
pub(super) fn back<S: Side>(
    mixer: &mut Mixer<S>,
    tokens: &Tokens,
    walk: Walk,
    from: u32,
    contexts: &[u32; 2],
    told: u32,
) -> u32 {
    let usual = S::told(|| {
        tokens.is_bound(told)
            && told <= from
            && (told..from).filter(|&it| tokens.is_bound(it)).count() < FARTHEST as usize
    });
    if !mixer.bit(walk.usual, contexts, usual) {
        let step = mixer.number(walk.far, contexts, from.saturating_sub(told));
        return from.saturating_sub(step);
    }
    let mut steps = 0_u32;
    let mut depth = 0_u32;
    for token in (0..=from).rev() {
        if tokens.opens(token) {
            depth = depth.wrapping_sub(1);
        } else if tokens.shape(token) == shape::QUOTE {
            depth = depth.wrapping_add(1);
        }
        if !tokens.is_bound(token) {
            continue;
        }
        let beside = |state: u32| mixed(&[state, tokens.at(token.wrapping_sub(1))]);
        let step = Step { token, far: from - token, bounds: steps, depth };
        let ends = walk.ends(mixer, tokens, contexts[0], step, &beside, token == told);
        if ends || !mixer.side.is_sound() {
            return token;
        }
        steps += 1;
        if steps > FARTHEST {
            break;
        }
    }
    0
}

/// Where a span that goes on word by word ends: at least one token behind its
/// start.
pub(super) fn on<S: Side>(
    mixer: &mut Mixer<S>,
    tokens: &Tokens,
    kind: u32,
    from: u32,
    context: u32,
    told: u32,
) -> u32 {
    let mut end = from + 1;
    while end < tokens.len() && end - from < FARTHEST && mixer.side.is_sound() {
        let before = end - 1;
        let goes_on = mixer.bit(
            kind,
            &[
                mixed(&[context, tokens.at(end)]),
                mixed(&[tokens.at(before), tokens.at(end)]),
                mixed(&[tokens.shapes(before), (end - from).min(5), context]),
                mixed(&[
                    tokens.class(before),
                    tokens.class(end),
                    tokens.class(end + 1),
                    context,
                ]),
                mixed(&[tokens.at(before), (end - from).min(5), context]),
            ],
            end < told,
        );
        if !goes_on {
            break;
        }
        end += 1;
    }
    end
}

/// Where a span that ends at a token begins: at least one token before.
pub(super) fn since<S: Side>(
    mixer: &mut Mixer<S>,
    tokens: &Tokens,
    kind: u32,
    end: u32,
    context: u32,
    told: u32,
) -> u32 {
    let mut start = end.saturating_sub(1);
    while start > 0 && end - start < FARTHEST && mixer.side.is_sound() {
        let before = start - 1;
        let goes_on = mixer.bit(
            kind,
            &[
                mixed(&[context, tokens.at(before)]),
                mixed(&[tokens.at(before), tokens.at(start)]),
                mixed(&[tokens.shapes(before), (end - start).min(5), context]),
                mixed(&[tokens.class(before), tokens.class(start), context]),
                mixed(&[tokens.at(start), (end - start).min(5), context]),
            ],
            told < start,
        );
        if !goes_on {
            break;
        }
        start -= 1;
    }
    start
}

/// Puts a span within the text.
pub(super) fn within(tokens: &Tokens, start: u32, end: u32) -> Range<u32> {
    let end = end.min(tokens.len());
    start.min(end)..end
}
