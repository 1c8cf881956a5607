//! Puts lines of Hebrew and Arabic into the order in which they are read.
//!
//! A page shows such a line from right to left, but its numbers and its words in Latin letters from left to right. The
//! lines of [`reading_order`](super::reading_order) are read off the page from left to right, so all of a line is
//! turned around, and these stretches are turned back.

use super::text_segments::Segment;

/// Marks inside a number or a date.
const NUMBER_MARKS: [char; 6] = ['/', '.', ',', ':', '-', '\''];
/// Marks beside a number that belong to it.
const NUMBER_SIGNS: [char; 6] = ['%', '$', '€', '£', '+', '#'];
/// Brackets, which a page shows turned around.
const BRACKETS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('{', '}')];

/// Puts the lines of a page into reading order.
pub(super) fn order(lines: &mut [Segment]) {
    let letters = |is: fn(char) -> bool| lines.iter().flat_map(|line| line.text.chars()).filter(|&c| is(c)).count();
    let right_to_left = letters(is_right_to_left);
    if right_to_left == 0 {
        return;
    }
    let page_is_turned = right_to_left > letters(is_left_to_right);
    // A line of dates alone goes with the page.
    let has_letters = |line: &Segment| line.text.contains(char::is_alphabetic);
    let is_turned =
        |line: &&mut Segment| line.text.contains(is_right_to_left) || (page_is_turned && !has_letters(line));
    for line in lines.iter_mut().filter(is_turned) {
        line.text = logical(&line.text, page_is_turned);
    }
}

/// True if the text has only letters that are read from right to left.
pub(super) fn is_right_to_left_text(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_right_to_left)
}

/// The letters of Hebrew, Arabic and their neighbours, and their presentation forms.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}') && !is_digit(c)
}

fn is_left_to_right(c: char) -> bool {
    c.is_alphabetic() && !is_right_to_left(c)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

/// The text of a line as it is read.
fn logical(shown: &str, page_is_turned: bool) -> String {
    let chars: Vec<char> = shown.chars().collect();
    if page_is_turned || chars.iter().filter(|&&c| is_right_to_left(c)).count() * 2 > chars.len() {
        return turned(&chars);
    }
    // A line from left to right, in which only some words are turned.
    let mut text = String::with_capacity(shown.len());
    let mut rest = chars.as_slice();
    while let Some(start) = rest.iter().position(|&c| is_right_to_left(c)) {
        let (before, from) = rest.split_at(start);
        let stretch = from.iter().take_while(|&&c| !is_left_to_right(c) && c != '\t').count();
        let end = from.iter().take(stretch).rposition(|&c| is_right_to_left(c)).map_or(stretch, |last| last + 1);
        let (stretch, behind) = from.split_at(end);
        text.extend(before);
        text.push_str(&turned(stretch));
        rest = behind;
    }
    text.extend(rest);
    text
}

/// A line from right to left, turned around.
fn turned(shown: &[char]) -> String {
    let mut stretches: Vec<&[char]> = Vec::new();
    let mut rest = shown;
    while let Some(&first) = rest.first() {
        let length = match first {
            _ if is_left_to_right(first) => latin(rest),
            _ if is_digit(first) || (NUMBER_SIGNS.contains(&first) && rest.get(1).is_some_and(|&c| is_digit(c))) => {
                number(rest)
            }
            _ => 1,
        };
        let (stretch, behind) = rest.split_at(length.max(1));
        stretches.push(stretch);
        rest = behind;
    }
    if let Some((from, to)) = keeps_its_range(&stretches) {
        stretches.get_mut(from..=to).into_iter().for_each(<[&[char]]>::reverse);
    }
    stretches.reverse();
    let text: Vec<char> = stretches.concat();
    let bracket =
        |open: bool| text.iter().position(|c| BRACKETS.iter().any(|pair| *c == if open { pair.0 } else { pair.1 }));
    // If the first bracket closes, the brackets are as the page shows them.
    let is_shown = bracket(false).is_some_and(|closing| bracket(true).is_none_or(|opening| closing < opening));
    text.into_iter().map(|c| if is_shown { mirrored(c) } else { c }).collect()
}

/// The length of a stretch of Latin words, with the numbers and marks between them.
fn latin(rest: &[char]) -> usize {
    let stretch = rest.iter().take_while(|&&c| !is_right_to_left(c) && c != '\t').count();
    let last = rest.iter().take(stretch).rposition(|&c| is_left_to_right(c) || is_digit(c));
    let length = last.map_or(1, |last| last + 1);
    rest.get(..length).and_then(backward_range).unwrap_or(length)
}

/// The place behind Latin words at which a range of dates begins that the page shows from right to left: its first year
/// is the later.
fn backward_range(stretch: &[char]) -> Option<usize> {
    let is_of_range = |c: char| is_digit(c) || NUMBER_MARKS.contains(&c) || " –—".contains(c);
    let at = stretch.iter().rposition(|&c| !is_of_range(c))? + 1;
    let range: String = stretch.get(at..)?.iter().collect();
    let mut years = range.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
    let (first, last) = (years.next()?, years.next()?);
    (years.next().is_none() && first > last).then_some(at)
}

/// The length of a number or a date.
fn number(rest: &[char]) -> usize {
    let part = |&&c: &&char| is_digit(c) || NUMBER_MARKS.contains(&c) || NUMBER_SIGNS.contains(&c);
    let length = rest.iter().take_while(part).count();
    rest.iter().take(length).rposition(|&c| is_digit(c) || NUMBER_SIGNS.contains(&c)).map_or(1, |last| last + 1)
}

/// The place of a range of dates, among the stretches from left to right, that the page shows from left to right: its
/// first year is the earlier. Read from right to left it would end before it began.
fn keeps_its_range(stretches: &[&[char]]) -> Option<(usize, usize)> {
    let dates = stretches.iter().enumerate().filter_map(|(at, stretch)| Some((at, year(stretch)?)));
    let dates: Vec<(usize, u32)> = dates.collect();
    dates.windows(2).find_map(|pair| match pair {
        [(from, first), (to, last)] => {
            let between: String = stretches.get(from + 1..*to)?.concat().into_iter().collect();
            let is_range = matches!(between.trim(), "-" | "–" | "—");
            (is_range && first < last).then_some((*from, *to))
        }
        _ => None,
    })
}

/// The year of a date: its only number of four digits.
fn year(stretch: &[char]) -> Option<u32> {
    let text: String = stretch.iter().collect();
    text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 4)?.parse().ok()
}

fn mirrored(c: char) -> char {
    let pair = BRACKETS.iter().find(|(open, close)| c == *open || c == *close);
    pair.map_or(c, |(open, close)| if c == *open { *close } else { *open })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line as a page shows it.
    fn shown(logical: &str) -> String {
        logical.chars().rev().collect()
    }

    #[test]
    fn letters_are_turned_around_and_numbers_and_latin_words_are_not() {
        assert_eq!(logical(&shown("שלום עולם"), true), "שלום עולם");
        let line = format!("{} 40 {}", shown("לקוחות"), shown("ניהול תיק של"));
        assert_eq!(logical(&line, true), "ניהול תיק של 40 לקוחות");
        let line = format!("Key Account Manager 2{}", shown("נועה, "));
        assert_eq!(logical(&line, true), "נועה, Key Account Manager 2");
    }

    #[test]
    fn a_range_of_dates_begins_with_its_earlier_end() {
        let title = shown("מנהלת");
        assert_eq!(logical(&format!("12/2021 - 03/2019\t{title}"), true), "מנהלת\t03/2019 - 12/2021");
        assert_eq!(logical(&format!("2019 - 2021\t{title}"), true), "מנהלת\t2019 - 2021");
        let firm = shown(", מאפייה");
        let line = logical(&format!("{firm}Sales Manager 2021 - 03/2019"), true);
        assert_eq!(line, "03/2019 - 2021 Sales Manager, מאפייה");
        let line = logical(&format!("{firm}Sales Manager 2019 - 2021"), true);
        assert_eq!(line, "Sales Manager 2019 - 2021, מאפייה");
    }

    #[test]
    fn brackets_open_before_they_close() {
        assert_eq!(logical(&format!("({}) {}", shown("חלקי"), shown("מנהל")), true), "מנהל (חלקי)");
        assert_eq!(logical(&format!("){}( {}", shown("חלקי"), shown("מנהל")), true), "מנהל (חלקי)");
    }

    #[test]
    fn a_word_in_a_line_of_latin_letters_is_turned_alone() {
        let line = format!("Fluent in {} (Hebrew)", shown("עברית"));
        assert_eq!(logical(&line, false), "Fluent in עברית (Hebrew)");
    }
}
