//! Colours of text and of the paint beneath it.

/// Red, green and blue.
pub(super) type Color = [u8; 3];

/// The colour of paper, assumed where a file states no background.
pub(super) const WHITE: Color = [255; 3];
/// The colour of text whose colour is not stated.
pub(super) const BLACK: Color = [0; 3];

/// The paint directly beneath characters.
#[cfg(feature = "office")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Background {
    /// No paint: the background further down shows through.
    #[default]
    Clear,
    Rgb(Color),
    /// A pattern, a picture, or paint of unknown colour or place. Any text counts as visible on it.
    Other,
}
