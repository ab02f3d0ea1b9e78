//! Sets of rows that a query asks for, found for one document at a time.

use super::super::compile::{Compiled, NearTest, NearWindow, RegionTest, RowSet};
use super::super::keys;
use super::super::test::Sheet;
use super::super::vocabulary::Rows;

/// The document with its sets of rows, which may be known already.
pub(super) fn sheet<'a>(
    query: &Compiled,
    row_sets: &mut [RowSet],
    rows: &'a dyn Rows,
    known: Option<Vec<Vec<u64>>>,
) -> Sheet<'a> {
    let mut sheet = Sheet {
        rows,
        len: rows.len(),
        spaces: (0..query.spaces).map(|space| rows.keys(space)).collect(),
        sets: known.unwrap_or_default(),
    };
    // A set may ask for those before it.
    for set in row_sets.iter_mut().skip(sheet.sets.len()) {
        let found = find(query, set, &sheet);
        sheet.sets.push(found);
    }
    sheet
}

fn find(query: &Compiled, set: &mut RowSet, sheet: &Sheet<'_>) -> Vec<u64> {
    let mut bits = vec![0; sheet.len as usize / 64 + 1];
    match set {
        RowSet::Regions { structure, test } => {
            for (number, region) in sheet.rows.regions(*structure).iter().enumerate() {
                if passes(test, *structure, number, sheet.rows) {
                    region.clone().for_each(|row| keys::set(&mut bits, row));
                }
            }
        }
        RowSet::Bounds { structure, last } => {
            for region in sheet.rows.regions(*structure) {
                let row = if *last { region.end - 1 } else { region.start };
                keys::set(&mut bits, row);
            }
        }
        RowSet::Near(near) => bits = near_rows(query, near, sheet),
    }
    bits
}

fn passes(test: &mut RegionTest, structure: u32, region: usize, rows: &dyn Rows) -> bool {
    match test {
        RegionTest::Always => true,
        RegionTest::Not(test) => !passes(test, structure, region, rows),
        RegionTest::All(tests) => {
            tests.iter_mut().all(|test| passes(test, structure, region, rows))
        }
        RegionTest::Any(tests) => {
            tests.iter_mut().any(|test| passes(test, structure, region, rows))
        }
        RegionTest::Value { attribute, test } => {
            let mut found = false;
            rows.region_values(structure, region, attribute, &mut |value| {
                found |= test.passes(value, |letter, out| rows.strip(letter, out));
            });
            found
        }
    }
}

fn near_rows(query: &Compiled, near: &NearTest, sheet: &Sheet<'_>) -> Vec<u64> {
    let mut bits = vec![0; sheet.len as usize / 64 + 1];
    match near {
        NearTest::Token(test) => {
            let test = &query.tests[*test];
            let rows = (0..sheet.len).filter(|&row| sheet.holds(test, row));
            rows.for_each(|row| keys::set(&mut bits, row));
        }
        NearTest::Union(one, other) => {
            bits = near_rows(query, one, sheet);
            let other = near_rows(query, other, sheet);
            bits.iter_mut().zip(other).for_each(|(one, other)| *one |= other);
        }
        NearTest::Meet { of, with, negated, window } => {
            let of = near_rows(query, of, sheet);
            let with = near_rows(query, with, sheet);
            // How many there are before each row.
            let mut before = Vec::with_capacity(sheet.len as usize + 1);
            let mut count = 0_u32;
            for row in 0..sheet.len {
                before.push(count);
                count += u32::from(keys::has(&with, row));
            }
            before.push(count);
            let len = i64::from(sheet.len);
            let at = |row: i64| before[usize::try_from(row.clamp(0, len)).unwrap_or(0)];
            let mut keep = |row: u32, from: i64, to: i64| {
                if keys::has(&of, row) && (at(to.max(from)) > at(from)) != *negated {
                    keys::set(&mut bits, row);
                }
            };
            match *window {
                NearWindow::Tokens(left, right) => {
                    let (left, right) = (left.min(right), left.max(right));
                    for row in 0..sheet.len {
                        let here = i64::from(row);
                        let from = here.saturating_add(left);
                        keep(row, from, here.saturating_add(right).saturating_add(1));
                    }
                }
                NearWindow::Structure(structure) => {
                    for region in sheet.rows.regions(structure) {
                        let (from, to) = (i64::from(region.start), i64::from(region.end));
                        region.clone().for_each(|row| keep(row, from, to));
                    }
                }
            }
        }
    }
    bits
}
