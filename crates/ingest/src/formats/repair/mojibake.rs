//! Undoes UTF-8 that was read as Latin-1 or Windows-1252: "â€¢" becomes "•".

use std::borrow::Cow;

use rolefit_document::ascii;

/// The characters of Windows-1252 for the bytes 80 to 9F. U+200B stands for the five undefined bytes, because
/// converters write that character, or nothing, in their place.
const HIGH: [char; 32] = [
    '€', '\u{200b}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{200b}', 'Ž', '\u{200b}', '\u{200b}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{200b}', 'ž', 'Ÿ',
];

/// Undoes every such sequence in `text`, even if the text was wrongly decoded twice.
pub(super) fn undo(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    // Ends, because every pass shortens the text.
    while let Some(shorter) = pass(&text) {
        text = Cow::Owned(shorter);
    }
    text
}

/// One pass; `None` if there is nothing to undo.
fn pass(text: &str) -> Option<String> {
    if !ascii::others(text).any(|c| matches!(c, 'â' | 'Â' | 'Ã' | 'ï' | 'ð')) {
        return None;
    }
    let chars: Vec<char> = text.chars().collect();
    let mut undone = String::with_capacity(text.len());
    let mut at = 0;
    let mut changed = false;
    while let Some(&c) = chars.get(at) {
        let rest = chars.get(at..).unwrap_or_default();
        match sequence(rest).or_else(|| stray(rest)) {
            Some((meant, used)) => {
                undone.push_str(&meant);
                at += used;
                changed = true;
            }
            None => {
                undone.push(c);
                at += 1;
            }
        }
    }
    changed.then_some(undone)
}

/// The intended character of a sequence at the start of `chars`, and the length of the sequence.
///
/// Only lead bytes are recognised whose sequences occur in no language: lead bytes of Latin letters, punctuation,
/// full-width forms and emoji.
fn sequence(chars: &[char]) -> Option<(String, usize)> {
    let length = match chars.first()? {
        'Â' | 'Ã' => 2,
        'â' | 'ï' => 3,
        'ð' => 4,
        _ => return None,
    };
    if let Some(meant) = undefined(chars) {
        return Some(meant);
    }
    let bytes: Vec<u8> = chars.get(..length)?.iter().map(|&c| byte(c)).collect::<Option<_>>()?;
    let meant = std::str::from_utf8(&bytes).ok()?;
    (meant.chars().count() == 1).then(|| (meant.to_owned(), length))
}

/// Sequences that end in a byte which Windows-1252 does not define: the closing quote and the full-width dash.
fn undefined(chars: &[char]) -> Option<(String, usize)> {
    let (meant, rest) = match chars {
        // A soft hyphen. Programs that decode it wrongly show a hyphen, and people leave it.
        ['Â', '\u{200b}', ..] => return Some(("-".to_owned(), 2)),
        // A square, whose last byte was decoded as a no-break space and then replaced by a space.
        ['â', '–', ' ', ..] => return Some(("■ ".to_owned(), 3)),
        ['â', '€', rest @ ..] => ("\u{201d}", rest),
        ['ï', '¼', rest @ ..] => ("\u{ff0d}", rest),
        _ => return None,
    };
    match rest.first() {
        Some('\u{200b}' | '\u{8d}' | '\u{9d}') => Some((meant.to_owned(), 3)),
        Some(&c) if byte(c).is_some_and(is_continuation) => None,
        _ => Some((meant.to_owned(), 2)),
    }
}

/// "Â" before white space is the remainder of a no-break space. No supported language has words that end in "Â".
fn stray(chars: &[char]) -> Option<(String, usize)> {
    let stray = chars.first() == Some(&'Â') && chars.get(1).is_none_or(|c| c.is_whitespace());
    stray.then(|| (String::new(), 1))
}

/// The byte that `c` stands for. `None` for characters of neither encoding, and for ASCII, which is never part of a
/// sequence.
fn byte(c: char) -> Option<u8> {
    match u8::try_from(u32::from(c)) {
        Ok(byte) => (byte >= 0x80).then_some(byte),
        Err(_) if c == '\u{200b}' => None,
        Err(_) => HIGH.iter().position(|&high| high == c).and_then(|at| u8::try_from(at + 0x80).ok()),
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_is_restored() {
        assert_eq!(undo("â€¢ the clientâ€™s wish â€“ met"), "• the client’s wish – met");
        assert_eq!(undo("â€œyesâ€\u{200b} and â€œnoâ€."), "“yes” and “no”.");
    }

    #[test]
    fn the_full_width_dash_is_restored() {
        assert_eq!(undo("Acme ï¼\u{200b} Zurich"), "Acme \u{ff0d} Zurich");
        assert_eq!(undo("Acme ï¼ Zurich"), "Acme \u{ff0d} Zurich");
    }

    #[test]
    fn letters_are_restored_even_if_decoded_wrongly_twice() {
        assert_eq!(undo("cafÃ© ZÃ¼rich"), "café Zürich");
        assert_eq!(undo("cafÃƒÂ©"), "café");
    }

    #[test]
    fn remainders_of_no_break_spaces_are_removed() {
        assert_eq!(undo("salesÂ team Â "), "sales team  ");
    }

    #[test]
    fn soft_hyphens_and_squares_are_restored() {
        assert_eq!(undo("inÂ\u{200b}house â– Sold"), "in-house ■ Sold");
    }

    #[test]
    fn correct_letters_stay() {
        for text in ["Ângela", "châteaux", "naïve", "NÃO", "São Tomé", "Hà Nội", "CAFÉ’S"] {
            assert_eq!(undo(text), text);
        }
    }
}
