//! Where the bounds lie between letters that a reader sees and those that nobody does, the same for all formats.

use super::color::Color;

/// Letters under this many points cannot be read: the smallest print has four.
pub(super) const TINY: f64 = 2.0;
/// Paint with less opacity than this, of one, is not seen: it shifts a colour by no more than 12 of 255.
pub(super) const FAINT: f64 = 0.05;
/// Colours whose channels (of 255) differ by no more than this look the same: a light grey that somebody chose for its
/// looks differs from white by 30 at least.
const SAME_COLOR: u8 = 24;

/// Whether letters of `color` cannot be seen on `beneath`.
pub(super) fn is_lost_on(color: Color, beneath: Color) -> bool {
    color.iter().zip(beneath).all(|(&channel, other)| channel.abs_diff(other) <= SAME_COLOR)
}

/// Whether letters of a size stated in half-points cannot be read.
pub(super) fn is_tiny_half_points(size: i32) -> bool {
    f64::from(size) / 2.0 < TINY
}

#[cfg(test)]
mod tests {
    use super::super::color::WHITE;
    use super::*;

    #[test]
    fn nearly_white_is_lost_on_white_and_light_grey_is_not() {
        assert!(is_lost_on([235; 3], WHITE));
        assert!(is_lost_on([250, 250, 255], WHITE));
        assert!(!is_lost_on([211; 3], WHITE));
        assert!(!is_lost_on(WHITE, [0, 0, 128]));
    }

    #[test]
    fn letters_under_two_points_are_tiny() {
        assert!(is_tiny_half_points(3));
        assert!(!is_tiny_half_points(4));
    }
}
