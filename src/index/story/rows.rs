//! Facts in memory: those of a document go in, a few bytes each are kept, the
//! same come out.
//!
//! Each kind of fact has one string of bytes, varints of numbers that mostly
//! fit one, so that a request for names does not read statements. What follows
//! from the rest (whom a statement is about, claimants) is derived when a
//! document is taken out. Some 5 bytes a mention, 13 a statement.

use std::ops::Range;

use super::derived::{about, claimant};
use super::names::rule_of;
use crate::analyse::story::facts::{
    Anchor, DateMention, DocumentFacts, Figure, FigureKind, Mention, Name, Role, Rule, Span,
    Statement, StatementKind, Suggestion,
};
use crate::document::PartialDate;
use crate::index::bytes::{Malformed, Reader, Writer};

/// The facts of all documents.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub(crate) names: Vec<Name>,
    pub(crate) suggestions: Vec<Suggestion>,
    /// Units of figures, in order of first use.
    pub(crate) units: Vec<String>,
    numbers_of_units: std::collections::BTreeMap<String, u32>,
    mentions: Rows,
    roles: Rows,
    statements: Rows,
    figures: Rows,
    dates: Rows,
}

/// Rows of each document as bytes.
#[derive(Debug, Default)]
struct Rows {
    writer: Writer,
    ends: Vec<u32>,
}

impl Rows {
    fn end(&mut self) {
        self.ends.push(u32::try_from(self.writer.bytes.len()).unwrap_or(u32::MAX));
    }

    fn of(&self, document: u32) -> Reader<'_> {
        let document = document as usize;
        let end = self.ends.get(document).copied().unwrap_or(0) as usize;
        let start = match document.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or(0) as usize,
            None => 0,
        };
        Reader::new(self.writer.bytes.get(start..end).unwrap_or(&[]))
    }

    fn number(&mut self, number: u32) {
        self.writer.varint(number.into());
    }

    /// A number that is small in either direction.
    fn away(&mut self, from: u32, to: u32) {
        let away = i64::from(to) - i64::from(from);
        self.writer.varint(((away << 1) ^ (away >> 63)).unsigned_abs());
    }

    fn span(&mut self, from: u32, span: &Range<u32>) {
        self.away(from, span.start);
        self.number(span.end.saturating_sub(span.start));
    }

    /// What belongs to a name.
    fn named(&mut self, from: u32, span: &Range<u32>, name: u32, rule: Rule) {
        self.span(from, span);
        self.number(name);
        self.number(rule as u32);
    }

    fn some_span(&mut self, from: u32, span: Option<&Range<u32>>) {
        if let Some(span) = span {
            self.span(from, span);
        }
    }
}

impl Facts {
    /// Documents that were taken in.
    #[cfg(feature = "cli")]
    pub(crate) fn documents(&self) -> u32 {
        u32::try_from(self.dates.ends.len()).unwrap_or(u32::MAX)
    }

    /// Bytes that the facts take in memory, names aside.
    #[cfg(all(test, feature = "cli"))]
    pub(crate) fn bytes(&self) -> usize {
        let rows = [&self.mentions, &self.roles, &self.statements, &self.figures, &self.dates];
        rows.iter().map(|it| it.writer.bytes.len() + 4 * it.ends.len()).sum()
    }

    /// Takes in the facts of the next document.
    pub(super) fn push(&mut self, facts: &DocumentFacts) {
        let rows = &mut self.mentions;
        let mut last = 0;
        for Mention { span, name, rule } in &facts.mentions {
            rows.named(last, span, *name, *rule);
            last = span.end;
        }
        rows.end();
        let rows = &mut self.roles;
        last = 0;
        for Role { span, name, rule } in &facts.roles {
            rows.named(last, span, *name, *rule);
            last = span.start;
        }
        rows.end();
        last = 0;
        for statement in &facts.statements {
            self.statement(last, statement);
            last = statement.span.start;
        }
        self.statements.end();
        last = 0;
        for figure in &facts.figures {
            self.figure(last, figure);
            last = figure.span.start;
        }
        self.figures.end();
        let rows = &mut self.dates;
        last = 0;
        for DateMention { span, date, anchor, rule } in &facts.dates {
            rows.span(last, span);
            let (year, month, day) = date.map_or((0, 0, 0), |it| {
                (it.year, it.month.map_or(0, u32::from), it.day.map_or(0, u32::from))
            });
            rows.number(
                u32::from(date.is_some()) | (*anchor as u32) << 1 | (*rule as u32) << 3,
            );
            rows.away(0, i32::from(year).cast_unsigned());
            rows.number(month << 5 | day);
            last = span.start;
        }
        rows.end();
    }

    fn statement(&mut self, last: u32, statement: &Statement) {
        let rows = &mut self.statements;
        let Statement {
            span,
            kind,
            quotes,
            speaker,
            speaker_mention,
            cue,
            venue,
            addressee,
            cluster,
            rule,
            ..
        } = statement;
        rows.span(last, span);
        rows.number((*rule as u32) << 2 | *kind as u32);
        let whole = quotes.len() == 1 && quotes[0] == *span;
        let some = [
            speaker.is_some(),
            speaker_mention.is_some(),
            cue.is_some(),
            venue.is_some(),
            addressee.is_some(),
            cluster.is_some(),
            whole,
        ];
        let flags = some.iter().rev().fold(0, |all, &it| all << 1 | u32::from(it));
        rows.number(flags);
        if let Some(speaker) = speaker {
            rows.number(*speaker);
        }
        for part in [speaker_mention, cue, venue, addressee] {
            rows.some_span(span.start, part.as_ref());
        }
        if let Some(cluster) = cluster {
            rows.number(*cluster);
        }
        if !whole {
            rows.number(u32::try_from(quotes.len()).unwrap_or(0));
            quotes.iter().for_each(|quote| rows.span(span.start, quote));
        }
    }

    fn figure(&mut self, last: u32, figure: &Figure) {
        let next = u32::try_from(self.units.len()).unwrap_or(u32::MAX);
        let unit = match self.numbers_of_units.get(&figure.unit) {
            Some(&unit) => unit,
            None => {
                self.units.push(figure.unit.clone());
                self.numbers_of_units.insert(figure.unit.clone(), next);
                next
            }
        };
        let rows = &mut self.figures;
        rows.span(last, &figure.span);
        rows.number((figure.rule as u32) << 3 | figure.kind as u32);
        rows.number(unit);
        rows.number(figure.qualifier.as_ref().map_or(0, |it| it.end - it.start));
        // Whole numbers are even; the bits of others follow a one.
        let whole = figure.value.fract() == 0.0 && (0.0..1e15).contains(&figure.value);
        if whole && figure.value.is_sign_positive() {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a whole number below 1e15"
            )]
            rows.writer.varint((figure.value as u64) << 1);
        } else {
            rows.number(1);
            rows.writer.bytes.extend_from_slice(&figure.value.to_le_bytes());
        }
    }

    /// The mentions of a document.
    pub(crate) fn mentions(&self, document: u32) -> Vec<Mention> {
        let mut rows = Taken { reader: self.mentions.of(document), names: self.names.len() };
        let mut last = 0;
        rows.all(|rows| {
            let (span, name, rule) = rows.named(last)?;
            last = span.end;
            Ok(Mention { span, name, rule })
        })
    }

    /// The roles of a document.
    pub(crate) fn roles(&self, document: u32) -> Vec<Role> {
        let mut rows = Taken { reader: self.roles.of(document), names: self.names.len() };
        let mut last = 0;
        rows.all(|rows| {
            let (span, name, rule) = rows.named(last)?;
            last = span.start;
            Ok(Role { span, name, rule })
        })
    }

    /// The statements of a document, without those whom they are about.
    pub(crate) fn statements(&self, document: u32) -> Vec<Statement> {
        let mut rows = Taken { reader: self.statements.of(document), names: self.names.len() };
        let mut last = 0;
        rows.all(|rows| {
            let statement = rows.statement(last)?;
            last = statement.span.start;
            Ok(statement)
        })
    }

    /// The figures of a document, without those who gave them.
    pub(crate) fn figures(&self, document: u32) -> Vec<Figure> {
        let mut rows = Taken { reader: self.figures.of(document), names: self.names.len() };
        let mut last = 0;
        rows.all(|rows| {
            let figure = rows.figure(last, &self.units)?;
            last = figure.span.start;
            Ok(figure)
        })
    }

    /// By whose account a figure of a document is.
    pub(crate) fn claimant(&self, document: u32, figure: &Figure) -> Option<u32> {
        claimant(&self.statements(document), &figure.span)
    }

    /// The dates of a document.
    pub(crate) fn dates(&self, document: u32) -> Vec<DateMention> {
        let mut rows = Taken { reader: self.dates.of(document), names: self.names.len() };
        let mut last = 0;
        rows.all(|rows| {
            let span = rows.span(last)?;
            last = span.start;
            let flags = rows.reader.u32()?;
            let year = rows.away(0)?.cast_signed();
            let day = rows.reader.u32()?;
            let part = |it: u32| u8::try_from(it).ok().filter(|it| *it > 0);
            let date = PartialDate {
                year: i16::try_from(year).map_err(|_| Malformed)?,
                month: part(day >> 5),
                day: part(day & 31),
            };
            Ok(DateMention {
                span,
                date: (flags & 1 == 1).then_some(date),
                anchor: Anchor::ALL.get((flags >> 1 & 3) as usize).copied().ok_or(Malformed)?,
                rule: rule_of(flags >> 3),
            })
        })
    }

    /// All that was found in a document, with what follows from it.
    pub(crate) fn document(&self, document: u32) -> DocumentFacts {
        let mentions = self.mentions(document);
        let mut statements = self.statements(document);
        for statement in &mut statements {
            statement.about = about(statement, &mentions);
        }
        let mut figures = self.figures(document);
        for figure in &mut figures {
            figure.claimant = claimant(&statements, &figure.span);
        }
        DocumentFacts {
            roles: self.roles(document),
            dates: self.dates(document),
            mentions,
            statements,
            figures,
        }
    }
}

/// Rows being taken out.
struct Taken<'a> {
    reader: Reader<'a>,
    names: usize,
}

impl Taken<'_> {
    /// All rows; they were put in by this program, so that none is malformed.
    fn all<T>(&mut self, mut next: impl FnMut(&mut Self) -> Result<T, Malformed>) -> Vec<T> {
        let mut all = Vec::new();
        while !self.reader.rest().is_empty() {
            match next(self) {
                Ok(one) => all.push(one),
                Err(Malformed) => break,
            }
        }
        all
    }

    fn away(&mut self, from: u32) -> Result<u32, Malformed> {
        let folded = self.reader.varint()?;
        let away = (folded >> 1).cast_signed() ^ -(folded & 1).cast_signed();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "as it was put in"
        )]
        Ok((i64::from(from).wrapping_add(away)) as u32)
    }

    fn span(&mut self, from: u32) -> Result<Span, Malformed> {
        let start = self.away(from)?;
        Ok(start..start.saturating_add(self.reader.u32()?))
    }

    fn named(&mut self, from: u32) -> Result<(Span, u32, Rule), Malformed> {
        Ok((self.span(from)?, self.name()?, rule_of(self.reader.u32()?)))
    }

    fn name(&mut self) -> Result<u32, Malformed> {
        let name = self.reader.u32()?;
        if (name as usize) < self.names { Ok(name) } else { Err(Malformed) }
    }

    fn statement(&mut self, last: u32) -> Result<Statement, Malformed> {
        let span = self.span(last)?;
        let what = self.reader.u32()?;
        let flags = self.reader.u32()?;
        let has = |bit: u32| flags >> bit & 1 == 1;
        let speaker = if has(0) { Some(self.name()?) } else { None };
        let mut part = |bit: u32| match has(bit) {
            true => self.span(span.start).map(Some),
            false => Ok(None),
        };
        let (speaker_mention, cue, venue, addressee) = (part(1)?, part(2)?, part(3)?, part(4)?);
        let cluster = if has(5) { Some(self.reader.u32()?) } else { None };
        let mut quotes = Vec::new();
        if has(6) {
            quotes.push(span.clone());
        } else {
            for _ in 0..self.reader.count()? {
                quotes.push(self.span(span.start)?);
            }
        }
        Ok(Statement {
            kind: StatementKind::ALL[(what & 3) as usize],
            quotes,
            speaker,
            speaker_mention,
            cue,
            venue,
            addressee,
            about: Vec::new(),
            cluster,
            rule: rule_of(what >> 2),
            span,
        })
    }

    fn figure(&mut self, last: u32, units: &[String]) -> Result<Figure, Malformed> {
        let span = self.span(last)?;
        let what = self.reader.u32()?;
        let unit = units.get(self.reader.u32()? as usize).ok_or(Malformed)?.clone();
        let qualifier = self.reader.u32()?;
        let value = self.reader.varint()?;
        #[expect(clippy::cast_precision_loss, reason = "whole numbers below 1e15")]
        let value = match value & 1 {
            0 => (value >> 1) as f64,
            _ => f64::from_le_bytes(self.reader.take(8)?.try_into().map_err(|_| Malformed)?),
        };
        Ok(Figure {
            kind: FigureKind::ALL.get((what & 7) as usize).copied().ok_or(Malformed)?,
            value,
            unit,
            qualifier: (qualifier > 0)
                .then(|| span.start..span.start.saturating_add(qualifier)),
            claimant: None,
            sentence: span.clone(),
            rule: rule_of(what >> 3),
            span,
        })
    }
}
