//! Finds places of a template that nobody filled in: "[Number]%", `<company>`, "XX%", "$X,XXX".

use rolefit_document::Span;

use crate::catalog::Grammar;

/// The longest prompt, in bytes: "[number of days, weeks or months]" and a little more.
const LONGEST_PROMPT: usize = 60;

/// The brackets that templates put prompts in.
const BRACKETS: [(u8, u8); 3] = [(b'[', b']'), (b'<', b'>'), (b'{', b'}')];

/// Letters in place of a count: "Won NN new customers".
const COUNTS: [&str; 3] = ["N", "NN", "NNN"];

/// True if the word at `span` of `text` is in brackets that hold no digit: the prompt of a template.
pub(super) fn is_prompt(text: &str, span: Span) -> bool {
    // Only as much is searched as a prompt can take.
    let bytes = |from: usize, to: usize| text.as_bytes().get(from..to.min(text.len())).unwrap_or_default();
    let start = span.start.saturating_sub(LONGEST_PROMPT);
    let (before, after) = (bytes(start, span.start), bytes(span.end, span.end + LONGEST_PROMPT + 1));
    BRACKETS.iter().any(|(opens, closes)| {
        let Some(from) = memchr::memrchr(*opens, before) else { return false };
        let Some(to) = memchr::memchr(*closes, after) else { return false };
        if before.len() - from + to > LONGEST_PROMPT {
            return false;
        }
        let mut prompt = bytes(start + from + 1, span.end + to).iter();
        !prompt.any(|sign| sign.is_ascii_digit() || matches!(sign, b'\n' | b'@') || sign == opens)
    })
}

/// The text at `span` and the marks behind it on its line: "Grew sales by" and "##%".
pub(super) fn to_mark(span: Span, text: &str) -> &str {
    let after = text.get(span.end..).unwrap_or_default();
    let marks = after.find(|sign: char| sign == '\n' || sign.is_alphanumeric()).unwrap_or(after.len());
    text.get(span.start..span.end + marks).unwrap_or_default()
}

/// True for the signs that open numbers have, which most sentences lack. The last two bytes end a pound and a euro
/// sign.
#[allow(clippy::indexing_slicing, reason = "a byte is below 256, and `at` below the length")]
const IS_SIGN: [bool; 256] = {
    let (signs, mut table, mut at) = (b"%[<(#_$\xa3\xac", [false; 256], 0);
    while at < signs.len() {
        table[signs[at] as usize] = true;
        at += 1;
    }
    table
};

/// True if `open` is in the sentence. Most sentences lack its first sign.
fn holds(sentence: &str, open: &str) -> bool {
    let (bytes, open) = (sentence.as_bytes(), open.as_bytes());
    let begins = |at: usize| bytes.get(at..).is_some_and(|rest| rest.starts_with(open));
    open.first().is_some_and(|first| memchr::memchr_iter(*first, bytes).any(begins))
}

/// True if a number of `sentence` is left open: "XX%", "#%", "___%", "$XXX".
pub(super) fn has_open_number(grammar: &Grammar, sentence: &str) -> bool {
    if !sentence.bytes().any(|byte| IS_SIGN.get(usize::from(byte)) == Some(&true)) {
        return has_open_count(grammar, sentence);
    }
    let is_open = |sign: char| matches!(sign, 'x' | 'X' | '#' | '_');
    let percent = sentence.match_indices('%').any(|(at, _)| {
        let before = sentence.get(..at).unwrap_or_default();
        let rest = before.trim_end_matches(|sign| is_open(sign) || matches!(sign, 'N' | 'n' | '.' | '…' | '?'));
        rest.len() < before.len() && !rest.ends_with(char::is_alphanumeric)
    });
    if grammar.open_places.iter().any(|open| holds(sentence, open)) {
        return true;
    }
    let money = |sign: &str| sentence.split(sign).skip(1).any(|after| after.starts_with(is_open));
    percent || has_open_count(grammar, sentence) || money("$") || money("£") || money("€")
}

/// True if letters stand in place of a count, between a verb or little word and what is counted: "Won NN new
/// customers".
fn has_open_count(grammar: &Grammar, sentence: &str) -> bool {
    // Few sentences have a word that begins with this capital.
    let bytes = sentence.as_bytes();
    let begins = |at: usize| at.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b' ');
    if !memchr::memchr_iter(b'N', bytes).any(begins) {
        return false;
    }
    let words: Vec<&str> = sentence.split(' ').collect();
    words.windows(3).any(|three| {
        let [before, count, counted] = three else { return false };
        let leads = before.ends_with("ed") || grammar.count_leaders.has(before);
        COUNTS.contains(count) && leads && counted.starts_with(char::is_lowercase)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::testing::EMBEDDED;

    #[test]
    fn prompts_are_in_brackets_without_digits() {
        for (text, prompt) in [
            ("Led [number] of people", true),
            ("<Company name>", true),
            ("number [1]", false),
            ("a [number 7]", false),
            ("number", false),
        ] {
            let start = text.to_lowercase().find("n").unwrap_or(0);
            assert_eq!(is_prompt(text, Span::new(start, start + 1)), prompt, "{text}");
        }
    }

    #[test]
    fn open_numbers_are_signs_in_place_of_digits() {
        let grammar = &EMBEDDED.catalog().vocabulary.grammar;
        for open in [
            "by XX% a year", "grew X%", "by #%", "___% of plan", "$XXX,XXX in sales", "£xx", "Led [#] people",
            "__ to __", "by ##%", "up ...%", "by N%", "Won NN new dealers", "Resolved (number) faults",
            "Trained (insert number) fitters",
        ] {
            assert!(has_open_number(grammar, open), "{open}");
        }
        for filled in [
            "by 20%", "max%", "$5", "Linux% ", "MX-5", "by 5.%", "Served N London", "class N drivers", "a plan%",
            "(number 1 of 40)",
        ] {
            assert!(!has_open_number(grammar, filled), "{filled}");
        }
    }
}
