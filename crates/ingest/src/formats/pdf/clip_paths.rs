//! What the clip paths of a PDF page leave visible, and letters that are windows on what is painted through them.

use std::ops::Range;

use kurbo::{BezPath, Point, Rect, Shape};

/// Everything within this many points is drawn: text off the page must be seen to be counted as hidden.
pub(super) const EVERYWHERE: Rect = Rect::new(-1e4, -1e4, 2e4, 2e4);

/// One clip path that is in force, together with those around it.
#[derive(Clone, Debug)]
struct Clip {
    /// Bounding box of what is left.
    left: Rect,
    /// Whether all of the box is left.
    is_rectangle: bool,
    /// Letters that this clip path was made of.
    window: Range<usize>,
}

/// The clip paths in force.
#[derive(Debug, Default)]
pub(super) struct Clips(Vec<Clip>);

impl Clips {
    pub fn push_rectangle(&mut self, rect: &Rect) {
        self.push(*rect, true, 0..0);
    }

    /// Adds a path; `letters` were drawn in no colour just before and may be what it is made of.
    pub fn push_path(&mut self, path: &BezPath, letters: Range<usize>) {
        let rectangle = as_rectangle(path);
        let window = if rectangle.is_some() { 0..0 } else { letters };
        self.push(path.bounding_box(), rectangle.is_some(), window);
    }

    fn push(&mut self, rect: Rect, is_rectangle: bool, window: Range<usize>) {
        let left = self.left().intersect(rect);
        let is_rectangle = is_rectangle && self.is_rectangle();
        self.0.push(Clip { left, is_rectangle, window });
    }

    pub fn pop(&mut self) {
        self.0.pop();
    }

    /// Bounding box of what is visible.
    pub fn left(&self) -> Rect {
        self.0.last().map_or(EVERYWHERE, |clip| clip.left)
    }

    /// Whether the clip paths leave a rectangle.
    pub fn is_rectangle(&self) -> bool {
        self.0.last().is_none_or(|clip| clip.is_rectangle)
    }

    /// Whether a letter with its middle there is seen.
    pub fn shows(&self, middle: Point) -> bool {
        self.0.last().is_none_or(|clip| clip.left.contains(middle))
    }

    /// Letters through which is seen what is painted now.
    pub fn windows(&self) -> impl Iterator<Item = usize> {
        self.0.iter().flat_map(|clip| clip.window.clone())
    }
}

/// The path as a rectangle with level sides, if it is one.
pub(super) fn as_rectangle(path: &BezPath) -> Option<Rect> {
    use kurbo::PathEl::{ClosePath, LineTo, MoveTo};
    let (&[MoveTo(a), LineTo(b), LineTo(c), LineTo(d)]
    | &[MoveTo(a), LineTo(b), LineTo(c), LineTo(d), ClosePath]
    | &[MoveTo(a), LineTo(b), LineTo(c), LineTo(d), LineTo(_)]
    | &[MoveTo(a), LineTo(b), LineTo(c), LineTo(d), LineTo(_), ClosePath]) = path.elements()
    else {
        return None;
    };
    /// Sides are level within this many points.
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
    fn clips_inside_one_another_leave_what_they_share() {
        let mut clips = Clips::default();
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
    fn letters_that_a_clip_is_made_of_are_windows_while_it_is_in_force() {
        let mut clips = Clips::default();
        clips.push_path(&kurbo::Circle::new((0.0, 0.0), 50.0).to_path(0.1), 3..5);
        clips.push_path(&Rect::new(0.0, 0.0, 9.0, 9.0).to_path(0.1), 5..6);
        assert!(!clips.is_rectangle());
        assert_eq!(clips.windows().collect::<Vec<_>>(), [3, 4]);
        clips.pop();
        clips.pop();
        assert_eq!(clips.windows().count(), 0);
    }

    #[test]
    fn only_level_rectangles_are_rectangles() {
        let rect = Rect::new(0.0, 0.0, 10.0, 5.0);
        assert_eq!(as_rectangle(&rect.to_path(0.1)).unwrap(), rect);
        assert_eq!(as_rectangle(&(kurbo::Affine::rotate(0.5) * rect.to_path(0.1))), None);
        assert_eq!(as_rectangle(&kurbo::Circle::new((0.0, 0.0), 5.0).to_path(0.1)), None);
    }
}
