//! A pattern with everything looked up goes in, an automaton comes out.

use super::super::automaton::{Atom, Automaton, Guards, Part};

/// A pattern with everything looked up.
pub(super) enum Shape {
    Atom(Atom),
    Guard(Guards),
    Sequence(Vec<Self>),
    Choice(Vec<Self>),
    Repeat {
        shape: Box<Self>,
        least: u32,
        most: Option<u32>,
    },
    /// Steps inside are under the guard.
    Inside(Box<Self>, Guards),
    /// The first token is under the guard.
    First(Box<Self>, Guards),
}

/// Atoms that a shape takes.
pub(super) fn size(shape: &Shape) -> usize {
    match shape {
        Shape::Atom(_) => 1,
        Shape::Guard(_) => 0,
        Shape::Sequence(shapes) | Shape::Choice(shapes) => {
            shapes.iter().fold(0, |sum, shape| size(shape).saturating_add(sum))
        }
        Shape::Repeat { shape, least, most } => {
            size(shape).saturating_mul(most.unwrap_or(*least).max(1) as usize)
        }
        Shape::Inside(shape, _) | Shape::First(shape, _) => size(shape),
    }
}

pub(super) fn build(shape: &Shape, automaton: &mut Automaton) -> Part {
    if automaton.is_too_large() {
        return Part::default();
    }
    match shape {
        Shape::Atom(atom) => automaton.atom(*atom),
        Shape::Guard(guards) => Part::empty(*guards),
        Shape::Sequence(shapes) => shapes.iter().fold(Part::empty(0), |before, shape| {
            let part = build(shape, automaton);
            automaton.sequence(before, part)
        }),
        Shape::Choice(shapes) => {
            let parts = shapes.iter().map(|shape| build(shape, automaton)).collect();
            automaton.choice(parts)
        }
        Shape::Repeat { shape, least, most } => {
            let mut rest = Part::empty(0);
            match most {
                None if *least == 0 => {
                    let part = build(shape, automaton);
                    let part = automaton.plus(part);
                    return automaton.optional(part);
                }
                None => {
                    let part = build(shape, automaton);
                    rest = automaton.plus(part);
                }
                Some(most) => {
                    for _ in *least..*most {
                        let part = build(shape, automaton);
                        let part = automaton.sequence(part, rest);
                        rest = automaton.optional(part);
                    }
                }
            }
            let before = if most.is_none() { least - 1 } else { *least };
            for _ in 0..before {
                let part = build(shape, automaton);
                rest = automaton.sequence(part, rest);
            }
            rest
        }
        Shape::Inside(shape, guards) => {
            let from = automaton.atoms.len();
            let part = build(shape, automaton);
            automaton.guard_inside(from, *guards);
            part
        }
        Shape::First(shape, guards) => {
            let part = build(shape, automaton);
            automaton.guard_first(part, *guards)
        }
    }
}
