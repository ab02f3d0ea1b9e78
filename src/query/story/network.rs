//! Names that stand together: those most mentioned, and the links between them.
//!
//! A link is as strong as the sentences that name both. Names that only share
//! documents are not linked: in a book everyone would be.

use std::cmp::Reverse;

use super::names::rows;
use super::{Scope, count};
use crate::query::Corpus;
use crate::query::facts::Places;
use crate::query::search::Ran;
use crate::request::NetworkRequest;
use crate::response::{Link, NameRow, NetworkResponse};
use crate::sorting;

/// Names at most: more can not be told apart in a picture.
const MOST: usize = 60;

/// Answers a request for a network.
pub(crate) fn network(
    corpus: Corpus<'_>,
    request: &NetworkRequest,
    ran: &Ran<'_>,
) -> NetworkResponse {
    let scope = Scope::new(corpus, &request.scope, ran);
    let Some(story) = scope.story else {
        return NetworkResponse { query: scope.echo, ..NetworkResponse::default() };
    };
    let all = rows(story, &scope);
    let around = request.around.as_ref().map(|name| scope.number(name));
    // How often each name stands in a sentence with the one in the middle.
    let near = around.map(|middle| {
        let mut near = scope.counts();
        let chosen: Vec<u32> = (0..count(near.len())).collect();
        each_sentence(corpus, &scope, &chosen, &mut |_, named| {
            if middle.is_some_and(|middle| named.contains(&middle)) {
                named.iter().for_each(|&name| near[name as usize] += 1);
            }
        });
        near
    });
    let mut names: Vec<(u32, &NameRow)> = (0..)
        .zip(&all)
        .filter(|(number, row)| {
            let in_middle = around == Some(Some(*number));
            row.mentions > 0
                && (in_middle || request.kind.is_empty() || row.kind == request.kind)
                && near.as_ref().is_none_or(|near| near[*number as usize] > 0)
        })
        .collect();
    sorting::sort_by_key(&mut names, |(number, row)| {
        let in_middle = around == Some(Some(*number));
        let near = near.as_ref().map_or(0, |near| near[*number as usize]);
        Reverse((in_middle, near, row.mentions))
    });
    names.truncate((request.scope.limit as usize).min(MOST));
    let links = links(corpus, &scope, &names);
    let names = names.into_iter().map(|(_, row)| row.clone()).collect();
    NetworkResponse { analysed: true, query: scope.echo, names, links }
}

/// The links between names, the strongest first.
fn links(corpus: Corpus<'_>, scope: &Scope<'_>, names: &[(u32, &NameRow)]) -> Vec<Link> {
    const NOT: u32 = u32::MAX;
    let mut chosen = vec![NOT; scope.counts().len()];
    for (place, (number, _)) in (0..).zip(names) {
        chosen[*number as usize] = place;
    }
    let width = names.len();
    let mut links = vec![(0_u32, 0_u32, NOT); width * width];
    each_sentence(corpus, scope, &chosen, &mut |document, named| {
        for (at, &a) in named.iter().enumerate() {
            for &b in &named[at + 1..] {
                let (a, b) = (a.min(b) as usize, a.max(b) as usize);
                let (sentences, documents, last) = &mut links[a * width + b];
                *sentences += 1;
                *documents += u32::from(*last != document);
                *last = document;
            }
        }
    });
    let mut links: Vec<Link> = links
        .into_iter()
        .enumerate()
        .filter(|(_, (sentences, ..))| *sentences > 0)
        .map(|(place, (sentences, documents, _))| Link {
            a: count(place / width),
            b: count(place % width),
            documents,
            sentences,
        })
        .collect();
    sorting::sort_by_key(&mut links, |it| Reverse((it.sentences, it.documents)));
    links
}

/// Calls with the document and the chosen names of each sentence that has some,
/// each name once, as it is chosen.
fn each_sentence(
    corpus: Corpus<'_>,
    scope: &Scope<'_>,
    chosen: &[u32],
    call: &mut dyn FnMut(u32, &[u32]),
) {
    let mut named: Vec<u32> = Vec::new();
    for (document, story) in scope.each() {
        let mentions = story.mentions(document);
        let places = Places::new(corpus, document);
        let sentences = corpus.postings.rows.sentences(document);
        let mut sentence = 0;
        for mention in &mentions {
            let row = places.rows(&mention.span).start;
            if sentences.get(sentence).is_some_and(|it| it.end <= row) {
                if !named.is_empty() {
                    call(document, &named);
                    named.clear();
                }
                sentence += sentences[sentence..].partition_point(|it| it.end <= row);
            }
            let place = chosen.get(mention.name as usize).copied().unwrap_or(u32::MAX);
            if place != u32::MAX && !named.contains(&place) {
                named.push(place);
            }
        }
        if !named.is_empty() {
            call(document, &named);
            named.clear();
        }
    }
}
