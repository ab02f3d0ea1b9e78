//! The help: what can be typed into the search box, and the keys.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::page::components::markup::list;
use crate::page::components::{Dispatch, Icon, icon_button, markup};
use crate::page::languages::Pairs;
use crate::page::message::{Dialog, Message};
use crate::page::model::Model;

/// The dialog; always in the tree, opened and closed by an effect.
pub(crate) fn dialog(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let closed = dispatch.reform(|_: Event| Message::CloseDialog);
    let letters = dispatch.reform(|event: Event| {
        Message::LetterKeys(event.target_unchecked_into::<HtmlInputElement>().checked())
    });
    let recent = dispatch.reform(|event: Event| {
        Message::KeepRecent(event.target_unchecked_into::<HtmlInputElement>().checked())
    });
    let syntax = |rows: Pairs| -> Html {
        let rows = rows.iter().map(|(typed, finds)| {
            let typed = match typed {
                "" => Html::default(),
                typed => markup!("<code>{}</code>", typed),
            };
            markup!("<tr><td>{}</td><td>{}</td></tr>", typed, finds)
        });
        rows.collect()
    };
    let keys = texts.key_list().iter().map(|(keys, does)| {
        let keys = keys.split(' ').map(|key| markup!("<kbd>{}</kbd>", key));
        markup!("<tr><td>{}</td><td>{}</td></tr>", list(keys), does)
    });
    html! {
        <dialog class="help" id="help" part="help" aria-label={texts.help_title()} onclose={closed}>
            if model.dialog == Some(Dialog::Help) {
                <div class="dialog-head">
                    <h2>{ texts.how_to_search() }</h2>
                    { icon_button(dispatch, Icon::Cross, texts.close(), Message::CloseDialog,
                        false) }
                </div>
                <table class="two"><tbody>{ syntax(texts.syntax()) }</tbody></table>
                <p>{ texts.syntax_notes() }</p>
                <h2>{ texts.cql_title() }</h2>
                <table class="two"><tbody>{ syntax(texts.cql_syntax()) }</tbody></table>
                <p>{ texts.cql_notes() }</p>
                <h2>{ texts.keys() }</h2>
                <table class="two"><tbody>{ for keys }</tbody></table>
                <label class="check">
                    <input type="checkbox" checked={model.letter_keys} onchange={letters} />
                    { texts.letter_keys() }
                </label>
                <label class="check">
                    <input type="checkbox" checked={model.suggest.kept} onchange={recent} />
                    { texts.suggestions().keep() }
                </label>
                <p class="quiet">{ texts.private() }</p>
            }
        </dialog>
    }
}
