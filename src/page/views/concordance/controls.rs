//! How the lines are sorted, cut, drawn and counted: one row of small boxes.

use yew::prelude::*;

use crate::page::components::markup::list;
use crate::page::components::{Choice, Dispatch, choice, click, markup, pressed};
use crate::page::lines::{
    FURTHEST, LineSettings, MOST_KEYS, SAMPLES, WIDTHS, key_name, key_named, position_name,
    sort_key_name, sort_key_named,
};
use crate::page::message::Message;
use crate::page::model::Model;
use crate::request::{ConcordanceKey, ContextUnit, SortKey};

/// The row.
pub(crate) fn view(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts.lines();
    let settings = &model.place.lines;
    let names = [texts.text_order(), "1L 2L 3L", "1R 2R 3R"];
    let tips = [texts.text_order(), texts.sorted_left(), texts.sorted_right()];
    let presets = LineSettings::presets().into_iter().zip(names).zip(tips);
    let presets = presets.map(|((sort, name), tip)| {
        let pressed = if settings.sort == sort { "true" } else { "false" };
        let message = with(settings, |it| it.sort = sort);
        markup!(
            "<button type=button aria-pressed={} title={} onclick={}>{}</button>",
            pressed,
            tip,
            click(dispatch, message),
            name
        )
    });
    let keys = (0..MOST_KEYS.min(settings.sort.len() + 1)).map(|at| key(model, at, dispatch));
    markup!(
        "<div class=controls role=group aria-label={}>
            <div class=control>
                <span class=label>{}</span>
                <div class=sorting>
                    <div class=modes role=group aria-label={}>{}</div>
                    {}
                </div>
            </div>
            {}
            {}
            {}
            <div class={}>
                <button type=button aria-pressed={} onclick={}>
                    {}
                </button>
            </div>
            {}
        </div>",
        texts.settings(),
        texts.sort(),
        texts.sort(),
        list(presets),
        list(keys),
        width(model, dispatch),
        column(model, dispatch),
        group(model, dispatch),
        "modes control-button",
        pressed(settings.dispersion),
        click(dispatch, with(settings, |it| it.dispersion = !it.dispersion)),
        texts.dispersion(),
        sample(model, dispatch)
    )
}

/// The settings with one thing changed.
fn with(settings: &LineSettings, change: impl FnOnce(&mut LineSettings)) -> Message {
    let mut settings = settings.clone();
    change(&mut settings);
    Message::SetLines(Box::new(settings))
}

/// A box that changes one thing of the settings.
fn setting(
    model: &Model,
    dispatch: &Dispatch,
    label: &'static str,
    options: Vec<Choice>,
    change: fn(&mut LineSettings, &str),
) -> Html {
    let settings = model.place.lines.clone();
    let changed = Callback::from(move |value: String| {
        with(&settings, |settings| change(settings, &value))
    });
    choice(dispatch, label, options, changed)
}

/// One sort key. Its box has the line that its words have in the list.
fn key(model: &Model, at: usize, dispatch: &Dispatch) -> Html {
    let texts = model.texts.lines();
    let current = model.place.lines.sort.get(at);
    let mut options = vec![Choice::new(String::new(), "–".to_owned(), current.is_none())];
    let mut known = current.is_none();
    let mut add = |key: &SortKey, name: String| {
        known |= current == Some(key);
        options.push(Choice::new(sort_key_name(key), name, current == Some(key)));
    };
    for by in keys(model) {
        let name = key_label(model, &by);
        let is_date = by == ConcordanceKey::Date;
        add(&SortKey { by, descending: false }, name);
        if is_date {
            let latest = SortKey { by: ConcordanceKey::Date, descending: true };
            add(&latest, texts.latest_first().to_owned());
        }
    }
    if let Some(key) = current.filter(|_| !known) {
        let arrow = if key.descending { " ↓" } else { "" };
        let name = format!("{}{arrow}", key_label(model, &key.by));
        options.push(Choice::new(sort_key_name(key), name, true));
    }
    let settings = model.place.lines.clone();
    let changed = Callback::from(move |value: String| {
        with(&settings, |settings| settings.set_key(at, sort_key_named(&value)))
    });
    markup!(
        "<span class={}>{}</span>",
        ["key by0", "key by1", "key by2"][at.min(2)],
        choice(dispatch, texts.keys().get(at.min(2)), options, changed)
    )
}

/// What lines can be sorted and counted by.
fn keys(model: &Model) -> Vec<ConcordanceKey> {
    let mut keys: Vec<ConcordanceKey> =
        (-FURTHEST..=FURTHEST).map(ConcordanceKey::Position).collect();
    keys.extend(metadata(model));
    keys
}

/// What is known of a line's document.
fn metadata(model: &Model) -> Vec<ConcordanceKey> {
    let about = model.about.as_deref();
    let mut keys = vec![ConcordanceKey::Document];
    keys.extend(about.filter(|about| about.dates.is_some()).map(|_| ConcordanceKey::Date));
    let fields = about.map(|about| about.fields.as_slice()).unwrap_or_default();
    keys.extend(fields.iter().map(|field| ConcordanceKey::Field(field.name.clone())));
    keys
}

/// What the page calls a key.
pub(crate) fn key_label(model: &Model, key: &ConcordanceKey) -> String {
    let texts = model.texts;
    match key {
        ConcordanceKey::Position(0) => texts.lines().hit().to_owned(),
        ConcordanceKey::Position(offset) => position_name(*offset),
        ConcordanceKey::Document => texts.reader().to_owned(),
        ConcordanceKey::Date => texts.date_heading().to_owned(),
        ConcordanceKey::Field(name) => model.field_label(name),
        ConcordanceKey::Layer(name, offset) => {
            format!("{name} {}", key_label(model, &ConcordanceKey::Position(*offset)))
        }
    }
}

fn width(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts.lines();
    let current = model.place.lines.context;
    let mut widths: Vec<u32> = WIDTHS.into();
    if let Err(at) = widths.binary_search(&current) {
        widths.insert(at, current);
    }
    let unit = model.place.lines.unit;
    let words = unit == ContextUnit::Words;
    let mut options: Vec<Choice> = widths
        .into_iter()
        .map(|width| {
            let chosen = words && width == current;
            Choice::new(
                width.to_string(),
                texts.n_words(width.into(), &width.to_string()),
                chosen,
            )
        })
        .collect();
    for (name, label, of) in [
        ("s", texts.sentence(), ContextUnit::Sentence),
        ("p", texts.paragraph(), ContextUnit::Paragraph),
    ] {
        options.push(Choice::new(name.to_owned(), label.to_owned(), unit == of));
    }
    setting(model, dispatch, texts.context(), options, |settings, value| {
        settings.unit = match value {
            "s" => ContextUnit::Sentence,
            "p" => ContextUnit::Paragraph,
            _ => ContextUnit::Words,
        };
        settings.context = value.parse().unwrap_or(settings.context);
    })
}

fn column(model: &Model, dispatch: &Dispatch) -> Html {
    let keys = metadata(model);
    let current = model.place.lines.column.as_ref();
    let options = or_nothing(model, keys, current);
    setting(model, dispatch, model.texts.lines().column(), options, |settings, value| {
        settings.column = key_named(value);
    })
}

fn group(model: &Model, dispatch: &Dispatch) -> Html {
    let options = or_nothing(model, keys(model), model.place.lines.group.as_ref());
    setting(model, dispatch, model.texts.lines().count_by(), options, |settings, value| {
        settings.group = key_named(value);
    })
}

fn or_nothing(
    model: &Model,
    mut keys: Vec<ConcordanceKey>,
    current: Option<&ConcordanceKey>,
) -> Vec<Choice> {
    keys.extend(current.filter(|key| !keys.contains(key)).cloned());
    let nothing = Choice::new(String::new(), "–".to_owned(), current.is_none());
    let options = keys
        .iter()
        .map(|key| Choice::new(key_name(key), key_label(model, key), current == Some(key)));
    std::iter::once(nothing).chain(options).collect()
}

fn sample(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts.lines();
    let settings = &model.place.lines;
    let current = settings.sample;
    let mut sizes: Vec<u32> = SAMPLES.into();
    if let Some(size) = current
        && let Err(at) = sizes.binary_search(&size)
    {
        sizes.insert(at, size);
    }
    let all = Choice::new(String::new(), texts.all().to_owned(), current.is_none());
    let options = sizes.into_iter().map(|size| {
        let name = model.texts.number(size.into());
        Choice::new(size.to_string(), name, current == Some(size))
    });
    let options = std::iter::once(all).chain(options).collect();
    let again = with(settings, |settings| settings.seed = settings.seed.wrapping_add(1));
    markup!(
        "<div class=sampling>{}{}</div>",
        setting(model, dispatch, texts.sample(), options, |settings, value| {
            settings.sample = value.parse().ok();
            settings.seed = 0;
        }),
        if current.is_some() {
            markup!(
                "<button type=button class=plain title={} onclick={}>{}</button>",
                texts.draw_again_tip(),
                click(dispatch, again),
                texts.draw_again()
            )
        } else {
            Html::default()
        }
    )
}
