//! Elements from a template: most of a view is said in one text, what changes
//! is put into its places.
//!
//! In: a template written like HTML, and a part for each `{}` in it. Out: the
//! tree. `html!` makes some 200 bytes of the module for each element, since it
//! builds each on the spot; here the text is all there is of it, and the whole
//! is a third. Only templates of the source are read, never a text of a corpus,
//! which is a part and becomes a text node.
//!
//! A value is a word or `{}`, which leaves the attribute out where the part is
//! nothing; blanks with a line end in them are for the eye only. Every element
//! is closed: `<p class=said>{}</p>`.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, VList, VNode, VTag};

/// What is put into a place.
pub(crate) enum Part {
    /// Nothing.
    Nothing,
    /// A text or the value of an attribute.
    Text(AttrValue),
    /// The same; made shareable here, not wherever there is one.
    Owned(String),
    /// A part of the tree.
    Node(Html),
    /// What is done when something happens, by what happens.
    Mouse(Callback<MouseEvent>),
    Keyboard(Callback<KeyboardEvent>),
    Focus(Callback<FocusEvent>),
    Input(Callback<InputEvent>),
    Submit(Callback<SubmitEvent>),
    Pointer(Callback<PointerEvent>),
    Other(Callback<Event>),
}

/// What becomes a part without a change.
macro_rules! parts {
    ($($variant:ident of $kind:ty;)*) => {
        $(impl From<$kind> for Part {
            fn from(part: $kind) -> Self {
                Self::$variant(part.into())
            }
        })*
    };
}

parts! {
    Text of &'static str;
    Owned of String;
    Text of AttrValue;
    Node of Html;
    Mouse of Callback<MouseEvent>;
    Keyboard of Callback<KeyboardEvent>;
    Focus of Callback<FocusEvent>;
    Input of Callback<InputEvent>;
    Submit of Callback<SubmitEvent>;
    Pointer of Callback<PointerEvent>;
    Other of Callback<Event>;
}

impl<T: Into<Self>> From<Option<T>> for Part {
    fn from(part: Option<T>) -> Self {
        part.map_or(Self::Nothing, Into::into)
    }
}

/// An attribute that is there or not.
impl From<bool> for Part {
    fn from(on: bool) -> Self {
        if on { Self::from("") } else { Self::Nothing }
    }
}

impl From<Classes> for Part {
    #[inline(never)]
    fn from(classes: Classes) -> Self {
        Self::from(classes.to_string())
    }
}

impl From<Vec<Html>> for Part {
    #[inline(never)]
    fn from(nodes: Vec<Html>) -> Self {
        Self::Node(VNode::VList(Rc::new(VList::with_children(nodes, None))))
    }
}

/// Parts of the tree after each other.
pub(crate) fn list<T: Into<Html>>(nodes: impl IntoIterator<Item = T>) -> Part {
    Part::from(nodes.into_iter().map(Into::into).collect::<Vec<Html>>())
}

/// `markup!("<p class=said>{}</p>", text)`
macro_rules! markup {
    ($template:literal $(, $part:expr)* $(,)?) => {
        $crate::page::components::markup::fill(
            $template,
            // All are taken out, so that there is nothing left to drop: that saves the
            // code that would, in every place.
            &mut *std::mem::ManuallyDrop::new([
                $($crate::page::components::markup::Part::from($part)),*
            ]),
        )
    };
}
pub(crate) use markup;

/// The tree of a template with its parts.
#[inline(never)]
pub(crate) fn fill(template: &'static str, parts: &mut [Part]) -> Html {
    let mut parts = parts.iter_mut().map(|part| std::mem::replace(part, Part::Nothing));
    let mut part = || parts.next().unwrap_or(Part::Nothing);
    // What is open, innermost last; the first stands for the whole.
    let mut open: Vec<(VTag, Vec<Html>)> = vec![(VTag::new(""), Vec::new())];
    let mut rest = template;
    while !rest.is_empty() {
        let inside = if let Some(after) = rest.strip_prefix("</") {
            rest = after.split_once('>').map_or("", |(_, after)| after);
            let Some((tag, inside)) = open.pop().filter(|_| !open.is_empty()) else { break };
            closed(tag, inside)
        } else if let Some(after) = rest.strip_prefix('<') {
            let (head, after) = after.split_once('>').unwrap_or((after, ""));
            rest = after;
            open.push((element(head, &mut part), Vec::new()));
            continue;
        } else if let Some(after) = rest.strip_prefix("{}") {
            rest = after;
            match part() {
                Part::Text(text) => yew::virtual_dom::VText::new(text).into(),
                Part::Owned(text) => VNode::from(text),
                Part::Node(node) => node,
                _ => continue,
            }
        } else {
            let end = rest.find(['<', '{']).unwrap_or(rest.len()).max(1);
            let (text, after) = rest.split_at(end);
            rest = after;
            if text.trim().is_empty() && text.contains('\n') {
                continue;
            }
            VNode::from(text)
        };
        if let Some((_, children)) = open.last_mut() {
            children.push(inside);
        }
    }
    debug_assert!(open.len() == 1, "elements are left open in {template}");
    parts.for_each(drop);
    let (_, mut nodes) = open.swap_remove(0);
    match nodes.len() {
        1 => nodes.swap_remove(0),
        _ => VNode::VList(Rc::new(VList::with_children(nodes, None))),
    }
}

fn closed(mut tag: VTag, inside: Vec<Html>) -> Html {
    tag.add_children(inside);
    VNode::from(tag)
}

/// An element of what stands between `<` and `>`.
fn element(head: &'static str, part: &mut dyn FnMut() -> Part) -> VTag {
    let mut words = head.split([' ', '\n']).filter(|word| !word.is_empty());
    let name = words.next().unwrap_or_default();
    let is_field = matches!(name, "input" | "textarea");
    let mut tag = VTag::new(name);
    let (mut keys, mut values) = (Vec::new(), Vec::new());
    for word in words {
        let (key, value) = word.split_once('=').unwrap_or((word, ""));
        let value = match value {
            "{}" => match part() {
                Part::Owned(text) => Part::Text(text.into()),
                part => part,
            },
            value => Part::from(value),
        };
        match (key, value) {
            // Tells an element from others of a list that changes.
            ("key", Part::Text(text)) => tag.key = Some(Key::from(text.to_string())),
            ("value", Part::Text(text)) if is_field => tag.set_value(Some(text)),
            ("checked", value) if is_field => tag.set_checked(matches!(value, Part::Text(_))),
            (_, Part::Text(text)) => {
                keys.push(key);
                values.push(Some(AttributeOrProperty::Attribute(text)));
            }
            (_, Part::Nothing | Part::Node(_) | Part::Owned(_)) => {
                keys.push(key);
                values.push(None);
            }
            (_, event) => {
                if let Some(listener) = listener(key, event) {
                    tag.add_listener(listener);
                }
            }
        }
    }
    if !keys.is_empty() {
        tag.set_attributes(Attributes::Dynamic { keys: shared(keys), values: values.into() });
    }
    tag
}

fn listener(key: &str, event: Part) -> Option<Rc<dyn Listener>> {
    use yew::html as on;
    Some(match (key, event) {
        ("onclick", Part::Mouse(it)) => Rc::new(on::onclick::Wrapper::new(it)),
        ("onmousedown", Part::Mouse(it)) => Rc::new(on::onmousedown::Wrapper::new(it)),
        ("onkeydown", Part::Keyboard(it)) => Rc::new(on::onkeydown::Wrapper::new(it)),
        ("onfocus", Part::Focus(it)) => Rc::new(on::onfocus::Wrapper::new(it)),
        ("onblur", Part::Focus(it)) => Rc::new(on::onblur::Wrapper::new(it)),
        ("oninput", Part::Input(it)) => Rc::new(on::oninput::Wrapper::new(it)),
        ("onsubmit", Part::Submit(it)) => Rc::new(on::onsubmit::Wrapper::new(it)),
        ("onchange", Part::Other(it)) => Rc::new(on::onchange::Wrapper::new(it)),
        ("onclose", Part::Other(it)) => Rc::new(on::onclose::Wrapper::new(it)),
        ("onpointerdown", Part::Pointer(it)) => Rc::new(on::onpointerdown::Wrapper::new(it)),
        ("onpointermove", Part::Pointer(it)) => Rc::new(on::onpointermove::Wrapper::new(it)),
        ("onpointerup", Part::Pointer(it)) => Rc::new(on::onpointerup::Wrapper::new(it)),
        ("onpointercancel", Part::Pointer(it)) => {
            Rc::new(on::onpointercancel::Wrapper::new(it))
        }
        (key, _) => {
            debug_assert!(false, "no listener for {key}");
            return None;
        }
    })
}

thread_local! {
    /// The lists of keys that templates have, each once: Yew compares them by
    /// their places. There are no more of them than elements in all templates.
    static KEYS: RefCell<Vec<&'static [&'static str]>> = const { RefCell::new(Vec::new()) };
}

fn shared(keys: Vec<&'static str>) -> &'static [&'static str] {
    KEYS.with_borrow_mut(|known| {
        if let Some(found) = known.iter().find(|it| ***it == *keys) {
            return *found;
        }
        let keys: &'static [&'static str] = keys.leak();
        known.push(keys);
        keys
    })
}

#[cfg(all(test, feature = "snapshots"))]
mod tests {
    use yew::LocalServerRenderer;

    use super::*;

    #[derive(Properties, PartialEq)]
    struct Props {
        made: Html,
    }

    #[component]
    fn Tree(props: &Props) -> Html {
        props.made.clone()
    }

    fn check(made: Html, expected: &str) {
        let renderer = LocalServerRenderer::<Tree>::with_props(Props { made });
        let mut rendering = std::pin::pin!(renderer.hydratable(false).render());
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        for _ in 0..1_000 {
            if let std::task::Poll::Ready(html) = rendering.as_mut().poll(&mut context) {
                return assert_eq!(html, expected);
            }
        }
        panic!("the tree is never ready");
    }

    #[test]
    fn parts_stand_in_their_places() {
        let text = || String::from("a < b & {}");
        check(
            markup!("<p class={} title={} lang=en>{}</p>", "x y", None::<String>, text()),
            "<p class=\"x y\" lang=\"en\">a &lt; b &amp; {}</p>",
        );
        check(markup!("{}, <b>{}</b>", text(), "c"), "a &lt; b &amp; {}, <b>c</b>");
        check(
            markup!(
                "<ul>
                    <li hidden={}>{}</li>
                    <li disabled={}></li>
                </ul>",
                true,
                vec![markup!("<i></i>"), Html::from("t")],
                false,
            ),
            "<ul><li hidden=\"\"><i></i>t</li><li></li></ul>",
        );
        check(
            markup!(
                "<input type=radio
                value={} checked={}></input>",
                "v",
                true
            ),
            "<input value=\"v\" checked type=\"radio\">",
        );
        check(markup!(""), "");
    }

    #[test]
    fn templates_that_are_wrong_do_no_harm() {
        check(markup!("{}{}", "one"), "one");
        check(markup!("a { b", "unused"), "a { b");
    }
}
