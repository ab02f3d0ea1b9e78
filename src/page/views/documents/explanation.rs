//! Why is this here? The parts of a document's score, as a small table and in
//! words.

use yew::prelude::*;

use crate::page::components::markup;
use crate::page::components::markup::list;

use crate::page::languages::Texts;
use crate::response::{ExplainResponse, ScoreKind, ScorePart};

/// The explanation.
pub(crate) fn view(texts: &'static Texts, answer: &ExplainResponse) -> Html {
    let said = texts.why();
    let place = answer
        .rank
        .map(|rank| said.place(&texts.number(rank.into()), &texts.hundredths(answer.score)));
    let length = said
        .length(&texts.number(answer.words.into()), &texts.number(rounded(answer.mean_words)));
    let weightless =
        (!answer.weightless.is_empty()).then(|| said.weightless(&answer.weightless.join(", ")));
    let total = answer.score.max(f32::MIN_POSITIVE);
    markup!(
        "<div class=why-table><p>{}{}</p>{}{}</div>",
        list(place.map(|place| place + " ")),
        length,
        if !answer.parts.is_empty() {
            markup!(
                "<table>
                    <thead>
                        <tr>
                            <th scope=col>{}</th>
                            <th scope=col>{}</th>
                            <th scope=col>{}</th>
                            <th scope=col class=number>{}</th>
                        </tr>
                    </thead>
                    <tbody>{}</tbody>
                </table>",
                said.part(),
                said.here(),
                said.elsewhere(),
                said.adds(),
                list(answer.parts.iter().map(|part| row(texts, part, total)))
            )
        } else {
            Html::default()
        },
        list(weightless.map(|said| markup!("<p>{}</p>", said)))
    )
}

fn row(texts: &'static Texts, part: &ScorePart, total: f32) -> Html {
    let said = texts.why();
    let label = match part.kind {
        ScoreKind::Pair => said.pair(&part.label),
        _ => part.label.clone(),
    };
    let mut here = texts.count_hits(part.occurrences.into());
    if part.in_title > 0 {
        here.push_str(", ");
        here.push_str(&said.in_title(&texts.number(part.in_title.into())));
    }
    let width = rounded(part.score / total * 100.0).max(1).to_string();
    markup!(
        "<tr>
            <th scope=row><bdi>{}</bdi></th>
            <td>{}</td>
            <td>{}</td>
            <td class=number>
                <svg class=share viewBox={} preserveAspectRatio=none aria-hidden=true>
                    <rect class=bar width={} height=4></rect>
                </svg>
                {}
            </td>
        </tr>",
        label,
        here,
        texts.count_documents(part.documents.into()),
        "0 0 100 4",
        width,
        texts.hundredths(part.score)
    )
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number that is not negative, and saturates"
)]
fn rounded(number: f32) -> u64 {
    number.round().max(0.0) as u64
}
