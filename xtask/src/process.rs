//! Running other programs: in view, out of view with a line of progress, or
//! in view with their tests counted.

use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::Outcome;

/// Tests that ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// Tests that passed.
    pub(crate) passed: usize,
    /// Tests that failed.
    pub(crate) failed: usize,
}

/// Runs with all output in view.
pub(crate) fn in_view(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    expect_success(command, status)
}

/// What a program prints, trimmed; `None` if it does not run or fails.
pub(crate) fn printed(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// Runs with its output in `log`, and says every few seconds how far it is.
pub(crate) fn with_progress(what: &str, command: &mut Command, log: &Path) -> Outcome {
    let failed = |error: std::io::Error| format!("cannot write {}: {error}", log.display());
    let file = File::create(log).map_err(failed)?;
    command.stdin(Stdio::null()).stdout(file.try_clone().map_err(failed)?).stderr(file);
    let mut child = command.spawn().map_err(|error| not_started(command, &error))?;

    let terminal = std::io::stdout().is_terminal();
    let pause = Duration::from_secs(if terminal { 1 } else { 20 });
    let (begin, mut told) = (Instant::now(), Instant::now());
    let status = loop {
        if let Some(status) = child.try_wait().map_err(|error| not_started(command, &error))? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(100));
        if told.elapsed() >= pause {
            told = Instant::now();
            let line = format!("    {what}: {}, {}", seconds(begin.elapsed()), last_line(log));
            if terminal {
                print!("\r\x1b[K{}", line.chars().take(100).collect::<String>());
                std::io::stdout().flush().ok();
            } else {
                println!("{line}");
            }
        }
    };
    if terminal {
        print!("\r\x1b[K");
    }
    if !status.success() {
        let text = std::fs::read_to_string(log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        eprintln!("{}", lines[lines.len().saturating_sub(40)..].join("\n"));
    }
    expect_success(command, status)
}

/// Runs with all output in view and counts the tests in what it prints.
pub(crate) fn counted(command: &mut Command) -> (Count, Outcome) {
    let mut count = Count::default();
    let outcome = (|| {
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut child = child.map_err(|error| not_started(command, &error))?;
        let output = child.stdout.take().expect("standard output is piped");
        for line in BufReader::new(output).lines() {
            let line = line.map_err(|error| not_started(command, &error))?;
            println!("{line}");
            let more = count_in(&line);
            count.passed += more.passed;
            count.failed += more.failed;
        }
        let status = child.wait().map_err(|error| not_started(command, &error))?;
        expect_success(command, status)
    })();
    (count, outcome)
}

/// A duration for people: `4.2 s`, `3 min 05 s`.
pub(crate) fn seconds(duration: Duration) -> String {
    let whole = duration.as_secs();
    if whole < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {:02} s", whole / 60, whole % 60)
    }
}

/// Reads the closing lines of cargo's and Node's test runners.
fn count_in(line: &str) -> Count {
    let number_before = |word: &str| -> Option<usize> {
        line.split(&[';', '.'][..])
            .find_map(|part| part.trim().strip_suffix(word)?.trim().parse().ok())
    };
    if line.trim_start().starts_with("test result: ") {
        return Count {
            passed: number_before("passed").unwrap_or(0),
            failed: number_before("failed").unwrap_or(0),
        };
    }
    let node = |word: &str| -> usize {
        let rest = line.strip_prefix("ℹ ").and_then(|rest| rest.strip_prefix(word));
        rest.and_then(|rest| rest.trim().parse().ok()).unwrap_or(0)
    };
    Count { passed: node("pass "), failed: node("fail ") + node("cancelled ") }
}

fn last_line(log: &Path) -> String {
    let text = std::fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    text.lines().rev().map(str::trim).find(|line| !line.is_empty()).unwrap_or("").to_owned()
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("cannot run `{}`: {error}", shown(command))
}

fn expect_success(command: &Command, status: ExitStatus) -> Outcome {
    if status.success() {
        return Ok(());
    }
    let how = status.code().map_or("was stopped".to_owned(), |code| format!("gave {code}"));
    Err(format!("`{}` {how}", shown(command)))
}

/// The command as one would type it.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let mut words = vec![program.to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_of_test_runners_are_counted() {
        let cases = [
            (
                "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out",
                12,
                0,
            ),
            ("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured", 3, 2),
            ("ℹ pass 7", 7, 0),
            ("ℹ fail 1", 0, 1),
            ("ℹ cancelled 2", 0, 2),
            ("test search::finds ... ok", 0, 0),
            ("12 passed the test of time", 0, 0),
        ];
        for (line, passed, failed) in cases {
            assert_eq!(count_in(line), Count { passed, failed }, "{line}");
        }
    }
}
