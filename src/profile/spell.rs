//! Tells by the words of a line that time was no job, and which kind of time it was.

use std::ops::Range;

use crate::reading::{Marks, Meaning, Reading, Shape, mark};
use rolefit_document::checked::item_mut;

/// An employer's name in front ("Acme Ltd – Parental leave") has at most so many words.
const LONGEST_EMPLOYER: usize = 4;

/// The kind of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spell {
    /// Care, leave, travel, unemployment: nothing of it counts.
    Away,
    /// Volunteering and study: the deeds count.
    Unpaid,
}

/// The spell that words name, and true if they name nothing else. `parts` are the words before and after dates.
pub(super) fn spell(reading: &Reading<'_>, parts: &[Range<usize>]) -> Option<(Spell, bool)> {
    let wanted = |meaning| matches!(meaning, Meaning::Away | Meaning::PerhapsAway | Meaning::Unpaid | Meaning::Study);
    let mut phrases = parts.iter().cloned().flat_map(|part| reading.phrases(part, wanted)).peekable();
    // Most lines have no such phrase.
    phrases.peek()?;
    let content: Vec<usize> = parts.iter().cloned().flatten().collect();
    let is_whole = |covered: &[bool]| covered.iter().all(|covered| *covered);
    let covered = covered(reading, parts);
    for (phrase, meaning) in phrases {
        let before = content.iter().take_while(|word| **word < phrase.start).count();
        let found = match meaning {
            Meaning::Away => {
                is_away(reading, &content, &covered, before, &phrase).then_some((Spell::Away, is_whole(&covered)))
            }
            Meaning::PerhapsAway => is_whole(&covered).then_some((Spell::Away, true)),
            Meaning::Unpaid => is_unpaid(reading, &content, before, &phrase).then_some((Spell::Unpaid, true)),
            _ => is_study(reading, &content, before).then_some((Spell::Unpaid, true)),
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// For each word, true if it is of words of care, leave and travel, their details, a number or a place.
pub(super) fn covered(reading: &Reading<'_>, parts: &[Range<usize>]) -> Vec<bool> {
    let mut covered = Vec::new();
    for part in parts {
        let mut named = vec![false; part.len()];
        let wanted = |meaning| matches!(meaning, Meaning::Away | Meaning::PerhapsAway | Meaning::Place);
        for (phrase, meaning) in reading.phrases(part.clone(), wanted) {
            // "Springfield, IL": the city goes with the state.
            let city = phrase.start.checked_sub(1).filter(|city| meaning == Meaning::Place && *city >= part.start);
            for word in phrase.chain(city) {
                item_mut(&mut named, word - part.start).into_iter().for_each(|named| *named = true);
            }
        }
        // "in Peru and Chile": names behind a preposition.
        let mut in_place = false;
        for (word, named) in part.clone().zip(named) {
            let is_name = reading.word(word).is_some_and(|word| word.shape == Shape::Capital);
            let detail = is_detail(reading, word);
            in_place = is_preposition(reading, word) || (in_place && (is_name || detail));
            covered.push(named || detail || (in_place && is_name));
        }
    }
    covered
}

pub(super) fn is_detail(reading: &Reading<'_>, word: usize) -> bool {
    let details = &reading.lexicon.away.details;
    reading.word(word).is_some_and(|word| word.shape == Shape::Digits || details.contains(&word.number))
}

fn is_preposition(reading: &Reading<'_>, word: usize) -> bool {
    let word = reading.word(word).map_or("", |word| word.span.slice(reading.text));
    ["in", "to", "through", "throughout", "around", "across", "from"].contains(&word)
}

/// A break is an entry of its own if nothing but an employer comes before it, and no title is beside it.
fn is_away(reading: &Reading<'_>, content: &[usize], covered: &[bool], before: usize, phrase: &Range<usize>) -> bool {
    let away = &reading.lexicon.away;
    let outside = content.iter().zip(covered).filter(|(word, _)| !phrase.contains(word));
    let mut nouns = outside.filter(|(word, covered)| !**covered && is(reading, **word, mark::NOUN));
    let behind = reading.word(phrase.end).filter(|_| content.contains(&phrase.end) && reading.is_spaced(phrase.end));
    let is_work = behind.is_some_and(|word| away.work.contains(&word.number));
    let opens = covered.iter().take(before).all(|covered| *covered)
        || (before <= LONGEST_EMPLOYER && !reading.is_spaced(phrase.start));
    opens && !is_work && nouns.next().is_none()
}

/// "Volunteer, Church", "Treasurer (volunteer)", but not "Volunteer Coordinator".
fn is_unpaid(reading: &Reading<'_>, content: &[usize], before: usize, phrase: &Range<usize>) -> bool {
    let in_field = content.iter().skip_while(|word| **word < phrase.end).take_while(|word| reading.is_spaced(**word));
    let mut in_field = in_field.filter_map(|word| reading.word(*word));
    let is_staff = in_field.any(|word| reading.lexicon.away.staff.contains(&word.number));
    let bracketed = reading.gap(phrase.start).contains(['(', ',', '–', '-', '—', '|']);
    let is_last = content.last().is_some_and(|last| *last < phrase.end)
        || reading.text.get(reading.span(phrase.clone()).end..).is_some_and(|rest| rest.starts_with(')'));
    !is_staff && (before == 0 || (bracketed && is_last))
}

/// "Full-time student, Gable University": the first field is of study, and no title is beside it.
fn is_study(reading: &Reading<'_>, content: &[usize], before: usize) -> bool {
    let first = content.iter().enumerate().take_while(|(at, word)| *at <= before || reading.is_spaced(**word));
    let named = |word: usize| {
        let wanted = |meaning| matches!(meaning, Meaning::Study | Meaning::Degree(_) | Meaning::Field(_));
        reading.phrase(word, word + 1, wanted).is_some()
            || reading.word(word).is_some_and(|found| reading.lexicon.away.study_details.contains(&found.number))
    };
    let is_study = first.map(|(_, word)| *word).all(|word| named(word) || is(reading, word, mark::INSTITUTION));
    is_study && !content.iter().any(|word| is(reading, *word, mark::NOUN))
}

fn is(reading: &Reading<'_>, word: usize, bit: Marks) -> bool {
    reading.word(word).is_some_and(|word| word.is(bit))
}
