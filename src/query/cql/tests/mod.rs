//! Tests of the corpus query language: over a little tagged corpus, over the
//! reference cases, and against a matcher that tries everything.

mod cases;
mod corpus;
mod hostile;
mod naive;
mod problems;
mod reference;

use corpus::Vertical;

use super::{Budget, Found, STEPS, compile, parse};
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
    let mut budget = Budget { steps: FEW, go_on: &mut || true };
    (compiled.match_document(corpus, &mut budget, None), problems)
}
