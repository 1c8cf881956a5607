//! Words that can be searched for elsewhere: Boolean search strings are made of them.

/// Characters that mean something to a search box, or that are quotes of another shape.
pub(crate) const SPECIAL: [char; 10] = ['"', '(', ')', '*', '?', '[', ']', '\u{201c}', '\u{201d}', '\u{201e}'];

/// Whether `words` can stand in an expression as they are.
pub(crate) fn is_plain(words: &str) -> bool {
    words.contains(char::is_alphanumeric) && !words.contains(SPECIAL) && !words.contains(char::is_control)
}
