//! What is chosen in the views of the story, and the rows that they list.
//!
//! In: choices in a view, the link's fragment; answers of the engine. Out: the
//! parts of a request; rows of one type, so that one list serves every view
//! (a list of its own for each would be some 3 kB of the module a view). The
//! choices are texts in a table by what they are of, so that addresses,
//! comparisons and controls are loops over it.

use crate::response::{DateRow, Evidence, FigureRow, NameRow, Response, StatementRow};

/// Documents that can be compared at once: all of them stand in the address.
pub(crate) const MOST_COMPARED: usize = 12;

/// What can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// The kind of names listed.
    NameKind,
    /// Letters in the names listed.
    Letters,
    /// The name whose page is shown.
    Name,
    /// Who made the statements.
    Speaker,
    /// Who or what is in them.
    About,
    /// Where they were made.
    Venue,
    /// Direct, mixed, indirect, label.
    StatementKind,
    /// Letters in what was said.
    Said,
    /// The words that they all quote, by their number.
    Cluster,
    /// Whether statements stand by time rather than by document.
    ByTime,
    /// Count, money, duration, share, compound.
    FigureKind,
    /// What is counted.
    Unit,
    /// The smallest figure, as typed.
    Least,
    /// The largest.
    Most,
    /// Whether names are a network rather than a list.
    Network,
    /// The name whose links are shown.
    With,
}

impl Setting {
    /// How many there are.
    const COUNT: usize = 16;

    /// Their names in fragments, in their order.
    const NAMES: [&'static str; Self::COUNT] = [
        "names", "letters", "name", "speaker", "about", "venue", "speech", "said", "cluster",
        "time", "figures", "unit", "least", "most", "network", "with",
    ];
}

/// What a person has chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct StorySettings {
    /// A text for each setting; none is no choice.
    texts: [String; Setting::COUNT],
    /// Paths of the documents to compare, in the order of choosing.
    pub(crate) compare: Vec<String>,
}

impl StorySettings {
    /// What is chosen of something; empty where nothing is.
    pub(crate) fn get(&self, setting: Setting) -> &str {
        &self.texts[setting as usize]
    }

    /// The same as a request takes it.
    pub(crate) fn chosen(&self, setting: Setting) -> Option<String> {
        Some(self.get(setting).to_owned()).filter(|text| !text.is_empty())
    }

    /// Whether something is chosen, or on.
    pub(crate) fn has(&self, setting: Setting) -> bool {
        !self.get(setting).is_empty()
    }

    /// Chooses something.
    pub(crate) fn set(&mut self, setting: Setting, text: String) {
        self.texts[setting as usize] = text;
    }

    /// Lets go of all but the documents picked.
    pub(crate) fn clear(&mut self) {
        self.texts.fill(String::new());
    }

    /// Whether nothing is chosen but documents.
    pub(crate) fn is_plain(&self) -> bool {
        self.texts.iter().all(String::is_empty)
    }

    /// What is chosen, by the names of fragments.
    pub(crate) fn named(&self) -> impl Iterator<Item = (&'static str, &String)> {
        Setting::NAMES.into_iter().zip(&self.texts).filter(|(_, text)| !text.is_empty())
    }

    /// Chooses something by its name in fragments; `None` where there is none.
    pub(crate) fn set_named(&mut self, name: &str, text: &str) -> Option<()> {
        let place = Setting::NAMES.iter().position(|known| *known == name)?;
        text.clone_into(&mut self.texts[place]);
        Some(())
    }

    /// The documents picked and nothing else.
    pub(crate) fn picked(&self) -> Self {
        Self { compare: self.compare.clone(), ..Self::default() }
    }

    /// All but the documents picked.
    pub(crate) fn unpicked(&self) -> Self {
        Self { compare: Vec::new(), ..self.clone() }
    }

    /// Picks a document to compare or lets it go; false where no more can be
    /// picked.
    pub(crate) fn toggle(&mut self, path: &str) -> bool {
        if let Some(at) = self.compare.iter().position(|held| held == path) {
            self.compare.remove(at);
            return true;
        }
        let room = self.compare.len() < MOST_COMPARED;
        if room {
            self.compare.push(path.to_owned());
        }
        room
    }
}

/// A row of a list of the story.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum StoryRow {
    /// A name.
    Name(NameRow),
    /// A place that mentions the name whose page is shown.
    Mention(Evidence),
    /// A statement.
    Statement(StatementRow),
    /// A figure.
    Figure(FigureRow),
    /// A date that a text names.
    Date(DateRow),
}

impl StoryRow {
    /// Where it stands, if it stands in one place.
    pub(crate) fn evidence(&self) -> Option<&Evidence> {
        match self {
            Self::Name(_) => None,
            Self::Mention(evidence) => Some(evidence),
            Self::Statement(row) => Some(&row.evidence),
            Self::Figure(row) => Some(&row.evidence),
            Self::Date(row) => Some(&row.evidence),
        }
    }
}

/// Takes the rows out of an answer, with how many there are in all.
pub(crate) fn take_rows(response: &mut Response) -> (u32, Vec<StoryRow>) {
    fn rows<T>(total: u32, rows: &mut Vec<T>, row: fn(T) -> StoryRow) -> (u32, Vec<StoryRow>) {
        (total, std::mem::take(rows).into_iter().map(row).collect())
    }
    match response {
        Response::Names(it) => rows(it.total, &mut it.names, StoryRow::Name),
        Response::Name(it) => rows(it.row.mentions, &mut it.mentions, StoryRow::Mention),
        Response::Statements(it) => rows(it.total, &mut it.statements, StoryRow::Statement),
        Response::Figures(it) => rows(it.total, &mut it.figures, StoryRow::Figure),
        Response::Dates(it) => rows(it.total, &mut it.mentions, StoryRow::Date),
        _ => (0, Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_picked_and_let_go() {
        let mut settings = StorySettings::default();
        assert!(settings.toggle("a") && settings.toggle("b") && settings.toggle("a"));
        assert_eq!(settings.compare, ["b"]);
        while settings.toggle(&settings.compare.len().to_string()) {}
        assert_eq!(settings.compare.len(), MOST_COMPARED);
        assert!(settings.toggle("b"), "letting go is always possible");
    }

    #[test]
    fn every_setting_has_a_name_of_its_own() {
        let mut names = Setting::NAMES;
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(Setting::With as usize, Setting::COUNT - 1);
        let mut settings = StorySettings::default();
        settings.set(Setting::Said, "x".into());
        assert_eq!(settings.named().collect::<Vec<_>>(), [("said", &"x".to_owned())]);
        assert_eq!(settings.set_named("nothing", "x"), None);
        settings.clear();
        assert!(settings.is_plain());
    }
}
