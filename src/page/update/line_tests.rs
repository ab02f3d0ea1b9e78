//! The behaviour of the concordance, the list of hits, the export, suggestions
//! and explanations: a script of messages, and what is asked, shown and done.

use super::tests::{Script, looked, path};
use super::*;
use crate::page::export::{Format, Output, Wish};
use crate::page::lines::{LineSettings, sort_key_named};
use crate::page::message::{Dialog, Pick};
use crate::page::model::LINES_IN_CHUNK;
use crate::page::windows::Seen;
use crate::request::{ConcordanceKey, ConcordanceRequest, LineId, Mode, Syntax};
use crate::response::{
    ConcordanceLine, ConcordanceResponse, ExplainResponse, SearchResponse, SuggestResponse,
    Suggestion, SuggestionKind,
};

impl Script {
    fn lines_asked(&self) -> &ConcordanceRequest {
        let slots = [Slot::Lines, Slot::MoreLines, Slot::Hits, Slot::Export];
        match slots.into_iter().find_map(|slot| self.asked(slot)) {
            Some((_, Request::Concordance(request))) => request,
            other => panic!("no concordance was asked for but {other:?}"),
        }
    }

    fn asks_lines(&self) -> bool {
        self.asked(Slot::Lines).or_else(|| self.asked(Slot::MoreLines)).is_some()
    }

    /// Answers the concordance just asked for out of so many lines: line n is
    /// in document n, after 10 n words; in one document, each after 10 more.
    fn line_up(&mut self, total: u32) -> &mut Self {
        let slots = [Slot::Lines, Slot::MoreLines, Slot::Hits, Slot::Export];
        let (slot, ticket, request) = slots
            .into_iter()
            .find_map(|slot| match self.asked(slot)? {
                (ticket, Request::Concordance(request)) => Some((slot, ticket, request)),
                _ => None,
            })
            .expect("a concordance was asked for");
        let of_one = request.only.clone();
        let end = (request.offset + request.limit).min(total);
        let lines = (request.offset..end).map(|number| ConcordanceLine {
            path: of_one.as_ref().map_or_else(|| path(number), |(_, path)| path.clone()),
            date: None,
            language: None,
            field: String::new(),
            left: String::new(),
            matched: "peace".into(),
            right: String::new(),
            hit: 10 * number,
            place: None,
            token_start: 0,
            token_end: 0,
            depth: 0,
        });
        let answer = Response::Concordance(ConcordanceResponse {
            total_hits: total.into(),
            total_lines: total,
            lines: lines.collect(),
            ..ConcordanceResponse::default()
        });
        self.send(Message::answered(slot, ticket, Ok(Box::new(answer))))
    }

    fn line_up_all(&mut self, total: u32) -> &mut Self {
        while self.asks_lines() {
            self.line_up(total);
        }
        self
    }

    /// A concordance of so many lines.
    fn concordance(total: u32) -> Self {
        let mut script = Self::at("#view=concordance&q=peace");
        script.send(Message::EngineReady);
        script.line_up(total);
        script
    }

    fn set(&mut self, change: impl FnOnce(&mut LineSettings)) -> &mut Self {
        let mut settings = self.model.place.lines.clone();
        change(&mut settings);
        self.send(Message::SetLines(Box::new(settings)))
    }
}

#[test]
fn a_concordance_is_asked_for_while_it_is_shown_and_once() {
    let mut script = Script::ready("#q=peace", 10);
    assert!(!script.asks_lines());
    script.send(Message::Go(View::Concordance));
    assert_eq!(script.lines_asked().query, "peace");
    script.line_up(7).send(Message::Go(View::Documents));
    assert!(!script.send(Message::Go(View::Concordance)).asks_lines(), "it is still the same");
    script.send(Message::Typed("peace plan".into(), u32::MAX)).send(Message::Frame);
    assert_eq!(script.lines_asked().query, "peace plan");
    script.send(Message::Typed(" ".into(), u32::MAX)).send(Message::Frame);
    assert!(!script.asks_lines() && script.model.lines.answer.is_none(), "nothing to look for");
}

#[test]
fn settings_ask_anew_and_stand_in_the_address() {
    let mut script = Script::concordance(500);
    script.set(|it| it.sort.extend(sort_key_named("1R")));
    assert_eq!(script.lines_asked().sort.len(), 1);
    assert_eq!(script.model.fragment, "view=concordance&q=peace&by=1R");
    script.line_up(500).set(|it| it.column = Some(ConcordanceKey::Field("source".into())));
    assert_eq!(script.lines_asked().field.as_deref(), Some("source"));
    script.line_up(500).set(|it| it.only = Some((ConcordanceKey::Position(1), "she".into())));
    script.line_up(3).send(Message::FragmentChanged("#view=concordance&q=peace".into()));
    assert_eq!(
        (script.lines_asked().only.as_ref(), script.lines_asked().sort.len()),
        (None, 0)
    );
}

#[test]
fn scrolling_and_keys_reach_every_line() {
    let mut script = Script::concordance(100_000);
    script.send(looked(List::Lines, 900, vec![]));
    let asked = script.lines_asked();
    assert_eq!(asked.offset % LINES_IN_CHUNK, 0);
    assert!((asked.offset..asked.offset + asked.limit).contains(&(900 * LINES_IN_CHUNK)));
    script.line_up_all(100_000);
    script.send(Message::Selected(45_010)).send(Message::Step(15));
    assert!(script.does(&Effect::Focus(Target::Line(45_025))));
    script.send(Message::Step(i32::MAX));
    assert_eq!(script.lines_asked().offset, 99_900, "the end is not held yet");
    script.line_up(100_000);
    assert!(script.does(&Effect::Focus(Target::Line(99_999))));
    script.line_up_all(100_000).send(Message::Step(-i32::MAX)).line_up(100_000);
    assert!(script.does(&Effect::Focus(Target::Line(0))));
    assert!(script.send(Message::Step(-1)).does(&Effect::Focus(Target::Search)));
}

#[test]
fn lines_are_marked_excluded_and_had_back() {
    let mut script = Script::concordance(20);
    script.send(Message::Selected(2)).send(Message::Pick(Pick::Mark, None));
    assert_eq!(script.model.fragment, "view=concordance&q=peace&mark.doc-00002.txt=20");
    assert!(!script.asks_lines(), "a mark changes no line");
    script.send(Message::Pick(Pick::Exclude, None));
    assert_eq!(script.lines_asked().exclude, [LineId { path: path(2), hit: 20 }]);
    assert_eq!(script.model.notice, Some(Notice::Excluded));
    script.line_up(19);
    assert!(script.does(&Effect::Focus(Target::Line(2))), "the line after it");
    assert!(!script.does(&Effect::ScrollToTop(List::Lines)));
    script.send(Message::UndoExclusion);
    assert!(script.lines_asked().exclude.is_empty());
    script.line_up(20);
    script.send(Message::UndoExclusion).send(Message::Pick(Pick::Mark, Some(2)));
    assert_eq!(script.model.fragment, "view=concordance&q=peace");
    assert!(script.send(Message::Pick(Pick::Mark, Some(99))).effects.is_empty());
}

#[test]
fn far_down_a_line_is_excluded_without_a_jump() {
    let mut script = Script::concordance(100_000);
    script.send(looked(List::Lines, 900, vec![])).line_up_all(100_000);
    script.send(Message::Pick(Pick::Exclude, Some(45_010)));
    let asked = script.lines_asked();
    assert!((asked.offset..asked.offset + asked.limit).contains(&45_010));
    script.line_up(99_999);
    assert!(script.does(&Effect::Focus(Target::Line(45_010))));
    assert_eq!(script.model.lines.windows.get(45_010).map(|line| line.hit), Some(450_100));
}

#[test]
fn a_broader_search_names_the_words_that_are_not_wanted() {
    let mut script = Script::ready("#q=peace", 10);
    script.send(Message::SetBroader(true)).find(12);
    script.send(Message::WithoutWord("truce".into()));
    assert_eq!(script.search_asked().without, ["truce"]);
    assert_eq!(script.model.fragment, "q=peace&broader=1&without=truce");
    script.send(Message::SetBroader(false));
    assert_eq!(script.model.fragment, "q=peace");
}

#[test]
fn a_line_opens_its_document_at_its_hit() {
    let mut script = Script::concordance(20);
    script.send(Message::OpenLine(3));
    assert!(script.model.fragment.ends_with("&doc=doc-00003.txt&word=30"));
    script.show(40);
    let asked = script.lines_asked();
    assert_eq!(asked.only, Some((ConcordanceKey::Document, path(3))));
    assert!(asked.filters.is_empty() && asked.sort.is_empty());
    script.line_up(40);
    assert!(script.does(&Effect::ScrollToHit(3)), "{:?}", script.effects);
    assert!(script.model.fragment.ends_with("&doc=doc-00003.txt&hit=4"));

    script.send(Message::StepDocument(1)).show(40).line_up(40);
    assert_eq!(script.model.reader.as_ref().and_then(|it| it.position), Some(4));
    script.send(Message::Escape);
    assert!(script.does(&Effect::Focus(Target::Line(4))));
}

#[test]
fn a_hit_far_down_is_looked_for_in_pieces() {
    let mut script = Script::at("#q=peace&doc=a.txt&word=11995");
    script.send(Message::EngineReady);
    script.show(4_000);
    script.line_up(4_000);
    assert_eq!(script.lines_asked().offset, 1_000);
    script.line_up(4_000);
    assert_eq!(script.model.place.hit, Some(1_200), "the next one, where it is not there");
}

#[test]
fn hits_are_listed_when_they_are_asked_for() {
    let mut script = Script::ready("#q=peace&doc=doc-00000.txt", 3);
    script.send(Message::FragmentChanged("#q=peace&doc=doc-00001.txt".into())).show(500);
    assert!(script.asked(Slot::Hits).is_none());
    script.send(Message::ShowHits(true));
    assert_eq!(script.lines_asked().limit, LINES_IN_CHUNK);
    script.line_up(500).send(looked(List::Hits, 5, vec![]));
    assert!(script.lines_asked().offset >= 3 * LINES_IN_CHUNK);
    script.line_up(500).send(Message::GoToHit(260));
    assert!(script.model.fragment.ends_with("hit=261"));
    let seen = Seen { top: -1, height: 100, heights: vec![] };
    assert!(script.send(Message::Looked(List::Hits, seen)).asked(Slot::MoreText).is_none());
}

#[test]
fn an_export_fetches_everything_and_hands_it_over() {
    let mut script = Script::concordance(2_500);
    script.send(Message::Pick(Pick::Mark, Some(7))).send(Message::ShowDialog(Dialog::Export));
    script.send(Message::StartExport(Output::File));
    script.line_up(2_500).line_up(2_500).line_up(2_500);
    let saved = script.effects.iter().find_map(|effect| match effect {
        Effect::Save(name, "text/csv", text) => Some((name.as_str(), text.lines().count())),
        _ => None,
    });
    assert_eq!(saved, Some(("concordance-peace.csv", 2_501)));
    assert!(script.does(&Effect::Dialog(Dialog::Export, false)));

    let wish = Wish { format: Format::Tsv, marked: true };
    script.send(Message::WishExport(wish)).send(Message::StartExport(Output::Clipboard));
    script.line_up(2_500).line_up(2_500).line_up(2_500);
    let row = "line\tdocument\tdate\tleft\tmatch\tright\tword\tmarked\n\
               8\tdoc-00007.txt\t\t\tpeace\t\t70\t1\n";
    assert!(script.does(&Effect::Copy(Copying::Export, row.into())), "{:?}", script.effects);
}

#[test]
fn an_export_can_be_given_up_and_fails_with_a_sentence() {
    let mut script = Script::ready("#q=peace", 300);
    script.send(Message::ShowDialog(Dialog::Export));
    script.send(Message::WishExport(Wish { format: Format::Text, marked: false }));
    script.send(Message::StartExport(Output::File));
    let (ticket, _) = script.asked(Slot::Export).expect("the documents are asked for");
    script.send(Message::CloseDialog);
    assert!(script.does(&Effect::GiveUp(Slot::Export)));
    script.send(Message::answered(Slot::Export, ticket, Err("too late".into())));
    assert!(script.effects.is_empty() && script.model.export.error.is_none());
    script.send(Message::StartExport(Output::File));
    let (ticket, _) = script.asked(Slot::Export).expect("the documents are asked for");
    script.send(Message::answered(Slot::Export, ticket, Err("It stopped.".into())));
    assert_eq!(script.model.export.error.as_deref(), Some("It stopped."));
}

/// What the engine offers at the end of `peace pl`.
fn offers(script: &mut Script) {
    let (ticket, request) = script.asked(Slot::Suggest).expect("suggestions are asked for");
    let Request::Suggest(request) = request else { panic!("not of suggestions: {request:?}") };
    assert_eq!((request.text.as_str(), request.caret), ("peace pl x", 8));
    let offer = |kind, insert: &str, path: Option<&str>| Suggestion {
        kind,
        insert: insert.into(),
        label: insert.into(),
        count: 3,
        path: path.map(Into::into),
        field: None,
    };
    let answer = Response::Suggest(SuggestResponse {
        start: 6,
        end: 8,
        suggestions: vec![
            offer(SuggestionKind::Field, "place:", None),
            offer(SuggestionKind::Word, "plan", None),
            offer(SuggestionKind::Title, "Peace plans", Some("a.txt")),
        ],
    });
    script.send(Message::answered(Slot::Suggest, ticket, Ok(Box::new(answer))));
}

#[test]
fn suggestions_replace_the_part_at_the_caret() {
    let offered = || {
        let mut script = Script::ready("", 10);
        script.send(Message::Typed("peace pl x".into(), 8)).send(Message::Frame);
        offers(&mut script);
        script
    };
    let mut script = offered();
    script.send(Message::StepSuggestion(1)).send(Message::StepSuggestion(1));
    script.send(Message::TakeSuggestion(None));
    assert_eq!(script.model.place.query, "peace plan x");
    assert!(script.does(&Effect::Caret(10)) && script.model.suggest.offers.is_empty());
    assert_eq!(script.search_asked().query, "peace plan x");

    let mut script = offered();
    script.send(Message::TakeSuggestion(Some(0)));
    assert_eq!(script.model.place.query, "peace place: x");
    assert!(script.asked(Slot::Suggest).is_some(), "the values of the field");

    let mut script = offered();
    script.send(Message::TakeSuggestion(Some(2)));
    assert_eq!(script.document_asked().path, "a.txt");

    let mut script = offered();
    script.send(Message::StepSuggestion(-1));
    assert_eq!(script.model.suggest.chosen, Some(2));
    script.send(Message::StepSuggestion(1));
    assert_eq!(script.model.suggest.chosen, None, "back in the box");
    script.send(Message::Escape);
    assert!(script.model.suggest.offers.is_empty());
    assert!(script.send(Message::TakeSuggestion(None)).effects.is_empty());
}

#[test]
fn recent_queries_are_offered_and_kept_only_if_wanted() {
    let mut script = Script::ready("#q=peace+plan", 10);
    script.send(Message::Submitted);
    assert_eq!(script.model.suggest.recent, ["peace plan"]);
    assert!(!script.effects.iter().any(|it| matches!(it, Effect::Remember(..))));
    script.send(Message::KeepRecent(true));
    assert!(script.does(&Effect::Remember(Memory::Recent, "1\npeace plan".into())));
    script.send(Message::KeepRecent(false));
    assert!(script.does(&Effect::Remember(Memory::Recent, String::new())));

    let mut script = Script::ready("", 10);
    script.send(Message::Remembered(Memory::Recent, "1\npeace plan\ntruce".into()));
    script.send(Message::ShowRecent).send(Message::TakeSuggestion(Some(1)));
    assert_eq!(script.model.place.query, "truce");
    script.send(Message::ShowRecent);
    assert!(script.model.suggest.offers.is_empty(), "the box is not empty");
}

#[test]
fn a_simple_query_becomes_a_corpus_query_and_back() {
    let mut script = Script::ready("#q=peace", 10);
    let answer = script.model.results.answer.take().expect("there is an answer");
    let mut answer = SearchResponse::clone(&answer);
    answer.query.cql = Some("[stem=\"peac\"]".into());
    script.model.results.answer = Some(Shared::new(answer));
    script.send(Message::ChooseCql);
    assert_eq!(script.model.fragment, "q=%5Bstem%3D%22peac%22%5D&cql=1");
    assert_eq!(script.search_asked().syntax, Syntax::Cql);
    script.send(Message::ChooseMode(Mode::Any));
    assert_eq!(script.model.fragment, "q=peace&any=1");
    script.send(Message::ChooseCql).send(Message::Typed("\"x\"".into(), 3));
    script.send(Message::ChooseMode(Mode::All));
    assert_eq!(script.model.fragment, "q=%22x%22", "what was changed is kept");
}

#[test]
fn one_result_at_a_time_is_explained() {
    let mut script = Script::ready("#q=peace", 10);
    script.send(Message::Explain(path(3)));
    let (ticket, request) = script.asked(Slot::Explain).expect("it is asked for");
    assert!(matches!(request, Request::Explain(request) if request.path == path(3)));
    let answer = ExplainResponse { path: path(3), ..ExplainResponse::default() };
    let answer = Ok(Box::new(Response::Explain(answer)));
    script.send(Message::answered(Slot::Explain, ticket, answer));
    let shown = script.model.results.explained.as_ref();
    assert!(shown.is_some_and(|shown| shown.answer.is_some()));
    script.send(Message::Explain(path(3)));
    assert_eq!(script.model.results.explained, None);
    script.send(Message::Explain(path(3))).send(Message::Typed("x".into(), 1));
    script.send(Message::Frame).find(10);
    assert_eq!(script.model.results.explained, None);
}
