//! Colours and other paint of text and of the ground beneath it.

/// Red, green and blue.
pub(super) type Color = [u8; 3];

/// The colour of paper, assumed where a file states no background.
pub(super) const WHITE: Color = [255; 3];
/// The colour of text whose colour is not stated.
pub(super) const BLACK: Color = [0; 3];

/// The paint of letters, or of the ground beneath them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Paint {
    /// None: the ground further down shows through.
    #[default]
    Clear,
    /// One opaque colour.
    Plain(Color),
    /// A picture over an opaque colour.
    Pictured(Color),
    /// A picture, a gradient, a pattern, or paint whose colour or place is not known. Text counts as visible on it.
    Unknown,
}

impl Paint {
    /// Returns the paint of a colour that may not be stated, or else `otherwise`.
    pub(super) fn of(color: Option<Color>, otherwise: Paint) -> Paint {
        color.map_or(otherwise, Paint::Plain)
    }

    /// Returns the first paint that is not clear, from the top down.
    pub(super) fn topmost(paints: impl IntoIterator<Item = Paint>) -> Paint {
        paints.into_iter().find(|&paint| paint != Paint::Clear).unwrap_or_default()
    }
}
