//! Reads a resume in small letters throughout as if its lines and fields began with capitals.

use super::meaning::mark;
use super::text::Reading;
use super::words::{Shape, TextWord};

/// A text with fewer words says nothing about the habits of its writer.
const LEAST_WORDS: usize = 8;
/// A text is small if at most one word in so many has a capital; in running text it is one in eight and more.
const ONE_CAPITAL_IN: usize = 12;
/// A name stands in so many lines …
const NAME_LINES: usize = 3;
/// … and has at most so many words.
const NAME_WORDS: usize = 4;
/// A line of so many words is a heading, a title or an employer.
const SHORT_LINE: usize = 4;

/// True if a text has next to no capitals, apart from the name at its top.
pub(super) fn is_small(words: &[TextWord]) -> bool {
    let (mut lower, mut capital) = (0_usize, 0_usize);
    for word in words.iter().skip(NAME_WORDS) {
        match word.shape {
            Shape::Lower => lower += 1,
            Shape::Capital | Shape::Upper => capital += 1,
            Shape::Digits => {}
        }
    }
    lower + capital >= LEAST_WORDS && capital * ONE_CAPITAL_IN <= lower
}

fn is_dated(word: &TextWord) -> bool {
    word.shape == Shape::Digits || word.is_date()
}

/// Gives the first word of each line and of each of its fields a capital, and each word of a name at the top.
pub(super) fn capitalise(reading: &mut Reading<'_>) {
    let mut capitals: Vec<usize> = Vec::new();
    for (index, line) in reading.lines.iter().enumerate() {
        let is_name = index < NAME_LINES && line.words.len() <= NAME_WORDS;
        // The dates at the beginning of a line are no name.
        let dated = line.words.clone().take_while(|&at| reading.word(at).is_some_and(is_dated)).count();
        let behind_at = |at: usize| {
            let before = at.checked_sub(1).and_then(|before| reading.word(before));
            before.is_some_and(|before| before.span.slice(reading.text) == "at")
        };
        // Titles and employers that fill a line.
        let short = !line.bullet && line.words.len() <= SHORT_LINE;
        let named = |at: usize| reading.word(at).is_some_and(|word| !word.is(mark::LINK));
        let begins = |at: usize| {
            ((short || behind_at(at)) && named(at))
                || at == line.words.start
                || at == line.words.start + dated
                || reading.gap(at) == " - "
                || reading.gap(at).contains([',', '|', '\t', '–', '—', '(', '@'])
        };
        capitals.extend(line.words.clone().filter(|&at| is_name || begins(at)));
    }
    for at in capitals {
        if let Some(word) = reading.words.get_mut(at).filter(|word| word.shape == Shape::Lower) {
            word.shape = Shape::Capital;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::lexicon;
    use super::*;

    #[test]
    fn lines_and_fields_of_a_small_text_begin_with_capitals() {
        let small = "ann example\nwork\nsales clerk, acme widgets, 2015 - 2018\n- served many people at the counter of the shop \
                     and kept the books of the house in order";
        let capital = |text: &str| {
            let reading = Reading::new(text, lexicon());
            let capitals = reading.words.iter().filter(|word| word.shape == Shape::Capital);
            capitals.map(|word| word.span.slice(text).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(capital(small), ["ann", "example", "work", "sales", "acme", "served"]);
        let named = capital(&small.replace("ann example", "Ann Example"));
        assert_eq!(named, ["Ann", "Example", "work", "sales", "acme", "served"]);
        let set = small.replace("sales clerk, acme widgets", "Sales Clerk, Acme Widgets");
        assert_eq!(capital(&set), ["Sales", "Clerk", "Acme", "Widgets"]);
    }
}
