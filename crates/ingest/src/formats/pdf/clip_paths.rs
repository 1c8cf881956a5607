//! Tracks the clip paths of a PDF page. Glyphs may be part of a clip path; then they show the paint drawn through it.

use std::ops::Range;

use kurbo::{BezPath, Point, Rect, Shape};

/// The region that is drawn, in points. It extends beyond the page, so that text off the page is seen and counted as
/// hidden.
pub(super) const EVERYWHERE: Rect = Rect::new(-1e4, -1e4, 2e4, 2e4);

/// A clip path, combined with the clip paths around it.
#[derive(Clone, Debug)]
struct ActiveClip {
    /// Bounding box of the visible region.
    left: Rect,
    /// True if the visible region is the whole bounding box.
    is_rectangle: bool,
    /// Indexes of the glyphs that the clip path is made of.
    window: Range<usize>,
}

/// The clip paths in force.
#[derive(Debug, Default)]
pub(super) struct ClipPaths(Vec<ActiveClip>);

impl ClipPaths {
    pub(super) fn push_rectangle(&mut self, rect: &Rect) {
        self.push(*rect, true, 0..0);
    }

    /// Adds a path. `glyphs` are the invisible glyphs drawn just before, of which the path may be made.
    pub(super) fn push_path(&mut self, path: &BezPath, glyphs: Range<usize>) {
        let rectangle = as_rectangle(path);
        let window = if rectangle.is_some() { 0..0 } else { glyphs };
        self.push(path.bounding_box(), rectangle.is_some(), window);
    }

    fn push(&mut self, rect: Rect, is_rectangle: bool, window: Range<usize>) {
        let left = self.left().intersect(rect);
        let is_rectangle = is_rectangle && self.is_rectangle();
        self.0.push(ActiveClip { left, is_rectangle, window });
    }

    pub(super) fn pop(&mut self) {
        self.0.pop();
    }

    /// Returns the bounding box of the visible region.
    pub(super) fn left(&self) -> Rect {
        self.0.last().map_or(EVERYWHERE, |clip| clip.left)
    }

    /// True if the visible region is a rectangle.
    pub(super) fn is_rectangle(&self) -> bool {
        self.0.last().is_none_or(|clip| clip.is_rectangle)
    }

    /// True if a glyph with this middle is visible.
    pub(super) fn shows(&self, middle: Point) -> bool {
        self.0.last().is_none_or(|clip| clip.left.contains(middle))
    }

    /// Returns the indexes of the glyphs that show the paint drawn now.
    pub(super) fn windows(&self) -> impl Iterator<Item = usize> {
        self.0.iter().flat_map(|clip| clip.window.clone())
    }
}

/// Returns the path as an upright rectangle; `None` if it is anything else.
pub(super) fn as_rectangle(path: &BezPath) -> Option<Rect> {
    use kurbo::PathEl::{ClosePath, LineTo, MoveTo};
    let (&[MoveTo(a), LineTo(b), LineTo(c), LineTo(d)]
    | &[MoveTo(a), LineTo(b), LineTo(c), LineTo(d), ClosePath]
    | &[MoveTo(a), LineTo(b), LineTo(c), LineTo(d), LineTo(_)]
    | &[MoveTo(a), LineTo(b), LineTo(c), LineTo(d), LineTo(_), ClosePath]) = path.elements()
    else {
        return None;
    };
    /// Largest deviation of an upright side, in points.
    const LEVEL: f64 = 0.01;
    let near = |a: f64, b: f64| (a - b).abs() < LEVEL;
    let upright = near(a.x, b.x) && near(b.y, c.y) && near(c.x, d.x) && near(d.y, a.y);
    let lying = near(a.y, b.y) && near(b.x, c.x) && near(c.y, d.y) && near(d.x, a.x);
    (upright || lying).then(|| Rect::from_points(a, c))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn nested_clip_paths_leave_their_intersection() {
        let mut clips = ClipPaths::default();
        clips.push_rectangle(&Rect::new(0.0, 0.0, 100.0, 100.0));
        clips.push_rectangle(&Rect::new(50.0, 50.0, 200.0, 200.0));
        assert!(clips.shows(Point::new(60.0, 60.0)) && !clips.shows(Point::new(20.0, 20.0)));
        clips.push_rectangle(&Rect::new(0.0, 0.0, 10.0, 10.0));
        assert!(!clips.shows(Point::new(60.0, 60.0)) && !clips.shows(Point::new(5.0, 5.0)));
        clips.pop();
        clips.pop();
        assert!(clips.shows(Point::new(20.0, 20.0)));
    }

    #[test]
    fn glyphs_of_a_clip_path_are_windows_while_it_is_in_force() {
        let mut clips = ClipPaths::default();
        clips.push_path(&kurbo::Circle::new((0.0, 0.0), 50.0).to_path(0.1), 3..5);
        clips.push_path(&Rect::new(0.0, 0.0, 9.0, 9.0).to_path(0.1), 5..6);
        assert!(!clips.is_rectangle());
        assert_eq!(clips.windows().collect::<Vec<_>>(), [3, 4]);
        clips.pop();
        clips.pop();
        assert_eq!(clips.windows().count(), 0);
    }

    #[test]
    fn only_upright_rectangles_are_rectangles() {
        let rect = Rect::new(0.0, 0.0, 10.0, 5.0);
        assert_eq!(as_rectangle(&rect.to_path(0.1)).unwrap(), rect);
        assert_eq!(as_rectangle(&(kurbo::Affine::rotate(0.5) * rect.to_path(0.1))), None);
        assert_eq!(as_rectangle(&kurbo::Circle::new((0.0, 0.0), 5.0).to_path(0.1)), None);
    }
}
