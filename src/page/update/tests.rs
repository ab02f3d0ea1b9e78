//! The behaviour of the page: a script of messages, and what is asked, shown
//! and done.

use super::*;
use crate::page::filters::Side;
use crate::page::languages::Texts;
use crate::page::message::{Copying, Stroke};
use crate::page::model::{
    LINES_IN_CHUNK, PARAGRAPHS_IN_CHUNK, RESULTS_IN_CHUNK, ROWS_IN_CHUNK, Setup,
};
use crate::page::windows::Seen;
use crate::request::{DocumentRequest, Mode, SearchRequest, Sort};
use crate::response::{
    Bar, DateUnit, DocumentResponse, Facet, FacetState, FacetValue, FoundDocument, Histogram,
    Mark, Paragraph, QueryEcho, Run, SearchResponse,
};

/// A page and what it wanted.
pub(super) struct Script {
    pub(super) model: Model,
    pub(super) effects: Vec<Effect>,
}

impl Script {
    pub(super) fn at(fragment: &str) -> Self {
        let setup = Setup {
            full_page: true,
            page_url: Some("https://example.org/corpus/".into()),
            title: None,
            texts: Texts::of("en"),
        };
        let model = Model::new(setup, Options::default(), fragment);
        Self { model, effects: Vec::new() }
    }

    /// A page of some documents, loaded, at a place.
    pub(super) fn ready(fragment: &str, documents: u32) -> Self {
        let mut script = Self::at(fragment);
        script.send(Message::EngineReady);
        script.find(documents);
        script
    }

    pub(super) fn send(&mut self, message: Message) -> &mut Self {
        self.effects = update(&mut self.model, message);
        self
    }

    pub(super) fn asked(&self, slot: Slot) -> Option<(u32, &Request)> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Ask(asked, ticket, request) if *asked == slot => Some((*ticket, request)),
            _ => None,
        })
    }

    pub(super) fn search_asked(&self) -> &SearchRequest {
        match self.asked(Slot::Search).or_else(|| self.asked(Slot::MoreResults)) {
            Some((_, Request::Search(request))) => request,
            other => panic!("no search was asked for but {other:?}"),
        }
    }

    pub(super) fn document_asked(&self) -> &DocumentRequest {
        match self.asked(Slot::Document).or_else(|| self.asked(Slot::MoreText)) {
            Some((_, Request::Document(request))) => request,
            other => panic!("no document was asked for but {other:?}"),
        }
    }

    /// Answers the search just asked for out of a list of documents.
    pub(super) fn find(&mut self, total: u32) -> &mut Self {
        let (slot, (ticket, request)) = [Slot::Search, Slot::MoreResults, Slot::Facets]
            .into_iter()
            .find_map(|slot| Some((slot, self.asked(slot)?)))
            .expect("a search was asked for");
        let Request::Search(request) = request else { panic!("not a search") };
        let answer = Response::Search(search(request, total));
        self.send(Message::answered(slot, ticket, Ok(Box::new(answer))))
    }

    /// Answers the document just asked for: of so many paragraphs, each with
    /// one hit.
    pub(super) fn show(&mut self, paragraphs: u32) -> &mut Self {
        let (slot, (ticket, request)) = [Slot::Document, Slot::MoreText]
            .into_iter()
            .find_map(|slot| Some((slot, self.asked(slot)?)))
            .expect("a document was asked for");
        let Request::Document(request) = request else { panic!("not a document") };
        let answer = Response::Document(document(request, paragraphs));
        self.send(Message::answered(slot, ticket, Ok(Box::new(answer))))
    }

    pub(super) fn does(&self, effect: &Effect) -> bool {
        self.effects.contains(effect)
    }
}

/// Scrolled to the middle of a chunk of guessed height, on a screen as high.
pub(super) fn looked(list: List, chunk: i64, heights: Vec<(u32, u32)>) -> Message {
    let height = match list {
        List::Results => i64::from(RESULTS_IN_CHUNK) * 116,
        List::Text => i64::from(PARAGRAPHS_IN_CHUNK) * 96,
        List::Lines => i64::from(LINES_IN_CHUNK) * 28,
        List::Hits => i64::from(LINES_IN_CHUNK) * 52,
        List::Story => i64::from(ROWS_IN_CHUNK) * 64,
    };
    Message::Looked(list, Seen { top: chunk * height + 1, height: height - 2, heights })
}

pub(super) fn path(number: u32) -> String {
    format!("doc-{number:05}.txt")
}

fn plain_run(text: String) -> Run {
    Run { text, mark: Mark::Plain }
}

fn search(request: &SearchRequest, total: u32) -> SearchResponse {
    let end = (request.offset + request.limit).min(total);
    let documents = (request.offset..end).map(|number| FoundDocument {
        path: path(number),
        id: None,
        title: vec![plain_run(format!("Title {number}"))],
        titled: true,
        date: None,
        language: None,
        fields: Vec::new(),
        score: 0.0,
        hits: 1,
        snippet: Vec::new(),
        hit_places: Vec::new(),
    });
    let values = (0..request.facet_limit.min(40)).map(|value| FacetValue {
        value: Some(format!("value {value}")),
        documents: 1,
        state: FacetState::Free,
    });
    let bars = (1..=9).map(|month| Bar {
        from: format!("2025-{month:02}"),
        to: format!("2025-{month:02}"),
        documents: 1,
        all: 1,
    });
    SearchResponse {
        query: QueryEcho { text: request.query.clone(), ..QueryEcho::default() },
        total_documents: total,
        total_hits: total.into(),
        corpus_documents: total,
        documents: documents.collect(),
        facets: vec![Facet {
            field: "source".into(),
            label: "Source".into(),
            values: values.collect(),
            total_values: 40,
        }],
        dates: Some(Histogram {
            unit: DateUnit::Month,
            bars: bars.collect(),
            step: 1,
            undated: 0,
            partial: 0,
        }),
    }
}

fn document(request: &DocumentRequest, total: u32) -> DocumentResponse {
    let end = (request.first_paragraph + request.paragraphs).min(total);
    let paragraphs = (request.first_paragraph..end).map(|number| Paragraph {
        start: number * 10,
        runs: vec![Run { text: format!("paragraph {number}\n"), mark: Mark::Hit(number) }],
    });
    let hits = if request.query.is_empty() { 0 } else { total };
    DocumentResponse {
        path: request.path.clone(),
        title: vec![plain_run("A title".into())],
        titled: true,
        total_paragraphs: total,
        first_paragraph: request.first_paragraph,
        paragraphs: paragraphs.collect(),
        hit_paragraphs: (0..hits).map(Some).collect(),
        previous: Some("before.txt".into()),
        ..DocumentResponse::default()
    }
}

#[test]
fn nothing_is_asked_before_the_engine_is_ready_and_then_everything_at_once() {
    let mut script = Script::at("#q=peace&doc=a.txt&hit=2");
    script.send(Message::Typed("peace plan".into(), u32::MAX)).send(Message::Frame);
    assert!(script.asked(Slot::Search).is_none());
    script.send(Message::Progress(40)).send(Message::Progress(30));
    assert_eq!(script.model.engine, Engine::Loading { percent: 40 });
    script.send(Message::EngineReady);
    assert_eq!(script.search_asked().query, "peace plan");
    assert_eq!(script.document_asked().path, "a.txt");
    assert!(script.asked(Slot::About).is_some());
}

#[test]
fn typing_asks_once_a_frame_and_late_answers_are_dropped() {
    let mut script = Script::ready("", 5);
    script.send(Message::Typed("p".into(), u32::MAX));
    assert_eq!(script.effects[0], Effect::NextFrame);
    script.send(Message::Typed("pe".into(), u32::MAX));
    assert!(!script.does(&Effect::NextFrame), "one frame for two keys");
    script.send(Message::Frame);
    assert_eq!(script.search_asked().query, "pe");
    let (late, _) = script.asked(Slot::Search).expect("it was asked for");

    script.send(Message::Typed("pea".into(), u32::MAX)).send(Message::Frame);
    let answer = Response::Search(search(&SearchRequest::default(), 99));
    let (newer, _) = script.asked(Slot::Search).expect("it was asked for");
    script.send(Message::answered(Slot::Search, late, Ok(Box::new(answer.clone()))));
    assert_eq!(script.model.results.windows.total(), 5, "what was shown stays");
    assert!(script.model.searching());
    script.send(Message::answered(Slot::Search, newer, Ok(Box::new(answer))));
    assert_eq!(script.model.results.windows.total(), 99);
    assert!(!script.model.searching());
}

#[test]
fn the_address_follows_only_on_a_page_of_its_own() {
    let mut script = Script::ready("", 5);
    script.send(Message::ChooseSort(Sort::Newest));
    assert!(script.does(&Effect::ShowFragment("sort=newest".into())));
    script.send(Message::ChooseSort(Sort::Newest));
    assert!(!script.does(&Effect::ShowFragment("sort=newest".into())), "nothing changed");

    script.model.setup.full_page = false;
    script.send(Message::ChooseMode(Mode::Any));
    let shown = script.effects.iter().any(|it| matches!(it, Effect::ShowFragment(_)));
    assert!(!shown, "an element leaves the address of its page alone");
}

#[test]
fn scrolling_asks_for_what_is_near_and_not_twice() {
    let mut script = Script::ready("", 10_000);
    script.send(looked(List::Results, 101, vec![(0, 2_320)]));
    let asked = script.search_asked();
    assert_eq!((asked.offset, asked.limit, asked.facet_limit), (2_000, 60, 0));
    let window = script.effects.clone();
    script.send(looked(List::Results, 102, Vec::new()));
    assert!(script.asked(Slot::MoreResults).is_none(), "one window at a time");
    script.effects = window;
    script.find(10_000);
    assert_eq!(script.search_asked().offset, 2_060, "then the rest");
    assert_eq!(script.model.results.windows.blank(0..1), 2_320);
    assert!(script.model.results.windows.chunk(101).is_some());
}

#[test]
fn arrows_enter_and_escape() {
    let mut script = Script::ready("", 45);
    script.send(Message::Step(1));
    assert!(script.does(&Effect::Focus(Target::Result(0))));
    script.send(Message::Step(-1));
    assert!(script.does(&Effect::Focus(Target::Search)));
    script.send(Message::Step(1)).send(Message::Step(1));
    script.send(Message::Open(path(1), Some(1)));
    assert_eq!(script.document_asked().path, path(1));
    assert!(script.does(&Effect::ShowFragment(format!("doc={}", path(1)))));
    script.show(3);
    assert!(script.does(&Effect::Focus(Target::Reader)));
    script.send(Message::Escape);
    assert!(script.does(&Effect::Focus(Target::Result(1))));
    assert_eq!(script.model.reader, None);
    script.send(Message::Escape);
    assert!(script.does(&Effect::Focus(Target::Search)));
}

#[test]
fn enter_goes_to_the_first_result_of_what_was_typed() {
    let mut script = Script::ready("", 5);
    script.send(Message::Typed("peace".into(), u32::MAX)).send(Message::Submitted);
    assert_eq!(script.search_asked().query, "peace");
    script.find(3);
    assert!(script.does(&Effect::Focus(Target::Result(0))));
}

#[test]
fn enter_without_a_result_does_not_take_the_keyboard_later() {
    let mut script = Script::ready("", 5);
    script.send(Message::Typed("zz".into(), u32::MAX)).send(Message::Submitted).find(0);
    script.send(Message::Typed("z".into(), u32::MAX)).send(Message::Frame).find(5);
    assert!(!script.does(&Effect::Focus(Target::Result(0))));
    script.send(Message::Typed("y".into(), u32::MAX)).send(Message::Submitted);
    script.send(Message::Typed("yy".into(), u32::MAX)).send(Message::Frame).find(5);
    assert!(!script.does(&Effect::Focus(Target::Result(0))));
}

#[test]
fn an_item_that_is_not_held_is_asked_for_before_it_gets_the_keyboard() {
    let mut script = Script::ready("", 100);
    for _ in 0..RESULTS_IN_CHUNK {
        script.send(Message::Step(1));
    }
    script.send(Message::Step(1));
    assert_eq!(script.search_asked().offset, 20);
    let asked = script.effects.clone();
    script.send(looked(List::Results, 4, Vec::new()));
    assert_eq!(script.effects, [], "what is seen meanwhile does not count");
    script.effects = asked;
    script.find(100);
    assert!(script.does(&Effect::Focus(Target::Result(20))));
}

#[test]
fn the_next_document_may_lie_beyond_what_is_held() {
    let mut script = Script::ready("#q=a", 100);
    script.send(Message::Open(path(19), Some(19))).show(1);
    script.send(Message::StepDocument(1));
    assert_eq!(script.search_asked().offset, 20);
    script.find(100);
    assert_eq!(script.document_asked().path, path(20));
    assert_eq!(script.model.reader.as_ref().and_then(|reader| reader.position), Some(20));
    script.show(1).send(Message::Open(path(99), Some(99)));
    script.show(1).send(Message::StepDocument(1));
    assert_eq!(script.effects, [], "after the last there is none");
}

#[test]
fn a_document_outside_the_results_has_the_corpus_around_it() {
    let mut script = Script::at("#doc=other.txt");
    script.send(Message::EngineReady);
    let asked = script.effects.clone();
    script.find(5);
    script.effects = asked;
    script.show(1);
    script.send(Message::StepDocument(-1));
    assert_eq!(script.document_asked().path, "before.txt");
    script.send(Message::StepDocument(1));
    assert_eq!(script.effects, [], "its answer is not there yet");
}

#[test]
fn a_document_opens_at_its_first_hit_and_hits_go_round() {
    let mut script = Script::ready("#q=word", 5);
    script.send(Message::Open(path(0), Some(0))).show(3);
    assert!(script.does(&Effect::ScrollToHit(0)));
    assert_eq!(script.model.place.hit, Some(0));
    script.send(Message::StepHit(-1));
    assert!(script.does(&Effect::ScrollToHit(2)));
    assert!(script.does(&Effect::ShowFragment("q=word&doc=doc-00000.txt&hit=3".into())));
    script.send(Message::StepHit(1));
    assert!(script.does(&Effect::ScrollToHit(0)));
}

#[test]
fn a_hit_far_down_is_asked_for_before_it_is_scrolled_to() {
    let mut script = Script::at("#q=word&doc=long.txt&hit=5000");
    script.send(Message::EngineReady).show(9_000);
    let asked = script.document_asked();
    assert_eq!((asked.first_paragraph, asked.paragraphs), (4_950, 90));
    assert!(!script.does(&Effect::ScrollToHit(4_999)));
    script.show(9_000);
    assert!(script.does(&Effect::ScrollToHit(4_999)));
    let held = script.model.reader.as_ref().map(|reader| reader.windows.held().count());
    assert!(held.is_some_and(|held| held <= 9 * PARAGRAPHS_IN_CHUNK as usize), "{held:?}");
}

#[test]
fn a_link_to_a_hit_that_is_no_more_goes_to_the_last() {
    let mut script = Script::at("#q=word&doc=a.txt&hit=99");
    script.send(Message::EngineReady).show(3);
    assert_eq!(script.model.place.hit, Some(2));
}

#[test]
fn without_hits_a_document_opens_at_its_beginning() {
    let mut script = Script::ready("", 5);
    script.send(Message::Open(path(0), Some(0))).show(3);
    assert!(script.does(&Effect::ScrollToTop(List::Text)));
    script.send(Message::StepHit(1));
    assert_eq!(script.effects, []);
}

#[test]
fn a_new_query_marks_the_open_document_anew_and_does_not_move_it() {
    let mut script = Script::ready("#q=word", 5);
    script.send(Message::Open(path(2), Some(2))).show(500);
    script.send(looked(List::Text, 5, Vec::new())).show(500);
    script.send(Message::Typed("other".into(), u32::MAX)).send(Message::Frame);
    let asked = script.document_asked();
    assert_eq!(asked.query, "other");
    assert_eq!((asked.first_paragraph, asked.paragraphs), (120, 90));
    assert_eq!(script.model.place.hit, None);
    script.show(500);
    let moved = script.effects.iter().any(|effect| {
        matches!(effect, Effect::ScrollToHit(_) | Effect::ScrollToTop(_) | Effect::Focus(_))
    });
    assert!(!moved, "{:?}", script.effects);
}

#[test]
fn an_unknown_document_says_so_and_leads_back() {
    let mut script = Script::at("#doc=gone.txt");
    script.send(Message::EngineReady);
    let (ticket, _) = script.asked(Slot::Document).expect("it was asked for");
    let failed = Response::Failed("There is no such document.".into());
    script.send(Message::answered(Slot::Document, ticket, Ok(Box::new(failed))));
    let error = script.model.reader.as_ref().and_then(|reader| reader.error.clone());
    assert_eq!(error.as_deref(), Some("There is no such document."));
    script.send(Message::Close);
    assert!(script.does(&Effect::ShowFragment(String::new())));
}

#[test]
fn filters_ask_and_clear() {
    let mut script = Script::ready("", 5);
    script.send(Message::Toggle("source".into(), Some("Wire".into()), Side::Include));
    assert_eq!(script.search_asked().filters.len(), 1);
    script.send(Message::SetDates(DateRange { from: Some("2025-11".into()), to: None }));
    assert_eq!(script.search_asked().filters.len(), 2);
    script.send(Message::ClearFilters);
    assert_eq!(script.search_asked().filters, []);
}

#[test]
fn dates_are_drawn_typed_and_refused() {
    let mut script = Script::ready("", 5);
    script.send(Message::DrawDates(Stroke::Goes, 3));
    assert_eq!(script.model.date_entry.drawn, None, "the pointer only passes");
    script.send(Message::DrawDates(Stroke::Begins, 4));
    script.send(Message::DrawDates(Stroke::Goes, 2));
    script.find_nothing();
    script.send(Message::DrawDates(Stroke::Ends, 1));
    let range = DateRange { from: Some("2025-02".into()), to: Some("2025-05".into()) };
    assert_eq!(script.model.place.filters.dates, range);
    script.find(5);

    script.send(Message::TypeDates("soon".into(), String::new()));
    assert_eq!(script.model.place.filters.dates, range, "what cannot be used changes nothing");
    assert!(script.model.date_entry.refused.is_some());
    script.find_nothing();
    script.send(Message::TypeDates("2025-03".into(), String::new()));
    assert!(script.model.date_entry.refused.is_none());
    assert!(script.asked(Slot::Search).is_some());
}

impl Script {
    fn find_nothing(&self) {
        assert!(self.asked(Slot::Search).is_none(), "nothing is to be asked for");
    }
}

#[test]
fn a_facet_shown_whole_asks_for_all_its_values_and_keeps_the_list() {
    let mut script = Script::ready("", 5);
    script.send(Message::ExpandFacet("source".into(), true));
    match script.asked(Slot::Facets) {
        Some((_, Request::Search(request))) => {
            assert_eq!((request.limit, request.facet_limit), (0, 1_000));
        }
        other => panic!("not the facets: {other:?}"),
    }
    script.find(5);
    let answer = script.model.results.answer.as_deref().expect("there is an answer");
    assert_eq!(answer.facets[0].values.len(), 40);
    assert!(script.model.results.windows.get(4).is_some());
    script.send(Message::ExpandFacet("source".into(), false));
    assert!(script.asked(Slot::Facets).is_none());
}

#[test]
fn typing_leads_to_what_it_finds() {
    let mut script = Script::ready("#view=about", 5);
    assert_eq!(script.model.place.view, View::About);
    script.send(Message::Typed("peace".into(), u32::MAX));
    assert_eq!(script.model.place.view, View::Documents);
}

#[test]
fn another_fragment_moves_only_what_differs() {
    let mut script = Script::ready("#q=peace", 5);
    script.send(Message::FragmentChanged("#q=peace&doc=a.txt".into()));
    assert!(script.asked(Slot::Search).is_none());
    assert_eq!(script.document_asked().path, "a.txt");
    script.send(Message::FragmentChanged("#q=war&view=about&what".into()));
    assert_eq!(script.search_asked().query, "war");
    assert_eq!(script.model.reader, None);
    assert_eq!(script.model.notice, Some(Notice::OddLink(vec!["what".into()])));
    let shown = script.effects.iter().any(|it| matches!(it, Effect::ShowFragment(_)));
    assert!(!shown, "the address is as it was set");
}

#[test]
fn options_of_the_page_around() {
    let mut script = Script::ready("", 5);
    let options = Options {
        query: Some("talks".into()),
        view: Some("about".into()),
        texts: Some(Texts::of("uk")),
        theme: Some("dark".into()),
    };
    script.send(Message::OptionsChanged(options.clone()));
    assert_eq!(script.search_asked().query, "talks");
    assert_eq!(script.model.place.view, View::About);
    assert_eq!(script.model.texts.tag(), "uk");
    assert!(script.model.dark());
    script.send(Message::Remembered(Memory::Theme, "light".into()));
    assert!(script.model.dark(), "what the page around says counts for more");
    script.send(Message::OptionsChanged(options));
    assert_eq!(script.effects, []);
}

#[test]
fn copies() {
    let mut script = Script::ready("#q=word", 5);
    script.send(Message::Open(path(0), Some(0))).show(2);
    script.send(Message::Copy(Copying::Link));
    let link = "https://example.org/corpus/#q=word&doc=doc-00000.txt&hit=1";
    assert_eq!(script.effects, [Effect::Copy(Copying::Link, link.into())]);
    script.send(Message::Copy(Copying::Citation));
    let citation = "“A title”. doc-00000.txt. https://example.org/corpus/#doc=doc-00000.txt";
    assert_eq!(script.effects, [Effect::Copy(Copying::Citation, citation.into())]);
    script.send(Message::CopyDone(Copying::Link, Ok(())));
    assert_eq!(script.effects, [Effect::DropNoticeLater]);
    script.send(Message::CopyDone(Copying::Link, Err(link.into())));
    assert_eq!(script.model.notice, Some(Notice::CopyByHand(link.into())));
    script.send(Message::Escape);
    assert_eq!(script.model.notice, None);
}

#[test]
fn the_theme_goes_round_and_its_first_step_is_seen() {
    for system_dark in [false, true] {
        let mut script = Script::ready("", 5);
        script.send(Message::SystemDark(system_dark));
        script.send(Message::NextTheme);
        assert_eq!(script.model.dark(), !system_dark);
        script.send(Message::NextTheme).send(Message::NextTheme);
        assert_eq!(script.model.theme, Theme::Auto);
        assert!(script.does(&Effect::Remember(Memory::Theme, "auto".into())));
    }
}

#[test]
fn an_engine_that_fails_later_says_why_and_keeps_what_is_shown() {
    let mut script = Script::ready("", 5);
    script.send(Message::ChooseSort(Sort::Title));
    let (ticket, _) = script.asked(Slot::Search).expect("it was asked for");
    script.send(Message::answered(Slot::Search, ticket, Err("The engine stopped.".into())));
    assert_eq!(script.model.results.error.as_deref(), Some("The engine stopped."));
    script.send(Message::ChooseSort(Sort::Newest)).find(2);
    assert_eq!(script.model.results.error, None);
}
