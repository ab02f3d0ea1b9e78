//! Figures: a text and its statements go in; numbers with what they count, how
//! exactly and by whose account come out.
//!
//! Years, dates, ordinals, article numbers, times, scores and numbers inside
//! words are none. The claimant is the speaker of the statement that a figure
//! stands in.

use std::ops::Range;

use super::facts::{Figure, FigureKind, Rule, Span, Statement, StatementKind};
use super::language::flag;
use super::text::{Shape, Text};
use crate::numbers::decimal;

/// Finds the figures of a document in order of place.
pub(crate) fn find(text: &Text<'_>, statements: &[Statement]) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        match figure(text, at) {
            Some((figure, end)) => {
                figures.push(figure);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    for figure in &mut figures {
        let inside = |s: &&Statement| {
            s.kind != StatementKind::Label
                && s.span.start <= figure.span.start
                && figure.span.end <= s.span.end
        };
        // The innermost statement is the one that gives the number.
        let by = statements.iter().filter(inside).min_by_key(|s| s.span.end - s.span.start);
        figure.claimant = by.and_then(|statement| statement.speaker);
    }
    figures
}

/// A number in the text.
struct Number {
    value: f64,
    tokens: Range<usize>,
    in_words: bool,
}

fn figure(text: &Text<'_>, at: usize) -> Option<(Figure, usize)> {
    let number = number(text, at)?;
    if is_other(text, &number) {
        return None;
    }
    money(text, &number)
        .or_else(|| share(text, &number))
        .or_else(|| compound(text, &number))
        .or_else(|| counted(text, &number))
}

fn number(text: &Text<'_>, at: usize) -> Option<Number> {
    let token = text.tokens.get(at)?;
    let word = text.word(at);
    let mut end = at + 1;
    let mut in_words = false;
    let mut value = if token.shape == Shape::Digit {
        plain_number(word)?
    } else if token.is(flag::NUMBER) && !token.joined {
        in_words = true;
        let mut value = word_value(word)?;
        // twenty-six, two hundred
        while let Some(next) = text.tokens.get(end) {
            let hyphen = text.word(end) == "-" && next.joined;
            let digit = if hyphen { end + 1 } else { end };
            let more = text.tokens.get(digit).filter(|t| t.is(flag::NUMBER));
            let Some(more) = more.and_then(|_| word_value(text.word(digit))) else { break };
            if more >= 100.0 {
                break;
            }
            if hyphen && value >= 20.0 && more < 10.0 {
                value += more;
                end = digit + 1;
            } else {
                break;
            }
        }
        value
    } else {
        return None;
    };
    // million, thousand
    while let Some(scale) = text.tokens.get(end).filter(|t| t.is(flag::NUMBER)).and_then(|_| {
        let scale = word_value(text.word(end))?;
        (scale >= 12.0 && !text.word(end).ends_with('s')).then_some(scale)
    }) {
        if scale < 100.0 && scale > 12.0 {
            break;
        }
        value *= scale;
        end += 1;
    }
    Some(Number { value, tokens: at..end, in_words })
}

/// `653`, `1,000`, `3.5`; nothing with letters.
fn plain_number(word: &str) -> Option<f64> {
    // 30bn
    let scales = [("bn", 1e9), ("tn", 1e12), ("mn", 1e6), ("m", 1e6), ("k", 1e3)];
    let scale =
        scales.into_iter().find_map(|(ending, by)| Some((word.strip_suffix(ending)?, by)));
    if let Some((digits, by)) = scale.filter(|(digits, _)| !digits.is_empty()) {
        return plain_number(digits)
            .filter(|value| value.fract() == 0.0 || *value < 1e3)
            .map(|value| value * by);
    }
    // 1,000 and 3.5, but not 1,00 and 1.2.3.
    if !word.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.') {
        return None;
    }
    let whole = word.split('.').next().unwrap_or_default();
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups[1..].iter().all(|group| group.len() == 3);
    if !grouped || word.matches('.').count() > 1 {
        return None;
    }
    decimal(&word.replace(',', "")).filter(|&value| value < 1e15)
}

pub(crate) fn word_value(word: &str) -> Option<f64> {
    const WORDS: [(&str, f64); 43] = [
        ("one", 1.0),
        ("two", 2.0),
        ("three", 3.0),
        ("four", 4.0),
        ("five", 5.0),
        ("six", 6.0),
        ("seven", 7.0),
        ("eight", 8.0),
        ("nine", 9.0),
        ("ten", 10.0),
        ("eleven", 11.0),
        ("twelve", 12.0),
        ("dozen", 12.0),
        ("thirteen", 13.0),
        ("fourteen", 14.0),
        ("fifteen", 15.0),
        ("sixteen", 16.0),
        ("seventeen", 17.0),
        ("eighteen", 18.0),
        ("nineteen", 19.0),
        ("twenty", 20.0),
        ("thirty", 30.0),
        ("forty", 40.0),
        ("fifty", 50.0),
        ("sixty", 60.0),
        ("seventy", 70.0),
        ("eighty", 80.0),
        ("ninety", 90.0),
        ("hundred", 100.0),
        ("thousand", 1e3),
        ("million", 1e6),
        ("billion", 1e9),
        ("trillion", 1e12),
        ("zwei", 2.0),
        ("drei", 3.0),
        ("vier", 4.0),
        ("fünf", 5.0),
        ("hundert", 100.0),
        ("tausend", 1e3),
        ("millionen", 1e6),
        ("milliarde", 1e9),
        ("milliarden", 1e9),
        ("zehn", 10.0),
    ];
    let lower = word.to_lowercase();
    WORDS.iter().find(|(name, _)| *name == lower).map(|(_, value)| *value)
}

/// A number that is part of a name, date, time, score or ordinal.
fn is_other(text: &Text<'_>, number: &Number) -> bool {
    let (start, end) = (number.tokens.start, number.tokens.end);
    let next = text.tokens.get(end);
    let before = start.checked_sub(1).map(|b| (b, &text.tokens[b]));
    if number.in_words {
        // One of them, the one, no one.
        return number.value == 1.0 && number.tokens.len() == 1;
    }
    if let Some((at, token)) = before {
        let word = text.word(at);
        // Article 5, Boeing 737, G-7, No. 10, §3, #1
        let labelled = token.has_capital()
            && !token.is(flag::FUNCTION)
            && !token.starts
            && !token.is_possessive()
            || matches!(
                word,
                "#" | "§"
                    | "@"
                    | "/"
                    | ":"
                    | "No."
                    | "no."
                    | "article"
                    | "page"
                    | "chapter"
                    | "section"
                    | "paragraph"
                    | "version"
                    | "age"
                    | "aged"
                    | "verse"
            );
        let tied = text.tokens[start].joined
            && (matches!(word, "-" | "–" | "." | "," | "_" | "=" | "+" | "*")
                || token.is_word());
        let month = token.is(flag::MONTH);
        let apart = !text.tokens[start].joined || !token.has_capital();
        if labelled && apart || tied || month {
            return true;
        }
    }
    let Some(following) = next else { return false };
    // 20 November, 10:30, 2-1, 5 p.m., 24/7
    let word = text.word(end);
    let month = following.is(flag::MONTH) && following.has_capital();
    let score = following.joined
        && matches!(word, "-" | "–" | ":" | "/")
        && text.tokens.get(end + 1).is_some_and(|t| t.shape == Shape::Digit && t.joined);
    let time = matches!(
        word,
        "p.m." | "a.m." | "pm" | "am" | "p.m" | "a.m" | "GMT" | "Uhr" | "o’clock" | "o'clock"
    );
    let glued = following.joined && following.is_word();
    let day_pair = text.is(end, "and")
        && text.tokens.get(end + 2).is_some_and(|t| t.is(flag::MONTH) && t.has_capital());
    month || score || time || glued || day_pair
}

/// Builds a figure over a number and what follows it.
fn build(
    text: &Text<'_>,
    number: &Number,
    end: usize,
    kind: FigureKind,
    unit: String,
    rule: Rule,
) -> (Figure, usize) {
    let (start, qualifier) = qualifier(text, number.tokens.start);
    let sentence = text.sentence_of(number.tokens.start);
    let tokens = start..end;
    let figure = Figure {
        span: text.span(&tokens),
        kind,
        value: number.value,
        unit,
        qualifier,
        claimant: None,
        sentence: text.span(&sentence),
        rule,
    };
    (figure, end)
}

const QUALIFIERS: [&[&str]; 30] = [
    &["no", "more", "than"],
    &["no", "fewer", "than"],
    &["as", "many", "as"],
    &["as", "much", "as"],
    &["as", "few", "as"],
    &["at", "least"],
    &["at", "most"],
    &["up", "to"],
    &["more", "than"],
    &["less", "than"],
    &["fewer", "than"],
    &["close", "to"],
    &["well", "over"],
    &["just", "over"],
    &["just", "under"],
    &["an", "estimated"],
    &["about"],
    &["around"],
    &["roughly"],
    &["nearly"],
    &["almost"],
    &["approximately"],
    &["some"],
    &["over"],
    &["under"],
    &["just"],
    &["only"],
    &["mindestens"],
    &["etwa"],
    &["rund"],
];

fn qualifier(text: &Text<'_>, start: usize) -> (usize, Option<Span>) {
    // The sign of a currency stands between.
    for words in QUALIFIERS {
        let Some(first) = start.checked_sub(words.len()) else { continue };
        // a scandal over $100 million
        let ambiguous =
            matches!(words[0], "over" | "about" | "under" | "around") && words.len() == 1;
        let noun = first.checked_sub(1).is_some_and(|b| {
            [
                "scandal",
                "dispute",
                "row",
                "concerns",
                "questions",
                "debate",
                "lawsuit",
                "fight",
                "talks",
                "controversy",
                "case",
                "story",
                "news",
                "is",
                "inquiry",
                "investigation",
            ]
            .iter()
            .any(|word| text.is(b, word))
        });
        if ambiguous && noun {
            continue;
        }
        if words.iter().zip(first..).all(|(word, at)| text.is(at, word)) {
            return (first, Some(text.span(&(first..start))));
        }
    }
    (start, None)
}

fn money(text: &Text<'_>, number: &Number) -> Option<(Figure, usize)> {
    let before = number.tokens.start.checked_sub(1);
    let sign = before
        .filter(|_| text.tokens[number.tokens.start].joined)
        .and_then(|b| sign(text.word(b)).map(|code| (b, code)));
    if let Some((mut first, code)) = sign {
        // US$
        if first > 0 && text.tokens[first].joined && matches!(text.word(first - 1), "US" | "A")
        {
            first -= 1;
        }
        let whole = Number { tokens: first..number.tokens.end, ..*number };
        return Some(build(
            text,
            &whole,
            number.tokens.end,
            FigureKind::Money,
            code.to_owned(),
            Rule::Currency,
        ));
    }
    let end = number.tokens.end;
    let code = currency_word(text.word(end)).or_else(|| sign_behind(text.word(end)))?;
    Some(build(text, number, end + 1, FigureKind::Money, code.to_owned(), Rule::Currency))
}

fn sign(mark: &str) -> Option<&'static str> {
    Some(match mark {
        "$" => "USD",
        "€" => "EUR",
        "£" => "GBP",
        "¥" => "JPY",
        "₴" => "UAH",
        "₽" => "RUB",
        "₹" => "INR",
        _ => return None,
    })
}

fn sign_behind(mark: &str) -> Option<&'static str> {
    match mark {
        "€" | "₴" | "₽" => sign(mark),
        "USD" => Some("USD"),
        "EUR" => Some("EUR"),
        "UAH" => Some("UAH"),
        _ => None,
    }
}

fn currency_word(word: &str) -> Option<&'static str> {
    Some(match word {
        "dollars" | "dollar" | "Dollar" => "USD",
        "euros" | "euro" | "Euro" => "EUR",
        "pounds" | "sterling" => "GBP",
        "yen" => "JPY",
        "yuan" => "CNY",
        "hryvnia" | "hryvnias" => "UAH",
        "rubles" | "roubles" | "ruble" => "RUB",
        "rupees" => "INR",
        "francs" | "Franken" => "CHF",
        "zloty" | "zlotys" => "PLN",
        _ => return None,
    })
}

fn share(text: &Text<'_>, number: &Number) -> Option<(Figure, usize)> {
    let end = number.tokens.end;
    let words = match text.word(end) {
        "%" | "percent" | "Prozent" | "pct" | "percentage" => 1,
        "per" if text.is(end + 1, "cent") => 2,
        _ => return None,
    };
    let unit = text.slice(&text.span(&(end..end + words))).to_owned();
    Some(build(text, number, end + words, FigureKind::Share, unit, Rule::Percent))
}

/// Words between the hyphen's noun and the thing that the compound names.
const COMPOUND: usize = 3;

fn compound(text: &Text<'_>, number: &Number) -> Option<(Figure, usize)> {
    let hyphen = number.tokens.end;
    let noun = hyphen + 1;
    let joined = |at: usize| text.tokens.get(at).is_some_and(|t| t.joined);
    if !matches!(text.word(hyphen), "-" | "‑") || !joined(hyphen) || !joined(noun) {
        return None;
    }
    let this = text.tokens.get(noun)?;
    if this.shape != Shape::Lower {
        return None;
    }
    let mut end = noun + 1;
    // 43-year-old
    while text.word(end) == "-" && joined(end) && joined(end + 1) {
        end += 2;
    }
    // 28-point peace plan: up to the thing, else the next noun.
    let thing = (end..end + COMPOUND)
        .take_while(|&t| {
            text.tokens.get(t).is_some_and(|n| {
                n.shape == Shape::Lower
                    && !n.joined
                    && !n.is(flag::FUNCTION | flag::SAYING | flag::COPULA)
            })
        })
        .find(|&t| text.flags(t) & flag::THING != 0);
    let plain = text.tokens.get(end).is_some_and(|n| {
        n.shape == Shape::Lower && !n.joined && !n.is(flag::FUNCTION | flag::SAYING)
    });
    if let Some(thing) = thing {
        end = thing + 1;
    } else if plain {
        end += 1;
    }
    let unit = text.word(noun).to_owned();
    Some(build(text, number, end, FigureKind::Compound, unit, Rule::Hyphen))
}

/// Words between a number and the noun that it counts.
const ADJECTIVES: usize = 4;

fn counted(text: &Text<'_>, number: &Number) -> Option<(Figure, usize)> {
    let mut at = number.tokens.end;
    if text.is(at, "of") {
        at += 1;
        if text.flags(at) & flag::DETERMINER != 0 {
            at += 1;
        }
    }
    let head = (at..at + 1 + ADJECTIVES)
        .take_while(|&t| {
            text.tokens.get(t).is_some_and(|n| {
                let adjective = n.shape == Shape::Lower
                    && (!n.is(flag::FUNCTION) || matches!(text.word(t), "other" | "more"));
                let hyphen = text.word(t) == "-" && n.joined;
                n.is(flag::DEMONYM) || adjective || hyphen
            })
        })
        .find(|&t| is_plural(text, t, number.value));
    let year = !number.in_words
        && number.tokens.len() == 1
        && text.word(number.tokens.start).len() == 4
        && (1500.0..2101.0).contains(&number.value);
    let Some(head) = head else {
        // killed at least 26
        let (start, qualifier) = qualifier(text, number.tokens.start);
        let harm = start.checked_sub(1).is_some_and(|b| {
            ["killed", "killing", "wounded", "wounding", "injured", "injuring", "kills"]
                .iter()
                .any(|word| text.is(b, word))
        });
        let ends = text.tokens.get(number.tokens.end).is_none_or(|n| {
            n.shape == Shape::Mark || n.is(flag::PREPOSITION | flag::CONJUNCTION)
        });
        let known = harm || qualifier.is_some() && !number.in_words && !year;
        return (known && ends).then(|| {
            let end = number.tokens.end;
            build(text, number, end, FigureKind::Count, String::new(), Rule::NumberNoun)
        });
    };
    if year && head > number.tokens.end + 1 {
        return None;
    }
    let unit = text.word(head).to_owned();
    let lower = unit.to_lowercase();
    let time = [
        "second", "minute", "hour", "day", "week", "month", "year", "decade", "century",
        "stunde", "tage", "woche", "monat", "jahr",
    ];
    let duration = time.iter().any(|t| lower.starts_with(t)) || lower == "centuries";
    let (kind, rule) = match duration {
        true => (FigureKind::Duration, Rule::TimeSpan),
        false => (FigureKind::Count, Rule::NumberNoun),
    };
    // `three days ago` and `two days later` tell when, not how long.
    let relative = duration
        && ["ago", "later", "earlier", "before", "after"].iter().any(|w| text.is(head + 1, w));
    (!relative).then(|| build(text, number, head + 1, kind, unit, rule))
}

/// A noun that can be counted: in the plural, or one.
fn is_plural(text: &Text<'_>, at: usize, value: f64) -> bool {
    let word = text.word(at);
    let token = &text.tokens[at];
    if token.shape == Shape::Mark || token.is_possessive() {
        return false;
    }
    // The first word of `armed forces` is none.
    const IRREGULAR: [&str; 14] = [
        "people",
        "men",
        "women",
        "children",
        "troops",
        "police",
        "aircraft",
        "feet",
        "teeth",
        "personnel",
        "dead",
        "wounded",
        "staff",
        "lives",
    ];
    if IRREGULAR.contains(&word) {
        return true;
    }
    let small = token.shape == Shape::Lower;
    let plural = word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("ous");
    let verb =
        token.is(flag::FUNCTION | flag::SAYING | flag::STATING) && !token.is(flag::AMBIGUOUS);
    let one = (value - 1.0).abs() < f64::EPSILON;
    // In languages whose nouns have capitals, the next one is counted.
    let german = text.noun_capitals && token.has_capital();
    small && plural && !verb || one && small && word.len() > 3 && !verb || german
}
