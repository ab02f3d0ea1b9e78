//! From words to terms: a word test goes in, the terms of the dictionary that
//! pass it come out, with what the page says about it.

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};

use super::Corpus;
use super::regex::{Options, Pattern};
use super::tree::WordTest;
use crate::analyse::stems::stemmable;
use crate::index::stems;
use crate::response::{Problem, Substitution, WordEcho};
use crate::sorting;

/// The terms that pass a word test.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TermSet {
    /// Term and the documents in which it passes, ascending by term.
    pub(crate) terms: Vec<(u32, Scope)>,
    /// The one type that passes, where the spelling must be as typed.
    pub(crate) spelling: Option<u32>,
}

/// In which documents a term passes: those whose stemmer has a bit in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Scope(pub(crate) u32);

impl Scope {
    /// Documents of every language, those without a stemmer too.
    pub(crate) const EVERYWHERE: Self = Self(u32::MAX);

    pub(crate) fn holds(self, stemmer_bit: u32) -> bool {
        self == Self::EVERYWHERE || self.0 & stemmer_bit != 0
    }
}

/// Looks a word test up.
///
/// # Errors
/// What is wrong with a pattern; places count from the beginning of what was
/// typed for the word.
pub(crate) fn terms_of(corpus: Corpus<'_>, test: &WordTest) -> Result<TermSet, Problem> {
    let dictionary = &corpus.index.terms;
    let everywhere = |terms: &mut dyn Iterator<Item = u32>| {
        terms.map(|term| (term, Scope::EVERYWHERE)).collect::<Vec<_>>()
    };
    let mut terms = match test {
        WordTest::Folded(word) => {
            let folded = corpus.index.chars.fold_word(word);
            everywhere(&mut dictionary.find(&folded).into_iter())
        }
        WordTest::Exact(word) => {
            let Some((term, spelling)) = exact(corpus, word) else {
                return Ok(TermSet::default());
            };
            return Ok(TermSet {
                terms: vec![(term, Scope::EVERYWHERE)],
                spelling: Some(spelling),
            });
        }
        WordTest::Similar(word, distance) => {
            let folded = corpus.index.chars.fold_word(word);
            everywhere(&mut near(corpus, &folded, *distance).into_iter())
        }
        WordTest::Regex(pattern) => {
            everywhere(&mut matching_regex(corpus, pattern)?.into_iter())
        }
        WordTest::Pattern(pattern) => everywhere(&mut fitting(corpus, pattern).into_iter()),
        WordTest::Form(word) => {
            let folded = corpus.index.chars.fold_word(word);
            let mut terms = everywhere(&mut dictionary.find(&folded).into_iter());
            let lower = stemmable(word);
            let languages = corpus.index.stems.iter().zip(&corpus.postings.stems);
            for (number, (language, groups)) in languages.enumerate() {
                let forms = stems::forms_of(corpus.index, language, groups, &lower);
                let term_of = |form: u32| corpus.index.forms.term_of[form as usize];
                terms.extend(forms.into_iter().map(|form| (term_of(form), Scope(1 << number))));
            }
            terms
        }
    };
    sorting::sort(&mut terms);
    terms.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        if same {
            kept.1 = Scope(kept.1.0 | later.1.0);
        }
        same
    });
    // A term that only ever stands in boilerplate can not be found.
    terms.retain(|&(term, _)| corpus.postings.frequency(term) > 0);
    Ok(TermSet { terms, spelling: None })
}

/// Longest word that is compared with typing errors; the tables of longer ones
/// would not pay.
const LONGEST_SIMILAR: usize = 64;

/// The term and the type of an exact spelling.
fn exact(corpus: Corpus<'_>, word: &str) -> Option<(u32, u32)> {
    let term = corpus.index.terms.find(&corpus.index.chars.fold_word(word))?;
    let mut spelling = String::new();
    let number = corpus.index.forms.of_term(term).find(|&number| {
        spelling.clear();
        corpus.index.forms.push(number, &corpus.index.terms, &mut spelling);
        spelling == word
    })?;
    Some((term, number))
}

/// The terms that fit a regular expression as a whole. Its letters are folded
/// as words are, so that case and accents make no difference.
fn matching_regex(corpus: Corpus<'_>, pattern: &str) -> Result<Vec<u32>, Problem> {
    let chars = &corpus.index.chars;
    let strip = |letter: char, out: &mut String| {
        out.push_str(&chars.fold(letter.encode_utf8(&mut [0; 4])));
    };
    let options = Options { ignore_case: true, literal: false, strip: Some(&strip) };
    // The slash before the pattern is typed, too.
    let mut pattern = Pattern::compile(pattern, &options).map_err(|error| Problem {
        start: error.start + 1,
        end: error.end + 1,
        message: error.message,
        suggestion: error.suggestion,
    })?;
    let terms = 0..u32::try_from(corpus.index.terms.len()).unwrap_or(u32::MAX);
    let found = terms.filter(|&term| pattern.is_match(corpus.index.terms.word(term))).collect();
    if pattern.is_exhausted() {
        return Err(Problem {
            start: 0,
            end: u32::MAX,
            message: "this pattern takes too much work; it is left out".into(),
            suggestion: None,
        });
    }
    Ok(found)
}

/// The terms that fit a pattern: through the dictionary's order where the
/// pattern begins with letters, by a scan of all terms where it does not.
fn fitting(corpus: Corpus<'_>, pattern: &str) -> Vec<u32> {
    let dictionary = &corpus.index.terms;
    let literal = pattern.split(['*', '?']).next().unwrap_or("");
    let rest: Vec<char> = pattern[literal.len()..].chars().collect();
    let candidates = dictionary.with_prefix(literal);
    if rest == ['*'] {
        return candidates.collect();
    }
    candidates.filter(|&term| fits(&dictionary.word(term)[literal.len()..], &rest)).collect()
}

/// Whether a text fits a pattern. Backs up to the last `*` only, so that the
/// time is bounded by the product of the lengths.
pub(crate) fn fits(text: &str, pattern: &[char]) -> bool {
    let (mut rest, mut at) = (text, 0);
    let mut retry: Option<(&str, usize)> = None;
    loop {
        let next = rest.chars().next();
        match (pattern.get(at), next) {
            (Some('*'), _) => {
                retry = Some((rest, at + 1));
                at += 1;
                continue;
            }
            (Some(&wanted), Some(found)) if wanted == '?' || wanted == found => {
                rest = &rest[found.len_utf8()..];
                at += 1;
                continue;
            }
            (None, None) => return true,
            _ => {}
        }
        let Some((from, back)) = retry else { return false };
        let Some(skipped) = from.chars().next() else { return false };
        rest = &from[skipped.len_utf8()..];
        at = back;
        retry = Some((rest, back));
    }
}

/// Shortest word that is looked for with a typing error.
const SHORTEST_MISTYPED: usize = 4;
/// Words that are tried in place of a mistyped one.
const MOST_SUBSTITUTES: usize = 3;

/// Words within one typing error (a letter too many, too few, wrong, or two
/// swapped) of one that does not occur, the most frequent first. Numbers and
/// quoted words are not guessed at.
pub(crate) fn substitutes(
    corpus: Corpus<'_>,
    test: &WordTest,
) -> Option<(Substitution, TermSet)> {
    let WordTest::Form(word) = test else { return None };
    let folded = corpus.index.chars.fold_word(word);
    if folded.chars().count() < SHORTEST_MISTYPED || folded.chars().any(char::is_numeric) {
        return None;
    }
    let mut near = near(corpus, &folded, 1);
    near.truncate(MOST_SUBSTITUTES);
    if near.is_empty() {
        return None;
    }
    let used = near.iter().map(|&term| spelling_of(corpus, term)).collect();
    let mut terms: Vec<(u32, Scope)> =
        near.into_iter().map(|term| (term, Scope::EVERYWHERE)).collect();
    sorting::sort(&mut terms);
    Some((Substitution { typed: test.typed(), used }, TermSet { terms, spelling: None }))
}

/// The terms at most so many typing errors from a folded word, the most
/// frequent first.
pub(crate) fn near(corpus: Corpus<'_>, folded: &str, errors: u8) -> Vec<u32> {
    let folded: String = folded.chars().take(LONGEST_SIMILAR).collect();
    let automaton = LevenshteinAutomatonBuilder::new(errors, true).build_dfa(&folded);
    let mut near = corpus.index.terms.accepted(Near(automaton));
    near.retain(|&term| corpus.postings.frequency(term) > 0);
    sorting::sort_by_key(&mut near, |&term| {
        (std::cmp::Reverse(corpus.postings.frequency(term)), term)
    });
    near
}

/// Walks the dictionary along an automaton of near words.
struct Near(DFA);

impl fst::Automaton for Near {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}

/// A spelling of a term for people: the first in order of those with the fewest
/// capitals, so that a word of a headline is shown as texts have it.
pub(crate) fn spelling_of(corpus: Corpus<'_>, term: u32) -> String {
    let forms = &corpus.index.forms;
    let spellings = forms.of_term(term).map(|number| {
        let mut spelling = String::new();
        forms.push(number, &corpus.index.terms, &mut spelling);
        spelling
    });
    let capitals = |spelling: &String| spelling.chars().filter(|c| c.is_uppercase()).count();
    spellings.min_by_key(capitals).unwrap_or_default()
}

/// Forms of a word that are named to the person.
const MOST_FORMS: usize = 24;

/// What the page says about a word of the query.
pub(crate) fn echo(corpus: Corpus<'_>, test: &WordTest, set: &TermSet) -> WordEcho {
    let mut terms: Vec<u32> = set.terms.iter().map(|&(term, _)| term).collect();
    sorting::sort_by_key(&mut terms, |&term| {
        (std::cmp::Reverse(corpus.postings.frequency(term)), term)
    });
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    WordEcho {
        typed: test.typed(),
        forms: terms.iter().take(MOST_FORMS).map(|&t| spelling_of(corpus, t)).collect(),
        total_forms: count(terms.len()),
        occurrences: terms.iter().map(|&t| u64::from(corpus.postings.frequency(t))).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, pattern: &str, expected: bool) {
        let pattern: Vec<char> = pattern.chars().collect();
        assert_eq!(fits(text, &pattern), expected, "{text:?} against {pattern:?}");
    }

    #[test]
    fn patterns() {
        check("negotiation", "*ing", false);
        check("talking", "*ing", true);
        check("ing", "*ing", true);
        check("aab", "a*b", true);
        check("abab", "*ab", true);
        check("abc", "a?c", true);
        check("ac", "a?c", false);
        check("éa", "?a", true);
        check("", "*", true);
        check("", "?", false);
        check("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "*a*a*a*a*a*a*a*a*b", false);
    }
}
