//! Colours of letters and of what lies beneath them.

/// Red, green and blue.
pub(super) type Color = [u8; 3];

/// The colour of paper.
pub(super) const WHITE: Color = [255; 3];
/// The colour of letters of which nothing is said.
pub(super) const BLACK: Color = [0; 3];
