//! Colours of letters and of what lies beneath them, and whether the ones are lost on the other.

/// Red, green and blue.
pub(super) type Color = [u8; 3];

/// The colour of paper.
pub(super) const WHITE: Color = [255; 3];

/// Colours whose channels differ by no more than this look the same: near-white letters on white are no light grey that
/// somebody chose for its looks, which differs by 30 at least.
const SAME: u8 = 16;

/// Whether letters of `color` cannot be seen on `beneath`.
pub(super) fn is_lost_on(color: Color, beneath: Color) -> bool {
    color.iter().zip(beneath).all(|(&channel, other)| channel.abs_diff(other) <= SAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearly_white_is_lost_on_white_and_light_grey_is_not() {
        assert!(is_lost_on([250, 250, 255], WHITE));
        assert!(!is_lost_on([211; 3], WHITE));
        assert!(!is_lost_on(WHITE, [0, 0, 128]));
    }
}
