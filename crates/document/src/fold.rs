//! Words in the form that they are looked up by.

use std::ops::Range;

/// The word in lower case, without a possessive ending, pushed onto an emptied `buffer`.
pub fn fold(word: &str, buffer: &mut String) {
    buffer.clear();
    if word.is_ascii() {
        buffer.push_str(word);
        buffer.make_ascii_lowercase();
    } else {
        buffer.extend(word.chars().flat_map(char::to_lowercase));
    }
    buffer.truncate(without_possessive(buffer).len());
}

/// What [`fold`] makes of the word at `place`, where `lower` is the text with its ASCII letters in lower case: nearly
/// always a piece of it.
pub fn folded<'a>(lower: &'a str, place: Range<usize>, buffer: &'a mut String) -> &'a str {
    let word = lower.get(place).unwrap_or_default();
    if word.is_ascii() {
        return without_possessive(word);
    }
    fold(word, buffer);
    buffer
}

fn without_possessive(word: &str) -> &str {
    if word.as_bytes().last() != Some(&b's') {
        return word;
    }
    let owner = word.strip_suffix("'s").unwrap_or(word);
    owner.strip_suffix("’s").unwrap_or(owner)
}

/// Returns `words` with a capital first letter.
///
/// ```
/// assert_eq!(rolefit_document::capitalised("key accounts"), "Key accounts");
/// ```
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Returns `words` with single spaces between them and none at the ends.
pub fn single_spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_possessive_ending_falls_away_and_a_plural_stays() {
        let mut buffer = String::new();
        for (word, expected) in [("Client's", "client"), ("MÜLLER’s", "müller"), ("Sales", "sales"), ("'s", "")] {
            fold(word, &mut buffer);
            assert_eq!(buffer, expected);
            assert_eq!(folded(&word.to_ascii_lowercase(), 0..word.len(), &mut buffer), expected);
        }
    }
}
