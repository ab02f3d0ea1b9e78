//! Annotated texts: tokens and structures go in one by one, a text with its
//! annotation comes out.
//!
//! Formats with a token a line do not say where spaces stand, or only where
//! they do not. Where nothing is said, punctuation and clitics stand where
//! English, French and German print them: `( a , b )` becomes `(a, b)`, `do n't`
//! becomes `don't`. Paragraphs are set apart by a blank line; sentences of a
//! document without paragraphs are a line each.

use std::collections::HashMap;

use crate::document::{Annotation, Layer, Region};

/// What is known of the space before a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Space {
    /// Nothing.
    #[default]
    Unsaid,
    Yes,
    No,
}

/// A document under way.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    text: String,
    annotation: Annotation,
    /// Place of each value in its layer.
    places: Vec<HashMap<String, u32>>,
    open: Vec<Region>,
    /// Line ends that the next token needs before it.
    line_ends: usize,
    quotes: Quotes,
    /// Whether a structure for paragraphs has been seen.
    has_paragraphs: bool,
}

/// Whether straight quotation marks are open.
#[derive(Debug, Default)]
struct Quotes {
    double: bool,
    single: bool,
}

/// Structures that are set apart in print.
const BLOCKS: [&str; 8] = ["p", "par", "head", "title", "div", "lg", "list", "item"];

impl Builder {
    /// Begins a document; these are the names of what is said of its tokens.
    pub(crate) fn new(layers: &[String]) -> Self {
        let layer = |name: &String| Layer { name: name.clone(), ..Layer::default() };
        Self {
            annotation: Annotation {
                layers: layers.iter().map(layer).collect(),
                ..Annotation::default()
            },
            places: vec![HashMap::new(); layers.len()],
            ..Self::default()
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.annotation.tokens.is_empty()
    }

    /// Adds a token; `values` are those of the layers, in their order. A token
    /// without anything visible is left out.
    pub(crate) fn token<'v>(
        &mut self,
        form: &str,
        values: impl IntoIterator<Item = &'v str>,
        space: Space,
    ) {
        let form = form.trim();
        if form.is_empty() || form.chars().all(is_invisible) {
            return;
        }
        if self.line_ends > 0 && !self.text.is_empty() {
            self.text.extend(std::iter::repeat_n('\n', self.line_ends));
            self.quotes = Quotes::default();
        } else if !self.text.is_empty() {
            let before =
                self.annotation.tokens.last().map_or("", |range| &self.text[range.clone()]);
            let spaced = match space {
                Space::Yes => true,
                Space::No => false,
                Space::Unsaid => self.quotes.space_between(before, form),
            };
            if spaced {
                self.text.push(' ');
            }
        }
        self.quotes.note(form);
        self.line_ends = 0;
        let start = self.text.len();
        self.text.push_str(form);
        self.annotation.tokens.push(start..self.text.len());
        let mut values = values.into_iter();
        for (layer, places) in self.annotation.layers.iter_mut().zip(&mut self.places) {
            let value = values.next().unwrap_or("");
            let place = places.get(value).copied().unwrap_or_else(|| {
                let place = u32::try_from(layer.values.len()).unwrap_or(u32::MAX);
                layer.values.push(value.to_owned());
                places.insert(value.to_owned(), place);
                place
            });
            layer.of_tokens.push(place);
        }
    }

    /// Begins a region.
    pub(crate) fn begin(&mut self, structure: &str, attributes: Vec<(String, String)>) {
        self.note(structure);
        let at = self.tokens();
        self.open.push(Region { structure: structure.to_owned(), tokens: at..at, attributes });
    }

    /// Ends the last region of a structure; whether there was one. A region
    /// within another of its structure is left out.
    pub(crate) fn end(&mut self, structure: &str) -> bool {
        let Some(place) = self.open.iter().rposition(|region| region.structure == structure)
        else {
            return false;
        };
        self.note(structure);
        let mut region = self.open.remove(place);
        region.tokens.end = self.tokens();
        let is_inner = self.open.iter().any(|outer| outer.structure == structure);
        if !is_inner && !region.tokens.is_empty() {
            self.annotation.regions.push(region);
        }
        true
    }

    /// Whether a region of a structure has begun and not ended.
    pub(crate) fn is_open(&self, structure: &str) -> bool {
        self.open.iter().any(|region| region.structure == structure)
    }

    /// The text, its annotation, and the structures that did not end.
    pub(crate) fn finish(mut self) -> (String, Annotation, Vec<String>) {
        let mut unended = Vec::new();
        while let Some(region) = self.open.last() {
            let structure = region.structure.clone();
            self.end(&structure);
            unended.push(structure);
        }
        self.annotation.layers.retain(|layer| layer.values.iter().any(|it| !it.is_empty()));
        self.annotation
            .regions
            .sort_by_key(|it| (it.tokens.start, std::cmp::Reverse(it.tokens.end)));
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        (self.text, self.annotation, unended)
    }

    fn tokens(&self) -> u32 {
        u32::try_from(self.annotation.tokens.len()).unwrap_or(u32::MAX)
    }

    fn note(&mut self, structure: &str) {
        let is_block = BLOCKS.contains(&structure);
        self.has_paragraphs |= is_block;
        let line_ends = match structure {
            _ if is_block => 2,
            "s" if !self.has_paragraphs => 1,
            _ => 0,
        };
        self.line_ends = self.line_ends.max(line_ends);
    }
}

/// Soft hyphens and their like have no width of their own.
fn is_invisible(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

impl Quotes {
    /// Whether a space stands between two tokens.
    fn space_between(&self, before: &str, next: &str) -> bool {
        let closes = match next {
            "\"" => self.double,
            "'" => self.single,
            next => stands_close(next),
        };
        let opens = match before {
            "\"" => self.double,
            "'" => self.single,
            before => OPENING.contains(&before),
        };
        let unspaced = |letter: Option<char>| letter.is_some_and(is_unspaced);
        let unspaced = unspaced(before.chars().next_back()) && unspaced(next.chars().next());
        !(closes || opens || unspaced)
    }

    fn note(&mut self, token: &str) {
        match token {
            "\"" => self.double = !self.double,
            "'" => self.single = !self.single,
            _ => {}
        }
    }
}

/// Tokens that what follows them stands close to.
const OPENING: [&str; 15] =
    ["(", "[", "{", "“", "‘", "„", "‚", "«", "‹", "¿", "¡", "``", "`", "$", "£"];
/// Tokens that stand close to what is before them.
const CLOSING: [&str; 24] = [
    ".", ",", ";", ":", "!", "?", ")", "]", "}", "”", "’", "»", "›", "…", "...", "''", "%",
    "‰", "!!", "??", "?!", "!?", "..", "°",
];

/// Punctuation, and clitics: `n't`, `'s`, `’ll`.
fn stands_close(token: &str) -> bool {
    let is_clitic = || {
        let rest = token.strip_prefix(['\'', '’']).unwrap_or("").to_lowercase();
        matches!(rest.as_str(), "s" | "re" | "ve" | "ll" | "d" | "m")
    };
    CLOSING.contains(&token) || matches!(token, "n't" | "n’t" | "N'T" | "N’T") || is_clitic()
}

/// Characters of scripts that are written without spaces.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
        && !matches!(letter, '\u{3130}'..='\u{318f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tokens: &str, expected: &str) {
        let mut builder = Builder::new(&[]);
        tokens.split(' ').for_each(|token| builder.token(token, [], Space::Unsaid));
        let (text, annotation, _) = builder.finish();
        assert_eq!(text.trim_end(), expected, "for {tokens:?}");
        let again: Vec<&str> =
            annotation.tokens.iter().map(|range| &text[range.clone()]).collect();
        assert_eq!(again.join(" "), tokens);
    }

    #[test]
    fn spaces_stand_where_they_are_printed() {
        check("The cat , he said , sat .", "The cat, he said, sat.");
        check("I do n't ; it 's John 's ( not ours ) !", "I don't; it's John's (not ours)!");
        check("\" Stop , \" he said .", "\"Stop,\" he said.");
        check("He said : “ Stop ! ”", "He said: “Stop!”");
        check("`` So '' it costs $ 5 , or 5 % .", "``So'' it costs $5, or 5%.");
        check("和 平 计划 。", "和平计划。");
        check("wait 'til six o'clock", "wait 'til six o'clock");
        check("rock 'n' roll", "rock 'n' roll");
    }

    #[test]
    fn regions_and_lines() {
        let mut builder = Builder::new(&["pos".into(), "lemma".into()]);
        builder.begin("s", Vec::new());
        builder.token("A", ["DT", ""], Space::Unsaid);
        builder.begin("np", vec![("head".into(), "b".into())]);
        builder.begin("np", Vec::new());
        builder.token("b", ["NN"], Space::Unsaid);
        assert!(builder.end("np") && builder.end("np") && !builder.end("np"));
        assert!(builder.end("s"));
        builder.begin("s", Vec::new());
        builder.token("\u{200b}", ["X"], Space::Unsaid);
        builder.token("c", ["NN"], Space::Unsaid);
        let (text, annotation, unended) = builder.finish();
        assert_eq!((text.as_str(), unended), ("A b\nc\n", vec!["s".to_owned()]));
        let regions: Vec<(&str, std::ops::Range<u32>)> = annotation
            .regions
            .iter()
            .map(|region| (region.structure.as_str(), region.tokens.clone()))
            .collect();
        assert_eq!(regions, [("s", 0..2), ("np", 1..2), ("s", 2..3)]);
        assert_eq!(annotation.layers.len(), 1, "the lemma is never said");
        assert_eq!(annotation.layers[0].of_tokens, [0, 1, 1]);
    }
}
