//! How often each word at a place, or each value of a field, occurs among the
//! lines; a click shows the lines that have it.

use yew::prelude::*;

use crate::page::components::markup::list;
use crate::page::components::{Dispatch, Icon, click, icon, markup, pressed, remark};
use crate::page::message::Message;
use crate::page::model::Model;
use crate::page::views::concordance::key_label;
use crate::page::views::documents::value_text;
use crate::request::ConcordanceKey;
use crate::response::ConcordanceGroup;

/// Groups that are shown; the rest is told as a number.
const MOST_SHOWN: usize = 200;

/// The counts, where they are asked for.
pub(crate) fn facet(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let (Some(key), Some(answer)) = (&model.place.lines.group, &model.lines.answer) else {
        return Html::default();
    };
    let name = format!("{}: {}", texts.lines().counts(), key_label(model, key));
    let largest = answer.groups.first().map_or(1, |group| group.lines.max(1));
    let shown = answer.groups.len().min(MOST_SHOWN);
    let groups = answer.groups.iter().take(MOST_SHOWN);
    let groups = groups.map(|group| row(model, key, group, largest, dispatch));
    markup!(
        "<div class=facet role=group aria-label={}>
            <h3>{}</h3>
            <ul class=values>{}</ul>
            {}
        </div>",
        name.clone(),
        name,
        list(groups),
        remark((shown < answer.total_groups as usize).then(|| texts.values_cut(
            &texts.number(shown as u64),
            &texts.number(answer.total_groups.into())
        )))
    )
}

fn row(
    model: &Model,
    key: &ConcordanceKey,
    group: &ConcordanceGroup,
    largest: u32,
    dispatch: &Dispatch,
) -> Html {
    let texts = model.texts;
    let label = label(model, key, group);
    let only = Some((key.clone(), group.value.clone()));
    let chosen = model.place.lines.only == only;
    let mut settings = model.place.lines.clone();
    settings.only = only.filter(|_| !chosen);
    let width = (u64::from(group.lines) * 100 / u64::from(largest)).max(1).to_string();
    markup!(
        "<li class={} key={}>
            <button type=button class=include aria-pressed={} title={} onclick={}>
                <span class=tick>{}</span>
                <span class=name><bdi>{}</bdi></span>
                <span class=number>{}</span>
                <svg class=share viewBox={} preserveAspectRatio=none aria-hidden=true>
                    <rect class=bar width={} height=4></rect>
                </svg>
            </button>
        </li>",
        classes!("value", chosen.then_some("included")),
        group.value.clone(),
        pressed(chosen),
        texts.include(&label),
        click(dispatch, Message::SetLines(Box::new(settings))),
        if chosen { icon(Icon::Tick) } else { Html::default() },
        label,
        texts.number(group.lines.into()),
        "0 0 100 4",
        width
    )
}

/// A group as the page writes it.
pub(crate) fn label(model: &Model, key: &ConcordanceKey, group: &ConcordanceGroup) -> String {
    match (key, group.label.as_str()) {
        (ConcordanceKey::Position(_), "") => model.texts.lines().no_word().to_owned(),
        (ConcordanceKey::Date, "") => model.texts.undated().to_owned(),
        (ConcordanceKey::Date, date) => model.texts.date(date),
        (ConcordanceKey::Field(name), "") => value_text(model, name, &None),
        (ConcordanceKey::Field(name), value) => {
            value_text(model, name, &Some(value.to_owned()))
        }
        (_, label) => label.to_owned(),
    }
}
