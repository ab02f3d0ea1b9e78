//! Tests of the corpus query language: over a little tagged corpus, over the
//! reference cases, and against a matcher that tries everything.

mod cases;
mod corpus;
mod hostile;
mod naive;
mod problems;
mod reference;

use corpus::Vertical;

use super::{Budget, Compiled, Found, Rows, STEPS, compile, parse};
use crate::response::Problem;

/// Steps for one document: a tenth of what is allowed, tests being slow.
const FEW: u64 = STEPS / 10;

/// Runs a query on one document.
fn run(corpus: &Vertical, query: &str) -> (Found, Vec<Problem>) {
    let (parsed, mut problems) = parse(query);
    let Some(parsed) = parsed else { return (Found::default(), problems) };
    let (compiled, more) = compile(&parsed, corpus);
    problems.extend(more);
    let Some(mut compiled) = compiled else { return (Found::default(), problems) };
    let mut budget = Budget { steps: FEW, slice: 1, go_on: &mut || true };
    let found = compiled.match_document(corpus, &mut budget, None);
    if Rows::len(corpus) < SHORT {
        assert_eq!(in_slices(&mut compiled, corpus, budget.steps), found, "{query}");
    }
    (found, problems)
}

/// Rows of a document that is searched a row at a time as well.
const SHORT: u32 = 100;

/// What is found when there is time for one row at a time; `left` steps must be
/// left then.
fn in_slices(compiled: &mut Compiled, corpus: &Vertical, left: u64) -> Found {
    let (mut steps, mut paused) = (FEW, None);
    loop {
        let mut budget = Budget { steps, slice: 1, go_on: &mut || false };
        let mut found = compiled.match_document(corpus, &mut budget, paused.take());
        let rest = budget.steps;
        match found.paused.take() {
            Some(more) => {
                steps = more.steps;
                paused = Some(more);
            }
            None => {
                assert!(found.gave_up || rest == left, "{rest} steps left instead of {left}");
                return found;
            }
        }
    }
}
