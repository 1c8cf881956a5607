//! Recognises the bullets of list items in all the forms that programs and people give them.

use rolefit_document::ascii;

/// The start of every list item.
pub(in crate::formats) const BULLET: &str = "• ";

/// Characters that are bullets at the start of a line, even without a space after them.
const BULLETS: &str = "•◦‣⁃∙·●○■□▪▫◆◇◊►▶▸▹➢➤➔➜✓✔❖❑❒☐☑✦✧¤§";
/// Characters that are bullets at the start of a line only before a space. U+FFFD is a bullet of an unknown symbol
/// font.
const DASHES: &str = "-*–—+\u{fffd}";

/// The text after the bullets at the start of a line; `None` if there is none.
pub(in crate::formats) fn after_bullet(line: &str) -> Option<&str> {
    let mut found = None;
    let mut rest = line;
    while let Some(after) = after_one_bullet(rest) {
        found = Some(after);
        rest = after;
    }
    found
}

fn after_one_bullet(line: &str) -> Option<&str> {
    let mut chars = line.chars();
    // Most lines begin with a letter.
    let first = chars.next().filter(|first| !first.is_ascii_alphanumeric() || *first == 'o')?;
    let rest = chars.as_str();
    let text = rest.trim_start();
    let spaced = text.len() < rest.len();
    let is_bullet = BULLETS.contains(first)
        || is_private(first)
        || (DASHES.contains(first) && spaced && !is_year(text))
        // Word's bullet of the second level, which is drawn as the letter "o".
        || (first == 'o' && spaced && text.starts_with(char::is_uppercase));
    is_bullet.then_some(text)
}

/// True if `text` is only a year. After a dash it is the end of a range whose start is on the line before, and no list
/// item.
pub(in crate::formats) fn is_year(text: &str) -> bool {
    let text = text.trim_end_matches([')', ',', '.', ' ']);
    ascii::is_year(text.as_bytes())
}

/// True if `text` is only a bullet.
#[cfg(feature = "pdf")]
pub(in crate::formats) fn is_lone_bullet(text: &str) -> bool {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => BULLETS.contains(c) || is_private(c) || DASHES.contains(c) || c == 'o',
        _ => false,
    }
}

pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}')
}
