//! Finds titles that no labelled line and no known noun give: "Growth Hacker", or a title within a sentence.

use super::corpus::PostingWords;
use super::position_title::{FoundTitle, bare, cased, head_words, is_title};
use super::posting_lines::{Line, folded};
use super::posting_text::PostingText;
use crate::catalog::Vocabulary;

/// Lines below the first few are no titles, unless they have the noun of one.
const MOST_FIRST_LINES: usize = 4;

/// A title without a noun that titles end in has at most this many words.
const MOST_PLAIN_WORDS: usize = 6;

/// Returns a title in capitals within one of the first sentences: "The Clinical Coordinator plans trials".
pub(super) fn named_in_sentence(
    lines: &[Line],
    asks_from: usize,
    posting_words: &PostingWords,
    vocabulary: &Vocabulary,
) -> Option<(String, usize)> {
    let first = lines.iter().enumerate().take(asks_from.saturating_add(2).min(MOST_FIRST_LINES));
    first.filter(|(_, line)| !line.is_item).find_map(|(at, line)| {
        let words: Vec<&str> = line.text.split_whitespace().collect();
        let has_capital = |word: &&str| word.starts_with(char::is_uppercase) && !word.ends_with([',', '.', ':']);
        let runs = words.chunk_by(|one, other| has_capital(one) && has_capital(other));
        let titles = runs.filter(|run| run.iter().all(has_capital)).map(|run| {
            let before = |word: &&&str| posting_words.titles.before.contains(&word.to_lowercase());
            let from = run.iter().take_while(before).count();
            bare(&run.get(from..).unwrap_or_default().join(" "), posting_words)
        });
        let mut titles = titles.filter(|title| title.contains(' ') && is_title(title, posting_words, vocabulary));
        titles.next().map(|title| (title, at))
    })
}

/// Returns a title that has no noun of a title ("Growth Hacker"): a heading of the page, else one of the first lines.
pub(super) fn plain_title(
    posting: &PostingText,
    lines: &[Line],
    asks_from: usize,
    posting_words: &PostingWords,
) -> Option<FoundTitle> {
    let first = lines.iter().take(asks_from.min(MOST_FIRST_LINES)).filter(|line| !line.is_item);
    let texts = posting.headlines.iter().map(String::as_str).chain(first.map(|line| line.text.as_str()));
    texts
        .map(|text| (text, bare(text, posting_words)))
        .find(|(text, title)| can_be_title(text, title, posting_words))
        .map(|(text, title)| {
            let line = lines.iter().position(|line| folded(&line.text) == folded(text));
            FoundTitle { title: cased(&title, posting_words), line, is_guess: false }
        })
}

/// True if a line may be a title, though it has no noun that titles end in. `title` is the line without additions.
fn can_be_title(text: &str, title: &str, posting_words: &PostingWords) -> bool {
    let words = folded(title);
    let head = head_words(title, posting_words);
    let is_of_employer = head.last().is_some_and(|last| posting_words.titles.employers.contains(last));
    let is_heading = posting_words.headings.values().flatten().any(|phrase| folded(phrase) == words);
    (1..=MOST_PLAIN_WORDS).contains(&words.len())
        && title.chars().any(char::is_alphabetic)
        && title.starts_with(char::is_alphanumeric)
        && !text.ends_with(['.', '!', '?', ':', ';', ','])
        && !text.contains(['@', ':', '{', '}'])
        && !words.iter().any(|word| posting_words.titles.never.contains(word))
        && !is_of_employer
        && !is_heading
}
