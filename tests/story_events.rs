//! Which sentences tell an event, and what they tell of it: a sentence goes in,
//! rows of date, kind, who and where come out.

#[path = "story/corpus.rs"]
mod corpus;

use corpuscope::engine::Engine;
use corpuscope::request::{EventsRequest, Request};
use corpuscope::response::{EventRow, Response};

/// Makes the names known, so that a case may be one sentence.
const KNOWN: &str = "Ida Berg of Oslo is a minister. Otto Falk of Bergen is a pilot. Karl Moe \
    of Geneva is a baker. The names are Ida Berg, Otto Falk and Karl Moe.";

fn row(event: &EventRow) -> String {
    format!(
        "{}{} {} [{}] {}",
        if event.planned { "planned " } else { "" },
        event.kind,
        event.date.as_deref().unwrap_or("?"),
        event.who.join(", "),
        event.place.as_deref().unwrap_or("-"),
    )
}

/// Texts of 5 December 2025, a Friday, and their events.
fn check(cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, events(text), expected))
        .filter(|(_, found, expected)| found != *expected)
        .map(|(text, found, expected)| format!("{text}\n  {found:?} and not {expected:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn events(text: &str) -> Vec<String> {
    let bytes = corpus::index_of(&[("a.txt", text), ("b.txt", KNOWN)]);
    let mut engine = Engine::load(&bytes).expect("it opens");
    let Response::Events(found) = engine.answer(Request::Events(EventsRequest::default()))
    else {
        panic!("no events")
    };
    found.events.iter().map(row).collect()
}

#[test]
fn what_happened() {
    check(&[
        (
            "Ida Berg met Otto Falk in Oslo on Thursday.",
            &["meeting 2025-12-04 [Ida Berg, Otto Falk] Oslo"],
        ),
        (
            "In Oslo, the minister Ida Berg met Otto Falk.",
            &["meeting ? [Ida Berg, Otto Falk] Oslo"],
        ),
        ("Otto Falk resigned on 2 December.", &["resignation 2025-12-02 [Otto Falk] -"]),
        ("Ida Berg flew to Geneva on Monday.", &["visit 2025-12-01 [Ida Berg] Geneva"]),
        ("Otto Falk left for Oslo on Monday.", &["visit 2025-12-01 [Otto Falk] Oslo"]),
        (
            "Shells struck Geneva on Monday and nine people died in Bergen.",
            &["attack 2025-12-01 [] Geneva", "death 2025-12-01 [] Bergen"],
        ),
        ("The Geneva attack shook everyone, Ida Berg said.", &["attack ? [] Geneva"]),
        (
            "Ida Berg and Otto Falk held talks in Geneva.",
            &["meeting ? [Ida Berg, Otto Falk] Geneva"],
        ),
    ]);
}

#[test]
fn what_is_to_come_is_planned() {
    check(&[
        (
            "Ida Berg will meet Otto Falk in Oslo on Sunday.",
            &["planned meeting 2025-12-07 [Ida Berg, Otto Falk] Oslo"],
        ),
        ("Ida Berg is to meet Otto Falk.", &["planned meeting ? [Ida Berg, Otto Falk] -"]),
        ("Otto Falk is expected to visit Oslo.", &["planned visit ? [Otto Falk] Oslo"]),
        ("Talks in Geneva are due on Sunday.", &["planned meeting 2025-12-07 [] Geneva"]),
        ("The pact is to be signed by Ida Berg.", &["planned agreement ? [Ida Berg] -"]),
    ]);
}

#[test]
fn what_did_not_or_only_may_happen_is_none() {
    let none = [
        "Ida Berg did not meet Otto Falk in Oslo.",
        "Ida Berg never met Otto Falk in Oslo.",
        "Ida Berg denied that she met Otto Falk in Oslo on Monday.",
        "Ida Berg denies reports that Otto Falk resigned.",
        "Ida Berg could meet Otto Falk in Oslo on Sunday.",
        "Ida Berg would have met Otto Falk.",
        "If Ida Berg met Otto Falk in Oslo, nobody saw it.",
        "Ida Berg would meet Otto Falk only if he came to Oslo.",
        "Ida Berg hopes to meet Otto Falk in Oslo on Sunday.",
        "Ida Berg refused to meet Otto Falk.",
        "The talks in Oslo on Sunday were cancelled.",
        "The meeting in Oslo on Sunday was called off, Ida Berg said.",
        "Reportedly Otto Falk resigned on Monday.",
        "Ida Berg spoke on Monday about talks in Oslo.",
        "Ida Berg asked Otto Falk to resign.",
        "Has Ida Berg met Otto Falk in Oslo?",
        "Ida Berg expects a letter on the results of the Oslo talks by Sunday.",
    ];
    check(&none.map(|text| (text, [].as_slice())));
}

#[test]
fn who_and_when_are_those_of_the_clause() {
    check(&[
        // Whoever speaks of it, owns it or comes in another clause is not in it.
        ("Ida Berg announced the resignation of Otto Falk.", &["resignation ? [Otto Falk] -"]),
        (
            "On Monday, Ida Berg announced that Otto Falk had resigned.",
            &["resignation 2025-12-01 [Otto Falk] -"],
        ),
        (
            "Ida Berg, who resigned on Monday, wrote to Otto Falk.",
            &["resignation 2025-12-01 [Ida Berg] -"],
        ),
        (
            "Ida Berg met Otto Falk after Karl Moe resigned on Monday.",
            &["resignation 2025-12-01 [Karl Moe] -", "meeting ? [Ida Berg, Otto Falk] -"],
        ),
        ("Otto Falk met Ida Berg before Thursday.", &["meeting ? [Otto Falk, Ida Berg] -"]),
    ]);
}

#[test]
fn a_date_above_is_that_of_what_stands_below() {
    check(&[
        (
            "2 December.\n\nIda Berg meets Otto Falk in Oslo. Talks in Geneva.\n\n3 December. Karl \
         Moe resigns. Ida Berg will meet Karl Moe.",
            &[
                "meeting 2025-12-02 [Ida Berg, Otto Falk] Oslo",
                "meeting 2025-12-02 [] Geneva",
                "resignation 2025-12-03 [Karl Moe] -",
                "planned meeting ? [Ida Berg, Karl Moe] -",
            ],
        ),
        // The present tells nothing without a date above.
        ("Ida Berg meets Otto Falk in Oslo.", &[]),
    ]);
}
