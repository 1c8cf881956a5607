//! Puts text that is written backwards into the order in which it is read.
//!
//! An override mark makes a page show letters from right to left, whatever they are. Text that was reversed and marked
//! so is read as usual, and text that was only marked is shown as nobody can read it.

/// Begins text that is shown from right to left.
const BEGIN: char = '\u{202e}';
/// Ends it, as do the end of the line and the page.
const ENDS: [char; 4] = ['\u{202c}', '\n', '\r', '\u{c}'];

/// Reverses the letters after each override mark, and removes the marks. Returns true if there were any.
pub(in crate::formats) fn apply(text: &mut String) -> bool {
    if !text.contains(BEGIN) {
        return false;
    }
    let mut parts = text.split(BEGIN);
    let mut ordered = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (inside, after) = part.split_at(part.find(ENDS).unwrap_or(part.len()));
        ordered.extend(inside.chars().rev());
        ordered.push_str(after.strip_prefix('\u{202c}').unwrap_or(after));
    }
    *text = ordered;
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_after_an_override_mark_is_reversed_up_to_its_end() {
        let mut text = "Ana \u{202e}reganaM\u{202c} at\n\u{202e}emcA\nBern".to_owned();
        assert!(apply(&mut text));
        assert_eq!(text, "Ana Manager at\nAcme\nBern");
    }
}
