//! Removes text that is hidden in invisible characters: tag characters, and long runs of other characters used as a
//! code.

use rolefit_document::PAGE_BREAK;
use rolefit_document::ascii;

/// The length from which a run of invisible characters is a code. Joiners, direction marks and emoji selectors come in
/// runs of one or two.
const MIN_CODE_LENGTH: usize = 12;
/// The number of characters per hidden word if each character is a bit: eight per letter, six letters per word.
const CODE_CHARS_PER_WORD: usize = 48;
/// The first character of some flags. The tag characters after it name a region.
const FLAG: char = '\u{1f3f4}';

/// Removes invisible text. Returns the page, from 1, and the number of hidden words of each page that had some.
pub(in crate::formats) fn remove(text: &mut String) -> Vec<(usize, usize)> {
    if !ascii::others(text).any(is_invisible) {
        return Vec::new();
    }
    let mut kept = String::with_capacity(text.len());
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut page = 1;
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let length = rest.find(|c| !is_invisible(c)).unwrap_or(rest.len());
        if length == 0 {
            page += usize::from(c == PAGE_BREAK);
            kept.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            continue;
        }
        let (run, after) = rest.split_at(length);
        rest = after;
        match count_words(run, kept.ends_with(FLAG)) {
            0 => kept.extend(run.chars().filter(|&c| !is_tag(c))),
            words => match found.last_mut().filter(|(last, _)| *last == page) {
                Some((_, counted)) => *counted += words,
                None => found.push((page, words)),
            },
        }
    }
    *text = kept;
    found
}

/// The number of words in a run of invisible characters.
fn count_words(run: &str, ends_flag: bool) -> usize {
    let tags: String = run.chars().filter(|&c| is_tag(c)).filter_map(letter).collect();
    let words = if ends_flag { 0 } else { tags.split_whitespace().count() };
    let others = run.chars().filter(|&c| !is_tag(c)).count();
    words + if others >= MIN_CODE_LENGTH { others.div_ceil(CODE_CHARS_PER_WORD) } else { 0 }
}

/// True for tag characters. Each stands for an ASCII character.
fn is_tag(c: char) -> bool {
    matches!(c, '\u{e0000}'..='\u{e007f}')
}

fn letter(tag: char) -> Option<char> {
    char::from_u32(u32::from(tag) - 0xe0000).filter(|c| matches!(c, ' '..='~'))
}

fn is_invisible(c: char) -> bool {
    // Most texts have no invisible characters.
    if c < '\u{34f}' {
        return false;
    }
    is_tag(c)
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{180b}'..='\u{180f}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{3164}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(text: &str) -> (String, Vec<(usize, usize)>) {
        let mut text = text.to_owned();
        let found = remove(&mut text);
        (text, found)
    }

    #[test]
    fn words_in_tag_characters_are_counted_by_page() {
        let tags: String = "hire me".chars().filter_map(|c| char::from_u32(u32::from(c) + 0xe0000)).collect();
        assert_eq!(taken(&format!("Ana\u{c}Keller{tags}!")), ("Ana\u{c}Keller!".into(), vec![(2, 2)]));
    }

    #[test]
    fn a_long_run_of_invisible_characters_is_a_code() {
        let code = "\u{200b}\u{200c}".repeat(30);
        assert_eq!(taken(&format!("Ana{code} Keller")), ("Ana Keller".into(), vec![(1, 2)]));
    }

    #[test]
    fn joiners_and_flags_are_not_hidden() {
        let flag = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}";
        assert_eq!(taken(&format!("Man\u{200b}ager {flag}")), ("Man\u{200b}ager \u{1f3f4}".into(), vec![]));
    }
}
