//! Unicode's case mappings as runs, for `src/analyse/cases.rs`.
//!
//! In: the standard library's mappings of every character. Out: Rust with two
//! tables for each direction, `RUNS` of characters at one distance from what they
//! become, and `MANY` of those that become several. As the standard library
//! holds them they are 22 kB, here 6.

/// The tables, as Rust.
pub(crate) fn make() -> String {
    let lower = table("LOWER", |letter| letter.to_lowercase().collect());
    lower + &table("UPPER", |letter| letter.to_uppercase().collect())
}

/// Characters that follow each other at the same step, and how far each is from
/// what it becomes.
struct Run {
    first: u32,
    count: u32,
    step: u32,
    distance: i64,
}

fn table(name: &str, map: impl Fn(char) -> String) -> String {
    let mut runs: Vec<Run> = Vec::new();
    let mut many = String::new();
    // Of ASCII there is no need to ask a table.
    for letter in '\u{80}'..=char::MAX {
        let mapped = map(letter);
        let mut letters = mapped.chars();
        let (first, rest) = (letters.next(), letters.next());
        match (first, rest) {
            (Some(one), None) if one != letter => add(&mut runs, letter, one),
            (Some(_), Some(_)) => many += &format!("({letter:?}, {mapped:?}), "),
            _ => {}
        }
    }
    let runs: String = runs
        .iter()
        .map(|it| {
            let Run { first, count, step, distance } = it;
            format!(
                "Run {{ first: {first}, count: {count}, step: {step}, distance: {distance} }}, "
            )
        })
        .collect();
    format!("static {name}: Table = Table {{ runs: &[{runs}], many: &[{many}] }};\n")
}

/// Adds a character to the last run, or as one of its own.
fn add(runs: &mut Vec<Run>, letter: char, one: char) {
    let code = u32::from(letter);
    let distance = i64::from(u32::from(one)) - i64::from(code);
    if let Some(run) = runs.last_mut()
        && run.distance == distance
    {
        let last = run.first + (run.count - 1) * run.step;
        let step = code - last;
        if step <= 2 && (run.count == 1 || run.step == step) {
            (run.count, run.step) = (run.count + 1, step);
            return;
        }
    }
    runs.push(Run { first: code, count: 1, step: 1, distance });
}
