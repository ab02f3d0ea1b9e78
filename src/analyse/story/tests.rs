//! The story's rules, told by sentences of their own.

use std::ops::Range;

use proptest::prelude::*;

use super::analyse;
use super::facts::{NameKind, StatementKind, Story};
use super::names::settings::{NameEntry, NameSettings};
use super::text::Source;
use crate::analyse::tokens::{self, Kind};
use crate::analyse::unicode::table_for;
use crate::document::PartialDate;

/// Documents as text, date and language.
type Given<'t> = (&'t str, Option<&'t str>, Option<&'t str>);

pub(super) fn story_of(documents: &[Given<'_>], settings: &NameSettings) -> Story {
    let cut: Vec<Vec<(Kind, Range<usize>)>> = documents
        .iter()
        .map(|(text, _, _)| {
            let mut segments = Vec::new();
            tokens::cut(text, &table_for(text.chars()), |s| segments.push((s.kind, s.range)));
            segments
        })
        .collect();
    let sources: Vec<Source<'_>> = documents
        .iter()
        .zip(&cut)
        .map(|((text, date, language), segments)| Source {
            text,
            segments,
            boilerplate: &[],
            title: &(0..0),
            heading: "",
            language: *language,
            date: date.and_then(PartialDate::parse),
        })
        .collect();
    analyse(&sources, settings)
}

fn story(text: &str) -> Story {
    story_of(&[(text, None, None)], &NameSettings::default())
}

/// `kind name` of each mention in order.
fn check_names(text: &str, expected: &[&str]) {
    let story = story(text);
    let found: Vec<String> = story.documents[0]
        .mentions
        .iter()
        .map(|mention| {
            let kind = story.names[mention.name as usize].kind.label();
            let range = mention.span.start as usize..mention.span.end as usize;
            format!("{kind} {}", &text[range])
        })
        .collect();
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn names_by_titles_and_bodies() {
    check_names("He met Prime Minister Ada Holm in Oslo.", &["person Ada Holm", "place Oslo"]);
    check_names(
        "The U.S. Army Secretary Jo Brandt saw the State Department.",
        &["place U.S.", "person Jo Brandt", "organisation State Department"],
    );
    check_names(
        "They asked the National Trade and Harbour Council Secretary Ivo Lind.",
        &["organisation National Trade and Harbour Council", "person Ivo Lind"],
    );
    check_names(
        "The Ministry of Fisheries wrote to Mr. Olsen.",
        &["organisation Ministry of Fisheries", "person Olsen"],
    );
    check_names(
        "Ursula von der Aa and Jean-Luc Petit met in Clacton-on-Sea.",
        &["person Ursula von der Aa", "person Jean-Luc Petit", "place Clacton-on-Sea"],
    );
    check_names("KYIV — It rained.", &["place KYIV"]);
    check_names("Officials were happy. Diplomats were not.", &[]);
    check_names("On Monday the Ukrainians left.", &[]);
    check_names("“I’ll go,” she said. “I'd stay. You’d better go, and who’ll wait?”", &[]);
}

#[test]
fn bad_text_gives_no_flood() {
    check_names("THIS IS ALL IN CAPITALS AND SAYS NOTHING AT ALL", &[]);
    check_names("nothing here is a name, says nobody", &[]);
    check_names("let x = Vec::new(); fn main() {}", &[]);
}

/// Names of people over several documents, sorted.
fn check_people(texts: &[&str], expected: &[&str]) {
    let documents: Vec<Given<'_>> = texts.iter().map(|text| (*text, None, None)).collect();
    let story = story_of(&documents, &NameSettings::default());
    let found: Vec<&str> = story.names.iter().map(|name| name.name.as_str()).collect();
    assert_eq!(found, expected, "in {texts:?}");
}

#[test]
fn one_person_one_entry() {
    check_people(&["President Petro Zelenskyy spoke. Zelenskyy left."], &["Petro Zelenskyy"]);
    check_people(
        &["President Petro Zelenskyy spoke. Petro Zelenskyy left.", "Petro Zelensky spoke."],
        &["Petro Zelenskyy"],
    );
    check_people(
        &["Minister Andriy Koval spoke.", "Minister Andrii Hrytsenko spoke."],
        &["Andrii Hrytsenko", "Andriy Koval"],
    );
    check_people(
        &["Andriy Koval spoke and Andrii Koval listened."],
        &["Andrii Koval", "Andriy Koval"],
    );
    check_people(
        &["Foreign Minister Sergey Lodov spoke.", "Foreign Minister Sergei Lodov spoke."],
        &["Sergei Lodov"],
    );
    check_people(
        &["Donald Ross spoke. Donald Ross Jr. left."],
        &["Donald Ross", "Donald Ross Jr."],
    );
}

#[test]
fn settings_come_first() {
    let entry =
        |name: &str, kind: Option<NameKind>, aliases: &[&str], not: &[&str]| NameEntry {
            name: name.into(),
            kind,
            aliases: aliases.iter().map(|&it| it.into()).collect(),
            not: not.iter().map(|&it| it.into()).collect(),
            is_none: false,
        };
    let check = |text: &str, entries: Vec<NameEntry>, expected: &[(&str, &str)]| {
        let story = story_of(&[(text, None, None)], &NameSettings { entries });
        let found: Vec<(&str, &str)> = story.documents[0]
            .mentions
            .iter()
            .map(|mention| {
                let span = mention.span.start as usize..mention.span.end as usize;
                (&text[span], story.names[mention.name as usize].name.as_str())
            })
            .collect();
        assert_eq!(found, expected, "in {text:?}");
    };
    let two = "Andriy Koval spoke and Andrii Koval listened.";
    // Joined.
    check(
        two,
        vec![entry("Andriy Koval", None, &["Andrii Koval"], &[])],
        &[("Andriy Koval", "Andriy Koval"), ("Andrii Koval", "Andriy Koval")],
    );
    // Renamed.
    check(
        "Andriy Koval spoke. Koval left.",
        vec![entry("Andrii Koval", None, &["Andriy Koval"], &[])],
        &[("Andriy Koval", "Andrii Koval"), ("Koval", "Andrii Koval")],
    );
    // Parted: without the settings a minister of one surname is one person.
    let ministers = "Minister Sergey Lodov spoke.\n\nMinister Sergei Lodov left.";
    check(
        ministers,
        vec![entry("Sergey Lodov", None, &[], &["Sergei Lodov"])],
        &[("Sergey Lodov", "Sergey Lodov"), ("Sergei Lodov", "Sergei Lodov")],
    );
    // A list of one's own: words without capitals, too.
    check(
        "They met at the old\nmole and left.",
        vec![entry("Old Mole", Some(NameKind::Place), &["the old mole"], &[])],
        &[("the old\nmole", "Old Mole")],
    );
    // No name.
    let none = NameEntry { is_none: true, ..entry("Peace Plan", None, &[], &[]) };
    check("They read the Peace Plan of Ida Berg.", vec![none], &[("Ida Berg", "Ida Berg")]);
}

/// `name: role` of each role in order.
fn check_roles(text: &str, expected: &[&str]) {
    let story = story(text);
    let found: Vec<String> = story.documents[0]
        .roles
        .iter()
        .map(|role| {
            let range = role.span.start as usize..role.span.end as usize;
            format!("{}: {}", story.names[role.name as usize].name, &text[range])
        })
        .collect();
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn roles_before_and_after_the_name() {
    check_roles(
        "White House envoy Otto Falk met Ida Berg, the powerful chief of staff of President Emil Dahl.",
        &[
            "Otto Falk: White House envoy",
            "Ida Berg: powerful chief of staff of President Emil Dahl",
            "Emil Dahl: President",
        ],
    );
    check_roles(
        "“Secretary of the Harbour Council of Norway and head of the delegation Otto Falk left.”",
        &[
            "Otto Falk: Secretary of the Harbour Council of Norway",
            "Otto Falk: head of the delegation",
        ],
    );
    check_roles(
        "The Kremlin’s spokesman, Oleg Baran, spoke.",
        &["Oleg Baran: Kremlin’s spokesman"],
    );
    check_roles(
        "Norway’s head negotiator had been Ida Berg.",
        &["Ida Berg: Norway’s head negotiator"],
    );
    check_roles(
        "Otto Falk, Secretary of State Ida Berg and others came.",
        &["Ida Berg: Secretary of State"],
    );
}

/// `kind speaker [venue]: text` of each statement in order.
fn check_statements(text: &str, expected: &[&str]) {
    let story = story(text);
    let slice = |span: &Range<u32>| &text[span.start as usize..span.end as usize];
    let found: Vec<String> = story.documents[0]
        .statements
        .iter()
        .map(|statement| {
            let speaker =
                statement.speaker.map(|name| story.names[name as usize].name.as_str());
            let venue = statement.venue.as_ref().map(|v| format!(" [{}]", slice(v)));
            format!(
                "{} {}{}: {}",
                statement.kind.label(),
                speaker.unwrap_or("?"),
                venue.unwrap_or_default(),
                slice(&statement.span)
            )
        })
        .collect();
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn direct_speech_in_every_order() {
    check_statements("“We will wait,” Ida Berg said.", &["direct Ida Berg: “We will wait,”"]);
    check_statements("“We will wait,” said Ida Berg.", &["direct Ida Berg: “We will wait,”"]);
    check_statements(
        "Ida Berg wrote on X: “We will wait.”",
        &["direct Ida Berg [X]: “We will wait.”"],
    );
    check_statements("Ida Berg: “We will wait.”", &["direct Ida Berg: “We will wait.”"]);
    check_statements(
        "“We will wait,” Ida Berg said. “There is time. A lot of it.”",
        &["direct Ida Berg: “We will wait,” Ida Berg said. “There is time. A lot of it.”"],
    );
    check_statements(
        "\"We will,\" Ida Berg said, \"wait for them.\"",
        &["direct Ida Berg: \"We will,\" Ida Berg said, \"wait for them.\""],
    );
    check_statements("“Will we wait?” Ida Berg asked.", &["direct Ida Berg: “Will we wait?”"]);
    check_statements(
        "Minister Ida Berg spoke first. “We will wait,” she said.",
        &["direct Ida Berg: “We will wait,”"],
    );
    check_statements(
        "“We will wait,” said Ida Berg.\n\n“There is time,” she said.",
        &["direct Ida Berg: “We will wait,”", "direct Ida Berg: “There is time,”"],
    );
    check_statements(
        "“We will wait,” Ida Berg said. “There is time.\n\n“And we have patience.”",
        &[
            "direct Ida Berg: “We will wait,” Ida Berg said. “There is time.\n\n“And we have patience.”",
        ],
    );
}

#[test]
fn mixed_and_indirect_speech() {
    check_statements(
        "In her weekly address, Ida Berg said the talks were “of great use.”",
        &["mixed Ida Berg [weekly address]: the talks were “of great use.”"],
    );
    check_statements(
        "Ida Berg, the harbour minister, said that nobody would wait.",
        &["indirect Ida Berg: nobody would wait"],
    );
    check_statements(
        "Nobody will have to wait for long, the State Department said.",
        &["indirect State Department: Nobody will have to wait for long"],
    );
    check_statements(
        "According to Ida Berg, nobody will have to wait.",
        &["indirect Ida Berg: nobody will have to wait"],
    );
    check_statements(
        "Ida Berg called it a “sad day” for Oslo.",
        &["mixed Ida Berg: a “sad day”"],
    );
    check_statements(
        "Officials said that nobody would wait.",
        &["indirect ?: nobody would wait"],
    );
    check_statements("Ida Berg declined to say whether anybody would wait.", &[]);
}

#[test]
fn a_speaker_is_left_open_rather_than_guessed() {
    check_statements(
        "Otto Falk met Ida Berg. The next day came. “We will all wait,” a source said.",
        &["direct ?: “We will all wait,”"],
    );
    // She is not Otto.
    check_statements(
        "Otto Falk waved. “We will wait,” she said.",
        &["direct ?: “We will wait,”"],
    );
    check_statements(
        "The so-called “security deal” is on paper.",
        &["label ?: “security deal”"],
    );
}

#[test]
fn of_two_people_who_fit_none_is_taken() {
    let two = "Ida Berg and Otto Falk met Knut Lund in Oslo.\n\n";
    let cases: [(&str, &[&str]); 14] = [
        (
            "Knut Lund wants to go on, he said. “We will wait here,” Otto Falk said.",
            &["indirect ?: Knut Lund wants to go on", "direct Otto Falk: “We will wait here,”"],
        ),
        (
            "Officials who met Otto Falk said it was “a long and hard day.”",
            &["mixed ?: “a long and hard day.”"],
        ),
        (
            "Someone who spoke with Otto Falk said it was “a long and hard day.”",
            &["mixed ?: “a long and hard day.”"],
        ),
        (
            "Otto Falk, praised by Knut Lund as “a very good man,” went home.",
            &["mixed Knut Lund: “a very good man,”"],
        ),
        (
            "Otto Falk, said Knut Lund, was “a very good man.”",
            &["mixed Knut Lund: Otto Falk, said Knut Lund, was “a very good man.”"],
        ),
        ("Knut Lund rejected the “new and better plan.”", &["mixed ?: “new and better plan.”"]),
        (
            "Otto Falk spoke of “long and hard talks”, Knut Lund of “a good day.”",
            &["mixed Otto Falk: “long and hard talks”", "mixed Knut Lund: “a good day.”"],
        ),
        (
            "Otto Falk said it was “long and hard”, Knut Lund that it was “good.”",
            &["mixed Otto Falk: it was “long and hard”", "mixed Knut Lund: “good.”"],
        ),
        ("“We will wait for you” (Knut Lund).", &["direct Knut Lund: “We will wait for you”"]),
        (
            "The day was “long and hard,” as Knut Lund put it.",
            &["mixed Knut Lund: The day was “long and hard,”"],
        ),
        ("For Knut Lund the day was “long and hard.”", &["mixed Knut Lund: “long and hard.”"]),
        ("Knut Lund’s verdict: “We have to wait.”", &["mixed Knut Lund: “We have to wait.”"]),
        (
            "Knut Lund said it was “long and hard” in an interview with the BBC.",
            &["mixed Knut Lund [an interview with the BBC]: it was “long and hard”"],
        ),
        (
            "Knut Lund used his weekly address to say it was “long and hard.”",
            &["mixed Knut Lund [weekly address]: “long and hard.”"],
        ),
    ];
    for (text, expected) in cases {
        check_statements(&format!("{two}{text}"), expected);
    }
}

#[test]
fn odd_marks_swallow_nothing() {
    check_statements(
        "He has an odd “ mark. Ida Berg said: “We will wait.”",
        &["direct Ida Berg: “We will wait.”"],
    );
    check_statements(
        "The 6\" pipe broke. \"We will wait,\" Ida Berg said.",
        &["direct Ida Berg: \"We will wait,\""],
    );
    check_statements("„Wir warten noch,“ sagte Ida Berg.", &["label ?: „Wir warten noch,“"]);
}

#[test]
fn the_same_words_are_a_cluster() {
    let story = story_of(
        &[
            ("“We will wait for the second boat,” Ida Berg said.", None, None),
            ("Ida Berg said she would “wait for the second boat” in Oslo.", None, None),
            ("“Quite another thing it was,” Ida Berg said.", None, None),
        ],
        &NameSettings::default(),
    );
    let clusters: Vec<Option<u32>> =
        story.documents.iter().map(|d| d.statements[0].cluster).collect();
    assert_eq!(clusters, [Some(0), Some(0), None]);
}

/// `value unit (qualifier)` of each figure in order.
fn check_figures(text: &str, expected: &[&str]) {
    let story = story(text);
    let found: Vec<String> = story.documents[0]
        .figures
        .iter()
        .map(|figure| {
            let qualifier = figure.qualifier.as_ref();
            let qualifier =
                qualifier.map(|q| format!(" ({})", &text[q.start as usize..q.end as usize]));
            format!("{} {}{}", figure.value, figure.unit, qualifier.unwrap_or_default())
        })
        .collect();
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn figures_and_what_is_none() {
    check_figures("They shot down 653 drones and 51 missiles.", &["653 drones", "51 missiles"]);
    check_figures("It cost $100 million and £30bn.", &["100000000 USD", "30000000000 GBP"]);
    check_figures(
        "At least 26 people and up to twenty-six cars.",
        &["26 people (At least)", "26 cars (up to)"],
    );
    check_figures(
        "A 28-point plan took roughly four hours.",
        &["28 point", "4 hours (roughly)"],
    );
    check_figures("Shares fell 3.2% or 3 per cent.", &["3.2 %", "3 per cent"]);
    check_figures(
        "In 2022, under Article 5, on 20 November at 10:30, the 3rd man won 2-1.",
        &[],
    );
}

/// Each date as `text = date`.
fn check_dates(text: &str, date: Option<&str>, expected: &[&str]) {
    let story = story_of(&[(text, date, None)], &NameSettings::default());
    let found: Vec<String> = story.documents[0]
        .dates
        .iter()
        .map(|mention| {
            let range = mention.span.start as usize..mention.span.end as usize;
            let date = mention.date.map_or("?".to_owned(), |date| date.to_string());
            format!("{} = {date}", &text[range])
        })
        .collect();
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn dates_and_their_anchors() {
    let day = Some("2025-12-06");
    check_dates("They met on Thursday.", day, &["Thursday = 2025-12-04"]);
    check_dates("They will meet on Thursday.", day, &["Thursday = 2025-12-11"]);
    check_dates(
        "He was to report on Sunday, 30 November.",
        day,
        &["Sunday, 30 November = 2025-11-30"],
    );
    check_dates("They will meet on 5 January.", day, &["5 January = 2026-01-05"]);
    check_dates("They will meet on 30 September.", day, &["30 September = 2026-09-30"]);
    check_dates("They met on Saturday.", day, &["Saturday = 2025-12-06"]);
    check_dates("They met on Thursday.", None, &["Thursday = ?"]);
    check_dates("A talk is due on Sunday.", day, &["Sunday = 2025-12-07"]);
    // Below a date that stands alone, weekdays go by it.
    check_dates(
        "20 November 2025\n\nThey met on Tuesday.\n\nThe talks began on Monday, with all who \
         could come to the town.\n\nAfterwards\n\nThey met on Tuesday.",
        None,
        &[
            "20 November 2025 = 2025-11-20",
            "Tuesday = 2025-11-18",
            "Monday = 2025-11-17",
            "Tuesday = ?",
        ],
    );
    check_dates(
        "On 20 November. They met on Tuesday.\n\nThey met on Tuesday once more, and nobody said \
         a word.",
        day,
        &["20 November = 2025-11-20", "Tuesday = 2025-11-18", "Tuesday = 2025-12-02"],
    );
    check_dates(
        "On 20 November 2025 and Nov. 21, 2025.",
        None,
        &["20 November 2025 = 2025-11-20", "Nov. 21, 2025 = 2025-11-21"],
    );
    check_dates(
        "It began on 4 and 5 December.",
        day,
        &["4 = 2025-12-04", "5 December = 2025-12-05"],
    );
    check_dates(
        "On Saturday, 6 December, they met.",
        day,
        &["Saturday, 6 December = 2025-12-06"],
    );
    check_dates(
        "It began in 2022 and ended in May 2024.",
        None,
        &["2022 = 2022", "May 2024 = 2024-05"],
    );
    check_dates("It may march on.", day, &[]);
}

#[test]
fn other_languages_come_to_no_harm() {
    let german = "Der Außenminister sagte am Montag, die Lage sei ernst. „Wir warten.“";
    let story = story_of(&[(german, None, Some("de"))], &NameSettings::default());
    assert!(story.names.is_empty(), "nouns have capitals: {:?}", story.names);
    let other = "Presidentti tapasi ministerin. ”Odotamme”, hän sanoi.";
    let story = story_of(&[(other, None, Some("fi"))], &NameSettings::default());
    assert!(story.documents[0].statements.iter().all(|s| s.speaker.is_none()));
}

proptest! {
    #[test]
    fn spans_are_of_the_text(text in "([A-Z][a-z]{1,4}|said|“|”|\"|'|,|\\.|President|U\\.S\\.|the|of|and|[0-9]{1,4}|%|-|\n| ){0,60}") {
        let story = story(&text);
        let facts = &story.documents[0];
        let spans = facts.mentions.iter().map(|m| &m.span)
            .chain(facts.roles.iter().map(|r| &r.span))
            .chain(facts.statements.iter().flat_map(|s| s.quotes.iter().chain([&s.span])))
            .chain(facts.figures.iter().map(|f| &f.span))
            .chain(facts.dates.iter().map(|d| &d.span));
        for span in spans {
            let piece = text.get(span.start as usize..span.end as usize);
            prop_assert!(piece.is_some_and(|piece| !piece.is_empty()), "{span:?} of {text:?}");
        }
        for statement in &facts.statements {
            prop_assert!(statement.kind != StatementKind::Label || statement.speaker.is_none());
        }
    }
}
