//! Sizes of figures: `>100`, `10..20`, `$100 million`, `100..200 drones` go in, a
//! range with a unit comes out.

use crate::numbers::decimal;
use crate::query::tree::Bound;

/// Figures of some sizes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Amounts {
    pub(crate) from: Bound<f64>,
    pub(crate) to: Bound<f64>,
    /// Folded words that the unit must have in a row; empty for any.
    pub(crate) unit: String,
}

/// Signs and words of currencies, and the code that is their unit.
const CURRENCIES: [(&str, &str); 19] = [
    ("$", "usd"),
    ("dollar", "usd"),
    ("dollars", "usd"),
    ("€", "eur"),
    ("euro", "eur"),
    ("euros", "eur"),
    ("£", "gbp"),
    ("pound", "gbp"),
    ("pounds", "gbp"),
    ("¥", "jpy"),
    ("yen", "jpy"),
    ("yuan", "cny"),
    ("₴", "uah"),
    ("hryvnia", "uah"),
    ("hryvnias", "uah"),
    ("₽", "rub"),
    ("rubles", "rub"),
    ("roubles", "rub"),
    ("₹", "inr"),
];

/// Words that say how many times as much.
const TIMES: [(&str, f64); 16] = [
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("k", 1e3),
    ("tausend", 1e3),
    ("тисяч", 1e3),
    ("million", 1e6),
    ("millionen", 1e6),
    ("m", 1e6),
    ("млн", 1e6),
    ("billion", 1e9),
    ("bn", 1e9),
    ("milliarden", 1e9),
    ("milliarde", 1e9),
    ("млрд", 1e9),
    ("trillion", 1e12),
    ("tn", 1e12),
];

/// A number with what follows it.
struct Amount {
    number: f64,
    times: Option<f64>,
    unit: String,
}

impl Amounts {
    /// Reads what was typed; `None` where there is no number.
    pub(crate) fn read(typed: &str, fold: &dyn Fn(&str) -> String) -> Option<Self> {
        let typed = typed.trim();
        if let Some((from, to)) = typed.split_once("..") {
            let (from, to) = (amount(from, fold), amount(to, fold));
            // `100..200 million` are millions both.
            let times = to.as_ref().and_then(|to| to.times);
            let unit = [&to, &from].into_iter().flatten().map(|it| &it.unit);
            let unit = unit.into_iter().find(|unit| !unit.is_empty()).cloned();
            let end = |end: Option<Amount>| {
                end.map(|it| Bound::Including(it.number * it.times.or(times).unwrap_or(1.0)))
            };
            return match (end(from), end(to)) {
                (None, None) => None,
                (from, to) => Some(Self {
                    from: from.unwrap_or(Bound::Open),
                    to: to.unwrap_or(Bound::Open),
                    unit: unit.unwrap_or_default(),
                }),
            };
        }
        let signs = [">=", "<=", ">", "<"];
        let sign = signs.into_iter().find(|sign| typed.starts_with(sign)).unwrap_or("");
        let Amount { number, times, unit } = amount(&typed[sign.len()..], fold)?;
        let size = number * times.unwrap_or(1.0);
        let (from, to) = match sign {
            ">=" => (Bound::Including(size), Bound::Open),
            "<=" => (Bound::Open, Bound::Including(size)),
            ">" => (Bound::Excluding(size), Bound::Open),
            "<" => (Bound::Open, Bound::Excluding(size)),
            _ => (Bound::Including(size), Bound::Including(size)),
        };
        Some(Self { from, to, unit })
    }

    /// Whether a figure is among them; its unit is folded.
    pub(super) fn have(&self, value: f64, unit: &str) -> bool {
        let (wanted, unit) = (percent(&self.unit), percent(unit));
        super::metadata::number_passes(value, &self.from, &self.to)
            && (wanted.is_empty()
                || wanted == unit
                || super::metadata::contains(unit, wanted)
                // `1 drone` asks for drones.
                || unit.strip_suffix('s') == Some(wanted))
    }
}

/// Percent in one spelling.
fn percent(unit: &str) -> &str {
    match unit {
        "%" | "percent" | "per cent" | "prozent" | "pct" => "percent",
        unit => unit,
    }
}

fn amount(text: &str, fold: &dyn Fn(&str) -> String) -> Option<Amount> {
    let text = fold(text.trim());
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = text.split_at(digits);
    let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
    let (number, rest) = rest.split_at(end.unwrap_or(rest.len()));
    let number = decimal(&number.trim_end_matches(['.', ',']).replace(',', ""))?;
    let mut times = None;
    let mut unit: Vec<&str> = Vec::new();
    for word in before.split_whitespace().chain(rest.split_whitespace()) {
        let factor = TIMES.iter().find(|(name, _)| *name == word).filter(|_| unit.len() < 2);
        match factor {
            Some((_, factor)) if times.is_none() => times = Some(*factor),
            _ => {
                let currency = CURRENCIES.iter().find(|(name, _)| *name == word);
                unit.push(currency.map_or(word, |(_, code)| code));
            }
        }
    }
    Some(Amount { number, times, unit: unit.join(" ") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, has: &[(f64, &str)], has_not: &[(f64, &str)]) {
        let amounts = Amounts::read(typed, &str::to_lowercase).expect("a number");
        for (value, unit) in has {
            assert!(amounts.have(*value, unit), "{typed}: {value} {unit}");
        }
        for (value, unit) in has_not {
            assert!(!amounts.have(*value, unit), "{typed}: {value} {unit}");
        }
    }

    #[test]
    fn sizes_and_units() {
        check(">100", &[(101.0, "drones"), (1e9, "usd")], &[(100.0, "drones"), (3.0, "")]);
        check(">=100", &[(100.0, "drones")], &[(99.5, "drones")]);
        check("<2.5", &[(2.0, "hours")], &[(2.5, "hours")]);
        check("653", &[(653.0, "drones")], &[(654.0, "drones")]);
        check("1,500", &[(1500.0, "people")], &[(1.5, "people"), (15.0, "people")]);
        check("10..20", &[(10.0, "a"), (20.0, "b")], &[(9.0, "a"), (21.0, "a")]);
        check("10..", &[(10.0, "a"), (1e6, "b")], &[(9.0, "a")]);
        check("..20", &[(1.0, "a")], &[(21.0, "a")]);
        check("100 million", &[(1e8, "usd"), (1e8, "people")], &[(100.0, "usd")]);
        check("$100 million", &[(1e8, "usd")], &[(1e8, "people"), (1e8, "eur")]);
        check("$ 100m", &[(1e8, "usd")], &[(100.0, "usd")]);
        check("> 5 bn euros", &[(6e9, "eur")], &[(6e9, "usd"), (6.0, "eur")]);
        check("100..200 million", &[(1.5e8, "usd")], &[(150.0, "usd")]);
        check("40..60 drones", &[(51.0, "drones")], &[(51.0, "missiles")]);
        check("1 drone", &[(1.0, "drone"), (1.0, "drones")], &[(1.0, "missiles")]);
        check("15 %", &[(15.0, "percent"), (15.0, "%")], &[(15.0, "drones")]);
        for nothing in ["", "many", "..", "> drones"] {
            assert_eq!(Amounts::read(nothing, &str::to_lowercase), None, "{nothing}");
        }
    }
}
