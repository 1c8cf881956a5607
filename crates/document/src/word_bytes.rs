//! The bytes that words, numbers and the signs between them are made of.

/// True for ASCII letters and digits; a table, since every byte of every text is looked up.
pub(crate) const IS_PLAIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// The number of ASCII letters and digits that `bytes` begins with.
#[inline]
pub(crate) fn plain_run(bytes: &[u8]) -> usize {
    bytes.iter().position(|&byte| !IS_PLAIN[usize::from(byte)]).unwrap_or(bytes.len())
}

/// The bytes from `at` on; none past the end.
pub(crate) fn from(bytes: &[u8], at: usize) -> &[u8] {
    bytes.get(at..).unwrap_or_default()
}

#[inline]
pub(crate) fn starts_word(bytes: &[u8], at: usize) -> bool {
    let Some(&byte) = bytes.get(at) else { return false };
    let after = bytes.get(at + 1).copied().unwrap_or(b' ');
    is_word_byte(bytes, at)
        || (byte == b'$' && after.is_ascii_digit())
        || (byte == b'.'
            && after.is_ascii_uppercase()
            && at.checked_sub(1).and_then(|before| bytes.get(before)).is_none_or(u8::is_ascii_whitespace))
}

#[inline]
pub(crate) fn is_word_byte(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(|&byte| byte.is_ascii_alphanumeric() || (byte >= 0x80 && !is_separator(from(bytes, at))))
}

/// True for non-ASCII punctuation, dashes, bullets and spaces; every other non-ASCII character is part of a word.
fn is_separator(bytes: &[u8]) -> bool {
    match bytes {
        // U+0080 to U+00BF but for the ordinals and the micro sign; × and ÷.
        [0xC2, second, ..] => !matches!(second, 0xAA | 0xB5 | 0xBA),
        [0xC3, 0x97 | 0xB7, ..] => true,
        // General punctuation, currency (but €), arrows to dingbats, CJK punctuation, private use, full-width
        // punctuation.
        [0xE2, 0x82, 0xAC, ..] => false,
        [0xE2, 0x80..=0x82 | 0x86..=0xAF | 0xB8..=0xB9, ..]
        | [0xE3, 0x80, ..]
        | [0xEE, ..]
        | [0xEF, 0x80..=0xA3 | 0xBC | 0xBF, ..] => true,
        _ => false,
    }
}

pub(crate) fn is_dash_or_bullet(bytes: &[u8]) -> bool {
    // En and em dash, bullets, the middle dot, geometric shapes, dingbats, private-use bullets.
    matches!(
        bytes,
        [0xE2, 0x80, 0x93..=0x95 | 0xA2 | 0xA3, ..] | [0xC2, 0xB7, ..] | [0xE2, 0x96..=0x9E, ..] | [0xEF, 0x82, ..]
    )
}

pub(crate) fn is_currency(bytes: &[u8]) -> bool {
    matches!(bytes, [b'$', ..] | [0xE2, 0x82, 0xAC, ..])
}

pub(crate) fn char_width(lead: u8) -> usize {
    match lead {
        0xF0.. => 4,
        0xE0.. => 3,
        0xC0.. => 2,
        _ => 1,
    }
}
