//! The page of a name: roles as the sources give them, when it is named,
//! statements by it and about it, who stands near, how it is written, where it
//! is mentioned; and the lines for `corpus.toml` where the analysis is wrong.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::page::components::{Dispatch, button, click, markup, pressed};
use crate::page::correction::Correction;
use crate::page::message::{Copying, Message};
use crate::page::model::Model;
use crate::page::story::Setting;
use crate::page::views::story::evidence::Links;
use crate::page::views::story::{appearances, kind_name, rows, statements};
use crate::response::{Evidence, NameResponse, Response, RoleRow, StatementRow};

/// Places of a role that are shown before the others are asked for.
const PLACES_SHOWN: usize = 4;

/// Companions that are listed.
const COMPANIONS: usize = 16;

/// Spellings that are listed.
const SPELLINGS: usize = 24;

/// The page.
pub(super) fn view(model: &Model, found: &NameResponse, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let story = texts.story();
    let links = Links::here(model, dispatch);
    let row = &found.row;
    let (by, of) = (model.story.said_by.as_deref(), model.story.said_of.as_deref());
    markup!(
        "<div class=scroll data-scroll=story data-zone=story>
            <div class=name-page>
                <h2 id=view tabindex=-1 dir=auto>{}</h2>
                <p class=origin><span>{}</span><span>{}</span></p>
                <div class=parts>{}{}{}{}{}{}</div>
                <h3>{}</h3>
            </div>
            {}
        </div>",
        row.name.clone(),
        kind_name(story.name_kinds(), &row.kind),
        texts.count_documents(row.documents.into()),
        roles(&links, found),
        appearances::view(model, found, &links),
        said(&links, story.said_by(), by, Setting::Speaker, &row.name),
        said(&links, story.said_of(), of, Setting::About, &row.name),
        companions(&links, found),
        spellings(model, &links, found),
        story.mentions(),
        rows::items(model, dispatch, story.mentions()),
    )
}

fn section(title: &'static str, inside: Html) -> Html {
    markup!("<section><h3>{}</h3>{}</section>", title, inside)
}

/// Each role with the places that give it, those of most places first: what
/// differs between sources and over time stands below each other.
fn roles(links: &Links, found: &NameResponse) -> Html {
    if found.roles.is_empty() {
        return Html::default();
    }
    let mut roles: Vec<&RoleRow> = Vec::new();
    for role in &found.roles {
        let places = role.evidence.len();
        roles.insert(roles.partition_point(|it| it.evidence.len() >= places), role);
    }
    let places = |list: &[Evidence]| {
        let places = list.iter().map(|it| {
            let link = links.link(it, links.origin_name(&it.path, &it.date), None);
            markup!("<li>{}</li>", link)
        });
        markup!("<ul class=places>{}</ul>", places.collect::<Vec<_>>())
    };
    let roles = roles.into_iter().map(|role| {
        let (first, rest) = role.evidence.split_at(role.evidence.len().min(PLACES_SHOWN));
        let more = links.texts.more_forms(&links.texts.number(rest.len() as u64));
        let rest = (!rest.is_empty())
            .then(|| markup!("<details><summary>{}</summary>{}</details>", more, places(rest)));
        let text = role.text.clone();
        markup!("<li><p class=role dir=auto>{}</p>{}{}</li>", text, places(first), rest)
    });
    section(links.texts.story().roles(), markup!("<ul>{}</ul>", roles.collect::<Vec<_>>()))
}

/// The first statements by the name or about it, and the way to all of them.
fn said(
    links: &Links,
    title: &'static str,
    answer: Option<&Response>,
    chosen: Setting,
    name: &str,
) -> Html {
    let Some(Response::Statements(found)) = answer else { return Html::default() };
    if found.statements.is_empty() {
        return Html::default();
    }
    let own = chosen == Setting::Speaker;
    let row = |row: &StatementRow| {
        markup!(
            "<li>{}<p class=said dir=auto>{}</p>{}</li>",
            (!own).then(|| statements::speaker(links, row)),
            row.text.clone(),
            links.origin(&row.evidence, None),
        )
    };
    let rows: Vec<Html> = found.statements.iter().map(row).collect();
    let more = (found.total as usize > rows.len()).then(|| {
        let all = links.texts.show_all(&links.texts.number(found.total.into()));
        button(&links.dispatch, all, statements::all_of(chosen, name.to_owned()))
    });
    section(title, markup!("<ul class=quotations>{}</ul>{}", rows, more))
}

/// Names in the same documents.
fn companions(links: &Links, found: &NameResponse) -> Html {
    if found.companions.is_empty() {
        return Html::default();
    }
    let texts = links.texts;
    let rows = found.companions.iter().take(COMPANIONS).map(|row| {
        markup!(
            "<li class=companion>{}<span class=quiet>{}</span><span class=amount>{}</span></li>",
            links.name(&row.name),
            kind_name(texts.story().name_kinds(), &row.kind),
            texts.count_documents(row.documents.into()),
        )
    });
    let rows = rows.collect::<Vec<_>>();
    section(texts.story().companions(), markup!("<ul>{}</ul>", rows))
}

/// How the name is written, names that may be the same, and what to write into
/// `corpus.toml` where the analysis is wrong.
fn spellings(model: &Model, links: &Links, found: &NameResponse) -> Html {
    let texts = model.texts;
    let story = texts.story();
    let corrected = model.story.correction.as_ref();
    let correction = corrected.cloned().unwrap_or_else(|| Correction::of(found));
    let toggle = |name: &'static str, on: bool, correction: Correction| {
        let message = Message::Correct(Box::new(correction));
        markup!(
            "<button type=button aria-pressed={} onclick={}>{}</button>",
            pressed(on),
            click(&links.dispatch, message),
            name,
        )
    };
    let choice = |text: &str| {
        let (mut same, mut other) = (correction.clone(), correction.clone());
        same.toggle_alias(text);
        other.toggle_not(text);
        let has = |list: &[String]| list.iter().any(|held| held == text);
        markup!(
            "<span class=modes>{}{}</span>",
            toggle(story.same(), has(&correction.aliases), same),
            toggle(story.another(), has(&correction.not), other),
        )
    };
    let spellings = found.spellings.iter().take(SPELLINGS).map(|it| {
        let open = corrected.is_some() && it.text != found.row.name;
        markup!(
            "<li class=companion><bdi>{}</bdi><span class=amount>{}</span>{}</li>",
            it.text.clone(),
            texts.number(it.count.into()),
            open.then(|| choice(&it.text)),
        )
    });
    let perhaps = (!found.perhaps.is_empty()).then(|| {
        let rows = found.perhaps.iter().map(|name| {
            markup!("<li class=companion>{}{}</li>", links.name(name), choice(name))
        });
        let rows = rows.collect::<Vec<_>>();
        let hint = story.perhaps_hint();
        section(story.perhaps(), markup!("<p class=quiet>{}</p><ul>{}</ul>", hint, rows))
    });
    let settled = match corrected {
        None => button(
            &links.dispatch,
            story.correct(),
            Message::Correct(Box::new(correction.clone())),
        ),
        Some(_) => {
            let kinds = story.name_kinds().iter().map(|(kind, name)| {
                let other = Correction { kind: kind.to_owned(), ..correction.clone() };
                toggle(name, kind == correction.kind, other)
            });
            markup!(
                "<section class=correction><h3>{}</h3><p class=quiet>{}</p>{}
                <div class=modes role=group aria-label={}>{}</div><pre>{}</pre>{}</section>",
                story.correction(),
                story.correction_hint(),
                rename(&correction, story.name(), &links.dispatch),
                story.kind(),
                kinds.collect::<Vec<_>>(),
                correction.lines(),
                button(
                    &links.dispatch,
                    texts.export().copy(),
                    Message::Copy(Copying::Correction)
                ),
            )
        }
    };
    let spellings = spellings.collect::<Vec<_>>();
    let spellings = section(story.spellings(), markup!("<ul>{}</ul>", spellings));
    markup!("{}{}{}", spellings, perhaps, settled)
}

fn rename(correction: &Correction, label: &'static str, dispatch: &Dispatch) -> Html {
    let held = correction.clone();
    let typed = dispatch.reform(move |event: InputEvent| {
        let name = event.target_unchecked_into::<HtmlInputElement>().value();
        Message::Correct(Box::new(Correction { name, ..held.clone() }))
    });
    markup!(
        "<label class=control>
            <span class=label>{}</span>
            <input type=text autocomplete=off value={} oninput={}></input>
        </label>",
        label,
        correction.name.clone(),
        typed
    )
}
