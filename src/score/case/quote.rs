//! Cuts quotes out of sentences: the smallest passage that a reader needs.

use rolefit_document::Span;
use rolefit_document::{Parting, Word};

/// Most words per quote.
pub(super) const MOST_WORDS: usize = 25;

/// True if the sentence or list item `sentence` can be quoted whole. `words` are the tokens of the whole text.
pub(crate) fn is_short(text: &str, words: &[Word], sentence: Span) -> bool {
    words_of(words, sentence).len() <= MOST_WORDS && fits(sentence.slice(text))
}

fn words_of(words: &[Word], sentence: Span) -> &[Word] {
    let from = words.partition_point(|word| word.start < sentence.start);
    let to = words.partition_point(|word| word.start < sentence.end);
    words.get(from..to).unwrap_or_default()
}

/// True if a reader counts at most [`MOST_WORDS`] words.
fn fits(words: &str) -> bool {
    // A word begins at the start or after white space. Any other byte that may be white space is counted too; if the
    // count is then too high, words are counted exactly.
    let gaps = words.bytes().filter(|byte| *byte <= b' ' || !byte.is_ascii()).count();
    gaps < MOST_WORDS || words.split_whitespace().take(MOST_WORDS + 1).count() <= MOST_WORDS
}

/// Returns `sentence` if it is short, else the result of [`clauses_around`].
pub(crate) fn quote(text: &str, words: &[Word], sentence: Span, hit: Span) -> Span {
    if is_short(text, words, sentence) { sentence } else { clauses_around(text, words, sentence, hit) }
}

/// Returns as many clauses of a long `sentence` around `hit` as fit, at least `hit`. A hit that is itself too long
/// loses its end.
pub(super) fn clauses_around(text: &str, words: &[Word], sentence: Span, hit: Span) -> Span {
    let words = words_of(words, sentence);
    let place = |at: usize| words.get(at).map_or(sentence, |word| Span::new(word.start, word.end));
    let first = words.partition_point(|word| word.start <= hit.start).saturating_sub(1);
    let last =
        words.partition_point(|word| word.start < hit.end).saturating_sub(1).clamp(first, first + MOST_WORDS - 1);
    // Clauses end at commas, brackets and dashes.
    let opens = |at: usize| at == 0 || words.get(at).is_none_or(|word| word.parting >= Parting::Phrase);
    // A colon promises what follows: "Clients include:" alone says nothing.
    let leads_on = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| words.get(before)).zip(words.get(at));
        before.is_some_and(|(before, word)| text.get(before.end..word.start).unwrap_or_default().contains(':'))
    };
    let from = (0..=first).rev().find(|&at| opens(at)).unwrap_or(first);
    let to = (last + 1..=words.len()).find(|&at| opens(at) && !leads_on(at)).unwrap_or(words.len()) - 1;
    let (from, to) = match () {
        () if to - from < MOST_WORDS => (from, to),
        () if last - from < MOST_WORDS => (from, from + MOST_WORDS - 1),
        () => (first, (first + MOST_WORDS - 1).min(to)),
    };
    // A sign that stands alone, such as "&", is a word to a reader, though not to the tokenizer.
    let to = (from..=to).rev().find(|&to| fits(place(from).join(place(to)).slice(text))).unwrap_or(from);
    place(from).join(place(to))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rolefit_document::words;

    fn clauses_around(text: &str, hit: &str) -> String {
        let start = text.find(hit).unwrap();
        let hit = Span::new(start, start + hit.len());
        let words: Vec<_> = words(text).collect();
        quote(text, &words, Span::new(0, text.len()), hit).slice(text).to_owned()
    }

    #[test]
    fn a_short_sentence_is_quoted_whole() {
        assert_eq!(
            clauses_around("Negotiated supply contracts, closing nine.", "closing"),
            "Negotiated supply contracts, closing nine."
        );
    }

    #[test]
    fn a_long_sentence_is_cut_to_the_clause() {
        let filler = "and so on ".repeat(12);
        let text = format!("Planned routes {filler}, negotiated supply contracts with mills, then {filler}");
        assert_eq!(clauses_around(&text, "negotiated supply"), "negotiated supply contracts with mills");
    }

    #[test]
    fn a_clause_that_ends_in_a_colon_is_quoted_with_what_follows() {
        let text = "Drew posters for shops. Clients include: Fern Press, Otter Foods, Lime Hall".to_owned();
        let filler = ", and others of the town".repeat(6);
        assert_eq!(clauses_around(&(text + &filler), "Clients include"), "Clients include: Fern Press");
    }

    #[test]
    fn signs_that_stand_alone_count_as_words() {
        assert!(clauses_around(&"word & ".repeat(20), "word").split_whitespace().count() <= MOST_WORDS);
    }

    #[test]
    fn a_quote_never_has_more_than_its_most_words() {
        let text = "word ".repeat(80);
        assert_eq!(words(&clauses_around(&text, "word")).count(), MOST_WORDS);
        assert_eq!(words(&clauses_around(&text, text.trim())).count(), MOST_WORDS);
    }
}
