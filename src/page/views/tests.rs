//! What the tree says in each state of the page: rendered natively by Yew's
//! server renderer, and looked at as text.

mod answers;

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use yew::prelude::*;
use yew::{Callback, LocalServerRenderer};

use self::answers::answer;
use crate::page::filters::Side;
use crate::page::languages::Texts;
use crate::page::message::{Dialog, Effect, Message, Pick};
use crate::page::model::{Model, Options, Setup};
use crate::page::update::update;

#[derive(PartialEq, Properties)]
struct PageProps {
    model: Model,
}

#[component]
fn Page(props: &PageProps) -> Html {
    super::page(&props.model, &Callback::noop())
}

/// The tree of a model as HTML.
fn html(model: &Model) -> String {
    let renderer = LocalServerRenderer::<Page>::with_props(PageProps { model: model.clone() });
    let mut rendering = pin!(renderer.hydratable(false).render());
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..10_000 {
        if let Poll::Ready(html) = rendering.as_mut().poll(&mut context) {
            return html;
        }
    }
    panic!("the tree is never ready");
}

/// A model after some messages; what is asked is answered.
fn model(fragment: &str, messages: Vec<Message>) -> Model {
    let setup = Setup {
        full_page: true,
        page_url: Some("https://example.org/".into()),
        title: Some("The corpus".into()),
        texts: Texts::of("en"),
    };
    let mut model = Model::new(setup, Options::default(), fragment);
    for message in messages {
        let effects = update(&mut model, message);
        answer_all(&mut model, effects);
    }
    model
}

fn answer_all(model: &mut Model, effects: Vec<Effect>) {
    for effect in effects {
        let Effect::Ask(slot, ticket, request) = effect else { continue };
        let answer = Box::new(answer(slot, &request));
        let effects = update(model, Message::answered(slot, ticket, Ok(answer)));
        answer_all(model, effects);
    }
}

/// Looks for what must and must not be in the tree, and for what never may.
fn check(model: &Model, present: &[&str], absent: &[&str]) {
    let html = html(model);
    for text in present {
        assert!(html.contains(text), "{text} is missing in\n{}", html.replace("><", ">\n<"));
    }
    for text in absent.iter().chain(&[" style=", " onclick=", "<script", "javascript:\""]) {
        assert!(!html.contains(text), "{text} is in\n{}", html.replace("><", ">\n<"));
    }
}

#[test]
fn loading_failing_and_being_empty() {
    let loading = model("", vec![Message::Progress(42)]);
    check(&loading, &["The corpus", "<progress", "value=\"42\"", "42 %"], &["role=\"alert\""]);
    let failed = model("", vec![Message::EngineFailed("The file is cut short.".into())]);
    check(&failed, &["role=\"alert\"", "The file is cut short."], &["<progress"]);
    let nothing = model("#q=nothing+here&f.source=x", vec![Message::EngineReady]);
    check(&nothing, &["Nothing found", "any of the words", "Remove all filters"], &[]);
    let nothing = model("#q=nothing&any=1", vec![Message::EngineReady]);
    check(&nothing, &["Nothing found"], &["any of the words", "Remove all filters"]);
}

#[test]
fn results_are_text_whatever_they_contain() {
    let found = model("#q=peace", vec![Message::EngineReady]);
    check(
        &found,
        &[
            "&lt;script&gt;alert(1)&lt;/script&gt; <mark class=\"hit\" data-hit=\"0\">peace</mark>",
            "href=\"#q=peace&amp;doc=a/0.txt\"",
            "aria-setsize=\"2\"",
            "aria-posinset=\"2\"",
            "lang=\"ar\" dir=\"auto\"",
            "20 November 2025",
            "Wire &amp; Co",
            "3 hits",
            "2 documents, 6 hits",
            "result-title untitled",
        ],
        &[],
    );
}

#[test]
fn an_element_in_a_page_has_no_addresses_and_no_landmarks() {
    let mut found = model("#q=peace", vec![Message::EngineReady]);
    found.setup.full_page = false;
    check(
        &found,
        &[
            "role=\"group\"",
            "aria-label=\"The corpus\"",
            "class=\"result-title\" data-result=\"0\"",
        ],
        &["href=", "role=\"main\"", "role=\"banner\""],
    );
}

#[test]
fn how_the_query_was_understood() {
    let found = model("#q=peace", vec![Message::EngineReady]);
    check(
        &found,
        &[
            "<code dir=\"auto\">p</code>",
            "The quotation mark is not closed.",
            "Try “\"x\"”",
            "No hits for “paece”, showing peace.",
            "talk, 1,204 in the corpus:",
            "talk, talks and 3 more",
        ],
        &[],
    );
}

#[test]
fn chosen_values_show_it_without_colour() {
    let toggle = |value: Option<&str>, side| {
        Message::Toggle("source".into(), value.map(Into::into), side)
    };
    let found = model(
        "",
        vec![
            Message::EngineReady,
            toggle(Some("Wire & Co"), Side::Include),
            toggle(None, Side::Exclude),
            Message::SetDates(crate::page::filters::DateRange {
                from: Some("2025-11-20".into()),
                to: None,
            }),
        ],
    );
    check(
        &found,
        &[
            "value included",
            "value excluded",
            "Source: Wire &amp; Co",
            "Source: not Not given",
            "Date: from 20 November 2025",
            "Filters (3)",
            "aria-pressed=\"true\"",
            "role=\"slider\"",
            "aria-valuetext=\"20 November 2025\"",
            "Undated",
        ],
        &[],
    );
}

#[test]
fn the_reader() {
    let reading = model("#q=peace&doc=a/0.txt", vec![Message::EngineReady]);
    check(
        &reading,
        &[
            "class=\"reader\"",
            "1 of 2",
            "rel=\"noopener noreferrer\"",
            "javascript:alert(1)",
            "class=\"aside\"",
            "class=\"boilerplate\" title=\"Not the document's own words: left out of",
            "← Back to News</span></p>",
            "Talks of <mark class=\"hit\" data-hit=\"0\">peace</mark>.</p>",
            "Copy link",
        ],
        &["<p dir=\"auto\">The title</p>", "href=\"javascript"],
    );
    let at_hit = model("#q=peace&doc=a/0.txt&hit=1", vec![Message::EngineReady]);
    check(&at_hit, &["class=\"hit current\" data-hit=\"0\">peace", "Hit 1 of 1"], &[]);
    let gone = model("#doc=gone", vec![Message::EngineReady]);
    check(&gone, &["There is no such document.", "Back to the results"], &["Copy link"]);
}

#[test]
fn the_concordance() {
    let lines = model(
        "#view=concordance&q=peace&by=1L&by=1R&by=hit&column=f.source",
        vec![Message::EngineReady],
    );
    check(
        &lines,
        &[
            "1,204 lines, 2 documents",
            "role=\"table\"",
            "aria-rowcount=\"1204\"",
            "aria-rowindex=\"2\"",
            "a long road <b class=\"by0\">to</b> </span>",
            "<mark class=\"hit by2\">peace</mark>, <b class=\"by1\">she</b> said",
            "&lt;b&gt;Wire",
            "&amp;column=f.source&amp;doc=a/0.txt&amp;word=3\"",
            "dir=\"rtl\"",
            "tabindex=\"0\"",
        ],
        &["aria-current=\"true\"", "line open", "marked\""],
    );
    let picked = model(
        "#view=concordance&q=peace&count=1R&sample=100",
        vec![
            Message::EngineReady,
            Message::Pick(Pick::Mark, Some(0)),
            Message::Pick(Pick::Exclude, Some(1)),
        ],
    );
    check(
        &picked,
        &[
            "100 of 1,204 lines",
            "1 marked",
            "1 excluded",
            "Line excluded",
            "line marked",
            "line excluded",
            "Counts: 1R",
            "(no word)",
            "Draw again",
        ],
        &[],
    );
    let one = "#view=concordance&q=peace&only.1R=she&count=1R";
    let one = model(one, vec![Message::EngineReady]);
    check(&one, &["1R: she", "value included"], &[]);
    let empty = model("#view=concordance", vec![Message::EngineReady]);
    check(&empty, &["Every hit in its context"], &["role=\"table\"", "undefined"]);
    let nothing = model("#view=concordance&q=nothing&only.1R=x", vec![Message::EngineReady]);
    check(&nothing, &["Nothing found", "Show all lines"], &["role=\"table\""]);
}

#[test]
fn where_the_lines_are() {
    let lines = model("#view=concordance&q=peace&where=1", vec![Message::EngineReady]);
    check(
        &lines,
        &[
            "November 2025: 3 hits, 2,000 in a million words",
            "December 2025: 0 hits, 0 in a million words",
            "Undated: 2 hits",
            "&lt;u&gt;Talks",
            "d=\"M0 0v8M500 0v8M990 0v8\"",
            "1 of 2 documents",
        ],
        &[],
    );
}

#[test]
fn words_that_a_broader_search_adds_can_be_taken_out() {
    let found = model("#q=peace&broader=1", vec![Message::EngineReady]);
    check(&found, &["+ truce", "chip added", "aria-pressed=\"true\""], &[]);
    check(&model("#q=peace", vec![Message::EngineReady]), &["Broader"], &["+ truce"]);
}

#[test]
fn a_list_of_hits_beside_the_text() {
    let messages = vec![Message::EngineReady, Message::ShowHits(true)];
    let reading = model("#q=peace&doc=a/0.txt&hit=1", messages);
    check(
        &reading,
        &["class=\"pages listed\"", "aria-posinset=\"1\"", "<mark class=\"hit\">peace</mark>"],
        &[],
    );
}

#[test]
fn suggestions_are_a_combobox() {
    let typed = vec![
        Message::EngineReady,
        Message::Typed("peac".into(), 4),
        Message::Frame,
        Message::StepSuggestion(1),
    ];
    check(
        &model("", typed),
        &[
            "role=\"combobox\"",
            "aria-expanded=\"true\"",
            "aria-activedescendant=\"suggestion-0\"",
            "role=\"listbox\"",
            "aria-selected=\"true\"",
            "1,204",
            "&lt;i&gt;Peace",
        ],
        &[],
    );
    let none = model("#q=peace", vec![Message::EngineReady]);
    check(&none, &["aria-expanded=\"false\""], &["role=\"listbox\"", "aria-controls"]);
}

#[test]
fn why_a_result_is_where_it_is() {
    let asked = vec![Message::EngineReady, Message::Explain("a/0.txt".into())];
    check(
        &model("#q=peace", asked),
        &[
            "Number 1 by relevance, with 3.00 points.",
            "312 words, 540 on average",
            "3 hits, 1 in the title",
            "peace plan, near each other",
            "1.50",
            "Too frequent to count: the.",
        ],
        &[],
    );
    check(&model("", vec![Message::EngineReady]), &[], &["Why here?"]);
}

#[test]
fn what_to_take_along() {
    let offered = |fragment| {
        model(fragment, vec![Message::EngineReady, Message::ShowDialog(Dialog::Export)])
    };
    let lines = offered("#view=concordance&q=peace&mark.a/0.txt=3");
    check(&lines, &["1,204 lines", "1 marked", "TSV", "Save as a file"], &["TXT"]);
    check(&offered("#q=peace"), &["2 documents", "TXT", "JSON"], &["TSV", "marked"]);
}

#[test]
fn the_views_of_the_story_are_offered_where_there_is_one() {
    let with = model("", vec![Message::EngineReady]);
    check(&with, &["People &amp; places", "Timeline", "compare-pick"], &[]);
    let without = model("#q=unread", vec![Message::EngineReady]);
    let mut without = without;
    without.about = None;
    check(&without, &["Concordance"], &["People &amp; places", "compare-pick"]);
}

#[test]
fn people_and_places() {
    let names = model("#view=people&q=peace", vec![Message::EngineReady]);
    check(
        &names,
        &[
            "2 names",
            "id=\"view\"",
            "<bdi>Olena &lt;Hrushko&gt;</bdi>",
            "Person",
            "3 mentions",
            "1 statement<",
            "data-row=\"1\"",
            "aria-posinset=\"2\"",
            "aria-pressed=\"true\">All<",
            "aria-current=\"page\"",
        ],
        &["role=\"alert\""],
    );
    let none = model("#view=people&q=nothing&names=place", vec![Message::EngineReady]);
    check(&none, &["Nothing of the kind", "Empty the search box", "Show all of them"], &[]);
    let mut unread = model("#view=people", vec![Message::EngineReady]);
    unread.about = Some(crate::page::windows::Shared::new(Default::default()));
    check(&unread, &["No names and statements here"], &["class=\"rows\""]);
}

#[test]
fn the_page_of_a_name() {
    let page = model("#view=people&name=Olena", vec![Message::EngineReady]);
    check(
        &page,
        &[
            "<h2 id=\"view\" tabindex=\"-1\" dir=\"auto\">Olena &lt;Hrushko&gt;</h2>",
            "All names",
            "Roles, as the texts give them",
            "mayor of the &lt;b&gt;town",
            "href=\"#view=people&amp;name=Olena&amp;doc=a/0.txt&amp;at=3-9\"",
            "Statements by this name",
            "We will <i>stay</i>".replace('<', "&lt;").replace('>', "&gt;").as_str(),
            "In the same documents",
            "20 November 2025: 3 mentions",
            "role=\"button\" tabindex=\"0\"",
            "May be the same",
            "<b class=\"piece\">Olena</b> spoke",
            "title before",
        ],
        &["[[names]]"],
    );
    let mut page = page;
    page.story.correction = Some(crate::page::correction::Correction {
        name: "O\"x".into(),
        aliases: vec!["Olenka".into()],
        ..Default::default()
    });
    check(
        &page,
        &["name = \"O\\\"x\"", "aliases = [\"Olenka\"]", "aria-pressed=\"true\">The same<"],
        &[],
    );
}

#[test]
fn statements() {
    let messages = || vec![Message::EngineReady];
    let named = model("#view=statements&speaker=Olena", messages());
    check(
        &named,
        &[
            "1 statement",
            "row statement-row",
            "Olena (1)",
            "Lviv (1)",
            "<h3 class=\"group-heading\"><bdi>0.txt</bdi><span class=\"quiet\">20 November 2025</span>",
            "<bdi>Olena</bdi></button> <span class=\"quiet\">“a spokesman”",
            "<span>told</span>",
            "a post on &lt;X&gt;</button>",
            "to reporters",
            "quoted 3 times",
            "<span>Quoted</span>",
            "why?</summary><span lang=\"en\">title before</span>",
        ],
        &["other-wording", "Said there: "],
    );
    let open = model("#view=statements&venue=X", messages());
    check(&open, &["class=\"open-speaker\">a spokesman<", "Said there: X"], &[]);
    let by_time = model("#view=statements&time=1", messages());
    check(
        &by_time,
        &[
            "<h3 class=\"group-heading\"><bdi>20 November 2025</bdi>",
            "<bdi title=\"a/0.txt\">0.txt",
        ],
        &[],
    );
    let alike = model("#view=statements&cluster=4", messages());
    check(
        &alike,
        &["We will stay", "<ins class=\"other-wording\">shall </ins>stay", "The same words"],
        &["<ins class=\"other-wording\">We"],
    );
}

#[test]
fn figures_and_dates() {
    let figures = model("#view=figures", vec![Message::EngineReady]);
    check(
        &figures,
        &[
            "1 figure",
            "<h3 class=\"group-heading\"><bdi>drones</bdi>",
            "<span class=\"qualifier\">at least </span>653 drones",
            "No source named",
        ],
        &[],
    );
    let dates = model("#view=timeline", vec![Message::EngineReady]);
    check(
        &dates,
        &[
            "3 dates",
            "<h3 class=\"group-heading\"><bdi>20 November 2025</bdi>",
            "<h3 class=\"group-heading\"><bdi>Undated</bdi><span class=\"quiet\">The texts do not say",
            "“on &lt;Thursday&gt;”",
            "counted from the document",
            "<title>21 November 2025: 1</title>",
            "1 without a date",
        ],
        &[],
    );
}

#[test]
fn the_reader_sets_a_passage_off() {
    let reading = model("#doc=a/0.txt&at=26-36", vec![Message::EngineReady]);
    let piece = "<span class=\"passage\">Talks of </span>\
                 <span class=\"passage\"><mark class=\"hit\" data-hit=\"0\">p</mark></span>";
    check(&reading, &[piece, "<mark class=\"hit\" data-hit=\"0\">eace</mark>.</p>"], &[]);
}

#[test]
fn names_that_stand_together() {
    let all = model("#view=people&network=1", vec![Message::EngineReady]);
    check(&all, &["2 names", "stroke-width=\"6\"", "M60 5C", "0 documents"], &["3 sentences"]);
    let one = model("#view=people&network=1&with=Olena", vec![Message::EngineReady]);
    check(&one, &["3 sentences", "aria-pressed=\"true\""], &[]);
}

#[test]
fn accounts_side_by_side() {
    let none = model("#view=compare&compare=a/0.txt", vec![Message::EngineReady]);
    check(&none, &["Two accounts side by side", "Pick documents", "a/0.txt"], &[]);
    let two = model("#view=compare&compare=a/0.txt&compare=b.txt", vec![Message::EngineReady]);
    check(
        &two,
        &[
            "Told by more than one",
            "<mark class=\"shared\">Hrushko</mark>",
            "653",
            "651",
            "wording",
            "Told by one only",
            "<b class=\"letter\">B</b>",
            "Show more",
        ],
        &["Filters"],
    );
}

#[test]
fn what_others_tell_stands_in_the_reader() {
    let messages = vec![Message::EngineReady, Message::ShowTelling(Some(0))];
    let reading = model("#doc=told.txt&at=26-31", messages);
    check(
        &reading,
        &[
            "<span class=\"passage\">Talks</span><span class=\"told\"> of </span>",
            "class=\"told-mark\"",
            "aria-expanded=\"true\"",
            "1 other passage tells this",
            "class=\"others\"",
            "Told elsewhere",
            "nearly the same text",
        ],
        &[],
    );
}

#[test]
fn about_and_help_in_every_language() {
    let about = model("#view=about", vec![Message::EngineReady]);
    check(&about, &["20 November 2025 – December 2025", "1.5 kB", "<code>TEXT</code>"], &[]);
    for (tag, word) in [("en", "How to search"), ("de", "So wird gesucht"), ("uk", "Як шукати")]
    {
        let options = Options { texts: Some(Texts::of(tag)), ..Options::default() };
        let messages = vec![
            Message::EngineReady,
            Message::OptionsChanged(options),
            Message::ShowDialog(Dialog::Help),
        ];
        check(&model("", messages), &[word, &format!("lang=\"{tag}\""), "<kbd>j</kbd>"], &[]);
    }
}
