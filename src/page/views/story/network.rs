//! Names that stand together: a column of names, and arcs between those that
//! share sentences, as thick as they share many.
//!
//! A column keeps the names apart and readable at any width, where a cloud of
//! points is a hairball. Of each name only the strongest links are drawn, and
//! names stand below those that they are linked with; of a name that is chosen all
//! links are drawn, with the number of sentences behind each other name, which
//! leads to the texts that name both.

use yew::prelude::*;

use crate::page::components::{Dispatch, click, markup, pressed};
use crate::page::message::Message;
use crate::page::model::Model;
use crate::page::routes::View;
use crate::page::story::Setting;
use crate::page::views::story::evidence::Links;
use crate::page::views::story::kind_name;
use crate::response::{Link, NameRow, NetworkResponse};

/// Units of the drawing: height of a row, width of the arcs.
const PITCH: usize = 10;
const REACH: usize = 60;

/// Links drawn of each name while none is chosen.
const STRONGEST: usize = 2;

/// Whether the list or the network is shown.
pub(super) fn switch(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts.story();
    let on = model.place.story.has(Setting::Network);
    let side = |name: &'static str, value: &str| {
        let choices = vec![(Setting::Network, value.to_owned())];
        markup!(
            "<button type=button aria-pressed={} onclick={}>{}</button>",
            pressed(on != value.is_empty()),
            click(dispatch, Message::Choose(View::People, choices)),
            name,
        )
    };
    markup!(
        "<div class=modes role=group aria-label={}>{}{}</div>",
        texts.network(),
        side(texts.all_names(), ""),
        side(texts.network(), "1"),
    )
}

/// The drawing.
pub(super) fn view(model: &Model, found: &NetworkResponse, dispatch: &Dispatch) -> Html {
    let links = Links::here(model, dispatch);
    let chosen = model.place.story.get(Setting::With);
    // The engine puts it before all others.
    let middle = found.names.first().filter(|row| row.name == chosen);
    let shown = shown(found, middle.is_some());
    let most = shown.iter().map(|link| link.sentences).max().unwrap_or(1).max(1);
    let order = order(found.names.len(), if middle.is_some() { &[] } else { &shown });
    let mut places = vec![0; order.len()];
    for (place, &name) in order.iter().enumerate() {
        places[name] = place;
    }
    let arcs = shown.iter().map(|link| {
        let [a, b] = [link.a, link.b].map(|name| places[name as usize]);
        let [from, to] = [a, b].map(|place| (place * PITCH + PITCH / 2).to_string());
        let span = a.abs_diff(b);
        // Far names are reached by wide arcs, but never out of the drawing.
        let depth =
            REACH.saturating_sub(8 + span * (REACH - 8) / found.names.len()).to_string();
        let edge = REACH.to_string();
        let d = [
            "M", &edge, " ", &from, "C", &depth, " ", &from, " ", &depth, " ", &to, " ", &edge,
            " ", &to,
        ];
        markup!(
            "<path d={} stroke-width={}></path>",
            d.concat(),
            (1 + link.sentences * 5 / most).to_string(),
        )
    });
    let rows = order.iter().map(|&at| {
        let link = shown.iter().find(|link| middle.is_some() && link.b as usize == at);
        self::row(&links, &found.names[at], middle, link.copied())
    });
    let view_box = ["0 0 ", &REACH.to_string(), " ", &(found.names.len() * PITCH).to_string()];
    markup!(
        "<div class=scroll data-scroll=story data-zone=story>
            <p class={}>{}</p>
            <div class=arcs>
                <svg viewBox={} preserveAspectRatio=none aria-hidden=true>{}</svg>
                <ol>{}</ol>
            </div>
        </div>",
        "quiet network-hint",
        model.texts.story().network_hint(),
        view_box.concat(),
        arcs.collect::<Vec<_>>(),
        rows.collect::<Vec<_>>(),
    )
}

/// A name: a click shows its links, another lets go of it. The chosen one leads
/// to its page.
fn row(links: &Links, row: &NameRow, middle: Option<&NameRow>, link: Option<&Link>) -> Html {
    let texts = links.texts;
    let on = middle.is_some_and(|middle| middle.name == row.name);
    let with = if on { String::new() } else { row.name.clone() };
    let amount = match (middle, link) {
        (Some(middle), Some(link)) => {
            let sentences = u64::from(link.sentences);
            markup!(
                "<button type=button class=name-link onclick={}>{}</button>",
                click(&links.dispatch, Message::Find(both(middle, row))),
                texts.story().n_sentences(sentences, &texts.number(sentences)),
            )
        }
        _ if on => {
            let page = vec![(Setting::Name, row.name.clone())];
            markup!(
                "<button type=button class=name-link onclick={}>{}</button>",
                click(&links.dispatch, Message::Choose(View::People, page)),
                texts.story().name_page(),
            )
        }
        _ => texts.count_documents(row.documents.into()).into(),
    };
    let kind = kind_name(texts.story().name_kinds(), &row.kind);
    markup!(
        "<li>
            <button type=button class=entry aria-pressed={} onclick={}><bdi>{}</bdi></button>
            <span class=quiet>{}</span><span class=amount>{}</span>
        </li>",
        pressed(on),
        click(&links.dispatch, Message::Choose(View::People, vec![(Setting::With, with)])),
        row.name.clone(),
        kind,
        amount,
    )
}

/// The links that are drawn: those of the chosen name, else of each name the
/// strongest. They come with the strongest first.
fn shown(found: &NetworkResponse, chosen: bool) -> Vec<&Link> {
    let mut drawn = vec![0; found.names.len()];
    let mut shown = Vec::new();
    for link in &found.links {
        let (a, b) = (link.a as usize, link.b as usize);
        let known = a < drawn.len() && b < drawn.len();
        if !known || if chosen { a != 0 } else { drawn[a].min(drawn[b]) >= STRONGEST } {
            continue;
        }
        drawn[a] += 1;
        drawn[b] += 1;
        shown.push(link);
    }
    shown
}

/// Names so that linked ones are near: each time the one with most sentences in
/// common with those placed so far, the most mentioned where none has any.
fn order(names: usize, links: &[&Link]) -> Vec<usize> {
    let mut near = vec![0_u32; names];
    let mut order = Vec::new();
    for _ in 0..names {
        let mut next = None;
        for name in (0..names).filter(|name| !order.contains(name)) {
            if next.is_none_or(|best: usize| near[name] > near[best]) {
                next = Some(name);
            }
        }
        order.extend(next);
        for link in links {
            let [a, b] = [link.a as usize, link.b as usize];
            if next == Some(a) {
                near[b] += link.sentences;
            } else if next == Some(b) {
                near[a] += link.sentences;
            }
        }
    }
    order
}

/// The query for documents that name both.
fn both(one: &NameRow, other: &NameRow) -> String {
    let asked = [one, other].map(|row| {
        let field = match row.kind.as_str() {
            "person" => "person:",
            "organisation" => "org:",
            "place" => "place:",
            _ => "",
        };
        [field, "\"", &row.name.replace('"', ""), "\""].concat()
    });
    asked.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_links_are_drawn_of_each_name_and_all_of_the_chosen() {
        let check = |links: &[(u32, u32)], chosen, expected: usize| {
            let links = links.iter().map(|&(a, b)| Link { a, b, ..Link::default() });
            let names = vec![NameRow::default(); 5];
            let found =
                NetworkResponse { names, links: links.collect(), ..NetworkResponse::default() };
            assert_eq!(shown(&found, chosen).len(), expected);
        };
        check(&[(0, 1), (0, 2), (0, 3), (0, 4)], false, 4);
        check(&[(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3)], false, 5);
        check(&[(0, 1), (0, 2), (1, 2), (2, 3)], true, 2);
        check(&[(0, 9), (9, 1)], false, 0);
    }

    #[test]
    fn linked_names_stand_together() {
        let check = |names, links: &[(u32, u32, u32)], expected: &[usize]| {
            let links: Vec<Link> = links
                .iter()
                .map(|&(a, b, sentences)| Link { a, b, sentences, ..Link::default() })
                .collect();
            assert_eq!(order(names, &links.iter().collect::<Vec<_>>()), expected);
        };
        check(0, &[], &[]);
        check(3, &[], &[0, 1, 2]);
        check(5, &[(0, 3, 2), (1, 4, 9), (3, 2, 1)], &[0, 3, 2, 1, 4]);
        check(4, &[(0, 2, 1), (0, 3, 5)], &[0, 3, 2, 1]);
    }

    #[test]
    fn two_names_are_a_query() {
        let row = |name: &str, kind: &str| NameRow {
            name: name.into(),
            kind: kind.into(),
            ..NameRow::default()
        };
        assert_eq!(
            both(&row("Ada \"X\" Roth", "person"), &row("Peace Plan", "other")),
            "person:\"Ada X Roth\" \"Peace Plan\""
        );
    }
}
