//! Icons, drawn as lines in the colour of the text.

use yew::prelude::*;

use crate::page::components::markup::markup;

/// The icons there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    Left,
    Right,
    Up,
    Down,
    Cross,
    Tick,
    Minus,
    Lens,
    Quote,
    Link,
    Colours,
    Star,
    StarFull,
    List,
}

/// An icon, hidden from screen readers: what it stands for is said in words.
pub(crate) fn icon(which: Icon) -> Html {
    let d = match which {
        Icon::Left => "M10 3 5 8l5 5",
        Icon::Right => "m6 3 5 5-5 5",
        Icon::Up => "m3 10 5-5 5 5",
        Icon::Down => "m3 6 5 5 5-5",
        Icon::Cross => "m4 4 8 8m0-8-8 8",
        Icon::Tick => "m3 8.5 3.5 3.5L13 4.5",
        Icon::Minus => "M3.5 8h9",
        Icon::Lens => "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.3 10.3 14 14",
        Icon::Quote => "M6.5 4.5c-2 .5-3 2-3 4v3h3v-3h-3m9.500-4c-2 .5-3 2-3 4v3h3v-3h-3",
        Icon::Link => {
            "M6.500 9.500 9.500 6.500M7.500 4.500l1.500-1.500a2.800 2.800 0 0 1 4 4L11.500 8.500\
             M8.500 11.500 7 13a2.800 2.800 0 0 1-4-4l1.500-1.500"
        }
        Icon::Star | Icon::StarFull => {
            "m8 2 1.8 3.800 4.200.500-3.100 2.900.800 4.100L8 11.300l-3.700 2 .800-4.100L2 6.300l4.200-.500z"
        }
        Icon::List => "M6 4h7.500M6 8h7.500M6 12h7.500M2.500 4h.5M2.500 8h.5M2.500 12h.5",
        Icon::Colours => "M8 2.500a5.500 5.500 0 1 0 0 11zM8 2.500a5.500 5.500 0 0 1 0 11",
    };
    let class = if which == Icon::StarFull { "drawn full" } else { "drawn" };
    markup!(
        "<svg class={} viewBox={} width=16 height=16 aria-hidden=true>
            <path d={}></path>
        </svg>",
        class,
        "0 0 16 16",
        d
    )
}
