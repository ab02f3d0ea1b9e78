//! The list under the search box: words, fields, values, titles, recent
//! queries. The keyboard stays in the box; what is chosen there is told to
//! screen readers by `aria-activedescendant`.

use yew::prelude::*;

use crate::page::components::markup::list;
use crate::page::components::{Dispatch, click, markup};
use crate::page::message::Message;
use crate::page::model::{Model, Offer};
use crate::response::SuggestionKind;

/// The list; nothing where there is nothing to offer.
pub(crate) fn view(model: &Model, dispatch: &Dispatch) -> Html {
    let suggest = &model.suggest;
    if suggest.offers.is_empty() {
        return Html::default();
    }
    // A click must not take the keyboard out of the box, which would close the
    // list before the click arrives.
    let hold = Callback::from(|event: MouseEvent| event.prevent_default());
    let offers = suggest.offers.iter().enumerate().map(|(at, offer)| {
        let chosen = suggest.chosen == Some(at);
        let (label, about) = said(model, offer);
        markup!(
            "<li role=option id={} aria-selected={} onclick={}>
                <span class=offer dir=auto>{}</span>
                <span class=quiet>{}</span>
            </li>",
            id(at),
            if chosen { "true" } else { "false" },
            click(dispatch, Message::TakeSuggestion(Some(at))),
            label,
            about
        )
    });
    markup!(
        "<ul class=suggestions id=suggestions role=listbox part=suggestions aria-label={}
            onmousedown={}>
            {}
        </ul>",
        model.texts.suggestions().list(),
        hold,
        list(offers)
    )
}

/// The element of an offer.
pub(crate) fn id(at: usize) -> String {
    format!("suggestion-{at}")
}

/// What is offered, and what it is.
fn said(model: &Model, offer: &Offer) -> (String, String) {
    let texts = model.texts;
    let found = match offer {
        Offer::Recent(query) => {
            return (query.clone(), texts.suggestions().recent().to_owned());
        }
        Offer::Found(found) => found,
    };
    let about = match found.kind {
        SuggestionKind::Word => texts.number(found.count),
        SuggestionKind::Correction => {
            format!("{}, {}", texts.suggestions().spelling(), texts.number(found.count))
        }
        SuggestionKind::Value => texts.count_documents(found.count),
        SuggestionKind::Field => texts.field_heading().to_owned(),
        SuggestionKind::Title => texts.suggestions().open().to_owned(),
    };
    (found.label.clone(), about)
}
