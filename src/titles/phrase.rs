//! Recognises a phrase of a text as a title that somebody holds.

use std::ops::Range;

use crate::reading::{Meaning, Reading, Shape, mark};

/// The longest titles seen have eleven words; longer phrases are sentences.
const LONGEST_TITLE: usize = 12;
/// Up to so many words, "Account manager" needs no further capitals.
const LONGEST_PLAIN_TITLE: usize = 7;

/// The use of capitals in a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Setting {
    /// Running text.
    Prose,
    /// Begins with a capital and is short.
    Plain,
    /// Every word but the little ones has a capital.
    Capitals,
}

/// The use of capitals in the words of `range`.
pub(crate) fn setting(reading: &Reading<'_>, range: Range<usize>) -> Setting {
    let words = reading.words(range.clone());
    let stops = (range.start + 1..range.end).any(|index| ends_sentence(reading, index));
    let Some(first) = words.first().filter(|_| !stops && words.len() <= LONGEST_TITLE) else { return Setting::Prose };
    if first.shape == Shape::Lower {
        return Setting::Prose;
    }
    if words.iter().all(|word| word.shape != Shape::Lower || word.is(mark::LINK)) {
        return Setting::Capitals;
    }
    if words.len() <= LONGEST_PLAIN_TITLE { Setting::Plain } else { Setting::Prose }
}

/// True if a sentence ends before word `index`.
fn ends_sentence(reading: &Reading<'_>, index: usize) -> bool {
    if reading.is_spaced(index) {
        return false;
    }
    let gap = reading.gap(index);
    if !gap.contains(['.', ';', ':', '?', '!']) {
        return false;
    }
    let before = index.checked_sub(1).and_then(|before| reading.word(before));
    let abbreviated = before.is_some_and(|word| {
        word.is(mark::ABBREVIATION | mark::SHORT_FORM | mark::RANK | mark::NOUN) || word.dotted || word.span.len() <= 2
    });
    !(gap.starts_with('.') && gap.get(1..).is_some_and(|rest| !rest.contains(['.', ';', ':', '?', '!'])) && abbreviated)
}

/// True if the words of `range` are a title: they hold the noun of a title and form no sentence.
pub(crate) fn is_title(reading: &Reading<'_>, range: Range<usize>, least: Setting) -> bool {
    let words = reading.words(range.clone());
    let Some(first) = words.first() else { return false };
    if first.is(mark::LINK) || is_done(reading, range.start) || setting(reading, range.clone()) < least {
        return false;
    }
    if least == Setting::Plain
        && words
            .iter()
            .any(|word| word.shape == Shape::Lower && word.is(mark::OPENER) && !word.is(mark::NOUN | mark::SUBJECT))
    {
        return false;
    }
    last_noun(reading, range).is_some()
}

/// True if the word reports a deed ("Managed"), which no title begins with.
fn is_done(reading: &Reading<'_>, index: usize) -> bool {
    reading.word(index).is_some_and(|word| {
        word.is(mark::OPENER)
            && !word.is(mark::NOUN)
            && word.span.slice(reading.text).to_ascii_lowercase().ends_with("ed")
    })
}

/// The last noun of a title in `range`; `None` if an honour follows it ("Salesperson of the Year"). "Head Office" is a
/// place.
pub(crate) fn last_noun(reading: &Reading<'_>, range: Range<usize>) -> Option<usize> {
    let is_place = |at: usize| {
        reading.phrase(at, range.end, |meaning| meaning == Meaning::NoTitle).is_some() && reading.gap(at + 1) == " "
    };
    let is_noun = |&at: &usize| reading.word(at).is_some_and(|word| word.is(mark::NOUN)) && !is_place(at);
    let noun = range.clone().rev().find(is_noun)?;
    let mut honours = reading.phrases(noun + 1..range.end, |meaning| meaning == Meaning::Honour);
    honours.next().is_none().then_some(noun)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::testing::lexicon;

    fn title(text: &str) -> bool {
        let reading = Reading::new(text, lexicon());
        is_title(&reading, 0..reading.words.len(), Setting::Capitals)
    }

    #[test]
    fn titles_turn_on_a_noun() {
        for text in [
            "Account Manager", "Sr. Account Exec.", "Manager, Key Accounts", "Sales/Account Manager", "VP Sales",
            "DIRECTOR OF BUSINESS DEVELOPMENT", "Physician (Family Medicine)", "Credit Representative II",
            "Head of Sales", "Account Manager, Head Office", "Head Office Manager", "Head, Office Services",
        ] {
            assert!(title(text), "{text}");
        }
    }

    #[test]
    fn deeds_crowds_and_honours_are_no_titles() {
        for text in [
            "Managed the Account Manager", "worked with account managers", "Account Managers",
            "Salesperson of the Year", "Increased Sales", "I was the manager of a store",
            "Great Communicator. Team Leader", "Head Office", "National Accounts, Head Office",
        ] {
            assert!(!title(text), "{text}");
        }
    }
}
