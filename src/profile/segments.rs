//! Splits the text that is neither heading nor head of a position into list items and sentences.

use super::sections::Layout;
use super::wrapped::is_joined;
use super::{Position, Segment};
use crate::reading::{Line, Reading, Shape, mark};
use rolefit_document::SectionKind;
use rolefit_document::Span;

/// With so many commas, a line in a list section is a list.
const LIST_COMMAS: usize = 4;
/// Items of a list have at most so many words on the average; longer ones are clauses.
const LIST_ITEM_WORDS: usize = 5;
/// Only a sentence of more words is looked through for duties that run on without full stops.
const LONG_SENTENCE: usize = 14;
/// A duty that runs on has at least so many words.
const LEAST_DUTY: usize = 3;

/// The segments of all lines except the lines in `skipped` (in text order).
pub(super) fn read(reading: &Reading<'_>, layout: &Layout, positions: &[Position], skipped: &[usize]) -> Vec<Segment> {
    let mut segments = Vec::with_capacity(reading.lines.len() * 2);
    let mut at_position = 0;
    for (index, line) in reading.lines.iter().enumerate() {
        let (Some(&body), Some(&section)) = (layout.bodies.get(index), layout.kinds.get(index)) else { continue };
        if body >= line.span.end || skipped.contains(&index) {
            continue;
        }
        while positions.get(at_position).is_some_and(|position| position.span.end <= body) {
            at_position += 1;
        }
        let position = positions.get(at_position).filter(|position| position.span.holds(body)).map(|_| at_position);
        let first = line.words.clone().find(|&word| reading.word(word).is_some_and(|word| word.span.start >= body));
        let Some(first) = first else { continue };
        split_line(reading, line, first, |span| segments.push(Segment { span, section, position }), section);
    }
    segments
}

/// Adds the segments of lines that tell of unpaid work.
pub(super) fn add_unpaid(reading: &Reading<'_>, lines: &[Line], segments: &mut Vec<Segment>) {
    let section = SectionKind::Volunteering;
    for line in lines {
        let push = |span| segments.push(Segment { span, section, position: None });
        split_line(reading, line, line.words.start, push, section);
    }
    if !lines.is_empty() {
        segments.sort_by_key(|segment| segment.span);
    }
}

/// Splits a line from word `first` on.
fn split_line(reading: &Reading<'_>, line: &Line, first: usize, mut push: impl FnMut(Span), section: SectionKind) {
    // What was joined to find a head are two lines again.
    let mut edges = (first + 1..line.words.end).filter(|&at| reading.gap(at).contains(['\n', '\u{c}']));
    let edge = if is_joined(reading, line) { edges.next() } else { None };
    let mut push = |from: usize, to: usize| {
        let middle = edge.filter(|edge| (from + 1..to).contains(edge)).unwrap_or(to);
        for (from, to) in [(from, middle), (middle, to)] {
            let span = span(reading, from, to, line.span.end);
            if from < to && !span.is_empty() {
                push(span);
            }
        }
    };
    if is_list(reading, section, first, line.words.end) {
        split_items(reading, first, line.words.end, &mut push);
    } else {
        split_sentences(reading, first, line.words.end, &mut push);
    }
}

/// From word `from` up to, not including, word `to`, with the marks that belong to them.
fn span(reading: &Reading<'_>, from: usize, to: usize, line_end: usize) -> Span {
    let Some(first) = reading.word(from) else { return Span::default() };
    let last_end = to.checked_sub(1).and_then(|last| reading.word(last)).map_or(first.span.end, |word| word.span.end);
    let limit = reading.word(to).map_or(line_end, |next| next.span.start).min(line_end);
    // Marks before the first word that open something, and behind the last that close it.
    let mut before = reading.text.get(..first.span.start).into_iter().flat_map(|before| before.chars().rev());
    let opened = before.next().filter(|_| before.next().is_none_or(char::is_whitespace));
    let start = match opened {
        Some(mark @ ('(' | '"' | '“' | '$' | '#' | '+' | '.' | '€' | '£')) => first.span.start - mark.len_utf8(),
        _ => first.span.start,
    };
    let tail = reading.text.get(last_end..limit).unwrap_or_default();
    let closing =
        |mark: char| matches!(mark, '.' | ')' | '"' | '”' | '%' | '+' | '!' | '?' | '#' | ']' | '\'' | '’' | '®' | '™');
    let kept: usize = tail.chars().take_while(|&mark| closing(mark)).map(char::len_utf8).sum();
    Span::new(start, last_end + kept)
}

/// Splits at commas outside brackets.
fn split_items(reading: &Reading<'_>, from: usize, to: usize, push: &mut impl FnMut(usize, usize)) {
    let (mut start, mut depth) = (from, 0_usize);
    for word in from + 1..to {
        let gap = reading.gap(word);
        depth = depth.saturating_sub(gap.matches(')').count());
        if depth == 0 && is_item_end(gap) {
            push(start, word);
            start = word;
        }
        depth += gap.matches('(').count();
    }
    push(start, to);
}

/// True if the words are a list of things parted by commas, in a section of such lists.
fn is_list(reading: &Reading<'_>, section: SectionKind, from: usize, to: usize) -> bool {
    use SectionKind as K;
    if !matches!(section, K::Skills | K::Languages | K::Certificates | K::Personal | K::Opening | K::Other) {
        return false;
    }
    let items = (from + 1..to).filter(|&word| is_item_end(reading.gap(word))).count();
    items >= LIST_COMMAS && (to - from) <= (items + 1) * LIST_ITEM_WORDS
}

fn is_item_end(gap: &str) -> bool {
    gap != " " && gap.contains([',', ';', '|', '\t', '•', '·', '▪', '■', '●'])
}

fn split_sentences(reading: &Reading<'_>, from: usize, to: usize, push: &mut impl FnMut(usize, usize)) {
    let mut start = from;
    for word in from + 1..=to {
        if word < to && !ends_sentence(reading, word) {
            continue;
        }
        if word - start > LONG_SENTENCE {
            split_duties(reading, start, word, push);
        } else {
            push(start, word);
        }
        start = word;
    }
}

/// True if a sentence or an item ends between word `word - 1` and word `word`.
fn ends_sentence(reading: &Reading<'_>, word: usize) -> bool {
    if reading.is_spaced(word) {
        return false;
    }
    let gap = reading.gap(word);
    if gap.len() < 2 {
        return matches!(gap, "\t" | ".") && (gap == "\t" || is_glued_stop(reading, word)) || gap == ";";
    }
    if gap.contains([';', '\t', '•', '▪', '■', '●', '|']) || gap.contains(" *") {
        return true;
    }
    let Some(at) = gap.find(['.', '!', '?']) else { return false };
    let blank = gap.get(at..).is_some_and(|rest| rest.contains(char::is_whitespace));
    let (Some(before), Some(next)) = (word.checked_sub(1).and_then(|before| reading.word(before)), reading.word(word))
    else {
        return false;
    };
    let abbreviated = gap.starts_with('.')
        && (before.is(mark::ABBREVIATION)
            || before.dotted
            || (before.span.len() == 1 && before.shape != Shape::Digits));
    blank && next.shape != Shape::Lower && !abbreviated
}

/// "care.Organized": a full stop with a small letter before and a capitalised word behind.
fn is_glued_stop(reading: &Reading<'_>, word: usize) -> bool {
    let lower =
        |word: Option<usize>| word.and_then(|word| reading.word(word)).is_some_and(|word| word.shape == Shape::Lower);
    lower(word.checked_sub(1))
        && reading.word(word).is_some_and(|word| word.shape == Shape::Capital && word.span.len() > 2)
}

/// "Write reports Manage budgets Create plans": splits before a capitalised verb that follows a small word.
fn split_duties(reading: &Reading<'_>, from: usize, to: usize, push: &mut impl FnMut(usize, usize)) {
    let mut start = from;
    for index in from + 1..to {
        let (Some(before), Some(word)) = (reading.word(index - 1), reading.word(index)) else { continue };
        let verb = word.shape == Shape::Capital && word.is(mark::OPENER);
        let gap = reading.gap(index);
        let runs_on =
            (gap == " " && (before.shape == Shape::Lower || before.shape == Shape::Digits) && !before.is(mark::LINK))
                || gap == ") ";
        if verb && runs_on && index - start >= LEAST_DUTY && to - index >= LEAST_DUTY {
            push(start, index);
            start = index;
        }
    }
    push(start, to);
}

#[cfg(test)]
mod tests {
    use super::super::testing::profile;

    fn segments(text: &str) -> Vec<&str> {
        profile(text).segments.iter().map(|segment| segment.span.slice(text)).collect()
    }

    #[test]
    fn paragraphs_are_cut_into_sentences() {
        let text = "Summary\nSold to Acme Inc. and the U.S. Army for Dr. Example. Grew sales 3.5 times; won a prize! Holds a Ph.D. in art.";
        assert_eq!(
            segments(text),
            [
                "Sold to Acme Inc. and the U.S. Army for Dr. Example.",
                "Grew sales 3.5 times",
                "won a prize!",
                "Holds a Ph.D. in art."
            ]
        );
    }

    #[test]
    fn long_lists_of_skills_are_cut_into_items() {
        assert_eq!(
            segments("Skills\nCRM (Salesforce, Siebel), C++, cold calling, Excel, budgets, .NET"),
            ["CRM (Salesforce, Siebel)", "C++", "cold calling", "Excel", "budgets", ".NET"]
        );
    }

    #[test]
    fn duties_that_run_on_are_cut_before_their_verbs() {
        let text = "Experience\nAccount Manager\n2010 - 2014\n\
                    • Write reports for advertisers each month Manage the forecast and budget Travel to shows and represent the brand";
        assert_eq!(
            segments(text),
            [
                "Write reports for advertisers each month",
                "Manage the forecast and budget",
                "Travel to shows and represent the brand"
            ]
        );
    }

    #[test]
    fn a_sentence_glued_to_the_next_is_cut() {
        assert_eq!(
            segments("Summary\nSavvy and detail-oriented.Organized and calm."),
            ["Savvy and detail-oriented.", "Organized and calm."]
        );
    }
}
