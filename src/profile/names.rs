//! The candidate's name: behind a label, behind "Resume of", at the top, or where the e-mail address repeats it.

use std::ops::Range;

use super::labelled_name::labelled;
use super::letter::{Greeting, sender, signed};
use super::name_shape::{
    MOST_WORDS, Name, beside_title, in_small_letters, is_name_word, name_of, named, of_ideographs, plain,
    spaced_letters, surname_first, until_mark, without_degrees,
};
use super::sections::Layout;
use crate::reading::{Fact, Meaning, Reading, Shape, mark};
use rolefit_document::{SectionKind, Span};

/// A word of so many letters that is part of an e-mail address tells a name from other words.
pub(super) const TELLING_LETTERS: usize = 3;
/// A name at the top stands in so many lines.
const TOP_LINES: usize = 3;
/// A label before a name, or "Resume of", stands in so many lines; behind them the name is somebody else's.
pub(super) const LABEL_LINES: usize = 40;

/// What tells a name from other words.
pub(super) struct Signs<'s> {
    /// The local parts of the candidate's e-mail addresses, in lower case.
    pub locals: Vec<&'s str>,
    /// The lines that hold an address, a number or a link.
    pub contact_lines: &'s [usize],
    /// The greeting of a letter above the resume.
    pub greeting: Option<&'s Greeting>,
}

impl Signs<'_> {
    /// True if the person is greeted in a letter, and so is not the candidate.
    fn is_greeted(&self, name: &Name) -> bool {
        self.greeting.is_some_and(|greeting| greeting.names(&name.fact.text, name.line))
    }
}

/// The name, if it is certain.
pub(super) fn certain(reading: &Reading<'_>, layout: &Layout, signs: &Signs<'_>) -> Option<Name> {
    labelled(reading, layout)
        .or_else(|| announced(reading, signs))
        .or_else(|| told_by_email(reading, layout, signs))
        .or_else(|| sender(reading))
        .or_else(|| {
            // Without any contact, no name is certain.
            let reachable = !signs.locals.is_empty() || !signs.contact_lines.is_empty();
            let below = || above_contact(reading, layout, signs);
            reachable
                .then(|| signed(reading, signs.greeting).or_else(|| at_top(reading, layout, signs)).or_else(below))?
        })
}

/// A line with the shape of a name, the first that an e-mail address repeats, else the first at the top.
pub(super) fn likely(reading: &Reading<'_>, layout: &Layout, signs: &Signs<'_>) -> Option<Fact> {
    told_by_email(reading, layout, signs).map(|name| name.fact).or_else(|| {
        let top = (0..reading.lines.len()).take(TOP_LINES).filter(|&line| layout.is_free(reading, line));
        top.filter_map(|line| of_line(reading, line, signs)).map(|name| name.fact).next()
    })
}

/// "Resume of Ana Prieto", "Curriculum Vitae – Ana Prieto", "Ana Prieto's Resume".
fn announced(reading: &Reading<'_>, signs: &Signs<'_>) -> Option<Name> {
    (0..reading.lines.len().min(LABEL_LINES)).find_map(|line| {
        let words = reading.lines.get(line)?.words.clone();
        if let Some(owner) = before_document(reading, words.clone(), line) {
            return Some(owner);
        }
        let (length, _) = reading.phrase(words.start, words.end, is_document)?;
        let behind = words.start + length;
        let links = behind + usize::from(reading.word(behind).is_some_and(|word| word.is(mark::LINK)));
        let near =
            links > behind || !reading.is_spaced(behind) || signs.contact_lines.contains(&(line + 1)) || line == 0;
        let rest = until_mark(reading, links..words.end);
        (near && behind < words.end).then(|| name_of(reading, rest, line, links > behind))?
    })
}

/// "Ana Prieto's Resume".
fn before_document(reading: &Reading<'_>, words: Range<usize>, line: usize) -> Option<Name> {
    let (document, _) = reading.phrases(words.clone(), is_document).find(|(document, _)| document.end == words.end)?;
    let name = name_of(reading, words.start..document.start, line, false)?;
    let owner = name.fact.text.strip_suffix("'s").or_else(|| name.fact.text.strip_suffix("’s"))?;
    let span = Span::new(name.fact.span.start, name.fact.span.end - (name.fact.text.len() - owner.len()));
    Some(Name { fact: Fact { text: owner.to_owned(), span }, ..name })
}

fn is_document(meaning: Meaning) -> bool {
    meaning == Meaning::DocumentName
}

/// A line with the shape of a name that an e-mail address repeats.
fn told_by_email(reading: &Reading<'_>, layout: &Layout, signs: &Signs<'_>) -> Option<Name> {
    if signs.locals.is_empty() {
        return None;
    }
    (0..reading.lines.len()).find_map(|line| {
        if layout.kinds.get(line) == Some(&SectionKind::References) {
            return None;
        }
        let words = reading.lines.get(line)?.words.clone();
        let signed = || {
            let colon = words.clone().skip(1).find(|&at| reading.gap(at).contains(':'))?;
            name_of(reading, until_mark(reading, colon..words.end), line, false)
        };
        let name = of_line(reading, line, signs)
            .or_else(signed)
            .or_else(|| beside_title(reading, until_mark(reading, words.clone()), line))
            .or_else(|| single_word(reading, line))
            .or_else(|| spelled_by_email(reading, words, line, signs))
            .or_else(|| in_small_letters(reading, line).filter(|_| line < TOP_LINES))
            .filter(|name| !signs.is_greeted(name))?;
        let word_in_email = |word: &str| signs.locals.iter().any(|local| is_told(word, local));
        name.fact.text.split([' ', '-']).any(word_in_email).then_some(name)
    })
}

fn is_told(word: &str, local: &str) -> bool {
    let word = plain(word);
    word.chars().count() >= TELLING_LETTERS && local.contains(&word)
}

/// A name whose words mean other things too, all of them in an e-mail address: "Mark Baker", mark.baker@example.com.
fn spelled_by_email(reading: &Reading<'_>, words: Range<usize>, line: usize, signs: &Signs<'_>) -> Option<Name> {
    let words = until_mark(reading, words);
    let slices = || words.clone().filter_map(|at| reading.word(at)).map(|word| word.span.slice(reading.text));
    let told = |local: &&str| (2..=MOST_WORDS).contains(&words.len()) && slices().all(|word| is_told(word, local));
    let other = |at: usize| is_name_word(reading, at);
    let capital = words.clone().all(|at| reading.word(at).is_some_and(|word| word.shape != Shape::Lower));
    (capital && signs.locals.iter().any(told) && words.clone().any(other)).then(|| named(reading, words, line))
}

/// A name of one word at the top.
fn single_word(reading: &Reading<'_>, line: usize) -> Option<Name> {
    let words = reading.lines.get(line).filter(|_| line < TOP_LINES)?.words.clone();
    (words.len() == 1 && is_name_word(reading, words.start)).then(|| named(reading, words, line))
}

/// A name in the first lines, below nothing but contact, dates and the name of the document.
fn at_top(reading: &Reading<'_>, layout: &Layout, signs: &Signs<'_>) -> Option<Name> {
    let mut seen = 0;
    for (index, line) in reading.lines.iter().enumerate() {
        if says_nothing(reading, index) {
            continue;
        }
        seen += 1;
        if seen > TOP_LINES
            || layout.kinds.get(index) != Some(&SectionKind::Opening)
            || !layout.is_free(reading, index)
            || line.bullet
        {
            return None;
        }
        if let Some(name) = of_line(reading, index, signs) {
            return Some(name);
        }
        if !signs.contact_lines.contains(&index) && line.words.len() > 1 {
            return None;
        }
    }
    None
}

/// True if a line is no part of the resume proper: "Curriculum Vitae", "Last updated in Nov 2026", "Page 1 of 2".
fn says_nothing(reading: &Reading<'_>, line: usize) -> bool {
    let Some(words) = reading.lines.get(line).map(|line| line.words.clone()) else { return false };
    let phrase =
        |at: usize| reading.phrase(at, words.end, |meaning| is_document(meaning) || meaning == Meaning::NoName);
    let mut at = words.start;
    while at < words.end {
        let little =
            reading.word(at).is_some_and(|word| word.is(mark::LINK) || word.is_date() || word.shape == Shape::Digits);
        match phrase(at) {
            Some((length, _)) => at += length,
            None if little => at += 1,
            None => return false,
        }
    }
    true
}

/// A name on the line above the contact, below a letter or the head of a portal.
fn above_contact(reading: &Reading<'_>, layout: &Layout, signs: &Signs<'_>) -> Option<Name> {
    let first = *signs.contact_lines.first()?;
    let name = of_line(reading, first.checked_sub(1)?, signs)?;
    (layout.kinds.get(name.line) == Some(&SectionKind::Opening) && layout.is_free(reading, name.line)).then_some(name)
}

/// The name that a line begins with.
fn of_line(reading: &Reading<'_>, line: usize, signs: &Signs<'_>) -> Option<Name> {
    let words = reading.lines.get(line)?.words.clone();
    if let Some(spaced) = spaced_letters(reading, words.clone(), line, &signs.locals) {
        return Some(spaced);
    }
    let own = without_degrees(reading, until_mark(reading, words.clone()));
    let name = name_of(reading, own, line, false).or_else(|| surname_first(reading, words, line));
    name.or_else(|| of_ideographs(reading, line)).filter(|name| !signs.is_greeted(name))
}
