//! Documents side by side, what others tell of a document, and events, in
//! answers of the engine.

#[path = "story/corpus.rs"]
mod corpus;

use corpuscope::engine::Engine;
use corpuscope::request::{
    CompareRequest, DuplicatesRequest, EventsRequest, PassagesRequest, Request, StoryScope,
};
use corpuscope::response::{CompareResponse, Difference, EventRow, Evidence, Response, Side};

const A: &str = "Harbour Minister Ida Berg met Otto Falk in Oslo on Thursday, 4 December 2025. \
    The storm damaged 26 boats on the outer mole of Vardø. Falk, head of the pilots, said \
    “the pilots will wait for the second boat of the year.” Nobody was killed. Berg may meet \
    the fishermen in Bergen on Sunday.";

const B: &str = "In Oslo, Fisheries Minister Ida Berg met Otto Falk on Thursday, 4 \
    December 2025, after the storm. On the outer mole of Vardø the storm damaged 31 boats. \
    Otto Falk, the chief engineer, said that “the pilots will wait for the second boat of \
    the decade.” The price of cod rose by 3 percent.";

const C: &str = "The library of Tromsø has bought a new reading lamp and is proud of it.";

fn index() -> Vec<u8> {
    // What fills a corpus, so that words have a rarity.
    let filler =
        |n: usize| format!("The {n}th lamp of the old library was cleaned and hung up. ");
    let filler: String = (1..90).map(filler).collect();
    let copy = format!("{A} This is a copy.");
    let texts = [
        ("a.txt", A),
        ("b.txt", B),
        ("c.txt", C),
        ("copy.txt", &copy),
        ("filler.txt", &filler),
    ];
    corpus::index_of(&texts)
}

fn whole(evidence: &Evidence) -> String {
    evidence.sentence.iter().map(|run| run.text.as_str()).collect::<String>().trim().to_owned()
}

fn compare(documents: &[&str]) -> CompareResponse {
    let bytes = index();
    let mut engine = Engine::load(&bytes).expect("it opens");
    let documents = documents.iter().map(|&path| path.to_owned()).collect();
    let request = CompareRequest { documents, ..CompareRequest::default() };
    match engine.answer(Request::Compare(request)) {
        Response::Compare(found) => found,
        other => panic!("no comparison: {other:?}"),
    }
}

#[test]
fn two_documents_side_by_side() {
    let found = compare(&["a.txt", "b.txt"]);
    let starts: Vec<Vec<String>> = found
        .both
        .iter()
        .map(|told| {
            let start = |it: &Evidence| whole(it).chars().take(12).collect();
            told.passages.iter().map(start).collect()
        })
        .collect();
    assert_eq!(
        starts,
        [
            ["Harbour Mini", "In Oslo, Fis"],
            ["The storm da", "On the outer"],
            ["Falk, head o", "Otto Falk, t"]
        ]
    );
    assert!(
        found.both[0].shared.contains(&"Otto Falk".to_owned()),
        "{:?}",
        found.both[0].shared
    );
    let differs: Vec<(&str, &str, Vec<&str>)> = found
        .differs
        .iter()
        .map(|it| {
            let sides = it.sides.iter().map(|side| side.text.as_str()).collect();
            (it.kind.as_str(), it.about.as_str(), sides)
        })
        .collect();
    assert_eq!(
        differs,
        [
            ("figure", "boats", vec!["26 boats", "31 boats"]),
            ("role", "Ida Berg", vec!["Harbour Minister", "Fisheries Minister"]),
            ("role", "Otto Falk", vec!["head of the pilots", "chief engineer"]),
            (
                "wording",
                "“the pilots will wait for the second …",
                vec![
                    "“the pilots will wait for the second boat of the year.”",
                    "“the pilots will wait for the second boat of the decade.”",
                ],
            ),
        ]
    );
    assert_eq!(whole(&found.only[1].passages[0]), "The price of cod rose by 3 percent.");
    assert_eq!(found.totals, [3, 4, 3]);
}

/// The differences of two documents: kind, and what each side says.
fn differences(a: &str, b: &str) -> Vec<String> {
    let bytes = corpus::index_of(&[("a.txt", a), ("b.txt", b)]);
    let mut engine = Engine::load(&bytes).expect("it opens");
    let documents = vec!["a.txt".to_owned(), "b.txt".to_owned()];
    let request = CompareRequest { documents, ..CompareRequest::default() };
    let Response::Compare(found) = engine.answer(Request::Compare(request)) else {
        panic!("no comparison")
    };
    let side = |side: &Side| match &side.who {
        Some(who) => format!("{} ({who})", side.text),
        None => side.text.clone(),
    };
    let row = |it: &Difference| {
        let sides: Vec<String> = it.sides.iter().map(side).collect();
        format!("{}: {}", it.kind, sides.join(" / "))
    };
    found.differs.iter().map(row).collect()
}

#[test]
fn what_differs_and_what_does_not() {
    // What the other document has in another sentence is no difference.
    assert_eq!(
        differences(
            "The storm sank 26 boats in the harbour of Oslo on Monday.",
            "The storm sank 5 boats in the harbour of Oslo on Monday. In all 26 boats were lost.",
        ),
        [""; 0]
    );
    assert_eq!(
        differences(
            "The storm sank 26 boats in the harbour of Oslo on Monday.",
            "On Monday the storm sank 31 boats in the harbour of Oslo.",
        ),
        ["figure: 26 boats / 31 boats"]
    );
    assert_eq!(
        differences(
            "The ferry to Bergen hit the old mole of Oslo on Monday.",
            "On Tuesday the ferry to Bergen hit the old mole of Oslo.",
        ),
        ["date: Monday (2025-12-01) / Tuesday (2025-12-02)"]
    );
    // One quotes less, or other sentences: no difference of wording.
    assert_eq!(
        differences(
            "“We shall rebuild the whole of the harbour before spring. Nobody is left alone,” \
             Ida Berg said.",
            "“We shall rebuild the whole of the harbour,” Ida Berg said. “We ask for patience.”",
        ),
        [""; 0]
    );
    assert_eq!(
        differences(
            "“We shall rebuild the whole of the harbour this year,” Ida Berg wrote on X.",
            "“We shall rebuild the whole of the harbour this year,” Ida Berg said in a speech.",
        ),
        ["venue: X (Ida Berg) / a speech (Ida Berg)"]
    );
    assert_eq!(
        differences(
            "“We shall rebuild the whole of the harbour this year,” Ida Berg said.",
            "“We shall rebuild the whole of the harbour this year,” Otto Falk said.",
        ),
        ["speaker: “We shall rebuild the whole of the harbour this year,” (Ida Berg) / “We \
             shall rebuild the whole of the harbour this year,” (Otto Falk)"]
    );
}

#[test]
fn what_has_nothing_in_common_shares_nothing() {
    let found = compare(&["a.txt", "c.txt", "none.txt"]);
    assert_eq!(found.missing, ["none.txt"]);
    assert!(found.both.is_empty() && found.differs.is_empty());
    assert_eq!(found.only.len(), 2);
}

#[test]
fn three_documents_in_one_row() {
    let found = compare(&["a.txt", "b.txt", "copy.txt"]);
    assert_eq!(found.both[0].passages.len(), 3);
    let paths: Vec<&str> = found.both[0].passages.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(paths, ["a.txt", "b.txt", "copy.txt"]);
}

#[test]
fn what_others_tell_of_a_document() {
    let bytes = index();
    let mut engine = Engine::load(&bytes).expect("it opens");
    let path = "a.txt".to_owned();
    let Response::Passages(found) =
        engine.answer(Request::Passages(PassagesRequest { path: path.clone() }))
    else {
        panic!("no passages")
    };
    assert_eq!((found.path, found.duplicates), (path, vec!["copy.txt".to_owned()]));
    assert!((found.shares[0] - 1.0).abs() < 1e-9, "{:?}", found.shares);
    let first = &found.passages[0];
    assert_eq!(first.start, 0);
    let others: Vec<&str> = first.others.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(others, ["copy.txt", "b.txt"]);
    assert!(matches!(
        engine.answer(Request::Passages(PassagesRequest { path: "none.txt".into() })),
        Response::Failed(_)
    ));
}

#[test]
fn copies_are_in_one_group() {
    let bytes = index();
    let mut engine = Engine::load(&bytes).expect("it opens");
    let mut groups = |query: &str| {
        let scope = StoryScope { query: query.into(), ..StoryScope::default() };
        match engine.answer(Request::Duplicates(DuplicatesRequest { scope })) {
            Response::Duplicates(found) => found,
            other => panic!("no groups: {other:?}"),
        }
    };
    let found = groups("");
    assert_eq!((found.total, found.groups.len()), (1, 1));
    assert_eq!(found.groups[0].documents, ["a.txt", "copy.txt"]);
    let shares = &found.groups[0].shares;
    assert!(shares[0] >= 1.0 && shares[1] > 0.8 && shares[1] < 1.0, "{shares:?}");
    // Only what the query finds is grouped.
    assert_eq!(groups("copy").total, 0);
}

fn told(event: &EventRow) -> String {
    format!(
        "{} {} [{}] {} {}",
        event.date.as_deref().unwrap_or("?"),
        event.kind,
        event.who.join(", "),
        event.place.as_deref().unwrap_or("-"),
        event.evidence.path
    )
}

#[test]
fn events_in_order_of_time() {
    let bytes = index();
    let mut engine = Engine::load(&bytes).expect("it opens");
    let mut events = |request: EventsRequest| match engine.answer(Request::Events(request)) {
        Response::Events(found) => found,
        other => panic!("no events: {other:?}"),
    };
    let found = events(EventsRequest::default());
    // Nobody was killed, and what may be is no event.
    let rows: Vec<String> = found.events.iter().map(told).collect();
    assert_eq!(
        rows,
        [
            "2025-12-04 meeting [Ida Berg, Otto Falk] Oslo a.txt",
            "2025-12-04 meeting [Ida Berg, Otto Falk] Oslo b.txt",
            "2025-12-04 meeting [Ida Berg, Otto Falk] Oslo copy.txt",
        ]
    );
    assert_eq!((found.kinds[0].text.as_str(), found.kinds[0].count), ("meeting", 3));
    let none = events(EventsRequest { who: Some("Nobody".into()), ..EventsRequest::default() });
    assert_eq!(none.total, 0);
    let there = events(EventsRequest {
        place: Some("Oslo".into()),
        who: Some("Otto Falk".into()),
        ..EventsRequest::default()
    });
    assert_eq!(there.total, 3);
}
