//! Writes a title with capitals, and as an id.

use super::corpus::PostingWords;
use super::position_title::MOST_WORDS;
use rolefit_document::capitalised;

/// Capitalises a title that has no capitals, or nothing but capitals.
pub(super) fn cased(title: &str, posting_words: &PostingWords) -> String {
    let shouted =
        title.chars().any(char::is_alphabetic) && !title.chars().any(char::is_lowercase) && title.contains(' ');
    let word = |word: &str| -> String {
        let word = if shouted { word.to_lowercase() } else { word.to_owned() };
        if posting_words.titles.small.contains(&word) { word } else { capitalised(&word) }
    };
    title.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Returns the id of a title: "Key Account Manager" is `key-account-manager`.
pub(super) fn id(title: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let plain: String = title.to_lowercase().replace('ß', "ss").nfkd().filter(char::is_ascii).collect();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let id = words.take(MOST_WORDS).collect::<Vec<_>>().join("-");
    if id.is_empty() { "role".into() } else { id }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_plain_letters() {
        assert_eq!(id("B\u{e4}cker & Pastry-Chef"), "backer-pastry-chef");
        assert_eq!(id("\u{9867}"), "role");
    }
}
