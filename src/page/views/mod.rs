//! The page as a tree: a function of the model.
//!
//! In: the model. Out: elements, whose events are messages. A folder a view;
//! a new view is a variant of [`View`], a folder here, an arm below.

mod about;
mod concordance;
mod documents;
mod export;
mod frame;
mod help;
mod story;
mod suggestions;

use yew::prelude::*;

use crate::page::components::Dispatch;
use crate::page::model::Model;
use crate::page::routes::View;

/// The whole page.
pub(crate) fn page(model: &Model, dispatch: &Dispatch) -> Html {
    let view = match model.place.view {
        View::Documents => documents::view(model, dispatch),
        View::Concordance => concordance::view(model, dispatch),
        View::About => about::view(model, dispatch),
        _ => story::view(model, dispatch),
    };
    frame::around(view, model, dispatch)
}

#[cfg(all(test, feature = "snapshots"))]
mod tests;
