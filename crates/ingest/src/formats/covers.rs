//! Finds boxes of text that lie beneath an opaque shape or picture.
//!
//! Only boxes whose places are measured from the same point are compared, so that a panel on the next page covers
//! nothing.

/// A cover may be so many points smaller than the box beneath it.
const SLACK: f64 = 2.0;
/// Boxes beyond so many are not compared: each is compared with all others.
const MOST: usize = 500;

/// A box or shape at a place of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PlacedBox {
    /// The point that the place is measured from, as the format names it.
    pub origin: String,
    /// Left, top, width and height in points; `None` for what is not stated.
    pub sides: [Option<f64>; 4],
    /// The level of the box: a higher level lies above a lower one.
    pub level: i64,
    /// True if nothing beneath it can be seen.
    pub is_opaque: bool,
}

/// The opaque boxes of a document.
#[derive(Debug, Default)]
pub(super) struct Covers(Vec<PlacedBox>);

impl Covers {
    pub(super) fn add(&mut self, placed: PlacedBox) {
        if placed.is_opaque && self.0.len() < MOST {
            self.0.push(placed);
        }
    }

    /// True if an opaque box on a higher level covers all of `placed`.
    pub(super) fn hide(&self, placed: &PlacedBox) -> bool {
        self.0.iter().any(|cover| cover.covers(placed).unwrap_or_default())
    }
}

impl PlacedBox {
    fn covers(&self, beneath: &PlacedBox) -> Option<bool> {
        let edges = |placed: &PlacedBox| {
            let [left, top, width, height] = placed.sides;
            let (left, top) = (left?, top?);
            Some([left, top, left + width?, top + height?])
        };
        let ([left, top, right, bottom], [x0, y0, x1, y1]) = (edges(self)?, edges(beneath)?);
        let is_around =
            left <= x0 + SLACK && top <= y0 + SLACK && right >= x1 - SLACK && bottom >= y1 - SLACK && x0 < x1;
        Some(self.level > beneath.level && self.origin == beneath.origin && is_around)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_opaque_box_above_at_the_same_place_covers() {
        let placed = |origin: &str, left: f64, width: f64, level, is_opaque| PlacedBox {
            origin: origin.to_owned(),
            sides: [Some(left), Some(0.0), Some(width), Some(50.0)],
            level,
            is_opaque,
        };
        let text = placed("page 1", 10.0, 100.0, 2, false);
        for (cover, hides) in [
            (placed("page 1", 0.0, 200.0, 3, true), true),
            (placed("page 1", 0.0, 200.0, 1, true), false),
            (placed("page 1", 0.0, 200.0, 3, false), false),
            (placed("page 1", 0.0, 60.0, 3, true), false),
            (placed("page 2", 0.0, 200.0, 3, true), false),
        ] {
            let mut covers = Covers::default();
            covers.add(cover.clone());
            assert_eq!(covers.hide(&text), hides, "{cover:?}");
        }
    }
}
