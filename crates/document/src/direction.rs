//! Characters that change the order in which others are shown.

/// True if a character makes others run in another direction, so that a name is shown as another name.
///
/// ```
/// assert!(rolefit_document::changes_direction('\u{202e}') && !rolefit_document::changes_direction('é'));
/// ```
pub fn changes_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
