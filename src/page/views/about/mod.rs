//! The view about the corpus: what is in it, what it weighs, how it was made.

use yew::prelude::*;

use crate::page::cases;
use crate::page::components::markup::{Part, list};
use crate::page::components::{Dispatch, markup, remark};
use crate::page::languages::Texts;
use crate::page::model::{Engine, Model};
use crate::page::views::frame;
use crate::response::About;

/// The view.
pub(crate) fn view(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let inside = match (&model.about, &model.engine) {
        (Some(about), _) => panel(model, about),
        (None, Engine::Failed(sentence)) => {
            frame::blank(texts.engine_failed(), sentence.into(), Vec::new(), dispatch)
        }
        (None, Engine::Loading { percent }) => frame::blank(
            &texts.loading(&percent.to_string()),
            Html::default(),
            Vec::new(),
            dispatch,
        ),
        (None, Engine::Ready) => Html::default(),
    };
    markup!("<div class={} part=about tabindex=0>{}</div>", "about scroll", inside)
}

fn panel(model: &Model, about: &About) -> Html {
    let texts = model.texts;
    markup!(
        "<div class=sheet>
            <h2 id=view tabindex=-1>{}</h2>
            {}
            {}
            {}
            {}
            {}
            <h3>{}</h3>
            <ul>{}</ul>
            {}
            <p class=quiet>{} {}{}</p>
        </div>",
        texts.about(),
        if let Some(description) = &about.description {
            markup!("<p class=description dir=auto>{}</p>", description.clone())
        } else {
            Html::default()
        },
        counts(texts, about),
        languages(model, about),
        fields(texts, about),
        sections(texts, about),
        texts.analysis(),
        list(about.analysis.iter().map(|sentence| markup!("<li>{}</li>", sentence.clone()))),
        warnings(texts, about),
        texts.made_by(&about.generator, &about.format),
        list(about.built.as_deref().map(|date| texts.built(&texts.date(date)) + " ")),
        texts.private()
    )
}

fn counts(texts: &'static Texts, about: &About) -> Html {
    let dates = match &about.dates {
        Some((first, last)) => texts.date_range(Some(first), Some(last)),
        None => texts.undated().to_owned(),
    };
    let undated = match about.undated {
        0 => String::new(),
        count => {
            format!(" ({}: {})", cases::small(texts.undated()), texts.number(count.into()))
        }
    };
    let rows = [
        (texts.documents(), texts.number(about.documents.into())),
        (texts.dates(), dates + if about.dates.is_some() { &undated } else { "" }),
        (texts.words(), texts.number(about.words)),
        (texts.tokens(), texts.number(about.tokens)),
        (texts.types(), texts.number(about.types.into())),
        (texts.text_size(), texts.bytes(about.text_bytes)),
        (texts.index_size(), with_share(texts, about.index_bytes, about.text_bytes)),
    ];
    let rows = rows
        .into_iter()
        .map(|(name, value)| markup!("<div><dt>{}</dt><dd>{}</dd></div>", name, value));
    markup!("<h3>{}</h3><dl class=metadata>{}</dl>", texts.contents(), list(rows))
}

fn with_share(texts: &'static Texts, part: u64, whole: u64) -> String {
    format!("{} ({})", texts.bytes(part), texts.share_of(part, whole))
}

fn languages(model: &Model, about: &About) -> Html {
    let texts = model.texts;
    let rows = about.languages.iter().map(|count| {
        let name = match &count.language {
            Some(code) => model.language_names.get(code).unwrap_or(code).clone(),
            None => texts.unknown_language().to_owned(),
        };
        let matching = if count.stemmed { texts.stemmed() } else { texts.unstemmed() };
        markup!(
            "<tr><th scope=row>{}</th><td class=number>{}</td><td>{}</td></tr>",
            name,
            texts.number(count.documents.into()),
            matching
        )
    });
    table(
        texts.languages(),
        &[(texts.language(), None), (texts.documents(), NUMBER), ("", None)],
        list(rows),
    )
}

fn fields(texts: &'static Texts, about: &About) -> Html {
    if about.fields.is_empty() {
        return Html::default();
    }
    let rows = about.fields.iter().map(|field| {
        markup!(
            "<tr>
                <th scope=row dir=auto>{}</th>
                <td class=number>{}</td>
                <td class=number>{}</td>
                <td>{}</td>
            </tr>",
            texts.field(&field.name, &field.label),
            texts.number(field.documents.into()),
            texts.number(field.values.into()),
            if field.facet { texts.yes() } else { texts.no() }
        )
    });
    table(
        texts.fields(),
        &[
            (texts.field_heading(), None),
            (texts.documents(), NUMBER),
            (texts.values(), NUMBER),
            (texts.facet(), None),
        ],
        list(rows),
    )
}

/// Where the bytes go: a row a section, a bar of its share.
fn sections(texts: &'static Texts, about: &About) -> Html {
    let total: u64 = about.sections.iter().map(|section| section.bytes).sum();
    let largest = about.sections.iter().map(|section| section.bytes).max().unwrap_or(0).max(1);
    let rows = about.sections.iter().map(|section| {
        let width = (section.bytes.saturating_mul(100) / largest).to_string();
        markup!(
            "<tr>
                <th scope=row>{} <code>{}</code></th>
                <td>{}</td>
                <td class=number>{}</td>
                <td class=number>{}</td>
                <td class=bar-cell>
                    <svg class=share viewBox={} preserveAspectRatio=none aria-hidden=true>
                        <rect class=bar width={} height=8></rect>
                    </svg>
                </td>
            </tr>",
            section.about.clone(),
            section.name.clone(),
            section.codec.clone(),
            texts.bytes(section.bytes),
            texts.share_of(section.bytes, total),
            "0 0 100 8",
            width
        )
    });
    table(
        texts.sections(),
        &[
            (texts.section(), None),
            (texts.codec(), None),
            (texts.size(), NUMBER),
            (texts.share(), NUMBER),
            ("", None),
        ],
        list(rows),
    )
}

/// The class of a column of numbers.
const NUMBER: Option<&str> = Some("number");

/// A table below its title; each column has a name and a class. A column
/// without a name has no heading.
fn table(
    title: &'static str,
    columns: &[(&'static str, Option<&'static str>)],
    rows: Part,
) -> Html {
    let heads = columns.iter().map(|(name, class)| match *name {
        "" => markup!("<td></td>"),
        name => markup!("<th scope=col class={}>{}</th>", *class, name),
    });
    markup!(
        "<h3>{}</h3>
        <table>
            <thead>
                <tr>{}</tr>
            </thead>
            <tbody>{}</tbody>
        </table>",
        title,
        list(heads),
        rows,
    )
}

fn warnings(texts: &'static Texts, about: &About) -> Html {
    let shown = about.warnings.iter().map(|warning| {
        let place = match warning.line {
            Some(line) => {
                format!("{}, {}", warning.path, texts.line(&texts.number(line.into())))
            }
            None => warning.path.clone(),
        };
        markup!("<li><code>{}</code>{}</li>", place, format!(": {}", warning.message))
    });
    let cut = about.total_warnings as usize > about.warnings.len();
    markup!(
        "<h3>{}</h3>{}{}",
        texts.warnings(),
        if about.warnings.is_empty() {
            markup!("<p>{}</p>", texts.no_warnings())
        } else {
            markup!("<ul class=warnings>{}</ul>", list(shown))
        },
        remark((cut).then(|| texts.warnings_cut(
            &texts.number(about.warnings.len() as u64),
            &texts.number(about.total_warnings.into())
        )))
    )
}
