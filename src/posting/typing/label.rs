//! Labels of criteria, names of parts, and exact patterns, all made from the words of a line.

use crate::posting::corpus::PostingWords;
use rolefit_document::capitalised;

/// A label must be readable at a glance.
const MOST_WORDS: usize = 7;

/// Returns a few words of `text` as the label.
pub(super) fn label(text: &str, posting_words: &PostingWords) -> String {
    // Brackets explain, and later clauses add details; the label leaves out both.
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
    let words: Vec<&str> = plain.split_whitespace().collect();
    let lower = |word: &&str| word.to_lowercase().trim_matches([',', '.', ':', ';']).to_owned();
    let says = |word: &&str| {
        !posting_words.similar.fillers.contains(&lower(word)) && !posting_words.titles.before.contains(&lower(word))
    };
    let little = ["of", "in", "with", "as", "for", "to", "at", "by", "and", "or"];
    let from = words.iter().position(|word| says(word) && !little.contains(&lower(word).as_str())).unwrap_or(0);
    let mut words = words.get(from..).unwrap_or_default();
    words = words.get(..words.len().min(MOST_WORDS)).unwrap_or(words);
    let clause = words.iter().position(|word| word.ends_with([',', ';', '.'])).filter(|&at| at >= 2);
    words = clause.and_then(|at| words.get(..=at)).unwrap_or(words);
    while let Some((last, rest)) = words.split_last().filter(|(last, rest)| !says(last) && rest.len() > 1) {
        let _ = last;
        words = rest;
    }
    while let Some((_, rest)) =
        words.split_last().filter(|(last, rest)| little.contains(&lower(last).as_str()) && rest.len() > 1)
    {
        words = rest;
    }
    let label = words.join(" ");
    let label = label.trim_matches([',', '.', ';', ':', ' ', '-', '–']);
    capitalised(if label.is_empty() { text.trim() } else { label })
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
