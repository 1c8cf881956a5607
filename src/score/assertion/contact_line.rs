//! Recognises lines that say how somebody is reached: they name a person and a telephone number or an e-mail address.

use crate::profile::telephone::{MOST_DIGITS, groups};
use rolefit_document::Span;
use rolefit_document::ascii::is_year;

/// The longest such line, in bytes. A longer one holds a text of its own.
const LONGEST_LINE: usize = 160;

/// Telephone numbers have at least so many digits.
const LEAST_DIGITS: usize = 7;

/// True if the line of `text` around `span` says how a person is reached.
pub(super) fn is_contact_line(span: Span, text: &str) -> bool {
    let bytes = |from: usize, to: usize| text.as_bytes().get(from..to.min(text.len())).unwrap_or_default();
    let far = span.start.saturating_sub(LONGEST_LINE + 1);
    let start = memchr::memrchr(b'\n', bytes(far, span.start)).map_or(far, |at| far + at + 1);
    let after = bytes(span.start, span.start + LONGEST_LINE + 1);
    let end = span.start + memchr::memchr(b'\n', after).unwrap_or(after.len());
    let line = text.get(start..end).filter(|line| line.len() <= LONGEST_LINE).unwrap_or_default();
    (has_telephone(line) || has_email(line)) && has_name(line)
}

fn has_email(line: &str) -> bool {
    line.contains('@') && line.split(' ').any(|word| word.split_once('@').is_some_and(|(_, host)| host.contains('.')))
}

/// True if `line` holds a telephone number: it begins with a plus, a nought or a bracket, or has a group of three
/// digits before another of three. Years are none.
fn has_telephone(line: &str) -> bool {
    const { assert!(LONGEST_LINE <= u8::MAX as usize, "the digits of a line are counted in a byte") };
    let digits = line.bytes().fold(0_u8, |count, byte| count.wrapping_add(byte.is_ascii_digit().into()));
    if usize::from(digits) < LEAST_DIGITS {
        return false;
    }
    let is_part = |sign: char| sign.is_ascii_digit() || matches!(sign, ' ' | '-' | '(' | ')' | '+');
    line.split(|sign| !is_part(sign)).map(str::trim).any(|run| {
        let groups: Vec<&str> = groups(run).collect();
        let is_grouped = groups.windows(2).any(|pair| pair.iter().all(|group| group.len() == 3));
        // "1 200 000 EUR" is a sum.
        let is_sum = groups.split_first().is_some_and(|(first, rest)| {
            !first.starts_with('0') && first.len() <= 3 && !rest.is_empty() && rest.iter().all(|group| group.len() == 3)
        });
        let opens = run.trim_start_matches([' ', '-']).starts_with(['+', '0', '(']) || is_grouped;
        opens
            && !is_sum
            && (LEAST_DIGITS..=MOST_DIGITS).contains(&groups.concat().len())
            && !groups.iter().any(|group| is_year(group.as_bytes()))
    })
}

/// True if two words with capitals stand side by side, as in the name of a person.
fn has_name(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    let is_capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    };
    words.windows(2).any(|pair| pair.iter().all(|word| is_capital(word.trim_start_matches('('))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_telephone_or_an_address_is_a_contact() {
        for (line, expected) in [
            ("My superior there - Otto Brandt, Key Account Manager (555-020-7711)", true),
            ("Line manager: Sofia Lind / Team Lead / +46 8 555 010 22", true),
            ("Ask Peer Holm, Sales Director, peer.holm@example.com", true),
            ("Account Manager, Example Ltd, 2016 - 2019", false),
            ("Account Manager, Example Ltd (2016 - 2019)", false),
            ("Account Manager, Example Ltd, 03 2016 - 05 2019", false),
            ("Managed Key Accounts worth 1 200 000 EUR", false),
            ("Handled 120 000 Example Club members", false),
            ("answered the line 0555 010 7711 for all regions", false),
            ("Grew Example Stores from 250 000 to 300 000 a year", false),
        ] {
            assert_eq!(is_contact_line(Span::new(0, 5), line), expected, "{line}");
        }
    }
}
