//! A corpus of one document, read from vertical text: a token a line, its
//! attributes with tabs between them, structures as tags.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::{Attribute, Keys, Rows, ValueTest, Vocabulary};

/// Names of the columns.
const COLUMNS: [&str; 3] = ["word", "pos", "lemma"];
/// Names of the structures.
const STRUCTURES: [&str; 3] = ["s", "p", "doc"];

#[derive(Debug, Default)]
pub(super) struct Vertical {
    /// Distinct values of each column, sorted.
    values: Vec<Vec<String>>,
    keys: Vec<Vec<u32>>,
    regions: Vec<Vec<Range<u32>>>,
    /// Attributes of each region.
    attributes: Vec<Vec<BTreeMap<String, String>>>,
}

impl Vertical {
    pub(super) fn read(text: &str) -> Self {
        let mut rows: Vec<Vec<&str>> = Vec::new();
        let mut corpus = Self {
            regions: vec![Vec::new(); STRUCTURES.len()],
            attributes: vec![Vec::new(); STRUCTURES.len()],
            ..Self::default()
        };
        for line in text.lines().filter(|line| !line.is_empty()) {
            let at = u32::try_from(rows.len()).expect("small");
            if let Some(name) = line.strip_prefix("</").and_then(|it| it.strip_suffix('>')) {
                let structure = number(name);
                corpus.regions[structure].last_mut().expect("open").end = at;
            } else if let Some(tag) = line.strip_prefix('<').and_then(|it| it.strip_suffix('>'))
            {
                let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
                let pairs = attributes.split("\" ").filter_map(|pair| pair.split_once("=\""));
                corpus.regions[number(name)].push(at..at);
                corpus.attributes[number(name)].push(
                    pairs
                        .map(|(name, value)| {
                            (name.to_owned(), value.trim_end_matches('"').to_owned())
                        })
                        .collect(),
                );
            } else {
                rows.push(line.split('\t').collect());
            }
        }
        for column in 0..COLUMNS.len() {
            let cell = |row: &Vec<&str>| row.get(column).copied().unwrap_or("").to_owned();
            let mut values: Vec<String> = rows.iter().map(cell).collect();
            values.sort();
            values.dedup();
            let key = |row: &Vec<&str>| values.binary_search(&cell(row)).expect("listed");
            let keys = rows.iter().map(|row| u32::try_from(key(row)).expect("small"));
            corpus.keys.push(keys.collect());
            corpus.values.push(values);
        }
        corpus
    }

    /// A document of words alone, without structures.
    pub(super) fn of_words(words: &[&str]) -> Self {
        Self::read(&words.join("\n"))
    }

    pub(super) fn word(&self, row: u32) -> &str {
        &self.values[0][self.keys[0][row as usize] as usize]
    }
}

fn number(structure: &str) -> usize {
    STRUCTURES.iter().position(|it| *it == structure).expect("known")
}

impl Vocabulary for Vertical {
    fn attributes(&self) -> Vec<String> {
        COLUMNS.map(str::to_owned).to_vec()
    }

    fn attribute(&self, name: &str) -> Option<Attribute> {
        let number = COLUMNS.iter().position(|it| *it == name)?;
        let number = u32::try_from(number).ok()?;
        Some(Attribute { number, space: number })
    }

    fn structures(&self) -> Vec<String> {
        STRUCTURES.map(str::to_owned).to_vec()
    }

    fn structure(&self, name: &str) -> Option<u32> {
        let number = STRUCTURES.iter().position(|it| *it == name)?;
        u32::try_from(number).ok()
    }

    fn region_attributes(&self, structure: u32) -> Vec<String> {
        let regions = self.attributes[structure as usize].iter();
        let mut names: Vec<String> = regions.flat_map(BTreeMap::keys).cloned().collect();
        names.sort();
        names.dedup();
        names
    }

    fn keys(&self, space: u32) -> u32 {
        u32::try_from(self.values[space as usize].len()).expect("small")
    }

    fn select(&self, attribute: Attribute, test: &mut ValueTest) -> Keys {
        let values = (0_u32..).zip(&self.values[attribute.number as usize]);
        let strip = |letter, out: &mut String| Vocabulary::strip(self, letter, out);
        let keys = values.filter(|(_, value)| test.passes(value, strip)).map(|(key, _)| key);
        Keys::new(keys.collect(), Vocabulary::keys(self, attribute.space))
    }

    fn strip(&self, letter: char, out: &mut String) {
        out.push(match letter {
            'é' | 'è' => 'e',
            'É' | 'È' => 'E',
            other => other,
        });
    }
}

impl Rows for Vertical {
    fn len(&self) -> u32 {
        u32::try_from(self.keys[0].len()).expect("small")
    }

    fn keys(&self, space: u32) -> &[u32] {
        &self.keys[space as usize]
    }

    fn regions(&self, structure: u32) -> &[Range<u32>] {
        &self.regions[structure as usize]
    }

    fn region_values(
        &self,
        structure: u32,
        region: usize,
        attribute: &str,
        take: &mut dyn FnMut(&str),
    ) {
        if let Some(value) = self.attributes[structure as usize][region].get(attribute) {
            take(value);
        }
    }

    fn value(&self, row: u32, attribute: Attribute, out: &mut String) {
        let key = self.keys[attribute.space as usize][row as usize];
        out.push_str(&self.values[attribute.space as usize][key as usize]);
    }

    fn strip(&self, letter: char, out: &mut String) {
        Vocabulary::strip(self, letter, out);
    }
}
