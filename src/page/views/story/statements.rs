//! Statements: who said what, where and about whom.

use yew::prelude::*;

use crate::page::components::{Choice, Dispatch, choice, click, markup};
use crate::page::message::Message;
use crate::page::model::Model;
use crate::page::routes::View;
use crate::page::story::Setting;
use crate::page::views::story::evidence::{Links, sentence, short};
use crate::page::views::story::{kind_name, kinds, letters, offered};
use crate::page::wording;
use crate::response::{Response, StatementRow};

/// Kind, speaker, whom it is about, letters.
pub(super) fn controls(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts.story();
    let (speakers, abouts) = match model.story.answer.as_deref() {
        Some(Response::Statements(found)) => (&found.speakers[..], &found.abouts[..]),
        _ => (&[][..], &[][..]),
    };
    markup!(
        "{}{}{}{}",
        kinds(model, dispatch, texts.statement_kinds(), Setting::StatementKind),
        offered(model, dispatch, texts.speaker(), speakers, Setting::Speaker),
        offered(model, dispatch, texts.about(), abouts, Setting::About),
        letters(model, dispatch, texts.words_said(), Setting::Said),
    )
}

/// The order they stand in.
pub(super) fn order(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts.story();
    let by_time = model.place.story.has(Setting::ByTime);
    let orders = [("", texts.by_document(), !by_time), ("1", texts.by_time(), by_time)];
    let orders = orders.map(|(value, name, on)| Choice::new(value.into(), name.into(), on));
    let changed = Callback::from(|value| {
        Message::Choose(View::Statements, vec![(Setting::ByTime, value)])
    });
    choice(dispatch, model.texts.sort(), orders.into(), changed)
}

/// All statements of one choice, whatever else is chosen.
pub(super) fn all_of(chosen: Setting, text: String) -> Message {
    let narrowing = [
        Setting::Speaker,
        Setting::About,
        Setting::Venue,
        Setting::StatementKind,
        Setting::Said,
        Setting::Cluster,
    ];
    let mut choices: Vec<_> = narrowing.map(|setting| (setting, String::new())).into();
    choices.push((chosen, text));
    Message::Choose(View::Statements, choices)
}

/// One statement. Beside others of the same words, what it has and `sample` has
/// not is set off.
pub(super) fn row(
    links: &Links,
    item: u32,
    row: &StatementRow,
    by_time: bool,
    sample: Option<&str>,
) -> Html {
    let texts = links.texts.story();
    let inside = match sample {
        Some(sample) => wordings(&row.text, sample),
        None => sentence(&row.evidence.sentence),
    };
    let path = &row.evidence.path;
    let about = (!row.about.is_empty()).then(|| {
        let names: Vec<Html> = row.about.iter().map(|name| links.name(name)).collect();
        markup!("<span class=names>{}{}</span>", texts.about(), names)
    });
    markup!(
        "<div class=account>
            <div class=who>{}{}</div>
            <div class=what>{}<div class=origin>{}<span>{}</span>{}{}{}</div></div>
        </div>",
        speaker(links, row),
        circumstances(links, row),
        links.link(&row.evidence, inside, Some(item)),
        by_time.then(|| markup!("<bdi title={}>{}</bdi>", path.clone(), short(path))),
        kind_name(texts.statement_kinds(), &row.kind),
        about,
        alike(links, row),
        links.why(&row.evidence),
    )
}

pub(super) fn speaker(links: &Links, row: &StatementRow) -> Html {
    let texts = links.texts.story();
    let words = row.speaker_as.as_deref().filter(|words| !words.is_empty());
    match &row.speaker {
        Some(speaker) => {
            // A pronoun or a role: the name is what it was taken for.
            let other =
                words.filter(|words| !speaker.contains(words) && !words.contains(speaker));
            markup!(
                "<p class=byline>{} <span class=quiet>{}</span></p>",
                links.name(speaker),
                other.map(|words| links.texts.quoted(words)),
            )
        }
        None if row.kind == "label" => {
            markup!("<p class=quiet>{}</p>", texts.no_speech())
        }
        None => {
            let words = words.unwrap_or(texts.unknown_speaker()).to_owned();
            markup!("<p class=open-speaker>{}</p>", words)
        }
    }
}

/// The word of saying, where, to whom; each in the words of the text.
fn circumstances(links: &Links, row: &StatementRow) -> Html {
    let texts = links.texts.story();
    let there = row.venue.as_ref().map(|venue| {
        let there = Message::Choose(View::Statements, vec![(Setting::Venue, venue.clone())]);
        markup!(
            "<button type=button class=name-link title={} onclick={}>{}</button>",
            texts.only_there(),
            click(&links.dispatch, there),
            venue.clone(),
        )
    });
    let to = row.addressee.as_deref().map(|name| texts.addressed_to(name));
    markup!("<p class=quiet><span>{}</span>{}<span>{}</span></p>", row.cue.clone(), there, to)
}

/// Leads to all statements that quote the same words.
fn alike(links: &Links, row: &StatementRow) -> Option<Html> {
    let cluster = row.cluster.filter(|_| row.alike > 1)?;
    Some(markup!(
        "<button type=button class=alike onclick={}>{}</button>",
        click(&links.dispatch, all_of(Setting::Cluster, cluster.to_string())),
        links.texts.story().n_alike(row.alike.into(), &links.texts.number(row.alike.into())),
    ))
}

fn wordings(text: &str, sample: &str) -> Html {
    let pieces =
        wording::held_against(text, sample).into_iter().map(|(piece, same)| match same {
            true => Html::from(piece.to_owned()),
            false => markup!("<ins class=other-wording>{}</ins>", piece.to_owned()),
        });
    markup!("<p class=sentence dir=auto>{}</p>", pieces.collect::<Vec<_>>())
}
