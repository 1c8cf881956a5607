//! Repairs text that programs have garbled: wrong decoding, ligatures, odd spaces, bullets and control characters.

pub(super) mod bidi;
mod bullets;
pub(super) mod invisible_chars;
pub(super) mod line_wrap;
mod mojibake;
pub(super) mod split_address;

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

#[cfg(feature = "pdf")]
pub(super) use bullets::is_lone_bullet;
use bullets::is_private;
pub(super) use bullets::{BULLET, after_bullet, is_year};
use rolefit_document::PAGE_BREAK;
use rolefit_document::ascii;

/// The most passes. A repair may uncover the next; text that was wrongly decoded twice takes three passes.
const MAX_PASSES: usize = 8;

/// Repairs a whole text. Page breaks and line breaks stay. A repaired text is not changed by a second repair.
pub(super) fn repair(text: &str) -> String {
    let mut text = Cow::Borrowed(text);
    for _ in 0..MAX_PASSES {
        let repaired = blocks(&characters(&text));
        if repaired == text {
            break;
        }
        text = Cow::Owned(repaired);
    }
    text.into_owned()
}

/// Repairs characters one by one, without regard to lines.
pub(super) fn characters(text: &str) -> Cow<'_, str> {
    if clean_prefix(text) == text.len() {
        return Cow::Borrowed(text);
    }
    let text = mojibake::undo(text);
    let mut repaired = String::with_capacity(text.len());
    let mut rest = &*text;
    loop {
        let (as_it_was, odd) = rest.split_at_checked(clean_prefix(rest)).unwrap_or((rest, ""));
        repaired.push_str(as_it_was);
        let mut chars = odd.chars();
        let Some(c) = chars.next() else { break };
        let next = chars.clone().next();
        match c {
            '\r' if next == Some('\n') => {}
            '\r' | '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}' => repaired.push('\n'),
            PAGE_BREAK => repaired.push(c),
            // A soft hyphen at the end of a line is still needed to join the halves of a word.
            '\u{ad}' if next.is_none_or(|next| next == '\n') => repaired.push(c),
            // Zero-width characters, direction marks, soft hyphens.
            '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}' => {}
            '\u{2010}' | '\u{2011}' => repaired.push('-'),
            // An accent that a typesetting program drew before its letter.
            '´' | '¨' | '˜' | 'ˆ' if next.is_some_and(|next| accented(c, next).is_some()) => {
                let letter = chars.next().and_then(|next| accented(c, next));
                repaired.extend(letter);
            }
            '\u{ff0d}' => repaired.push('–'),
            _ if is_compatibility_form(c) => repaired.extend(std::iter::once(c).nfkc()),
            // Letters in filled circles and squares have no decomposition in Unicode.
            '\u{1f150}'..='\u{1f169}' | '\u{1f170}'..='\u{1f189}' => {
                let offset = (u32::from(c) - 0x1f150) % 0x20;
                repaired.extend(u8::try_from(offset).ok().map(|offset| char::from(b'A' + offset)));
            }
            _ if c.is_whitespace() => repaired.push(' '),
            _ if c.is_control() => {}
            _ => repaired.push(c),
        }
        rest = chars.as_str();
    }
    // The check skips ASCII. That may only find a text not normalized that is normalized, never the reverse.
    match is_nfc_quick(ascii::others(&repaired)) {
        IsNormalized::Yes => Cow::Owned(repaired),
        _ => Cow::Owned(repaired.nfc().collect()),
    }
}

/// The length of the start of `text` in which no character needs repair.
fn clean_prefix(text: &str) -> usize {
    ascii::run(text.as_bytes(), |byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t'))
}

/// True if the character is only another form of usual letters: ligatures, Arabic presentation forms, full-width
/// letters, mathematical and circled letters, Roman numerals. Superscripts, fractions and units are excluded, because
/// they would change their meaning.
fn is_compatibility_form(c: char) -> bool {
    matches!(c,
        '\u{2160}'..='\u{217f}' | '\u{249c}'..='\u{24e9}' | '\u{2e80}'..='\u{2fd5}' | '\u{fb00}'..='\u{fdff}'
        | '\u{fe30}'..='\u{fe6b}' | '\u{fe70}'..='\u{fefc}' | '\u{ff01}'..='\u{ffe6}' | '\u{1d400}'..='\u{1d7ff}'
        | '\u{1f110}'..='\u{1f149}')
}

/// The letter composed of a spacing accent and the letter after it.
fn accented(accent: char, letter: char) -> Option<char> {
    let combining = match accent {
        '´' => '\u{301}',
        '¨' => '\u{308}',
        '˜' => '\u{303}',
        'ˆ' => '\u{302}',
        _ => return None,
    };
    unicode_normalization::char::compose(letter, combining)
}

/// Cleans every line, gives items their bullet, and keeps at most one empty line between blocks.
fn blocks(text: &str) -> String {
    let mut repaired = String::with_capacity(text.len());
    for (index, page) in text.split(PAGE_BREAK).enumerate() {
        if index > 0 {
            repaired.push(PAGE_BREAK);
        }
        let (mut empty, mut first) = (false, true);
        for line in ascii::lines(page) {
            let line = clean_spaces(line);
            if line.is_empty() {
                empty = true;
                continue;
            }
            if empty && !first {
                repaired.push('\n');
            }
            (empty, first) = (false, false);
            match after_bullet(&line) {
                Some("") => repaired.push_str(BULLET.trim_end()),
                Some(rest) => repaired.extend([BULLET, rest]),
                None => repaired.push_str(&line),
            }
            repaired.push('\n');
        }
    }
    repaired
}

/// Reduces runs of spaces and tabs to one, with none at the ends. Private-use characters are icons and become spaces,
/// except at the start of the line, where they are bullets.
fn clean_spaces(line: &str) -> Cow<'_, str> {
    let line = line.trim_matches([' ', '\t']);
    if has_clean_spaces(line) {
        return Cow::Borrowed(line);
    }
    if let Some(words) = letter_spaced(line) {
        return Cow::Owned(words);
    }
    let mut clean = String::with_capacity(line.len());
    for c in line.chars().filter(|&c| c != '\u{ad}') {
        let c = if is_private(c) && !clean.is_empty() { ' ' } else { c };
        match (c, clean.chars().next_back()) {
            (' ', Some(' ' | '\t')) | ('\t', Some('\t')) => {}
            ('\t', Some(' ')) => {
                clean.pop();
                clean.push('\t');
            }
            _ => clean.push(c),
        }
    }
    clean.truncate(clean.trim_end_matches([' ', '\t']).len());
    Cow::Owned(clean)
}

/// The words of a line of single letters in which wider gaps part the words: "A N A   P R I E T O".
fn letter_spaced(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split("  ").map(str::trim).filter(|word| !word.is_empty()).collect();
    let is_letter = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    let is_spaced = |word: &&str| word.len() > 1 && word.split(' ').all(is_letter);
    let joined = || words.iter().map(|word| word.replace(' ', "")).collect::<Vec<_>>().join(" ");
    (words.len() > 1 && words.iter().all(is_spaced)).then(joined)
}

/// True if [`clean_spaces`] would not change the line, which has no blanks at its ends.
fn has_clean_spaces(line: &str) -> bool {
    // The first bytes of soft hyphens (0xc2) and of private-use characters (from 0xee).
    let is_odd = |byte: u8| (byte == b'\t') | (byte == 0xc2) | (byte >= 0xee);
    let bytes = line.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    // No early end, so that the compiler can vectorise the loop.
    let doubled = pairs.fold(false, |any, (&byte, &next)| any | ((byte == b' ') & (next == b' ')));
    !doubled && ascii::run(bytes, |byte| !is_odd(byte)) == bytes.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn all_bullets_become_the_same() {
        for line in ["\u{f0b7} sold", "·sold", "- sold", "* sold", "o Sold", "▪\tsold", "• • sold", "â€¢ sold"]
        {
            assert_eq!(repair(line).to_lowercase(), "• sold\n", "{line:?}");
        }
        assert_eq!(repair("-5 % churn"), "-5 % churn\n");
        assert_eq!(repair("o meio"), "o meio\n");
        assert_eq!(repair("– 2005"), "– 2005\n");
        assert_eq!(repair("- 2005 won an award"), "• 2005 won an award\n");
    }

    #[test]
    fn letter_spaced_words_are_joined_where_wider_gaps_part_them() {
        assert_eq!(repair("N A D I A   F A R R O W"), "NADIA FARROW\n");
        assert_eq!(repair("N a d i a  d e  F a r"), "Nadia de Far\n");
        for line in ["S K I L L S", "A  B  C", "B + C  A N A", "1 2  3 4"] {
            assert_eq!(repair(line).matches(' ').count(), line.split_whitespace().count() - 1, "{line}");
        }
    }

    #[test]
    fn ligatures_become_letters_and_superscripts_stay() {
        assert_eq!(repair("e\u{fb03}cient ＣＲＭ m² ½"), "efficient CRM m² ½\n");
    }

    #[test]
    fn fancy_letters_become_letters() {
        assert_eq!(repair("𝐒𝐞𝐧𝐢𝐨𝐫 𝓜𝓪𝓷𝓪𝓰𝓮𝓻 Ⓒⓡⓜ 🅢🅐🅛🅔🅢 Ⅳ"), "Senior Manager Crm SALES IV\n");
        assert_eq!(
            repair("\u{fb2a}\u{fb3e} \u{fe8e}\u{fef3} ｶﾞ \u{2f00}"),
            "\u{5e9}\u{5c1}\u{5de}\u{5bc} \u{627}\u{64a} ガ 一\n"
        );
    }

    #[test]
    fn direction_marks_are_removed() {
        assert_eq!(repair("Key\u{202e} Account\u{202c} \u{2066}Manager\u{2069}\u{61c}"), "Key Account Manager\n");
    }

    #[test]
    fn a_wrongly_decoded_separator_becomes_a_dash() {
        assert_eq!(repair("Company ï¼\u{200b} City"), "Company – City\n");
    }

    #[test]
    fn odd_spaces_and_control_characters_are_removed() {
        assert_eq!(repair("a\u{a0}b\u{200b}c\u{ad}d\u{7}\u{2003} e"), "a bcd e\n");
    }

    #[test]
    fn accents_join_the_letter_after_them() {
        assert_eq!(repair("Jos´e N´u˜nez 5´ ´"), "José Núñez 5´ ´\n");
    }

    #[test]
    fn pages_and_tabs_stay() {
        assert_eq!(repair("a \t b\r\n\n\n\nc\u{c}d"), "a\tb\n\nc\n\u{c}d\n");
    }

    proptest! {
        #[test]
        fn repairing_twice_changes_nothing(text in "([a-zÂÃâï€¢¼´¨â„\u{200b}\u{8d}\u{ad}\u{c} \t\n•o*·\u{f0b7}\u{301}ﬁＡ-]|\\PC){0,40}") {
            let once = repair(&text);
            prop_assert_eq!(repair(&once), once);
        }
    }
}
