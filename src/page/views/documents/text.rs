//! The text of the open document, in chunks of paragraphs; the passage stood at
//! is set off, and what others tell too has a mark that shows how they do.

use yew::prelude::*;

use crate::page::components::{Dispatch, click, marked_at, markup, pressed, run};
use crate::page::languages::Texts;
use crate::page::message::Message;
use crate::page::model::{Model, Reader};
use crate::page::update::plain;
use crate::page::views::documents::result_list::chunks;
use crate::page::views::story::evidence::{Links, sentence};
use crate::page::windows::Shared;
use crate::response::{DocumentResponse, Mark, Paragraph, PassagesResponse, Run, Telling};

/// Shortest line of a text wrapped to a width, in characters.
const WRAPPED_LINE: usize = 46;

/// How far down the title of a text is looked for.
const TITLE_WITHIN: u32 = 8;

/// The text. A title that is its beginning is not printed twice.
pub(crate) fn view(
    model: &Model,
    reader: &Reader,
    head: &DocumentResponse,
    dispatch: &Dispatch,
) -> Html {
    let windows = &reader.windows;
    let current = model.place.hit;
    let title = title_paragraph(reader, head);
    let links = Links::here(model, dispatch);
    let chunks = chunks(windows, |chunk, paragraphs| {
        let first = chunk * windows.size();
        let in_chunk = first..first + windows.size();
        let skipped = title.filter(|title| in_chunk.contains(title));
        html! {
            <TextChunk paragraphs={paragraphs.clone()} texts={model.texts}
                current={current.filter(|hit| holds(paragraphs, *hit))}
                skipped={skipped.map(|title| title - first)}
                passage={model.place.passage.filter(|it| reaches(paragraphs, *it))}
                passages={reader.passages.clone()} telling={reader.telling}
                links={links.clone()} />
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
    /// Those that others tell too, and the one whose others are shown.
    passages: Option<Shared<PassagesResponse>>,
    telling: Option<u32>,
    texts: &'static Texts,
    links: Links,
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
            let spans = spans(props, paragraph);
            let inside = match spans.is_empty() {
                true => marked_at(runs, props.current, props.texts.boilerplate()),
                false => set_off(props, paragraph, runs, &spans),
            };
            let shown = spans.iter().filter_map(|span| span.telling);
            let mut shown = shown.filter(|(number, _)| Some(*number) == props.telling);
            let others = shown.next_back().map(|(_, telling)| others(props, telling));
            markup!("<p dir=auto class={}>{}</p>{}", class, inside, others)
        })
        .collect()
}

/// A stretch of a paragraph that is more than text, in scalar values of it.
struct Span<'t> {
    start: usize,
    end: usize,
    /// What others tell of it, with its number; `None` for the passage stood at.
    telling: Option<(u32, &'t Telling)>,
}

fn spans<'t>(props: &'t TextChunkProps, paragraph: &Paragraph) -> Vec<Span<'t>> {
    let span = |passage, telling| {
        let (start, end) = within(paragraph, Some(passage))?;
        Some(Span { start, end, telling })
    };
    let stood = props.passage.and_then(|passage| span(passage, None));
    let told = props.passages.as_ref().map(|it| it.passages.as_slice()).unwrap_or_default();
    let told = (0..).zip(told).filter_map(|(number, telling)| {
        span((telling.start, telling.end), Some((number, telling)))
    });
    stood.into_iter().chain(told).collect()
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

/// Runs of a paragraph, cut where stretches begin and end; behind one that
/// others tell too is the button that shows how.
fn set_off(
    props: &TextChunkProps,
    paragraph: &Paragraph,
    runs: &[Run],
    spans: &[Span<'_>],
) -> Html {
    let left_out = paragraph.runs.iter().take_while(|it| !std::ptr::eq(*it, &runs[0])).count();
    let mut at = scalars(&paragraph.runs[..left_out]);
    let mut out = Vec::new();
    for (number, it) in runs.iter().enumerate() {
        // The end of the block stands for line ends at its end.
        let is_last = number + 1 == runs.len();
        let text = if is_last { it.text.trim_end_matches(['\n', '\r']) } else { &it.text };
        let run_end = at + it.text.chars().count();
        let mut rest = text;
        while at < run_end {
            let cuts = spans.iter().flat_map(|span| [span.start, span.end]);
            let next = cuts.filter(|cut| *cut > at).min().unwrap_or(run_end).min(run_end);
            let length =
                rest.char_indices().nth(next - at).map_or(rest.len(), |(byte, _)| byte);
            let (piece, after) = rest.split_at(length);
            rest = after;
            let covering = || spans.iter().filter(|span| span.start <= at && next <= span.end);
            let stood = covering().any(|span| span.telling.is_none());
            let shown = covering().any(|span| {
                span.telling.is_some_and(|(number, _)| Some(number) == props.telling)
            });
            if !piece.is_empty() {
                let piece = run(piece, it.mark, props.current, props.texts.boilerplate());
                out.push(match (stood, shown) {
                    (false, false) => piece,
                    (true, _) => markup!("<span class=passage>{}</span>", piece),
                    (false, true) => markup!("<span class=told>{}</span>", piece),
                });
            }
            let ending = spans.iter().filter(|span| span.end == next);
            out.extend(ending.filter_map(|span| span.telling).map(|it| told_mark(props, it)));
            at = next;
        }
    }
    out.into_iter().collect()
}

fn told_mark(props: &TextChunkProps, (number, telling): (u32, &Telling)) -> Html {
    let texts = props.texts;
    let count = telling.others.len() as u64;
    let name = texts.story().told_elsewhere(count, &texts.number(count));
    let open = props.telling == Some(number);
    let message = Message::ShowTelling((!open).then_some(number));
    markup!(
        "<button type=button class=told-mark aria-expanded={} title={} aria-label={}
            onclick={}>≈{}</button>",
        pressed(open),
        name.clone(),
        name,
        click(&props.links.dispatch, message),
        texts.number(count),
    )
}

/// How other documents tell a passage.
fn others(props: &TextChunkProps, telling: &Telling) -> Html {
    let rows = telling.others.iter().map(|it| {
        let origin = props.links.origin_name(&it.path, &it.date);
        markup!(
            "<li>{}<p class=origin>{}</p></li>",
            sentence(&it.sentence),
            props.links.link(it, origin, None)
        )
    });
    markup!(
        "<aside class=others aria-label={}><ul>{}</ul></aside>",
        props.texts.story().others(),
        rows.collect::<Vec<_>>(),
    )
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
