//! What a key means: a pure table of key, place and state.
//!
//! Single letters are shortcuts only outside of text fields, and can be
//! switched off altogether (people who dictate type letters without knowing).

use crate::page::message::{Dialog, Message, Pick};

/// A key press, and where the keyboard was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeyPress {
    /// The key's name, as browsers name keys.
    pub(crate) key: String,
    /// Alt was held.
    pub(crate) alt: bool,
    /// Control or the command key was held.
    pub(crate) control: bool,
    /// The part of the page that had the keyboard.
    pub(crate) zone: Zone,
}

/// Parts of the page that read keys in their own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zone {
    /// The search box.
    Search,
    /// Another field, a list box, a slider: it keeps its keys.
    Field,
    /// An item of the result list.
    Results,
    /// A line of the concordance.
    Lines,
    /// A row of a view of the story.
    Story,
    /// The open document.
    Reader,
    /// Anything else.
    Other,
}

/// What of the page's state decides on keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct KeyState {
    /// Something lies over the page and reads keys itself.
    pub(crate) dialog_open: bool,
    /// Something is offered under the search box, and something of it chosen.
    pub(crate) offered: bool,
    pub(crate) chosen: bool,
    /// A document is open.
    pub(crate) reader_open: bool,
    /// Single letters are shortcuts.
    pub(crate) letters: bool,
}

/// Lines that a page key goes, a few less than a small screen has.
const PAGE: i32 = 15;

/// What the key means here, if anything.
pub(crate) fn meaning(press: &KeyPress, state: KeyState) -> Option<Message> {
    if state.dialog_open || press.control {
        return None;
    }
    let key = press.key.as_str();
    let typing = matches!(press.zone, Zone::Search | Zone::Field);
    if press.alt {
        return match key {
            "ArrowDown" if state.reader_open => Some(Message::StepHit(1)),
            "ArrowUp" if state.reader_open => Some(Message::StepHit(-1)),
            _ => None,
        };
    }
    match (key, press.zone) {
        ("Escape", _) => return Some(Message::Escape),
        ("ArrowDown", Zone::Search) if state.offered => {
            return Some(Message::StepSuggestion(1));
        }
        ("ArrowUp", Zone::Search) if state.offered => {
            return Some(Message::StepSuggestion(-1));
        }
        ("Enter", Zone::Search) if state.chosen => return Some(Message::TakeSuggestion(None)),
        ("ArrowDown", Zone::Search | Zone::Results | Zone::Lines | Zone::Story) => {
            return Some(Message::Step(1));
        }
        ("ArrowUp", Zone::Results | Zone::Lines | Zone::Story) => {
            return Some(Message::Step(-1));
        }
        ("PageDown", Zone::Lines) => return Some(Message::Step(PAGE)),
        ("PageUp", Zone::Lines) => return Some(Message::Step(-PAGE)),
        ("Home", Zone::Lines) => return Some(Message::Step(-i32::MAX)),
        ("End", Zone::Lines) => return Some(Message::Step(i32::MAX)),
        (" ", Zone::Lines) => return Some(Message::Pick(Pick::Mark, None)),
        ("Delete", Zone::Lines) => return Some(Message::Pick(Pick::Exclude, None)),
        ("Enter", Zone::Search) => return Some(Message::Submitted),
        _ => {}
    }
    if typing || !state.letters {
        return None;
    }
    match key {
        "/" => Some(Message::FocusSearch),
        "?" => Some(Message::ShowDialog(Dialog::Help)),
        "m" if press.zone == Zone::Lines => Some(Message::Pick(Pick::Mark, None)),
        "x" if press.zone == Zone::Lines => Some(Message::Pick(Pick::Exclude, None)),
        "u" => Some(Message::UndoExclusion),
        "n" if state.reader_open => Some(Message::StepHit(1)),
        "p" if state.reader_open => Some(Message::StepHit(-1)),
        "j" => Some(Message::StepDocument(1)),
        "k" => Some(Message::StepDocument(-1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTING: KeyState = KeyState {
        dialog_open: false,
        offered: false,
        chosen: false,
        reader_open: false,
        letters: true,
    };
    const READING: KeyState = KeyState { reader_open: true, ..LISTING };

    fn check(key: &str, zone: Zone, state: KeyState, expected: Option<Message>) {
        let (alt, name) = match key.strip_prefix("Alt+") {
            Some(name) => (true, name),
            None => (false, key),
        };
        let press = KeyPress { key: name.into(), alt, control: false, zone };
        assert_eq!(meaning(&press, state), expected, "{key} in {zone:?} with {state:?}");
    }

    #[test]
    fn keys() {
        check("/", Zone::Other, LISTING, Some(Message::FocusSearch));
        check("/", Zone::Search, LISTING, None);
        check("?", Zone::Reader, READING, Some(Message::ShowDialog(Dialog::Help)));
        check("ArrowDown", Zone::Search, LISTING, Some(Message::Step(1)));
        check("ArrowDown", Zone::Results, READING, Some(Message::Step(1)));
        check("ArrowDown", Zone::Reader, READING, None);
        check("ArrowDown", Zone::Story, LISTING, Some(Message::Step(1)));
        check("ArrowDown", Zone::Field, READING, None);
        check("ArrowUp", Zone::Results, LISTING, Some(Message::Step(-1)));
        check("ArrowUp", Zone::Search, LISTING, None);
        check("Alt+ArrowDown", Zone::Search, READING, Some(Message::StepHit(1)));
        check("Alt+ArrowUp", Zone::Reader, LISTING, None);
        check("n", Zone::Reader, READING, Some(Message::StepHit(1)));
        check("n", Zone::Search, READING, None);
        check("n", Zone::Other, LISTING, None);
        check("p", Zone::Other, READING, Some(Message::StepHit(-1)));
        check("j", Zone::Results, LISTING, Some(Message::StepDocument(1)));
        check("Escape", Zone::Field, LISTING, Some(Message::Escape));
        check("Enter", Zone::Search, LISTING, Some(Message::Submitted));
        check("Enter", Zone::Results, LISTING, None);
        check("x", Zone::Other, READING, None);
        check("x", Zone::Lines, LISTING, Some(Message::Pick(Pick::Exclude, None)));
        check(" ", Zone::Lines, LISTING, Some(Message::Pick(Pick::Mark, None)));
        check(" ", Zone::Results, LISTING, None);
        check("PageDown", Zone::Lines, LISTING, Some(Message::Step(PAGE)));
        check("PageDown", Zone::Reader, READING, None);
        check("End", Zone::Lines, LISTING, Some(Message::Step(i32::MAX)));
        check("End", Zone::Search, LISTING, None);
    }

    #[test]
    fn suggestions_take_the_arrows_while_they_are_there_and_enter_once_one_is_chosen() {
        let offered = KeyState { offered: true, ..LISTING };
        check("ArrowDown", Zone::Search, offered, Some(Message::StepSuggestion(1)));
        check("ArrowUp", Zone::Search, offered, Some(Message::StepSuggestion(-1)));
        check("Enter", Zone::Search, offered, Some(Message::Submitted));
        let chosen = KeyState { chosen: true, ..offered };
        check("Enter", Zone::Search, chosen, Some(Message::TakeSuggestion(None)));
        check("ArrowDown", Zone::Results, chosen, Some(Message::Step(1)));
    }

    #[test]
    fn letters_can_be_switched_off_but_not_arrows_and_escape() {
        let state = KeyState { letters: false, ..READING };
        check("n", Zone::Other, state, None);
        check("/", Zone::Other, state, None);
        check("?", Zone::Other, state, None);
        check("Escape", Zone::Other, state, Some(Message::Escape));
        check("Alt+ArrowDown", Zone::Other, state, Some(Message::StepHit(1)));
    }

    #[test]
    fn the_browser_keeps_its_own_keys_and_an_open_dialog_all() {
        let press =
            |control| KeyPress { key: "k".into(), alt: false, control, zone: Zone::Other };
        assert_eq!(meaning(&press(true), READING), None);
        assert_eq!(meaning(&press(false), KeyState { dialog_open: true, ..READING }), None);
    }
}
