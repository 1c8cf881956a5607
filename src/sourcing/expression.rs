//! Writes Boolean expressions for LinkedIn and job boards: straight quotes, operators in capitals, no wildcards.

use crate::catalog::searchable::SPECIAL;
use rolefit_document::single_spaced;

/// Words that would be operators outside quotes.
const OPERATORS: [&str; 3] = ["and", "or", "not"];

/// Returns a word as it is and a phrase in quotes; `None` if nothing in it can be searched for.
pub(super) fn term(words: &str) -> Option<String> {
    let plain = words.replace(SPECIAL, " ").replace('\u{2019}', "'");
    let plain = single_spaced(&plain);
    let plain = plain.trim_matches([',', ';', ':', ' ']);
    let is_word = plain.chars().all(char::is_alphanumeric) && !OPERATORS.contains(&plain.to_lowercase().as_str());
    let written = if is_word { plain.to_owned() } else { format!("\"{plain}\"") };
    plain.contains(char::is_alphanumeric).then_some(written)
}

/// Returns an expression for any of `terms`, in parentheses if there are several; empty without terms.
pub(super) fn any(terms: &[String]) -> String {
    match terms {
        [one] => one.clone(),
        [] => String::new(),
        several => format!("({})", several.join(" OR ")),
    }
}

/// Returns an expression for all of `groups` and none of `barred`. Empty groups are left out.
pub(super) fn all(groups: &[String], barred: &[String]) -> String {
    let groups: Vec<&str> = groups.iter().map(String::as_str).filter(|group| !group.is_empty()).collect();
    let joined = groups.join(" AND ");
    match any(barred) {
        barred if barred.is_empty() || joined.is_empty() => joined,
        barred => format!("{joined} NOT {barred}"),
    }
}

/// Counts the operators of an expression outside quotes.
pub(super) fn operators(expression: &str) -> usize {
    let outside = expression.split('"').step_by(2);
    outside.flat_map(str::split_whitespace).filter(|word| matches!(*word, "AND" | "OR" | "NOT")).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_quoted_and_what_a_search_box_would_obey_is_taken_out() {
        let term = |words: &str| term(words).unwrap_or_default();
        assert_eq!(term("Salesforce"), "Salesforce");
        assert_eq!(term("key account"), "\"key account\"");
        assert_eq!(term("C++"), "\"C++\"");
        assert_eq!(term("Nurse (RN) \u{201c}night*\u{201d}"), "\"Nurse RN night\"");
        assert_eq!(term("OR"), "\"OR\"");
        assert_eq!(term("(*)"), "");
    }

    #[test]
    fn groups_are_joined_and_empty_ones_left_out() {
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        let groups = [any(&words(&["a", "b"])), any(&[]), any(&words(&["\"AND x\""]))];
        let expression = all(&groups, &words(&["c"]));
        assert_eq!(expression, "(a OR b) AND \"AND x\" NOT c");
        assert_eq!(operators(&expression), 3);
        assert_eq!(all(&[], &words(&["c"])), "");
    }
}
