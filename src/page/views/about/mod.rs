//! The view about the corpus: what is in it, what it weighs, how it was made.

use yew::prelude::*;

use crate::page::cases;
use crate::page::components::Dispatch;
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
    html! { <div class="about scroll" part="about" tabindex="0">{ inside }</div> }
}

fn panel(model: &Model, about: &About) -> Html {
    let texts = model.texts;
    html! {
        <div class="sheet">
            <h2 id="view" tabindex="-1">{ texts.about() }</h2>
            if let Some(description) = &about.description {
                <p class="description" dir="auto">{ description.clone() }</p>
            }
            { counts(texts, about) }
            { languages(model, about) }
            { fields(texts, about) }
            { sections(texts, about) }
            <h3>{ texts.analysis() }</h3>
            <ul>{ for about.analysis.iter().map(|sentence| html! { <li>{ sentence.clone() }</li> }) }</ul>
            { warnings(texts, about) }
            <p class="quiet">
                { texts.made_by(&about.generator, &about.format) }{ " " }
                { for about.built.as_deref().map(|date| texts.built(&texts.date(date)) + " ") }
                { texts.private() }
            </p>
        </div>
    }
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
    let rows = rows.into_iter().map(|(name, value)| {
        html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }
    });
    html! {
        <>
            <h3>{ texts.contents() }</h3>
            <dl class="metadata">{ for rows }</dl>
        </>
    }
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
        html! {
            <tr>
                <th scope="row">{ name }</th>
                <td class="number">{ texts.number(count.documents.into()) }</td>
                <td>{ matching }</td>
            </tr>
        }
    });
    html! {
        <>
            <h3>{ texts.languages() }</h3>
            <table>
                <thead><tr>
                    <th scope="col">{ texts.language() }</th>
                    <th scope="col" class="number">{ texts.documents() }</th>
                    <td></td>
                </tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        </>
    }
}

fn fields(texts: &'static Texts, about: &About) -> Html {
    if about.fields.is_empty() {
        return Html::default();
    }
    let rows = about.fields.iter().map(|field| {
        html! {
            <tr>
                <th scope="row" dir="auto">{ texts.field(&field.name, &field.label) }</th>
                <td class="number">{ texts.number(field.documents.into()) }</td>
                <td class="number">{ texts.number(field.values.into()) }</td>
                <td>{ if field.facet { texts.yes() } else { texts.no() } }</td>
            </tr>
        }
    });
    html! {
        <>
            <h3>{ texts.fields() }</h3>
            <table>
                <thead><tr>
                    <th scope="col">{ texts.field_heading() }</th>
                    <th scope="col" class="number">{ texts.documents() }</th>
                    <th scope="col" class="number">{ texts.values() }</th>
                    <th scope="col">{ texts.facet() }</th>
                </tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        </>
    }
}

/// Where the bytes go: a row a section, a bar of its share.
fn sections(texts: &'static Texts, about: &About) -> Html {
    let total: u64 = about.sections.iter().map(|section| section.bytes).sum();
    let largest = about.sections.iter().map(|section| section.bytes).max().unwrap_or(0).max(1);
    let rows = about.sections.iter().map(|section| {
        let width = (section.bytes.saturating_mul(100) / largest).to_string();
        html! {
            <tr>
                <th scope="row">{ section.about.clone() }{ " " }<code>{ section.name.clone() }</code></th>
                <td>{ section.codec.clone() }</td>
                <td class="number">{ texts.bytes(section.bytes) }</td>
                <td class="number">{ texts.share_of(section.bytes, total) }</td>
                <td class="bar-cell">
                    <svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none"
                        aria-hidden="true"><rect class="bar" {width} height="8" /></svg>
                </td>
            </tr>
        }
    });
    html! {
        <>
            <h3>{ texts.sections() }</h3>
            <table>
                <thead><tr>
                    <th scope="col">{ texts.section() }</th>
                    <th scope="col">{ texts.codec() }</th>
                    <th scope="col" class="number">{ texts.size() }</th>
                    <th scope="col" class="number">{ texts.share() }</th>
                    <td></td>
                </tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        </>
    }
}

fn warnings(texts: &'static Texts, about: &About) -> Html {
    let shown = about.warnings.iter().map(|warning| {
        let place = match warning.line {
            Some(line) => {
                format!("{}, {}", warning.path, texts.line(&texts.number(line.into())))
            }
            None => warning.path.clone(),
        };
        html! { <li><code>{ place }</code>{ format!(": {}", warning.message) }</li> }
    });
    let cut = about.total_warnings as usize > about.warnings.len();
    html! {
        <>
            <h3>{ texts.warnings() }</h3>
            if about.warnings.is_empty() {
                <p>{ texts.no_warnings() }</p>
            } else {
                <ul class="warnings">{ for shown }</ul>
            }
            if cut {
                <p class="quiet">{ texts.warnings_cut(&texts.number(about.warnings.len() as u64), &texts.number(about.total_warnings.into())) }</p>
            }
        </>
    }
}
