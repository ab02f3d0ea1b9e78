//! The text of the open document, in chunks of paragraphs; the passage stood at
//! is set off.

use yew::prelude::*;

use crate::page::components::{marked_at, markup, run};
use crate::page::languages::Texts;
use crate::page::model::{Model, Reader};
use crate::page::update::plain;
use crate::page::views::documents::result_list::chunks;
use crate::page::windows::Shared;
use crate::response::{DocumentResponse, Mark, Paragraph, Run};

/// Shortest line of a text wrapped to a width, in characters.
const WRAPPED_LINE: usize = 46;

/// How far down the title of a text is looked for.
const TITLE_WITHIN: u32 = 8;

/// The text. A title that is its beginning is not printed twice.
pub(crate) fn view(model: &Model, reader: &Reader, head: &DocumentResponse) -> Html {
    let windows = &reader.windows;
    let current = model.place.hit;
    let title = title_paragraph(reader, head);
    let chunks = chunks(windows, |chunk, paragraphs| {
        let first = chunk * windows.size();
        let in_chunk = first..first + windows.size();
        let skipped = title.filter(|title| in_chunk.contains(title));
        html! {
            <TextChunk paragraphs={paragraphs.clone()} texts={model.texts}
                current={current.filter(|hit| holds(paragraphs, *hit))}
                skipped={skipped.map(|title| title - first)}
                passage={model.place.passage.filter(|it| reaches(paragraphs, *it))} />
        }
    });
    markup!(
        "<div class=text part=text lang={} data-list=>{}</div>",
        head.language.clone(),
        chunks
    )
}

#[derive(Properties, PartialEq)]
struct TextChunkProps {
    paragraphs: Shared<Vec<Paragraph>>,
    /// The current hit, if it is in this chunk.
    current: Option<u32>,
    /// The paragraph that stands above the text as its title.
    skipped: Option<u32>,
    /// The passage stood at, if it is in this chunk.
    passage: Option<(u32, u32)>,
    texts: &'static Texts,
}

#[component]
fn TextChunk(props: &TextChunkProps) -> Html {
    let paragraphs = (0..).zip(props.paragraphs.iter());
    let paragraphs = paragraphs.filter(|(at, _)| Some(*at) != props.skipped);
    paragraphs
        .map(|(_, paragraph)| (paragraph, without_ends(&paragraph.runs)))
        .filter(|(_, runs)| !runs.is_empty())
        .map(|(paragraph, runs)| {
            let aside = runs.iter().all(|run| run.mark == Mark::Boilerplate);
            let class =
                classes!(aside.then_some("aside"), is_wrapped(runs).then_some("wrapped"));
            let inside = match within(paragraph, props.passage) {
                None => marked_at(runs, props.current, props.texts.boilerplate()),
                Some(passage) => set_off(props, paragraph, runs, passage),
            };
            markup!("<p dir=auto class={}>{}</p>", class, inside)
        })
        .collect()
}

/// The part of a passage that is in a paragraph, in scalar values of it.
fn within(paragraph: &Paragraph, passage: Option<(u32, u32)>) -> Option<(usize, usize)> {
    let (start, end) = passage?;
    let length = scalars(&paragraph.runs);
    let place = |at: u32| (at.saturating_sub(paragraph.start) as usize).min(length);
    let (start, end) = (place(start), place(end));
    (start < end).then_some((start, end))
}

/// Whether a passage is in any of the paragraphs.
fn reaches(paragraphs: &[Paragraph], passage: (u32, u32)) -> bool {
    paragraphs.iter().any(|paragraph| within(paragraph, Some(passage)).is_some())
}

fn scalars(runs: &[Run]) -> usize {
    runs.iter().map(|run| run.text.chars().count()).sum()
}

/// Runs of a paragraph, cut where the passage begins and ends.
fn set_off(
    props: &TextChunkProps,
    paragraph: &Paragraph,
    runs: &[Run],
    (start, end): (usize, usize),
) -> Html {
    let left_out = paragraph.runs.iter().take_while(|it| !std::ptr::eq(*it, &runs[0])).count();
    let mut at = scalars(&paragraph.runs[..left_out]);
    let mut out = Vec::new();
    for (number, it) in runs.iter().enumerate() {
        // The end of the block stands for line ends at its end.
        let text = match number + 1 == runs.len() {
            true => it.text.trim_end_matches(['\n', '\r']),
            false => &it.text,
        };
        let byte = |place: usize| {
            let scalars = text.char_indices().nth(place.saturating_sub(at));
            scalars.map_or(text.len(), |(byte, _)| byte)
        };
        let (start, end) = (byte(start), byte(end));
        let pieces =
            [(&text[..start], false), (&text[start..end], true), (&text[end..], false)];
        for (piece, is_passage) in pieces.into_iter().filter(|(piece, _)| !piece.is_empty()) {
            let piece = run(piece, it.mark, props.current, props.texts.boilerplate());
            out.push(match is_passage {
                true => markup!("<span class=passage>{}</span>", piece),
                false => piece,
            });
        }
        at += it.text.chars().count();
    }
    out.into_iter().collect()
}

/// The runs without blank ones at either end: the margin between paragraphs
/// stands for them.
fn without_ends(runs: &[Run]) -> &[Run] {
    let is_blank = |run: &Run| run.text.trim().is_empty();
    let first = runs.iter().position(|run| !is_blank(run)).unwrap_or(runs.len());
    let end = runs.iter().rposition(|run| !is_blank(run)).map_or(first, |last| last + 1);
    &runs[first..end]
}

/// Whether the lines are those of a file that was wrapped to a width, rather
/// than of a verse, a list or a table: then the page wraps it anew. All lines
/// but the last are long, and nothing is aligned.
fn is_wrapped(runs: &[Run]) -> bool {
    let text = plain(runs);
    let mut lines = text.trim_end().split('\n').rev();
    lines.next();
    let mut lines = lines.peekable();
    lines.peek().is_some()
        && lines.all(|line| {
            let long = line.chars().count() >= WRAPPED_LINE;
            long && !line.contains('\t') && !line.trim().contains("   ")
        })
}

fn holds(paragraphs: &[Paragraph], hit: u32) -> bool {
    let mut runs = paragraphs.iter().flat_map(|paragraph| &paragraph.runs);
    runs.any(|run| run.mark == Mark::Hit(hit))
}

/// The paragraph that is the title, where the text has its title in it.
fn title_paragraph(reader: &Reader, head: &DocumentResponse) -> Option<u32> {
    if !head.title_in_text {
        return None;
    }
    let title = plain(&head.title);
    (0..TITLE_WITHIN).find(|at| {
        let paragraph = reader.windows.get(*at);
        paragraph.is_some_and(|paragraph| plain(&paragraph.runs).trim() == title.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_are_told_from_lines_that_mean_something() {
        let check = |text: &str, expected| {
            let runs = [Run { text: text.into(), mark: Mark::Plain }];
            assert_eq!(is_wrapped(&runs), expected, "{text:?}");
        };
        let line = "a line that somebody's editor has cut at a width";
        check(line, false);
        check(&format!("{line}\n{line}\nand its end.\n\n"), true);
        check(&format!("{line}\nshort\n{line}"), false);
        check(&format!("{line}    4\n{line}    5"), false);
        check(&format!("{line}\t4\n{line}\t5"), false);
        check("Roses are red,\nviolets are blue", false);
        check("\n\n", false);
    }
}
