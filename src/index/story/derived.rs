//! What follows from facts that are coded, or orders them: where a statement is
//! coded, whom it is about, by whose account a figure is.

use std::ops::Range;

use crate::analyse::story::facts::{Mention, Statement, StatementKind};

/// Statements before a figure that may be around it.
const NEAREST: usize = 64;

/// Where a statement is coded.
pub(super) fn anchor(statement: &Statement) -> u32 {
    statement.cue.as_ref().map_or(statement.span.start, |cue| cue.start)
}

/// The order in which statements stand.
pub(super) fn in_order(statements: &mut [Statement]) {
    crate::sorting::sort_by_key(statements, |it| (it.span.start, it.span.end, anchor(it)));
}

/// Names in what was said, each once, without the speaker.
pub(super) fn about(statement: &Statement, mentions: &[Mention]) -> Vec<u32> {
    let span = &statement.span;
    let first = mentions.partition_point(|it| it.span.start < span.start);
    let mut about: Vec<u32> = Vec::new();
    for mention in mentions[first..].iter().take_while(|it| it.span.end <= span.end) {
        let apart = Some(&mention.span) != statement.speaker_mention.as_ref()
            && Some(mention.name) != statement.speaker;
        if apart && !about.contains(&mention.name) {
            about.push(mention.name);
        }
    }
    about
}

/// The innermost statement around a span gives its speaker.
pub(super) fn claimant(statements: &[Statement], span: &Range<u32>) -> Option<u32> {
    let inside = |it: &&Statement| {
        it.kind != StatementKind::Label
            && it.span.start <= span.start
            && span.end <= it.span.end
    };
    // What begins behind the span is not around it.
    let until = statements.partition_point(|it| it.span.start <= span.start);
    let near = &statements[until.saturating_sub(NEAREST)..until];
    let by = near.iter().filter(inside).min_by_key(|it| it.span.end - it.span.start);
    by.and_then(|statement| statement.speaker)
}

/// Leaves out statements where too many have one word for their cue.
#[cfg(feature = "cli")]
pub(super) fn few_at_one_place(statements: &mut Vec<Statement>) {
    let mut counts: std::collections::BTreeMap<u32, u32> = std::collections::BTreeMap::new();
    statements.retain(|it| {
        let count = counts.entry(anchor(it)).or_default();
        *count += 1;
        *count <= super::statements::MOST
    });
}

/// Numbers clusters in the order in which the section meets them.
#[cfg(feature = "cli")]
pub(super) fn renumber(
    statements: &mut [Statement],
    numbers: &mut Vec<Option<u32>>,
    next: &mut u32,
) {
    let mut order: Vec<&mut Statement> = statements.iter_mut().collect();
    order.sort_by_key(|it| anchor(it));
    for cluster in order.into_iter().filter_map(|it| it.cluster.as_mut()) {
        let place = *cluster as usize;
        if numbers.len() <= place {
            numbers.resize(place + 1, None);
        }
        *cluster = *numbers[place].get_or_insert_with(|| {
            *next += 1;
            *next - 1
        });
    }
}
