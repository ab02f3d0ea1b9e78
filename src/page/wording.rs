//! How two wordings of the same words differ.
//!
//! In: a wording and another to hold against it. Out: the first in pieces, each
//! with whether the other has it too. Words are compared without case and
//! punctuation, in order, by their longest common subsequence; quotations are
//! short, and what goes beyond so many words counts as different.

/// Words of a wording that are compared.
const MOST_WORDS: usize = 400;

/// The pieces of `text`; true where `other` has the same.
pub(crate) fn held_against<'a>(text: &'a str, other: &str) -> Vec<(&'a str, bool)> {
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    let ours: Vec<String> = words.iter().take(MOST_WORDS).map(|word| bare(word)).collect();
    let theirs: Vec<String> = other.split_whitespace().take(MOST_WORDS).map(bare).collect();
    let kept = common(&ours, &theirs);
    let mut pieces: Vec<(&str, bool)> = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for (place, word) in words.iter().enumerate() {
        // A mark alone is no difference.
        let same = kept.get(place).copied().unwrap_or(false)
            || ours.get(place).is_some_and(String::is_empty);
        match pieces.last_mut() {
            Some((piece, held)) if *held == same => *piece = &text[start..at + word.len()],
            _ => {
                start = at;
                pieces.push((&text[start..at + word.len()], same));
            }
        }
        at += word.len();
    }
    pieces
}

/// A word as it is compared.
fn bare(word: &str) -> String {
    word.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Which of the first words are in the longest common subsequence.
fn common(ours: &[String], theirs: &[String]) -> Vec<bool> {
    let width = theirs.len() + 1;
    let mut lengths = vec![0_u16; (ours.len() + 1) * width];
    for (i, our) in ours.iter().enumerate().rev() {
        for (j, their) in theirs.iter().enumerate().rev() {
            lengths[i * width + j] = match our == their {
                true => lengths[(i + 1) * width + j + 1] + 1,
                false => lengths[(i + 1) * width + j].max(lengths[i * width + j + 1]),
            };
        }
    }
    let mut kept = vec![false; ours.len()];
    let (mut i, mut j) = (0, 0);
    while i < ours.len() && j < theirs.len() {
        if ours[i] == theirs[j] {
            kept[i] = true;
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_of_wordings() {
        // What differs stands in brackets.
        let check = |text, other, expected: &str| {
            let pieces = held_against(text, other);
            let shown: String = pieces
                .iter()
                .map(
                    |(piece, same)| {
                        if *same { (*piece).to_owned() } else { format!("[{piece}]") }
                    },
                )
                .collect();
            assert_eq!(shown, expected);
            assert_eq!(pieces.iter().map(|(piece, _)| *piece).collect::<String>(), text);
        };
        check("We will stay.", "we will stay", "We will stay.");
        check("We shall stay here", "We will stay", "We [shall ]stay [here]");
        check("a – b", "a b", "a – b");
        check("one two three", "", "[one two three]");
        check("", "one", "");
        check("ми тут, ми там", "Ми там", "ми [тут, ми ]там");
        check("a b a b", "b a", "[a ]b a [b]");
    }

    #[test]
    fn long_wordings_take_no_longer() {
        let long = "word ".repeat(100_000);
        let pieces = held_against(&long, &long);
        assert_eq!(pieces.len(), 2);
        assert!(pieces[0].1 && !pieces[1].1);
    }
}
