//! Splits a line that asks for time, and for a part of that time in narrower work: "5 years in retail, 2 of them as a
//! manager".

use super::asked_time::{self, Asked};
use crate::posting::corpus::PostingWords;

/// Returns the two demands of `text` as texts of their own: "5 years in retail" and "2 years as a manager". `None` if
/// it asks for one time only.
pub(super) fn split(text: &str, posting_words: &PostingWords) -> Option<(String, String)> {
    let years = &posting_words.years;
    let whole = *asked_time::all(text, posting_words).first()?;
    let words = asked_time::lower_words(text);
    let word = |at: usize| words.get(at).map(|(_, word)| word.as_str()).unwrap_or_default();
    let offset = |at: usize| words.get(at).map_or(text.len(), |(start, _)| *start);
    let is_unit = |at: usize| years.years.contains(word(at)) || years.months.contains(word(at));
    let behind = (0..words.len()).filter(|&at| offset(at) >= whole.span.end);
    for at in behind.filter(|&at| asked_time::number(word(at), posting_words).is_some()) {
        // "2 years of them as", "2 of them as", "2+ in".
        let unit = if is_unit(at + 1) { Some(at + 1) } else { None };
        let mut rest = unit.map_or(at + 1, |unit| unit + 1);
        let among = years.among.iter().find(|phrase| follows(&words, rest, phrase));
        rest += among.map_or(0, |phrase| phrase.split(' ').count());
        if unit.is_none() && !opens(word(rest), posting_words) {
            continue;
        }
        let lead = (0..at).rev().take_while(|&at| offset(at) >= whole.span.end && years.leads.contains(word(at)));
        let lead: Vec<usize> = lead.collect();
        let is_part = |&at: &usize| years.within.contains(word(at));
        let from = lead.last().copied().unwrap_or(at);
        let (one, other) = (text.get(..offset(from))?, text.get(offset(rest)..)?);
        if (among.is_none() && !lead.iter().any(is_part))
            || other.is_empty()
            || !fits(whole, at, unit, &words, posting_words)
        {
            continue;
        }
        let kept = lead.iter().rev().map(|&at| word(at)).filter(|word| !years.within.contains(*word));
        let unit = unit.map_or(if whole.unit == 1 { "months" } else { "years" }, word);
        let kept: Vec<&str> = kept.chain([word(at), unit, other.trim_end_matches([')', ' '])]).collect();
        let one = one.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '\'');
        return Some((one.to_owned(), kept.join(" ")));
    }
    None
}

/// True if the words from `at` on are those of `phrase`.
fn follows(words: &[(usize, String)], at: usize, phrase: &str) -> bool {
    let found = words.iter().skip(at).map(|(_, word)| word.as_str());
    phrase.split(' ').eq(found.take(phrase.split(' ').count()))
}

/// True if `word` begins what time was spent on: "as", "in", "leading".
fn opens(word: &str, posting_words: &PostingWords) -> bool {
    posting_words.years.on.contains(word) || (word.len() > 4 && word.ends_with("ing"))
}

/// True if the number at `at` is a part of the whole time. A longer time is no part of it.
fn fits(whole: Asked, at: usize, unit: Option<usize>, words: &[(usize, String)], posting_words: &PostingWords) -> bool {
    let word = |at: usize| words.get(at).map(|(_, word)| word.as_str()).unwrap_or_default();
    let months = match unit {
        Some(unit) if posting_words.years.months.contains(word(unit)) => 1,
        Some(_) => asked_time::MONTHS_A_YEAR,
        None => whole.unit,
    };
    asked_time::number(word(at), posting_words).is_some_and(|number| number.saturating_mul(months) <= whole.months)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn halves(text: &str) -> Option<(String, String)> {
        split(text, &PostingWords::embedded().unwrap())
    }

    #[test]
    fn a_part_of_the_time_is_a_demand_of_its_own() {
        for (text, one, other) in [
            (
                "8+ years of tunnelling, including 3 as superintendent",
                "8+ years of tunnelling",
                "3 years as superintendent",
            ),
            (
                "At least 5 years in retail, 2 of them leading a team",
                "At least 5 years in retail",
                "2 years leading a team",
            ),
            ("Six years in logistics, of which two as a planner", "Six years in logistics", "two years as a planner"),
            ("5 years of baking with 2+ in management", "5 years of baking", "2+ years in management"),
            (
                "4 years as a tailor (at least one year of which in theatre)",
                "4 years as a tailor",
                "at least one year in theatre",
            ),
            (
                "3 to 5 years as a florist, ideally with 1+ in events",
                "3 to 5 years as a florist",
                "ideally 1+ years in events",
            ),
            (
                "3 years in dairy farming, with at least 18 months on calves",
                "3 years in dairy farming",
                "at least 18 months on calves",
            ),
        ] {
            assert_eq!(halves(text), Some((one.into(), other.into())), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_part_of_the_time() {
        for text in [
            "5 years in retail",
            "5 years with 2 warehouses",
            "5 years of experience, including 3 languages",
            "2 years in retail or 5 years in sales",
            "3 years in a team of 5",
            "2 years of care with 10 in a ward",
            "24/7",
        ] {
            assert_eq!(halves(text), None, "{text}");
        }
    }
}
