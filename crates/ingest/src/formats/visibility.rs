//! Thresholds between visible and hidden text, the same for all formats.

use super::color::Color;

/// Font size in points below which text cannot be read. The smallest print in use has 4 points.
pub(super) const TINY: f64 = 2.0;
/// Opacity (0 to 1) below which paint is invisible: it shifts a colour by at most 12 of 255.
pub(super) const FAINT: f64 = 0.05;
/// Largest difference per channel (0 to 255) at which two colours look the same. A light grey chosen on purpose differs
/// from white by at least 30.
const SAME_COLOR: u8 = 24;

/// True if text in `color` cannot be told from the background `beneath`.
pub(super) fn is_lost_on(color: Color, beneath: Color) -> bool {
    color.iter().zip(beneath).all(|(&channel, other)| channel.abs_diff(other) <= SAME_COLOR)
}

/// True if text of this size, in half-points, is too small to read.
pub(super) fn is_tiny_half_points(size: i32) -> bool {
    f64::from(size) / 2.0 < TINY
}

#[cfg(test)]
mod tests {
    use super::super::color::WHITE;
    use super::*;

    #[test]
    fn nearly_white_is_invisible_on_white_and_light_grey_is_not() {
        assert!(is_lost_on([235; 3], WHITE));
        assert!(is_lost_on([250, 250, 255], WHITE));
        assert!(!is_lost_on([211; 3], WHITE));
        assert!(!is_lost_on(WHITE, [0, 0, 128]));
    }

    #[test]
    fn text_under_two_points_is_tiny() {
        assert!(is_tiny_half_points(3));
        assert!(!is_tiny_half_points(4));
    }
}
