//! Positions told in sentences: "I worked as a clerk at Acme from January 2015 to February 2019."

use std::ops::Range;

use super::Position;
use super::anchors::admits;
use super::datescan::{Dates, Scanner};
use super::labelled::joined;
use super::sections::Layout;
use crate::reading::{Meaning, Reading, Shape, mark};
use crate::titles;

/// A title in a sentence has at most so many words.
const LONGEST_TITLE: usize = 8;
/// An employer in a sentence has at most so many words.
const LONGEST_EMPLOYER: usize = 6;

/// The positions that sentences tell of, each with its line and the offset at which its sentence begins.
pub(super) fn read(reading: &Reading<'_>, layout: &Layout, scanner: &Scanner<'_, '_>) -> Vec<(usize, usize, Position)> {
    let mut found = Vec::new();
    for (index, line) in reading.lines.iter().enumerate() {
        let Some(&kind) = layout.kinds.get(index) else { continue };
        if !line.holds_digit() || !admits(layout, line.span.start, kind) || !layout.is_free(reading, index) {
            continue;
        }
        for sentence in sentences(reading, line.words.clone()) {
            let Some(offset) = reading.word(sentence.start).map(|word| word.span.start) else { continue };
            found.extend(in_sentence(reading, scanner, sentence).map(|position| (index, offset, position)));
        }
    }
    found
}

/// The sentences of a line.
fn sentences(reading: &Reading<'_>, words: Range<usize>) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = words.start;
    for at in words.start + 1..words.end {
        let gap = reading.gap(at);
        let short =
            reading.word(at - 1).is_some_and(|word| word.is(mark::ABBREVIATION | mark::SHORT_FORM) || word.dotted);
        if gap.starts_with(['.', '!', '?']) && gap.len() > 1 && !short {
            sentences.push(start..at);
            start = at;
        }
    }
    sentences.push(start..words.end);
    sentences
}

fn in_sentence(reading: &Reading<'_>, scanner: &Scanner<'_, '_>, sentence: Range<usize>) -> Option<Position> {
    let denied = |meaning| matches!(meaning, Meaning::Unheld | Meaning::NotTold);
    if reading.phrases(sentence.clone(), denied).next().is_some() {
        return None;
    }
    let told = reading.phrases(sentence.clone(), |meaning| meaning == Meaning::HeldAs).map(|(words, _)| words);
    let own = |told: &Range<usize>| match reading.span(told.clone()).slice(reading.text) {
        // "Is" and "as" follow others' titles too.
        post if post.starts_with("is") => is_own_post(reading, &sentence, told.start),
        "as" => is_employed(reading, &sentence, told.start),
        _ => {
            is_own(reading, &sentence, told.start)
                || is_employed(reading, &sentence, told.start)
                || is_own_post(reading, &sentence, told.start)
        }
    };
    let told: Vec<Range<usize>> = told.collect();
    told.iter().filter(|told| own(told)).find_map(|held| {
        let title_at = |held: &Range<usize>| title(reading, held.end..sentence.end);
        let title = title_at(held)?;
        // "As a clerk in May 2016, and was promoted to manager in 2018": the next title has dates of its own.
        let next = told.iter().find(|next| next.start >= title.end && title_at(next).is_some());
        let part = sentence.start..next.map_or(sentence.end, |next| next.start);
        let dates = dates(scanner, &part, held, title.end)?;
        let employer = employer(reading, title.end..sentence.end, &dates)
            .or_else(|| (sentence.start..held.start).find_map(|at| employer(reading, at..held.start, &dates)));
        let mut position = Position {
            title: reading.fact(reading.span(title)),
            employer: employer.map(|employer| reading.fact(reading.span(employer))),
            ..Position::default()
        };
        position.set_dates(&dates);
        Some(position)
    })
}

/// True if the candidate is who did it: the clause begins with "I", or with the verb.
fn is_own(reading: &Reading<'_>, sentence: &Range<usize>, verb: usize) -> bool {
    let mut at = verb;
    while at > sentence.start {
        let Some(before) = reading.word(at - 1) else { return false };
        let slice = before.span.slice(reading.text);
        if slice == "I" || slice == "i" {
            return true;
        }
        let clause = reading.gap(at).contains([',', ';', ':', '-', '–', '—']);
        if clause || reading.phrase(at - 1, at, |meaning| meaning == Meaning::BesideVerb).is_none() {
            return clause;
        }
        at -= 1;
    }
    true
}

/// "I work at Acme as a clerk": the clause before "as a" has "I" and a verb of employment.
fn is_employed(reading: &Reading<'_>, sentence: &Range<usize>, told: usize) -> bool {
    let slice = |at: usize| reading.word(at).map(|word| word.span.slice(reading.text)).unwrap_or_default();
    let starts = |&at: &usize| reading.gap(at).contains([',', ';', ':']);
    let start = (sentence.start + 1..told).rev().find(starts).unwrap_or(sentence.start);
    let grammar = &reading.lexicon.grammar;
    // "I hired Otto Brandt as a clerk": somebody else became the clerk.
    let other = |at: usize| {
        let next = if slice(at + 1) == "on" { at + 2 } else { at + 1 };
        let passive = at > start && grammar.passive_auxiliaries.has(slice(at - 1));
        grammar.hiring_verbs.has(slice(at)) && !passive && !grammar.hired_followers.has(slice(next))
    };
    let verb = |at: usize| reading.phrase(at, told, |meaning| meaning == Meaning::Employed).is_some() && !other(at);
    let me = |at: usize| slice(at) == "me" && (start..at).any(verb);
    let own = verb(start) || (start..told).any(|at| matches!(slice(at), "I" | "i") || me(at));
    own && slice(told) == "as" && (start..told).any(verb)
}

/// "My current job, since March 2019, is": only names, dates and little words stand between.
fn is_own_post(reading: &Reading<'_>, sentence: &Range<usize>, told: usize) -> bool {
    let mut posts = reading.phrases(sentence.start..told, |meaning| meaning == Meaning::OwnPost);
    let last = posts.next();
    last.is_some_and(|(post, _)| {
        reading
            .words(post.end..told)
            .iter()
            .all(|word| word.shape != Shape::Lower || word.is_date() || word.is(mark::LINK))
    })
}

/// The words up to the noun of a title, and what it is of: "head of sales".
fn title(reading: &Reading<'_>, words: Range<usize>) -> Option<Range<usize>> {
    let breaks = |&at: &usize| {
        let word = reading.word(at);
        let mark = at > words.start && reading.gap(at).contains([',', ';', '(', ':', '.']);
        let slice = word.map(|word| word.span.slice(reading.text)).unwrap_or_default();
        mark || matches!(slice, "at" | "with" | "in" | "from" | "since" | "where" | "until" | "between")
    };
    let end = words.clone().take(LONGEST_TITLE + 1).find(breaks).unwrap_or(words.end.min(words.start + LONGEST_TITLE));
    let last = titles::last_noun(reading, words.start..end)?;
    let plain = |at: usize| {
        reading
            .word(at)
            .is_some_and(|word| !word.is(mark::LINK | mark::OPENER) || word.is(mark::NOUN | mark::SUBJECT | mark::RANK))
    };
    if !(words.start..last).all(plain) {
        return None;
    }
    let of = reading.word(last + 1).is_some_and(|word| word.span.slice(reading.text) == "of");
    let subject = |&at: &usize| reading.word(at).is_some_and(|word| word.is(mark::SUBJECT));
    let subjects = (last + 2..end).take_while(subject).count();
    Some(words.start..if of && subjects > 0 { last + 2 + subjects } else { last + 1 })
}

/// The range of dates behind the title, else before the verb, else from a date before the verb to an end behind the
/// title.
fn dates(scanner: &Scanner<'_, '_>, sentence: &Range<usize>, told: &Range<usize>, behind: usize) -> Option<Dates> {
    let range = |from: usize, to: usize| scanner.first(from, to).filter(|dates| dates.is_range);
    let apart = || {
        let start = scanner.first(sentence.start, told.start)?;
        let words = start.words;
        let end = scanner.end_behind(behind, sentence.end)?;
        Some(Dates { words, ..joined(start, Some(end))? })
    };
    range(behind, sentence.end).or_else(|| range(sentence.start, told.start)).or_else(apart)
}

/// The capitalised words behind "at", "with" or "for".
fn employer(reading: &Reading<'_>, words: Range<usize>, dates: &Dates) -> Option<Range<usize>> {
    let first = reading.word(words.start)?.span.slice(reading.text);
    let start = matches!(first, "at" | "with" | "for" | "of" | "by" | "joined").then_some(words.start + 1)?;
    let named = |&at: &usize| {
        let word = reading.word(at);
        let joined = at == start || reading.gap(at) == " " || reading.gap(at) == " & ";
        joined
            && !(dates.words.0..dates.words.1).contains(&at)
            && word.is_some_and(|word| word.shape != Shape::Lower && !word.is_date())
    };
    let end = (start..words.end.min(start + LONGEST_EMPLOYER)).take_while(named).last()? + 1;
    Some(start..end)
}
