//! The place of a shape in an RTF file, and whether the text in it is seen.

use super::group_state::points;
use crate::formats::visibility::{is_flat, is_off_page};
use rolefit_document::HiddenWay;

/// The property by which a shape is hidden.
const HIDDEN: &str = "fHidden";

/// The shape whose text comes next.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// True if its sides are stated.
    pub is_placed: bool,
    /// Left, top, right and bottom, in twentieths of a point.
    pub place: [i32; 4],
    /// The name of the property that was read last, and its value.
    pub property: [String; 2],
    /// True if a property hides it.
    pub is_hidden: bool,
}

impl Shape {
    /// States the place of a side, by its number.
    pub(super) fn state(&mut self, side: usize, twips: i32) {
        self.is_placed = true;
        self.place.get_mut(side).into_iter().for_each(|place| *place = twips);
    }

    /// Ends the value of a property.
    pub(super) fn end_property(&mut self) {
        let [name, value] = std::mem::take(&mut self.property);
        self.is_hidden |= name.trim() == HIDDEN && value.trim() == "1";
    }

    /// Returns the way in which the text of the shape is hidden.
    pub(super) fn hidden(&self) -> Option<HiddenWay> {
        let [left, top, right, bottom] = self.place.map(points);
        match () {
            () if self.is_hidden => Some(HiddenWay::Invisible),
            () if !self.is_placed => None,
            () if is_off_page(left) || is_off_page(top) => Some(HiddenWay::OffPage),
            () if is_flat(right - left) || is_flat(bottom - top) => Some(HiddenWay::Clipped),
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_without_extent_or_outside_the_page_shows_nothing() {
        let hidden = |place| Shape { is_placed: true, place, ..Shape::default() }.hidden();
        assert_eq!(hidden([0, 0, 5000, 2000]), None);
        assert_eq!(hidden([0, 0, 0, 0]), Some(HiddenWay::Clipped));
        assert_eq!(hidden([-99_999, 0, -90_000, 2000]), Some(HiddenWay::OffPage));
        let mut shape = Shape { property: ["fHidden".into(), "1".into()], ..Shape::default() };
        shape.end_property();
        assert_eq!(shape.hidden(), Some(HiddenWay::Invisible));
    }
}
