//! Words that any search box takes. Boolean search strings are made of them.

/// Characters with a meaning in search boxes, and quotation marks of other shapes.
pub(crate) const SPECIAL: [char; 10] = ['"', '(', ')', '*', '?', '[', ']', '\u{201c}', '\u{201d}', '\u{201e}'];

/// True if `words` need no escape in a search string.
pub(crate) fn is_plain(words: &str) -> bool {
    words.contains(char::is_alphanumeric) && !words.contains(SPECIAL) && !words.contains(char::is_control)
}
