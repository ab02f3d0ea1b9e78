//! `STRY`: names, roles, statements, figures and dates of each document.
//!
//! ```text
//! varint names    { u8 kind  text name (after the one before) }*
//! varint pairs    { varint first  varint second }*
//! varint units    { text unit (after the one before) }*
//! varint columns  { varint length  bytes }*
//! ```
//!
//! A name is given by its rank among the names used last (1 for the last one; 0
//! for the next that was not used before), with lengths and rules only where they
//! differ from the last ones of that name. A statement without quotations in the
//! column is one itself. Positions are tokens of the document's text. Each property
//! of the items is a column over all documents: a start is the distance from the
//! item before, what belongs to a statement the distance from its own start. Whom
//! a statement is about, claimants and sentences follow from the rest. A
//! possessive belongs to its token; whoever takes a name out cuts it off.

use super::bytes::{Malformed, Reader};
use crate::analyse::story::facts::{
    Anchor, DateMention, DocumentFacts, Figure, FigureKind, Mention, Name, NameKind, Role,
    Rule, Span, Statement, StatementKind, Story, Suggestion,
};
use crate::document::PartialDate;

/// The columns by number.
mod column {
    pub(super) const COUNTS: usize = 0;
    pub(super) const STARTS: usize = 1;
    pub(super) const LENGTHS: usize = 2;
    pub(super) const NAMES: usize = 3;
    pub(super) const RULES: usize = 4;
    pub(super) const KINDS: usize = 5;
    pub(super) const QUOTES: usize = 6;
    pub(super) const SPEAKERS: usize = 7;
    pub(super) const PARTS: usize = 8;
    pub(super) const CLUSTERS: usize = 9;
    pub(super) const VALUES: usize = 10;
    pub(super) const UNITS: usize = 11;
    pub(super) const DATES: usize = 12;
    pub(super) const ALL: usize = 13;
}

#[cfg(feature = "cli")]
pub(crate) use write::write;

#[cfg(feature = "cli")]
mod write {
    //! Facts in tokens as bytes.

    use super::super::bytes::Writer;
    use super::{
        DateMention, DocumentFacts, Figure, PartialDate, Recent, Span, Statement,
        StatementKind, Story, column,
    };

    /// The section; the spans of the story count tokens.
    pub(crate) fn write(story: &Story) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.count(story.names.len());
        let mut last = "";
        for name in &story.names {
            writer.u8(name.kind as u8);
            writer.text_after(last, &name.name);
            last = &name.name;
        }
        writer.count(story.suggestions.len());
        for pair in &story.suggestions {
            writer.varint(u64::from(pair.first));
            writer.varint(u64::from(pair.second));
        }
        let mut units: Vec<&str> = story
            .documents
            .iter()
            .flat_map(|document| &document.figures)
            .map(|figure| figure.unit.as_str())
            .collect();
        units.sort_unstable();
        units.dedup();
        writer.count(units.len());
        let mut last = "";
        for unit in &units {
            writer.text_after(last, unit);
            last = unit;
        }
        let mut columns: Vec<Writer> = (0..column::ALL).map(|_| Writer::default()).collect();
        let mut recent = Recent::new(story.names.len());
        for document in &story.documents {
            facts(&mut columns, document, &units, &mut recent);
        }
        writer.count(columns.len());
        for column in columns {
            writer.count(column.bytes.len());
            writer.bytes.extend_from_slice(&column.bytes);
        }
        writer.bytes
    }

    fn facts(
        columns: &mut [Writer],
        facts: &DocumentFacts,
        units: &[&str],
        recent: &mut Recent,
    ) {
        let counts = [
            facts.mentions.len(),
            facts.roles.len(),
            facts.statements.len(),
            facts.figures.len(),
            facts.dates.len(),
        ];
        counts.into_iter().for_each(|count| columns[column::COUNTS].count(count));
        let mut last = 0;
        for mention in &facts.mentions {
            columns[column::STARTS].varint(u64::from(mention.span.start.saturating_sub(last)));
            last = mention.span.start;
            columns[column::NAMES].varint(u64::from(recent.rank(mention.name)));
            let length = mention.span.end.saturating_sub(mention.span.start);
            let (known, rule) = recent.seen(mention.name, length, mention.rule);
            columns[column::LENGTHS].varint(if known { 0 } else { u64::from(length) });
            let differs = if rule { 0 } else { mention.rule as u8 + 1 };
            columns[column::RULES].u8(differs);
        }
        last = 0;
        for role in &facts.roles {
            place(columns, &role.span, &mut last);
            columns[column::NAMES].varint(u64::from(recent.rank(role.name)));
            columns[column::RULES].u8(role.rule as u8);
        }
        last = 0;
        for statement in &facts.statements {
            place(columns, &statement.span, &mut last);
            self::statement(columns, statement, recent);
        }
        last = 0;
        for figure in &facts.figures {
            place(columns, &figure.span, &mut last);
            self::figure(columns, figure, units);
        }
        last = 0;
        for date in &facts.dates {
            place(columns, &date.span, &mut last);
            self::date(columns, date);
        }
    }

    fn place(columns: &mut [Writer], span: &Span, last: &mut u32) {
        columns[column::STARTS].varint(u64::from(span.start.saturating_sub(*last)));
        columns[column::LENGTHS].varint(u64::from(span.end.saturating_sub(span.start)));
        *last = span.start;
    }

    fn statement(columns: &mut [Writer], statement: &Statement, recent: &mut Recent) {
        columns[column::KINDS].u8(statement.kind as u8);
        columns[column::RULES].u8(statement.rule as u8);
        let start = statement.span.start;
        let whole = statement.kind != StatementKind::Indirect
            && statement.quotes.len() == 1
            && statement.quotes[0] == statement.span;
        let quotes = if whole { &[] } else { statement.quotes.as_slice() };
        columns[column::QUOTES].count(quotes.len());
        for quote in quotes {
            part(&mut columns[column::QUOTES], quote, start);
        }
        let speaker = statement.speaker.map_or(0, |name| u64::from(recent.rank(name)) + 1);
        columns[column::SPEAKERS].varint(speaker);
        let parts = [
            &statement.speaker_mention,
            &statement.cue,
            &statement.venue,
            &statement.addressee,
        ];
        let present = parts
            .iter()
            .enumerate()
            .fold(0_u8, |flags, (bit, part)| flags | u8::from(part.is_some()) << bit);
        columns[column::KINDS].u8(present);
        for span in parts.into_iter().flatten() {
            part(&mut columns[column::PARTS], span, start);
        }
        let cluster = statement.cluster.map_or(0, |number| u64::from(number) + 1);
        columns[column::CLUSTERS].varint(cluster);
    }

    fn part(column: &mut Writer, span: &Span, start: u32) {
        let distance = i64::from(span.start) - i64::from(start);
        column.varint(((distance << 1) ^ (distance >> 63)).unsigned_abs());
        column.varint(u64::from(span.end.saturating_sub(span.start)));
    }

    fn figure(columns: &mut [Writer], figure: &Figure, units: &[&str]) {
        columns[column::KINDS].u8(figure.kind as u8);
        columns[column::RULES].u8(figure.rule as u8);
        // Whole numbers are even, the bits of others follow a one.
        let whole = format!("{:.0}", figure.value).parse::<u64>().ok();
        match whole.filter(|&it| figure.value.fract() == 0.0 && it < 1 << 50) {
            Some(whole) => columns[column::VALUES].varint(whole << 1),
            None => {
                columns[column::VALUES].varint(1);
                columns[column::VALUES].bytes.extend_from_slice(&figure.value.to_le_bytes());
            }
        }
        let unit = units.binary_search(&figure.unit.as_str()).unwrap_or(0);
        columns[column::UNITS].count(unit);
        let qualifier = figure.qualifier.as_ref().map_or(0, |q| q.end.saturating_sub(q.start));
        columns[column::UNITS].varint(u64::from(qualifier));
    }

    fn date(columns: &mut [Writer], mention: &DateMention) {
        columns[column::KINDS].u8(mention.anchor as u8);
        columns[column::RULES].u8(mention.rule as u8);
        let writer = &mut columns[column::DATES];
        let Some(PartialDate { year, month, day }) = mention.date else {
            return writer.varint(0);
        };
        writer.varint(u64::from(year.abs_diff(i16::MIN)) + 1);
        writer.u8(month.unwrap_or(0));
        writer.u8(day.unwrap_or(0));
    }
}

/// The names used last, and how each was last mentioned.
struct Recent {
    /// Last one last.
    order: Vec<u32>,
    /// Length and rule of the last mention of each name.
    last: Vec<(u32, Option<Rule>)>,
}

impl Recent {
    fn new(names: usize) -> Self {
        Self { order: Vec::new(), last: vec![(0, None); names] }
    }

    /// The rank of a name, which then is the last one.
    #[cfg(feature = "cli")]
    fn rank(&mut self, name: u32) -> u32 {
        let rank = match self.order.iter().rposition(|&it| it == name) {
            Some(place) => {
                let rank = self.order.len() - place;
                self.order.remove(place);
                u32::try_from(rank).unwrap_or(u32::MAX)
            }
            None => 0,
        };
        self.order.push(name);
        rank
    }

    /// The name of a rank, which then is the last one.
    fn name(&mut self, rank: u32) -> Result<u32, Malformed> {
        let name = match rank {
            1.. => {
                let place = self.order.len().checked_sub(rank as usize).ok_or(Malformed)?;
                self.order.remove(place)
            }
            0 => {
                let next = u32::try_from(self.order.len()).map_err(|_| Malformed)?;
                if next as usize >= self.last.len() {
                    return Err(Malformed);
                }
                next
            }
        };
        self.order.push(name);
        Ok(name)
    }

    /// Whether a mention has the length and the rule of the last one.
    #[cfg(feature = "cli")]
    fn seen(&mut self, name: u32, length: u32, rule: Rule) -> (bool, bool) {
        let Some(last) = self.last.get_mut(name as usize) else { return (false, false) };
        let same = (last.0 == length, last.1 == Some(rule));
        *last = (length, Some(rule));
        same
    }
}

/// Reads the section for so many documents.
pub(crate) fn read(bytes: &[u8], documents: usize) -> Result<Story, Malformed> {
    let mut reader = Reader::new(bytes);
    let mut names: Vec<Name> = Vec::new();
    for _ in 0..reader.count()? {
        let kind = *NameKind::ALL.get(usize::from(reader.u8()?)).ok_or(Malformed)?;
        let last = names.last().map_or("", |name| name.name.as_str());
        let name = reader.text_after(last)?;
        names.push(Name { name, kind });
    }
    let known = |number: u32, names: &[Name]| match (number as usize) < names.len() {
        true => Ok(number),
        false => Err(Malformed),
    };
    let mut suggestions = Vec::new();
    for _ in 0..reader.count()? {
        let first = known(reader.u32()?, &names)?;
        suggestions.push(Suggestion { first, second: known(reader.u32()?, &names)? });
    }
    let mut units: Vec<String> = Vec::new();
    for _ in 0..reader.count()? {
        let last = units.last().map_or("", String::as_str);
        let unit = reader.text_after(last)?;
        units.push(unit);
    }
    if reader.count()? != column::ALL {
        return Err(Malformed);
    }
    let mut columns = Vec::with_capacity(column::ALL);
    for _ in 0..column::ALL {
        let length = reader.count()?;
        columns.push(Reader::new(reader.take(length)?));
    }
    let mut source = Columns { columns, recent: Recent::new(names.len()), units };
    let documents =
        (0..documents).map(|_| source.facts()).collect::<Result<Vec<_>, Malformed>>()?;
    Ok(Story { names, documents, suggestions })
}

struct Columns<'a> {
    columns: Vec<Reader<'a>>,
    recent: Recent,
    units: Vec<String>,
}

impl Columns<'_> {
    fn facts(&mut self) -> Result<DocumentFacts, Malformed> {
        let mut counts = [0; 5];
        for count in &mut counts {
            *count = self.columns[column::COUNTS].u32()?;
        }
        let mut facts = DocumentFacts::default();
        let mut last = 0;
        for _ in 0..counts[0] {
            facts.mentions.push(self.mention(&mut last)?);
        }
        last = 0;
        for _ in 0..counts[1] {
            let span = self.place(&mut last)?;
            facts.roles.push(Role { span, name: self.name()?, rule: self.rule()? });
        }
        last = 0;
        for _ in 0..counts[2] {
            let span = self.place(&mut last)?;
            let statement = self.statement(span, &facts.mentions)?;
            facts.statements.push(statement);
        }
        last = 0;
        for _ in 0..counts[3] {
            let span = self.place(&mut last)?;
            let figure = self.figure(span, &facts.statements)?;
            facts.figures.push(figure);
        }
        last = 0;
        for _ in 0..counts[4] {
            let span = self.place(&mut last)?;
            facts.dates.push(self.date(span)?);
        }
        Ok(facts)
    }

    fn place(&mut self, last: &mut u32) -> Result<Span, Malformed> {
        let start = last.checked_add(self.columns[column::STARTS].u32()?).ok_or(Malformed)?;
        let length = self.columns[column::LENGTHS].u32()?;
        *last = start;
        Ok(start..start.checked_add(length).ok_or(Malformed)?)
    }

    fn mention(&mut self, last: &mut u32) -> Result<Mention, Malformed> {
        let start = last.checked_add(self.columns[column::STARTS].u32()?).ok_or(Malformed)?;
        *last = start;
        let name = self.name()?;
        let known = self.recent.last.get_mut(name as usize).ok_or(Malformed)?;
        match self.columns[column::LENGTHS].u32()? {
            0 => {}
            length => known.0 = length,
        }
        match self.columns[column::RULES].u8()?.checked_sub(1) {
            None => {}
            Some(rule) => known.1 = Rule::ALL.get(usize::from(rule)).copied(),
        }
        let end = start.checked_add(known.0).ok_or(Malformed)?;
        Ok(Mention { span: start..end, name, rule: known.1.ok_or(Malformed)? })
    }

    fn name(&mut self) -> Result<u32, Malformed> {
        let rank = self.columns[column::NAMES].u32()?;
        self.recent.name(rank)
    }

    fn kind<T: Copy>(&mut self, all: &[T]) -> Result<T, Malformed> {
        let number = self.columns[column::KINDS].u8()?;
        all.get(usize::from(number)).copied().ok_or(Malformed)
    }

    fn rule(&mut self) -> Result<Rule, Malformed> {
        let number = self.columns[column::RULES].u8()?;
        Rule::ALL.get(usize::from(number)).copied().ok_or(Malformed)
    }

    fn part(&mut self, column: usize, start: u32) -> Result<Span, Malformed> {
        let coded = self.columns[column].u32()?;
        let distance = i64::from(coded >> 1) ^ -i64::from(coded & 1);
        let first = u32::try_from(i64::from(start) + distance).map_err(|_| Malformed)?;
        let length = self.columns[column].u32()?;
        Ok(first..first.checked_add(length).ok_or(Malformed)?)
    }

    fn statement(&mut self, span: Span, mentions: &[Mention]) -> Result<Statement, Malformed> {
        let kind = self.kind(&StatementKind::ALL)?;
        let rule = self.rule()?;
        let start = span.start;
        let mut quotes = Vec::new();
        for _ in 0..self.columns[column::QUOTES].count()? {
            quotes.push(self.part(column::QUOTES, start)?);
        }
        if quotes.is_empty() && kind != StatementKind::Indirect {
            quotes.push(span.clone());
        }
        let rank = self.columns[column::SPEAKERS].u32()?.checked_sub(1);
        let speaker = rank.map(|rank| self.recent.name(rank)).transpose()?;
        let present = self.columns[column::KINDS].u8()?;
        let mut part = |bit: u8| match present >> bit & 1 {
            0 => Ok(None),
            _ => self.part(column::PARTS, start).map(Some),
        };
        let (speaker_mention, cue, venue, addressee) = (part(0)?, part(1)?, part(2)?, part(3)?);
        let cluster = self.columns[column::CLUSTERS].u32()?.checked_sub(1);
        let first = mentions.partition_point(|m| m.span.start < span.start);
        let mut about: Vec<u32> = Vec::new();
        for mention in mentions[first..].iter().take_while(|m| m.span.end <= span.end) {
            let apart = Some(&mention.span) != speaker_mention.as_ref()
                && Some(mention.name) != speaker;
            if apart && !about.contains(&mention.name) {
                about.push(mention.name);
            }
        }
        Ok(Statement {
            span,
            kind,
            quotes,
            speaker,
            speaker_mention,
            cue,
            venue,
            addressee,
            about,
            cluster,
            rule,
        })
    }

    fn figure(&mut self, span: Span, statements: &[Statement]) -> Result<Figure, Malformed> {
        let kind = self.kind(&FigureKind::ALL)?;
        let rule = self.rule()?;
        let coded = self.columns[column::VALUES].varint()?;
        #[expect(clippy::cast_precision_loss, reason = "whole numbers below 2^50")]
        let value = match coded & 1 {
            0 => (coded >> 1) as f64,
            _ => {
                let bits = self.columns[column::VALUES].take(8)?;
                f64::from_le_bytes(bits.try_into().map_err(|_| Malformed)?)
            }
        };
        let unit = self.columns[column::UNITS].u32()? as usize;
        let unit = self.units.get(unit).ok_or(Malformed)?.clone();
        let qualifier = self.columns[column::UNITS].u32()?;
        let end = span.start.checked_add(qualifier).ok_or(Malformed)?;
        let inside = |s: &&Statement| {
            s.kind != StatementKind::Label
                && s.span.start <= span.start
                && span.end <= s.span.end
        };
        let by = statements.iter().filter(inside).min_by_key(|s| s.span.end - s.span.start);
        Ok(Figure {
            kind,
            value,
            unit,
            qualifier: (qualifier > 0).then_some(span.start..end),
            claimant: by.and_then(|statement| statement.speaker),
            sentence: span.clone(),
            span,
            rule,
        })
    }

    fn date(&mut self, span: Span) -> Result<DateMention, Malformed> {
        let anchor = self.kind(&Anchor::ALL)?;
        let rule = self.rule()?;
        let reader = &mut self.columns[column::DATES];
        let date = match reader.u32()?.checked_sub(1) {
            None => None,
            Some(year) => {
                let year = i32::from(i16::MIN).checked_add_unsigned(year).ok_or(Malformed)?;
                let year = i16::try_from(year).map_err(|_| Malformed)?;
                let (month, day) = (reader.u8()?, reader.u8()?);
                if month > 12 || day > 31 || (day > 0 && month == 0) {
                    return Err(Malformed);
                }
                let some = |part: u8| (part > 0).then_some(part);
                Some(PartialDate { year, month: some(month), day: some(day) })
            }
        };
        Ok(DateMention { span, date, anchor, rule })
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Facts that any text could give, in tokens.
    fn any_facts() -> impl Strategy<Value = DocumentFacts> {
        let places = proptest::collection::vec((0_u32..40, 1_u32..9, 0_u32..3), 0..6);
        (places.clone(), places.clone(), places).prop_map(|(names, said, rest)| {
            let spans = |places: &[(u32, u32, u32)]| {
                let mut start = 0;
                places
                    .iter()
                    .map(|&(gap, length, extra)| {
                        start += gap;
                        (start..start + length, extra)
                    })
                    .collect::<Vec<_>>()
            };
            let kind = |n: u32| StatementKind::ALL[n as usize % 4];
            let mut facts = DocumentFacts::default();
            for (span, _) in spans(&names) {
                let name = 0;
                facts.mentions.push(Mention { span: span.clone(), name, rule: Rule::Surname });
                facts.roles.push(Role { span, name, rule: Rule::Predicate });
            }
            for (span, extra) in spans(&said) {
                let near = span.start.saturating_sub(extra)..span.end;
                facts.statements.push(Statement {
                    span: span.clone(),
                    kind: kind(extra),
                    quotes: match kind(extra) {
                        StatementKind::Indirect => Vec::new(),
                        _ => vec![near.clone(); 1 + extra as usize],
                    },
                    speaker: (extra > 0 && !names.is_empty()).then_some(0),
                    speaker_mention: (extra > 1).then_some(near.clone()),
                    cue: Some(span),
                    venue: None,
                    addressee: (extra > 0).then_some(near),
                    about: Vec::new(),
                    cluster: extra.checked_sub(2),
                    rule: Rule::Colon,
                });
            }
            for (span, extra) in spans(&rest) {
                facts.figures.push(Figure {
                    span: span.clone(),
                    kind: FigureKind::ALL[extra as usize],
                    value: f64::from(extra) * 1.5,
                    unit: "boats".repeat(extra as usize),
                    qualifier: (extra > 0).then(|| span.start..span.start + 1),
                    claimant: None,
                    sentence: span.clone(),
                    rule: Rule::Percent,
                });
                facts.dates.push(DateMention {
                    span,
                    date: PartialDate::parse(["2025", "2025-11", "2025-11-30"][extra as usize]),
                    anchor: Anchor::ALL[extra as usize],
                    rule: Rule::Month,
                });
            }
            facts
        })
    }

    proptest! {
        #[test]
        fn round_trip(documents in proptest::collection::vec(any_facts(), 0..4)) {
            let names = ["Ada", "Adam", "Bo"];
            let names = names.map(|name| Name { name: name.into(), kind: NameKind::Place });
            let suggestions = vec![Suggestion { first: 0, second: 1 }];
            let story = Story { names: names.into(), documents, suggestions };
            let read = read(&write(&story), story.documents.len()).expect("well formed");
            prop_assert_eq!(&read.names, &story.names);
            prop_assert_eq!(&read.suggestions, &story.suggestions);
            for (mut read, written) in read.documents.into_iter().zip(story.documents) {
                // What follows from the rest was not in the facts made up here.
                read.statements.iter_mut().for_each(|statement| statement.about.clear());
                read.figures.iter_mut().for_each(|figure| figure.claimant = None);
                prop_assert_eq!(read, written);
            }
        }

        #[test]
        fn any_bytes(bytes in any::<Vec<u8>>(), documents in 0_usize..4) {
            if let Ok(story) = read(&bytes, documents) {
                prop_assert_eq!(story.documents.len(), documents);
            }
        }
    }
}
