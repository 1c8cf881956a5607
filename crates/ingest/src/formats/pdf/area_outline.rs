//! The outline of an area painted on a PDF page, with a test for points inside it.

use kurbo::{BezPath, PathEl, Point, Shape};

/// Segments of an outline up to this height, in points, are searched by their position; higher ones are always checked.
const LOW: f64 = 24.0;

/// An outline, split into its segments.
#[derive(Clone, Debug)]
pub(super) struct Outline {
    /// Low segments sorted by their top, then high segments.
    segments: Vec<PathSegment>,
    /// Index of the first high segment.
    high: usize,
    even_odd: bool,
}

/// A line or a curve.
#[derive(Clone, Debug)]
struct PathSegment {
    top: f64,
    bottom: f64,
    path: [PathEl; 2],
}

impl Outline {
    /// Builds the outline of `path`; subpaths are closed as in filling. The fill rule is even-odd or non-zero winding.
    pub(super) fn new(path: &BezPath, even_odd: bool) -> Self {
        let mut segments = Vec::with_capacity(path.elements().len());
        let (mut start, mut end) = (Point::ORIGIN, Point::ORIGIN);
        let mut add = |from: Point, to: PathEl| {
            let hull: &[Point] = match &to {
                PathEl::LineTo(a) => &[*a],
                PathEl::QuadTo(a, b) => &[*a, *b],
                PathEl::CurveTo(a, b, c) => &[*a, *b, *c],
                PathEl::MoveTo(_) | PathEl::ClosePath => return,
            };
            let top = hull.iter().fold(from.y, |top, point| top.min(point.y));
            let bottom = hull.iter().fold(from.y, |bottom, point| bottom.max(point.y));
            segments.push(PathSegment { top, bottom, path: [PathEl::MoveTo(from), to] });
        };
        for &element in path.elements() {
            match element.end_point() {
                Some(point) if !matches!(element, PathEl::MoveTo(_)) => {
                    add(end, element);
                    end = point;
                }
                next => {
                    add(end, PathEl::LineTo(start));
                    start = next.unwrap_or(start);
                    end = start;
                }
            }
        }
        add(end, PathEl::LineTo(start));
        let is_high = |segment: &PathSegment| segment.bottom - segment.top > LOW;
        segments.sort_unstable_by(|a, b| is_high(a).cmp(&is_high(b)).then(a.top.total_cmp(&b.top)));
        let high = segments.partition_point(|segment| !is_high(segment));
        Self { segments, high, even_odd }
    }

    /// True if the point lies inside. Adds the number of segments checked to `checks`.
    pub(super) fn contains(&self, point: Point, checks: &mut usize) -> bool {
        debug_assert!(self.high <= self.segments.len(), "high segments follow the low ones");
        let (low, high) = self.segments.split_at_checked(self.high).unwrap_or_default();
        let from = low.partition_point(|segment| segment.top < point.y - LOW);
        let to = low.partition_point(|segment| segment.top <= point.y);
        let low = low.get(from..to).unwrap_or_default();
        *checks += low.len() + high.len();
        let near = low.iter().chain(high).filter(|segment| segment.top <= point.y && point.y <= segment.bottom);
        let winding: i32 = near.map(|segment| segment.path.as_slice().winding(point)).sum();
        if self.even_odd { winding % 2 != 0 } else { winding != 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(path: &BezPath, even_odd: bool, x: f64, y: f64) -> bool {
        Outline::new(path, even_odd).contains(Point::new(x, y), &mut 0)
    }

    #[test]
    fn an_outline_contains_the_points_inside_its_path() {
        let circle = kurbo::Circle::new((100.0, 100.0), 50.0).to_path(0.1);
        assert!(inside(&circle, false, 100.0, 100.0) && inside(&circle, false, 60.0, 120.0));
        assert!(!inside(&circle, false, 55.0, 145.0) && !inside(&circle, false, 160.0, 100.0));
    }

    #[test]
    fn an_open_path_is_closed() {
        let mut triangle = BezPath::new();
        triangle.move_to((0.0, 0.0));
        triangle.line_to((100.0, 0.0));
        triangle.line_to((100.0, 100.0));
        for x in [-5.0, 40.0, 90.0] {
            assert_eq!(inside(&triangle, false, x, 10.0), x > 10.0);
        }
    }

    #[test]
    fn rings_are_empty_by_the_even_odd_rule() {
        let mut ring = kurbo::Rect::new(0.0, 0.0, 100.0, 100.0).to_path(0.1);
        ring.extend(kurbo::Rect::new(20.0, 20.0, 80.0, 80.0).to_path(0.1));
        assert!(
            inside(&ring, false, 50.0, 50.0) && !inside(&ring, true, 50.0, 50.0) && inside(&ring, true, 10.0, 50.0)
        );
    }

    #[test]
    fn few_of_many_segments_are_checked() {
        let mut saw = BezPath::new();
        saw.move_to((0.0, 0.0));
        (1..1000).for_each(|tooth| saw.line_to((f64::from(tooth % 2) * 9.0, f64::from(tooth))));
        let mut checks = 0;
        assert!(!Outline::new(&saw, false).contains(Point::new(20.0, 500.5), &mut checks));
        assert!(checks < 50, "{checks}");
    }
}
