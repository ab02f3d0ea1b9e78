//! Rows of the story as a table, to be taken along.

use crate::page::numbers;
use crate::page::story::StoryRow;
use crate::page::tables::{Table, Value};
use crate::page::update::plain;
use crate::response::{Evidence, NameRow};

/// A table of rows of one kind. A list of names is one text in it.
pub(crate) fn table(rows: &[StoryRow]) -> Table {
    let mut table = Table::default();
    for row in rows {
        let cells = cells(row);
        if table.columns.is_empty() {
            table.columns = cells.iter().map(|(name, _)| (*name).to_owned()).collect();
        }
        table.rows.push(cells.into_iter().map(|(_, value)| value).collect());
    }
    table
}

fn cells(row: &StoryRow) -> Vec<(&'static str, Value)> {
    let text = |text: &String| Value::from(text.as_str());
    let maybe = |text: &Option<String>| Value::from(text.as_ref());
    let list = |names: &[String]| Value::Text(names.join("; "));
    let mut cells = match row {
        StoryRow::Name(NameRow { name, kind, mentions, documents, statements }) => {
            let count = |count: &u32| Value::Number((*count).into());
            return vec![
                ("name", text(name)),
                ("kind", text(kind)),
                ("mentions", count(mentions)),
                ("documents", count(documents)),
                ("statements", count(statements)),
            ];
        }
        StoryRow::Mention(_) => Vec::new(),
        StoryRow::Statement(row) => vec![
            ("text", text(&row.text)),
            ("kind", text(&row.kind)),
            ("speaker", maybe(&row.speaker)),
            ("speaker_as", maybe(&row.speaker_as)),
            ("cue", maybe(&row.cue)),
            ("venue", maybe(&row.venue)),
            ("addressee", maybe(&row.addressee)),
            ("about", list(&row.about)),
            ("cluster", row.cluster.map_or(Value::Null, |it| Value::Number(it.into()))),
        ],
        StoryRow::Figure(row) => vec![
            ("text", text(&row.text)),
            ("kind", text(&row.kind)),
            ("value", Value::Written(numbers::written(row.value))),
            ("unit", text(&row.unit)),
            ("qualifier", maybe(&row.qualifier)),
            ("claimant", maybe(&row.claimant)),
        ],
        StoryRow::Date(row) => vec![
            ("text", text(&row.text)),
            ("date_named", maybe(&row.named)),
            ("anchor", text(&row.anchor)),
            ("with", list(&row.with)),
        ],
    };
    if let Some(Evidence { path, date, start, end, sentence, why }) = row.evidence() {
        cells.extend([
            ("document", text(path)),
            ("date", maybe(date)),
            ("start", Value::Number((*start).into())),
            ("end", Value::Number((*end).into())),
            ("sentence", Value::Text(plain(sentence).trim().to_owned())),
            ("why", text(why)),
        ]);
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::response::{FigureRow, StatementRow};

    fn evidence() -> Evidence {
        Evidence { path: "a/b.txt".into(), start: 3, end: 9, ..Evidence::default() }
    }

    #[test]
    fn every_kind_of_row_is_a_table() {
        let check = |row: StoryRow, expected: &str| {
            assert_eq!(table(&[row.clone(), row]).csv().lines().nth(2), Some(expected));
        };
        let name = NameRow { name: "Ada, Countess".into(), mentions: 3, ..NameRow::default() };
        check(StoryRow::Name(name), "\"Ada, Countess\",,3,0,0");
        check(StoryRow::Mention(evidence()), "a/b.txt,,3,9,,");
        let statement = StatementRow {
            evidence: evidence(),
            text: "No.".into(),
            about: vec!["A".into(), "B".into()],
            cluster: Some(7),
            ..StatementRow::default()
        };
        check(StoryRow::Statement(statement), "No.,,,,,,,A; B,7,a/b.txt,,3,9,,");
        let figure = FigureRow { evidence: evidence(), value: 2.5, ..FigureRow::default() };
        check(StoryRow::Figure(figure), ",,2.5,,,,a/b.txt,,3,9,,");
        assert_eq!(table(&[]).csv(), "\n");
    }
}
