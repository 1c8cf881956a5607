//! Splits a posting's text into lines, without the marks of lists, headings and links.

use rolefit_document::single_spaced;

use super::corpus::Tables;
use super::table_rows::{Row, Rows};

/// A line of a posting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Line number in the text, from 1.
    pub number: usize,
    /// The line's words, without marks.
    pub text: String,
    /// True for an item of a list.
    pub is_item: bool,
    /// True if marks such as `#` or `**` make it a heading.
    pub is_heading: bool,
    /// True if an empty line comes before it.
    pub after_blank: bool,
}

/// Marks of list items. Numbers such as `3.` count too. The letter `o` is the circle of an inner list, and the private
/// character is Word's own mark.
const BULLETS: [char; 22] = [
    '•', '*', '-', '–', '—', '·', '●', '▪', '◦', '✓', '✔', '✅', '■', '□', '➢', '►', '▶', '‣', '→', '»', 'o',
    '\u{f0b7}',
];

/// Returns the lines of `text` that have words, in order. The rows of tables are read by `tables`.
pub(super) fn lines(text: &str, tables: &Tables) -> Vec<Line> {
    let (mut lines, mut after_blank) = (Vec::new(), false);
    let raw_lines: Vec<&str> = text.split(['\n', '\u{c}']).map(str::trim).collect();
    let mut rows = Rows::new(tables);
    for (at, raw) in raw_lines.iter().enumerate() {
        let row = rows.read(raw, raw_lines.get(at + 1).copied());
        let (rest, is_item) = match &row {
            Some(Row::Head) => continue,
            Some(Row::Demand(demand)) => (demand.as_str(), true),
            Some(Row::Plain(text)) => without_bullet(text),
            None => without_bullet(raw),
        };
        let unmarked = rest.trim_start_matches('#');
        let is_heading = unmarked.len() < rest.len() && unmarked.starts_with(' ');
        let bold = |text: &str| text.len() > 4 && text.starts_with("**") && text.trim_end_matches(':').ends_with("**");
        let text = clean(if is_heading { unmarked } else { rest });
        if text.chars().any(char::is_alphanumeric) {
            let is_heading = is_heading || (!is_item && bold(rest));
            lines.push(Line { number: at + 1, text, is_item, is_heading, after_blank });
            after_blank = false;
        } else {
            after_blank = true;
        }
    }
    lines
}

/// Returns the line without its bullet or number, and true if it had one.
fn without_bullet(line: &str) -> (&str, bool) {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = line.len() - digits.len();
    if (1..=2).contains(&number)
        && let Some(rest) = digits.strip_prefix(['.', ')']).filter(|rest| rest.starts_with([' ', '\t']))
    {
        return (rest.trim_start(), true);
    }
    match line.strip_prefix(BULLETS).filter(|rest| rest.starts_with([' ', '\t', '\u{a0}'])) {
        Some(rest) => (rest.trim_start(), true),
        None => (line, false),
    }
}

/// Returns the words of a line without tags, emphasis and doubled spaces; a link gives its text.
fn clean(line: &str) -> String {
    let mut text = without_between(line, '<', '>', |inside| {
        inside.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic())
    });
    // `[text](address)` keeps its text.
    while let Some(middle) = text.find("](") {
        let end = text.get(middle..).and_then(|rest| rest.find(')')).map_or(text.len(), |end| middle + end + 1);
        text.replace_range(middle..end, "");
        if let Some(open) = text.get(..middle).and_then(|before| before.rfind('[')) {
            text.remove(open);
        }
    }
    let text = text.replace("**", "").replace("__", "").replace('’', "'");
    single_spaced(&text)
}

fn without_between(text: &str, open: char, close: char, drop: impl Fn(&str) -> bool) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        kept.push_str(before);
        match after.split_once(close) {
            Some((inside, after)) if drop(inside) => rest = after,
            _ => {
                kept.push(open);
                rest = after;
            }
        }
    }
    kept.push_str(rest);
    kept
}

/// Splits `text` into lower-case words with their apostrophes; headings and titles are compared in this form.
pub(super) fn folded(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace('’', "'");
    let words = lower.split(|c: char| !c.is_alphanumeric() && c != '\'');
    words.map(|word| word.trim_matches('\'')).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Returns the index at which the words of `phrase` begin in `words`.
pub(super) fn place_of(words: &[String], phrase: &[String]) -> Option<usize> {
    if phrase.is_empty() {
        return None;
    }
    words.windows(phrase.len()).position(|window| window == phrase)
}

/// Splits a paragraph into sentences. A full stop after an abbreviation or before a small letter ends none.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    /// Abbreviations that end in a full stop.
    const SHORT: [&str; 12] = ["e.g", "i.e", "etc", "incl", "min", "approx", "yrs", "vs", "no", "inc", "ltd", "z.b"];
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | ';')) {
        let end = at + mark.len_utf8();
        let (before, after) = (text.get(start..at).unwrap_or_default(), text.get(end..).unwrap_or_default());
        let last = before.rsplit([' ', '(']).next().unwrap_or_default().to_lowercase();
        let opens = after.trim_start().chars().next().is_some_and(|c| !c.is_lowercase());
        if after.starts_with(' ') && opens && !(mark == '.' && SHORT.contains(&last.as_str())) {
            sentences.push(text.get(start..end).unwrap_or_default().trim());
            start = end;
        }
    }
    sentences.push(text.get(start..).unwrap_or_default().trim());
    sentences.retain(|sentence| sentence.chars().any(char::is_alphanumeric));
    sentences
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::posting::testing::importer;

    fn lines(text: &str) -> Vec<Line> {
        super::lines(text, &importer().posting_words.tables)
    }

    #[test]
    fn marks_of_lists_headings_and_links_are_no_words() {
        let text = "## Your **profile**\n\n* <b>Fluent</b> [German](//x.example/a)\n3. R&D < 5 years\n1999 was good";
        let lines: Vec<_> = lines(text).into_iter().map(|line| (line.text, line.is_item, line.is_heading)).collect();
        assert_eq!(lines[0], ("Your profile".into(), false, true));
        assert_eq!(lines[1], ("Fluent German".into(), true, false));
        assert_eq!(lines[2], ("R&D < 5 years".into(), true, false));
        assert_eq!(lines[3], ("1999 was good".into(), false, false));
    }

    #[test]
    fn circles_arrows_and_ticks_begin_items() {
        for line in ["o Glazing pots", "✔ Glazing pots", "➢ Glazing pots", "→ Glazing pots", "\u{f0b7} Glazing pots"]
        {
            let [line] = lines(line).try_into().unwrap();
            assert_eq!((line.text.as_str(), line.is_item), ("Glazing pots", true));
        }
        assert!(!lines("oven work")[0].is_item);
    }

    #[test]
    fn short_forms_end_no_sentence() {
        let text = "You know CRM (e.g. Salesforce). Min. 2 yrs. experience! Apply now";
        assert_eq!(sentences(text), ["You know CRM (e.g. Salesforce).", "Min. 2 yrs. experience!", "Apply now"]);
    }
}
