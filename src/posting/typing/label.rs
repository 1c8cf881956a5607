//! Labels of criteria, names of parts, and exact patterns, all made from the words of a line.

use crate::posting::corpus::PostingWords;
use rolefit_document::capitalised;

/// A label must be readable at a glance.
const MOST_WORDS: usize = 7;

/// A few words more are better than a phrase that breaks off.
const MOST_WHOLE: usize = 9;

/// A clause or phrase of fewer words says too little alone.
const LEAST_WORDS: usize = 2;

/// Returns a few words of `text` as the label. It ends where a phrase ends.
pub(super) fn label(text: &str, posting_words: &PostingWords) -> String {
    let labels = &posting_words.labels;
    let plain = without_brackets(text);
    let all: Vec<&str> = plain.split_whitespace().collect();
    let lower = |word: &str| word.to_lowercase().trim_matches([',', '.', ':', ';', '!', '\'']).to_owned();
    let is_joint = |word: &str| labels.joints.contains(&lower(word)) || lower(word) == "w/";
    let dangles = |word: &str| is_joint(word) || labels.dangling.contains(&lower(word));
    let starts = |words: &[&str], phrases: &[String]| {
        let next: Vec<String> = words.iter().take(4).map(|word| lower(word)).collect();
        let next = next.join(" ");
        phrases.iter().any(|phrase| {
            next.strip_prefix(phrase.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    };
    // Words such as "proven" or "experience with" say nothing; the first item of a list says something.
    let says_nothing = |at: usize, word: &str| {
        let known =
            posting_words.similar.fillers.contains(&lower(word)) || posting_words.titles.before.contains(&lower(word));
        (known || dangles(word))
            && (!word.ends_with(',') || dangles(word))
            && !starts(all.get(at..).unwrap_or_default(), &labels.whole)
    };
    let from = all.iter().enumerate().position(|(at, word)| !says_nothing(at, word)).unwrap_or(0);
    let mut words = all.get(from..).unwrap_or_default();
    let ends = (1..words.len()).find(|&at| starts(words.get(at..).unwrap_or_default(), &labels.priorities));
    words = ends.and_then(|at| words.get(..at)).unwrap_or(words);
    // Later clauses add details.
    let clause = words.iter().position(|word| word.ends_with([';', ':', '.']) || *word == "-" || *word == "\u{2013}");
    words = clause.filter(|&at| at + 1 >= LEAST_WORDS).and_then(|at| words.get(..=at)).unwrap_or(words);
    if words.len() > MOST_WHOLE {
        // The later the better, but a comma is a better end than a preposition, which is a better one than "and".
        let before = |at: usize| at.checked_sub(1).and_then(|at| words.get(at)).copied().unwrap_or_default();
        let joint = |at: usize| words.get(at).map(|word| lower(word)).filter(|_| !dangles(before(at)));
        let is_weak = |joint: &str| matches!(joint, "and" | "or" | "of");
        let ends = |at: &usize| joint(*at).is_some_and(|joint| labels.joints.contains(&joint) && !is_weak(&joint));
        let weakly = |at: &usize| joint(*at).is_some_and(|joint| matches!(joint.as_str(), "and" | "or"));
        let short = || (LEAST_WORDS + 1..=MOST_WORDS).rev();
        let end = (short().find(|&at| before(at).ends_with(',')))
            .or_else(|| short().find(ends))
            .or_else(|| (MOST_WORDS..=MOST_WHOLE).find(|at| ends(at) || weakly(at)))
            .or_else(|| short().find(weakly))
            .unwrap_or(MOST_WORDS);
        words = words.get(..end).unwrap_or(words);
    }
    while let Some((_, rest)) = words.split_last().filter(|(last, rest)| dangles(last) && rest.len() > 1) {
        words = rest;
    }
    let label = words.join(" ");
    let label = label.trim_matches([',', '.', ';', ':', ' ', '-', '\u{2013}']);
    capitalised(if label.is_empty() { text.trim() } else { label })
}

/// Brackets explain; the label leaves them out.
fn without_brackets(text: &str) -> String {
    let mut plain = String::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    plain
}

/// Returns a part's name: "cold chain" is `cold_chain`.
pub(super) fn part_name(words: &str) -> String {
    let lower = words.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(4).collect::<Vec<_>>().join("_")
}

/// Returns the pattern that matches exactly these words.
pub(super) fn exact_pattern(words: &str) -> String {
    let exact = rolefit_document::words(words).filter_map(|word| words.get(word.start..word.end));
    exact.map(|word| format!("={}", word.to_lowercase())).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_label_is_a_whole_phrase() {
        let posting_words = PostingWords::embedded().unwrap();
        for (text, wanted) in [
            (
                "18 months' post-diploma experience in a busy dental practice",
                "18 months' post-diploma experience in a busy dental practice",
            ),
            (
                "18 months' post-diploma experience in a busy dental practice or a hospital with children",
                "18 months' post-diploma experience",
            ),
            ("Coach and evaluate waiters and bar staff of all four branches", "Coach and evaluate waiters"),
            (
                "Gain a full understanding of what bees need and of their keepers",
                "Gain a full understanding of what bees need",
            ),
            ("Answer letters and calls in a friendly and tidy way, all day", "Answer letters and calls"),
            ("Proven experience with real estate law", "Real estate law"),
            ("High school diploma", "High school diploma"),
            ("Greek is a big plus", "Greek"),
            ("Cheerful, patient and tidy", "Cheerful, patient and tidy"),
            ("so is first aid.", "First aid"),
            ("Sewing machine licence nice to have", "Sewing machine licence"),
            ("Experience w/ tall ships", "Tall ships"),
            ("Excellent command of German (C1)", "Command of German"),
        ] {
            assert_eq!(label(text, &posting_words), wanted, "{text}");
        }
    }
}
