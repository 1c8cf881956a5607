//! Thresholds between visible and hidden text, the same for all formats.

use super::color::Color;

/// Font size in points below which text cannot be read. The smallest print in use has 4 points.
pub(super) const TINY: f64 = 2.0;
/// Opacity (0 to 1) below which paint is invisible: it shifts a colour by at most 12 of 255.
pub(super) const FAINT: f64 = 0.05;
/// Largest difference per channel (0 to 255) at which two colours look the same. A light grey chosen on purpose differs
/// from white by at least 30.
const SAME_COLOR: u8 = 24;

/// Points above or to the left of a page at which nothing of a box is on the page any more.
const FAR_BEFORE: f64 = 700.0;
/// Points to the right of or below the origin of a page at which nothing of a box is on the page. The largest page of
/// Word has 22 inches.
const FAR_BEHIND: f64 = 1584.0;
/// Width of letters, as a share of their natural width, below which they cannot be read. Word offers 33 % and more.
const NARROW: f64 = 0.12;
/// Space between letters in points that piles them on one another: more than a letter of usual size is wide.
const PILED: f64 = -6.0;

/// True if a box or a line that begins so many points from the edge of the page is outside it.
pub(super) fn is_off_page(points: f64) -> bool {
    points <= -FAR_BEFORE || points >= FAR_BEHIND
}

/// True if a box or a line of this extent in points shows nothing of its text.
pub(super) fn is_flat(points: f64) -> bool {
    points.abs() < TINY
}

/// True if letters of this share of their width cannot be read.
pub(super) fn is_narrow(share: f64) -> bool {
    share < NARROW
}

/// True if this space between letters, in points, piles them on one another.
pub(super) fn is_piled(points: f64) -> bool {
    points <= PILED
}

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
    fn boxes_and_letters_of_designs_are_visible() {
        assert!([-300.0, 0.0, 1000.0].iter().all(|&points| !is_off_page(points)) && is_off_page(-1000.0));
        assert!(
            !is_flat(6.0) && is_flat(0.0) && !is_narrow(0.33) && is_narrow(0.01) && !is_piled(-1.0) && is_piled(-20.0)
        );
    }

    #[test]
    fn text_under_two_points_is_tiny() {
        assert!(is_tiny_half_points(3));
        assert!(!is_tiny_half_points(4));
    }
}
