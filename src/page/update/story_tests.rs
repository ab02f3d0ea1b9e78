//! The views of the story: what is asked, where rows lead, what is picked.

use super::tests::{Script, looked};
use super::*;
use crate::page::message::Copying;
use crate::page::model::ROWS_IN_CHUNK;
use crate::page::story::Setting;
use crate::response::{
    Evidence, NameResponse, NameRow, NamesResponse, PassagesResponse, StatementRow,
    StatementsResponse,
};

/// Answers what the view just asked for, out of a list of so many rows.
fn tell(script: &mut Script, total: u32) {
    let (slot, (ticket, request)) = [Slot::Story, Slot::MoreStory]
        .into_iter()
        .find_map(|slot| Some((slot, script.asked(slot)?)))
        .expect("rows were asked for");
    let answer = answer(request, total);
    script.send(Message::answered(slot, ticket, Ok(Box::new(answer))));
}

fn answer(request: &Request, total: u32) -> Response {
    let window = |offset: u32, limit: u32| offset..(offset + limit).min(total);
    match request {
        Request::Names(request) => Response::Names(NamesResponse {
            analysed: true,
            total,
            names: window(request.scope.offset, request.scope.limit)
                .map(|at| NameRow { name: format!("Name {at}"), ..NameRow::default() })
                .collect(),
            ..NamesResponse::default()
        }),
        Request::Name(request) => Response::Name(NameResponse {
            row: NameRow {
                name: request.name.clone(),
                kind: "person".into(),
                mentions: total,
                ..NameRow::default()
            },
            mentions: window(request.scope.offset, request.scope.limit)
                .map(|at| Evidence {
                    path: format!("{at}.txt"),
                    start: 10 * at,
                    end: 10 * at + 5,
                    ..Evidence::default()
                })
                .collect(),
            ..NameResponse::default()
        }),
        Request::Statements(request) => Response::Statements(StatementsResponse {
            analysed: true,
            total,
            statements: window(request.scope.offset, request.scope.limit)
                .map(|_| StatementRow::default())
                .collect(),
            ..StatementsResponse::default()
        }),
        other => panic!("not asked for in these tests: {other:?}"),
    }
}

#[test]
fn a_view_asks_once_it_is_gone_to_and_follows_the_query_while_it_is_shown() {
    let mut script = Script::ready("#q=peace", 5);
    assert!(script.asked(Slot::Story).is_none(), "beside another view it waits");
    script.send(Message::Go(View::People));
    let Some((_, Request::Names(request))) = script.asked(Slot::Story) else {
        panic!("names are wanted: {:?}", script.effects);
    };
    assert_eq!(request.scope.query, "peace");
    assert!(script.does(&Effect::Focus(Target::View)));
    tell(&mut script, 5);
    script.send(Message::Go(View::Documents)).send(Message::Go(View::People));
    assert!(script.asked(Slot::Story).is_none(), "it is held already");
    script.send(Message::Typed("plan".into(), u32::MAX)).send(Message::Frame);
    let Some((_, Request::Names(request))) = script.asked(Slot::Story) else {
        panic!("names are wanted anew");
    };
    assert_eq!(request.scope.query, "plan");
    assert_eq!(script.model.story.rows.total(), 5, "what is shown stays until then");
    assert_eq!(script.model.place.view, View::People, "typing does not lead away");
}

#[test]
fn choices_are_asked_for_and_stand_in_the_address() {
    let mut script = Script::ready("", 5);
    let choices = vec![
        (Setting::Speaker, "Ada Roth".to_owned()),
        (Setting::StatementKind, "direct".to_owned()),
    ];
    script.send(Message::Choose(View::Statements, choices));
    let Some((_, Request::Statements(request))) = script.asked(Slot::Story) else {
        panic!("statements are wanted");
    };
    assert_eq!(request.speaker.as_deref(), Some("Ada Roth"));
    assert_eq!((request.about.as_deref(), request.kind.as_str()), (None, "direct"));
    let fragment = "view=statements&speaker=Ada+Roth&speech=direct";
    assert!(script.does(&Effect::ShowFragment(fragment.into())), "{:?}", script.effects);
    let choices =
        vec![(Setting::Least, "1 000,5".to_owned()), (Setting::Most, "many".to_owned())];
    script.send(Message::Choose(View::Figures, choices));
    let Some((_, Request::Figures(request))) = script.asked(Slot::Story) else {
        panic!("figures are wanted");
    };
    assert_eq!((request.least, request.most), (Some(1000.5), None));
    script.send(Message::ChooseNothing);
    assert!(script.model.place.story.is_plain());
}

#[test]
fn more_rows_are_asked_for_where_one_looks() {
    let mut script = Script::ready("#view=people", 5);
    script.send(Message::Go(View::People));
    let mut script = Script::at("#view=people");
    script.send(Message::EngineReady);
    tell(&mut script, 1_000);
    assert_eq!(script.model.list_total(), 1_000);
    script.send(looked(List::Story, 10, Vec::new()));
    let Some((_, Request::Names(request))) = script.asked(Slot::MoreStory) else {
        panic!("more names are wanted: {:?}", script.effects);
    };
    assert_eq!(request.scope.offset % ROWS_IN_CHUNK, 0);
    tell(&mut script, 1_000);
    assert!(script.model.story.rows.get(10 * ROWS_IN_CHUNK).is_some());
}

#[test]
fn a_row_leads_to_a_page_or_a_passage() {
    let mut script = Script::at("#view=people");
    script.send(Message::EngineReady);
    tell(&mut script, 3);
    script.send(Message::OpenRow(1));
    let Some((_, Request::Name(request))) = script.asked(Slot::Story) else {
        panic!("a name is wanted");
    };
    assert_eq!(request.name, "Name 1");
    let beside = [Slot::SaidBy, Slot::SaidOf].map(|slot| match script.asked(slot) {
        Some((_, Request::Statements(it))) => (it.speaker.is_some(), it.about.is_some()),
        other => panic!("statements are wanted beside it: {other:?}"),
    });
    assert_eq!(beside, [(true, false), (false, true)]);
    tell(&mut script, 3);
    script.send(Message::OpenRow(2));
    assert_eq!(script.document_asked().path, "2.txt");
    assert_eq!(script.document_asked().at, Some(20));
    assert_eq!(script.model.fragment, "view=people&doc=2.txt&at=20-25&name=Name+1");
    let reader = script.model.reader.as_ref().expect("a document is open");
    assert_eq!(reader.position, Some(2));
    script.show(3);
    assert!(script.does(&Effect::ScrollToPassage), "{:?}", script.effects);
    script.send(Message::StepDocument(-1));
    assert_eq!(script.document_asked().path, "1.txt", "the row before");
    script.send(Message::Close);
    assert_eq!(script.model.place.passage, None);
    assert!(script.does(&Effect::Focus(Target::Row(1))));
}

#[test]
fn the_keyboard_walks_the_rows() {
    let mut script = Script::at("#view=people");
    script.send(Message::EngineReady);
    tell(&mut script, 3);
    script.send(Message::Step(1));
    assert!(script.does(&Effect::Focus(Target::Row(0))));
    script.send(Message::Step(1)).send(Message::Step(7));
    assert!(script.does(&Effect::Focus(Target::Row(2))), "{:?}", script.effects);
    script.send(Message::Selected(0)).send(Message::Step(-1));
    assert!(script.does(&Effect::Focus(Target::Search)));
}

#[test]
fn documents_are_picked_to_be_compared() {
    let mut script = Script::ready("", 5);
    script.send(Message::PickDocument("a.txt".into()));
    assert_eq!(script.model.fragment, "compare=a.txt");
    script.send(Message::Go(View::Compare));
    assert!(script.asked(Slot::Story).is_none(), "one is not enough");
    script.send(Message::PickDocument("b.txt".into()));
    let Some((_, Request::Compare(request))) = script.asked(Slot::Story) else {
        panic!("a comparison is wanted");
    };
    assert_eq!(request.documents, ["a.txt", "b.txt"]);
    let shorter = request.limit;
    script.send(Message::MoreCompared);
    let Some((_, Request::Compare(request))) = script.asked(Slot::Story) else {
        panic!("longer lists are wanted");
    };
    assert!(request.limit > shorter);
    script.send(Message::Typed("x".into(), u32::MAX));
    assert_eq!(script.model.place.view, View::Documents, "it does not follow the query");
}

#[test]
fn what_others_tell_is_asked_for_with_the_document() {
    let mut script = Script::ready("", 5);
    let about = About { analysed: true, ..About::default() };
    script.model.about = Some(Shared::new(about));
    script.send(Message::Open("a.txt".into(), Some(0))).show(3);
    let Some((ticket, Request::Passages(request))) = script.asked(Slot::Passages) else {
        panic!("passages are wanted: {:?}", script.effects);
    };
    assert_eq!(request.path, "a.txt");
    let found = PassagesResponse { path: "a.txt".into(), ..PassagesResponse::default() };
    let answer = Ok(Box::new(Response::Passages(found)));
    script.send(Message::answered(Slot::Passages, ticket, answer));
    script.send(Message::CompareWith("b.txt".into()));
    assert_eq!(script.model.place.story.compare, ["a.txt", "b.txt"]);
    assert_eq!(script.model.place.view, View::Compare);
    assert!(script.model.reader.is_none() && script.does(&Effect::Focus(Target::View)));
}

#[test]
fn a_name_is_put_right_in_lines_to_copy() {
    let mut script = Script::at("#view=people&name=Ada");
    script.send(Message::EngineReady);
    tell(&mut script, 1);
    script.send(Message::Copy(Copying::Correction));
    assert!(script.effects.is_empty(), "nothing was put right");
    let correction = crate::page::correction::Correction {
        name: "Ada Roth".into(),
        kind: "person".into(),
        ..Default::default()
    };
    script
        .send(Message::Correct(Box::new(correction)))
        .send(Message::Copy(Copying::Correction));
    let text = "[[names]]\nname = \"Ada Roth\"\nkind = \"person\"\n".to_owned();
    assert!(script.does(&Effect::Copy(Copying::Correction, text)));
}

#[test]
fn failing_and_waiting() {
    let mut script = Script::at("#view=statements");
    script.send(Message::EngineReady);
    let (ticket, _) = script.asked(Slot::Story).expect("statements are wanted");
    let failed = Err("The engine has stopped.".to_owned());
    script.send(Message::answered(Slot::Story, ticket, failed));
    assert_eq!(script.model.story.error.as_deref(), Some("The engine has stopped."));
    script.send(Message::Go(View::People));
    assert_eq!(script.model.story.error, None, "another view asks anew");
}
