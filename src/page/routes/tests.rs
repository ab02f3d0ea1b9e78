//! Places become fragments that people can read, and come back; fragments that
//! anybody may have written do no harm.

use proptest::prelude::*;

use super::*;
use crate::page::filters::Side;
use crate::request::{ConcordanceKey, SortKey};

fn check(fragment: &str, expected: &Place, problems: &[&str]) {
    let (place, found) = read(fragment);
    assert_eq!(place, *expected, "place of {fragment:?}");
    assert_eq!(found, problems, "problems of {fragment:?}");
}

#[test]
fn a_place_is_readable() {
    let mut place = Place {
        query: "peace \"plan\" мир".into(),
        mode: Mode::Any,
        sort: Sort::Newest,
        document: Some("wire/03 talks.md#7".into()),
        hit: Some(2),
        ..Place::default()
    };
    place.filters.toggle("source", &Some("A & B".into()), Side::Include);
    place.filters.toggle("date", &None, Side::Exclude);
    place.filters.dates.from = Some("2025-11".into());
    let fragment = write(&place);
    assert_eq!(
        fragment,
        "q=peace+%22plan%22+мир&any=1&not.date&f.source=A+%26+B&from=2025-11\
         &sort=newest&doc=wire/03+talks.md%237&hit=3"
    );
    check(&fragment, &place, &[]);
}

#[test]
fn a_concordance_is_readable() {
    let fragment = "view=concordance&q=peace&by=1R&by=-date&by=f.source&words=40&sample=100\
                    &seed=3&count=1L&only.1L=the&column=f.source&mark.a/b.txt=4,12&drop.c=7";
    let (place, problems) = read(fragment);
    assert_eq!(problems, [""; 0]);
    assert_eq!(write(&place), fragment);
    assert_eq!(place.lines.sort.len(), 3);
    assert_eq!((place.lines.marked.len(), place.lines.excluded.len()), (2, 1));
}

#[test]
fn the_views_of_the_story_are_readable() {
    let fragment = "view=people&q=peace&doc=a.txt&at=120-180&names=person&name=Olena+Hrushko\
                    &speaker=Ada+Roth&cluster=7&least=100\
                    &compare=a.txt&compare=b/c.txt";
    let (place, problems) = read(fragment);
    assert_eq!(problems, [""; 0]);
    assert_eq!(write(&place), fragment);
    assert_eq!(place.passage, Some((120, 180)));
    assert_eq!(place.story.compare.len(), 2);
}

fn reading(fragment: &str) -> Place {
    read(fragment).0
}

#[test]
fn hostile_fragments() {
    let start = Place::default();
    check("", &start, &[]);
    check("#", &start, &[]);
    check("&&&", &start, &[]);
    check("=", &start, &["="]);
    check("q", &start, &["q"]);
    check("q=%", &start, &["q=%"]);
    check("q=%zz", &start, &["q=%zz"]);
    check("q=%ff%fe", &start, &["q=%ff%fe"]);
    check("q=%D", &start, &["q=%D"]);
    check("view=admin", &start, &["view=admin"]);
    check("sort=random&x=1", &start, &["sort=random", "x=1"]);
    check("from=2025-13-01&to=soon", &start, &["from=2025-13-01", "to=soon"]);
    check("f.=x", &start, &["f.=x"]);
    check("hit=3", &start, &[]);
    check("hit=0", &start, &["hit=0"]);
    check("hit=99999999999999999999", &start, &["hit=99999999999999999999"]);
    check("doc=", &start, &[]);
    check("word=3", &start, &[]);
    check("at=3-5", &start, &[]);
    check("doc=a&at=3&at=x-5", &reading("doc=a"), &["at=3", "at=x-5"]);
    check("unknown=x", &start, &["unknown=x"]);
    check("by=1R&by=-1R&by=0L", &reading("by=1R"), &["by=-1R", "by=0L"]);
    check("words=0&words=201&words=x", &start, &["words=0", "words=201", "words=x"]);
    check("only.x=1&only.=1&count=", &start, &["only.x=1", "only.=1", "count="]);
    check(
        "mark.a=1,x&drop.a=,&mark.a",
        &reading("mark.a=1"),
        &["mark.a=1,x", "drop.a=,", "mark.a"],
    );
    check(
        "#q=%3Cscript%3Ealert(1)%3C/script%3E",
        &Place { query: "<script>alert(1)</script>".into(), ..Place::default() },
        &[],
    );
    let long = format!("q={}", "a".repeat(LONGEST_FRAGMENT));
    assert_eq!(read(&long).1.len(), 1);
    assert_eq!(read(&long).0, start);
}

#[test]
fn a_value_on_both_sides_counts_once() {
    let (place, problems) = read("f.source=Wire&not.source=Wire&f.source=Wire");
    assert_eq!(place.filters.len(), 1);
    assert!(problems.is_empty(), "{problems:?}");
}

fn value() -> impl Strategy<Value = Value> {
    proptest::option::of(any::<String>())
}

fn choice() -> impl Strategy<Value = Choice> {
    proptest::collection::btree_map(proptest::option::of(".{0,8}"), any::<bool>(), 1..4)
        .prop_map(|values| {
            let mut choice = Choice::default();
            for (value, wanted) in values {
                let side = if wanted { &mut choice.include } else { &mut choice.exclude };
                side.push(value);
            }
            choice
        })
}

fn day() -> impl Strategy<Value = Option<String>> {
    proptest::option::of((-9999..=9999i16, 1..=12u8, 1..=28u8).prop_map(
        |(year, month, day)| {
            PartialDate { year, month: Some(month), day: Some(day) }.to_string()
        },
    ))
}

fn key() -> impl Strategy<Value = ConcordanceKey> {
    prop_oneof![
        (-9..=9i8).prop_map(ConcordanceKey::Position),
        Just(ConcordanceKey::Document),
        Just(ConcordanceKey::Date),
        any::<String>().prop_map(ConcordanceKey::Field),
    ]
}

fn picked() -> impl Strategy<Value = Picked> {
    proptest::collection::vec((any::<String>(), any::<u32>()), 0..4).prop_map(|lines| {
        let mut picked = Picked::default();
        for (path, hit) in lines {
            picked.toggle(&path, hit);
        }
        picked
    })
}

prop_compose! {
    fn line_settings()(
        keys in proptest::collection::vec((key(), any::<bool>()), 0..4),
        context in 1..=200u32,
        unit in prop_oneof![
            Just(ContextUnit::Words), Just(ContextUnit::Sentence), Just(ContextUnit::Paragraph),
        ],
        dispersion in any::<bool>(),
        sample in proptest::option::of(any::<u32>()),
        seed in any::<u64>(),
        group in proptest::option::of(key()),
        only in proptest::option::of((key(), any::<String>())),
        column in proptest::option::of(key()),
        marked in picked(),
        excluded in picked(),
    ) -> LineSettings {
        let mut settings = LineSettings {
            unit,
            dispersion,
            context, sample, seed, group, only, column, marked, excluded,
            ..LineSettings::default()
        };
        for (by, descending) in keys {
            settings.set_key(settings.sort.len(), Some(SortKey { by, descending }));
        }
        settings
    }
}

prop_compose! {
    fn story_settings()(
        texts in proptest::collection::vec(any::<String>(), 0..20),
        compare in proptest::collection::vec(".{1,8}", 0..4),
    ) -> StorySettings {
        let mut settings = StorySettings::default();
        let names = ["names", "name", "speaker", "cluster", "least", "most"];
        for (name, text) in names.into_iter().zip(texts) {
            settings.set_named(name, &text);
        }
        for path in compare {
            settings.toggle(&path);
        }
        settings
    }
}

prop_compose! {
    fn place()(
        view in prop_oneof![
            Just(View::Documents), Just(View::Concordance), Just(View::About),
            Just(View::People), Just(View::Statements), Just(View::Figures),
            Just(View::Timeline), Just(View::Compare),
        ],
        query in any::<String>(),
        any in any::<bool>(),
        cql in any::<bool>(),
        broader in any::<bool>(),
        without in proptest::collection::btree_set(any::<String>(), 0..3),
        choices in proptest::collection::btree_map(".{1,8}", choice(), 0..4),
        from in day(),
        to in day(),
        sort in prop_oneof![
            Just(Sort::Relevance), Just(Sort::Newest), Just(Sort::Oldest),
            Just(Sort::Title), Just(Sort::Path),
        ],
        document in value(),
        hit in proptest::option::of(any::<u32>()),
        word in proptest::option::of(any::<u32>()),
        passage in proptest::option::of(any::<(u32, u32)>()),
        lines in line_settings(),
        story in story_settings(),
    ) -> Place {
        let document = document.filter(|path| !path.is_empty());
        let hit = hit.filter(|hit| document.is_some() && *hit < u32::MAX);
        let mode = if any { Mode::Any } else { Mode::All };
        let without = without.into_iter().collect();
        let syntax = if cql { Syntax::Cql } else { Syntax::Simple };
        let mut filters = Filters { dates: DateRange { from, to }, ..Filters::default() };
        for (field, choice) in choices {
            filters.fields.insert(field, choice);
        }
        let word = word.filter(|_| document.is_some());
        let passage = passage.filter(|_| document.is_some());
        Place {
            view, query, syntax, mode, broader, without, filters, sort, document, hit, word,
            passage, lines, story,
        }
    }
}

proptest! {
    #[test]
    fn places_survive_the_round_trip(place in place()) {
        let (again, problems) = read(&write(&place));
        prop_assert_eq!(again, place);
        prop_assert!(problems.is_empty());
    }

    #[test]
    fn no_fragment_panics_and_every_place_read_is_stable(fragment in any::<String>()) {
        let (place, _) = read(&fragment);
        prop_assert_eq!(read(&write(&place)).0, place);
    }
}
