//! The page: what a person sees and does. It knows no index, it asks.
//!
//! In: a shadow root, a handle of the engine that takes [`Request`]s and gives
//! [`Response`]s as postcard bytes, and options. Out: a tree of elements in
//! the shadow root, and three events for the page around.
//!
//! 1. Something happens: a key, an answer, another fragment. It becomes a
//!    message (`message`, `keys`, `browser/`).
//! 2. `update` changes the `model` and says as data what else is to be
//!    done. It is the whole behaviour of the page, and pure.
//! 3. `views` make the tree from the model; what is unchanged is skipped,
//!    since long lists are shared chunks (`windows`) that compare by pointer.
//! 4. `browser/`, the only folder that touches the browser, carries the
//!    effects out.
//!
//! The whole module weighs 178 kB as brotli, a third of it Yew. It is kept so
//! by texts that travel beside it (`languages`), elements from templates
//! (`components::markup`), one closure type for all buttons (`components::click`),
//! small maps (`ordered`), and by doing without regular expressions, a calendar
//! and floating point in texts. Long lists are two blanks around the shown chunks:
//! 10,000 results are 500 elements, and the 300,000 lines of a concordance, all
//! of one height, no more.
//!
//! **A new view** is a variant of `View` in `routes`, its name in
//! `languages/`, a folder in `views` and an arm in `views::page`; what it
//! asks for is a `Slot` in `message`, what it keeps a field of the `model`,
//! what it does a file in `update`.
//!
//! [`Request`]: crate::request::Request
//! [`Response`]: crate::response::Response

mod ordered;

mod cases;

mod filters;

mod lines;

mod correction;

mod story;

mod routes;

mod dates;

mod windows;

mod languages;

mod meaning;

mod words;

mod wording;

mod wire;

mod tables;

mod numbers;

mod story_table;

mod export;

mod message;

mod model;

mod citation;

mod update;

mod keys;

pub mod browser;

mod components;

mod views;
