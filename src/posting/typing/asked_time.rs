//! Reads the length of time that a line asks for: "5+ years", "three to five years", "min. 2 yrs".

use crate::posting::corpus::PostingWords;
use rolefit_document::{Span, words};

/// No posting asks for more than 50 years; a larger number means something else.
const MOST_MONTHS: u32 = 600;

/// Words between "aged" and the last number of a range of ages.
const AGE_WITHIN: usize = 4;

/// The months of a year.
pub(super) const MONTHS_A_YEAR: u32 = 12;

/// A time that a text asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// The least time; of a range, the lower end.
    pub months: u32,
    /// From the first number to the end of the unit.
    pub span: Span,
    /// The number of months in the unit.
    pub unit: u32,
}

/// Returns the longest time that `text` asks for, in months.
pub(super) fn months(text: &str, posting_words: &PostingWords) -> Option<u32> {
    all(text, posting_words).iter().map(|asked| asked.months).max()
}

/// Returns the times that `text` asks for, in its order.
pub(super) fn all(text: &str, posting_words: &PostingWords) -> Vec<Asked> {
    let words = lower_words(text);
    let word = |at: usize| words.get(at).map(|(_, word)| word.as_str());
    let number = |at: usize| number(word(at)?, posting_words);
    let asked = (1..words.len()).filter_map(|at| {
        let unit = match word(at)? {
            unit if posting_words.years.years.contains(unit) => MONTHS_A_YEAR,
            unit if posting_words.years.months.contains(unit) => 1,
            _ => return None,
        };
        let (start, unit_word) = words.get(at)?;
        let end = start + unit_word.len();
        let behind = text.get(end..).unwrap_or_default().trim_start().to_lowercase();
        if posting_words.years.ages.iter().any(|age| behind.starts_with(age.as_str())) {
            return None;
        }
        // One word may come between, or "or more": "5 full years", "five (5) years", "five or more years".
        let or_more = at.checked_sub(2).is_some_and(|or| word(or) == Some("or"));
        let backs = [1, 2, 3].into_iter().filter(|&back| back < 3 || or_more);
        let last = backs.filter_map(|back| at.checked_sub(back)).find(|&at| number(at).is_some())?;
        let before = |at: usize| at.checked_sub(1);
        let ranged = |at: usize| word(at).is_some_and(|word| posting_words.years.ranges.contains(word));
        let lower = match before(last) {
            Some(to) if ranged(to) => before(to).filter(|&at| number(at).is_some()),
            Some(from) if number(from).is_some() => Some(from),
            _ => None,
        };
        let first = lower.unwrap_or(last);
        let from = words.get(first)?.0;
        let lead = text.get(..from).unwrap_or_default().to_lowercase();
        let lead = lead.trim_end_matches([' ', '.', '(', '~']);
        let most =
            posting_words.years.most.iter().any(|most| {
                lead.strip_suffix(most.as_str()).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
            });
        // "Children aged 3 months to 3 years".
        let is_age = lead.split_whitespace().rev().take(AGE_WITHIN).any(|word| matches!(word, "aged" | "ages" | "age"));
        let months = number(first)?.saturating_mul(unit);
        (!most && !is_age).then_some(Asked { months, span: Span::new(from, end), unit })
    });
    asked.filter(|asked| (1..=MOST_MONTHS).contains(&asked.months)).collect()
}

/// Returns the words of `text` in lower case, each with its offset.
pub(super) fn lower_words(text: &str) -> Vec<(usize, String)> {
    words(text).filter_map(|word| Some((word.start, text.get(word.start..word.end)?.to_lowercase()))).collect()
}

/// Returns the number that a word states: "5+", "five".
pub(super) fn number(word: &str, posting_words: &PostingWords) -> Option<u32> {
    let digits = word.trim_end_matches(['+', '-']);
    digits.parse::<u32>().ok().or_else(|| posting_words.numbers.get(word).copied())
}

/// Writes months in words: "5 years", "18 months".
pub(crate) fn spoken(months: u32) -> String {
    match (months / MONTHS_A_YEAR, months % MONTHS_A_YEAR) {
        (1, 0) => "1 year".into(),
        (years, 0) => format!("{years} years"),
        _ => format!("{months} months"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_least_time_is_read_in_all_its_forms() {
        let posting_words = PostingWords::embedded().unwrap();
        let months = |text: &str| months(text, &posting_words);
        assert_eq!(months("5+ years of sales"), Some(60));
        assert_eq!(months("three to five years in retail"), Some(36));
        assert_eq!(months("min. 2 yrs"), Some(24));
        assert_eq!(months("3-5 years' experience"), Some(36));
        assert_eq!(months("2 – 4 years"), Some(24));
        assert_eq!(months("between 2 and 4 years"), Some(24));
        assert_eq!(months("at least 18 months"), Some(18));
        assert_eq!(months("more than ten years"), Some(120));
        assert_eq!(months("five (5) years"), Some(60));
        assert_eq!(months("five or more years"), Some(60));
    }

    #[test]
    fn a_most_or_no_number_asks_for_no_time() {
        let posting_words = PostingWords::embedded().unwrap();
        for text in [
            "up to 3 years", "no more than 5 years", "in the last 5 years", "years of experience", "24 hours",
            "below 40 years", "less than 3 years", "2 to 6 years old",
        ] {
            assert_eq!(months(text, &posting_words), None, "{text}");
        }
    }
}
