//! Finds the writer of a letter or mail above a resume, and the person greeted in it: "Kind regards", "Dear Ms Holt".

use super::name_shape::{Name, name_of, plain, until_mark};
use crate::reading::{Meaning, Reading, Shape};

/// A letter above a resume has at most so many lines.
const LETTER_LINES: usize = 40;
/// The name of the writer stands in so many lines below the closing.
const BELOW_CLOSING: usize = 2;
/// "Best regards, Ann Example": the most words behind a closing on its line.
const NAME_BEHIND_CLOSING: usize = 2;
/// The head of a mail has at most so many lines.
const HEAD_LINES: usize = 8;

/// A greeting, and whom it names.
#[derive(Debug)]
pub(super) struct Greeting {
    line: usize,
    /// The capitalised words of the greeted, as addresses spell them.
    words: Vec<String>,
}

/// The first greeting of a letter.
pub(super) fn greeting(reading: &Reading<'_>) -> Option<Greeting> {
    (0..reading.lines.len().min(LETTER_LINES)).find_map(|line| {
        let words = reading.lines.get(line)?.words.clone();
        let (length, _) = reading.phrase(words.start, words.end, |meaning| meaning == Meaning::Greeting)?;
        let honoured = |at: usize| reading.phrase(at, at + 1, |meaning| meaning == Meaning::Honorific).is_some();
        let named = (words.start + length..words.end).filter(|&at| !honoured(at));
        let named = named.filter_map(|at| reading.word(at)).filter(|word| word.shape != Shape::Lower);
        Some(Greeting { line, words: named.map(|word| plain(word.span.slice(reading.text))).collect() })
    })
}

impl Greeting {
    /// True if `words` on `line`, above the greeting, name the person who is greeted: "Carla Holt" for "Dear Ms Holt".
    pub(super) fn names(&self, words: &str, line: usize) -> bool {
        let known: Vec<String> = words.split([' ', '-', '.', '_', '@']).map(plain).collect();
        line < self.line && !self.words.is_empty() && self.words.iter().all(|word| known.contains(word))
    }
}

/// The name below the closing of the letter.
pub(super) fn signed(reading: &Reading<'_>, greeting: Option<&Greeting>) -> Option<Name> {
    let from = greeting?.line + 1;
    let closing = (from..reading.lines.len().min(from + LETTER_LINES)).find(|&line| is_closing(reading, line))?;
    (closing + 1..=closing + BELOW_CLOSING).find_map(|line| {
        let found = reading.lines.get(line).filter(|line| !line.bullet)?;
        name_of(reading, until_mark(reading, found.words.clone()), line, false)
    })
}

/// True if the closing of a letter fills a line, but for a name: "Thanks to my clients" closes none.
fn is_closing(reading: &Reading<'_>, line: usize) -> bool {
    let Some(words) = reading.lines.get(line).map(|line| line.words.clone()) else { return false };
    let closing = reading.phrase(words.start, words.end, is_close);
    closing.is_some_and(|(length, _)| words.len() <= length + NAME_BEHIND_CLOSING)
}

/// True for the words that close a letter.
pub(super) fn is_close(meaning: Meaning) -> bool {
    meaning == Meaning::Closing
}

/// The name behind "From:" in the head of a mail that nobody has passed on.
pub(super) fn sender(reading: &Reading<'_>) -> Option<Name> {
    let starts = |line: usize, meant: Meaning| {
        let words = reading.lines.get(line)?.words.clone();
        let (length, _) = reading.phrase(words.start, words.end, |meaning| meaning == meant)?;
        reading.gap(words.start + length).contains(':').then_some(words.start + length..words.end)
    };
    let passed_on = |line: usize| {
        let words = reading.lines.get(line).map_or(0..0, |line| line.words.clone());
        words.take(3).any(|at| reading.phrase(at, at + 1, |meaning| meaning == Meaning::PassedOn).is_some())
    };
    if (0..HEAD_LINES).any(passed_on) {
        return None;
    }
    // An agent who sends somebody's resume is not named in it.
    let recurs = |name: &Name| {
        let rest = reading.text.get(name.fact.span.end..).unwrap_or_default();
        name.fact.text.split_whitespace().any(|word| rest.contains(word))
    };
    let found = (0..HEAD_LINES).find_map(|line| {
        let value = starts(line, Meaning::Sender)?;
        name_of(reading, until_mark(reading, value), line, false)
    });
    found.filter(recurs)
}
