//! The filters: a chart of dates, then every facet with its values. A click
//! on a value asks for it, the button beside it rules it out; both states are
//! told by a sign and by the style of the words, not by colour alone.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::page::cases;
use crate::page::components::markup::list;
use crate::page::components::{Dispatch, Icon, button, click, icon, markup, pressed, remark};
use crate::page::filters::{DATE_FIELD, Side, Value};
use crate::page::message::Message;
use crate::page::model::Model;
use crate::page::update::{FACET_VALUES, FACET_VALUES_AT_MOST};
use crate::page::views::documents::{histogram, value_text};
use crate::page::views::frame;
use crate::response::{Facet, FacetState, FacetValue};

/// Values shown of one facet; there are more to be found by typing.
const MOST_VALUES: usize = 200;

/// The panel; on a narrow page it covers the results when it is open.
pub(crate) fn panel(model: &Model, dispatch: &Dispatch) -> Html {
    if is_empty(model) {
        return Html::default();
    }
    let texts = model.texts;
    let answer = model.results.answer.as_deref();
    let dates = answer.and_then(|answer| answer.dates.as_ref());
    let facets = answer.map(|answer| answer.facets.as_slice()).unwrap_or_default();
    let facets = facets.iter().filter(|facet| is_useful(facet));
    markup!(
        "<section class=filters part=filters aria-label={} role={}>
            <div class=filters-head>
                <h2 id=filters tabindex=-1>{}</h2>
                {}
            </div>
            {}
            {}
        </section>",
        texts.filters(),
        frame::group_in_page(model),
        texts.filters(),
        button(dispatch, texts.show_results(), Message::ShowFilters(false)),
        dates.map(|dates| histogram::view(model, dates, dispatch)).unwrap_or_default(),
        facets.map(|facet| facet_view(model, facet, dispatch)).collect::<Html>()
    )
}

/// Whether the corpus has nothing to filter by. It is asked of the corpus, not
/// of an answer, so that the panel does not come and go with the query.
pub(crate) fn is_empty(model: &Model) -> bool {
    model.about.as_ref().is_some_and(|about| {
        about.dates.is_none()
            && about.languages.len() < 2
            && !about.fields.iter().any(|field| field.facet)
    }) && model.place.filters.is_empty()
}

/// Dates have the chart.
fn is_useful(facet: &Facet) -> bool {
    facet.field != DATE_FIELD && !facet.values.is_empty()
}

fn facet_view(model: &Model, facet: &Facet, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let label = texts.field(&facet.field, &facet.label);
    let view = model.facet_views.get(&facet.field);
    let expanded = view.is_some_and(|view| view.expanded);
    let needle = cases::small(view.map_or("", |view| view.needle.trim()));
    let total = facet.total_values as usize;
    let long = total > FACET_VALUES_AT_MOST;

    let fits = |value: &&FacetValue| {
        let text = value_text(model, &facet.field, &value.value);
        (!expanded || cases::small(&text).contains(&needle)) || value.state != FacetState::Free
    };
    let mut left = match (long, expanded) {
        (false, _) => usize::MAX,
        (true, true) => MOST_VALUES,
        (true, false) => FACET_VALUES,
    };
    let values = facet.values.iter().filter(fits).filter(|value| {
        let first = left > 0;
        left = left.saturating_sub(1);
        first || value.state != FacetState::Free
    });
    let values = values.map(|value| value_row(model, &facet.field, value, dispatch));

    let narrow = {
        let field = facet.field.clone();
        dispatch.reform(move |event: InputEvent| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            Message::NarrowFacet(field.clone(), text)
        })
    };
    let narrow_name = texts.narrow_values(&label);
    let all = texts.number(facet.total_values.into());
    let shown = texts.number(facet.values.len().min(MOST_VALUES) as u64);
    let toggle = match expanded {
        true => texts.show_fewer().to_owned(),
        false => texts.show_all(&all),
    };
    markup!(
        "<section class=facet role=group part=facet key={} aria-label={}>
            <h3 dir=auto>{}</h3>
            {}
            <ul class={}>{}</ul>
            {}
            {}
        </section>",
        facet.field.clone(),
        label.clone(),
        label,
        if long && expanded {
            markup!(
                "<input class=narrow type=search aria-label={} placeholder={} autocomplete=off
                    oninput={} value={}></input>",
                narrow_name.clone(),
                narrow_name,
                narrow,
                view.map(|view| view.needle.clone()).unwrap_or_default(),
            )
        } else {
            Html::default()
        },
        classes!("values", expanded.then_some("long")),
        list(values),
        remark(
            (expanded && needle.is_empty() && facet.values.len().min(MOST_VALUES) < total)
                .then(|| texts.values_cut(&shown, &all))
        ),
        if long {
            button(dispatch, toggle, Message::ExpandFacet(facet.field.clone(), !expanded))
        } else {
            Html::default()
        }
    )
}

/// One value: the button that asks for it and the button that rules it out.
pub(super) fn value_row(
    model: &Model,
    field: &str,
    value: &FacetValue,
    dispatch: &Dispatch,
) -> Html {
    let texts = model.texts;
    let text = value_text(model, field, &value.value);
    let toggle =
        |side| click(dispatch, Message::Toggle(field.to_owned(), value.value.clone(), side));
    let (include, exclude) = state(model, field, &value.value);
    let include_name = texts.include(&text);
    let count = texts.count_documents(value.documents.into());
    let exclude_name = texts.exclude(&text);
    let class = classes!("value", include.then_some("included"), exclude.then_some("excluded"));
    // With a key, a value keeps its buttons, and the keyboard, when counts
    // change the order.
    let key = value.value.as_ref().map_or_else(|| "-".to_owned(), |value| format!("={value}"));
    markup!(
        "<li class={} key={}>
            <button type=button class=include aria-pressed={} title={} onclick={}>
                <span class=tick>{}</span>
                <span class=name><bdi>{}</bdi></span>
                <span class=number aria-hidden=true>{}</span>
                <span class=hidden>{}</span>
            </button>
            <button type=button class=exclude aria-pressed={} aria-label={} title={}
                onclick={}>
                {}
            </button>
        </li>",
        class,
        key,
        pressed(include),
        include_name,
        toggle(Side::Include),
        if include { icon(Icon::Tick) } else { Html::default() },
        text,
        texts.number(value.documents.into()),
        count,
        pressed(exclude),
        exclude_name.clone(),
        exclude_name,
        toggle(Side::Exclude),
        icon(Icon::Minus)
    )
}

/// What the filters say of a value now, which is sooner than the answer does.
fn state(model: &Model, field: &str, value: &Value) -> (bool, bool) {
    let choice = model.place.filters.fields.get(field);
    choice.map_or((false, false), |choice| {
        (choice.include.contains(value), choice.exclude.contains(value))
    })
}
