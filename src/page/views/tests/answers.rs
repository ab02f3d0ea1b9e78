//! What the engine answers in these tests: a little of everything, some of it
//! hostile.

use crate::page::message::Slot;
use crate::request::{ConcordanceKey, ConcordanceRequest, Request};
use crate::response::{
    About, Appearance, Bar, CompareResponse, ComparedDocument, ConcordanceGroup,
    ConcordanceLine, ConcordanceResponse, Counted, DateRow, DateUnit, DatesResponse,
    Difference, Dispersion, DispersionBar, DispersionDocument, DispersionTime,
    DocumentResponse, Evidence, Expansion, ExplainResponse, Facet, FacetState, FacetValue,
    FieldValues, FigureRow, FiguresResponse, FoundDocument, Histogram, Link, Mark,
    NameResponse, NameRow, NamesResponse, NetworkResponse, OnlyIn, Paragraph, PassagesResponse,
    Problem, QueryEcho, Response, RoleRow, Run, ScoreKind, ScorePart, SearchResponse,
    SectionInfo, Side, StatementRow, StatementsResponse, Substitution, SuggestResponse,
    Suggestion, SuggestionKind, Telling, Told, WordEcho,
};

fn run(text: &str, mark: Mark) -> Run {
    Run { text: text.into(), mark }
}

pub(super) fn answer(slot: Slot, request: &Request) -> Response {
    match request {
        Request::About => Response::About(about()),
        Request::Search(request) => {
            let nothing = request.query.contains("nothing");
            let mut found = search(&request.query, if nothing { 0 } else { 2 });
            if request.broader {
                let truce = Expansion { word: "truce".into(), weight: 0.5 };
                found.query.expansions.push(truce);
            }
            Response::Search(found)
        }
        Request::Document(request) if request.path == "gone" => {
            assert_eq!(slot, Slot::Document, "only the document itself is asked for");
            Response::Failed("There is no such document.".into())
        }
        Request::Document(request) => Response::Document(document(&request.path)),
        Request::Suggest(_) => {
            let suggestion = |kind, label: &str, count| Suggestion {
                kind,
                insert: label.into(),
                label: label.into(),
                count,
                path: None,
                field: None,
            };
            Response::Suggest(SuggestResponse {
                suggestions: vec![
                    suggestion(SuggestionKind::Word, "peaceful", 1_204),
                    suggestion(SuggestionKind::Title, "<i>Peace", 1),
                ],
                ..SuggestResponse::default()
            })
        }
        Request::Explain(request) => {
            let part = |kind, label: &str, in_title| ScorePart {
                kind,
                label: label.into(),
                score: 1.5,
                occurrences: 3,
                in_title,
                documents: 2,
                weight: 1.0,
                saturation: 1.5,
            };
            Response::Explain(ExplainResponse {
                path: request.path.clone(),
                score: 3.0,
                rank: Some(1),
                parts: vec![
                    part(ScoreKind::Word, "peace", 1),
                    part(ScoreKind::Pair, "peace plan", 0),
                ],
                words: 312,
                mean_words: 540.4,
                weightless: vec!["the".into()],
                pairs: true,
            })
        }
        Request::Concordance(request) => Response::Concordance(concordance(request)),
        story => story_answer(story),
    }
}

fn evidence(path: &str) -> Evidence {
    Evidence {
        path: path.into(),
        date: Some("2025-11-20".into()),
        start: 3,
        end: 9,
        sentence: vec![
            run("Mayor ", Mark::Plain),
            run("Olena", Mark::Hit(0)),
            run(" spoke of Hrushko.", Mark::Plain),
        ],
        why: "title before".into(),
    }
}

fn name(name: &str, kind: &str) -> NameRow {
    NameRow { name: name.into(), kind: kind.into(), mentions: 3, documents: 1, statements: 1 }
}

fn story_answer(request: &Request) -> Response {
    let olena = || name("Olena <Hrushko>", "person");
    let counted = |text: &str| Counted { text: text.into(), count: 1 };
    match request {
        Request::Names(request) => {
            let none = request.scope.query.contains("nothing");
            Response::Names(NamesResponse {
                analysed: true,
                total: if none { 0 } else { 2 },
                names: if none { vec![] } else { vec![olena(), name("Lviv", "place")] },
                ..NamesResponse::default()
            })
        }
        Request::Name(_) => Response::Name(NameResponse {
            row: olena(),
            spellings: vec![counted("Olena <Hrushko>"), counted("Hrushko")],
            roles: vec![RoleRow {
                text: "mayor of the <b>town".into(),
                evidence: vec![evidence("a/0.txt"); 6],
            }],
            companions: vec![name("Lviv", "place")],
            perhaps: vec!["Olenka".into()],
            appearances: vec![Appearance {
                path: "a/0.txt".into(),
                date: Some("2025-11-20".into()),
                mentions: 3,
            }],
            mentions: vec![evidence("a/0.txt"); 3],
        }),
        Request::Statements(request) => {
            let said = |text: &str| StatementRow {
                evidence: evidence("a/0.txt"),
                text: text.into(),
                kind: "direct".into(),
                speaker: request.speaker.clone(),
                speaker_as: Some("a spokesman".into()),
                cue: Some("told".into()),
                venue: Some("a post on <X>".into()),
                addressee: Some("reporters".into()),
                about: vec!["Lviv".into()],
                cluster: Some(4),
                alike: 3,
            };
            let statements = match request.cluster {
                Some(_) => vec![said("We will stay"), said("We shall stay")],
                None => vec![said("We will <i>stay</i>")],
            };
            Response::Statements(StatementsResponse {
                analysed: true,
                total: u32::try_from(statements.len()).unwrap_or(0),
                speakers: vec![counted("Olena")],
                abouts: vec![counted("Lviv")],
                statements,
                ..StatementsResponse::default()
            })
        }
        Request::Figures(_) => Response::Figures(FiguresResponse {
            analysed: true,
            total: 1,
            figures: vec![FigureRow {
                evidence: evidence("a/0.txt"),
                text: "653 drones".into(),
                unit: "drones".into(),
                qualifier: Some("at least".into()),
                ..FigureRow::default()
            }],
            ..FiguresResponse::default()
        }),
        Request::Dates(_) => Response::Dates(DatesResponse {
            analysed: true,
            total: 3,
            days: vec![
                Counted { text: "2025-11-20".into(), count: 1 },
                Counted { text: "2025-11-21".into(), count: 1 },
            ],
            mentions: [Some("2025-11-20"), Some("2025-11-21"), None]
                .map(|named| DateRow {
                    evidence: evidence("a/0.txt"),
                    text: "on <Thursday>".into(),
                    named: named.map(str::to_owned),
                    anchor: if named.is_some() { "document" } else { "none" }.into(),
                    ..DateRow::default()
                })
                .into(),
            ..DatesResponse::default()
        }),
        Request::Network(_) => Response::Network(NetworkResponse {
            analysed: true,
            names: ["Olena", "Ada"]
                .map(|name| NameRow {
                    name: name.into(),
                    kind: "person".into(),
                    ..NameRow::default()
                })
                .into(),
            links: vec![Link { a: 0, b: 1, documents: 2, sentences: 3 }],
            ..NetworkResponse::default()
        }),
        Request::Compare(_) => Response::Compare(compared()),
        Request::Passages(request) => Response::Passages(PassagesResponse {
            path: request.path.clone(),
            passages: match request.path.as_str() {
                "told.txt" => vec![Telling {
                    start: 26,
                    end: 41,
                    others: vec![evidence("b.txt")],
                    shared: vec!["peace".into()],
                }],
                _ => Vec::new(),
            },
            duplicates: match request.path.as_str() {
                "told.txt" => vec!["c.txt".into()],
                _ => Vec::new(),
            },
            shares: Vec::new(),
        }),
        other => panic!("not asked for in these tests: {other:?}"),
    }
}

fn compared() -> CompareResponse {
    let document = |path: &str| ComparedDocument {
        path: path.into(),
        title: format!("Title of {path}"),
        date: None,
    };
    let side = |path: &str, text: &str| Side {
        evidence: evidence(path),
        text: text.into(),
        who: Some("Olena".into()),
    };
    CompareResponse {
        documents: vec![document("a/0.txt"), document("b.txt")],
        missing: vec!["gone.txt".into()],
        both: vec![Told {
            passages: vec![evidence("a/0.txt"), evidence("b.txt")],
            shared: vec!["hrushko".into()],
        }],
        differs: vec![Difference {
            kind: "wording".into(),
            about: "drones".into(),
            sides: vec![side("a/0.txt", "653"), side("b.txt", "651")],
        }],
        only: vec![OnlyIn { path: "b.txt".into(), passages: vec![evidence("b.txt")] }],
        totals: [9, 1, 1],
    }
}

fn concordance(request: &ConcordanceRequest) -> ConcordanceResponse {
    let nothing = request.query.contains("nothing");
    let line = |hit: u32, language: &str| ConcordanceLine {
        path: "a/0.txt".into(),
        date: Some("2025-11-20".into()),
        language: Some(language.into()),
        field: "<b>Wire".into(),
        left: "a long road to ".into(),
        matched: "peace".into(),
        right: ", she said".into(),
        hit,
        place: None,
        token_start: 0,
        token_end: 0,
        depth: 500,
    };
    let group = |value: &str, lines| ConcordanceGroup {
        value: value.into(),
        label: value.into(),
        lines,
    };
    let only_document = matches!(request.only, Some((ConcordanceKey::Document, _)));
    let total = match request.sample {
        _ if nothing => 0,
        _ if only_document => 1,
        sample => sample.unwrap_or(1_204),
    };
    let end = (request.offset + request.limit).min(total);
    let languages = ["en", "ar"].into_iter().cycle();
    ConcordanceResponse {
        total_hits: if nothing { 0 } else { 1_204 },
        total_documents: 2,
        total_lines: total,
        lines: (request.offset..end)
            .zip(languages)
            .map(|(at, it)| line(at * 6 + 3, it))
            .collect(),
        dispersion: request.dispersion.then(dispersion),
        groups: vec![group("she", 2), group("", 1)],
        total_groups: 2,
        ..ConcordanceResponse::default()
    }
}

fn dispersion() -> Dispersion {
    let bar = |month: &str, hits, words| DispersionBar {
        from: month.into(),
        to: month.into(),
        hits,
        words,
    };
    Dispersion {
        documents: vec![DispersionDocument {
            path: "a/0.txt".into(),
            title: "<u>Talks".into(),
            date: None,
            words: 100,
            hits: 3,
            depths: vec![0, 500, 990],
        }],
        total_documents: 2,
        time: Some(DispersionTime {
            unit: DateUnit::Month,
            step: 1,
            bars: vec![bar("2025-11", 3, 1_500), bar("2025-12", 0, 0)],
            undated: 2,
        }),
    }
}

fn about() -> About {
    About {
        title: "The corpus".into(),
        documents: 2,
        analysed: true,
        dates: Some(("2025-11-20".into(), "2025-12".into())),
        sections: vec![SectionInfo {
            name: "TEXT".into(),
            about: "the text".into(),
            codec: "plain".into(),
            bytes: 1_500,
        }],
        ..About::default()
    }
}

fn search(query: &str, documents: u32) -> SearchResponse {
    let found = (0..documents).map(|number| FoundDocument {
        path: format!("a/{number}.txt"),
        id: None,
        title: vec![run("<script>alert(1)</script> ", Mark::Plain), run("peace", Mark::Hit(0))],
        titled: number == 0,
        date: Some("2025-11-20".into()),
        language: Some("ar".into()),
        fields: vec![FieldValues {
            name: "source".into(),
            label: "source".into(),
            values: vec!["Wire & Co".into()],
        }],
        score: 1.0,
        hits: 3,
        snippet: vec![run("of ", Mark::Plain), run("peace", Mark::Hit(1))],
        hit_places: Vec::new(),
    });
    let value = |value: Option<&str>| FacetValue {
        value: value.map(Into::into),
        documents: 1,
        state: FacetState::Free,
    };
    let bar = |day: &str, documents| Bar {
        from: day.into(),
        to: day.into(),
        documents,
        all: documents,
    };
    SearchResponse {
        query: QueryEcho {
            text: query.into(),
            problems: vec![Problem {
                start: 0,
                end: 1,
                message: "The quotation mark is not closed.".into(),
                suggestion: Some("\"x\"".into()),
            }],
            substitutions: vec![Substitution {
                typed: "paece".into(),
                used: vec!["peace".into()],
            }],
            words: vec![WordEcho {
                typed: "talk".into(),
                forms: vec!["talk".into(), "talks".into()],
                total_forms: 5,
                occurrences: 1_204,
            }],
            ..QueryEcho::default()
        },
        total_documents: documents,
        total_hits: 6,
        corpus_documents: 2,
        documents: found.collect(),
        facets: vec![Facet {
            field: "source".into(),
            label: "source".into(),
            values: vec![value(Some("Wire & Co")), value(None)],
            total_values: 2,
        }],
        dates: Some(Histogram {
            unit: DateUnit::Day,
            bars: vec![bar("2025-11-20", 2), bar("2025-11-21", 0)],
            step: 1,
            undated: 1,
            partial: 0,
        }),
    }
}

fn document(path: &str) -> DocumentResponse {
    let fields = [("url", "https://example.org/a"), ("link", "javascript:alert(1)")];
    let paragraphs = [
        vec![run("← Back to News\n", Mark::Boilerplate)],
        vec![run("The title\n\n", Mark::Plain)],
        vec![
            run("Talks of ", Mark::Plain),
            run("peace", Mark::Hit(0)),
            run(".\n\n", Mark::Plain),
        ],
    ];
    DocumentResponse {
        path: path.into(),
        title: vec![run("The title", Mark::Plain)],
        titled: true,
        title_in_text: true,
        language: Some("en".into()),
        fields: fields
            .map(|(name, value)| FieldValues {
                name: name.into(),
                label: name.into(),
                values: vec![value.into()],
            })
            .into(),
        total_paragraphs: 3,
        paragraphs: [0, 15, 26]
            .into_iter()
            .zip(paragraphs)
            .map(|(start, runs)| Paragraph { start, runs })
            .collect(),
        hit_paragraphs: vec![Some(2)],
        ..DocumentResponse::default()
    }
}
