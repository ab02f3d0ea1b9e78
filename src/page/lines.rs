//! How the concordance is shown, and which of its lines a person has picked.
//!
//! In: choices in the view, the link's fragment. Out: the parts of a
//! [`ConcordanceRequest`](crate::request::ConcordanceRequest). A line is named
//! by its document's path and the words before the hit, so that a pick
//! survives another query, another order and a rebuilt index.

use crate::page::ordered::Ordered;
use crate::request::{ConcordanceKey, ContextUnit, LineId, SortKey};

/// Widths of the context on offer, in words on either side.
pub(crate) const WIDTHS: [u32; 6] = [5, 10, 20, 40, 80, 200];

/// The width where none is chosen: a line of a large screen.
pub(crate) const WIDTH: u32 = 20;

/// Sizes of a random sample on offer.
pub(crate) const SAMPLES: [u32; 6] = [25, 50, 100, 250, 500, 1_000];

/// Sort keys that count.
pub(crate) const MOST_KEYS: usize = 3;

/// How far from the hit one can sort and count.
pub(crate) const FURTHEST: i8 = 5;

/// Lines that can be marked, and as many excluded: all of them stand in the
/// address.
const MOST_PICKED: usize = 1_000;

/// What a person has chosen for the concordance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LineSettings {
    /// At most three; none is the order of the texts.
    pub(crate) sort: Vec<SortKey>,
    /// Words on either side, where `unit` is words.
    pub(crate) context: u32,
    /// What stands around a hit.
    pub(crate) unit: ContextUnit,
    /// How many lines are drawn at random.
    pub(crate) sample: Option<u32>,
    /// Which sample of that size.
    pub(crate) seed: u64,
    /// What the lines are counted by.
    pub(crate) group: Option<ConcordanceKey>,
    /// The one group that is shown.
    pub(crate) only: Option<(ConcordanceKey, String)>,
    /// What stands before each line.
    pub(crate) column: Option<ConcordanceKey>,
    /// Whether it is shown where in documents and time the lines are.
    pub(crate) dispersion: bool,
    pub(crate) marked: Picked,
    pub(crate) excluded: Picked,
}

impl Default for LineSettings {
    fn default() -> Self {
        Self {
            sort: Vec::new(),
            context: WIDTH,
            unit: ContextUnit::Words,
            sample: None,
            seed: 0,
            group: None,
            only: None,
            column: Some(ConcordanceKey::Document),
            dispersion: false,
            marked: Picked::default(),
            excluded: Picked::default(),
        }
    }
}

impl LineSettings {
    /// The same without the marks, which only the page knows of: two of them
    /// that are equal show the same lines.
    pub(crate) fn asked(&self) -> Self {
        Self { marked: Picked::default(), ..self.clone() }
    }

    /// Sets one sort key; without it, those after it move up. A key that is
    /// there already is taken from its old place.
    pub(crate) fn set_key(&mut self, at: usize, key: Option<SortKey>) {
        let mut keys: Vec<Option<SortKey>> = self.sort.drain(..).map(Some).collect();
        keys.resize(MOST_KEYS.max(at + 1), None);
        for held in &mut keys {
            if held.as_ref().map(|held| &held.by) == key.as_ref().map(|key| &key.by) {
                *held = None;
            }
        }
        keys[at] = key;
        self.sort = keys.into_iter().flatten().take(MOST_KEYS).collect();
    }

    /// The orders that one click chooses: as in the texts, by what is before
    /// the hit, by what is after it.
    pub(crate) fn presets() -> [Vec<SortKey>; 3] {
        let keys = |offsets: [i8; 3]| {
            offsets.map(|it| SortKey { by: ConcordanceKey::Position(it), descending: false })
        };
        [Vec::new(), keys([-1, -2, -3]).into(), keys([1, 2, 3]).into()]
    }

    /// The words that the lines are sorted by: how far from the hit, and as
    /// which key.
    pub(crate) fn sorted_words(&self) -> Vec<(i8, usize)> {
        let keys = self.sort.iter().enumerate();
        keys.filter_map(|(rank, key)| match key.by {
            ConcordanceKey::Position(offset) => Some((offset, rank)),
            _ => None,
        })
        .collect()
    }
}

/// A key as fragments and select boxes write it: `1L`, `hit`, `3R`,
/// `document`, `date`, `f.source`, `l.1L.pos`.
pub(crate) fn key_name(key: &ConcordanceKey) -> String {
    match key {
        ConcordanceKey::Position(0) => "hit".to_owned(),
        ConcordanceKey::Position(offset) => position_name(*offset),
        ConcordanceKey::Document => "document".to_owned(),
        ConcordanceKey::Date => "date".to_owned(),
        ConcordanceKey::Field(name) => format!("f.{name}"),
        ConcordanceKey::Layer(name, offset) => {
            format!("l.{}.{name}", key_name(&ConcordanceKey::Position(*offset)))
        }
    }
}

/// `1L`, `3R`: how the field writes places around a hit.
pub(crate) fn position_name(offset: i8) -> String {
    format!("{}{}", offset.unsigned_abs(), if offset < 0 { 'L' } else { 'R' })
}

/// The key of that name.
pub(crate) fn key_named(name: &str) -> Option<ConcordanceKey> {
    if let Some(field) = name.strip_prefix("f.") {
        return Some(ConcordanceKey::Field(field.to_owned()));
    }
    if let Some((place, layer)) = name.strip_prefix("l.").and_then(|it| it.split_once('.')) {
        let Some(ConcordanceKey::Position(offset)) = key_named(place) else { return None };
        return Some(ConcordanceKey::Layer(layer.to_owned(), offset));
    }
    match name {
        "hit" => return Some(ConcordanceKey::Position(0)),
        "document" => return Some(ConcordanceKey::Document),
        "date" => return Some(ConcordanceKey::Date),
        _ => {}
    }
    let (digit, side) = name.split_at_checked(1)?;
    let distance = digit.parse::<i8>().ok().filter(|distance| *distance > 0)?;
    match side {
        "L" => Some(ConcordanceKey::Position(-distance)),
        "R" => Some(ConcordanceKey::Position(distance)),
        _ => None,
    }
}

/// A sort key as it is written: with a minus sign where the last comes first.
pub(crate) fn sort_key_name(key: &SortKey) -> String {
    format!("{}{}", if key.descending { "-" } else { "" }, key_name(&key.by))
}

/// The sort key of that name.
pub(crate) fn sort_key_named(name: &str) -> Option<SortKey> {
    let (descending, name) = match name.strip_prefix('-') {
        Some(name) => (true, name),
        None => (false, name),
    };
    Some(SortKey { by: key_named(name)?, descending })
}

/// Lines picked, by the paths of their documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Picked(Ordered<String, Vec<u32>>);

impl Picked {
    /// Whether a line is picked.
    pub(crate) fn has(&self, path: &str, hit: u32) -> bool {
        self.0.get(path).is_some_and(|hits| hits.binary_search(&hit).is_ok())
    }

    /// Picks a line or lets it go; `false` where no more can be picked.
    pub(crate) fn toggle(&mut self, path: &str, hit: u32) -> bool {
        let full = self.len() >= MOST_PICKED;
        let hits = self.0.or_default(path.to_owned());
        let done = match hits.binary_search(&hit) {
            Ok(at) => {
                hits.remove(at);
                true
            }
            Err(at) if !full => {
                hits.insert(at, hit);
                true
            }
            Err(_) => false,
        };
        if hits.is_empty() {
            self.0.remove(path);
        }
        done
    }

    /// The lines as a request names them.
    pub(crate) fn ids(&self) -> Vec<LineId> {
        let ids = self.0.iter().flat_map(|(path, hits)| {
            hits.iter().map(move |hit| LineId { path: path.clone(), hit: *hit })
        });
        ids.collect()
    }

    /// How many lines are picked.
    pub(crate) fn len(&self) -> usize {
        self.0.iter().map(|(_, hits)| hits.len()).sum()
    }

    /// Whether none is.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Paths with their lines.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &(String, Vec<u32>)> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_names() {
        let check = |name: &str, key: ConcordanceKey| {
            assert_eq!(key_name(&key), name);
            assert_eq!(key_named(name), Some(key), "{name}");
        };
        check("1L", ConcordanceKey::Position(-1));
        check("9R", ConcordanceKey::Position(9));
        check("hit", ConcordanceKey::Position(0));
        check("document", ConcordanceKey::Document);
        check("date", ConcordanceKey::Date);
        check("f.date", ConcordanceKey::Field("date".into()));
        check("f.", ConcordanceKey::Field(String::new()));
        check("l.1L.pos", ConcordanceKey::Layer("pos".into(), -1));
        check("l.hit.f.x", ConcordanceKey::Layer("f.x".into(), 0));
        for name in ["", "L", "0R", "1", "1l", "12R", "-1L", "é", "1Ré"] {
            assert_eq!(key_named(name), None, "{name:?}");
        }
        let date = sort_key_named("-date");
        assert_eq!(date.as_ref().map(sort_key_name).as_deref(), Some("-date"));
        assert_eq!(sort_key_named("--date"), None);
    }

    #[test]
    fn sort_keys_close_ranks_and_stand_once() {
        let check = |keys: &str, at, key: &str, expected: &str| {
            let read = |names: &str| names.split(' ').filter_map(sort_key_named).collect();
            let mut settings = LineSettings { sort: read(keys), ..LineSettings::default() };
            settings.set_key(at, sort_key_named(key));
            let names: Vec<String> = settings.sort.iter().map(sort_key_name).collect();
            assert_eq!(names.join(" "), expected, "{keys} with {key} at {at}");
        };
        check("", 0, "1R", "1R");
        check("", 2, "1R", "1R");
        check("1R 2R 3R", 1, "", "1R 3R");
        check("1R 2R 3R", 0, "3R", "3R 2R");
        check("date", 0, "-date", "-date");
        check("1R 2R 3R", 2, "date", "1R 2R date");
    }

    #[test]
    fn lines_are_picked_and_let_go() {
        let mut picked = Picked::default();
        assert!(picked.toggle("a", 7) && picked.toggle("a", 2) && picked.toggle("b", 7));
        assert_eq!((picked.len(), picked.has("a", 2), picked.has("b", 2)), (3, true, false));
        assert!(picked.toggle("b", 7));
        assert_eq!(picked.iter().collect::<Vec<_>>(), [&("a".to_owned(), vec![2, 7])]);
        for hit in 10.. {
            if !picked.toggle("a", hit) {
                break;
            }
        }
        assert_eq!(picked.len(), MOST_PICKED);
        assert!(picked.toggle("a", 2), "letting go is always possible");
    }
}
