//! Why is this here? The parts of a document's score, as a small table and in
//! words.

use yew::prelude::*;

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
    html! {
        <div class="why-table">
            <p>{ for place.map(|place| place + " ") }{ length }</p>
            if !answer.parts.is_empty() {
                <table>
                    <thead><tr>
                        <th scope="col">{ said.part() }</th>
                        <th scope="col">{ said.here() }</th>
                        <th scope="col">{ said.elsewhere() }</th>
                        <th scope="col" class="number">{ said.adds() }</th>
                    </tr></thead>
                    <tbody>{ for answer.parts.iter().map(|part| row(texts, part, total)) }</tbody>
                </table>
            }
            { for weightless.map(|said| html! { <p>{ said }</p> }) }
        </div>
    }
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
    html! {
        <tr>
            <th scope="row"><bdi>{ label }</bdi></th>
            <td>{ here }</td>
            <td>{ texts.count_documents(part.documents.into()) }</td>
            <td class="number">
                <svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none"
                    aria-hidden="true"><rect class="bar" {width} height="4" /></svg>
                { texts.hundredths(part.score) }
            </td>
        </tr>
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number that is not negative, and saturates"
)]
fn rounded(number: f32) -> u64 {
    number.round().max(0.0) as u64
}
