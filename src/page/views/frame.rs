//! What stands around every view: the corpus's title, the search box, the
//! navigation, notices, the help.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::page::browser::dom;
use crate::page::components::markup::list;
use crate::page::components::{
    Dispatch, Icon, button, click, icon, icon_button, markup, pressed,
};
use crate::page::languages::Texts;
use crate::page::message::{Copying, Dialog, Message};
use crate::page::model::{Model, Notice, Theme};
use crate::page::routes::View;
use crate::page::views::documents::facets;
use crate::page::views::{export, help, story, suggestions};
use crate::request::{Mode, Syntax};

/// Puts the frame around a view. On a page of its own the parts are
/// landmarks; inside another page, which may hold several explorers, they are
/// groups.
pub(crate) fn around(view: Html, model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let class = classes!(
        "app",
        model.dark().then_some("dark"),
        model.reader.is_some().then_some("reading"),
        model.filters_open.then_some("filtering"),
        facets::is_empty(model).then_some("bare"),
        model.analysed().then_some("analysed"),
    );
    let full = model.setup.full_page;
    let name = (!full).then(|| AttrValue::from(model.title().to_owned()));
    markup!(
        "<div class={} lang={} part=app role={} aria-label={}>
            <div class=top part=header role={}>
                <p class=title part=title role=heading dir=auto title={} aria-level={}>
                    {}
                </p>
                {}
                {}
            </div>
            <div class=view role={}>{}</div>
            {}
            {}
            {}
        </div>",
        class,
        texts.tag(),
        group_in_page(model),
        name.filter(|name| !name.is_empty()),
        full.then_some("banner"),
        model.title().to_owned(),
        if full { "1" } else { "2" },
        model.title().to_owned(),
        search_box(model, dispatch),
        navigation(model, dispatch),
        full.then_some("main"),
        view,
        notice(model, dispatch),
        help::dialog(model, dispatch),
        export::dialog(model, dispatch)
    )
}

/// The role of a part that is a landmark on a page of its own only.
pub(crate) fn group_in_page(model: &Model) -> Option<&'static str> {
    (!model.setup.full_page).then_some("group")
}

fn search_box(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let typed = dispatch.reform(|event: InputEvent| {
        let input = event.target_unchecked_into::<HtmlInputElement>();
        let text = input.value();
        let caret = dom::caret(&input, &text);
        Message::Typed(text, caret)
    });
    let left = dispatch.reform(|_: FocusEvent| Message::CloseSuggestions);
    let is_cql = model.place.syntax == Syntax::Cql;
    let placeholder = if is_cql { texts.cql_placeholder() } else { texts.search_placeholder() };
    let offered = !model.suggest.offers.is_empty();
    let submit = Callback::from(|event: SubmitEvent| event.prevent_default());
    markup!(
        "<form class=search role={} part=search onsubmit={}>
            <div class=box>
                {}
                <input type=search id=query data-zone=search aria-label={} class={} placeholder={}
                    autocomplete=off autocapitalize=off spellcheck=false enterkeyhint=search
                    dir=auto role=combobox aria-autocomplete=list aria-expanded={}
                    aria-controls={} aria-activedescendant={} value={}
                    oninput={} onblur={} onclick={}></input>
                {}
                <span class={} aria-hidden=true></span>
            </div>
            <div class=modes role=group aria-label={}>
                {}
                {}
                <button type=button aria-pressed={} title={} onclick={}>CQL</button>
            </div>
        </form>",
        model.setup.full_page.then_some("search"),
        submit,
        icon(Icon::Lens),
        texts.search(),
        is_cql.then_some("cql"),
        placeholder,
        pressed(offered),
        offered.then_some("suggestions"),
        model.suggest.chosen.map(suggestions::id),
        model.place.query.clone(),
        typed,
        left,
        click(dispatch, Message::ShowRecent),
        suggestions::view(model, dispatch),
        classes!("busy", model.searching().then_some("on")),
        texts.any_or_all(),
        mode(model, dispatch, Mode::All, texts.all_words()),
        mode(model, dispatch, Mode::Any, texts.any_word()),
        pressed(is_cql),
        texts.cql_title(),
        click(dispatch, Message::ChooseCql),
    )
}

fn mode(model: &Model, dispatch: &Dispatch, mode: Mode, name: &'static str) -> Html {
    let on = model.place.mode == mode && model.place.syntax == Syntax::Simple;
    markup!(
        "<button type=button aria-pressed={} onclick={}>{}</button>",
        pressed(on),
        click(dispatch, Message::ChooseMode(mode)),
        name
    )
}

fn navigation(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let items = model.views().map(|view| {
        let current = (view == model.place.view).then_some("page");
        markup!(
            "<button type=button aria-current={} onclick={}>{}</button>",
            current,
            click(dispatch, Message::Go(view)),
            name(texts, view)
        )
    });
    let theme = texts.theme(match model.theme {
        Theme::Auto => texts.theme_auto(),
        Theme::Light => texts.theme_light(),
        Theme::Dark => texts.theme_dark(),
    });
    markup!(
        "<div class=navigation>
            <div class=views role={} aria-label={}>{}</div>
            <button type=button class=icon title={} aria-label={} onclick={}>
                {}
            </button>
            <button type=button class=icon title={} aria-label={} aria-haspopup=dialog
                onclick={}>?</button>
        </div>",
        if model.setup.full_page { "navigation" } else { "group" },
        texts.views(),
        list(items),
        theme.clone(),
        theme,
        click(dispatch, Message::NextTheme),
        icon(Icon::Colours),
        texts.help(),
        texts.help(),
        click(dispatch, Message::ShowDialog(Dialog::Help))
    )
}

fn name(texts: &'static Texts, view: View) -> &'static str {
    match view {
        View::Documents => texts.documents(),
        View::Concordance => texts.lines().title(),
        View::About => texts.about_short(),
        _ => story::title(texts, view),
    }
}

/// A word that goes away, in a region that is always there: screen readers
/// hear only of what changes inside one.
fn notice(model: &Model, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let said = match &model.notice {
        None => Html::default(),
        Some(Notice::Copied(Copying::Citation)) => texts.citation_copied().into(),
        Some(Notice::Copied(Copying::Link)) => texts.link_copied().into(),
        Some(Notice::Copied(Copying::Export | Copying::Correction)) => {
            texts.export().copied().into()
        }
        Some(Notice::PickedAll) => texts.lines().picked_all().into(),
        Some(Notice::ComparedAll) => texts.story().compared_all().into(),
        Some(Notice::Excluded) => markup!(
            "{}{}",
            texts.lines().excluded_now(),
            button(dispatch, texts.lines().undo(), Message::UndoExclusion)
        ),
        Some(Notice::OddLink(parts)) => html! { texts.odd_link(&parts.join(", ")) },
        Some(Notice::CopyByHand(text)) => markup!(
            "<span>{}</span>
            <textarea readonly= rows=3 aria-label={} value={}></textarea>",
            texts.copy_by_hand(),
            texts.copy_by_hand(),
            text.clone()
        ),
    };
    let stays = matches!(model.notice, Some(Notice::OddLink(_) | Notice::CopyByHand(_)));
    markup!(
        "<div class={} role=status>{}{}</div>",
        classes!("notice", model.notice.is_some().then_some("on")),
        said,
        if stays {
            icon_button(dispatch, Icon::Cross, texts.close(), Message::DropNotice, false)
        } else {
            Html::default()
        }
    )
}

/// What stands in place of a view that has nothing to show.
pub(crate) fn blank(
    heading: &str,
    text: Html,
    actions: Vec<(&'static str, Message)>,
    dispatch: &Dispatch,
) -> Html {
    let actions = actions.into_iter().map(|(name, message)| button(dispatch, name, message));
    markup!(
        "<div class=blank-state>
            <h2 dir=auto>{}</h2>
            <div>{}</div>
            <div class=actions>{}</div>
        </div>",
        heading.to_owned(),
        text,
        list(actions)
    )
}
