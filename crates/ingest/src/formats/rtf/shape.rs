//! The place of a shape in an RTF file, and whether the text in it is seen.

use super::group_state::points;
use crate::formats::visibility::hidden_box;
use rolefit_document::HiddenWay;

/// The property by which a shape is hidden.
const HIDDEN: &str = "fHidden";

/// The shape whose text comes next.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// True if its sides are stated.
    is_placed: bool,
    /// Left, top, right and bottom, in twentieths of a point.
    place: [i32; 4],
    /// Left, top, width and height of a drawing, as far as they are stated.
    drawing: [Option<i32>; 4],
    /// True if the drawing has other parts, to which the place may belong.
    pub has_parts: bool,
    /// The name of the property that was read last, and its value.
    pub property: [String; 2],
    /// True if a property hides it.
    is_hidden: bool,
}

impl Shape {
    /// States the place of a side, by its number.
    pub(super) fn state(&mut self, side: usize, twips: i32) {
        self.is_placed = true;
        self.place.get_mut(side).into_iter().for_each(|place| *place = twips);
    }

    /// States the distance of a drawing from the left or top edge, or its width or height, in twentieths of a point.
    pub(super) fn state_drawing(&mut self, word: &str, twips: i32) {
        let [left, top, width, height] = &mut self.drawing;
        let side = match word {
            "dpx" => left,
            "dpy" => top,
            "dpxsize" => width,
            _ => height,
        };
        *side = Some(twips);
    }

    /// Ends the value of a property.
    pub(super) fn end_property(&mut self) {
        let [name, value] = std::mem::take(&mut self.property);
        self.is_hidden |= name.trim() == HIDDEN && value.trim() == "1";
    }

    /// Returns the way in which the text of the shape is hidden.
    pub(super) fn hidden(&self) -> Option<HiddenWay> {
        let [left, top, right, bottom] = self.place.map(points);
        match (self.is_hidden, self.is_placed) {
            (true, _) => Some(HiddenWay::Invisible),
            (_, true) => hidden_box([Some(left), Some(top)], [Some(right - left), Some(bottom - top)]),
            _ if self.has_parts => None,
            (..) => {
                let [left, top, width, height] = self.drawing.map(|twips| twips.map(points));
                hidden_box([left, top], [width, height])
            }
        }
    }
}
