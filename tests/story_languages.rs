//! Languages with short lists do no harm: German and Ukrainian texts go in, and
//! no person and no speaker comes out whom the text does not have.

use std::collections::BTreeSet;

use corpuscope::document::{Corpus, Document, PartialDate};
use corpuscope::engine::Engine;
use corpuscope::index::{CompileOptions, compile};
use corpuscope::request::{NamesRequest, Request, StatementsRequest, StoryScope};
use corpuscope::response::Response;

/// A text with its people and who says what in it: the first words of each
/// quotation and its speaker.
struct Case {
    language: &'static str,
    text: &'static str,
    people: &'static [&'static str],
    said: &'static [(&'static str, &'static str)],
}

const CASES: &[Case] = &[
    Case {
        language: "de",
        text: "Die Oberbürgermeisterin Anna Brandt hat am Montag den neuen Hafen eröffnet. „Wir \
            haben lange darauf gewartet“, sagte Brandt vor den Gästen. Der Stadtrat hatte den Bau \
            im Frühjahr beschlossen, obwohl die Kosten auf 40 Millionen Euro gestiegen waren. „Das \
            Geld fehlt nun den Schulen“, kritisierte der Lehrer Jonas Wirth. Nach Angaben der \
            Verwaltung bleibt die Brücke bis Freitag gesperrt. Guten Morgen, lieber Nachbar, rief \
            ein Kind. Der sogenannte „Kleine Hafen“ wird im Herbst geschlossen. Die Frau des \
            Fischers, die Händler vom Alten Markt und die Feuerwehr Nord halfen beim Fest. Am Abend \
            sprach Wirth mit Brandt über den Schulweg.",
        people: &["Anna Brandt", "Brandt", "Jonas Wirth", "Wirth"],
        said: &[("„Wir", "Anna Brandt"), ("„Das", "Jonas Wirth")],
    },
    Case {
        language: "de",
        text: "»Niemand hat uns gefragt«, heißt es in einem Brief der Anwohner an das Rathaus. Der \
            Brief trägt das Datum vom 3. November 2025. Darin steht: »Der Lärm beginnt um fünf.« \
            Ein Sprecher des Rathauses wollte sich nicht äußern. Im Grünen Tal, am Roten Berg und \
            in der Langen Gasse soll gemessen werden. Gute Nacht, Stadt, schrieb die Zeitung.",
        people: &[],
        said: &[],
    },
    Case {
        language: "uk",
        text: "Міська голова Олена Ткачук відкрила нову пристань у понеділок. «Ми довго чекали на \
            це», — сказала Ткачук гостям. Міська рада схвалила будівництво навесні, хоча вартість \
            зросла до 40 мільйонів. Учитель Іван Бондар заявив: «Тепер школам бракує грошей». За \
            даними управління, міст буде закритий до п’ятниці. Так званий «Малий порт» закриють \
            восени. Дружина рибалки, продавці Старого ринку та пожежники Північної частини \
            допомагали на святі.",
        people: &["Олена Ткачук", "Ткачук", "Іван Бондар", "Бондар"],
        said: &[("«Ми", "Олена Ткачук"), ("«Тепер", "Іван Бондар")],
    },
    Case {
        language: "uk",
        text: "«Нас ніхто не питав», — йдеться у листі мешканців до міської ради. Лист датовано 3 \
            листопада 2025 року. «Шум починається о п’ятій», — написано в ньому. Речник ради \
            відмовився говорити. Шум вимірюватимуть у Зеленій долині, на Червоній горі та на \
            Довгій вулиці. Добраніч, місто, писала газета.",
        people: &[],
        said: &[],
    },
];

fn engine(case: &Case) -> Engine<'static> {
    let document = Document {
        path: "a.txt".into(),
        date: PartialDate::parse("2025-11-05"),
        language: Some(case.language.into()),
        text: case.text.into(),
        ..Document::default()
    };
    let corpus = Corpus { documents: vec![document], ..Corpus::default() };
    let bytes = compile(&corpus, &[], &CompileOptions::default()).expect("a small corpus");
    Engine::load(bytes.leak()).expect("it opens")
}

#[test]
fn no_false_person_and_no_false_speaker() {
    let (mut faults, mut people, mut speakers) = (Vec::new(), BTreeSet::new(), 0);
    for case in CASES {
        let mut engine = engine(case);
        let kind = "person".to_owned();
        let Response::Names(names) =
            engine.answer(Request::Names(NamesRequest { kind, ..NamesRequest::default() }))
        else {
            panic!("no names")
        };
        for name in names.names.iter().map(|row| row.name.as_str()) {
            match case.people.contains(&name) {
                true => drop(people.insert(name.to_owned())),
                false => faults.push(format!("no person: {name}")),
            }
        }
        let scope = StoryScope { limit: u32::MAX, ..StoryScope::default() };
        let request = StatementsRequest { scope, ..StatementsRequest::default() };
        let Response::Statements(found) = engine.answer(Request::Statements(request)) else {
            panic!("no statements")
        };
        for statement in found.statements {
            let Some(speaker) = &statement.speaker else { continue };
            let right = case.said.iter().any(|(begin, who)| {
                statement.text.contains(begin) && who.ends_with(speaker.as_str())
            });
            speakers += usize::from(right);
            if !right && names.names.iter().any(|row| row.name == *speaker) {
                faults.push(format!("{speaker} did not say {}", statement.text));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // Something is found at all: the fullest names, and whom a verb names.
    assert!(people.len() >= 4 && speakers >= 1, "{people:?}, {speakers} speakers");
}
