//! The candidate's name: behind a label, behind "Resume of", at the top, or where the e-mail address repeats it.

use std::ops::Range;

use super::labels;
use super::sections::Layout;
use crate::catalog::Label;
use crate::reading::{Fact, Meaning, Reading, Shape, mark};
use rolefit_document::{SectionKind, Span};

/// A name has at most so many words, particles aside ("Jan van der Berg").
const MOST_WORDS: usize = 4;
/// … and so many with them.
const MOST_WITH_PARTICLES: usize = 7;
/// A word of so many letters that is part of an e-mail address tells a name from other words.
pub(super) const TELLING_LETTERS: usize = 3;
/// A name at the top stands in so many lines.
const TOP_LINES: usize = 3;
/// A label before a name, or "Resume of", stands in so many lines; behind them the name is somebody else's.
const LABEL_LINES: usize = 40;
/// "A N A" has so many letters, each a word.
const SPACED_LETTERS: usize = 4;
/// First and last name behind labels of their own stand in so many lines.
const NEAR_LINES: usize = 3;

/// A name and its place.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub fact: Fact,
    pub line: usize,
    /// True if it fills its line.
    pub is_whole: bool,
}

/// What tells a name from other words.
pub(super) struct Signs<'s> {
    /// The local parts of the candidate's e-mail addresses, in lower case.
    pub locals: Vec<&'s str>,
    /// The lines that hold an address, a number or a link.
    pub contact_lines: &'s [usize],
}

/// The name, if it is certain.
pub(super) fn certain(reading: &Reading<'_>, layout: &Layout, signs: &Signs<'_>) -> Option<Name> {
    labelled(reading, layout)
        .or_else(|| announced(reading, signs))
        .or_else(|| told_by_email(reading, layout, signs))
        .or_else(|| {
            // Without any contact, no name is certain.
            let reachable = !signs.locals.is_empty() || !signs.contact_lines.is_empty();
            reachable.then(|| at_top(reading, layout, signs).or_else(|| above_contact(reading, layout, signs)))?
        })
}

/// A line with the shape of a name, the first that an e-mail address repeats, else the first at the top.
pub(super) fn likely(reading: &Reading<'_>, layout: &Layout, signs: &Signs<'_>) -> Option<Fact> {
    told_by_email(reading, layout, signs).map(|name| name.fact).or_else(|| {
        let top = (0..reading.lines.len()).take(TOP_LINES).filter(|&line| layout.is_free(reading, line));
        top.filter_map(|line| of_line(reading, line, signs)).map(|name| name.fact).next()
    })
}

/// "Name: Ana Prieto", "Surname / First name: Prieto, Ana", "First name: Ana".
fn labelled(reading: &Reading<'_>, layout: &Layout) -> Option<Name> {
    let (mut first, mut last): (Option<Name>, Option<Name>) = (None, None);
    for line in 0..reading.lines.len().min(LABEL_LINES) {
        use SectionKind as K;
        if !matches!(layout.kinds.get(line), Some(K::Opening | K::Personal | K::Other | K::Summary)) {
            continue;
        }
        if let Some(name) = behind_plain_label(reading, line) {
            return Some(name);
        }
        for field in labels::fields(reading, line) {
            let value = until_mark(reading, field.value.clone());
            let named = || name_of(reading, value.clone(), line, true);
            match field.label {
                Label::Name => {
                    let whole = surname_first(reading, field.value.clone(), line).or_else(named);
                    if whole.is_some() {
                        return whole;
                    }
                }
                Label::FirstName => first = first.or_else(named),
                Label::LastName => last = last.or_else(named),
                _ => {}
            }
        }
    }
    let (first, last) = first.zip(last).filter(|(first, last)| first.line.abs_diff(last.line) <= NEAR_LINES)?;
    let text = format!("{} {}", first.fact.text, last.fact.text);
    let (start, end) = (first.fact.span.start.min(last.fact.span.start), first.fact.span.end.max(last.fact.span.end));
    Some(Name { fact: Fact { text, span: Span::new(start, end) }, line: first.line.min(last.line), is_whole: false })
}

/// "Name Ana Prieto".
fn behind_plain_label(reading: &Reading<'_>, line: usize) -> Option<Name> {
    let words = reading.lines.get(line)?.words.clone();
    let first = reading.word(words.start)?.span.slice(reading.text).to_lowercase();
    let is_label = reading.lexicon.label(&first) == Some(Label::Name);
    is_label.then(|| name_of(reading, words.start + 1..words.end, line, false))?
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
            .or_else(|| spelled_by_email(reading, words, line, signs))?;
        let word_in_email = |word: &str| signs.locals.iter().any(|local| is_told(word, local));
        name.fact.text.split([' ', '-']).any(word_in_email).then_some(name)
    })
}

fn is_told(word: &str, local: &str) -> bool {
    let word = plain(word);
    word.chars().count() >= TELLING_LETTERS && local.contains(&word)
}

/// The letters of a word as addresses spell them.
fn plain(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let letters = word.nfd().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
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
    let own = until_mark(reading, words.clone());
    name_of(reading, own, line, false).or_else(|| surname_first(reading, words, line))
}

/// A name of `words`; of a single word only where it is `labelled`.
fn name_of(reading: &Reading<'_>, words: Range<usize>, line: usize, labelled: bool) -> Option<Name> {
    let honoured = reading.phrase(words.start, words.end, |meaning| meaning == Meaning::Honorific);
    let words = words.start + honoured.map_or(0, |(length, _)| length)..words.end;
    let particle = |at: usize| is_particle(reading, at);
    let own = words.clone().filter(|&at| !particle(at)).count();
    let least = if labelled { 1 } else { 2 };
    let shaped = (least..=MOST_WORDS).contains(&own)
        && words.len() <= MOST_WITH_PARTICLES
        && words.clone().all(|at| is_name_word(reading, at) || (particle(at) && at + 1 < words.end));
    shaped.then(|| named(reading, words, line))
}

/// "Ana Prieto Key Account Manager": the words before those of the title.
fn beside_title(reading: &Reading<'_>, words: Range<usize>, line: usize) -> Option<Name> {
    let title = |at: usize| reading.word(at).is_some_and(|word| word.is(mark::NOUN | mark::SUBJECT | mark::RANK));
    let cut = words.clone().skip(2).find(|&at| title(at))?;
    let rest_is_title = crate::titles::is_title(reading, cut..words.end, crate::titles::Setting::Capitals);
    rest_is_title.then(|| name_of(reading, words.start..cut, line, false))?
}

/// "Prieto, Ana".
fn surname_first(reading: &Reading<'_>, words: Range<usize>, line: usize) -> Option<Name> {
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
fn spaced_letters(reading: &Reading<'_>, words: Range<usize>, line: usize, locals: &[&str]) -> Option<Name> {
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

fn named(reading: &Reading<'_>, words: Range<usize>, line: usize) -> Name {
    let is_whole = reading.lines.get(line).is_some_and(|line| line.words == words);
    Name { fact: reading.fact(reading.span(words)), line, is_whole }
}

/// The words up to a mark: "Ann Example, Account Manager" and "Ann Example | ann@example.com". A line with more words
/// than a name need not be looked through.
fn until_mark(reading: &Reading<'_>, words: Range<usize>) -> Range<usize> {
    let separates = |&at: &usize| {
        let gap = reading.gap(at);
        gap.contains([',', '|', '\t', '•', '·', '(', '–', '—', '@', ':', '/']) || gap.contains(" - ")
    };
    let end = words.clone().skip(1).take(MOST_WITH_PARTICLES).find(separates).unwrap_or(words.end);
    words.start..end
}

fn is_particle(reading: &Reading<'_>, at: usize) -> bool {
    reading.phrase(at, at + 1, |meaning| meaning == Meaning::Particle).is_some()
}

fn is_name_word(reading: &Reading<'_>, at: usize) -> bool {
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
