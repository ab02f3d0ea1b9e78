//! Documents side by side: told by several, told differently, told by one only.
//! Each has a letter, by which its side of everything is known.

use yew::prelude::*;

use crate::page::cases;
use crate::page::components::{Dispatch, Icon, button, click, icon_button, markup};
use crate::page::message::Message;
use crate::page::model::Model;
use crate::page::routes::View;
use crate::page::views::frame;
use crate::page::views::story::evidence::{Links, sentence, short};
use crate::page::views::story::kind_name;
use crate::response::{CompareResponse, Difference, Evidence, OnlyIn, Told};

/// What to do before there is something to compare, and what was picked so far.
pub(super) fn empty(model: &Model, dispatch: &Dispatch) -> Html {
    let story = model.texts.story();
    let picked = model.place.story.compare.iter().map(|path| {
        let name = markup!("<bdi>{}</bdi>", path.clone());
        document(model, path, name, dispatch)
    });
    let actions = vec![(story.pick_documents(), Message::Go(View::Documents))];
    let hint = story.compare_hint().into();
    markup!(
        "<div class=scroll data-scroll=story><ol class=compared>{}</ol>{}</div>",
        picked.collect::<Vec<_>>(),
        frame::blank(story.compare_empty(), hint, actions, dispatch),
    )
}

/// The page.
pub(super) fn view(model: &Model, found: &CompareResponse, dispatch: &Dispatch) -> Html {
    let texts = model.texts;
    let story = texts.story();
    let sides = Sides { links: Links::here(model, dispatch), found };
    let documents = found.documents.iter().map(|it| {
        let name = if it.title.is_empty() { short(&it.path) } else { it.title.clone() };
        let date = it.date.as_deref().map_or(texts.undated().to_owned(), |it| texts.date(it));
        let inside = markup!(
            "{}<button type=button class=name-link title={} onclick={}><bdi>{}</bdi></button>
            <span class=quiet>{}</span>",
            sides.letter(&it.path),
            it.path.clone(),
            click(dispatch, Message::Open(it.path.clone(), None)),
            name,
            date,
        );
        document(model, &it.path, inside, dispatch)
    });
    let missing = found.missing.iter().map(|path| {
        let name = markup!("<b class=letter>–</b><s><bdi>{}</bdi></s>", path.clone());
        document(model, path, name, dispatch)
    });
    let [both, differs, only] = found.totals;
    let alone: usize = found.only.iter().map(|it| it.passages.len()).sum();
    let listed = [(found.both.len(), both), (found.differs.len(), differs), (alone, only)];
    let cut = listed.iter().any(|(listed, total)| *listed < *total as usize);
    let rows = |rows: Vec<Html>| markup!("<ol>{}</ol>", rows);
    let part = |title: &'static str, total: u32, inside: Html| {
        let inside = match total {
            0 => markup!("<p class=quiet>{}</p>", story.none_here()),
            _ => inside,
        };
        let number = texts.number(total.into());
        markup!(
            "<section><h3>{} <span class=quiet>{}</span></h3>{}</section>",
            title,
            number,
            inside
        )
    };
    markup!(
        "<div class=scroll data-scroll=story>
            <ol class=compared>{}</ol>
            <div class=accounts>{}{}{}{}</div>
        </div>",
        documents.chain(missing).collect::<Vec<_>>(),
        part(
            story.told_by_several(),
            both,
            rows(found.both.iter().map(|it| sides.told(it)).collect())
        ),
        part(
            story.told_differently(),
            differs,
            rows(found.differs.iter().map(|it| sides.differs(it)).collect())
        ),
        part(
            story.told_by_one(),
            only,
            markup!(
                "<div class=sides>{}</div>",
                found.only.iter().map(|it| sides.only(it)).collect::<Vec<_>>()
            )
        ),
        cut.then(|| button(dispatch, story.more(), Message::MoreCompared)),
    )
}

/// A document with its removal.
fn document(model: &Model, path: &str, inside: Html, dispatch: &Dispatch) -> Html {
    let name = model.texts.story().do_not_compare();
    let remove = Message::PickDocument(path.to_owned());
    markup!("<li>{}{}</li>", inside, icon_button(dispatch, Icon::Cross, name, remove, false))
}

/// What the sides of a comparison need to be shown.
struct Sides<'a> {
    links: Links,
    found: &'a CompareResponse,
}

impl Sides<'_> {
    fn letter(&self, path: &str) -> Html {
        let place = self.found.documents.iter().position(|it| it.path == path);
        let letter =
            place.and_then(|at| char::from_u32(u32::try_from(at).ok()? + u32::from(b'A')));
        markup!("<b class=letter>{}</b>", letter.unwrap_or('?').to_string())
    }

    fn side(&self, evidence: &Evidence, inside: Html) -> Html {
        let path = &evidence.path;
        let link = markup!("{}<bdi>{}</bdi>", self.letter(path), short(path));
        markup!(
            "<div class=side><p class=side-name>{}</p>{}</div>",
            self.links.link(evidence, link, None),
            inside,
        )
    }

    fn told(&self, told: &Told) -> Html {
        let sides = told.passages.iter().map(|it| self.side(it, shared(it, &told.shared)));
        markup!("<li class=sides>{}</li>", sides.collect::<Vec<_>>())
    }

    fn differs(&self, it: &Difference) -> Html {
        let sides = it.sides.iter().map(|side| {
            let inside = markup!(
                "<p class=told-as dir=auto>{}</p>{}{}",
                side.text.clone(),
                side.who.as_deref().map(|who| markup!("<p>{}</p>", self.links.name(who))),
                sentence(&side.evidence.sentence),
            );
            self.side(&side.evidence, inside)
        });
        markup!(
            "<li>
                <p class=byline><bdi>{}</bdi> <span class=quiet>{}</span></p>
                <div class=sides>{}</div>
            </li>",
            it.about.clone(),
            kind_name(self.links.texts.story().differences(), &it.kind),
            sides.collect::<Vec<_>>(),
        )
    }

    fn only(&self, only: &OnlyIn) -> Html {
        let passages = only.passages.iter().map(|it| {
            let inside = self.links.link(it, sentence(&it.sentence), None);
            markup!("<li>{}</li>", inside)
        });
        markup!(
            "<div class=side><p class=side-name>{}<bdi>{}</bdi></p><ol>{}</ol></div>",
            self.letter(&only.path),
            short(&only.path),
            passages.collect::<Vec<_>>(),
        )
    }
}

/// The sentence, with what the documents share in it set off.
fn shared(evidence: &Evidence, words: &[String]) -> Html {
    let text: String = evidence.sentence.iter().map(|run| run.text.as_str()).collect();
    let pieces = pieces(&text, words).into_iter().map(|(piece, is_shared)| match is_shared {
        true => markup!("<mark class=shared>{}</mark>", piece.to_owned()),
        false => Html::from(piece.to_owned()),
    });
    markup!("<p class=sentence dir=auto>{}</p>", pieces.collect::<Vec<_>>())
}

/// A text cut where words begin and end, and whether a piece is one of them.
/// Words are found whatever their case, and only whole.
fn pieces<'t>(text: &'t str, words: &[String]) -> Vec<(&'t str, bool)> {
    let wanted: Vec<String> =
        words.iter().map(|word| cases::small(word)).filter(|word| !word.is_empty()).collect();
    let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let mut out = Vec::new();
    let (mut at, mut plain) = (0, 0);
    while let Some(letter) = text[at..].chars().next() {
        let begins = !is_letter(text[..at].chars().next_back());
        let length = wanted.iter().filter_map(|word| length_of(&text[at..], word)).max();
        match length.filter(|length| begins && !is_letter(text[at + length..].chars().next())) {
            Some(length) => {
                out.push((&text[plain..at], false));
                out.push((&text[at..at + length], true));
                at += length;
                plain = at;
            }
            None => at += letter.len_utf8(),
        }
    }
    out.push((&text[plain..], false));
    out.retain(|(piece, _)| !piece.is_empty());
    out
}

/// Bytes of a text that begins with a word in small letters, whatever its case.
fn length_of(text: &str, word: &str) -> Option<usize> {
    let mut length = 0;
    let mut letters = text.chars();
    for wanted in word.chars() {
        let letter = letters.next()?;
        let mut held = [0; 4];
        if letter != wanted && !cases::small(letter.encode_utf8(&mut held)).starts_with(wanted)
        {
            return None;
        }
        length += letter.len_utf8();
    }
    Some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_words_are_set_off() {
        let check = |text: &str, words: &[&str], expected: &str| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            let pieces = pieces(text, &words).into_iter();
            let marked: String = pieces
                .map(|(piece, is)| if is { format!("[{piece}]") } else { piece.to_owned() })
                .collect();
            assert_eq!(marked, expected);
        };
        check("Vance met Zelensky.", &["zelensky", "vance"], "[Vance] met [Zelensky].");
        check("653 drones and 51", &["653 drones", "653"], "[653 drones] and 51");
        check("advance", &["van", "advance", ""], "[advance]");
        check("advances", &["advance"], "advances");
        check("Перемир’я в Києві", &["києві"], "Перемир’я в [Києві]");
        check("", &["x"], "");
    }
}
