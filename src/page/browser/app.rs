//! The root component: holds the model, feeds messages to [`update`], carries
//! out effects.
//!
//! Effects that need the new tree (focus, scrolling) wait until it is there.

use wasm_bindgen::prelude::*;
use web_sys::{Element, ShadowRoot};
use yew::prelude::*;

use crate::page::browser::engine::EngineHandle;
use crate::page::browser::{
    address, clipboard, dom, events, names, save, set_property, storage,
};
use crate::page::components::Dispatch;
use crate::page::keys::KeyState;
use crate::page::message::{Effect, Event as Told, List, Memory, Message, Target};
use crate::page::model::{Model, Options, Setup};
use crate::page::routes::View;
use crate::page::update::update;
use crate::page::views;

/// What the page is started with.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct Start {
    pub(crate) setup: Setup,
    pub(crate) options: Options,
    pub(crate) storage_key: Option<String>,
    pub(crate) root: ShadowRoot,
    pub(crate) element: Element,
    pub(crate) handle: JsValue,
    /// `emit(name, detail)` of the page around.
    pub(crate) emit: JsValue,
}

/// What the component reacts to.
pub(crate) enum Happening {
    /// Something that changes the model.
    Page(Message),
    /// Something has scrolled or changed its size.
    Look,
}

/// The page.
pub(crate) struct App {
    model: Model,
    dispatch: Dispatch,
    engine: EngineHandle,
    address: address::Address,
    storage: storage::Storage,
    keys: events::SharedKeyState,
    /// Kept for as long as the page lives.
    _listeners: Vec<events::Listener>,
    /// To be carried out once the tree is there.
    after: Vec<Effect>,
    /// The view that was shown last.
    shown: Option<(View, bool)>,
}

impl Component for App {
    type Message = Happening;
    type Properties = Start;

    fn create(ctx: &Context<Self>) -> Self {
        let start = ctx.props();
        let dispatch = ctx.link().callback(Happening::Page);
        let look = ctx.link().callback(|()| Happening::Look);
        let fragment = if start.setup.full_page { address::fragment() } else { String::new() };
        let model = Model::new(start.setup.clone(), start.options.clone(), &fragment);
        let keys = events::SharedKeyState::default();
        let listeners = events::listen(start, &keys, &dispatch, &look);
        let storage = storage::Storage::new(start.storage_key.as_deref());
        for memory in [Memory::Theme, Memory::LetterKeys, Memory::Recent] {
            if let Some(value) = storage.recall(memory) {
                dispatch.emit(Message::Remembered(memory, value));
            }
        }
        dispatch.emit(Message::SystemDark(events::system_dark()));
        let engine = EngineHandle::new(&start.handle, &dispatch);
        let address = address::Address::default();
        // On a touch screen the keyboard would cover half of the page.
        let focus = start.setup.full_page && !events::is_touched();
        let after = Vec::from_iter(focus.then_some(Effect::Focus(Target::Search)));
        Self {
            model,
            dispatch,
            engine,
            address,
            storage,
            keys,
            _listeners: listeners,
            after,
            shown: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, happening: Happening) -> bool {
        let Happening::Page(message) = happening else {
            self.look(&ctx.props().root);
            return false;
        };
        for effect in update(&mut self.model, message) {
            self.carry_out(ctx, effect);
        }
        self.keys.set(KeyState {
            dialog_open: self.model.dialog.is_some(),
            offered: !self.model.suggest.offers.is_empty(),
            chosen: self.model.suggest.chosen.is_some(),
            reader_open: self.model.reader.is_some(),
            letters: self.model.letter_keys,
        });
        true
    }

    fn changed(&mut self, ctx: &Context<Self>, _old: &Start) -> bool {
        self.dispatch.emit(Message::OptionsChanged(ctx.props().options.clone()));
        false
    }

    fn view(&self, _ctx: &Context<Self>) -> Html {
        views::page(&self.model, &self.dispatch)
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        let root = &ctx.props().root;
        for effect in std::mem::take(&mut self.after) {
            match effect {
                Effect::Focus(target) => dom::focus(root, target),
                Effect::Caret(caret) => dom::set_caret(root, caret),
                Effect::ScrollToTop(list) => dom::scroll_to_top(root, list),
                Effect::ScrollToHit(hit) => dom::scroll_to_hit(root, hit),
                Effect::ScrollToPassage => dom::scroll_to_passage(root),
                Effect::Dialog(dialog, open) => dom::dialog(root, dialog, open),
                _ => {}
            }
        }
        // There are more views to choose from once it is known what is in it.
        let shown = (self.model.place.view, self.model.analysed());
        if self.shown.replace(shown) != Some(shown) {
            dom::show_tab(root);
        }
        self.look(root);
    }
}

impl App {
    fn carry_out(&mut self, ctx: &Context<Self>, effect: Effect) {
        let start = ctx.props();
        match effect {
            Effect::Ask(slot, ticket, request) => {
                self.engine.ask(slot, ticket, &request, &self.dispatch);
            }
            Effect::GiveUp(slot) => self.engine.give_up(slot),
            Effect::NextFrame => events::next_frame(&self.dispatch, Message::Frame),
            Effect::ShowFragment(fragment) => self.address.show(fragment),
            Effect::Emit(event) => emit(&start.emit, &event),
            Effect::Copy(what, text) => {
                clipboard::copy(&start.root, what, text, &self.dispatch);
            }
            Effect::Remember(memory, value) => self.storage.remember(memory, &value),
            Effect::NameLanguages(tag, codes) => {
                self.dispatch.emit(Message::LanguageNames(names::languages(tag, codes)));
            }
            Effect::DropNoticeLater => {
                events::later(&self.dispatch, Message::DropNotice, 4_000);
            }
            Effect::Focus(_)
            | Effect::Caret(_)
            | Effect::ScrollToTop(_)
            | Effect::ScrollToHit(_)
            | Effect::ScrollToPassage
            | Effect::Dialog(_, _) => self.after.push(effect),
            Effect::Save(name, kind, text) => save::save(&name, kind, &text),
        }
    }

    /// Tells the model what is near the viewport, if it does not know.
    fn look(&self, root: &ShadowRoot) {
        for list in [List::Results, List::Lines, List::Text, List::Hits, List::Story] {
            let Some(seen) = dom::look(root, list) else { continue };
            if !self.model.knows(list, &seen) {
                self.dispatch.emit(Message::Looked(list, seen));
            }
        }
    }
}

fn emit(to: &JsValue, event: &Told) {
    let Some(to) = to.dyn_ref::<js_sys::Function>() else { return };
    let detail = js_sys::Object::new();
    let set = |name: &str, value: JsValue| set_property(&detail, name, &value);
    let name = match event {
        Told::Ready { title, documents } => {
            set("title", title.as_str().into());
            set("documents", (*documents).into());
            "corpus-ready"
        }
        Told::Query { query, documents, hits } => {
            set("query", query.as_str().into());
            set("documents", (*documents).into());
            // Exact below 2^53; a corpus has some 10^7 words.
            #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
            set("hits", (*hits as f64).into());
            "corpus-query"
        }
        Told::Open { document, title } => {
            set("document", document.as_str().into());
            set("title", title.as_str().into());
            "corpus-open"
        }
    };
    // What a listener of the page around throws is its own affair.
    let _ = to.call2(&JsValue::UNDEFINED, &name.into(), &detail);
}
