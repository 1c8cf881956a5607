//! The shapes of names: capitalised words with particles, the surname first, spaced letters.

use std::ops::Range;

use super::letter::is_close;
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
        && (labelled || !is_place(reading, words.clone()))
        && (has_trade_for_surname(reading, words.clone())
            || words.clone().all(|at| is_name_word(reading, at) || (particle(at) && at + 1 < words.end)));
    shaped.then(|| named(reading, words, line))
}

/// "Greater Manchester", "Kuala Lumpur": a place of several words, or one that begins as no name does.
fn is_place(reading: &Reading<'_>, words: Range<usize>) -> bool {
    let place = |meaning| matches!(meaning, Meaning::Place | Meaning::NoName);
    let whole = reading.phrase(words.start, words.end, place).is_some_and(|(length, _)| length == words.len());
    whole || reading.phrase(words.start, words.start + 1, |meaning| meaning == Meaning::PlaceOpening).is_some()
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
    // "Best, Ana" closes a letter.
    let closes = reading.phrase(last.start, last.end, is_close).is_some_and(|(length, _)| length == last.len());
    let whole = first.end == words.end
        && !closes
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
        gap.contains([',', '|', '\t', '•', '·', '(', '–', '—', '@', ':', '/', '<']) || gap.contains(" - ")
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
    reading.word(at).is_some_and(|word| matches!(word.shape, Shape::Capital | Shape::Upper)) && is_unmeant(reading, at)
}

/// True for a word that means nothing else than a name.
fn is_unmeant(reading: &Reading<'_>, at: usize) -> bool {
    let Some(word) = reading.word(at) else { return false };
    let slice = word.span.slice(reading.text);
    let meant = |meaning| {
        matches!(meaning, Meaning::Field(_) | Meaning::Degree(_) | Meaning::Employer)
            || matches!(meaning, Meaning::NoName | Meaning::DocumentName)
    };
    let other = mark::NOUN | mark::SUBJECT | mark::RANK | mark::OPENER | mark::INSTITUTION;
    !word.is(other)
        && !slice.contains(|letter: char| letter.is_ascii_digit())
        && reading.phrase(at, at + 1, meant).is_none()
}

/// "ana prieto": a line of two or three words in small letters. Only an e-mail address tells that it is a name.
pub(super) fn in_small_letters(reading: &Reading<'_>, line: usize) -> Option<Name> {
    let words = reading.lines.get(line).filter(|line| !line.bullet)?.words.clone();
    let small = |at: usize| reading.word(at).is_some_and(|word| word.shape == Shape::Lower) && is_unmeant(reading, at);
    let alone = words.clone().skip(1).all(|at| reading.gap(at) == " ");
    ((2..=3).contains(&words.len()) && alone && words.clone().all(small)).then(|| named(reading, words, line))
}

/// "Ana Prieto BSc": the words before the degrees.
pub(super) fn without_degrees(reading: &Reading<'_>, words: Range<usize>) -> Range<usize> {
    let degree = |meaning| matches!(meaning, Meaning::Degree(_) | Meaning::Certificate);
    let mut end = words.end;
    for at in (words.start + 2..words.end).rev() {
        if reading.phrase(at, end, degree).is_some_and(|(length, _)| at + length == end) {
            end = at;
        }
    }
    words.start..end
}

/// A line of nothing but a Chinese or Korean name, which has two or three letters, the surname first.
pub(super) fn of_ideographs(reading: &Reading<'_>, line: usize) -> Option<Name> {
    let found = reading.lines.get(line).filter(|line| !line.bullet)?;
    let slice = found.span.slice(reading.text).trim();
    let is_letter = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
    let is_name =
        (2..=3).contains(&slice.chars().count()) && slice.chars().all(is_letter) && slice.starts_with(is_surname);
    is_name.then(|| Name { fact: reading.fact(found.span), line, is_whole: true })
}

/// True for a frequent surname. Letters that begin words of resumes as well are left out.
fn is_surname(letter: char) -> bool {
    SURNAMES.contains(letter)
}

/// The letters of the most frequent Chinese and Korean surnames.
const SURNAMES: &str = "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧\
蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范姚谭譚廖邹鄒熊陆陸郝孔崔康毛邱秦顾顧侯邵孟龙龍段雷钱錢汤湯尹黎김이박최정강조윤장임한오서신권황안송류홍";

/// The letters of a word as addresses spell them.
pub(super) fn plain(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let letters = word.nfd().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
