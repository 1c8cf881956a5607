//! The shapes of names: capitalised words with particles, the surname first, spaced letters.

use std::ops::Range;

use crate::reading::{Fact, Meaning, Reading, Shape, mark};

/// A name has at most so many words, particles aside ("Jan van der Berg").
pub(super) const MOST_WORDS: usize = 4;
/// … and so many with them.
const MOST_WITH_PARTICLES: usize = 7;
/// "A N A" has so many letters, each a word.
const SPACED_LETTERS: usize = 4;

/// A name and its place.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub fact: Fact,
    pub line: usize,
    /// True if it fills its line.
    pub is_whole: bool,
}

/// A name of `words`; of a single word only where it is `labelled`.
pub(super) fn name_of(reading: &Reading<'_>, words: Range<usize>, line: usize, labelled: bool) -> Option<Name> {
    let honoured = reading.phrase(words.start, words.end, |meaning| meaning == Meaning::Honorific);
    let words = words.start + honoured.map_or(0, |(length, _)| length)..words.end;
    let particle = |at: usize| is_particle(reading, at);
    let own = words.clone().filter(|&at| !particle(at)).count();
    let least = if labelled { 1 } else { 2 };
    let shaped = (least..=MOST_WORDS).contains(&own)
        && words.len() <= MOST_WITH_PARTICLES
        && (has_trade_for_surname(reading, words.clone())
            || words.clone().all(|at| is_name_word(reading, at) || (particle(at) && at + 1 < words.end)));
    shaped.then(|| named(reading, words, line))
}

/// "Greg Baker", "Taylor J. Cook": a given name, perhaps an initial, and a trade. "Pastry Cook" has no given name.
fn has_trade_for_surname(reading: &Reading<'_>, words: Range<usize>) -> bool {
    let slice = |at: usize| reading.word(at).map_or("", |word| word.span.slice(reading.text));
    let upper = |at: usize| reading.word(at).is_some_and(|word| matches!(word.shape, Shape::Capital | Shape::Upper));
    let middle = (words.start + 1..words.end.saturating_sub(1)).all(|at| slice(at).len() == 1);
    is_given_name(reading, words.start) && (2..=3).contains(&words.len()) && middle && words.clone().all(upper)
}

/// "Ana Prieto Key Account Manager": the words before those of the title.
pub(super) fn beside_title(reading: &Reading<'_>, words: Range<usize>, line: usize) -> Option<Name> {
    let title = |at: usize| reading.word(at).is_some_and(|word| word.is(mark::NOUN | mark::SUBJECT | mark::RANK));
    let cut = words.clone().skip(2).find(|&at| title(at))?;
    let rest_is_title = crate::titles::is_title(reading, cut..words.end, crate::titles::Setting::Capitals);
    rest_is_title.then(|| name_of(reading, words.start..cut, line, false))?
}

/// "Prieto, Ana".
pub(super) fn surname_first(reading: &Reading<'_>, words: Range<usize>, line: usize) -> Option<Name> {
    let comma = words.clone().skip(1).find(|&at| reading.gap(at).trim() == ",")?;
    let (last, first) = (words.start..comma, until_mark(reading, comma..words.end));
    let place = reading.phrase(first.start, first.end, |meaning| meaning == Meaning::Place).is_some();
    let whole = first.end == words.end
        && until_mark(reading, last.clone()) == last
        && !place
        && last.len() <= 3
        && first.len() <= 2;
    let (last, first) =
        whole.then(|| Some((name_of(reading, last, line, true)?, name_of(reading, first, line, true)?)))??;
    let text = format!("{} {}", first.fact.text, last.fact.text);
    Some(Name { fact: Fact { text, span: last.fact.span.join(first.fact.span) }, line, is_whole: true })
}

/// "A N A  P R I E T O". Where all gaps are alike, an e-mail address tells the words.
pub(super) fn spaced_letters(reading: &Reading<'_>, words: Range<usize>, line: usize, locals: &[&str]) -> Option<Name> {
    let letter = |at: usize| {
        let slice = reading.word(at).map(|word| word.span.slice(reading.text)).unwrap_or_default();
        slice.chars().count() == 1 && slice.chars().all(char::is_alphabetic)
    };
    if words.len() < SPACED_LETTERS || !words.clone().all(letter) {
        return None;
    }
    let mut text = String::new();
    for at in words.clone() {
        if at > words.start && !reading.is_spaced(at) {
            text.push(' ');
        }
        text.push_str(reading.word(at)?.span.slice(reading.text));
    }
    let lower = plain(&text);
    let cut = |local: &&str| {
        let (first, rest) = local.split_once(['.', '_', '-'])?;
        (!text.contains(' ') && format!("{first}{rest}") == lower).then_some(first.len())
    };
    if let Some(cut) = locals.iter().find_map(cut).filter(|cut| text.is_char_boundary(*cut)) {
        text.insert(cut, ' ');
    }
    text.contains(' ').then(|| Name { fact: Fact { text, span: reading.span(words) }, line, is_whole: true })
}

pub(super) fn named(reading: &Reading<'_>, words: Range<usize>, line: usize) -> Name {
    let is_whole = reading.lines.get(line).is_some_and(|line| line.words == words);
    Name { fact: reading.fact(reading.span(words)), line, is_whole }
}

/// The words up to a mark: "Ann Example, Account Manager" and "Ann Example | ann@example.com". A line with more words
/// than a name need not be looked through.
pub(super) fn until_mark(reading: &Reading<'_>, words: Range<usize>) -> Range<usize> {
    let separates = |&at: &usize| {
        let gap = reading.gap(at);
        gap.contains([',', '|', '\t', '•', '·', '(', '–', '—', '@', ':', '/']) || gap.contains(" - ")
    };
    let end = words.clone().skip(1).take(MOST_WITH_PARTICLES).find(separates).unwrap_or(words.end);
    words.start..end
}

pub(super) fn is_given_name(reading: &Reading<'_>, at: usize) -> bool {
    reading.phrase(at, at + 1, |meaning| meaning == Meaning::GivenName).is_some()
}

fn is_particle(reading: &Reading<'_>, at: usize) -> bool {
    reading.phrase(at, at + 1, |meaning| meaning == Meaning::Particle).is_some()
}

pub(super) fn is_name_word(reading: &Reading<'_>, at: usize) -> bool {
    let Some(word) = reading.word(at) else { return false };
    let slice = word.span.slice(reading.text);
    let meant = |meaning| {
        matches!(meaning, Meaning::Field(_) | Meaning::Degree(_) | Meaning::Employer)
            || matches!(meaning, Meaning::NoName | Meaning::DocumentName)
    };
    let other = mark::NOUN | mark::SUBJECT | mark::RANK | mark::OPENER | mark::INSTITUTION;
    matches!(word.shape, Shape::Capital | Shape::Upper)
        && !word.is(other)
        && !slice.contains(|letter: char| letter.is_ascii_digit())
        && reading.phrase(at, at + 1, meant).is_none()
}

/// The letters of a word as addresses spell them.
pub(super) fn plain(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let letters = word.nfd().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
